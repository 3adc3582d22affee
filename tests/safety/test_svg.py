"""A picture of somebody else's is published without all that could run, load or lead away."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from radar.safety.css import FUNCTIONS
from radar.safety.svg import Cleaned, clean_svg
from radar.safety.vocabulary import ATTRIBUTES, ELEMENTS, SVG, TEXTS, XLINK, XML
from radar.safety.xml import UnsafePicture

from .armed import NS, armed

PICTURES = Path(__file__).parent.parent / "pictures"
ASK, RUN = "http://ask.invalid/asked", "fetch('/asked')"
ARMED = dict(armed(ASK, RUN))
CALL = re.compile(r"([-\w]+)\(")


def cleaned(source: bytes) -> Cleaned | None:
    """Return what is published of a picture, None where it is refused."""
    try:
        return clean_svg(source)
    except UnsafePicture:
        return None


def assert_harmless(svg: bytes) -> None:
    """Judge what is published by other means than those that made it."""
    text = svg.decode()
    assert not re.search(r"<[!?](?!--!)", text)
    root = ET.fromstring(text)  # noqa: S314 - that is the question
    assert root.tag == f"{{{SVG}}}svg"
    for element in root.iter():
        assert isinstance(element.tag, str)
        name = element.tag.removeprefix(f"{{{SVG}}}")
        assert name in ELEMENTS
        for key, value in element.items():
            assert_harmless_attribute(name, key, value)
        if name == "style":
            assert_harmless_style("".join(element.itertext()))


def assert_harmless_attribute(element: str, name: str, value: str) -> None:
    """Judge an attribute that is published."""
    if name in ("href", f"{{{XLINK}}}href"):
        assert value.startswith("#" if element != "image" else "data:image/")
        assert "svg" not in value[:20] or value.startswith("#")
    elif name not in (f"{{{XML}}}lang", f"{{{XML}}}space", *TEXTS) and "aria-" not in name:
        assert name in {*ATTRIBUTES, "style", "requiredFeatures"}
        assert_harmless_style(value)


def assert_harmless_style(style: str) -> None:
    """Judge a style: no escape, no rule that loads, no function but those that are allowed."""
    assert "\\" not in style
    assert set(re.findall(r"@[-\w]+", style)) <= {"@media", "@supports"}
    assert not set(re.findall(r"(?i)url\(\s*[\"']?([^#\s\"'])", style))
    calls = {name.lower() for name in CALL.findall(re.sub(r"[\"'].*?[\"']", "", style))}
    assert calls <= FUNCTIONS | {"url", "and", "not", "or"}


@pytest.mark.parametrize("name", sorted(ARMED))
def test_an_armed_picture_is_refused_or_disarmed(name: str) -> None:
    """Whatever would run or load something is not in what is published."""
    made = cleaned(ARMED[name])
    if made:
        assert_harmless(made.svg)
        assert b"ask" not in re.sub(rb"(?s)<text>.*?</text>", b"", made.svg)
        assert made.removed or b"<text>" in made.svg or b"<!--" in ARMED[name]


# what each program's picture loses: words of the note, by file
LOSSES = {
    "drawio": ("DOCTYPE", "content", "links", "HTML for which something else stands in its place"),
    "figma": ("attributes (data-name)",),
    "illustrator": ("DOCTYPE", "Adobe", "metadata", "HTML for which something else"),
    "inkscape": ("Inkscape", "metadata", "-inkscape-stroke", "<namedview>"),
    "matplotlib": ("DOCTYPE", "metadata"),
    "simple-icons": (),
    "sketch": ("Sketch",),
}


@pytest.mark.parametrize("program", sorted(LOSSES))
def test_what_a_program_keeps_in_its_picture_is_named(program: str) -> None:
    """Pictures as programs write them are published, and what they lose is said."""
    made = clean_svg((PICTURES / f"{program}.svg").read_bytes())
    assert_harmless(made.svg)
    said = "; ".join(made.removed)
    assert [word for word in LOSSES[program] if word not in said] == []
    assert bool(said) == bool(LOSSES[program])


def test_every_picture_of_a_program_is_tried() -> None:
    """A file that is laid into the folder has an expectation."""
    assert {file.stem for file in PICTURES.glob("*.svg")} == LOSSES.keys()


def test_harmless_functions_are_left_out() -> None:
    """A shadow or a gradient of CSS is lost and named; it is no reason to refuse a picture."""
    inside = '<g filter="blur(2px)" style="filter:drop-shadow(0 0 1px red);fill:rgb(1 2 3)"/>'
    made = clean_svg(f"<svg {NS}>{inside}</svg>".encode())
    assert b'<g style="fill:rgb(1 2 3)"/>' in made.svg
    assert made.removed == ("what functions of styles do (blur(), drop-shadow())",)


PROPERTIES = {"pattern": "fill", "mask": "mask", "clipPath": "clip-path", "marker": "marker-mid"}
PATH = '<path d="M0 0L1 1z"'
WAYS = {
    "an attribute": f"{PATH} {{name}}='url( \"#{{to}}\" )'/>",
    "a style": f'{PATH} style="opacity:1;{{name}}:URL(#{{to}})"/>',
    "an id with an escape": f'{PATH} {{name}}="url(#%61{{level}})"/>',
    "a parent": f'<g {{name}}="url(#{{to}})">{PATH}/></g>',
    "a use": '<use href="#%61p" {name}="url(#{to})"/>',
    "a class": f'{PATH} class="x y{{to}}"/>',
    "a variable": f'{PATH} style="--v:url(#{{to}});{{name}}:var(--v)"/>',
}


def chain(kind: str, way: str, levels: int) -> bytes:
    """Make a picture in which each level refers ten times to the one below it."""
    name = PROPERTIES[kind]
    rules = "".join(f"g > .ya{n}:hover{{ {name}: url(#a{n}) }}" for n in range(levels))
    one = [WAYS[way].format(name=name, to=f"a{n}", level=n) for n in range(levels)]
    parts = "".join(f'<{kind} id="a{n + 1}">{each * 10}</{kind}>' for n, each in enumerate(one))
    start = f'<style>@media print {{{rules}}}</style>{PATH} id="ap"/>'
    return f'<svg {NS}>{start}<{kind} id="a0"><rect/></{kind}>{parts}</svg>'.encode()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", PROPERTIES)
def test_what_repeats_itself_without_end_is_refused(kind: str, way: str) -> None:
    """Ten levels of ten patterns, masks or markers stop a browser; two levels are a drawing."""
    assert cleaned(chain(kind, way, 2))
    with pytest.raises(UnsafePicture, match="repeats itself"):
        clean_svg(chain(kind, way, 10))


def test_many_shapes_share_a_gradient() -> None:
    """A gradient of many stops costs the same, however many shapes are filled with it."""
    stops, shapes = "<stop/>" * 60, '<rect fill="url(#a)"/>' * 20_000
    assert cleaned(
        f'<svg {NS}><linearGradient id="a">{stops}</linearGradient>{shapes}</svg>'.encode()
    )


def test_references_are_counted_in_time_in_line_with_them() -> None:
    """Levels of groups that each hand a pattern down are counted, up to a limit."""
    levels = "".join(f'<g fill="url(#a{n})">' for n in range(150))
    source = f"<svg {NS}>{levels}{'<g/>' * 20_000}{'</g>' * 150}</svg>"
    with pytest.raises(UnsafePicture, match="more than 500,000 times"):
        clean_svg(source.encode())


def test_a_long_namespace_is_refused() -> None:
    """The parser writes it out at each name, which takes the square of a picture."""
    with pytest.raises(UnsafePicture, match="a namespace that is too long"):
        clean_svg(f"<svg {NS} xmlns:x='{'u' * 1_001}'><x:g/></svg>".encode())


def test_attributes_that_a_doctype_gives_stay() -> None:
    """As W3C's own pictures have them; they are judged as if they were written."""
    source = f"<!DOCTYPE svg [<!ATTLIST g fill CDATA 'red'>]><svg {NS}><g/></svg>"
    assert b'<g fill="red"/>' in clean_svg(source.encode()).svg
    armed_one = source.replace("fill CDATA 'red'", "onload CDATA 'x()'")
    with pytest.raises(UnsafePicture, match="runs a script"):
        clean_svg(armed_one.encode())


def test_attributes_that_a_doctype_gives_do_not_grow() -> None:
    """A long one on each of many elements would be a picture of gigabytes."""
    many = (
        f"<!DOCTYPE svg [<!ATTLIST g class CDATA '{'a' * 9_000}'>]><svg {NS}>{'<g/>' * 9_000}</svg>"
    )
    with pytest.raises(UnsafePicture, match="too many or too long"):
        clean_svg(many.encode())


def test_a_licence_in_a_comment_stays() -> None:
    """A comment that begins with ! is published, as other programs do; others are not."""
    made = clean_svg(f"<svg {NS}><!--! Licence: MIT --><!-- note to self --></svg>".encode())
    assert made.svg.endswith(b"><!--! Licence: MIT --></svg>\n")


NAMES = st.sampled_from(
    [
        *("svg", "g", "style", "a", "use", "image", "script", "text", "title", "switch"),
        *("foreignObject", "set", "metadata", "x:y", "html:p", "linearGradient", "filter"),
    ]
)
KEYS = st.sampled_from(
    [
        *("href", "xlink:href", "style", "fill", "onclick", "id", "class", "x:a", "xml:base"),
        *("src", "transform", "content", "d"),
    ]
)
PIECES = st.sampled_from(
    [
        *("#a", "url(", "#a)", ")", "http://ask.invalid", "'", "&quot;", "\\", "/*", "*/"),
        *("@import ", "rgb(", "image-set(", "fill:", ";", "{", "}", "javascript:", "&#10;"),
        *("5%", "+", ".", "@media all", "--a:", "var(--a)", "é", "\t", "&lt;", "]]&gt;"),
        "data:image/png;base64,AA==",
    ]
)
VALUES = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    """Write an element that may hold others, of names and values that mean something."""
    name = draw(NAMES)
    given = draw(st.dictionaries(KEYS, VALUES, max_size=3))
    inner = draw(VALUES)
    if depth and name != "style":
        inner += "".join(draw(st.lists(elements(depth - 1), max_size=2)))
    listed = " ".join(f'{key}="{value}"' for key, value in given.items())
    return f"<{name} {listed}>{inner}</{name}>"


@given(elements())
def test_whatever_is_published_is_harmless_and_stays_as_it_is(inside: str) -> None:
    """A picture made of anything is refused, or what is left is harmless and is cleaned already."""
    names = f'{NS} xmlns:x="urn:x" xmlns:html="http://www.w3.org/1999/xhtml"'
    made = cleaned(f"<svg {names}>{inside}</svg>".encode())
    if made:
        assert_harmless(made.svg)
        assert clean_svg(bytes(made.svg)) == Cleaned(made.svg)


class Site(BaseHTTPRequestHandler):
    """Serve pictures by their paths, whatever their names end in."""

    files: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        """Answer with a picture, or with nothing."""
        data = self.files.get(self.path.partition("?")[0])
        self.send_response(200 if data is not None else 404)
        kind = "text/html" if self.path.endswith(".html") else "image/svg+xml"
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a server for pictures."""
    Site.files.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def active(page: Page, site: str, files: dict[str, bytes], *, times: int = 1) -> set[str]:
    """Open each file alone, click on it, and return those that asked for or led to something.

    Where nothing happens, click and wait again, that many times in all.
    """
    asking: set[str] = set()
    now = ""

    def route(request: str) -> None:
        if request not in (site + now, f"{site}/favicon.ico"):
            asking.add(now)

    page.on("request", lambda request: route(request.url))
    page.on("dialog", lambda dialog: (asking.add(now), dialog.dismiss()))
    for path, data in files.items():
        now = path
        Site.files[path] = data
        page.goto(site + path, wait_until="load")
        for _ in range(times):
            page.mouse.click(50, 50)
            page.wait_for_timeout(15)
            if page.url != site + path:
                asking.add(path)
            if path in asking:
                break
    return asking


@pytest.mark.thorough
def test_in_a_browser_nothing_that_is_published_runs_or_asks(page: Page, site: str) -> None:
    """Opened alone as SVG or as HTML, and clicked on, no published file asks for anything."""
    files: dict[str, bytes] = {}
    for name, source in ARMED.items():
        if made := cleaned(source):
            files |= {f"/{name}.svg": made.svg, f"/{name}.html": made.svg}
    for file in PICTURES.glob("*.svg"):
        files[f"/{file.name}"] = clean_svg(file.read_bytes()).svg
    assert active(page, site, files) == set()


def test_the_browser_would_have_seen_it(page: Page, site: str) -> None:
    """The armed files as they are do run and ask, so that the test above can fail."""
    names = ["script", "image", "use", "fill", "root-of-html", "link-that-runs", "sheet", "utf-16"]
    files = {f"/{name}.svg": ARMED[name] for name in names}
    assert active(page, site, files, times=200) == set(files)


def test_pictures_of_programs_look_as_before(page: Page, site: str) -> None:
    """In a browser, each of them looks the same before and after."""
    page.set_viewport_size({"width": 300, "height": 200})
    for file in PICTURES.glob("*.svg"):
        shots = []
        for data in (file.read_bytes(), clean_svg(file.read_bytes()).svg):
            Site.files["/picture.svg"] = data
            page.set_content(f'<img src="{site}/picture.svg?{len(data)}">', wait_until="load")
            shots.append(page.screenshot())
        # HTML is set in other letters than what stands in its place
        assert shots[0] == shots[1] or file.stem == "drawio", file.name


def test_what_is_published_is_what_was_cleaned(
    tmp_path: Path, run_radar: Callable[..., Any]
) -> None:
    """A site, a single file and an export hold the cleaned picture, and its loss is noted."""
    folder = tmp_path / "entries"
    folder.mkdir()
    settings = "title: Ours\nquadrants: [A, B, C, D]\nlogo: logo.svg\n"
    (folder / "radar.yaml").write_text(settings)
    entry = "---\nname: A\nquadrant: A\nring: adopt\n---\n\nOne.\n\n![x](x.svg)\n"
    (folder / "a.md").write_text(entry)
    for name in ("logo", "x"):
        (folder / f"{name}.svg").write_text(f'<svg {NS} data-secret="1"><title>a</title></svg>')
    run_radar("build", "-o", "site", cwd=tmp_path)
    run_radar("build", "--single-file", "-o", "one", cwd=tmp_path)
    run_radar("export", "aoe", "-o", "aoe", cwd=tmp_path)
    made = [file for name in ("site", "one", "aoe") for file in (tmp_path / name).rglob("*")]
    assert {"logo.svg", "x.svg"} <= {file.name for file in made}
    assert not [file for file in made if file.is_file() and b"data-secret" in file.read_bytes()]
    said = run_radar("check", "-v", cwd=tmp_path).out
    assert re.search(r"a.md:9:1: note: .*x.svg. is published without attributes .data-secret", said)
    assert re.search("radar.yaml:3:7: note: .*logo.svg", said)


def test_a_picture_that_is_refused_is_named(tmp_path: Path, run_radar: Callable[..., Any]) -> None:
    """The file and the line that show it are told, with what it would do and where."""
    (tmp_path / "radar.yaml").write_text("title: Ours\nquadrants: [A, B]\nlogo: logo.svg\n")
    entry = "---\nname: A\nquadrant: A\nring: adopt\n---\n\n![x](x.svg)\n"
    (tmp_path / "a.md").write_text(entry)
    for name in ("logo", "x"):
        (tmp_path / f"{name}.svg").write_text(f"<svg {NS}>\n<script/></svg>")
    done = run_radar("build", "-o", "site", cwd=tmp_path)
    assert done.code == 1
    assert 'a.md:7:1: "x.svg" has <script> in it (line 2)' in done.err
    assert 'radar.yaml:3:7: "logo.svg" has <script> in it (line 2)' in done.err
    assert not (tmp_path / "site").exists()
