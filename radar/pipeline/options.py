"""What a build is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for beyond what the radar itself says.

    `language` restricts the site to one language, and `edition` builds the radar as it was in that
    edition; '' means no restriction. `tags` and `owners` restrict it to the entries that have one
    of each. `proposals` draws them as hollow marks. `base_url` is where the site is published, ''
    what the radar says. `ignore` are codes of warnings and notes to leave out. `png_width` is in
    px; 0 means twice the width of the SVG. `cards` draws the pictures for previews of links.
    """

    theme: str = ""
    language: str = ""
    edition: str = ""
    base_url: str = ""
    strict: bool = False
    ignore: frozenset[str] = frozenset()
    png: bool = False
    png_width: int = 0
    cards: bool = False
    single_file: bool = False
    fragment: bool = False
    live: bool = False
    tags: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    proposals: bool = False


USUAL: Final = BuildOptions()
"""What a build does that is asked for nothing more."""
