"""MediaWiki's rules for an SVG that someone uploads, restated from MediaWiki 1.45.

There: `UploadVerification.php` and `SVGCSSChecker.php`. Where its rule needs a parser of CSS, ours
refuses a little more.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_SNIFFED = 1024
_SVG = "http://www.w3.org/2000/svg"
_LOOKS_LIKE_HTML = ("<!doctype html", "<body", "<head", "<html", "<script")
_LOOKS_LIKE_SCRIPT = (
    r"type\s*=\s*['\"]?\s*(?:\w*/)?(?:ecma|java)",
    r"(?:href|src|data)\s*=\s*['\"]?\s*(?:ecma|java)script:",
    r"url\s*\(\s*['\"]?\s*(?:ecma|java)script:",
)
_ELEMENTS = frozenset(["script", "handler", "stylesheet", "iframe"])
_HOLDS_CSS = re.compile(
    r"font|clip-path|fill|filter|marker(-end|-mid|-start)?|mask|stroke|cursor|style"
)
_CSS = re.compile(r"url\s*\(\s*['\"]?[^#'\"]|\\|@|\b(?:src|image|image-set)\s*\(|[\x00-\x1f\x7f]")


def refusals(file: bytes) -> Iterator[str]:
    """Yield why MediaWiki would refuse the upload of an SVG, in words."""
    start = file[:_SNIFFED].decode("utf-8", "replace").lower()
    yield from (f"looks like HTML: {word}" for word in _LOOKS_LIKE_HTML if word in start)
    decoded = html.unescape(start)
    yield from (f"looks like a script: {p}" for p in _LOOKS_LIKE_SCRIPT if re.search(p, decoded))
    if b"<?xml-stylesheet" in file or b"<!DOCTYPE" in file:
        yield "a style sheet or a document type from elsewhere"
    try:
        root = ET.fromstring(file)  # noqa: S314 - expat refuses bombs, and the file is ours
    except ET.ParseError as error:
        yield f"invalid XML: {error}"
        return
    for element in root.iter():
        yield from _refusals_of(element)


def _refusals_of(element: ET.Element) -> Iterator[str]:
    namespace, _, name = element.tag.rpartition("}")
    name = name.lower()
    if namespace.strip("{") not in {"", _SVG}:
        yield f"namespace {namespace}"
    if name in _ELEMENTS:
        yield f"<{name}>"
    if name == "style" and _CSS.search(element.text or ""):
        yield "hostile CSS in <style>"
    for key, value in element.attrib.items():
        key, value = key.rpartition("}")[2].lower(), value.lower()
        if key.startswith("on"):
            yield f"event handler {key} of <{name}>"
        if key == "href" and not _href_is_allowed(name, value):
            yield f"href of <{name}>: {value}"
        if _HOLDS_CSS.fullmatch(key) and _CSS.search(value):
            yield f"hostile CSS in {key} of <{name}>: {value}"
        if name in {"set", "animate"} and key == "attributename":
            yield f"<{name}> changes {value}"


def _href_is_allowed(element: str, value: str) -> bool:
    if value.startswith("data:"):
        return bool(re.match(r"data:\s*image/(gif|jpeg|jpg|a?png|webp|avif)(;base64)?,", value))
    linked = element == "a" and re.match(r"https?://", value)
    return bool(value == "" or value.startswith("#") or linked)
