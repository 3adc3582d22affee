"""CSV: read with the line of every row, written so that a spreadsheet runs no formula.

A quote that never closes, text after a closing quote, or a quote that closes in another row makes a
`broken` record, and reading goes on at the next line. Its cells are those that a lenient reader
finds in the line, or in the lines that make a whole row together. Where these are no whole row,
records after that have `after_damage` set, unless they are rows for certain: no stray line becomes
the name of a new ring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')  # possessive, or each "" takes 140 bytes
# with the wide forms of the four signs, which a spreadsheet in Japanese takes for them
_BEGINS = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(_BEGINS)
_GUARDED = re.compile(f"'+{_BEGINS}")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_BREAK = re.compile(r"\r\n|\r|\n")
_REST = re.compile(r"[^\r\n]*")
_BREAKS = re.compile(r"[\r\n]+")
_ONE_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_MOST_DAMAGE = 100  # broken records before each line is a row; each may scan the rest of the file
_MOST_JOINED = 20  # lines that are tried as one row with wrong quotes; a text seldom has more


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the rows of a table look like.

    `width` is their number of cells. `begins` tells whether cells may be a row or the beginning of
    one that goes on in the next line, `is_certain` whether they are a whole row. `axes` are the
    places of ring and quadrant.
    """

    width: int
    begins: Callable[[Sequence[str]], bool]
    axes: Sequence[int] = ()

    def is_certain(self, cells: Sequence[str]) -> bool:
        """Return whether cells are a row for certain."""
        return len(cells) == self.width and self.begins(cells)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line on which it starts, from 1, its cells, and an error ('' if none)."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""
    after_damage: bool = False

    @property
    def blank(self) -> bool:
        """Whether all cells are empty."""
        return not self.broken and not any(cell.strip() for cell in self.cells)


def read_csv(text: str, delimiter: str = ",", shape: RowShape | None = None) -> Iterator[Record]:
    r"""Yield the records of a CSV text, without empty lines.

    Blanks about quotes do not count. `shape` tells what looks like a row: a record that takes
    another row along has a stray quote.

    >>> [record.cells for record in read_csv('a,"b ""c"", d" \ne,f')]
    [('a', 'b "c", d'), ('e', 'f')]
    >>> [(record.cells, record.broken) for record in read_csv('a,"b" c"\ne,f')]
    [(('a', 'b" c'), 'text after a closing quote'), (('e', 'f'), '')]
    """
    plain = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    space = re.compile(_blanks(delimiter))
    at, line, damaged, doubt = 0, 1, 0, False
    while at < len(text):
        stop, broken = _end(_REST, text, at), ""
        cells: tuple[str, ...]
        if stop == at:  # a file may be empty lines and little else
            end, cells = _end(_BREAKS, text, at), ()
        elif text.find('"', at, stop) < 0:
            end, cells = _end(_ONE_BREAK, text, stop), tuple(text[at:stop].split(delimiter))
        elif damaged < _MOST_DAMAGE:
            end, cells, broken = _record(text, at, delimiter, plain, space)
            if not broken and _end_of_line(text, at) < end and shape:
                broken = _find_stray_quote(text[at:end], cells, delimiter, shape)
            if broken:
                end, cells = _repair(text, at, delimiter, shape)
        else:
            end = _end_of_line(text, at)
            _, cells, broken = _record(text[at:stop], 0, delimiter, plain, space)
            cells = read_lenient_cells(text[at:stop], delimiter) if broken else cells
        if cells:
            yield Record(line, cells, broken, doubt and not (shape and shape.is_certain(cells)))
            damaged += bool(broken)
            whole = shape and len(cells) == shape.width and not cells[-1].lstrip().startswith('"')
            doubt = doubt or (bool(broken) and not whole)
        line += _count_lines(text, at, end)
        at = end


def _blanks(delimiter: str) -> str:
    """Return a pattern of the blanks that may stand about quotes."""
    return " *" if delimiter == "\t" else "[ \t]*"


def _find_stray_quote(lines: str, cells: Sequence[str], delimiter: str, shape: RowShape) -> str:
    """Return what is wrong with a record over several lines that takes another row along, or ''.

    A line within one of its cells is a row for certain. Or the first line and a later one are rows.
    Or the record is no row, and a line is one, or all have as many cells. Or it has too many cells,
    and a later line has as many as a row, or so has the first, whose last cell does not go on.
    """
    rows = [_read_line(line, delimiter) for line in _BREAK.split(lines.rstrip("\r\n"))]
    within = (line for cell in cells for line in _BREAK.split(cell)[1:])
    first, *others = [shape.is_certain(row.cells) for row in rows]
    fits = [len(row.cells) == shape.width for row in rows]
    later, wide, is_row = any(others), len(cells) > shape.width, shape.begins(cells)
    takes_one = (
        any(shape.is_certain(read_lenient_cells(line, delimiter)) for line in within)
        or (first and later)
        or (not is_row and (first or later or all(fits)))
        or (wide and (any(fits[1:]) or (fits[0] and not rows[0].goes_on)))
    )
    return "a quote that closes in another row" if takes_one else ""


def _repair(
    text: str, at: int, delimiter: str, shape: RowShape | None
) -> tuple[int, tuple[str, ...]]:
    """Return the end and the cells of a row with wrong quotes, which begins at an offset.

    It is one line; or several that are a row for certain together, where no other row begins.
    """
    first = end = _end_of_line(text, at)
    line = _read_line(text[at:end].rstrip("\r\n"), delimiter)
    for _ in range(_MOST_JOINED if shape and line.goes_on else 0):
        start, end = end, _end_of_line(text, end)
        more = read_lenient_cells(text[start:end].rstrip("\r\n"), delimiter)
        if start == end or not shape or shape.begins(more):
            break
        joined = _read_line(text[at:end].rstrip("\r\n"), delimiter)
        if shape.is_certain(joined.cells) and joined.opened is None:
            whole = all(_BREAK.search(joined.cells[n]) is None for n in shape.axes)
            return (end, joined.cells) if whole else (first, line.cells)
    return first, line.cells


def read_lenient_cells(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a line in which quotes are wrong: one closes only before a delimiter.

    >>> read_lenient_cells('a,"He said "yes" and left",b "c"', ",")
    ('a', 'He said "yes" and left', 'b "c"')
    """
    return _read_line(line, delimiter).cells


class _Line(NamedTuple):
    """The cells of a line, and what stands after a quote that opens in the last and is not closed.

    That is None if there is no such quote.
    """

    cells: tuple[str, ...]
    opened: str | None = None

    @property
    def goes_on(self) -> bool:
        """Whether the last cell is the beginning of a text over several lines."""
        return bool(self.opened)


def _read_line(line: str, delimiter: str) -> _Line:
    blanks = _blanks(delimiter)
    end_of_cell = rf"{blanks}(?={re.escape(delimiter)}|\Z)"
    quoted = re.compile(rf'{blanks}"(.*?)"{end_of_cell}', re.DOTALL)
    cells: list[str] = []
    at = 0
    while True:
        if line.count('"', at) > _MOST_DAMAGE:  # each may be tried
            return _Line((*cells, *line[at:].split(delimiter)))
        match = quoted.match(line, at)
        end = match.end() if match else line.find(delimiter, at)
        end = len(line) if end < 0 else end
        cells.append(match[1].replace('""', '"') if match else line[at:end])
        if end >= len(line):
            opens = not match and cells[-1].lstrip().startswith('"')
            return _Line(tuple(cells), cells[-1].lstrip()[1:] if opens else None)
        at = end + len(delimiter)


def _count_lines(text: str, start: int, stop: int) -> int:
    r"""Return the number of line ends between two offsets; neither may split a `\r\n`."""
    feeds = text.count("\n", start, stop)
    returns = text.count("\r", start, stop)
    return feeds + returns - (text.count("\r\n", start, stop) if feeds and returns else 0)


def _record(
    text: str, at: int, delimiter: str, plain: re.Pattern[str], space: re.Pattern[str]
) -> tuple[int, tuple[str, ...], str]:
    cells: list[str] = []
    while True:
        start = _end(space, text, at)
        if text.startswith('"', start):
            match = _QUOTED.match(text, start)
            if match is None:
                return at, (), "a quote that never closes"
            cells.append(match[1].replace('""', '"'))
            at = _end(space, text, match.end())
            if at < len(text) and text[at] not in f"{delimiter}\r\n":
                return at, (), "text after a closing quote"
        else:
            end = _end(plain, text, at)
            cells.append(text[at:end])
            at = end
        if not text.startswith(delimiter, at):
            return _end_of_line(text, at), tuple(cells), ""
        at += len(delimiter)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _end_of_line(text: str, at: int) -> int:
    match = _BREAK.search(text, at)
    return match.end() if match else len(text)


def find_delimiter(header: str) -> str:
    """Return the delimiter of a header line: comma, semicolon or tab, whichever is most frequent.

    >>> find_delimiter("name;ring;quadrant"), find_delimiter("name,ring")
    (';', ',')
    """
    counts = {sign: header.count(sign) for sign in ",;\t"}
    return max(",;\t", key=lambda sign: counts[sign])


def write_csv(rows: Iterable[Sequence[str]], *, guard: bool = True) -> str:
    r"""Write rows as CSV with one line end each, `\n`.

    With `guard`, a cell that a spreadsheet would run as a formula gets an apostrophe in front.
    One that already begins like that gets another, so that `unguard` returns every cell as it
    was. A number is left as it is: spreadsheets only show it, and other tools read it.

    >>> write_csv([["=1+1", "'=1", "-", "a,b"]])
    '\'=1+1,\'\'=1,\'-,"a,b"\n'
    """
    return "".join(",".join(_cell(cell, guard=guard) for cell in row) + "\n" for row in rows)


def _cell(text: str, *, guard: bool) -> str:
    if guard and is_formula(text):
        text = f"'{text}"
    quoted = any(sign in text for sign in ',"\r\n') or text != text.strip()
    return '"' + text.replace('"', '""') + '"' if quoted else text


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet may run a cell as a formula, or it has a guard already.

    >>> is_formula("=1+1"), is_formula("-1"), is_formula("@angular/core"), is_formula("C++")
    (True, False, True, False)
    """
    if _NUMBER.fullmatch(text):
        return False
    return bool(_FORMULA.match(text) or _GUARDED.match(text))


def unguard(cell: str) -> str:
    """Remove the apostrophe that `write_csv` put in front.

    >>> unguard("'=1+1"), unguard("''=1"), unguard("'tis")
    ('=1+1', "'=1", "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
