"""A folder → the radar in it with its pictures and words, checked, or every problem of them.

What the files say is checked by `radar.reading`; here come what their texts link to, pictures,
files that are published as they are, the checks of other packages, and the theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from radar.codes import excuse_links, without
from radar.errors import BadCall, InvalidRadar, Problem, in_order, worst
from radar.files import Tree
from radar.files.cache import WatchedTree
from radar.files.looking import SETTINGS, read_bytes
from radar.model import Radar
from radar.plugins.checks import run_checks
from radar.prose.checking import check_texts
from radar.prose.pictures import InspectedPicture, check_own_pictures, sound
from radar.reading import EntryPlaces, FilePlace, Reading, find, read, read_tree
from radar.reading.misplaced import find_misplaced
from radar.static_files import FOLDER as STATIC_FOLDER
from radar.static_files import read_static_files
from radar.words import Catalogue


class CheckedRadar(NamedTuple):
    """A radar with its pictures and words, and every problem that does not stop a build.

    `static` are the files to publish as they are, by path in the site. `reads` are the files that
    it was made of, pictures and those included. `places`
    says where the keys of entries stand. `made_from` tells its files from any others, names and
    bytes; None for a radar made in Python.
    """

    radar: Radar
    folder: Path
    files: Mapping[str, bytes]
    words: Mapping[str, Catalogue]
    problems: tuple[Problem, ...]
    reads: tuple[Path, ...] = ()
    static: Mapping[str, bytes] = MappingProxyType({})
    places: EntryPlaces | None = None
    made_from: Mapping[str, Any] | None = None


def load(path: str | Path) -> Radar:
    r"""Read the radar of a folder and check it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "radar.yaml").write_text("title: Ours\nquadrants: [Tools, Data]")
    ...     load(folder)
    <Radar 'Ours': 2 quadrants, 4 rings, 0 editions, 0 entries>

    Raises:
        InvalidRadar: something is wrong; it carries every problem.
        BadCall: there is no radar.
    """
    return check_radar(Path(path)).radar


def find_source(
    radar: Radar | str | Path | None = None,
    *,
    strict: bool = False,
    ignore: frozenset[str] = frozenset(),
) -> CheckedRadar:
    """Return a radar made in Python, or read and check that of a folder; see `check_radar`."""
    if isinstance(radar, Radar):
        return CheckedRadar(radar, Path(), {}, {}, ())
    if radar is not None and not isinstance(radar, str | Path):
        kind = type(radar).__name__
        raise BadCall(f"a radar is a Radar or the path of a folder, not a value of the type {kind}")
    place = Path(radar) if radar is not None else None
    return check_radar(place, strict=strict, ignore=ignore)


def check_values(
    radar: Radar, *, strict: bool = False, ignore: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Return what the checks of other packages say of a radar made in Python.

    Raises:
        InvalidRadar: it has an error; with `strict`, a warning counts.
    """
    reading = Reading(radar, without(in_order(run_checks(radar)), ignore))
    reading.require_sound(strict=strict)
    return reading.problems


def check_radar(
    folder: Path | None = None,
    *,
    strict: bool = False,
    ignore: frozenset[str] = frozenset(),
    mind_links: bool = False,
    with_drafts: bool = False,
) -> CheckedRadar:
    """Read the radar of a folder and everything that belongs to it, and check it.

    Warnings and notes with a code to `ignore` are left out. A link or a picture that leads nowhere
    is a warning, or with `mind_links` an error. Drafts are in the radar only `with_drafts`.

    Raises:
        InvalidRadar: something is wrong; with `strict`, a warning counts.
    """
    place = find(folder)
    tree = WatchedTree(place)
    reading, pictures = examine(read(place, tree, with_drafts=with_drafts), tree)
    static = read_static_files(tree, reading.radar.languages if reading.radar else ())
    told = in_order((*reading.problems, *static.problems))
    told = told if mind_links else excuse_links(told)
    reading = replace(reading, problems=without(told, ignore))
    radar = reading.require_sound(strict=strict)
    published = (f"{STATIC_FOLDER}{path}" for path in static.files)
    reads = tuple(place / name for name in (*reading.files, *pictures, *published))
    beside = without(find_misplaced(place), ignore)
    problems = in_order((*reading.full_path_problems, *beside))
    return CheckedRadar(
        radar,
        place,
        sound(pictures),
        reading.words,
        problems,
        reads,
        static.files,
        reading.places,
        tree.notes,
    )


def examine(reading: Reading, tree: Tree) -> tuple[Reading, Mapping[str, InspectedPicture]]:
    """Return a reading with what is wrong with its texts and pictures as well, and the pictures.

    `tree` is what was read. Where nothing else is an error, the checks of other packages are run.
    """
    radar = reading.radar
    own = _own_pictures(radar, reading) if radar else {}
    texts = check_texts(
        radar,
        reading.bodies,
        tree,
        texts=reading.texts,
        targets=reading.targets,
        pictures=own,
        drafts=reading.drafts,
    )
    pictures = texts.pictures
    told = (*reading.problems, *texts.problems)
    problems = in_order((*told, *check_own_pictures(own, pictures, told)))
    if radar and worst(excuse_links(problems)) != "error":
        # other packages check a radar that is sound as far as we know
        problems = in_order((*problems, *run_checks(radar), *_check_exports(radar, reading, tree)))
    return replace(reading, problems=problems), pictures


def _own_pictures(radar: Radar, reading: Reading) -> Mapping[str, FilePlace]:
    """Return the paths of the pictures that the settings name, and where."""
    places = reading.places.get("", {})
    named = {"logo": radar.logo, "favicon": radar.favicon}
    unknown = FilePlace(SETTINGS, 0, 0)
    return {path: places.get(key, unknown) for key, path in named.items() if path}


def _check_exports(radar: Radar, reading: Reading, tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with the files of other tools that a build makes."""
    if radar.export:
        from radar.exchange.beside_site import check_beside_site

        at = reading.places.get("", {}).get("export", FilePlace(SETTINGS, 0, 0))
        yield from check_beside_site(radar, at, frozenset(tree.names()))


def examine_tree(tree: Tree, folder: Path | None = None) -> Reading:
    """Return the radar of any tree of files, with every problem that `radar check` has for it.

    `folder` is where its themes lie, if any do.
    """
    reading, _ = examine(read_tree(tree), tree)
    wrong = any(problem.severity == "error" for problem in reading.problems)
    if wrong or folder is None or reading.radar is None:
        return reading
    problems = in_order((*reading.problems, *check_theme(folder, reading.radar.theme)))
    return replace(reading, problems=problems)


def check_theme(folder: Path, theme: str) -> tuple[Problem, ...]:
    """Return what is wrong with the theme that the radar in a folder names."""
    if theme == Radar.model_fields["theme"].default:
        return ()
    from radar.reading.markdown import decode
    from radar.theme import load_theme
    from radar.yaml import LineColumn, Table, parse

    try:
        return tuple(load_theme(theme, beside=folder).warnings)
    except InvalidRadar as wrong:
        return wrong.problems
    except BadCall as unknown:
        path = folder / "radar.yaml"
        node = parse(decode(read_bytes(path)))
        pairs = node.pairs if isinstance(node, Table) else ()
        at = next((value for key, value in pairs if key.text == "theme"), LineColumn(0, 0))
        place = (path.as_posix(), at.line, at.column)
        return (Problem(*place, "unknown-theme", str(unknown)),)
