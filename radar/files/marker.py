"""The marker of a site: the file that lists what a build made, each file with a hash.

Anybody can commit a marker, also one with true hashes over files that no build made. So it is a
claim, and it gives the right to delete a file only where three things hold:

- the file still has the hash, so that nothing is lost which the marker's author did not have;
- its path is one at which a build puts files (`is_site_path`): `main.py` may be listed, and a
  folder that has it is not replaced;
- the front page that the marker lists is there, as listed.

What remains is a folder of files that all lie where those of a site lie, committed as they are.
A marker says nothing to those who read entries: it hides no file from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import BinaryIO

from radar.naming.characters import normalize

MARKER = ".radar-site"
FRONT = "index.html"
PAGE_IN_MARKDOWN = ".html.md"
"""The end of the name of a page in Markdown: that of the page and `.md`, as https://llmstxt.org
proposes. A site may lie in the folder of its radar, whose other files in Markdown are entries."""
MAX_BYTES = 50_000_000  # of a marker; a line for each of 300,000 files takes less
_HEAD = (
    "Made by radar. The next build replaces the files that are listed here, and refuses to if one\n"
    "was changed or if there are others. A hash does not count line ends.\n"
    "These are the files of the build:\n\n"
)
_LINE = re.compile(r"([0-9a-f]{32})  (.+)")
_CHUNK = 1 << 20
_LOOK = 8000  # bytes that Git looks at as well: a file with a zero among them is no text
# no backslash, no control character, no drive
_PATH = re.compile(r"(?![A-Za-z]:)[^\\/\x00-\x1f]+(/[^\\/\x00-\x1f]+)*\Z")
_FOLDERS = ("assets/", "media/", "entries/", "editions/")  # of a site, whatever is in them
_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
# what a static/ may add to a site: what others look for by its name, and files of kinds that are
# no sources of a program
_STATIC_PATH = r"""(?xi)
    CNAME | \.nojekyll
    | (?:google|yandex_|baidu_verify_|naver|pinterest-|loaderio-)[a-z0-9_-]+\.html  # proofs
    | \.well-known/(?:[^/.][^/]*/)*[^/.]+
    | (?:\.well-known/)?(?:[^/.][^/]*/)*[^/.][^/]*\.
      (?:txt|xml|json|webmanifest|csv|pdf|ico|avif|gif|jpe?g|png|svg|webp|woff2?|ttf|otf|zip)
"""
_SITE_PATH = re.compile(
    rf"""
    (assets|media)/.+                                 # of the theme, and pictures of entries
    | radar\.json | sitemap\.xml | llms\.txt
    | index\.{_LANGUAGE}\.html                        # of --single-file, once
    | ({_LANGUAGE}/)?
      ( (index|404|archive|changes|proposals|embed)\.html | feed\.xml
      | radar\.fragment\.html | radar(\.[^/]+)?\.(svg|png) | card\.png
      | entries/[^/]+\.(html|png) | editions/[^/]+\.(html|svg)
      | (index|archive|changes|proposals)\.html\.md | (entries|editions)/[^/]+\.html\.md )
    """,
    re.VERBOSE,
)


def check_path(path: str) -> None:
    """Check that a path stays in its folder and means the same on every system.

    Raises:
        ValueError: it does not, or it is the marker's.
    """
    sound = _PATH.match(path) and not any(part.strip(". ") == "" for part in path.split("/"))
    if not sound or path == MARKER:
        raise ValueError(f"{path!r} cannot be a path in a site")


def is_site_path(path: str) -> bool:
    """Return whether a build puts files at this path: what is elsewhere no build made.

    >>> is_site_path("zh/entries/rust.html"), is_site_path("main.py"), is_site_path("app/main.js")
    (True, False, False)
    """
    return is_page_path(path) or is_static_path(path)


def is_page_path(path: str) -> bool:
    """Return whether only the pages of a site and what they need may be at this path.

    >>> is_page_path("feed.xml"), is_page_path("robots.txt")
    (True, False)
    """
    return bool(_SITE_PATH.fullmatch(path))


def is_static_path(path: str) -> bool:
    """Return whether a radar may publish a file of its static/ at this path.

    >>> is_static_path("robots.txt"), is_static_path("index.html"), is_static_path("run.sh")
    (True, False, False)
    """
    inside = not path.startswith(_FOLDERS) and not is_page_path(path)
    return inside and bool(re.fullmatch(_STATIC_PATH, path))


def list_hashes(hashes: Mapping[str, str]) -> bytes:
    """Return the marker of a site, which is given as path → hash."""
    return _HEAD.encode() + b"".join(marker_line(*pair) for pair in sorted(hashes.items()))


def marker_line(path: str, value: str) -> bytes:
    """Return the line of a marker for a file with this hash."""
    return f"{value}  {path}\n".encode("utf-8", "surrogateescape")


def read_marker(data: bytes, *, unfinished: bool = False) -> dict[str, str] | None:
    """Return the hash of each file that a marker lists, by `path_key`; None if it has no hashes.

    Paths at which no build puts files are left out: listing them gives no right. Where the marker
    is `unfinished`, a last line that does not end is left out: a build was writing it.
    """
    text = data.translate(None, b"\r").decode("utf-8", "surrogateescape")
    head, gap, listed = text.partition("\n\n")
    if head + gap != _HEAD:
        return None
    if unfinished:
        listed = listed[: listed.rfind("\n") + 1]
    hashes = {}
    for line in listed.removesuffix("\n").split("\n") if listed else ():
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        if is_site_path(match[2]):
            hashes[path_key(match[2])] = match[1]
    return hashes


def begins(data: bytes) -> bool:
    """Return whether data is a marker, or as much of one as was written before a build ended."""
    head = _HEAD.encode()
    return data.startswith(head) or head.startswith(data)


def path_key(path: str) -> str:
    """Return a path in the form by which it is looked up: some systems decompose letters."""
    return normalize("NFC", path)


def fingerprint(chunks: Iterable[bytes]) -> str:
    r"""Return the hash of a file, in which the line ends of a text do not count.

    Git may write them anew (`core.autocrlf`), so carriage returns are left out. The first chunk
    has at least the first 8000 bytes of the file.

    >>> fingerprint([b"a\r\nb\r\n"]) == fingerprint([b"a\nb\n"])
    True
    >>> fingerprint([b"\0a\r\n"]) == fingerprint([b"\0a\n"])
    False
    """
    digest, is_text = blake2b(digest_size=16), None
    for chunk in chunks:
        plain = chunk.replace(b"\r", b"")  # looks for the sign first, and seldom finds it
        is_text = b"\0" not in plain[:_LOOK] if is_text is None else is_text
        digest.update(plain if is_text else chunk)
    return digest.hexdigest()


def chunks_of(file: BinaryIO) -> Iterable[bytes]:
    """Yield what a file holds, in pieces that fit into memory."""
    return iter(lambda: file.read(_CHUNK), b"")
