"""The file that is being read: where it is, what its words may refer to, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from radar.errors import FileProblems, Problem, Severity, Vocabulary, near_miss, nearest
from radar.files import printable_name
from radar.naming import same_name
from radar.prose.checking import LocatedText
from radar.yaml import Place, Wrong

MAX_SUGGESTIONS = 50  # for one file: each takes up to 2 ms
# what other tools call our keys
_MEANT = {
    "title": "name",
    "label": "name",
    "description": "summary",
    "segment": "quadrant",
    "sector": "quadrant",
    "category": "quadrant",
    "status": "ring",
    "url": "links",
    "link": "links",
    "date": "reviewed",
    "team": "owner",
    "teams": "owner",
    "featured": "hidden",
    "lang": "languages",
    "locale": "languages",
    "segments": "quadrants",
    "sectors": "quadrants",
    "levels": "rings",
    "releases": "editions",
    "name": "title",
    "body": "text",
    "content": "text",
}


def quote(word: str) -> str:
    """Return a word of the input as a message may show it: one line, not long, in quotes."""
    return f'"{printable_name(word if len(word) <= 60 else f"{word[:57]}...")}"'


def list_words(words: Iterable[str]) -> str:
    """Return words as a list for a sentence, the last dozen where there are many."""
    every = list(words)
    last = [printable_name(word[:60]) for word in every[-12:]]
    return ", ".join(last if len(every) <= 12 else ["...", *last])


def meant(word: str, known: Iterable[str]) -> str:
    """Return the key that was probably meant, as it is called elsewhere or mistyped, else ''."""
    keys = list(known)
    other = _MEANT.get(same_name(word))
    return other if other in keys and other != word else nearest(word, keys)


class Names:
    """The names of things of one kind: ids, names in every language, aliases.

    `ids` has them in order, each with its place; `words` what each answers to, as it is compared.

    >>> rings = Names("ring")
    >>> rings.add("hold", "Hold", "caution"), rings.find("Caution"), rings.find("adopt")
    ([], 'hold', None)
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.ids: dict[str, int] = {}
        self.words: dict[str, str] = {}
        self.missed = 0
        self._vocabulary: Vocabulary | None = None

    def add(self, name_id: str, *words: str) -> list[str]:
        """Add words as names of an id; return those that already belong to another id."""
        taken = []
        self._vocabulary = None
        self.ids[name_id] = len(self.ids)
        for word in (name_id, *words):
            if self.words.setdefault(same_name(word), name_id) != name_id:
                taken.append(word)
        return taken

    def find(self, word: str) -> str | None:
        """Return the id that has this name, None if there is none."""
        return self.words.get(same_name(word))

    def unknown(self, at: Place, word: str) -> Wrong:
        """Return an error for a word that names nothing, with a suggestion."""
        self.missed += 1
        self._vocabulary = self._vocabulary or Vocabulary(self.words)
        hint = near_miss(word, self._vocabulary) if self.missed <= MAX_SUGGESTIONS else ""
        return Wrong(at, f"unknown-{self.kind}", f"unknown {self.kind} {quote(word)}", hint)


@dataclass(frozen=True, slots=True)
class Axes:
    """What the words of an entry may refer to. Names are None where they could not be read.

    Where the languages are not `certain`, because of a slip in the settings, they are a guess, the
    first is `und`, and what would only follow from the slip is not reported. `closed` are the
    editions that have a file; `past_quadrants` and `past_rings` are the names that a line of a
    history for one of them may use.

    `own` has a reader for each field of one's own, by id, and `translated` those for translations;
    `fields_read` tells whether all fields could be read.
    """

    languages: tuple[str, ...] = ("en",)
    certain: bool = True
    quadrants: Names | None = None
    rings: Names | None = None
    editions: Names | None = None
    closed: tuple[str, ...] = ()
    past_quadrants: Names | None = None
    past_rings: Names | None = None
    own: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    translated: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    fields_read: bool = True

    def language(self, tag: str) -> str | None:
        """Return a language of the radar in the radar's spelling, whatever the case of `tag`."""
        wanted = tag.lower()
        return next((known for known in self.languages if known.lower() == wanted), None)

    def place(self, edition: str) -> int:
        """Return the index of an edition, the oldest being 0."""
        return self.editions.ids[edition] if self.editions else 0


@dataclass(slots=True)
class Sheet:
    """One file while it is read: its text, and the problems found in it so far.

    `texts` are the Markdown texts among its values, such as notes, and where they stand.
    """

    path: str
    axes: Axes = field(default_factory=Axes)
    found: FileProblems = field(default_factory=FileProblems)
    source: str = ""
    suggested: int = 0
    texts: list[LocatedText] = field(default_factory=list)
    _lines: list[str] = field(default_factory=list)

    @property
    def problems(self) -> Sequence[Problem]:
        """The problems recorded so far, without those that are only counted."""
        return self.found.told

    def line(self, number: int) -> str:
        """Return a line of the file, '' where there is none; they are counted from 1."""
        self._lines = self._lines or self.source.split("\n")
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def report(
        self, at: Place, code: str, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Record a problem."""
        path = printable_name(self.path)
        self.found.add(Problem(path, at.line, at.column, code, message, hint, severity))

    def report_wrong(self, wrong: Wrong, severity: Severity = "error") -> None:
        """Record a raised `Wrong` as a problem."""
        self.report(wrong.at, wrong.code, wrong.message, wrong.hint, severity)

    def unknown(self, at: Place, kind: str, word: str, known: Iterable[str]) -> Wrong:
        """Return an error for an unknown word, with a suggestion if there is a similar one."""
        message = f"unknown {kind} {quote(word)}"
        return Wrong(at, f"unknown-{kind.split()[-1]}", message, self.suggestion(word, known))

    def suggestion(self, word: str, known: Iterable[str]) -> str:
        """Return a question that suggests a known word; '' after `MAX_SUGGESTIONS` in this file."""
        found = self.meant(word, known)
        return f'did you mean "{found}"?' if found else ""

    def meant(self, word: str, known: Iterable[str]) -> str:
        """Return the known word that was meant; '' if unclear, or after `MAX_SUGGESTIONS`."""
        self.suggested += 1
        return meant(word, known) if self.suggested <= MAX_SUGGESTIONS else ""
