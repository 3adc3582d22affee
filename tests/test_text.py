"""Words that a reader sees: numbers with their nouns."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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
