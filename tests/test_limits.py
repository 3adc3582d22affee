"""What a radar may ask for, which only who runs it can raise."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import radar
from radar import limits
from radar.cli import COMMANDS, group
from radar.errors import BadCall
from radar.files import MemoryTree
from radar.reading import read_tree
from radar.render.file_count import count_files

SETTINGS = "title: Ours\nquadrants: [Tools, Languages]\n"
ENTRY = "---\nname: {n}\nquadrant: tools\nring: adopt\n---\n"
LISTED = "- {{name: L{n}, quadrant: tools, ring: adopt}}\n"


def tree(files: int, listed: int, inside: int = 0) -> MemoryTree:
    """Return a radar with entries in files, in a list of a file, and in the settings."""
    made = {f"e{n}.md": ENTRY.format(n=n).encode() for n in range(files)}
    list_of = "".join(LISTED.format(n=n) for n in range(listed))
    made["a.yaml"] = f"entries:\n{list_of}".encode() if listed else b"entries: []\n"
    own = "".join(LISTED.format(n=f"i{n}") for n in range(inside))
    settings = f"{SETTINGS}entries:\n{own}" if inside else SETTINGS
    return MemoryTree({"radar.yaml": settings.encode(), **made})


@pytest.mark.parametrize("where", [(6, 0, 0), (0, 6, 0), (0, 0, 6), (2, 2, 2)])
def test_too_many_entries_are_one_problem(where: tuple[int, int, int]) -> None:
    """However entries are written, more than the limit are refused in one line."""
    with limits.entries.raise_to(6):
        sound = read_tree(tree(*where))
        assert sound.problems == ()
        assert sound.radar is not None
        assert len(sound.radar.entries) == 6
    with limits.entries.raise_to(5):
        refused = read_tree(tree(*where))
    assert refused.radar is None
    (problem,) = refused.problems
    assert (problem.path, problem.code) == ("radar.yaml", "too-many-entries")
    assert "the limit is 5" in problem.message
    assert "--max-entries" in problem.hint


def test_entries_are_not_read_before_they_are_counted() -> None:
    """Files beyond the limit are refused by their number alone, whatever is in them."""

    class Unread(MemoryTree):
        def read(self, name: str) -> bytes:
            assert name == "radar.yaml"
            return super().read(name)

    unread = Unread({"radar.yaml": SETTINGS.encode(), **{f"{n}.md": b"" for n in range(9)}})
    with limits.entries.raise_to(8):
        assert [p.code for p in read_tree(unread).problems] == ["too-many-entries"]


def written(folder: Path, editions: int, languages: int) -> Path:
    """Write a radar of one entry that asks for many pages."""
    tags = [f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"][:languages]
    settings = f"{SETTINGS}languages: [{', '.join(tags)}]\n"
    settings += f"editions: [{', '.join(f'e{n}' for n in range(editions))}]\n"
    (folder / "radar.yaml").write_text(settings, encoding="utf-8")
    entry = "---\nname: A\nquadrant: tools\nring: adopt\n---\n"
    (folder / "a.md").write_text(entry, encoding="utf-8")
    return folder


def test_a_small_file_cannot_ask_for_thousands_of_files(tmp_path: Path) -> None:
    """A site of more files than are usual for its entries is refused with both numbers."""
    folder = written(tmp_path, editions=60, languages=30)
    assert (folder / "radar.yaml").stat().st_size < 1000
    runner = CliRunner()
    words = ["build", str(folder), "-o", str(tmp_path / "site")]
    refused = runner.invoke(group, words)
    assert isinstance(refused.exception, BadCall)
    said = str(refused.exception)
    assert "1 entry, 60 editions, 30 languages" in said
    assert "the limit is 2,010" in said
    assert said.endswith(f"--max-files {count_files(radar.load(folder))}")
    assert not (tmp_path / "site").exists()


def test_the_command_line_raises_the_limit(tmp_path: Path) -> None:
    """What is refused by default is built where the option allows it, and no longer afterwards."""
    folder = written(tmp_path, editions=3, languages=2)
    site = tmp_path / "site"
    runner = CliRunner()
    asked = count_files(radar.load(folder))
    words = ["build", str(folder), "-q", "-o", str(site), "--max-files"]
    assert isinstance(runner.invoke(group, [*words, str(asked - 1)]).exception, BadCall)
    assert runner.invoke(group, [*words, str(asked)]).exception is None
    pages = [path for path in site.rglob("*") if path.is_file() and "assets" not in path.parts]
    assert asked - 12 < len(pages) <= asked + 2
    assert limits.files.value is None


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_commands_that_read_a_radar_have_the_option(name: str) -> None:
    """`--max-entries` is there where entries are read, `--max-files` where files are made."""
    said = CliRunner().invoke(group, [name, "--help"]).output
    reads = name not in ("init", "schema", "themes", "words")
    assert ("--max-entries" in said) == reads
    assert ("--max-files" in said) == (name in ("build", "serve"))
