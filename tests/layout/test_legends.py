"""Legends: every entry once, nothing on top of anything, however many there are."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from radar.layout.composition.legends import Group, Legend, LegendEntry, legends
from radar.layout.geometry import Box
from radar.layout.text.columns import (
    ListRow,
    PlacedRow,
    Section,
    _fill_columns,
    balance_columns,
    count_columns,
    list_height,
)
from radar.layout.text.sizes import width
from radar.style import Style

NAMES = ("Go", "Retrieval-augmented generation for everybody", "云原生平台", "x" * 50, "Кафка")
STYLE = Style()


def groups(sizes: list[list[int]]) -> list[Group]:
    """Make a quadrant for each list, with rings of so many entries."""
    number = 0
    found = []
    for quadrant, rings in enumerate(sizes):
        made = []
        for ring, entries in enumerate(rings):
            listed = []
            for _ in range(entries):
                number += 1
                listed.append(LegendEntry(f"e{number}", str(number), NAMES[number % len(NAMES)]))
            made.append((f"Ring {ring}", tuple(listed)))
        found.append(Group(f"Quadrant {quadrant}", f"{sum(rings)} entries", tuple(made)))
    return found


SIZES = st.lists(st.lists(st.integers(0, 25), min_size=1, max_size=5), min_size=2, max_size=8)


@given(SIZES, st.sampled_from((200.0, 400.0, 900.0)))
def test_every_entry_once_and_nothing_overlaps(sizes: list[list[int]], radius: float) -> None:
    """All entries are listed, in their order, and no text meets another or the disc."""
    made = legends(groups(sizes), radius, STYLE)
    for legend, rings in zip(made, sizes, strict=True):
        assert len(legend.entries) == sum(rings)
        assert [int(e.id[1:]) for e in legend.entries] == sorted(
            int(e.id[1:]) for e in legend.entries
        )
        apart(boxes(legend))
        for box in boxes(legend):
            assert within(box, legend.box)
        assert legend.box.left >= radius or legend.box.right <= -radius
    apart([legend.box for legend in made])


def boxes(legend: Legend) -> list[Box]:
    """All texts of a legend."""
    texts = [legend.heading, legend.note, *legend.rings]
    texts += [text for entry in legend.entries for text in (entry.number, entry.name)]
    return [text.box for text in texts]


def apart(found: list[Box]) -> None:
    """No two boxes share more than the rounding of a number."""
    for one, other in combinations(found, 2):
        assert not one.meets(other.expand(-0.001)), (one, other)


def within(box: Box, room: Box) -> bool:
    """Tell whether a box is inside another."""
    wide = room.expand(0.001)
    return (
        box.left >= wide.left
        and box.top >= wide.top
        and box.right <= wide.right
        and box.bottom <= wide.bottom
    )


def test_quadrants_stand_on_their_own_side() -> None:
    """The first and second of four quadrants stand on the right, the others on the left."""
    made = legends(groups([[5], [5], [5], [5]]), 400.0, STYLE)
    assert [legend.box.left > 0 for legend in made] == [True, True, False, False]
    tops = [legend.box.top for legend in made]
    assert tops[0] < tops[1]
    assert tops[3] < tops[2]


def test_many_entries_make_columns_not_a_ribbon() -> None:
    """Two thousand entries stay on a page that is neither a ribbon nor a tower."""
    made = legends(groups([[125] * 4] * 4), 400.0, STYLE)
    wide = 2 * max(max(abs(legend.box.left), abs(legend.box.right)) for legend in made)
    tall = max(legend.box.bottom for legend in made) - min(legend.box.top for legend in made)
    assert sum(len(legend.entries) for legend in made) == 2000
    assert 1.0 < wide / tall < 2.4


def section(title: str, rows: int) -> Section:
    """A section of rows of one line."""
    one = tuple(ListRow(f"{title}{number}", "1", ("a",), 10.0) for number in range(rows))
    return Section(ListRow("", "", (title,), 10.0), one)


@given(st.lists(st.integers(1, 30), max_size=6), st.integers(1, 9))
def test_columns_are_balanced(rows: list[int], columns: int) -> None:
    """No more columns than asked for, none much longer than its share, headings never alone."""
    placed = balance_columns(
        [section(chr(97 + at), number) for at, number in enumerate(rows)], columns
    )
    assert len([row for row in placed if row.row.id]) == sum(rows)
    assert count_columns(placed) <= columns
    share = list_height(balance_columns([section("a", sum(rows))] if rows else [], 1)) / columns
    assert list_height(placed) <= share + 17.0 * len(rows) + 31.0
    for one, after in pairwise(placed):
        assert one.row.id or (after.row.id and after.column == one.column)


def test_a_section_that_goes_on_has_its_heading_again() -> None:
    """The second column begins with the heading of the section that it goes on with."""
    placed = balance_columns([section("a", 10)], 2)
    assert [row.column for row in placed if not row.row.id] == [0, 1]


def tops(placed: list[PlacedRow]) -> list[tuple[int, float, str]]:
    """Return column, top and first line of every row."""
    return [(row.column, row.top, row.row.id or row.row.lines[0]) for row in placed]


def test_rows_stand_close_and_headings_have_room() -> None:
    """One row follows the other; above a heading that is not the first there is some air."""
    two = [section("a", 2), section("b", 1)]
    one = [(0, 0.0, "a"), (0, 10.0, "a0"), (0, 20.0, "a1"), (0, 37.0, "b"), (0, 47.0, "b0")]
    assert tops(_fill_columns(two, 57.0)) == tops(balance_columns(two, 1)) == one
    assert list_height(_fill_columns(two, 57.0)) == 57.0
    over = [(0, 0.0, "a"), (0, 10.0, "a0"), (0, 20.0, "a1"), (1, 0.0, "b"), (1, 10.0, "b0")]
    assert tops(_fill_columns(two, 56.9)) == over
    torn = [(0, 0.0, "a"), (0, 10.0, "a0"), (1, 0.0, "a"), (1, 10.0, "a1")]
    assert tops(_fill_columns([section("a", 2)], 29.0)) == torn
    assert tops(_fill_columns([section("a", 2)], 1.0)) == torn
    assert (_fill_columns([], 10.0), list_height([]), count_columns([])) == ([], 0.0, 0)


def test_a_long_word_makes_columns_wider() -> None:
    """A quadrant's name is not broken in a word where short names would make narrow columns."""
    plain = Group("Go", "", (("Adopt", (LegendEntry("e1", "1", "Go"),)),))
    (legend, _) = legends([plain._replace(title="Infrastrukturwerkzeuge"), plain], 400.0, STYLE)
    assert [line.text for line in legend.heading.lines] == ["Infrastrukturwerkzeuge"]
    assert legend.heading.box.right <= legend.box.right + 0.001
    (narrow, _) = legends([plain, plain], 400.0, STYLE)
    assert narrow.box.width < legend.box.width


def test_a_name_of_usual_length_is_not_broken() -> None:
    """Names have thirteen em to stand in, and lists of short ones are no narrower than six."""
    name = "Retrieval augmented"
    assert 6 * STYLE.label < width(name, STYLE.label) < 13 * STYLE.label
    plain = Group(
        "Go", "", (("Adopt", (LegendEntry("e1", "1", name), LegendEntry("e2", "2", "C"))),)
    )
    (legend, _) = legends([plain, plain], 400.0, STYLE)
    assert [line.text for line in legend.entries[0].name.lines] == [name]
    short = plain._replace(rings=(("Adopt", (LegendEntry("e2", "2", "C"),)),))
    (legend, _) = legends([short, short], 400.0, STYLE)
    assert legend.box.width > 6 * STYLE.label


def test_a_legend_says_what_its_texts_are() -> None:
    """Pages and pictures style the parts of a legend by their roles."""
    (legend, _) = legends(groups([[2], [0]]), 400.0, STYLE)
    entry = legend.entries[0]
    assert (legend.heading.role, legend.note.role, legend.rings[0].role) == (
        *("heading", "note", "group"),
    )
    assert (entry.number.role, entry.name.role) == ("count", "label")
    assert entry.number.anchor == "end"
    assert entry.number.box.right < entry.name.box.left


def test_a_list_that_fits_one_column_is_not_torn_by_rounding() -> None:
    """The height of a list added up in another order once asked for a second column."""
    row = 12 * (1.2 + 0.28)
    sections = [
        Section(
            ListRow("", "", ("Ring",), row),
            tuple(ListRow(str(n), "1", ("x",), row) for n in range(k)),
        )
        for k in (3, 2, 1, 1)
    ]
    assert count_columns(balance_columns(sections, 1)) == 1
