"""Where `radar build` puts a site, from the call to the files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from radar.files.marker import fingerprint, list_hashes

from .conftest import FILES, Call, Git, write

INSIDE = {f"entries/{name}": text for name, text in FILES.items()}


def with_output(output: str) -> dict[str, str]:
    """Return a radar in `entries` whose settings say where its site goes."""
    return {**INSIDE, "entries/radar.yaml": f"{FILES['radar.yaml']}output: {output}\n"}


@pytest.mark.parametrize(
    "marker", [b"", b"Made by radar.\n", list_hashes({"main.py": fingerprint([b"run()\n"])})]
)
def test_sources_are_not_deleted(folder: Path, call: Call, marker: bytes) -> None:
    """A marker in a folder of sources, with or without true hashes, gives no right to delete."""
    write(folder, {**with_output("src"), "src/main.py": "run()\n", "src/.radar-site": ""})
    (folder / "src" / ".radar-site").write_bytes(marker)
    said = call("build", "-q")
    assert (said.code, (folder / "src" / "main.py").read_text()) == (2, "run()\n")
    assert "move this one aside: mv src src.old" in said.err


@pytest.mark.parametrize(
    ("output", "code", "says"),
    [
        ("entries", 2, "entries is the radar's folder"),
        ("way/site", 2, "not below the folder in which the command runs"),
        (".", 1, "entries/radar.yaml:7:9"),
        (".git/x", 1, "entries/radar.yaml:7:9"),
        ("new/.x", 1, "begins with a dot"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="needs symbolic links")
def test_a_radar_chooses_no_place_that_is_not_its_own(
    folder: Path, call: Call, output: str, code: int, says: str
) -> None:
    """What cannot be seen in the settings alone is refused before anything is written."""
    write(folder, {**with_output(output), "entries/.radar-site": "", "../elsewhere/x": ""})
    (folder / "way").symlink_to("../elsewhere")
    said = call("build")
    assert (said.code, said.err.count("\n")) == (code, 1)
    assert says in said.err
    assert sorted(path.name for path in folder.iterdir()) == ["entries", "way"]
    assert [path.name for path in (folder.parent / "elsewhere").iterdir()] == ["x"]


def test_a_radar_that_is_the_working_folder(folder: Path, call: Call) -> None:
    """Its site goes into `site` beside the entries, again and again, and hides nothing."""
    write(folder, FILES)
    for _ in range(2):
        assert call("build", "-q") == (0, "", "")
    assert call("check").out == ""


def test_a_site_in_a_repository(folder: Path, call: Call, work: Git) -> None:
    """A committed site that Git wrote with other line ends is replaced."""
    write(folder, {**INSIDE, "docs/CNAME": "radar.example.org\n"})
    assert call("build", "-q", "-o", "docs").code == 0
    work("add", ".")
    work("commit", "-q", "-m", "A site")
    work("rm", "-r", "-q", "--cached", ".")
    work("-c", "core.autocrlf=true", "reset", "-q", "--hard")
    assert b"\r\n" in (folder / "docs" / "index.html").read_bytes()
    assert call("build", "-q", "-o", "docs") == (0, "", "")
    assert b"\r\n" not in (folder / "docs" / "index.html").read_bytes()
    assert (folder / "docs" / "CNAME").exists()


@pytest.mark.few(1)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder in use")
@pytest.mark.parametrize("arguments", [("check", "{}"), ("build", "{}", "-o", "{}/s"), ("init",)])
def test_a_working_folder_that_was_removed(folder: Path, arguments: tuple[str, ...]) -> None:
    """A shell may stand in a folder that `git checkout` took away; it is told so."""
    write(folder, FILES)
    shell = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    radar = [sys.executable, "-m", "radar", *(word.format(folder) for word in arguments)]
    said = subprocess.run(["sh", "-c", shell, "sh", *radar], capture_output=True, text=True)
    assert (said.returncode, said.stdout) == (2, "")
    assert (
        said.stderr == "radar: the folder in which this runs was removed. Go to another one: cd\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems pass no such words")
@pytest.mark.parametrize(
    "arguments",
    [
        ("move", "zig", "trial", "--note", "\udcff"),
        ("new", "\udcff", "--quadrant", "platforms", "--ring", "hold"),
        ("snapshot", "2030", "--name", "\udcff"),
        ("diff", "\udcff"),
        ("init", "other", "--title", "\udcff"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_words_that_no_file_can_hold(folder: Path, call: Call, arguments: tuple[str, ...]) -> None:
    """A word on the command line that is not UTF-8 is refused before anything is read."""
    write(folder, FILES)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    said = call(*arguments)
    assert said.code == 2
    assert "it is not UTF-8, so no file can hold it" in said.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_single_file_is_a_file(folder: Path, call: Call) -> None:
    """`--single-file -o one.html` writes that file, and writes it anew."""
    write(folder, FILES)
    for _ in range(2):
        said = call("build", "--single-file", "-o", "one.html")
        assert said.code == 0
        assert said.err.endswith("Open one.html\n")
    assert (folder / "one.html").is_file()
    assert call("build", "-o", "two.html").err.startswith("radar: two.html is named like a page")
    assert call("build", "-q", "--single-file", "-o", "one") == (0, "", "")
    assert sorted(p.name for p in (folder / "one").iterdir()) == [".radar-site", "index.html"]
