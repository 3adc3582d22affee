"""What is wrong with another package is said, with its name, and stops nothing that it need not."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from radar.errors import BadCall, BrokenPlugin, InvalidRadar
from radar.exchange import Bundle, ExportOptions, ImportOptions, export_radar, import_bundle
from radar.exchange.registry import load_registry
from radar.model import Radar
from radar.plugins.checks import run_checks

from .conftest import Install

OURS = Radar(
    title="Ours",
    quadrants=["A", "B"],
    entries=[{"id": "rust", "name": "Rust", "quadrant": "a", "ring": "adopt"}],
)
CSV = Bundle(Path("nowhere"), {"a.csv": b"name,quadrant,ring\nRust,A,Adopt\nVim,B,Hold\n"})
FORMAT = """
from radar.exchange import Certainty, Draft, Format
F = Format(name="mine", label="Mine", {})
"""
NOT_USED = [
    ("x = y", "bad:F", "NameError: name 'y' is not defined (bad, line 1)"),
    ("x = 1", "bad:F", "AttributeError: module 'bad' has no attribute 'F'"),
    ("import nowhere", "bad:F", "No module named 'nowhere' (bad, line 1)"),
    ("F = (", "bad:F", "SyntaxError: '(' was never closed (bad.py, line 1)"),
    ("raise SystemExit(3)", "bad:F", "SystemExit: 3 (bad, line 1)"),
    ("F = {}", "bad:F", "it is of the type dict, not a"),
    ("F = 1", "bad F!", "cannot be used"),
]


@pytest.mark.parametrize(("module", "value", "says"), NOT_USED)
def test_a_format_that_cannot_be_used_is_named(
    install: Install, caplog: pytest.LogCaptureFixture, module: str, value: str, says: str
) -> None:
    """The message has the format, the package and the reason; other formats go on working."""
    install("bad", module, formats={"mine": value})
    with pytest.raises(BrokenPlugin) as error:
        export_radar(OURS, "mine")
    assert str(error.value).startswith('the format "mine" of the package bad cannot be used: ')
    assert says in str(error.value)
    with caplog.at_level(logging.WARNING, "radar"):
        assert import_bundle(CSV).report.format == "csv"
        assert export_radar(OURS, "csv").files
    assert [record.message for record in caplog.records] == [str(error.value)]


@pytest.mark.parametrize(("module", "value", "says"), NOT_USED)
def test_a_check_that_cannot_be_used_is_an_error(
    install: Install, module: str, value: str, says: str
) -> None:
    """What it would have said is not known, so nobody may think that all is well."""
    install("bad", module.replace("{}", "[]"), checks={"mine": value})
    install("good", "def check(radar):\n    return []\n", checks={"fine": "good:check"})
    [problem] = run_checks(OURS)
    assert (problem.path, problem.code, problem.severity) == ("radar.yaml", "mine/failed", "error")
    assert says.replace("dict", "list").split(", not")[0] in problem.message
    assert "of the package bad" in problem.message


def test_entry_points_that_cannot_be_read_are_told(install: Install, tmp_path: Path) -> None:
    """A file that is cut off hides what its package offers, and nothing else."""
    install("bad", checks={"mine": "bad:F"})
    file = tmp_path / "site-packages" / "bad-1.0.dist-info" / "entry_points.txt"
    file.write_text("[radar.formats]\nwhat\n")
    install("good", FORMAT.format("write=print"), formats={"mine": "good:F"})
    registry = load_registry()
    assert registry.packages == {"mine": "good"}
    assert [str(fault) for fault in registry.faults] == [
        "the package bad lists its entry points in a way that cannot be read"
    ]


def test_a_name_belongs_to_one(install: Install) -> None:
    """Ours comes first; of two others the first that works, in the order of their names."""
    install("a-broken", "F = 1", formats={"mine": "a_broken:F"})
    install("b-works", FORMAT.format("write=print"), formats={"mine": "b_works:F", "csv": "x:y"})
    install(
        "c-late", FORMAT.format("write=print"), formats={"mine": "c_late:F", "other": "c_late:F"}
    )
    registry = load_registry()
    assert registry.packages == {"mine": "b-works"}
    assert [str(fault).partition(" cannot be used: ")[::2] for fault in registry.faults] == [
        (
            'the format "mine" of the package a-broken',
            "TypeError: it is of the type int, not a radar.exchange.Format",
        ),
        ('the format "csv" of the package b-works', "radar itself has a format of that name"),
        ('the format "mine" of the package c-late', "the package b-works has one of that name"),
        ('the format "other" of the package c-late', "it calls itself 'mine'; the two must be one"),
    ]


def test_a_name_is_one_that_can_be_written(install: Install) -> None:
    """On the command line, and before the stroke of a code."""
    install("odd", "F = 1", formats={"My Format": "odd:F"}, checks={"a/b": "odd:F"})
    [fault] = load_registry().faults
    assert "a name has small letters, digits and single hyphens" in str(fault)
    [problem] = run_checks(OURS)
    assert problem.code == "checks/failed"


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("read=lambda b, o: 1 / 0, write=lambda r, w: 1 / 0", "ZeroDivisionError: division by"),
        ("read=lambda b, o: None, write=lambda r, w: {}", "returned what is of the type"),
        ("read=print, write=print, misfit=len", "TypeError"),
    ],
)
def test_a_format_that_fails_is_blamed(install: Install, how: str, says: str) -> None:
    """Not ourselves: the message names format and package, and where it was."""
    install("bad", FORMAT.format(how), formats={"mine": "bad:F"})
    for call in (
        lambda: import_bundle(CSV, ImportOptions(), "mine"),
        lambda: export_radar(OURS, "mine", ExportOptions()),
    ):
        with pytest.raises(BrokenPlugin) as error:
            call()
        assert str(error.value).startswith('the format "mine" of the package bad failed: ')
        assert says in str(error.value)


def test_a_format_that_fails_to_recognise_leaves_the_others(
    install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    """It is not asked again, and the file is read in the format that it has."""
    install(
        "bad", FORMAT.format("read=print, recognise=lambda f: 1 / 0"), formats={"mine": "bad:F"}
    )
    with caplog.at_level(logging.WARNING, "radar"):
        assert import_bundle(CSV).report.format == "csv"
    [said] = [record.message for record in caplog.records]
    assert said.startswith(
        'the format "mine" of the package bad failed on a.csv: ZeroDivisionError'
    )


def test_a_format_may_work_in_one_direction(install: Install) -> None:
    """The other is refused in words."""
    install("one", FORMAT.format("write=print"), formats={"mine": "one:F"})
    with pytest.raises(BadCall, match="mine can be exported, and not imported"):
        import_bundle(CSV, ImportOptions(), "mine")
    install("two", FORMAT.format("read=print").replace("mine", "ours"), formats={"ours": "two:F"})
    with pytest.raises(BadCall, match="ours can be imported, and not exported"):
        export_radar(OURS, "ours")


CHECK = "from radar import Problem\ndef check(radar):\n    {}\n"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("yield Problem('', 0, 0, 'odd', 'x'); 1 / 0", "ZeroDivisionError: division by zero (bad,"),
        ("return 1", "'int' object is not iterable"),
        ("yield 'x'", "it yields what is of the type str, not a radar.Problem"),
        ("yield Problem(1, 0, 0, 'odd', 'x')", "path, code, message and hint of a problem"),
        ("yield Problem('', None, 0, 'odd', 'x')", "line and column of a problem are numbers"),
        ("yield Problem('', 0, 0, 'Odd Code', 'x')", "'Odd Code' is no code"),
        ("yield Problem('', 0, 0, 'odd', 'x', severity='fatal')", "'fatal' is no severity"),
        ("yield Problem('', 0, 0, 'odd', 'x', None)", "message and hint of a problem are texts"),
        ("raise SystemExit", "SystemExit"),
        ("return check(radar)", "RecursionError"),
        ("while True: yield Problem('', 0, 0, 'odd', 'x')", "more than 1,000 problems"),
    ],
)
def test_a_check_that_fails_is_an_error(install: Install, body: str, says: str) -> None:
    """What it said before stays; checks of other packages are run all the same."""
    install("bad", CHECK.format(body), checks={"mine": "bad:check"})
    good = CHECK.format("yield Problem('a.md', 3, 1, 'odd', 'y', severity='note')")
    install("good", good, checks={"other": "good:check"})
    *before, failed, other = run_checks(OURS)
    assert failed.code == "mine/failed"
    assert failed.message.startswith('the check "mine" of the package bad failed: ')
    assert says in failed.message
    assert str(other) == "a.md:3:1: note: y  [other/odd]"
    assert {str(problem) for problem in before} <= {"radar.yaml: x  [mine/odd]"}


def test_a_copy_of_a_package_counts_once(install: Install, tmp_path: Path) -> None:
    """As for Python, the first one on the path is the package."""
    install("good", CHECK.format("yield Problem('', 0, 0, 'odd', 'y')"), checks={"a": "good:check"})
    place = tmp_path / "site-packages"
    (place / "Good-0.9.dist-info").mkdir()
    for name in ("METADATA", "entry_points.txt"):
        text = (place / "good-1.0.dist-info" / name).read_text()
        (place / "Good-0.9.dist-info" / name).write_text(text.replace("Name: good", "Name: Good"))
    assert [problem.code for problem in run_checks(OURS)] == ["a/odd"]


def test_checks_get_a_radar_that_is_sound(install: Install, tmp_path: Path) -> None:
    """Beside an error of ours a check would see half a radar, and report what is not so."""
    from radar.pipeline import check_radar

    install("good", CHECK.format("yield Problem('', 0, 0, 'odd', 'y')"), checks={"a": "good:check"})
    (tmp_path / "radar.yaml").write_text("title: Ours\nquadrants: [A, B]\n")
    (tmp_path / "rust.md").write_text("---\nname: Rust\nquadrant: a\nring: adpot\n---\n")
    with pytest.raises(InvalidRadar) as error:
        check_radar(tmp_path)
    assert [problem.code for problem in error.value.problems] == ["unknown-ring"]
    (tmp_path / "rust.md").write_text("---\nname: Rust\nquadrant: a\nring: adopt\n---\n")
    with pytest.raises(InvalidRadar) as error:
        check_radar(tmp_path)
    assert [problem.code for problem in error.value.problems] == ["a/odd"]
    assert error.value.problems[0].path == (tmp_path / "radar.yaml").as_posix()


def test_only_codes_of_installed_checks_are_ignored(install: Install) -> None:
    """A slip in the name of a check is told, as a slip in one of our codes is."""
    from radar.codes import ignorable

    with pytest.raises(BadCall, match="No check is installed"):
        ignorable(["owners/no-owner"])
    install("good", "", checks={"owners": "good:check"})
    assert ignorable(["owners/no-owner", "stale"]) == {"owners/no-owner", "stale"}
    with pytest.raises(BadCall, match='Did you mean "owners"'):
        ignorable(["owner/no-owner"])


def test_a_problem_of_a_check_is_one_line(install: Install) -> None:
    """What would move a cursor is shown, as in a name of an entry."""
    body = r"yield Problem('a.md', 1, 1, 'odd', 'one\n\x1b[2Jtwo', 'three\u202e')"
    install("good", CHECK.format(body), checks={"other": "good:check"})
    [problem] = run_checks(OURS)
    assert str(problem) == "a.md:1:1: one [2Jtwo. Three[U+202E]  [other/odd]"


def test_files_of_an_export_are_bytes(install: Install) -> None:
    """A text would fail later, in code of ours."""
    module = (
        "from radar.exchange import Exported, ExportLosses, Format\n"
        "def write(radar, wanted):\n"
        "    return Exported({'a': 'text'}, ExportLosses(radar, 'mine').make_report())\n"
        "F = Format(name='mine', label='Mine', write=write)\n"
    )
    install("bad", module, formats={"mine": "bad:F"})
    with pytest.raises(BrokenPlugin, match="returned files that are not bytes"):
        export_radar(OURS, "mine")
