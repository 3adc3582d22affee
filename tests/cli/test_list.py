"""`radar list`, and what the shell offers after the Tab key."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from radar.cli import group

from .conftest import FILES, Call, entry, write

MORE = {
    **FILES,
    "go.md": entry("Go", '{"2023": trial, "2024": adopt}', tags="[fast, safe]", owner="Ann"),
    "list.yaml": "entries:\n  - {name: =Ada, quadrant: platforms, history: {2022: hold}}\n",
}


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), "go rust zig ada"),
        (("--ring", "Adopt"), "go rust"),
        (("--ring", "adopt", "--ring", "assess"), "go rust zig"),
        (("--quadrant", "platforms"), "ada"),
        (("--tag", "FAST", "--owner", "ann"), "go"),
        (("--moved", "new"), "zig"),
        (("--off",), "perl"),
        (("--edition", "2022"), "rust perl ada"),
        (("--ring", "hold", "--quadrant", "tools"), ""),
    ],
)
def test_filters(folder: Path, call: Call, arguments: tuple[str, ...], ids: str) -> None:
    """Words of one filter are alternatives, and all filters have to let an entry through."""
    write(folder, MORE)
    said = call("list", "--format", "ids", *arguments)
    assert (said.code, said.out.split()) == (0, ids.split())


def test_what_no_entry_has_is_an_error(folder: Path, call: Call) -> None:
    """A slip in a filter is told, with what was probably meant."""
    write(folder, MORE)
    for option, word, says in (
        ("--tag", "fastt", 'Did you mean "fast"'),
        ("--ring", "tril", "trial"),
        ("--owner", "Bob", "no entry has the owner"),
    ):
        said = call("list", option, word)
        assert (said.code, said.out) == (2, "")
        assert says in said.err
    assert call("list", "--off", "--ring", "hold").code == 2


def test_forms(folder: Path, call: Call) -> None:
    """Text is aligned, JSON and CSV have the same facts, and no sheet computes a cell."""
    write(folder, MORE)
    text = call("list", "--tag", "fast")
    assert (text.out, text.err) == ("go  Go  Adopt  Tools  moved in\n", "1 entry\n")
    rows = list(csv.DictReader(io.StringIO(call("list", "--format", "csv").out)))
    data = json.loads(call("list", "--format", "json").out)["entries"]
    assert [row["id"] for row in rows] == [row["id"] for row in data]
    assert (rows[0]["tags"], data[0]["tags"]) == ("fast, safe", ["fast", "safe"])
    assert rows[-1]["name"] == "'=Ada"
    write(folder, {"radar.yaml": "title: A\nquadrants: [a, b]\n", "list.yaml": "entries: []\n"})
    for name in ("rust.md", "zig.md", "perl.md", "go.md"):
        (folder / name).unlink()
    assert call("list").out == ""


@pytest.mark.parametrize(
    ("arguments", "begun", "offered"),
    [
        ((), "sn", "snapshot"),
        (("move",), "r", "rust"),
        (("move",), "A", "ada"),
        (("move", "rust"), "", "adopt trial assess hold removed"),
        (("move", "rust", "--quadrant"), "p", "platforms"),
        (("amend",), "202", "2022 2023 2024"),
        (("list", "--ring"), "ho", "hold"),
        (("new", "Elm", "--ring"), "t", "trial"),
    ],
)
def test_the_shell_completes(
    folder: Path, arguments: tuple[str, ...], begun: str, offered: str
) -> None:
    """Commands, ids of entries in files and in lists, rings, quadrants and editions."""
    write(folder, MORE)
    shell = ShellComplete(group, {}, "radar", "_RADAR_COMPLETE")
    found = [item.value for item in shell.get_completions([*arguments], begun)]
    assert found == offered.split()


def test_the_shell_completes_in_silence(folder: Path) -> None:
    """Without a radar, or with one that cannot be read, nothing is offered and nothing said."""
    shell = ShellComplete(group, {}, "radar", "_RADAR_COMPLETE")
    assert shell.get_completions(["move"], "") == []
    write(folder, {"radar.yaml": "title: ["})
    assert shell.get_completions(["move", "x"], "") == []
