"""A site that is one file: replaced only if it is as a build left it.

Such a file ends in a comment with the hash of all that stands before it, as a marker has one for
each file of a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from radar.errors import BadCall
from radar.files.inspecting import move_aside
from radar.files.marker import fingerprint
from radar.files.single import write_file
from radar.files.steps import explain_refusal, make_folder_for

_SEAL = re.compile(rb"<!-- made by radar: ([0-9a-f]{32}) -->\s*\Z")
_LONGEST = 100  # bytes at the end of a file among which the seal is


def write_pages(pages: Mapping[Path, bytes]) -> None:
    """Write pages of HTML, each in place of the one that a build made before.

    Raises:
        BadCall: one of the files is not ours to replace, or the system does not let us.
    """
    for path in pages:
        _refuse_what_is_not_ours(path)
    for path, data in pages.items():
        with explain_refusal(path), make_folder_for(path):
            write_file(path, _seal(data))


def _seal(page: bytes) -> bytes:
    """Return a page with a last line by which it is recognised as long as nobody changes it.

    >>> _has_seal(_seal(b"<p>a")), _has_seal(_seal(b"<p>a").replace(b"a", b"b"))
    (True, False)
    """
    body = page if page.endswith(b"\n") else page + b"\n"
    return body + f"<!-- made by radar: {fingerprint([body])} -->\n".encode()


def _has_seal(page: bytes) -> bool:
    """Return whether a page is as a build left it, line ends aside."""
    match = _SEAL.search(page, max(0, len(page) - _LONGEST))
    return match is not None and fingerprint([page[: match.start()]]) == match[1].decode()


def _refuse_what_is_not_ours(path: Path) -> None:
    with explain_refusal(path):
        if not os.path.lexists(os.path.realpath(path)):
            return
        if path.is_file() and _has_seal(path.read_bytes()):
            return
    raise BadCall(
        f"{path} is not replaced, because radar did not make it, or somebody changed it. Choose "
        f"another name with -o, or move it aside: {move_aside(path)}"
    )
