"""What can go wrong, as data and as prose.

::

    RadarError                exit code 1 unless a subclass says otherwise
    ├── InvalidRadar          the data is wrong: carries every Problem, not the first alone
    ├── BadCall               the call is wrong (2): an option, a folder that is not ours
    └── MissingExtra          the call needs an extra that is not installed (2)

A `Problem` has three parts: where (path, line, column), what (message), what to do (hint).
It is raised never, collected always; `InvalidRadar` is what a reader raises at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

Severity = Literal["error", "warning", "note"]
_RANK = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one place of the input.

    `path` is relative to the radar's folder, with forward slashes; `line` and `column` count
    from 1, and 0 means that the place is not known. `code` is stable and short
    (`unknown-ring`), for filters and for `--ignore`; `message` says what is wrong and `hint`
    what to do, each without a full stop at the end of its last sentence being required.

    >>> str(Problem("entries/rust.md", 4, 7, "unknown-ring", "unknown ring", 'did you mean "a"?'))
    'entries/rust.md:4:7: unknown ring. Did you mean "a"?  [unknown-ring]'
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    @property
    def order(self) -> tuple[bool, str, int, int, str, str]:
        """A total order: the settings first, as others may follow from it; then by place."""
        settings = self.path.rpartition("/")[2] == "radar.yaml"
        return (not settings, self.path, self.line, self.column, self.code, self.message)

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known."""
        known = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *known])

    def __str__(self) -> str:
        kind = "" if self.severity == "error" else f"{self.severity}: "
        hint = f" {self.hint[:1].upper()}{self.hint[1:]}" if self.hint else ""
        stop = "" if not hint or self.message.endswith((".", "?", "!")) else "."
        return f"{self.place}: {kind}{self.message}{stop}{hint}  [{self.code}]"


class RadarError(Exception):
    """The root of what this package raises on purpose."""

    exit_code: ClassVar[int] = 1


class InvalidRadar(RadarError):  # noqa: N818 - a name that reads well in an except clause
    """The data is wrong; `problems` holds all that was found, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class BadCall(RadarError):  # noqa: N818 - as above
    """The call is wrong: what was asked for cannot be done as it was asked."""

    exit_code = 2


class MissingExtra(BadCall):
    """What was asked for needs an optional dependency."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra {extra!r}, which is not installed. "
            f'Install it with: pip install "technology-radar[{extra}]", '
            f'or in a clone: pip install ".[{extra}]"'
        )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop those that say the same of the same place."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


def worst(problems: Iterable[Problem]) -> Severity | None:
    """Return the gravest severity among the problems, None where there is no problem."""
    return min((p.severity for p in problems), key=_RANK.__getitem__, default=None)


def near_miss(word: str, known: Iterable[str]) -> str:
    """Suggest the known word that was probably meant, as a question, or nothing.

    >>> near_miss("adpot", ["adopt", "trial"])
    'did you mean "adopt"?'
    >>> near_miss("zebra", ["adopt", "trial"])
    ''
    """
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, else ''.

    One that begins so comes before one that holds it, and that before one that is like it.

    >>> nearest("2025", ["2026-05", "2025-05"]), nearest("Adpot", ["adopt"])
    ('2025-05', 'adopt')
    >>> nearest("kafka", ["kata", "apache-kafka"])
    'apache-kafka'
    """
    from difflib import get_close_matches

    by_folded, folded = {name.casefold(): name for name in known}, word.casefold()[:80]
    within = [name for name in by_folded if folded in name] if len(folded) > 2 else []
    begun = [name for name in within if name.startswith(folded)]
    close = begun or within or get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[min(close, key=lambda name: (len(name), name))] if close else ""
