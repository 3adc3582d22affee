"""A radar for the documents of MkDocs and Sphinx, and what both sites must be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

from ..conftest import missing

SETTINGS = """title: Our radar
quadrants: [Tools, Languages & more]
editions: [{id: "2025", date: 2025-06-01}, {id: "2026", date: 2026-06-01}]
"""
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ENTRIES = {
    "k3s": """---
name: K3s
quadrant: tools
aliases: [k-three-s]
related: [rust]
history: {"2025": trial, "2026": adopt}
---
A small cluster for the edge.

## Why small

It fits where a *zeppelin* would not. See [[rust]], [[rust#Borrowing]] and [[zig|the other one]].

![A pixel](pixel.png)

| a | b |
|---|---|
| 1 | 2 |
""",
    "rust": """---
name: Rust <3
quadrant: languages-and-more
tags: [fast]
owner: Team R
history: {"2026": assess}
---
Memory without a collector.

## Borrowing

One owner, many readers.
""",
    "zig": """---
name: Zig
quadrant: languages-and-more
history: {"2025": hold, "2026": removed}
---
It was on the radar once.
""",
}


def write_radar(folder: Path, entries: Mapping[str, str] = ENTRIES) -> Path:
    """Write the radar, with a picture, into a folder."""
    folder.mkdir(parents=True)
    (folder / "radar.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "pixel.png").write_bytes(b64decode(PIXEL))
    for name, text in entries.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def evil_radar(folder: Path) -> Path:
    """Write the radar with names, a summary and a title that are made of HTML."""
    evil = "<img src=x onerror=alert(1)>\"'"
    text = ENTRIES["k3s"].replace("K3s", json.dumps(evil)).replace("A small", evil)
    write_radar(folder, {**ENTRIES, "k3s": text})
    settings = f"title: {json.dumps(evil)}\n" + SETTINGS.partition("\n")[2]
    (folder / "radar.yaml").write_text(settings, encoding="utf-8")
    return folder


class Ran(NamedTuple):
    """What a builder came to, and all that it said."""

    code: int
    said: str


Build = Callable[..., Ran]


def run(*command: str | Path, cwd: Path, **more: str) -> Ran:
    """Run a program in a process of its own."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return Ran(done.returncode, done.stdout)


def require(module: str) -> None:
    """Skip the test if a program written in Python is not installed."""
    if find_spec(module) is None:
        missing(module, 'pip install -e ".[test]"')


def python() -> str:
    """Return the Python that runs the tests."""
    return sys.executable


class _Links(HTMLParser):
    """The addresses and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.links += [about[key] or "" for key in ("href", "src", "xlink:href") if key in about]
        self.ids += [about[key] or "" for key in ("id", "name") if key in about]


def read_links(page: Path) -> _Links:
    """Return the addresses and ids of a page."""
    found = _Links()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def dead_links(site: Path) -> Iterator[str]:
    """Yield each link inside a built site that leads to no file, or to no id in one."""
    pages = {page: read_links(page) for page in site.rglob("*.html")}
    for page, found in pages.items():
        if page.name == "404.html":
            continue  # its addresses begin at the root of a server
        for link in found.links:
            parts = urlsplit(link)
            outside = parts.scheme or parts.netloc or link.startswith("/")
            if not outside and not _resolves(parts.path, parts.fragment, page, pages):
                yield f"{page.relative_to(site)}: {link}"


def _resolves(path: str, fragment: str, page: Path, pages: Mapping[Path, _Links]) -> bool:
    target = (page.parent / unquote(path)).resolve() if path else page
    target = target / "index.html" if target.is_dir() else target
    if target not in pages:
        return target.exists()
    return not fragment or unquote(fragment) in pages[target].ids


class Elements(HTMLParser):
    """The attributes of a page that run a script of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what would run."""
        self.handlers += [value or "" for name, value in attrs if name == "onerror"]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    handler: Callable[..., Any] = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def axe_faults(page: Any, axe_source: str, area: str) -> list[str]:
    """Return what axe finds in a part of the page that a browser shows."""
    page.evaluate(axe_source)
    result = page.evaluate(f"axe.run({area!r}, {{resultTypes: ['violations']}})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in result["violations"]]


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """The folder of the radar, beside which a test puts its documents."""
    return write_radar(tmp_path / "entries")
