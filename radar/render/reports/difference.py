"""A difference between two states → text, Markdown, HTML or JSON.

`report` puts a difference into the words of one language, as a `DifferenceReport`. The writers
(`as_text`, `as_markdown`, `as_html`) only format that report; `as_json` writes the facts without
words. Markdown is written for release notes and pull-request comments: everything from an entry
is escaped there, so a name cannot become markup, an image or a heading, and mentions nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from radar.diff import Change, Difference, kind_of
from radar.layout.text.breaks import clusters
from radar.model import Named
from radar.naming.characters import category, east_asian_width, fold_case, is_mark
from radar.text import printable
from radar.words import Words

_GROUPS = ("new", "returned", "in", "out", "turned", "removed", "reworded", "added", "deleted")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|~!$@]")
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


class _ReportRow(NamedTuple):
    """What happened to one entry: its name, from where to where, changed fields, and why."""

    name: str
    way: str
    also: str
    notes: tuple[str, ...]


class DifferenceReport(NamedTuple):
    """A difference in words; `groups` are (title, rows)."""

    language: str
    title: str
    heading: str
    groups: tuple[tuple[str, tuple[_ReportRow, ...]], ...]
    settings: str
    nothing: str


def report(difference: Difference, labels: tuple[str, str], words: Words) -> DifferenceReport:
    """Put a difference into words; `labels` say what the two states are called."""
    teller = _Teller(difference, words)
    groups: dict[str, list[_ReportRow]] = {group: [] for group in _GROUPS}
    for change in sorted(difference.changes, key=teller.order):
        groups[kind_of(change)].append(teller.row(change))
    before, after = map(printable, labels)
    settings = words("comma").join(difference.settings)
    return DifferenceReport(
        words.language,
        printable(teller.radar.say(teller.radar.title, words.language)),
        words("diff_title", before=before, after=after),
        tuple((words(f"group_{group}"), tuple(rows)) for group, rows in groups.items() if rows),
        words("diff_settings", names=settings) if settings else "",
        words("diff_nothing") if difference.same else "",
    )


class _Teller:
    """Put changes into words of one language."""

    def __init__(self, difference: Difference, words: Words) -> None:
        self.radar, self._old = difference.after.radar, difference.before.radar
        self._words = words

    def name(self, change: Change) -> str:
        return printable(self.radar.say(change.entry.name, self._words.language))

    def order(self, change: Change) -> tuple[str, str]:
        return fold_case(self.name(change)), change.entry.id

    def row(self, change: Change) -> _ReportRow:
        # the notes of an entry do not say why its file was added or deleted
        lines = () if kind_of(change) in ("added", "deleted") else change.lines
        notes = (self.radar.say(line.note, self._words.language) for line in lines)
        shown = dict.fromkeys(filter(None, map(printable, notes)))
        return _ReportRow(self.name(change), self._way(change), self._also(change), tuple(shown))

    def _ring(self, ring: str | None) -> str:
        return self._axis_name(ring, self.radar.rings, self._old.rings)

    def _quadrant(self, quadrant: str | None) -> str:
        return self._axis_name(quadrant, self.radar.quadrants, self._old.quadrants)

    def _axis_name(self, id_: str | None, *sides: Sequence[Named]) -> str:
        items = (item for side in sides for item in side if item.id == id_)
        item = next(items, None)
        return printable(self.radar.say(item.name, self._words.language)) if item else ""

    def _way(self, change: Change) -> str:
        say = self._words
        ring, before = self._ring(change.ring), self._ring(change.before)
        quadrant = self._quadrant(change.quadrant or change.quadrant_before)
        if not change.changes_ring and not change.changes_quadrant:
            return say("comma").join(filter(None, (ring or before, quadrant)))
        turn = say("from_to", before=self._quadrant(change.quadrant_before), after=quadrant)
        where = turn if change.changes_quadrant else quadrant
        step = say("from_to", before=before, after=ring) if change.changes_ring else ring
        far = say("diff_steps", n=abs(change.steps)) if abs(change.steps) > 1 else ""
        return say("comma").join(filter(None, (step, far, where)))

    def _also(self, change: Change) -> str:
        named = [self._words(f"field_{field}") for field in change.fields]
        return self._words("comma").join(named)


def as_text(report: DifferenceReport) -> str:
    """Write a report for a terminal, in columns."""
    lines = [f"{report.title}: {report.heading}", ""]
    for title, rows in report.groups:
        lines += [f"{title} ({len(rows)})", *_text_rows(rows), ""]
    lines += [line for line in (report.settings, report.nothing) if line]
    return "\n".join(lines).rstrip()


def _text_rows(rows: Sequence[_ReportRow]) -> Iterator[str]:
    widest = min(32, max(columns(row.name) for row in rows))
    for row in rows:
        also = f" ({row.also})" if row.also else ""
        yield f"  {pad(row.name, widest)}  {row.way}{also}".rstrip()
        for note in row.notes:
            yield f"  {pad('', widest)}  {note}"


def columns(text: str) -> int:
    r"""Return how many columns of a terminal a text takes.

    Characters that are drawn as one sign take the columns of the first of them.

    >>> columns("K3s"), columns("云原生"), columns("👩\u200d🚀")
    (3, 6, 2)
    """
    return sum(map(_cluster_columns, clusters(text)))


def _cluster_columns(cluster: str) -> int:
    """Return the columns of what is drawn as one sign: 2 for a wide one, else 1 for each letter."""
    first = cluster[0]
    is_flag = "\U0001f1e6" <= first <= "\U0001f1ff"  # half of it; two are drawn as one
    asks_for_emoji = cluster[1:2] == "\ufe0f"
    if is_flag or asks_for_emoji or east_asian_width(first) in "WF":
        return 2
    return sum(not is_mark(char) and category(char) != "Cf" for char in cluster)


def pad(text: str, width: int) -> str:
    """Return a text with spaces after it, `width` columns wide or more."""
    return text + " " * (width - columns(text))


def as_markdown(report: DifferenceReport) -> str:
    """Write a report for release notes and comments."""
    lines = [f"## {_plain(report.title)}: {_plain(report.heading)}", ""]
    for title, rows in report.groups:
        lines += [f"### {_plain(title)} ({len(rows)})", ""]
        lines += [f"- {_markdown_row(row)}" for row in rows]
        lines.append("")
    lines += [_plain(line) for line in (report.settings, report.nothing) if line]
    return "\n".join(lines).rstrip()


def _markdown_row(row: _ReportRow) -> str:
    also = f" ({_plain(row.also)})" if row.also else ""
    details = ". ".join(filter(None, [(_plain(row.way) + also).strip(), *map(_plain, row.notes)]))
    return f"**{_plain(row.name)}**: {details}" if details else f"**{_plain(row.name)}**"


def _plain(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    An empty comment goes after `@` and `#`, because code hosts look for mentions and references
    after they have undone every other escape.

    >>> _plain("*C#* <b> @all")
    '\\*C#<!-- -->\\* &lt;b&gt; @<!-- -->all'
    """
    return _SPECIAL.sub(_escape_sign, text)


def _escape_sign(match: re.Match[str]) -> str:
    sign = match[0]
    return _HTML.get(sign) or (f"{sign}<!-- -->" if sign in "@#" else f"\\{sign}")


def as_html(report: DifferenceReport) -> str:
    """Write a report as a page that stands alone."""
    title = f"{report.title}: {report.heading}"
    body = [f"<h1>{escape(title)}</h1>"]
    for name, rows in report.groups:
        body += [f"<h2>{escape(name)} ({len(rows)})</h2>", "<ul>", *map(_html_row, rows), "</ul>"]
    body += [f"<p>{escape(line)}</p>" for line in (report.settings, report.nothing) if line]
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title></head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>"])


def _html_row(row: _ReportRow) -> str:
    also = f" ({escape(row.also)})" if row.also else ""
    notes = "".join(f"<br><bdi>{escape(note)}</bdi>" for note in row.notes)
    details = f"{escape(row.way)}{also}".strip()
    details = f": {details}" if details else ""
    return f"<li><strong><bdi>{escape(row.name)}</bdi></strong>{details}{notes}</li>"


def as_json(difference: Difference, labels: tuple[str, str]) -> str:
    """Write a difference for programs."""
    before, after = (
        {"label": label, "edition": state.edition, "date": state.date and state.date.isoformat()}
        for label, state in zip(labels, (difference.before, difference.after), strict=True)
    )
    document = {
        "version": 1,
        "before": before,
        "after": after,
        "changes": [_facts(change) for change in difference.changes],
        "settings": list(difference.settings),
    }
    # escapes keep what UTF-8 cannot carry, and a terminal from obeying what stands in an entry
    return json.dumps(document, indent=2)


def _facts(change: Change) -> Mapping[str, Any]:
    return {
        "id": change.entry.id,
        "earlier_id": change.earlier.id if change.earlier else None,
        "name": dict(change.entry.name),
        "kind": kind_of(change),
        "movement": None if change.away else change.movement.value,
        "ring": change.ring,
        "quadrant": change.quadrant,
        "before": change.before,
        "quadrant_before": change.quadrant_before,
        "steps": change.steps,
        "fields": list(change.fields),
        "lines": [line.model_dump(mode="json") for line in change.lines],
    }
