"""Four programs that share no code draw the same picture from one of our files."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cairosvg
import numpy
import pytest
import resvg_py
from PIL import Image, ImageFilter
from playwright.sync_api import Page

import radar
from radar.layout.geometry import Box

pytestmark = pytest.mark.thorough

SEEN = 26  # of 255: a difference between two colours that an eye may see
TEXT = re.compile(r"<text\b.*?</text>", re.DOTALL)

Pixels = numpy.ndarray[Any, Any]
Painter = Callable[[str], bytes]


@pytest.fixture
def chromium(new_page: Callable[..., Page], tmp_path: Path) -> Painter:
    """Chromium, as one opens an SVG in it."""

    def paint(svg: str) -> bytes:
        width, height = size(svg)
        page = new_page(viewport={"width": width, "height": height})
        file = tmp_path / "picture.svg"
        file.write_text(svg, encoding="utf-8")
        page.goto(file.as_uri())
        return page.screenshot()

    return paint


@pytest.fixture
def librsvg(program: Callable[..., str]) -> Painter:
    """What draws SVG in GNOME, MediaWiki and ImageMagick."""
    command = program("rsvg-convert", debian="librsvg2-bin")
    return lambda svg: subprocess.run([command], input=svg.encode(), stdout=-1, check=True).stdout


@pytest.fixture
def firefox(tmp_path: Path) -> Painter | None:
    """Firefox, where it is installed: `apt-get install firefox-esr`."""
    command = shutil.which("firefox") or shutil.which("firefox-esr")
    if command is None:
        return None

    def paint(svg: str) -> bytes:
        width, height = size(svg)
        file, shot = tmp_path / "fox.svg", tmp_path / "fox.png"
        file.write_text(svg, encoding="utf-8")
        options = ["--headless", "--profile", str(tmp_path), f"--window-size={width},{height}"]
        subprocess.run([command, *options, "--screenshot", str(shot), file.as_uri()], check=True)
        return shot.read_bytes()

    return paint


def resvg(svg: str) -> bytes:
    """Draw with resvg, as our own PNG is."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))


def cairo(svg: str) -> bytes:
    """Draw with CairoSVG, as many Python tools do."""
    drawn: bytes = cairosvg.svg2png(bytestring=svg.encode())
    return drawn


def size(svg: str) -> tuple[int, int]:
    """Return width and height of a picture in pixels, from its root."""
    root = svg[: svg.index(">")]
    found = [re.search(rf' {side}="(\d+)"', root) for side in ("width", "height")]
    return tuple(int(match[1]) for match in found if match)  # type: ignore[return-value] # two


def blurred(png: bytes) -> Pixels:
    """Return an array of rows × columns × RGB, blurred by two pixels, on white."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    flat = Image.alpha_composite(ground, image).convert("RGB")
    return numpy.asarray(flat.filter(ImageFilter.GaussianBlur(2)), dtype=float)


def difference(ours: Pixels, theirs: Pixels) -> float:
    """Return the share of pixels whose colour visibly differs, 0 to 1."""
    assert ours.shape == theirs.shape
    return float((abs(ours - theirs).max(axis=2) > SEEN).mean())


def some(pictures: list[Path]) -> list[Path]:
    """Choose pictures of every kind: our own in both schemes, the odd radar in every theme."""
    own = [file for file in pictures if re.fullmatch(r"radar(\.dark)?\.svg", file.name)]
    return [*own, *(file for file in pictures if file.name.endswith(".light.svg"))]


def test_four_programs_draw_the_same_picture(
    pictures: list[Path], chromium: Painter, librsvg: Painter
) -> None:
    """Without texts, less than 1 % of the pixels differ between Chromium and any other program."""
    for file in some(pictures):
        svg = TEXT.sub("", file.read_text(encoding="ascii"))
        expected = blurred(chromium(svg))
        for name, paint in (("librsvg", librsvg), ("resvg", resvg), ("cairo", cairo)):
            differs = difference(expected, blurred(paint(svg)))
            assert differs < 0.01, f"{file.name}: {name} differs in {differs:.2%}"


def test_texts_stand_in_the_same_places(
    pictures: list[Path], chromium: Painter, librsvg: Painter
) -> None:
    """With texts, whose edges each program smooths in its own way, less than 3 % differ."""
    for file in (file for file in some(pictures) if file.name.startswith("radar")):
        svg = file.read_text(encoding="ascii")
        expected = blurred(chromium(svg))
        for name, paint in (("librsvg", librsvg), ("cairo", cairo)):
            differs = difference(expected, blurred(paint(svg)))
            assert differs < 0.03, f"{file.name}: {name} differs in {differs:.2%}"


def test_svgo_does_not_change_the_picture(
    pictures: list[Path], chromium: Painter, judge: Callable[..., Any]
) -> None:
    """After svgo's default preset, which Docusaurus runs, Chromium draws the same picture."""
    chosen = some(pictures)
    for file, text in judge("svgo", *chosen).items():
        before = blurred(chromium(Path(file).read_text(encoding="ascii")))
        differs = difference(before, blurred(chromium(text)))
        assert differs < 0.001, f"{Path(file).name}: {differs:.2%} differ after svgo"


def brightness(png: bytes) -> Pixels:
    """Return an array of rows × columns: luminance, 0 to 1, on white."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("L")
    return numpy.asarray(flat, dtype=float) / 255


def widened(svg: str, width: int) -> str:
    """Return a picture with another width; its shapes grow with it."""
    old = size(svg)
    height = round(old[1] * width / old[0])
    return re.sub(r' width="\d+"', f' width="{width}"', svg, count=1).replace(
        f' height="{old[1]}"', f' height="{height}"', 1
    )


def test_programs_agree_on_the_brightness_of_every_part(
    pictures: list[Path], chromium: Painter, librsvg: Painter, firefox: Painter | None
) -> None:
    """At 1,200 px, with texts, the mean difference of luminance is 1 % at most."""
    others = {"librsvg": librsvg, "resvg": resvg} | ({"firefox": firefox} if firefox else {})
    for file in (file for file in some(pictures) if file.name.startswith("radar")):
        svg = widened(file.read_text(encoding="ascii"), 1200)
        expected = brightness(chromium(svg))
        for name, paint in others.items():
            differs = float(abs(expected - brightness(paint(svg))).mean())
            assert differs <= 0.01, f"{file.name}: {name} differs by {differs:.2%}"


REACH = 4  # px: how far a blip or a name is looked for


def patches(scene: radar.Scene) -> dict[str, Box]:
    """Return the box of each blip and of each name, in px of the scene from its corner."""
    boxes = {
        f"blip {blip.entry}": Box(blip.x, blip.y, blip.x, blip.y).expand(blip.radius)
        for blip in scene.blips
    }
    boxes |= {f"name {label.entry}": label.text.box for label in scene.labels}
    left, top = scene.left, scene.top
    return {
        name: Box(box.left - left, box.top - top, box.right - left, box.bottom - top)
        for name, box in boxes.items()
    }


def shift(ours: Pixels, theirs: Pixels, box: Box) -> tuple[int, int]:
    """Return by how many px to the right and down a part of their picture is most like ours."""
    left, top = int(box.left), int(box.top)
    right, bottom = int(box.right) + 1, int(box.bottom) + 1
    wanted = ours[top:bottom, left:right]

    def unlikeness(way: tuple[int, int]) -> float:
        x, y = way
        part = theirs[top + y : bottom + y, left + x : right + x]
        return float(abs(part - wanted).mean()) + 1e-6 * (abs(x) + abs(y))

    steps = range(-REACH, REACH + 1)
    return min(((x, y) for x in steps for y in steps), key=unlikeness)


def test_no_blip_and_no_name_stands_elsewhere(
    root: Path,
    pictures: list[Path],
    chromium: Painter,
    librsvg: Painter,
    firefox: Painter | None,
) -> None:
    """At 1,200 px each blip and each name is within 1 px of where Chromium draws it."""
    others = {"librsvg": librsvg, "resvg": resvg} | ({"firefox": firefox} if firefox else {})
    scene = radar.lay_out(radar.load(root / "entries"))
    parts, scale = patches(scene), 1200 / scene.width
    file = next(file for file in pictures if file.name == "radar.svg")
    svg = widened(file.read_text(encoding="ascii"), 1200)
    expected = brightness(chromium(svg))
    assert len(parts) >= 2 * len(scene.blips)
    for name, paint in others.items():
        theirs = brightness(paint(svg))
        for part, box in parts.items():
            found = shift(expected, theirs, Box(*(side * scale for side in box)))
            assert max(map(abs, found)) <= 1, f"{name}: {part} is elsewhere by {found} px"
