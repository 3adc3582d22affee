"""What the further columns of a table say of an entry: owners, tags, links, fields of one's own.

Every format of tables reads them here, so that a column means the same in all of them. A column
that nobody knows is reported, or becomes a field of one's own with `--fields`: `Draft.fields` has
them, by the heading, and `ImportRow.more["fields"]` the values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from radar.exchange.toolkit.cells import read_date, read_list, read_truth
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.rows import Cells, web_links
from radar.model import Link, Pin

DETAILS = (
    *("summary", "tags", "owner", "reviewed"),
    *("links", "aliases", "related", "pin", "hidden"),
)
"""The columns that are read here, beside those that become fields."""


def read_details(cells: Cells, draft: Draft) -> dict[str, Any]:
    """Return fields of an entry, without those of which the row says nothing."""
    own = {key: (cells[head],) for head, key in draft.fields.items() if cells[head]}
    fields: dict[str, Any] = {
        "summary": cells["summary"],
        "tags": read_list(cells["tags"]),
        "owners": read_list(cells["owner"]),
        "reviewed": read_date(cells.cell("reviewed"), draft),
        "aliases": read_list(cells["aliases"]),
        "related": read_list(cells["related"]),
        "hidden": read_truth(cells.cell("hidden"), draft),
        "pin": _pin(cells, draft),
        "fields": own,
    }
    return {name: value for name, value in fields.items() if value}


def read_links(cells: Cells, draft: Draft) -> Iterator[Link]:
    """Yield the links of a row: on each line of the cell an address, and after it a label."""
    for line in filter(None, map(str.strip, cells["links"].split("\n"))):
        url, _, label = line.partition(" ")
        yield from web_links(draft, cells.place, url, label)


def _pin(cells: Cells, draft: Draft) -> Pin | None:
    if not cells["pin"]:
        return None
    try:
        angle, radius = map(float, cells["pin"].split())
        return Pin(angle=angle, radius=radius)
    except (ValueError, ValidationError):
        draft.say("lost", cells.place, "pin", f"{cells['pin'][:40]!r} is no angle and radius")
        return None
