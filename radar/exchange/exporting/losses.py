"""What every export shares: the rows of each edition, and the list of what does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date as Date  # noqa: N812 - a type, beside functions about dates
from datetime import timedelta
from typing import Any, NamedTuple

from radar.errors import BadCall
from radar.exchange.sheets.tables import is_formula
from radar.exchange.toolkit.addresses import escape_unsafe, export_markdown
from radar.exchange.toolkit.basic_html import to_html
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.report import ExchangeReport, Finding, FindingKind, SourcePlace
from radar.exchange.toolkit.spans import plain_markdown
from radar.history import Standing, timeline
from radar.model import Entry, Placement, Radar
from radar.naming import same_name
from radar.prose.links import ids_by_name
from radar.prose.words import plain_text
from radar.text import choose_words, has_words


class Exported(NamedTuple):
    """The files of an export by path, and the report of what the format cannot express.

    `pictures` are the pictures to copy: their paths in the radar's folder → in the export.
    """

    files: Mapping[str, bytes]
    report: ExchangeReport
    pictures: Mapping[str, str] = {}


class ExportOptions(NamedTuple):
    """What the user asks for.

    `form` is one of the format's `FORMS`; '' lets the format choose. `every` exports all editions
    instead of the newest.
    """

    form: str = ""
    every: bool = False


Rows = Sequence[tuple[Standing, str]]


def edition_rows(radar: Radar, losses: ExportLosses, *, every: bool) -> Iterator[tuple[str, Rows]]:
    """Yield each edition ('' for the newest alone) and its standings with the texts at that time.

    Entries that have left the radar, and hidden ones, are reported instead. An entry has its text
    in its last edition; in an earlier one it has the note of that edition, if there is one.
    """
    states = timeline(radar)
    last = last_editions(radar)
    wanted = list(states)[0 if every else -1 :]
    shown: set[str] = set()
    for edition in wanted:
        rows = [(s, _text_at(radar, s.entry, edition, last)) for s in states[edition] if s.has_blip]
        shown |= {standing.entry.id for standing, _ in rows}
        yield (edition if every else ""), sorted(rows, key=lambda row: row[0].number)
    losses.report_entries(shown)
    if len(states) > 1 and not every:
        older = ", ".join(list(states)[:-1])
        losses.report_loss("editions", f"the editions {older}; --all writes a file for each")
    losses.report_placement_notes(wanted if every else (), last)


def _text_at(radar: Radar, entry: Entry, edition: str, last: Mapping[str, str]) -> str:
    """Return the text of an entry in an edition: a note of an earlier edition, else its text."""
    notes = {line.edition or first_edition(radar): line.note for line in entry.history}
    whole = whole_text(radar, entry)
    earlier = edition != last.get(entry.id, "") and radar.say(notes.get(edition, {}))
    return earlier or whole


def whole_text(radar: Radar, entry: Entry) -> str:
    """Return summary and text of an entry as one description, for tools without summaries.

    The summary is left out if the text begins with it or is in another language.
    """
    text, summary = radar.say(entry.text), plain_markdown(radar.say(entry.summary))
    if not text or not summary:
        return text or summary
    alike = (
        len({has_words(words, radar.languages[0]) for words in (entry.text, entry.summary)}) == 1
    )
    return f"{summary}\n\n{text}" if alike and not _begins(text, summary) else text


def _begins(text: str, summary: str) -> bool:
    """Return whether a paragraph of a text begins with the words of a summary."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    if " ".join(paragraphs[0].split()) == summary:
        return True
    words = " ".join(plain_text(summary).split())
    return bool(words) and any(
        " ".join(plain_text(each).split()).startswith(words) for each in paragraphs
    )


def last_editions(radar: Radar) -> dict[str, str]:
    """Return the last edition of each entry in which it has a ring, by id."""
    states = timeline(radar)
    return {s.entry.id: edition for edition, rows in states.items() for s in rows if s.ring}


def first_edition(radar: Radar) -> str:
    """Return the id of the oldest edition, '' for a radar without editions."""
    return radar.editions[0].id if radar.editions else ""


def has_no_blip(entry: Entry) -> bool:
    """Return whether an entry has no blip in the newest edition: it is hidden or has left."""
    return entry.hidden or entry.ring is None


def state_name(radar: Radar, edition: str = "") -> str:
    """Return what a tool shows as the date: the name or date of an edition, '' for the newest.

    For a radar without editions, return its description if that is a date.
    """
    if not radar.editions:
        words = radar.say(radar.description)
        return words if find_date(words)[0] and len(words) < 40 else ""
    shown = radar.edition(edition or radar.newest)
    return radar.say(shown.name) or (shown.date.isoformat() if shown.date else shown.id)


def release_dates(radar: Radar, losses: ExportLosses) -> dict[str, Date]:
    """Return a date for each edition ('' in a radar without any), for tools that require dates.

    An edition without a date gets the day after the one before it, which is reported.

    Raises:
        BadCall: the one before it has the last date that there is.
    """
    if not radar.editions:
        day = find_date(state_name(radar))[1] or max(
            (entry.reviewed for entry in radar.entries if entry.reviewed), default=None
        )
        if day is None:
            losses.report_note("date", f"the radar has no date; {_UNKNOWN} is written")
        return {"": day or _UNKNOWN}
    days: dict[str, Date] = {}
    last = _UNKNOWN
    for edition in radar.editions:
        day = edition.date or find_date(edition.id)[1]
        if day is None or (days and day <= last):
            day = _day_after(last, edition.id)
            losses.report_note("date", f"the edition {edition.id!r} is written as {day}")
        days[edition.id] = last = day
    return days


_UNKNOWN = Date(2000, 1, 1)


def _day_after(day: Date, edition: str) -> Date:
    if day == Date.max:
        raise BadCall(
            f"the edition {edition!r} needs a date after {day}, and there is none. Give it, and "
            "those before it, dates in their order."
        )
    return day + timedelta(days=1)


class ExportLosses:
    """Collect what a format cannot express, for the report of an export."""

    def __init__(self, radar: Radar, form: str) -> None:
        self.radar, self.form = radar, form
        self.findings: list[Finding] = []
        self.names = {entry.id: radar.say(entry.name) for entry in radar.entries}
        known = ids_by_name(radar).items()
        self.known = {word: id_ for word, id_ in known if id_ in radar.by_id}
        self.words_lost: dict[tuple[str, str], list[str]] = {}

    def find_entry(self, called: str) -> str:
        """Return the id of the entry with a name, id or alias, '' if there is none."""
        return self.known.get(same_name(called), "")

    def report_entry(self, kind: FindingKind, entry: Entry, code: str, message: str) -> None:
        """Add a finding about an entry."""
        place = SourcePlace(choose_words(entry.sources, *self.radar.languages) or f"{entry.id}.md")
        self.findings.append(Finding(kind, place, code, message))

    def report_loss(self, code: str, message: str) -> None:
        """Add a loss that concerns the whole radar."""
        self.findings.append(Finding("lost", SourcePlace("radar.yaml"), code, message))

    def report_note(self, code: str, message: str) -> None:
        """Add a remark about the whole radar that is no loss."""
        self.findings.append(Finding("noted", SourcePlace("radar.yaml"), code, message))

    def report_some(self, code: str, what: str, of: Sequence[str]) -> None:
        """Add a loss (`what`) of the entries, quadrants or rings in `of`; none if it is empty."""
        if of:
            few = ", ".join(of[:5]) + (", …" if len(of) > 5 else "")
            self.report_loss(
                code, f"{what} of {few} ({len(of)} in all)" if len(of) > 1 else f"{what} of {few}"
            )

    def report_fields(self, *names: str, carried: Collection[str] = ()) -> None:
        """Report the fields of entries in `names`, and settings of the radar, as lost.

        `carried` names what the format has: see `report_settings`; also "summary".
        """
        for name in names:
            self.report_some(name, name, [e.id for e in self.radar.entries if getattr(e, name)])
        self.report_own_fields()
        self.report_decisions(carried)
        if "summary" not in carried:
            self._report_summaries(has_text="text" not in names)
        if len(self.radar.languages) > 1:
            others = ", ".join(self.radar.languages[1:])
            self.report_loss("languages", f"other languages than the first: {others}")
        self.report_settings(carried)

    def report_decisions(self, carried: Collection[str] = ()) -> None:
        """Report what entries say is decided or proposed, and rules, as lost, but for `carried`."""
        for name in ("instead", "leave_by", "proposed"):
            if name not in carried:
                having = [e.id for e in self.radar.entries if getattr(e, name)]
                self.report_some(name, name, having)
        self.report_some("proposals", "proposals", [each.id for each in self.radar.proposals])
        self.report_some("rules", "the rules", list(self.radar.rules))

    def report_own_fields(self) -> None:
        """Report the fields of the radar's own as lost, each with the entries that have it."""
        for field in self.radar.fields:
            having = [entry.id for entry in self.radar.entries if field.id in entry.fields]
            self.report_some("field", f"the field {field.id}", having)

    def _report_summaries(self, *, has_text: bool) -> None:
        """Report summaries; with `has_text`, one that the description begins with is no loss."""
        having = [entry for entry in self.radar.entries if entry.summary]
        lost = [
            entry.id for entry in having if not has_text or not self._begins_with_summary(entry)
        ]
        self.report_some("summary", "summaries", lost)
        if len(having) > len(lost):
            count = f"{len(having) - len(lost)} of {len(having)} summaries"
            self.report_note("summary", f"{count} stand as the first paragraph of the description")

    def _begins_with_summary(self, entry: Entry) -> bool:
        summary = plain_markdown(self.radar.say(entry.summary))
        return _begins(whole_text(self.radar, entry), summary)

    def report_settings(self, carried: Collection[str] = ()) -> None:
        """Report texts and pictures of the radar itself as lost, except those in `carried`.

        These may be "date", "introduction", "footer", "logo", "names" (of editions), "quadrants"
        and "rings" (their descriptions).
        """
        radar, say = self.radar, self.radar.say
        dates = (
            {"description"}
            if "date" in carried and not radar.editions and state_name(radar)
            else {}
        )
        for key in ("description", "introduction", "footer", "logo"):
            if getattr(radar, key) and key not in (*carried, *dates):
                self.report_loss(key, f"the {key}")
        frame = {"favicon": "favicon", "header": "header", "imprint": "imprint"}
        for key, name in (frame | {"footer_links": "links of the footer"}).items():
            if getattr(radar, key):
                self.report_loss(key, f"the {name}")
        axes = (*radar.quadrants, *radar.rings)
        parts = [
            part
            for key in ("quadrants", "rings")
            if key not in carried
            for part in getattr(radar, key)
        ]
        self.report_some(
            "description", "descriptions", [part.id for part in parts if part.description]
        )
        further = [axis.id for axis in axes if {*axis.aliases} - {"hold", "caution"}]  # one ring
        self.report_some("axis-aliases", "further names", further)
        names = [e.id for e in radar.editions if say(e.name) not in ("", e.id)]
        self.report_some(
            "edition-names", "names of editions", names if "names" not in carried else ()
        )
        self.report_some(
            "edition-texts", "texts of editions", [e.id for e in radar.editions if e.text]
        )
        tags = [tag for tag, word in radar.tags.items() if say(word) not in ("", tag)]
        self.report_some("tag-words", "words for tags", tags)

    def report_entries(self, shown: Collection[str]) -> None:
        """Report which entries are written (`shown` are their ids), and why the others are not."""
        for entry in self.radar.entries:
            if entry.id in shown:
                self.report_entry("made", entry, entry.id, self.names[entry.id])
            else:
                reason = "hidden" if entry.hidden else "not on the radar"
                self.report_entry("reported", entry, "left-out", f"{entry.id} is {reason}")

    def report_placement_notes(self, editions: Collection[str], last: Mapping[str, str]) -> None:
        """Report the notes of placements that are not written.

        `editions` are those that are written, `last` the last edition of each entry, whose file
        has the entry's text instead of a note.
        """
        lost = [
            entry.id
            for entry in self.radar.entries
            for line in entry.history
            if line.note and self._has_no_file(entry, line, editions, last)
        ]
        self.report_some("notes", "notes on placements", list(dict.fromkeys(lost)))

    def _has_no_file(
        self, entry: Entry, line: Placement, editions: Collection[str], last: Mapping[str, str]
    ) -> bool:
        edition = line.edition or first_edition(self.radar)
        return line.ring is None or edition not in editions or edition == last.get(entry.id)

    def to_plain_name(self, entry: Entry) -> str:
        """Return the name of an entry, and report characters that the tool would not show."""
        name = self.names[entry.id]
        if "<" in name:
            self.report_entry("lost", entry, "name-tags", f"{name!r}: the tool drops what is in <>")
        if name.count("&") > 1:
            message = f"{name!r}: the tool shows the second & as &amp;"
            self.report_entry("noted", entry, "name-signs", message)
        return name

    def to_html(self, entry: Entry, markdown: str) -> str:
        """Return a text as HTML of few tags, and collect what was lost."""
        made = to_html(escape_unsafe(markdown), self.names)
        for lost in made.lost:
            self._lose(entry, "html", lost)
        return made.html

    def to_plain(self, entry: Entry, text: str) -> str:
        """Return a text for a tool without pages for entries: links between them become text."""

        def link_words(id_: str, label: str | None) -> str:
            self._lose(entry, "entry-links", "links between entries")
            return label or plain_markdown(self.names.get(self.find_entry(id_), id_))

        def picture_path(path: str) -> str:
            self._lose(entry, "pictures", "pictures, whose paths lead nowhere there,")
            return path

        return export_markdown(text, link_words, picture_path)

    def _lose(self, entry: Entry, code: str, what: str) -> None:
        self.words_lost.setdefault((code, what), []).append(entry.id)

    def report_formulas(self, name: str, row: Mapping[str, Any]) -> None:
        """Report the cells of a row that get an apostrophe in front; `name` is its entry."""
        for column, cell in row.items():
            if is_formula(cell):
                message = (
                    f"{column} of {name[:60]!r} gets an apostrophe: a spreadsheet would run it"
                )
                self.findings.append(
                    Finding("noted", SourcePlace("radar.yaml"), "formula", message)
                )

    def make_report(self) -> ExchangeReport:
        """Return the report of the export."""
        for (code, lost), ids in sorted(self.words_lost.items()):
            self.report_some(code, lost, list(dict.fromkeys(ids)))
        order = dict.fromkeys(self.findings)
        return ExchangeReport(
            self.form, read=len(self.radar.entries), findings=tuple(order), is_export=True
        )
