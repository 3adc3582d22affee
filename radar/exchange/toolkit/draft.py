"""The result of a format's reader: rows with file and line, quadrants, rings and editions.

An `ImportRow` is one statement about one technology in one edition. A reader resolves rings and
quadrants (it knows how its tool compares names) and reports the rows that it cannot use. Grouping
rows into entries, histories, ids and links are made by `radar.exchange.importing.assembling`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from radar import limits
from radar.errors import near_miss
from radar.exchange.toolkit.editions import DatedFiles, date_files
from radar.exchange.toolkit.report import ROWS, Finding, FindingKind, SourcePlace
from radar.exchange.vocabulary.rings import sort_rings
from radar.model import Edition, Link, Named, Quadrant, Radar, Ring
from radar.text import number_of, printable

_PictureFinder = Callable[[str], tuple[str, bytes] | None]
MOST_ROWS = 50_000  # of one import: a hundred editions of a radar of five hundred entries
MOST_EDITIONS = 1_000  # a state of every day, for three years
MOST_AXES = 40  # names of rings or quadrants: the 8 that a radar can have, and misspellings
_MOST_LISTED = 1_000  # findings of one code that are listed; the others are counted
_LONGEST = 1_000  # characters of a name that are compared; a name has at most 300
_MOST_GUESSES = 200  # unknown words for which a near miss is searched; each search compares all
_T = TypeVar("_T")


class ImportOptions(NamedTuple):
    """What the user says about a source: options of `radar import`.

    With `fields`, columns that nobody knows become fields of the radar's own. `there` are the
    quadrants of the radar that it is merged into: a sheet of one quadrant is enough then.
    """

    title: str = ""
    quadrants: tuple[str, ...] = ()
    rings: tuple[str, ...] = ()
    edition: str = ""
    language: str = "en"
    base_url: str = ""
    aliases: Mapping[str, str] = {}
    fields: bool = False
    date: Date | None = None
    there: tuple[Quadrant, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What a file says about one technology in one edition.

    `ring` and `quadrant` are ids; `ring` None means that it left the radar. `id` is the file's
    own, '' if it has none; then the name identifies the entry. `claim` is the movement that the
    file states: new, in, out, unchanged, changed or ''. `text` and `note` are Markdown. `more` are
    further fields of an `Entry`. `translations` has texts in other languages, by field (name,
    summary, text, note) and language.
    """

    place: SourcePlace
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
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def link_key(link: Link) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what tells a link from others, and what links are sorted by."""
    return link.url, tuple(sorted(link.label.items()))


@dataclass(slots=True)
class Draft:
    """Everything that a source says, as rows.

    `read` counts the rows in the files. `complete` means that an edition lists every entry, so
    that one it does not list has left the radar. `settings` are fields of the radar, `places` the
    files and lines of the texts among them. `colours` are those of the quadrants, in their order.
    `says_new` tells whether the tool has a word for new. `blip_numbers` returns the numbers that
    the tool shows for rows of the newest edition. `refusal` is a code and a message if no row can
    be used. `radar` is for a file that holds a whole radar, made of it without rows. `full` tells
    that there are more rows than `MOST_ROWS`. With `wants_fields`, columns that nobody knows become
    fields of the radar's own: `fields` has the id of each by its heading. `dated` has the
    edition of each file, where a file is one edition.
    """

    quadrants: Sequence[Quadrant] = ()
    rings: Sequence[Ring] = ()
    rows: list[ImportRow] = field(default_factory=list)
    editions: Sequence[Edition] = ()
    read: int = 0
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    says_new: bool = True
    settings: dict[str, Any] = field(default_factory=dict)
    places: dict[str, SourcePlace] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    picture: _PictureFinder = lambda _: None
    colours: Sequence[str] = ()
    base_url: str = ""
    blip_numbers: Callable[[Sequence[ImportRow]], Mapping[SourcePlace, int]] | None = None
    refusal: tuple[str, str] | None = None
    radar: Radar | None = None
    full: bool = False
    wants_fields: bool = False
    fields: dict[str, str] = field(default_factory=dict)
    dated: DatedFiles = field(default_factory=lambda: DatedFiles({}))
    _found: dict[str, tuple[Sequence[Named], Mapping[str, str]]] = field(default_factory=dict)
    _unknown: dict[tuple[str, str], str] = field(default_factory=dict)
    _told: dict[tuple[FindingKind, str], int] = field(default_factory=dict)
    _once: set[tuple[str, str]] = field(default_factory=set)

    def date_files(self, names: Mapping[str, str], options: ImportOptions) -> list[Edition]:
        """Return the edition of each file, in their order, and keep them for the history.

        `names` has what tells the time of each file by its path: a date in it, or else its name.
        """
        self.dated = date_files(names, options.edition, options.date)
        return [*self.dated.editions.values()]

    def count(self, place: SourcePlace) -> bool:
        """Count a row that was read; return False, and report it, if there are too many."""
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

    def few(self, kind: str, items: Sequence[_T], name: Callable[[_T], str] = str) -> Sequence[_T]:
        """Return the first `MOST_AXES` of the quadrants or rings of a file.

        If there are more, the whole import is refused. `kind` is "quadrant" or "ring".
        """
        if len(items) <= MOST_AXES:
            return items
        names = [name(item)[:40] for item in items[:8]]
        self.refusal = self.refusal or (
            f"{kind}s",
            describe_too_many(kind, len(items), [*names, "…"]),
        )
        return items[:MOST_AXES]

    def find(self, kind: str, word: str) -> str | None:
        """Return the id of the quadrant or ring with a name, id or alias, None if there is none."""
        items = self.quadrants if kind == "quadrant" else self.rings
        known = self._found.get(kind)
        if known is None or known[0] is not items:
            known = self._found[kind] = (items, _ids_by_word(items))
        return known[1].get(fold(word))

    def unknown(self, kind: str, word: str) -> str:
        """Return the message for an unknown ring or quadrant, with a near miss for the first."""
        items = self.quadrants if kind == "quadrant" else self.rings
        key = (kind, word[:60])
        if key not in self._unknown:
            if len(self._unknown) >= _MOST_GUESSES:
                return _describe_unknown(kind, word, ())
            self._unknown[key] = _describe_unknown(kind, word, items)
        return self._unknown[key]

    def say(self, kind: FindingKind, place: SourcePlace, code: str, message: str) -> None:
        """Add a finding; those that do not count rows are only counted after `_MOST_LISTED`."""
        if kind not in ROWS:
            told = self._told[kind, code] = self._told.get((kind, code), 0) + 1
            if told > _MOST_LISTED:
                return
        self.findings.append(Finding(kind, place, code, message))

    def say_once(self, kind: FindingKind, place: SourcePlace, code: str, message: str) -> None:
        """Add a finding unless there is one with the same code and message in another file."""
        if (code, message) not in self._once:
            self._once.add((code, message))
            self.say(kind, place, code, message)

    def every_finding(self) -> Iterator[Finding]:
        """Yield each finding once, and then the numbers of those that are not listed."""
        yield from dict.fromkeys(self.findings)
        for (kind, code), count in self._told.items():
            if count > _MOST_LISTED:
                first = next(f for f in self.findings if (f.kind, f.code) == (kind, code))
                message = f"{count - _MOST_LISTED:,} more like this"
                yield Finding(kind, SourcePlace(first.place.path), code, message)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return a key for comparing names: without case, spaces and punctuation but `+` and `#`.

    >>> fold("Node.js") == fold("node JS"), fold("C++") == fold("C")
    (True, False)
    """
    from unicodedata import normalize

    plain = normalize("NFKC", name[:_LONGEST]).casefold().replace("&", "and")
    return "".join(re.findall(r"[^\W_]|[+#]", plain)) or plain.strip()


def resolve(items: Iterable[Named], word: str) -> str | None:
    """Return the id of the ring or quadrant with a name, id or alias, None if there is none."""
    return _ids_by_word(items).get(fold(word))


def _ids_by_word(items: Iterable[Named]) -> Mapping[str, str]:
    """Return the ids of rings or quadrants by each of their folded names, ids and aliases.

    If two have the same word, the first one gets it.
    """
    ids: dict[str, str] = {}
    for item in items:
        for word in (item.id, *item.name.values(), *item.aliases):
            ids.setdefault(fold(word), item.id)
    return ids


def describe_too_many_entries(count: int) -> str:
    """Return the message for more entries than an import may make, '' if there are not more."""
    most = limits.imported.value
    if most is None or count <= most:
        return ""
    enough = -(-count // 10_000) * 10_000
    return (
        f"an import makes at most {number_of(most, 'entry')}; there are {count:,}. Import a part, "
        f"or allow them: --max-entries {enough}"
    )


def describe_too_many(kind: str, count: int, names: Sequence[str] = ()) -> str:
    """Return the message for more (or fewer) quadrants or rings than a radar can have."""
    least = 2 if kind == "quadrant" else 1
    few = f"a radar has {least} to 8 {kind}s; there are {count:,}"
    return f"{few} ({', '.join(names)})" if names else few


_NamedItem = TypeVar("_NamedItem", bound=Named)


def make_distinct(items: Sequence[_NamedItem]) -> list[_NamedItem]:
    """Return rings or quadrants with names and aliases that no two of them share.

    A name that an earlier one has gets the id in parentheses; such an alias is dropped.
    """
    taken: dict[str, str] = {}
    for item in items:
        taken.setdefault(item.id.casefold(), item.id)
    made = []
    for item in items:
        name = {
            tag: word
            if taken.setdefault(word.casefold(), item.id) == item.id
            else f"{word} ({item.id})"
            for tag, word in item.name.items()
        }
        free = (a for a in item.aliases if taken.setdefault(a.casefold(), item.id) == item.id)
        made.append(item.model_copy(update={"name": name, "aliases": tuple(free)}))
    return made


def _describe_unknown(kind: str, word: str, items: Iterable[Named]) -> str:
    """Return the message for an unknown ring or quadrant, with the near miss among `items`."""
    names = [next(iter(item.name.values()), item.id) for item in items]
    hint = near_miss(word, names)
    end = f"; {hint}" if hint else f"; there are {', '.join(names)}" if names else ""
    return f"unknown {kind} {word[:60]!r}{end}" if word else f"no {kind} is given"


STANDARD_RINGS = ("Adopt", "Trial", "Assess", "Hold")


def make_rings(
    words: Iterable[str], given: Sequence[str] = (), draft: Draft | None = None
) -> tuple[Ring, ...]:
    """Make the rings for the ring names of a file, from the centre outwards.

    `given` are the names that the user gave; they win. Else the standard four rings if the file
    names no others, else the names in the order of what they mean. Where that is a guess, `draft`
    says so. Thoughtworks has called Hold Caution since 2026; a file with both names means one ring.

    >>> [ring.id for ring in make_rings(["hold", "TRIAL"])]
    ['adopt', 'trial', 'assess', 'hold']
    >>> [ring.id for ring in make_rings(["Stop", "Use"])]
    ['use', 'stop']
    """
    if given:
        return tuple(map(make_ring, given))
    seen = {fold(word): word for word in words if printable(word)}
    usual = {*map(fold, STANDARD_RINGS), "caution"}
    if seen.keys() <= usual:
        last = "Caution" if "caution" in seen and "hold" not in seen else "Hold"
        return tuple(map(make_ring, (*STANDARD_RINGS[:3], last)))
    if {"hold", "caution"} <= seen.keys():
        del seen["caution"]
    names, certain = sort_rings(map(tidy_case, seen.values()))
    if draft and not certain and len(names) > 1:
        draft.say_once("noted", SourcePlace("radar.yaml"), "rings", _describe_order(names))
    return tuple(map(make_ring, names))


def _describe_order(names: Sequence[str]) -> str:
    listed = ", ".join(names[:MOST_AXES])
    return f'the order of the rings is a guess; else --rings "{listed}"'


def make_ring(name: str) -> Ring:
    """Make a ring with a name; Hold gets the alias Caution, and Caution the alias Hold."""
    other = {"hold": ("caution",), "caution": ("hold",)}.get(fold(name), ())
    return Ring.model_validate({"name": tidy_case(name), "aliases": other})


def tidy_case(name: str) -> str:
    """Return a name with a capital first letter instead of all capitals or all small letters.

    >>> tidy_case("ADOPT"), tidy_case("languages-and-frameworks"), tidy_case("iOS"), tidy_case("CI")
    ('Adopt', 'Languages & frameworks', 'iOS', 'CI')
    """
    name = " ".join(name.split())
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", name):
        name = name.replace("-and-", " & ").replace("-", " ")
    if (name.isupper() and len(name) > 3) or (name.islower() and name.isascii()):
        return name[:1].upper() + name[1:].lower()
    return name
