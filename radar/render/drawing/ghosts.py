"""Proposals as hollow marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from radar.layout.outline import number
from radar.layout.scene import Ghost
from radar.render.drawing.elements import Element, circle, make, text_element


def draw_ghosts(
    group: Element,
    ghosts: Iterable[Ghost],
    href: Callable[[str], str] | None,
    look: Callable[[str], Mapping[str, str]],
    *,
    labelled: bool,
    titled: bool,
) -> Element:
    """Draw proposals into a group, each a link to its page where there are pages; return it.

    `look` returns the paint of a hollow mark in a quadrant. What a proposal is, is said as a label
    of its link where `labelled`, and as a title where `titled`.
    """
    for ghost in ghosts:
        spot = make("g", transform=f"translate({number(ghost.x)} {number(ghost.y)})")
        inside = spot
        if href:
            about = {"aria_label": ghost.title} if labelled else {}
            inside = make("a", href=href(ghost.entry), **about)
            spot.add(inside)
        if titled:
            inside.add(text_element("title", ghost.title))
        paint = {**look(ghost.quadrant), "stroke-width": "1.5"}
        inside.add(circle(0, 0, ghost.radius - 0.75, **paint))
        group.add(spot)
    return group
