"""A radar → files of another tool."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from radar.limits import raise_limits
from radar.model import Radar
from radar.text import number_of

if TYPE_CHECKING:
    from radar.exchange.toolkit.report import ExchangeReport


class ExportedFiles(NamedTuple):
    """The files of an export by path, and the report of what the format cannot hold.

    `output` is the file or folder that was written, None where none was asked for; `moved_aside`
    is where the folder is now that was there before.

    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> made = export(ours, "radar-json")
    >>> isinstance(made, ExportedFiles), made.report.sum
    (True, '0 entries = 0 written + 0 left out')
    """

    files: Mapping[str, bytes]
    report: ExchangeReport
    output: Path | None = None
    moved_aside: Path | None = None

    def __repr__(self) -> str:
        where = f" in {self.output.as_posix()!r}" if self.output else ""
        return f"<ExportedFiles {self.report.format}: {number_of(len(self.files), 'file')}{where}>"


def export(
    radar: Radar | str | Path | None,
    format: str,
    output: str | Path | None = None,
    *,
    form: str = "",
    all: bool = False,
    force: bool = False,
    max_entries: int | None = None,
) -> ExportedFiles:
    """Return the radar as files of another tool, and write them if `output` is given.

    `radar` is its folder, None for the one here or `./entries`, or a `Radar` made in Python, whose
    pictures are not there to be copied. `format` is one that `import_` reads as well, `form` one of
    several that a format has: csv, json, yaml, v4 or v5. With `all` there is a file for each
    edition.

    `output` is a file where the export is one, else a folder. What exists is not changed without
    `force`, which replaces a file and moves a folder aside. `max_entries` is how many entries may
    be read.

    >>> rust = {"name": "Rust", "quadrant": "languages", "ring": "adopt"}
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
    >>> export(ours, "radar-json")
    <ExportedFiles radar-json: 1 file>

    Raises:
        BadCall: there is no radar, format or form of that name, or there is something at `output`.
        InvalidRadar: something is wrong with the radar, or the tool cannot show such a one.
    """
    from radar.exchange.conversion import export_radar
    from radar.exchange.exporting.losses import ExportOptions
    from radar.pipeline import find_source

    with raise_limits(max_entries):
        source = find_source(radar)
    made = export_radar(source.radar, format, ExportOptions(form, all))
    there = {new: old for old, new in made.pictures.items() if old in source.files}
    files = {**made.files, **{new: source.files[old] for new, old in there.items()}}
    if output is None:
        return ExportedFiles(files, made.report)
    place = Path(output)
    return ExportedFiles(files, made.report, place, _write(files, place, force=force))


def _write(files: Mapping[str, bytes], output: Path, *, force: bool) -> Path | None:
    """Write one file, or a folder; return where that is now which was there."""
    from radar.files import write_file, write_folder, write_new
    from radar.files.looking import is_folder

    if len(files) > 1 or is_folder(output):
        return write_folder(files, output, aside=force)
    data = next(iter(files.values()))
    if force:
        write_file(output, data)
    else:
        write_new({output: data})
    return None
