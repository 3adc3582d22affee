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
    groups = _group_cycles(steps)
    ways: dict[str, Mapping[str, str]] = {}
    told: set[str] = set()
    for id_, group in groups.items():
        if id_ not in told:
            told |= group
            ways[min(group)] = _find_ways(steps, group)
    for draft in sorted(drafts, key=lambda each: each.id):
        for at, other in named.get(draft.id, ()):
            if other in groups.get(draft.id, ()):
                if draft.id in ways:  # the first of its group speaks for all
                    _report_cycle(draft, at, other, ways[draft.id])
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


def _report_cycle(draft: RawEntry, at: Node, other: str, after: Mapping[str, str]) -> None:
    names = [draft.id]
    while other != draft.id and len(names) < _MOST_NAMED:
        names.append(other)
        other = after[other]
    if len(names) == _MOST_NAMED:
        names[_MOST_NAMED - 2 :] = ["…"]
    names.append(draft.id)
    message = f"what is to be taken instead leads back to this entry: {' → '.join(names)}"
    draft.sheet.report(at, "instead-cycle", message, "leave one of these out")


def _find_ways(steps: Mapping[str, Sequence[str]], group: Collection[str]) -> Mapping[str, str]:
    """Return, for each entry of a group, the next one on a shortest way to the first of them."""
    before: dict[str, list[str]] = {}
    for one in sorted(group):
        for other in steps[one]:
            before.setdefault(other, []).append(one)
    first = min(group)
    after, queue = {first: ""}, [first]
    for at in queue:
        for one in before.get(at, ()):
            if one not in after:
                after[one] = at
                queue.append(one)
    return after


def _group_cycles(steps: Mapping[str, Sequence[str]]) -> Mapping[str, set[str]]:
    """Return, by id, the entries from which steps lead here and to which steps lead from here.

    That is Tarjan's search for strongly connected components, without recursion.
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ids: list[str] = []
    is_open: set[str] = set()
    groups: dict[str, set[str]] = {}
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
                    group = _close_group(open_ids, at)
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


def _close_group(open_ids: list[str], first: str) -> set[str]:
    """Take the ids from `first` on off the end of a list, and return them."""
    group = {open_ids.pop()}
    while first not in group:
        group.add(open_ids.pop())
    return group
