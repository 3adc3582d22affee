"""The pictures that the texts of a radar show: copied by an export, or named as left behind."""

from __future__ import annotations

from radar.exchange.exporting.losses import Losses
from radar.model import Radar


def shown(radar: Radar) -> tuple[str, ...]:
    """Return the paths of the pictures in all texts of entries, in the radar's folder, sorted."""
    from radar.prose.checking import LocatedText, pictures_in

    texts = (text for entry in radar.entries for text in entry.text.values())
    return pictures_in(LocatedText("", 1, text) for text in texts)


def served(radar: Radar) -> dict[str, str]:
    """Return the pictures of the texts, by their paths here and in the folder that is served."""
    return {path: f"public/{path}" for path in shown(radar)}


def tell_left(losses: Losses) -> None:
    """Report the pictures that a single file cannot hold; the logo is one."""
    radar = losses.radar
    if paths := [*shown(radar), *filter(None, [radar.logo])]:
        few = ", ".join(paths[:5]) + (f", … ({len(paths)} in all)" if len(paths) > 5 else "")
        losses.whole("pictures", f"the pictures are not in the file, only their names: {few}")
