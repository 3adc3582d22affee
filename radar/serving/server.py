"""Connections → threads, of which there is a limited number."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from typing import Any

from radar.errors import BadCall
from radar.serving.handler import Handler
from radar.serving.shown import Shown

LOOPBACK = "127.0.0.1"  # which no other machine reaches
STREAMS = 32  # pages that wait for news at once; a browser opens six for one address
CONNECTIONS = 96  # threads at once, those of the streams among them
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Server(ThreadingHTTPServer):
    """A server with a limited number of threads, by default on the loopback address."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        port: int,
        shown: Shown,
        report: Callable[[str], None],
        *,
        host: str = LOOPBACK,
        streams: int = STREAMS,
        connections: int = CONNECTIONS,
    ) -> None:
        self.shown = shown
        self.names = None if is_loopback(host) else frozenset((host.casefold(), _own_name()))
        self.streams = threading.BoundedSemaphore(streams)
        self._threads_left = threading.BoundedSemaphore(connections)
        self.report = report
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, or with 503 where there are too many."""
        if not self._threads_left.acquire(blocking=False):
            self._turn_away(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._threads_left.release()
            raise

    def _turn_away(self, request: Any) -> None:
        """Answer at once, for other connections wait; what was not read would undo the answer."""
        request.settimeout(0)
        with suppress(OSError):
            request.recv(1 << 16)
        with suppress(OSError):
            request.send(_BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and count the thread as free again."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._threads_left.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say in a line what went wrong, unless it is that somebody went away."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.report(f"radar: a request could not be answered: {error!r}")


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _own_name() -> str:
    return socket.gethostname().casefold()


def listening(
    shown: Shown, port: int, report: Callable[[str], None], host: str = LOOPBACK
) -> Server:
    """Return a server that shows a site on a port (0: any that is free), not running yet.

    Raises:
        BadCall: the port is taken, or this machine has no such address.
    """
    try:
        return Server(port, shown, report, host=host)
    except socket.gaierror:
        raise BadCall(f"{host[:80]!r} is no address of this machine") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "Take another with --port, or any free one with --port 0."
        place = f"port {port}" if host == LOOPBACK else f"port {port} of {host}"
        raise BadCall(f"{place} cannot be used: {reason}. {hint}") from None
