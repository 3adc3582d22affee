"""Files that are surely meant as entries and lie beside the folder of a radar, where none is read.

Somebody who saves `kafka.md` next to `entries/` sees no entry and no message. So the Markdown files
beside the folder are looked at, but only below where the command runs: what lies above is not ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from radar.errors import Problem
from radar.files import UnreadableFile, printable_name
from radar.files.looking import (
    is_below,
    is_file,
    is_link,
    list_folder,
    read_bytes,
    resolve,
    size_of,
    working_folder,
)
from radar.yaml import Table, Wrong, find_front_matter, parse

_MOST_FILES: Final = 200  # a folder of notes with more is no place for a slip
_MOST_BYTES: Final = 100_000  # of one file; an entry is much smaller


def find_misplaced(folder: Path) -> Iterator[Problem]:
    """Yield a note for each file beside the folder of a radar that is surely meant as an entry."""
    beside = folder.parent
    here = working_folder()
    if resolve(folder) == here or not (resolve(beside) == here or is_below(beside, here)):
        return
    files = [Path(str(each)) for each in list_folder(beside) if each.name.lower().endswith(".md")]
    for path in sorted(files)[:_MOST_FILES]:
        if _is_entry(path):
            message = f"this looks like an entry and lies beside {folder.name}, so it is not read"
            name = printable_name(path.as_posix())
            yield Problem(name, 0, 0, "misplaced-entry", message, "move it there", "note")


def _is_entry(path: Path) -> bool:
    """Return whether the front matter of a file has what only an entry has."""
    try:
        if is_link(path) or not is_file(path) or size_of(path) > _MOST_BYTES:
            return False
        text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
        front = find_front_matter(text)
        node = parse(text[front.start : front.stop]) if front else None
    except (OSError, ValueError, Wrong, UnreadableFile):
        return False
    keys = {key.text for key, _ in node.pairs} if isinstance(node, Table) else set()
    return "quadrant" in keys and not {"ring", "history", "proposed"}.isdisjoint(keys)
