"""Rows that are of one entry in one edition, made one: nothing that any of them says is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from radar.exchange.toolkit.descriptions import first_sentence
from radar.exchange.toolkit.draft import Draft, ImportRow, link_key

_LISTS = ("tags", "owners", "aliases", "related", "instead")
_PROSE = ("text", "note")
_LONGEST = 200  # characters of a value that a message quotes


def combine_rows(rows: Sequence[ImportRow], draft: Draft) -> ImportRow:
    """Return the first row with the texts, links and words of all; other values are reported."""
    first, *others = rows
    if not others:
        return first
    more = dict(first.more)
    own = dict(more.get("fields") or {})
    for row in others:
        plain = {key: value for key, value in row.more.items() if key not in ("fields", "summary")}
        _fill(more, plain, row, draft)
        _fill(own, row.more.get("fields") or {}, row, draft)
    if not more.get("summary"):
        more["summary"] = next(filter(None, (row.more.get("summary") for row in others)), None)
    return replace(
        first,
        text=join_texts(_text_of(row, derived=row is first) for row in rows),
        note=join_texts(row.note for row in rows),
        links=tuple({link_key(link): link for row in rows for link in row.links}.values()),
        more={**more, "fields": own} if own else more,
        claim=_claim(rows, draft),
        translations=_combine_translations(rows, draft),
    )


def _text_of(row: ImportRow, *, derived: bool) -> str:
    """Return the text of a row, after a summary that is no sentence of it, or is not `derived`."""
    summary = row.more.get("summary") or ""
    if derived or not isinstance(summary, str) or summary == first_sentence(row.text):
        return row.text
    return join_texts((summary, row.text))


def _fill(values: dict[str, Any], others: Mapping[str, Any], row: ImportRow, draft: Draft) -> None:
    """Add what is missing, and the words of lists; report a value that is another."""
    for key, value in others.items():
        if value in (None, "", ()):
            continue
        if values.get(key) in (None, "", ()):
            values[key] = value
        elif key in _LISTS:
            values[key] = tuple(dict.fromkeys((*values[key], *value)))
        elif values[key] != value:
            _report(f"{key} {str(value)[:_LONGEST]!r}", row, draft)


def _report(what: str, row: ImportRow, draft: Draft) -> None:
    message = f"{what}: {row.name!r} says another before; the first row of it counts"
    draft.say("lost", row.place, "repeated", message)


def _claim(rows: Sequence[ImportRow], draft: Draft) -> str:
    """Return the movement that the first of the rows states; report other ones."""
    first = next((row.claim for row in rows if row.claim), "")
    for row in rows:
        if row.claim not in ("", first):
            _report(f"the movement {row.claim!r}", row, draft)
    return first


def _combine_translations(rows: Sequence[ImportRow], draft: Draft) -> dict[str, dict[str, str]]:
    """Return the texts in other languages of all rows, by field and language."""
    said: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for key, texts in row.translations.items():
            for tag, text in texts.items():
                same = said.setdefault(key, {}).setdefault(tag, [])
                if key not in _PROSE and same and text != same[0]:
                    _report(f"{key}.{tag} {text[:_LONGEST]!r}", row, draft)
                same.append(text)
    return {
        key: {tag: join_texts(texts[: None if key in _PROSE else 1]) for tag, texts in by.items()}
        for key, by in said.items()
    }


def join_texts(texts: Iterable[str]) -> str:
    """Return different texts one after the other."""
    return "\n\n".join(dict.fromkeys(filter(None, map(str.strip, texts))))
