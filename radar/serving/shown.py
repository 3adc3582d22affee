"""What the server shows, and the page with what is wrong."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from radar.words import Words

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


@dataclass
class Shown:
    """What the server shows now: the last site that could be built, and what is wrong since."""

    site: Mapping[str, bytes] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    version: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def built(self) -> bool:
        """Whether there is a site to show at all."""
        return "index.html" in self.site

    def update(self, site: Mapping[str, bytes], notices: tuple[str, ...] = ()) -> None:
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


def with_notices(page: bytes, shown: Shown) -> bytes:
    """Return a page with what is wrong at its head, with file and line."""
    if not shown.notices:
        return page
    words, lead = Words("en"), ""
    if shown.built:
        lead = f"<p>{escape(words('serve_lead'))}</p>\n"
    items = "".join(f"<li><code>{escape(line)}</code></li>\n" for line in shown.notices)
    notice = (
        f'<section class="problems" role="alert"><h2>{escape(words("serve_title"))}</h2>\n'
        f"<ul>\n{items}</ul>\n{lead}</section>\n"
    )
    before, tag, after = page.partition(b"<body")
    attributes, end, rest = after.partition(b">")
    return before + tag + attributes + end + b"\n" + notice.encode() + rest
