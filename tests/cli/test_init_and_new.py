"""`radar init` and `radar new`: files that are right from the start."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.cli.init import make_starter
from radar.errors import BadCall
from radar.files import MemoryTree
from radar.reading import read, read_tree

from .conftest import FILES, SETTINGS, Call, write


def test_a_starter_is_a_sound_radar(folder: Path, call: Call) -> None:
    """The starter has entries in several rings and quadrants, and nothing is wrong with it."""
    said = call("init")
    assert (said.code, said.out) == (0, "")
    first, second, third, fourth = said.err.splitlines()
    assert first == "Made entries: radar.yaml, index.md and 5 entries"
    assert second.startswith("Its first edition is ")
    assert third == "Made .gitignore"
    assert fourth == "Next: radar build"
    radar = read(Path("entries")).require_sound(strict=True)
    assert read(Path("entries")).problems == ()
    assert len({entry.ring for entry in radar.entries}) == 4
    assert radar.introduction
    assert call("check") == (0, "", "Our technology radar, 5 entries: nothing is wrong\n")


def test_a_starter_elsewhere_with_a_title(folder: Path, call: Call) -> None:
    """The folder and the title are what was asked for."""
    said = call("init", "deep/blue", "--title", 'Team "Blue": 100% # no comment')
    assert said.err.endswith("Next: radar build deep/blue\n")
    radar = read(Path("deep/blue")).require_sound()
    assert radar.say(radar.title) == 'Team "Blue": 100% # no comment'


def test_the_next_command_can_be_pasted(folder: Path, call: Call) -> None:
    """A folder with a space in its name is quoted for the shell, where it would be two words."""
    assert call("init", "Unser Radar").err.endswith("Next: radar build 'Unser Radar'\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_starter_goes_through_no_link(folder: Path, call: Call) -> None:
    """A link that came with a clone does not lead the starter to another place."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    Path("entries").symlink_to(outside)
    said = call("init")
    assert said.code == 2
    assert "entries is a symbolic link" in said.err
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_no_folder_of_a_starter_is_a_link(folder: Path, call: Call) -> None:
    """The schemas of a starter went where a link of a clone led."""
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    Path("entries").mkdir()
    Path("entries/.schema").symlink_to(outside)
    said = call("init")
    assert said.code == 2
    assert "entries/.schema is a symbolic link" in said.err
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize(
    "words",
    [("build",), ("check",), ("new", "Rust", "--quadrant", "Tools", "--ring", "adopt")],
)
def test_the_usual_folder_is_no_link_that_leaves(
    folder: Path, call: Call, words: Sequence[str]
) -> None:
    """`entries` that nobody named may be a link of a clone; what it leads to has to be named."""
    assert call("init", "../mine").code == 0
    before = sorted((folder.parent / "mine").iterdir())
    Path("entries").symlink_to("../mine")
    said = call(*words)
    assert said.code == 2
    assert "entries is a link that leaves its folder" in said.err
    assert sorted((folder.parent / "mine").iterdir()) == before
    assert call("check", "../mine").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_an_import_and_a_preview_go_through_no_link(folder: Path, call: Call) -> None:
    """A link to nothing decided where files were made."""
    Path("a.csv").write_text(
        "name,ring,quadrant\nGit,adopt,Tools\nGo,hold,Data\n", encoding="utf-8"
    )
    Path("entries").symlink_to("../nowhere")
    Path("themes.html").symlink_to("../nowhere")
    for words in (("import", "a.csv"), ("themes", "--preview")):
        said = call(*words)
        assert said.code == 2
        assert "is a link that leaves its folder" in said.err
    assert not (folder.parent / "nowhere").exists()


def test_a_starter_takes_nobodys_place(folder: Path, call: Call) -> None:
    """A radar, a file, or an entry of that name is left as it is."""
    assert call("init").code == 0
    before = {path: path.read_bytes() for path in Path("entries").rglob("*.*") if path.is_file()}
    said = call("init")
    assert said.code == 2
    assert "there is a radar in entries already" in said.err
    assert {
        path: path.read_bytes() for path in Path("entries").rglob("*.*") if path.is_file()
    } == before
    write(folder, {"file": "", "other/git.md": "mine"})
    assert "is a file" in call("init", "file").err
    assert "has a git.md already" in call("init", "other").err
    assert [path.name for path in (folder / "other").iterdir()] == ["git.md"]


@given(st.text())
def test_any_title(title: str) -> None:
    """Any title is written so that it is read back, or refused."""
    try:
        files = make_starter(title, date(2026, 12, 1))
    except BadCall:
        assert not title.strip() or not title.isprintable()
        return
    radar = read_tree(MemoryTree(files)).require_sound()
    assert radar.title["und"].split() == title.split()


def test_what_a_newcomer_does_shows_a_move(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """init, new, half a year later snapshot and move: the starter has an edition to compare with.

    Without one, the first snapshot would be the first edition, and the move would overwrite the
    only ring that there is.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795300000")
    assert "Its first edition is 2026-11;" in call("init", "tools").err
    assert "\n  - {id: 2026-11, date: 2026-11-21}\n" in Path("tools/radar.yaml").read_text()
    call("new", "Apache Kafka", "tools", "--quadrant", "platforms", "--ring", "trial")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1811800000")
    assert "first edition" not in call("snapshot", "2027-06", "tools").err
    moved = call("move", "apache-kafka", "adopt", "tools", "--note", "Runs in three products.")
    assert moved.err.count("\n") == 1
    assert call("diff", "--folder", "tools").out == (
        "Our technology radar: 2026-11 to 2027-06\n\nMoved in (1)\n"
        "  Apache Kafka  Trial → Adopt, Platforms\n"
        "                Runs in three products.\n"
    )


def test_a_new_entry_with_editions(folder: Path, call: Call) -> None:
    """The ring is recorded under the newest edition, and the radar stays sound."""
    write(folder, FILES)
    options = ("--quadrant", "TOOLS", "--ring", "caution", "--summary", "Fast: very.")
    said = call("new", "C++", *options, "--tag", "a b", "--tag", "no", "--owner", "core")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("Wrote c-plus-plus.md. Say in it")
    assert (folder / "c-plus-plus.md").read_text() == (
        "---\n"
        "name: C++\n"
        'summary: "Fast: very."\n'
        "quadrant: tools\n"
        "history:\n"
        '  "2024": hold\n'
        'tags: [a b, "no"]\n'
        "owner: core\n"
        "---\n"
    )
    entry = read(folder).require_sound(strict=True).by_id["c-plus-plus"]
    assert (entry.ring, entry.quadrant, entry.history[0].edition) == ("hold", "tools", "2024")
    assert (entry.tags, entry.owner) == (("a b", "no"), "core")


def test_a_new_entry_says_nothing_that_nobody_wrote(folder: Path, call: Call) -> None:
    """The file has no text to begin with: a prompt in it was published on twelve pages of 16."""
    write(folder, FILES)
    assert call("new", "Go", "--quadrant", "tools", "--ring", "trial").code == 0
    assert read(folder).require_sound(strict=True).by_id["go"].text == {}


def test_a_new_entry_outlives_the_names_of_its_place(folder: Path, call: Call) -> None:
    """Ids are written whatever was typed, so a ring or quadrant may be called otherwise later."""
    write(folder, {**FILES, "radar.yaml": SETTINGS + "rings: [{id: hold, name: Stop}, Go]\n"})
    (folder / "rust.md").unlink(), (folder / "zig.md").unlink(), (folder / "perl.md").unlink()
    assert call("new", "D", "--quadrant", "Platforms", "--ring", "Stop").code == 0
    renamed = SETTINGS.replace("Platforms", "{id: platforms, name: Ground}")
    write(folder, {"radar.yaml": renamed + "rings: [{id: hold, name: Halt}, Go]\n"})
    assert read(folder).require_sound(strict=True).by_id["d"].ring == "hold"


def test_owners_and_fields_are_written(folder: Path, call: Call) -> None:
    """`--owner` and `--field` may come again; a value that a field cannot have is refused."""
    fields = "fields: {risk: {name: Risk, choices: [low, high]}, runs: {name: Runs, type: list}}\n"
    write(folder, {"radar.yaml": "title: Ours\nquadrants: [Tools, Platforms]\n" + fields})
    place = ("--quadrant", "tools", "--ring", "adopt")
    more = ("--owner", "a", "--owner", "b", "--field", "risk=low", "--field", "runs=x", "--field")
    assert call("new", "Zig", ".", *place, *more, "runs=z").code == 0
    written = (folder / "zig.md").read_text("utf-8")
    assert "owner: [a, b]\nrisk: low\nruns: [x, z]\n" in written
    wrong = call("new", "Nim", ".", *place, "--field", "risk=lwo")
    assert wrong.code == 2
    assert 'did you mean "low"' in wrong.err.lower()
    assert call("new", "Nim", ".", *place, "--field", "risk").code == 2
    assert not (folder / "nim.md").exists()


def test_a_name_with_a_dash_in_front(folder: Path, call: Call) -> None:
    """What looks like an option is no dead end: the message says how to write such a name."""
    write(folder, FILES)
    options = ("--quadrant", "tools", "--ring", "hold")
    said = call("new", "-dash", *options)
    assert said.code == 2
    assert "after two dashes: -- -name" in said.err
    assert call("new", *options, "--", "-dash").code == 0
    assert "two dashes" not in call("new", "Dash", "--quadran", "tools").err


def test_a_new_entry_without_editions(folder: Path, call: Call) -> None:
    """The ring is `ring:` in a radar without editions, wherever the radar lies."""
    write(folder / "x", {"radar.yaml": "title: Ours\nquadrants: [A, B]\n"})
    assert call("new", "Zig", "x", "--quadrant", "a", "--ring", "trial").code == 0
    assert "\nring: trial\n" in (folder / "x" / "zig.md").read_text()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("rust", "there is an entry 'rust' already"),
        ("RUST", "there is an entry 'rust' already"),
        ("camel", "there is an entry 'perl' already"),
        ("open", "there is a file 'sub/open.md' already"),
        ("con", "cannot be an id, because Windows"),
        ("ReadMe", "this would be no entry, because readme.md is not read. Choose another name"),
        ("README.md", "this would be no entry, because readme.md.md is not read"),
        ("Index", "this would be no entry, because index.md is the introduction of a radar"),
        ("Polly.en", "polly.en.md would be the translation of 'polly'"),
        ("", 'there is no "name" here'),
        (" ", "there is nothing here"),
        ("a\nb", "single line"),
        ("a\x1bb", "control character"),
    ],
)
def test_a_new_entry_that_cannot_be(folder: Path, call: Call, name: str, why: str) -> None:
    """A name that is taken, or that no file can have, is refused and nothing is written."""
    write(folder, {**FILES, "sub/open.md": "not an entry yet"})
    before = sorted(folder.rglob("*"))
    said = call("new", name, "--quadrant", "tools", "--ring", "hold")
    assert said.code == 2
    assert why in said.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..", "a/../../b", "~/x", "C:\\x"]
)
def test_a_new_entry_stays_in_the_folder(folder: Path, call: Call, name: str) -> None:
    """Whatever it is called, the file of an entry lies in the radar's folder."""
    write(folder, FILES)
    before = set(folder.parent.rglob("*"))
    said = call("new", name, "--quadrant", "tools", "--ring", "hold")
    made = set(folder.parent.rglob("*")) - before
    assert said.code == 0
    assert [path.parent for path in made] == [folder]
    assert read(folder).require_sound().entries


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--ring", "hold"), "needs a quadrant. Give --quadrant, one of tools, platforms"),
        (("--quadrant", "tools"), "needs a ring. Give --ring, one of adopt, trial, assess, hold"),
        (("--quadrant", "tols", "--ring", "hold"), 'Did you mean "tools"?'),
        (("--quadrant", "tools", "--ring", "holt"), 'Did you mean "hold"?'),
        (("--quadrant", "tools", "--ring", "hold", "--owner", "\x07"), "control character"),
    ],
)
def test_options_that_are_missing_or_wrong(
    folder: Path, call: Call, options: tuple[str, ...], why: str
) -> None:
    """Without a terminal nothing is asked; what is missing or unknown is said."""
    write(folder, FILES)
    said = call("new", "Go", *options)
    assert said.code == 2
    assert why in said.err
    assert not (folder / "go.md").exists()


def test_what_is_missing_is_asked_for_on_a_terminal(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal is asked for quadrant, ring and summary; a wrong answer is asked again."""
    write(folder, FILES)
    answers = iter(["tols", "Tools", "trial", "A language."])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda _: next(answers))
    said = call("new", "Go")
    assert said.code == 0, said.err
    assert "quadrants are tools, platforms" in said.err
    entry = read(folder).require_sound().by_id["go"]
    assert (entry.quadrant, entry.ring, entry.summary["en"]) == ("tools", "trial", "A language.")


def test_a_name_is_asked_for_as_well(
    folder: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`radar new` alone asks for everything on a terminal, and says what it needs elsewhere."""
    write(folder, FILES)
    assert "needs a name: radar new NAME" in call("new").err
    answers = iter(["Go", "tools", "trial", ""])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda _: next(answers))
    assert call("new").code == 0
    assert read(folder).require_sound().by_id["go"].ring == "trial"


@given(
    name=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
    summary=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])),
    tags=st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), max_size=3),
)
def test_what_is_written_is_read_back(name: str, summary: str, tags: list[str]) -> None:
    """Name, summary and tags survive being written as YAML, whatever is in them."""
    from radar.cli.new import _front

    settings = MemoryTree({"radar.yaml": SETTINGS.encode()})
    radar = read_tree(settings).radar
    assert radar
    placed = (("name", name), ("summary", summary), ("quadrant", "tools"))
    lines = "\n".join([*_front(radar, placed, "hold", tags, {"owner": ["me"]}), ""])
    files = {"radar.yaml": SETTINGS.encode(), "x.md": lines.encode()}
    entry = read_tree(MemoryTree(files)).require_sound().entries[0]
    assert entry.name == {"und": name}
    assert entry.summary.get("en", "") == summary.rstrip()
    assert [tag.casefold() for tag in entry.tags] == list(dict.fromkeys(t.casefold() for t in tags))


def test_tags_with_commas_are_several(folder: Path, call: Call) -> None:
    """Nobody means a tag with a comma in it, and a tag that is there twice is one."""
    write(folder, FILES)
    said = call(
        "new", "Fir", "--quadrant", "tools", "--ring", "hold", "--tag", "a, b，,A", "--tag", "c"
    )
    assert said.code == 0
    assert read(folder).require_sound(strict=True).by_id["fir"].tags == ("a", "b", "c")


def test_editors_find_the_schemas(folder: Path, call: Call) -> None:
    """The starter and new entries name their schemas, and a radar without any is left alone."""
    assert call("init").code == 0
    assert call("new", "Fir", "--quadrant", "tools", "--ring", "hold").code == 0
    for name in ("radar.yaml", "git.md", "fir.md"):
        lines = Path("entries", name).read_text().splitlines()
        line = next(
            line for line in lines[:2] if line.startswith("# yaml-language-server: $schema=")
        )
        assert json.loads(Path("entries", line.partition("=")[2]).read_text())["properties"]
    assert read(Path("entries")).problems == ()
    Path("entries/.schema/entry.json").unlink()
    assert call("new", "Elm", "--quadrant", "tools", "--ring", "hold").code == 0
    assert "schema" not in Path("entries/elm.md").read_text()


def test_schemas_of_a_radar_are_saved(folder: Path, call: Call) -> None:
    """They know the radar's rings and fields, and are written through no link."""
    write(folder, FILES | {"radar.yaml": FILES["radar.yaml"] + "fields: {risk: Risk}\n"})
    assert call("schema", "--save").code == 0
    made = json.loads((folder / ".schema/entry.json").read_text())
    assert "risk" in made["properties"]
    assert "trial" in json.dumps(made["properties"]["ring"])
    (folder / ".schema/entry.json").unlink()
    (folder / ".schema/entry.json").symlink_to(folder.parent / "elsewhere")
    said = call("schema", "--save")
    assert (said.code, (folder.parent / "elsewhere").exists()) == (2, False)
    assert "is a symbolic link" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        (".gitignore", ("init",)),
        ("themes.html", ("themes", "--preview")),
    ],
)
def test_what_lies_at_a_usual_name_is_no_device(
    folder: Path, call: Call, name: str, words: Sequence[str]
) -> None:
    """A link of a clone to a device without an end took all memory."""
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).symlink_to("/dev/zero")
    said = call(*words)
    assert said.code == 2
    assert f"{name} leads to a device" in said.err
