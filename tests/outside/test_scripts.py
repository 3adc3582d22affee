"""The scripts of the site, linted and type-checked; and the data that Python writes for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import radar
from radar.layout import Atlas
from radar.render.site.assembly import make_site
from radar.render.site.scripts import compact_script
from radar.theme import load_theme

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(ROOT.glob("themes/*/assets/*.js"))
TYPES = ROOT / "tests" / "outside" / "tsconfig.json"
RULES = ROOT / "tests" / "outside" / "eslint.config.mjs"
Tool = Callable[..., CompletedProcess[str]]


def test_the_linter_finds_nothing(node_tool: Tool) -> None:
    """No script breaks a rule of `eslint.config.mjs`."""
    files = [str(path.relative_to(ROOT)) for path in SCRIPTS]
    options = ("--no-config-lookup", "--max-warnings", "0", "--config", RULES)
    done = node_tool("eslint", *options, *files)
    assert len(files) >= 5
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_types_of_all_scripts_hold(node_tool: Tool) -> None:
    """TypeScript, strict, finds no fault; every script says that it is checked."""
    assert all(path.read_bytes().startswith(b"// @ts-check\n") for path in SCRIPTS)
    done = node_tool("tsc", "--project", TYPES)
    assert done.returncode == 0, done.stdout


def data_of(whole: radar.Radar) -> str:
    """Return the data in the first page of a radar's site."""
    page = make_site(whole, load_theme(), Atlas(whole))["index.html"].decode()
    return page.split('id="radar-data">')[1].split("</script>")[0]


def check_data(data: str, folder: Path, node_tool: Tool) -> CompletedProcess[str]:
    """Let TypeScript check data against `PageData`, which `radar.js` declares."""
    (folder / "data.js").write_text(f"/** @type {{PageData}} */\nconst data = {data};\n")
    options = json.loads(TYPES.read_text(encoding="utf-8"))
    options["include"] = [str(ROOT / "themes/paper/assets/radar.js"), str(folder / "data.js")]
    (folder / "tsconfig.json").write_text(json.dumps(options))
    return node_tool("tsc", "--project", folder / "tsconfig.json")


def restless() -> radar.Radar:
    """Return a radar whose entries come, move, leave and return."""
    rings = (("hold", "trial", "adopt"), ("hold", "hold", None), ("hold", None, "hold"))
    return radar.Radar(
        title="Restless",
        quadrants=["A", "B"],
        editions=[{"id": "1"}, {"id": "2"}, {"id": "3"}],
        entries=[
            {
                "id": f"e{n}",
                "name": f"Entry number {n}",
                "tags": ["a"],
                "owner": "We",
                "aliases": ["other"],
                "reviewed": "2026-01-01",
                "history": [
                    {"edition": str(place + 1), "ring": ring, "quadrant": "ab"[n % 2]}
                    for place, ring in enumerate(line)
                    if place or n < 9
                ],
            }
            for n, line in enumerate(rings * 3 + rings[:2] * 2)
        ],
    )


@pytest.mark.parametrize("kind", ["editions", "one edition", "none"])
def test_what_python_writes_is_what_the_scripts_declare(
    node_tool: Tool, tmp_path: Path, kind: str
) -> None:
    """The data of a page has the type that the scripts read it with: no name more, none less."""
    whole = restless()
    if kind != "editions":
        entries = [{"id": "a", "name": "A", "quadrant": "a", "ring": "hold"}]
        editions = [{"id": "1"}] if kind == "one edition" else []
        whole = radar.Radar(title="T", quadrants=["A", "B"], editions=editions, entries=entries)
    done = check_data(data_of(whole), tmp_path, node_tool)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [('"scale"', '"scales"'), ('"anchor":"', '"anchor":"x'), ('"turns":', '"turns":0,"more":')],
)
def test_data_of_another_shape_is_found(
    node_tool: Tool, tmp_path: Path, old: str, new: str
) -> None:
    """A name that is missing, one too many, and a wrong value are errors."""
    data = data_of(restless())
    assert old in data
    assert check_data(data.replace(old, new), tmp_path, node_tool).returncode


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_only_comments_and_blanks_are_left_out_of_a_published_script(
    judge: Callable[..., Any], tmp_path: Path, path: Path
) -> None:
    """It has the same tokens as ours, without a comment on a line of its own."""
    published = tmp_path / path.name
    published.write_bytes(compact_script(path.read_bytes()))
    found = judge("tokens", path, published)
    assert found["same"]
    assert found["tokens"] > 10
    lines = published.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.strip().startswith(("//", "/*", "*"))]
