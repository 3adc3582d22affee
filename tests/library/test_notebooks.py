"""A radar shows itself in notebooks, in the notebooks themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

from ..conftest import missing

CODE = """import radar
rust = radar.Entry(id="rust", name="R&D <3", quadrant="tools", ring="trial")
ours = radar.Radar(title='Our "own"', quadrants=["Tools", "Data"], entries=[rust])"""
ALT = 'Technology radar Our "own": 1 entry, '


def run(*command: str, cwd: Path) -> str:
    """Run a program written in Python; return what it printed."""
    words = [sys.executable, "-m", *command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.thorough
@pytest.mark.parametrize("last", ["ours", "radar.lay_out(ours)"])
def test_jupyter_shows_a_radar_with_alternative_text(last: str, tmp_path: Path) -> None:
    """A cell that ends in a radar or a scene is a picture with words, for exports an SVG too."""
    if not (find_spec("nbconvert") and find_spec("ipykernel")):
        missing("Jupyter's nbconvert and ipykernel", 'pip install -e ".[test]"')
    cell = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": []}
    book = {"cells": [{**cell, "source": f"{CODE}\n{last}"}], "metadata": {}, "nbformat": 4}
    (tmp_path / "ours.ipynb").write_text(json.dumps({**book, "nbformat_minor": 5}))
    for form in ("notebook", "html"):
        run("nbconvert", "--to", form, "--execute", "--output", "made", "ours.ipynb", cwd=tmp_path)
    (shown,) = json.loads((tmp_path / "made.ipynb").read_text())["cells"][0]["outputs"]
    assert set(shown["data"]) == {"text/plain", "text/html", "image/svg+xml"}
    page = (tmp_path / "made.html").read_text(encoding="utf-8")
    assert ALT in unescape(page.partition(" alt=")[2][:100])
    assert page.count("<img ") == 1


@pytest.mark.thorough
def test_marimo_shows_a_radar_with_alternative_text(tmp_path: Path) -> None:
    """The output of a cell is the picture; marimo is large, so it is tried where it is."""
    pytest.importorskip("marimo", reason="needs marimo, which tests do not install")
    body = "".join(f"    {line}\n" for line in [*CODE.splitlines(), "ours"])
    text = f"import marimo\n\napp = marimo.App()\n\n\n@app.cell\ndef _():\n{body}    return\n"
    (tmp_path / "ours.py").write_text(text, encoding="utf-8")
    run("marimo", "export", "html", "ours.py", "-o", "ours.html", cwd=tmp_path)
    page = (tmp_path / "ours.html").read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in page
    assert "Technology radar Our" in page
