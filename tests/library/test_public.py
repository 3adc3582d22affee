"""What `radar` exports: all of it documented by examples that run, typed, and named in the docs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import re
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import click
import pytest

import radar
from radar.cli import group


@pytest.mark.parametrize("name", sorted(radar.__all__))
def test_every_public_name_has_an_example_that_runs(name: str) -> None:
    """Who reads the help of a name sees how it is used, and that is true."""
    value = getattr(radar, name)
    documented = value if inspect.isclass(value) or callable(value) else radar
    module = importlib.import_module(getattr(documented, "__module__", "radar"))
    found = doctest.DocTestFinder(recurse=False).find(documented, name, module=module)
    examples = [example for test in found for example in test.examples]
    assert any(name in example.source + example.want for example in examples), (
        "its docstring never uses it"
    )
    runner = doctest.DocTestRunner(verbose=False)
    for test in found:
        runner.run(test, out=lambda _: None)
    assert runner.summarize(verbose=False).failed == 0


def test_the_page_of_the_library_names_all_that_is_public(root: Path) -> None:
    """The reference has every name, and no `radar.name` that there is not."""
    page = (root / "docs" / "library.md").read_text(encoding="utf-8")
    missing = [name for name in radar.__all__ if not re.search(rf"\b{name}\b", page)]
    assert not missing
    used = set(re.findall(r"\bradar\.([A-Za-z_]+)\b(?!\.(?:svg|md))", page))
    modules = {"entries", "csv", "json", "example", "__all__"}  # fields, files, hosts
    modules |= {path.stem for path in (root / "radar").iterdir()}
    assert not used - set(radar.__all__) - modules


def test_every_error_can_be_caught_by_a_public_name() -> None:
    """Whatever the library raises on purpose is exported; errors of the command alone are not."""
    there, found = [radar.RadarError], set[type[radar.RadarError]]()
    while there:
        found.add(error := there.pop())
        there += error.__subclasses__()
    ours = {error for error in found if error.__module__.startswith("radar.")}
    of_the_command = {error for error in ours if error.__module__.startswith("radar.cli.")}
    assert ours - of_the_command == ours & {getattr(radar, name) for name in radar.__all__}


def test_dir_lists_what_there_is() -> None:
    """Completion in a notebook offers every public name before it was used."""
    assert set(radar.__all__) <= set(dir(radar))


# options that decide what the command prints, or how it exits, and not what it does
OF_THE_TERMINAL = {
    "build": {"verbose", "quiet"},
    "check": {"format", "verbose", "strict"},
    "export": {"report", "verbose"},
    "import": {"report", "verbose", "close"},  # closing is no call of the library yet
    "embed": set[str](),
}
OF_PYTHON = {"radar", "progress"}  # the folder, or a Radar; a function to call


@pytest.mark.parametrize("command", sorted(OF_THE_TERMINAL))
def test_an_option_and_its_keyword_are_one_word(command: str) -> None:
    """What `--help` lists can be given by the same name in Python, and nothing else."""
    found = group.get_command(click.Context(group), command)
    assert found is not None
    options = {
        max(param.opts, key=len).lstrip("-").replace("-", "_")
        for param in found.params
        if param.opts != ["--help"]
    }
    function = getattr(radar, "import_" if command == "import" else command)
    keywords = set(inspect.signature(function).parameters)
    assert options - OF_THE_TERMINAL[command] - {"folder"} == keywords - OF_PYTHON


@pytest.mark.thorough
def test_a_program_that_uses_it_type_checks(root: Path, tmp_path: Path) -> None:
    """Mypy finds nothing wrong in strict mode, and no Any, in a program as a user writes it."""
    program = root / "tests" / "typing" / "program.py"
    words = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(program)]
    run = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_program_that_is_type_checked_runs(root: Path, tmp_path: Path) -> None:
    """What type-checks does what it says."""
    program = root / "tests" / "typing" / "program.py"
    words = [sys.executable, str(program), str(tmp_path)]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_scene_prints_as_a_line_and_shows_itself() -> None:
    """A notebook gets a picture with words for those who do not see it, a terminal one line."""
    ours = radar.Radar(title="Ours", quadrants=["Tools", "Data"], editions=["2025", "2026"])
    scene = radar.lay_out(ours)
    assert re.fullmatch(
        r"<Scene 'Technology radar Ours, Edition 2026', en: \d+ × \d+ px, 0 blips>", repr(scene)
    )
    for shown in (scene, ours):
        picture = shown._repr_svg_()
        assert picture == radar.render_svg(scene)
        assert 'role="img"' in picture
        assert f"<desc>{scene.description}</desc>" in picture
        html = shown._repr_html_()
        assert f'alt="{scene.description}"' in html
        assert b64decode(html.partition("base64,")[2].partition('"')[0]).decode() == picture
