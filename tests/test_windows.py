"""What Windows does otherwise, as far as another system can play it: nothing crashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
COMMANDS = """
init other --title 雷达→ü --ci gitlab
init --ci github
build -v
build --single-file -o 雷达.html
check --format gitlab
check --format github
check 不存在
new 卡夫卡 --quadrant tools --ring trial
new Kafka→ --quadrant 工具 --ring trial
move git trial --note 因为→
history git
diff
diff 2026-11 --format markdown --pictures before→after
embed html
embed markdown
export csv
words zh
words en
themes
layout
serve --editor 编辑器
snapshot 2027-01
--help
build --help
没有
"""


@pytest.fixture
def folder(tmp_path: Path, run_radar: Run) -> Path:
    """A starter with Chinese words in it, and what else no code page of Windows has."""
    assert run_radar("init", "--title", "雷达 → 🛰", cwd=tmp_path).code == 0
    rust = tmp_path / "entries" / "rust.md"
    text = rust.read_text(encoding="utf-8").replace("name: Rust", "name: 锈→🦀\nsumary: x")
    rust.write_text(text.replace("sumary: x\n", ""), encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of a starter."""
    return {path.name: path.read_bytes() for path in (folder / "entries").glob("[!.]*.*")}


@pytest.mark.thorough
@pytest.mark.parametrize("coding", ["cp1252", "cp437", "ascii"])
def test_streams_of_an_old_code_page_take_every_message(
    folder: Path, start_radar: Run, coding: str
) -> None:
    """Whatever cannot be written in it is written otherwise; no command ends with a traceback."""
    for line in COMMANDS.strip().splitlines():
        said = start_radar(*line.split(), cwd=folder, PYTHONIOENCODING=coding, PYTHONUTF8="0")
        assert said.code in (0, 1, 2), f"{line}: {said.err}"
        assert "Traceback" not in said.out + said.err, line


def test_files_with_line_ends_of_windows_are_as_sound_and_stay_so(
    folder: Path, run_radar: Run
) -> None:
    """Checked out with CRLF a radar is the same; what changes in a file keeps its line ends."""
    assert run_radar("init", "--ci", "github", cwd=folder).code == 0
    assert run_radar("build", "-q", "-o", "one", cwd=folder).code == 0
    pipeline = folder / ".github" / "workflows" / "radar.yml"
    for path in [*(folder / "entries").glob("[!.]*.*"), pipeline]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run_radar("check", "--strict", cwd=folder).code == 0
    assert run_radar("build", "-q", "-o", "two", cwd=folder).code == 0
    one, two = ((folder / name / "index.html").read_bytes() for name in ("one", "two"))
    assert one == two
    assert run_radar("move", "git", "trial", "--note", "Why", cwd=folder).code == 0
    git = (folder / "entries" / "git.md").read_bytes()
    assert git.count(b"\n") == git.count(b"\r\n")
    said = run_radar("init", "--ci", "github", cwd=folder)
    assert (said.code, said.out) == (0, "")
    assert "radar.yml is there already" in said.err


@pytest.mark.parametrize("name", ["con", "NUL", "aux.txt", "com1", "lpt9.md", "prn.", "COM²"])
def test_names_that_windows_keeps_for_itself_make_no_files(
    folder: Path, run_radar: Run, name: str
) -> None:
    """Neither an entry nor an edition gets a name that no file can have there."""
    before = files(folder)
    said = run_radar("new", name, "--quadrant", "tools", "--ring", "trial", cwd=folder)
    made = set(files(folder)) - set(before)
    assert said.code == 2 or not {one.split(".")[0] for one in made} & {"con", "nul", "aux", "prn"}
    said = run_radar("snapshot", name, cwd=folder)
    assert said.code in (1, 2), said.err
    assert not list((folder / "entries").glob("editions/*"))


def test_names_that_differ_in_case_alone_are_told(folder: Path, run_radar: Run) -> None:
    """Two files that would be one there are a problem with both names in it, not a lost entry."""
    shutil.copy(folder / "entries" / "git.md", folder / "entries" / "GIT.md")
    said = run_radar("check", cwd=folder)
    assert said.code == 1
    assert "GIT.md" in said.out
    assert run_radar("build", cwd=folder).code == 1


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["a\\b", "..\\x", "C:x", "\\\\host\\share"])
def test_backslashes_in_paths_leave_no_folder(folder: Path, run_radar: Run, name: str) -> None:
    """What is a way into another folder there is a name or an error here, and nothing else."""
    above = set(folder.parent.iterdir())
    for call in (
        ("build", "-q", "-o", name),
        ("build", name),
        ("check", name),
        ("init", name, "--ci", "gitlab"),
        ("diff", "2026-11", "--pictures", name),
        ("new", name, "--quadrant", "tools", "--ring", "trial"),
        ("move", name, "trial"),
    ):
        said = run_radar(*call, cwd=folder)
        assert said.code in (0, 1, 2), said.err
        assert "Traceback" not in said.err
    assert set(folder.parent.iterdir()) == above


def test_a_pipeline_names_its_folders_with_slashes(folder: Path, run_radar: Run) -> None:
    """Runners are Linux, whatever the machine was on which `init` ran."""
    assert run_radar("init", "a/b c/entries", "--ci", "github", cwd=folder).code == 0
    text = (folder / "a" / "b c" / ".github" / "workflows" / "radar.yml").read_text()
    assert "\\" not in text.partition("RADAR_FOLDER")[2].partition("jobs:")[0]
