"""The head of a request → the path that it asks for, or why it gets nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.message import Message
from hmac import compare_digest
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

_HOST = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{0,5})?", re.I | re.A)
_OWN = re.compile(r"(?:localhost|127\.0\.0\.1)(?::\d{0,5})?", re.I | re.A)
_DIGITS = re.compile(r"[0-9.]+|\[[0-9a-f:.]+\]", re.A)
_LONGEST = 20_000  # bytes of a request that changes a file: a name and a reason, escaped
_ABSOLUTE = re.compile(r"https?://([^/?#]*)(.*)", re.I | re.S)


class RefusedRequest(Exception):  # noqa: N818 - no error of ours: it becomes an answer
    """A request that gets a status and nothing else."""

    def __init__(self, status: HTTPStatus, why: str = "") -> None:
        super().__init__(why or status.phrase)
        self.status = status


def find_path(target: str, headers: Message, names: frozenset[str] | None = frozenset()) -> str:
    """Return the path that a request asks this machine for, decoded.

    `target` stands in the first line: a path, or a whole address. `names` are what this machine is
    called besides localhost; with them every address in digits is its own as well.

    Raises:
        RefusedRequest: it is no such request, or asks another name than this machine's own.

    >>> hosts = Message()
    >>> hosts["Host"] = "localhost:8000"
    >>> find_path("/a%20b?c#d", hosts), find_path("http://127.0.0.1", hosts)
    ('/a b', '/')
    """
    hosts = headers.get_all("Host") or []
    whole = _ABSOLUTE.match(target)
    if len(hosts) != 1 or not (whole or target.startswith("/")):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    for host in (*hosts, *(whole.groups()[:1] if whole else ())):
        if not _HOST.fullmatch(host.strip()):
            raise RefusedRequest(HTTPStatus.BAD_REQUEST)
        if not _is_own(host.strip(), names or frozenset()):
            raise RefusedRequest(HTTPStatus.FORBIDDEN, "This server answers to localhost only.")
    path = re.split("[?#]", whole[2] if whole else target, maxsplit=1)[0]
    return unquote(path) or "/"


def _is_own(host: str, names: frozenset[str]) -> bool:
    """Return whether a host is this machine; a name bent to point here is none of its own."""
    if _OWN.fullmatch(host):
        return True
    bare = re.sub(r":\d*$", "", host).casefold()
    return bool(names) and (bare in names or _DIGITS.fullmatch(bare) is not None)


def length_of_own_request(headers: Message, token: str) -> int:
    """Return how many bytes follow the head of a request that a page of this server sends.

    A page from elsewhere cannot send it: it does not know the token, browsers name where it comes
    from, and they ask before they send JSON to another host.

    Raises:
        RefusedRequest: it is no such request, or too long.
    """
    host, origin = headers.get("Host", "").strip(), headers.get_all("Origin") or []
    same = headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    told = headers.get("X-Radar-Token", "")
    if origin != [f"http://{host}"] or not same or not _is_equal(told, token):
        raise RefusedRequest(HTTPStatus.FORBIDDEN, "Only pages of this server may change files.")
    if kind != "application/json":
        raise RefusedRequest(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    lengths = headers.get_all("Content-Length") or []
    if len(lengths) != 1 or "Transfer-Encoding" in headers:
        raise RefusedRequest(HTTPStatus.LENGTH_REQUIRED)
    if not re.fullmatch("[0-9]{1,6}", lengths[0].strip()):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    if int(lengths[0]) > _LONGEST:
        raise RefusedRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return int(lengths[0])


def _is_equal(one: str, other: str) -> bool:
    """Compare in a time that says nothing of where they differ."""
    return compare_digest(one.encode("utf-8", "replace"), other.encode())


def read_object(data: bytes) -> Mapping[str, Any]:
    """Return the JSON object that a request holds.

    Raises:
        RefusedRequest: it holds none, or one with half a character in it, which no file can hold.
    """
    try:
        found = json.loads(data)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    return found


def has_body(headers: Message) -> bool:
    """Tell whether a request says that more than its head comes.

    Raises:
        RefusedRequest: what it says of its length makes no sense.
    """
    lengths = headers.get_all("Content-Length") or []
    if any(not re.fullmatch("[0-9]{1,18}", length.strip()) for length in lengths):
        raise RefusedRequest(HTTPStatus.BAD_REQUEST)
    return "Transfer-Encoding" in headers or any(int(length) for length in lengths)
