"""Report of an import or export: what became of every row, and what was lost.

Every row ends in exactly one of three ways: an entry was made of it, it was merged into one, or
it was reported and left out. Rows are counted twice, in the files and in the findings, and the
report shows both. Everything else (doubtful, lost, different) is a `Finding` as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Literal, NamedTuple

from radar.errors import Problem
from radar.text import number_of, printable

FindingKind = Literal[
    "made", "merged", "reported", "doubtful", "differs", "disagrees", "lost", "noted", "changed"
]
ROWS: tuple[FindingKind, ...] = ("made", "merged", "reported")


class _Room(NamedTuple):
    """How much of a report is shown.

    `most` is how many findings are listed that a person has to act on, `few` how many others, and
    `height` the lines that each may take, 0 for one of any length.
    """

    most: int
    few: int
    height: int = 0


_MOST_LINES = 39  # of a brief report; what was written is said in one more
_WIDTH = 100  # characters of a line of it
_TAIL = 24  # characters at the end that stay where a line is too long: the code
_ROOMS = (
    *(_Room(20, 3, 3), _Room(10, 3, 3), _Room(6, 3, 2), _Room(4, 2, 2), _Room(6, 3, 1)),
    *(_Room(4, 2, 1), _Room(2, 1, 1)),
    _Room(1, 1, 1),  # in which all kinds have room
)
_TITLES: Mapping[FindingKind, str] = {
    "reported": "Rows that were left out",
    "doubtful": "Doubtful: not guessed, say --alias OLD=NEW to merge",
    "differs": "Movement: the file says one thing, the rings another",
    "disagrees": "Disagreements: who says what, and what counts by --on-conflict",
    "lost": "Lost: what could not be carried",
    "changed": "Changed",
    "noted": "Noted",
}


class SourcePlace(NamedTuple):
    """A place in a source: file, line from 1 (0: the whole file), and path in the document."""

    path: str
    line: int = 0
    where: str = ""

    def __str__(self) -> str:
        spot = f"{self.path}:{self.line}" if self.line else self.path
        return f"{spot} ({self.where})" if self.where else spot


class Finding(NamedTuple):
    """One remark of a report: its kind, place, stable code and message."""

    kind: FindingKind
    place: SourcePlace
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {printable(self.message)}  [{self.code}]"


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """The result of one import or export, for people and as JSON.

    `read` counts the rows in the files (for an export: the entries). `numbers` has the blip
    numbers in the other tool and here, by id. `problems` are what `radar check` says about the
    result. `is_export` tells exports from imports: rows are entries then.
    """

    format: str
    files: tuple[str, ...] = ()
    read: int = 0
    findings: tuple[Finding, ...] = ()
    numbers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_export: bool = False

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """Return the findings of a kind, in order."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    @property
    def counts(self) -> Mapping[str, int]:
        """The numbers of rows that were made entries, merged, and reported."""
        counts = Counter(finding.kind for finding in self.findings)
        return {kind: counts[kind] for kind in ROWS}

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.read == sum(self.counts.values())

    @property
    def sum(self) -> str:
        """The numbers of rows, in words."""
        made, merged, reported = self.counts.values()
        sign = "=" if self.adds_up else "≠"
        if self.is_export:
            return f"{number_of(self.read, 'entry')} {sign} {made} written + {reported} left out"
        return (
            f"{number_of(self.read, 'row')} read {sign} {number_of(made, 'entry')} made "
            f"+ {number_of(merged, 'row')} merged + {reported} reported"
        )

    def lines(self, most: int = 20) -> Iterator[str]:
        """Yield the report as text: up to `most` findings of each kind, the rest as a number."""
        yield from self._lines(_Room(most, most))

    def brief_lines(self) -> list[str]:
        """Return the report for a terminal: at most 39 lines of at most 100 characters.

        It lists as much as has room. Long findings go on in the next line.
        """
        for room in _ROOMS:
            lines = list(self._lines(room))
            if len(lines) <= _MOST_LINES:
                break
        return lines

    def _lines(self, room: _Room) -> Iterator[str]:
        yield f"Format: {self.format}, {number_of(len(self.files), 'file')}"
        yield self.sum
        for kind, title in _TITLES.items():
            most = room.most if kind in ("reported", "doubtful") else room.few
            yield from _section(title, self.of(kind), most, room.height)
        if moved := sum(one != other for one, other in self.numbers.values()):
            yield ""
            yield f"Numbers: {moved} of {len(self.numbers)} blips have another number here"
        yield from _section("What radar check says", self.problems, room.most, room.height)

    def document(self) -> dict[str, Any]:
        """Return the whole report as a document for JSON."""
        return {
            "format": self.format,
            "files": list(self.files),
            "rows": {"read": self.read, **self.counts, "balanced": self.adds_up},
            "findings": [
                {
                    "kind": finding.kind,
                    "path": finding.place.path,
                    "line": finding.place.line,
                    "where": finding.place.where,
                    "code": finding.code,
                    "message": finding.message,
                }
                for finding in self.findings
            ],
            "numbers": {id_: {"there": a, "here": b} for id_, (a, b) in self.numbers.items()},
            "problems": [str(problem) for problem in self.problems],
        }


def without_notes(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors and warnings among problems, in their order."""
    return tuple(problem for problem in problems if problem.severity != "note")


def _section(title: str, items: Sequence[object], most: int, height: int) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title} ({len(items)})"
        listed = [(f"  {item}", _fit(f"  {item}", height)) for item in items[:most]]
        for _, lines in listed:
            yield from lines
        if len(items) > most:
            yield f"  … and {len(items) - most} more; -v lists them, --report json all of them"
        elif any(sum(map(len, lines)) < len(line) for line, lines in listed):
            yield "  -v shows what is cut"


def _fit(line: str, height: int) -> list[str]:
    """Return a line as lines of at most `_WIDTH` characters, of which there are up to `height`.

    What has no room is left out in the middle, so that the code at the end stays; 0 is any room.
    """
    if not height or len(line) <= _WIDTH:
        return [line]
    code = line[-_TAIL:]
    for end in range(min(len(line), _WIDTH * height), 0, -10):
        text = line if end >= len(line) else f"{line[:end]} … {code}"
        lines = wrap(text, _WIDTH, subsequent_indent=" " * 6, break_on_hyphens=False)
        if len(lines) <= height:
            break
    return lines
