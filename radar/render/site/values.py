"""What templates print: words with their language, and the small things made of them.

Words that exist only in another language carry that language, so that a page can say so and a
screen reader can read them.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup


class Phrase(NamedTuple):
    """Words, and their language where it is not that of the page."""

    words: str
    language: str = ""

    @property
    def attribute(self) -> Markup:
        """The `lang` attribute, where one is needed."""
        return Markup(' lang="{}"').format(self.language) if self.language else Markup()

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


class RingOrQuadrant(NamedTuple):
    """A quadrant or a ring: its place (for its colour), id, name and meaning."""

    place: int
    id: str
    name: Phrase
    description: Phrase


class EntryRow(NamedTuple):
    """An entry as a line of a list; `left` where it is not on the radar any more."""

    id: str
    name: Phrase
    number: int
    movement: str
    moved: str
    summary: Phrase
    left: bool = False


class Away(NamedTuple):
    """An entry that is not on the radar: its last ring and when it left, in words."""

    id: str
    name: Phrase
    quadrant: RingOrQuadrant
    standing: str
    summary: Phrase
    note: Phrase


class PathStep(NamedTuple):
    """One line of an entry's history in words; `ring` is None where it left."""

    edition: str
    ring: RingOrQuadrant | None
    movement: str
    moved: str
    note: Phrase


class Note(NamedTuple):
    """A link with its words."""

    href: str
    label: Phrase
