"""Radars whose every stage is kept: the scene, the picture, the page, and what they are worth.

`RADAR_UPDATE=1 pytest tests/test_cases.py` writes what is expected anew; look at the difference
before it is committed. With CI set, nothing is ever updated.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from radar.layout import Atlas
from radar.layout.quality import figures
from radar.pipeline import check_radar, draw
from radar.render.drawing.scene_data import scene_json
from radar.theme import load_theme

ROOT = Path(__file__).parent.parent
EXPECTED = ROOT / "tests" / "snapshots"
CASES = [ROOT / "examples" / "minimal", *sorted((ROOT / "tests" / "cases").iterdir())]
UPDATE = bool(os.environ.get("RADAR_UPDATE")) and not os.environ.get("CI")
HOW = "if this is as it should be: RADAR_UPDATE=1 pytest tests/test_cases.py"
WORSE = 1.02  # how much worse a figure may be than its budget


def stages(folder: Path) -> dict[str, str]:
    """Return the stages of a radar by the names of their files."""
    source = check_radar(folder)
    theme = load_theme(source.radar.theme, beside=folder)
    site = draw(source, theme)
    scene = Atlas(source.radar, theme.style, source.words).scene()
    kept = {name: site[name].decode() for name in ("radar.svg", "index.html", "radar.json")}
    return {"scene.json": scene_json(scene)} | kept


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_stage_is_as_it_was(folder: Path) -> None:
    """Scene, picture, page and data of a radar change only on purpose."""
    place = EXPECTED / folder.name
    found = stages(folder)
    if UPDATE:
        place.mkdir(parents=True, exist_ok=True)
        for name, text in found.items():
            (place / name).write_text(text, encoding="utf-8")
    for name, text in found.items():
        assert (place / name).read_text("utf-8") == text, f"{folder.name}/{name} changed; {HOW}"


def worth(folder: Path) -> dict[str, float]:
    """Return figures of a radar's newest edition, less is better."""
    source = check_radar(folder)
    judged = figures(Atlas(source.radar), source.radar.newest).plain()
    even: dict[str, Any] = judged["placement"]["evenness"] or {}
    names: dict[str, Any] = judged["names"] or {}
    return {
        "area": judged["width"] * judged["height"],
        "uneven": round(even.get("variation", 0.0), 4),
        "wasted": round(1.0 - even.get("sigma", 1.0), 4),
        "leaders": names.get("leaders", 0),
        "nearer": names.get("nearer", 0),
        "on lines": names.get("lines", 0),
    }


@pytest.mark.parametrize("folder", [*CASES, ROOT / "entries"], ids=lambda folder: folder.name)
def test_no_picture_is_worth_less_than_its_budget(folder: Path) -> None:
    """A change that makes a picture larger, less even or its names worse is told."""
    file = EXPECTED / "budgets.json"
    budgets: dict[str, dict[str, float]] = (
        json.loads(file.read_text("utf-8")) if file.exists() else {}
    )
    found = worth(folder)
    if UPDATE:
        budgets = dict(sorted((budgets | {folder.name: found}).items()))
        file.write_text(json.dumps(budgets, indent=1) + "\n", encoding="utf-8")
    over = {key: value for key, value in found.items() if value > budgets[folder.name][key] * WORSE}
    assert not over, f"worse than {file.name} allows: {over}; {HOW}"


@pytest.mark.parametrize("name", ["radar.svg", "radar.dark.svg"])
def test_the_picture_in_the_readme_is_the_one_that_is_built(name: str) -> None:
    """docs/pictures shows what `radar build` makes of entries/ today."""
    source = check_radar(ROOT / "entries")
    made = draw(source, load_theme(source.radar.theme))[name].decode()
    file = ROOT / "docs" / "pictures" / name
    if UPDATE:
        file.write_text(made, encoding="utf-8")
    assert file.read_text("utf-8") == made, HOW
