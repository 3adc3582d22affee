"""The work of an import grows in line with what is read, and ends where no radar could hold it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from radar import limits
from radar.errors import BadCall
from radar.exchange.conversion import export_radar
from radar.exchange.exporting.own_form import write_form
from radar.exchange.importing.recognise import recognise
from radar.exchange.merging.merge import merge
from radar.exchange.sheets.tables import read_csv
from radar.exchange.toolkit import draft
from radar.exchange.toolkit.addresses import Targets, resolve_addresses
from radar.exchange.toolkit.cells import read_words
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.markup import to_markdown, to_words
from radar.pipeline import examine_tree

from ..growth import Reader, assert_work_in_line, read_long
from .radars import bundle, take

Files = Mapping[str, str]
RINGS = ("adopt", "trial", "assess", "hold")
FIELDS = ("techniques", "platforms", "tools", "languages")
SHEET = "name,ring,quadrant,edition,id,related,tags,aliases,links,text\n"


def sheet(size: int, row: Callable[[int], str]) -> Files:
    """Make a table of so many rows, with one more for each ring and quadrant."""
    usual = "".join(f"Usual {n},{RINGS[n]},{FIELDS[n]},2020,,,,,,\n" for n in range(4))
    return {"in.csv": SHEET + usual + "".join(map(row, range(size)))}


def place(n: int) -> str:
    """Return a ring and a quadrant as cells."""
    return f"{RINGS[n % 4]},{FIELDS[n // 4 % 4]}"


def list_of(size: int, end: str = "") -> str:
    """Return a quoted cell with so many words."""
    return '"' + ",".join(f"word {n}{end}" for n in range(size)) + '"'


TABLES: dict[str, tuple[Callable[[int], Files], int]] = {
    "rows": (lambda size: sheet(size, lambda n: f"T {n},{place(n)},,,,,,,\n"), 60),
    "editions": (lambda size: sheet(size, lambda n: f"T {n % 9},{place(n)},{n},,,,,,\n"), 60),
    "near names": (
        lambda size: sheet(size, lambda n: f"Kubernetes {n:05},{place(n)},{n % 2},,,,,,\n"),
        30,
    ),
    "equal ids": (
        lambda size: sheet(
            size, lambda n: f"T{n},{place(n)},,{'!' * (n % 30)}x{'?' * (n // 30)},,,,,\n"
        ),
        600,
    ),
    "the same again": (lambda size: sheet(size, lambda n: "T,adopt,tools,,,,,,,\n"), 100),
    "rings": (lambda size: sheet(size, lambda n: f"T{n},ring {n},tools,,,,,,,\n"), 500),
    "quadrants": (lambda size: sheet(size, lambda n: f"T{n},adopt,field {n},,,,,,,\n"), 500),
    "rows that are none": (lambda size: sheet(size, lambda n: "x\n"), 200),
    "links that lead nowhere": (
        lambda size: sheet(size, lambda n: f"T{n},{place(n)},,,,,,,[a](/b{n}) [[c{n}]]\n"),
        30,
    ),
    "names of columns": (
        lambda size: {
            "in.csv": f"name,ring,quadrant,{','.join(map(str, range(size)))}\n"
            f"A,adopt,tools{',' * size}\nB,adopt,platforms{',' * size}\n"
        },
        400,
    ),
    "relations": (
        lambda size: sheet(1, lambda _: f"T,adopt,tools,,,{list_of(size)},,,,\n"),
        300,
    ),
    "tags": (lambda size: sheet(1, lambda _: f"T,adopt,tools,,,,{list_of(size)},,,\n"), 300),
    "aliases": (lambda size: sheet(1, lambda _: f"T,adopt,tools,,,,,{list_of(size)},,\n"), 300),
}


READ_TABLES = {kind: Reader(take, make, size) for kind, (make, size) in TABLES.items()}


@pytest.mark.parametrize("kind", sorted(READ_TABLES))
def test_a_table_takes_work_in_line(kind: str) -> None:
    """Twice the rows, columns, rings, names or links of a table take about twice the work."""
    assert_work_in_line(*READ_TABLES[kind])


def zalando(size: int) -> Files:
    """Make a config of so many entries."""
    entries = [{"label": f"T{n}", "ring": n % 4, "quadrant": n % 4} for n in range(size)]
    return {"a.json": json.dumps({"date": "2024", "entries": entries})}


def byor(size: int) -> Files:
    """Make a list of so many rows with HTML."""
    rows = [
        {"name": f"T{n}", "ring": RINGS[n % 4], "quadrant": FIELDS[n % 4], "isNew": "FALSE"}
        | {"description": f"<p>Text <b>{n}</b></p>"}
        for n in range(size)
    ]
    return {"a.json": json.dumps(rows)}


def qiwi(size: int) -> dict[str, object]:
    """Make a snapshot of so many rows."""
    data = [
        {"name": f"T{n}", "quadrant": f"q{n % 4 + 1}", "ring": RINGS[n % 4], "moved": 0}
        for n in range(size)
    ]
    return {"meta": {"date": "2024-01-01"}, "data": data}


def qiwi_yaml(size: int) -> Files:
    """Make a snapshot in YAML."""
    rows = "".join(
        f"- name: T{n}\n  quadrant: q{n % 4 + 1}\n  ring: {RINGS[n % 4]}\n" for n in range(size)
    )
    return {"a.yaml": f"meta: {{date: 2024-01-01}}\ndata:\n{rows}"}


def qiwi_csv(size: int) -> Files:
    """Make a snapshot in blocks of CSV."""
    rows = "".join(f"T{n},q{n % 4 + 1},{RINGS[n % 4]}\n" for n in range(size))
    return {"a.csv": f"title\nOurs\n===\nname,quadrant,ring\n{rows}"}


def sectors(size: int) -> Files:
    """Make a snapshot with so many sectors and rings."""
    listed = [{"id": f"s{n}", "title": f"S {n}"} for n in range(size)]
    return {"a.json": json.dumps(qiwi(4) | {"sectors": listed, "rings": listed})}


def backstage(size: int, axes: int = 4) -> Files:
    """Make a document of so many entries, quadrants and rings."""
    entries = [
        {"key": f"t{n}", "id": f"t{n}", "title": f"T{n}", "quadrant": f"a{n % 4}"}
        | {"timeline": [{"date": "2024-01-01", "ringId": f"a{n % 4}"}]}
        for n in range(size)
    ]
    listed = [{"id": f"a{n}", "name": f"A {n}"} for n in range(axes)]
    return {"a.json": json.dumps({"quadrants": listed, "rings": listed, "entries": entries})}


def releases(size: int, keys: str = "") -> Files:
    """Make a folder of so many items."""
    return {
        f"radar/{2000 + n // 20}-01-01/t{n % 20}.md": f"---\ntitle: T{n % 20}\nring: {RINGS[n % 4]}"
        f"\nquadrant: {FIELDS[n % 4]}\n{keys}---\n\nText {n}.\n"
        for n in range(size)
    }


def releases_of_one(size: int) -> Files:
    """Make a folder in which one item has a file in each of so many releases."""
    return {
        f"radar/{date.fromordinal(730_000 + n)}/t.md": f"---\ntitle: T\nring: {RINGS[n % 4]}"
        f"\nquadrant: {FIELDS[n % 4]}\n---\n\nText {n}.\n"
        for n in range(size)
    }


def own(size: int) -> Files:
    """Make a radar.json of so many entries."""
    found = take(sheet(size, lambda n: f"T {n},{place(n)},,,,,,,\n")).radar
    assert found is not None
    made = export_radar(found, "radar-json").files
    return {path: data.decode() for path, data in made.items()}


DOCUMENTS: dict[str, tuple[Callable[[int], Files], int]] = {
    "zalando": (zalando, 40),
    "byor": (byor, 25),
    "qiwi, JSON": (lambda size: {"a.json": json.dumps(qiwi(size))}, 40),
    "qiwi, YAML": (qiwi_yaml, 40),
    "qiwi, CSV": (qiwi_csv, 40),
    "qiwi, sectors": (sectors, 100),
    "backstage": (backstage, 30),
    "backstage, rings": (lambda size: backstage(4, size), 400),
    "aoe": (releases, 25),
    "porsche": (lambda size: releases(size, "teams: [a]\n"), 25),
    "aoe, one entry": (releases_of_one, 500),
    "radar-json": (own, 25),
}


READ_DOCUMENTS = {kind: Reader(take, make, size) for kind, (make, size) in DOCUMENTS.items()}


LARGE = {"aoe, one entry"}  # so many releases that comparing each with each would be seen


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.thorough) if kind in LARGE else kind
        for kind in sorted(READ_DOCUMENTS)
    ],
)
def test_a_document_takes_work_in_line(kind: str) -> None:
    """Twice the entries or axes in the files of any tool take about twice the work."""
    assert_work_in_line(*READ_DOCUMENTS[kind])


INSIDE_C: dict[str, tuple[Callable[[str], object], Callable[[int], str], int]] = {
    "empty lines": (lambda text: list(read_csv(text)), lambda size: "\n" * size, 20_000),
    "a quote without end": (
        lambda text: list(read_csv(text)),
        lambda size: '"' + "a\n" * size,
        2_000,
    ),
    "quotes in a cell": (
        lambda text: list(read_csv(text)),
        lambda size: '"' + '""' * size + '"',
        50_000,
    ),
    "a long row": (lambda text: list(read_csv(text)), lambda size: "," * size, 50_000),
    "numbers in JSON": (read_json, lambda size: "[" + "0," * size + "0]", 2_000),
    "blanks about commas": (
        lambda text: read_words(read_json(f'"{text}"')),
        lambda size: "a" + " " * size + "b",
        20_000,
    ),
    "blanks in a tag": (to_markdown, lambda size: f"<a href={' ' * size}x>", 2_000),
    "attributes": (
        to_markdown,
        lambda size: f"<a {' '.join(f'b{n}=1' for n in range(size))}>",
        500,
    ),
    "columns": (
        lambda text: take({"in.csv": f"name,ring,quadrant{text}\nA,adopt,tools{text}\n"}),
        lambda size: ",c" * size,
        2_000,
    ),
    "signs of characters": (to_words, lambda size: "&#" * size + "<", 3_000),
    "tags in Markdown": (
        lambda text: resolve_addresses(text, Targets({}.get)),
        lambda size: "<b>x</b> " * size,
        100,
    ),
    "links in Markdown": (
        lambda text: resolve_addresses(text, Targets({}.get)),
        lambda size: "[x](/y) " * size,
        100,
    ),
    "brackets in Markdown": (
        lambda text: resolve_addresses(text, Targets({}.get)),
        lambda size: "[" * size,
        500,
    ),
}


READ_TEXTS = {kind: Reader(*parts) for kind, parts in INSIDE_C.items()}


@pytest.mark.parametrize("kind", sorted(READ_TEXTS))
def test_a_long_text_is_read_to_its_end(kind: str) -> None:
    """Nothing is read again for each sign of it, in what is counted by no line."""
    read_long(READ_TEXTS[kind])


def test_a_name_of_brackets_is_written_at_once() -> None:
    """A name that ends in many brackets does not double the time with each."""
    found = take(sheet(1, lambda _: f"a{')' * 200}!,adopt,tools,,,,,,,\n"))
    assert found.radar is not None
    assert any(b")))!" in data for data in write_form(found.radar).values())


def test_a_table_of_one_long_row_stays_small() -> None:
    """A table in a description gets no more cells than it has, however long one row is."""
    html = f"<table><tr>{'<td>a' * 900}</tr>{'<tr><td>b' * 900}</table>"
    assert len(to_markdown(html).text) < 4 * len(html)


@pytest.mark.parametrize("form", [{}, {"one_file": True}], ids=["files", "list"])
@pytest.mark.parametrize("editions", [False, True], ids=["state", "editions"])
def test_a_merge_takes_work_in_line(form: dict[str, bool], editions: bool, tmp_path: Path) -> None:
    """Twice the entries, merged into twice the entries, take about twice the work."""
    edition = "2020" if editions else ""

    def rows(shift: int, text: str = "") -> Callable[[int], str]:
        return lambda n: f"T {n + shift},{place(n + shift)},{edition},,,,,,{text}\n"

    def make(size: int) -> tuple[Path, Files]:
        there = take(sheet(size, rows(0))).radar
        assert there is not None
        folder = tmp_path / str(size)
        folder.mkdir(exist_ok=True)
        for name, data in write_form(there, **form).items():
            (folder / name).write_bytes(data)
        return folder, sheet(size, lambda n: rows(size // 2, "More.")(n).replace("adopt", "hold"))

    def run(made: tuple[Path, Files]) -> object:
        return merge(take(made[1]), made[0], examine_tree)

    assert_work_in_line(run, make, 20)


def test_many_editions_are_merged_in_line(tmp_path: Path) -> None:
    """Twice the editions of one entry, merged into a radar, take about twice the work."""
    (tmp_path / "radar.yaml").write_text(
        'title: Ours\nquadrants: [Techniques, Platforms, Tools, Languages]\neditions: ["1999"]\n'
    )
    (tmp_path / "t.md").write_text("---\nname: T\nring: hold\nquadrant: tools\n---\n")

    def make(size: int) -> Files:
        return sheet(size, lambda n: f"T,{RINGS[n % 2]},tools,{2020 + n},,,,,,\n")

    def run(files: Files) -> None:
        made = merge(take(files), tmp_path, examine_tree)
        assert b'"2021": trial' in made.files["t.md"]

    assert_work_in_line(run, make, 30)


@pytest.mark.parametrize("kind", ["ring", "quadrant"])
def test_too_many_rings_are_refused_with_every_row(kind: str) -> None:
    """What makes a ring or a quadrant of each row is no radar; each row is named, and why."""
    row = "T{n},r{n},tools" if kind == "ring" else "T{n},hold,f{n}"
    found = take(sheet(50, lambda n: row.format(n=n) + ",,,,,,,\n"))
    assert found.radar is None
    assert found.report.adds_up
    reported = found.report.of("reported")
    assert len(reported) == 54
    assert reported[10].place.line == 12
    assert f"to 8 {kind}s; there are 54 (" in reported[10].message


def test_more_than_a_radar_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many entries, editions or rows are reported with their number, and nothing is made."""
    monkeypatch.setattr("radar.exchange.importing.assembling.MOST_EDITIONS", 10)
    radar = own(20)
    with limits.imported.raise_to(20):
        many = take(sheet(30, lambda n: f"T{n},{place(n)},,,,,,,\n"))
        listed = take(radar)
    assert many.radar is None
    assert many.report.adds_up
    assert "at most 20 entries; there are 34" in many.report.of("reported")[0].message
    assert listed.radar is None
    assert "at most 20 entries; there are 24" in listed.report.of("reported")[0].message
    dated = take(sheet(11, lambda n: f"T,{place(n)},{n},,,,,,\n"))
    assert dated.radar is None
    assert "at most 10 editions; there are 12" in dated.report.of("reported")[0].message
    monkeypatch.setattr(draft, "MOST_ROWS", 15)
    cut = take(sheet(30, lambda n: f"T{n},{place(n)},,,,,,,\n"))
    assert cut.radar is not None
    assert cut.report.adds_up
    (last,) = cut.report.of("reported")
    assert (last.code, last.place.line) == ("too-many-rows", 17)


def test_findings_of_one_kind_are_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of losses of one kind the first are listed and the rest are counted."""
    monkeypatch.setattr(draft, "_MOST_LISTED", 10)
    found = take(sheet(30, lambda n: f"T{n},{place(n)},,,,,,x{n},\n"))
    lost = [finding.message for finding in found.report.of("lost") if finding.code == "link"]
    assert len(lost) == 11
    assert lost[-1] == "20 more like this"


def test_what_is_too_deep_or_too_large_is_named_with_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A document that no radar can be is refused by file and line, and the limit is named."""
    with pytest.raises(BadCall, match=r"^a\.json:2: .*nested more than"):
        recognise(bundle({"a.json": '{"entries":\n' + "[" * 10_000}))
    monkeypatch.setattr("radar.exchange.toolkit.json_reader.MAX_NODES", 100)
    with pytest.raises(BadCall, match=r"^a\.json:3: .*more than 100 values; split the file"):
        recognise(bundle({"a.json": '{"entries":\n[\n' + "0," * 200 + "0]}"}))
