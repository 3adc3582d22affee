"""A site is put where it may be, and nowhere else."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.files import OutputTarget, Places

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
SITE = {"index.html": b"page\n", "entries/a.html": b"a\n"}
READS = ("radar.yaml", "rust.md", "words/en.yaml", "pictures/a.png", "teams/blue/go.md")
OTHERS = (
    *("above.txt", "work/.git/HEAD", "work/.git/config", "work/src/main.py", "work/.env/key"),
    *("work/themes/own/theme.yaml", "outside/x", "store/HEAD", "store/objects/0", "store/refs/0"),
    *("work/linked/.git", "work/bare.git/HEAD", "work/bare.git/objects/0", "work/bare.git/refs/0"),
)
LINKS = {
    "work/out": "../outside",
    "work/in": "src/made",
    "work/hidden": ".env",
    "work/repo": ".git",
    "work/up": "..",
    "work/radar": "entries",
    "work/gone": "../nowhere",
    "work/git": "../store",
    "work/entries/pics": "pictures",
}
PARTS = st.sampled_from(
    ["entries", "pictures", "words", "teams", "blue", "src", "site", "new", "..", ".", ".git",
     ".GIT", ".env", "out", "in", "hidden", "repo", "up", "radar", "gone", "git", "themes", "own",
     "linked", "bare.git", "outside", "work", "pics", "page.html", "x.HTM"]
)  # fmt: skip


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a radar in `entries`, in which the test runs."""
    make(tmp_path)
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def make(folder: Path) -> None:
    """Make a working folder with everything that a site must leave alone."""
    for name in (*OTHERS, *(f"work/entries/{name}" for name in READS)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    for link, target in LINKS.items():
        (folder / link).symlink_to(target)


def target(path: str | Path, *, from_settings: bool = False, single: bool = False) -> OutputTarget:
    """Return where a site of the radar in `entries` goes."""
    radar = Path("entries")
    reads = (*(radar / name for name in READS), Path("themes/own/theme.yaml"))
    return OutputTarget(
        Path(path), Places(radar, reads, from_settings=from_settings), single=single
    )


def put(path: str | Path, *, from_settings: bool = False, single: bool = False) -> None:
    """Put a site somewhere, as a build does."""
    place = target(path, from_settings=from_settings, single=single)
    place.check()
    place.write({"index.html": SITE["index.html"]} if single else SITE)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file and link below a folder."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return {
        path.relative_to(folder).as_posix(): os.fsencode(os.readlink(path))
        if path.is_symlink()
        else path.read_bytes()
        for path in found
    }


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Make a working folder for one example, and work in it."""
    with tempfile.TemporaryDirectory() as made:
        make(Path(made))
        with contextlib.chdir(Path(made) / "work"):
            yield Path(made).resolve()


@settings(max_examples=20)
@given(st.lists(PARTS, min_size=1, max_size=4), st.booleans(), st.booleans(), st.booleans())
def test_wherever_it_is_put_nothing_else_is_touched(
    parts: list[str], from_settings: bool, is_absolute: bool, single: bool
) -> None:
    """No target deletes or changes a file, writes into Git or, from the settings, leaves."""
    with scratch() as folder:
        before = files(folder)
        path = "/".join((*([str(folder / "work")] if is_absolute else []), *parts))
        for _ in range(2):  # the second one replaces what the first one made
            with contextlib.suppress(BadCall):
                put(path, from_settings=from_settings, single=single)
        after = files(folder)
        assert before.items() <= after.items()
        for new in after.keys() - before.keys():
            assert ".git" not in new.lower().split("/")
            assert not new.startswith(("store/", "work/bare.git/"))
            if from_settings:
                assert new.startswith("work/")
                assert not Path(new).parts[1].startswith(".")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("entries", "is the radar's folder"),
        ("radar", "is the radar's folder"),
        (".", "is the folder in which the command runs"),
        ("src/..", "is the folder in which the command runs"),
        ("..", "holds the folder in which the command runs"),
        ("up", "holds the folder in which the command runs"),
        ("/", "holds the folder in which the command runs"),
        ("entries/pictures", r"holds entries/pictures/a\.png, which the radar is made of"),
        ("entries/pics", r"holds entries/pictures/a\.png, which the radar is made of"),
        ("entries/teams", r"holds entries/teams/blue/go\.md"),
        ("themes", r"holds themes/own/theme\.yaml"),
        (".git", r"inside a \.git folder"),
        (".git/x", r"inside a \.git folder"),
        ("repo/x", r"inside a \.git folder"),
        ("new/.GIT/x", r"inside a \.git folder"),
        ("linked/.git/x", r"inside a \.git folder"),
        ("bare.git/site", "where Git keeps a repository"),
        ("git/hooks", "where Git keeps a repository"),
        ("page.html", "named like a page"),
        ("entries/kafka.md", r"kafka\.md would be a folder where the radar reads a file"),
        ("radar/new.YML/site", r"new\.YML/site would be a folder where the radar reads a file"),
    ],
)
def test_no_place_for_a_site(work: Path, path: str, why: str) -> None:
    """The message says what is there, whoever chose the place."""
    for from_settings in (False, True):
        why = "not below" if from_settings and why.startswith("holds the folder") else why
        with pytest.raises(BadCall, match=why):
            target(path, from_settings=from_settings).check()


@pytest.mark.parametrize("name", ["assets/notes.md", "assets/a/b.YAML", "assets/c.yml"])
def test_no_file_of_a_site_is_read_as_one_of_the_radar(work: Path, name: str) -> None:
    """A theme's asset with such a name is published outside the radar's folder only."""
    with pytest.raises(BadCall, match=r"would read entries/site/assets/.* as a file of its own"):
        target("entries/site").write({**SITE, name: b"x"})
    assert not (work / "entries" / "site").exists()
    target("site").write({**SITE, name: b"x"})
    assert (work / "site" / name).exists()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("out/site", "not below the folder in which the command runs"),
        ("gone/site", "not below the folder in which the command runs"),
        ("../elsewhere", "not below the folder in which the command runs"),
        ("hidden/site", "begin with a dot"),
        ("new/.cache/site", "begin with a dot"),
    ],
)
def test_no_place_for_what_the_settings_say(work: Path, path: str, why: str) -> None:
    """Whoever writes `output` does not choose for the caller, who may put a site there."""
    with pytest.raises(BadCall, match=why):
        put(path, from_settings=True)
    put(path)
    assert (work / path / "index.html").exists()


@pytest.mark.parametrize(
    "path", ["site", "new/deep/site", "src/made", "in", "entries/site", "./site/", "a.md/site"]
)
def test_places_for_a_site(work: Path, path: str) -> None:
    """Folders that are absent, also in the radar's own, and links that stay inside."""
    for _ in range(2):
        put(path, from_settings=True)
    assert (work / path / "index.html").exists()


@pytest.mark.parametrize("path", [".vercel/output/static", "../public", "out/site"])
def test_places_that_the_caller_may_choose(work: Path, path: str) -> None:
    """With -o a site goes into hidden folders, outside, and over links."""
    for _ in range(2):
        put(path)
    assert (work / path / "index.html").exists()


def test_the_radar_may_be_the_working_folder(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site goes into a folder of the radar's own, and not in the place of its folders."""
    monkeypatch.chdir(work / "entries")
    places = Places(Path(), tuple(Path(name) for name in READS), from_settings=True)
    for _ in range(2):
        OutputTarget(Path("site"), places, single=False).write(SITE)
    for name in (".", "words", "pictures", "teams/blue"):
        with pytest.raises(BadCall):
            OutputTarget(Path(name), places, single=False).check()


@pytest.mark.parametrize("way", ["hidden folder", "link"])
def test_where_the_working_folder_lies_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Below a hidden folder, or reached through a link, everything is as elsewhere."""
    make(tmp_path / ".cache")
    (tmp_path / "link").symlink_to(".cache/work")
    monkeypatch.chdir(tmp_path / ("link" if way == "link" else ".cache/work"))
    put("site", from_settings=True)
    assert (tmp_path / ".cache" / "work" / "site" / "index.html").exists()


def test_a_link_that_is_turned_meanwhile(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that was allowed and leads elsewhere when the site is put there is refused."""
    (work / "src" / "made").mkdir()
    place = target("in", from_settings=True)
    place.check()
    (work / "in").unlink()
    (work / "in").symlink_to("../outside")
    with pytest.raises(BadCall, match="not below"):
        place.write(SITE)
    assert os.listdir(work.parent / "outside") == ["x"]


def test_one_page_is_a_file(work: Path) -> None:
    """A single file has the name that was asked for, and is replaced."""
    for word in (b"one", b"two\n"):
        place = target("new/Radar.HTML", from_settings=True, single=True)
        place.check()
        assert place.write({"index.html": word}) == (Path("new"), "Radar.HTML", len(word), None)
    assert os.listdir("new") == ["Radar.HTML"]
    assert Path("new/Radar.HTML").read_bytes().startswith(b"two\n<!-- made by radar: ")
    text = Path("new/Radar.HTML").read_bytes().replace(b"\n", b"\r\n")
    Path("new/Radar.HTML").write_bytes(text)
    put("new/Radar.HTML", single=True)


@pytest.mark.parametrize("there", [b"", b"<p>mine", b"changed"])
def test_a_page_of_somebody_else_is_not_replaced(work: Path, there: bytes) -> None:
    """Neither one that radar did not make, nor one that somebody changed."""
    if there == b"changed":
        put("one.html", single=True)
        there += Path("one.html").read_bytes()
    Path("one.html").write_bytes(there)
    with pytest.raises(BadCall, match=r"move it aside: mv one\.html one\.html\.old"):
        put("one.html", single=True)
    assert Path("one.html").read_bytes() == there


def test_no_place_for_a_page(work: Path) -> None:
    """A page is written neither into Git nor through a link that leaves its folder."""
    for path in (".git/x.html", "git/x.html"):
        with pytest.raises(BadCall):
            put(path, single=True)
    (work / "link.html").symlink_to("../outside/new.html")
    with pytest.raises(BadCall, match="not below"):
        put("link.html", from_settings=True, single=True)
    with pytest.raises(BadCall, match="leaves its folder"):
        put("link.html", single=True)
    assert not (work.parent / "outside" / "new.html").exists()
    (work / "beside.html").symlink_to("new.html")
    put("beside.html", single=True)
    assert (work / "new.html").exists()


def test_a_folder_named_like_a_page_is_a_folder(work: Path) -> None:
    """What is a folder already takes the whole site."""
    Path("radar.html").mkdir()
    put("radar.html")
    assert Path("radar.html/index.html").exists()
