"""Record decisions in the files of a radar; every other byte of them stays as it is.

A decision is checked twice before anything is written: against the history of the entry, and by
reading the radar again with the changed file. The file is written only if the result is the radar
that was expected.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from radar.errors import BadCall, InvalidRadar
from radar.files import Tree
from radar.matching import require_id
from radar.model import Edition, Entry, Placement, Radar
from radar.naming import same_name, slug
from radar.reading import read_tree
from radar.reading.values import LEAVING
from radar.text import choose_words
from radar.yaml import Items, Node, Scalar, Table, Wrong, editing, find_front_matter

SETTINGS = "radar.yaml"
_BOM = b"\xef\xbb\xbf"
_Locate = Callable[[str], Table]


class Decision(NamedTuple):
    """From an edition on ('' in a radar without any), this ring; None for leaving the radar.

    Without a quadrant the entry stays in the one it is in.
    """

    edition: str
    ring: str | None
    quadrant: str | None = None
    note: str = ""


class FileEdit(NamedTuple):
    """A file of the radar and what is to be in it."""

    name: str
    data: bytes


class Overlay:
    """A tree with one file of it changed."""

    def __init__(self, tree: Tree, edit: FileEdit) -> None:
        self._tree, self._edit = tree, edit

    def names(self) -> Iterable[str]:
        """List what the tree lists."""
        return self._tree.names()

    def read(self, name: str) -> bytes:
        """Return what a file holds, the changed one as it is to be."""
        return self._edit.data if name == self._edit.name else self._tree.read(name)


def move(tree: Tree, radar: Radar, entry: Entry, decision: Decision) -> FileEdit:
    """Return the file of an entry with a decision in it.

    Raises:
        BadCall: the decision changes nothing or contradicts the history, or the file is written
            in a way that does not let it be changed in one place.
    """
    wanted = _apply_decision(radar, entry, decision)
    name = entry.sources[radar.languages[0]]
    edit = _edit_file(
        tree, name, lambda text, locate: _write_move(text, locate, radar, entry, decision), entry
    )
    found = _read(tree, edit)
    entries = [found.by_id[e.id] if e.id == entry.id else e for e in radar.entries]
    if list(found.entries) != entries or not _alike(found, radar, "entries"):
        raise _by_hand(name)
    new = found.by_id[entry.id]
    told = [(_edition(radar, line), line.ring, line.note) for line in new.history]
    meant = [(_edition(radar, line), line.ring, line.note) for line in wanted]
    untouched = {"history": entry.history, "moved": entry.moved}
    if told != meant or new.model_copy(update=untouched) != entry:
        raise _by_hand(name)
    return edit


def record(tree: Tree, radar: Radar, entry: Entry, decisions: Sequence[Decision]) -> FileEdit:
    """Return the file of an entry with decisions in it, oldest first, one for each edition.

    The caller has checked that they make sense, and reads the radar after all.

    Raises:
        BadCall: the file is written in a way that does not let it be changed in one place.
    """
    name = entry.sources[radar.languages[0]]
    return _edit_file(
        tree,
        name,
        lambda text, locate: _write_decisions(text, locate, radar, entry, decisions),
        entry,
    )


def open_editions(tree: Tree, radar: Radar, editions: Sequence[Edition]) -> FileEdit:
    """Return radar.yaml with more editions at the end; the caller reads the radar after all.

    Raises:
        BadCall: there is such an edition, or one is older than the one before it, or the file is
            written in a way that does not let it be changed in one place.
    """
    _check_editions(radar.editions, editions)
    new = [_edition_pairs(edition) for edition in editions]

    return _edit_file(tree, SETTINGS, lambda text, locate: _with_editions(text, locate(text), new))


def open_edition(tree: Tree, radar: Radar, edition: Edition) -> FileEdit:
    """Return radar.yaml with one more edition at the end.

    Raises:
        BadCall: there is such an edition, or it is older than the newest, or the file is written
            in a way that does not let it be changed in one place.
    """
    edit = open_editions(tree, radar, [edition])
    found = _read(tree, edit)
    if found.newest != edition.id or not _alike(found, radar, "editions"):
        raise _by_hand(SETTINGS)
    return edit


def _apply_decision(radar: Radar, entry: Entry, decision: Decision) -> tuple[Placement, ...]:
    """Return the history of an entry with a decision in it.

    Raises:
        BadCall: the decision changes nothing or contradicts the history.
    """
    order, now = radar.edition_order, radar.edition_order.get(decision.edition, 0)
    if not radar.editions and (decision.note or decision.ring is None):
        what = "a note belongs" if decision.note else "leaving belongs"
        raise BadCall(f"{what} to an edition, and this radar has none. First: radar snapshot NAME")
    if decision.ring is None and decision.quadrant:
        raise BadCall("an entry that leaves the radar cannot change its quadrant")
    earlier = [line for line in entry.history if order.get(line.edition, 0) < now]
    later = [line for line in entry.history if order.get(line.edition, 0) > now]
    there = [line for line in entry.history if order.get(line.edition, 0) == now]
    force = (there or earlier or later or [entry.history[0]])[-1]
    quadrant = decision.quadrant or force.quadrant
    note = {"und": decision.note} if decision.note else there[-1].note if there else {}
    line = Placement(edition=decision.edition, ring=decision.ring, quadrant=quadrant, note=note)
    _check_change(radar, entry, (there or earlier)[-1:], line, said_so=bool(decision.note))
    history = (*earlier, line, *later)
    _check_sense(entry, history)
    return history


def _check_change(
    radar: Radar, entry: Entry, before: list[Placement], line: Placement, *, said_so: bool
) -> None:
    """Refuse a decision that changes nothing: the same place, and nothing said of it."""
    if not before or (before[0].ring, before[0].quadrant) != (line.ring, line.quadrant):
        return
    here = before[0].edition in ("", line.edition)
    if said_so and not (here and before[0].note == line.note):
        return
    where = f"on {radar.say(radar.ring(line.ring).name)}" if line.ring else "off the radar"
    hint = "" if said_so else "; a reason can be added with --note"
    raise BadCall(f"{radar.say(entry.name)} is {where} already{hint}")


def _check_sense(entry: Entry, history: tuple[Placement, ...]) -> None:
    """Refuse a history in which an entry leaves that is not there."""
    if history[0].ring is None:
        raise BadCall(f"{entry.id} cannot be removed before it was ever placed")
    for before, line in pairwise(history):
        if before.ring is None and line.ring is None:
            raise BadCall(
                f"{entry.id} would be removed twice in a row: "
                f"in {before.edition} and again in {line.edition}"
            )


def _edition_pairs(edition: Edition) -> dict[str, str]:
    found = {"id": edition.id}
    if title := choose_words(edition.name):
        found["name"] = title
    if edition.date:
        found["date"] = edition.date.isoformat()
    return found


def _check_editions(there: Iterable[Edition], new: Iterable[Edition]) -> None:
    """Refuse editions that are there already, or that are older than one before them."""
    taken: dict[str, str] = {}
    last: Edition | None = None
    for edition in there:
        taken |= dict.fromkeys(_words_of(edition), edition.id)
        last = edition if edition.date else last
    for edition in new:
        if same := next((taken[word] for word in _words_of(edition) if word in taken), None):
            raise BadCall(f"there is an edition {same!r} already")
        if last and last.date and edition.date and edition.date < last.date:
            raise BadCall(
                f"{edition.date} is before {last.date}, the date of the edition "
                f"{last.id!r}; editions are listed oldest first. Give another --date"
            )
        taken |= dict.fromkeys(_words_of(edition), edition.id)
        last = edition if edition.date else last


def _words_of(edition: Edition) -> set[str]:
    return {same_name(word) for word in (edition.id, *edition.name.values()) if word}


def _edition(radar: Radar, line: Placement) -> str:
    return line.edition or (radar.editions[0].id if radar.editions else "")


def _read(tree: Tree, edit: FileEdit) -> Radar:
    """Read the radar with a changed file in it."""
    reading = read_tree(Overlay(tree, edit))
    if any(problem.severity == "error" for problem in reading.problems) or not reading.radar:
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        raise BadCall(f"nothing was written, because this would follow:\n{InvalidRadar(errors)}")
    return reading.radar


def _alike(one: Radar, other: Radar, *besides: str) -> bool:
    names = (name for name in Radar.model_fields if name not in besides)
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _by_hand(name: str) -> BadCall:
    return BadCall(
        f"{name} is written in a way that cannot be changed in one place. Change it by hand"
    )


def _edit_file(
    tree: Tree, name: str, change: Callable[[str, _Locate], str], entry: Entry | None = None
) -> FileEdit:
    """Change the YAML of a file; the rest of it is carried over byte by byte."""
    data = tree.read(name)
    bom = _BOM if data.startswith(_BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    try:
        front = find_front_matter(text) if name.lower().endswith(".md") else None
        start, stop = front[:2] if front else (0, len(text))
        yaml = change(text[start:stop], lambda text: _table(text, name, entry))
    except (ValueError, Wrong):
        raise _by_hand(name) from None
    return FileEdit(name, bom + (text[:start] + yaml + text[stop:]).encode("utf-8"))


def _table(text: str, name: str, entry: Entry | None) -> Table:
    """Return the mapping to be changed: the whole text, or one of the entries in it."""
    root = editing.compose(text)
    if entry is None or name.lower().endswith(".md"):
        return editing.as_table(root)
    for item in editing.items_of(editing.find_value(root, "entries")):
        if id_of_item(item) == entry.id:
            return editing.as_table(item)
    raise ValueError(f"there is no entry {entry.id}")


def id_of_item(item: Node) -> str:
    """Return the id of an entry in a list: its own, else that of its name."""
    written = editing.find_value(item, "id")
    if isinstance(written, Scalar):
        return written.text.strip().lower()
    name = editing.find_value(item, "name")
    if isinstance(name, Table) and name.pairs:
        name = name.pairs[0][1]
    return slug(name.text) if isinstance(name, Scalar) else ""


def _write_move(text: str, locate: _Locate, radar: Radar, entry: Entry, decision: Decision) -> str:
    if not radar.editions:
        return _write_ring(text, locate, radar, entry, decision)
    if editing.find_value(locate(text), "history") is None:
        first = radar.editions[0].id
        if decision.edition == first and not decision.note and not decision.quadrant:
            return editing.put_value(text, locate(text), "ring", decision.ring or LEAVING)
        text = editing.nest_value(text, locate(text), "ring", "history", first)
    return _with_line(text, _lines(locate(text), radar), radar, decision)


def _write_ring(text: str, locate: _Locate, radar: Radar, entry: Entry, decision: Decision) -> str:
    """Change the ring of an entry in a radar without editions; a stated movement goes along."""
    places = [radar.ring_order[ring] for ring in (entry.ring, decision.ring) if ring]
    facts = {"ring": decision.ring, "quadrant": decision.quadrant}
    if entry.moved and len(set(places)) == 2:
        facts["moved"] = "in" if places[1] < places[0] else "out"
    for key, word in facts.items():
        text = editing.put_value(text, locate(text), key, word) if word else text
    return text


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
    text: str, locate: _Locate, radar: Radar, entry: Entry, decisions: Sequence[Decision]
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


def _decision_fields(decision: Decision) -> dict[str, str]:
    facts = {"ring": decision.ring or LEAVING, "quadrant": decision.quadrant, "note": decision.note}
    return {key: word for key, word in facts.items() if word}


def _with_facts(text: str, line: Table, facts: Mapping[str, str]) -> str:
    """Put values into a line, the last first, as the places of the others must stay right."""
    places = {key.text: n for n, (key, _) in enumerate(line.pairs)}
    order = sorted(facts, key=lambda name: places.get(name, len(places)))  # new ones as they come
    for name in reversed(order):
        text = editing.put_value(text, line, name, facts[name])
    return text


def _with_editions(text: str, root: Table, new: Sequence[Mapping[str, str]]) -> str:
    listed = editing.find_value(root, "editions")
    if isinstance(listed, Items) and listed.nodes:
        return editing.append_items(text, listed, new)
    return editing.put_list(text, root, "editions", new)
