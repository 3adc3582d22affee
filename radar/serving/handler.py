"""One connection: its requests, read by a clock, and their answers."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from mimetypes import guess_type
from pathlib import PurePosixPath
from socket import SHUT_WR, socket
from typing import Any, Protocol

from radar.errors import RadarError
from radar.serving.editing import MOVE, UNDO
from radar.serving.request import (
    RefusedRequest,
    find_path,
    has_body,
    length_of_own_request,
    read_object,
)
from radar.serving.shown import ALIVE, EMPTY, Shown, complete_page, explain

EVENTS = "/.radar/events"
_VERSION = re.compile(r"\?([0-9]{1,9})\Z")  # of the page that listens
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
UNFRAMED = "; frame-ancestors 'none'"
"""With `--edit`: a page of others could lay ours below its own and have a reader drag our blips."""
TYPES = {".xml": "application/xml", ".json": "application/json", ".js": "text/javascript"}
PATIENCE = 20.0  # seconds for a request to arrive and for an answer to be taken
_LOOK = 1.0  # seconds after which it is noticed that a page that waits for news has gone
_LEFT_OVER = 1 << 20  # bytes of a refused request that are read, so that the answer arrives


class Serves(Protocol):
    """What the handler has to know of its server."""

    shown: Shown
    streams: threading.BoundedSemaphore
    names: frozenset[str] | None
    report: Callable[[str], None]


class _Timed(io.RawIOBase):
    """What comes in over a connection, as long as a whole request comes in time."""

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        """Begin to wait for a request."""
        self._end = time.monotonic() + PATIENCE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the request does not come to its end")
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)


class Handler(BaseHTTPRequestHandler):
    """Answers from memory; a path that the site has not is not there."""

    server: Serves  # type: ignore[assignment] # as much of it as is needed
    raw_requestline: bytes
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "radar", ""
    timeout = PATIENCE
    _refused = False

    def setup(self) -> None:
        """Read by a clock of our own: each byte alone would be in time for ever."""
        super().setup()
        self.rfile.close()
        self._timed = _Timed(self.connection)
        self.rfile = io.BufferedReader(self._timed)

    def handle_one_request(self) -> None:
        """Wait for a request, for a while, and answer it."""
        self._timed.begin()
        super().handle_one_request()

    def parse_request(self) -> bool:
        """Read the head of a request; one that is none is refused, as an empty line is."""
        if str(self.raw_requestline, "iso-8859-1").split():  # as the library splits it
            return super().parse_request()
        self.command = self.requestline = self.request_version = ""
        self.send_error(HTTPStatus.BAD_REQUEST)
        return False

    def do_GET(self) -> None:
        """Answer with a file of the site, the events, or the page of what is missing."""
        try:
            path = find_path(self.path, self.headers, self.server.names)
            # what follows would be taken for the next request
            self.close_connection |= has_body(self.headers)
            if path == EVENTS:
                self._events()
            else:
                self._file(path.lstrip("/"))
        except RefusedRequest as refusal:
            self._refuse(refusal.status, str(refusal))

    do_HEAD = do_GET  # noqa: N815 - the name that the standard library asks for

    def do_POST(self) -> None:
        """Change a file of the radar, if this server lets its own pages do that."""
        editing = self.server.shown.editing
        if editing is None:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED)
            return
        try:
            path = find_path(self.path, self.headers)
            if path not in (MOVE, UNDO):
                raise RefusedRequest(HTTPStatus.NOT_FOUND)
            length = length_of_own_request(self.headers, editing.token)
            asked = read_object(self.rfile.read(length))
        except RefusedRequest as refusal:
            self._refuse(refusal.status, str(refusal))
            return
        try:
            status, told = HTTPStatus.OK, {"said": editing.answer(path, asked)}
        except RadarError as error:
            status, told = HTTPStatus.CONFLICT, {"error": str(error)}
        self._send(status, json.dumps(told).encode(), "application/json")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with a status alone: the library's own words hold what was sent."""
        self._refuse(HTTPStatus(code), HTTPStatus(code).phrase)

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        """Answer with a status and a line, and end the connection."""
        self.close_connection = self._refused = True
        self._send(status, f"{why}\n".encode(), "text/plain")

    def finish(self) -> None:
        """End the connection; what a refused request still sends is read, or no answer arrives."""
        with suppress(OSError, ValueError):
            self.wfile.flush()
            if self._refused:
                self.connection.shutdown(SHUT_WR)
                self._drain()
        super().finish()

    def _drain(self) -> None:
        end, left = time.monotonic() + 2 * _LOOK, _LEFT_OVER
        while left > 0 and time.monotonic() < end:
            self.connection.settimeout(_LOOK)
            data = self.connection.recv(1 << 16)
            left = left - len(data) if data else 0

    def _file(self, path: str) -> None:
        shown = self.server.shown
        version = shown.version  # before the page is taken: rather one reload too many than none
        site = shown.site  # one moment for the whole answer
        path = f"{path}index.html" if path.endswith("/") or not path else path
        kind, status = _type_of(path), HTTPStatus.OK
        faults: tuple[str, ...] = ()
        try:
            data = site.get(path)
            if data is None:
                status = HTTPStatus.NOT_FOUND if shown.built else HTTPStatus.SERVICE_UNAVAILABLE
                data, kind = site.get("404.html", EMPTY), "text/html"
        except RadarError as error:  # a template does not fit this page, for one
            status, data, kind = HTTPStatus.INTERNAL_SERVER_ERROR, EMPTY, "text/html"
            faults = explain(error)
            self.server.report("\n".join((f"{path} cannot be made:", *faults)))
        if kind == "text/html":
            data = complete_page(data, shown, version, faults)
        self._send(status, data, kind)

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> None:
        text = kind.startswith("text/") or kind.endswith(("xml", "json"))
        self._head(status, f"{kind}; charset=utf-8" if text else kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, length: int | None) -> None:
        self.connection.settimeout(PATIENCE)
        self.request_version = "HTTP/1.1"  # the library sends no status to 0.9
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        editing = self.server.shown.editing is not None
        self.send_header("Content-Security-Policy", POLICY + UNFRAMED if editing else POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _events(self) -> None:
        # a page from elsewhere could take all the streams
        if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise RefusedRequest(HTTPStatus.FORBIDDEN)
        self.close_connection = True
        if self.command == "HEAD":
            self._head(HTTPStatus.OK, "text/event-stream", None)
        elif not self.server.streams.acquire(blocking=False):
            raise RefusedRequest(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            try:
                self._stream()
            finally:
                self.server.streams.release()

    def _stream(self) -> None:
        """Send a line for each version newer than that of the page, until the page has gone."""
        told = _VERSION.search(self.path)
        seen = int(told[1]) if told else self.server.shown.version
        self._head(HTTPStatus.OK, "text/event-stream", None)
        last = time.monotonic()
        while not self._has_gone():
            now = self.server.shown.next(seen, _LOOK)
            if now != seen or time.monotonic() - last > ALIVE:
                self.wfile.write(b": waiting\n\n" if now == seen else b"data: new\n\n")
                last = time.monotonic()
            seen = now

    def _has_gone(self) -> bool:
        try:
            self.connection.settimeout(0)
            return not self.connection.recv(4096)
        except BlockingIOError:
            return False
        finally:
            self.connection.settimeout(PATIENCE)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a line for every request would hide the problems."""


def _type_of(path: str) -> str:
    """Return the media type of a file, by the end of its name alone."""
    suffix = PurePosixPath(path).suffix
    return TYPES.get(suffix) or guess_type(f"x{suffix}")[0] or "application/octet-stream"
