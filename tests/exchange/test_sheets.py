"""Sheets as people keep them: nothing is lost in silence, and little makes a row unreadable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.exchange.conversion import export_radar
from radar.exchange.sheets.headers import headings
from radar.exchange.toolkit.endings import PLAIN
from radar.exchange.vocabulary.rings import sort_rings

from .radars import by_name, take, words

HEADER = "name,quadrant,ring,isNew,description"
ROWS = ["Rust,Tools,Adopt,yes,Fast", "Vim,Tools,Hold,no,Old", "Kafka,Platforms,Trial,no,Waits"]


def test_the_ordinary_sheet_keeps_everything() -> None:
    """Whichever tool its columns remind of."""
    made = take(
        {
            "a.csv": "name,quadrant,ring,isNew,description,owner,tags,link\n"
            'Rust,Tools,Adopt,ja,"Is **fast**. And safe.","Core; Web","a;b",https://r.example\n'
            "Vim,Platforms,Hold,,,,,\n"
        }
    )
    assert made.radar is not None
    rust = by_name(made.radar)["Rust"]
    assert (rust.moved, rust.owner, rust.tags) == ("new", "Core, Web", ("a", "b"))
    assert (words(rust.summary), words(rust.text)) == ("Is fast.", "Is **fast**. And safe.")
    assert [link.url for link in rust.links] == ["https://r.example"]
    assert not made.report.of("lost")


@pytest.mark.parametrize(
    "header",
    [
        "NAME,Quadrant,RING,Is New,Description",
        "Name *,Quadrant:,Ring (adopt/hold),Is new?,Description",
        "Technology,Category,Status,New,Comment",
        "Technologie,Kategorie,Stufe,Neu,Beschreibung",
        "Nom,Quadrant,Anneau,Nouveau,Commentaire",
        "Nombre,Cuadrante,Anillo,Nuevo,Descripción",
        "名称,象限,环,新,描述",
        "名前,象限,リング,新規,説明",
        "Название,Квадрант,Кольцо,Новый,Описание",
    ],
)
def test_headings_are_understood_in_many_languages(header: str) -> None:
    """In any case, with signs, and by other usual words."""
    made = take({"a.csv": "\n".join([header, *ROWS])})
    assert made.radar is not None
    rust = by_name(made.radar)["Rust"]
    assert (rust.ring, rust.moved, words(rust.text)) == ("adopt", "new", "Fast")
    assert not made.report.of("lost")


def test_a_column_that_nobody_knows_is_named() -> None:
    """And one without a heading, where there is something in it."""
    made = take({"a.csv": "name,ring,quadrant,Price,\nRust,Adopt,A,5,x\nVim,Hold,B,6,\n"})
    assert sorted(f.message for f in made.report.of("lost")) == [
        "column 5 has no heading and is not carried",
        "the column 'Price' is not carried; --fields makes a field of it",
    ]


@pytest.mark.parametrize(
    "above",
    [
        ["sep=,"],
        ["Our radar 2026"],
        ["Our radar,,,,", ",,,,", "As of May,,,,"],
        ["", "", '"A title, with a comma",,,,'],
    ],
)
def test_lines_above_the_header_are_passed_over_and_noted(above: list[str]) -> None:
    """What Excel writes, a title, blank rows."""
    made = take({"a.csv": "\n".join([*above, HEADER, *ROWS])})
    assert made.radar is not None
    assert len(made.radar.entries) == 3
    noted = [f.place.line for f in made.report.of("noted") if f.code == "above-header"]
    assert noted == [n for n, line in enumerate(above, 1) if line.strip(",")]


@pytest.mark.parametrize("total", ["Total,,,,3", "Summe: 3,,,,", "3,,,,", ",,,,", "合計,,,3,"])
def test_totals_below_are_no_rows(total: str) -> None:
    """They are noted with their line."""
    made = take({"a.csv": "\n".join([HEADER, *ROWS, ",,,,", total])})
    assert made.radar is not None
    assert (made.report.read, len(made.report.of("reported"))) == (3, 0)
    noted = [f.place.line for f in made.report.of("noted") if f.code == "total"]
    assert noted == ([6] if total.strip(",") else [])


def test_a_row_that_lost_its_axes_is_no_total() -> None:
    """It is reported: somebody forgot the cells."""
    made = take({"a.csv": "\n".join([HEADER, *ROWS, "Go,,,,"])})
    assert [f.place.line for f in made.report.of("reported")] == [5]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('Go,Tools,Trial,no,"Small" ', "Small"),
        ('Go,Tools,Trial,no, "Small"', "Small"),
        ('"Go" ,"Tools" ,"Trial",no,Small', "Small"),
        ("Go,Tools,Trial,no", ""),
        ("Go,Tools,Trial", ""),
        ("Go,Tools,Trial,no,Small,,", "Small"),
        ('Go,Tools,Trial,no,"He said "yes" and left"', 'He said "yes" and left'),
        ('Go,Tools,Trial,no,"Small', '"Small'),
        ('Go,Tools,Trial,no,5" disk', '5" disk'),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_quotes_and_empty_cells_cost_nothing_where_the_meaning_is_plain(
    row: str, text: str, place: int
) -> None:
    """Wherever the row stands."""
    made = take({"a.csv": "\n".join([HEADER, *ROWS[:place], row, *ROWS[place:]])})
    assert made.radar is not None
    assert words(by_name(made.radar)["Go"].text) == text
    assert len(made.radar.entries) == 4
    assert not made.report.of("reported")


@pytest.mark.parametrize(
    "row", ['Go,Tools,"Trial,no,Small', 'Go,Tools,Trial,no,"a "b", c"', 'Go,"Tools" x,"Trial']
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_stray_quote_costs_at_most_its_own_row(row: str, place: int) -> None:
    """Also where another stray quote would close it some rows below."""
    more = 'Zig,Tools,Trial,no,a" b'
    made = take({"a.csv": "\n".join([HEADER, *ROWS[:place], row, *ROWS[place:], more])})
    assert made.radar is not None
    assert {"Rust", "Vim", "Kafka", "Zig"} <= by_name(made.radar).keys()
    lines = [f.place.line for f in made.report.of("reported")]
    assert lines in ([], [place + 2])


def test_a_row_with_a_strange_ring_and_a_stray_quote_takes_no_row_along() -> None:
    """Its line has as many cells as the header, so it ends there: it took the next row away."""
    rows = ['zq\t\tGo\t"""\t""\tTools', 'Hold\t""\t"\tZig"\t"Two', 'lines" \tfalse\tWays']
    rows += ["Adopt\t\tGit\tmore\t\tWays"]
    made = take({"a.csv": "\n".join(["ring\tx\tname\tdescription\thidden\tquadrant", *rows])})
    assert made.radar is not None
    assert {"Go", "Zig", "Git"} == by_name(made.radar).keys()
    assert not made.report.of("reported")


def test_a_row_is_found_below_a_stray_quote_though_its_quadrant_follows_a_text_over_lines() -> None:
    """Its first line ends before the quadrant, and has a usual word for the ring."""
    rows = ['Go,"4', "", 'Fast,"Adopt" ,Rust,"one', 'two",Tools', "Old,Hold,Vim,,Data"]
    made = take({"a.csv": "\n".join(["description,ring,name,text,quadrant", *rows])})
    assert made.radar is not None
    assert by_name(made.radar).keys() == {"Rust", "Vim"}
    assert [f.place.line for f in made.report.of("reported")] == [2]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("stray", ['"', '"{}', '{}"', '" {}', '""{}"'])
@given(data=st.data())
def test_stray_quotes_take_no_other_row_along(sign: str, stray: str, data: st.DataObject) -> None:
    """In whichever cells of two rows they stand, for each separator, also under unusual rings."""
    rings = data.draw(st.sampled_from([("Adopt", "Hold"), ("Green", "Red")]))
    rows = [[name, "Tools", rings[n % 2], "no", "Small"] for n, name in enumerate("ABCDEFGH")]
    rows[3][4] = f'"Small{sign} and neat"'
    strays = data.draw(st.sets(st.sampled_from([1, 2, 4, 7]), min_size=1, max_size=2))
    for row in strays:
        column = data.draw(st.integers(0, 4))
        rows[row][column] = stray.format(rows[row][column])
    lines = [sign.join(row) for row in [HEADER.split(","), *rows]]
    made = take({"a.csv": "\n".join(lines)})
    assert made.radar is not None
    assert {"A", "D", "F", "G"} <= by_name(made.radar).keys()
    assert made.report.read == len(rows)
    assert {f.place.line - 2 for f in made.report.of("reported")} <= strays


def test_a_quadrant_of_a_damaged_row_is_on_one_line() -> None:
    """A stray quote in the last cell takes no row along that was cut off below it."""
    sheet = (
        'ring;name;quadrant\nHold;Vim;"Tools\nAdopt;"\tx"\nAdopt;Git;Tools\nTrial;Zig;Languages\n'
    )
    made = take({"a.csv": sheet})
    assert made.radar is not None
    assert sorted(by_name(made.radar)) == ["Git", "Vim", "Zig"]
    assert [f.place.line for f in made.report.of("reported")] == [3]


def test_however_many_quotes_are_wrong_each_row_is_read() -> None:
    """Only the cells that could go on in further lines are not, in the end."""
    lines = [f'T{n},Tools,Trial,no,"a "b" c' for n in range(150)]
    made = take({"a.csv": "\n".join([HEADER, *lines, *ROWS])})
    assert made.radar is not None
    assert len(made.radar.entries) == 153


@pytest.mark.parametrize("cell", ['"One\nand "so called" two"', '"One\n\n"Two" is, so to say, 3"'])
def test_a_quote_in_a_text_of_several_lines_is_a_word(cell: str) -> None:
    """Where the lines are one row together, its meaning is plain."""
    made = take({"a.csv": "\n".join([HEADER, ROWS[0], f"Go,Tools,Trial,no,{cell}", *ROWS[1:]])})
    assert made.radar is not None
    assert not made.report.of("reported")
    said = words(by_name(made.radar)["Go"].text).split()
    assert said == cell[1:-1].split()


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ("https://x.example https://y.example", 2),
        ("https://x.example,https://y.example", 2),
        ("https://x.example; https://y.example", 2),
        ("https://x.example\nhttps://y.example", 2),
        ("[A](https://x.example), [B](https://y.example)", 2),
        ("Docs: https://x.example", 1),
        ("https://x.example Docs, and more", 1),
        ("https://x.example/a,b", 1),
    ],
)
def test_a_cell_may_have_several_links(cell: str, links: int) -> None:
    """Separated in any usual way; no address has a comma at its end or is another's words."""
    made = take({"a.csv": f'name,quadrant,ring,links\nRust,A,Adopt,"{cell}"\nVim,B,Hold,\n'})
    assert made.radar is not None
    (rust, _) = made.radar.entries
    assert len(rust.links) == links
    assert all(link.url.rstrip(",;") == link.url for link in rust.links)
    assert not any("://" in words(link.label) for link in rust.links)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("Hold Adopt Trial Retire", "Adopt Trial Hold Retire"),
        ("Adoptar Retener Evaluar Probar", "Adoptar Probar Evaluar Retener"),
        ("Caution Evaluate Pilot Standard", "Standard Pilot Evaluate Caution"),
        ("Deprecated Assess Adopt", "Adopt Assess Deprecated"),
        ("Halten Bewerten Erproben Einsetzen", "Einsetzen Erproben Bewerten Halten"),
        ("暂缓 评估 试验 采用", "采用 试验 评估 暂缓"),
    ],
)
def test_rings_stand_in_the_order_of_what_they_mean(said: str, order: str) -> None:
    """Whatever the order of the rows; nothing is a guess."""
    assert sort_rings(said.split()) == (order.split(), True)


def test_an_unknown_ring_leaves_the_order_of_the_others() -> None:
    """The report says which order was taken, and how to give another."""
    made = take({"a.csv": "name,quadrant,ring\nA,X,Hold\nB,Y,Zonk\nC,X,Trial\nD,Y,Adopt\n"})
    assert made.radar is not None
    assert [words(ring.name) for ring in made.radar.rings] == ["Adopt", "Trial", "Zonk", "Hold"]
    (noted,) = [f.message for f in made.report.of("noted") if f.code == "rings"]
    assert '--rings "Adopt, Trial, Zonk, Hold"' in noted


def test_the_order_that_the_user_gives_is_no_guess() -> None:
    """Nothing is said about it."""
    rings = ("Zonk", "Adopt")
    made = take({"a.csv": "name,quadrant,ring\nA,X,Adopt\nB,Y,Zonk\n"}, rings=rings)
    assert made.radar is not None
    assert tuple(words(ring.name) for ring in made.radar.rings) == rings
    assert not [f for f in made.report.of("noted") if f.code == "rings"]


@given(st.permutations(["Adopt", "Trial", "Assess", "Hold", "Retire", "Zonk", "Blub"]))
def test_known_rings_never_change_places(names: list[str]) -> None:
    """In whatever order the rows name them, and whatever else is there."""
    ordered, certain = sort_rings(names)
    assert [n for n in ordered if n not in ("Zonk", "Blub")] == [
        *("Adopt", "Trial", "Assess", "Hold", "Retire")
    ]
    assert not certain


@given(st.lists(st.sampled_from([*PLAIN, "Technology", "Status", "Zonk", "", "name.de"])))
def test_every_heading_has_a_column(cells: list[str]) -> None:
    """As many columns as headings, and each known column is that of its own heading."""
    cells = ["ring", *cells]
    columns = headings(cells, PLAIN)
    assert len(columns) == len(cells)
    assert all(column == cell for cell, column in zip(cells, columns, strict=True) if cell in PLAIN)


_CELL = st.text('ab ,;"\n', max_size=6)


@given(st.lists(st.tuples(_CELL, _CELL, st.sampled_from(["Adopt", "Hold", "", '"'])), max_size=6))
def test_every_row_is_an_entry_merged_or_reported(rows: list[tuple[str, str, str]]) -> None:
    """Whatever is in its cells, also quotes that never close; the sum holds."""
    body = "\n".join(f"{name},A,{ring},{text}" for name, text, ring in rows)
    report = take({"a.csv": f"name,quadrant,ring,text\nX,A,Adopt,\nY,B,Hold,\n{body}\n"}).report
    assert report.adds_up
    assert all(f.place.line for f in report.of("reported"))
    assert report.read >= 2


def test_an_export_names_ids_that_its_names_do_not_make() -> None:
    """They are part of addresses, and another import makes others."""
    made = take({"a.csv": "name,quadrant,ring\nA,Tools,Adopt\nB,Platforms,Hold\n"})
    assert made.radar is not None
    fields = {name: getattr(made.radar, name) for name in type(made.radar).model_fields}
    tools, other = made.radar.quadrants
    named = tools.model_copy(update={"name": {"en": "Infrastructure"}})
    radar = type(made.radar).model_validate(fields | {"quadrants": [named, other]})
    told = [f.message for f in export_radar(radar, "csv").report.of("lost") if f.code == "ids"]
    assert told == ["ids that are not made of the names: tools"]


def test_what_a_repeated_row_says_is_kept() -> None:
    """One name in two rings is reported, and neither text, link nor tag of either row is lost."""
    rows = """name,quadrant,ring,text,tags,links,reviewed
Kafka,Platforms,Adopt,Fine for us.,a,https://example.org/1,2026-01-05
Rust,Tools,Trial,Fast.,,,
Kafka,Platforms,Hold,Too heavy.,b,https://example.org/2,2026-02-05
"""
    found = take({"in.csv": rows})
    assert found.radar
    kafka = found.radar.by_id["kafka"]
    assert "".join(kafka.text.values()) == "Fine for us.\n\nToo heavy."
    assert kafka.tags == ("a", "b")
    assert [link.url[-1] for link in kafka.links] == ["1", "2"]
    assert [finding.place.line for finding in found.report.of("reported")] == [4]
    (lost,) = found.report.of("lost")
    said = "reviewed '2026-02-05': 'Kafka' says another before; the first row of it counts"
    assert lost.message == said


def test_markdown_with_a_tag_in_it_stays_markdown() -> None:
    """A line break in a cell of a table does not make HTML of the table."""
    table = "| a | b |\n|---|---|\n| x<br>y | z |"
    made = take({"a.csv": f'name,quadrant,ring,description\nA,T,Adopt,"{table}"\nB,U,Hold,\n'})
    assert made.radar is not None
    assert words(by_name(made.radar)["A"].text) == table
