"""What draws an edition for the file that is kept of it, with the theme of its radar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from radar.model import ClosedEdition, PublishedEntry, Radar
from radar.reading import Reading


def publisher(reading: Reading) -> Callable[[Radar, str], ClosedEdition]:
    """Return what publishes editions of the radar that was read, drawn with its own theme.

    Raises:
        InvalidRadar: something is wrong with the theme.
        BadCall: there is no such theme.
    """
    from radar.layout import Atlas
    from radar.theme import load_theme

    radar = reading.require_sound()
    theme = load_theme(radar.theme, beside=reading.folder)
    atlas = Atlas(radar, theme.style, reading.words)
    return lambda _, edition: atlas.publish(edition)


def amender(
    reading: Reading,
) -> Callable[[str, Mapping[str, PublishedEntry]], ClosedEdition]:
    """Return what draws a closed edition of the radar that was read with other rows.

    Raises:
        InvalidRadar: something is wrong with the theme.
        BadCall: there is no such theme.
    """
    from radar.layout.amending import lay_out_amended_edition
    from radar.theme import load_theme

    radar = reading.require_sound()
    style = load_theme(radar.theme, beside=reading.folder).style
    return lambda edition, rows: lay_out_amended_edition(radar, edition, rows, style, reading.words)
