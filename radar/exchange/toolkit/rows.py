"""Rows of CSV and JSON files as cells by column; broken rows are counted and reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from radar.exchange.toolkit.cells import Cell, clean
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument, read_yaml
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.toolkit.tables import Record, find_delimiter, headings, read_csv, unguard
from radar.model import Link
from radar.model.own_fields import MOST_FIELDS, check_field_id
from radar.naming import make_id
from radar.reading.values import sound_url
from radar.text import number_of
from radar.yaml import LineColumn, Wrong

_LONGEST_NAME = 300
_ADVICE = "; --fields makes a field of it"


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its trimmed cells by column; a missing column reads as ''."""

    place: SourcePlace
    values: Mapping[str, str]
    after_damage: bool = False

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")

    def cell(self, column: str) -> Cell:
        """Return the cell of a column, to be read as a value."""
        return Cell(self.place, column, self[column])


def check_name(name: str) -> tuple[str, str] | None:
    """Return a code and message for a missing or too long name, None for a good one."""
    if not name:
        return "no-name", "there is no name"
    if len(name) > _LONGEST_NAME:
        return "long-name", f"the name has {len(name)} characters; at most {_LONGEST_NAME} are read"
    return None


def find_axes(
    draft: Draft, place: SourcePlace, name: str, quadrant: str, ring: str
) -> tuple[str, str] | None:
    """Return the ids of the quadrant and ring of a row, or report why it cannot be used."""
    there, where = draft.find("quadrant", quadrant), draft.find("ring", ring)
    wrong = draft.refusal or check_name(name)
    if not draft.refusal and there is None:
        wrong = "unknown-quadrant", draft.unknown("quadrant", quadrant)
    elif not draft.refusal and where is None:
        wrong = "unknown-ring", draft.unknown("ring", ring)
    if not wrong and there and where:
        return there, where
    draft.say("reported", place, *wrong or ("", ""))
    return None


def read_text(bundle: Bundle, path: str, draft: Draft) -> str | None:
    """Return the text of a file; if it cannot be decoded, report it as one row."""
    decoded = bundle.read(path)
    if decoded.refusal:
        draft.read += 1
        draft.say("reported", SourcePlace(path), "encoding", decoded.refusal)
        return None
    if decoded.encoding != "UTF-8":
        draft.say("noted", SourcePlace(path), "encoding", f"read as {decoded.encoding}")
    return decoded.text


def read_tree(bundle: Bundle, path: str, draft: Draft) -> TreeNode | None:
    """Return a JSON or YAML document; if it cannot be read, report it as one row."""
    if read_text(bundle, path, draft) is None:
        return None
    node = read_document(bundle, path)
    del bundle.documents[path]  # nobody reads it a third time, and it is large
    if isinstance(node, TreeNode):
        return node
    draft.read += 1
    code = "bad-json" if bundle.path_by_content(path).endswith(".json") else "bad-yaml"
    draft.say("reported", SourcePlace(path, node.line), code, node.message)
    return None


def read_document(bundle: Bundle, path: str) -> TreeNode | UnreadableDocument:
    """Return a JSON or YAML document, or its error; it is cached until `read_tree` returns it."""
    if path not in bundle.documents:
        text = bundle.read(path).text
        try:
            is_json = bundle.path_by_content(path).endswith(".json")
            bundle.documents[path] = (read_json if is_json else read_yaml)(text)
        except UnreadableDocument as wrong:
            bundle.documents[path] = wrong
    return bundle.documents[path]


def table_rows(
    bundle: Bundle,
    path: str,
    draft: Draft,
    known: Collection[str],
    translated: Collection[str] = (),
) -> Iterator[Cells]:
    """Yield the usable rows of a CSV file with a header; blank lines are no rows.

    Columns are those in `known`, and those in `translated` with a language tag (`name.zh`).
    """
    text = read_text(bundle, path, draft)
    if text is None:
        return
    delimiter = find_delimiter(text.lstrip().partition("\n")[0])
    if delimiter != ",":
        name = {";": "semicolons", "\t": "tabs"}[delimiter]
        draft.say("noted", SourcePlace(path, 1), "delimiter", f"cells are separated by {name}")
    records = (record for record in read_csv(text, delimiter) if not record.blank)
    header = next(records, None)
    if header is None:
        draft.say("noted", SourcePlace(path), "empty", "there is nothing in it")
        return
    columns = headings(header.cells, known)
    carried = {*known, *(c for c in columns if "." in c and c.partition(".")[0] in translated)}
    place = SourcePlace(path, header.line)
    carried |= set(_take_fields([c for c in columns if c not in carried], place, draft))
    _report_columns(columns, place, carried, draft)
    places = {column: n for n, column in reversed([*enumerate(columns)]) if column in carried}
    for record in records:
        place = SourcePlace(path, record.line)
        if not draft.count(place):
            return
        if cells := _cells(record, place, len(columns), places, draft):
            yield cells


def _take_fields(columns: Iterable[str], place: SourcePlace, draft: Draft) -> Iterator[str]:
    """Yield the columns that become fields, if the user wants that, and remember their ids."""
    for column in dict.fromkeys(filter(None, columns)) if draft.wants_fields else ():
        field_id = draft.fields.get(column) or _field_id(column, draft)
        if len(draft.fields) >= MOST_FIELDS and column not in draft.fields:
            draft.say_once("lost", place, "column", f"the column {column[:60]!r} is one too many")
            continue
        draft.fields[column] = field_id
        yield column


def _field_id(column: str, draft: Draft) -> str:
    """Return an id for the field that a column becomes; no other field has it."""
    wanted = make_id(column).replace(".", "-")[:60].strip("-") or "field"
    wanted = f"my-{wanted}" if check_field_id(wanted) else wanted
    taken, number = {*draft.fields.values()}, 1
    while wanted in taken:
        number += 1
        wanted = f"{wanted.removesuffix(f'-{number - 1}')}-{number}"
    return wanted


def _report_columns(
    columns: list[str], place: SourcePlace, known: Collection[str], draft: Draft
) -> None:
    counts = Counter(columns)
    for column in counts:
        if column and column not in known:
            draft.say_once(
                "lost", place, "column", f"the column {column[:60]!r} is not carried{_ADVICE}"
            )
    for column in sorted(column for column, count in counts.items() if count > 1):
        draft.say("lost", place, "column", f"the column {column[:60]!r} is there twice")


def _cells(
    record: Record, place: SourcePlace, width: int, places: Mapping[str, int], draft: Draft
) -> Cells | None:
    """Return the cells of a record, or report it. `width` is the number of columns.

    `places` has the index of each column that is read.
    """
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
    """Yield the usable rows of a JSON file that is a list of flat objects."""
    root = read_tree(bundle, path, draft)
    if root is None:
        return
    if not root.is_list:
        draft.read += 1
        draft.say("reported", SourcePlace(path, root.line), "not-a-list", "this is no list of rows")
        return
    extra: dict[str, SourcePlace] = {}
    for place, node in row_nodes(root, path, draft):
        cells = {key.strip(): value for key, value in node.items()}
        own = set(_take_fields([key for key in cells if key not in known], place, draft))
        for key in cells.keys() - known - own:
            extra.setdefault(key, place)
        yield Cells(place, {key: cells[key].text for key in (*known, *own) if key in cells})
    for key, place in sorted(extra.items()):
        draft.say_once("lost", place, "column", f"the key {key[:60]!r} is not carried{_ADVICE}")


def row_nodes(nodes: TreeNode, path: str, draft: Draft) -> Iterator[tuple[SourcePlace, TreeNode]]:
    """Yield the mappings in a list with their places; report everything else."""
    for node in nodes:
        place = SourcePlace(path, node.line, node.path)
        if not draft.count(place):
            return
        if node.is_mapping:
            yield place, node
        else:
            draft.say("reported", place, "broken-row", "this is no row of names and values")


def web_links(draft: Draft, place: SourcePlace, url: str, label: str = "") -> Iterator[Link]:
    """Yield a link, or report that `url` is no web address; '' and '#' are no links."""
    try:
        sound_url(url, LineColumn(place.line, 0))
    except Wrong:
        if url not in ("", "#"):
            draft.say("lost", place, "link", f"{url[:60]!r} is no web address")
    else:
        yield Link.model_validate({"url": url, **({"label": clean(label)} if clean(label) else {})})
