"""Whether what is to be taken instead of an entry may be taken, by where all entries stand now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from radar.model import Described, Entry, Radar
from radar.reading.gathered import RawEntry
from radar.reading.sheet import quote
from radar.yaml import Node

_MOST_NAMED = 6  # entries of a cycle that a message names


def check_instead(
    drafts: Iterable[RawEntry], named: Mapping[str, Sequence[tuple[Node, str]]], radar: Radar
) -> None:
    """Report what cannot be taken instead, by where the entries of a radar stand now.

    `named` has what `resolve_instead` found, by the id of the entry.
    """
    steps = {id_: [other for _, other in pairs] for id_, pairs in named.items()}
    cycles = _group_cycles(steps)
    for draft in sorted(drafts, key=lambda each: each.id):
        for at, other in named.get(draft.id, ()):
            if other in cycles.get(draft.id, ()):
                if draft.id == min(cycles[draft.id]):
                    _report_cycle(draft, at, _find_way(steps, other, draft.id))
            elif there := radar.described_by_id.get(other):
                _check_target(draft, at, there, radar)


def _check_target(draft: RawEntry, at: Node, there: Described, radar: Radar) -> None:
    called = quote(there.id)
    if not isinstance(there, Entry):
        message = f"{called} is only proposed, so nobody decided that it may be taken instead"
        draft.sheet.report(at, "instead-undecided", message, "", "warning")
    elif there.ring is None or there.departed:
        message = f"{called} has left the radar, so it cannot be taken instead"
        draft.sheet.report(at, "instead-gone", message, "name an entry that is on it")
    elif there.ring in radar.hold_rings:
        ring = radar.say(radar.ring(there.ring).name)
        message = f"{called} is on {ring} itself, so it cannot be taken instead"
        hint = f"name what to take instead of both: {', '.join(there.instead)}"
        hint = hint if there.instead else "name an entry that may be taken"
        draft.sheet.report(at, "instead-on-hold", message, hint)


def _report_cycle(draft: RawEntry, at: Node, way: Sequence[str]) -> None:
    names = [draft.id, *way]
    if len(names) > _MOST_NAMED:
        names = [*names[: _MOST_NAMED - 2], "…", names[-1]]
    message = f"what is to be taken instead leads back to this entry: {' → '.join(names)}"
    draft.sheet.report(at, "instead-cycle", message, "leave one of these out")


def _find_way(steps: Mapping[str, Sequence[str]], start: str, end: str) -> list[str]:
    """Return the ids on a shortest way from one entry to another, both included."""
    before, queue = {start: ""}, [start]
    for at in queue:
        if at == end:
            break
        for other in steps.get(at, ()):
            if other not in before:
                before[other] = at
                queue.append(other)
    way, at = [], end
    while at:
        way.append(at)
        at = before.get(at, "")
    return way[::-1]


def _group_cycles(steps: Mapping[str, Sequence[str]]) -> Mapping[str, Collection[str]]:
    """Return, by id, the entries from which steps lead here and to which steps lead from here.

    That is Tarjan's search for strongly connected components, without recursion.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ids: list[str] = []
    is_open: set[str] = set()
    groups: dict[str, Collection[str]] = {}
    for root in sorted(steps):
        if root in order:
            continue
        work = [(root, iter(steps[root]))]
        order[root] = low[root] = len(order)
        open_ids.append(root)
        is_open.add(root)
        while work:
            at, others = work[-1]
            other = next(others, None)
            if other is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == order[at]:
                    group = set(open_ids[open_ids.index(at) :])
                    del open_ids[-len(group) :]
                    is_open -= group
                    groups |= dict.fromkeys(group, group) if len(group) > 1 else {}
            elif other not in order:
                order[other] = low[other] = len(order)
                open_ids.append(other)
                is_open.add(other)
                work.append((other, iter(steps.get(other, ()))))
            elif other in is_open:
                low[at] = min(low[at], order[other])
    return groups
