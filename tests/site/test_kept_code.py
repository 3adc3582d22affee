"""The code of templates that a run keeps makes the pages that the templates make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from jinja2 import Environment

import radar
from radar.errors import InvalidRadar
from radar.files.cache import VARIABLE

from ..cli.conftest import entry, write

RADAR = {
    "radar.yaml": "title: Ours\nquadrants: [Tools, Platforms]\ntheme: own\n",
    "rust.md": entry("Rust", "adopt"),
    "themes/own/theme.yaml": "extends: paper\n",
}
SAYS = '{{% extends "paper/entry.html.j2" %}}{{% block text %}}<p>{}</p>{{% endblock %}}\n'


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a radar with a theme of its own; code is kept beside it."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    write(tmp_path / "ours", RADAR | {"themes/own/entry.html.j2": SAYS.format("First.")})
    return tmp_path / "ours"


def build(folder: Path) -> Mapping[str, bytes]:
    """Build a radar, and return the files of the site."""
    site = folder.parent / "site"
    radar.build(folder, site)
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def forbid_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every template that is compiled fail the test."""
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("it was compiled"))


def test_a_template_is_compiled_once(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build compiles none, and makes the same bytes."""
    first = build(ours)
    assert b"<p>First.</p>" in first["entries/rust.html"]
    forbid_compiling(monkeypatch)
    assert build(ours) == first


def test_a_changed_template_counts_at_once(ours: Path) -> None:
    """Code belongs to one source."""
    build(ours)
    write(ours, {"themes/own/entry.html.j2": SAYS.format("Other.")})
    assert b"<p>Other.</p>" in build(ours)["entries/rust.html"]
    write(ours, {"themes/own/entry.html.j2": SAYS.format("First.")})
    assert b"<p>First.</p>" in build(ours)["entries/rust.html"]


def test_a_damaged_file_is_compiled_again(ours: Path) -> None:
    """Nothing of it is run."""
    first = build(ours)
    for path in (ours.parent / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"\0")
    assert build(ours) == first
    for path in (ours.parent / "cache").iterdir():
        path.write_bytes(b"")
    assert build(ours) == first


def test_code_of_another_jinja_is_not_run(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled by other code than is installed now, or for another Python, is left."""
    build(ours)
    monkeypatch.setattr("radar.render.site.templates._COMPILERS", (__file__, __file__))
    forbid_compiling(monkeypatch)
    with pytest.raises(pytest.fail.Exception, match="compiled"):
        build(ours)


def test_a_mistake_is_found_where_it_stands(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message names the file and the line of a template whose code was kept."""
    text = '{% extends "paper/entry.html.j2" %}\n{% block text %}{{ nothing }}{% endblock %}\n'
    write(ours, {"themes/own/entry.html.j2": text})
    for _ in range(2):
        with pytest.raises(InvalidRadar, match=r"ours/themes/own/entry\.html\.j2:2: .*nothing"):
            build(ours)
        forbid_compiling(monkeypatch)
    other = ours.parent / "other"
    write(other, RADAR | {"themes/own/entry.html.j2": text})
    monkeypatch.undo()
    monkeypatch.setenv(VARIABLE, str(ours.parent / "cache"))
    with pytest.raises(InvalidRadar, match=r"other/themes/own/entry\.html\.j2:2: "):
        build(other)
