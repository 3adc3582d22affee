"""A long picture of somebody else's is judged in work that grows with its length."""

from __future__ import annotations

import pytest

from radar.safety.svg import Cleaned, clean_svg
from radar.safety.xml import UnsafePicture

from ..growth import Reader, assert_work_in_line, read_long
from .armed import NS

# what stands before the parts, a part, what stands after them
PARTS = {
    "elements": ("", "<g/>", ""),
    "groups without an end": ("", "<g>", ""),
    "attributes": ("<g ", "data-a{n}='b' ", "/>"),
    "names": ("", "<path id='a{n}'/>", ""),
    "repetitions": ("<path id='a'/>", "<use href='#a'/>", ""),
    "links to nothing": ("", "<use href='#a{n}'/>", ""),
    "words": ("<text>", "word ", "</text>"),
    "escaped signs": ("<text>", "&lt;", "</text>"),
    "comments": ("", "<!-- a -->", ""),
    "names of before": ("", "<path class='c{n}'/>", ""),
    "declarations": ("<g style='", "fill:red;", "'/>"),
    "functions": ("<g style='", "fill:rgb(1 2 3);", "'/>"),
    "rules": ("<style>", ".a{n} {{ fill: red }}", "</style>"),
    "brackets of a style": ("<style>", "(", "</style>"),
    "braces of a style": ("<style>", "{{", "</style>"),
    "comments of a style": ("<style>", "/* a */", "</style>"),
    "comments without an end": ("<style>", "/* ", "</style>"),
    "quotes of a style": ("<style>", '"a', "</style>"),
    "blanks after a bracket": ("<g style='fill:url(", " ", "'/>"),
    "blanks of a style": ("<style>a {{ fill", " ", ": red }}</style>"),
    "letters of a style": ("<g style='", "a", "'/>"),
    "hyphens of a style": ("<g style='", "-", "'/>"),
    "a long path": ("<path d='M0 0", " L1 1", "'/>"),
    "a picture inside": ("<image href='data:image/png;base64,", "iVBORw0K", "'/>"),
    "blanks of an address": ("<use href='", " ", "#a'/>"),
}
COUNTED = {"elements", "attributes", "names", "repetitions", "links to nothing", "rules", "words"}


def judge(source: bytes) -> Cleaned | None:
    """Return what is published of a picture, None where it is refused."""
    try:
        return clean_svg(source)
    except UnsafePicture:
        return None


def reader(name: str) -> Reader:
    """Judge a picture of that many parts."""
    before, part, after = PARTS[name]

    def make(size: int) -> bytes:
        inside = "".join(part.format(n=n) for n in range(size))
        return f"<svg {NS}>{before.format()}{inside}{after.format()}</svg>".encode()

    return Reader(judge, make, 100)


READERS = {name: reader(name) for name in PARTS}


@pytest.mark.parametrize("name", sorted(COUNTED))
def test_a_picture_takes_work_in_line(name: str) -> None:
    """Twice the elements, attributes or rules take about twice the work."""
    assert_work_in_line(*READERS[name])


@pytest.mark.parametrize("name", READERS)
def test_a_long_picture_is_judged_to_its_end(name: str) -> None:
    """Nothing is read again for each sign of it: brackets that never end, blanks, names."""
    read_long(READERS[name])
