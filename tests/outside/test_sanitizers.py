"""What wikis do to an SVG before they show it loses nothing of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import py_svg_hush
import pytest

from radar.safety.profile import faults

from .mediawiki import refusals

pytestmark = pytest.mark.thorough

Shape = tuple[str, dict[str, str], str, str, list[Any]]


def shape(text: str | bytes) -> Shape:
    """Return an XML text as nested values that compare: name, attributes, text, tail, children."""
    return _shape(ET.fromstring(text))  # noqa: S314 - our own file


def _shape(element: ET.Element) -> Shape:
    return (
        element.tag,
        dict(sorted(element.attrib.items())),
        (element.text or "").strip(),
        (element.tail or "").strip(),
        [_shape(child) for child in element],
    )


def walk(node: Shape) -> Iterator[Shape]:
    """Yield a shape and all below it."""
    yield node
    for child in node[4]:
        yield from walk(child)


def test_the_profile_check_passes_every_static_file(pictures: list[Path]) -> None:
    """Our own check, which reads the bytes without trust, finds nothing in any static file."""
    for file in pictures:
        assert list(faults(file.read_bytes().decode("utf-8"))) == [], file.name


def test_dompurify_leaves_every_static_file_whole(
    pictures: list[Path], judge: Callable[..., Any]
) -> None:
    """DOMPurify, called in four ways, drops no element, attribute or character."""
    for file, left in judge("dompurify", *pictures).items():
        ours = shape(Path(file).read_bytes())
        for way, text in left.items():
            expected = ours
            if way == "svg profile":
                del (expected := shape(Path(file).read_bytes()))[1]["role"]
            if way == "named properties":
                for node in walk(expected := shape(Path(file).read_bytes())):
                    if "id" in node[1]:
                        node[1]["id"] = "user-content-" + node[1]["id"]
            assert shape(text) == expected, f"{Path(file).name}, {way}"


def test_svg_hush_leaves_every_static_file_whole_but_for_links(pictures: list[Path]) -> None:
    """py-svg-hush drops link targets, and what is not ASCII in attributes; nothing else."""
    for file in pictures:
        for node in walk(expected := shape(file.read_bytes())):
            node[1].pop("href", None)
            for key, value in node[1].items():
                if key == "aria-label":
                    node[1][key] = value.encode("ascii", "ignore").decode()
        assert shape(py_svg_hush.filter_svg(file.read_bytes())) == expected, file.name


def test_mediawiki_takes_every_static_file(pictures: list[Path]) -> None:
    """MediaWiki's upload rules refuse none of our static files."""
    for file in pictures:
        assert list(refusals(file.read_bytes())) == [], file.name


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        '<g onclick="x()"/>',
        '<a href="entries/kafka.html"/>',
        '<image href="https://example.org/a.png"/>',
        '<rect fill="url(https://example.org/a.svg#b)"/>',
        "<style>@import 'a'</style>",
        '<x xmlns="http://www.w3.org/1999/xhtml"/>',
        '<a href="data:text/html,x"/>',
        "<g>",
    ],
)
def test_mediawiki_refuses_what_it_is_known_to_refuse(inside: str) -> None:
    """The restated rules do refuse: each kind of file that MediaWiki is known to turn away."""
    file = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    assert list(refusals(file.encode()))


def test_the_nu_checker_finds_no_error_in_any_static_file(
    pictures: list[Path], vnu: Callable[..., list[dict[str, Any]]]
) -> None:
    """The Nu Html Checker reports no error for any static file."""
    found = vnu("--svg", "--errors-only", files=pictures)
    assert found == [], json.dumps(found[:5], indent=1)
