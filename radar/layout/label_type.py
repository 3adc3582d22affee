"""The size of type of labels: the largest that suits all names of an edition.

`python -m benchmarks.histories` shows what a change of the figures below does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from radar.layout.composition.compose import LabelType, NamedScene, compose_with_all_names
from radar.layout.composition.context import PictureContext
from radar.layout.scene import Scene
from radar.layout.text.sizes import width
from radar.style import Style

_CROSSED: Final = 0.15
"""Share of labels on the line of a ring up to which type is larger than usual."""
_LEADERS_AT_LARGE, _LEADERS_AT_SAME = 0.03, 0.06
"""Share of labels with leaders up to which type is larger than usual; more if it was before."""
_SLACK: Final = 1.15
"""How much farther the limits of larger type go if the previous edition had it."""


def usual_type(style: Style) -> LabelType:
    """Return the usual size of labels, and the smaller ones for those without room."""
    smaller = dict.fromkeys((style.label - 1.0, style.label_small))
    return LabelType(
        style.label, tuple(size for size in smaller if style.label_small <= size < style.label)
    )


class TypeTrial(NamedTuple):
    """A size of type for labels, in px, and the limits up to which it is used.

    `cover` is the share of the disc that labels may cover, `crossed` the share of labels that
    may lie on a line, `leaders` that of labels that may have a leader.
    """

    size: float
    cover: float
    crossed: float
    leaders: float


def trials(style: Style, before: float) -> Iterator[TypeTrial]:
    """Yield the sizes above the usual one, large first; `before` is that of the last edition.

    None is larger than before: names would lose their places with every change of the size.
    """
    known = before or 1e9
    slack = _SLACK if before else 1.0
    for share, cover in ((1.5, 0.10), (1.375, 0.13), (1.25, 0.17), (1.125, 0.21)):
        size = style.label * share
        if size <= known:
            leaders = _LEADERS_AT_SAME if size == before else _LEADERS_AT_LARGE
            yield TypeTrial(size, cover * slack, _CROSSED * slack, leaders)


def try_size(contexts: Sequence[PictureContext], trial: TypeTrial) -> list[NamedScene] | None:
    """Return the scenes in all languages at a size of type, None if it does not suit them."""
    if max(_measure_covered_share(context, trial.size) for context in contexts) > trial.cover:
        return None
    found: list[NamedScene] = []
    for context in contexts:
        named = compose_with_all_names(context, trial.size)
        if named is None or not _looks_good(named.scene, trial):
            return None
        found.append(named)
    return found


def _looks_good(scene: Scene, trial: TypeTrial) -> bool:
    """Return whether few labels lie on a line or have a leader; one may in any case."""
    total = len(scene.labels)
    crossed = sum(bool(label.gaps) for label in scene.labels)
    leaders = sum(bool(label.leader) for label in scene.labels)
    return crossed - 1 <= trial.crossed * total and leaders - 1 <= trial.leaders * total


def _measure_covered_share(context: PictureContext, size: float) -> float:
    """Return the share of the disc that labels of a size would cover."""
    area = 0.0
    for standing in context.standings:
        area += width(context.content.names[standing.entry.id], size) * size * 1.2
    return area / (3.14159 * context.radius * context.radius)
