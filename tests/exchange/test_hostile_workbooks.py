"""Workbooks that are damaged, lie or have stray cells: read, or refused with the place at fault."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.conversion import gather_files, import_bundle
from radar.exchange.sheets.excel_binary import keep_sound_parts
from radar.exchange.sheets.excel_xml import compact_sheet, name_cell, place_of
from radar.exchange.sheets.parts import MOST_CELLS
from radar.exchange.sheets.workbooks import UnreadableWorkbook, read_workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_HEADER = (("name", "quadrant", "ring"), ("Git", "Tools", "Adopt"), ("K8s", "Platforms", "Hold"))
_PYTHON = re.compile(r"invalid literal|set_int_max_str_digits|Traceback|codec can't", re.IGNORECASE)


def _zip(parts: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def _cell(reference: str, text: str) -> str:
    place = f' r="{reference}"' if reference else ""
    return f'<c{place} t="inlineStr"><is><t>{text}</t></is></c>'


_ROWS = "".join(
    f'<row r="{n}">{"".join(_cell(name_cell(n - 1, m), t) for m, t in enumerate(row))}</row>'
    for n, row in enumerate(_HEADER, 1)
)


def _excel(rows: str = "", after: str = "", before: str = "", shared: str = "") -> bytes:
    """A workbook of one sheet: three good rows, and what is added to it."""
    sheet = f"<worksheet xmlns='{_MAIN}'>{before}<sheetData>{_ROWS}{rows}</sheetData>{after}"
    return _excel_parts({"1": f"{sheet}</worksheet>"}, shared)


def _excel_parts(sheets: Mapping[str, str], shared: str = "", named: int = 1) -> bytes:
    tags = "".join(
        f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in sheets for _ in range(named)
    )
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in sheets
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{tags}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        **{f"xl/worksheets/s{n}.xml": sheet for n, sheet in sheets.items()},
    }
    return _zip(parts | ({"xl/sharedStrings.xml": shared} if shared else {}))


def _open(rows: str, tables: int = 1, before: str = "") -> bytes:
    """A workbook of LibreOffice with the three good rows, and what is added to them."""
    header = "".join(f"<t:table-row>{''.join(map(_said, row))}</t:table-row>" for row in _HEADER)
    table = f'<t:table t:name="S">{before}{header}{rows}</t:table>' * tables
    content = (
        f'<o:document-content xmlns:o="{_NAMES}:office:1.0" xmlns:t="{_NAMES}:table:1.0" '
        f'xmlns:x="{_NAMES}:text:1.0"><o:body><o:spreadsheet>{table}</o:spreadsheet></o:body>'
        "</o:document-content>"
    )
    return _zip({"content.xml": content})


def _said(text: str, attributes: str = "") -> str:
    return f"<t:table-cell {attributes}><x:p>{text}</x:p></t:table-cell>"


def _row(cells: str, attributes: str = "") -> str:
    return f"<t:table-row {attributes}>{cells}</t:table-row>"


def _lines(data: bytes) -> list[str]:
    return read_workbook(data).csv.decode().splitlines()


def _refusal(data: bytes) -> str:
    """Why a workbook cannot be read, '' where it can be."""
    try:
        read_workbook(data)
    except UnreadableWorkbook as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (_excel(f'<row r="60000">{_cell("XFD60000", "x")}</row>'), 60_000),
        pytest.param(_excel(f'<row r="1048576">{_cell("XFD1048576", "x")}</row>'), 1_048_576,
                     marks=pytest.mark.thorough),
        (_excel(f'<row r="4">{_cell("XFD4", "")}</row><row r="60000">{_cell("A60000", "x")}'
                "</row>"), 60_000),
        (_open(_row("", 't:number-rows-repeated="59996"') + _row(_said("x"))), 60_000),
        (_open(_row('<t:table-cell t:number-columns-repeated="16383"/>' + _said("x"))), 4),
    ],
)  # fmt: skip
def test_a_stray_cell_costs_no_rows(data: bytes, row: int) -> None:
    """The real rows are read, and the stray cell is in the line of its row."""
    lines = _lines(data)
    assert lines[:3] == [",".join(each) for each in _HEADER]
    assert len(lines) == row
    assert lines[-1].strip(",") == "x"


_TWICE = _zip({"content.xml": "<a/>", "Content.xml": "<b/>"})


def _damage(at: int, value: int) -> bytes:
    """A workbook of which both headers of a part say something else: 0 its flags, 2 its method."""
    data = bytearray(_open(""))
    for sign, start in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(sign) + start + at, value)
    return bytes(data)


def _diagonal() -> str:
    """Rows with one cell each, none of which shares its column with another."""
    cells = (
        f'<row r="{n}"><c r="{name_cell(n - 1, n)}"><v>1</v></c></row>' for n in range(4, 5000)
    )
    return "".join(cells)


_SHARED = '<row r="{0}">' + "".join('<c t="s"><v>0</v></c>' for _ in range(999)) + "</row>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_excel(_cell("ZZZZZZZZ99999999999", "x")), "no cell 'ZZZZZZZZ99999999999'"),
        (_excel(_cell("A0", "x")), "no cell 'A0'"),
        (_excel(_cell("XFE1", "x")), "no cell 'XFE1'"),
        (_excel('<row r="-1"/>'), "no cell 'A-1'"),
        (_excel(f'<row r="{"9" * 6000}"/>'), "no cell 'A9999"),
        (_excel(_diagonal()), f"'S1': more than {MOST_CELLS:,} cells, up to"),
        (_excel('<row r="4"><c r="A4" t="s"><v>7</v></c></row>'), "text of the cell A4 is missing"),
        (
            _excel(_SHARED.format(5), shared=f"<sst><si><t>{'x' * 100_000}</t></si></sst>"),
            "characters in its cells, at",
        ),
        (_excel("<row"), "damaged"),
        (_excel_parts({"1": "<!DOCTYPE a><a><sheetData/></a>"}), "declares entities"),
        (_excel_parts({"1": "<a><sheetData/></a>"}, named=1_001), "more than 1,000 sheets"),
        (_excel(after='<mergeCells><mergeCell ref="A0:B9"/></mergeCells>'), "no cell 'A0'"),
        (_open(_row(_said("x" * 3000, 't:number-columns-repeated="16384"'),
                    't:number-rows-repeated="1048576"') * 20), "'S', row 4: more than"),
        (_open(_row(_said("x", 't:number-columns-repeated="-1"'))), "row 4: number-columns-rep"),
        (_open(_row(_said("x", 't:number-columns-repeated="1e9"'))), "'1e9', which is no count"),
        (_open(_row(_said("x"), 't:number-rows-repeated="abc"')), "'abc', which is no count"),
        (_open(_row(_said("x"), f't:number-rows-repeated="{"9" * 6000}"')), "is no count"),
        (_open(_row(_said("x", 't:number-rows-spanned="x"'))), "'x', which is no count"),
        (_open("", tables=1_001), "more than 1,000 sheets"),
        (_damage(0, 1), "'content.xml' is locked with a password"),
        (_damage(2, 99), "'content.xml' is packed in a way that is not known"),
        (_TWICE, "two parts 'content.xml'"),
        (_zip({f"p{n}": "" for n in range(10_001)}), "more than 10,000 parts"),
        (_zip({"a.txt": "a"}), "neither of Excel nor of LibreOffice"),
        (_zip({"content.xml": bytes(257 << 20)}), "too large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, data: bytes, words: str
) -> None:
    """One problem names the file and the part, row or cell; it has none of Python's own words."""
    (tmp_path / "book.xlsx").write_bytes(data)
    with pytest.raises(BadCall) as refused:
        import_bundle(gather_files([tmp_path / "book.xlsx"]))
    said = str(refused.value)
    assert "book.xlsx: this workbook cannot be read (" in said
    assert words in said
    assert not _PYTHON.search(said)


def test_a_part_that_lies_about_its_size_is_not_unpacked_whole() -> None:
    """An archive says that a part has ten bytes; what comes out of it is what counts."""
    data = bytearray(_zip({"content.xml": bytes(64 << 20)}))
    for sign, start in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(sign) + start, 10)
    with pytest.raises(UnreadableWorkbook):
        read_workbook(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        _excel(before='<dimension ref="A1:XFD1048576"/>'),
        _excel(after='<mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>'),
        _excel('<row r="1048576" spans="1:16384"><c r="XFD1048576" s="3"/></row>'),
        _excel('<row r="4" ht="90"/>'),
        _open(_row("<t:covered-table-cell t:number-columns-repeated='16384'/>",
                   't:number-rows-repeated="1048573"')),
        _open(_row('<t:table-cell><t:table t:name="Within"><t:table-row><t:table-cell/>'
                   "</t:table-row></t:table></t:table-cell>")),
    ],
)  # fmt: skip
def test_what_says_nothing_takes_no_room(data: bytes) -> None:
    """A range that lies, merged cells over the whole sheet and empty cells with a style."""
    assert _lines(data) == [",".join(each) for each in _HEADER]


def test_cells_without_a_place_come_after_one_another() -> None:
    """Places may be left out, and rows may stand in any order."""
    rows = f"<row>{_cell('', 'a')}{_cell('C4', 'c')}{_cell('', 'd')}</row>"
    data = _excel(f'<row r="6">{_cell("", "6")}</row><row r="5">{_cell("$B$5", "5")}</row>')
    assert _lines(_excel(rows))[3] == "a,,c,d"
    assert _lines(data)[3:] == ["", ",5", "6"]


def test_a_sheet_is_read_whatever_the_others_are() -> None:
    """--sheet reads the one that it names; no other is looked at."""
    good = f"<worksheet xmlns='{_MAIN}'><sheetData>{_ROWS}</sheetData></worksheet>"
    bad = good.replace('r="A1"', 'r="A0"')
    data = _excel_parts({"1": bad, "2": good})
    assert b"Git" in read_workbook(data, "S2").csv
    with pytest.raises(UnreadableWorkbook, match="'S1'"):
        read_workbook(data)


def test_links_and_merged_cells_do_not_widen_every_row() -> None:
    """A column of links beside a stray cell far to the right would be as wide in each row."""
    many = "".join(f'<row r="{n}">{_cell(f"A{n}", f"N{n}")}</row>' for n in range(4, 200))
    stray = f'<row r="200">{_cell("XFD200", "x")}</row>'
    links = "".join(f'<hyperlink ref="A{n}" location="" r:id="h"/>' for n in range(4, 200))
    marks = f'<hyperlinks xmlns:r="{_OFFICE}">{links}</hyperlinks>'
    data = ZipFile(BytesIO(_excel(many + stray, marks)))
    parts: dict[str, str | bytes] = {name: data.read(name) for name in data.namelist()}
    rels = '<Relationships><Relationship Id="h" Target="https://a.example"/></Relationships>'
    with pytest.raises(UnreadableWorkbook, match="links behind them"):
        read_workbook(_zip({**parts, "xl/worksheets/_rels/s1.xml.rels": rels}))
    merged = '<mergeCells><mergeCell ref="XFD4:XFD200"/></mergeCells>'
    wide = f'<row r="4">{_cell("A4", "N")}{_cell("XFD4", "x")}</row>'
    with pytest.raises(UnreadableWorkbook, match="that are merged"):
        read_workbook(_excel(wide + many.partition("</row>")[2], merged))


def _record(kind: int, body: bytes) -> bytes:
    return bytes([kind, len(body)]) + body


def test_a_binary_sheet_is_measured() -> None:
    """A sheet of `.xlsb` whose cells lie too far apart does not come to the library."""

    def sheet(row: int, column: int) -> bytes:
        cell = struct.pack("<IId", column, 0, 1.0)
        return b"\x81\x01\x00" + _record(0, struct.pack("<I", row)) + _record(5, cell)

    book = {"xl/workbook.bin": b"", "xl/vbaProject.bin": b"abc"}
    near, far = sheet(40, 3), sheet(1_048_575, 16_383)
    kept = keep_sound_parts({**book, "xl/worksheets/sheet1.bin": near})
    assert sorted(kept) == ["xl/workbook.bin", "xl/worksheets/sheet1.bin"]
    for part, words in ((far, "up to XFD1048576"), (near[:-3], "damaged")):
        with pytest.raises(UnreadableWorkbook, match=words):
            read_workbook(_zip({**book, "xl/worksheets/sheet1.bin": part}))


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
@example(1_048_575, 16_383)
def test_the_name_of_a_cell_is_its_place(row: int, column: int) -> None:
    """A1 to XFD1048576."""
    assert place_of(name_cell(row, column)) == (row, column)


_PLACES = st.tuples(st.integers(0, 1_048_575), st.integers(0, 16_383))


@given(st.dictionaries(_PLACES, st.text("ab<&\" '", min_size=1), max_size=8))
def test_a_compact_sheet_loses_no_cell(cells: dict[tuple[int, int], str]) -> None:
    """As many rows and columns as are used, and every text."""
    rows = "".join(
        f"<row>{_cell(name_cell(*at), escape(text))}</row>" for at, text in cells.items()
    )
    made = compact_sheet(f"<w><sheetData>{rows}</sheetData></w>".encode())
    assert made.rows == sorted({row for row, _ in cells})
    assert made.columns == sorted({column for _, column in cells})
    assert made.xml.count(b"<c ") == len(cells)
    assert made.characters == sum(map(len, cells.values()))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damaged_byte_is_a_mistake_of_ours(data: st.DataObject) -> None:
    """Whatever is changed in a workbook, it is read or refused."""
    book = bytearray(data.draw(st.sampled_from([_excel(), _open(_row(_said("x")))])))
    for _ in range(data.draw(st.integers(1, 4))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))
    assert not _PYTHON.search(_refusal(bytes(book)))


@given(
    st.sampled_from(["1", "-1", "0", "1e9", "XFD9", "", "A1:", "s", "9" * 5000, "2048"]), st.data()
)
@settings(max_examples=60, deadline=None)
def test_no_attribute_is_a_mistake_of_ours(said: str, data: st.DataObject) -> None:
    """Whatever the attribute of a cell, row or range says, the sheet is read or refused."""
    sheet = '<row r="4" s="1"><c r="A4" s="0" t="n"><v>1</v></c></row>'
    book = (sheet, '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>')
    values = [*re.finditer('"[^"]*"', "".join(book))]
    value = data.draw(st.sampled_from(values))
    text = "".join(book)
    text = f'{text[: value.start()]}"{said}"{text[value.end() :]}'
    rows, _, after = text.partition("<mergeCells")
    assert not _PYTHON.search(_refusal(_excel(rows, f"<mergeCells{after}")))
