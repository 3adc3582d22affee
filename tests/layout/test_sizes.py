"""Text: never wider than said, never torn, never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.layout.text.breaks import clusters, is_blank, segments
from radar.layout.text.sizes import ASCENT, DESCENT, _font_height, split, splits, width, wrap

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)
PARTS = ("Kafka", "CI/CD", "云原生", "e\u0301t\u00e9", "👩\u200d🚀", "עברית", "a-b", "ｶﾀｶﾅ", "🇩🇪")
WORDS = st.lists(st.sampled_from(PARTS))
NAMES = (
    "Kubernetes",
    "Continuous delivery for machine learning (CD4ML)",
    "AVATAR Type To. WAVE A/A AAAA TTTT f\u2019r rm -- \u201cquoted\u201d",
    "C++ / C# & F# @home 100 % <b>_snake_case_</b> {json} ~tilde",
    "Łódź Žižkov Ünïcödé façade naïve Ærøskøbing",
    "Кафка потоки данных и Ґанок",
    "Αρχιτεκτονική νέφους",
    "云原生计算平台（微服务）、容器编排",
    "ひらがなとカタカナ・長音ー",
    "쿠버네티스 클러스터",
    "ﾊﾝｶｸ ｶﾅ ＦＵＬＬ ｗｉｄｔｈ",
    "שירות רשת",
    "شبكة الخدمات السحابية",
    "Rust 🦀 and 🚀 ✅ ⚡ ❤\ufe0f",
    "e\u0301 a\u0308 n\u0303 decomposed",
    "→ ≤ ≥ × ÷ € £ § • … – —",
)
FONTS = ("Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP")


@given(TEXTS, TEXTS)
def test_widths_add_up(one: str, other: str) -> None:
    """A text is as wide as its parts together, in bold and in regular."""
    for bold in (False, True):
        parts = width(one, 1024, bold=bold) + width(other, 1024, bold=bold)
        assert width(one + other, 1024, bold=bold) == parts


@given(st.sampled_from(NAMES).flatmap(st.sampled_from))
def test_bold_is_never_narrower(text: str) -> None:
    """What is set bold has at least the room of the regular face."""
    assert width(text, 10, bold=True) >= width(text, 10) >= 0


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("云", 1.0),
        ("Ａ", 1.0),
        ("ｶ", 0.5),
        ("한", 1.0),
        ("\u0301", 0.0),
        ("\u200d", 0.0),
        ("", 0.0),
    ],
)
def test_what_the_script_says(text: str, ems: float) -> None:
    """East Asian characters are 1 em or half of it, marks that combine take no room."""
    assert width(text, 100) == 100 * ems


def test_emoji_have_room() -> None:
    """An emoji has 1.3 em, and a sequence has room where a font shows its parts one by one."""
    assert width("🚀", 100) >= 130
    assert width("👩\u200d🚀", 100) == 2 * width("🚀", 100)
    assert width("❤\ufe0f", 100) >= 130


@given(TEXTS, st.floats(1, 200), st.integers(0, 4))
def test_wrapping_loses_only_spaces(text: str, room: float, lines: int) -> None:
    """All characters but white space are there after wrapping, in their order."""
    wrapped = wrap(text, 10, room, lines=lines)
    assert _bare("".join(wrapped)) == _bare(text)
    assert not lines or len(wrapped) <= lines
    assert all(line and line[0] != " " for line in wrapped)


@given(TEXTS, st.floats(1, 200))
def test_lines_fit(text: str, room: float) -> None:
    """No line is wider than the room unless it is a single character."""
    for line in wrap(text, 10, room):
        assert width(line, 10) <= room or len(clusters(line)) == 1


@given(WORDS.map(" ".join), st.floats(1, 80), st.integers(2, 4))
def test_characters_stay_whole(text: str, room: float, count: int) -> None:
    """No line begins with a mark, a joiner or what was joined to the character before."""
    whole = clusters(text)
    for lines in (wrap(text, 10, room), split(text, count)):
        assert [part for line in lines for part in clusters(line) if part.strip()] == [
            part for part in whole if part.strip()
        ]


@given(WORDS.map(" ".join))
def test_splitting_narrows(text: str) -> None:
    """Each further line makes the widest narrower, and nothing is lost."""
    found = list(splits(text, 5))
    widest = [max((width(line, 10) for line in lines), default=0) for lines in found]
    assert widest == sorted(widest, reverse=True)
    assert [len(lines) for lines in found] == list(range(1, len(found) + 1))
    assert {_bare("".join(lines)) for lines in found} == {_bare(text)}


def test_lines_end_where_a_reader_expects() -> None:
    """East Asian closing marks never begin a line, opening ones never end it; spaces come first."""
    assert wrap("（云原生）、计算", 10, 40) == ("（云原", "生）、计", "算")
    assert wrap("Infrastructure as code", 10, 80) == ("Infrastructure", "as code")
    assert [piece.text for piece in segments("A\u00a0B C")] == ["A\u00a0B", "C"]


def test_a_line_has_room_above_and_below() -> None:
    """The box of a line holds what browsers report of Arial."""
    assert ASCENT >= 0.905
    assert DESCENT >= 0.212
    assert _font_height(10) == pytest.approx(10 * (ASCENT + DESCENT))


def test_no_name_is_wider_than_its_box(new_page: Callable[..., Page]) -> None:
    """Real fonts in a browser never set a name wider than the table says."""
    page = new_page()
    page.set_content("<svg xmlns='http://www.w3.org/2000/svg'><text id='t' y='9'></text></svg>")
    latin = [chr(code) * 4 for code in range(0x21, 0x17F) if chr(code).isalnum()]
    texts = [*NAMES, *latin]
    for font in FONTS:
        for bold in (False, True):
            for size in (10, 17):
                measured = page.evaluate(MEASURE, [texts, font, bold, size])
                for text, real in zip(texts, measured, strict=True):
                    if font.startswith("Noto") and text in latin and not text.isascii():
                        continue  # a letter that face lacks comes from no font that we know
                    room = width(text, size, bold=bold) + 0.01 * size
                    assert real <= room, (font, bold, size, text)


MEASURE = """([texts, font, bold, size]) => {
    const element = document.getElementById("t");
    element.setAttribute("font-family", font);
    element.setAttribute("font-weight", bold ? 700 : 400);
    element.setAttribute("font-size", size);
    return texts.map(text => {
        element.textContent = text;
        return element.getComputedTextLength();
    });
}"""


def _bare(text: str) -> str:
    """Drop what a break may take: white space and the zero-width space."""
    return "".join(char for char in text if not char.isspace() and char != "\u200b")


def test_every_space_of_a_line_counts() -> None:
    """A line of many short words is no wider than the room, and no word more would fit."""
    text = " ".join("i" * 40)
    for room in (20, 37, 61):
        lines = wrap(text, 10, room)
        assert max(width(line, 10) for line in lines) <= room
        assert min(width(f"{line} i", 10) for line in lines[:-1]) > room


def test_a_text_of_no_size_has_a_word_in_each_line() -> None:
    """Nothing fits into lines of a size of 0, and nothing is lost."""
    assert wrap("a b", 0, 10) == ("a", "b")


@given(TEXTS, st.floats(1, 200))
def test_a_text_that_fits_is_one_line_as_it_is(text: str, room: float) -> None:
    """White space at its ends is left out, and what is between stays."""
    core = text.strip(" ")
    if core and width(core, 10) <= room - 0.02 and not any(map(is_blank, (core[0], core[-1]))):
        assert wrap(core, 10, room) == wrap(f" {core}", 10, room) == (core,)
