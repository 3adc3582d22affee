"""Ids that are made of names, readable and the same for ever; and numbers with their nouns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.text import slug


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Große Datei", "grosse-datei"),
        ("GROẞ", "gross"),
        ("Smørrebrød", "smorrebrod"),
        ("Æther œuvre", "aether-oeuvre"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Þór, Ísafjörður", "thor-isafjordur"),
        ("ılık", "ilik"),
    ],
)
def test_letters_of_latin_alphabets_are_spelt_as_readers_spell_them(name: str, made: str) -> None:
    """`Große Datei` became `gro-u00df-e-datei`, in file names and addresses that people read."""
    assert slug(name) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Apache Pulsar", "apache-pulsar"),
        ("Überwachung mit Prometheus", "uberwachung-mit-prometheus"),
        ("Ångström, Citroën, Señor", "angstrom-citroen-senor"),
        ("C++", "c-plus-plus"),
        ("R&D", "r-and-d"),
        ("polly.js", "polly.js"),
        ("云原生", "u4e91-u539f-u751f"),
        ("Кафка", "u041a-u0430-u0444-u043a-u0430"),
        ("-dash", "dash"),
        ("🚀🎉", "dbd815cb"),
    ],
)
def test_ids_that_were_readable_stay(name: str, made: str) -> None:
    """An id is an address and the name of a file; histories and links hang on it."""
    assert slug(name) == made


@given(st.text("aZ9ßæŁ云. -_+🚀é", max_size=100))
def test_an_id_is_its_own_id(name: str) -> None:
    """What was made once is never made into something else."""
    assert slug(slug(name)) == slug(name)


COUNTED = re.compile(r" (?:more )?(?:entries|files|rows|notes|words|themes|cells)\b(?! the)")
LIMIT = re.compile("(?:more than|of|of the) $")  # "1 of the 140 words", "more than 300 files"


def triples(values: list[ast.expr]) -> Iterator[tuple[ast.expr | str, ast.expr, ast.expr]]:
    """Yield what stands before each part of a text, the part, and what follows it."""
    return zip(["", *values], values, values[1:], strict=False)


def test_messages_count_by_one_helper() -> None:
    """No plural of the package follows a number of its own accord, so that 1 is "1 entry"."""
    package = Path(__file__).resolve().parent.parent / "radar"
    found = [
        f"{path.name}:{node.lineno}: {after.value!r}"
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for before, number, after in triples(node.values)
        if isinstance(number, ast.FormattedValue)
        and isinstance(after, ast.Constant)
        and COUNTED.match(str(after.value))
        and not LIMIT.search(str(getattr(before, "value", before)))
    ]
    assert found == [], "use radar.text.number_of"
