"""A review in words, grouped by owner: for a terminal, for an issue in Markdown, for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from radar.model import Radar
from radar.reviewing.due import Due, DueKind, Review
from radar.text import number_of, printable

_NOBODY = "Without an owner"
_MARKDOWN = re.compile(r"([\\\x60*_{}\[\]<>#|~!&])")  # signs that mean something in running text


def describe(due: Due, radar: Radar) -> str:
    """Return why something is due, in words."""
    return _REASONS[due.kind](due, radar)


def _name_ring(due: Due, radar: Radar) -> str:
    return printable(radar.say(radar.ring(due.ring).name))


_REASONS: Mapping[DueKind, Callable[[Due, Radar], str]] = {
    "review": lambda due, radar: (
        f"not reviewed since {due.since}, for more than {number_of(radar.review_after or 0, 'day')}"
    ),
    "too-long": lambda due, radar: (
        f"on {_name_ring(due, radar)} since {due.since}, for more than {due.limit}"
    ),
    "leave": lambda due, radar: f"the last day of its use was {due.since}",
    "proposal": lambda due, radar: (
        f"{_name_ring(due, radar)} is proposed since {due.since}, and an edition came after that"
    ),
}


def group_by_owner(due: Iterable[Due]) -> Mapping[str, list[Due]]:
    """Return what is due by owner, in the order of the names; '' is for nobody, and comes last.

    An entry of several owners is under each of them.
    """
    groups: dict[str, list[Due]] = {}
    for each in due:
        for owner in each.entry.owners or ("",):
            groups.setdefault(owner, []).append(each)
    return {owner: groups[owner] for owner in sorted(groups, key=lambda owner: (not owner, owner))}


def _summarize(review: Review) -> str:
    count = len({each.entry.id for each in review.due})
    said = number_of(count, "entry") if count else "nothing"
    return f"as of {review.day}, {said} {'are' if count > 1 else 'is'} due"


def as_text(review: Review, radar: Radar) -> str:
    """Return a review as lines for a terminal."""
    return "\n".join(_text_lines(review, radar))


def _text_lines(review: Review, radar: Radar) -> Iterator[str]:
    yield f"{printable(radar.say(radar.title))}: {_summarize(review)}"
    for owner, group in group_by_owner(review.due).items():
        yield ""
        yield printable(owner) or _NOBODY
        for each in group:
            yield f"  {_write_name(each, radar)} ({_path(each)}): {describe(each, radar)}"
    if review.undated:
        names = ", ".join(printable(radar.say(entry.name)) for entry in review.undated)
        yield ""
        yield f"Not judged, because no date says since when: {names}"


def as_markdown(review: Review, radar: Radar) -> str:
    """Return a review as Markdown, as for an issue: one task for each thing that is due."""
    return "\n".join(_markdown_lines(review, radar))


def _markdown_lines(review: Review, radar: Radar) -> Iterator[str]:
    title = _escape(radar.say(radar.title))
    yield f"# {title}: {_summarize(review)}"
    for owner, group in group_by_owner(review.due).items():
        yield from ("", f"## {_escape(owner) or _NOBODY}", "")
        for each in group:
            name, path = _escape(_write_name(each, radar)), _escape(_path(each))
            yield f"- [ ] **{name}** ({path}): {_escape(describe(each, radar))}"
    if review.undated:
        yield from ("", "## Not judged, because no date says since when", "")
        for entry in review.undated:
            yield f"- {_escape(radar.say(entry.name))}"


def as_json(review: Review, radar: Radar) -> str:
    """Return a review for programs."""
    document = {
        "version": 1,
        "as_of": review.day.isoformat(),
        "due": [_document(each, radar) for each in review.due],
        "coming": [_document(each, radar) for each in review.coming],
        "undated": [entry.id for entry in review.undated],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _document(due: Due, radar: Radar) -> dict[str, Any]:
    return {
        "id": due.entry.id,
        "name": radar.say(due.entry.name),
        "kind": due.kind,
        "ring": due.ring,
        "owners": list(due.entry.owners),
        "since": due.since.isoformat(),
        "due": due.day.isoformat(),
        "reason": describe(due, radar),
        "path": _path(due),
    }


def _write_name(due: Due, radar: Radar) -> str:
    return printable(radar.say(due.entry.name))


def _path(due: Due) -> str:
    return printable(next(iter(due.entry.sources.values()), due.entry.id))


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", printable(text))
