"""Front matter, or an item of a list of entries → one raw entry, a `RawEntry`.

What an entry says of other entries stays raw until all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from radar.editions.histories import WrittenHistory, WrittenLine
from radar.naming import slug
from radar.prose.checking import LocatedText
from radar.reading.decisions.proposed import read_proposal
from radar.reading.gathered import RawEntry
from radar.reading.own_fields.entry_values import read_link, read_owners
from radar.reading.placements import HistoryLine, history, placements, plain_ring, quadrant
from radar.reading.shapes import (
    Several,
    Spoken,
    TableValues,
    complete,
    distinct,
    drop_unread,
    each,
    table,
    text,
)
from radar.reading.sheet import Sheet, meant, quote
from radar.reading.values import (
    LEAVING,
    Between,
    Choice,
    NodeReader,
    day,
    flag,
    identifier,
    locate_text,
    markdown,
    plain_summary,
    sound_id,
    word,
)
from radar.text import choose_words
from radar.yaml import LineColumn, Node, Place, Reported, Scalar, Table, Wrong


def read_markdown_entry(node: Node | None, entry_id: str, sheet: Sheet) -> RawEntry:
    """Read the front matter of a file of one entry."""
    start = LineColumn(1, 1)
    found = _table(node or Table(1, 1, ()), sheet, ENTRY_KEYS)
    return _draft(found, entry_id, start, sheet, complete(found, start, sheet, "name"))


def read_listed_entry(node: Node, sheet: Sheet) -> RawEntry:
    """Read one of many entries of a file."""
    found = _table(node, sheet, LISTED_KEYS)
    if not complete(found, node, sheet, "name") or ("id" in found and not found["id"]):
        _placements(found, node, sheet)  # for what is wrong with them
        raise Reported
    first = choose_words(found["name"], *sheet.axes.languages)
    entry_id = found.pop("id", None) or sound_id(slug(first), node)
    draft = _draft(found, entry_id, node, sheet, True)
    pairs = node.pairs if isinstance(node, Table) else ()
    text = next((value for key, value in pairs if key.text == "text"), None)
    draft.bodies = _bodies(text, sheet)
    return draft


def read_translation(node: Node | None, sheet: Sheet) -> dict[str, Any]:
    """Read the front matter of a translation: name, summary and fields, as plain texts."""
    readers = {**_TRANSLATION, **sheet.axes.translated}
    found = drop_unread(table(node or Table(1, 1, ()), sheet, readers))
    return _with_own(found, sheet)


def _table(node: Node, sheet: Sheet, readers: Mapping[str, NodeReader[Any]]) -> TableValues:
    """Read the keys of an entry, and the fields of one's own among them."""
    own = sheet.axes.own
    if not sheet.axes.fields_read:  # unknown keys may be fields
        return table(node, sheet, {**readers, **_any_reader(node, readers)})
    return table(node, sheet, {**readers, **own} if own else readers, hint=_FIELD_HINT)


def _any_reader(
    node: Node, readers: Mapping[str, NodeReader[Any]]
) -> Mapping[str, NodeReader[Any]]:
    """Return a reader that leaves out what stands under each unknown key."""

    def leave_out(node: Node, sheet: Sheet) -> None:
        raise Reported

    keys = (key.text for key, _ in node.pairs) if isinstance(node, Table) else ()
    return {key: leave_out for key in keys if key not in readers and not meant(key, readers)}


def _with_own(fields: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Return the values of an entry with those of fields of one's own under one key."""
    own = {key: fields.pop(key) for key in sheet.axes.own if key in fields}
    return {**fields, "fields": own} if own else fields


def _draft(found: TableValues, entry_id: str, at: Place, sheet: Sheet, sound: bool) -> RawEntry:
    related, instead = (list(found.pop(key, None) or ()) for key in ("related", "instead"))
    proposed_only = _is_proposal(found)
    placed = [] if proposed_only else _placements(found, at, sheet)
    lines = tuple(found.get("history") or ())
    written = (
        _read_written_history(found, at, sheet, lines) if sheet.axes.closed and placed else None
    )
    fields = _with_own(drop_unread(found), sheet)
    for key in ("ring", "quadrant", "history", "note"):
        fields.pop(key, None)
    fields |= {"id": entry_id, "history": placed, "sources": {}}
    plain = found.get("ring") or ""
    draft = RawEntry(entry_id, at, sheet, fields, sound and bool(placed), written)
    draft.lines, draft.places = {line.edition: line.at for line in lines}, found.places
    draft.plain, draft.related, draft.instead = plain, related, instead
    if proposed_only:
        _finish_proposal(draft, found)
    return draft


def _is_proposal(found: TableValues) -> bool:
    """Return whether a ring is proposed, and nothing says that the entry is on the radar."""
    placing = {"ring", "history", "note", "moved"}
    return "proposed" in found and not placing & {*found, *found.meant}


def _finish_proposal(draft: RawEntry, found: TableValues) -> None:
    """Turn a raw entry into a proposal; what only an entry on the radar has is reported."""
    complete(found, draft.at, draft.sheet, "quadrant")
    for key in _PLACED_ONLY:
        if key in found:
            message = f"`{key}` is for an entry on the radar, and this one is only proposed"
            draft.sheet.report(found.places[key], "only-proposed", message, "leave it out")
    draft.fields = {k: said for k, said in draft.fields.items() if k not in _PLACED_ONLY}
    del draft.fields["history"]
    draft.is_proposal, draft.written = True, None
    quadrant, proposed = found.get("quadrant"), found.get("proposed")
    draft.sound = draft.sound or bool(found.get("name") and quadrant and proposed)
    draft.fields["quadrant"] = quadrant


def _read_written_history(
    found: TableValues, at: Place, sheet: Sheet, lines: Iterable[HistoryLine]
) -> WrittenHistory:
    """Return what a file says of its entry's rings, for a radar with closed editions."""
    place = sheet.axes.place
    said = tuple(
        WrittenLine(place(line.edition), line.ring, line.quadrant, line.note) for line in lines
    )
    plain = None
    if "ring" in found:
        newest = len(sheet.axes.editions.ids) - 1 if sheet.axes.editions else 0
        ring = None if found["ring"] == LEAVING else found["ring"]
        plain = WrittenLine(newest, ring, None, found.get("note") or {})
    return WrittenHistory(said, plain, found["quadrant"])


def _placements(found: TableValues, at: Place, sheet: Sheet) -> list[dict[str, Any]]:
    has_editions = bool(sheet.axes.editions and sheet.axes.editions.ids)
    if "moved" in found and has_editions:
        message = "`moved` is for a radar without editions; here it follows from the history"
        sheet.report(found.places["moved"], "moved-with-editions", message, "leave it out")
    if "note" in found and "ring" not in {*found, *found.meant}:
        message = "a note stands beside a `ring`, or in a line of the history"
        sheet.report(found.places["note"], "missing-key", message, "write it there")
    if "ring" in found and "history" in found and sheet.axes.closed:
        _check_open(found, sheet)
    elif "ring" in found and "history" in found:
        message = "there is a `ring` and a `history`; which of the two counts cannot be known"
        sheet.report(found.places["ring"], "ring-and-history", message, "keep one of them")
        return []
    if has_editions and not {"ring", "history"} & {*found, *found.meant}:
        message = 'there is no "history" here, and no "ring"'
        sheet.report(at, "missing-key", message, "add one of them")
        complete(found, at, sheet, "quadrant")
        return []
    if "history" not in found and not complete(found, at, sheet, "ring", "quadrant"):
        return []
    if not complete(found, at, sheet, "quadrant") or found.get("history", ()) is None:
        return []
    first = HistoryLine(at, "", found.get("ring"), None, found.get("note") or {})
    return placements(found.get("history") or [first], found["quadrant"])


def _check_open(found: TableValues, sheet: Sheet) -> None:
    """Refuse a line of a history for an edition for which the plain ring counts."""
    for line in found.get("history") or ():
        if line.edition not in sheet.axes.closed:
            message = f"the ring in the edition {quote(line.edition)} is given by `ring` already"
            hint = "keep one of the two"
            sheet.report(line.at, "ring-and-history", message, hint)


def _bodies(node: Node | None, sheet: Sheet) -> dict[str, LocatedText]:
    if isinstance(node, Scalar):
        return {sheet.axes.languages[0]: locate_text(node, sheet)}
    if not isinstance(node, Table):
        return {}
    by_tag = ((sheet.axes.language(key.text), value) for key, value in node.pairs)
    return {
        tag: locate_text(value, sheet) for tag, value in by_tag if tag and isinstance(value, Scalar)
    }


def _pin(node: Node, sheet: Sheet) -> dict[str, Any]:
    found = table(node, sheet, PIN_KEYS)
    if not complete(found, node, sheet, "angle", "radius"):
        raise Reported
    return found


def _read_relations(node: Node, sheet: Sheet) -> list[tuple[Node, str]]:
    return list(each(node, sheet, word))


def _read_instead(node: Node, sheet: Sheet) -> list[tuple[Node, str]]:
    """Read one entry to take instead, or a list of them."""
    return [(node, word(node, sheet))] if isinstance(node, Scalar) else _read_relations(node, sheet)


def _no_id(node: Node, sheet: Sheet) -> None:
    raise Wrong(node, "id-is-file-name", "the id of an entry is the name of its file", "rename it")


def _no_text(node: Node, sheet: Sheet) -> None:
    hint = "write it after the line --- that ends the front matter"
    raise Wrong(node, "text-is-body", "the text of an entry is the body of its file", hint)


_PLACED_ONLY = ("reviewed", "leave_by", "pin", "hidden")
_FIELD_HINT = "for a field of your own, name it in radar.yaml: fields: {{{key}: ...}}"
# a translation may come from a file of its own, so what is missing is noted later
_SUMMARY = Spoken(plain_summary, in_default=True, ask_all=False)
_TEXT = Spoken(markdown, in_default=True, ask_all=False)
PIN_KEYS: Mapping[str, NodeReader[Any]] = {"angle": Between(0, 360), "radius": Between(0, 1)}
_SHARED: Mapping[str, NodeReader[Any]] = {
    "name": Spoken(word, ask_all=False),
    "summary": _SUMMARY,
    "quadrant": quadrant,
    "ring": plain_ring,
    "note": text,
    "moved": Choice(
        (
            "new",
            "in",
            "out",
        )
    ),
    "history": history,
    "tags": distinct,
    "owner": read_owners,
    "reviewed": day,
    "leave_by": day,
    "instead": _read_instead,
    "proposed": read_proposal,
    "draft": flag,
    "links": Several(read_link),
    "aliases": distinct,
    "related": _read_relations,
    "pin": _pin,
    "hidden": flag,
}
ENTRY_KEYS: Mapping[str, NodeReader[Any]] = {**_SHARED, "id": _no_id, "text": _no_text}
LISTED_KEYS: Mapping[str, NodeReader[Any]] = {
    **_SHARED,
    "id": identifier,
    "text": _TEXT,
}
_TRANSLATION: Mapping[str, NodeReader[Any]] = {"name": word, "summary": plain_summary}
