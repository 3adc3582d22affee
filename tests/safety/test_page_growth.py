"""A long page of `static/` is judged in work that grows with its length."""

from __future__ import annotations

from functools import partial

import pytest

from radar.safety.documents import DocumentFault, document_fault

from ..growth import Reader, assert_work_in_line, read_long

PARTS = {
    "paragraphs": "<p>a</p>\n",
    "references": "a&#1; ",
    "references without an end": "&a",
    "links": "<a href='https://a.example'>a</a>",
    "attributes": "<p lang='a'>",
    "tags without an end": "<p ",
    "values without an end": "<p a='",
    "declarations without an end": "<!a",
    "comments without an end": "<!--",
    "less-than signs": "<",
}
COUNTED = {"paragraphs", "links", "attributes"}


def judge(source: bytes) -> DocumentFault | None:
    """Return why a page is refused."""
    return document_fault("google1.html", source)


def make(part: str, size: int) -> bytes:
    """Repeat a part."""
    return part.encode() * size


READERS = {name: Reader(judge, partial(make, part), 100) for name, part in PARTS.items()}


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_page_takes_work_in_line(name: str) -> None:
    """Twice the paragraphs take about twice the work."""
    assert_work_in_line(*READERS[name])


@pytest.mark.parametrize("name", READERS)
def test_a_long_page_is_judged_to_its_end(name: str) -> None:
    """No end of a tag is looked for through the rest of the page, again for each tag."""
    read_long(READERS[name])


@pytest.mark.parametrize("part", ["<p ", "<p lang='", "<!a", "<!--", "</p "])
def test_a_tag_without_an_end_is_no_page_of_words(part: str) -> None:
    """A browser may end it elsewhere than we do, so the page is refused at its line."""
    fault = judge(f"<p>a</p>\n{part}".encode())
    assert fault is not None
    assert fault.line == 2
