"""Files of rows, CSV or JSON, as cells by column; what is no sound row is reported and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from radar.exchange.toolkit.documents import Node, UnreadableDocument, read_yaml
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.report import Place
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.toolkit.tables import Record, find_delimiter, headings, read_csv, unguard
from radar.model import Link
from radar.reading.values import sound_url
from radar.text import number_of, printable
from radar.yaml import LineColumn, Wrong

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its cells by column, trimmed; a column that is not there reads as ''."""

    place: Place
    values: Mapping[str, str]
    after_damage: bool = False

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


def clean(name: str) -> str:
    """Return a name on one line, without what cannot be drawn."""
    return printable(" ".join(name.split()))


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


def sound_text(text: str) -> str:
    """Return a text with line feeds alone at its line ends, and no control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def wrong_name(name: str) -> tuple[str, str] | None:
    """Say what is wrong with a name, None where nothing is."""
    if not name:
        return "no-name", "there is no name"
    if len(name) > LONGEST_NAME:
        return "long-name", f"the name has {len(name)} characters; at most {LONGEST_NAME} are read"
    return None


def placed(
    draft: Draft, place: Place, name: str, quadrant: str, ring: str
) -> tuple[str, str] | None:
    """Return the ids of the quadrant and ring of a row; what makes it no row is reported."""
    there, where = draft.find("quadrant", quadrant), draft.find("ring", ring)
    wrong = draft.refusal or wrong_name(name)
    if not draft.refusal and there is None:
        wrong = "unknown-quadrant", draft.unknown("quadrant", quadrant)
    elif not draft.refusal and where is None:
        wrong = "unknown-ring", draft.unknown("ring", ring)
    if not wrong and there and where:
        return there, where
    draft.say("reported", place, *wrong or ("", ""))
    return None


def text_of(bundle: Bundle, path: str, draft: Draft) -> str | None:
    """Return the text of a file; one that cannot be decoded is reported as one row."""
    found = bundle.read(path)
    if found.refusal:
        draft.read += 1
        draft.say("reported", Place(path), "encoding", found.refusal)
        return None
    if found.encoding != "UTF-8":
        draft.say("noted", Place(path), "encoding", f"read as {found.encoding}")
    return found.text


def node_of(bundle: Bundle, path: str, draft: Draft) -> Node | None:
    """Return a document of JSON or YAML; one that cannot be read is reported as one row."""
    if text_of(bundle, path, draft) is None:
        return None
    node = read_document(bundle, path)
    del bundle.documents[path]  # nobody reads it a third time, and it is large
    if isinstance(node, Node):
        return node
    draft.read += 1
    code = "bad-json" if bundle.called(path).endswith(".json") else "bad-yaml"
    draft.say("reported", Place(path, node.line), code, node.message)
    return None


def read_document(bundle: Bundle, path: str) -> Node | UnreadableDocument:
    """Return a document of JSON or YAML, or why there is none; it is kept until it is used."""
    if path not in bundle.documents:
        text = bundle.read(path).text
        try:
            is_json = bundle.called(path).endswith(".json")
            bundle.documents[path] = (read_json if is_json else read_yaml)(text)
        except UnreadableDocument as wrong:
            bundle.documents[path] = wrong
    return bundle.documents[path]


def table_rows(
    bundle: Bundle,
    path: str,
    draft: Draft,
    known: Collection[str],
    spoken: Collection[str] = (),
) -> Iterator[Cells]:
    """Yield the sound rows of a CSV file with a header; blank lines are no rows.

    Columns are those that are `known`, and `spoken` ones with a language behind (`name.zh`).
    """
    text = text_of(bundle, path, draft)
    if text is None:
        return
    delimiter = find_delimiter(text.lstrip().partition("\n")[0])
    if delimiter != ",":
        name = {";": "semicolons", "\t": "tabs"}[delimiter]
        draft.say("noted", Place(path, 1), "delimiter", f"cells are separated by {name}")
    records = (record for record in read_csv(text, delimiter) if not record.blank)
    header = next(records, None)
    if header is None:
        draft.say("noted", Place(path), "empty", "there is nothing in it")
        return
    columns = headings(header.cells, known)
    carried = {*known, *(c for c in columns if "." in c and c.partition(".")[0] in spoken)}
    _tell_columns(columns, Place(path, header.line), carried, draft)
    places = {column: n for n, column in reversed([*enumerate(columns)]) if column in carried}
    for record in records:
        place = Place(path, record.line)
        if not draft.count(place):
            return
        if cells := _cells(record, place, len(columns), places, draft):
            yield cells


def _tell_columns(columns: list[str], place: Place, known: Collection[str], draft: Draft) -> None:
    counts = Counter(columns)
    for column in counts:
        if column and column not in known:
            draft.say_once("lost", place, "column", f"the column {column[:60]!r} is not carried")
    for column in sorted(column for column, count in counts.items() if count > 1):
        draft.say("lost", place, "column", f"the column {column[:60]!r} is there twice")


def _cells(
    record: Record, place: Place, width: int, places: Mapping[str, int], draft: Draft
) -> Cells | None:
    """Return the cells that are carried; of two columns of one name the first."""
    wrong = record.broken
    if not wrong and len(record.cells) != width:
        wrong = f"{number_of(len(record.cells), 'cell')} under {number_of(width, 'column')}"
        if len(record.cells) > width:
            wrong += "; a cell with a comma in it needs quotes"
    if wrong:
        draft.say("reported", place, "broken-row", wrong)
        return None
    values = {column: unguard(record.cells[n].strip()) for column, n in places.items()}
    return Cells(place, values, record.after_damage)


def json_rows(bundle: Bundle, path: str, draft: Draft, known: Collection[str]) -> Iterator[Cells]:
    """Yield the sound rows of a JSON file that is a list of flat objects."""
    root = node_of(bundle, path, draft)
    if root is None:
        return
    if not root.is_list:
        draft.read += 1
        draft.say("reported", Place(path, root.line), "not-a-list", "this is no list of rows")
        return
    extra: dict[str, Place] = {}
    for place, node in row_nodes(root, path, draft):
        cells = {key.strip(): value for key, value in node.items()}
        for key in cells.keys() - known:
            extra.setdefault(key, place)
        yield Cells(place, {key: cells[key].text for key in known if key in cells})
    for key, place in sorted(extra.items()):
        draft.say_once("lost", place, "column", f"the key {key[:60]!r} is not carried")


def row_nodes(nodes: Node, path: str, draft: Draft) -> Iterator[tuple[Place, Node]]:
    """Yield the rows of a list with their places; what is no mapping is reported."""
    for node in nodes:
        place = Place(path, node.line, node.path)
        if not draft.count(place):
            return
        if node.is_mapping:
            yield place, node
        else:
            draft.say("reported", place, "broken-row", "this is no row of names and values")


def web_links(draft: Draft, place: Place, url: str, label: str = "") -> Iterator[Link]:
    """Yield a link, unless it is none or not of the web; that is reported."""
    try:
        sound_url(url, LineColumn(place.line, 0))
    except Wrong:
        if url not in ("", "#"):
            draft.say("lost", place, "link", f"{url[:60]!r} is no web address")
    else:
        yield Link.model_validate({"url": url, **({"label": clean(label)} if clean(label) else {})})


def words_of(node: Node) -> list[str]:
    """Return a list of words, or the one word that stands where a list should."""
    found = (each.text for each in node) if node.is_list else node.text.split(",")
    return list(dict.fromkeys(filter(None, map(str.strip, found))))
