"""Rows of CSV and JSON files as cells by column; broken rows are counted and reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from radar.exchange.lists.script_reader import (
    find_gaps,
    find_radar,
    read_page,
    read_script,
)
from radar.exchange.lists.shapes import WORDS, Each, Keyed, Shape, report_unread
from radar.exchange.sheets.headers import Table, read_table
from radar.exchange.sheets.records import Cells, RecordReader
from radar.exchange.sheets.tables import Record
from radar.exchange.toolkit.cells import clean, join_list, read_date
from radar.exchange.toolkit.documents import TreeNode, UnreadableDocument, read_yaml
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.endings import PAGES, SCRIPTS
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.vocabulary.columns import is_figure, is_total
from radar.model import Link
from radar.model.own_fields import MOST_FIELDS, check_field_id
from radar.naming import make_id
from radar.reading.values import sound_url
from radar.yaml import LineColumn, Wrong

_LONGEST_NAME = 300
_LONGEST_QUOTE = 200  # characters of an address and its words that a message quotes
FIELDS_ADVICE = "; --fields makes a field of it"


def read_edition_date(cells: Cells, draft: Draft) -> str:
    """Return the id of the edition in the column `date`, '' if there is none that can be read.

    Rows with dates are decisions: who is not named again at a later date has stayed.
    """
    if not cells["date"]:
        return ""
    text = find_date(cells["date"])[0]
    if not text and (day := read_date(cells.cell("date"), draft)):
        text = day.isoformat()
    if text and draft.complete:
        draft.complete = False
        message = "each row is the decision of its date; nobody leaves by not being listed again"
        draft.say("noted", cells.place, "dated-rows", message)
    return text


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
        for line, said in find_gaps(node.above or node):
            draft.say("lost", SourcePlace(path, line), "script", f"{said!r} is no data; not run")
        return node
    draft.read += 1
    code = _CODES.get(_reader(bundle.path_by_content(path)), "bad-script")
    draft.say("reported", SourcePlace(path, node.line), code, node.message)
    return None


def read_document(bundle: Bundle, path: str) -> TreeNode | UnreadableDocument:
    """Return a JSON or YAML document, or its error; it is cached until `read_tree` returns it."""
    if path not in bundle.documents:
        text = bundle.read(path).text
        try:
            bundle.documents[path] = _reader(bundle.path_by_content(path))(text)
        except UnreadableDocument as wrong:
            bundle.documents[path] = wrong
    return bundle.documents[path]


def _reader(path: str) -> Callable[[str], TreeNode]:
    """Return what reads a document with the ending of its content."""
    if path.endswith((".json", ".jsonc")):
        return read_json
    if path.endswith(PAGES):
        return _page
    return _script if path.endswith(SCRIPTS) else read_yaml


def _page(text: str) -> TreeNode:
    return find_radar(read_page(text))


def _script(text: str) -> TreeNode:
    return find_radar(read_script(text))


_CODES: Mapping[Callable[[str], TreeNode], str] = {read_json: "bad-json", read_yaml: "bad-yaml"}


def table_rows(
    bundle: Bundle,
    path: str,
    draft: Draft,
    known: Collection[str],
    translated: Collection[str] = (),
) -> Iterator[Cells]:
    """Yield the usable rows of a CSV file with a header; blank lines and totals are no rows.

    Columns are those in `known`, and those in `translated` with a language tag (`name.zh`).
    """
    text = read_text(bundle, path, draft)
    if text is None:
        return
    table = read_table(text, known, bundle.columns)
    if table is None:
        draft.say("noted", SourcePlace(path), "empty", "there is nothing in it")
        return
    _report_form(table, path, draft)
    columns = table.columns
    carried = {*known, *(c for c in columns if "." in c and c.partition(".")[0] in translated)}
    place = SourcePlace(path, table.line)
    carried |= set(take_fields([c for c in columns if c not in carried], place, draft))
    _report_columns(columns, place, carried, draft)
    reader = RecordReader(draft, columns, carried)
    for record in table.records:
        place = SourcePlace(path, record.line)
        if not record.broken and _is_total(record, reader.places):
            words = " ".join(filter(None, map(str.strip, record.cells)))
            message = f"passed over below the rows: {words[:_LONGEST_QUOTE]!r}"
            draft.say("noted", place, "total", message)
            continue
        if not draft.count(place):
            return
        if cells := reader.read(record, place):
            yield cells


def _report_form(table: Table, path: str, draft: Draft) -> None:
    """Note what separates the cells, and what is above the header."""
    if table.delimiter != ",":
        name = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}[table.delimiter]
        draft.say("noted", SourcePlace(path, 1), "delimiter", f"cells are separated by {name}")
    for record in table.above:
        words = " ".join(filter(None, map(str.strip, record.cells)))
        message = f"passed over above the header: {words[:_LONGEST_QUOTE]!r}"
        draft.say("noted", SourcePlace(path, record.line), "above-header", message)


def _is_total(record: Record, places: Mapping[str, int]) -> bool:
    """Return whether a row says a total: a word for it, or figures only; no quadrant and ring."""
    cells = record.cells
    said = {n: cell for n, cell in enumerate(cells) if cell.strip()}
    axes = {places.get("quadrant"), places.get("ring")}
    if not said or axes & said.keys() or not is_total(said.get(places.get("name", -1), "0")):
        return False
    first = next(iter(said.values()))
    return is_total(first) and (not is_figure(first) or all(map(is_figure, said.values())))


def take_fields(columns: Iterable[str], place: SourcePlace, draft: Draft) -> Iterator[str]:
    """Yield the columns that become fields, if the user wants that, and remember their ids."""
    for column in dict.fromkeys(filter(None, columns)) if draft.wants_fields else ():
        if len(draft.fields) >= MOST_FIELDS and column not in draft.fields:
            draft.say_once("lost", place, "column", f"the column {column[:60]!r} is one too many")
            continue
        draft.fields[column] = draft.fields.get(column) or _field_id(column, draft)
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
    columns: Sequence[str], place: SourcePlace, known: Collection[str], draft: Draft
) -> None:
    counts = Counter(columns)
    for column in counts:
        if column and column not in known:
            draft.say_once(
                "lost", place, "column", f"the column {column[:60]!r} is not carried{FIELDS_ADVICE}"
            )
    for column in sorted(column for column, count in counts.items() if column and count > 1):
        draft.say("lost", place, "column", f"the column {column[:60]!r} is there twice")


def json_rows(bundle: Bundle, path: str, draft: Draft, known: Collection[str]) -> Iterator[Cells]:
    """Yield the usable rows of a JSON file that is a list of flat objects."""
    root = read_tree(bundle, path, draft)
    if root is None:
        return
    if not root.is_list:
        draft.read += 1
        draft.say("reported", SourcePlace(path, root.line), "not-a-list", "this is no list of rows")
        return
    row: Shape = Keyed(WORDS) if draft.wants_fields else dict.fromkeys(known, WORDS)
    report_unread(root, Each(row, rows=True), path, draft, FIELDS_ADVICE)
    for place, node in row_nodes(root, path, draft):
        cells = {key.strip(): value for key, value in node.items()}
        own = set(take_fields([key for key in cells if key not in known], place, draft))
        yield Cells(place, {key: cell_text(cells[key]) for key in (*known, *own) if key in cells})


def cell_text(node: TreeNode) -> str:
    """Return a value of a document as a cell; a list of words is one with commas."""
    return join_list([each.text for each in node]) if node.is_list else node.text


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
            written = f"{url} {label}".strip()
            draft.say("lost", place, "link", f"{written[:_LONGEST_QUOTE]!r} is no web address")
    else:
        yield Link.model_validate({"url": url, **({"label": clean(label)} if clean(label) else {})})
