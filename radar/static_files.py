"""`static/` of a radar's folder → files that every build publishes, as they are.

`static/robots.txt` is `robots.txt` of the site. They come by the same tree as all files of a radar:
no link leads out, and nothing hidden is read but `.well-known` and `.nojekyll`. A picture is
published as every picture is; a page or XML may hold words and data alone (`radar.safety`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from radar.errors import BadCall, Problem
from radar.files import (
    Tree,
    UnreadableFile,
    clashes,
    fold_path,
    folders_above,
    is_page_path,
    is_static_path,
    printable_name,
    why_not_served,
)
from radar.prose.pictures import inspect, is_picture, loss
from radar.safety.documents import document_fault

FOLDER = "static/"
_PLACES = "what a static/ may have is listed in docs/site.md"


class StaticFiles(NamedTuple):
    """Files by their paths in the site, and what is wrong with others."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def read_static_files(tree: Tree, languages: Collection[str] = ()) -> StaticFiles:
    """Read the static files of a radar's folder, which has these `languages`.

    >>> from radar.files import MemoryTree
    >>> read_static_files(MemoryTree({"static/robots.txt": b"User-agent: *"})).files
    {'robots.txt': b'User-agent: *'}
    """
    names = sorted(name for name in tree.names() if name.startswith(FOLDER))
    files: dict[str, bytes] = {}
    problems = list(_problems_of_names(names, languages))
    wrong = {problem.path for problem in problems}
    for name in names:
        if printable_name(name.removesuffix("/")) in wrong:
            continue
        try:
            data, found = _publishable(name, tree.read(name))
        except UnreadableFile as error:
            problems.append(_problem(name, error.code, error.message, error.hint))
            continue
        problems += found
        if data is not None:
            files[name.removeprefix(FOLDER)] = data
    return StaticFiles(files, tuple(problems))


def check_clashes(static: Mapping[str, bytes], site: Collection[str]) -> Mapping[str, bytes]:
    """Return the static files if none of them meets a path of the site on any system.

    Raises:
        BadCall: one does.
    """
    meet = {path: path for path in static if path in site}
    meet |= clashes((*site, *static)) if static else {}
    for path, other in meet.items():
        mine, page = (path, other) if path in static else (other, path)
        if mine in static:
            message = f"static/{mine} cannot be published, because the site has {page} already"
            raise BadCall(f"{message}. Give it another name")
    return static


def _problems_of_names(names: Iterable[str], languages: Collection[str]) -> Iterator[Problem]:
    """Yield the files whose names cannot be in a site, or are for its pages."""
    for name in names:
        path = name.removeprefix(FOLDER)
        if name.endswith("/"):
            message = "this folder is a link or cannot be read, so it was left out"
            yield _problem(name, "not-read", message, "put the folder itself here, readable")
        elif why := why_not_served(path):
            yield _problem(name, "bad-name", f"this file cannot be published: {why}", "rename it")
        elif _meets_page(path):
            message = f"{printable_name(path)} is a page that a build makes, or a file of its pages"
            yield _problem(name, "reserved-name", message, "give it another name")
        elif not is_static_path(path) or not is_static_path(fold_path(path)):
            message = f"a build publishes no {printable_name(path)}"
            yield _problem(name, "reserved-name", message, _PLACES)
    pages = [f"{FOLDER}{language}/index.html" for language in languages]
    for first, second in clashes((*names, *pages)).items():
        name, other = (second, first) if first in pages else (first, second)
        shown = "the folder of a language" if other in pages else f'"{printable_name(other)}"'
        message = f"this has the same name as {shown} on Windows and macOS"
        yield _problem(name, "bad-name", message, "rename one of them")


def _meets_page(path: str) -> bool:
    """Return whether some system takes a path, or a folder above it, for that of a page."""
    folded = fold_path(path)
    return any(map(is_page_path, (*folders_above(folded), folded)))


def _publishable(name: str, data: bytes) -> tuple[bytes | None, list[Problem]]:
    """Return what may be published of a file, None for nothing, and what is wrong with it."""
    if is_picture(name):
        return _publishable_picture(name, data)
    if fault := document_fault(name, data):
        hint = "a page with more than words belongs into a theme, which is code"
        return None, [_problem(name, "unsafe-file", f"this file {fault.why}", hint, fault.line)]
    return data, []


def _publishable_picture(name: str, data: bytes) -> tuple[bytes | None, list[Problem]]:
    picture = inspect(name, data)
    if picture.fault:
        message = f"this picture {picture.fault}"
        return None, [_problem(name, picture.code, message, picture.hint, picture.line)]
    told = [Problem(printable_name(name), 0, 0, *loss(name, picture))] if picture.is_lossy else []
    return picture.data, told


def _problem(name: str, code: str, message: str, hint: str = "", line: int = 0) -> Problem:
    return Problem(printable_name(name.removesuffix("/")), line, 0, code, message, hint)
