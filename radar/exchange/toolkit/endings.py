"""What the content of a file is, as an ending: people save tables as `.txt`, or without any."""

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
_FIRST = 20_000  # characters in which a header ends
_YAML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|- |[\w\"'-]+:(?:\s|$))")


def header_of(text: str, *known: str) -> list[str]:
    """Return the columns of the first line that is not blank, as `known` spells them."""
    delimiter = find_delimiter(text.lstrip().partition("\n")[0])
    records = (record for record in read_csv(text, delimiter) if not record.blank)
    header = next(records, None)
    return headings(header.cells, known) if header else []


def ending(text: str, named: str) -> str:
    r"""Return the ending that a text should have; `named` is the one that it has, '' for none.

    An ending of ours counts, except where the content is plainly something else.

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
