"""The head of a request → the path that it asks for, or why it gets nothing."""

from __future__ import annotations

import re
from email.message import Message
from http import HTTPStatus
from urllib.parse import unquote

_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.I | re.A)
_OWN = re.compile(r"(?:localhost|127\.0\.0\.1)(?::\d{0,5})?", re.I | re.A)
_ABSOLUTE = re.compile(r"https?://([^/?#]*)(.*)", re.I | re.S)


class RefusedRequest(Exception):  # noqa: N818 - no error of ours: it becomes an answer
    """A request that gets a status and nothing else."""

    def __init__(self, status: HTTPStatus, why: str = "") -> None:
        super().__init__(why or status.phrase)
        self.status = status


def path_asked_for(target: str, headers: Message) -> str:
    """Return the path that a request asks this machine for, decoded.

    `target` stands in the first line: a path, or a whole address.

    Raises:
        RefusedRequest: it is no such request, or asks another name than this machine's own.

    >>> hosts = Message()
    >>> hosts["Host"] = "localhost:8000"
    >>> path_asked_for("/a%20b?c#d", hosts), path_asked_for("http://127.0.0.1", hosts)
    ('/a b', '/')
    """
    hosts = headers.get_all("Host") or []
    whole = _ABSOLUTE.match(target)
    if len(hosts) != 1 or not (whole or target.startswith("/")):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    for host in (*hosts, *(whole.groups()[:1] if whole else ())):
        if not _HOST.fullmatch(host.strip()):
            raise RefusedRequest(HTTPStatus.BAD_REQUEST)
        if not _OWN.fullmatch(host.strip()):
            raise RefusedRequest(HTTPStatus.FORBIDDEN, "This server answers to localhost only.")
    path = re.split("[?#]", whole[2] if whole else target, maxsplit=1)[0]
    return unquote(path) or "/"


def has_body(headers: Message) -> bool:
    """Tell whether a request says that more than its head comes.

    Raises:
        RefusedRequest: what it says of its length makes no sense.
    """
    lengths = headers.get_all("Content-Length") or []
    if any(not re.fullmatch("[0-9]{1,18}", length.strip()) for length in lengths):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    return "Transfer-Encoding" in headers or any(int(length) for length in lengths)
