"""The files of a theme's folder, on the disk or in the package, and what can be wrong with them.

On the disk they are read by the rule for all that is read: no link leads out of the folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from radar.errors import InvalidRadar, Problem
from radar.files import DiskTree, UnreadableFile, clashes, printable_name, why_not_portable
from radar.files.looking import is_file, is_folder, list_folder, read_bytes

LARGEST = 64_000_000  # bytes of one file; fonts with every Chinese character have 20 million
_ASSETS = "assets/"


def read_file(folder: Traversable, name: str, limit: int = LARGEST) -> bytes:
    """Return what a file of a theme holds.

    Raises:
        UnreadableFile: it cannot be read, and this is why.
    """
    if isinstance(folder, Path):
        return _tree(folder, limit).read(name)
    return read_bytes(folder.joinpath(*name.split("/")))


def read_template(folder: Traversable, name: str) -> str | None:
    """Return a template of a theme, None where it has none of that name.

    Raises:
        InvalidRadar: it is there and cannot be read.
    """
    try:
        if not isinstance(folder, Path) and not is_file(folder / name):
            return None
        return read_file(folder, name).decode("utf-8-sig")
    except UnreadableFile as error:
        if error.code == "missing-file":
            return None
        raise InvalidRadar([_problem(folder, name, error)]) from None
    except UnicodeDecodeError:
        wrong = UnreadableFile("not-utf-8", "the file is not UTF-8", "save it as UTF-8")
        raise InvalidRadar([_problem(folder, name, wrong)]) from None


def read_assets(folder: Traversable) -> dict[str, bytes]:
    """Return the files below `assets/` of a theme, by their paths there.

    Raises:
        InvalidRadar: one of them cannot be read.
    """
    try:
        return {
            name.removeprefix(_ASSETS): read_file(folder, name) for name in _asset_names(folder)
        }
    except UnreadableFile:
        raise InvalidRadar(list(faulty_assets([folder]))) from None


def _asset_names(folder: Traversable) -> list[str]:
    """Return the names of the files below `assets/` of a theme, with that folder's."""
    names = _tree(folder).names() if isinstance(folder, Path) else _below(folder)
    return sorted(name for name in names if name.startswith(_ASSETS))


def faulty_assets(folders: Iterable[Traversable]) -> Iterator[Problem]:
    """Yield a problem for each asset of some themes that cannot be read, or be in every site."""
    places: dict[str, Traversable] = {}
    for folder in folders:
        for name in _asset_names(folder):
            places.setdefault(name, folder)
            try:
                read_file(folder, name)
            except UnreadableFile as error:
                yield _problem(folder, name, error)
    for name in places:
        if why := why_not_portable(name):
            yield _problem(places[name], name, UnreadableFile("bad-name", why, "rename it"))
    for name, other in clashes(places).items():
        message = f'Windows and macOS take its name for that of "{other}"'
        yield _problem(places[name], name, UnreadableFile("bad-name", message, "rename one"))


def _problem(folder: Traversable, name: str, error: UnreadableFile) -> Problem:
    path = f"{Path(str(folder)).as_posix()}/{name}"
    return Problem(printable_name(path), 0, 0, error.code, error.message, error.hint)


def _tree(folder: Path, limit: int = LARGEST) -> DiskTree:
    return DiskTree(folder, limit=limit)


def _below(folder: Traversable, prefix: str = "") -> Iterator[str]:
    for item in list_folder(folder):
        if is_folder(item):
            yield from _below(item, f"{prefix}{item.name}/")
        else:
            yield prefix + item.name
