"""The pictures in the texts of a radar: copied by an export, or reported as lost."""

from __future__ import annotations

from radar.exchange.exporting.losses import ExportLosses
from radar.model import Radar


def _picture_paths(radar: Radar) -> tuple[str, ...]:
    """Return the sorted paths, in the radar's folder, of the pictures in all texts and notes."""
    from radar.prose.checking import LocatedText, pictures_in

    texts = [text for entry in radar.entries for text in entry.text.values()]
    lines = (line for entry in radar.entries for line in entry.history)
    texts += [note for line in lines for note in line.note.values()]
    return pictures_in(LocatedText("", 1, text) for text in texts)


def picture_copies(radar: Radar) -> dict[str, str]:
    """Return the pictures in the texts: paths in the radar's folder → in the tool's `public`."""
    return {path: f"public/{path}" for path in _picture_paths(radar)}


def report_pictures(losses: ExportLosses) -> None:
    """Report the pictures, and the logo, as lost, for a format that is a single file."""
    radar = losses.radar
    if paths := [*_picture_paths(radar), *filter(None, [radar.logo])]:
        few = ", ".join(paths[:5]) + (f", … ({len(paths)} in all)" if len(paths) > 5 else "")
        losses.report_loss("pictures", f"the pictures are not in the file, only their names: {few}")
