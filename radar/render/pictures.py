"""Pictures beside the entries: which may be published, and where they are looked for.

A picture is shown with `<img>`, where an SVG is inert; but it is a file of the site as well, and
whoever opens it alone must be as safe. So an SVG that would run or fetch something is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_ACTIVE = re.compile(
    "script|foreignobject|iframe|embed|object|handler|listener|audio|video|animate[a-z]*|set|"
    "html|body|link|meta|base"
)
_INERT = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]")
_FETCHING = re.compile(r"@import|expression\(|url\(\s*[\"']?\s*(?!#|[\"']|\s)", re.IGNORECASE)


def picture_path(folder: str, url: str) -> str | None:
    """Return the path of a picture in the radar's folder, None where it cannot be one.

    >>> picture_path("data", "../pictures/a%20b.png"), picture_path("", "../up.png")
    ('pictures/a b.png', None)
    """
    path = posixpath.normpath(posixpath.join(folder, unquote(url.split("#")[0].split("?")[0])))
    inside = not path.startswith(("../", "/")) and "\\" not in path and "\0" not in path
    return path if inside and path.lower().endswith(SUFFIXES) else None


def can_show(path: str, files: Mapping[str, bytes]) -> bool:
    """Tell whether a picture can be published: it is there and, if an SVG, it does nothing."""
    return path in files and (not path.lower().endswith(".svg") or safe_svg(files[path]))


def safe_svg(source: bytes) -> bool:
    """Tell whether an SVG is well-formed, runs nothing and fetches nothing.

    >>> safe_svg(b"<svg><path d='M0 0'/></svg>"), safe_svg(b"<svg onload='x()'/>")
    (True, False)
    """
    from xml.etree import ElementTree as ET

    if b"<!DOCTYPE" in source or b"<!ENTITY" in source or b"<?xml-stylesheet" in source:
        return False
    try:
        root = ET.fromstring(source.decode("utf-8-sig"))  # noqa: S314 - no entities, see above
    except (ET.ParseError, UnicodeDecodeError, ValueError):
        return False
    return all(_inert(element) for element in root.iter())


def _inert(element: ET.Element) -> bool:
    if not isinstance(element.tag, str) or _ACTIVE.fullmatch(_local(element.tag)):
        return False
    if _local(element.tag) == "style" and _FETCHING.search("".join(element.itertext())):
        return False
    return all(_inert_attribute(_local(name), value) for name, value in element.items())


def _inert_attribute(name: str, value: str) -> bool:
    if name.startswith("on"):
        return False
    if name in ("href", "src"):
        return bool(_INERT.match(value.strip().lower()))
    return not _FETCHING.search(value)


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
