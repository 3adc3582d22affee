"""What a format is: its name, how its files are recognised, and how they are read and written.

A format is one module in `radar.exchange.formats` with a constant `FORMAT`, or the entry point
`radar.formats` of another package. `radar.exchange.registry` has them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from radar.errors import Problem
from radar.exchange.exporting.losses import Exported, ExportOptions
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.endings import DOCUMENTS, header_of
from radar.exchange.toolkit.rows import read_document
from radar.exchange.toolkit.sources import MARKDOWN, Bundle
from radar.model import Radar
from radar.plugins.finding import NAME

SAMPLE = 20  # entries of a document by which it is recognised: the first may be damaged


class Certainty(IntEnum):
    """How sure a format is that a file is one of its own.

    The format that is surest gets the file; where two are equally sure, the user has to choose.
    """

    NO = 0
    POSSIBLE = 1
    """It can be read as such, as other files can: a table with the columns that all have."""
    LIKELY = 2
    """It looks like a file of the tool."""
    CERTAIN = 3
    """It has something that only files of the tool have."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an import, as `Format.recognise` sees it: by its content, and its place."""

    bundle: Bundle
    path: str

    @property
    def text(self) -> str:
        """The decoded text, '' if it cannot be decoded."""
        return self.bundle.read(self.path).text

    @property
    def is_table(self) -> bool:
        """Whether it is a text of rows and cells."""
        return self._ends(".csv", ".tsv")

    @property
    def is_markdown(self) -> bool:
        """Whether it is a Markdown file."""
        return self._ends(*MARKDOWN)

    @property
    def is_json(self) -> bool:
        """Whether it is a JSON file."""
        return self._ends(".json", ".jsonc")

    def columns(self, *known: str) -> set[str]:
        """Return the columns of a table, with those in `known` spelt as there; else none."""
        return set(self._header(known)) if self.is_table else set()

    def _header(self, known: tuple[str, ...]) -> list[str]:
        return header_of(self.text, *known, given=self.bundle.columns)

    @property
    def document(self) -> TreeNode:
        """The tree of a JSON or YAML file; an empty node if it is none or cannot be read."""
        if not self._ends(*DOCUMENTS):
            return TreeNode(None)
        node = read_document(self.bundle, self.path)
        return node if isinstance(node, TreeNode) else TreeNode(None)

    def _ends(self, *endings: str) -> bool:
        return self.bundle.path_by_content(self.path).endswith(endings)


def _recognise_nothing(file: SourceFile) -> Certainty:
    """Recognise nothing: such a format has to be named."""
    return Certainty.NO


def _fits(radar: Radar) -> Iterable[Problem]:
    """Accept every radar."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of another tool.

    Attributes:
        name: What `--format` and `radar export` call it: small letters, digits and hyphens.
        label: What it is, for the help and the docs; a line without a full stop.
        recognise: How sure it is that a file is its own. It gets every file of an import.
        read: Files → what they say. None: the format cannot be imported.
        write: A radar → files. None: the format cannot be exported.
        forms: The forms in which `write` can make it (`ExportOptions.form`), the usual one first.
        misfit: Yields why the tool cannot show a radar; then nothing is exported.
        dated_by_user: A file is one edition, and `--edition` may say which.
        whole_folder: A radar is a folder, and other files in it belong to it.
        endings: Endings of its files that no other format has (".toml"), to be read in a folder.

    Raises:
        ValueError: the name is none, or there is no label, or it can be neither read nor written.

    >>> Format(name="mine", label="Mine", write=lambda radar, wanted: Exported({}, report))
    Format('mine')
    """

    name: str
    label: str
    recognise: Callable[[SourceFile], Certainty] = _recognise_nothing
    read: Callable[[Bundle, ImportOptions], Draft] | None = None
    write: Callable[[Radar, ExportOptions], Exported] | None = None
    forms: tuple[str, ...] = ()
    misfit: Callable[[Radar], Iterable[Problem]] = _fits
    dated_by_user: bool = False
    whole_folder: bool = False
    endings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} is no name: small letters, digits and single hyphens")
        if not self.label.strip():
            raise ValueError(f"the format {self.name!r} has no label")
        if self.read is None and self.write is None:
            raise ValueError(f"the format {self.name!r} can be neither read nor written")

    def __repr__(self) -> str:
        return f"Format({self.name!r})"
