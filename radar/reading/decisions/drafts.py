"""Drafts, which nobody sees but who writes them, and proposals of what was on the radar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from radar.model import Described, Entry, Placement, Radar
from radar.prose.links import draft_link
from radar.reading.gathered import Gathered, RawEntry
from radar.reading.sheet import quote
from radar.reading.values import LEAVING
from radar.yaml import Node

_D = TypeVar("_D", bound=Described)


def leave_out(radar: Radar, ids: frozenset[str]) -> Radar:
    """Return a radar without some entries, and without what others say of them."""

    def cut(entry: _D) -> _D:
        lists = {key: getattr(entry, key) for key in ("related", "instead")}
        update = {
            key: tuple(other for other in others if other not in ids)
            for key, others in lists.items()
            if not ids.isdisjoint(others)
        }
        return entry.model_copy(update=update) if update else entry

    kept = {
        key: [cut(each) for each in getattr(radar, key) if each.id not in ids]
        for key in ("entries", "proposals")
    }
    return radar.model_copy(update=kept)


def refuse_published_drafts(drafts: Iterable[RawEntry], gathered: Gathered) -> None:
    """Report drafts that stand in a closed edition: they would leave the radar in silence."""
    for draft in drafts:
        lines = draft.fields.get("history", ()) if draft.is_draft and gathered.closed else ()
        closed = [
            line
            for line in lines
            if isinstance(line, Placement) and line.edition in gathered.axes.closed
        ]
        if closed:
            message = f"this was published in {quote(closed[-1].edition)}, so it cannot be a draft"
            hint = "leave `draft` out, or give a draft a file of its own"
            draft.sheet.report(draft.place("draft"), "published-draft", message, hint)


def warn_of_drafts(
    draft: RawEntry, instead: Iterable[tuple[Node, str]], by_id: Mapping[str, RawEntry]
) -> None:
    """Warn of the drafts that are to be taken instead of an entry, which nobody will see."""
    for at, other in instead:
        if other in by_id and by_id[other].is_draft and not draft.is_draft:
            draft.sheet.report(at, *draft_link(other))


def refuse_proposal(draft: RawEntry | None, departed: Entry) -> bool:
    """Report a proposal that was on the radar, for its file has to say that it left; say if so."""
    if draft is None:
        return False
    last = next(line for line in reversed(departed.history) if line.ring)
    message = f"this was on the radar, last in {quote(last.edition)}, and no ring is given now"
    hint = f"write `ring: {LEAVING}` if it left, and keep `proposed` beside it"
    draft.sheet.report(draft.place("proposed"), "missing-key", message, hint)
    return True
