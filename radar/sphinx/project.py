"""A project with documents that have no file in the sources: one for each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.project import Project

if TYPE_CHECKING:
    from sphinx.util._pathlib import _StrPath

SUFFIX = ".radar-entry"
# Sphinx reads a file for every document; it is always this one, and what is in it does not matter
_FILE = Path(__file__).parent / f"page{SUFFIX}"

# gets the names of the documents that have a file, and returns those to add and to leave out
_Find = Callable[[set[str]], tuple[frozenset[str], frozenset[str]]]


class RadarProject(Project):
    """The documents of a project, and those that `find` adds to them."""

    def __init__(self, before: Project, find: _Find) -> None:
        super().__init__(before.srcdir, before.source_suffix)
        self.restore(before)
        self._find: _Find | None = find
        self._added: frozenset[str] = frozenset()

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """List the documents anew."""
        self._added = frozenset()
        found = super().discover(exclude_paths, include_paths)
        if self._find:
            self._added, left_out = self._find(found)
            found -= left_out
            found |= self._added
        return found

    def doc2path(self, docname: str, absolute: bool) -> _StrPath:
        """Return the file of a document."""
        usual = super().doc2path(docname, absolute)
        if docname not in self._added:
            return usual
        return type(usual)(_FILE if absolute else docname + SUFFIX)

    def __getstate__(self) -> dict[str, Any]:
        """Return what Sphinx keeps until the next build: all but the way to find radars."""
        return {**self.__dict__, "_find": None}
