"""The header of a table: found below titles and blank rows, its columns spelt as a format does.

A table may begin with `sep=;`, as Excel writes it, and with rows of titles. The header is the first
row with a name, a quadrant and a ring in it; where there is none, the first row that is not blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from radar.exchange.sheets.tables import (
    Record,
    RowShape,
    find_delimiter,
    read_csv,
    read_lenient_cells,
)
from radar.exchange.vocabulary.columns import heading_key, index_columns, match_columns
from radar.exchange.vocabulary.rings import is_ring_word

NEEDED = ("name", "ring", "quadrant")
_DELIMITERS = ",;\t|"
_FIRST = 20_000  # characters of a table that are searched for its header
_MOST_ABOVE = 20  # rows above a header; a sheet has a title, a date and a blank row
_SEP = re.compile(r"\s*\"?sep=([,;|\t])\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)


class Table(NamedTuple):
    """A table: its columns, the line of its header, and the records below it, as they are read.

    `above` are the records above the header that are not blank.
    """

    columns: Sequence[str]
    line: int
    delimiter: str
    above: Sequence[Record]
    records: Iterator[Record]


def read_table(
    text: str, known: Collection[str] = (), given: Mapping[str, str] | None = None
) -> Table | None:
    r"""Return the table in a text, None if there is nothing in it.

    `known` are columns as a format spells them. `given` says which heading means which column.

    >>> table = read_table("sep=;\nOur radar;;\nTechnology;Ring;Quadrant\nRust;Adopt;Tools", NEEDED)
    >>> table.columns, table.line, [record.cells for record in table.records]
    (['name', 'ring', 'quadrant'], 3, [('Rust', 'Adopt', 'Tools')])
    """
    start = _SEP.match(text)
    delimiter, header = _find_header(text, start[1] if start else "", given or {})
    columns = headings(header.cells, NEEDED, given) if header else ()
    shape = row_shape(columns, text, delimiter)
    records = (record for record in read_csv(text, delimiter, shape) if not record.blank)
    above: list[Record] = []
    for record in records:
        if header is not None and record.line < header.line:
            above.append(record)
            continue
        columns = headings(record.cells, known, given)
        return Table(columns, record.line, delimiter, above, records)
    return None


def _find_header(text: str, said: str, given: Mapping[str, str]) -> tuple[str, Record | None]:
    """Return the delimiter of a table and the record with its header, None if it has none."""
    first = text.lstrip().partition("\n")[0]
    usual = find_delimiter(first)
    start = text[:_FIRST]
    for delimiter in [said] if said else dict.fromkeys(usual + _DELIMITERS):
        records = (record for record in read_csv(start, delimiter) if not record.blank)
        for record in islice(records, _MOST_ABOVE):
            wide = len(record.cells) >= len(NEEDED)
            if wide and {*NEEDED} <= {*headings(record.cells, NEEDED, given)}:
                return delimiter, record
    if said:  # the line that says it is no header
        records = (record for record in read_csv(start, said) if not record.blank)
        return said, next(islice(records, 1, None), None)
    return usual, None


def row_shape(columns: Sequence[str], text: str, delimiter: str = ",") -> RowShape | None:
    """Return what the rows below a header look like; None if no column is called `ring`.

    One begins where the ring is a usual word for it, or the ring and the quadrant are those of
    other rows.
    """
    if "ring" not in columns:
        return None
    width, ring = len(columns), columns.index("ring")
    axes = [ring, *(n for n, column in enumerate(columns) if column in ("quadrant", "sector"))]

    @cache
    def familiar() -> Sequence[Container[str]]:
        lines = (read_lenient_cells(line, delimiter) for line in text.splitlines())
        rows = [cells for cells in lines if len(cells) == width]
        counts = [Counter(cells[n].strip() for cells in rows) for n in axes]
        return [{word for word, count in words.items() if word and count > 1} for words in counts]

    def begins(cells: Sequence[str]) -> bool:
        if ring < len(cells) and is_ring_word(cells[ring]):
            return True
        return max(axes) < len(cells) and all(
            cells[n].strip() in words for n, words in zip(axes, familiar(), strict=True)
        )

    return RowShape(width, begins, axes)


def headings(
    cells: Sequence[str], known: Collection[str] = (), given: Mapping[str, str] | None = None
) -> list[str]:
    """Return the names of columns, with those in `known` spelt as there.

    Case, spaces, hyphens and underscores do not matter for that, nor what is in parentheses, and
    other usual words for a column mean it. A language tag after a dot stays. If two columns would
    get the same name, only the one that says it best does. `given` comes before all that.

    >>> headings([" Name", "Ring ", "Is new", "Name.zh", "Size"], ["name", "ring", "isNew"])
    ['name', 'ring', 'isNew', 'name.zh', 'Size']
    """
    bare = [" ".join(cell.split()) for cell in cells]
    wanted = {heading_key(heading): column for heading, column in (given or {}).items()}
    keys = {heading: heading_key(heading) for heading in bare} if wanted else {}
    said = {heading: wanted[key] for heading, key in keys.items() if key in wanted}
    others = [heading for heading in bare if heading not in said]
    free = [column for column in known if column not in said.values()]
    meant = {**match_columns(others, free), **said}
    exact = index_columns(tuple(known))
    return [meant.get(heading) or _with_language(heading, exact) for heading in bare]


def _with_language(heading: str, exact: Mapping[str, str]) -> str:
    base, dot, tag = heading.partition(".")
    column = exact.get(heading_key(base)) if dot and base else None
    return f"{column}.{tag.strip()}" if column else heading
