"""What a folder's radar says, kept from one question to the next.

Reading a radar takes most of the time of a question. So what was read is kept, with the names in
the folder and a digest of each file that was opened: nothing else decides what is read. The next
question compares these, and where any differs the radar is read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from radar import limits
from radar.answers.register import Register, register_of
from radar.files import UnreadableFile
from radar.files.cache import WatchedTree, keep, read_result
from radar.files.looking import fingerprint_files, resolve

_CODE: Final = Path(__file__).parents[1]


def read_kept_register(folder: Path) -> Register | None:
    """Return what the radar of a folder says if that was kept, and no file changed since then."""
    try:
        found = read_result(_name(folder), _key())
        kept = json.loads(found) if found else None
        if kept and WatchedTree(folder).holds(kept["notes"]):
            return register_of(kept["document"])
    except (UnreadableFile, OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    return None


def keep_document(folder: Path, tree: WatchedTree, document: Mapping[str, Any]) -> None:
    """Keep what the radar of a folder says, as it was read through `tree`."""
    if key := _key():
        said = {"notes": tree.notes, "document": document}
        keep(_name(folder), key, json.dumps(said, separators=(",", ":")).encode())


def _name(folder: Path) -> str:
    return f"answers of {resolve(folder)}"


def _key() -> bytes:
    """Return what an answer follows from besides the files of the radar: our code, and the limit.

    The code counts as it is, since that of a checkout changes and its version does not; b'' says
    that it is not known.
    """
    code = fingerprint_files(_CODE, ".py")
    return f"{code} {limits.entries.value}".encode() if code else b""
