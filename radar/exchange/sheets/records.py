"""Records of a table → cells by column; what cannot be read is reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from radar.exchange.sheets.headers import NEEDED
from radar.exchange.sheets.tables import Record, unguard
from radar.exchange.toolkit.cells import Cell
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import FindingKind, SourcePlace
from radar.text import number_of


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


class RecordReader:
    """Reads the records below a header.

    `carried` are the columns that are read, `needed` those without which a record is no row.
    `places` has the index of each column that is read. `kind` is that of a record that is left out.
    """

    def __init__(
        self,
        draft: Draft,
        columns: Sequence[str],
        carried: Collection[str],
        needed: Collection[str] = NEEDED,
        kind: FindingKind = "reported",
    ) -> None:
        self.draft = draft
        self.kind: FindingKind = kind
        self.width = len(columns)
        self.places = {c: n for n, c in reversed([*enumerate(columns)]) if c in carried}
        self.unnamed = [n for n, column in enumerate(columns) if not column]
        self.needed = [self.places[c] for c in needed if c in self.places]
        self.least = 1 + max(self.needed, default=0)

    def read(self, record: Record, place: SourcePlace) -> Cells | None:
        """Return the cells of a record, or report it.

        Empty cells that are missing at the end, or too many there, make no difference. Where the
        quotes are wrong, the record counts if it has exactly the cells that it should have.
        """
        cells = list(record.cells)
        while len(cells) > self.width and not cells[-1].strip():
            cells.pop()
        sound = len(cells) == self.width or (self.least <= len(cells) < self.width)
        repaired = record.broken and len(cells) == self.width and self._has_needed_columns(cells)
        if not sound or (record.broken and not repaired):
            self.draft.say(self.kind, place, "broken-row", record.broken or self._miscount(cells))
            return None
        if repaired:
            message = f"{record.broken}; the row was read as {number_of(self.width, 'cell')}"
            self.draft.say("noted", place, "quote", message)
        cells += [""] * (self.width - len(cells))
        self._report_unnamed_cells(cells, place)
        values = {
            column: unguard(cells[n].strip().replace("\v", "\n"))
            for column, n in self.places.items()
        }
        return Cells(place, values, record.after_damage)

    def _has_needed_columns(self, cells: Sequence[str]) -> bool:
        return all(cells[n].strip() for n in self.needed)

    def _miscount(self, cells: Sequence[str]) -> str:
        wrong = f"{number_of(len(cells), 'cell')} under {number_of(self.width, 'column')}"
        more = "; a cell with a comma in it needs quotes" if len(cells) > self.width else ""
        return f"{wrong}{more}"

    def _report_unnamed_cells(self, cells: Sequence[str], place: SourcePlace) -> None:
        for n in self.unnamed:
            if cells[n].strip():
                message = f"column {n + 1} has no heading and is not carried"
                self.draft.say_once("lost", place, "column", message)
