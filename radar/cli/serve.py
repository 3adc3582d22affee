"""`radar serve`: build, show in the browser, rebuild on save.

The site is kept in memory and served on this machine's own address only, to requests that name
it as such: a page elsewhere cannot read drafts through a name that points here. Whatever is wrong
with the entries is shown in the page, which stays as it last was, and goes when it is put right.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from radar.cli.messages import say, show, told
from radar.errors import BadCall, InvalidRadar, MissingExtra, Problem, RadarError
from radar.words import Words

EVENTS = "/.radar/events"
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# for a radar that could not be built even once; the problems are put into it
EMPTY = b"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>radar</title>
<link rel="stylesheet" href="/assets/site.css">
<link rel="stylesheet" href="/assets/live.css">
<script defer src="/assets/live.js"></script></head>
<body>
</body></html>
"""
PATIENCE = 20.0  # seconds between signs of life to a page that waits for news
TYPES = {".xml": "application/xml", ".json": "application/json", ".js": "text/javascript"}


@click.command(
    epilog="""\b
Examples:
  radar serve                    the radar here (or in ./entries)
  radar serve entries --port 0   another folder, any free port
  radar serve --open             and open the browser"""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where to listen, on this machine only; 0 takes any port that is free.",
)
@click.option("--theme", default="", help="A theme's name, or the path of its folder.")
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
def command(folder: Path | None, port: int, theme: str, browse: bool) -> None:
    """Build the radar, show it in the browser, and build it again whenever a file is saved.

    FOLDER is the one with radar.yaml in it. Nothing is written: the site is kept in memory. Needs
    the extra "serve". Stop it with Ctrl+C.
    """
    watch = _watcher()
    gc.enable()
    shown = Shown(_bare_assets())
    with listening(shown, port) as server:
        address = f"http://localhost:{server.server_address[1]}/"
        source = Source(folder, theme, address)
        build_into(shown, source)
        say(f"{address}  (Ctrl+C stops)")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if browse:
            click.launch(address)
        try:
            for _ in watch(*source.watched()):
                build_into(shown, source)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


def _watcher() -> Callable[..., Iterable[object]]:
    try:
        from watchfiles import watch
    except ImportError:
        raise MissingExtra("radar serve", "serve") from None
    return lambda *paths: watch(*paths, raise_interrupt=True)


def _bare_assets() -> dict[str, bytes]:
    """Return the style sheet and scripts of the default theme, for a page without a site."""
    from radar.render.stylesheet import theme_css
    from radar.theme import load_theme

    theme = load_theme()
    found = {f"assets/{name}": data for name, data in theme.assets().items()}
    found["assets/site.css"] = theme_css(theme, 1, 1).encode() + found["assets/site.css"]
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """What is built: a folder (None looks for it), a theme ('' for the radar's own), for where."""

    folder: Path | None
    theme: str
    address: str

    def build(self) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """Return the site in memory, and the problems that did not stop it."""
        from radar.pipeline import Wanted, checked, draw
        from radar.theme import load_theme

        found = checked(self.folder)
        theme = load_theme(self.theme or found.radar.theme, beside=found.folder)
        here = found.radar.model_copy(update={"base_url": self.address})
        return draw(found._replace(radar=here), theme, Wanted(live=True)), found.problems

    def watched(self) -> list[Path]:
        """Return the folders whose files make the site."""
        from radar.reading import find

        themes = [Path("themes"), Path(self.theme)] if self.theme else [Path("themes")]
        return [find(self.folder), *(path for path in themes if path.is_dir())]


@dataclass
class Shown:
    """What the server shows now: the last site that could be built, and what is wrong since."""

    site: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    version: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def built(self) -> bool:
        """Whether there is a site to show at all."""
        return "index.html" in self.site

    def update(
        self, site: Mapping[str, bytes], problems: tuple[Problem, ...], trouble: str = ""
    ) -> None:
        """Show something else, and tell the pages that wait for it."""
        with self.changed:
            self.site, self.problems, self.trouble = site, problems, trouble
            self.version += 1
            self.changed.notify_all()

    def next(self, version: int) -> int:
        """Wait until what is shown is newer than a version, or for a while; return its version."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != version, PATIENCE)
            return self.version


def build_into(shown: Shown, source: Source) -> None:
    """Build, and show what came of it; on problems keep the last site and show them with it."""
    try:
        site, problems = source.build()
    except InvalidRadar as error:
        show(error.problems, failed=True)
        shown.update(shown.site, error.problems)
    except (RadarError, OSError) as error:
        if not shown.version:
            raise
        say(f"radar: {error}")
        shown.update(shown.site, (), str(error))
    else:
        shown.update(site, tuple(p for p in problems if p.severity == "error"))
        say(f"built {len(site)} files")


def listening(shown: Shown, port: int) -> ThreadingHTTPServer:
    """Return a server on the loopback address, not running yet.

    Raises:
        BadCall: the port is taken.
    """
    handler = type("Handler", (_Handler,), {"shown": shown})
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "Take another with --port, or any free one with --port 0."
        raise BadCall(f"port {port} cannot be used: {reason}. {hint}") from None
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    """Answers from memory; a path that the site has not is not there."""

    shown: Shown
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer with a file of the site, the events, or the page of what is missing."""
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if name not in ("localhost", "127.0.0.1"):
            self._send(
                HTTPStatus.FORBIDDEN, b"This server answers to localhost only.\n", "text/plain"
            )
        elif urlsplit(self.path).path == EVENTS:
            self._events()
        else:
            self._file(unquote(urlsplit(self.path).path).lstrip("/"))

    do_HEAD = do_GET  # noqa: N815 - the name that the standard library asks for

    def _file(self, path: str) -> None:
        shown = self.shown
        path = f"{path}index.html" if path.endswith("/") or not path else path
        found = shown.site.get(path)
        kind = TYPES.get(Path(path).suffix) or guess_type(path)[0] or "application/octet-stream"
        status = HTTPStatus.OK
        if found is None:
            status = HTTPStatus.NOT_FOUND if shown.built else HTTPStatus.SERVICE_UNAVAILABLE
            found, kind = shown.site.get("404.html", EMPTY), "text/html"
        if kind == "text/html":
            found = with_problems(found, shown)
        self._send(status, found, kind)

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        text = kind.startswith("text/") or kind.endswith(("xml", "json"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = self.shown.version
        try:
            while True:
                now = self.shown.next(seen)
                self.wfile.write(b": waiting\n\n" if now == seen else b"data: new\n\n")
                self.wfile.flush()
                seen = now
        except OSError:
            return  # the page has gone

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a line for every request would hide the problems."""


def with_problems(page: bytes, shown: Shown) -> bytes:
    """Return a page with what is wrong at its head, with file and line."""
    if not shown.problems and not shown.trouble:
        return page
    words, lead = Words("en"), ""
    if shown.built:
        lead = f"<p>{escape(words('serve_lead'))}</p>\n"
    lines = [line for _, line in told(shown.problems, failed=True)] or [shown.trouble]
    items = "".join(f"<li><code>{escape(line)}</code></li>\n" for line in lines)
    notice = (
        f'<section class="problems" role="alert"><h2>{escape(words("serve_title"))}</h2>\n'
        f"<ul>\n{items}</ul>\n{lead}</section>\n"
    )
    before, tag, after = page.partition(b"<body")
    attributes, end, rest = after.partition(b">")
    return before + tag + attributes + end + b"\n" + notice.encode() + rest
