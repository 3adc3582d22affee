"""`radar check`: what is wrong, for people and for programs."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from .conftest import FILES, Call, entry, write

BROKEN = {
    **FILES,
    "go.md": entry("Go", '{"2024": adpot}'),
    "c, d.md": entry("C", "hold", tags="[a, A]"),
}


def test_a_sound_radar(folder: Path, call: Call) -> None:
    """Nothing is printed, the summary goes to standard error, the exit code is 0."""
    write(folder, FILES)
    assert call("check") == (0, "", "Ours, 3 entries: nothing is wrong\n")


def test_every_problem_at_once(folder: Path, call: Call) -> None:
    """Each problem is a line with a path that opens from here; the exit code is 1."""
    write(folder / "deep", BROKEN)
    said = call("check", "deep")
    assert said.code == 1
    assert said.out.splitlines() == [
        'deep/go.md:4:19: unknown ring "adpot"; rings are adopt, trial, assess, hold. '
        'Did you mean "adopt"?  [unknown-ring]',
        'deep/c, d.md:5:11: warning: "A" is listed twice  [twice]',
    ]
    assert said.err == "deep: 1 error, 1 warning\n"


IN_TWO = {"radar.yaml": FILES["radar.yaml"] + "languages: [en, zh]\n"}
UNTRANSLATED = {f"e{n}.md": entry(f"E{n}", "hold", summary="Old.") for n in range(13)}


def test_errors_do_not_drown_in_notes(folder: Path, call: Call) -> None:
    """One error among notes of many files stands first, and the notes are one line."""
    write(folder, {**FILES, **IN_TWO, **UNTRANSLATED, "z.md": entry("Z", "adpot")})
    for command in ("check", "build"):
        lines = "".join(call(command)[1:]).splitlines()
        assert lines[0].startswith("z.md:4:7: unknown ring")
        assert lines[1].startswith("And 17 notes, shown when nothing else is wrong: 17 missing-")
    assert len(json.loads(call("check", "--format", "json").out)["problems"]) == 18


def test_notes_of_one_kind_are_summed_up(folder: Path, call: Call) -> None:
    """Where nothing else is wrong three of many notes are shown, and all where asked."""
    write(folder, {**FILES, **IN_TWO, **UNTRANSLATED})
    call("snapshot", "--close-all")
    lines = call("check").out.splitlines()
    assert len(lines) == 4
    assert lines[0] == "e0.md:1:1: note: there is no text in zh  [missing-translation]"
    assert lines[3] == (
        "note: 13 more of this kind, in e11.md, e12.md, e2.md, e3.md, e4.md, 8 more files  "
        "[missing-translation]"
    )
    for many in (call("check", "-v").out, call("check", "--format", "github").out):
        assert many.count("there is no text in zh") == 16
    write(folder, {"z.md": entry("Z", "hold", tags="[a, A]")})
    lines = call("check", "--strict").out.splitlines()
    assert ["twice" in lines[0], lines[1][:12]] == [True, "And 17 notes"]


def test_strict(folder: Path, call: Call) -> None:
    """A warning is an error where asked."""
    write(folder, {**FILES, "c.md": entry("C", "hold", tags="[a, A]")})
    assert call("check").code == 0
    assert call("check", "--strict").code == 1


def test_json(folder: Path, call: Call) -> None:
    """Programs get every part of every problem."""
    write(folder, BROKEN)
    said = call("check", "--format", "json")
    assert said.code == 1
    found = json.loads(said.out)
    assert found["version"] == 1
    assert found["problems"][1] == {
        "path": "go.md",
        "line": 4,
        "column": 19,
        "severity": "error",
        "code": "unknown-ring",
        "message": 'unknown ring "adpot"; rings are adopt, trial, assess, hold',
        "hint": 'did you mean "adopt"?',
    }


def test_github(folder: Path, call: Call) -> None:
    """Annotations name file and line; what GitHub would take for syntax is escaped."""
    write(folder, BROKEN)
    lines = call("check", "--format", "github").out.splitlines()
    assert lines == [
        '::warning file=c%2C d.md,line=5,col=11,title=twice::"A" is listed twice',
        "::error file=go.md,line=4,col=19,title=unknown-ring::"
        'unknown ring "adpot"; rings are adopt, trial, assess, hold. Did you mean "adopt"?',
    ]


def test_sarif(folder: Path, call: Call) -> None:
    """SARIF has the rules, levels and places that code scanning asks for."""
    write(folder, {**BROKEN, "logo.txt": "", "x.markdown": ""})
    found = json.loads(call("check", "--format", "sarif").out)
    assert (found["version"], len(found["runs"])) == ("2.1.0", 1)
    run = found["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "not-read",
        "twice",
        "unknown-ring",
    ]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert places == [
        {
            "artifactLocation": {"uri": "c%2C%20d.md"},
            "region": {"startLine": 5, "startColumn": 11},
        },
        {"artifactLocation": {"uri": "go.md"}, "region": {"startLine": 4, "startColumn": 19}},
        {"artifactLocation": {"uri": "x.markdown"}},
    ]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error"]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_every_form_says_nothing_of_a_sound_radar(folder: Path, call: Call, form: str) -> None:
    """Without problems each form is empty, and still valid."""
    write(folder, FILES)
    said = call("check", "--format", form)
    assert said.code == 0
    assert form in ("text", "github") or json.loads(said.out)


def test_a_broken_link_in_a_text(folder: Path, call: Call) -> None:
    """What is wrong in Markdown has its line and column too."""
    write(folder, {**FILES, "go.md": entry("Go", '{"2024": trial}') + "\nSee [[rusty]].\n"})
    said = call("check")
    assert said.code == 1
    assert said.out.startswith("go.md:9:5: ")
    assert 'Did you mean "rust"?' in said.out


def test_what_was_not_reviewed_is_listed(folder: Path, call: Call, root: Path) -> None:
    """`check` names the very entries whose pages say so; nobody would find them page by page."""
    shutil.copytree(root / "tests" / "invalid" / "stale", folder / "entries")
    listed = [line.partition(":")[0] for line in call("check").out.splitlines()]
    assert call("build", "-q").code == 0
    pages = sorted((folder / "site" / "entries").glob("*.html"))
    stale = [page.stem for page in pages if "may be out of date" in page.read_text()]
    assert (
        listed == [f"entries/{name}.md" for name in stale] == ["entries/old.md", "entries/read.md"]
    )


def test_no_radar(folder: Path, call: Call) -> None:
    """A folder without a radar is a wrong call, and what to do is said."""
    assert call("check").code == 2
    assert "radar init" in call("check").err
    assert call("check", "gone") == (2, "", "radar: there is no folder gone.\n")


def test_a_name_that_no_terminal_can_show(folder: Path, call: Call) -> None:
    """Control characters of a file's name never reach the terminal."""
    write(folder, FILES)
    (folder / "a\x1b[31m.md").write_text("x")
    with open(os.fsencode(folder) + b"/\xff.md", "wb"):
        pass
    said = call("check")
    assert said.code == 1
    assert "\x1b" not in said.out
    assert "\\xff.md: the name of the file is not UTF-8" in said.out


def test_a_theme_that_does_not_exist(folder: Path, call: Call) -> None:
    """A theme that a build would stop at is a problem of the settings."""
    write(folder, FILES)
    (folder / "radar.yaml").write_text(FILES["radar.yaml"] + "theme: papr\n")
    said = call("check")
    assert said.code == 1
    assert said.out.startswith("radar.yaml:7:8: there is no theme 'papr'")
    (folder / "radar.yaml").write_text(FILES["radar.yaml"] + "theme: contrast\n")
    assert call("check").code == 0
