"""Radars with long histories, made up for tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from radar.model import Radar

RINGS = ("adopt", "trial", "assess", "hold")
QUADRANTS = ("tools", "platforms", "languages")


@st.composite
def histories(draw: st.DrawFn, editions: int) -> list[dict[str, Any]]:
    """Draw the lines of one entry: gaps, notes that move nothing, removals and returns."""
    places = draw(st.sets(st.integers(0, editions - 1), min_size=1, max_size=8))
    lines: list[dict[str, Any]] = []
    for place in sorted(places):
        away = not lines or lines[-1]["ring"] is None
        ring = draw(st.sampled_from(RINGS if away else (*RINGS, None)))
        quadrant = draw(st.sampled_from(QUADRANTS)) if ring else lines[-1]["quadrant"]
        note = draw(st.sampled_from(["", "Because."]))
        line = {"edition": f"e{place:02}", "ring": ring, "quadrant": quadrant}
        lines.append({**line, "note": note} if note else line)
    return lines


@st.composite
def radars(draw: st.DrawFn, most: int = 30) -> Radar:
    """Draw a radar of up to `most` editions and a few entries."""
    editions = draw(st.integers(1, most))
    count = draw(st.integers(0, 8))
    entries = [
        {"id": f"n{n}", "name": f"Name {-n}", "history": draw(histories(editions))}
        | ({"hidden": True} if draw(st.integers(0, 5)) == 0 else {})
        for n in range(count)
    ]
    return radar_of(entries, editions)


def radar_of(entries: list[dict[str, Any]], editions: int, **settings: Any) -> Radar:
    """Make a radar with editions e00, e01 and so on."""
    listed = [{"id": f"e{n:02}", "date": f"20{n:02}-03-01"} for n in range(editions)]
    settings = {"title": "Ours", "quadrants": [*map(str.title, QUADRANTS)], **settings}
    return Radar.model_validate({**settings, "editions": listed, "entries": entries})


def entry(*rings: str | None, id: str = "rust", **rest: Any) -> dict[str, Any]:
    """Write an entry down by its ring in each edition: '' says nothing, None removes it.

    A ring may be followed by `@quadrant` and by `!` where the line has a note.
    """
    lines = [
        _line(f"e{place:02}", ring) for place, ring in enumerate(rings) if ring is None or ring
    ]
    return {"id": id, "name": id.title(), "history": lines, **rest}


def _line(edition: str, ring: str | None) -> dict[str, Any]:
    if ring is None:
        return {"edition": edition, "ring": None, "quadrant": "tools"}
    name, _, quadrant = ring.rstrip("!").partition("@")
    line = {"edition": edition, "ring": name, "quadrant": quadrant or "tools"}
    return {**line, "note": "Because."} if ring.endswith("!") else line
