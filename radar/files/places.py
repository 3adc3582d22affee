"""Where a site may be written, and where not.

Paths are compared after links are resolved, and folders by what they are, not by their names: the
same folder may have two spellings. What is never a place for a site: the radar's folder, the
working folder, a folder above either, a folder that holds a file which the radar reads, and
whatever belongs to Git.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from radar.errors import BadCall
from radar.files.marker import PAGE_IN_MARKDOWN
from radar.files.names import is_hidden
from radar.files.steps import explain_refusal
from radar.files.tree import TEXT_SUFFIXES

_HERE = "the folder in which the command runs"
_ADVICE = "Choose another place for the site with -o."
# what every folder has in which Git keeps a repository, whatever it is called
_OF_GIT = ("HEAD", "objects", "refs")


@dataclass(frozen=True, slots=True)
class Places:
    """The rule where the site of a radar may be.

    `radar` is its folder, `reads` the files that it is made of. `from_settings` is whether the
    place comes from `radar.yaml`, which anybody may have written, and not from the caller: then it
    has to stay below the working folder, and no part of the way there begins with a dot.
    """

    radar: Path
    reads: tuple[Path, ...] = ()
    from_settings: bool = False

    def check_folder(self, folder: Path) -> None:
        """Refuse a folder that is no place for a site.

        Raises:
            BadCall: why, and what to do.
        """
        with explain_refusal(folder):
            self._check_path(folder)
            self._check_what_is_there(folder)

    def check_site(self, folder: Path, names: Iterable[str]) -> None:
        """Refuse a folder in which the radar would read files of the site as its own.

        Raises:
            BadCall: naming the first of them.
        """
        name = next(filter(_is_source, names), "")
        if name and _is_in(_resolve(folder), self.radar):
            raise BadCall(f"the radar would read {folder / name} as a file of its own. {_ADVICE}")

    def check_file(self, path: Path) -> None:
        """Refuse a file that is no place for a site of one page.

        Raises:
            BadCall: why, and what to do.
        """
        with explain_refusal(path):
            self._check_path(path)
        if any(_is_same(path, read) for read in self.reads):
            raise BadCall(f"the radar is made of {path}, so it is not written. {_ADVICE}")

    def _check_path(self, path: Path) -> None:
        target = _resolve(path)
        given = Path(os.path.abspath(path))
        if any(_is_of_git(part) for part in (*given.parts, *target.parts)):
            raise BadCall(f"{path} is inside a .git folder. {_ADVICE}")
        for folder in (target, *target.parents):
            if all(os.path.exists(folder / name) for name in _OF_GIT):
                raise BadCall(f"{path} is inside {folder}, where Git keeps a repository. {_ADVICE}")
        if self.from_settings:
            _check_below(path, target)

    def _check_what_is_there(self, folder: Path) -> None:
        self._check_name(folder)
        for other, what in ((Path(), _HERE), (self.radar, "the radar's folder")):
            where = "is" if _is_same(folder, other) else "holds"
            if any(_is_same(folder, each) for each in (other, *_resolve(other).parents)):
                raise BadCall(f"{folder} {where} {what}, which no site may replace. {_ADVICE}")
        for path in self._reads_below(folder):
            raise BadCall(f"{folder} holds {path}, which the radar is made of. {_ADVICE}")

    def _check_name(self, folder: Path) -> None:
        """Refuse a folder that the radar would read as a file of its own, by its name."""
        target = _resolve(folder)
        for part in (target, *target.parents):
            if part.name.lower().endswith(TEXT_SUFFIXES) and _is_in(part, self.radar):
                raise BadCall(
                    f"{folder} would be a folder where the radar reads a file, because the name "
                    f"{part.name} ends in {part.suffix}. {_ADVICE}"
                )

    def _reads_below(self, folder: Path) -> Iterator[Path]:
        """Yield files that the radar reads and that a folder holds."""
        verdicts: dict[Path, bool] = {}
        for path in self.reads:
            # files of one folder are asked about once, those behind a link one by one
            place = path if os.path.islink(path) else path.parent
            if place not in verdicts:
                above = (*_resolve(place).parents, *(() if place == path else (_resolve(place),)))
                verdicts[place] = any(_is_same(folder, each) for each in above)
            if verdicts[place]:
                yield path


def _is_source(name: str) -> bool:
    """Return whether a file of this name would be read as one of a radar."""
    name = name.lower()
    return name.endswith(TEXT_SUFFIXES) and not name.endswith(PAGE_IN_MARKDOWN)


def _check_below(path: Path, target: Path) -> None:
    """Refuse a place from the settings that is not below the working folder, or hidden there."""
    here = _resolve(Path())
    said = f"`output: {path.as_posix()}` of radar.yaml"
    if not target.is_relative_to(here):  # where links outside lead is not told
        raise BadCall(f"{said} is not below {_HERE}, after links are resolved. {_ADVICE}")
    if any(map(is_hidden, target.relative_to(here).parts)):
        reason = "names that begin with a dot are left alone"
        raise BadCall(f"{said} leads to {target}, and {reason}. {_ADVICE}")


def _resolve(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _is_in(path: Path, folder: Path) -> bool:
    """Return whether a path, which need not be there, lies in a folder."""
    return any(_is_same(above, folder) for above in path.parents)


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file or folder, which is there."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _is_of_git(part: str) -> bool:
    """Return whether some file system treats a name as `.git`."""
    return part.rstrip(". ").casefold() in (".git", "git~1")
