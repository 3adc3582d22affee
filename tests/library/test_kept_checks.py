"""A check of files that did not change says what the last one said, and reads them only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.errors import BrokenPlugin
from radar.files.cache import VARIABLE
from radar.library import checking
from radar.pipeline import kept_checks
from radar.plugins.finding import _FoundPlugins

ENTRY = "---\nname: {}\nquadrant: A\nring: hold\n---\nIt [leads](b.md).\n"
FILES = {
    "radar.yaml": "title: Ours\nquadrants: [A, B, C, D]\n",
    "a.md": ENTRY.format("Alpha"),
    "b.md": ENTRY.format("Beta"),
}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@contextmanager
def a_desk(folder: Path) -> Iterator[tuple[Path, list[str], pytest.MonkeyPatch]]:
    """Begin a radar; yield where it is, the list of what is checked, and what sets the cache."""
    write(folder / "ours", FILES)
    checked = list[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "ours")  # what is kept may not lie where a command runs
        patch.setenv(VARIABLE, str(folder / "cache"))
        keep = kept_checks.keep_check

        def note_and_keep(*arguments: object) -> None:
            checked.append("a radar")
            keep(*arguments)  # type: ignore[arg-type]

        patch.setattr(kept_checks, "keep_check", note_and_keep)
        yield folder / "ours", checked, patch


def test_a_second_check_compares_files_only(tmp_path: Path) -> None:
    """It says what the first said, its summary too, in the words of where it runs."""
    with a_desk(tmp_path) as (ours, checked, _):
        write(ours, {"a.md": ENTRY.format("Alpha\nrelated: [a]")})
        first = checking.inspect(ours)
        assert [problem.code for problem in first.problems] == ["twice"]
        assert checking.inspect(ours) == first
        assert checked == ["a radar"]
        assert checking.inspect(Path()).problems[0].path == "a.md"


def _answer(found: object, *_: object) -> object:
    return found


def test_what_follows_from_more_than_files_is_checked(tmp_path: Path) -> None:
    """A theme of one's own, files for other tools, and checks of other packages."""
    with a_desk(tmp_path) as (ours, checked, patch):
        for more in ("theme: contrast\n", "export: [backstage]\n", ""):
            write(ours, {"radar.yaml": FILES["radar.yaml"] + more})
            if not more:
                found = _FoundPlugins((), (BrokenPlugin("it cannot be used"),))
                patch.setattr(kept_checks, "find_plugins", partial(_answer, found))
            checked.clear()
            for _ in range(2):
                checking.inspect(ours)
            assert len(checked) == 2


def test_a_file_beside_the_folder_is_seen(tmp_path: Path) -> None:
    """An entry that is saved beside the folder is told, though no file of the radar changed."""
    with a_desk(tmp_path) as (ours, _, patch):
        patch.chdir(tmp_path)
        assert checking.inspect(ours).problems == ()
        write(tmp_path, {"kafka.md": ENTRY.format("Kafka")})
        assert [problem.code for problem in checking.inspect(ours).problems] == ["misplaced-entry"]
        (tmp_path / "kafka.md").unlink()
        assert checking.inspect(ours).problems == ()


TEXTS = st.sampled_from(
    (ENTRY.format("Alpha"), ENTRY.format("Gamma\nrelated: [b]"), "---\nname: [\n---\n", "")
)
CHANGES = st.dictionaries(st.sampled_from(("a.md", "b.md", "c.md")), st.none() | TEXTS)


@given(st.lists(CHANGES, max_size=4))
def test_a_check_says_what_one_without_a_cache_says(
    tmp_path_factory: pytest.TempPathFactory, edits: list[dict[str, str | None]]
) -> None:
    """Whatever is edited, added and deleted between two checks."""
    folder = tmp_path_factory.mktemp("desk")
    with a_desk(folder) as (ours, _, patch):
        for edit in edits:
            for name, text in edit.items():
                if text is None:
                    (ours / name).unlink(missing_ok=True)
                else:
                    write(ours, {name: text})
            patch.setenv(VARIABLE, "")
            anew = radar.check(ours)
            patch.setenv(VARIABLE, str(folder / "cache"))
            assert radar.check(ours) == anew
            assert radar.check(ours) == anew
