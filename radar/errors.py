"""What can go wrong, as data and as prose.

::

    RadarError                exit code 1 unless a subclass says otherwise
    ├── InvalidRadar          the data is wrong: carries every Problem, not the first alone
    ├── BadCall               the call is wrong (2): an option, a folder that is not ours
    ├── MissingExtra          the call needs an extra that is not installed (2)
    └── BrokenPlugin          code of another package, which adds to this one, fails (2)

A `Problem` has three parts: where (path, line, column), what (message), what to do (hint).
Problems are collected, not raised; a reader raises one `InvalidRadar` with all of them at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import ClassVar, Literal

Severity = Literal["error", "warning", "note"]
MOST_OF_A_KIND = 1_000  # problems of one file that are listed; nobody reads more
_MAX_COMPARED = 300  # words compared letter by letter in one search; that takes about 2 ms
_SHORTEST_PART = 4  # characters of a part of a name; too many are like a shorter one
_NO_PART = re.compile(r"[\W_]+")
_LINE_BREAK = re.compile(r"[\n-\r\x1c-\x1e\x85\u2028\u2029]+")  # all that ends a line anywhere
_RANK = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one place of the input.

    `path` is relative to the radar's folder, with forward slashes; `line` and `column` count
    from 1, and 0 means that the place is unknown. `code` is stable and short
    (`unknown-ring`), for filters and for `--ignore`; `message` says what is wrong and `hint`
    what to do; neither needs a full stop at its end.

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
        line = f"{self.place}: {kind}{self.message}{stop}{hint}  [{self.code}]"
        return _LINE_BREAK.sub(" ", line)


@dataclass(slots=True)
class FileProblems:
    """The problems of one file: the first thousand of each kind, the rest of which is counted.

    A kind is a code with a severity. The count is a problem of the same kind, at the last line that
    is known: `--ignore` and exit codes treat it as they treat the others.

    >>> many = FileProblems()
    >>> for line in range(1, 1_003):
    ...     many.add(Problem("a.md", line, 1, "stale", "this is old", severity="note"))
    >>> print(len(many.told), *many.all_problems()[-1:])
    1000 a.md:1002: note: and 2 more of this kind in this file  [stale]
    """

    told: list[Problem] = field(default_factory=list)
    _last: dict[tuple[str, Severity], tuple[int, Problem]] | None = None

    def add(self, problem: Problem) -> None:
        """Record a problem, or only count it if there are enough of its kind."""
        if len(self.told) < MOST_OF_A_KIND:
            self.told.append(problem)
            return
        if self._last is None:
            counts = Counter((each.code, each.severity) for each in self.told)
            self._last = {kind: (count, problem) for kind, count in counts.items()}
        kind = problem.code, problem.severity
        count = self._last.get(kind, (0, problem))[0]
        self._last[kind] = count + 1, problem
        if count < MOST_OF_A_KIND:
            self.told.append(problem)

    def copy(self) -> FileProblems:
        """Return the same, to which more can be added."""
        return FileProblems(list(self.told), self._last and dict(self._last))

    def all_problems(self) -> list[Problem]:
        """Return the recorded problems, and one for each kind that counts those left off."""
        return [*self.told, *self._count_rest()]

    def _count_rest(self) -> Iterator[Problem]:
        for count, last in (self._last or {}).values():
            if (more := count - MOST_OF_A_KIND) > 0:
                message = f"and {more:,} more of this kind in this file"
                yield replace(last, column=0, message=message, hint="")


class RadarError(Exception):
    """The root of what this package raises on purpose.

    >>> issubclass(InvalidRadar, RadarError), issubclass(BadCall, RadarError)
    (True, True)
    """

    exit_code: ClassVar[int] = 1


class InvalidRadar(RadarError):  # noqa: N818 - a name that reads well in an except clause
    """The data is wrong; `problems` holds all that was found, in order.

    >>> print(InvalidRadar([Problem("rust.md", 4, 7, "unknown-ring", "unknown ring")]))
    rust.md:4:7: unknown ring  [unknown-ring]
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class BadCall(RadarError):  # noqa: N818 - as above
    """The call is wrong: what was asked for cannot be done as it was asked.

    >>> BadCall("there is no edition '2031'").exit_code
    2
    """

    exit_code = 2


class MissingExtra(BadCall):
    """What was asked for needs an optional dependency.

    >>> str(MissingExtra("a PNG picture", "png")).partition(", ")[0]
    "a PNG picture needs the extra 'png'"
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra {extra!r}, which is not installed. "
            f"Install it {install_command(extra)}"
        )


def install_command(extra: str) -> str:
    """Return how an optional dependency is installed, from a clone or a wheel.

    No name on a package index is given: whoever registered it there could be anybody.

    >>> install_command("png").partition(", ")[0]
    'in a clone with: pip install ".[png]"'
    """
    return (
        f'in a clone with: pip install ".[{extra}]", or, where WHEEL is the file of the wheel, '
        f'with: pip install "WHEEL[{extra}]"'
    )


class BrokenPlugin(RadarError):  # noqa: N818 - as above
    """A format or a check of another installed package fails; the message names the package.

    `name` is that of the format or check, '' if none is concerned.

    >>> BrokenPlugin('the check "owners" of the package rules failed', "owners").name
    'owners'
    """

    exit_code = 2

    def __init__(self, message: str, name: str = "") -> None:
        self.name = name
        super().__init__(message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by place and drop those that say the same of the same place."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


def worst(problems: Iterable[Problem]) -> Severity | None:
    """Return the gravest severity among the problems, None where there is no problem."""
    return min((p.severity for p in problems), key=_RANK.__getitem__, default=None)


class Vocabulary:
    """An index of known words, in which the one nearest to a mistyped word is found.

    Each search compares at most `_MAX_COMPARED` words letter by letter. After `searches` different
    words nothing more is searched, so that a file full of mistakes costs little; its further
    problems have no hint.

    >>> Vocabulary(["adopt", "trial"]).nearest("adpot")
    'adopt'
    """

    def __init__(self, words: Iterable[str], searches: int = 200) -> None:
        self._by_folded = {word.casefold(): word for word in words}
        self._searches = searches
        self._answers: dict[str, str] = {}
        self._all = ""
        self._parts: tuple[Vocabulary, dict[str, str]] | None = None
        self._alike: dict[tuple[str, int], list[str]] = {}

    def nearest(self, word: str) -> str:
        """Return the word that was probably meant, else ''; never `word` itself."""
        word = word[:80]
        if word not in self._answers:
            if len(self._answers) >= self._searches:
                return ""
            self._answers[word] = self._search(word)
        return self._answers[word]

    def _search(self, word: str) -> str:
        folded = word.casefold()
        for search in (self._holding, self._close, self._close_to_part):
            close = [name for name in search(folded) if self._by_folded[name] != word]
            if close:
                return self._by_folded[min(close, key=lambda name: (len(name), name))]
        return ""

    def _holding(self, folded: str) -> list[str]:
        """Return the words that begin with `folded`; if none does, those that contain it."""
        if len(folded) < 3 or "\n" in folded:
            return []
        self._all = self._all or "\n".join(("", *self._by_folded, ""))
        return self._lines(f"\n{folded}") or self._lines(folded)

    def _lines(self, part: str) -> list[str]:
        lines: list[str] = []
        at = self._all.find(part)
        while at >= 0 and len(lines) < _MAX_COMPARED:
            end = self._all.index("\n", at + 1)
            lines.append(self._all[self._all.rfind("\n", 0, at + 1) + 1 : end])
            at = self._all.find(part, end)
        return [line for line in lines if line in self._by_folded]

    def _close(self, folded: str) -> list[str]:
        """Return the known words with the most similar spelling, one at the most, and `folded`."""
        return [*self._most_similar(folded, 0.6), *([folded] if folded in self._by_folded else [])]

    def _most_similar(self, folded: str, least: float) -> list[str]:
        """Return the most similar word but `folded`, if it is as similar as `least` of 1."""
        from difflib import get_close_matches

        words: Iterable[str] = self._by_folded
        if len(self._by_folded) > _MAX_COMPARED:
            words = self._candidates(folded)
        others = [name for name in words if name != folded]
        return get_close_matches(folded, others, n=1, cutoff=least)

    def _close_to_part(self, folded: str) -> list[str]:
        """Return the known word of several parts of which one is spelt like `folded`."""
        if len(folded) < _SHORTEST_PART:
            return []
        if self._parts is None:
            wholes: dict[str, str] = {}
            for name in sorted(self._by_folded, key=lambda name: (len(name), name)):
                parts = [part for part in _NO_PART.split(name) if len(part) >= _SHORTEST_PART]
                for part in parts if len(name) > len("".join(parts)) else ():
                    wholes.setdefault(part, name)
            self._parts = Vocabulary(wholes), wholes
        vocabulary, wholes = self._parts
        return [wholes[part] for part in vocabulary._most_similar(folded, 0.75)]

    def _candidates(self, folded: str) -> list[str]:
        """Return words with a similar beginning and a length within 3, the same length first."""
        if not self._alike:
            for name in self._by_folded:
                for key in _beginnings(name):
                    self._alike.setdefault((key, len(name)), []).append(name)
        alike = (
            name
            for more in (0, 1, -1, 2, -2, 3, -3)
            for key in _beginnings(folded)
            for name in self._alike.get((key, len(folded) + more), ())
        )
        return list(dict.fromkeys(islice(alike, _MAX_COMPARED)))


def _beginnings(word: str) -> tuple[str, str]:
    """Return two keys of a word: its first letter, and the two letters after it.

    A mistake in one of the two keys leaves the other as it is.
    """
    return word[:1], f" {word[1:3]}"


def near_miss(word: str, known: Iterable[str] | Vocabulary) -> str:
    """Return a question that suggests the known word that was probably meant, else ''.

    Where many words are asked about, `known` is one `Vocabulary` for all of them.

    >>> near_miss("adpot", ["adopt", "trial"])
    'did you mean "adopt"?'
    >>> near_miss("zebra", ["adopt", "trial"])
    ''
    """
    found = nearest(word, known)
    return f'did you mean "{found}"?' if found else ""


def nearest(word: str, known: Iterable[str] | Vocabulary) -> str:
    """Return the known word that was probably meant, else ''.

    A word that begins with `word` is preferred to one that contains it, and that one to a word
    with a similar spelling.

    >>> nearest("2025", ["2026-05", "2025-05"]), nearest("Adpot", ["adopt"])
    ('2025-05', 'adopt')
    >>> nearest("kafka", ["kata", "apache-kafka"]), nearest("Cedra", ["red cedar", "alder"])
    ('apache-kafka', 'red cedar')
    >>> nearest("Languages", ["Languages"])
    ''
    """
    vocabulary = known if isinstance(known, Vocabulary) else Vocabulary(known)
    return vocabulary.nearest(word)
