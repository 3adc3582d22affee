"""Decisions written into the file of an entry."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from radar.editing.decisions import Decision, apply_decision, transition_of
from radar.editing.file_edit import FileEdit, Locate, are_alike, by_hand, edit_file, read_after_edit
from radar.editing.proposals import plain_note, settles
from radar.files import Tree
from radar.matching import require_id
from radar.model import Entry, Placement, Radar
from radar.reading.values import LEAVING
from radar.yaml import Scalar, Table, editing, write_inline

_Words = str | Mapping[str, str]


def move(tree: Tree, radar: Radar, entry: Entry, decision: Decision) -> FileEdit:
    """Return the file of an entry with a decision in it.

    Raises:
        BadCall: the decision changes nothing or contradicts the history, or the file is written
            in a way that does not let it be changed in one place.
    """
    wanted = apply_decision(radar, entry, decision)
    name = entry.sources[radar.languages[0]]
    accepted = settles(entry, decision)
    if entry.proposed and accepted and entry.proposed.note and not decision.note:
        decision = decision._replace(note=plain_note(entry.proposed.note))
        last = wanted[-1] if not radar.editions else None
        wanted = (
            (last.model_copy(update={"note": entry.proposed.note}),)
            if last
            else apply_decision(radar, entry, decision)
        )

    def write(text: str, locate: Locate) -> str:
        text = _write_move(text, locate, radar, entry, decision)
        return editing.remove_pair(text, locate(text), "proposed") if accepted else text

    edit = edit_file(tree, name, write, entry)
    found = read_after_edit(tree, edit)
    entries = [found.by_id[e.id] if e.id == entry.id else e for e in radar.entries]
    if list(found.entries) != entries or not are_alike(found, radar, "entries"):
        raise by_hand(name)
    new = found.by_id[entry.id]
    if entry.ring is None and decision.ring and not decision.quadrant:
        # off the radar it has the quadrant that it left, and its file may say another one since
        wanted = apply_decision(radar, entry, decision._replace(quadrant=new.quadrant))
    told, meant = (_describe(radar, history) for history in (new.history, wanted))
    untouched = {"history": entry.history, "moved": entry.moved, "proposed": entry.proposed}
    if bool(new.proposed) == accepted and entry.proposed:
        raise by_hand(name)
    if told != meant or new.model_copy(update=untouched) != entry:
        raise by_hand(name)
    return edit


def record(tree: Tree, radar: Radar, entry: Entry, decisions: Sequence[Decision]) -> FileEdit:
    """Return the file of an entry with decisions in it, oldest first, one for each edition.

    The caller has checked that they make sense, and reads the radar after all.

    Raises:
        BadCall: the file is written in a way that does not let it be changed in one place.
    """
    name = entry.sources[radar.languages[0]]
    return edit_file(
        tree,
        name,
        lambda text, locate: _write_decisions(text, locate, radar, entry, decisions),
        entry,
    )


def _describe(radar: Radar, history: Sequence[Placement]) -> list[tuple[object, ...]]:
    """Return what a history says, without lines that say nothing where editions are closed."""
    told: list[tuple[object, ...]] = []
    force: tuple[str | None, str] | None = None
    for line in history:
        if not radar.closed or line.note or force != (line.ring, line.quadrant):
            told.append((_edition(radar, line), line.ring, line.note))
        force = line.ring, line.quadrant
    return told


def _edition(radar: Radar, line: Placement) -> str:
    return line.edition or (radar.editions[0].id if radar.editions else "")


def _write_move(text: str, locate: Locate, radar: Radar, entry: Entry, decision: Decision) -> str:
    if not radar.editions:
        return _write_ring(text, locate, radar, entry, decision)
    if radar.closed and decision.edition == radar.newest and not _has_line(text, locate, radar):
        return _write_plain(text, locate, decision)
    if editing.find_value(locate(text), "history") is None:
        first = radar.editions[0].id
        if decision.edition == first and not decision.note and not decision.quadrant:
            return editing.put_value(text, locate(text), "ring", decision.ring or LEAVING)
        text = editing.nest_value(text, locate(text), "ring", "history", first)
    return _with_line(text, _lines(locate(text), radar), radar, decision)


def _write_ring(text: str, locate: Locate, radar: Radar, entry: Entry, decision: Decision) -> str:
    """Change the ring of an entry in a radar without editions; a stated movement goes along."""
    moved = transition_of(radar, entry, entry.history[-1], decision)
    facts = {"ring": decision.ring, "quadrant": decision.quadrant}
    if entry.moved and moved.changes_ring:
        facts["moved"] = moved.movement.value
    for key, word in facts.items():
        text = editing.put_value(text, locate(text), key, word) if word else text
    return _put_plain(text, locate(text), "note", decision.note) if decision.note else text


def _has_line(text: str, locate: Locate, radar: Radar) -> bool:
    """Return whether the history in a file has a line for the newest edition."""
    table = locate(text)
    if editing.find_value(table, "history") is None:
        return False
    return radar.edition_order[radar.newest] in _lines(table, radar).places


def _write_plain(text: str, locate: Locate, decision: Decision) -> str:
    """Write a decision about the open edition: the plain ring, and the reason beside it."""
    facts: dict[str, _Words | None] = {
        "ring": decision.ring or LEAVING,
        "quadrant": decision.quadrant,
        "note": decision.note,
    }
    for key, word in facts.items():
        text = _put_plain(text, locate(text), key, word) if word else text
    return text


def _put_plain(text: str, table: Table, key: str, word: _Words) -> str:
    """Give a key a value where it is, else behind the one that it belongs to."""
    after = {"ring": "quadrant", "note": "ring"}.get(key, "")
    if table.flow or editing.find_pair(table, key) or not editing.find_pair(table, after):
        return editing.put_value(text, table, key, word)
    return editing.add_lines(text, table, after, [f"{key}: {write_inline(word)}"])


class _Lines(NamedTuple):
    """A history in a file: its node, and the places of the editions that its lines are of."""

    node: Table
    places: Sequence[int]


def _with_line(text: str, lines: _Lines, radar: Radar, decision: Decision) -> str:
    """Add a line to a history, or change the one of the same edition."""
    now = radar.edition_order[decision.edition]
    stated = _decision_fields(decision)
    new = stated if len(stated) > 1 else stated["ring"]
    at = bisect_left(lines.places, now)
    if lines.places[at : at + 1] != [now]:
        return editing.add_pair(text, lines.node, at, decision.edition, new)
    key, old = lines.node.pairs[at]
    if isinstance(old, Scalar):
        return editing.put_value(text, lines.node, key.text, new)
    return _with_facts(text, editing.as_table(old), stated)


def _write_decisions(
    text: str, locate: Locate, radar: Radar, entry: Entry, decisions: Sequence[Decision]
) -> str:
    """Make changes from the last one back, so that the places of those before it stay right."""
    if not radar.editions or len(decisions) < 2:
        return _write_move(text, locate, radar, entry, decisions[-1])
    if editing.find_value(locate(text), "history") is None:
        text = editing.nest_value(text, locate(text), "ring", "history", radar.editions[0].id)
    lines = _lines(locate(text), radar)
    for decision in sorted(decisions, key=lambda d: radar.edition_order[d.edition], reverse=True):
        text = _with_line(text, lines, radar, decision)
    return text


def _lines(entry: Table, radar: Radar) -> _Lines:
    """Return the history of an entry; its lines stand in the order of the editions."""
    node = editing.as_table(editing.find_value(entry, "history"))
    order = radar.edition_order
    words = [key.text for key, _ in node.pairs]
    places = [order[w if w in order else require_id("edition", radar.editions, w)] for w in words]
    return _Lines(node, places)


def _decision_fields(decision: Decision) -> dict[str, _Words]:
    facts: dict[str, _Words | None] = {
        "ring": decision.ring or LEAVING,
        "quadrant": decision.quadrant,
        "note": decision.note,
    }
    return {key: word for key, word in facts.items() if word}


def _with_facts(text: str, line: Table, facts: Mapping[str, _Words]) -> str:
    """Put values into a line, the last first, as the places of the others must stay right."""
    places = {key.text: n for n, (key, _) in enumerate(line.pairs)}
    order = sorted(facts, key=lambda name: places.get(name, len(places)))  # new ones as they come
    for name in reversed(order):
        text = editing.put_value(text, line, name, facts[name])
    return text
