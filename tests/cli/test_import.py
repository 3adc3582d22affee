"""`radar import`: a folder as a person would write it, a report, and nothing overwritten."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from radar import limits
from radar.reading import read
from radar.text import choose_words

from .conftest import Call

HEAD = "name,ring,quadrant,isNew,status,description\n"
SAMPLE = f"""\
{HEAD}\
Rust,adopt,languages & frameworks,FALSE,moved in,<p>Fast <b>and</b> safe.</p>
云原生,trial,techniques,TRUE,,
Vim,hold,tools,FALSE,,Old.
Kafka,assess,platforms,FALSE,,
"""


@pytest.fixture
def source(folder: Path) -> Path:
    """A file to import."""
    file = folder / "radar.csv"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def test_a_folder_as_a_person_would_write_it(source: Path, call: Call) -> None:
    """Front matter without noise, Markdown, readable ids; radar check has nothing to say."""
    done = call("import", source)
    assert done.code == 0, done
    assert done.err == "Made entries: 4 entries in 5 files.\n"
    assert "4 rows read = 4 entries made + 0 rows merged + 0 reported" in done.out
    folder = source.parent / "entries"
    assert (folder / "rust.md").read_text() == (
        "---\nname: Rust\nsummary: Fast and safe.\nquadrant: languages-and-frameworks\n"
        "ring: adopt\nmoved: in\n---\n\n"
        "Fast **and** safe.\n"
    )
    assert sorted(file.name for file in folder.iterdir()) == [
        "kafka.md",
        "radar.yaml",
        "rust.md",
        "u4e91-u539f-u751f.md",
        "vim.md",
    ]
    assert call("check").code == 0


def test_one_file(source: Path, call: Call) -> None:
    """--one-file writes all entries into entries.yaml."""
    assert call("import", source, "--one-file").code == 0
    names = sorted(file.name for file in (source.parent / "entries").iterdir())
    assert names == ["entries.yaml", "radar.yaml"]
    assert call("check").code == 0


def test_a_dry_run_writes_nothing(source: Path, call: Call) -> None:
    """It says what it would make."""
    done = call("import", source, "--dry-run")
    assert "Would make entries: 4 entries in 5 files. Nothing was written." in done.err
    assert [file.name for file in source.parent.iterdir()] == ["radar.csv"]


def test_what_exists_is_never_overwritten(source: Path, call: Call) -> None:
    """Without --merge or --force nothing changes; --force moves the old folder aside."""
    folder = source.parent / "entries"
    folder.mkdir()
    (folder / "mine.md").write_text("mine")
    done = call("import", source)
    assert done.code == 2
    assert "--merge updates it, --force moves it aside" in done.err
    assert call("import", source, "--force").code == 2
    (folder / "radar.yaml").write_text("title: Old")
    assert call("import", source, "--force").code == 0
    assert (source.parent / "entries.old" / "mine.md").read_text() == "mine"
    assert not (folder / "mine.md").exists()
    assert call("import", source, "--merge", "--force").code == 2


def test_rows_left_out_give_exit_code_one(source: Path, call: Call) -> None:
    """The report names the line, on the terminal and as JSON."""
    source.write_text(f"{SAMPLE}Broken,adopt\nZig,nowhere,tools,,,\n", encoding="utf-8")
    done = call("import", source, "--rings", "Adopt,Trial,Assess,Hold")
    assert done.code == 1
    assert "radar.csv:6: 2 cells under 6 columns  [broken-row]" in done.out
    done = call("import", source, "-o", "again", "--report", "json", "--rings", "Adopt,Hold")
    document = json.loads(done.out)
    assert document["rows"] == {
        "read": 6,
        "made": 2,
        "merged": 0,
        "reported": 4,
        "balanced": True,
    }
    assert document["findings"][0]["path"] == "radar.csv"


def test_nothing_usable(source: Path, call: Call) -> None:
    """A file without a usable row, or in no known format, makes no folder."""
    source.write_text("name,ring,quadrant,isNew,description\nonly,one,field,,\n")
    done = call("import", source)
    assert done.code == 2
    assert "there is no radar in this" in done.err
    source.write_text("a,b\n")
    assert "known format" in call("import", source).err
    assert call("import", "nowhere.csv").code == 2
    assert not (source.parent / "entries").exists()


def test_options(source: Path, call: Call) -> None:
    """Title, language, aliases, edition and format can be said."""
    done = call(
        "import", source, "--title", "Team Blue", "--language", "de", "--edition", "2026",
        "--alias", "Vim=Rust", "--format", "byor",
    )  # fmt: skip
    assert done.code == 1
    radar = read(source.parent / "entries").radar
    assert radar is not None
    assert (radar.say(radar.title), radar.languages) == ("Team Blue", ("de",))
    assert [edition.id for edition in radar.editions] == ["2026"]
    assert call("import", source, "--alias", "Vim").code == 2


def _written(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


def test_merging_keeps_what_people_wrote(source: Path, call: Call) -> None:
    """Rings change, missing texts are added, texts stay; comments and order stay."""
    call("import", source)
    folder = source.parent / "entries"
    (folder / "rust.md").write_text(
        "---\n# ours\nname: Rust\nring: trial   # for now\nquadrant: languages-and-frameworks\n"
        "owner: core\n---\n\nOur own words.\n"
    )
    before = _written(folder)
    source.write_text(
        SAMPLE.replace("Vim,hold", "VIM,assess")
        .replace("Kafka,assess,platforms,FALSE,,", "Kafka,assess,platforms,FALSE,,Queues.")
        .replace("云原生,trial,techniques,TRUE,,\n", "")
        + "Zig,trial,tools,TRUE,,New here.\n",
        encoding="utf-8",
    )
    dry = call("import", source, "--merge", "--dry-run")
    assert _written(folder) == before
    done = call("import", source, "--merge")
    assert (dry.out, done.code) == (done.out, 0)
    after = _written(folder)
    assert after["rust.md"] == before["rust.md"].replace("ring: trial ", "ring: adopt ")
    assert "ring: assess" in after["vim.md"]
    assert after["kafka.md"].endswith("---\n\nQueues.\n")
    assert "name: Zig" in after["zig.md"]
    assert {n: t for n, t in after.items() if n.startswith(("u4e91", "radar"))} == {
        n: t for n, t in before.items() if n.startswith(("u4e91", "radar"))
    }
    assert "rust.md: trial → adopt  [moved]" in done.out
    assert "text differs; yours stay" in done.out
    assert "1 entry is not in the import" in done.out
    assert "4 rows read = 1 entry made + 3 rows merged + 0 reported" in done.out
    assert call("check").code == 0
    assert call("import", source, "--merge").err == "Changed 0 files in entries.\n"


def test_merging_an_edition(source: Path, call: Call) -> None:
    """A file becomes a further edition of the radar that is there."""
    call("import", source, "--edition", "2026-01")
    source.write_text(SAMPLE.replace("Vim,hold", "Vim,assess"), encoding="utf-8")
    done = call("import", source, "--merge", "--edition", "2026-07")
    assert done.code == 0, done
    radar = read(source.parent / "entries").require_sound()
    assert [edition.id for edition in radar.editions] == ["2026-01", "2026-07"]
    vim = radar.by_id["vim"]
    assert [(line.edition, line.ring) for line in vim.history] == [
        ("2026-01", "hold"),
        ("2026-07", "assess"),
    ]
    assert choose_words(vim.text, "en") == "Old."
    assert "hold → assess (2026-07)" in done.out


def test_merging_what_the_radar_does_not_know(source: Path, call: Call) -> None:
    """A row in a ring that is not there is reported, not guessed."""
    call("import", source)
    settings = source.parent / "entries" / "radar.yaml"
    settings.write_text(settings.read_text().replace("  - Assess\n", ""))
    (source.parent / "entries" / "kafka.md").unlink()
    done = call("import", source, "--merge")
    assert done.code == 1
    assert "Kafka: the radar here has no assess" in done.out
    assert "[not-merged]" in done.out
    assert "4 rows read = 0 entries made + 3 rows merged + 1 reported" in done.out


def test_merging_into_a_radar_that_is_found_below(source: Path, call: Call) -> None:
    """Where the folder that is named holds the radar in ./entries, that one is changed."""
    assert call("import", source).code == 0
    source.write_text(f"{HEAD}Rust,hold,languages & frameworks,FALSE,,\n")
    done = call("import", source, "--merge", "-o", ".")
    assert done.err == "Changed 1 file in entries.\n"
    assert "ring: hold" in (source.parent / "entries" / "rust.md").read_text()
    assert not (source.parent / "rust.md").exists()


def test_merging_writes_over_nothing_that_it_did_not_read(source: Path, call: Call) -> None:
    """A new entry whose file is there already, though it is no entry, is refused by name."""
    assert call("import", source).code == 0
    source.write_text(f"{HEAD}Notes,hold,tools,FALSE,,\nGo,hold,tools,FALSE,,\n")
    (source.parent / "entries" / "notes.md").mkdir()
    before = sorted((source.parent / "entries").iterdir())
    assert call("import", source, "--merge").code == 1
    (source.parent / "entries" / "notes.md").rmdir()
    (source.parent / "entries" / "notes.md").symlink_to(source.parent / "elsewhere")
    assert call("import", source, "--merge").code == 1
    assert sorted((source.parent / "entries").iterdir()) == before
    assert not (source.parent / "elsewhere").exists()


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_is_no_way_to_a_file_elsewhere(kind: str, source: Path, call: Call) -> None:
    """What a link leads to outside its folder is neither imported nor shown in a message."""
    outside = source.parent / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("TOPSECRET,x,y\n1,2,3\n")
    inside = source.parent / "inside"
    inside.mkdir()
    (inside / "data.csv").symlink_to("../outside/secret.csv")
    done = call("import", inside / "data.csv" if kind == "file" else inside)
    assert done.code == 2
    assert "link" in done.out + done.err
    assert "TOPSECRET" not in done.out + done.err
    assert not (source.parent / "entries").exists()


def test_a_link_to_a_file_beside_it_is_followed(source: Path, call: Call) -> None:
    """`latest.csv` may lead to a file in the same folder, or below it."""
    (source.parent / "latest.csv").symlink_to(source.name)
    assert call("import", source.parent / "latest.csv").code == 0


def test_an_import_says_what_the_check_says(folder: Path, call: Call) -> None:
    """Links of footer and introduction are settled; what is wrong ends both commands with 1."""
    items = folder / "source" / "radar" / "2024-01-01"
    items.mkdir(parents=True)
    for name in ("rust", "go"):
        (items / f"{name}.md").write_text(
            f"---\ntitle: {name}\nring: adopt\nquadrant: tools\n---\n\nWords.\n"
        )
    (folder / "source" / "about.md").write_text("See [it](/tools/rust.html) and [x](/old).\n")
    labels = {"title": "Ours", "footer": "[Go](/tools/go/), [imprint](/imprint) [[nobody]]"}
    (folder / "source" / "config.json").write_text(json.dumps({"labels": labels}))
    done = call("import", "source", "-o", "out")
    assert (done.code, call("check", "out").code) == (0, 0), done
    assert 'footer: "[Go](go.md), imprint nobody"' in (folder / "out" / "radar.yaml").read_text()
    assert (folder / "out" / "index.md").read_text() == "See [it](rust.md) and x.\n"
    assert "about.md: the link to '/old' leads into the old site" in done.out
    (items / "go.md").write_text(
        f"---\ntitle: Go\nring: adopt\nquadrant: tools\n---\n{'a ' * 110_000}"
    )
    dry = call("import", "source", "-o", "more", "--dry-run")
    done = call("import", "source", "-o", "more")
    assert (dry.code, done.code, call("check", "more").code) == (1, 1, 1)
    assert "[too-long]" in dry.out


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_merge_into_files_of_any_line_end(end: str, source: Path, call: Call) -> None:
    """What was checked out on Windows is merged into like any other radar."""
    assert call("import", source, "--edition", "2026-01").code == 0
    for file in (source.parent / "entries").iterdir():
        file.write_bytes(file.read_bytes().replace(b"\n", end.encode()))
    source.write_text(
        SAMPLE.replace("Vim,hold", "Vim,assess").replace(
            "Kafka,assess,platforms,FALSE,,", "Kafka,assess,platforms,FALSE,,Queues."
        ),
        encoding="utf-8",
    )
    done = call("import", source, "--merge", "--edition", "2026-07")
    assert done.code == 0, done
    assert call("check").code == 0
    for name, words in (("vim.md", "assess"), ("kafka.md", "Queues."), ("radar.yaml", "2026-07")):
        text = (source.parent / "entries" / name).read_bytes().decode()
        assert words in text
        assert set(re.findall(r"\r\n|\r|\n", text)) == {end}


def test_more_entries_are_allowed_on_the_command_line(folder: Path, call: Call) -> None:
    """What is too much for an import is refused with the option that allows it."""
    rows = "".join(f"T{n},{('adopt', 'hold')[n % 2]},{('A', 'B')[n % 2]}\n" for n in range(12))
    (folder / "in.csv").write_text(f"name,ring,quadrant\n{rows}")
    done = call("import", "in.csv", "--max-entries", "10")
    assert done.code == 2
    assert "at most 10 entries; there are 12" in done.out
    assert "--max-entries 10000" in done.out
    assert call("import", "in.csv", "--max-entries", "12").code == 0
    assert limits.imported.value == 10_000
