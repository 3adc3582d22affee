"""What became of every row that was read, and what has no place where it was going.

A row ends in exactly one of three ways: an entry was made of it, it was merged into one, or it
was reported and left out. The sum is counted twice, from the files and from the findings, and
shown. Everything else that is worth a word (doubtful, lost, different) is a `Finding` as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from radar.errors import Problem
from radar.text import number_of, printable

Kind = Literal["made", "merged", "reported", "doubtful", "differs", "lost", "noted", "changed"]
ROWS: tuple[Kind, ...] = ("made", "merged", "reported")
_TITLES: Mapping[Kind, str] = {
    "reported": "Rows that were left out",
    "doubtful": "Doubtful: not guessed, say --alias OLD=NEW to merge",
    "differs": "Movement: the file says one thing, the rings another",
    "lost": "Lost: what could not be carried",
    "changed": "Changed",
    "noted": "Noted",
}


class Place(NamedTuple):
    """Where something stands: a file, its line (0: the whole), and the path in a document."""

    path: str
    line: int = 0
    where: str = ""

    def __str__(self) -> str:
        spot = f"{self.path}:{self.line}" if self.line else self.path
        return f"{spot} ({self.where})" if self.where else spot


class Finding(NamedTuple):
    """One thing to know: what kind of thing, where, a stable code, and words."""

    kind: Kind
    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {printable(self.message)}  [{self.code}]"


@dataclass(frozen=True, slots=True)
class Report:
    """What one import or export did.

    `read` counts the rows in the files (for an export: the entries). `numbers` says which number
    an entry had in the other tool, by its id here. `problems` are what `radar check` says of the
    result. `outward` tells that it was an export: the rows are entries then.
    """

    format: str
    files: tuple[str, ...] = ()
    read: int = 0
    findings: tuple[Finding, ...] = ()
    numbers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    outward: bool = False

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """Return the findings of a kind, in order."""
        return tuple(finding for finding in self.findings if finding.kind == kind)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows ended in which way."""
        counts = Counter(finding.kind for finding in self.findings)
        return {kind: counts[kind] for kind in ROWS}

    @property
    def balanced(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.read == sum(self.counts.values())

    @property
    def sum(self) -> str:
        """The sum of rows, in words."""
        made, merged, reported = self.counts.values()
        sign = "=" if self.balanced else "≠"
        if self.outward:
            return f"{number_of(self.read, 'entry')} {sign} {made} written + {reported} left out"
        return (
            f"{number_of(self.read, 'row')} read {sign} {number_of(made, 'entry')} made "
            f"+ {number_of(merged, 'row')} merged + {reported} reported"
        )

    def lines(self, most: int = 20) -> Iterator[str]:
        """Yield the report as text; of each kind `most` findings, the rest as a number."""
        yield f"Format: {self.format}, {number_of(len(self.files), 'file')}"
        yield self.sum
        for kind, title in _TITLES.items():
            yield from _section(title, self.of(kind), most)
        if moved := sum(one != other for one, other in self.numbers.values()):
            yield f"\nNumbers: {moved} of {len(self.numbers)} blips have another number here"
        yield from _section("What radar check says", self.problems, most)

    def document(self) -> dict[str, Any]:
        """Return the report as JSON has it, complete."""
        return {
            "format": self.format,
            "files": list(self.files),
            "rows": {"read": self.read, **self.counts, "balanced": self.balanced},
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


def _section(title: str, items: Sequence[object], most: int) -> Iterator[str]:
    if items:
        yield f"\n{title} ({len(items)})"
        yield from (f"  {item}" for item in items[:most])
        if len(items) > most:
            yield f"  … and {len(items) - most} more; all of them with --report json"
