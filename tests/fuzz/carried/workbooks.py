"""Workbooks as Excel and LibreOffice write them, with the rows that a table would have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from io import BytesIO
from random import Random
from zipfile import ZipFile

from radar.exchange.toolkit.report import SourcePlace

from .made import Maker, Source
from .tables import choose_columns, make_cell

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_Rows = Sequence[Sequence[str]]
_Links = Mapping[tuple[int, int], str]
_CONTROLS = str.maketrans(dict.fromkeys("\x0b\x0c", " "))  # which XML cannot hold


def workbook(random: Random) -> Source:
    """Make a sheet of Excel or LibreOffice; above its rows may be a title, below them a total."""
    maker = Maker(random, Source("csv"))
    path = random.choice(("list.xlsx", "list.ods"))
    columns = [*choose_columns(maker), *(f"Unknown {n}" for n in range(random.choice((0, 1, 2))))]
    random.shuffle(columns)
    rows: list[Sequence[str]] = [[f"{maker.word()} radar"]] if maker.chance(4) else []
    rows += [[]] if maker.chance(4) else []
    rows += [columns]
    names = ["Kafka", "Git", "Rust"]
    links: dict[int, str] = {}  # addresses behind the names of rows
    for _ in range(random.randrange(1, 6)):
        maker.row = SourcePlace(path, 1 + len(rows))
        cells = [make_cell(maker, column, names, html=False) for column in columns]
        cells = [cell.replace("\r", "").translate(_CONTROLS) for cell in cells]
        rows.append(cells)
        if maker.chance(4) and cells[columns.index("name")].strip():
            links[len(rows)] = maker.under("links").fill("https://a.example/{}?b=c&d=e")
        if any(cell.strip() for cell in cells):
            maker.source.rows.append(maker.row)
        rows += [[]] if maker.chance(10) else []
    hidden = random.randrange(1, len(rows) + 1) if maker.chance(3) else 0
    name = columns.index("name")
    write = _excel if path.endswith("xlsx") else _open_document
    maker.source.files[path] = write(random, rows, hidden, {(n, name): links[n] for n in links})
    shown = ["\t".join(row) for row in rows]
    maker.source.plain[path] = "\n".join([*shown, *links.values()])
    return maker.source


def _excel(random: Random, rows: _Rows, hidden: int, links: _Links) -> bytes:
    lines = "".join(
        f'<row r="{n}"{_said("hidden", "1" if n == hidden else "")}>'
        + "".join(
            f'<c r="{_column(m)}{n}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t>'
            "</is></c>"
            for m, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    named = "".join(f'<hyperlink ref="{_column(m)}{n}" r:id="h{n}"/>' for n, m in links)
    marks = f"<hyperlinks>{named}</hyperlinks>" if links else ""
    targets = "".join(
        f'<Relationship Id="h{n}" Type="{_OFFICE}/hyperlink" Target="{escape(link)}" '
        'TargetMode="External"/>'
        for (n, _), link in links.items()
    )
    return _zip(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/s.xml" ContentType="{_KINDS}.worksheet+xml"/>'
            "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Radar" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/s.xml"/>'
            "</Relationships>",
            "xl/worksheets/_rels/s.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{targets}</Relationships>",
            "xl/worksheets/s.xml": f'<worksheet {_MAIN} xmlns:r="{_OFFICE}"><sheetData>{lines}'
            f"</sheetData>{marks}</worksheet>",
        }
    )


def _column(n: int) -> str:
    return chr(65 + n) if n < 26 else f"{chr(64 + n // 26)}{chr(65 + n % 26)}"


def _said(name: str, value: str) -> str:
    return f' {name}="{value}"' if value else ""


def _open_document(random: Random, rows: _Rows, hidden: int, links: _Links) -> bytes:
    lines = "".join(
        f"<t:table-row{_said('t:visibility', 'collapse' if n == hidden else '')}>"
        + "".join(
            f"<t:table-cell>{_paragraphs(random, cell, links.get((n, m), ''))}</t:table-cell>"
            for m, cell in enumerate(row)
        )
        + "</t:table-row>"
        for n, row in enumerate(rows, 1)
    )
    spaces = " ".join(
        f'xmlns:{letter}="{_OPEN}:{name}:1.0"'
        for letter, name in (("o", "office"), ("t", "table"), ("x", "text"))
    )
    spaces += ' xmlns:l="http://www.w3.org/1999/xlink"'
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<o:document-content {spaces}><o:body><o:spreadsheet>"
            f'<t:table t:name="Radar">{lines}<t:table-row t:number-rows-repeated="1048500">'
            '<t:table-cell t:number-columns-repeated="16384"/></t:table-row></t:table>'
            "</o:spreadsheet></o:body></o:document-content>",
        }
    )


def _paragraphs(random: Random, cell: str, link: str) -> str:
    """Write the text of a cell: paragraphs or line breaks, and runs of blanks; or a link."""
    if link:
        return f'<x:p><x:a l:href="{escape(link)}">{escape(cell)}</x:a></x:p>'
    lines = [escape(line).replace("  ", ' <x:s x:c="1"/>') for line in cell.split("\n")]
    if random.random() < 0.5:
        return "<x:p>" + "<x:line-break/>".join(lines) + "</x:p>"
    return "".join(f"<x:p><x:span>{line}</x:span></x:p>" for line in lines)


def _zip(parts: dict[str, str]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()
