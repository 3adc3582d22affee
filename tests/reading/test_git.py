"""A revision in Git reads as its checkout would, and nothing else is touched or believed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from radar.errors import BadCall
from radar.reading import git
from radar.reading.tree import DiskTree, Tree
from radar.reading.yaml_nodes import Wrong

Git = Callable[..., str]


@pytest.fixture
def work(tmp_path: Path, program: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository in `tmp_path / "work"`, and a function that calls Git in it."""
    command = program("git", debian="git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    folder = tmp_path / "work"
    folder.mkdir()

    def call(*arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        whole = [command, *who, *arguments]
        done = subprocess.run(whole, cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    call("init", "-q", "-b", "main")
    return call


def write(folder: Path, **files: str) -> None:
    """Write files, with `__` in a name for a slash and `_` for a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def commit(work: Git, tag: str = "v1") -> None:
    """Commit all there is, under a tag."""
    work("add", "-A")
    work("commit", "-q", "-m", tag)
    work("tag", tag)


def contents(tree: Tree) -> dict[str, bytes | str]:
    """Read everything that a tree lists; what cannot be read is the code of why."""
    found: dict[str, bytes | str] = {}
    for name in tree.names():
        try:
            found[name] = tree.read(name)
        except Wrong as wrong:
            found[name] = wrong.code
    return found


def at(folder: Path, revision: str, *folders: str) -> dict[str, bytes | str]:
    """Read everything of a revision."""
    with git.tree(git.repository(folder), revision, folders or ("", "entries")) as tree:
        return contents(tree)


def test_a_revision_reads_as_its_checkout(tmp_path: Path, work: Git) -> None:
    """Names and bytes are those of the folder: text, images, odd names, links, hidden files."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One\r\n", entries__rust_md="---\r\n", _hidden_md="x")
    write(folder, site__index_html="made", odd_md__inner_md="x", data__a_yaml="é")
    write(folder, deep__er__odd_md__inner_md="x")
    (folder / "site" / ".radar-site").write_text("")
    (folder / 'new\nline "q" é.md').write_text("odd")
    (folder / "logo.png").write_bytes(bytes(range(256)))
    (folder / "link.md").symlink_to("data/a.yaml")
    (folder / "chain.md").symlink_to("link.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "dead.md").symlink_to("nothing.md")
    (folder / "out.md").symlink_to("../secret")
    (folder / "absolute.md").symlink_to("/etc/hostname")
    (folder / "below").symlink_to("data")
    (tmp_path / "secret").write_text("secret")
    commit(work)
    found = at(folder, "v1")
    assert found == contents(DiskTree(folder))
    assert found["chain.md"] == "é".encode()
    assert found["loop.md"] == found["dead.md"] == "dead-link"
    assert "secret" not in str(found)


def test_the_work_tree_is_neither_read_nor_touched(tmp_path: Path, work: Git) -> None:
    """A revision is what was committed; files, index and references stay as they are."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One")
    commit(work)
    write(folder, radar_yaml="title: Two")
    (folder / "untracked.md").write_text("x")
    before = work("status", "--porcelain"), (folder / ".git" / "index").read_bytes()
    assert at(folder, "HEAD") == {"radar.yaml": b"title: One"}
    assert (work("status", "--porcelain"), (folder / ".git" / "index").read_bytes()) == before


@pytest.mark.parametrize(
    ("start", "folders"),
    [(".", ["docs/tech"]), ("docs", ["tech"]), ("docs/tech", [""]), ("other", ["../docs/tech"])],
)
def test_a_radar_below_the_top_of_the_repository(
    tmp_path: Path, work: Git, start: str, folders: list[str]
) -> None:
    """The radar is found from any folder of the repository, and only its own files are read."""
    folder = tmp_path / "work"
    write(folder, docs__tech__radar_yaml="title: One", other__x_md="x", readme_md="x")
    commit(work)
    assert at(folder / start, "v1", *folders) == {"radar.yaml": b"title: One"}


def test_the_usual_folders_are_looked_into(tmp_path: Path, work: Git) -> None:
    """The first folder that has a `radar.yaml` in that revision counts."""
    folder = tmp_path / "work"
    write(folder, entries__radar_yaml="title: One")
    commit(work)
    assert at(folder, "v1") == {"radar.yaml": b"title: One"}
    with pytest.raises(BadCall, match=r"has no radar\.yaml in 'docs'"):
        at(folder, "v1", "docs")


@pytest.mark.parametrize("revision", ["--help", "-q", "", "a\nb", "a\0b", "\x1b[31m"])
def test_what_cannot_be_a_revision_is_refused(tmp_path: Path, work: Git, revision: str) -> None:
    """Options and control characters never reach Git."""
    with pytest.raises(BadCall, match="cannot be a Git revision"):
        git.resolve(git.repository(tmp_path / "work"), revision)


@pytest.mark.parametrize(
    ("revision", "says"), [("v9", "no revision 'v9'"), ("v1..HEAD", "as two revisions")]
)
def test_an_unknown_revision_is_said_to_be_unknown(
    tmp_path: Path, work: Git, revision: str, says: str
) -> None:
    """The message names the revision, and a range is explained."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    with pytest.raises(BadCall, match=says):
        at(tmp_path / "work", revision)


def test_submodules_are_left_out_with_a_note(tmp_path: Path, work: Git) -> None:
    """A submodule is no file and no folder of ours; a note says so."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One")
    commit(work)
    head = work("rev-parse", "HEAD")
    work("update-index", "--add", "--cacheinfo", f"160000,{head},vendor.md")
    work("commit", "-q", "-m", "with a submodule")
    with git.tree(git.repository(folder), "HEAD", [""]) as tree:
        assert list(tree.names()) == ["radar.yaml"]
        assert [str(note) for note in tree.notes] == [
            "vendor.md: note: this is a Git submodule; what is in it was not read  [submodule]"
        ]
        with pytest.raises(Wrong, match="folder"):
            tree.read("vendor.md")
        with pytest.raises(Wrong, match="not there") as raised:
            tree.read("nothing.md")
        assert raised.value.code == "missing-file"


def test_what_is_too_large_is_not_read(tmp_path: Path, work: Git) -> None:
    """The limit of a file is that of the disk."""
    write(tmp_path / "work", radar_yaml="x" * 5_000_001)
    commit(work)
    assert at(tmp_path / "work", "v1") == {"radar.yaml": "too-large"}


def test_a_missing_object_is_a_problem_and_not_a_fetch(tmp_path: Path, work: Git) -> None:
    """What the repository lacks is said to be missing."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One", rust_md="x")
    commit(work)
    blob = work("rev-parse", "HEAD:rust.md")
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert at(folder, "v1")["rust.md"] == "unreadable"


def test_nothing_configured_is_run(tmp_path: Path, work: Git) -> None:
    """Filters, text conversion, external diffs, monitors and hooks of a repository stay silent."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One")
    commit(work)
    trap = f"touch {tmp_path / 'sprung'}"
    for key in ("filter.x.smudge", "filter.x.clean", "diff.x.textconv", "diff.x.command"):
        work("config", key, trap)
    for key in ("core.fsmonitor", "diff.external", "core.pager", "core.sshCommand"):
        work("config", key, trap)
    write(folder, _gitattributes="* filter=x diff=x\n")
    assert at(folder, "v1") == {"radar.yaml": b"title: One"}
    assert not (tmp_path / "sprung").exists()


def test_an_environment_made_for_another_repository(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_DIR, as hooks have it, does not lead away from the repository of the radar."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert at(tmp_path / "work", "v1") == {"radar.yaml": b"title: One"}
    (tmp_path / "outside").mkdir()
    with pytest.raises(BadCall, match="GIT_DIR is set to"):
        git.repository(tmp_path / "outside")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "work" / ".git"))
    assert at(tmp_path / "outside", "v1") == {"radar.yaml": b"title: One"}


def test_what_git_sets_for_hooks_is_not_handed_on(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable that Git calls local to a repository reaches another; nothing asks or fetches."""
    every = work("rev-parse", "--local-env-vars").split()
    local = [name for name in every if "CONFIG" not in name and "REPLACE" not in name]
    assert len(local) > 8
    for name in local:
        monkeypatch.setenv(name, "")
    found = git.repository(tmp_path / "work").environment
    assert [name for name in local if name in found] == []
    assert (found["GIT_TERMINAL_PROMPT"], found["GIT_NO_LAZY_FETCH"]) == ("0", "1")


def test_a_git_that_does_not_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Git fails without a word, that is said."""
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadCall, match=f"Git does not read {tmp_path}: it does not say why"):
        git.repository(tmp_path)


def test_a_bare_repository_has_revisions_too(tmp_path: Path, work: Git) -> None:
    """Where there is no work tree at all, revisions can still be read."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    work("clone", "-q", "--bare", ".", str(tmp_path / "bare"))
    assert at(tmp_path / "bare", "v1") == {"radar.yaml": b"title: One"}


def test_no_repository_is_a_clear_message(tmp_path: Path, work: Git) -> None:
    """A folder that Git does not know is named, with what Git says."""
    (tmp_path / "plain").mkdir()
    with pytest.raises(BadCall, match=r"Git does not read .*plain: not a git repository"):
        git.repository(tmp_path / "plain")


def test_no_git_is_a_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Git installed, the message says so and names the way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadCall, match="Git is not installed"):
        git.repository(tmp_path)


def test_a_repository_of_somebody_else(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Git refuses a repository for its owner, the message says how to trust it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(BadCall, match=r"dubious ownership.*safe\.directory"):
        git.repository(tmp_path / "work")
