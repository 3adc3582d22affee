"""Files → a checked `Radar`, or every problem with its file, line and column.

`read` takes a folder and `read_tree` any other tree of files; both return a `Reading` and never
raise because of what is in the files. The stages, each a module that imports only those before
it::

    markdown     bytes → characters → front matter and body
    sheet        the file that is being read and its problems
    slips        what people write in place of what is read
    values       a node → a text, a date, an address
    shapes       lists and mappings of values
    axes         quadrants, rings, editions
    files        what each file is for
    gathered     what was read from each file: raw entries, translations, settings
    own_fields   fields of one's own
    frame        header, of the frame of the pages
    settings     radar.yaml
    placements   the history of an entry
    own_words    words of the interface
    entries      front matter → one raw entry
    faulty       what entries with mistakes answer to
    decisions    what is proposed, demanded, and to be taken instead
    gathering    every file of a tree
    check        all of it, compared → `Radar`
    misplaced    files beside the folder that are surely meant as entries
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from radar.errors import BadCall, InvalidRadar, Problem
from radar.files import DiskTree, Tree
from radar.files.looking import find
from radar.model import Radar
from radar.prose.checking import LocatedText, LocatedTexts
from radar.reading.check import EntryPlaces, FilePlace, check
from radar.reading.gathering import gather
from radar.words import Catalogue

__all__ = ["EntryPlaces", "FilePlace", "LocatedText", "Reading", "find", "read", "read_tree"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    `radar` is None only where the settings leave none to be made; otherwise it has every entry
    that is sound in itself, whatever is wrong with the others. `problems` are in order, with
    paths relative to `folder`. `files` are the names of what was read. `bodies` are the
    Markdown texts as they were written and where, by the id of the entry ('' for the introduction)
    and the language; `texts` are those among values, such as notes; `targets` is what entries
    answer to, those with mistakes included, as keys of names (`same_name`) → id; `words` are the
    owner's own, by language. `drafts` are the ids of the drafts that were left out; `places` says
    where the keys of entries stand.
    """

    radar: Radar | None
    problems: tuple[Problem, ...]
    folder: Path = Path()
    files: tuple[str, ...] = ()
    bodies: LocatedTexts = field(default_factory=dict)
    texts: tuple[LocatedText, ...] = ()
    words: Mapping[str, Catalogue] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    drafts: frozenset[str] = frozenset()
    places: EntryPlaces = field(default_factory=dict)

    @property
    def full_path_problems(self) -> tuple[Problem, ...]:
        """The problems with paths as they are from where the command runs."""
        if self.folder == Path():
            return self.problems
        before = self.folder.as_posix().rstrip("/")
        return tuple(replace(p, path=f"{before}/{p.path}") for p in self.problems)

    def require_sound(self, *, strict: bool = False) -> Radar:
        """Return the radar if nothing is wrong with it; `strict` minds warnings too.

        Raises:
            InvalidRadar: with every problem, its path as seen from where the command runs.
        """
        minded = ("error", "warning") if strict else ("error",)
        if self.radar is None or any(p.severity in minded for p in self.problems):
            raise InvalidRadar(self.full_path_problems)
        return self.radar


def read(folder: Path, tree: Tree | None = None, *, with_drafts: bool = False) -> Reading:
    """Read the radar of a folder (the one that has radar.yaml in it).

    `tree` is the folder as it is to be read, by default as it is on the disk. Drafts are checked,
    and are among the entries only `with_drafts`.

    Raises:
        BadCall: the folder cannot be listed.
    """
    try:
        return read_tree(tree or DiskTree(folder), folder, with_drafts=with_drafts)
    except OSError as error:
        raise BadCall(f"cannot read {folder}: {(error.strerror or str(error)).lower()}") from None


def read_tree(tree: Tree, folder: Path = Path(), *, with_drafts: bool = False) -> Reading:
    """Read the radar of any tree of files; `folder` is what its paths are relative to.

    Drafts are as for `read`.

    >>> from radar.files import MemoryTree
    >>> read_tree(MemoryTree({"radar.yaml": b"title: Ours"})).problems[0].message
    'there is no "quadrants" here'
    """
    found = check(gather(tree), with_drafts=with_drafts)
    return Reading(
        found.radar,
        found.problems,
        folder,
        found.files,
        found.bodies,
        found.texts,
        found.words,
        found.targets,
        found.drafts,
        found.places,
    )
