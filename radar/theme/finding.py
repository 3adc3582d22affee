"""Where themes lie: beside the radar, here, and among those that come with the package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from radar.errors import BadCall, InvalidRadar, near_miss
from radar.files.looking import find_way_out, is_below, is_file, is_folder, list_folder, resolve
from radar.theme.model import ThemeLayer
from radar.theme.source import ThemeSource, read_source

DEFAULT = "paper"
_MAX_LAYERS = 20  # themes that extend each other; more is taken for a mistake


def list_shipped_themes() -> tuple[str, ...]:
    """Return the names of the themes that come with the package."""
    return tuple(sorted(f.name for f in list_folder(find_shipped_folder()) if _is_theme(f)))


def available(beside: Path | None = None) -> dict[str, Traversable]:
    """Return the themes that can be named here: name → folder, a user's before ours."""
    found: dict[str, Traversable] = {}
    for root in reversed(_roots(beside)):
        if is_folder(root):
            inside = list_folder(root)
            found.update({f.name: f for f in inside if _is_name(f.name) and _is_theme(f)})
    return dict(sorted(found.items()))


def find_shipped_folder() -> Traversable:
    """Return the folder of the shipped themes: in a wheel, or beside the package."""
    inside = files("radar") / "themes"
    return inside if is_folder(inside) else Path(__file__).parents[2] / "themes"


def layers(name: str, beside: Path | None) -> Iterator[tuple[ThemeLayer, ThemeSource]]:
    """Yield a theme and those that it extends, `paper` last, each with what it says itself.

    Raises:
        BadCall: there is no such theme.
        InvalidRadar: one of them cannot be read, or extends what is not there, or itself.
    """
    seen: list[str] = []
    layer = _find(name, beside, seen)
    base = str(find_shipped_folder() / DEFAULT)
    while True:
        seen.append(str(layer.folder))
        source = read_source(layer.folder, _path_in_problems(layer.folder))
        yield layer, source
        wanted = source.values.get("extends", "" if str(layer.folder) == base else DEFAULT)
        if not wanted:
            return
        try:
            _refuse_elsewhere(wanted, layer.folder, beside)
            layer = _find(wanted, beside, seen)
        except BadCall as error:
            at = source.place(("extends",))
            raise InvalidRadar([at.problem("unknown-theme", str(error))]) from None


def _path_in_problems(folder: Traversable) -> str:
    """Return the path of a folder's `theme.yaml` as problems show it."""
    path = f"themes/{folder.name}" if _comes_with_package(folder) else Path(str(folder)).as_posix()
    return f"{path}/theme.yaml"


def origin(folder: Traversable) -> str:
    """Return the origin of a theme: "shipped", or the path of its folder."""
    return "shipped" if _comes_with_package(folder) else Path(str(folder)).as_posix()


def _comes_with_package(folder: Traversable) -> bool:
    ours = resolve(Path(str(find_shipped_folder())))
    return ours in resolve(Path(str(folder))).parents


def _is_theme(folder: Traversable) -> bool:
    """Return whether a folder holds a theme."""
    try:
        return is_file(folder / "theme.yaml")
    except (OSError, ValueError):  # a name that no file can have
        return False


def _is_folder(folder: Traversable) -> bool:
    try:
        return is_folder(folder)
    except (OSError, ValueError):  # as above
        return False


def _is_name(text: str) -> bool:
    """Return whether a text can be the name of a theme's folder, which a path cannot."""
    plain = text.isprintable() and text == text.strip() and not text.startswith(".")
    return bool(text) and plain and not any(sign in text for sign in "/\\:")


def _roots(beside: Path | None) -> tuple[Traversable, ...]:
    shipped, own = find_shipped_folder(), (beside / "themes",) if beside else ()
    here = Path("themes")
    if resolve(here) == resolve(Path(str(shipped))):  # in our repository: no themes of a user
        return (*own, shipped)
    return (*own, here, shipped)


def _find(name: str, beside: Path | None, seen: list[str]) -> ThemeLayer:
    there = [layer for layer in _candidates(name, beside) if _is_theme(layer.folder)]
    for layer in there:
        _refuse_way_out(layer.folder, beside)
        if str(layer.folder) not in seen and len(seen) < _MAX_LAYERS:
            return layer
    if there:
        raise BadCall(f"theme {name!r} extends itself")
    for layer in _candidates(name, beside):
        if _is_name(name) and _is_folder(layer.folder):
            raise BadCall(f"theme.yaml is missing in {origin(layer.folder)}, so it is no theme yet")
    known = available(beside)
    hint = near_miss(name, known)
    end = f". {hint[:1].upper()}{hint[1:]}" if hint else "."
    raise BadCall(f"there is no theme {name!r}; themes are {', '.join(known)}{end}")


def _refuse_elsewhere(wanted: str, folder: Traversable, beside: Path | None) -> None:
    """Refuse what a theme beside the radar extends, if it lies at a path outside that folder."""
    ours = beside is not None and isinstance(folder, Path) and is_below(folder, beside)
    if ours and (Path(wanted).is_absolute() or ".." in Path(wanted).parts):
        raise BadCall(f"a theme in the radar's folder extends none from elsewhere, as {wanted!r}")


def _refuse_way_out(folder: Traversable, beside: Path | None) -> None:
    """Refuse a theme that a link leads to, out of its folder or where it hides.

    Its folder is the radar's, or the one in which the command runs.
    """
    if not isinstance(folder, Path):
        return
    for root, whose in ((beside, "the radar's folder"), (Path(), "the folder in which this runs")):
        if root is not None and is_below(folder, root):
            _refuse_link_out(folder, root, whose)


def _refuse_link_out(folder: Path, root: Path, whose: str) -> None:
    where = {"outside": f"that leaves {whose}", "hidden": "to something hidden", "": ""}
    if way := where[find_way_out(folder, root)]:
        raise BadCall(
            f"{folder.as_posix()} is reached by a symbolic link {way}. "
            "Put the theme itself there, or name its own folder with --theme"
        )


def _candidates(name: str, beside: Path | None) -> Iterator[ThemeLayer]:
    if _is_name(name):
        yield from (ThemeLayer(name, root / name) for root in _roots(beside))
    for path in (*((beside / name,) if beside else ()), Path(name)):
        if name.strip():
            yield ThemeLayer(resolve(path).name, path)
