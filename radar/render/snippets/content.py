"""The content of a snippet, whatever its format: picture, description, every entry with its page.

In an `<img>` every link is dead and the text is not text, so the list is the real navigation and
the alternative text the real description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from radar.errors import BadCall
from radar.history import Standing, standings
from radar.layout.scene import Scene
from radar.model import Radar
from radar.render.publication import language_root
from radar.safety.links import check_base, quiet_address
from radar.telling import label_movement
from radar.text import printable
from radar.words import Catalogue, Words

PictureChoice = Literal["auto", "light", "dark", "png"]
PICTURES: tuple[PictureChoice, ...] = ("auto", "light", "dark", "png")
_MARGIN = 2  # px around a blip that lead to it too; blips are further apart
_FILES: Mapping[str, str] = {"dark": "radar.dark.svg", "png": "radar.png"}


class SnippetEntry(NamedTuple):
    """An entry: its name, its page, its number where the picture shows one, how it moved."""

    name: str
    href: str
    number: str
    moved: str


class _SnippetRing(NamedTuple):
    """The entries of one ring in one quadrant."""

    name: str
    items: tuple[SnippetEntry, ...]


class _SnippetQuadrant(NamedTuple):
    """A quadrant and its rings, those without entries left out."""

    name: str
    rings: tuple[_SnippetRing, ...]


class LinkArea(NamedTuple):
    """A place in the picture that leads to an entry: its shape and numbers as in an image map.

    The numbers are px of the picture at its own width: x, y, radius of a `circle`; left, top,
    right, bottom of a `rect`.
    """

    shape: Literal["circle", "rect"]
    numbers: tuple[int, ...]
    href: str
    name: str


class Embedding(NamedTuple):
    """The content of a snippet.

    `picture` and `dark` (for readers of dark pages, '' for none) are addresses of pictures,
    `width` is theirs in px, `file` what the picture may be called in a wiki that wants it
    uploaded. `home` is the page of the radar. `absolute` tells whether the addresses work
    everywhere; else they are relative to the site's root. `areas` are the links in the picture,
    and `radar` is the id of the radar.
    """

    radar: str

    title: str
    alt: str
    picture: str
    dark: str
    width: int
    file: str
    home: str
    absolute: bool
    quadrants: tuple[_SnippetQuadrant, ...]
    areas: tuple[LinkArea, ...]
    words: Words


def embedding(
    radar: Radar,
    scene: Scene,
    *,
    picture: PictureChoice = "auto",
    base_url: str | None = None,
    words: Catalogue | None = None,
    page_of: Callable[[str], str] | None = None,
) -> Embedding:
    """Return the content of the snippets for a scene.

    `base_url` is where the site is published (by default what the radar says); `words` are the
    user's own of the scene's language. `page_of` returns the address of an entry's page by its id,
    where that is not in our own site.

    Raises:
        BadCall: no build makes the wanted picture, or the base URL is not on the web.
    """
    base = radar.base_url if base_url is None else base_url
    check_base(base)
    root = (base.rstrip("/") + "/" if base else "") + language_root(radar, scene.language)
    past = scene.edition != radar.newest
    if past and picture not in ("auto", "light"):
        raise BadCall(f"only the newest edition has a {picture} picture; leave out --picture")
    path = f"editions/{scene.edition}.svg" if past else _FILES.get(picture, "radar.svg")
    page = f"editions/{scene.edition}.html" if past else "" if base else "index.html"
    language = scene.language if scene.language != radar.languages[0] else ""
    name = "-".join(filter(None, ("Radar", scene.radar, scene.edition * past, language)))
    said = Words(scene.language, words)
    find_page = page_of or _page_in(root)
    return Embedding(
        radar=scene.radar,
        title=scene.title,
        alt=scene.description,
        picture=quiet_address(root + path),
        dark="" if past or picture != "auto" else quiet_address(root + _FILES["dark"]),
        width=scene.width,
        file=name + ".dark" * (picture == "dark") + (".png" if picture == "png" else ".svg"),
        home=quiet_address(root + page),
        absolute=bool(base),
        quadrants=_quadrants(radar, scene, find_page, said),
        areas=tuple(_areas(scene, find_page)),
        words=said,
    )


def _areas(scene: Scene, page_of: Callable[[str], str]) -> Iterator[LinkArea]:
    """Yield the place of each blip and of each level name; where two overlap, the first counts.

    Names are those of the picture: an entry of a past edition may have had another id then.
    """
    names = {blip.entry: blip.name for blip in scene.blips}

    def area(shape: Literal["circle", "rect"], entry: str, *numbers: float) -> LinkArea:
        name = printable(names.get(entry, "")) or entry
        return LinkArea(shape, tuple(map(round, numbers)), quiet_address(page_of(entry)), name)

    left, top = scene.left, scene.top
    for blip in scene.blips:
        reach = blip.radius + _MARGIN
        yield area("circle", blip.entry, blip.x - left, blip.y - top, reach)
    for label in scene.labels:
        box = label.text.box
        if not label.text.turn:
            sides = (box.left - left, box.top - top, box.right - left, box.bottom - top)
            yield area("rect", label.entry, *sides)


def _page_in(root: str) -> Callable[[str], str]:
    """Return what makes the address of an entry's page in our own site, by its id."""
    return lambda entry: f"{root}entries/{entry}.html"


def _quadrants(
    radar: Radar, scene: Scene, page_of: Callable[[str], str], words: Words
) -> tuple[_SnippetQuadrant, ...]:
    numbered = any(label.number for label in scene.labels)
    drawn = sorted(
        (s for s in standings(radar, scene.edition) if s.has_blip), key=lambda s: s.number
    )

    def item(standing: Standing) -> SnippetEntry:
        entry = standing.entry
        return SnippetEntry(
            printable(radar.say(entry.name, scene.language)) or entry.id,
            quiet_address(page_of(entry.id)),
            str(standing.number) if numbered else "",
            label_movement(words, standing.movement),
        )

    by_place: dict[tuple[str, str], list[SnippetEntry]] = {}
    for standing in drawn:
        by_place.setdefault((standing.quadrant, standing.ring or ""), []).append(item(standing))
    return tuple(
        _SnippetQuadrant(
            printable(radar.say(quadrant.name, scene.language)) or quadrant.id,
            tuple(
                _SnippetRing(
                    printable(radar.say(ring.name, scene.language)) or ring.id,
                    tuple(by_place[quadrant.id, ring.id]),
                )
                for ring in radar.rings
                if (quadrant.id, ring.id) in by_place
            ),
        )
        for quadrant in radar.reading_order
        if any(quadrant.id == place for place, _ in by_place)
    )
