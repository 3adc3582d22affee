"""The results of many small steps in one file, so that a run reads them at once.

A step is named by all that its result follows from. Those that were asked for last stand first,
and what exceeds the room for them is forgotten.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from radar.files.cache.results import keep, read_result

_MOST: Final = 4_000_000
"""Bytes of one file: the layout of 34 editions takes 1.1 million, that of 10,000 entries 0.5."""
_DIGEST: Final = 16
"""Bytes of the digest of a step."""


class KeptSteps:
    """Results of steps under one name, each a text of one line.

    `key` is whatever all of them follow from. The file is read when the first is asked for, and has
    `room` for so many bytes, by default what a layout takes.
    """

    def __init__(self, name: str, key: bytes, room: int | None = None) -> None:
        self._name, self._key, self._room = name, key, room
        self._kept: dict[str, str] | None = None
        self._used: dict[str, str] = {}
        self._is_changed = False

    def take(self, made_from: str) -> str | None:
        """Return what was made from the same, None if that is not kept."""
        digest = _digest(made_from)
        kept = self._used if digest in self._used else self._read()
        if digest in kept:
            self._used[digest] = kept[digest]
        return kept.get(digest)

    def add(self, made_from: str, result: str) -> None:
        """Keep what was made, a text of ASCII in one line, from the next `save` on."""
        self._used[_digest(made_from)] = result
        self._is_changed = True

    def save(self) -> None:
        """Write the file, if there is something new."""
        if not self._is_changed:
            return
        older = self._read().items()
        every = [*self._used.items(), *(pair for pair in older if pair[0] not in self._used)]
        room, lines = self._room or _MOST, list[str]()
        for digest, result in every:
            line = f"{digest} {result}"
            if len(line) < room:
                lines.append(line)
                room -= len(line) + 1
        keep(self._name, self._key, "\n".join(lines).encode("ascii"))
        self._kept, self._used, self._is_changed = _parse(lines), {}, False

    def _read(self) -> dict[str, str]:
        if self._kept is None:
            data = read_result(self._name, self._key) or b""
            self._kept = _parse(data.decode("ascii").splitlines())
        return self._kept


def _parse(lines: list[str]) -> dict[str, str]:
    pairs = (line.partition(" ") for line in lines)
    return {digest: result for digest, _, result in pairs}


def _digest(made_from: str) -> str:
    return blake2b(made_from.encode(), digest_size=_DIGEST).hexdigest()
