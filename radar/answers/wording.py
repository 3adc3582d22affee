"""An answer in words: a line that says it, and below it what else is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from radar.text import printable


def answer_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an answer, which is given as `answer_document` makes it.

    Every text is on one line and without what a terminal would obey.

    >>> list(answer_lines({"asked": "Rust", "found": False, "near": []}))
    ['"Rust" is not on this radar.']
    """
    if not document["found"]:
        yield _write_denial(document)
        return
    verdict = {None: "", True: "yes: ", False: "no: "}[document.get("allowed")]
    yield f"{verdict}{_clean(document['name'])} ({_clean(document['id'])}): {_where(document)}"
    for label, text in _facts(document):
        if text := _clean(text):
            yield f"  {label:<9} {text}"


def _clean(text: object) -> str:
    return printable(str(text or ""))


def _write_denial(document: Mapping[str, Any]) -> str:
    near = [f'"{_clean(one["name"])}" ({_clean(one["id"])})' for one in document["near"]]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    return f'"{_clean(document["asked"])[:200]}" is not on this radar.{hint}'


def _where(document: Mapping[str, Any]) -> str:
    """Return where a technology stands, in a few words."""
    since = f" since {_clean(document['since'])}" if document["since"] else ""
    if document["status"] == "left":
        return f"left the radar{since}; the last ring was {_clean(document['before']) or 'none'}"
    if document["status"] == "proposed":
        return "no decision was taken"
    return f"{_clean(document['ring_name'])}{since}, {_clean(document['quadrant_name'])}"


def _facts(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "summary", document["summary"]
    yield "why", document["why"]
    yield "instead", ", ".join(f"{one['name']} ({one['id']})" for one in document["instead"])
    yield "leave by", document["leave_by"] or ""
    yield "owner", ", ".join(document["owner"])
    yield "reviewed", _review(document)
    yield "proposed", _write_proposal(document["proposed"])
    yield "page", document["page"]


def _review(document: Mapping[str, Any]) -> str:
    due = f"due by {document['review_by']}" if document["review_by"] else ""
    return ", ".join(filter(None, [document["reviewed"] or "", due]))


def _write_proposal(said: Mapping[str, Any] | None) -> str:
    if said is None:
        return ""
    by = f" by {said['by']}" if said["by"] else ""
    since = f" since {said['since']}" if said["since"] else ""
    note = f": {said['note']}" if said["note"] else ""
    return f"{said['ring_name']}{by}{since}{note}"
