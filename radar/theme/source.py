"""One `theme.yaml` → what it says, and where each of it stands.

Every scalar stays a text; the model makes numbers of those that should be. What could make much
out of little (anchors, deep nesting) is refused before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple, NoReturn

from radar.errors import InvalidRadar, Problem
from radar.files import UnreadableFile
from radar.theme.folder import read_file

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
Path = tuple[str, ...]


class Place(NamedTuple):
    """Where something stands: a file as it is to be shown, line and column from 1."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Make a problem of this place."""
        return Problem(self.file, self.line, self.column, code, message, hint)


class Source(NamedTuple):
    """What themes say, one laid over another; `places` tells where each key and item stands."""

    values: Mapping[str, Any]
    places: Mapping[Path, Place]

    def over(self, below: Source) -> Source:
        """Lay this source over another, which shows where this one says nothing."""
        return Source(_merged(below.values, self.values), {**below.places, **self.places})

    def place(self, path: Path) -> Place:
        """Return where a value stands, or the nearest mapping or list that should hold it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def read_source(folder: Traversable, shown: str) -> Source:
    """Read the `theme.yaml` of a folder; `shown` is what the file is called in problems.

    Raises:
        InvalidRadar: it is no YAML, or has something of YAML that we refuse.
    """
    import yaml

    start = Place(shown, 1, 1)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        text = _text(folder, start)
        _refuse_tricks(start, yaml.parse(text, Loader=loader))
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = Place(shown, mark.line + 1, mark.column + 1) if mark else start
        _refuse(at, "bad-yaml", str(getattr(error, "problem", None) or "this is no valid YAML"))
    places: dict[Path, Place] = {(): start}
    values = {} if node is None else _value(node, (), places)
    if not isinstance(values, dict):
        _refuse(start, "wrong-type", "a theme is a mapping, not a list or a text")
    if not isinstance(values.get("extends", ""), str):
        _refuse(places["extends",], "wrong-type", "extends names one theme")
    return Source(values, places)


def _refuse(at: Place, code: str, message: str, hint: str = "") -> NoReturn:
    raise InvalidRadar([at.problem(code, message, hint)]) from None


def _text(folder: Traversable, start: Place) -> str:
    try:
        return read_file(folder, "theme.yaml", MAX_BYTES).decode("utf-8-sig")
    except UnreadableFile as error:
        _refuse(start, error.code, error.message, error.hint)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        _refuse(start, "unreadable", f"the file cannot be read: {reason}")
    except UnicodeDecodeError:
        _refuse(start, "not-utf-8", "the file is not UTF-8", "save it as UTF-8")


def _refuse_tricks(start: Place, events: Iterable[Any]) -> None:
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith(("MappingStartEvent", "SequenceStartEvent"))
        depth -= kind.endswith(("MappingEndEvent", "SequenceEndEvent"))
        if getattr(event, "anchor", None):
            message = "anchors and aliases are refused"
            _refuse(_at(start, event), "yaml-alias", message, "write the value out")
        if depth > MAX_DEPTH:
            _refuse(_at(start, event), "too-deep", "this is nested too deeply")


def _at(start: Place, marked: Any) -> Place:
    mark = marked.start_mark
    return start._replace(line=mark.line + 1, column=mark.column + 1)


def _value(node: Any, path: Path, places: dict[Path, Place]) -> Any:
    start = places[()]
    if isinstance(node.value, str):
        return node.value
    if type(node).__name__ == "SequenceNode":
        for n, item in enumerate(node.value):
            places[*path, str(n)] = _at(start, item)
        return [_value(item, (*path, str(n)), places) for n, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value
        if not isinstance(name, str):
            _refuse(_at(start, key), "bad-yaml", "a key must be a text")
        if name in found:
            _refuse(_at(start, key), "duplicate-key", f'"{name[:80]}" stands here twice')
        if value.value != "" or value.style:  # nothing after a key is as if it were left out
            places[*path, name] = _at(start, key)
            found[name] = _value(value, (*path, name), places)
    return found


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        result[key] = _merged(old, value) if both else value  # type: ignore[arg-type] # see `both`
    for scheme in ("light", "dark"):
        mine = above.get(scheme)
        if isinstance(mine, dict) and "quadrants" in mine and "headings" not in mine:
            result[scheme] = {**result[scheme], "headings": mine["quadrants"]}
    return result
