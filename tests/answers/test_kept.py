"""An answer from what was kept is the answer from the files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar import limits
from radar.answers.kept import read_kept_register
from radar.errors import InvalidRadar, RadarError
from radar.files.cache import VARIABLE, WatchedTree
from radar.library.asking import ask

from ..cli.conftest import write
from .questions import FILES, QUESTIONS


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a radar of which answers are kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    write(tmp_path / "names", FILES)
    return tmp_path / "names"


def says(folder: Path) -> str:
    """Return what the radar of a folder says to all questions, or why it says nothing."""
    try:
        answers = ask(*(question.name for question in QUESTIONS), radar=folder)
    except RadarError as error:
        return str(error)
    return repr((answers.documents("en"), answers.documents("zh"), answers.register.editions))


def says_anew(folder: Path) -> str:
    """Return what the radar says, read from its files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "")
        return says(folder)


def test_an_answer_that_was_kept_is_the_same(names: Path) -> None:
    """The second question is answered from what the first one kept."""
    assert read_kept_register(names) is None
    first = says(names)
    assert read_kept_register(names) is not None
    assert says(names) == first == says_anew(names)


def _write(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: write(folder, {name: text})


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        if (folder / name).exists():
            text = (folder / name).read_text("utf-8")
            write(folder, {name: text.replace(old, new)})

    return change


def _remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink(missing_ok=True)


ENTRY = "---\nname: {}\nquadrant: tools\nring: {}\n---\n"
CHANGES: tuple[Callable[[Path], None], ...] = (
    _write("zig.md", ENTRY.format("Zig", "trial")),
    _write("zig.md", ENTRY.format("Zig", "adopt")),
    _write("zig.md", ENTRY.format("Zig", "nowhere")),
    _write("sub/zag.md", ENTRY.format("Rust", "hold")),
    _write("zig.zh.md", "---\nname: 之\n---\n"),
    _write("notes.txt", "nothing that is read"),
    _write("words/xx.yaml", "ring: R\n"),
    _write("listing.yaml", "entries:\n  - {name: Zog, quadrant: tools, ring: hold}\n"),
    _remove("zig.md"),
    _remove("sub/zag.md"),
    _remove("listing.yaml"),
    _replace("radar.yaml", "review_after: 365", "review_after: 30"),
    _replace("radar.yaml", "review_after: 30", "base_url: https://example.org"),
    _replace("radar.yaml", "aliases: [caution]", "aliases: [stop]"),
)


def test_after_any_change_of_the_files_the_answer_is_that_of_the_files(names: Path) -> None:
    """Whatever is written, broken, mended or removed between two questions."""

    @given(st.lists(st.sampled_from(CHANGES), max_size=4))
    def change(changes: list[Callable[[Path], None]]) -> None:
        for make in changes:
            make(names)
            assert says(names) == says_anew(names)

    change()


def test_a_change_that_keeps_size_and_time_is_seen(names: Path) -> None:
    """What counts is what the files hold."""
    write(names, {"zig.md": ENTRY.format("Zig", "trial")})
    says(names)
    status = (names / "zig.md").stat()
    write(names, {"zig.md": ENTRY.format("Zig", "adopt")})
    os.utime(names / "zig.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    (answer,) = ask("Zig", radar=names).answers
    assert answer.technology is not None
    assert answer.technology.ring == "adopt"


def test_a_picture_that_is_gone_is_missed(names: Path) -> None:
    """A file of which only the name counts is one of those that an answer follows from."""
    settings = FILES["radar.yaml"] + "logo: logo.png\n"
    write(names, {"radar.yaml": settings, "logo.png": "a picture"})
    says(names)
    assert read_kept_register(names) is not None
    (names / "logo.png").unlink()
    with pytest.raises(InvalidRadar, match=r"logo\.png"):
        ask("Rust", radar=names)


def test_a_limit_counts_for_what_was_kept(names: Path) -> None:
    """An answer that was allowed to read more is none for somebody who is not."""
    says(names)
    with limits.raise_limits(max_entries=1), pytest.raises(InvalidRadar, match="limit"):
        ask("Rust", radar=names)


def test_no_text_of_an_entry_is_kept(names: Path, tmp_path: Path) -> None:
    """Only what questions are answered from lies in the user's folder."""
    write(names, {"zig.md": ENTRY.format("Zig", "trial") + "\nA secret of the house.\n"})
    says(names)
    (path,) = (tmp_path / "cache").iterdir()
    assert b"Zig" in path.read_bytes()
    assert b"secret" not in path.read_bytes()


def test_what_was_read_is_noted(names: Path) -> None:
    """The notes of two readings of the same files are the same."""
    first, second = WatchedTree(names), WatchedTree(names)
    for tree in (first, second):
        tree.names()
        tree.read("radar.yaml")
    assert first.notes == second.notes
    assert first.holds(second.notes)
    write(names, {"radar.yaml": "title: Other\n"})
    assert not first.holds(second.notes)
