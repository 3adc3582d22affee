"""The history of an entry: from which edition on it stands in which ring and quadrant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from radar.reading.shapes import complete, drop_unread, pairs, table, text
from radar.reading.sheet import Names, Sheet, list_words, quote
from radar.reading.slips import history_hint
from radar.reading.values import LEAVING, NodeReader, plain_word, report_cut, wrong_kind
from radar.yaml import Node, Place, Reported, Scalar, Table, Wrong, is_empty


class HistoryLine(NamedTuple):
    """One line of a history; `ring` is None where the entry left, `quadrant` where it stayed."""

    at: Place
    edition: str
    ring: str | None
    quadrant: str | None
    note: Mapping[str, str]


def ring(node: Node, sheet: Sheet) -> str:
    """Read a ring by its id, name or alias."""
    return _find_name(node, sheet, sheet.axes.rings, "ring")


def plain_ring(node: Node, sheet: Sheet) -> str:
    """Read a ring, or that the entry left, which can be said where editions are closed.

    Raises:
        Wrong: there is no such ring, or leaving belongs to an edition.
    """
    read = _ring_or_leaving(node, sheet)
    if read == LEAVING and not sheet.axes.closed:
        message = "an entry is removed in an edition, and no edition of this radar is closed"
        raise Wrong(node, "history-removed", message, "say it in a `history`, or delete the file")
    return read


def quadrant(node: Node, sheet: Sheet) -> str:
    """Read a quadrant by its id, name or alias."""
    return _find_name(node, sheet, sheet.axes.quadrants, "quadrant")


def history(node: Node, sheet: Sheet) -> list[HistoryLine]:
    """Read a history; lines that are wrong are reported and left out."""
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping from edition to ring", history_hint(node))
    if not node.pairs:
        raise Wrong(node, "empty", "the history has no line", "add one, or give a `ring`")
    lines: dict[str, HistoryLine] = {}
    for key, value in pairs(node, sheet):
        try:
            line = _line(key, value, sheet)
            _check_order(line, lines, sheet)
        except Reported:
            continue
        except Wrong as wrong:
            sheet.report_wrong(wrong)
        else:
            lines[line.edition] = line
    if not lines:
        raise Reported
    return list(lines.values())


def placements(lines: list[HistoryLine], quadrant: str) -> list[dict[str, Any]]:
    """Return the lines as placements; a line without a quadrant keeps the one before it."""
    made = []
    for line in lines:
        quadrant = line.quadrant or quadrant
        place = {"edition": line.edition, "ring": line.ring, "quadrant": quadrant}
        made.append({**place, "note": line.note})
    return made


def _find_name(node: Node, sheet: Sheet, names: Names | None, kind: str) -> str:
    written = plain_word(node)
    if names is None:
        raise Reported
    found = names.find(written)
    if found is None:
        report_cut(node, sheet)
        wrong = names.unknown(node, written)
        message = f"{wrong.message}; {kind}s are {list_words(names.ids)}"
        renamed = f"if a {kind} was renamed, list its old name under its `aliases` in radar.yaml"
        raise Wrong(node, wrong.code, message, wrong.hint or renamed)
    return found


def _ring_or_leaving(node: Node, sheet: Sheet) -> str:
    left = isinstance(node, Scalar) and node.text.strip().lower() == LEAVING
    return LEAVING if left else ring(node, sheet)


def _past_ring_or_leaving(node: Node, sheet: Sheet) -> str:
    left = isinstance(node, Scalar) and node.text.strip().lower() == LEAVING
    return LEAVING if left else _find_name(node, sheet, sheet.axes.past_rings, "ring")


def _past_quadrant(node: Node, sheet: Sheet) -> str:
    return _find_name(node, sheet, sheet.axes.past_quadrants, "quadrant")


def _line(key: Scalar, value: Node, sheet: Sheet) -> HistoryLine:
    edition = _edition(key, sheet)
    if is_empty(value):
        raise Wrong(key, "missing-key", f"there is no ring after {quote(key.text)}", "add one")
    readers = _PAST_LINE if edition in sheet.axes.closed else LINE_KEYS
    if isinstance(value, Scalar):
        found: dict[str, Any] = {"ring": readers["ring"](value, sheet)}
    else:
        found = table(value, sheet, readers)
    if not complete(found, value, sheet, "ring"):
        raise Reported
    found = drop_unread(found)
    stays = None if found["ring"] == LEAVING else found["ring"]
    return HistoryLine(key, edition, stays, found.get("quadrant"), found.get("note", {}))


def _edition(key: Scalar, sheet: Sheet) -> str:
    editions = sheet.axes.editions
    if editions is None:
        raise Reported
    found = editions.find(key.text)
    if found is None and not editions.ids:
        hint = "give a `ring` instead, or list the editions in radar.yaml"
        message = f"unknown edition {quote(key.text)}; the radar has no editions"
        raise Wrong(key, "unknown-edition", message, hint)
    if found is None:
        wrong = editions.unknown(key, key.text)
        message = f"{wrong.message}; editions are {list_words(editions.ids)}"
        raise Wrong(key, wrong.code, message, wrong.hint)
    return found


def _check_order(line: HistoryLine, before: dict[str, HistoryLine], sheet: Sheet) -> None:
    last = next(reversed(before.values()), None)
    if line.edition in before:
        message = f"the history names the edition {quote(line.edition)} twice"
        raise Wrong(line.at, "history-twice", message, "keep one of the two")
    if last and sheet.axes.place(line.edition) < sheet.axes.place(last.edition):
        message = f"{quote(line.edition)} comes after {quote(last.edition)}, which is newer"
        raise Wrong(line.at, "history-order", message, "write the history oldest first")
    # where editions are closed, they say whether it was there: see `published/agreement.py`
    if not sheet.axes.closed and line.ring is None and (last is None or last.ring is None):
        what = "was removed already" if last else "was never placed before"
        message = f"the entry cannot be removed in {quote(line.edition)}: it {what}"
        raise Wrong(line.at, "history-removed", message)


LINE_KEYS: Mapping[str, NodeReader[Any]] = {
    "ring": _ring_or_leaving,
    "note": text,
    "quadrant": quadrant,
}
_PAST_LINE: Mapping[str, NodeReader[Any]] = {
    "ring": _past_ring_or_leaving,
    "note": text,
    "quadrant": _past_quadrant,
}
