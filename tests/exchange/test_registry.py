"""One list of formats: what the commands, the docs and the fuzzer have is what the registry has."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from radar.errors import BadCall
from radar.exchange import (
    Bundle,
    Certainty,
    Format,
    SourceFile,
    export_radar,
    formats,
    import_bundle,
)
from radar.exchange.registry import load_registry
from radar.model import Radar

OURS = {
    name: each
    for name, each in load_registry().formats.items()
    if name not in load_registry().packages
}


def rows(page: Path, head: str) -> Iterator[list[str]]:
    """Yield the cells of the rows of a table, without marks of code."""
    table = page.read_text("utf-8").partition(f"\n{head}")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]


def test_the_docs_list_what_there_is(root: Path) -> None:
    """Name, label, directions and forms, in the order of the registry."""
    listed = [*rows(root / "docs" / "import.md", "| format | what it is |")]
    assert listed == [
        [
            name,
            each.label,
            "✓" if each.read else "",
            ("✓" if each.write else "")
            + (f" --form {', '.join(each.forms)}" if each.forms[1:] else ""),
        ]
        for name, each in OURS.items()
    ]
    assert [row[0] for row in rows(root / "docs" / "import.md", "| | editions |")] == [*OURS]


def test_the_docs_explain_each_field_of_a_format(root: Path) -> None:
    """In the order in which a format has them."""
    page = root / "docs" / "extending.md"
    assert [row[0] for row in rows(page, "| field |")] == [each.name for each in fields(Format)]


def test_the_fuzzer_knows_every_format(root: Path) -> None:
    """Each that is read has a sample of which variants are tried."""
    samples = (root / "tests" / "fuzz" / "targets.py").read_text("utf-8").partition("SAMPLES")[2]
    assert {name for name, each in OURS.items() if each.read} <= {
        name.partition("/")[0] for name in re.findall('\n    "([a-z/-]+)": ', samples)
    }


@pytest.mark.parametrize("name", OURS)
def test_help_lists_every_format(name: str) -> None:
    """`radar import --help` and `radar export --help` say what each is."""
    from click.testing import CliRunner

    from radar.cli import group

    for command in ("import", "export"):
        text = " ".join(CliRunner().invoke(group, [command, "--help"]).output.split())
        there = OURS[name].read if command == "import" else OURS[name].write
        assert (f"{name} {OURS[name].label}" in text) == bool(there)


def test_a_format_that_there_is_not_is_told() -> None:
    """With the one that was meant, or all of them; the same on both ways."""
    ours = Radar(title="Ours", quadrants=["A", "B"])
    for call in (
        lambda name: export_radar(ours, name),
        lambda name: import_bundle(Bundle(Path("nowhere"), {}), format=name),
    ):
        with pytest.raises(BadCall, match="no format 'byro'; did you mean \"byor\""):
            call("byro")
        with pytest.raises(BadCall, match=f"no format 'x'; there are {', '.join(OURS)}"):
            call("x")
        with pytest.raises(BadCall, match="no format '7'"):
            call(7)


@pytest.mark.parametrize(
    ("name", "label", "use", "says"),
    [
        ("My Format", "Mine", print, "is no name"),
        ("mine", " ", print, "has no label"),
        ("mine", "Mine", None, "neither read nor written"),
    ],
)
def test_a_format_is_checked_when_it_is_made(name: str, label: str, use: object, says: str) -> None:
    """So that who writes one sees the mistake at once."""
    with pytest.raises(ValueError, match=says):
        Format(name=name, label=label, write=use)  # type: ignore[arg-type]


def test_the_surest_format_gets_a_file() -> None:
    """A spreadsheet is what no tool says to be its own."""
    table = Bundle(Path("nowhere"), {"a.csv": b"name,ring,quadrant,isNew\n"})
    sure = {name: each.recognise(SourceFile(table, "a.csv")) for name, each in OURS.items()}
    assert {name: certainty for name, certainty in sure.items() if certainty} == {
        "byor": Certainty.LIKELY,
        "csv": Certainty.POSSIBLE,
    }


def test_all_files_are_looked_at() -> None:
    """The radar may come after a hundred files of something else."""
    files = {f"{n:03}.json": b'{"a": 1}' for n in range(100)}
    files["z.json"] = b'[{"name": "A", "ring": "Adopt", "quadrant": "Tools"}]'
    bundle = Bundle(Path("nowhere"), files)
    assert import_bundle(bundle).report.format == "byor"


def test_a_new_file_is_a_new_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else has to be changed for it to be listed, recognised and read."""
    (tmp_path / "of_mine.py").write_text(
        "from radar.exchange.format import Certainty, Format\n"
        "from radar.exchange.toolkit.draft import Draft\n"
        "def recognise(file):\n"
        "    return Certainty.CERTAIN if file.path == 'mine.txt' else Certainty.NO\n"
        "FORMAT = Format(name='of-mine', label='Mine', recognise=recognise,\n"
        "    read=lambda bundle, options: Draft())\n"
    )
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    load_registry.cache_clear()
    try:
        assert {*load_registry().formats} == {*OURS, "of-mine"}
        bundle = Bundle(Path("nowhere"), {"mine.txt": b"x"})
        assert import_bundle(bundle).report.format == "of-mine"
    finally:
        load_registry.cache_clear()
        sys.modules.pop("radar.exchange.formats.of_mine", None)


def test_the_shell_completes_names_of_formats() -> None:
    """With what they are, for shells that show it."""
    import click

    from radar.cli.export import command
    from radar.cli.formats import FormatName

    context = click.Context(command)
    items = FormatName("write").shell_complete(context, command.params[0], "b")
    assert {item.value: item.help for item in items} == {
        name: OURS[name].label for name in ("backstage", "byor")
    }
