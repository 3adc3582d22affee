"""The type of a file by its content, as a file name ending: tables are often saved as `.txt`."""

from __future__ import annotations

import re

from radar.exchange.toolkit.tables import find_delimiter, headings, read_csv

NEEDED = ("name", "ring", "quadrant")
BYOR = (*NEEDED, "isNew", "status", "description")
PLAIN = (
    *("edition", "edition_name", "edition_date", "id", "name"),
    *("quadrant", "quadrant_number", "ring", "ring_number", "moved"),
    *("summary", "text", "note", "tags", "owner", "reviewed"),
    *("links", "aliases", "related", "pin", "hidden"),
)
_TABLES = (".csv", ".tsv")
_FIRST = 20_000  # characters of a file that are searched for the header of a table
_YAML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|- |[\w\"'-]+:(?:\s|$))")


def header_of(text: str, *known: str) -> list[str]:
    """Return the columns of a table's first line that is not blank, as `known` spells them."""
    delimiter = find_delimiter(text.lstrip().partition("\n")[0])
    records = (record for record in read_csv(text, delimiter) if not record.blank)
    header = next(records, None)
    return headings(header.cells, known) if header else []


def ending(text: str, named: str) -> str:
    r"""Return the file name ending for the content of a text.

    `named` is the ending of the file's name if it is one that we read, else ''. It is kept unless
    the content is clearly something else.

    >>> ending("Name;Ring;Quadrant\n", ""), ending('{"entries": []}', ".csv"), ending("a: 1", "")
    ('.csv', '.json', '.yaml')
    """
    document = text.lstrip()[:1] in ("{", "[")
    if named in ("", *_TABLES):
        blocks = re.search(r"^===\s*$", text, re.MULTILINE)
        if document and not blocks:
            return ".json"
        yaml = not named and not blocks and _YAML.match(text)
        return ".yaml" if yaml else named or ".csv"
    table = not document and set(NEEDED) <= set(header_of(text[:_FIRST], *NEEDED))
    return ".csv" if table else named
