"""The history of an entry: from closed editions, from the lines in its file, and from its ring.

What a closed edition says is true; a line of the file for it can give a reason, and has to agree.
After the last closed edition, lines count, and in the open edition the plain ring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from radar.model import Placement


class WrittenLine(NamedTuple):
    """A line of a history, or the plain ring, as it is written.

    `place` is that of its edition. `ring` is None where the entry left, `quadrant` where the line
    names none.
    """

    place: int
    ring: str | None
    quadrant: str | None
    note: Mapping[str, str]


class WrittenHistory(NamedTuple):
    """What the file of an entry says of its rings.

    `plain` is its plain ring, None where there is none; `quadrant` is where it is now, unless a
    line says otherwise.
    """

    lines: tuple[WrittenLine, ...]
    plain: WrittenLine | None
    quadrant: str


class Published(NamedTuple):
    """Where an entry stood in a closed edition, by the ids that rings and quadrants have today."""

    ring: str
    quadrant: str


class Contradiction(NamedTuple):
    """A line of a history that a closed edition contradicts.

    `published` is None where the entry was not on the radar.
    """

    line: WrittenLine
    published: Published | None


def find_contradictions(
    written: WrittenHistory, rows: Mapping[int, Published], closed: int
) -> Iterator[Contradiction]:
    """Yield the lines that say another ring or quadrant than the closed editions.

    `rows` are those of the entry by place, `closed` is the number of closed editions.
    """
    for line in written.lines:
        if line.place >= closed:
            continue
        row = rows.get(line.place)
        there = row.ring if row else None
        if line.ring != there or (row and line.quadrant and line.quadrant != row.quadrant):
            yield Contradiction(line, row)


def merge_history(
    editions: Sequence[str],
    closed: int,
    rows: Mapping[int, Published],
    written: WrittenHistory | None,
) -> tuple[Placement, ...]:
    """Return the whole history of an entry, a line for each edition in which something changed.

    `written` is None for an entry without a file, which leaves in the open edition. The result is
    empty for an entry that was never on the radar.

    >>> rows = {0: Published("trial", "tools")}
    >>> now = WrittenHistory((), WrittenLine(1, "adopt", None, {}), "tools")
    >>> [(line.edition, line.ring) for line in merge_history(["2025", "2026"], 1, rows, now)]
    [('2025', 'trial'), ('2026', 'adopt')]
    """
    merged: list[Placement] = []
    notes = {line.place: line.note for line in written.lines} if written else {}
    for place in range(closed):
        row = rows.get(place)
        ring, quadrant = (row.ring, row.quadrant) if row else (None, None)
        _add(merged, editions[place], ring, quadrant, notes.get(place, {}))
    for line in _open_lines(written, len(editions) - 1, closed, merged):
        _add(merged, editions[line.place], line.ring, line.quadrant, line.note)
    return tuple(merged)


def _open_lines(
    written: WrittenHistory | None, last: int, closed: int, merged: Sequence[Placement]
) -> Iterator[WrittenLine]:
    """Yield what counts after the closed editions, oldest first, each with its quadrant."""
    if last < closed:
        return
    if written is None:
        yield WrittenLine(last, None, None, {})
        return
    quadrant = written.quadrant
    ring = merged[-1].ring if merged else None
    for line in written.lines:
        quadrant = line.quadrant or quadrant
        if line.place >= closed:
            ring = line.ring
            yield line._replace(quadrant=quadrant)
    if written.plain:
        yield written.plain._replace(quadrant=written.quadrant)
    elif not any(line.place == last for line in written.lines):
        yield WrittenLine(last, ring, quadrant, {})


def _add(
    merged: list[Placement],
    edition: str,
    ring: str | None,
    quadrant: str | None,
    note: Mapping[str, str],
) -> None:
    """Add a line, unless it changes nothing and gives no reason."""
    now = merged[-1] if merged else None
    if now is None or now.ring is None:
        if ring is None:
            return
    elif ring is None:
        quadrant = now.quadrant
    elif (now.ring, now.quadrant) == (ring, quadrant) and not note:
        return
    # what it is made of was checked when it was read
    line = Placement.model_construct(edition=edition, ring=ring, quadrant=quadrant or "", note=note)
    merged.append(line)
