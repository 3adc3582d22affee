"""A radar → its site: lay out → draw → write.

Everything between reading and writing is a function of its arguments; this module names the steps
and hands the result of one to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from radar.codes import without
from radar.errors import Problem, in_order
from radar.files import OutputTarget, Places
from radar.files.looking import moment
from radar.model import Radar
from radar.pipeline.checking import CheckedRadar, check_values, find_source
from radar.pipeline.kept_steps import open_steps, open_texts
from radar.pipeline.options import USUAL, BuildOptions
from radar.pipeline.unchanged import MadeSite, find_last_build
from radar.reading import EntryPlaces
from radar.safety.links import check_base
from radar.static_files import check_clashes
from radar.text import number_of

if TYPE_CHECKING:
    from radar.files.cache import KeptSteps
    from radar.layout import Atlas
    from radar.render.site_files import SiteFiles
    from radar.theme import Theme

_StepListener = Callable[[str], None]


def _silently(step: str) -> None:
    """Ignore which step of a build begins."""


class Built(NamedTuple):
    """What a build made, and where: `first` is the page in the folder `output` to begin with.

    `files` and `size` count files and bytes; `problems` are the warnings and notes.

    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> Built(Path("site"), ours, 12, 34_567, "index.html", ())
    <Built 'site/index.html' of <Radar 'Ours': 2 quadrants, 4 rings, 0 editions, 0 entries>: \
12 files, 34,567 bytes, 0 problems>
    """

    output: Path
    radar: Radar
    files: int
    size: int
    first: str
    problems: tuple[Problem, ...]

    def __repr__(self) -> str:
        counts = ((self.files, "file"), (self.size, "byte"), (len(self.problems), "problem"))
        found = ", ".join(number_of(*pair) for pair in counts)
        return f"<Built {(self.output / self.first).as_posix()!r} of {self.radar!r}: {found}>"


def build(
    radar: Radar | str | Path | None = None,
    output: str | Path | None = None,
    wanted: BuildOptions = USUAL,
    step: _StepListener = _silently,
) -> Built:
    """Make the site of a radar and put it in place of the one before, whole or not at all.

    Where it would be the same as the one that is there, nothing is drawn or written.
    `radar` is its folder, by default the one here or `./entries`, or a radar made in Python, whose
    texts show no pictures then. `output` is by default what the radar says, relative to the folder
    in which this runs. It is a folder; with `single_file` it may be a file named `.html`. `step` is
    called with the name of each step that begins.

    Raises:
        InvalidRadar: something is wrong with the entries or the theme.
        BadCall: there is no radar, or `output` is no place for a site, or has files in it that no
            build made or that were changed since.
    """
    from radar.theme import load_theme

    step("reading the entries")
    began = moment()
    source = find_source(radar, strict=wanted.strict, ignore=wanted.ignore)
    places = source.places or {}  # for messages alone: a site does not depend on them
    source = _narrow(source, wanted)._replace(places=None)
    theme = load_theme(wanted.theme or source.radar.theme, beside=source.folder)
    own: tuple[Problem, ...] = ()
    if isinstance(radar, Radar):
        own = check_values(radar, strict=wanted.strict, ignore=wanted.ignore)
    target = OutputTarget(
        Path(output if output is not None else source.radar.output),
        Places(source.folder, (*source.reads, *theme.files()), from_settings=output is None),
        single=wanted.single_file,
    )
    target.check()
    last = find_last_build(source, theme, wanted, target, began)
    made = last.take() if last else None
    if made is None:
        made = _make(source, places, theme, wanted, target, step)
        if last:
            last.keep(made)
    told = without((*made.notes, *theme.warnings), wanted.ignore)
    problems = in_order((*source.problems, *own, *told))
    folder, first, size, _ = made.written
    return Built(folder, source.radar, made.files, size, first, problems)


def _make(
    source: CheckedRadar,
    places: EntryPlaces,
    theme: Theme,
    wanted: BuildOptions,
    target: OutputTarget,
    step: _StepListener,
) -> MadeSite:
    """Draw a site and put it in its place."""
    from radar.layout import Atlas
    from radar.render.reports.notes import note_what_was_drawn

    is_read = source.made_from is not None
    steps = open_steps(source.folder) if is_read else None
    texts = open_texts(source.folder) if is_read else None
    atlas = Atlas(source.radar, theme.style, source.words, ghosts=wanted.proposals, steps=steps)
    site = draw(source, theme, wanted, atlas, texts)
    step("laying out the picture")
    for language in source.radar.languages:
        atlas.scene(language=language)
    step("making the pages")
    written = target.write(site, lambda: step("putting the site in place"))
    for kept in (steps, texts):
        if kept:
            kept.save()
    framed = not (wanted.single_file or wanted.fragment)
    notes = note_what_was_drawn(source.radar, source.folder, atlas, theme, places, framed=framed)
    return MadeSite(written, len(site), tuple(notes))


def _narrow(source: CheckedRadar, wanted: BuildOptions) -> CheckedRadar:
    """Return the radar in one language, as it was in one edition, for one team or address.

    Raises:
        BadCall: the radar has no such language, edition, tag or owner, or the address is none of
            the web.
    """
    from radar.history import until
    from radar.matching import language_of
    from radar.matching import require_id as find_one

    radar, files = source.radar, source.files
    if wanted.edition:
        radar = until(radar, find_one("edition", radar.editions, wanted.edition))
    if wanted.language:
        radar = radar.model_copy(update={"languages": (language_of(radar, wanted.language),)})
    if wanted.base_url:
        check_base(wanted.base_url)
        radar = radar.model_copy(update={"base_url": wanted.base_url})
    if wanted.tags or wanted.owners:
        from radar.prose.checking import pictures_of
        from radar.selection import select

        radar = select(radar, wanted.tags, wanted.owners)
        used = pictures_of(radar, files)
        files = {path: data for path, data in files.items() if path in used}
    return source._replace(radar=radar, files=files)


def draw(
    source: CheckedRadar,
    theme: Theme,
    wanted: BuildOptions = USUAL,
    atlas: Atlas | None = None,
    texts: KeptSteps | None = None,
) -> SiteFiles:
    """Return every file of the site by its path, each made when it is asked for.

    `texts` are those of earlier builds, for a site whose files are all made.

    Raises:
        BadCall: the site would have more files than are allowed.
        MissingExtra: PNGs or cards are wanted, and what draws them is not installed.
    """
    from radar.layout import Atlas
    from radar.radar_json import radar_json
    from radar.render.drawing.picture_files import pictures
    from radar.render.file_count import check_file_count
    from radar.render.markdown import make_markdown
    from radar.render.site.assembly import make_site
    from radar.render.site_files import SiteFiles, text_maker

    radar, words = source.radar, source.words
    atlas = atlas or Atlas(radar, theme.style, words, ghosts=wanted.proposals)
    png = wanted.png or radar.png
    if wanted.single_file:
        from radar.render.site.single import make_single_file

        make = partial(make_single_file, radar, theme, atlas, files=source.files, words=words)
        return SiteFiles([("index.html", text_maker(make))])
    cards = (wanted.cards or radar.cards) and not wanted.live  # nobody links a server's pages
    check_file_count(radar, cards=cards)
    card = "radar.png" if png else ""
    how: dict[str, Any] = {"cards": cards, "live": wanted.live, "bare": wanted.fragment}
    site = pictures(radar, theme, atlas, words=words, png=png, png_width=wanted.png_width)
    if cards:
        from radar.render.cards.files import draw_cards

        site |= draw_cards(radar, theme, atlas, words)
    site |= make_site(
        radar, theme, atlas, files=source.files, words=words, card=card, texts=texts, **how
    )
    site |= make_markdown(radar, files=source.files, words=words)
    site |= SiteFiles([("radar.json", text_maker(partial(radar_json, radar)))])
    if radar.export:
        from radar.exchange.beside_site import export_beside_site

        site |= export_beside_site(radar)
    return site | check_clashes(source.static, site)
