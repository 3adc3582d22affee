"""The texts of a card as lines that fit, whatever they say and in whatever script."""

from __future__ import annotations

from typing import Final, NamedTuple

from radar.layout.composition.blocks import LINE_HEIGHT
from radar.layout.text.breaks import clusters, segments
from radar.layout.text.sizes import ASCENT, width, wrap
from radar.render.cards.content import Card

WIDTH: Final = 1200
HEIGHT: Final = 630
"""In px: what Open Graph asks for, and what most chats show uncut."""
MARGIN: Final = 64.0
DISC: Final = 130.0
"""Radius of the small radar in px. Every row of pixels that is unlike the one above costs time when
a PNG is packed: a disc of 240 px took half as long again."""
ROOM: Final = WIDTH - 3 * MARGIN - 2 * DISC - 8
"""Width of the texts in px: what the small radar and the margins leave."""
_NAME_SIZES: Final = (76.0, 66.0, 57.0, 49.0, 42.0, 36.0)
"""Sizes of a name in px, tried one after the other: at the last one 60 characters take 3 lines."""
_NAME_HEIGHT: Final = 280.0
"""Height in px that a name may take: what the other texts leave at their longest."""
_GAP: Final = 22.0
"""Room between two texts in px."""
_ELLIPSIS: Final = "…"


class CardText(NamedTuple):
    """The lines of one text: its `part` has a look, `baselines` and `size` are in px."""

    part: str
    size: float
    bold: bool
    lines: tuple[str, ...]
    baselines: tuple[float, ...]


def lay_out_texts(card: Card) -> tuple[CardText, ...]:
    """Return the texts of a card, one below the other, in the middle of its height."""
    name_size, name = fit_name(card.name)
    is_entry = card.quadrant is not None
    size = 34.0 if is_entry else 26.0  # that of the radar is a sentence
    given = (
        ("kicker", 26.0, False, fit_lines(card.kicker, 26.0, most=1)),
        ("name", name_size, True, name),
        ("place", size, is_entry, fit_lines(card.place, size, most=2, bold=is_entry)),
        ("note", 26.0, False, fit_lines(card.note, 26.0, most=3)),
    )
    blocks = [block for block in given if block[3]]
    height = sum(size * LINE_HEIGHT * len(lines) for _, size, _, lines in blocks)
    top = (HEIGHT - height - _GAP * (len(blocks) - 1)) / 2
    texts = []
    for part, size, bold, lines in blocks:
        step = size * LINE_HEIGHT
        first = top + size * ASCENT
        baselines = tuple(round(first + step * n, 2) for n in range(len(lines)))
        texts.append(CardText(part, size, bold, lines, baselines))
        top += step * len(lines) + _GAP
    return tuple(texts)


def fit_name(name: str) -> tuple[float, tuple[str, ...]]:
    """Return the largest size of type in px at which a name fits, and its lines.

    A word is broken inside, and the end of a name left out, only at the smallest size.

    >>> fit_name("Rust"), fit_name("Continuous delivery for machine learning")[0]
    ((76.0, ('Rust',)), 66.0)
    """
    for size in _NAME_SIZES:
        lines = wrap(name, size, ROOM, bold=True)
        whole = all(width(part.text, size, bold=True) <= ROOM for part in segments(name))
        if whole and len(lines) <= _most_lines(size):
            return size, lines
    return size, fit_lines(name, size, most=_most_lines(size), bold=True)


def _most_lines(size: float) -> int:
    return int(_NAME_HEIGHT / (size * LINE_HEIGHT))


def fit_lines(text: str, size: float, *, most: int, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `most` lines; what has no room is left out and shown by `…`.

    >>> fit_lines("Tools", 30, most=1), fit_lines("One two " * 9, 60, most=1)
    (('Tools',), ('One two One two One…',))
    >>> fit_lines("One two three thousand " * 2, 58, most=1)
    ('One two three…',)
    """
    lines = wrap(text, size, ROOM, bold=bold)
    if len(lines) <= most:
        return lines
    last = clusters(lines[most - 1])
    while last and width("".join(last) + _ELLIPSIS, size, bold=bold) > ROOM:
        last.pop()
    rest = "".join(last)
    if rest != lines[most - 1]:
        rest = rest.rpartition(" ")[0] or rest  # no part of a word is left
    return (*lines[: most - 1], rest.rstrip() + _ELLIPSIS)
