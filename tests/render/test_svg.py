"""The SVG: whole in any wiki, drawn as written, small, and the same each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

import radar
from radar.layout import Atlas, lay_out
from radar.model import Edition, Entry, Quadrant, Radar, Ring
from radar.render.drawing.elements import Element, serialize
from radar.render.drawing.svg import render_inline, render_svg
from radar.safety.profile import faults
from radar.text import printable
from radar.theme import list_shipped_themes, load_theme

SVG = "{http://www.w3.org/2000/svg}"
WORDS = (
    *("Apache Kafka", "Spring Boot", "Rust", "Go", "Kubernetes", "Data mesh", "GraphQL", "eBPF"),
    *("Platform engineering", "Observability pipeline", "Vector store", "Event sourcing"),
    *("Lakehouse", "Feature flags", "Chaos testing", "Service catalog", "Micro frontends"),
    *("OpenTelemetry", "Continuous delivery for machine learning"),
)
ODD = (
    "</text><script>alert(1)</script>",
    "]]> & &amp; <!-- \"both\" 'kinds'",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "שלום Kafka עולם",
    "مرحبا Rust",
    "e\u0301clair a\u030a\u0323",
    "云原生 Kubernetes 编排",
    "".join(map(chr, range(0x20))) + "controls",
    "lone \ud800 surrogate \udfff",
    "\ufffe\uffff not characters",
    "no\u00a0break\u2028line\u2029end",
    "\u202egnp.txt\u2066 bidi",
    "W" * 300,
    "a" * 20_000,
    "\u200b",
    "url(#x) javascript:alert(1) &#160;",
)


def some(count: int, quadrants: int = 4, *, moved: bool = True) -> Radar:
    """Return a radar of so many entries, with names as technologies have."""
    moves = ("new", "in", "out", None, None) if moved else (None,)
    rings = ("adopt", "trial", "assess", "hold")
    entries = [
        {
            "id": f"entry-{n:03}",
            "name": f"{WORDS[n * 7 % len(WORDS)]} {n}",
            "quadrant": f"q{n % quadrants}",
            "ring": rings[n * 5 // 3 % 4],
            "moved": moves[n % len(moves)],
        }
        for n in range(count)
    ]
    parts = [{"id": f"q{n}", "name": f"Quadrant {n}"} for n in range(quadrants)]
    return Radar.model_validate({"title": "Some", "quadrants": parts, "entries": entries})


def named(*names: str) -> Radar:
    """Return a radar whose title, quadrants, rings and entries have names of anything."""
    entries = [
        Entry.model_validate({"id": f"e{n}", "name": name, "quadrant": "q", "ring": "r"})
        for n, name in enumerate(names)
    ]
    first = names[0]
    return Radar(
        id="odd",
        title=first,
        quadrants=[Quadrant(id="q", name=first), Quadrant(id="p", name=names[-1])],
        rings=[Ring(id="r", name=first), Ring(id="s", name=names[-1])],
        entries=entries,
    )


def parsed(svg: str) -> ET.Element:
    """Return the root of a picture."""
    return ET.fromstring(svg)  # noqa: S314 - our own


def shown(element: ET.Element) -> str:
    """Return what a text says, lines joined as they were broken."""
    return "".join(element.itertext())


def unspaced(text: str) -> str:
    """Return a text without spaces, which end lines."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def ours(root: Any) -> Radar:
    """The radar of this repository."""
    return radar.load(root / "entries")


@pytest.mark.thorough
@given(st.lists(st.sampled_from(ODD) | st.text(max_size=20), min_size=1, max_size=4))
@example([ODD[0]])
@example([ODD[7], ODD[8]])
@example([ODD[9], ODD[12]])
@example([ODD[13]])
@example([ODD[14], ODD[15]])
def test_names_of_anything_are_drawn_as_they_were_written(names: list[str]) -> None:
    """Well-formed, ASCII, within the profile, and every name whole but for what XML forbids."""
    clean = [name.encode("utf-8", "replace").decode() if name else "x" for name in names]
    try:
        odd = named(*clean)
    except ValidationError:  # a name of nothing at all
        return
    svg = render_svg(lay_out(odd), base_url="https://example.org/")
    assert list(faults(svg)) == []
    root = parsed(svg)
    for n, name in enumerate(clean):
        label = root.find(f".//{SVG}text[@id='tr-odd-label-e{n}']")
        assert label is not None
        assert unspaced(shown(label)) == unspaced(printable(name) or f"e{n}")


def test_lone_surrogates_do_not_reach_the_file() -> None:
    """A name that no encoding can write loses what cannot be written."""
    name = "lone \ud800 surrogate"
    odd = Radar.model_construct(**{**vars(named("x")), "title": {"en": name}})
    svg = render_svg(lay_out(odd))
    assert list(faults(svg)) == []
    assert "lone surrogate" in svg


@pytest.mark.few(2)
@pytest.mark.parametrize("name", list_shipped_themes())
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_theme_draws_within_the_profile(name: str, scheme: str, ours: Radar) -> None:
    """In every theme and scheme, names and numbers, whole and by quadrant."""
    theme = load_theme(name)
    atlas = Atlas(ours, theme.style)
    scenes = [atlas.scene("2022", "zh"), atlas.scene(), atlas.quadrant("runtime")]
    for scene in (*scenes, lay_out(some(150), style=theme.style)):
        svg = render_svg(scene, theme, scheme, base_url=ours.base_url)
        assert list(faults(svg)) == []
        assert f'fill="{theme.palette(scheme).background}"' in svg


@pytest.mark.parametrize(("count", "most"), [(81, 45_000), (118, 70_000)])
def test_a_picture_with_every_name_in_it_is_small(count: int, most: int) -> None:
    """81 entries take at most 45 kB and 118 at most 70 kB, every name inside."""
    crowd = some(count)
    scene = lay_out(crowd)
    svg = render_svg(scene)
    assert len(svg) <= most
    root = parsed(svg)
    assert {f"tr-some-label-{entry.id}" for entry in crowd.entries} <= ids(root)


def ids(root: ET.Element) -> set[str]:
    """Return every id of a picture, of which no two are alike."""
    found = [element.get("id", "") for element in root.iter() if element.get("id")]
    assert len(found) == len(set(found))
    return set(found)


def test_ids_are_what_others_may_rely_on(ours: Radar) -> None:
    """Blips, names, sectors, rings and quadrants have ids of one form, and nothing else has."""
    scene = lay_out(ours)
    found = ids(parsed(render_svg(scene)))
    entries = {blip.entry for blip in scene.blips}
    expected = {f"tr-cloud-native-blip-{entry}" for entry in entries}
    expected |= {f"tr-cloud-native-label-{entry}" for entry in entries}
    expected |= {f"tr-cloud-native-ring-{ring.id}" for ring in ours.rings}
    for quadrant in ours.quadrants:
        expected.add(f"tr-cloud-native-quadrant-{quadrant.id}")
        expected |= {f"tr-cloud-native-sector-{quadrant.id}-{ring.id}" for ring in ours.rings}
    assert found == expected


def reach(element: ET.Element) -> Iterator[float]:
    """Yield how far from its group's origin each part of a mark may reach."""
    half = float(element.get("stroke-width", "0")) / 2 if element.get("stroke") else 0.0
    if element.tag == f"{SVG}circle":
        yield float(element.get("r", "0")) + half
    if element.tag == f"{SVG}polygon":
        for pair in element.get("points", "").split():
            x, y = map(float, pair.split(","))
            yield (x * x + y * y) ** 0.5
    if element.tag == f"{SVG}path":
        x, y = map(float, re.findall(r"-?[\d.]+", element.get("d", ""))[:2])
        yield (x * x + y * y) ** 0.5 + half


@pytest.mark.parametrize("count", [60, 150])
def test_a_blip_holds_its_mark_and_nothing_leaves_its_radius(count: int) -> None:
    """A blip is a group about its centre: mark, number, title; no part beyond the radius."""
    scene = lay_out(some(count))
    root = parsed(render_svg(scene))
    for blip in scene.blips:
        group = root.find(f".//{SVG}g[@id='tr-some-blip-{blip.entry}']")
        assert group is not None
        place = re.fullmatch(r"translate\((-?[\d.]+) (-?[\d.]+)\)", group.get("transform", ""))
        assert place
        assert (float(place[1]), float(place[2])) == (blip.x, blip.y)
        assert max(far for part in group.iter() for far in reach(part)) <= blip.radius + 0.011
        kinds = {part.tag.removeprefix(SVG) for part in group.iter()} - {"g", "title"}
        assert kinds <= {"circle", "polygon", "path"} | ({"text"} if blip.number_size else set())


def test_links_are_absolute_or_not_there(ours: Radar) -> None:
    """Every blip and name links to its page where the site has an address; else nothing does."""
    scene = lay_out(ours)
    assert "<a " not in render_svg(scene)
    assert "<a " not in render_svg(scene, base_url="radar/")
    root = parsed(render_svg(scene, base_url="https://example.org/r/"))
    links = {link.get("href"): list(link.iter()) for link in root.iter(f"{SVG}a")}
    assert len(links) == len(scene.blips)
    for entry in (blip.entry for blip in scene.blips):
        inside = [part.get("id") for part in links[f"https://example.org/r/entries/{entry}.html"]]
        ids = [f"tr-cloud-native-{kind}-{entry}" for kind in ("blip", "label")]
        assert [id_ for id_ in inside if id_] == ids


@pytest.mark.parametrize("labels", ["auto", "numbers"])
def test_a_link_changes_no_shape(ours: Radar, labels: str) -> None:
    """With and without links, a picture has the same shapes and texts with the same looks."""
    layout = ours.layout.model_copy(update={"labels": labels})
    scene = lay_out(ours.model_copy(update={"layout": layout}))
    plain, linked = render_svg(scene), render_svg(scene, base_url="https://example.org/r")
    assert leaves(parsed(plain), {}) == leaves(parsed(linked), {})


def leaves(element: ET.Element, inherited: dict[str, str]) -> Counter[str]:
    """Count shapes and lines of text, each with all attributes that have an effect on it."""
    look = inherited | dict(element.attrib)
    look.pop("href", None)
    if not len(element):
        if not element.text:
            look.pop("font-size", "")
        if element.tag == f"{SVG}title":
            look = {}
        return Counter([f"{element.tag} {element.text} {sorted(look.items())}"])
    below = {key: value for key, value in look.items() if key not in ("aria-label", "role")}
    return sum((leaves(child, below) for child in element), Counter())


def test_one_entry_can_be_lit(ours: Radar) -> None:
    """All blips and names but one give way, and the picture stays within the profile."""
    scene = lay_out(ours)
    svg = render_svg(scene, lit="kubernetes")
    assert list(faults(svg)) == []
    faded = [e.get("id") for e in parsed(svg).iter() if e.get("opacity")]
    assert len(faded) == 2 * (len(scene.blips) - 1) + sum(
        1 + len(trail.tail.notches) for trail in scene.trails
    )
    assert "tr-cloud-native-blip-kubernetes" not in faded


def test_a_quadrant_is_a_picture_of_its_own(ours: Radar) -> None:
    """One quadrant alone shows its entries, under its own name, and no others."""
    scene = Atlas(ours).quadrant("runtime")
    drawn = {blip.entry for blip in scene.blips}
    assert drawn == {entry.id for entry in ours.entries if entry.quadrant == "runtime"}
    svg = render_svg(scene)
    assert list(faults(svg)) == []
    assert "Runtime and kernel" in svg


def test_the_root_says_what_the_picture_is(ours: Radar) -> None:
    """Size in px and a viewBox, a role, a name, a language; title and description come first."""
    root = parsed(render_svg(lay_out(ours, language="zh")))
    left, top, width, height = root.get("viewBox", "").split()
    assert (root.get("width"), root.get("height")) == (width, height)
    assert (root.get("role"), root.get("lang")) == ("img", "zh")
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    ground = root[2]
    assert [ground.get(k) for k in ("x", "y", "width", "height")] == [left, top, width, height]


def test_the_same_radar_gives_the_same_bytes() -> None:
    """Neither the order of the entries nor a second run changes a byte."""
    crowd = some(60, 5)
    turned = crowd.model_copy(update={"entries": tuple(reversed(crowd.entries))})
    again = Radar.model_validate(
        turned.model_dump(exclude={"entries"}) | {"entries": turned.entries}
    )
    assert render_svg(lay_out(crowd)) == render_svg(lay_out(some(60, 5)))
    assert render_svg(lay_out(crowd)) == render_svg(lay_out(again))


def test_two_radars_on_a_page_share_no_id(ours: Radar) -> None:
    """Ids begin with the radar's own; pictures of one radar can be told apart by a prefix."""

    def inline(of: Radar, **more: str) -> set[str]:
        svg = render_inline(lay_out(of), href=lambda entry: f"{entry}.html", **more)
        return ids(parsed(svg))

    assert not inline(ours) & inline(some(40))
    assert not inline(ours) & inline(ours, prefix="second")


def test_movement_can_be_told_without_colour() -> None:
    """Each movement has a shape of its own, with a number and without, and words."""
    editions = [Edition(id="1"), Edition(id="2"), Edition(id="3")]
    histories = {
        "new": {"3": "trial"},
        "in": {"1": "trial", "3": "adopt"},
        "out": {"1": "adopt", "3": "trial"},
        "stays": {"1": "trial"},
        "back": {"1": "trial", "2": None, "3": "trial"},
    }
    for labels in ("names", "numbers"):
        moved = Radar.model_validate(
            {
                "title": "M",
                "quadrants": ["A", "B"],
                "editions": editions,
                "layout": {"labels": labels},
                "entries": [
                    {
                        "id": name,
                        "name": name,
                        "history": [
                            {"edition": edition, "ring": ring, "quadrant": "a"}
                            for edition, ring in history.items()
                        ],
                    }
                    for name, history in histories.items()
                ],
            }
        )
        root = parsed(render_svg(lay_out(moved)))
        shapes = {}
        for name in histories:
            group = root.find(f".//{SVG}g[@id='tr-m-blip-{name}']")
            assert group is not None
            marks = [part for part in group if part.tag not in (f"{SVG}title", f"{SVG}text")]
            shapes[name] = tuple((part.tag, part.get("r"), part.get("d")) for part in marks)
        assert shapes["in"] == shapes["stays"]  # what moved has a tail
        assert len({*shapes.values()}) == 4
        assert len(list(root.iter(f"{SVG}polygon"))) >= 2


def tree_of(values: dict[str, str], words: str, children: list[Element]) -> Element:
    """Make an element with others in it."""
    element = Element("g", values, words)
    for child in children:
        element.add(child)
    return element


ANYTHING = st.text(st.characters(exclude_categories=["Cs"])) | st.just('a"&<>\n\t\r')
VALUES = st.dictionaries(st.sampled_from(["x", "aria-label", "d"]), ANYTHING)
ELEMENTS = st.recursive(
    st.builds(tree_of, VALUES, ANYTHING, st.just([])),
    lambda inner: st.builds(tree_of, VALUES, ANYTHING, st.lists(inner, max_size=3)),
    max_leaves=6,
)


def as_tree(element: Element) -> ET.Element:
    """Return an element as one of ElementTree."""
    given = {key: value for key, value in sorted(element.attribs.items()) if value}
    made = ET.Element(element.elementname, given)
    made.text = element.text
    made.extend(map(as_tree, element.elements))
    return made


@given(ELEMENTS)
def test_svg_is_written_as_elementtree_writes_xml(element: Element) -> None:
    """Every sign that is markup is escaped, in words and in attributes, and all is ASCII."""
    written = ET.tostring(as_tree(element), encoding="us-ascii").decode("ascii")
    assert serialize(element) == written.replace(" />", "/>") + "\n"
