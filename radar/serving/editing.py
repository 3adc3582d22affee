"""What a page may do to the files of the radar: move an entry, and undo that.

A page of this server proves that it is one by a token, which only pages of this server are told.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from radar.editing.decisions import transition_of
from radar.editing.moving import RecordedMove, record_move, undo_move
from radar.errors import BadCall
from radar.history import placement_at
from radar.model import Radar
from radar.telling import Teller
from radar.text import printable
from radar.words import Words

MOVE, UNDO = "/.radar/move", "/.radar/undo"
_LONGEST = 2_000  # characters of a reason; `radar move` in a shell takes about as much
_WORDS = ("title", "ring", "reason", "record", "cancel", "undo", "failed")


class Editing:
    """The moves of one run of the server, the last of which can be undone.

    `folder` is the radar's; `report` gets a line for each change of a file.
    """

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        self.token = secrets.token_urlsafe(32)
        self.radar: Radar | None = None
        self._folder, self._report = folder, report
        self._moves: list[tuple[RecordedMove, str]] = []
        self._lock = threading.Lock()

    def describe(self, language: str) -> Mapping[str, Any]:
        """Return what the script of a page has to know, in a language."""
        words, radar = Words(language), self.radar
        rings = radar.rings if radar else ()
        return {
            "token": self.token,
            "edition": radar.newest if radar else "",
            "rings": [[ring.id, str(radar.say(ring.name, language))] for ring in rings if radar],
            "undo": self._moves[-1][1] if self._moves else "",
            "words": {key: words(f"edit_{key}") for key in _WORDS},
        }

    def answer(self, path: str, asked: Mapping[str, Any]) -> str:
        """Do what a page asks for, and return in words what was done.

        Raises:
            BadCall: it cannot be done, or is not understood.
            InvalidRadar: something is wrong with the radar, so nothing was changed.
        """
        with self._lock:
            return self._move(asked) if path == MOVE else self._undo()

    def _move(self, asked: Mapping[str, Any]) -> str:
        texts = [asked.get(name, "") for name in ("entry", "ring", "quadrant", "note")]
        if not all(isinstance(text, str) and len(text) <= _LONGEST for text in texts):
            raise BadCall(f"entry, ring, quadrant and note are texts of {_LONGEST} characters each")
        entry, ring, quadrant, note = texts
        reason = " ".join(note.split())
        done = record_move(self._folder, entry, ring, quadrant=quadrant, note=reason)
        said = f"{printable(done.radar.say(done.entry.name))}: {_describe(done)}"
        self._moves.append((done, said))
        self._report(f"{said}, in {self._folder / done.edit.name}")
        return said

    def _undo(self) -> str:
        if not self._moves:
            raise BadCall("there is no move to undo")
        done, said = self._moves[-1]
        undo_move(self._folder, done)
        self._moves.pop()
        self._report(f"undone: {said}, in {self._folder / done.edit.name}")
        return said


def _describe(done: RecordedMove) -> str:
    radar, decision = done.radar, done.decision
    now = radar.edition_order.get(decision.edition, 0)
    before = placement_at(radar, done.entry, now)
    way = transition_of(radar, done.entry, before, decision)
    return printable(Teller(Words("en"), radar).decision(way))
