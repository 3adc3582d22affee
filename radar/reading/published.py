"""What was published, read back from `radar.json`, and what has drifted away from it.

A site is the declared state of some day; the entries may have moved on. Both are radars, so what
drifted is a difference, told as problems of the files that it is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from radar.diff import Change, State, compare
from radar.errors import BadCall, Problem, in_order
from radar.model import Movement, Radar
from radar.reading.files import SETTINGS

FILE = "radar.json"
_VERSION = 1
_COMPUTED = ("ring", "quadrant", "movement", "number")


def published(site: Path) -> Radar:
    """Read back the radar of a site.

    Raises:
        BadCall: there is no radar in it that this version can read.
    """
    file = site / FILE if site.is_dir() else site
    try:
        return radar_of(json.loads(file.read_bytes()))
    except OSError as error:
        raise BadCall(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        why = (
            "its radar is not sound" if isinstance(error, ValidationError) else "it is no such file"
        )
        raise BadCall(f"{file} cannot be read as the data of a site: {why}") from None


def radar_of(document: dict[str, Any]) -> Radar:
    """Return the radar in a document of `radar.json`, without what follows from the rest.

    Raises:
        ValueError: it is of another version, or no sound radar.
    """
    if document.get("version") != _VERSION:
        raise ValueError(f"version {document.get('version')!r} is not {_VERSION}")
    fields = {key: value for key, value in document.items() if key != "version"}
    fields["entries"] = [
        {key: value for key, value in entry.items() if key not in _COMPUTED}
        for entry in document["entries"]
    ]
    return Radar.model_validate(fields)


def drift(site: Radar, radar: Radar) -> tuple[Problem, ...]:
    """Return what the entries say and the site does not, as problems of the entries' files."""
    found = compare(State(site, site.newest), State(radar, radar.newest))
    hint = "build the site again and publish it"
    problems = [
        Problem(_file(change, radar), 0, 0, "drift", what, hint)
        for change in found.changes
        for what in _drifted(change, site, radar)
    ]
    if found.settings:
        what = f"the site was published with other settings: {', '.join(found.settings)}"
        problems.append(Problem(SETTINGS, 0, 0, "drift", what, hint))
    return in_order(problems)


def _file(change: Change, radar: Radar) -> str:
    return change.entry.sources.get(radar.languages[0], SETTINGS)


def _drifted(change: Change, site: Radar, radar: Radar) -> Iterator[str]:
    name = repr(radar.say(change.entry.name))
    if change.movement is Movement.REMOVED:
        yield f"{name} is still published"
    elif change.movement in (Movement.NEW, Movement.RETURNED):
        yield f"{name} is not published"
    for kind, before, now, differs in (
        ("ring", change.before, change.ring, change.moved),
        ("quadrant", change.quadrant_before, change.quadrant, change.turned),
    ):
        if differs:
            yield f"{name} is published in the {kind} {before!r}, and now in {now!r}"
    if change.fields:
        yield f"{name} is published with another {', '.join(change.fields)}"
