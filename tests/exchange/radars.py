"""Radars to move in and out with: made by hypothesis, and small files written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from radar.errors import Problem
from radar.exchange.conversion import Imported, import_bundle
from radar.exchange.exporting.losses import whole_text
from radar.exchange.toolkit.draft import ImportOptions, fold
from radar.exchange.toolkit.report import without_notes
from radar.exchange.toolkit.sources import Bundle
from radar.files import MemoryTree
from radar.model import Entry, Radar
from radar.naming import slug
from radar.pipeline import examine_tree
from radar.text import choose_words

NAMES = (
    "Rust",
    "C++",
    "C#",
    "Node.js",
    "云原生",
    "Ünïcode",
    "1.10",
    "no",
    "null",
    "A & B",
    "React (web)",
    "-dash",
    "@scope/pkg",
    "=sum",
    "Zig",
    "Кафка",
    "a.b.c",
    "Index",
    "C",
    "R",
    "F#",
    "Objective-C",
)
TEXTS = (
    "",
    "Fast.",
    "**Bold** and _soft_ words.",
    "One.\n\nTwo, with a [link](https://example.org/a).",
    "- one\n- two",
    "# Head\n\nText.",
    "中文，说明。",
    "a \\* b \\_ c \\[d\\]",
    "Line one\\\nline two",
)
SUMMARIES = ({}, {}, "In short.", "Kurz: schnell")
CORNERS = ("top-right", "bottom-right", "bottom-left", "top-left")


def bundle(files: Mapping[str, str | bytes], root: Path = Path("nowhere")) -> Bundle:
    """A bundle of files in memory."""
    return Bundle(root, {k: v.encode() if isinstance(v, str) else v for k, v in files.items()})


def take(files: Mapping[str, str | bytes], form: str = "", **options: Any) -> Imported:
    """Import files in memory."""
    return import_bundle(bundle(files), ImportOptions(**options), form)


def words(text: Mapping[str, str]) -> str:
    """What a text says in English, or in no stated language."""
    return choose_words(text, "en")


@st.composite
def radars(
    draw: st.DrawFn,
    *,
    quadrants: tuple[int, ...] = (4,),
    rings: int = 4,
    editions: bool = False,
    moved: bool = False,
    notes: bool = False,
    leaving: bool = True,
) -> Radar:
    """A radar with histories that say nothing twice."""
    count = draw(st.sampled_from(quadrants))
    fields = [f"Field {chr(65 + n)}" for n in range(count)]
    scale = [f"Ring {n + 1}" for n in range(draw(st.integers(1, rings)))]
    days = [date(2020 + n, 1, 1) for n in range(draw(st.integers(2, 4)))] if editions else []
    spoken = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique_by=fold))
    every = [*spoken, *(f"Filler {n}" for n in range(count))]
    names = {slug(name): name for name in every}
    made = [
        _entry(draw, n, name, fields, scale, days, moved=moved, notes=notes, leaving=leaving)
        for n, name in enumerate(names.values())
    ]
    return Radar.model_validate(
        {
            "title": "Ours",
            "quadrants": [{"name": name} for name in fields],
            "rings": scale,
            "editions": [{"id": day.isoformat(), "date": day} for day in days],
            "entries": made,
        }
    )


def _entry(
    draw: st.DrawFn,
    n: int,
    name: str,
    fields: list[str],
    scale: list[str],
    days: list[date],
    *,
    moved: bool,
    notes: bool,
    leaving: bool,
) -> dict[str, Any]:
    ring = st.sampled_from([slug(each) for each in scale])
    filler = name.startswith("Filler")
    quadrant = slug(fields[int(name[-1])]) if filler else slug(draw(st.sampled_from(fields)))
    entry: dict[str, Any] = {
        "id": entry_id(name),
        "name": name,
        "text": draw(st.sampled_from(TEXTS[1:] if notes else TEXTS)),
        "summary": draw(st.sampled_from(SUMMARIES)),
    }
    if not days:
        entry["history"] = [{"ring": draw(ring), "quadrant": quadrant}]
        if moved:
            entry["moved"] = draw(st.sampled_from([None, "new", "in", "out"]))
        return entry
    start = 0 if filler else draw(st.integers(0, len(days) - 1))
    lines: list[dict[str, Any]] = []
    for day in days[start:]:
        now = (
            None
            if lines and leaving and not filler and draw(st.integers(0, 4)) == 0
            else draw(ring)
        )
        if lines and now == lines[-1]["ring"]:
            continue
        note = f"Since {day.year}." if notes and now and draw(st.booleans()) else ""
        lines.append(
            {"edition": day.isoformat(), "ring": now, "quadrant": quadrant, "note": note or {}}
        )
    entry["history"] = lines
    return entry


def entry_id(name: str) -> str:
    """The id that an import makes of a name."""
    made = slug(name)
    return f"{made}-entry" if made == "index" else made


def facts(radar: Radar) -> dict[str, Any]:
    """What every format holds: where each entry stood when, under which name."""
    first = radar.editions[0].id if radar.editions else ""
    return {
        words(entry.name): [
            (
                line.edition or first,
                _name(radar.rings, line.ring),
                _name(radar.quadrants, line.quadrant),
            )
            for line in entry.history
        ]
        for entry in radar.entries
    }


def texts(radar: Radar) -> dict[str, str]:
    """What each entry says, as one text: the summary first, unless the text begins with it."""
    return {words(entry.name): whole_text(radar, entry) for entry in radar.entries}


def notes(radar: Radar) -> dict[str, list[tuple[str, str]]]:
    """The notes of each entry, by edition."""
    return {
        words(entry.name): [
            (line.edition, words(line.note)) for line in entry.history if words(line.note)
        ]
        for entry in radar.entries
    }


def corners(radar: Radar) -> list[str]:
    """The names of the quadrants, clockwise from the top right."""
    return [words(quadrant.name) for quadrant in radar.clockwise]


def _name(items: Any, wanted: str | None) -> str | None:
    return next((words(item.name) for item in items if item.id == wanted), None)


def by_name(radar: Radar) -> dict[str, Entry]:
    """The entries by name."""
    return {words(entry.name): entry for entry in radar.entries}


def verdict(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return the errors and warnings that `radar check` would have for files."""
    return without_notes(examine_tree(MemoryTree(files)).problems)
