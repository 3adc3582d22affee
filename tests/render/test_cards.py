"""Cards: what a chat shows for a link to a page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from radar import load_theme
from radar.errors import BadCall, MissingExtra
from radar.layout import Atlas
from radar.layout.text.sizes import width
from radar.library.building import build
from radar.model import Radar
from radar.render.cards.content import bare_scene, entry_card
from radar.render.cards.drawing import draw_card
from radar.render.cards.files import draw_cards
from radar.render.cards.layout import HEIGHT, ROOM, fit_lines, fit_name, lay_out_texts
from radar.render.file_count import count_files
from radar.render.site.context import PageContext

SETTINGS = """\
title: {en: Ours, zh: 我们}
languages: [en, zh]
quadrants: [A, B]
editions: ["1", "2"]
base_url: https://radar.example/sub/
"""
MOVED = "---\nname: Rust\nquadrant: a\nhistory:\n  '1': hold\n  '2': adopt\n---\n"
LEFT = "---\nname: Old\nquadrant: b\nhistory:\n  '1': hold\n  '2': removed\n---\n"
HIDDEN = "---\nname: Hidden\nquadrant: b\nring: trial\nhidden: true\n---\n"
PROPOSED = "---\nname: Zig\nquadrant: b\nproposed: {ring: assess}\n---\n"
LONG = [
    "Continuous integration and delivery of models for the edge",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte",
    "云原生应用的持续集成与持续交付以及面向边缘计算的模型部署和监控平台与服务网格治理体系建设指南第二版完整内容",
    "منصة التكامل المستمر والتسليم المستمر للنماذج على الحافة",
    "👩🏽‍🚀" * 60,
    "W" * 60,
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A radar with an entry of every kind that has a page."""
    place = tmp_path / "entries"
    place.mkdir()
    files = {"rust": MOVED, "old": LEFT, "hidden": HIDDEN, "zig": PROPOSED}
    for name, text in files.items():
        (place / f"{name}.md").write_text(text, encoding="utf-8")
    (place / "radar.yaml").write_text(SETTINGS, encoding="utf-8")
    return place


def pages(site: Path) -> dict[str, str]:
    """Return the path below a site, and the text, of every page with a frame."""
    texts = {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }
    return {
        path: text for path, text in texts.items() if "<main" in text and "fragment" not in path
    }


def image_of(page: str) -> str:
    """Return the picture that a page names for previews of links."""
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    (image,) = re.findall('<meta property="og:image" content="([^"]*)">', page)
    return str(image)


def test_every_page_names_its_card(folder: Path, tmp_path: Path) -> None:
    """Those of entries and proposals name their own, others the radar's, by absolute address."""
    site = build(folder, tmp_path / "site", cards=True).output
    made = pages(site)
    assert {"index.html", "changes.html", "zh/entries/old.html", "entries/zig.html"} <= made.keys()
    for path, text in made.items():
        root = "zh/" if path.startswith("zh/") else ""
        own = path.removesuffix(".html") + ".png" if "entries/" in path else f"{root}card.png"
        assert image_of(text) == f"https://radar.example/sub/{own}", path
        assert (site / own).is_file()


def test_a_card_has_the_size_that_chats_ask_for(folder: Path, tmp_path: Path) -> None:
    """1200 × 630 px, and at most 60 kB."""
    build(folder, tmp_path / "site", cards=True)
    cards = [*(tmp_path / "site").rglob("*.png")]
    assert len(cards) == 2 * 5
    for card in cards:
        data = card.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(data) <= 60_000, card


def test_without_an_address_cards_are_named_by_relative_ones(folder: Path, tmp_path: Path) -> None:
    """A page below a folder leads up to its language's card."""
    settings = re.sub("base_url.*\n", "cards: true\n", SETTINGS)
    (folder / "radar.yaml").write_text(settings, encoding="utf-8")
    site = build(folder, tmp_path / "site").output
    made = pages(site)
    for path in ("index.html", "zh/editions/1.html", "zh/entries/rust.html"):
        assert ((site / path).parent / image_of(made[path])).is_file()


def test_cards_are_made_when_asked_and_only_then(folder: Path, tmp_path: Path) -> None:
    """By the option or the setting; without either no page names a picture."""
    site = build(folder, tmp_path / "site").output
    assert not [*site.rglob("*.png")]
    assert "og:image" not in (site / "index.html").read_text("utf-8")
    (folder / "radar.yaml").write_text(SETTINGS + "cards: true\n", encoding="utf-8")
    build(folder, site)
    assert (site / "zh" / "entries" / "zig.png").is_file()


def test_where_pngs_are_made_too_pages_name_the_cards(folder: Path, tmp_path: Path) -> None:
    """The picture of the radar stays what pages name without cards."""
    site = build(folder, tmp_path / "site", png=True, png_width=100).output
    assert image_of(pages(site)["changes.html"]).endswith("/sub/radar.png")
    build(folder, site, png=True, png_width=100, cards=True)
    assert image_of(pages(site)["changes.html"]).endswith("/sub/card.png")


def test_without_the_extra_cards_are_an_error(folder: Path, tmp_path: Path, no_resvg: None) -> None:
    """It says how to get it, and no site is written."""
    with pytest.raises(MissingExtra, match=r'pip install "\.\[png\]"'):
        build(folder, tmp_path / "site", cards=True)
    assert not (tmp_path / "site").exists()


def test_a_single_file_cannot_have_cards(folder: Path, tmp_path: Path) -> None:
    """It has no files beside it, so asking for both is an error."""
    with pytest.raises(BadCall, match="single file"):
        build(folder, tmp_path / "site", cards=True, single_file=True)


def test_cards_count_among_the_files_of_a_site() -> None:
    """One for the radar and one for each entry, in every language."""
    entries = [{"name": name, "quadrant": "A", "ring": "adopt"} for name in ("One", "Two")]
    ours = Radar(title="Ours", quadrants=["A", "B"], languages=["en", "zh"], entries=entries)  # type: ignore[list-item, arg-type] # names will do
    assert count_files(ours, cards=True) == count_files(ours) + 2 * 3


def test_the_same_radar_has_the_same_cards(folder: Path) -> None:
    """Nothing of the time or the process is in them."""
    import radar

    ours, theme = radar.load(folder), load_theme()
    first, second = (dict(draw_cards(ours, theme, Atlas(ours, theme.style))) for _ in range(2))
    assert first == second


def svg_of(folder: Path, entry: str, theme: str = "paper") -> str:
    """Return the card of an entry as SVG."""
    import radar

    ours, look = radar.load(folder), load_theme(theme)
    context, scene = PageContext(ours, "en"), Atlas(ours, look.style).scene()
    return draw_card(entry_card(context, ours.by_id[entry], bare_scene(scene)), look)


def test_a_card_says_name_ring_quadrant_and_way(folder: Path) -> None:
    """The mark of what moved has its tail, and the sector is lit."""
    svg = svg_of(folder, "rust")
    for words in (">Ours<", ">Rust<", ">Adopt &#183; A<", ">Moved in from Hold in 2<"):
        assert words in svg
    assert "<polygon" in svg
    assert 'fill-opacity="0.35"' in svg


def test_what_is_not_on_the_radar_has_no_mark(folder: Path) -> None:
    """What left has its last sector lit, and its card says when it left."""
    svg = svg_of(folder, "old")
    assert "Off the radar" in svg
    assert "Left the radar in 2" in svg
    assert 'fill-opacity="0.35"' in svg
    assert "card-blip" not in svg
    assert "card-blip" not in svg_of(folder, "hidden")


@pytest.mark.parametrize("theme", ["paper", "contrast", "cvd", "print"])
def test_a_card_has_the_colours_of_the_theme(folder: Path, theme: str) -> None:
    """Background, text and the hue of the quadrant are those of its light palette."""
    svg, palette = svg_of(folder, "rust", theme), load_theme(theme).light
    for colour in (palette.background, palette.text, palette.quadrant(0), palette.heading(0)):
        assert colour in svg


@given(st.text(st.sampled_from("aW e-/云，م👩🏽‍🚀"), min_size=1, max_size=80).filter(str.strip))
@example(LONG[0])
@example(LONG[4])
def test_every_line_of_a_name_fits(name: str) -> None:
    """No line is wider than its room, and a word is broken only at the smallest size."""
    size, lines = fit_name(name)
    assert all(width(line, size, bold=True) <= ROOM for line in lines)
    assert len(lines) * size * 1.2 <= 280


@pytest.mark.parametrize("name", [name[:60] for name in LONG])
def test_a_name_of_sixty_characters_is_whole(name: str) -> None:
    """Nothing of it is left out, in any script."""
    _, lines = fit_name(name)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")


def test_a_text_without_room_ends_with_an_ellipsis() -> None:
    """What is left out is never left out unseen."""
    (line,) = fit_lines("An endless sentence " * 20, 28, most=1)
    assert line.endswith("…")
    assert width(line, 28) <= ROOM


@pytest.mark.parametrize("name", LONG)
def test_all_texts_stay_on_the_card(folder: Path, name: str) -> None:
    """With the longest texts the first and the last line are within it."""
    import radar

    ours = radar.load(folder)
    context, scene = PageContext(ours, "en"), Atlas(ours).scene()
    card = entry_card(context, ours.by_id["rust"], bare_scene(scene))
    long = card._replace(kicker=name, name=name, place=name * 2, note=name * 3)
    texts = lay_out_texts(long)
    assert texts[0].baselines[0] - texts[0].size > 10
    assert texts[-1].baselines[-1] + texts[-1].size * 0.3 < HEIGHT - 10


def test_a_mirrored_card_has_its_texts_on_the_right(folder: Path) -> None:
    """In Arabic and the like the name begins at the right edge, and the radar is on the left."""
    import radar

    ours = radar.load(folder)
    context, scene = PageContext(ours, "en"), Atlas(ours).scene()
    card = entry_card(context, ours.by_id["rust"], bare_scene(scene))
    assert 'text-anchor="end"' in draw_card(card, load_theme(), mirrored=True)
    assert 'text-anchor="end"' not in draw_card(card, load_theme())


def test_a_mirrored_text_runs_from_right_to_left(folder: Path) -> None:
    """Numbers and Latin words at its start stand on its right, whatever draws it."""
    import radar

    ours = radar.load(folder)
    context, scene = PageContext(ours, "en"), Atlas(ours).scene()
    card = entry_card(context, ours.by_id["rust"], bare_scene(scene))
    assert ">&#8235;Rust&#8236;</text>" in draw_card(card, load_theme(), mirrored=True)


def test_the_text_of_a_card_is_drawn(folder: Path) -> None:
    """Its pixels differ from those of the same card without text."""
    from radar.render.drawing.png import render_png

    svg = svg_of(folder, "rust")
    bare = re.sub(r"<text\b.*?</text>", "", svg)
    one, other = (
        numpy.asarray(Image.open(io.BytesIO(render_png(each, 600))).convert("L")).astype(int)
        for each in (svg, bare)
    )
    assert (abs(one - other) > 60).sum() > 500
