"""The radar on pages: the first page, and that of each edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from radar.layout.composition.content import REPORTED_MOVEMENTS
from radar.layout.composition.on_page import (
    PageScenes,
    enlarge_quadrant,
    enlarge_type,
    for_page,
    for_windows,
    growth,
)
from radar.layout.scene import KeyItem, Scene
from radar.memo import Same, remember
from radar.model import Edition, Movement
from radar.render.drawing.svg import render_inline, render_key
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.contract import EditionPage, FirstPage, LanguagePart, RadarValues, SingleFile
from radar.render.site.live_data import columns, differences, facets, live_data
from radar.render.site.pages.shared import Shared
from radar.render.site.templates import trust_html
from radar.render.site.values import KeyMark, Phrase, QuadrantRows
from radar.words import Words

_TRIALS = 3  # of a size of type for small windows: each needs names to be placed again


def first_page(shared: Shared, part: LanguagePart | None = None) -> str:
    """Return the first page: the radar and its entries, as of the newest edition.

    With `part` it is one language of a single file, which has the other pages too.
    """
    context, radar = shared.context, shared.radar
    lead = context.say(radar.description)
    about = lead.words or context.counts(radar.newest)
    frame = shared.frame("index.html", shared.site.title, about)
    scenes = _newest_scenes(shared)
    listed = tuple(context.groups_over_time())
    heading = context.say(radar.title)
    values = _radar_values(shared, scenes, frame.addresses, listed, heading, lead, context)
    first = FirstPage(
        status=context.status(radar.newest),
        introduction=context.prose(
            context.say(radar.introduction), frame.addresses, scope="about-"
        ),
        facets=facets(context),
        columns=columns(context, has_numbers=scenes.usual.shows == "numbers"),
        has_archive=bool(context.off_radar()),
        data=differences(
            _page_data(shared, scenes, frame.addresses), shared.options.first_data or {}
        ),
    )
    if part:
        return shared.render("language.html.j2", frame, values, first, part)
    return shared.render("index.html.j2", frame, values, first)


def first_page_data(shared: Shared) -> dict[str, Any]:
    """Return the data of the first page for its scripts."""
    addresses = shared.frame("index.html", "").addresses
    return _page_data(shared, _newest_scenes(shared), addresses)


def _page_data(shared: Shared, scenes: PageScenes, addresses: Addresses) -> dict[str, Any]:
    draw = partial(edition_scene, shared)
    return live_data(shared.context, draw, addresses, scenes.usual.key)


def single_file(shared: Shared, whole: SingleFile) -> str:
    """Return a file with all languages, whose head is in this one."""
    context = shared.context
    about = context.say(context.radar.description).words or context.counts(context.radar.newest)
    frame = shared.frame("index.html", shared.site.title, about, everywhere=False)
    return shared.render("single.html.j2", frame, whole)


def edition_page(shared: Shared, edition: Edition) -> str:
    """Return the page of one edition: the radar as it was."""
    context = shared.context_of(edition.id)
    name, edition = context.edition_name(edition.id), context.radar.edition(edition.id)
    title = context.words("this_edition", edition=name)
    frame = shared.frame(f"editions/{edition.id}.html", title, context.counts(edition.id))
    scenes = PageScenes(edition_scene(shared, edition.id))
    listed = tuple(context.groups(edition.id))
    heading, date = Phrase(title), Phrase(context.date(edition.date))
    values = _radar_values(shared, scenes, frame.addresses, listed, heading, date, context)
    page = EditionPage(
        text=context.prose(context.say(edition.text), frame.addresses, scope="edition-"),
        is_newest=edition.id == shared.radar.newest,
        amendments=tuple(_amendments(context, edition.id)),
    )
    return shared.render("edition.html.j2", frame, values, page)


def edition_scene(shared: Shared, edition: str) -> Scene:
    """Return the picture of an edition, in this language, as it stands in a page."""
    if edition not in shared.scenes:  # its own page, the slider and the pages of entries show it
        scene = shared.atlas.scene(edition, shared.context.language)
        words = _quadrant_words(shared, edition)
        shared.scenes[edition] = for_page(scene, words, shared.theme.style)
    return shared.scenes[edition]


def _quadrant_words(shared: Shared, edition: str) -> list[tuple[str, str]]:
    """Return the name of each quadrant and the number of its entries, in words."""
    context = shared.context_of(edition)
    counts = Counter(
        standing.quadrant for standing in context.timeline[edition] if standing.has_blip
    )
    return [
        (part.name.words, context.words("entries", n=counts[part.id]))
        for part in context.quadrants.values()
    ]


def _newest_scenes(shared: Shared) -> PageScenes:
    """Return the picture of the newest edition for windows of every size."""
    edition, language, atlas = shared.radar.newest, shared.context.language, shared.atlas
    usual = atlas.scene(edition, language)
    if shared.radar.editions:
        usual = replace(usual, key=_key_over_time(shared, usual))
    near = (atlas.quadrant_on_page(one.quadrant, language) for one in usual.quadrants)
    return PageScenes(*_whole_scenes(shared, usual), tuple(map(enlarge_quadrant, near)))


def _whole_scenes(shared: Shared, usual: Scene) -> tuple[Scene, Scene]:
    """Return the whole picture for large windows, and for small ones in type that is read there.

    What stands around the disc makes the picture smaller, so that its type has to be larger.
    """
    words, style = _quadrant_words(shared, usual.edition), shared.theme.style
    times = 1.0
    for _ in range(_TRIALS):
        large = _large_labels(shared, usual, times)
        pair = for_windows(usual, large, words, style, times)
        before, times = times, enlarge_type(pair[1], times)
        if times == before:
            break
    return pair


def _large_labels(shared: Shared, usual: Scene, times: float) -> Scene:
    """Return the scene of an edition with labels that are so many times larger than usual."""
    edition, language, atlas = usual.edition, usual.language, shared.atlas
    return remember(
        "large labels",
        (edition, language, f"{times}"),
        Same(atlas),
        lambda: atlas.scene_with_large_labels(edition, language, times),
    )


def _key_over_time(shared: Shared, scene: Scene) -> tuple[KeyItem, ...]:
    """Return the key of a scene with the movements of all editions, which a slider shows."""
    editions, language = shared.radar.editions, shared.context.language
    marks = {
        item.movement: _usual_words(shared.context.words, item)
        for edition in editions
        for item in shared.atlas.scene(edition.id, language).key
        if item.radius and item.steps < 2
    }
    marks |= {item.movement: item for item in scene.key if item.radius and item.steps < 2}
    ordered = [
        marks[movement]
        for movement in (Movement.UNCHANGED, *REPORTED_MOVEMENTS)
        if movement in marks
    ]
    return (*ordered, *(item for item in scene.key if not item.radius or item.steps > 1))


def _usual_words(words: Words, item: KeyItem) -> KeyItem:
    """Return an item of another edition's key without what it says of that edition."""
    line = item.text.lines[0]._replace(text=words(item.movement.value))
    return replace(item, text=replace(item.text, lines=(line,)))


def _radar_values(
    shared: Shared,
    scenes: PageScenes,
    addresses: Addresses,
    listed: tuple[QuadrantRows, ...],
    heading: Phrase,
    lead: Phrase,
    context: PageContext,
) -> RadarValues:
    scene = scenes.usual
    edition, label = scene.edition, context.words("list")
    picture = remember(
        "picture",
        (context.language, addresses, edition),
        (Same(shared.atlas), scenes, shared.theme, label),
        lambda: _draw(shared, scenes, addresses, label),
    )
    key = render_key(scene, shared.theme)
    return RadarValues(
        edition=context.edition(edition),
        counts=context.counts(edition),
        rings=tuple(context.rings.values()),
        groups=listed,
        picture=trust_html(picture),
        growth_class=f"grown-{2 * growth(scene):g}",
        key=tuple(KeyMark(trust_html(mark), meaning) for mark, meaning in key),
        unmarked=scene.unmarked.value,
        numbered=scenes.numbered,
        heading=heading,
        lead=lead,
    )


def _draw(shared: Shared, scenes: PageScenes, addresses: Addresses, label: str) -> str:
    """Return the picture of a page as SVG; `label` is what its list of entries is called."""
    return render_inline(
        *(scenes.usual, shared.theme),
        href=addresses.entry,
        list_label=label,
        large=scenes.large,
        near=scenes.near,
    )


def _amendments(context: PageContext, edition: str) -> Iterator[str]:
    """Yield the corrections of an edition since it was published, in words."""
    for closed in context.radar.closed:
        for amendment in closed.amendments if closed.id == edition else ():
            yield context.teller.amendment(closed, amendment, context.date(amendment.date))
