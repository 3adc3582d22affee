"""What a format's reader hands over: rows that each have a place, and the axes they stand on.

A `Row` is one statement about one technology in one edition. A reader resolves rings and
quadrants (it knows how its tool compares names), reports the rows that it cannot use, and leaves
the rest (who is who, histories, ids, links) to `radar.exchange.assembling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from radar.errors import near_miss
from radar.exchange.report import Finding, Kind, Place
from radar.model import Edition, Link, Named, Quadrant, Ring

Picture = Callable[[str], tuple[str, bytes] | None]


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
    what it does not list has left. `colours` are those of the quadrants, in their order.
    `says_new` tells whether the tool has a word for new. `numbered` gives the rows of the newest
    edition the numbers that the tool shows.
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
    files: dict[str, bytes] = field(default_factory=dict)
    picture: Picture = lambda _: None
    colours: Sequence[str] = ()
    base_url: str = ""
    numbered: Callable[[Sequence[Row]], Mapping[Place, int]] | None = None

    def say(self, kind: Kind, place: Place, code: str, message: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(kind, place, code, message))

    def say_once(self, kind: Kind, place: Place, code: str, message: str) -> None:
        """Add a finding that would be the same in every file, for the first of them."""
        if not any((f.code, f.message) == (code, message) for f in self.findings):
            self.say(kind, place, code, message)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return a name without what people vary: case, spaces, punctuation; `+` and `#` count.

    >>> fold("Node.js") == fold("node JS"), fold("C++") == fold("C")
    (True, False)
    """
    from unicodedata import normalize

    plain = normalize("NFKC", name).casefold().replace("&", "and")
    return "".join(re.findall(r"[^\W_]|[+#]", plain)) or plain.strip()


def resolve(items: Iterable[Named], word: str) -> str | None:
    """Return the id of the ring or quadrant that a word names, None where none does."""
    wanted = fold(word)
    for item in items:
        if wanted in (fold(item.id), *map(fold, item.name.values()), *map(fold, item.aliases)):
            return item.id
    return None


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


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads better


def dated(name: str) -> tuple[str, Date | None]:
    """Return the date in a name as text ('' for none) and as a day, the first of its period.

    >>> dated("Volume 01 (Jan 2010)"), dated("radar")
    (('2010-01', datetime.date(2010, 1, 1)), ('', None))
    """
    month = re.search(rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*[-_. ]+(\d{{4}})", name.lower())
    found = re.search(r"(?<!\d)((?:19|20)\d\d)(?:[-._]?(\d\d)(?:[-._]?(\d\d))?)?(?!\d)", name)
    if month:
        parts = [int(month[2]), _MONTHS.index(month[1]) + 1]
    elif found:
        parts = [int(part) for part in found.groups() if part]
    else:
        return "", None
    try:
        day = Date(*[*parts, 1, 1][:3])
    except ValueError:
        return "", None
    return day.isoformat()[: (4, 7, 10)[len(parts) - 1]], day


def in_time(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions oldest first where all have dates, else as they come."""
    found = list(editions)
    days = [edition.date for edition in found if edition.date]
    return sorted(found, key=lambda e: str(e.date)) if len(days) == len(found) else found


def common_words(names: Sequence[str]) -> str:
    """Return the words that all names begin with, without the one that leads in a number.

    >>> common_words(["Ours Volume 01 (Jan 2010)", "Ours Volume 02 (Apr 2010)"])
    'Ours '
    """
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    same = next((n for n, pair in enumerate(zip(first, last)) if len(set(pair)) > 1), len(first))  # noqa: B905 - as far as both go
    start = first[:same]
    start = start[: len(start) - len(re.split(r"[\s_.-]+", start)[-1])]
    return re.sub(r"(?i)(volume|vol\.?|edition|issue|release|version|v|#)[\s_.-]*$", "", start)


def editions_of(names: Sequence[str]) -> tuple[Edition, ...]:
    """Make editions of the names of files or folders: by their dates if all have one.

    The id is the date where dates differ, else the name; what all names share is left out.

    >>> [e.id for e in editions_of(["Radar Vol 1 (Jan 2010)", "Radar Vol 2 (Aug 2010)"])]
    ['2010-01', '2010-08']
    """
    from radar.naming import slug

    short = names
    if len(names) > 1:
        start = common_words(names)
        short = [name[len(start) :].strip(" -_.") or name for name in names]
    dates = [dated(name) for name in names]
    unique = len({text for text, _ in dates if text}) == len(names)
    made = [
        Edition(
            id=text if unique else slug(word),
            name="" if word == text or slug(word) == text else word,
            date=day,
        )
        for word, (text, day) in zip(short, dates, strict=True)
    ]
    return tuple(made)
