"""Files of every format, damaged at random: a report that adds up or a word, never a traceback."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall, InvalidRadar, Problem
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.own_form import write_form
from radar.exchange.registry import load_registry
from radar.files import write_folder
from radar.library.checking import check
from radar.model import Radar

from .radars import take, verdict

FILE = re.compile(r"[a-z0-9][a-z0-9._-]*(-[A-Za-z]+)*\.(md|yaml)|themes/imported/theme\.yaml")
FORMATS = tuple(name for name, each in load_registry().formats.items() if each.write)
JUNK = ('"', "'", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e999", "\n", "---", "===")
MORE = ("&a", "*a", "!!x", "\x00", "\ufeff", "<b>", "[[", "]](", "../", "é", "云", "9" * 50, "[]")
LAST = ("{}", '""', "\t", "|", "#", "\\", "\r", "=1+1", "2020-13-45", "0000-00-00", "9999-99-99")


def _said_by_check(files: Mapping[str, bytes]) -> list[Problem]:
    """Return the errors that `radar check` finds in a folder with these files."""
    with TemporaryDirectory() as folder:
        write_folder(files, Path(folder))
        problems = check(folder)
    return [
        replace(problem, path=problem.path.removeprefix(f"{folder}/"))
        for problem in problems
        if problem.severity == "error"
    ]


def _radar() -> Radar:
    entries = [
        {
            "id": field,
            "name": field.upper(),
            "text": "See [[a]] and ![p](p.png).",
            "links": [{"url": "https://x.example", "label": "z"}],
            "history": [
                {"edition": "2020", "ring": "adopt", "quadrant": field, "note": "Then."},
                {"edition": "2021", "ring": None if field == "a" else "hold", "quadrant": field},
            ],
        }
        for field in "abcd"
    ]
    editions = [{"id": "2020", "date": "2020-01-01"}, {"id": "2021", "date": "2021-01-01"}]
    axes = {"title": "Ours", "quadrants": list("ABCD"), "editions": editions}
    return Radar.model_validate({**axes, "entries": entries})


_cuts = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(("", "", *JUNK, *MORE, *LAST))),
    min_size=1,
    max_size=3,
)


@given(_cuts, st.integers(0, 20))
@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files(form: str, cuts: list[tuple[float, int, str]], which: int) -> None:
    """Every row is accounted for, and what was made passes the check."""
    files = {path: data.decode() for path, data in export_radar(_radar(), form).files.items()}
    path = sorted(files)[which % len(files)]
    for where, length, junk in cuts:
        at = int(where * len(files[path]))
        files[path] = files[path][:at] + junk + files[path][at + length :]
    try:
        found = take(files)
    except BadCall:
        return
    assert found.report.adds_up
    if found.radar is None:
        return
    files = {**write_form(found.radar), **found.files}
    assert all(FILE.fullmatch(path) for path in files)
    wrong = [problem for problem in verdict(files) if problem.severity == "error"]
    assert not wrong or form == "radar-json"  # which is taken as it is, and the report tells
    assert wrong == _said_by_check(files)
    for other in FORMATS:
        try:
            export_radar(found.radar, other)
        except InvalidRadar:
            continue
