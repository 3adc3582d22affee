"""Themes: found where they are looked for, complete, readable, and refused with a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from radar.errors import BadCall, InvalidRadar, Problem
from radar.layout import lay_out
from radar.model import Entry, Radar
from radar.render.drawing.stylesheet import theme_css
from radar.render.drawing.svg import render_svg
from radar.style import Style
from radar.theme import Theme, available, list_shipped_themes, load_theme
from radar.theme.colour import contrast, nearest_passing
from radar.theme.model import SIZES

from .layout.scenes import faults

Write = Callable[[str], Path]

BRAND = """\
title: Acme
font: "Inter, 'Source Sans 3', sans-serif"
light:
  text: "#102a43"
  link: "#8f1d3f"
  rings: ["#e8eef4", "#fbfcfd"]
  quadrants: ["#8f1d3f", "#0f609b", "#2f6b3a", "#6b4e16"]
dark:
  quadrants: ["#f29bb4", "#7cc4fa", "#8fd19e", "#e6c37a"]
sizes: {label: 13}
"""


@pytest.fixture
def brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write `themes/acme/theme.yaml` where the test works, and return its folder."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        folder = Path("themes/acme")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "theme.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


def problems(text: str, brand: Write) -> list[Problem]:
    """Return what is wrong with a theme of this text."""
    brand(text)
    with pytest.raises(InvalidRadar) as caught:
        load_theme("acme")
    return list(caught.value.problems)


@pytest.mark.parametrize("name", ["contrast", "cvd", "paper", "print"])
def test_shipped_themes_load_and_so_are_readable(name: str) -> None:
    """Every shipped theme passes its own contrast check, in light and dark."""
    assert name in list_shipped_themes()
    assert load_theme(name).title


def test_high_contrast_is_what_wcag_calls_aaa() -> None:
    """In the theme `contrast`, text has 7 : 1 on pages, on every ring, and in every mark."""
    theme = load_theme("contrast")
    assert theme.contrast == "AAA"
    for palette in (theme.light, theme.dark):
        for ground in (palette.background, palette.surface, *palette.rings):
            assert contrast(palette.text, ground) >= 7
        assert all(contrast(palette.mark_text, hue) >= 7 for hue in palette.quadrants)


def test_print_has_no_hue() -> None:
    """The theme `print` is grey in everything, so that a black-and-white printer loses nothing."""
    theme = load_theme("print")
    for palette in (theme.light, theme.dark):
        for value in palette.model_dump().values():
            for colour in [value] if isinstance(value, str) else value:
                assert colour[1:3] == colour[3:5] == colour[5:7], colour


def test_a_brand_takes_ten_lines(brand: Write) -> None:
    """A title, a font, a few colours and a size make a theme; the rest comes from `paper`."""
    brand(BRAND)
    assert len(BRAND.splitlines()) <= 10
    theme = load_theme("acme")
    assert (theme.name, theme.title, theme.style.label) == ("acme", "Acme", 13)
    assert theme.light.headings == theme.light.quadrants
    assert theme.shapes == load_theme("paper").shapes
    entry = Entry.model_validate({"id": "a", "name": "A", "quadrant": "x", "ring": "adopt"})
    radar = Radar.model_validate({"title": "T", "quadrants": ["X", "Y"], "entries": [entry]})
    assert "#8f1d3f" in render_svg(lay_out(radar, style=theme.style), theme)
    assert "Inter, 'Source Sans 3', sans-serif" in theme_css(theme, rings=4, quadrants=2)


def test_a_theme_is_found_by_path_beside_the_radar_and_here(brand: Write, tmp_path: Path) -> None:
    """By the path of its folder, as themes/<name> beside radar.yaml, and as ./themes/<name>."""
    folder = brand(BRAND)
    assert load_theme("acme").title == "Acme"
    assert load_theme(str(folder)).title == "Acme"
    assert load_theme(str(folder.resolve())).name == "acme"
    beside = tmp_path / "entries"
    (beside / "themes").mkdir(parents=True)
    (folder.parent / "acme").rename(beside / "themes" / "other")
    assert load_theme("other", beside=beside).title == "Acme"
    assert "other" in available(beside)
    with pytest.raises(BadCall, match="there is no theme"):
        load_theme("other")


def test_a_theme_may_take_the_name_of_the_one_that_it_extends(brand: Write) -> None:
    """A `paper` of one's own lies over the shipped one."""
    brand("title: x").rename("themes/paper")
    assert load_theme("paper").title == "x"
    assert load_theme("cvd").title == "Colour vision deficiency"


def test_templates_and_assets_come_from_the_nearest_theme(brand: Write) -> None:
    """A theme's own files go before those of the themes it extends, which it can still name."""
    folder = brand(BRAND)
    (folder / "entry.html.j2").write_text("mine", encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "brand.css").write_text("a{}", encoding="utf-8")
    theme = load_theme("acme")
    own, shipped_one = theme.template("entry.html.j2"), theme.template("paper/entry.html.j2")
    assert own
    assert own[0] == "mine"
    assert shipped_one
    assert "{%" in shipped_one[0]
    assert {"brand.css", "site.css"} <= theme.assets().keys()
    assert theme.template("no.html.j2") is None


@pytest.mark.parametrize("name", ["kürbis", "My Brand", "Acme", "主题", "a+b (2026)"])
def test_a_theme_may_be_called_what_a_folder_is_called(name: str, tmp_path: Path) -> None:
    """An umlaut, a capital or a space made a theme invisible, without a word why."""
    (tmp_path / "themes" / name).mkdir(parents=True)
    (tmp_path / "themes" / name / "theme.yaml").write_text("title: Ours\n", encoding="utf-8")
    assert name in available(tmp_path)
    assert load_theme(name, beside=tmp_path).name == name
    (tmp_path / "themes" / "child").mkdir()
    child = f"extends: {name}\n"
    (tmp_path / "themes" / "child" / "theme.yaml").write_text(child, encoding="utf-8")
    assert load_theme("child", beside=tmp_path).title == "Ours"


@pytest.mark.parametrize("name", ["", " ", ".hidden", "..", "a/../paper", "\x1b[31m", "c:paper"])
def test_a_name_that_leads_elsewhere_is_none(name: str, tmp_path: Path) -> None:
    """A name is one folder among the themes: no path, nothing hidden, nothing unseen."""
    with pytest.raises(BadCall):
        load_theme(name, beside=tmp_path)


def test_a_theme_beside_the_radar_extends_none_from_elsewhere(tmp_path: Path) -> None:
    """It came with the radar, and reads nothing outside its folder; a theme named by path may."""
    outside, radar = tmp_path / "outside", tmp_path / "radar"
    for folder, text in ((outside, "title: x"), (radar / "themes" / "a", "extends: ../outside")):
        folder.mkdir(parents=True)
        (folder / "theme.yaml").write_text(text, encoding="utf-8")
    for path in ("../outside", "themes/../../outside", outside.as_posix()):
        (radar / "themes" / "a" / "theme.yaml").write_text(f"extends: {path}", encoding="utf-8")
        with pytest.raises(InvalidRadar, match="extends none from elsewhere"):
            load_theme("a", beside=radar)
    assert load_theme(str(radar / "themes" / "a")).title == "x"


def test_a_link_to_a_hidden_theme_is_not_followed(tmp_path: Path) -> None:
    """What begins with a dot is not read, nor what a link to it leads to."""
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "theme.yaml").write_text("title: x", encoding="utf-8")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "a").symlink_to("../.hidden")
    with pytest.raises(BadCall, match="a symbolic link to something hidden"):
        load_theme("a", beside=tmp_path)


def test_a_link_out_of_the_working_folder_is_no_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name in radar.yaml leads through no link, in the working folder as in the radar's."""
    for name in ("outside", "work/themes"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "outside" / "theme.yaml").write_text("title: x", encoding="utf-8")
    (tmp_path / "work" / "themes" / "a").symlink_to("../../outside")
    monkeypatch.chdir(tmp_path / "work")
    for name in ("a", "themes/a"):
        with pytest.raises(BadCall, match="a symbolic link that leaves the folder"):
            load_theme(name)
    assert load_theme(str(tmp_path / "outside")).title == "x"


def test_a_theme_that_is_not_there_is_suggested() -> None:
    """A slip of the pen is told with the theme that was meant."""
    with pytest.raises(BadCall, match='Did you mean "contrast"'):
        load_theme("contrst")


def test_a_faint_colour_is_named_with_its_place_its_ratio_and_one_that_passes(
    brand: Write,
) -> None:
    """Each colour at fault once, at its line, with the worst pair; the suggestion does pass."""
    text = 'light:\n  text: "#cccccc"\ndark:\n  quadrants:\n    - "#ffffff"\n    - "#333333"\n'
    found = problems(text, brand)
    assert [(p.path, p.line, p.column, p.code) for p in found] == [
        ("themes/acme/theme.yaml", 2, 3, "low-contrast"),
        ("themes/acme/theme.yaml", 6, 7, "low-contrast"),
    ]
    assert "light.text #cccccc on light.wash[0] of quadrants[2] #ebdbd4 has a contrast of 1.19" in (
        found[0].message
    )
    assert found[0].hint == "for light.text, #626262 passes"
    better = found[1].hint.removeprefix("for dark.quadrants[1], ").partition(" ")[0]
    brand(text.replace("#cccccc", "#626262").replace("#333333", better))
    load_theme("acme")


def test_a_bright_quadrant_is_told_the_way_out(brand: Write) -> None:
    """An orange that is too faint as text may be a mark: what has to be said besides is said.

    Numbers take the place of names in any radar that grows, so `mark_text` counts always.
    """
    orange = 'light:\n  quadrants: ["#e07b00", "#7f8f2f"]\n'
    hint = problems(orange, brand)[0].hint
    found = re.search(r"; (#\w+) does with `headings` .* `mark_text: \"(#\w+)\"`", hint)
    assert found, hint
    bright = f'light:\n  quadrants: ["{found[1]}"]\n  mark_text: "{found[2]}"\n'
    brand(bright + '  headings: ["#333333"]\n')
    load_theme("acme")
    mixed = problems('light:\n  quadrants: ["#e07b00", "#0f3057"]\n', brand)[0].hint
    assert "a `mark_text` that can be read on every quadrant" in mixed


def test_a_wash_that_is_too_strong_is_told_one_that_is_not(brand: Write) -> None:
    """Names stand on it: the share that still passes is said, and it does pass."""
    text = 'light:\n  muted: "#33373d"\n  text: "#55606e"\n  wash: [0.5, 0.1]\n'
    found = [p for p in problems(text.replace('text: "#55606e"', ""), brand) if "wash" in p.hint]
    share = found[0].hint.removeprefix("for light.wash[0], ").partition(" ")[0]
    assert found[0].line == 4
    assert 0 < float(share) < 0.5
    brand(f"light:\n  wash: [{share}, 0.1]\n")
    load_theme("acme")


def test_a_theme_with_tints_of_its_own_shows_them(brand: Write) -> None:
    """Who says `rings` sees them, and `wash: []` is neutral without saying any."""
    brand('light:\n  rings: ["#eeeeee", "#fafafa"]\n')
    assert load_theme("acme").light.tint(1, 0, 4) == "#eeeeee"
    brand("light:\n  wash: []\n")
    neutral = load_theme("acme").light
    assert neutral.tint(1, 0, 4) == neutral.ring(0, 4)
    assert load_theme("paper").light.tint(1, 0, 4) != neutral.ring(0, 4)


@given(st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF), st.sampled_from((3.0, 4.5, 7.0)))
def test_a_suggested_colour_passes(colour: int, ground: int, least: float) -> None:
    """What is suggested has the contrast that was asked for, or nothing is."""
    a, b = f"#{colour:06x}", f"#{ground:06x}"
    found = nearest_passing(a, [(b, least)])
    assert contrast(found, b) >= least if found else least == 7


WRONG = {
    'light:\n  backgroud: "#ffffff"\n': (2, "unknown-key", 'did you mean "background"?'),
    "tittle: x\n": (1, "unknown-key", 'did you mean "title"?'),
    "name: x\n": (1, "unknown-key", ""),
    "title: [a]\n": (1, "wrong-type", ""),
    "\nlight: x\n": (2, "wrong-type", ""),
    "- a\n": (1, "wrong-type", ""),
    "light: {text: red}\n": (1, "bad-colour", 'write it as "#1c2430"'),
    'light: {text: "#123456;} body{display:none"}\n': (1, "bad-colour", 'write it as "#1c2430"'),
    'light: {text: "var(--x)"}\n': (1, "bad-colour", 'write it as "#1c2430"'),
    "light: {rings: []}\n": (1, "wrong-type", ""),
    'light:\n  rings: ["#ffffff",\n    "#xxxxxx"]\n': (3, "bad-colour", 'write it as "#1c2430"'),
    'font: "Arial\';}"\n': (1, "bad-font", None),
    'font: "a;b"\n': (1, "bad-font", None),
    "font: url(x)\n": (1, "bad-font", None),
    "font: </style>\n": (1, "bad-font", None),
    "shapes: {inn: disc}\n": (1, "unknown-movement", 'did you mean "in"?'),
    "shapes:\n  in: dosc\n": (2, "unknown-shape", 'did you mean "disc"?'),
    "sizes:\n  labl: 12\n": (2, "unknown-size", 'did you mean "label"?'),
    "sizes: {label: nan}\n": (1, "out-of-range", ""),
    "sizes: {radius: 1e400}\n": (1, "out-of-range", ""),
    "sizes: {mark: -1}\n": (1, "out-of-range", ""),
    "sizes: {label: 9}\n": (1, "out-of-range", ""),
    "sizes: [1]\n": (1, "wrong-type", ""),
    "a: &x 1\nb: *x\n": (1, "yaml-anchor", None),
    "a: " + "[" * 50 + "]" * 50: (1, "too-deep", ""),
    "title: a\ntitle: b\n": (2, "duplicate-key", "keep one of the two"),
    "? [a]\n: b\n": (1, "bad-yaml", ""),
    "title: 'a\n": (1, "bad-yaml", None),
    "extends: acme\n": (1, "unknown-theme", ""),
    "title: a\nextends: nope\n": (2, "unknown-theme", ""),
    "extends: [a]\n": (1, "wrong-type", ""),
    "contrast: AAAA\n": (1, "theme", ""),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_its_line(text: str, brand: Write) -> None:
    """Slips, wrong types, tricks of YAML and of CSS: each a problem in its line, nothing worse."""
    line, code, hint = WRONG[text]
    found = problems(text, brand)
    assert [(p.path, p.line, p.code) for p in found] == [("themes/acme/theme.yaml", line, code)]
    assert hint is None or found[0].hint == hint


def crowded(count: int, labels: str) -> Radar:
    """Make a radar of four quadrants of which all that stands on a picture has words."""
    moved = [{"edition": "2", "ring": "hold"}]
    history = [{"edition": "1", "ring": "trial"}]
    rows = [
        {
            "name": f"Technology number {n}",
            "history": [
                {**line, "quadrant": "abcd"[n % 4]} for line in history + moved[: n % 5 == 0]
            ],
        }
        for n in range(count)
    ]
    editions = [{"id": "1"}, {"id": "2"}]
    axes = {"quadrants": ["A", "B", "C", "D"], "editions": editions}
    return Radar(title="Ours", entries=rows, layout={"labels": labels}, **axes)


RADARS = (crowded(12, "numbers"), crowded(50, "auto"), crowded(300, "numbers"))


# what another size has to be, so that one may have its least and its greatest value
BESIDE = {"label": {"label_small": 6}, "label_small": {"label": 36}, "blip_floor": {"blip": 24}}


@pytest.mark.few(5)
@pytest.mark.parametrize("size", SIZES)
def test_every_size_changes_something(size: str, brand: Write) -> None:
    """With its least and its greatest value, a size that a theme may say draws two pictures."""
    styles = []
    for value in SIZES[size]:
        sizes = {size: value, **BESIDE.get(size, {})}
        brand("sizes: {" + ", ".join(f"{name}: {said}" for name, said in sizes.items()) + "}")
        styles.append(load_theme("acme").style)
    least, greatest = styles
    assert any(lay_out(each, style=least) != lay_out(each, style=greatest) for each in RADARS)


@pytest.mark.few(4)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_at_the_limits_of_a_size(size: str) -> None:
    """With its least and its greatest value, whatever a picture shows keeps apart."""
    for value in SIZES[size]:
        style = Style(**{size: value, **BESIDE.get(size, {})})
        for each in (crowded(12, "names"), crowded(30, "numbers")):
            assert faults(lay_out(each, style=style)) == []


@pytest.mark.parametrize(
    ("size", "value"),
    [("ring", 25), ("key", 60), ("label", 72), ("line_height", 1)],
)
def test_a_size_at_which_texts_would_overlap_is_refused(
    size: str, value: float, brand: Write
) -> None:
    """The message is at the size and says how large it may be."""
    (problem,) = problems(f"sizes:\n  {size}: {value}\n", brand)
    assert (problem.line, problem.code) == (2, "out-of-range")
    assert f"{size} must be a number from" in problem.message


def test_a_size_that_there_is_not_is_refused(brand: Write) -> None:
    """The room around a text on a line was once a size that did nothing, and is none now."""
    assert [p.code for p in problems("sizes: {plate: 2}\n", brand)] == ["unknown-size"]


def test_a_theme_that_is_no_text_or_too_large_is_refused(brand: Write) -> None:
    """Bytes that are not UTF-8, and a megabyte of anything, are refused before they are parsed."""
    folder = brand("x")
    (folder / "theme.yaml").write_bytes(b"title: \xff")
    with pytest.raises(InvalidRadar, match="not-utf-8"):
        load_theme("acme")
    (folder / "theme.yaml").write_bytes(b"# " + b"x" * 2_000_000)
    with pytest.raises(InvalidRadar, match="too-large"):
        load_theme("acme")


json_like = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=12) | st.just("#777777"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*Theme.model_fields, "text", "rings", "quadrants", "label", "in"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_like)
@example({"light": {"rings": ["#777777"]}})
@example({"sizes": {"label": [1]}})
def test_whatever_a_theme_says_it_loads_or_is_explained(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    """No text of any shape makes a theme raise anything but a list of problems, all with a line."""
    folder = tmp_path_factory.mktemp("theme")
    text = yaml.safe_dump(value, allow_unicode=True)
    (folder / "theme.yaml").write_text(text, encoding="utf-8", errors="replace")
    found: Theme | InvalidRadar
    try:
        found = load_theme(str(folder))
    except InvalidRadar as error:
        found = error
    assert isinstance(found, Theme) or all(problem.line for problem in found.problems)


def test_one_mistake_in_a_list_of_colours_is_one_problem(brand: Write) -> None:
    """Headings that follow from quadrants are not spoken of, nor how many are left of a list."""
    found = problems('light:\n  quadrants: [red, "#12345"]\n', brand)
    assert [(p.line, p.column, p.code) for p in found] == [
        (2, 15, "bad-colour"),
        (2, 20, "bad-colour"),
    ]
    assert all("light.quadrants." in problem.message for problem in found)
    empty = problems("light:\n  quadrants: []\n", brand)
    assert ["there must be one at least" in problem.message for problem in empty] == [True]
    own = problems("light:\n  quadrants: [red]\n  headings: [blue]\n", brand)
    assert [problem.line for problem in own] == [2, 3]


def test_a_folder_that_is_no_theme_yet_is_named(brand: Write) -> None:
    """Who made the folder is told what is missing in it, not that there is no such theme."""
    (brand("") / "theme.yaml").unlink()
    with pytest.raises(BadCall, match=r"^theme\.yaml is missing in themes/acme"):
        load_theme("acme")
