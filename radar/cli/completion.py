"""What a shell offers after the Tab key: ids of entries, rings, quadrants and editions.

Only `radar.yaml` and the names of files are read, so that an answer takes no longer than a start of
Python. A radar with mistakes offers what can be read of it, and never a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from radar.files import Tree

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def complete(kind: str) -> Complete:
    """Return a function for click's `shell_complete`; `kind` is entry, ring, quadrant, edition."""

    def offer(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
        try:
            folder = context.params.get("folder")
            words = list(_words(kind, folder if isinstance(folder, Path) else None))
        except Exception:
            return []
        return [word for word in words if word.startswith(begun.lower())]

    return offer


def _words(kind: str, folder: Path | None) -> Iterable[str]:
    from radar.files import DiskTree
    from radar.reading import find, read_tree

    tree = DiskTree(find(folder))
    names = list(tree.names())
    listed = read_tree(_Part(tree, [name for name in names if name.endswith((".yaml", ".yml"))]))
    radar = listed.radar
    if kind == "entry":
        ids = {entry.id for entry in radar.entries} if radar else set[str]()
        return sorted(ids | set(_ids_of_files(names, radar.languages if radar else ("en",))))
    if radar is None:
        return []
    if kind == "ring":
        return [*(ring.id for ring in radar.rings), "removed"]
    return [item.id for item in (radar.quadrants if kind == "quadrant" else radar.editions)]


def _ids_of_files(names: Iterable[str], languages: tuple[str, ...]) -> Iterable[str]:
    """Yield the ids of the entries that have files of their own."""
    from radar.reading.files import role
    from radar.reading.sheet import Axes

    axes = Axes(languages)
    for name in names:
        if (what := role(name, axes)).kind == "entry":
            yield what.stem.lower()


class _Part:
    """Some of the files of a tree."""

    def __init__(self, tree: Tree, names: list[str]) -> None:
        self._tree, self._names = tree, names

    def names(self) -> Iterable[str]:
        """List them."""
        return self._names

    def read(self, name: str) -> bytes:
        """Return what one holds."""
        return self._tree.read(name)
