"""What the further columns of a table say of an entry: owners, tags, links, fields of one's own.

Every format of tables reads them here, so that a column means the same in all of them. A column
that nobody knows is reported, or becomes a field of one's own with `--fields`: `Draft.fields` has
them, by the heading, and `ImportRow.more["fields"]` the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from radar.exchange.sheets.records import Cells
from radar.exchange.toolkit.cells import (
    Cell,
    read_date,
    read_list,
    read_movement,
    read_newness,
    read_truth,
)
from radar.exchange.toolkit.descriptions import first_sentence
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.rows import web_links
from radar.model import Link, Pin
from radar.safety.links import ADDRESS_START

_BETWEEN_LINKS = re.compile(rf"[\s,;|]+(?=\[[^\]]*\]\(|{ADDRESS_START})", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\((\S+)\)")
_WORDS_FIRST = re.compile(rf"(\S.*?)\s*[:–—-]\s*({ADDRESS_START}\S+)", re.IGNORECASE)
DETAILS = (
    *("summary", "tags", "owner", "reviewed"),
    *("links", "aliases", "related", "instead", "leave_by", "pin", "hidden"),
)
"""The columns that are read here, beside those that become fields."""


def read_details(cells: Cells, draft: Draft, description: str) -> dict[str, Any]:
    """Return fields of an entry, without those of which the row says nothing.

    `description` is what the cell of that name says, as Markdown.
    """
    own = {key: (cells[head],) for head, key in draft.fields.items() if cells[head]}
    fields: dict[str, Any] = {
        "tags": read_list(cells["tags"]),
        "owners": read_list(cells["owner"]),
        "reviewed": read_date(cells.cell("reviewed"), draft),
        "aliases": read_list(cells["aliases"]),
        "related": read_list(cells["related"]),
        "instead": read_list(cells["instead"]),
        "leave_by": read_date(cells.cell("leave_by"), draft),
        "hidden": read_truth(cells.cell("hidden"), draft),
        "pin": _pin(cells, draft),
        "fields": own,
    }
    said = {name: value for name, value in fields.items() if value}
    return said | _summary(cells, description)


def _summary(cells: Cells, description: str) -> dict[str, str]:
    """Return the summary of a row: what it says itself, or the first sentence of its description.

    A new description takes the place of an older summary, also where no sentence of it can.
    """
    summary = cells["summary"] or first_sentence(description)
    return {"summary": summary} if summary or cells["description"] else {}


def read_links(cells: Cells, draft: Draft) -> Iterator[Link]:
    r"""Yield the links of a row, or report what is none.

    An address may have words after it (or before it, with a colon), or be written as Markdown does.
    Several are separated by blanks, commas, semicolons or line breaks.

    >>> from radar.exchange.toolkit.report import SourcePlace
    >>> cell = {"links": "https://x.example, https://y.example Docs"}
    >>> cells = Cells(SourcePlace("a.csv", 2), cell)
    >>> [(link.url, *link.label.values()) for link in read_links(cells, Draft())]
    [('https://x.example',), ('https://y.example', 'Docs')]
    """
    for line in filter(None, map(str.strip, cells["links"].split("\n"))):
        whole = _MARKDOWN_LINK.fullmatch(line)
        parts = [(whole[2], whole[1])] if whole else map(_split_link, _BETWEEN_LINKS.split(line))
        for url, label in parts:
            yield from web_links(draft, cells.place, url, label)


def _split_link(written: str) -> tuple[str, str]:
    """Return the address and the words of one link."""
    if match := _MARKDOWN_LINK.fullmatch(written.strip(" ,;")):
        return match[2], match[1]
    if match := _WORDS_FIRST.fullmatch(written.strip(" ,;")):
        return match[2], match[1]
    url, _, label = written.strip().partition(" ")
    return url.rstrip(",;"), label.strip().strip("|").strip(" ,;")


_MOVED: Mapping[str, Callable[[Cell, Draft], str]] = {
    "status": read_movement,
    "isNew": read_newness,
    "moved": read_movement,
}
"""How each column that says a movement is read."""


def read_claim(cells: Cells, draft: Draft, *columns: str) -> str:
    """Return the movement that a row says in one of `columns`; the first that says one counts.

    Another one is reported.
    """
    said = {column: _MOVED[column](cells.cell(column), draft) for column in columns}
    first = next(filter(said.get, columns), "")
    for column, movement in said.items():
        if movement not in ("", said.get(first)):
            message = f"{column} {cells[column][:40]!r}: {first} {cells[first][:40]!r} counts"
            draft.say("lost", cells.place, "moved", message)
    return said.get(first, "")


def _pin(cells: Cells, draft: Draft) -> Pin | None:
    if not cells["pin"]:
        return None
    try:
        angle, radius = map(float, cells["pin"].split())
        return Pin(angle=angle, radius=radius)
    except (ValueError, ValidationError):
        draft.say("lost", cells.place, "pin", f"{cells['pin'][:40]!r} is no angle and radius")
        return None
