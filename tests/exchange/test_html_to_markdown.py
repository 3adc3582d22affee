"""HTML of other tools becomes Markdown that loses no word, no break in a cell, no raised letter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.exchange.toolkit.markup import to_markdown

TABLE = "<table><tr><th>a</th></tr><tr><td>{}</td></tr></table>"


@pytest.mark.parametrize(
    ("cell", "markdown"),
    [
        ("x<br>y", "x<br>y"),
        ("x<br/><br/>y", "x<br>y"),
        ("<p>x</p><p>y</p>", "x<br>y"),
        ("<ul><li>x</li><li>y</li></ul>", "\\- x<br>\\- y"),
        ("x\ny", "x y"),
    ],
)
def test_a_cell_keeps_its_line_breaks(cell: str, markdown: str) -> None:
    """What is on several lines of a cell stays in that cell."""
    assert to_markdown(TABLE.format(cell)).text == f"| a |\n| --- |\n| {markdown} |"


def test_raised_and_lowered_letters_stay() -> None:
    """`<sup>` and `<sub>` may stand in a text of ours, so they are kept."""
    html = "<p>E = mc<sup>2</sup>, H<sub>2</sub>O</p>"
    assert to_markdown(html).text == "E = mc<sup>2</sup>, H<sub>2</sub>O"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="https://a.example/>Heron</a> is a wader.', "[Heron](https://a.example/) is a"),
        ('<a href="https://a.example/>Heron</a> <i class="b">x</i>', "[Heron](https://a.example/)"),
        ("<img alt='x src=y>Heron", "Heron"),
        ('<p title="a > b">Heron</p>', "Heron"),
        ("Heron <b", "Heron \\<b"),
    ],
)
def test_a_quote_that_is_not_closed_costs_no_word(html: str, text: str) -> None:
    """A tag ends with its next `>`, and what has no end is text."""
    assert text in to_markdown(html).text


@given(st.lists(st.sampled_from(['<a href="x">', '<b title="', "<i>", "'", '"', ">", "w", " "])))
def test_no_word_is_lost_to_a_quote(pieces: list[str]) -> None:
    """Words outside of tags are in the Markdown, whichever quotes stand around them."""
    words = [f"word{n}" for n in range(len(pieces) + 1)]
    html = "".join(
        f"</a>{word}<br>{piece}" for word, piece in zip(words, [*pieces, ""], strict=True)
    )
    assert set(re.findall(r"word\d+", to_markdown(html).text)) == set(words)
