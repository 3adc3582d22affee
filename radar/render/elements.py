"""SVG elements, made with svgwrite: the only module that imports it.

svgwrite's `Drawing` stamps namespaces and versions that wikis refuse, and its elements bring
attributes of their own. Here every element has just the attributes that it was given, values are
text already, and ElementTree writes it all as ASCII with the attributes in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from svgwrite.elementfactory import ElementFactory
from svgwrite.params import Parameter

from radar.layout.geometry import Box, Point
from radar.layout.outline import number
from radar.layout.scene import TextBlock

Element = Any  # svgwrite has no types


class _Exact(ElementFactory):  # type: ignore[misc] # svgwrite has no types
    """Makes svgwrite's elements without its validator."""

    _parameter = Parameter(debug=False)


_FACTORY = _Exact()
_ANGLES = str.maketrans("<>", "‹›")
_NEEDED = {"text": ("",), "tspan": ("",)}  # what svgwrite insists on


def make(kind: str, **attributes: str) -> Element:
    """Make an element with these attributes alone; `a_b` and `a_` are written `a-b` and `a`.

    An attribute that is '' is left out. Words in an attribute have ‹ › for < >: a page writes those
    as they are, and then DOMPurify takes the attribute away and XML cannot be read.
    """
    element = getattr(_FACTORY, "g" if kind == "a" else kind)(*_NEEDED.get(kind, ()))
    element.elementname, element.elements, element.attribs = kind, [], {}
    said = {k: v.translate(_ANGLES) if k.startswith("aria") else v for k, v in attributes.items()}
    element.update({key: value for key, value in said.items() if value != ""})
    return element


def written(element: Element) -> str:
    """Write an element and all in it as one line of ASCII."""
    return str(ET.tostring(element.get_xml(), encoding="us-ascii").decode("ascii")) + "\n"


def circle(x: float, y: float, radius: float, **look: str) -> Element:
    """Make a circle."""
    centre = {"cx": number(x), "cy": number(y)} if (x, y) != (0, 0) else {}
    return make("circle", **centre, r=number(radius), **look)


def line(start: Point, end: Point, **look: str) -> Element:
    """Make a line."""
    ends = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    return make("line", **{key: number(value) for key, value in ends}, **look)


def path(data: str, **look: str) -> Element:
    """Make a path from finished path data."""
    element = make("path", **look)
    element.commands = [data]
    return element


def polygon(points: Iterable[Point], **look: str) -> Element:
    """Make a polygon."""
    element = make("polygon", **look)
    element.points = [(number(x), number(y)) for x, y in points]
    return element


def rect(box: Box, **look: str) -> Element:
    """Make an upright rectangle."""
    values = (box.left, box.top, box.width, box.height)
    sides = zip(("x", "y", "width", "height"), values, strict=True)
    return make("rect", **{key: number(value) for key, value in sides}, **look)


def words(kind: str, text: str) -> Element:
    """Make an element that holds nothing but words: `title`, `desc`."""
    element = make("text")
    element.elementname, element.text = kind, text
    return element


def text(block: TextBlock, inherited: dict[str, str], **look: str) -> Element:
    """Make a text: one line as it is, several as tspans; without what it inherits anyway."""
    first = block.lines[0]
    wanted = {"font-size": number(block.size), "text-anchor": block.anchor} | look
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
