"""Files of rows, CSV or JSON, as cells by column; what is no sound row is reported and counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from radar.exchange.documents import Node, UnreadableFile, read_json, read_yaml
from radar.exchange.draft import Draft, resolve, unknown
from radar.exchange.report import Place
from radar.exchange.sources import Bundle
from radar.exchange.tables import Record, find_delimiter, headings, read_csv, unguard
from radar.model import Link
from radar.reading.values import sound_url
from radar.text import number_of, printable
from radar.yaml import Here, Wrong

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
    there, where = resolve(draft.quadrants, quadrant), resolve(draft.rings, ring)
    wrong = wrong_name(name)
    if there is None:
        wrong = "unknown-quadrant", unknown("quadrant", quadrant, draft.quadrants)
    elif where is None:
        wrong = "unknown-ring", unknown("ring", ring, draft.rings)
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
    text = text_of(bundle, path, draft)
    if text is None:
        return None
    json_ = bundle.called(path).endswith(".json")
    try:
        return (read_json if json_ else read_yaml)(text)
    except UnreadableFile as wrong:
        draft.read += 1
        code = "bad-json" if json_ else "bad-yaml"
        draft.say("reported", Place(path, wrong.line), code, wrong.message)
    return None


def table_rows(
    bundle: Bundle,
    path: str,
    draft: Draft,
    known: Collection[str] = (),
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
    others = [c for c in columns if "." in c and c.partition(".")[0] in spoken]
    _tell_columns(columns, Place(path, header.line), [*known, *others], draft)
    for record in records:
        cells = _cells(record, columns, path, draft)
        if cells:
            yield cells


def _tell_columns(columns: list[str], place: Place, known: Collection[str], draft: Draft) -> None:
    for column in columns:
        if known and column and column not in known:
            draft.say_once("lost", place, "column", f"the column {column[:60]!r} is not carried")
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        draft.say("lost", place, "column", f"the column {column[:60]!r} is there twice")


def _cells(record: Record, columns: list[str], path: str, draft: Draft) -> Cells | None:
    draft.read += 1
    place = Place(path, record.line)
    wrong = record.broken
    if not wrong and len(record.cells) != len(columns):
        wrong = f"{number_of(len(record.cells), 'cell')} under {number_of(len(columns), 'column')}"
        if len(record.cells) > len(columns):
            wrong += "; a cell with a comma in it needs quotes"
    if wrong:
        draft.say("reported", place, "broken-row", wrong)
        return None
    pairs = zip(reversed(columns), reversed(record.cells), strict=True)
    values = {column: unguard(cell.strip()) for column, cell in pairs}
    return Cells(place, values, record.after_damage)


def json_rows(
    bundle: Bundle, path: str, draft: Draft, known: Collection[str] = ()
) -> Iterator[Cells]:
    """Yield the sound rows of a JSON file that is a list of flat objects."""
    root = node_of(bundle, path, draft)
    if root is None:
        return
    if not root.is_list:
        draft.read += 1
        draft.say("reported", Place(path, root.line), "not-a-list", "this is no list of rows")
        return
    extra: dict[str, Place] = {}
    for node in root:
        draft.read += 1
        place = Place(path, node.line, node.path)
        if not node.is_mapping:
            draft.say("reported", place, "broken-row", "this is no row of names and values")
            continue
        for key, _ in node.items():
            if known and key not in known:
                extra.setdefault(key, place)
        yield Cells(place, {key.strip(): value.text for key, value in node.items()})
    for key, place in extra.items():
        draft.say_once("lost", place, "column", f"the key {key[:60]!r} is not carried")


def web_links(draft: Draft, place: Place, url: str, label: str = "") -> Iterator[Link]:
    """Yield a link, unless it is none or not of the web; that is reported."""
    try:
        sound_url(url, Here(place.line, 0))
    except Wrong:
        if url not in ("", "#"):
            draft.say("lost", place, "link", f"{url[:60]!r} is no web address")
    else:
        yield Link.model_validate({"url": url, **({"label": clean(label)} if clean(label) else {})})


def words_of(node: Node) -> list[str]:
    """Return a list of words, or the one word that stands where a list should."""
    found = [each.text for each in node] if node.is_list else re.split(r"\s*,\s*", node.text)
    return list(dict.fromkeys(word for word in found if word))
