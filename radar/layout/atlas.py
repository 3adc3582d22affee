"""An atlas lays out all editions of one radar and keeps the results: the cache behind `lay_out`.

Each edition is laid out after the one before it, so that a scene needs all earlier editions and
none that is later. Positions depend on quadrants and rings alone: not on names, their language,
their size, nor on whether there are names or numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from radar.history import Standing, timeline
from radar.layout.composition.blips import least_radius
from radar.layout.composition.compose import (
    LARGEST_MARK,
    NamedScene,
    compose_with_large_labels,
    compose_with_names,
)
from radar.layout.composition.content import Content, make_content
from radar.layout.composition.context import PictureContext
from radar.layout.composition.numbers import compose_with_numbers
from radar.layout.composition.on_page import large_style
from radar.layout.ghosts import add_ghosts
from radar.layout.label_type import trials, try_size, usual_type
from radar.layout.labels.model import KeptLabel
from radar.layout.one_quadrant import compose_narrow_quadrant, compose_quadrant
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.published import (
    PictureSizes,
    arrangement_of,
    compose_published,
    make_published_context,
    memory_of,
    publish,
)
from radar.layout.scene import Scene
from radar.layout.steps import Steps, take_arrangement
from radar.matching import language_of, require_id
from radar.model import ClosedEdition, Radar
from radar.published import state_to_show
from radar.style import Style
from radar.words import Catalogue, Words

# `python -m benchmarks.histories` shows what a change of the figures below does
MOST_NAMES: Final = 330
"""Number of entries up to which names beside blips are tried: more have no room on a screen."""
_MOST_NUMBERED: Final = 0.25
"""Share of names without room above which numbers and legends are easier to read than names of
which many are missing."""
_PLATEAUS: Final = ((120, 460.0), (190, 560.0), (MOST_NAMES, 681.0))
"""Number of entries, and the least radius of the disc up to that number, in px. There are few
values, each 1.22 times the one before: every new one moves all blips."""
_DRAWN: Final = 5.0
"""The radius of a mark in which moves are counted, in px; the same for every theme, so that none
moves a blip."""


class Atlas:
    """Lays out the editions of a radar as they are asked for."""

    def __init__(
        self,
        radar: Radar,
        style: Style | None = None,
        words: Mapping[str, Catalogue] | None = None,
        *,
        ghosts: bool = False,
        steps: Steps | None = None,
    ) -> None:
        """`words` are the user's own catalogues by language; `ghosts` draws proposals, too.

        `steps` has results of earlier builds, and gets those of this one.
        """
        self._ghosts, self._steps = ghosts, steps
        self.radar, self.style, self.words = radar, style or Style(), words or {}
        self._editions = [edition.id for edition in radar.editions] or [""]
        self._arrangements: list[Arrangement] = []
        self._scenes: dict[tuple[str, str], Scene] = {}
        self._quadrant_scenes: dict[tuple[str, str, str], Scene] = {}
        self._memory: dict[tuple[str, str], Mapping[str, KeptLabel]] = {}
        self._shown: dict[str, Radar] = {}
        self._contents: dict[tuple[str, str], Content] = {}  # of the newest edition
        self._sizes: dict[str, float] = {}  # of type, by edition with names
        self._without_room: dict[str, tuple[str, ...]] = {}

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
            languages = dict.fromkeys((*self.radar.languages, language))
            for each in self._editions[self._first_open(edition) : self._place(edition) + 1]:
                if (each, language) not in self._scenes:
                    self._lay_out(each, languages)
        return self._scenes[edition, language]

    def _place(self, edition: str) -> int:
        return self._editions.index(edition)

    def _first_open(self, edition: str) -> int:
        """Return the place of the first edition that has to be laid out for the picture of one."""
        return min(len(self.radar.closed), self._place(edition))

    def _is_closed(self, edition: str) -> bool:
        return self._place(edition) < len(self.radar.closed)

    def publish(self, edition: str) -> ClosedEdition:
        """Return what is kept of an edition when it is closed, as it is drawn now."""
        scenes = {tag: self.scene(edition, tag) for tag in self.radar.languages}
        arrangement = self.arrangement(edition)
        size = self._sizes.get(edition, 0.0) if self.shows_names(edition) else 0.0
        sizes = PictureSizes(self.style.radius, self._scale(edition, arrangement), size)
        standings = self._standings[edition]
        which = self.radar.edition(edition)
        shown = self._radar_at(edition)
        return publish(shown, which, standings, arrangement, scenes, sizes)

    def scene_with_large_labels(
        self, edition: str | None = None, language: str | None = None, times: float = 1.0
    ) -> Scene:
        """Return a scene with the same blips and larger type, for a picture in a small window.

        A name without room is a number beside its blip, if at least that has room. Where the usual
        scene has numbers in its blips, the names of rings are larger, and there are no legends.
        `times` is how many times larger than usual that type is.

        Raises:
            BadCall: the radar has no such edition or language.
        """
        usual = self.scene(edition, language)
        context = self._context(usual.edition, self._content(usual.edition, usual.language))
        style = large_style(self.style, usual.radius, times)
        large = replace(context, style=style, memory={})
        if usual.shows == "numbers":
            return compose_with_numbers(large, with_legends=False)
        return compose_with_large_labels(large, usual.blips)

    def quadrant(
        self, quadrant: str, language: str | None = None, edition: str | None = None
    ) -> Scene:
        """Return the picture of one quadrant of an edition (the newest), enlarged until names fit.

        A name that fits at no scale is a number.

        Raises:
            BadCall: the radar has no such quadrant, language or edition.
        """
        quadrant = require_id("quadrant", self.radar.quadrants, quadrant)
        whole = self.scene(edition, language)
        key = whole.edition, whole.language, quadrant
        if key not in self._quadrant_scenes:  # a page shows the picture that is a file, too
            self._quadrant_scenes[key] = compose_quadrant(self._quadrant_context(*key))
        return self._quadrant_scenes[key]

    def _quadrant_context(self, edition: str, language: str, quadrant: str) -> PictureContext:
        context = self._context(edition, self._content(edition, language))
        return replace(context, only=self.radar.quadrant_order[quadrant])

    def quadrant_on_page(self, quadrant: str, language: str) -> Scene:
        """Return the picture of one quadrant of the newest edition for windows of every size.

        It fits a phone if all its names do; otherwise it is that of `quadrant`.
        """
        whole = self.scene(None, language)
        key = "on a page", language, quadrant
        if key not in self._quadrant_scenes:
            context = self._quadrant_context(whole.edition, language, quadrant)
            sector = next(each for each in whole.sectors if each.quadrant == quadrant)
            narrow = compose_narrow_quadrant(context, sector.start, sector.end)
            self._quadrant_scenes[key] = narrow or self.quadrant(quadrant, language)
        return self._quadrant_scenes[key]

    def shows_names(self, edition: str) -> bool:
        """Return whether an edition shows names beside its blips, rather than numbers in them."""
        return self.scene(edition).shows == "names"

    def names_without_room(self, edition: str) -> tuple[str, ...]:
        """Return the entries of an edition whose names have no room beside their blips.

        There are none where names are not tried.
        """
        self.scene(edition)
        return self._without_room.get(edition, ())

    def edition_before(self, edition: str) -> str | None:
        """Return the edition before, None for the first."""
        place = self._editions.index(edition)
        return self._editions[place - 1] if place else None

    def placement(self, edition: str) -> tuple[list[Item], Plan, Arrangement]:
        """Return input (items, plan) and result of the placement of an edition."""
        items = self._items(edition)
        return items, self._plan(items, edition), self.arrangement(edition)

    @cached_property
    def _standings(self) -> Mapping[str, tuple[Standing, ...]]:
        return timeline(self.radar)

    def arrangement(self, edition: str) -> Arrangement:
        """Return the positions of the blips of an edition."""
        done, place = self._arrangements, self._editions.index(edition)
        while len(done) <= place:
            done.append(self._arrange(len(done), done[-1] if done else None))
        return done[place]

    def _arrange(self, place: int, before: Arrangement | None) -> Arrangement:
        """Return the positions in an edition: as published, or after the edition `before`."""
        if place < len(self.radar.closed):
            return arrangement_of(self.radar.closed[place], self.style, self._ids_today(place))
        items = self._items(self._editions[place])
        plan = self._plan(items, self._editions[place])
        return take_arrangement(self._steps, items, plan, before)

    def _ids_today(self, place: int) -> Mapping[str, str]:
        """Return the id of each entry in a closed edition → its id today."""
        every = self.radar.identities.rows.items()
        return {rows[place].id: entry for entry, rows in every if place in rows}

    def _lay_out(self, edition: str, languages: Mapping[str, None]) -> None:
        if self._is_closed(edition):
            for tag in languages:
                own = self.words.get(tag)
                context = make_published_context(self.radar, edition, tag, self.style, own)
                scene = compose_published(context, self.radar.languages)
                self._scenes[edition, tag] = scene
            return
        contents = [self._content(edition, language) for language in languages]
        context = self._context(edition, contents[0])
        scenes = self._compose_with_names(edition, contents) if self._tries_names(edition) else None
        if scenes is None:
            scenes = [
                compose_with_numbers(replace(context, content=content)) for content in contents
            ]
        for scene in scenes:
            if self._ghosts and edition == self.radar.newest:
                words = Words(scene.language, self.words.get(scene.language))
                scene = add_ghosts(scene, self.radar, words)
            self._scenes[edition, scene.language] = scene

    def _tries_names(self, edition: str) -> bool:
        if self.radar.layout.labels == "numbers" or self.arrangement(edition).overflow:
            return False  # a cluster has no name
        return self.radar.layout.labels == "names" or self._most_entries(edition) <= MOST_NAMES

    def _most_entries(self, edition: str) -> int:
        """Return the largest number of entries up to an edition."""
        return max(self._counts[: self._editions.index(edition) + 1])

    @cached_property
    def _counts(self) -> list[int]:
        """The number of entries with a blip in each edition."""
        every = (self._standings[edition] for edition in self._editions)
        return [sum(standing.has_blip for standing in standings) for standings in every]

    def _compose_with_names(self, edition: str, contents: Sequence[Content]) -> list[Scene] | None:
        """Return the scenes in all languages; None if too many names have no room."""
        size, found = self._place_names(edition, contents)
        numbered = max(len(each.plan.numbered) for each in found)
        self._without_room[edition] = found[0].plan.numbered
        if self.radar.layout.labels == "auto" and numbered > _MOST_NUMBERED * len(
            found[0].plan.memory
        ):
            return None
        self._sizes[edition] = size
        for each in found:
            self._memory[edition, each.scene.language] = each.plan.memory
        return [each.scene for each in found]

    def _place_names(
        self, edition: str, contents: Sequence[Content]
    ) -> tuple[float, list[NamedScene]]:
        """Return the largest size of type that suits the names, and the scenes with it."""
        contexts = [self._context(edition, content) for content in contents]
        before = self.edition_before(edition)
        for trial in trials(self.style, self._type_of(before)):
            if found := try_size(contexts, trial):
                return trial.size, found
        usual = usual_type(self.style)
        return usual.size, [compose_with_names(context, usual) for context in contexts]

    def _context(self, edition: str, content: Content) -> PictureContext:
        if self._is_closed(edition):
            tag = content.language
            own = self.words.get(tag)
            context = make_published_context(self.radar, edition, tag, self.style, own)
            return replace(context, steps=self._steps)
        place = self._editions.index(edition)
        arrangement = self.arrangement(edition)
        before = self.edition_before(edition)
        return PictureContext(
            content,
            arrangement,
            self.arrangement(before) if before is not None else None,
            self.style,
            scale=self._scale(edition, arrangement),
            memory=self._recall(before, content.language) if place else {},
            steps=self._steps,
        )

    def _type_of(self, edition: str | None) -> float:
        """Return the usual size of type of labels in an edition, in px; 0 for numbers or none."""
        if edition and self._is_closed(edition):
            return self.radar.closed[self._place(edition)].picture.type
        return self._sizes.get(edition or "", 0.0)

    def _recall(self, edition: str | None, language: str) -> Mapping[str, KeptLabel]:
        """Return what the labels of an edition leave for the next."""
        key = edition or "", language
        if edition and key not in self._memory and self._is_closed(edition):
            scene, size = self.scene(edition, language), self._type_of(edition)
            ids = self._ids_today(self._place(edition))
            self._memory[key] = memory_of(scene, size, self.style, ids)
        return self._memory.get(key, {})

    def _scale(self, edition: str, arrangement: Arrangement) -> float:
        """Return how many times a radar of many entries is enlarged, names or not.

        It never becomes smaller again, as that would move all blips once more.
        """
        closed = self.radar.closed
        if self._is_closed(edition):
            return closed[self._place(edition)].picture.scale
        entries = min(self._most_entries(edition), MOST_NAMES)
        least = next(radius for most, radius in _PLATEAUS if entries <= most)
        least *= self.style.radius / _PLATEAUS[0][1]
        if closed:
            shown = closed[-1].picture.growth * closed[-1].picture.scale * self.style.radius
            least = max(least, shown)
        return max(least / arrangement.radius, 1.0)

    def _content(self, edition: str, language: str) -> Content:
        key = edition, language
        if key not in self._contents:
            radar, standings = self._radar_at(edition), self._standings[edition]
            own = self.words.get(language)
            if edition != self.radar.newest:  # of which there is one picture
                return make_content(radar, edition, language, standings, own)
            self._contents[key] = make_content(radar, edition, language, standings, own)
        return self._contents[key]

    def _radar_at(self, edition: str) -> Radar:
        """Return the radar with the quadrants that an open edition shows."""
        if edition not in self._shown:
            self._shown[edition] = state_to_show(self.radar, edition)
        return self._shown[edition]

    def _items(self, edition: str) -> list[Item]:
        radar = self._radar_at(edition)
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

    def _plan(self, items: Sequence[Item], edition: str) -> Plan:
        style = self.style
        floor = max(style.blip_floor, least_radius(max(len(items), 100)), style.mark * LARGEST_MARK)
        return Plan(
            sectors=len(self._radar_at(edition).quadrants),
            rings=len(self.radar.rings),
            radius=style.radius,
            blip=max(style.berth, floor),
            blip_floor=floor,
            cross=style.cross,
            mark=_DRAWN,
            widths=self.radar.layout.rings,
        )
