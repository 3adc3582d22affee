"""The settings of one drawing: its ink, its theme, the ids and the links of what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from radar.model import Movement
from radar.render.drawing.elements import Element, make
from radar.render.drawing.paint import Ink, Look
from radar.theme import Theme

Href = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Pen:
    """The settings of one drawing.

    `prefix` begins every id; '' is for a further set of labels, which has no ids. `href` returns
    the address of an entry's page; without it there are no links. `inline` is for a picture within
    a page. `lit` is the id of an entry that is highlighted, while all others are faded. `titled`
    gives every blip a tooltip. `unmarked` is the movement that has the mark of what is unchanged.
    """

    ink: Ink
    theme: Theme
    prefix: str
    href: Href | None = None
    inline: bool = False
    lit: str = ""
    titled: bool = True
    unmarked: Movement = Movement.UNCHANGED

    def shape(self, movement: Movement) -> str:
        """Return the shape of a movement's mark.

        Where most entries are new, these have the mark of what is unchanged, which gets another.
        """
        plain = self.theme.shapes.get(Movement.UNCHANGED, "disc")
        if movement is self.unmarked:
            return plain
        if movement is Movement.UNCHANGED:
            return "disc" if plain == "circle" else "circle"
        return self.theme.shapes.get(movement, plain)

    def page_attributes(self, **hooks: str) -> Look:
        """Return attributes that only a page uses (classes, roles, data), none for a static SVG."""
        return hooks if self.inline else {}

    def fade(self, entry: str) -> Look:
        """Return the attributes that fade an entry if another is highlighted."""
        return {"opacity": "0.2"} if self.lit and entry != self.lit else {}

    def make_group(self, part: str, **shared: str) -> tuple[Element, Look]:
        """Return a group for all parts of a kind, and the attributes that its members inherit."""
        look = self.ink.many(part) | {k.replace("_", "-"): v for k, v in shared.items()}
        return make("g", **look), look

    def add_link(self, element: Element, entry: str, **more: str) -> Element:
        """Return an element within a link to the entry's page, or as it is without pages."""
        if self.href is None:
            return element
        link = make("a", href=self.href(entry), **more)
        link.add(element)
        return link
