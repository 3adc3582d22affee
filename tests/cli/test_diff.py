"""`radar diff`: what it compares, how it says so, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from .conftest import FILES, SETTINGS, Call, Git, entry, write


def test_the_last_two_editions(folder: Path, call: Call) -> None:
    """Without arguments, the newest edition is compared with the one before."""
    write(folder, FILES)
    said = call("diff")
    assert said.code == 1
    assert said.out == (
        "Ours: 2023 to Spring 2024\n\n"
        "New (1)\n  Zig  Assess, Tools\n\n"
        "Moved in (1)\n  Rust  Trial → Adopt, Tools\n        It works.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "heading", "code"),
    [
        (["2022"], "2022 to Spring 2024", 1),
        (["2022", "2023"], "2022 to 2023", 1),
        (["spring 2024", "2022"], "Spring 2024 to 2022", 1),
        (["2024", "2024"], "Spring 2024 to Spring 2024", 0),
    ],
)
def test_editions_go_by_id_or_name(
    folder: Path, call: Call, arguments: list[str], heading: str, code: int
) -> None:
    """One edition is compared with the newest, two with each other, in the order given."""
    write(folder, FILES)
    said = call("diff", *arguments)
    assert said.out.splitlines()[0] == f"Ours: {heading}"
    assert said.code == code


def test_two_folders(folder: Path, call: Call) -> None:
    """Folders need not be the radar here; what each says now is compared."""
    changed = {**FILES, "zig.md": entry("Zig", '{"2024": trial}', summary="Small.")}
    write(folder / "old", FILES)
    write(folder / "new" / "entries", changed)
    said = call("diff", "old", "new")
    assert said.code == 1
    assert said.out == (
        "Ours: old to new\n\nMoved in (1)\n  Zig  Assess → Trial, Tools (history, summary)\n"
    )
    assert call("diff", "old", "old").code == 0


def test_a_folder_against_the_radar_here(folder: Path, call: Call) -> None:
    """One folder is compared with the radar here."""
    write(folder, FILES)
    write(folder.parent / "old", {k: v for k, v in FILES.items() if k != "zig.md"})
    said = call("diff", "../old")
    assert said.out.splitlines()[0] == "Ours: ../old to ."
    assert "New (1)\n  Zig" in said.out


def commit(work: Git, folder: Path, files: dict[str, str], tag: str) -> None:
    """Commit the files, and nothing else, under a tag."""
    for old in folder.rglob("*.*"):
        if ".git" not in old.parts and old.is_file():
            old.unlink()
    write(folder, files)
    work("add", "-A")
    work("commit", "-q", "-m", tag)
    work("tag", tag)


@pytest.fixture
def history(folder: Path, work: Git) -> Git:
    """A repository with three states of a radar in `entries`, tagged v1, v2 and v3."""
    first = {f"entries/{name}": text for name, text in FILES.items()}
    second = {**first, "entries/go.md": entry("Go", '{"2023": hold}')}
    third = {**second, "entries/rust.md": entry("Rust", '{"2022": hold}', tags="[a]")}
    for tag, files in (("v1", first), ("v2", second), ("v3", third)):
        commit(work, folder, files, tag)
    return work


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("revisions", [("v1", "v2"), ("v3", "v1"), ("HEAD~1", "HEAD")])
def test_two_revisions_differ_as_their_checkouts_do(
    folder: Path, call: Call, history: Git, revisions: tuple[str, str], form: str
) -> None:
    """What Git has of two revisions is what two checkouts of them have."""
    for revision in revisions:
        history("worktree", "add", "-q", "--detach", f"../{revision}", revision)
    read = call("diff", *revisions, "--format", form)
    checkouts = call("diff", *(f"../{revision}" for revision in revisions), "--format", form)
    assert checkouts.out.replace("../", "") == read.out
    assert (checkouts.code, read.code) == (1, 1)


def test_a_revision_against_the_work_tree(folder: Path, call: Call, history: Git) -> None:
    """One revision is compared with the files as they are, committed or not."""
    assert call("diff", "HEAD").code == 0
    write(folder, {"entries/new.md": entry("New one", '{"2024": hold}')})
    said = call("diff", "HEAD")
    assert (said.code, said.out.splitlines()[0]) == (1, "Ours: HEAD to entries")
    assert "New (1)\n  New one  Hold, Tools" in said.out


def test_a_broken_work_tree_does_not_keep_revisions_from_being_compared(
    folder: Path, call: Call, history: Git
) -> None:
    """What is wrong in the files here is no matter where they are not asked for."""
    write(folder, {"entries/radar.yaml": "title: ["})
    assert call("diff", "v1", "v2").code == 1
    assert call("diff", "v1").code == 2
    shutil.rmtree(folder / "entries")
    assert call("diff", "v1", "v2").code == 1
    assert call("diff", "v1").code == 2


@pytest.mark.parametrize("below", ["entries", "docs"])
def test_it_works_from_any_folder_below(
    folder: Path, call: Call, history: Git, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    """The folder in which the command runs need not be the top of the repository."""
    (folder / below).mkdir(exist_ok=True)
    monkeypatch.chdir(folder / below)
    more = () if below == "entries" else ("--folder", "../entries")
    said = call("diff", "v1", "v2", *more)
    assert (said.code, said.err) == (1, "")
    assert "New (1)\n  Go  Hold, Tools" in said.out


def test_the_first_meaning_of_a_word_counts(folder: Path, call: Call, work: Git) -> None:
    """Edition before folder before revision; the others are named, with how to mean them."""
    commit(work, folder, {f"entries/{name}": text for name, text in FILES.items()}, "2022")
    write(folder / "2022", {**FILES, "go.md": entry("Go", "hold")})
    said = call("diff", "2022", "2023")
    assert said.out.startswith("Ours: 2022 to 2023\n")
    assert said.err == (
        "2022 is taken as an edition; to mean the folder: ./2022, or the Git revision: 2022^0\n"
    )
    assert call("diff", "./2022", "2022^0").out.startswith("Ours: ./2022 to 2022^0\n")
    work("tag", "folder")
    write(folder / "folder", FILES)
    assert "folder is taken as a folder" in call("diff", "folder", "2022").err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["v9"], "and no folder here; Git knows no revision 'v9'"),
        (["--", "--output=x", "2022"], "'--output=x' cannot be a Git revision"),
        (["2022", "../nowhere"], "Git knows no revision"),
        (["v1..v2"], "write a range as two revisions"),
        (["2022", "empty"], "there is no radar.yaml in empty"),
    ],
)
def test_what_means_nothing_is_trouble(
    folder: Path, call: Call, work: Git, arguments: list[str], says: str
) -> None:
    """A word that is no edition, folder or revision ends with exit code 2 and says so."""
    commit(work, folder, FILES, "x")
    (folder / "empty").mkdir()
    said = call("diff", *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_an_unsound_radar_is_trouble_with_its_place(folder: Path, call: Call, work: Git) -> None:
    """What is wrong in a revision is said with the revision, file and line; exit code 2."""
    commit(work, folder, {**FILES, "zig.md": entry("Zig", "adpot")}, "v1")
    commit(work, folder, FILES, "v2")
    said = call("diff", "v1", "v2")
    assert said.code == 2
    assert said.err.startswith('v1:./zig.md:4:7: unknown ring "adpot"')


@pytest.mark.parametrize("editions", ["", 'editions: ["2022"]\n'])
def test_one_edition_is_nothing_to_compare(folder: Path, call: Call, editions: str) -> None:
    """Where there are no two editions, the message says what to compare instead."""
    write(folder, {"radar.yaml": f"title: Ours\nquadrants: [Tools, Platforms]\n{editions}"})
    said = call("diff")
    assert said.code == 2
    assert "radar diff HEAD" in said.err


def test_outside_of_any_radar(folder: Path, call: Call) -> None:
    """Where there is no radar, the message says so."""
    said = call("diff")
    assert said.code == 2
    assert "there is no radar.yaml here" in said.err


def test_json_says_it_to_programs(folder: Path, call: Call) -> None:
    """JSON has ids, steps, fields and lines, and the dates of the editions."""
    write(folder, FILES)
    found = json.loads(call("diff", "2022", "--format", "json").out)
    assert found["after"] == {"label": "Spring 2024", "edition": "2024", "date": "2024-03-31"}
    rust = next(change for change in found["changes"] if change["id"] == "rust")
    assert (rust["movement"], rust["steps"], rust["before"], rust["ring"]) == (
        "in",
        1,
        "trial",
        "adopt",
    )
    assert [(line["edition"], line["note"]) for line in rust["lines"]] == [
        ("2024", {"und": "It works."})
    ]


def test_it_speaks_chinese(folder: Path, call: Call) -> None:
    """The words of the report are those of the language asked for, and columns fit its letters."""
    files = {**FILES, "radar.yaml": f"{SETTINGS}languages: [en, zh]\n"}
    write(folder, {**files, "cloud.md": entry("云原生", '{"2024": assess}')})
    said = call("diff", "--language", "zh")
    assert said.out == (
        "Ours: 2023 到 Spring 2024\n\n新增 (2)\n  Zig     评估、Tools\n  云原生  评估、Tools\n\n"
        "内移 (1)\n  Rust  试验 → 采纳、Tools\n        It works.\n"
    )


@pytest.mark.few(1)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_dates_do_not_shift_with_the_time_zone(
    folder: Path, start_radar: Callable[..., Any], zone: str
) -> None:
    """Dates are those of the files, on any machine."""
    write(folder, FILES)
    found = json.loads(start_radar("diff", "--format", "json", cwd=folder, TZ=zone).out)
    assert [found[side]["date"] for side in ("before", "after")] == ["2023-01-01", "2024-03-31"]
    history = start_radar("history", "rust", cwd=folder, TZ=zone).out
    assert "2022-01-01" in history
    assert "2024-03-31" in history


HOSTILE = "<script>alert(1)</script> [x](javascript:1) ![i](http://e/x.png) @all #1 `a` **b** | \\"


class Tags(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@pytest.fixture
def hostile(folder: Path) -> None:
    """A radar whose every text is an attack."""
    quoted = json.dumps(HOSTILE)
    settings = SETTINGS.replace("Ours", quoted).replace("Spring 2024", quoted)
    history = f'{{"2022": hold, "2024": {{ring: adopt, note: {quoted}}}}}'
    write(folder, {"radar.yaml": settings, "bad.md": entry(quoted, history)})


def test_html_shows_what_stands_in_an_entry(call: Call, hostile: None) -> None:
    """Names, notes and titles are text in HTML, whatever they are made of."""
    page = Tags(call("diff", "--format", "html").out)
    ours = {"html", "head", "meta", "title", "body", "h1", "h2", "ul", "li", "strong", "bdi", "br"}
    assert page.tags == ours
    assert page.text.count(HOSTILE) == 6


def test_markdown_shows_what_stands_in_an_entry(call: Call, hostile: None) -> None:
    """Rendered, the Markdown has no markup but ours: no link, image, code, mention or tag."""
    from pyromark import Options, html

    made = call("diff", "--format", "markdown").out
    page = Tags(html(made, options=Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH))
    assert page.tags == {"h2", "h3", "ul", "li", "strong"}
    assert page.text.count(HOSTILE) == 4
    assert "@all" not in made
    assert "#1" not in made


def test_a_terminal_obeys_nothing(folder: Path, call: Call) -> None:
    """Escape sequences and turned text reach neither terminal nor log."""
    name = '"a\\u202eb"'
    write(folder, {"radar.yaml": SETTINGS, "bad.md": entry(name, '{"2024": adopt}')})
    assert "a[U+202E]b" in call("diff").out
    assert "\u202e" not in call("diff", "--format", "json").out


BILINGUAL = {
    **FILES,
    "radar.yaml": SETTINGS.replace("name: Spring 2024", "name: {en: Spring 2024, zh: 春}").replace(
        "title: Ours", "title: Ours\nlanguages: [en, zh]"
    ),
}


def test_the_heading_is_in_the_language_that_was_asked_for(folder: Path, call: Call) -> None:
    """An edition is called by its name in that language, as everything else is."""
    write(folder, BILINGUAL)
    assert call("diff", "--language", "ZH").out.splitlines()[0].startswith("Ours: 2023 到 春")


@pytest.mark.parametrize(
    "arguments", [("diff",), ("history", "rust"), ("layout",), ("layout", "--scene")]
)
def test_a_language_that_there_is_not_is_refused(
    folder: Path, call: Call, arguments: tuple[str, ...]
) -> None:
    """Falling back in silence would look like a translation that is missing."""
    write(folder, BILINGUAL)
    said = call(*arguments, "--language", "fr")
    assert (said.code, said.out) == (2, "")
    assert "the radar has no language 'fr'; it has en, zh" in said.err


def test_an_unknown_edition_lists_those_that_there_are(folder: Path, call: Call) -> None:
    """Who mistypes an edition is told the editions, before Git is spoken of."""
    write(folder, FILES)
    assert "'2o22' is no edition (did you mean \"2022\"?)" in call("diff", "2022", "2o22").err
    assert "'x' is no edition (there are 2022, 2023, 2024)" in call("diff", "x").err


def test_a_scene_is_asked_for_alone(folder: Path, call: Call) -> None:
    """Of two wishes that exclude each other none is ignored."""
    write(folder, FILES)
    for other in (("--metrics",), ("--format", "text")):
        said = call("layout", "--scene", *other)
        assert (said.code, said.out) == (2, "")
        assert "leave out one of them" in said.err
    assert call("layout", "--scene", "--format", "json").out.startswith("{")


def test_pictures_take_the_place_of_pictures_alone(folder: Path, call: Call) -> None:
    """What somebody else drew is kept, and no link leads the pictures out of their folder."""
    write(folder, FILES)
    assert call("diff", "--pictures", "both").code == 1
    assert call("diff", "--pictures", "both").code == 1
    Path("both/after.svg").write_text("<svg>mine</svg>", encoding="utf-8")
    said = call("diff", "--pictures", "both")
    assert said.code == 2
    assert "no picture of ours" in said.err
    assert Path("both/after.svg").read_text(encoding="utf-8") == "<svg>mine</svg>"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
@pytest.mark.parametrize("link", ["both", "both/before.svg"])
def test_pictures_go_through_no_link(folder: Path, call: Call, link: str) -> None:
    """A link that came with a clone led a picture over a file outside."""
    write(folder, FILES)
    outside = folder.parent / "outside"
    outside.mkdir(exist_ok=True)
    Path(link).parent.mkdir(exist_ok=True)
    Path(link).symlink_to(outside / "new")
    said = call("diff", "--pictures", "both")
    assert said.code == 2
    assert "is a symbolic link" in said.err
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_what_came_and_went_between_two_editions_is_no_difference(
    folder: Path, call: Call, form: str
) -> None:
    """An entry that is in neither of two editions of a radar is in no form of their difference."""
    fad = entry("Fad", '{"2023": {ring: trial, note: Hype.}, "2024": removed}')
    settings = SETTINGS + '  - {id: "2025", date: 2025-01-01}\n'
    write(folder, {"radar.yaml": settings, "fad.md": fad})
    said = call("diff", "2022", "2025", "--format", form)
    assert said.code == 0
    assert "Fad" not in said.out
    write(folder, {"zig.md": entry("Zig", '{"2025": trial}')})
    said = call("diff", "2022", "2025", "--format", form)
    assert said.code == 1
    assert "Zig" in said.out
    assert "Fad" not in said.out


GONE = entry("Fad", '{"2022": {ring: trial, note: Hype.}, "2024": removed}')


@pytest.mark.parametrize(("earlier", "later", "kind"), [(1, 0, "deleted"), (0, 1, "added")])
def test_a_file_off_the_radar_that_only_one_side_has(
    folder: Path, call: Call, earlier: int, later: int, kind: str
) -> None:
    """Deleting an entry that had left is told as that, and adding one likewise: not reworded."""
    for side, has in (("one", earlier), ("two", later)):
        write(folder / side, {**FILES, **({"fad.md": GONE} if has else {})})
    said = call("diff", "one", "two")
    title = "Deleted, having left the radar before" if earlier else "Added, off the radar"
    assert (said.code, said.out) == (1, f"Ours: one to two\n\n{title} (1)\n  Fad\n")
    assert (
        f"### {title} (1)\n\n- **Fad**\n" in call("diff", "one", "two", "--format", "markdown").out
    )
    assert (
        "<strong><bdi>Fad</bdi></strong></li>" in call("diff", "one", "two", "--format", "html").out
    )
    (change,) = json.loads(call("diff", "one", "two", "--format", "json").out)["changes"]
    assert (change["id"], change["kind"], change["movement"]) == ("fad", kind, None)
    assert (change["ring"], change["before"], change["fields"]) == (None, None, [])


def test_a_file_off_the_radar_that_reads_differently_is_reworded(folder: Path, call: Call) -> None:
    """What both sides have, off the radar, differs by its words alone."""
    write(folder / "one", {**FILES, "fad.md": GONE})
    write(folder / "two", {**FILES, "fad.md": GONE.replace("Text.", "Words.")})
    (change,) = json.loads(call("diff", "one", "two", "--format", "json").out)["changes"]
    assert (change["kind"], change["fields"]) == ("reworded", ["text"])
    assert "Reworded (1)\n  Fad" in call("diff", "one", "two").out


def test_every_change_says_its_kind(folder: Path, call: Call) -> None:
    """Programs read in one word what people read as the heading of a group."""
    write(folder / "one", FILES)
    write(folder / "two", FILES)
    write(folder / "two", {"rust.md": entry("Rust", '{"2022": trial, "2024": hold}')})
    write(folder / "two", {"go.md": entry("Go", '{"2024": hold}')})
    (folder / "two" / "zig.md").unlink()
    found = json.loads(call("diff", "one", "two", "--format", "json").out)["changes"]
    kinds = {change["id"]: (change["kind"], change["movement"]) for change in found}
    assert kinds == {"go": ("new", "new"), "rust": ("out", "out"), "zig": ("removed", "removed")}
