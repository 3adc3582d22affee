"""The example of a package that adds to radar, installed by pip and used from the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.thorough  # pip builds and installs a package

TOML = """
[Rust]
quadrant = "Languages"
ring = "Adopt"
text = "Fast."

["C++"]
quadrant = "Languages"
ring = "Hold"

[Vim]
quadrant = "Tools"
ring = "adopt"
"""


class Said(NamedTuple):
    """Exit code, and what was said on standard output and standard error."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def packages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip installed the example, without a network."""
    place = tmp_path_factory.mktemp("site-packages")
    how = ("--no-index", "--no-build-isolation", "--no-deps", "--no-compile", "--quiet")
    words = [sys.executable, "-m", "pip", "install", *how, "--target", str(place)]
    done = subprocess.run(
        [*words, str(root / "examples" / "extension")], capture_output=True, text=True, check=False
    )
    if "No module named pip" in done.stderr:
        pytest.skip("needs pip: python -m ensurepip")
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def radar(packages: Path, root: Path, tmp_path: Path) -> Callable[..., Said]:
    """Run the command in a folder with a file in TOML, where the example is installed."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "list.toml").write_text(TOML)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), str(root)])}

    def run(*words: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "radar", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run


def test_a_format_of_another_package_is_imported_and_exported(radar: Callable[..., Said]) -> None:
    """It is recognised, its files are found in a folder, and what it wrote it reads again."""
    made = radar("import", "ours", "-o", "entries")
    assert made.code == 0, made.err
    assert "Format: toml, 1 file\n3 rows read = 3 entries made" in made.out
    moved = radar("export", "toml", "-o", "again.toml")
    assert moved.code == 0, moved.err
    assert radar("import", "again.toml", "-o", "again").code == 0
    assert radar("diff", "entries", "again").code == 0
    assert "toml" in radar("import", "--help").out
    assert "from radar-house-rules" in radar("export", "--help").out


def test_a_check_of_another_package_is_run(radar: Callable[..., Said], tmp_path: Path) -> None:
    """By `check` and `build`; its warnings count with --strict, and are left out by --ignore."""
    assert radar("import", "ours", "-o", "entries").code == 0
    found = json.loads(radar("check", "--format", "json").out)["problems"]
    assert {(p["path"], p["code"]) for p in found} == {
        (f"entries/{id_}.md", "owners/no-owner") for id_ in ("c-plus-plus", "rust", "vim")
    }
    assert radar("check").code == 0
    for command in ("check", "build"):
        assert radar(command, "--strict").code == 1
        assert radar(command, "--strict", "--ignore", "owners/no-owner").code == 0
    assert "[owners/no-owner]" in radar("build").err
    rust = tmp_path / "entries" / "rust.md"
    rust.write_text(rust.read_text().replace("ring:", "owner: Core\nring:"))
    assert "rust.md" not in radar("check").out


def test_the_library_runs_the_check(radar: Callable[..., Said], packages: Path) -> None:
    """`radar.build` of a radar made in Python obeys it as well."""
    script = (
        "import radar\n"
        "ours = radar.Radar(title='Ours', base_url='https://a.example/',\n"
        " quadrants=['A', 'B'], entries=[\n"
        "    radar.Entry(name='Rust', quadrant='a', ring='adopt')])\n"
        "print(*(p.code for p in radar.build(ours, 'site').problems))\n"
        "try:\n"
        "    radar.build(ours, 'site', strict=True)\n"
        "except radar.InvalidRadar as error:\n"
        "    print(error)\n"
        "radar.build(ours, 'site', strict=True, ignore=['owners/no-owner'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=packages.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "owners/no-owner\n"
        "radar.yaml: warning: nobody owns this. Add `owner: TEAM`  [owners/no-owner]\n"
    )
