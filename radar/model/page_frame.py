"""What a radar's owner decides about the frame of its pages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from radar.model.fields import RadarValue

COLOUR_PATTERN = r"^#[0-9a-fA-F]{6}$"
HexColour = Annotated[
    str, StringConstraints(pattern=COLOUR_PATTERN), AfterValidator(lambda colour: colour.lower())
]


class HeaderColours(RadarValue):
    """The colour of the header of every page, as `#rrggbb`, and of the text on it.

    Without `text` it is black or white, whichever can be read better. With `contrast: brand` the
    owner answers for colours that are too faint, which are a warning then. A text stands for the
    colour alone.

    >>> HeaderColours(colour="#E20074").colour
    '#e20074'
    """

    colour: HexColour
    text: HexColour | Literal[""] = ""
    contrast: Literal["AA", "brand"] = "AA"

    @classmethod
    def _read(cls, value: object) -> object:
        return super()._read({"colour": value.strip()} if isinstance(value, str) else value)
