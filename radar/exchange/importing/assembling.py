"""Rows → a `Radar`: entries with ids, histories, texts and links.

The newest text becomes the entry's text; an older one becomes the note of its edition. Movement
follows from the rings. A movement that a file states is compared with that; it is copied only if
there is one edition and so nothing to compare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from radar.exchange.importing.claims import compare_claims
from radar.exchange.importing.grouping import find_close_names, group_rows, make_ids, merge_repeats
from radar.exchange.importing.newest import (
    join_translations,
    newest_fields,
    newest_translations,
    older_translations,
)
from radar.exchange.importing.own_fields import make_own_fields
from radar.exchange.importing.repeats import join_texts
from radar.exchange.importing.unread import UnreadRows
from radar.exchange.toolkit.addresses import Targets, resolve_addresses
from radar.exchange.toolkit.cells import clean_text
from radar.exchange.toolkit.draft import (
    MOST_EDITIONS,
    Draft,
    ImportOptions,
    ImportRow,
    describe_too_many,
    describe_too_many_entries,
    fold,
    make_distinct,
    resolve,
)
from radar.exchange.toolkit.report import SourcePlace
from radar.history import standings
from radar.model import Edition, Quadrant, Radar
from radar.text import choose_words

_NOTHING = UnreadRows()


class Assembled(NamedTuple):
    """A radar, its pictures and other files by path, and blip numbers (there, here) by id."""

    radar: Radar
    files: Mapping[str, bytes]
    numbers: Mapping[str, tuple[int, int]]


def assemble(
    draft: Draft, options: ImportOptions, unread: UnreadRows = _NOTHING
) -> Assembled | None:
    """Make a radar from a draft, None if it has no usable rows; findings are added to the draft.

    `unread` are the rows that were left out, which do not prove that somebody left.
    """
    if draft.radar:
        return Assembled(draft.radar, {}, {})
    editions = _editions(draft, options)
    order = {edition.id: place for place, edition in enumerate(draft.editions)}
    groups = group_rows(draft.rows, options.aliases)
    _add_other_quadrant(draft, options.there)
    if wrong := _check_axes(draft) or _check_size(draft, len(groups)):
        for row in draft.rows:
            draft.say("reported", row.place, *wrong)
    if wrong or not draft.rows:
        return None
    rows = {key: merge_repeats(group, draft, order) for key, group in groups.items()}
    ids = make_ids(rows, (options.language,))
    _report_rows(rows, ids, draft)
    maker = _EntryMaker(draft, ids, rows, editions, order, options.language, unread)
    fields: dict[str, Any] = {
        "title": options.title or "Technology radar",
        "languages": (options.language,),
        "quadrants": _in_corners(make_distinct(draft.quadrants)),
        "rings": make_distinct(draft.rings),
        "editions": list(editions),
        "fields": make_own_fields(draft),
        "entries": [maker.entry(key) for key in rows],
    }
    radar = Radar.model_validate(fields | maker.settings() | _title_option(options))
    compare_claims(radar, rows, ids, draft)
    return Assembled(radar, {**draft.files, **maker.files}, _numbers(radar, rows, ids, draft))


def _add_other_quadrant(draft: Draft, there: Sequence[Quadrant]) -> None:
    """Add another quadrant of the radar that is there where the source has only one."""
    if len(draft.quadrants) == 1:
        words = (draft.quadrants[0].id, *draft.quadrants[0].name.values())
        same = {resolve(there, word) for word in words}
        others = [quadrant for quadrant in there if quadrant.id not in same]
        draft.quadrants = (*draft.quadrants, *others[:1])


def _check_axes(draft: Draft) -> tuple[str, str] | None:
    """Return a code and message if no radar can have these quadrants or rings, else None."""
    for what, items, least in (("quadrant", draft.quadrants, 2), ("ring", draft.rings, 1)):
        if not least <= len(items) <= 8:
            return f"{what}s", describe_too_many(
                what, len(items), [choose_words(item.name) for item in items[:12]]
            )
        if len({item.id for item in items}) < len(items):
            return f"{what}s", f"two {what}s are called alike"
        ids = [item.id for item in items]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            return f"{what}s", f"there are two {what}s called {', '.join(twice)}"
    return None


def _check_size(draft: Draft, entries: int) -> tuple[str, str] | None:
    """Return a code and message if there are too many entries or editions, else None."""
    if most := describe_too_many_entries(entries):
        return "too-many-entries", most
    if (count := len(draft.editions)) > MOST_EDITIONS:
        message = f"an import makes at most {MOST_EDITIONS:,} editions; there are {count:,}"
        return "too-many-editions", f"{message}. Import a part"
    return None


def _in_corners(quadrants: list[Quadrant]) -> list[Quadrant]:
    """Return quadrants without corners unless there are four."""
    if len(quadrants) == 4:
        return quadrants
    return [quadrant.model_copy(update={"position": None}) for quadrant in quadrants]


def _title_option(options: ImportOptions) -> dict[str, Any]:
    return {"title": options.title} if options.title else {}


def _editions(draft: Draft, options: ImportOptions) -> Sequence[Edition]:
    """Return the editions of the radar: none for a single one in which rows state movements.

    Within one edition no movement can be computed; without editions the entry's `moved` says it.
    """
    if options.edition and len(draft.editions) < 2:
        return draft.editions
    if len(draft.editions) > 1:
        return draft.editions
    if not draft.editions or any(row.claim in ("new", "in", "out") for row in draft.rows):
        for edition in draft.editions:
            draft.settings.setdefault("description", choose_words(edition.name) or edition.id)
        return ()
    return draft.editions if draft.editions[0].date else ()


def _report_rows(
    rows: Mapping[str, Sequence[ImportRow]], ids: Mapping[str, str], draft: Draft
) -> None:
    """Report what became of each row, and which names may mean the same entry."""
    for key, group in rows.items():
        draft.say("made", group[0].place, ids[key], group[-1].name)
        for row in group[1:]:
            draft.say("merged", row.place, ids[key], row.name)
        spelt = dict.fromkeys(row.name for row in group)
        if len({fold(name) for name in spelt}) > 1 or len(spelt) > 1:
            names = ", ".join(map(repr, list(spelt)[:6]))
            draft.say("noted", group[-1].place, "spelling", f"taken for one: {names}")
    if len(draft.editions) > 1:
        for one, other in find_close_names(rows):
            message = f"{one.name!r} may be {other.name!r} at {other.place}"
            draft.say("doubtful", one.place, "close-name", message)


class _EntryMaker:
    """Make the fields of entries; knows all names, so that links between entries can be resolved.

    `rows` and `ids` are by the key of the entry, `order` is the index of each edition by id.
    """

    def __init__(
        self,
        draft: Draft,
        ids: Mapping[str, str],
        rows: Mapping[str, Sequence[ImportRow]],
        editions: Sequence[Edition],
        order: Mapping[str, int],
        language: str,
        unread: UnreadRows,
    ) -> None:
        self.unread = unread
        self.language = language
        self.draft, self.ids, self.rows, self.order = draft, ids, rows, order
        self.editions = [edition.id for edition in editions]
        self.files: dict[str, bytes] = {}
        self.pictures: dict[str, str | None] = {}
        self.known = {fold(row.name): ids[key] for key, group in rows.items() for row in group}
        self.known |= {
            fold(row.id): ids[key] for key, group in rows.items() for row in group if row.id
        }
        for key, group in rows.items():  # a name or an id is stronger than an alias
            for alias in (word for row in group for word in row.more.get("aliases") or ()):
                self.known.setdefault(fold(alias), ids[key])
        self.targets = Targets(
            lambda word: self.known.get(fold(word)), self._picture, draft.base_url
        )

    def settings(self) -> dict[str, Any]:
        """Return the fields of the radar itself, with the addresses in their texts resolved.

        A title in which nothing could be kept is none, so that the usual one stands.
        """
        texts = {
            key: self._resolve_addresses(
                text, self.draft.places.get(key, SourcePlace("radar.yaml"))
            )
            for key, text in self.draft.settings.items()
            if key in ("introduction", "footer")
        }
        given = self.draft.settings | texts
        return {key: value for key, value in given.items() if value or key != "title"}

    def _picture(self, path: str) -> str | None:
        """Copy a picture and return its new path; a path that is new already is returned as is."""
        if path in self.files:
            return path
        if path not in self.pictures:
            picture = self.draft.picture(path)
            self.pictures[path] = self._take_picture(*picture) if picture else None
        return self.pictures[path]

    def _take_picture(self, wanted: str, data: bytes) -> str:
        name, n = wanted, 1
        while self.files.setdefault(name, data) != data:
            n += 1
            stem, dot, kind = wanted.rpartition(".")
            name = f"{stem}-{n}{dot}{kind}"
        return name

    def entry(self, key: str) -> dict[str, Any]:
        """Return the fields of the entry with a key."""
        rows = self.rows[key]
        text = next((row.text for row in reversed(rows) if row.text), "")
        at = next((row for row in reversed(rows) if row.text), rows[-1])
        fields: dict[str, Any] = {"id": self.ids[key], "name": rows[-1].name}
        fields |= newest_fields(rows, self.draft)
        for name in ("related", "instead"):
            fields[name] = self._resolve_relations(name, fields, rows)
        fields["text"] = self._resolve_addresses(text, at.place)
        if not self.editions:
            note = self._resolve_addresses(rows[-1].note, at.place)
            fields["text"] = f"{fields['text']}\n\n{note}".strip()
        if not self.editions and rows[-1].claim in ("new", "in", "out"):
            fields["moved"] = rows[-1].claim
        fields["history"] = self._history(rows, text)
        for name in ("name", "summary", "text"):
            others = newest_translations(name, rows, self.draft)
            if name == "text":
                notes = {} if self.editions else rows[-1].translations.get("note", {})
                others = self._resolve_translations(join_translations(others, notes), at.place)
            if others:
                fields[name] = self._add_translations(fields.get(name, ""), others)
        return {name: value for name, value in fields.items() if value not in ("", (), None)}

    def _add_translations(self, text: Any, others: Mapping[str, str]) -> dict[str, str]:
        """Return a text by language: `text` in the first language, and those in `others`."""
        own = text if isinstance(text, Mapping) else {self.language: text} if text else {}
        return {**own, **others}

    def _resolve_relations(
        self, name: str, fields: Mapping[str, Any], rows: Sequence[ImportRow]
    ) -> tuple[str, ...]:
        """Return the ids of the entries that the field `name` names; report words that are none."""
        ids: dict[str, None] = {}
        for word in fields.get(name, ()):
            if target := self.known.get(fold(word)):
                ids[target] = None
            else:
                self.draft.say("lost", rows[-1].place, name, f"{word[:80]!r} is no entry")
        return tuple(ids)

    def _resolve_addresses(self, text: str, place: SourcePlace) -> str:
        settled, losses = resolve_addresses(clean_text(text), self.targets)
        for loss in losses:
            self.draft.say("lost", place, loss.code, loss.message)
        return settled

    def _resolve_translations(self, texts: Mapping[str, str], place: SourcePlace) -> dict[str, str]:
        return {tag: self._resolve_addresses(text, place) for tag, text in texts.items()}

    def _history(self, rows: Sequence[ImportRow], text: str) -> list[dict[str, Any]]:
        lines = list(self._lines(rows, text))
        return lines if self.editions else lines[-1:]

    def _lines(self, rows: Sequence[ImportRow], text: str) -> Iterator[dict[str, Any]]:
        """Yield the placements: every change, every note, and every removal.

        An entry is removed in the first edition that does not list it, if the source is complete.
        `text` is the entry's own text, which is not repeated as a note.
        """
        line: dict[str, Any] = {}
        before: ImportRow | None = None
        last_text = ""
        names = {row.name for row in rows}
        texts = newest_translations("text", rows, self.draft)
        for row in rows:
            if before and (left := self._removal(before, row.edition, names)):
                line = left
                yield left
            older = row.text if row.text not in ("", text, last_text) else ""
            note = join_texts((older, row.note))
            others = older_translations(row, texts) if self.editions else {}
            where = {"ring": row.ring, "quadrant": row.quadrant}
            stays = where.items() <= line.items()
            if note or others or not stays or not self.draft.complete:
                edition = row.edition if self.editions else ""
                note = note if self.editions else ""
                words: Any = self._resolve_addresses(note, row.place)
                if others:
                    others = self._resolve_translations(others, row.place)
                    words = self._add_translations(words, others)
                line = {**where, "edition": edition, "note": words or {}}
                yield line
            before, last_text = row, row.text or last_text
        if before and (left := self._removal(before, None, names)):
            yield left

    def _removal(
        self, row: ImportRow, until: str | None, names: Collection[str]
    ) -> dict[str, Any] | None:
        """Return the placement that removes an entry after a row, None if it stays.

        It leaves in the first edition that certainly does not list it. `until` is the edition of
        the entry's next row, None if this is its last one; `names` are those of all its rows.
        """
        after = self.order.get(row.edition, 0) + 1
        now = len(self.editions) if until is None else self.order.get(until, 0)
        if not self.draft.complete or self.draft.full or row.ring is None:
            return None
        for edition in self.editions[after:now]:
            if not self.unread.may_hold(edition, names):
                return {"edition": edition, "ring": None, "quadrant": row.quadrant}
            message = f"{row.name!r} may be in a row of {edition} that was left out; it stays"
            self.draft.say("noted", row.place, "unread", message)
        return None


def _numbers(
    radar: Radar, rows: Mapping[str, Sequence[ImportRow]], ids: Mapping[str, str], draft: Draft
) -> dict[str, tuple[int, int]]:
    """Return the blip numbers (there, here) of the entries of the newest edition, by id."""
    if draft.blip_numbers is None:
        return {}
    here = {s.entry.id: s.number for s in standings(radar) if s.number}
    last = {group[-1].place: ids[key] for key, group in rows.items()}
    latest = [group[-1] for group in rows.values()]
    newest = [row for row in latest if not draft.complete or row.edition == _newest_edition(draft)]
    there = draft.blip_numbers(newest)
    return {
        last[place]: (number, here[last[place]])
        for place, number in sorted(there.items(), key=lambda pair: pair[1])
        if last[place] in here
    }


def _newest_edition(draft: Draft) -> str:
    """Return the id of the newest edition, '' if there is none."""
    return draft.editions[-1].id if draft.editions else ""
