"""What an owner decides about the frame of the pages: links in the footer, icon, header."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.errors import InvalidRadar
from radar.model.page_frame import HeaderColours
from radar.render.drawing.stylesheet import header_css
from radar.theme.colour import contrast

SETTINGS = "title: Ours\nlanguages: [en, zh]\nquadrants: [Tools, Data]\n"
ENTRY = "---\nname: Git\nquadrant: Tools\nring: adopt\n---\nText.\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def build(folder: Path, more: str, **how: object) -> Path:
    """Build the site of a radar with more settings, and return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "radar.yaml").write_text(SETTINGS + more)
    (folder / "git.md").write_text(ENTRY)
    (folder / "icon.svg").write_text(ICON)
    return radar.build(folder, folder.parent / "site", **how).output  # type: ignore[arg-type]


def test_translations_are_named_to_search_engines_where_addresses_are_known(tmp_path: Path) -> None:
    """They take whole addresses only, which a site has by its `base_url`; readers have the menu."""
    page = (build(tmp_path / "a", "") / "index.html").read_text()
    assert '<link rel="alternate" hreflang' not in page
    assert 'hreflang="zh"' in page
    page = (build(tmp_path / "b", "base_url: https://a.example/r/\n") / "index.html").read_text()
    assert '<link rel="alternate" hreflang="zh" href="https://a.example/r/zh/' in page


def test_a_negative_number_has_a_true_minus(tmp_path: Path) -> None:
    """It is as wide as a digit in what is read, and a hyphen in what is computed with."""
    fields = "fields: {growth: {name: Growth, type: number, unit: '%'}}\n"
    folder = tmp_path / "entries"
    build(folder, fields)
    (folder / "git.md").write_text(ENTRY.replace("ring: adopt", "ring: adopt\ngrowth: -12.5"))
    site = radar.build(folder, tmp_path / "site").output
    assert "<bdi>\N{MINUS SIGN}12.5 %</bdi>" in (site / "entries" / "git.html").read_text()
    assert '"-12.5"' in (site / "index.html").read_text()


def test_every_page_links_the_imprint_and_the_links_of_the_footer(tmp_path: Path) -> None:
    """The imprint is first, in the language of the page; the others are as they are labelled."""
    more = "imprint: https://a.example/imprint\nfooter_links:\n- {url: https://a.example/p, "
    site = build(
        tmp_path / "entries", more + "label: {en: Privacy, zh: 隐私}}\n- mailto:a@b.example\n"
    )
    for root, imprint, label in (("", "Imprint", "Privacy"), ("zh/", "法律声明", "隐私")):
        for page in ("index.html", "entries/git.html", "embed.html"):
            text = (site / root / page).read_text()
            footer = text[text.index('<footer class="site">') :]
            links = re.findall(r'<a href="([^"]+)" rel="noopener">([^<]+)</a>', footer)
            assert links == [
                ("https://a.example/imprint", imprint),
                ("https://a.example/p", label),
                ("mailto:a@b.example", "mailto:a@b.example"),
            ]


def test_an_icon_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    """It is published as any picture, linked by every page, and held in a single file."""
    site = build(tmp_path / "entries", "favicon: icon.svg\n")
    assert '<link rel="icon" href="media/icon.svg">' in (site / "index.html").read_text()
    assert '<link rel="icon" href="../media/icon.svg">' in (site / "entries/git.html").read_text()
    assert b"<path" in (site / "media/icon.svg").read_bytes()
    one = build(tmp_path / "entries", "favicon: icon.svg\n", single_file=True)
    assert '<link rel="icon" href="data:image/svg+xml;base64,' in (one / "index.html").read_text()


def test_an_icon_that_could_run_something_is_refused(tmp_path: Path) -> None:
    """What holds for the logo holds for it."""
    build(tmp_path / "entries", "favicon: icon.svg\n")
    (tmp_path / "entries/icon.svg").write_text(ICON.replace("<path", "<script/><path"))
    with pytest.raises(InvalidRadar, match="unsafe-image"):
        radar.build(tmp_path / "entries", tmp_path / "site")


@given(st.from_regex(r"\A#[0-9a-f]{6}\Z"))
def test_text_on_any_header_can_be_read(colour: str) -> None:
    """Without a colour for it, text is black or white, with a contrast of 4.5 at least."""
    rules = header_css(HeaderColours(colour=colour))
    text = rules.partition("--text:")[2][:7]
    assert contrast(text, colour) >= 4.5
    assert f"background:{colour}" in rules


def test_a_radar_without_a_colour_has_no_rule_for_the_header(tmp_path: Path) -> None:
    """The style sheet says it only where somebody asks for it."""
    plain = (build(tmp_path / "entries", "") / "assets/site.css").read_text()
    own = (build(tmp_path / "entries", 'header: "#E20074"\n') / "assets/site.css").read_text()
    assert own.startswith(plain)
    assert "background:#e20074" in own.removeprefix(plain)


@pytest.mark.parametrize(("more", "severity"), [("", "error"), ("contrast: brand\n", "warning")])
def test_who_answers_for_a_brand_may_use_faint_colours(
    tmp_path: Path, more: str, severity: str
) -> None:
    """In a theme with `contrast: brand`, what is too faint is a warning of check and build."""
    build(tmp_path / "entries", "")
    theme = tmp_path / "entries" / "themes" / "acme"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(f'{more}light: {{text: "#999999"}}\n')
    (tmp_path / "entries" / "radar.yaml").write_text(SETTINGS + "theme: acme\n")
    found = [p for p in radar.check(tmp_path / "entries") if p.severity != "note"]
    assert [(p.code, p.severity) for p in found] == [("low-contrast", severity)]
    if severity == "error":
        with pytest.raises(InvalidRadar, match="low-contrast"):
            radar.build(tmp_path / "entries", tmp_path / "site")
    else:
        built = radar.build(tmp_path / "entries", tmp_path / "site")
        assert "low-contrast" in [p.code for p in built.problems]
        kept = radar.check(tmp_path / "entries", ignore=["low-contrast"])
        assert "low-contrast" not in [p.code for p in kept]


def test_a_frame_survives_being_written(tmp_path: Path) -> None:
    """`radar.write` and `radar.load` keep header, imprint, links and their labels."""
    made = radar.Radar(
        title="Ours",
        quadrants=["Tools", "Data"],
        entries=[{"name": "Git", "quadrant": "Tools", "ring": "adopt"}],
        imprint="https://a.example/imprint",
        header={"colour": "#FFB000", "text": "#ffffff", "contrast": "brand"},
        footer_links=["https://a.example/p", {"url": "https://b.example", "label": {"en": "B"}}],
    )
    radar.write(made, tmp_path / "entries")
    read = radar.load(tmp_path / "entries")
    for name in ("imprint", "header", "footer_links"):
        assert getattr(read, name) == getattr(made, name)


def test_a_link_that_could_run_something_is_words_alone() -> None:
    """A radar made in Python is held to it on the page."""
    from radar.render.site.context import PageContext
    from radar.render.site.frame import footer_links

    links = [{"url": "javascript:x()", "label": "Click"}]
    made = radar.Radar(title="Ours", quadrants=["Tools", "Data"], footer_links=links)
    assert [(link.href, link.label.words) for link in footer_links(PageContext(made, "en"))] == [
        ("", "Click")
    ]
