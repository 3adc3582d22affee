"""Rows → a `Radar`: who is who, where each stood when, and what was said about it.

The newest text is the entry's; an older one stays as the note of the edition that said it.
Movement follows from the rings; what the files claim is compared with that and never copied,
except where there is one state only and nothing to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from radar.exchange.importing.grouping import doubtful, grouped, ids_for, repeated
from radar.exchange.toolkit.addresses import Home, settle
from radar.exchange.toolkit.draft import (
    MOST_EDITIONS,
    Draft,
    Options,
    Row,
    distinct,
    fold,
    too_many,
    too_many_entries,
)
from radar.exchange.toolkit.report import Place
from radar.exchange.toolkit.rows import sound_text
from radar.history import path, standings
from radar.model import Edition, Movement, Quadrant, Radar
from radar.text import choose_words, number_of

_CLAIMS = {
    "new": "new",
    "in": "moved in",
    "out": "moved out",
    "unchanged": "unchanged",
    "changed": "changed",
}


class Assembled(NamedTuple):
    """A radar, the files beside its entries, and the numbers there and here."""

    radar: Radar
    files: Mapping[str, bytes]
    numbers: Mapping[str, tuple[int, int]]


def assemble(draft: Draft, options: Options) -> Assembled | None:
    """Make a radar of a draft, None where it has no rows to make one of; findings go into it."""
    editions = _editions(draft, options)
    order = {edition.id: place for place, edition in enumerate(draft.editions)}
    groups = grouped(draft.rows, options.aliases)
    if wrong := _unfit(draft) or _too_large(draft, len(groups)):
        for row in draft.rows:
            draft.say("reported", row.place, *wrong)
    if wrong or not draft.rows:
        return None
    rows = {key: repeated(found, draft, order) for key, found in groups.items()}
    ids = ids_for(rows, (options.language,))
    _tell(rows, ids, draft)
    maker = _Maker(draft, ids, rows, editions, order, options.language)
    fields: dict[str, Any] = {
        "title": options.title or "Technology radar",
        "languages": (options.language,),
        "quadrants": _in_corners(distinct(draft.quadrants)),
        "rings": distinct(draft.rings),
        "editions": list(editions),
        "entries": [maker.entry(key) for key in rows],
    }
    radar = Radar.model_validate(fields | maker.settings() | _wanted(options))
    _compare(radar, rows, ids, draft)
    return Assembled(radar, {**draft.files, **maker.files}, _numbers(radar, rows, ids, draft))


def _unfit(draft: Draft) -> tuple[str, str] | None:
    """Say why no radar can have these axes, None where one can."""
    for what, items, least in (("quadrant", draft.quadrants, 2), ("ring", draft.rings, 1)):
        if not least <= len(items) <= 8:
            return f"{what}s", too_many(
                what, len(items), [choose_words(item.name) for item in items[:12]]
            )
        if len({item.id for item in items}) < len(items):
            return f"{what}s", f"two {what}s are called alike"
        ids = [item.id for item in items]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            return f"{what}s", f"there are two {what}s called {', '.join(twice)}"
    return None


def _too_large(draft: Draft, entries: int) -> tuple[str, str] | None:
    """Say that there is more than one radar can hold, None where there is not."""
    if most := too_many_entries(entries):
        return "too-many-entries", most
    if (count := len(draft.editions)) > MOST_EDITIONS:
        message = f"an import makes at most {MOST_EDITIONS:,} editions; there are {count:,}"
        return "too-many-editions", f"{message}. Import a part"
    return None


def _in_corners(quadrants: list[Quadrant]) -> list[Quadrant]:
    """Forget the corners where there are not four quadrants to fill them."""
    if len(quadrants) == 4:
        return quadrants
    return [quadrant.model_copy(update={"position": None}) for quadrant in quadrants]


def _wanted(options: Options) -> dict[str, Any]:
    return {"title": options.title} if options.title else {}


def _editions(draft: Draft, options: Options) -> Sequence[Edition]:
    """Return the editions that the radar gets: none where one state alone claims movements."""
    if options.edition and len(draft.editions) < 2:
        return draft.editions
    if len(draft.editions) > 1:
        return draft.editions
    if not draft.editions or any(row.claim in ("new", "in", "out") for row in draft.rows):
        for edition in draft.editions:
            draft.settings.setdefault("description", choose_words(edition.name) or edition.id)
        return ()
    return draft.editions if draft.editions[0].date else ()


def _tell(rows: Mapping[str, Sequence[Row]], ids: Mapping[str, str], draft: Draft) -> None:
    """Report what each row came to, and which names are doubtful."""
    for key, found in rows.items():
        draft.say("made", found[0].place, ids[key], found[-1].name)
        for row in found[1:]:
            draft.say("merged", row.place, ids[key], row.name)
        spelt = dict.fromkeys(row.name for row in found)
        if len({fold(name) for name in spelt}) > 1 or len(spelt) > 1:
            names = ", ".join(map(repr, list(spelt)[:6]))
            draft.say("noted", found[-1].place, "spelling", f"taken for one: {names}")
    if len(draft.editions) > 1:
        for one, other in doubtful(rows):
            message = f"{one.name!r} may be {other.name!r} at {other.place}"
            draft.say("doubtful", one.place, "close-name", message)


class _Maker:
    """Make entries; knows who everybody is, so that links can be followed."""

    def __init__(
        self,
        draft: Draft,
        ids: Mapping[str, str],
        rows: Mapping[str, Sequence[Row]],
        editions: Sequence[Edition],
        order: Mapping[str, int],
        language: str,
    ) -> None:
        self.language = language
        self.draft, self.ids, self.rows, self.order = draft, ids, rows, order
        self.editions = [edition.id for edition in editions]
        self.files: dict[str, bytes] = {}
        self.pictures: dict[str, str | None] = {}
        self.known = {fold(row.name): ids[key] for key, found in rows.items() for row in found}
        self.known |= {
            fold(row.id): ids[key] for key, found in rows.items() for row in found if row.id
        }
        for key, found in rows.items():  # a name or an id is stronger than an alias
            for alias in (word for row in found for word in row.more.get("aliases") or ()):
                self.known.setdefault(fold(alias), ids[key])
        self.home = Home(lambda word: self.known.get(fold(word)), self._picture, draft.base_url)

    def settings(self) -> dict[str, Any]:
        """Return what the source says of the radar itself, with its texts settled."""
        texts = {
            key: self._settled(text, self.draft.places.get(key, Place("radar.yaml")))
            for key, text in self.draft.settings.items()
            if key in ("introduction", "footer")
        }
        return self.draft.settings | texts

    def _picture(self, path: str) -> str | None:
        """Take a picture along; one that is here already (a text may be settled twice) stays."""
        if path in self.files:
            return path
        if path not in self.pictures:
            found = self.draft.picture(path)
            self.pictures[path] = self._take_picture(*found) if found else None
        return self.pictures[path]

    def _take_picture(self, wanted: str, data: bytes) -> str:
        name, n = wanted, 1
        while self.files.setdefault(name, data) != data:
            n += 1
            stem, dot, kind = wanted.rpartition(".")
            name = f"{stem}-{n}{dot}{kind}"
        return name

    def entry(self, key: str) -> dict[str, Any]:
        """Return the fields of an entry."""
        rows = self.rows[key]
        text = next((row.text for row in reversed(rows) if row.text), "")
        at = next((row for row in reversed(rows) if row.text), rows[-1])
        fields: dict[str, Any] = {"id": self.ids[key], "name": rows[-1].name}
        for row in rows:
            fields |= {name: value for name, value in row.more.items() if value is not None}
            fields |= {"links": row.links} if row.links else {}
        fields["related"] = self._related(fields, rows)
        fields["text"] = self._settled(text, at.place)
        if not self.editions and rows[-1].note:
            fields["text"] = f"{fields['text']}\n\n{self._settled(rows[-1].note, at.place)}".strip()
        if not self.editions and rows[-1].claim in ("new", "in", "out"):
            fields["moved"] = rows[-1].claim
        fields["history"] = self._history(rows, text)
        for row in rows:
            for name in ("name", "summary", "text"):
                if others := row.spoken.get(name):
                    fields[name] = self._spoken(fields.get(name, ""), others)
        return {name: value for name, value in fields.items() if value not in ("", (), None)}

    def _spoken(self, text: Any, others: Mapping[str, str]) -> dict[str, str]:
        """File words under the first language, beside those in others."""
        own = text if isinstance(text, Mapping) else {self.language: text} if text else {}
        return {**own, **others}

    def _related(self, fields: Mapping[str, Any], rows: Sequence[Row]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for word in fields.get("related", ()):
            if target := self.known.get(fold(word)):
                found[target] = None
            else:
                self.draft.say("lost", rows[-1].place, "related", f"{word[:80]!r} is no entry")
        return tuple(found)

    def _settled(self, text: str, place: Place) -> str:
        settled, losses = settle(sound_text(text), self.home)
        for loss in losses:
            self.draft.say("lost", place, loss.code, loss.message)
        return settled

    def _history(self, rows: Sequence[Row], text: str) -> list[dict[str, Any]]:
        lines = list(self._lines(rows, text))
        return lines if self.editions else lines[-1:]

    def _lines(self, rows: Sequence[Row], text: str) -> Iterator[dict[str, Any]]:
        """Yield the placements: every change, every note, and leaving where nothing is listed."""
        line: dict[str, Any] = {}
        before: Row | None = None
        spoken = ""
        for row in rows:
            if before and (left := self._left(before, row.edition)):
                line = left
                yield left
            note = row.note or (row.text if row.text not in ("", text, spoken) else "")
            where = {"ring": row.ring, "quadrant": row.quadrant}
            stays = where.items() <= line.items()
            if note or row.spoken.get("note") or not stays or not self.draft.complete:
                edition = row.edition if self.editions else ""
                note = note if self.editions else ""
                words: Any = self._settled(note, row.place)
                if row.spoken.get("note"):
                    words = self._spoken(words, row.spoken["note"])
                line = {**where, "edition": edition, "note": words or {}}
                yield line
            before, spoken = row, row.text or spoken
        if before and (left := self._left(before, None)):
            yield left

    def _left(self, row: Row, until: str | None) -> dict[str, Any] | None:
        """Return that the entry left, where the edition after the row's does not list it."""
        after = self.order.get(row.edition, 0) + 1
        now = len(self.editions) if until is None else self.order.get(until, 0)
        if not self.draft.complete or row.ring is None or after >= now:
            return None
        return {"edition": self.editions[after], "ring": None, "quadrant": row.quadrant}


def _compare(
    radar: Radar, rows: Mapping[str, Sequence[Row]], ids: Mapping[str, str], draft: Draft
) -> None:
    """Report every claim of movement that the rings do not bear out."""
    if not radar.editions or not any(row.claim for found in rows.values() for row in found):
        return
    first = radar.editions[0].id
    claims = [row.claim for found in rows.values() for row in found if row.edition == first]
    unheard = sum(claim in ("new", "in", "out") for claim in claims)
    if unheard:
        message = f"{number_of(unheard, 'claim')} of movement: the first edition shows none"
        draft.say("noted", Place(draft.rows[0].place.path), "first-edition", message)
    for key, found in rows.items():
        moved = _movements(radar, ids[key])
        for row in found:
            movement = moved.get(row.edition, Movement.UNCHANGED)
            heard = row.claim and row.edition != first
            if heard and not _agrees(row.claim, movement, says_new=draft.says_new):
                message = f"{row.name!r} claims {_CLAIMS[row.claim]}; it is {movement.value}"
                draft.say("differs", row.place, "movement", message)


def _movements(radar: Radar, entry: str) -> Mapping[str, Movement]:
    """Return how an entry moved, by edition, where it has a line of its own; else it stayed."""
    return {step.line.edition: step.movement for step in path(radar, radar.by_id[entry])}


def _agrees(claim: str, movement: Movement, *, says_new: bool) -> bool:
    if movement in (Movement.NEW, Movement.RETURNED) and not says_new:
        return claim == "unchanged"
    if claim == "changed":
        return movement in (Movement.IN, Movement.OUT, Movement.RETURNED)
    return claim == movement.value or (claim == "new" and movement is Movement.RETURNED)


def _numbers(
    radar: Radar, rows: Mapping[str, Sequence[Row]], ids: Mapping[str, str], draft: Draft
) -> dict[str, tuple[int, int]]:
    """Return which number the tool shows for each entry of the newest edition, and which we do."""
    if draft.numbered is None:
        return {}
    here = {s.entry.id: s.number for s in standings(radar) if s.number}
    last = {found[-1].place: ids[key] for key, found in rows.items()}
    latest = [found[-1] for found in rows.values()]
    newest = [row for row in latest if not draft.complete or row.edition == rows_newest(draft)]
    there = draft.numbered(newest)
    return {
        last[place]: (number, here[last[place]])
        for place, number in sorted(there.items(), key=lambda pair: pair[1])
        if last[place] in here
    }


def rows_newest(draft: Draft) -> str:
    """Return the edition of the newest rows."""
    return draft.editions[-1].id if draft.editions else ""
