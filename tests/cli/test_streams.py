"""Whatever the three standard streams are, a command does its work or says why it cannot."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from radar.cli.messages import harmless
from radar.cli.streams import Messages, Output, OutputError, ReaderLeft

from .conftest import FILES, write

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")

# prints its result on standard output: without that it has not done its work
PRINTING = (
    ["--help"],
    ["--version"],
    ["build", "--help"],
    ["diff"],
    ["diff", "--format", "json"],
    ["diff", "--format", "markdown"],
    ["history", "rust"],
    ["embed", "html"],
    ["themes"],
    ["words", "de"],
    ["layout"],
    ["layout", "--scene"],
    ["export", "csv"],
    ["schema"],
    ["import", "../old.csv", "-o", "made"],
    ["check", "../broken"],
    ["check", "--format", "sarif"],
)
# does its work in files, or says all it has to say on standard error
SILENT = (
    ["build"],
    ["check"],
    ["init", "made"],
    ["new", "Go", "--quadrant", "tools", "--ring", "hold"],
    ["move", "zig", "trial"],
    ["snapshot", "2025"],
    ["export", "csv", "-o", "made.csv"],
)
# ends with 1 or 2 in whatever state the streams are
WRONG = (
    ["build", "nowhere"],
    ["build", "../broken"],
    ["nonsense"],
    ["build", "--nonsense"],
    ["new"],
    ["move", "zig"],
    ["history", "\udcff\x1b[2J→"],
    ["check", "\udcff"],
    ["init", "made", "--title", "\udcff"],
    ["diff", "→"],
)
LOST = ({"out": "closed"}, {"out": "full"}, {"out": "pipe"})
UNHEARD = ({"err": "closed"}, {"err": "full"}, {"err": "pipe"}, {"in": "closed"})
ALL_GONE = {"in": "closed", "out": "closed", "err": "closed"}
CP1252, ASCII = {"encoding": "cp1252"}, {"encoding": "ascii"}
# every state with every command would take half a minute and find no more
FOR_PRINTING = (*LOST, ALL_GONE, CP1252)
FOR_WORK = (*UNHEARD, ALL_GONE, ASCII)
Condition = dict[str, str]


class Ended(NamedTuple):
    """What became of a run."""

    code: int
    out: str
    err: str


def name(arguments: list[str], condition: Condition) -> str:
    """Return what a run is called: one of the keys of `runs`."""
    return json.dumps([arguments, condition])


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Every command under every condition, made by one program that imports radar once."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    place = tmp_path_factory.mktemp("streams")
    work = place / "work"
    csv = "name,ring,quadrant,isNew,description\nGo,adopt,Tools,FALSE,→\nC,hold,Ways,TRUE,云\n"
    write(work, {"broken/radar.yaml": "title: →\n", "old.csv": csv})
    write(work / "radar", FILES)
    asked = [
        [*pair]
        for commands, conditions in (
            (PRINTING, FOR_PRINTING),
            (SILENT, FOR_WORK),
            (WRONG, FOR_WORK),
        )
        for pair in product(commands, ({}, *conditions))
    ]
    (place / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    driver = Path(__file__).with_name("streams_driver.py")
    words = [sys.executable, str(driver), str(place / "asked.json"), str(place / "found.json")]
    # a locale that is not UTF-8, and no Git above
    more = {"PYTHONUTF8": "0", "LC_ALL": "C", "GIT_CEILING_DIRECTORIES": str(place)}
    subprocess.run(words, cwd=work, env={**os.environ, **more}, check=True)
    found = json.loads((place / "found.json").read_text(encoding="utf-8"))
    pairs = zip(asked, found, strict=True)
    return {name(*arguments): Ended(*ended) for arguments, ended in pairs}


def is_clean(ended: Ended) -> bool:
    """Tell whether nothing says that we are wrong."""
    said = ended.out + ended.err
    return ended.code not in (3, 98, 99, 120) and "Traceback" not in said


@pytest.mark.thorough
def test_no_state_of_the_streams_makes_a_traceback(runs: dict[str, Ended]) -> None:
    """Closed, full, unread or of another encoding: no command takes it for a mistake of ours."""
    assert {run: ended for run, ended in runs.items() if not is_clean(ended)} == {}


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_a_result_that_cannot_be_printed_is_an_error(
    runs: dict[str, Ended], arguments: list[str]
) -> None:
    """A script notices by the exit code; a line says why, but not where the reader just left."""
    assert runs[name(arguments, {})].code in (0, 1)
    for condition in LOST:
        ended = runs[name(arguments, condition)]
        assert ended.code == (141 if condition["out"] == "pipe" else 2), (condition, ended)
        lines = [line for line in ended.err.splitlines() if "cannot be written" in line]
        assert len(lines) == (condition["out"] != "pipe"), (condition, ended)


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", SILENT, ids=" ".join)
def test_work_in_files_needs_no_stream(runs: dict[str, Ended], arguments: list[str]) -> None:
    """Where nobody can be told anything, nothing is told, and the work is done."""
    assert [runs[name(arguments, each)].code for each in ({}, *FOR_WORK)] == [0] * 7


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", WRONG, ids=ascii)
def test_a_wrong_call_is_wrong_under_any_stream(
    runs: dict[str, Ended], arguments: list[str]
) -> None:
    """The exit code says so even where the message cannot, and never differs."""
    codes = {runs[name(arguments, condition)].code for condition in ({}, *FOR_WORK)}
    assert codes in ({1}, {2})


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", [*PRINTING, *SILENT, *WRONG], ids=ascii)
def test_redirected_output_is_the_same_in_every_locale(
    runs: dict[str, Ended], arguments: list[str]
) -> None:
    """What is redirected is UTF-8, whatever the locale says, and holds nothing to be obeyed."""
    usual = runs[name(arguments, {})]
    for sign in ("\N{REPLACEMENT CHARACTER}", "\x1b"):
        assert sign not in usual.out + usual.err
    other = runs[name(arguments, CP1252 if arguments in PRINTING else ASCII)]
    assert other == usual or arguments == ["build"]  # which tells how long it took


@pytest.mark.few(3)
@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ("themes >&-", 2),
        ("--help > /dev/full", 2),
        ("--version >&- 2>&-", 2),
        ("build 2>&-", 0),
        ("check <&- >&- 2>&-", 0),
        ("nonsense 2> /dev/full", 2),
    ],
)
def test_python_itself_is_started_with_such_streams(folder: Path, shell: str, code: int) -> None:
    """A real process ends as the fork of one does, and files of the site hold no messages."""
    write(folder, FILES)
    command = f"{sys.executable} -m radar {shell}"
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_the_script_of_completion_is_an_output_too(folder: Path) -> None:
    """What click writes by itself, past our streams, ends without a traceback as well."""
    command = f"{sys.executable} -m radar > /dev/full"
    more = {**os.environ, "_RADAR_COMPLETE": "bash_source"}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=more, capture_output=True)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


class Console(io.BytesIO):
    """A buffer that remembers what a console was given."""


@pytest.mark.parametrize(
    ("encoding", "shows"),
    [
        ("utf-8", "Hold → 云 …"),
        ("cp1252", "Hold -> \\u4e91 …"),
        ("ascii", "Hold -> \\u4e91 ..."),
        ("gbk", "Hold → 云 …"),
    ],
)
def test_a_console_gets_what_it_can_show(encoding: str, shows: str) -> None:
    """Signs of ours have a plain form; another character is shown by its number."""
    below = Console()
    stream = Output(below, encoding)
    stream.write("Hold → 云 …")
    stream.flush()
    assert below.getvalue().decode(encoding) == shows


def test_names_that_are_no_text_are_shown_escaped() -> None:
    """A byte of a file name that is no UTF-8 is valid UTF-8 in the output, and valid JSON."""
    below = Console()
    stream = Output(below)
    stream.write(json.dumps(["a\udcff"], ensure_ascii=False))
    stream.flush()
    assert json.loads(below.getvalue().decode("utf-8")) == ["a\udcff"]


def test_a_stream_that_failed_is_quiet_from_then_on() -> None:
    """Output is told once that it cannot be written; messages are never told."""
    with open("/dev/full", "wb") as full:
        output = Output(full)
        with pytest.raises(OutputError, match="no space left"):
            output.write("a\n")
        output.write("b\n")
    with open("/dev/full", "wb") as full:
        messages = Messages(full)
        messages.write("a\n")
        messages.write("b\n")


def test_a_reader_that_left_is_told_apart() -> None:
    """`| head -1` is no trouble: there is a kind of its own for it."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe, pytest.raises(ReaderLeft):
        Output(pipe).write("a\n")


def test_a_terminal_obeys_no_name() -> None:
    """Control characters and controls of direction are shown; lines and tabs stay."""
    assert harmless("a\x1b]0;b\x07\r\x9b\u202ec") == "a\\x1b]0;b\\x07\\r\\x9b\\u202ec"
    assert harmless("→\n\tb") == "→\n\tb"
