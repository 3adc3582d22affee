"""JSON-RPC 2.0: a line → messages; an answer → a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any, Final, NamedTuple, NoReturn, TypeGuard

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603

MOST_MESSAGES: Final = 1_000
"""Messages of a batch: each has an answer, and all of them are kept until the last is there."""
_MOST_DIGITS = 1_000  # of a number; Python reads 4,300 of them, and complains in its own words

Id = str | int | float | None
Document = Mapping[str, Any]


class ProtocolError(Exception):
    """A request cannot be answered; `code` is one of the numbers above."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Request(NamedTuple):
    """A method that is called with parameters, and the id that its answer has."""

    method: str
    params: Document
    id: Id


def parse_line(line: bytes) -> object:
    """Return what is written in a line.

    Raises:
        ProtocolError: it is not JSON.
    """
    try:
        return json.loads(line.decode("utf-8"), parse_constant=_refuse, parse_int=_integer)
    except UnicodeDecodeError:
        raise ProtocolError(PARSE_ERROR, "this line is not JSON: it is no UTF-8") from None
    except (ValueError, RecursionError) as error:
        said = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
        raise ProtocolError(PARSE_ERROR, f"this line is not JSON: {said}") from None


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has more than {_MOST_DIGITS:,} digits")
    return int(digits)


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def parse_request(message: object) -> Request | None:
    """Return the request that a message is, None for an answer, which we never asked for.

    Notifications are none: see `wants_no_answer`.

    Raises:
        ProtocolError: it is no message.
    """
    if not isinstance(message, dict):
        raise ProtocolError(INVALID_REQUEST, "a message is a JSON object")
    if "method" not in message and ("result" in message or "error" in message):
        return None
    if message.get("jsonrpc") != "2.0":
        raise ProtocolError(INVALID_REQUEST, 'a message has "jsonrpc": "2.0"')
    method = message.get("method")
    if not isinstance(method, str):
        raise ProtocolError(INVALID_REQUEST, "a request has a method, which is a text")
    if not is_id(message.get("id")):
        raise ProtocolError(INVALID_REQUEST, "the id of a request is a text or a number")
    params = message.get("params", {})
    if not isinstance(params, dict):
        raise ProtocolError(INVALID_PARAMS, "params is a JSON object")
    return Request(method, params, message["id"])


def id_of(message: object) -> Id:
    """Return the id of a message that may be none, None where it has no id."""
    id_ = message.get("id") if isinstance(message, dict) else None
    return id_ if is_id(id_) else None


def wants_no_answer(message: object) -> bool:
    """Return whether a message is a notification, however wrong its parameters are."""
    return (
        isinstance(message, dict)
        and "id" not in message
        and message.get("jsonrpc") == "2.0"
        and isinstance(message.get("method"), str)
    )


def is_id(value: object) -> TypeGuard[str | int | float]:
    """Return whether a value may be the id of a request.

    >>> is_id("a"), is_id(7), is_id(None), is_id(True), is_id(float("inf"))
    (True, True, False, False, False)
    """
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, str | int) and not isinstance(value, bool)


def success(id_: Id, result: Document) -> Document:
    """Return the answer to a request."""
    return {"jsonrpc": "2.0", "id": id_, "result": result}


def failure(id_: Id, code: int, message: str) -> Document:
    """Return that a request cannot be answered, and why."""
    return {"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": message[:500]}}


def write_line(answer: object) -> str:
    r"""Return an answer as one line of ASCII, so that no line end in a text can break it.

    >>> write_line({"text": "Ü\n"})
    '{"text":"\\u00dc\\n"}\n'
    """
    return json.dumps(answer, separators=(",", ":")) + "\n"
