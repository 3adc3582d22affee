"""Where a site goes: a folder, or one page, replaced only if it is as a build left it.

A page ends in a comment with the hash of all that stands before it, as a marker has one for each
file of a folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from radar.errors import BadCall
from radar.files.folders import do_nothing, write_site
from radar.files.inspecting import inspect, move_aside
from radar.files.marker import FRONT, MARKER, fingerprint
from radar.files.places import Places
from radar.files.single import write_file
from radar.files.steps import SiteSeal, explain_refusal, hash_marker, make_folder_for

_SEAL = re.compile(rb"<!-- made by radar: ([0-9a-f]{32}) -->\s*\Z")
_LONGEST = 100  # bytes at the end of a file among which the seal is


class WrittenSite(NamedTuple):
    """Where a site was put: its folder, the name of the first page in it, its size in bytes.

    `seal` tells it from other sites, None for a page.
    """

    folder: Path
    first: str
    size: int
    seal: SiteSeal | None = None


@dataclass(frozen=True, slots=True)
class OutputTarget:
    """Where a site goes: a folder, or one page where `single` is wanted and the name is a page's.

    `places` is the rule where that may be.
    """

    path: Path
    places: Places
    single: bool

    @property
    def is_page(self) -> bool:
        """Whether the path is named like a page, and is no folder."""
        return self.path.suffix.lower() in (".html", ".htm") and not os.path.isdir(self.path)

    def check(self) -> None:
        """Refuse the place before anything is drawn for it.

        Raises:
            BadCall: no site may be there, and why.
        """
        if not self.is_page:
            self.places.check_folder(self.path)
        elif self.single:
            self.places.check_file(self.path)
        else:
            hint = "Name a folder, or add --single-file"
            raise BadCall(f"{self.path} is named like a page, and a site is a folder. {hint}.")

    def write(
        self, site: Mapping[str, bytes], written: Callable[[], None] = do_nothing
    ) -> WrittenSite:
        """Put a site there; `written` is called before it takes the place of the old one.

        Raises:
            BadCall: there is something that is not ours to replace, or the system does not let us.
        """
        if not self.is_page:
            self.places.check_site(self.path, site)
            seal = write_site(site, self.path, self.places.check_folder, written)
            return WrittenSite(self.path, FRONT, seal.size, seal)
        page = site[FRONT]
        self.places.check_file(self.path)
        written()
        _refuse_what_is_not_ours(self.path)
        with explain_refusal(self.path), make_folder_for(self.path):
            write_file(self.path, _seal(page))
        return WrittenSite(self.path.parent, self.path.name, len(page))


def is_unchanged(folder: Path, seal: SiteSeal) -> bool:
    """Return whether a folder holds the site with this seal, byte for byte, and nothing else.

    Every file is read. What systems and hosts put beside those of a site does not count.
    """
    try:
        contents = inspect(folder)
        own = [path for path in contents.ours if path != MARKER]
        sizes = [os.lstat(os.path.join(folder, path)).st_size for path in own]
        is_same = (sum(sizes), len(own)) == seal[:2] and contents.is_site
        return is_same and hash_marker((folder / MARKER).read_bytes()) == seal.marker
    except OSError:
        return False


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
