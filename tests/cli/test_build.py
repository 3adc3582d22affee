"""`radar build`: what it says while it builds and of what it did not build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import FILES, Call, entry, write

AT_ONCE = (
    "import radar.cli.progress as p; p.PATIENCE = 0.0\n"
    "from radar.cli import main; import sys; sys.argv = ['radar', *sys.argv[1:]]; main()"
)
STEPS = (
    "reading the entries",
    "laying out the picture",
    "making the pages",
    "putting the site in place",
)


def test_verbose_says_how_long_each_step_took(folder: Path, call: Call) -> None:
    """-v shows every step with its time, in the order in which they were done."""
    write(folder, FILES)
    said = call("build", "-v").err.splitlines()
    timed = [line for line in said if line.startswith(STEPS)]
    assert [line.partition(":")[0] for line in timed] == list(STEPS)
    assert all(line.endswith(" s") for line in timed)
    assert not [line for line in call("build").err.splitlines() if line.startswith(STEPS)]


def on_a_terminal(
    folder: Path,
    arguments: Sequence[str],
    term: str = "xterm",
    script: str = AT_ONCE,
    code: int = 0,
) -> str:
    """Run the command with a pseudo-terminal for its messages, showing progress from the start."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are for POSIX")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", script, *arguments]
    environment = {**os.environ, "TERM": term, "NO_COLOR": "1"}
    with subprocess.Popen(command, cwd=folder, stderr=theirs, env=environment) as running:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:
            pass  # how Linux says that the other side is closed
    os.close(ours)
    assert running.returncode == code, said
    return said.decode()


def test_progress_is_for_a_terminal(folder: Path) -> None:
    """A terminal sees the step that runs, and nothing of it is left at the end."""
    write(folder, FILES)
    said = on_a_terminal(folder, ["build"])
    places = [said.index(f"\r\x1b[K{step} … ") for step in STEPS]
    assert places == sorted(places)
    assert "\r\x1b[K" not in said[said.index("Ours: ") :]
    assert said[: said.index("Ours: ")].endswith("\r\x1b[K")


def test_a_warning_does_not_stand_in_the_progress(folder: Path) -> None:
    """That a build waits for another one is a line of its own on a terminal."""
    fcntl = pytest.importorskip("fcntl", reason="the system has no such locks")
    write(folder, FILES)
    script = AT_ONCE.replace(
        "from radar.cli import main",
        "from radar.files import locking; locking.PATIENCE, locking.LIMIT = 0.0, 0.1\n"
        "from radar.cli import main",
    )
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    said = on_a_terminal(folder, ["build"], script=script, code=2)
    os.close(held)
    line = "waiting to write site: another process holds the lock of the folder"
    assert f"\r\x1b[K{line}" in said
    assert "another process has held the lock" in said[said.index(line) :]


@pytest.mark.thorough
@pytest.mark.parametrize(("arguments", "term"), [(["build", "-q"], "xterm"), (["build"], "dumb")])
def test_no_progress_where_it_is_not_wanted(folder: Path, arguments: list[str], term: str) -> None:
    """Neither with --quiet nor on a terminal that cannot clear a line."""
    write(folder, FILES)
    assert "\x1b" not in on_a_terminal(folder, arguments, term)


def test_no_progress_in_a_pipe(folder: Path) -> None:
    """What goes into a file or another program has whole lines only."""
    write(folder, FILES)
    command = [sys.executable, "-c", AT_ONCE, "build"]
    said = subprocess.run(command, cwd=folder, capture_output=True, check=True).stderr
    assert b"\r" not in said.replace(b"\r\n", b"\n")
    assert b"\x1b" not in said


def test_files_that_are_not_ours_stay(folder: Path, call: Call) -> None:
    """What a person put into the site is named before a byte is deleted, with the way out."""
    write(folder, FILES)
    assert call("build", "-q") == (0, "", "")
    assert call("build", "-q", "--single-file") == (0, "", "")
    write(folder / "site", {"own/notes.txt": "mine"})
    before = (folder / "site" / "index.html").read_bytes()
    assert call("build", "-q") == (
        2,
        "",
        "radar: site is not replaced, because radar did not make own/notes.txt in it. Build into "
        "another folder with -o, or move this one aside: mv site site.old\n",
    )
    assert (folder / "site" / "index.html").read_bytes() == before
    assert (folder / "site" / "own" / "notes.txt").read_text() == "mine"


def test_a_site_without_hashes_is_moved_aside_first(folder: Path, call: Call) -> None:
    """The marker of radar 0.1 can be forged; the build says how to go on, and that works."""
    marker = "Made by radar. The next build replaces this folder whole:\nkeep nothing.\n\nx\n"
    for text in (marker, "", "Made by radar.\n"):
        write(folder, {**FILES, "site/.radar-site": text, "site/index.html": "old"})
        said = call("build", "-q")
        assert said.code == 2
        assert "lists no hashes" in said.err
        command = said.err.rpartition(": ")[2].split()
        assert (folder / "site" / "index.html").read_text() == "old"
        subprocess.run(command, cwd=folder, check=True)
        assert call("build", "-q") == (0, "", "")
        shutil.rmtree(folder / "site")


@pytest.mark.thorough
def test_names_without_room_are_named(folder: Path, call: Call) -> None:
    """A name too long for the picture is a number there; the build says which, unasked."""
    long, rings = "Onewordofmanyletters" * 9, ("adopt", "trial", "assess", "hold")
    others = {f"e{n}.md": entry(f"Entry {n}", f'{{"2024": {rings[n % 4]}}}') for n in range(14)}
    write(folder, {**FILES, **others})
    assert "do not fit" not in call("build").err
    write(folder, {"long.md": entry(long, '{"2024": adopt}')})
    said = call("build").err
    assert "long.md:2:1: note: some names do not fit beside the blips and are numbers" in said
    assert '"Onewordofmanyletters' in said
    assert "Shorten it from 180 characters" in said
    many = {f"e{n}.md": entry(f"{long}{n}", '{"2024": adopt}') for n in range(14)}
    write(folder, many)
    said = call("build").err
    assert "note: the names do not fit beside the blips, so the picture has numbers" in said
    assert 'the longest is "Onewordofmanyletters' in said
    assert "labels: names" in said
    settings = FILES["radar.yaml"] + "layout: {labels: numbers}\n"
    write(folder, {"radar.yaml": settings})
    assert "do not fit" not in call("build").err


def test_one_of_a_kind_is_told_in_the_singular(folder: Path, call: Call) -> None:
    """A radar of one entry and one edition has "1 entry, 1 edition"."""
    settings = 'title: Ours\nquadrants: [Tools, Ways]\neditions: [{id: "2024", date: 2024-01-01}]\n'
    write(folder, {"radar.yaml": settings, "go.md": entry("Go", '{"2024": hold}')})
    assert call("build").err.startswith("Ours: 1 entry, 1 edition, en\n")
    assert call("check").err == "Ours, 1 entry: nothing is wrong\n"


def test_a_build_says_last_what_it_lacks_without_an_address(folder: Path, call: Call) -> None:
    """Feed and map need `base_url`, in radar.yaml or as an option; what needs none says nothing."""
    write(folder, FILES)
    last = call("build").err.splitlines()[-1]
    assert last.startswith("radar.yaml: note: nothing says where the site is published")
    assert "no feed.xml and no sitemap.xml" in last
    assert "no-base-url" in last
    assert call("build", "-q").err == ""
    for more in (["--fragment"], ["--single-file"], ["--ignore", "no-base-url"]):
        assert "base_url" not in call("build", "-o", "other", *more).err
        shutil.rmtree("other")
    assert "base_url" not in call("build", "--base-url", "https://example.org/radar/").err
    assert (folder / "site" / "feed.xml").is_file()
    assert "https://example.org/radar/</loc>" in (folder / "site" / "sitemap.xml").read_text()
    assert call("build", "--base-url", "example").code == 2
