"""All editions of one radar, each laid out once: the memory behind `lay_out`.

Placement folds over the editions, so that the scene of one needs the arrangements of all before
it, and none of those after. Positions do not depend on the language: whether names fit is asked
in all languages of the radar, and numbers take their place in all of them if they do not in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from radar.history import Standing, timeline
from radar.layout.composition.blips import least_radius, name_of
from radar.layout.composition.compose import named, numbered
from radar.layout.composition.content import Subject, subject
from radar.layout.composition.context import Stage
from radar.layout.labels.placing import Name
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.editions import arrange
from radar.layout.scene import Scene
from radar.layout.text.sizes import width
from radar.matching import language_of, require_id
from radar.model import Radar
from radar.style import Style
from radar.words import Catalogue

MOST_NAMES = 120  # entries beside whose blips names are tried
MOST_COVER = 0.30  # share of the disc that names may cover; denser ones never fit
ROOMY = 0.15  # share of the disc up to which names are set larger than usual
CLEAN = 0.08  # share of names on lines up to which they are
MOST_COVER_ALONE = 1.5  # share of the whole disc: above, the names of one quadrant have no room
GROWTH = 1.15  # the step in which a picture that must show names grows
SMALLEST_NUMBER = 8.0  # px
QUADRANT = 1.75  # how much larger one quadrant is drawn than in the whole picture


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
        self._arranged: dict[bool, list[Arrangement]] = {True: [], False: []}
        self._scenes: dict[tuple[str, str], Scene] = {}
        self._named_at: dict[str, bool] = {}

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

        Where they fit on no picture that could be looked at, numbers stand for them.

        Raises:
            BadCall: the radar has no such quadrant or language.
        """
        quadrant, edition = (
            require_id("quadrant", self.radar.quadrants, quadrant),
            self.radar.newest,
        )
        language = self.scene(edition, language).language
        subject = self._subject(edition, language)
        only = self.radar.quadrant_order[quadrant]
        whole = self._stage(edition, subject, names=self._named_at[edition])
        style = replace(self.style, mark=self.style.mark * 1.3, label=self.style.label + 1.0)
        for scale in _scales(QUADRANT):
            stage = replace(whole, only=only, scale=scale, style=style)
            may_fit = _cover(stage, style.label) <= MOST_COVER_ALONE
            if may_fit and (found := named(stage, style.label)):
                return found
        whole = self._stage(edition, subject, names=False)
        return numbered(replace(whole, only=only, scale=QUADRANT))

    def shows_names(self, edition: str) -> bool:
        """Tell whether names stand beside the blips of an edition, or numbers in them."""
        self.scene(edition)
        return self._named_at[edition]

    def edition_before(self, edition: str) -> str | None:
        """Return the edition before, None for the first."""
        place = self._editions.index(edition)
        return self._editions[place - 1] if place else None

    def placed(self, edition: str, *, names: bool) -> tuple[list[Item], Plan, Arrangement]:
        """Return what placement was asked for an edition, and what it answered."""
        items = self._items(edition)
        return items, self._plan(items, names=names), self.arrangement(edition, names=names)

    @cached_property
    def _standings(self) -> Mapping[str, tuple[Standing, ...]]:
        return timeline(self.radar)

    def arrangement(self, edition: str, *, names: bool) -> Arrangement:
        """Return where the blips of an edition stand, small for names or large for numbers."""
        done, place = self._arranged[names], self._editions.index(edition)
        while len(done) <= place:
            items = self._items(self._editions[len(done)])
            done.append(arrange(items, self._plan(items, names=names), done[-1] if done else None))
        return done[place]

    def _lay_out(self, edition: str, languages: Mapping[str, None]) -> None:
        subjects = [self._subject(edition, language) for language in languages]
        scenes = self._named(edition, subjects) if self._tries_names(edition) else None
        self._named_at[edition] = scenes is not None
        if scenes is None:
            stage = self._stage(edition, subjects[0], names=False)
            scenes = [numbered(replace(stage, subject=subject)) for subject in subjects]
        for scene in scenes:
            self._scenes[edition, scene.language] = scene

    def _tries_names(self, edition: str) -> bool:
        wanted = self.radar.layout.labels
        if wanted != "auto":
            return wanted == "names"
        until = self._editions[: self._editions.index(edition) + 1]
        return all(len(self._items(each)) <= MOST_NAMES for each in until)

    def _named(self, edition: str, subjects: Sequence[Subject]) -> list[Scene] | None:
        stage = self._stage(edition, subjects[0], names=True)
        for scale in _scales(1.0) if self.radar.layout.labels == "names" else (1.0,):
            tried = [
                replace(stage, subject=each, scale=scale, named=self._names_before(edition, each))
                for each in subjects
            ]
            for trial in _sizes(self.style):
                if max(_cover(each, trial.size) for each in tried) <= trial.cover:
                    scenes = [named(each, trial.size) for each in tried]
                    found = [scene for scene in scenes if scene]
                    if len(found) == len(scenes) and max(map(_crossed, found)) <= trial.crossed:
                        return found
        return None

    def _names_before(self, edition: str, subject: Subject) -> dict[str, Name]:
        """Return the names of the edition before, where they stood; none if numbers did."""
        before = self.edition_before(edition)
        if before is None or not self.shows_names(before):
            return {}
        return {
            label.entry: name_of(label) for label in self.scene(before, subject.language).labels
        }

    def _stage(self, edition: str, subject: Subject, *, names: bool) -> Stage:
        place = self._editions.index(edition)
        now = self.arrangement(edition, names=names)
        before = self.arrangement(self._editions[place - 1], names=names) if place else None
        return Stage(subject, now, before, self.style)

    def _subject(self, edition: str, language: str) -> Subject:
        return subject(
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
        least = max(style.blip_floor, least_radius(digits, SMALLEST_NUMBER))
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
    """Yield ever larger scales, until anything fits."""
    while first < 64.0:
        yield first
        first *= GROWTH


class Trial(NamedTuple):
    """A type size for names, and what it may cost.

    `cover` is the share of the disc that names may cover, `crossed` the share of names that may
    lie on a line.
    """

    size: float
    cover: float
    crossed: float


def _sizes(style: Style) -> list[Trial]:
    """Return the type sizes to try for names, large first; a large one must come at no cost."""
    middle = (style.label + style.label_small) / 2
    large = [Trial(style.label * share, ROOMY, CLEAN) for share in (1.25, 1.125)]
    usual = [Trial(size, MOST_COVER, 1.0) for size in (style.label, middle, style.label_small)]
    return list(dict.fromkeys(large + usual))


def _crossed(scene: Scene) -> float:
    """Return the share of names that lie on the line of a ring; one may, it can be very long."""
    crossing = len([label for label in scene.labels if label.gaps])
    return max(crossing - 1, 0) / (len(scene.labels) or 1)


def _cover(stage: Stage, size: float) -> float:
    """Return the share of the disc that the names would cover."""
    area = 0.0
    for standing in stage.drawn:
        area += width(stage.subject.names[standing.entry.id], size) * size * 1.2
    return area / (3.14159 * stage.radius * stage.radius)
