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

from radar.changes import Change, Difference
from radar.layout.text.breaks import clusters
from radar.naming.characters import category, east_asian_width, fold_case, is_mark
from radar.safety.links import quiet_address
from radar.telling import KINDS, Teller, title
from radar.text import printable
from radar.words import Words

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|~!$@]")
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


class _ReportRow(NamedTuple):
    """What happened to one entry: its name, from where to where, changed fields, and why."""

    name: str
    way: str
    also: str
    notes: tuple[str, ...]


class DifferenceReport(NamedTuple):
    """A difference in words; `groups` are (title, rows), `pictures` (label, address)."""

    language: str
    title: str
    heading: str
    groups: tuple[tuple[str, tuple[_ReportRow, ...]], ...]
    remarks: tuple[str, ...]
    nothing: str
    pictures: tuple[tuple[str, str], ...] = ()


def report(
    difference: Difference, labels: tuple[str, str], words: Words, pictures: str = ""
) -> DifferenceReport:
    """Put a difference into words; `labels` say what the two states are called.

    `pictures` is the address of the folder with before.svg and after.svg, '' where there is none.
    """
    radar = difference.after.radar
    teller = Teller(words, radar, difference.before.radar)
    groups: dict[str, list[_ReportRow]] = {}
    for kind in KINDS:
        changes = [change for change in difference.changes if change.kind == kind]
        rows = sorted((_sort_key(teller, change), _row(teller, change)) for change in changes)
        groups[title(words, kind)] = [row for _, row in rows]
    return DifferenceReport(
        words.language,
        printable(radar.say(radar.title, words.language)),
        teller.heading(*map(printable, labels)),
        tuple((name, tuple(rows)) for name, rows in groups.items() if rows),
        tuple(map(printable, _remarks(teller, difference))),
        teller.nothing() if difference.same else "",
        tuple(
            (printable(label), f"{pictures.rstrip('/')}/{name}.svg")
            for label, name in zip(labels, ("before", "after"), strict=True)
            if pictures
        ),
    )


def _remarks(teller: Teller, difference: Difference) -> Iterator[str]:
    """Yield what is told of the radar as a whole: settings, closings, corrections."""
    if settings := teller.settings(difference):
        yield settings
    if closings := teller.closings(difference):
        yield closings
    for edition, amendment in difference.amendments:
        yield teller.amendment(edition, amendment, amendment.date.isoformat())


def _sort_key(teller: Teller, change: Change) -> tuple[str, str]:
    return fold_case(printable(teller.entry(change.entry))), change.entry.id


def _row(teller: Teller, change: Change) -> _ReportRow:
    # the notes of an entry do not say why its file was added or deleted
    lines = () if change.kind in ("added", "deleted") else change.lines
    notes = (teller.radar.say(line.note, teller.words.language) for line in lines)
    return _ReportRow(
        printable(teller.entry(change.entry)),
        printable(teller.route(change.transition, ring=True, quadrant=True)),
        teller.fields(change),
        tuple(dict.fromkeys(filter(None, map(printable, notes)))),
    )


def as_text(report: DifferenceReport) -> str:
    """Write a report for a terminal, in columns."""
    lines = [f"{report.title}: {report.heading}", ""]
    for name, rows in report.groups:
        lines += [f"{name} ({len(rows)})", *_text_rows(rows), ""]
    lines += [line for line in (*report.remarks, report.nothing) if line]
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
    if report.pictures:
        shown = [f"![{_plain(label)}]({quiet_address(at)})" for label, at in report.pictures]
        heads = [_plain(label) for label, _ in report.pictures]
        lines += [f"| {' | '.join(row)} |" for row in (heads, ["---", "---"], shown)] + [""]
    for name, rows in report.groups:
        lines += [f"### {_plain(name)} ({len(rows)})", ""]
        lines += [f"- {_markdown_row(row)}" for row in rows]
        lines.append("")
    lines += [_plain(line) for line in (*report.remarks, report.nothing) if line]
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
    body = [f"<h1>{escape(title)}</h1>", *map(_html_picture, report.pictures)]
    for name, rows in report.groups:
        body += [f"<h2>{escape(name)} ({len(rows)})</h2>", "<ul>", *map(_html_row, rows), "</ul>"]
    body += [f"<p>{escape(line)}</p>" for line in (*report.remarks, report.nothing) if line]
    head = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title></head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>"])


def _html_picture(picture: tuple[str, str]) -> str:
    label, address = map(escape, picture)
    return f'<figure><figcaption>{label}</figcaption><img src="{address}" alt="{label}"></figure>'


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
        "closed": list(difference.closed),
        "amendments": [
            {"edition": edition.id, **amendment.model_dump(mode="json")}
            for edition, amendment in difference.amendments
        ],
    }
    # escapes keep what UTF-8 cannot carry, and a terminal from obeying what stands in an entry
    return json.dumps(document, indent=2)


def _facts(change: Change) -> Mapping[str, Any]:
    return {
        "id": change.entry.id,
        "earlier_id": change.earlier.id if change.earlier else None,
        "name": dict(change.entry.name),
        "kind": change.kind,
        "kinds": list(change.kinds),
        "movement": None if change.transition.away else change.movement.value,
        "ring": change.ring,
        "quadrant": change.quadrant,
        "before": change.before,
        "quadrant_before": change.quadrant_before,
        "steps": change.steps,
        "fields": list(change.fields),
        "lines": [line.model_dump(mode="json") for line in change.lines],
    }
