"""Whatever is put in, a radar or problems come out: a short run of what runs for long at night."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from .targets import TARGETS, make_inputs

FOUND = sorted(Path(__file__).parent.glob("found/*/*"))


CARRIED = [name for name in TARGETS if name.startswith("carried-")]


@pytest.mark.parametrize("count", [100, pytest.param(300, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", [name for name in TARGETS if name not in CARRIED])
def test_broken_input_is_taken_or_refused_and_nothing_else(name: str, count: int) -> None:
    """Each broken input is read, or refused with problems that have a place."""
    target, _ = TARGETS[name]
    for data in islice(make_inputs(name), count):
        try:
            target(data)
        except Exception as error:
            error.add_note(f"{name}: {data!r}")
            raise


@pytest.mark.parametrize("count", [40, pytest.param(1_000, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("name", CARRIED)
def test_each_row_and_cell_of_a_source_arrives_or_is_reported(name: str, count: int) -> None:
    """Each row is made an entry, merged or a located problem; each word is written or named."""
    target, _ = TARGETS[name]
    for data in islice(make_inputs(name, count), count):
        try:
            target(data)
        except Exception as error:
            error.add_note(f"{name}: {data!r}")
            raise


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_once_broke_it_breaks_it_no_more(file: Path) -> None:
    """An input that the long run found is taken or refused now."""
    TARGETS[file.parent.name][0](file.read_bytes())
