"""SVG elements, made with svgwrite: the only module that imports it.

svgwrite's `Drawing` adds namespaces and versions that wikis refuse, and its elements add attributes
of their own. Here an element has only the attributes that it was given, all values are strings, and
everything is written as ASCII, with the attributes in order. svgwrite would make a second tree, of
ElementTree, to write it; the few lines that do without take a third of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from svgwrite.base import BaseElement
from svgwrite.params import Parameter

from radar.layout.geometry import Box, Point
from radar.layout.outline import number
from radar.layout.scene import TextBlock

_ANGLES = str.maketrans("<>", "‹›")
_MARKUP = re.compile(r'[&<>"\r\n\t]')  # most values have none of these
_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_IN_VALUE = _IN_TEXT | {ord('"'): "&quot;"} | {ord(c): f"&#{ord(c):02};" for c in "\r\n\t"}


class Element(BaseElement):  # type: ignore[misc] # svgwrite has no types
    """An element of svgwrite, of any kind, with only the attributes that it was given."""

    _parameter = Parameter(
        debug=False
    )  # values are strings already; svgwrite need not validate them

    def __init__(self, kind: str, attributes: dict[str, str], text: str = "") -> None:
        self.elementname, self.attribs, self.text = kind, attributes, text
        self.elements: list[Element] = []


def make(kind: str, **attributes: str) -> Element:
    """Make an element with these attributes alone; `a_b` and `a_` are written `a-b` and `a`.

    An attribute that is '' is left out. Words in an attribute have ‹ › for < >: a page writes those
    as they are, and then DOMPurify takes the attribute away and XML cannot be read.
    """
    given = {
        _to_attribute_name(key): value.translate(_ANGLES) if key[:4] == "aria" else value
        for key, value in attributes.items()
        if value
    }
    return Element(kind, given)


@cache
def _to_attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def serialize(element: Element) -> str:
    """Return an element and its descendants as one line of ASCII."""
    pieces: list[str] = []
    _write(element, pieces)
    return "".join(pieces).encode("ascii", "xmlcharrefreplace").decode("ascii") + "\n"


def _write(element: Element, pieces: list[str]) -> None:
    """Add an element and its descendants to `pieces` as XML."""
    kind, attributes = element.elementname, element.attribs
    pieces.append(f"<{kind}")
    for key in sorted(attributes):
        if value := attributes[key]:
            pieces.append(f' {key}="{_escape(value, _IN_VALUE)}"')
    if not (element.elements or element.text):
        pieces.append("/>")
        return
    pieces.append(f">{_escape(element.text, _IN_TEXT)}")
    for child in element.elements:
        _write(child, pieces)
    pieces.append(f"</{kind}>")


def _escape(words: str, signs: dict[int, str]) -> str:
    return words.translate(signs) if _MARKUP.search(words) else words


def circle(x: float, y: float, radius: float, **look: str) -> Element:
    """Make a circle."""
    centre = {"cx": number(x), "cy": number(y)} if (x, y) != (0, 0) else {}
    return make("circle", **centre, r=number(radius), **look)


def line(start: Point, end: Point, **look: str) -> Element:
    """Make a line."""
    ends = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    return make("line", **{key: number(value) for key, value in ends}, **look)


def path(data: str, **look: str) -> Element:
    """Make a path; `data` is the value of its attribute `d`."""
    return make("path", d=data, **look)


def polygon(points: Iterable[Point], **look: str) -> Element:
    """Make a polygon."""
    return make("polygon", points=point_list(points), **look)


def point_list(points: Iterable[Point]) -> str:
    """Return points as the value of an attribute."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def rect(box: Box, **look: str) -> Element:
    """Make an upright rectangle."""
    values = (box.left, box.top, box.width, box.height)
    sides = zip(("x", "y", "width", "height"), values, strict=True)
    return make("rect", **{key: number(value) for key, value in sides}, **look)


def text_element(kind: str, text: str) -> Element:
    """Make an element that contains only text: `title` or `desc`."""
    return Element(kind, {}, text)


def draw_text(block: TextBlock, inherited: dict[str, str], **look: str) -> Element:
    """Make a text, several lines as tspans, without attributes equal to `inherited` ones."""
    first = block.lines[0]
    wanted = {"font-size": number(block.size), "text-anchor": block.anchor} | look
    wanted |= {"font-weight": "bold"} if block.bold else {}
    own = {key: value for key, value in wanted.items() if inherited.get(key) != value}
    if block.anchor == "start" and "text-anchor" not in inherited:
        own.pop("text-anchor")
    place = {"x": number(first.x), "y": number(first.y)}
    if block.turn:
        own["transform"] = f"rotate({number(block.turn)} {place['x']} {place['y']})"
    if len(block.lines) == 1:
        element = make("text", **place, **own)
        element.text = first.text
        return element
    element = make("text", **own)
    for each in block.lines:
        part = make("tspan", x=number(each.x), y=number(each.y))
        part.text = each.text
        element.add(part)
    return element
