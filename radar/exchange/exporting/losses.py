"""What every export shares: the rows of each edition, and the list of what does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a type, beside functions about dates
from datetime import timedelta
from typing import Any, NamedTuple

from radar.exchange.toolkit.addresses import inert, outward
from radar.exchange.toolkit.basic_html import to_html
from radar.exchange.toolkit.editions import dated
from radar.exchange.toolkit.report import Finding, Kind, Place, Report
from radar.exchange.toolkit.spans import plain_markdown
from radar.exchange.toolkit.tables import is_formula
from radar.history import Standing, timeline
from radar.model import Entry, Placement, Radar
from radar.naming import same_name
from radar.prose.links import ids_by_name
from radar.text import choose_words, has_words


class Exported(NamedTuple):
    """The files of an export, by path, and what the format could not hold.

    `pictures` are to be copied: their paths in the radar's folder → in the export.
    """

    files: Mapping[str, bytes]
    report: Report
    pictures: Mapping[str, str] = {}


class Wanted(NamedTuple):
    """What a person asks of an export: a form of the format, and every edition or the newest."""

    form: str = ""
    every: bool = False


Rows = Sequence[tuple[Standing, str]]


def edition_rows(radar: Radar, losses: Losses, *, every: bool) -> Iterator[tuple[str, Rows]]:
    """Yield the edition and its standings, each with the text that it had then.

    Entries that have left, and hidden ones, are not among them; they are reported. The last
    appearance of an entry carries its text, an earlier one the note of that edition if it has one.
    """
    states = timeline(radar)
    last = last_editions(radar)
    wanted = list(states)[0 if every else -1 :]
    shown: set[str] = set()
    for edition in wanted:
        rows = [(s, text_at(radar, s.entry, edition, last)) for s in states[edition] if s.has_blip]
        shown |= {standing.entry.id for standing, _ in rows}
        yield (edition if every else ""), sorted(rows, key=lambda row: row[0].number)
    losses.entries(shown)
    if len(states) > 1 and not every:
        older = ", ".join(list(states)[:-1])
        losses.whole("editions", f"the editions {older}; --all writes a file for each")
    losses.notes(wanted if every else (), last)


def text_at(radar: Radar, entry: Entry, edition: str, last: Mapping[str, str]) -> str:
    """Return what an entry says in an edition: its text in its last one, else the note of it."""
    notes = {line.edition or first_edition(radar): line.note for line in entry.history}
    whole = whole_text(radar, entry)
    earlier = edition != last.get(entry.id, "") and radar.say(notes.get(edition, {}))
    return earlier or whole


def whole_text(radar: Radar, entry: Entry) -> str:
    """Return the one description of an entry: the summary as its first paragraph, then the text.

    A summary that the text begins with, or that is in another language than the text, is not said.
    """
    text, summary = radar.say(entry.text), plain_markdown(radar.say(entry.summary))
    if not text or not summary:
        return text or summary
    alike = (
        len({has_words(words, radar.languages[0]) for words in (entry.text, entry.summary)}) == 1
    )
    return f"{summary}\n\n{text}" if alike and not _begins(text, summary) else text


def _begins(text: str, summary: str) -> bool:
    return " ".join(re.split(r"\n\s*\n", text.strip())[0].split()) == summary


def last_editions(radar: Radar) -> dict[str, str]:
    """Return the last edition in which each entry stands; those that never did are missing."""
    states = timeline(radar)
    return {s.entry.id: edition for edition, found in states.items() for s in found if s.ring}


def first_edition(radar: Radar) -> str:
    """Return the id of the oldest edition, '' for a radar without editions."""
    return radar.editions[0].id if radar.editions else ""


def left_out(entry: Entry) -> bool:
    """Tell whether an entry has no blip now: hidden, or off the radar."""
    return entry.hidden or entry.ring is None


def state_name(radar: Radar, edition: str = "") -> str:
    """Return what a tool shows as the date of a radar: of an edition, else of the newest state."""
    if not radar.editions:
        words = radar.say(radar.description)
        return words if dated(words)[0] and len(words) < 40 else ""
    found = radar.edition(edition or radar.newest)
    return radar.say(found.name) or (found.date.isoformat() if found.date else found.id)


def release_dates(radar: Radar, losses: Losses) -> dict[str, Date]:
    """Return a day for each edition ('' in a radar without any), for tools that cannot do without.

    What has no date gets one that keeps the order, and is reported.
    """
    if not radar.editions:
        day = dated(state_name(radar))[1] or max(
            (entry.reviewed for entry in radar.entries if entry.reviewed), default=None
        )
        if day is None:
            losses.note("date", f"the radar has no date; {_UNKNOWN} is written")
        return {"": day or _UNKNOWN}
    found: dict[str, Date] = {}
    last = _UNKNOWN
    for edition in radar.editions:
        day = edition.date or dated(edition.id)[1]
        if day is None or (found and day <= last):
            day = last + timedelta(days=1)
            losses.note("date", f"the edition {edition.id!r} is written as {day}")
        found[edition.id] = last = day
    return found


_UNKNOWN = Date(2000, 1, 1)


class Losses:
    """Collect what a format cannot hold."""

    def __init__(self, radar: Radar, form: str) -> None:
        self.radar, self.form = radar, form
        self.findings: list[Finding] = []
        self.names = {entry.id: radar.say(entry.name) for entry in radar.entries}
        self.known = ids_by_name(radar)
        self.words_lost: dict[tuple[str, str], list[str]] = {}

    def find(self, called: str) -> str:
        """Return the id of the entry that a text calls so, '' for none."""
        return self.known.get(same_name(called), "")

    def say(self, kind: Kind, entry: Entry, code: str, message: str) -> None:
        """Add a finding about an entry."""
        place = Place(choose_words(entry.sources, *self.radar.languages) or f"{entry.id}.md")
        self.findings.append(Finding(kind, place, code, message))

    def whole(self, code: str, message: str) -> None:
        """Add something that concerns the whole radar."""
        self.findings.append(Finding("lost", Place("radar.yaml"), code, message))

    def note(self, code: str, message: str) -> None:
        """Add something to know that is no loss."""
        self.findings.append(Finding("noted", Place("radar.yaml"), code, message))

    def some(self, code: str, what: str, of: Sequence[str]) -> None:
        """Add something that concerns several entries, quadrants or rings."""
        if of:
            few = ", ".join(of[:5]) + (", …" if len(of) > 5 else "")
            self.whole(
                code, f"{what} of {few} ({len(of)} in all)" if len(of) > 1 else f"{what} of {few}"
            )

    def fields(self, *names: str, held: Collection[str] = ()) -> None:
        """Report fields of entries, and words of the radar, that are not carried.

        `held` names what of the rest is: see `settings`; a format may hold the summary as well.
        """
        for name in names:
            self.some(name, name, [e.id for e in self.radar.entries if getattr(e, name)])
        if "summary" not in held:
            self._summaries(told="text" not in names)
        if len(self.radar.languages) > 1:
            others = ", ".join(self.radar.languages[1:])
            self.whole("languages", f"other languages than the first: {others}")
        self.settings(held)

    def _summaries(self, *, told: bool) -> None:
        """Report summaries: what the description begins with is no loss."""
        having = [entry for entry in self.radar.entries if entry.summary]
        lost = [entry.id for entry in having if not told or not self._summed(entry)]
        self.some("summary", "summaries", lost)
        if len(having) > len(lost):
            count = f"{len(having) - len(lost)} of {len(having)} summaries"
            self.note("summary", f"{count} stand as the first paragraph of the description")

    def _summed(self, entry: Entry) -> bool:
        summary = plain_markdown(self.radar.say(entry.summary))
        return _begins(whole_text(self.radar, entry), summary)

    def settings(self, held: Collection[str] = ()) -> None:
        """Report words and pictures of the radar itself, but for what is held.

        That may be the date, introduction, footer, logo, names of editions, what is said of
        quadrants and of rings.
        """
        radar, say = self.radar, self.radar.say
        told = (
            {"description"} if "date" in held and not radar.editions and state_name(radar) else {}
        )
        for key in ("description", "introduction", "footer", "logo"):
            if getattr(radar, key) and key not in (*held, *told):
                self.whole(key, f"the {key}")
        axes = (*radar.quadrants, *radar.rings)
        parts = [
            part
            for key in ("quadrants", "rings")
            if key not in held
            for part in getattr(radar, key)
        ]
        self.some("description", "descriptions", [part.id for part in parts if part.description])
        further = [axis.id for axis in axes if {*axis.aliases} - {"hold", "caution"}]  # one ring
        self.some("axis-aliases", "further names", further)
        names = [e.id for e in radar.editions if say(e.name) not in ("", e.id)]
        self.some("edition-names", "names of editions", names if "names" not in held else ())
        self.some("edition-texts", "texts of editions", [e.id for e in radar.editions if e.text])
        tags = [tag for tag, word in radar.tags.items() if say(word) not in ("", tag)]
        self.some("tag-words", "words for tags", tags)

    def entries(self, shown: Collection[str]) -> None:
        """Say which entries are written, and why the others are not."""
        for entry in self.radar.entries:
            if entry.id in shown:
                self.say("made", entry, entry.id, self.names[entry.id])
            else:
                reason = "hidden" if entry.hidden else "not on the radar"
                self.say("reported", entry, "left-out", f"{entry.id} is {reason}")

    def notes(self, editions: Collection[str], last: Mapping[str, str]) -> None:
        """Report the notes of placements that no file carries."""
        lost = [
            entry.id
            for entry in self.radar.entries
            for line in entry.history
            if line.note and self._unheard(entry, line, editions, last)
        ]
        self.some("notes", "notes on placements", list(dict.fromkeys(lost)))

    def _unheard(
        self, entry: Entry, line: Placement, editions: Collection[str], last: Mapping[str, str]
    ) -> bool:
        edition = line.edition or first_edition(self.radar)
        return line.ring is None or edition not in editions or edition == last.get(entry.id)

    def plain_name(self, entry: Entry) -> str:
        """Return the name of an entry; say where the tool would cut it."""
        name = self.names[entry.id]
        if "<" in name:
            self.say("lost", entry, "name-tags", f"{name!r}: the tool drops what is in <>")
        if name.count("&") > 1:
            message = f"{name!r}: the tool shows the second & as &amp;"
            self.say("noted", entry, "name-signs", message)
        return name

    def html(self, entry: Entry, markdown: str) -> str:
        """Return a text as HTML of few tags, and remember what that could not express."""
        made = to_html(inert(markdown), self.names)
        for lost in made.lost:
            self._lose(entry, "html", lost)
        return made.html

    def plain(self, entry: Entry, text: str) -> str:
        """Return a text for a tool without addresses: links between entries become words."""

        def named(id_: str, label: str | None) -> str:
            self._lose(entry, "entry-links", "links between entries")
            return label or plain_markdown(self.names.get(self.find(id_), id_))

        def pictured(path: str) -> str:
            self._lose(entry, "pictures", "pictures, whose paths lead nowhere there,")
            return path

        return outward(text, named, pictured)

    def _lose(self, entry: Entry, code: str, what: str) -> None:
        self.words_lost.setdefault((code, what), []).append(entry.id)

    def formulas(self, name: str, row: Mapping[str, Any]) -> None:
        """Say which cells get an apostrophe in front."""
        for column, cell in row.items():
            if is_formula(cell):
                message = (
                    f"{column} of {name[:60]!r} gets an apostrophe: a spreadsheet would run it"
                )
                self.findings.append(Finding("noted", Place("radar.yaml"), "formula", message))

    def report(self) -> Report:
        """Return what was found."""
        for (code, lost), ids in sorted(self.words_lost.items()):
            self.some(code, lost, list(dict.fromkeys(ids)))
        order = dict.fromkeys(self.findings)
        return Report(self.form, read=len(self.radar.entries), findings=tuple(order), outward=True)
