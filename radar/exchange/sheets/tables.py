"""CSV: read with the line of every row, written so that a spreadsheet runs no formula.

A quote that never closes or text after a closing quote makes a `broken` record with its line, and
reading goes on at the next line. Its cells are those that a lenient reader finds in the line. The
records after that have `after_damage` set, so that no stray line becomes the name of a new ring.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

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
_MOST_DAMAGE = 100  # broken records before reading stops; each may scan the rest of the file


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


def read_csv(
    text: str, delimiter: str = ",", is_row: Callable[[Sequence[str]], bool] | None = None
) -> Iterator[Record]:
    r"""Yield the records of a CSV text, without empty lines.

    Blanks about quotes do not count. `is_row` tells what looks like a row: a cell with such a line
    in it has a stray quote, which closes in another row.

    >>> [record.cells for record in read_csv('a,"b ""c"", d" \ne,f')]
    [('a', 'b "c", d'), ('e', 'f')]
    >>> [(record.cells, record.broken) for record in read_csv('a,"b" c"\ne,f')]
    [(('a', 'b" c'), 'text after a closing quote'), (('e', 'f'), '')]
    """
    plain = re.compile(f"[^{re.escape(delimiter)}\r\n]*")
    space = re.compile("[ \t]*" if delimiter != "\t" else " *")
    at, line, damaged = 0, 1, 0
    while at < len(text):
        if damaged == _MOST_DAMAGE:
            yield Record(line, (), "too much is broken; from here on nothing is read", True)
            return
        stop = _end(_REST, text, at)
        if stop == at:  # a file may be empty lines and little else
            end = _end(_BREAKS, text, at)
        elif text.find('"', at, stop) < 0:
            end = _end(_ONE_BREAK, text, stop)
            yield Record(line, tuple(text[at:stop].split(delimiter)), "", bool(damaged))
        else:
            end, cells, broken = _record(text, at, delimiter, plain, space)
            if not broken and end > stop and is_row and _holds_rows(cells, delimiter, is_row):
                broken = "a quote that closes in another row"
            if broken:
                end, cells = _end_of_line(text, at), _lenient_cells(text[at:stop], delimiter)
            yield Record(line, cells, broken, bool(damaged))
            damaged += bool(broken)
        line += _count_lines(text, at, end)
        at = end


def _holds_rows(
    cells: Iterable[str], delimiter: str, is_row: Callable[[Sequence[str]], bool]
) -> bool:
    """Return whether a line in a cell looks like a row of its own."""
    lines = (line for cell in cells for line in _BREAK.split(cell)[1:])
    return any(is_row(_lenient_cells(line, delimiter)) for line in lines)


def _lenient_cells(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a line in which quotes are wrong: one closes only before a delimiter.

    >>> _lenient_cells('a,"He said "yes" and left",b "c"', ",")
    ('a', 'He said "yes" and left', 'b "c"')
    """
    quoted = re.compile(rf'[ \t]*"(.*?)"[ \t]*(?={re.escape(delimiter)}|$)')
    cells: list[str] = []
    at = 0
    while True:
        if line.count('"', at) > _MOST_DAMAGE:  # each may be tried
            return (*cells, *line[at:].split(delimiter))
        match = quoted.match(line, at)
        end = match.end() if match else line.find(delimiter, at)
        end = len(line) if end < 0 else end
        cells.append(match[1].replace('""', '"') if match else line[at:end])
        if end >= len(line):
            return tuple(cells)
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
