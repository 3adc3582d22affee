"""A revision in Git reads as its checkout would, and nothing else is touched or believed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from radar.errors import BadCall
from radar.files import DiskTree, Tree, UnreadableFile
from radar.files.git import revision as git
from radar.files.git.repository import find_repository

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
        found[name] = _read(tree, name)
    return found


def _read(tree: Tree, name: str) -> bytes | str:
    try:
        return tree.read(name)
    except UnreadableFile as error:
        return error.code


def at(folder: Path, revision: str, *folders: str) -> dict[str, bytes | str]:
    """Read everything of a revision."""
    with git.tree(find_repository(folder), revision, folders or ("", "entries")) as tree:
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
        git.resolve(find_repository(tmp_path / "work"), revision)


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
    with git.tree(find_repository(folder), "HEAD", [""]) as tree:
        assert list(tree.names()) == ["radar.yaml"]
        assert [str(note) for note in tree.notes] == [
            "vendor.md: note: this is a Git submodule; what is in it was not read  [submodule]"
        ]
        with pytest.raises(UnreadableFile, match="folder"):
            tree.read("vendor.md")
        with pytest.raises(UnreadableFile, match="not there") as raised:
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
        find_repository(tmp_path / "outside")
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
    found = find_repository(tmp_path / "work").environment
    assert [name for name in local if name in found] == []
    assert (found["GIT_TERMINAL_PROMPT"], found["GIT_NO_LAZY_FETCH"]) == ("0", "1")


def test_a_git_that_does_not_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Git fails without a word, that is said."""
    program = tmp_path / "git"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    plant(tmp_path / ".git")
    with pytest.raises(BadCall, match=f"Git does not read {tmp_path}: it does not say why"):
        find_repository(tmp_path)


def test_a_bare_repository_is_read_where_it_is_named(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody can commit what makes a folder a bare repository; GIT_DIR is the caller's word."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    bare = tmp_path / "bare"
    work("clone", "-q", "--bare", ".", str(bare))
    with pytest.raises(BadCall, match=r"bare looks like a bare one, .* where GIT_DIR names it"):
        at(bare, "v1")
    monkeypatch.setenv("GIT_DIR", str(bare))
    assert at(bare, "v1") == {"radar.yaml": b"title: One"}


def plant(folder: Path, config: str = "[core]\n\tbare = true\n") -> None:
    """Make a folder one that Git takes for a bare repository, with a configuration of its own."""
    (folder / "objects").mkdir(parents=True)
    (folder / "refs" / "heads").mkdir(parents=True)
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    (folder / "refs" / "heads" / "main").write_text(f"{'12' * 20}\n")
    (folder / "config").write_text(config)


@pytest.mark.parametrize("where", ["", "docs", "docs/tech", "docs/tech/entries"])
def test_a_planted_repository_does_not_hide_the_real_one(
    where: str, tmp_path: Path, work: Git
) -> None:
    """Files that look like a bare repository, in the folder or above it, change nothing."""
    folder = tmp_path / "work" / "docs" / "tech" / "entries"
    write(tmp_path / "work", docs__tech__entries__radar_yaml="title: One")
    commit(work)
    plant(tmp_path / "work" / where)
    assert at(folder, "v1") == {"radar.yaml": b"title: One"}


def test_an_empty_folder_that_is_called_like_a_repository(tmp_path: Path, work: Git) -> None:
    """A `.git` with nothing in it is none; one that is broken is not passed over in silence."""
    folder = tmp_path / "work" / "entries"
    write(folder, radar_yaml="title: One")
    commit(work)
    (folder / ".git").mkdir()
    assert at(folder, "v1") == {"radar.yaml": b"title: One"}
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    with pytest.raises(BadCall, match=r"would read the repository in \S*\bwork/\.git, not "):
        find_repository(folder)
    (folder / ".git" / "HEAD").unlink()
    (folder / ".git").rmdir()
    (folder / ".git").write_text("gitdir: nowhere")
    with pytest.raises(BadCall, match=r"not a git repository: \S*nowhere"):
        find_repository(folder)


def test_a_further_work_tree_of_a_repository(tmp_path: Path, work: Git) -> None:
    """A work tree whose `.git` is a file, as submodules have it, is read as any other."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    work("worktree", "add", "-q", "--detach", str(tmp_path / "other"))
    assert at(tmp_path / "other", "v1") == {"radar.yaml": b"title: One"}


def test_git_is_not_looked_for_beyond_a_ceiling(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIT_CEILING_DIRECTORIES bounds the search, as it bounds that of Git."""
    folder = tmp_path / "work" / "entries"
    write(folder, radar_yaml="title: One")
    commit(work)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path / "work"))
    with pytest.raises(BadCall, match="not a git repository"):
        find_repository(folder)


def test_what_a_partial_clone_lacks_is_not_fetched(tmp_path: Path, work: Git) -> None:
    """However a repository allows its own transport, no Git starts it, old ones included."""
    folder = tmp_path / "work"
    write(folder, radar_yaml="title: One", rust_md="x")
    commit(work)
    blob = work("rev-parse", "HEAD:rust.md")
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    spring = f"sh -c touch% {tmp_path / 'sprung'}"
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{spring}",
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }.items():
        work("config", key, value)
    subprocess.run(["git", "cat-file", "-p", blob], cwd=folder, capture_output=True, check=False)
    assert (tmp_path / "sprung").exists(), "the trap does not work"
    (tmp_path / "sprung").unlink()
    found = find_repository(folder)
    forgetful = {k: v for k, v in found.environment.items() if k != "GIT_NO_LAZY_FETCH"}
    for repository in (found, replace(found, environment=forgetful)):
        with git.tree(repository, "v1", [""]) as tree:
            assert contents(tree)["rust.md"] == "unreadable"
    assert not (tmp_path / "sprung").exists()


@pytest.mark.skipif(os.name == "nt", reason="a program is a script here")
def test_git_is_the_one_that_the_path_names_in_full(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program called git in the working folder is never run, also where the PATH allows it."""
    write(tmp_path / "work", radar_yaml="title: One")
    commit(work)
    (tmp_path / "work" / "git").write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n")
    (tmp_path / "work" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path / "work")
    assert at(Path(), "v1") == {"radar.yaml": b"title: One"}
    assert not (tmp_path / "sprung").exists()


def test_a_link_on_the_way_is_followed_among_the_files(tmp_path: Path, work: Git) -> None:
    """Each part of a path may be a link; none leads out, or to what is hidden."""
    folder = tmp_path / "work" / "radar"
    write(folder, radar_yaml="title: One", pictures__a_svg="<svg/>", site__b_svg="x")
    write(folder, _hidden__a_svg="secret", site__er__b_svg="x")
    write(tmp_path / "work", outside__a_svg="secret")
    (folder / "site" / ".radar-site").write_text("")
    (folder / "way").symlink_to("pictures")
    (folder / "out").symlink_to("../outside")
    (folder / "made").symlink_to("site")
    (folder / ".seen").symlink_to("pictures")
    (folder / "unseen").symlink_to(".hidden")
    work("add", "-A")
    work("commit", "-q", "-m", "one")
    names = {
        "way/a.svg": b"<svg/>",
        "out/a.svg": "link-outside",
        "made/b.svg": b"x",
        "site/er/b.svg": b"x",
        ".seen/a.svg": "not-read",
        "unseen/a.svg": "not-read",
        "way/none.svg": "missing-file",
        "../outside/a.svg": "not-read",
    }
    with git.tree(find_repository(folder), "HEAD", [""]) as tree:
        for of in (tree, DiskTree(folder)):
            assert {name: _read(of, name) for name in names} == names


def test_a_commit_of_endless_files_is_refused(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trees that hold each other many times over are listed up to a limit only."""
    write(tmp_path / "work", radar_yaml="title: One", a__b_md="x", a__c_md="x")
    commit(work)
    monkeypatch.setattr(git, "_MOST_FILES", 2)
    with pytest.raises(BadCall, match="more than 2 files"):
        at(tmp_path / "work", "v1")


def plant_trees(tmp_path: Path, work: Git, depth: int, name: str, times: int, file: bool) -> None:
    """Commit a tree that holds trees within each other, each `times` over, under the tag `deep`."""
    seed = tmp_path / "seed"

    def store(kind: str, data: bytes) -> bytes:
        seed.write_bytes(data)
        return bytes.fromhex(work("hash-object", "-t", kind, "-w", "--literally", str(seed)))

    blob = store("blob", b"x")
    held = store("tree", b"100644 x\0" + blob if file else b"")
    for _ in range(depth):
        held = store(
            "tree", b"".join(b"40000 %s%d\0" % (name.encode(), n) + held for n in range(times))
        )
    top = b"40000 d\0" + held + b"100644 radar.yaml\0" + blob
    work("tag", "deep", work("commit-tree", "-m", "x", store("tree", top).hex()))


def test_a_commit_of_endless_folders_is_refused(tmp_path: Path, work: Git) -> None:
    """Folders without a file in them are counted too, or Git would list nothing for ever."""
    plant_trees(tmp_path, work, depth=20, name="d", times=10, file=False)
    with pytest.raises(BadCall, match="more than 200,000 files and folders"):
        at(tmp_path / "work", "deep")


def test_a_commit_of_endless_paths_is_refused(tmp_path: Path, work: Git) -> None:
    """A path that no checkout could have is not taken apart, which would take its square."""
    plant_trees(tmp_path, work, depth=20, name="d" * 250, times=1, file=True)
    with pytest.raises(BadCall, match="paths that no system can hold"):
        at(tmp_path / "work", "deep")


def test_a_damaged_file_is_told_and_the_others_are_read(tmp_path: Path, work: Git) -> None:
    """Git says how large a damaged file is, and ends itself; nothing is taken for its content."""
    write(tmp_path / "work", radar_yaml="title: One", a_md=os.urandom(900).hex(), b_md="x")
    commit(work)
    damaged = work("rev-parse", "HEAD:a.md")
    path = tmp_path / "work" / ".git" / "objects" / damaged[:2] / damaged[2:]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:500])
    found = at(tmp_path / "work", "v1")
    assert found == {"a.md": "unreadable", "b.md": b"x", "radar.yaml": b"title: One"}


def test_no_repository_is_a_clear_message(tmp_path: Path, work: Git) -> None:
    """A folder that Git does not know is named, with what Git says."""
    (tmp_path / "plain").mkdir()
    with pytest.raises(BadCall, match=r"Git does not read .*plain: not a git repository"):
        find_repository(tmp_path / "plain")


def test_no_git_is_a_clear_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Git installed, the message says so and names the way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadCall, match="Git is not installed"):
        find_repository(tmp_path)


def test_a_repository_of_somebody_else(
    tmp_path: Path, work: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Git refuses a repository for its owner, the message says how to trust it."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(BadCall, match=r"dubious ownership.*safe\.directory"):
        find_repository(tmp_path / "work")
