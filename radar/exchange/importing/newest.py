"""What an entry is today, by its rows of all editions: of each field the newest value counts.

Only where an entry stands, its texts and its notes have a history. What an older row says beyond
that, and no newer one repeats, is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from radar.exchange.importing.repeats import join_texts
from radar.exchange.toolkit.descriptions import first_sentence
from radar.exchange.toolkit.draft import Draft, ImportRow
from radar.model import Link, Pin

_LONGEST = 200  # characters of a value that a message quotes
_LABELS = {"owners": "owner"}


def newest_fields(rows: Sequence[ImportRow], draft: Draft) -> dict[str, Any]:
    """Return the fields of an entry beside its place and text; report what older rows said.

    `rows` are those of the entry, oldest first. None in a row says nothing, an empty list that
    there is none any more.
    """
    fields: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for row in rows:
        fields |= {name: value for name, value in _values(row).items() if value is not None}
        own |= row.more.get("fields") or {}
    _report_older(rows[:-1], fields, own, draft)
    return {**fields, "fields": own} if own else fields


def newest_translations(name: str, rows: Sequence[ImportRow], draft: Draft) -> dict[str, str]:
    """Return what the rows of an entry say in a field in other languages, by language.

    `name` is name, summary or text. Older names and summaries are reported.
    """
    newest: dict[str, str] = {}
    for row in rows:
        newest |= row.translations.get(name, {})
    for row in rows if name != "text" else ():
        for tag, said in row.translations.get(name, {}).items():
            _report(f"{name}.{tag}", said, newest[tag], row, draft)
    return newest


def older_translations(row: ImportRow, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the note of a row in other languages, with what is not in the `texts` of today."""
    said = row.translations.get("text", {})
    older = {tag: text for tag, text in said.items() if text != texts[tag]}
    return join_translations(older, row.translations.get("note", {}))


def join_translations(texts: Mapping[str, str], notes: Mapping[str, str]) -> dict[str, str]:
    """Return texts by language, each with the note in its language after it."""
    return {tag: join_texts((texts.get(tag, ""), notes.get(tag, ""))) for tag in {**texts, **notes}}


def _values(row: ImportRow) -> dict[str, Any]:
    links = {"links": row.links} if row.links else {}
    return {**{name: value for name, value in row.more.items() if name != "fields"}, **links}


def _report_older(
    rows: Sequence[ImportRow], fields: Mapping[str, Any], own: Mapping[str, Any], draft: Draft
) -> None:
    headings = {id_: heading for heading, id_ in draft.fields.items()}
    for row in rows:
        for name, value in _values(row).items():
            if name != "summary" or value != first_sentence(row.text):  # which stays in the text
                _report(_LABELS.get(name, name), value, fields.get(name), row, draft)
        for key, value in (row.more.get("fields") or {}).items():
            _report(headings.get(key, key), value, own[key], row, draft)


def _report(label: str, value: Any, now: Any, row: ImportRow, draft: Draft) -> None:
    gone = [*_words(value, now)] if value else []
    if gone:
        when = row.edition or "an older row"
        message = f"{label} {', '.join(gone)[:_LONGEST]!r} of {when}; an entry has those of today"
        draft.say("lost", row.place, "older", message)


def _words(value: Any, now: Any) -> Iterator[str]:
    """Yield what is in an older value and not in today's, as it is written."""
    if isinstance(value, tuple):
        kept = now or ()
        yield from (_write(each) for each in value if each not in kept)
    elif value != now:
        yield _write(value)


def _write(value: Any) -> str:
    if isinstance(value, Link):
        return " ".join((value.url, *value.label.values()))
    if isinstance(value, Pin):
        return f"{value.angle:g} {value.radius:g}"
    return str(value)
