"""What `check` and `diff` say to GitHub and GitLab."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .conftest import FILES, Call, Git, entry, write

WRONG = {"go.md": entry("Go", "adpot"), "c.md": entry("C", "adpot"), "b.md": entry("B", "x")}


def test_a_report_of_code_quality_names_every_problem_once(folder: Path, call: Call) -> None:
    """GitLab gets path, line, severity and a fingerprint for each; the exit code is that of all."""
    write(folder, {**FILES, **WRONG, "d.md": "---\nname: D\nring: nope\nring: nope\n---\n"})
    said = call("check", "--format", "gitlab")
    assert said.code == 1
    found = json.loads(said.out)
    assert {one["severity"] for one in found} <= {"info", "minor", "major"}
    assert {one["location"]["path"] for one in found} >= {"go.md", "c.md", "b.md", "d.md"}
    assert all(one["location"]["lines"]["begin"] >= 1 for one in found)
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints)


def test_a_problem_that_moves_down_keeps_its_fingerprint(folder: Path, call: Call) -> None:
    """A merge request that adds a line above is not told of an old problem as of a new one."""
    write(folder, {**FILES, "go.md": entry("Go", "adpot")})
    before = json.loads(call("check", "--format", "gitlab").out)
    text = (folder / "go.md").read_text().replace("name: Go", "summary: Small.\nname: Go")
    (folder / "go.md").write_text(text)
    after = json.loads(call("check", "--format", "gitlab").out)
    wrong = [[one for one in each if one["severity"] == "major"] for each in (before, after)]
    assert wrong[0][0]["fingerprint"] == wrong[1][0]["fingerprint"]
    assert wrong[0][0]["location"] != wrong[1][0]["location"]


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_code_hosts_get_names_as_they_stand_in_the_repository(
    folder: Path, call: Call, form: str
) -> None:
    """Also where the folder was given by its whole path, which no code host knows."""
    write(folder / "entries", {**FILES, "go.md": entry("Go", "adpot")})
    said = call("check", (folder / "entries").resolve(), "--format", form).out
    assert "entries/go.md" in said
    assert folder.as_posix() not in said


def test_a_difference_shows_pictures_of_before_and_after(
    folder: Path, call: Call, work: Git
) -> None:
    """Both states are drawn, and Markdown and HTML show them where they will be published."""
    write(folder / "entries", FILES)
    work("add", ".")
    work("commit", "-qm", "Begin")
    assert call("move", "zig", "adopt", "--note", "It *works*.").code == 0
    said = call("diff", "HEAD", "--pictures", "out/a b", "--format", "markdown")
    assert said.code == 1
    assert "| ![HEAD](out/a%20b/before.svg) | ![entries](out/a%20b/after.svg) |" in said.out
    before, after = (folder / "out" / "a b" / f"{name}.svg" for name in ("before", "after"))
    assert before.read_bytes() != after.read_bytes()
    assert all(ET.parse(path).getroot().tag.endswith("}svg") for path in (before, after))  # noqa: S314
    where = ("--pictures", "out", "--pictures-at", "https://example.org/p/")
    said = call("diff", "HEAD", *where, "--format", "html")
    assert re.findall('img src="([^"]+)"', said.out) == [
        f"https://example.org/p/{name}.svg" for name in ("before", "after")
    ]
    assert "before" not in call("diff", "HEAD", *where).out
    assert call("diff", "HEAD", "--pictures-at", "javascript:x").code == 2


def test_without_pictures_a_difference_speaks_of_none(folder: Path, call: Call) -> None:
    """Nothing is drawn unasked."""
    write(folder, FILES)
    assert "![" not in call("diff", "--format", "markdown").out
    assert "<img" not in call("diff", "--format", "html").out


def test_states_of_one_radar_in_two_languages_are_drawn(folder: Path, call: Call) -> None:
    """A state that lacks the language of the other is drawn in its own."""
    settings = FILES["radar.yaml"]
    write(folder / "old", {**FILES, "radar.yaml": f"languages: [de]\n{settings}"})
    write(folder / "new", {**FILES, "radar.yaml": f"languages: [en, de]\n{settings}"})
    said = call("diff", "old", "new", "--pictures", "out", "--language", "en")
    assert said.code in (0, 1), said.err
    assert (folder / "out" / "before.svg").is_file()
