"""The history and the owners of an entry as they may be written → placements, a list of owners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from radar.model.explaining import Mistake, raise_mistakes
from radar.model.given import (
    as_dict,
    as_sequence,
    as_word,
)

LEAVING = "removed"  # stands in place of a ring where an entry leaves the radar
_Given = Mapping[str, Any]


def read_owners(given: _Given) -> _Given:
    """Return the fields of an entry with `owners` in place of `owner`, one text or several.

    Raises:
        ValidationError: both are given, and say something else.
    """
    if "owner" not in given:
        return given
    fields = {key: value for key, value in given.items() if key != "owner"}
    owner = given["owner"]
    owners = ((owner,) if owner.strip() else ()) if isinstance(owner, str) else as_sequence(owner)
    told = fields.setdefault("owners", owners)
    if told != owners and owner != _join(told):
        message = "there is an `owner` and there are `owners`; which counts cannot be known"
        raise_mistakes("Entry", [Mistake(("owner",), "owner-and-owners", message, owner)])
    return fields


def _join(owners: object) -> str:
    """Return owners as `Entry.owner` has them, so that a dump of an entry can be read."""
    return ", ".join(map(str, owners)) if isinstance(owners, list | tuple) else ""


def read_history(given: _Given) -> _Given:
    """Return the fields of an entry with a history in place of its ring and quadrant.

    Raises:
        ValidationError: a ring or a quadrant contradicts the history.
    """
    fields = {key: value for key, value in given.items() if key not in ("ring", "quadrant")}
    if "history" not in given:
        line = {key: given[key] for key in ("ring", "quadrant") if key in given}
        return {**fields, "history": [line]}
    lines = _as_lines(given["history"])
    if not isinstance(lines, list | tuple):
        return {**fields, "history": lines}
    lines = _fill_quadrants(list(map(_read_line, lines)), given.get("quadrant"))
    raise_mistakes("Entry", _contradictions(given, lines))
    return {**fields, "history": lines}


def _as_lines(history: object) -> object:
    """Return a mapping from edition to ring as lines, and other histories as sequences."""
    if not isinstance(history, Mapping):
        return as_sequence(history)
    return [
        {**(said if isinstance(said, Mapping) else {"ring": said}), "edition": as_word(edition)}
        for edition, said in history.items()
    ]


def _read_line(line: object) -> object:
    said = as_dict(line)
    if not isinstance(said, dict) or not isinstance(said.get("ring"), str):
        return line
    leaves = said["ring"].strip().lower() == LEAVING
    return {**said, "ring": None} if leaves else said


def _fill_quadrants(lines: list[Any], quadrant: object) -> list[Any]:
    """Give each line without a quadrant the one before it, so that a missing one is told once."""
    filled: list[Any] = []
    for line in lines:
        if isinstance(line, dict) and line.get("quadrant") is None:
            there = {} if quadrant is None else {"quadrant": quadrant}
            line = {key: said for key, said in line.items() if key != "quadrant"} | there
            quadrant = quadrant or "-"
        else:
            quadrant = _field(line, "quadrant")
        filled.append(line)
    return filled


def _contradictions(given: _Given, lines: list[Any]) -> list[Mistake]:
    """Return a mistake for a ring or a quadrant beside the history that says something else.

    As in a file, the quadrant is only for lines without one; finished placements have theirs.
    """
    finished = all(isinstance(line, BaseModel) for line in lines)
    places = {"ring": lines[-1:], "quadrant": lines if finished else []}
    found = []
    for key, there in places.items():
        if (
            key in given
            and there
            and _fold(given[key]) not in {_fold(_field(line, key)) for line in there}
        ):
            message = f"there is a `{key}` and a `history`; which of the two counts cannot be known"
            found.append(Mistake((key,), "ring-and-history", message, given[key]))
    return found


def _field(line: object, key: str) -> object:
    if isinstance(line, BaseModel):
        return getattr(line, key, None)
    return line.get(key) if isinstance(line, Mapping) else None


def _fold(word: object) -> str:
    return word.strip().lower() if isinstance(word, str) else repr(word)
