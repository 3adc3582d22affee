"""PNGs: twice the size of the SVG, with all its text, or a clear word why not."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image

import radar
from radar.errors import BadCall, MissingExtra
from radar.layout import lay_out
from radar.model import Radar
from radar.pipeline import BuildOptions, build
from radar.render.drawing import png
from radar.render.drawing.png import render_png
from radar.render.drawing.svg import render_svg


@pytest.fixture(scope="module")
def svg(root: Path) -> str:
    """A picture with Chinese names."""
    return render_svg(lay_out(radar.load(root / "entries"), language="zh"))


def opened(data: bytes) -> Image.Image:
    """Return a PNG as an image."""
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image


@pytest.mark.parametrize(
    ("language", "words", "family"),
    [
        ("zh", "技术", "Noto Sans CJK SC"),
        ("ja", "技術", "Noto Sans CJK JP"),
        ("en", "技術 レーダー", "Noto Sans CJK JP"),
        ("en", "技術", "Noto Sans CJK SC"),
        ("zh", "기술", "Noto Sans CJK KR"),
        ("fr", "تقنيات", "Arial', 'DejaVu Sans"),
    ],
)
def test_a_text_is_drawn_in_a_family_of_its_script(
    language: str, words: str, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else resvg takes any that has its signs. One in Latin letters keeps that of the theme."""
    drawn = list[str]()

    def draw(svg_string: str, **_: object) -> bytes:
        drawn.append(svg_string)
        return svg_string.encode()

    monkeypatch.setattr(png, "_painter", lambda: draw)
    coded = words.encode("ascii", "xmlcharrefreplace").decode()
    texts = f"<text>eBPF</text><text>{coded}</text>"
    render_png(f'<svg font-family="Arial" height="9" lang="{language}" width="9">{texts}</svg>')
    assert "><text>eBPF</text><text font-family=\"'" + family in drawn[-1]


def test_a_png_is_twice_as_wide_or_as_wide_as_asked(svg: str) -> None:
    """At 2×, or at any width, with the same proportions."""
    root = svg[: svg.index(">")]
    width, height = (int(re.findall(rf' {side}="(\d+)"', root)[0]) for side in ("width", "height"))
    assert opened(render_png(svg)).size == (2 * width, 2 * height)
    small, low = opened(render_png(svg, 454)).size
    assert small == 454
    assert abs(low - 454 * height / width) <= 1


def test_the_same_picture_gives_the_same_bytes(svg: str) -> None:
    """Nothing of the time or the process is in a PNG."""
    assert render_png(svg, 300) == render_png(svg, 300)


def test_text_is_drawn_in_every_script(svg: str) -> None:
    """Latin and Chinese names leave dark pixels where they stand."""
    image = numpy.asarray(opened(render_png(svg, 908)).convert("L"))
    empty = numpy.asarray(opened(render_png(without_text(svg), 908)).convert("L"))
    assert (abs(image.astype(int) - empty) > 60).sum() > 4000


def without_text(svg: str) -> str:
    """Return a picture without its texts."""
    import re

    return re.sub(r"<text\b.*?</text>", "", svg, flags=re.DOTALL)


def test_a_machine_without_our_fonts_uses_another(
    svg: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no family of the stack is there, text is set in one that is; where none is, we say."""
    from resvg_py import svg_to_bytes

    def only(*fonts: str) -> None:
        def draw(**options: Any) -> bytes:
            return bytes(svg_to_bytes(skip_system_fonts=True, font_files=[*fonts], **options))

        monkeypatch.setattr(png, "_painter", lambda: draw)

    dejavu = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not dejavu.exists():
        pytest.skip("needs DejaVu Sans: apt-get install fonts-dejavu-core")
    only(str(dejavu))
    assert render_png(svg, 300) != render_png(without_text(svg), 300)
    only()
    with pytest.raises(BadCall, match="no font"):
        render_png(svg, 300)


def test_without_the_extra_the_message_says_how_to_get_it(svg: str, no_resvg: None) -> None:
    """A PNG that was asked for and cannot be made is an error with the command that helps."""
    with pytest.raises(MissingExtra, match=r'pip install "\.\[png\]"'):
        render_png(svg)


def test_a_build_without_the_extra_writes_nothing_new(
    root: Path, tmp_path: Path, no_resvg: None
) -> None:
    """The site of before stays when PNGs cannot be made."""
    with pytest.raises(MissingExtra):
        build(root / "entries", tmp_path / "site", BuildOptions(png=True))
    assert not (tmp_path / "site").exists()


def test_a_build_makes_pngs_when_asked_and_only_then(tmp_path: Path) -> None:
    """With --png or `png: true`, light and dark, in every language; else none."""
    folder = tmp_path / "entries"
    folder.mkdir()
    settings = "title: Ours\nlanguages: [en, zh]\nquadrants: [A, B]\n"
    entry = "---\nname: Rust\nquadrant: a\nring: adopt\n---\n"
    (folder / "rust.md").write_text(entry, encoding="utf-8")

    def pngs(text: str, wanted: BuildOptions) -> set[str]:
        (folder / "radar.yaml").write_text(text, encoding="utf-8")
        site = tmp_path / "site"
        build(folder, site, wanted)
        return {path.relative_to(site).as_posix() for path in site.rglob("*.png")}

    every = {"radar.png", "radar.dark.png", "zh/radar.png", "zh/radar.dark.png"}
    assert pngs(settings, BuildOptions()) == set()
    assert pngs(settings, BuildOptions(png=True, png_width=200)) == every
    assert opened((tmp_path / "site" / "radar.png").read_bytes()).width == 200
    assert pngs(settings + "png: true\n", BuildOptions(png_width=100)) == every


def test_only_our_own_pictures_are_drawn() -> None:
    """A file that is not a picture of ours is a mistake in the call."""
    with pytest.raises(AssertionError):
        render_png("<svg/>")


def test_a_radar_of_nothing_has_a_png() -> None:
    """Without entries there is still a picture."""
    empty = Radar(title="Empty", quadrants=["A", "B"])  # type: ignore[list-item] # names will do
    assert opened(render_png(render_svg(lay_out(empty)), 200)).width == 200
