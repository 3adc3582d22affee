"""Workbooks of Excel and LibreOffice: a sheet of them is read as people see it."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from radar.errors import BadCall
from radar.exchange.conversion import Imported, gather_files, import_bundle
from radar.exchange.sheets.workbooks import UnreadableWorkbook, read_workbook

from .radars import by_name, words

_ROWS = (
    ("Our radar", "", "", ""),
    ("Name", "Quadrant", "Ring", "Reviewed"),
    ("Rust", "Tools", "Adopt", "2026-11-27"),
    ("Vim", "", "Hold", ""),
    ("Kafka", "Platforms", "Trial", ""),
)


def _excel(*, hidden: int = 0, merged: str = "") -> bytes:
    """A workbook of two sheets as Excel writes it; the second one lists entries."""
    rows = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n == hidden else ""}>'
        + "".join(
            f'<c r="{"ABCD"[m]}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for m, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for n, row in enumerate(_ROWS, 1)
    )
    cells = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    one = '<row r="1"><c r="A1" t="inlineStr"><is><t>Read me</t></is></c></row>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{kinds}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}"><sheets>'
        '<sheet name="Notes" sheetId="1" r:id="rId1"/>'
        '<sheet name="Radar" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/worksheet" Target="worksheets/sheet2.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{one}</sheetData></worksheet>",
        "xl/worksheets/sheet2.xml": f"<worksheet {main}><sheetData>{rows}</sheetData>{cells}"
        "</worksheet>",
    }
    return _zip(parts)


def _open_document(*, hidden: int = 0, merged: int = 0) -> bytes:
    """A workbook as LibreOffice writes it; `merged` is a row whose second cell spans two."""
    rows = "".join(
        f"<t:table-row{' t:visibility=' + chr(34) + 'collapse' + chr(34) if n == hidden else ''}>"
        + "".join(
            f'<t:table-cell t:number-rows-spanned="{2 if n == merged and m == 1 else 1}">'
            f"<x:p>{cell}</x:p></t:table-cell>"
            for m, cell in enumerate(row)
        )
        + "</t:table-row>"
        for n, row in enumerate(_ROWS, 1)
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:table:1.0" '
        f'xmlns:x="{names}:text:1.0"><o:body><o:spreadsheet><t:table t:name="Notes"/>'
        f'<t:table t:name="Radar">{rows}<t:table-row t:number-rows-repeated="1048570">'
        '<t:table-cell t:number-columns-repeated="16384"/></t:table-row></t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    return _zip({"content.xml": content})


def _zip(parts: dict[str, str]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def _take(folder: Path, name: str, data: bytes) -> Imported:
    (folder / name).write_bytes(data)
    return import_bundle(gather_files([folder / name]))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("radar.xlsx", _excel(hidden=5, merged="B3:B4")),
        ("radar.ods", _open_document(hidden=5, merged=3)),
    ],
)
def test_a_workbook_is_read_as_people_see_it(tmp_path: Path, name: str, data: bytes) -> None:
    """Merged cells are filled down, hidden rows are read, and both are noted with their row."""
    made = _take(tmp_path, name, data)
    assert made.radar is not None
    entries = by_name(made.radar)
    assert sorted(entries) == ["Kafka", "Rust", "Vim"]
    assert (entries["Vim"].quadrant, words(entries["Vim"].summary)) == ("tools", "")
    assert str(entries["Rust"].reviewed) == "2026-11-27"
    noted = {f.code: f.place.line for f in made.report.of("noted")}
    assert (noted["merged"], noted["hidden-rows"], noted["above-header"]) == (3, 5, 1)
    assert not made.report.of("lost")


@pytest.mark.parametrize("data", [_excel(), _open_document()])
def test_a_sheet_is_chosen_by_its_name(data: bytes) -> None:
    """Else it is the first that lists entries; a wrong name is told."""
    assert b"Rust" in read_workbook(data).csv
    assert b"Rust" not in read_workbook(data, "Notes").csv
    with pytest.raises(UnreadableWorkbook, match="did you mean"):
        read_workbook(data, "Rada")


def test_other_sheets_are_named() -> None:
    """Nobody wonders where their rows are."""
    notes = [note.message for note in read_workbook(_excel()).notes]
    assert notes == ["read from the sheet 'Radar'; not read: Notes. --sheet names another"]


def test_without_the_library_the_message_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save it as CSV, or install what reads it."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BadCall, match=r"workbook of Excel; save the sheet as CSV, or install"):
        _take(tmp_path, "radar.xlsx", _excel())


@pytest.mark.parametrize("data", [_excel()[:400], b"PK\x03\x04", b"\xd0\xcf\x11\xe0rest"])
def test_a_damaged_workbook_is_told(tmp_path: Path, data: bytes) -> None:
    """Never as zero bytes, nor as a mistake of ours."""
    with pytest.raises(BadCall, match=r"workbook .*; save the sheet as CSV"):
        _take(tmp_path, "radar.xlsx", data)


def test_entities_are_refused() -> None:
    """A small file could grow without end."""
    evil = _zip({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    with pytest.raises(UnreadableWorkbook, match="entities"):
        read_workbook(evil)


def test_the_standard_input_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`radar import -`."""

    class _Input:
        buffer = BytesIO(b"name,ring,quadrant\nRust,Adopt,A\nVim,Hold,B\n")

    monkeypatch.setattr(sys, "stdin", _Input)
    made = import_bundle(gather_files([Path("-")]))
    assert made.report.files == ("standard input",)
    assert made.radar is not None
    assert len(made.radar.entries) == 2


def _linked_excel() -> bytes:
    """A workbook of Excel with an address behind a name, and one that a formula makes."""
    book = ZipFile(BytesIO(_excel()))
    parts = {name: book.read(name).decode() for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet2.xml"]
    formula = (
        '<c r="A5" t="str"><f>HYPERLINK(&quot;https://kafka.example&quot;,&quot;Kafka&quot;)</f>'
        "<v>Kafka</v></c>"
    )
    sheet = sheet.replace('<c r="A5" t="inlineStr"><is><t>Kafka</t></is></c>', formula)
    marks = (
        '<hyperlinks xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<hyperlink ref="A3" r:id="h1"/><hyperlink ref="A4" location="Notes!A1"/></hyperlinks>'
    )
    sheet = sheet.replace("</worksheet>", f"{marks}</worksheet>")
    relation = '<Relationship Id="h1" Target="https://rust.example/?a=b&amp;c=d"/>'
    rels = f"<Relationships>{relation}</Relationships>"
    changed = {"xl/worksheets/sheet2.xml": sheet, "xl/worksheets/_rels/sheet2.xml.rels": rels}
    return _zip({**parts, **changed})


def _linked_open_document() -> bytes:
    """The same of LibreOffice, and a cell with a line break, a tab and blanks in it."""
    content = ZipFile(BytesIO(_open_document())).read("content.xml").decode()
    content = content.replace('xmlns:x="', 'xmlns:l="http://www.w3.org/1999/xlink" xmlns:x="', 1)
    for shown, written in (
        (
            "<x:p>Rust</x:p>",
            '<x:p><x:a l:href="https://rust.example/?a=b&amp;c=d">Rust</x:a></x:p>',
        ),
        ("<x:p>Vim</x:p>", '<x:p><x:a l:href="#Notes.A1">Vim</x:a></x:p>'),
        (
            '<t:table-cell t:number-rows-spanned="1"><x:p>Kafka</x:p>',
            '<t:table-cell t:formula="of:=HYPERLINK(&quot;https://kafka.example&quot;)">'
            "<x:p>Kafka</x:p>",
        ),
        ("<x:p>Reviewed</x:p>", "<x:p>Note</x:p>"),
        ("<x:p>2026-11-27</x:p>", '<x:p>one<x:line-break/>two<x:tab/>t<x:s x:c="3"/>x\n  y</x:p>'),
    ):
        assert written not in content
        content = content.replace(shown, written)
    return _zip({"content.xml": content})


@pytest.mark.parametrize(
    ("name", "data"),
    [("radar.xlsx", _linked_excel()), ("radar.ods", _linked_open_document())],
)
def test_links_behind_cells_are_links_of_their_entries(
    tmp_path: Path, name: str, data: bytes
) -> None:
    """An address that a cell does not show is carried; one within the workbook is named."""
    made = _take(tmp_path, name, data)
    assert made.radar is not None
    links = {name: [link.url for link in e.links] for name, e in by_name(made.radar).items()}
    assert links == {
        "Rust": ["https://rust.example/?a=b&c=d"],
        "Kafka": ["https://kafka.example"],
    }
    told = [(f.place.line, f.message) for f in made.report.of("noted") if f.code == "cell-links"]
    assert [line for line, _ in told] == [3, 4]
    assert told[0][1] == "2 links behind cells, written as links of their rows"
    assert "Notes" in told[1][1]


def test_links_come_into_the_column_of_links() -> None:
    """Words in a column of links that have an address behind them become both, address first."""
    content = ZipFile(BytesIO(_linked_open_document())).read("content.xml").decode()
    content = content.replace("<x:p>Note</x:p>", "<x:p>Links</x:p>")
    link = '<x:p><x:a l:href="https://docs.example">Its docs</x:a></x:p>'
    content = re.sub("<x:p>one<x:line-break/>.*?</x:p>", link, content, flags=re.DOTALL)
    csv = read_workbook(_zip({"content.xml": content})).csv.decode()
    assert "https://docs.example Its docs" in csv


def test_line_breaks_and_blanks_of_a_cell_stay() -> None:
    """LibreOffice writes them as elements in a paragraph; how its XML is broken says nothing."""
    assert "one\vtwo\tt   x y" in read_workbook(_linked_open_document()).csv.decode()
