"""Files of closed editions that cannot be what was written: each is told with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.editions import read_edition
from radar.layout import Atlas
from radar.model import Radar
from radar.yaml import Wrong

TEXT = (Path(__file__).parent.parent / "published" / "version-1.json").read_text(encoding="utf-8")
FIRST_ROW = TEXT[: TEXT.index('"entries":[')].count("\n") + 2

DAMAGE: dict[str, tuple[str, str, int, str]] = {
    "a number that JSON has not": (r'"type":[\d.]+', '"type":NaN', 7, "NaN is no number"),
    "more than a number can be": (r'"type":[\d.]+', '"type":1e999', 7, "type: input should be"),
    "a picture larger than any": (r'"blip":', '"growth":1e30,"blip":', 7, "growth: input"),
    "a label far away": (r'(\{"en":\["\w+",)-?[\d.]+', r"\g<1>1e300", FIRST_ROW, "y: input"),
    "a key twice": (r'"rings":', '"radar":"ours",\n"rings":', 6, "a key is there twice"),
    "rings out of order": (r'"radius":[\d.]+', '"radius":0.99', 6, "the radii do not grow"),
    "a gap between quadrants": (r'"last":90.0', '"last":80.0', 5, "does not go on from 80"),
    "no whole circle": (r'"last":360.0', '"last":350.0', 5, "the quadrants end at 350"),
    "a control character": (r'\["(\w+)",\{"en":"', r"\g<0>\\u0000", FIRST_ROW, "U+0000"),
    "a row twice": (r'\n\["[^"]+"(.*)\n\["([^"]+)"', r'\n["\2"\1\n["\2"', FIRST_ROW + 1, "twice"),
    "a wrong order": (r'\n\["[^"]+"', '\n["zzz"', FIRST_ROW + 1, "rows go by id"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_with_its_line(damage: str) -> None:
    """What cannot be so is refused at the line where it stands."""
    pattern, replacement, line, message = DAMAGE[damage]
    damaged = re.sub(pattern, replacement, TEXT, count=1)
    assert damaged != TEXT
    with pytest.raises(Wrong) as wrong:
        read_edition(damaged)
    assert message in wrong.value.message
    assert wrong.value.at.line == line
    assert wrong.value.code == "bad-edition-file"


def test_an_entry_outside_its_quadrant_is_told() -> None:
    """A position that lies in its ring, in the sector of another quadrant, is damage."""
    document = json.loads(TEXT)
    row = document["entries"][0]
    row[5], row[6] = -row[5], -row[6]
    with pytest.raises(Wrong) as wrong:
        read_edition(json.dumps(document))
    assert "the position is outside its quadrant" in wrong.value.message


def test_two_entries_with_one_number_are_told() -> None:
    """A number leads from the picture to one name in the list."""
    document = json.loads(TEXT)
    document["entries"][1][4] = document["entries"][0][4]
    with pytest.raises(Wrong) as wrong:
        read_edition(json.dumps(document))
    assert "have the same number" in wrong.value.message


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the paths of all values in a document, a few of each list."""
    inner: Any = value.items() if isinstance(value, dict) else ()
    inner = list(enumerate(value))[:4] if isinstance(value, list) else inner
    return [path, *(each for step, item in inner for each in _paths(item, (*path, step)))]


def _put(document: Any, path: tuple[Any, ...], value: object) -> Any:
    """Return a document with another value in a place."""
    if not path:
        return value
    copy = document.copy()
    copy[path[0]] = _put(copy[path[0]], path[1:], value)
    return copy


_DOCUMENT = json.loads(TEXT)
_ODD: list[Any] = [None, True, -1, 0, 2, 0.5, 1e308, 10**400, "", "x", "\0", "../x", [], {}, [[]]]
_ODD += [float("nan"), float("inf"), {"en": ""}, {"en": "A\u202eB"}, "x" * 3000]


@given(st.sampled_from(_paths(_DOCUMENT)), st.sampled_from(_ODD))
def test_any_value_in_any_place_is_refused_or_drawn(path: tuple[Any, ...], value: Any) -> None:
    """No file of an edition makes a fault of ours: it is told with its place, or can be shown."""
    try:
        closed = read_edition(json.dumps(_put(_DOCUMENT, path, value)))
    except Wrong:
        return
    shown = Radar(
        id=closed.radar,
        title="Ours",
        quadrants=["One", "Two"],
        editions=[{"id": closed.id}, {"id": "now"}],
        closed=[closed],
    )
    assert Atlas(shown).scene(closed.id).radius > 0
