"""`proposed:` of an entry: a ring that somebody proposes, and that nobody decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from radar.model import Radar
from radar.reading.gathered import RawEntry
from radar.reading.placements import ring
from radar.reading.shapes import complete, drop_unread, table, text
from radar.reading.sheet import Sheet
from radar.reading.values import NodeReader, day, word
from radar.yaml import Node, Reported, Scalar


def read_proposal(node: Node, sheet: Sheet) -> dict[str, Any]:
    """Read a proposal: its ring alone, or a mapping with who, since when and why."""
    if isinstance(node, Scalar):
        return {"ring": ring(node, sheet)}
    found = table(node, sheet, PROPOSED_KEYS)
    if not complete(found, node, sheet, "ring"):
        raise Reported
    return drop_unread(found)


def check_proposals(drafts: Iterable[RawEntry], radar: Radar) -> None:
    """Warn of entries for which the ring is proposed in which they stand already."""
    for draft in drafts:
        entry = radar.by_id.get(draft.id)
        if entry and entry.proposed and entry.proposed.ring == entry.ring:
            ring = radar.say(radar.ring(entry.proposed.ring).name)
            message = f"{ring} is proposed, where the entry stands already"
            at = draft.place("proposed")
            draft.sheet.report(at, "same-ring", message, "leave `proposed` out", "warning")


PROPOSED_KEYS: Mapping[str, NodeReader[Any]] = {
    "ring": ring,
    "by": word,
    "since": day,
    "note": text,
}
