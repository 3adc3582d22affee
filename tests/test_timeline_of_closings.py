"""Random radars, edits and closings: what is shown is what was done, as written down beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from radar.editing import Decision, close_and_open, move
from radar.files import MemoryTree
from radar.history import timeline
from radar.model import Edition, Radar
from radar.publishing import publisher
from radar.reading import read_tree

QUADRANTS, RINGS = ("a", "b", "c"), ("adopt", "trial", "hold")
Place = tuple[str, str, str, bool]
"""Name, quadrant, ring, and whether it is hidden."""


@dataclass
class Written:
    """An entry as a person has it in mind, and the ids that it had."""

    name: str
    quadrant: str
    ring: str
    hidden: bool = False
    note: str = ""
    aliases: tuple[str, ...] = ()
    past: set[str] = field(default_factory=set)

    def text(self) -> bytes:
        """Return its file."""
        lines = [f"name: {self.name}", f"quadrant: {self.quadrant}", f"ring: {self.ring}"]
        lines += [f"note: {self.note}"] if self.note else []
        lines += [f"aliases: [{', '.join(self.aliases)}]"] if self.aliases else []
        lines += ["hidden: true"] if self.hidden else []
        return "\n".join(["---", *lines, "---", ""]).encode()


class Closings(RuleBasedStateMachine):
    """Edits and closings of a radar, and an independent record of every edition."""

    @initialize(count=st.integers(1, 4))
    def begin(self, count: int) -> None:
        """Begin with a radar of a few entries and an open edition."""
        self.files: dict[str, bytes] = {
            "radar.yaml": b"title: Ours\nquadrants: [a, b, c]\nrings: [adopt, trial, hold]\n"
            b"editions:\n  - {id: e0}\n"
        }
        self.entries: dict[str, Written] = {}
        self.made = self.editions = 0
        self.published: list[dict[str, Place]] = []
        for n in range(count):
            self.add(QUADRANTS[n % 3], RINGS[n % 3])

    def write(self, id_: str, entry: Written) -> None:
        """Write the file of an entry as a person would, keeping what stands beside the ring."""
        self.entries[id_] = entry
        self.files[f"{id_}.md"] = entry.text()

    def pick(self, data: Any) -> str | None:
        """Choose an entry, None where there is none."""
        return data.draw(st.sampled_from(sorted(self.entries))) if self.entries else None

    @rule(quadrant=st.sampled_from(QUADRANTS), ring=st.sampled_from(RINGS))
    def add(self, quadrant: str, ring: str) -> None:
        """Add a file."""
        self.made += 1
        self.write(f"x{self.made}", Written(f"X{self.made}", quadrant, ring))

    @rule(data=st.data(), ring=st.sampled_from((*RINGS, "removed")))
    def change_ring(self, data: Any, ring: str) -> None:
        """Edit the ring; one that was never published cannot be removed, only deleted."""
        if (id_ := self.pick(data)) and not (ring == "removed" and not self.was_published(id_)):
            self.entries[id_].ring = ring
            if ring == "removed" and not self.stood_before(id_):
                self.entries[id_].note = ""  # there is nothing that it would be the reason for
            self.write(id_, self.entries[id_])

    @rule(data=st.data(), quadrant=st.sampled_from(QUADRANTS))
    def change_quadrant(self, data: Any, quadrant: str) -> None:
        """Edit the quadrant."""
        if id_ := self.pick(data):
            self.entries[id_].quadrant = quadrant
            self.write(id_, self.entries[id_])

    @rule(data=st.data())
    def explain(self, data: Any) -> None:
        """Write a reason beside the ring, also where the entry leaves in this edition."""
        id_ = self.pick(data)
        if id_ and (self.entries[id_].ring != "removed" or self.stood_before(id_)):
            self.entries[id_].note = "Why."
            self.write(id_, self.entries[id_])

    @rule(data=st.data())
    def hide(self, data: Any) -> None:
        """Hide an entry, or show it again."""
        if id_ := self.pick(data):
            self.entries[id_].hidden = not self.entries[id_].hidden
            self.write(id_, self.entries[id_])

    @rule(data=st.data())
    def rename(self, data: Any) -> None:
        """Give an entry another name and another file, and its old id as an alias."""
        if id_ := self.pick(data):
            entry = self.entries.pop(id_)
            del self.files[f"{id_}.md"]
            self.made += 1
            entry.name, entry.aliases = f"X{self.made}", (*entry.aliases, id_)
            self.write(f"x{self.made}", entry)

    @rule(data=st.data())
    def delete(self, data: Any) -> None:
        """Delete a file."""
        if id_ := self.pick(data):
            del self.entries[id_], self.files[f"{id_}.md"]

    @rule(data=st.data(), ring=st.sampled_from(RINGS))
    def move(self, data: Any, ring: str) -> None:
        """Move an entry by the library; before the first closing there is no plain ring."""
        id_ = self.pick(data)
        if id_ and self.published and self.entries[id_].ring != ring:
            radar = self.radar()
            tree = MemoryTree(self.files)
            edit = move(tree, radar, radar.by_id[id_], Decision(radar.newest, ring))
            self.entries[id_].ring = ring
            if b"history:" not in edit.data:  # to which a closing moved a reason
                assert edit.data == self.entries[id_].text()
            self.files[edit.name] = edit.data

    @rule()
    def close(self) -> None:
        """Close the open edition and open another."""
        tree = MemoryTree(self.files)
        reading = read_tree(tree)
        self.editions += 1
        edition = Edition(id=f"e{self.editions}", date=date(2027, 1, 1))
        edits = close_and_open(tree, self.radar(), edition, publisher(reading))
        self.files |= {edit.name: edit.data for edit in edits}
        self.published.append(self.standing_now())
        for entry in self.entries.values():
            entry.note = ""

    def stood_before(self, id_: str) -> bool:
        """Return whether an entry stood in the last closed edition, under any of its ids."""
        ids = {id_, *self.entries[id_].aliases}
        return bool(self.published) and bool(ids & self.published[-1].keys())

    def was_published(self, id_: str) -> bool:
        """Return whether an entry stood in an edition, under any of its ids."""
        ids = {id_, *self.entries[id_].aliases}
        return any(ids & places.keys() for places in self.published)

    def standing_now(self) -> dict[str, Place]:
        """Return the entries on the radar, as they should be shown in the open edition."""
        return {
            id_: (entry.name, entry.quadrant, entry.ring, entry.hidden)
            for id_, entry in self.entries.items()
            if entry.ring != "removed"
        }

    def radar(self) -> Radar:
        """Return the radar of the files, which has to be sound."""
        return read_tree(MemoryTree(self.files)).require_sound()

    @invariant()
    def every_edition_is_what_it_was(self) -> None:
        """All editions show exactly the entries that they had, where and as they were called."""
        if not hasattr(self, "files"):
            return
        radar = self.radar()
        shown = list(timeline(radar).values())
        for place, expected in enumerate([*self.published, self.standing_now()]):
            found: dict[str, Place] = {}
            for standing in shown[place]:
                if standing.ring is not None:
                    row = radar.row(standing.entry.id, place)
                    name = next(iter(standing.transition.after.name.values()))
                    id_ = row.id if row else standing.entry.id
                    found[id_] = (name, standing.quadrant, standing.ring, standing.hidden)
            assert found == expected


def test_an_entry_comes_back_into_the_quadrant_that_its_file_says() -> None:
    """It left from another one, which is what the closed edition and the history know."""
    state = Closings()
    state.begin(2)
    state.close()
    entry = state.entries["x2"]
    entry.quadrant, entry.ring = "a", "removed"
    state.write("x2", entry)
    radar, tree = state.radar(), MemoryTree(state.files)
    assert radar.by_id["x2"].quadrant == "b"
    edit = move(tree, radar, radar.by_id["x2"], Decision(radar.newest, "trial"))
    entry.ring = "trial"
    assert edit.data == entry.text()


TestClosings = pytest.mark.thorough(Closings.TestCase)
TestClosings.settings = settings(
    max_examples=2000,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
