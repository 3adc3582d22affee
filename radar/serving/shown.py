"""What the server shows, and the page with what is wrong."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from radar.errors import InvalidRadar, RadarError
from radar.safety.data import script_json
from radar.serving.editing import Editing
from radar.words import Words

_LANGUAGE = re.compile(rb'<html lang="([A-Za-z-]+)"')
ALIVE = 15.0  # seconds between signs of life to a page that waits for news
# for a radar that could not be built even once; the problems are put into it
EMPTY = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>radar</title>
<link rel="stylesheet" href="/assets/site.css">
<link rel="stylesheet" href="/assets/live.css">
<script defer src="/assets/live.js"></script></head>
<body>
</body></html>
"""


class Notice(NamedTuple):
    """A line that says what is wrong, and the address that opens its file, '' where none does."""

    text: str
    href: str = ""


@dataclass
class Shown:
    """What the server shows now: the last site that could be built, and what is wrong since.

    `editing` is what its pages may do to the files, None where they are only shown.
    """

    site: Mapping[str, bytes] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    version: int = 0
    editing: Editing | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def built(self) -> bool:
        """Whether there is a site to show at all."""
        return "index.html" in self.site

    def update(self, site: Mapping[str, bytes], notices: tuple[Notice, ...] = ()) -> None:
        """Show something else, and tell the pages that wait for it."""
        with self.changed:
            self.site, self.notices = site, notices
            self.version += 1
            self.changed.notify_all()

    def next(self, version: int, seconds: float = ALIVE) -> int:
        """Wait until what is shown is newer than a version, or for a while; return its version."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, seconds)
            return self.version


def explain(error: RadarError) -> tuple[str, ...]:
    """Return in lines why a file of the site cannot be made."""
    return tuple(map(str, error.problems if isinstance(error, InvalidRadar) else (error,)))


def complete_page(page: bytes, shown: Shown, version: int, faults: Iterable[str] = ()) -> bytes:
    """Return a page with what is wrong at its head and in its title, and with means to edit.

    `faults` are wrong with this page alone.

    It says of which version it is (one that was shown when the page was taken, or an older one), so
    that it misses none until it listens for news.
    """
    said = f'<meta name="radar-version" content="{version}">\n'.encode()
    notices = (*map(Notice, faults), *shown.notices)
    page = _with_notices(page, notices, built=shown.built and not faults).replace(
        b"</head>", said + b"</head>", 1
    )
    return _with_editing(page, shown.editing) if shown.editing else page


def _with_notices(page: bytes, notices: Sequence[Notice], *, built: bool) -> bytes:
    if not notices:
        return page
    words, lead = Words("en"), ""
    if built:
        lead = f"<p>{escape(words('serve_lead'))}</p>\n"
    items = "".join(f"<li>{_item(notice)}</li>\n" for notice in notices)
    notice = (
        f'<section class="problems" role="alert"><h2>{escape(words("serve_title"))}</h2>\n'
        f"<ul>\n{items}</ul>\n{lead}</section>\n"
    )
    page = page.replace(b"<title>", "<title>\N{WARNING SIGN} ".encode(), 1)
    before, tag, after = page.partition(b"<body")
    attributes, end, rest = after.partition(b">")
    return before + tag + attributes + end + b"\n" + notice.encode() + rest


def _item(notice: Notice) -> str:
    text = f"<code>{escape(notice.text)}</code>"
    return f'<a href="{escape(notice.href)}">{text}</a>' if notice.href else text


def _with_editing(page: bytes, editing: Editing) -> bytes:
    """Add the script that moves a blip, and what it has to know."""
    found = _LANGUAGE.search(page)
    about = script_json(editing.describe(found[1].decode() if found else "en"))
    script = f'<script type="application/json" id="radar-edit">{about}</script>\n'
    script += '<script defer src="/assets/edit.js"></script>\n'
    head, tag, rest = page.partition(b"</head>")
    return head + script.encode() + tag + rest if tag else page
