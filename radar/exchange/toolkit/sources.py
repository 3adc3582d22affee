"""The files to import: finding, limiting and decoding them.

A `Bundle` holds the text files that were named, by path, and reads pictures in the same folder.
Nothing outside of it is opened, whatever a path or a symbolic link says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from radar.errors import BadCall, Problem
from radar.exchange.sheets.workbooks import (
    WORKBOOKS,
    UnreadableWorkbook,
    is_workbook,
    read_workbook,
)
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument
from radar.exchange.toolkit.endings import DOCUMENTS, ending
from radar.exchange.toolkit.report import Finding, SourcePlace
from radar.files import DiskTree, UnreadableFile, read_given_file
from radar.files.looking import exists, is_file, is_folder, is_link, walk
from radar.text import number_of

STANDARD_INPUT = Path("-")
LARGEST = 64 * 1024 * 1024
_ADDRESS = re.compile(r"(https?|ftp|file):/+", re.IGNORECASE)  # a `Path` keeps one slash
_MOST_FILES = 20_000
MARKDOWN = (".md", ".mdx", ".markdown")
_READ = (".csv", ".tsv", *DOCUMENTS, *MARKDOWN)
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
_SKIPPED = frozenset(("node_modules", "build", "dist", "__pycache__"))
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)


class _Decoded(NamedTuple):
    """A text and the name of its encoding; `refusal` says why it could not be decoded."""

    text: str
    encoding: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files to import by path, and the folder that they are in.

    `encoding` is what the user gave, '' to recognise it. `columns` says which heading of a table
    means which column, where the user said so. `notes` are remarks about the files. `endings` are
    those of files that a format has for itself, whose content is not looked at. The dicts are
    caches by path.
    """

    root: Path
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    endings: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()
    texts: dict[str, _Decoded] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes | None] = field(default_factory=dict)
    documents: dict[str, TreeNode | UnreadableDocument] = field(default_factory=dict)

    def paths(self, *suffixes: str) -> tuple[str, ...]:
        """Return the sorted paths whose `path_by_content` has one of the suffixes."""
        return tuple(
            path for path in sorted(self.files) if self.path_by_content(path).endswith(suffixes)
        )

    def path_by_content(self, path: str) -> str:
        """Return a path in small letters, with the ending for its content."""
        if path not in self.kinds:
            name = path.lower()
            there = next((end for end in _READ if name.endswith(end)), "")
            certain = name.endswith((*MARKDOWN, *self.endings))
            kind = there if certain else ending(self.read(path).text, there, self.columns)
            self.kinds[path] = name if kind == there else f"{name}{kind}"
        return self.kinds[path]

    def read(self, path: str) -> _Decoded:
        """Return the decoded text of a file."""
        if path not in self.texts:
            self.texts[path] = decode(self.files[path], self.encoding)
        return self.texts[path]

    def picture(self, path: str) -> bytes | None:
        """Return a picture by its path in the folder, None if it is not there or outside."""
        if not path.lower().endswith(PICTURES):
            return None
        try:
            return _tree(self.root).read(path)
        except UnreadableFile:
            return None


def stem(path: str) -> str:
    """Return the name of a file without its folder and ending; `.03` of a date is no ending.

    >>> stem("a/Volume 1 (Jan 2010).csv"), stem("radar"), stem("2024.03")
    ('Volume 1 (Jan 2010)', 'radar', '2024.03')
    """
    return re.sub(r"(?<=.)\.[A-Za-z][A-Za-z0-9]*$", "", path.rpartition("/")[2])


def gather(
    paths: Sequence[Path],
    encoding: str = "",
    endings: Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    sheet: str = "",
) -> Bundle:
    """Read the given files, and those in the given folders that have one of our endings.

    `endings` are further ones, in small letters. `columns` says which heading means which column.
    `sheet` is the one to read of a workbook. A path of `-` is the standard input.

    Raises:
        BadCall: a path does not exist, nothing can be read, or there are too many files.
    """
    if encoding:
        _check_encoding(encoding)
    for path in paths:
        _check_path(path)
    wanted = (*_READ, *WORKBOOKS, *endings)
    readers = [pair for path in paths for pair in _files(path, _prefix(path, paths), wanted)]
    if len(readers) > _MOST_FILES:
        most = number_of(_MOST_FILES, "file")
        raise BadCall(f"more than {most}; name the folder that holds the radar")
    if not readers:
        raise BadCall(f"nothing to read in {paths[0]}: no {', '.join(wanted)} file")
    notes: list[Finding] = []
    files, problems = _read_files(readers, sheet, notes)
    if not files:
        raise BadCall("\n".join(["no file can be read:", *map(str, problems[:10])]))
    root = paths[0] if is_folder(paths[0]) else paths[0].parent
    return Bundle(
        root, files, tuple(problems), encoding, tuple(endings), columns or {}, tuple(notes)
    )


def _check_path(path: Path) -> None:
    """Refuse an address, and a path at which nothing is."""
    if address := _ADDRESS.match(path.as_posix()):
        url = f"{address[1]}://{path.as_posix()[address.end() :]}"
        raise BadCall(
            f"{url} is an address, and nothing is fetched. Download it, and name the file"
        )
    if not exists(path) and path != STANDARD_INPUT:
        raise BadCall(f"there is no file or folder {path}")


def _read_files(
    readers: Iterable[tuple[str, Callable[[], bytes]]], sheet: str, notes: list[Finding]
) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the bytes of each file that can be read, and a problem for each other."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, read in readers:
        try:
            files[name] = read_as_text(name, read(), sheet, notes)
        except UnreadableFile as error:
            problems.append(_problem(name, error))
        except UnreadableWorkbook as error:
            problems.append(Problem(name, 0, 0, "workbook", str(error)))
    return files, problems


def read_as_text(name: str, data: bytes, sheet: str, notes: list[Finding]) -> bytes:
    """Return the bytes of a file, of a workbook those of a sheet as CSV; remarks are added."""
    if not is_workbook(name, data):
        return data
    made = read_workbook(data, sheet)
    notes += [Finding("noted", SourcePlace(name, n.line), n.code, n.message) for n in made.notes]
    return made.csv


def _prefix(path: Path, paths: Sequence[Path]) -> str:
    """Return a prefix for the names of a path's files, so that no two files have the same name."""
    if len(paths) == 1:
        return ""
    alone = [other.name for other in paths].count(path.name) == 1
    if is_folder(path):
        return f"{path.name if alone else path.as_posix()}/"
    return "" if alone else f"{path.parent.as_posix()}/"


def _files(
    path: Path, prefix: str, endings: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each file with one of the endings and a function that reads it.

    The function raises `BadCall` for a file given as `path`, `UnreadableFile` for one in a folder.
    """
    if path == STANDARD_INPUT:
        yield "standard input", partial(sys.stdin.buffer.read, LARGEST)
        return
    if is_file(path):
        yield prefix + path.name, partial(_read_argument, path)
        return
    tree = _tree(path)
    for folder, names, files in walk(path):
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in _SKIPPED)
        links = [name for name in names if is_link(Path(folder, name))]
        wanted = (name for name in files if name.lower().endswith(endings) and name[0] != ".")
        for name in sorted([*links, *wanted]):
            below = Path(folder, name).relative_to(path).as_posix()
            yield prefix + below, partial(tree.read, below)


def _tree(folder: Path) -> DiskTree:
    return DiskTree(folder, limit=LARGEST)


def _read_argument(path: Path) -> bytes:
    try:
        return read_given_file(path, LARGEST)
    except UnreadableFile as error:
        raise BadCall(str(_problem(path.as_posix(), error))) from None


def _problem(path: str, error: UnreadableFile) -> Problem:
    return Problem(path, 0, 0, error.code, error.message, error.hint)


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)
    except (LookupError, TypeError):
        raise BadCall(f'there is no encoding "{name}"; try utf-8, gb18030, windows-1252') from None


def decode(raw: bytes, encoding: str = "") -> _Decoded:
    r"""Decode the bytes of a file; the encoding is recognised unless it is given.

    UTF-8 and UTF-16 are certain. It is GB18030 if bytes beyond ASCII come in pairs that are
    Chinese characters, Windows-1252 if they stand alone between letters. What could be either, or
    is a mixture, is refused.

    >>> decode("云".encode()).encoding, decode("云原生".encode("gb18030")).encoding
    ('UTF-8', 'GB18030')
    >>> decode("Café au lait".encode("cp1252")).encoding
    'Windows-1252'
    """
    if encoding:
        return _decode_as(raw, encoding, encoding)
    for mark, codec, name in _BOMS:
        if raw.startswith(mark):
            return _decode_as(raw, codec, name)
    even, odd = (raw[first:400:2].count(0) for first in (0, 1))
    if (even == 0) != (odd == 0) and (even + odd) * 6 > len(raw[:400]):
        return _decode_as(raw, "utf-16-be" if even else "utf-16-le", "UTF-16")
    if b"\0" in raw:
        return _Decoded("", "", "holds zero bytes; it is not a text file")
    try:
        return _Decoded(raw.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        return _guess_encoding(raw, error.start)


def _guess_encoding(raw: bytes, wrong_at: int) -> _Decoded:
    runs = re.findall(rb"[\x80-\xff]+", raw)
    if sum(map(_is_utf8, runs)) * 2 <= len(runs):
        if max(map(len, runs)) >= 4 and _is_chinese(runs):
            return _decode_as(raw, "gb18030", "GB18030")
        if max(map(len, runs)) <= 2 and sum(len(run) == 1 for run in runs) * 2 > len(runs):
            return _decode_as(raw, "cp1252", "Windows-1252")
    line = raw.count(b"\n", 0, wrong_at) + 1
    reason = (
        f"not UTF-8 from line {line} on, and neither clearly GB18030 nor Windows-1252; "
        "save it as UTF-8, or say --encoding"
    )
    return _Decoded("", "", reason)


def _is_utf8(run: bytes) -> bool:
    try:
        run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(runs: Sequence[bytes]) -> bool:
    try:
        text = "".join(run.decode("gb18030") for run in runs)
    except UnicodeDecodeError:
        return False
    return not re.search("[^\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u2026\u00b7]", text)


def _decode_as(raw: bytes, codec: str, name: str) -> _Decoded:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _Decoded("", "", f"not {name}: line {line} cannot be decoded")
    return _Decoded(text.removeprefix("\ufeff"), name)
