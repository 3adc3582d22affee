"""A radar → its site: the picture, and the pages that explain every entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from radar.codes import ignorable
from radar.errors import BadCall
from radar.limits import PNG_WIDTHS, raise_limits
from radar.model import Radar
from radar.pipeline import BuildOptions, Built
from radar.pipeline import build as run_build


def _ignore_step(step: str) -> None:
    """Ignore which step of a build begins."""


def build(
    radar: Radar | str | Path | None = None,
    output: str | Path | None = None,
    *,
    theme: str = "",
    language: str = "",
    edition: str = "",
    base_url: str = "",
    tag: str | Iterable[str] = (),
    owner: str | Iterable[str] = (),
    proposals: bool = False,
    strict: bool = False,
    ignore: Iterable[str] = (),
    png: bool = False,
    png_width: int = 0,
    cards: bool = False,
    single_file: bool = False,
    fragment: bool = False,
    max_entries: int | None = None,
    max_files: int | None = None,
    progress: Callable[[str], None] = _ignore_step,
) -> Built:
    """Make the site of a radar and put it in place of the one before, whole or not at all.

    `radar` is its folder, by default the one here or `./entries`, or a `Radar` made in Python,
    whose texts can show no pictures. `output` is by default what the radar says, relative to the
    working folder. It is a folder; with `single_file` it may be a file named `.html`.

    `theme` is a name or a folder. `language` and `edition` narrow the site to one language, and to
    the radar as it was then; `tag` and `owner`, one word or several, to the entries that have one
    of them. With `proposals` these are drawn as hollow marks. `base_url` is where the site will be
    published, by default what the radar says. With `strict` a warning stops the build; `ignore` are
    codes of warnings and notes to leave out. `png` adds pictures of `png_width` px (16 to 20,000; 0
    means twice the width of the SVG), which alone asks for them too. `cards` draws a picture of the
    radar and of each entry for previews of links. `fragment` makes pages without
    a frame. `max_entries` and `max_files` are how many entries may be read and files be made.
    `progress` is called with the name of each step that begins.

    >>> import tempfile
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     built = build(ours, f"{folder}/site", theme="contrast")
    ...     (built.output / built.first).is_file()
    True

    Raises:
        InvalidRadar: something is wrong with the entries or the theme.
        BadCall: there is no radar, no such theme, language, edition, tag, owner, code or width, or
            `output` is no place for a site, or has files in it that no build made or that were
            changed since.
        MissingExtra: `png` or `cards` is asked for, and what draws it is not installed.
    """
    if png_width and png_width not in PNG_WIDTHS:
        raise BadCall(f"png_width is 16 to 20,000 px, not {png_width}")
    if cards and single_file:
        raise BadCall("a single file has no cards, which are files beside a page: leave one out")
    wanted = BuildOptions(
        theme=theme,
        language=language,
        edition=edition,
        base_url=base_url,
        tags=(tag,) if isinstance(tag, str) else tuple(tag),
        proposals=proposals,
        owners=(owner,) if isinstance(owner, str) else tuple(owner),
        strict=strict,
        ignore=ignorable(ignore),
        png=png or bool(png_width),
        png_width=png_width,
        cards=cards,
        single_file=single_file,
        fragment=fragment,
    )
    with raise_limits(max_entries, max_files):
        return run_build(radar, output, wanted, progress)
