"""What a format's reader hands over: rows that each have a place, and the axes they stand on.

A `Row` is one statement about one technology in one edition. A reader resolves rings and
quadrants (it knows how its tool compares names), reports the rows that it cannot use, and leaves
the rest (who is who, histories, ids, links) to `radar.exchange.importing.assembling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from radar import limits
from radar.errors import near_miss
from radar.exchange.toolkit.report import ROWS, Finding, Kind, Place
from radar.model import Edition, Link, Named, Quadrant, Ring

Picture = Callable[[str], tuple[str, bytes] | None]
MOST_ROWS = 50_000  # of one import: a hundred editions of a radar of five hundred entries
MOST_EDITIONS = 1_000  # a state of every day, for three years
MOST_AXES = 40  # words for rings or quadrants that can be 8 and their misspellings; more are not
MOST_TOLD = 1_000  # findings of one code that are listed; the others are counted
_LONGEST = 1_000  # characters of a name that are compared; a name has at most 300
_MOST_GUESSES = 200  # unknown words for which one that was meant is looked for
_Item = TypeVar("_Item")


class Options(NamedTuple):
    """What a person can say about a source that does not say it itself."""

    title: str = ""
    quadrants: tuple[str, ...] = ()
    rings: tuple[str, ...] = ()
    edition: str = ""
    language: str = "en"
    base_url: str = ""
    aliases: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says of one technology, in one edition.

    `ring` and `quadrant` are ids; `ring` None says that it left. `id` is the file's own, '' where
    it has none and the name decides. `claim` is the movement that the file states: new, in, out,
    unchanged or ''. `text` and `note` are Markdown. `more` are further fields of an `Entry`;
    `spoken` has words in other languages, by field (name, summary, text, note) and language.
    """

    place: Place
    name: str
    ring: str | None
    quadrant: str
    edition: str = ""
    id: str = ""
    text: str = ""
    note: str = ""
    claim: str = ""
    links: tuple[Link, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    spoken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A whole source, as rows.

    `read` counts the rows that the files have. With `complete`, an edition lists everything, so
    what it does not list has left. `places` says where texts among the `settings`
    stand. `colours` are those of the quadrants, in their order.
    `says_new` tells whether the tool has a word for new. `numbered` gives the rows of the newest
    edition the numbers that the tool shows. `refusal` is a code and words: why no row can be
    used. `full` tells that there are more rows than are read.
    """

    quadrants: Sequence[Quadrant] = ()
    rings: Sequence[Ring] = ()
    rows: list[Row] = field(default_factory=list)
    editions: Sequence[Edition] = ()
    read: int = 0
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    says_new: bool = True
    settings: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    picture: Picture = lambda _: None
    colours: Sequence[str] = ()
    base_url: str = ""
    numbered: Callable[[Sequence[Row]], Mapping[Place, int]] | None = None
    refusal: tuple[str, str] | None = None
    full: bool = False
    _found: dict[str, tuple[Sequence[Named], Mapping[str, str]]] = field(default_factory=dict)
    _unknown: dict[tuple[str, str], str] = field(default_factory=dict)
    _told: dict[tuple[Kind, str], int] = field(default_factory=dict)
    _once: set[tuple[str, str]] = field(default_factory=set)

    def count(self, place: Place) -> bool:
        """Count a row that was read; False for one too many, which is reported instead."""
        self.read += 1
        if self.read <= MOST_ROWS:
            return True
        if not self.full:
            message = f"more than {MOST_ROWS:,} rows; this one and all after it are not read"
            self.say("reported", place, "too-many-rows", message)
            self.full = True
        else:
            self.read -= 1
        return False

    def few(
        self, kind: str, items: Sequence[_Item], name: Callable[[_Item], str] = str
    ) -> Sequence[_Item]:
        """Return quadrants or rings; of far too many the first, and no row is used then."""
        if len(items) <= MOST_AXES:
            return items
        names = [name(item)[:40] for item in items[:8]]
        self.refusal = self.refusal or (f"{kind}s", too_many(kind, len(items), [*names, "…"]))
        return items[:MOST_AXES]

    def find(self, kind: str, word: str) -> str | None:
        """Return the id of the quadrant or ring that a word names, None where none does."""
        items = self.quadrants if kind == "quadrant" else self.rings
        known = self._found.get(kind)
        if known is None or known[0] is not items:
            known = self._found[kind] = (items, answers(items))
        return known[1].get(fold(word))

    def unknown(self, kind: str, word: str) -> str:
        """Return the words for a ring or quadrant that there is not; some with what was meant."""
        items = self.quadrants if kind == "quadrant" else self.rings
        key = (kind, word[:60])
        if key not in self._unknown:
            if len(self._unknown) >= _MOST_GUESSES:
                return unknown(kind, word, ())
            self._unknown[key] = unknown(kind, word, items)
        return self._unknown[key]

    def say(self, kind: Kind, place: Place, code: str, message: str) -> None:
        """Add a finding; of those that are about no row, the first of each code are enough."""
        if kind not in ROWS:
            told = self._told[kind, code] = self._told.get((kind, code), 0) + 1
            if told > MOST_TOLD:
                return
        self.findings.append(Finding(kind, place, code, message))

    def say_once(self, kind: Kind, place: Place, code: str, message: str) -> None:
        """Add a finding that would be the same in every file, for the first of them."""
        if (code, message) not in self._once:
            self._once.add((code, message))
            self.say(kind, place, code, message)

    def every_finding(self) -> Iterator[Finding]:
        """Yield what was found, each once, and last how many more there are."""
        yield from dict.fromkeys(self.findings)
        for (kind, code), count in self._told.items():
            if count > MOST_TOLD:
                first = next(f for f in self.findings if (f.kind, f.code) == (kind, code))
                message = f"{count - MOST_TOLD:,} more like this"
                yield Finding(kind, Place(first.place.path), code, message)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return a name without what people vary: case, spaces, punctuation; `+` and `#` count.

    >>> fold("Node.js") == fold("node JS"), fold("C++") == fold("C")
    (True, False)
    """
    from unicodedata import normalize

    plain = normalize("NFKC", name[:_LONGEST]).casefold().replace("&", "and")
    return "".join(re.findall(r"[^\W_]|[+#]", plain)) or plain.strip()


def resolve(items: Iterable[Named], word: str) -> str | None:
    """Return the id of the ring or quadrant that a word names, None where none does."""
    return answers(items).get(fold(word))


def answers(items: Iterable[Named]) -> Mapping[str, str]:
    """Return every folded word that a ring or quadrant answers to, and its id; the first counts."""
    found: dict[str, str] = {}
    for item in items:
        for word in (item.id, *item.name.values(), *item.aliases):
            found.setdefault(fold(word), item.id)
    return found


def too_many_entries(count: int) -> str:
    """Return the words for more entries than an import may make, '' where there are not more."""
    most = limits.imported.value
    if most is None or count <= most:
        return ""
    enough = -(-count // 10_000) * 10_000
    return (
        f"an import makes at most {most:,} entries; there are {count:,}. Import a part, "
        f"or allow them: --max-entries {enough}"
    )


def too_many(kind: str, count: int, names: Sequence[str] = ()) -> str:
    """Return the words for more (or fewer) quadrants or rings than a radar can have."""
    least = 2 if kind == "quadrant" else 1
    few = f"a radar has {least} to 8 {kind}s; there are {count:,}"
    return f"{few} ({', '.join(names)})" if names else few


_Axis = TypeVar("_Axis", bound=Named)


def distinct(items: Sequence[_Axis]) -> list[_Axis]:
    """Return rings or quadrants of which no two answer to the same word.

    A name that another has gets the id behind it; such an alias goes.
    """
    taken: dict[str, str] = {}
    for item in items:
        taken.setdefault(item.id.casefold(), item.id)
    found = []
    for item in items:
        name = {
            tag: word
            if taken.setdefault(word.casefold(), item.id) == item.id
            else f"{word} ({item.id})"
            for tag, word in item.name.items()
        }
        free = (a for a in item.aliases if taken.setdefault(a.casefold(), item.id) == item.id)
        found.append(item.model_copy(update={"name": name, "aliases": tuple(free)}))
    return found


def unknown(kind: str, word: str, items: Iterable[Named]) -> str:
    """Return the words for a ring or quadrant that there is not."""
    names = [next(iter(item.name.values()), item.id) for item in items]
    hint = near_miss(word, names)
    end = f"; {hint}" if hint else f"; there are {', '.join(names)}" if names else ""
    return f"unknown {kind} {word[:60]!r}{end}" if word else f"no {kind} is given"


STANDARD_RINGS = ("Adopt", "Trial", "Assess", "Hold")


def rings_of(words: Iterable[str], given: Sequence[str] = ()) -> tuple[Ring, ...]:
    """Make the rings that a file names: as given, else the usual four, else as they come.

    Thoughtworks calls Hold Caution since 2026; a file that knows both names means one ring.

    >>> [ring.id for ring in rings_of(["hold", "TRIAL"])]
    ['adopt', 'trial', 'assess', 'hold']
    >>> [ring.id for ring in rings_of(["Use", "Stop"])]
    ['use', 'stop']
    """
    if given:
        return tuple(map(ring, given))
    seen = {fold(word): word for word in words if word}
    usual = {*map(fold, STANDARD_RINGS), "caution"}
    if not seen.keys() <= usual:
        return tuple(map(ring, map(titled, seen.values())))
    last = "Caution" if "caution" in seen and "hold" not in seen else "Hold"
    return tuple(map(ring, (*STANDARD_RINGS[:3], last)))


def ring(name: str) -> Ring:
    """Make a ring of a name; Hold and Caution know each other."""
    other = {"hold": ("caution",), "caution": ("hold",)}.get(fold(name), ())
    return Ring.model_validate({"name": titled(name), "aliases": other})


def titled(name: str) -> str:
    """Return a name as a person would write it: not all in capitals or all small.

    >>> titled("ADOPT"), titled("languages-and-frameworks"), titled("iOS"), titled("CI")
    ('Adopt', 'Languages & frameworks', 'iOS', 'CI')
    """
    name = " ".join(name.split())
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name):
        name = name.replace("-and-", " & ").replace("-", " ")
    if (name.isupper() and len(name) > 3) or (name.islower() and name.isascii()):
        return name[:1].upper() + name[1:].lower()
    return name
