"""The static profile: the elements and attributes of SVG that every wiki accepts unchanged.

Each rule is there because some wiki refuses, strips or misdraws everything else (`docs/svg.md`
tells which). `faults` checks a finished file as text, whatever made it; the tests use it on files
of any origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from radar.safety.links import is_web
from radar.safety.vocabulary import SVG

ELEMENTS = frozenset(
    ["svg", "title", "desc", "g", "rect", "circle", "line", "path", "polygon", "text", "tspan", "a"]
)
ATTRIBUTES = frozenset(
    [
        "xmlns",
        "width",
        "height",
        "viewBox",
        "role",
        "lang",
        "id",
        "class",
        "href",
        "transform",
        "x",
        "y",
        "dx",
        "dy",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "opacity",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
    ]
)
_PLAIN = ATTRIBUTES - {"fill", "stroke", "href", "xmlns"}  # whose values need no look
NAMESPACE = SVG
_COLOUR = re.compile(r"#[0-9a-f]{6}|none")
_ROOT = re.compile(r'<svg [^>]*\brole="img"')
_CHILDREN_FIRST = ("title", "desc")


def assert_static(text: str) -> None:
    """Raise an AssertionError if a file breaks the profile, which is a mistake of this program."""
    fault = next(faults(text), None)
    if fault:
        raise AssertionError(f"the SVG breaks the static profile: {fault}")


def faults(text: str) -> Iterator[str]:
    """Yield each violation of the static profile, in words."""
    yield from _faults_of_bytes(text)
    seen: list[str] = []
    problems: list[str] = []
    may_refer = "url(" in text

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in ELEMENTS:
            problems.append(f"element <{name}>")
        if len(seen) in (1, 2) and name != _CHILDREN_FIRST[len(seen) - 1]:
            problems.append(f"<{name}> where <{_CHILDREN_FIRST[len(seen) - 1]}> belongs")
        if len(seen) < 4:
            seen.append(name)
        if may_refer or not _PLAIN.issuperset(attributes):
            problems.extend(_faults_of_attributes(name, attributes, is_root=len(seen) == 1))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        problems.append(f"not well-formed: {error}")
    yield from problems


def _faults_of_attributes(
    name: str, attributes: Mapping[str, str], *, is_root: bool
) -> Iterator[str]:
    for attribute, value in attributes.items():
        if attribute not in ATTRIBUTES and not attribute.startswith("aria-"):
            yield f"attribute {attribute} of <{name}>"
        elif attribute in ("fill", "stroke") and not _COLOUR.fullmatch(value):
            yield f"colour {value!r}"
        elif attribute == "href" and not (name == "a" and is_web(value)):
            yield f"href {value!r} of <{name}>, which is no link to elsewhere"
        elif attribute == "xmlns" and not (is_root and value == NAMESPACE):
            yield f"namespace {value!r}"
        elif "url(" in value and not attribute.startswith("aria-"):
            yield f"{attribute} {value!r}, which refers to something"


def _faults_of_bytes(text: str) -> Iterator[str]:
    if not text.startswith("<svg "):
        yield "it does not begin with <svg"
    if not _ROOT.match(text):
        yield "the root has no role img"
    if not text.endswith("</svg>\n") or "\n\n" in text:
        yield "it does not end in one line feed, or has blank lines"
    if not text.isascii():
        yield "bytes that are not ASCII"
    for word in ("<!", "<?", "&#160;", "&#xA0;", "&#xa0;"):
        if word in text:
            yield f"{word!r}"
