"""Pictures beside the entries: which may be published, as what, and where they are looked for.

An SVG is published without all that is not known to be harmless (`radar.safety.svg`); the bytes
of other pictures are their own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from radar.errors import Problem, Severity
from radar.files import Tree, UnreadableFile, clashes, printable_name, why_not_served
from radar.files.looking import SETTINGS
from radar.safety.rasters import begins_as_page, find_raster_fault
from radar.yaml import Place

SUFFIXES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_SVG = ".svg"


class InspectedPicture(NamedTuple):
    """A picture, and what may be published of it.

    `data` are the bytes to publish. `fault`, if not empty, says why it is not published, in words
    that follow its name; `code` and `hint` are those of the problem, and `line` is that of its
    file. `removed` lists what was taken out of an SVG. `doubt` says
    why nobody may see a picture that is published.
    """

    data: bytes
    removed: tuple[str, ...] = ()
    fault: str = ""
    code: str = "unsafe-image"
    hint: str = "save it as a plain SVG, or as PNG"
    line: int = 0
    doubt: str = ""

    @property
    def is_lossy(self) -> bool:
        """Whether the author should know something of a picture that is published."""
        return bool(self.removed or self.doubt)


def is_picture(name: str) -> bool:
    """Return whether a name ends as the names of pictures do."""
    return name.lower().endswith(SUFFIXES)


def picture_path(folder: str, url: str) -> str | None:
    """Return the path of a picture in the radar's folder, None where it cannot be one.

    >>> picture_path("data", "../pictures/a%20b.png"), picture_path("", "../up.png")
    ('pictures/a b.png', None)
    """
    path = posixpath.normpath(posixpath.join(folder, unquote(url.split("#")[0].split("?")[0])))
    inside = not path.startswith(("../", "/")) and "\\" not in path and "\0" not in path
    return path if inside and is_picture(path) else None


def inspect(path: str, data: bytes) -> InspectedPicture:
    """Return what may be published of a picture, and what is wrong with it.

    >>> inspect("a.svg", b"<svg onload='x()'/>").fault
    "is no SVG: it begins with <svg> without xmlns='http://www.w3.org/2000/svg'"
    """
    if not path.lower().endswith(_SVG):
        return _inspect_raster(data)
    from radar.safety.svg import Inert, clean_svg
    from radar.safety.xml import UnsafePicture

    if isinstance(data, Inert):
        return InspectedPicture(data)
    try:
        return InspectedPicture(*clean_svg(data))
    except UnsafePicture as error:
        return InspectedPicture(b"", fault=error.why, line=error.line)


def _inspect_raster(data: bytes) -> InspectedPicture:
    why = find_raster_fault(data)
    if begins_as_page(data):
        hint = "save it as PNG, JPEG, GIF, WebP or AVIF"
        return InspectedPicture(b"", fault=why, hint=hint, line=1)
    return InspectedPicture(data, doubt=why)


def inspect_all(files: Mapping[str, bytes]) -> dict[str, InspectedPicture]:
    """Return what may be published of each picture, by path: its bytes and its name are checked."""
    pictures = {path: _fault_of_name(path) or inspect(path, data) for path, data in files.items()}
    for path, other in clashes(files).items():
        fault = f'has the same name as "{printable_name(other)}" on Windows and macOS'
        pictures[path] = InspectedPicture(b"", (), fault, "bad-name", "rename one of them")
    return pictures


def _fault_of_name(path: str) -> InspectedPicture | None:
    """Return why a picture has a name that cannot be in every site, None where it can."""
    why = why_not_served(path)
    fault = f"cannot be published: {why}"
    return InspectedPicture(b"", (), fault, "bad-name", "rename it") if why else None


def read_pictures(tree: Tree, paths: Iterable[str]) -> dict[str, InspectedPicture]:
    """Return what may be published of the pictures of a tree, by path, without those not there.

    A name that not every system can hold is a fault also where there is no such file, so that
    the answer is the same on all of them.
    """
    files: dict[str, bytes] = {}
    faults: dict[str, InspectedPicture] = {}
    for path in filter(None, paths):
        try:
            files[path] = tree.read(path)
        except UnreadableFile as error:
            if fault := _fault_of_name(path):
                faults[path] = fault
            elif error.code != "missing-file":
                words = f"is not read: {error.message}"
                faults[path] = InspectedPicture(b"", (), words, error.code, error.hint)
    return inspect_all(files) | faults


def publishable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures that may be published, as they are published, by path."""
    return sound(inspect_all(files))


def sound(pictures: Mapping[str, InspectedPicture]) -> dict[str, bytes]:
    """Return the bytes of those pictures that may be published, by path."""
    return {path: picture.data for path, picture in pictures.items() if not picture.fault}


def refusal(path: str, picture: InspectedPicture) -> tuple[str, str, str]:
    """Return code, message and hint for a picture that cannot be published."""
    place = f" (line {picture.line})" if picture.line else ""
    return picture.code, f'"{printable_name(path)}" {picture.fault}{place}', picture.hint


def loss(path: str, picture: InspectedPicture) -> tuple[str, str, str, Severity]:
    """Return code, message, hint and severity for a picture of which something is not seen."""
    name = printable_name(path)
    if picture.doubt:
        return "bad-image", f'"{name}" {picture.doubt}', "browsers will not show it", "warning"
    message = f'"{name}" is published without {"; ".join(picture.removed)}'
    return "cleaned-image", message, "", "note"


def check_own_pictures(
    own: Mapping[str, Place], pictures: Mapping[str, InspectedPicture], told: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield what is wrong with logo and favicon, or what they lose, unless it was said.

    `own` has their paths, and where each stands in `radar.yaml`.
    """
    messages = {problem.message for problem in told}
    missing = any(problem.code == "missing-file" for problem in told)
    for path, at in own.items() if not missing else ():
        picture = pictures.get(path)
        if picture is None or picture_path("", path) is None:
            hint = "it has to be a picture inside the radar's folder"
            message = f'the picture "{path}" cannot be shown'
            yield Problem(SETTINGS, at.line, at.column, "bad-image", message, hint)
        elif picture.fault:
            yield Problem(SETTINGS, at.line, at.column, *refusal(path, picture))
        elif picture.is_lossy and loss(path, picture)[1] not in messages:
            yield Problem(SETTINGS, at.line, at.column, *loss(path, picture))
