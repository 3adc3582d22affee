"""The form of a file of `editions/`: one edition as it was published, as JSON.

A head, one line for each of its keys, and then one line for each entry, sorted by id, so that two
versions of a file can be compared line by line. A row is a list; `columns` in the head names what
stands in it::

    {"version":1,
    "radar":"ours",
    …
    "columns":["id","name","quadrant","ring","number","x","y","labels","more"],
    "entries":[
    ["kafka",{"en":"Apache Kafka"},"data","adopt",12,0.21306,-0.34521,{"en":["start",8.5,…]}],
    …
    ]}

`read_edition` finds the place of whatever is wrong in such a file; `write_edition` writes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from radar.editions.faults import find_faults
from radar.model import ClosedEdition, PublishedEntry, PublishedLabel
from radar.model.published import FORMAT, LABEL_FIELDS
from radar.yaml import Items, LineColumn, Node, Place, Reported, Scalar, Table, Wrong, parse

FOLDER: Final = "editions"
"""Where, in the folder of a radar, the files of closed editions are."""
COLUMNS: Final = ("id", "name", "quadrant", "ring", "number", "x", "y", "labels", "more")
"""What stands in a row; `more` are the keys that few entries have."""
_SUFFIX: Final = ".json"
_HEAD: Final = ("version", "radar", "title", "edition", "quadrants", "rings", "picture")
_OPTIONAL: Final = ("amendments",)
_EDITION: Final = ("id", "name", "date", "text")
_MORE: Final = ("hidden", "was")
_RESTORE: Final = "bring the file back as it was, as with `git checkout`"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONSTANTS: Final = ("NaN", "Infinity", "-Infinity")
_Path = Sequence[str | int]


def file_of(edition: str) -> str:
    """Return the path of the file of an edition in the folder of its radar.

    >>> file_of("2026-11")
    'editions/2026-11.json'
    """
    return f"{FOLDER}/{edition}{_SUFFIX}"


def edition_of_file(name: str) -> str:
    """Return the id of the edition whose file this is by its name, '' for another file.

    >>> edition_of_file("editions/2026-11.json"), edition_of_file("editions/old/1.json")
    ('2026-11', '')
    """
    folder, _, file = name.rpartition("/")
    return file.removesuffix(_SUFFIX) if folder == FOLDER and file.endswith(_SUFFIX) else ""


def write_edition(closed: ClosedEdition) -> str:
    """Return the text of the file of an edition, with a line feed at its end."""
    parts = [f"{_json(key)}:{_json(value)}" for key, value in _head(closed).items()]
    rows = ",\n".join(_json(_row(entry)) for entry in closed.entries)
    entries = f'"entries":[\n{rows}\n]' if rows else '"entries":[]'
    return "{" + ",\n".join([*parts, entries]) + "}\n"


def document_of(closed: ClosedEdition) -> dict[str, Any]:
    """Return what `write_edition` writes, as values of JSON."""
    return {**_head(closed), "entries": [_row(entry) for entry in closed.entries]}


def edition_of(document: object) -> ClosedEdition:
    """Return the edition in a document of that form.

    Raises:
        ValueError: it has not that form; a `ValidationError` says where.
    """
    return ClosedEdition.model_validate(_fields(document))


def read_edition(text: str) -> ClosedEdition:
    """Return the edition that a file describes.

    Raises:
        Wrong: it is damaged, with the place and how to mend it.
    """
    document = _parse(text)
    _check_version(document, text)
    try:
        closed = edition_of(document)
    except ValidationError as error:
        first = error.errors()[0]
        path = first.get("ctx", {}).get("path", first["loc"])
        _refuse(text, _find_path_in_file(path), _message(first))
    except _Malformed as error:
        _refuse(text, error.path, str(error))
    if "\\u" in text:  # elsewhere a character stands for itself, and was looked at before
        _check_characters(document, text)
    for fault in find_faults(closed):
        _refuse(text, fault.path, fault.message)
    return closed


class _Malformed(ValueError):  # noqa: N818 - what the file is
    """A document has not the form of a file of an edition; `path` is where."""

    def __init__(self, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.path = path


def _head(closed: ClosedEdition) -> dict[str, Any]:
    fields = closed.model_dump(mode="json", exclude={"entries"}, exclude_defaults=True)
    edition = {key: fields[key] for key in _EDITION if key in fields}
    head: dict[str, Any] = {"version": FORMAT, "radar": closed.radar, "title": fields["title"]}
    head |= {"edition": edition}
    keys = ("quadrants", "rings", "picture", *_OPTIONAL)
    head |= {key: fields[key] for key in keys if key in fields}
    return head | {"columns": list(COLUMNS)}


def _row(entry: PublishedEntry) -> list[Any]:
    labels = {language: _label(label) for language, label in sorted(entry.labels.items())}
    more = {key: getattr(entry, key) for key in _MORE if getattr(entry, key)}
    place = [entry.quadrant, entry.ring, entry.number, entry.x, entry.y]
    row = [entry.id, dict(entry.name), *place, labels, more]
    while row[-1] in (None, {}):
        row.pop()
    return row


def _label(label: PublishedLabel) -> list[Any]:
    values = [getattr(label, name) for name in LABEL_FIELDS]
    while values[-1] in (0, False, (), []):
        values.pop()
    return [_plain(value) for value in values]


def _plain(value: object) -> object:
    """Return a value as JSON has it, whole numbers without decimals."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=list)


def _parse(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        at = LineColumn(error.lineno, error.colno)
        message = f"this is no valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise Wrong(at, "bad-edition-file", message, _RESTORE) from None
    except _Malformed as error:
        at = next(_find_what_json_has_not(_parse_places(text)), LineColumn(1, 1))
        raise Wrong(at, "bad-edition-file", str(error), _RESTORE) from None
    except (RecursionError, ValueError):
        raise Wrong(LineColumn(1, 1), "bad-edition-file", "this cannot be read", _RESTORE) from None


def _refuse_constant(word: str) -> NoReturn:
    raise _Malformed(f"{word} is no number that JSON has")


def _find_what_json_has_not(node: Node | None) -> Iterator[LineColumn]:
    """Yield the places of keys that are there twice in one mapping, and of numbers that are none.

    Python's parser of JSON takes both, and does not say where they are.
    """
    if isinstance(node, Scalar) and not node.style and node.text in _CONSTANTS:
        yield LineColumn(node.line, node.column)
    keys: set[str] = set()
    for key, value in node.pairs if isinstance(node, Table) else ():
        if key.text in keys:
            yield LineColumn(key.line, key.column)
        keys.add(key.text)
        yield from _find_what_json_has_not(value)
    for item in node.nodes if isinstance(node, Items) else ():
        yield from _find_what_json_has_not(item)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Malformed("a key is there twice in one mapping")
    return made


def _check_characters(document: object, text: str, *path: str | int) -> None:
    """Refuse control characters, which only an escape can bring into a text."""
    if isinstance(document, str) and (control := _CONTROL.search(document)):
        message = f"there is a control character in this text, U+{ord(control[0]):04X}"
        _refuse(text, path, message)
    inner = document.items() if isinstance(document, dict) else ()
    for step, value in enumerate(document) if isinstance(document, list) else inner:
        _check_characters(step, text, *path)
        _check_characters(value, text, *path, step)


def _check_version(document: object, text: str) -> None:
    """Refuse a file of another version before anything else of it is judged."""
    if not isinstance(document, dict) or "version" not in document:
        _refuse(text, (), "this is no file of a closed edition: it has no version")
    version = document["version"]
    if version != FORMAT or isinstance(version, bool):
        message = f"the version of this file is {version!r}, and this program knows {FORMAT}"
        at = _locate(text, ("version",))
        raise Wrong(
            at, "bad-edition-file", message[:160], "use the radar that wrote it, or a newer one"
        )


def _fields(document: object) -> dict[str, Any]:
    """Return the fields of a `ClosedEdition` in a document, as far as its form is right."""
    if not isinstance(document, dict):
        raise _Malformed("a mapping is expected here")
    fields = dict(document)
    columns, rows, edition = (fields.pop(key, None) for key in ("columns", "entries", "edition"))
    if not isinstance(edition, dict):
        raise _Malformed('there is no "edition" here, which says id, name and date')
    if unknown := [key for key in edition if key not in _EDITION]:
        raise _Malformed(f'"{unknown[0]}" is unknown here', "edition", unknown[0])
    if unknown := [key for key in fields if key not in (*_HEAD, *_OPTIONAL)]:
        raise _Malformed(f'"{unknown[0]}" is unknown here', unknown[0])
    if columns != list(COLUMNS):
        raise _Malformed(f"the columns are {', '.join(COLUMNS)}", "columns")
    if not isinstance(rows, list):
        raise _Malformed("there is no list of entries here")
    entries = [_entry_fields(number, row) for number, row in enumerate(rows)]
    return {**fields, **edition, "entries": entries}


def _entry_fields(number: int, row: object) -> dict[str, Any]:
    if not isinstance(row, list) or len(row) > len(COLUMNS):
        raise _Malformed(f"a row is a list of at most {len(COLUMNS)} values", "entries", number)
    fields = dict(zip(COLUMNS, row, strict=False))
    more = fields.pop("more", {})
    if not isinstance(more, dict) or any(key not in _MORE for key in more):
        raise _Malformed(f"more can have {' and '.join(_MORE)}", "entries", number)
    return {**fields, **more}


def _message(error: Any) -> str:
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "missing":
        return f'there is no "{error["loc"][-1]}" here'
    where = [str(part) for part in error["loc"] if isinstance(part, str)]
    named = f"{where[-1]}: " if where else ""
    return f"{named}{message[:1].lower()}{message[1:]}"


def _find_path_in_file(loc: _Path) -> _Path:
    """Return where in a file a field of the model stands."""
    if not loc:
        return loc
    if loc[0] in _EDITION:
        return ("edition", *loc)
    if len(loc) > 2 and loc[0] == "entries" and loc[2] in COLUMNS:
        return (*loc[:2], COLUMNS.index(str(loc[2])), *loc[3:])
    return loc


def _refuse(text: str, path: _Path, message: str) -> NoReturn:
    raise Wrong(_locate(text, path), "bad-edition-file", message, _RESTORE)


def _locate(text: str, path: _Path) -> Place:
    """Return the place of a value, or of the innermost one around it that is there."""
    node = _parse_places(text)
    for step in path:
        inner = _step(node, step)
        if inner is None:
            break
        node = inner
    return LineColumn(node.line, node.column) if node else LineColumn(1, 1)


def _parse_places(text: str) -> Node | None:
    """Return the values of a text with their places, None where they cannot be told."""
    try:
        return parse(text)
    except (Wrong, Reported):
        return None


def _step(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return next((value for key, value in node.pairs if key.text == step), None)
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.nodes):
        return node.nodes[step]
    return None


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the file of an edition."""
    made = ClosedEdition.model_json_schema(mode="serialization")
    properties, definitions = made.pop("properties"), made.pop("$defs")
    entry = definitions.pop("PublishedEntry")["properties"]
    label = definitions.pop("PublishedLabel")["properties"]
    edition = {key: properties.pop(key) for key in _EDITION}
    properties.pop("entries")
    properties["edition"] = _object(edition, ["id"])
    properties["columns"] = {"const": list(COLUMNS)}
    written = {
        **entry,
        "labels": {"type": "object", "additionalProperties": _list(label, LABEL_FIELDS, 6)},
    }
    written["more"] = _object({key: entry[key] for key in _MORE}, [])
    properties["entries"] = {"type": "array", "items": _list(written, COLUMNS, 4)}
    required = [*_HEAD, "columns", "entries"]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A closed edition"}
    return {**head, **_object(properties, required), "$defs": definitions}


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _list(properties: dict[str, Any], order: Iterable[str], least: int) -> dict[str, Any]:
    items = [properties[name] for name in order]
    return {"type": "array", "prefixItems": items, "minItems": least, "maxItems": len(items)}
