"""A theme as it was when it was read: its files in memory, whatever happens to them on the disk.

`radar serve` makes pages long after it read the radar, and a page is of one state or of another.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, Any

from radar.files import DiskTree, UnreadableFile
from radar.theme.folder import LARGEST
from radar.theme.model import Theme, ThemeLayer


def hold_theme(theme: Theme) -> Theme:
    """Return a theme whose folders are read; one with a file that cannot be read stays as it is."""
    return theme.model_copy(update={"layers": tuple(map(_hold, theme.layers))})


def _hold(layer: ThemeLayer) -> ThemeLayer:
    if not isinstance(layer.folder, Path):
        return layer  # inside a package that is one file, which nobody edits
    tree = DiskTree(layer.folder, limit=LARGEST)
    try:
        files = {name: tree.read(name) for name in tree.names() if not name.endswith("/")}
    except UnreadableFile:
        return layer
    return ThemeLayer(layer.name, _HeldPath(layer.folder, files))


@dataclass(frozen=True)
class _HeldPath(Traversable):
    """A folder, or a file or folder in it at `inner`; `files` has the bytes of all by path."""

    root: Path
    files: Mapping[str, bytes]
    inner: str = ""

    def __str__(self) -> str:
        return str(self.root / self.inner)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return (self.root / self.inner).name

    def is_file(self) -> bool:
        """Return whether it is a file."""
        return self.inner in self.files

    def is_dir(self) -> bool:
        """Return whether it is a folder with something in it."""
        is_there = any(name.startswith(self._prefix) for name in self.files)
        return is_there and self.inner not in self.files

    @property
    def _prefix(self) -> str:
        return f"{self.inner}/" if self.inner else ""

    def iterdir(self) -> Iterator[Traversable]:
        """Yield what is in the folder."""
        below = (name for name in self.files if name.startswith(self._prefix))
        parts = dict.fromkeys(name[len(self._prefix) :].split("/")[0] for name in below)
        return (self.joinpath(part) for part in parts)

    def joinpath(self, *descendants: Any) -> Traversable:
        """Return a path below this one."""
        inner = "/".join((*([self.inner] if self.inner else []), *map(str, descendants)))
        return _HeldPath(self.root, self.files, inner)

    def __truediv__(self, child: Any) -> Traversable:
        return self.joinpath(child)

    @property
    def _content(self) -> bytes:
        if self.inner not in self.files:
            raise FileNotFoundError(str(self))
        return self.files[self.inner]

    def read_bytes(self) -> bytes:
        """Return what the file holds.

        Raises:
            FileNotFoundError: there is no such file.
        """
        return self._content

    def read_text(self, encoding: str | None = None) -> str:
        """Return the text of the file."""
        return self._content.decode(encoding or "utf-8")

    def open(self, mode: str = "r", *args: Any, **kwargs: Any) -> IO[Any]:
        """Open the file to read it."""
        data = io.BytesIO(self._content)
        return data if "b" in mode else io.TextIOWrapper(data, *args, **kwargs)
