"""One `theme.yaml` → what it says, and where each of it stands.

Every scalar stays a text; the model makes numbers of those that should be.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, NoReturn

from radar import yaml
from radar.errors import InvalidRadar, Problem
from radar.files import UnreadableFile
from radar.theme.folder import read_file
from radar.yaml import Items, Node, Scalar, Table, Wrong, is_empty, pairs_once, parse

MAX_BYTES = 1_000_000
Path = tuple[str, ...]


class _SourcePlace(NamedTuple):
    """Where something stands: a file as it is to be shown, line and column from 1."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Make a problem of this place."""
        return Problem(self.file, self.line, self.column, code, message, hint)


class ThemeSource(NamedTuple):
    """What themes say, one laid over another; `places` tells where each key and item stands."""

    values: Mapping[str, Any]
    places: Mapping[Path, _SourcePlace]

    def over(self, below: ThemeSource) -> ThemeSource:
        """Lay this source over another, which shows where this one says nothing."""
        return ThemeSource(_merge(below.values, self.values), {**below.places, **self.places})

    def place(self, path: Path) -> _SourcePlace:
        """Return where a value stands, or the nearest mapping or list that should hold it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_source(folder: Traversable, shown: str) -> ThemeSource:
    """Read the `theme.yaml` of a folder; `shown` is what the file is called in problems.

    Raises:
        InvalidRadar: it is no YAML, or has something of YAML that we refuse.
    """
    start = _SourcePlace(shown, 1, 1)
    places: dict[Path, _SourcePlace] = {(): start}
    try:
        node = parse(_text(folder, start))
        values = {} if node is None else _value(node, (), places)
    except Wrong as wrong:
        _refuse(_at(start, wrong.at), wrong.code, wrong.message, wrong.hint)
    if not isinstance(values, dict):
        _refuse(start, "wrong-type", "a theme is a mapping, not a list or a text")
    if not isinstance(values.get("extends", ""), str):
        _refuse(places["extends",], "wrong-type", "extends names one theme")
    return ThemeSource(values, places)


def _refuse(at: _SourcePlace, code: str, message: str, hint: str = "") -> NoReturn:
    raise InvalidRadar([at.problem(code, message, hint)]) from None


def _text(folder: Traversable, start: _SourcePlace) -> str:
    try:
        return read_file(folder, "theme.yaml", MAX_BYTES).decode("utf-8-sig")
    except UnreadableFile as error:
        _refuse(start, error.code, error.message, error.hint)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        _refuse(start, "unreadable", f"the file cannot be read: {reason}")
    except UnicodeDecodeError:
        _refuse(start, "not-utf-8", "the file is not UTF-8", "save it as UTF-8")


def _at(start: _SourcePlace, at: yaml.Place) -> _SourcePlace:
    return start._replace(line=at.line, column=at.column)


def _value(node: Node, path: Path, places: dict[Path, _SourcePlace]) -> Any:
    start = places[()]
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        for n, item in enumerate(node.nodes):
            places[*path, str(n)] = _at(start, item)
        return [_value(item, (*path, str(n)), places) for n, item in enumerate(node.nodes)]
    return _mapping(node, path, places)


def _mapping(node: Table, path: Path, places: dict[Path, _SourcePlace]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value, repeated in pairs_once(node):
        if repeated:
            raise repeated
        if not is_empty(value):  # nothing after a key is as if it were left out
            places[*path, key.text] = _at(places[()], key)
            found[key.text] = _value(value, (*path, key.text), places)
    return found


def _merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        result[key] = _merge(old, value) if both else value  # type: ignore[arg-type] # see `both`
    for scheme in ("light", "dark"):
        mine = above.get(scheme)
        if not isinstance(mine, dict):
            continue
        if "quadrants" in mine and "headings" not in mine:
            result[scheme] = {**result[scheme], "headings": mine["quadrants"]}
        if "rings" in mine and "wash" not in mine:  # tints that it says itself are seen
            result[scheme] = {**result[scheme], "wash": []}
    return result
