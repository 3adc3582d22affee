"""An atlas lays out all editions of one radar and keeps the results: the cache behind `lay_out`.

Each edition is placed after the one before it, so that a scene needs the arrangements of all
earlier editions and of none that is later. Positions do not depend on the language: names are
shown only if they fit in all languages of the radar, else all languages show numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from radar.history import Standing, timeline
from radar.layout.composition.blips import least_radius, to_placed_label
from radar.layout.composition.compose import compose_with_names, compose_with_numbers
from radar.layout.composition.content import Content, make_content
from radar.layout.composition.context import PictureContext
from radar.layout.labels.placing import PlacedLabel
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.editions import arrange
from radar.layout.scene import Scene
from radar.layout.text.sizes import width
from radar.matching import language_of, require_id
from radar.model import Radar
from radar.style import Style
from radar.words import Catalogue

# `python -m benchmarks.names whole` shows what a change of the figures below does
MOST_NAMES = 120  # number of entries up to which names beside blips are tried
_MOST_COVER = 0.30  # share of the disc that names may cover; more never fit
_ROOMY = 0.15  # share of the disc up to which larger type is tried
_FEW_CROSSED = 0.08  # share of labels on ring lines up to which larger type is used
_MOST_COVER_ALONE = 1.5  # the same for one quadrant, as a share of the whole disc
_GROWTH = 1.15  # factor of each step in which a picture that must show names grows
_SMALLEST_NUMBER = 8.0  # px: smallest legible size of type
_QUADRANT_SCALE = 1.75  # scale at which one quadrant is drawn, at least


class Atlas:
    """Lays out the editions of a radar as they are asked for."""

    def __init__(
        self,
        radar: Radar,
        style: Style | None = None,
        words: Mapping[str, Catalogue] | None = None,
    ) -> None:
        """`words` are the user's own catalogues by language."""
        self.radar, self.style, self.words = radar, style or Style(), words or {}
        self._editions = [edition.id for edition in radar.editions] or [""]
        self._arrangements: dict[bool, list[Arrangement]] = {True: [], False: []}
        self._scenes: dict[tuple[str, str], Scene] = {}
        self._shows_names: dict[str, bool] = {}

    def scene(self, edition: str | None = None, language: str | None = None) -> Scene:
        """Return the scene of an edition (the newest by default) in a language (the first).

        Raises:
            BadCall: the radar has no such edition or language.
        """
        edition = self.radar.newest if edition is None else edition
        if edition not in self._editions:
            edition = require_id("edition", self.radar.editions, edition)
        language = language_of(self.radar, language or "")
        if (edition, language) not in self._scenes:
            self._lay_out(edition, dict.fromkeys((*self.radar.languages, language)))
        return self._scenes[edition, language]

    def quadrant(self, quadrant: str, language: str | None = None) -> Scene:
        """Return the picture of one quadrant of the newest edition, enlarged until names fit.

        If they fit at no scale that can be used, it shows numbers.

        Raises:
            BadCall: the radar has no such quadrant or language.
        """
        quadrant, edition = (
            require_id("quadrant", self.radar.quadrants, quadrant),
            self.radar.newest,
        )
        language = self.scene(edition, language).language
        content = self._content(edition, language)
        only = self.radar.quadrant_order[quadrant]
        whole = self._context(edition, content, names=self._shows_names[edition])
        style = replace(self.style, mark=self.style.mark * 1.3, label=self.style.label + 1.0)
        for scale in _scales(_QUADRANT_SCALE):
            context = replace(whole, only=only, scale=scale, style=style)
            may_fit = _covered_share(context, style.label) <= _MOST_COVER_ALONE
            if may_fit and (found := compose_with_names(context, style.label)):
                return found
        whole = self._context(edition, content, names=False)
        return compose_with_numbers(replace(whole, only=only, scale=_QUADRANT_SCALE))

    def shows_names(self, edition: str) -> bool:
        """Return whether an edition shows names beside its blips, rather than numbers in them."""
        self.scene(edition)
        return self._shows_names[edition]

    def edition_before(self, edition: str) -> str | None:
        """Return the edition before, None for the first."""
        place = self._editions.index(edition)
        return self._editions[place - 1] if place else None

    def placement(self, edition: str, *, names: bool) -> tuple[list[Item], Plan, Arrangement]:
        """Return input (items, plan) and result of the placement of an edition."""
        items = self._items(edition)
        return items, self._plan(items, names=names), self.arrangement(edition, names=names)

    @cached_property
    def _standings(self) -> Mapping[str, tuple[Standing, ...]]:
        return timeline(self.radar)

    def arrangement(self, edition: str, *, names: bool) -> Arrangement:
        """Return the positions of the blips of an edition, small for names or large for numbers."""
        done, place = self._arrangements[names], self._editions.index(edition)
        while len(done) <= place:
            items = self._items(self._editions[len(done)])
            done.append(arrange(items, self._plan(items, names=names), done[-1] if done else None))
        return done[place]

    def _lay_out(self, edition: str, languages: Mapping[str, None]) -> None:
        contents = [self._content(edition, language) for language in languages]
        scenes = self._compose_with_names(edition, contents) if self._tries_names(edition) else None
        self._shows_names[edition] = scenes is not None
        if scenes is None:
            context = self._context(edition, contents[0], names=False)
            scenes = [
                compose_with_numbers(replace(context, content=content)) for content in contents
            ]
        for scene in scenes:
            self._scenes[edition, scene.language] = scene

    def _tries_names(self, edition: str) -> bool:
        wanted = self.radar.layout.labels
        if wanted != "auto":
            return wanted == "names"
        until = self._editions[: self._editions.index(edition) + 1]
        return all(len(self._items(each)) <= MOST_NAMES for each in until)

    def _compose_with_names(self, edition: str, contents: Sequence[Content]) -> list[Scene] | None:
        context = self._context(edition, contents[0], names=True)
        for scale in _scales(1.0) if self.radar.layout.labels == "names" else (1.0,):
            tried = [
                replace(
                    context,
                    content=each,
                    scale=scale,
                    previous_labels=self._previous_labels(edition, each),
                )
                for each in contents
            ]
            for setting in _type_sizes(self.style):
                if max(_covered_share(each, setting.size) for each in tried) <= setting.cover:
                    scenes = [compose_with_names(each, setting.size) for each in tried]
                    found = [scene for scene in scenes if scene]
                    if (
                        len(found) == len(scenes)
                        and max(map(_crossed_share, found)) <= setting.crossed
                    ):
                        return found
        return None

    def _previous_labels(self, edition: str, content: Content) -> dict[str, PlacedLabel]:
        """Return the labels of the previous edition by entry, none if it shows numbers."""
        before = self.edition_before(edition)
        if before is None or not self.shows_names(before):
            return {}
        return {
            label.entry: to_placed_label(label)
            for label in self.scene(before, content.language).labels
        }

    def _context(self, edition: str, content: Content, *, names: bool) -> PictureContext:
        place = self._editions.index(edition)
        arrangement = self.arrangement(edition, names=names)
        before = self.arrangement(self._editions[place - 1], names=names) if place else None
        return PictureContext(content, arrangement, before, self.style)

    def _content(self, edition: str, language: str) -> Content:
        return make_content(
            self.radar, edition, language, self._standings[edition], self.words.get(language)
        )

    def _items(self, edition: str) -> list[Item]:
        radar = self.radar
        return [
            Item(
                s.entry.id,
                radar.quadrant_order[s.quadrant],
                radar.ring_order[s.ring or ""],
                (s.entry.pin.angle, s.entry.pin.radius) if s.entry.pin else None,
            )
            for s in self._standings[edition]
            if s.has_blip
        ]

    def _plan(self, items: Sequence[Item], *, names: bool) -> Plan:
        style = self.style
        digits = len(str(len(items)))
        least = max(style.blip_floor, least_radius(digits, _SMALLEST_NUMBER))
        return Plan(
            sectors=len(self.radar.quadrants),
            rings=len(self.radar.rings),
            radius=style.radius,
            blip=style.berth if names else max(style.blip, least),
            blip_floor=style.mark if names else least,
            cross=style.cross,
            mark=style.mark if names else 0.0,
            widths=self.radar.layout.rings,
        )


def _scales(first: float) -> Iterator[float]:
    """Yield growing scales, up to 64, where everything fits."""
    while first < 64.0:
        yield first
        first *= _GROWTH


class _TypeSize(NamedTuple):
    """A size of type for labels, in px, and the limits up to which it is used.

    `cover` is the share of the disc that labels may cover, `crossed` the share of labels that
    may lie on a line.
    """

    size: float
    cover: float
    crossed: float


def _type_sizes(style: Style) -> list[_TypeSize]:
    """Return the sizes to try, large first; the limits of large ones are strict."""
    middle = (style.label + style.label_small) / 2
    large = [_TypeSize(style.label * share, _ROOMY, _FEW_CROSSED) for share in (1.25, 1.125)]
    usual = [_TypeSize(size, _MOST_COVER, 1.0) for size in (style.label, middle, style.label_small)]
    return list(dict.fromkeys(large + usual))


def _crossed_share(scene: Scene) -> float:
    """Return the share of labels on a ring line, one (which may be very long) not counted."""
    crossing = len([label for label in scene.labels if label.gaps])
    return max(crossing - 1, 0) / (len(scene.labels) or 1)


def _covered_share(context: PictureContext, size: float) -> float:
    """Return the share of the disc that labels of a size would cover."""
    area = 0.0
    for standing in context.standings:
        area += width(context.content.names[standing.entry.id], size) * size * 1.2
    return area / (3.14159 * context.radius * context.radius)
