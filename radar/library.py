"""What the command does, as calls with keyword arguments: the way in for programs.

What is exported from `radar` is stable: it changes only with a line in the changelog. Everything
else may move.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from radar.codes import ignorable
from radar.model import Radar
from radar.pipeline import BuildOptions, Built
from radar.pipeline import build as run_build


def build(
    radar: Radar | str | Path | None = None,
    output: str | Path | None = None,
    *,
    theme: str = "",
    language: str = "",
    edition: str = "",
    strict: bool = False,
    ignore: Iterable[str] = (),
    png: bool = False,
    png_width: int = 0,
    single_file: bool = False,
    fragment: bool = False,
) -> Built:
    """Make the site of a radar and put it in place of the one before, whole or not at all.

    `radar` is its folder, by default the one here or `./entries`, or a `Radar` made in Python,
    whose texts can show no pictures. `output` is by default what the radar says, relative to the
    working folder. It is a folder; with `single_file` it may be a file named `.html`.

    `theme` is a name or a folder. `language` and `edition` narrow the site to one language, and to
    the radar as it was then. With `strict` a warning stops the build; `ignore` are codes of
    warnings and notes to leave out. `png` adds a picture of `png_width` pixels (0: as wide as the
    SVG), `fragment` a page without a frame.

    >>> import tempfile
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     built = build(ours, f"{folder}/site", theme="contrast")
    ...     (built.output / built.first).is_file()
    True

    Raises:
        InvalidRadar: something is wrong with the entries or the theme.
        BadCall: there is no radar, no such theme, language, edition or code, or `output` is no
            place for a site, or has files in it that no build made or that were changed since.
        MissingExtra: `png` is asked for, and what draws it is not installed.
    """
    wanted = BuildOptions(
        theme=theme,
        language=language,
        edition=edition,
        strict=strict,
        ignore=ignorable(ignore),
        png=png,
        png_width=png_width,
        single_file=single_file,
        fragment=fragment,
    )
    return run_build(radar, output, wanted)
