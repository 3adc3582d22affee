"""The type of a file by its content, as a file name ending: tables are often saved as `.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from radar.exchange.sheets.headers import NEEDED, read_table

BYOR = (*NEEDED, "isNew", "status", "description")
PLAIN = (
    *("edition", "edition_name", "edition_date", "date", "id", "name"),
    *("quadrant", "quadrant_number", "ring", "ring_number", "moved"),
    *("summary", "text", "note", "tags", "owner", "reviewed"),
    *("links", "aliases", "related", "instead", "leave_by", "pin", "hidden"),
    *("isNew", "status", "description"),
)
_TABLES = (".csv", ".tsv")
PAGES = (".html", ".htm")
SCRIPTS = (".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx")
DOCUMENTS = (".json", ".jsonc", ".yaml", ".yml", *PAGES, *SCRIPTS)
"""Endings of the files that are read as trees of values."""
_FIRST = 20_000  # characters of a file that are searched for the header of a table
_YAML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|- |[\w\"'-]+:(?:\s|$))")


# what is passed over is atomic: comments that could end at several places would be tried at each,
# which takes twice as long for every comment more
_PAGE = re.compile(
    r"(?>\s+|<!--.*?-->)*+<(?:!doctype html|html|head|body|script)\b", re.IGNORECASE | re.DOTALL
)
_PROGRAM = re.compile(
    r"(?>\s+|//[^\n]*|/\*.*?\*/)*+(?:radar_visualization\s*\(|(?:export|import)\s+[\w{*]|"
    r"(?:const|let|var)\s+\w+\s*[:=]|(?:window|module)\.\w+\s*=)",
    re.DOTALL,
)


def header_of(text: str, *known: str, given: Mapping[str, str] | None = None) -> list[str]:
    """Return the columns of a table, as `known` spells them; `given` are the user's words."""
    table = read_table(text, known, given)
    return [*table.columns] if table else []


def ending(text: str, named: str, given: Mapping[str, str] | None = None) -> str:
    r"""Return the file name ending for the content of a text.

    `named` is the ending of the file's name if it is one that we read, else ''. It is kept unless
    the content is clearly something else. `given` says which headings mean which columns.

    >>> ending("Name;Ring;Quadrant\n", ""), ending('{"entries": []}', ".csv"), ending("a: 1", "")
    ('.csv', '.json', '.yaml')
    """
    if named in (*PAGES, *SCRIPTS):
        return named
    if named in ("", *_TABLES) and _PAGE.match(text):
        return PAGES[0]
    if named in ("", *_TABLES) and _PROGRAM.match(text):
        return SCRIPTS[0]
    document = text.lstrip()[:1] in ("{", "[")
    if named in ("", *_TABLES):
        blocks = re.search(r"^===\s*$", text, re.MULTILINE)
        if document and not blocks:
            return ".json"
        yaml = not named and not blocks and _YAML.match(text)
        return ".yaml" if yaml else named or ".csv"
    table = not document and set(NEEDED) <= set(header_of(text[:_FIRST], *NEEDED, given=given))
    return ".csv" if table else named
