"""Tables: the plain CSV, that of Build Your Own Radar, qiwi's blocks, and workbooks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from radar.exchange.toolkit.endings import PLAIN
from radar.exchange.toolkit.report import SourcePlace

from .made import QUADRANTS, RINGS, Maker, Source

_TEXTUAL = ("summary", "text", "note", "description")
_LISTS = ("tags", "owner", "aliases", "related", "instead")
_CLOSED = ("reviewed", "leave_by", "pin", "hidden", "moved", "isNew", "status")
_GOOD = {
    "reviewed": ("2026-01-31", "Q3 2026", "27.11.2026"),
    "leave_by": ("2027-01-01",),
    "pin": ("30 0.5",),
    "hidden": ("no", "false"),
    "moved": ("in", "out", "new", "0"),
    "isNew": ("TRUE", "no", "x"),
    "status": ("New", "Moved In", "No Change"),
}


def plain(random: Random) -> Source:
    """Make the tables of a plain list, of one state or of several editions."""
    maker = Maker(random, Source("csv"))
    columns = choose_columns(maker)
    if maker.chance(4):
        columns += ["edition"] * ("edition" not in columns)
    _tables(maker, columns)
    return maker.source


def choose_columns(maker: Maker) -> list[str]:
    """Return the columns that a plain list needs, and some that it may have."""
    columns = ["name", "quadrant", "ring"]
    columns += maker.random.sample(PLAIN[4:], maker.random.randrange(len(PLAIN) - 4))
    columns = list(dict.fromkeys(columns))
    if maker.chance(3):
        columns += [c for c in ("name.zh", "text.de", "summary.fr", "note.de") if maker.chance(2)]
    return columns


def qiwi_blocks(random: Random) -> Source:
    """Make one to three of qiwi's snapshots as blocks of CSV, also as a sheet saves them."""
    maker = Maker(random, Source("qiwi"))
    count = random.choice((1, 1, 2, 3))
    delimiter = random.choice(",,,;")
    for year in range(2024, 2024 + count):
        path = f"{year}.csv"
        maker.row = None
        columns = ["name", "quadrant", "ring", "description", "moved"]
        columns += ["Unknown"] if maker.chance(4) else []
        fill = delimiter * random.choice((0, 0, len(columns) - 1))
        maker.under()
        head = [f"title{fill}", f"{maker.word()} radar{fill}", f"==={fill}", f"date{fill}"]
        head += [f"{year}-01-01{fill}", f"==={fill}", f"quadrant{delimiter}title"]
        head += [f"q{n}{delimiter}{name}" for n, name in enumerate(QUADRANTS, 1)]
        head += [f"==={fill}"]
        if maker.chance(3):
            head += [f"quadrant{delimiter}alias", f"q1{delimiter}lang", f"==={fill}"]
        lines = [f"{line}\n" for line in head]
        lines += _rows(maker, SourcePlace(path, 0), columns, lines, delimiter)
        maker.source.files[path] = "".join(lines).encode()
    return maker.source


def _rows(
    maker: Maker, place: SourcePlace, columns: list[str], above: list[str], delimiter: str
) -> list[str]:
    """Return a header and rows of qiwi's."""
    lines = [delimiter.join(columns) + "\n"]
    names = ["Kafka", "Git", "Rust"]
    for _ in range(maker.random.randrange(1, 6)):
        maker.row = place._replace(line=1 + "".join([*above, *lines]).count("\n"))
        cells = [
            maker.choose(("q1", "Q2", "lang", "Tools"))
            if column == "quadrant"
            else make_cell(maker, column, names, html=False)
            for column in columns
        ]
        cells = [cell.replace("===", "= = =") for cell in cells]
        lines.append(_line(maker, cells, delimiter))
        maker.source.rows.append(maker.row)
    return lines


def byor(random: Random) -> Source:
    """Make the tables of Build Your Own Radar."""
    maker = Maker(random, Source("byor"))
    columns = ["name", "ring", "quadrant", "description"]
    columns += random.choice((["isNew"], ["status"], ["isNew", "status"]))
    _tables(maker, columns, html=True)
    return maker.source


def _tables(maker: Maker, columns: list[str], *, html: bool = False) -> None:
    """Write one to three tables with these columns and a few that nobody knows."""
    random, source = maker.random, maker.source
    columns += [f"Unknown {n}" for n in range(random.choice((0, 0, 1, 3)))]
    random.shuffle(columns)
    if maker.chance(4):
        source.options["fields"] = True
    names = ["Kafka", "Git", "Rust"]
    count = random.choice((1, 1, 1, 2, 3))
    for year in range(2024, 2024 + count):
        path = f"{year}.csv" if count > 1 else "list.csv"
        source.files[path] = _table(maker, path, columns, names, html=html).encode()


def _table(maker: Maker, path: str, columns: Sequence[str], names: list[str], *, html: bool) -> str:
    random = maker.random
    delimiter = random.choice(",,,;\t")
    maker.row = None
    lines = []
    if maker.chance(6):
        lines.append(f"{maker.word()} radar{delimiter * (len(columns) - 1)}\n")
    lines.append(delimiter.join(columns) + "\n")
    for _ in range(random.randrange(1, 6)):
        at = 1 + "".join(lines).count("\n")
        maker.row = SourcePlace(path, at)
        listed = len(names)
        cells = [make_cell(maker, column, names, html=html) for column in columns]
        if maker.chance(12):
            cells += [maker.under().word()]
        if maker.chance(12):
            cells = cells[: random.randrange(1, len(cells))]
            del names[listed:]  # it may be cut off
            lines.append(_line(maker, cells, delimiter, whole=False))
        else:
            lines.append(_line(maker, cells, delimiter))
        if any(cell.strip() for cell in cells):
            maker.source.rows.append(maker.row)
        if maker.chance(10):
            lines.append(random.choice(("\n", f"{delimiter}\n", " \n")))
    if maker.chance(10):
        maker.row = SourcePlace(path, 1 + "".join(lines).count("\n"))
        lines.append(f"Total{delimiter * (len(columns) - 2)}{maker.under().word()}\n")
    return "".join(lines)


def _line(maker: Maker, cells: Sequence[str], delimiter: str, *, whole: bool = True) -> str:
    """Write a row, with quotes where they have to be; once in a while with a stray one.

    A row that is not whole has none: with one in the row above, it may end a cell as it should be.
    """
    made = []
    for cell in cells:
        quoted = any(sign in cell for sign in f'{delimiter}"\r\n') or cell != cell.strip()
        if quoted or maker.chance(6):
            cell = '"' + cell.replace('"', '""') + '"' + " " * maker.chance(6)
        made.append(cell)
    line = delimiter.join(made)
    if whole and maker.chance(15) and "\n" not in line and "<" not in line:
        at = maker.random.choice([m.start() for m in re.finditer(r"(?<!\w)|$", line)])
        line = f'{line[:at]}"{line[at:]}'
    return line + "\n"


def make_cell(maker: Maker, column: str, names: list[str], *, html: bool) -> str:
    """Return a cell of a column: right, odd or empty."""
    random = maker.random
    maker.under(column, column.lower().replace(" ", "-"))
    if maker.chance(5) and column not in ("name", "ring", "quadrant"):
        return ""
    if column == "name":
        return _name(maker, names)
    if column in ("ring", "quadrant"):
        words = RINGS if column == "ring" else QUADRANTS
        return maker.word() if maker.chance(20) else random.choice((*words, words[0].upper()))
    if column in ("ring_number", "quadrant_number"):
        return maker.word() if maker.chance(10) else str(random.randrange(1, 5))
    if column in ("edition", "date"):
        return random.choice(("2022", "2023-Q1", "2024-05-01"))
    if column == "edition_date":
        return maker.word() if maker.chance(6) else "2022-12-31"
    if column == "id":
        return maker.word() if maker.chance(3) else ""
    if column in _LISTS:
        return random.choice((", ", ";", "\n")).join(
            maker.word() for _ in range(random.randrange(3))
        )
    if column == "links":
        label = f" {maker.word()}" if maker.chance(2) else ""
        return maker.url() + label
    if column in _CLOSED:
        return f"{maker.word()}" if maker.chance(6) else random.choice((*_GOOD[column], ""))
    if column.startswith("name."):
        return maker.word()
    return maker.text(html=html or (column == "description" and maker.chance(2)))


def _name(maker: Maker, names: list[str]) -> str:
    if maker.chance(3):
        return str(maker.choose(names))
    name = maker.choose(("{}", "{} (web)", "C++ {}", "{}.js", "[{}]", "'{}'", "{} | x", "\t{}"))
    if maker.chance(20):
        name = maker.choose(("", "x" * 301, "<b>{}</b>", "{}\n{}"))
    made = maker.fill(name)
    names.append(made)
    return made
