"""What imported entries say of others, and what is proposed, in the words of the existing radar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from radar.exchange.toolkit.report import Finding, SourcePlace
from radar.model import Entry, Radar


def resolve_decisions(
    entry: Entry, target: Callable[[str], str | None], rings: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the relations of an entry, what to take instead of it, and what is proposed.

    `target` returns the id here of an entry of the import, and `rings` has those of rings.
    """
    fields: dict[str, Any] = {
        name: tuple(dict.fromkeys(filter(None, map(target, others))))
        for name, others in (("related", entry.related), ("instead", entry.instead))
    }
    ring = rings.get(entry.proposed.ring) if entry.proposed else None
    same = entry.proposed.model_copy(update={"ring": ring}) if entry.proposed and ring else None
    return {**fields, "proposed": same}


def lose_proposals(imported: Radar) -> Iterator[Finding]:
    """Yield a loss for each proposal: it is decided where it was made."""
    for proposal in imported.proposals:
        place = SourcePlace(next(iter(proposal.sources.values()), f"{proposal.id}.md"))
        message = f"{proposal.id} is only proposed, and a merge takes what is decided"
        yield Finding("lost", place, "proposal", message)
