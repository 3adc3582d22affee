"""The whole way from a folder of entries to a site: read → check → lay out → draw → write.

Everything between reading and writing is a function of its arguments; this module names the steps
and hands the result of one to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from radar.codes import excuse_links, without
from radar.errors import BadCall, InvalidRadar, Problem, in_order, worst
from radar.files import DiskTree, OutputTarget, Places, Tree
from radar.files.looking import read_bytes
from radar.model import Radar
from radar.plugins.checks import run_checks
from radar.prose.checking import check_texts
from radar.prose.pictures import InspectedPicture, loss, picture_path, refusal, sound
from radar.reading import EntryPlaces, Reading, find, read, read_tree
from radar.reading.misplaced import find_misplaced
from radar.safety.links import check_base
from radar.static_files import FOLDER as STATIC_FOLDER
from radar.static_files import check_clashes, read_static_files
from radar.text import number_of
from radar.words import Catalogue

if TYPE_CHECKING:
    from radar.layout import Atlas
    from radar.theme import Theme

_SiteFiles = dict[str, bytes]
_StepListener = Callable[[str], None]


def _silently(step: str) -> None:
    """Ignore which step of a build begins."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build is asked for beyond what the radar itself says.

    `language` restricts the site to one language, and `edition` builds the radar as it was in that
    edition; '' means no restriction. `tags` and `owners` restrict it to the entries that have one
    of each. `proposals` draws them as hollow marks. `base_url` is where the site is published, ''
    what the radar says. `ignore` are codes of warnings and notes to leave out. `png_width` is in
    px; 0 means twice the width of the SVG.
    """

    theme: str = ""
    language: str = ""
    edition: str = ""
    base_url: str = ""
    strict: bool = False
    ignore: frozenset[str] = frozenset()
    png: bool = False
    png_width: int = 0
    single_file: bool = False
    fragment: bool = False
    live: bool = False
    tags: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    proposals: bool = False


class CheckedRadar(NamedTuple):
    """A radar with its pictures and words, and every problem that does not stop a build.

    `static` are the files to publish as they are, by path in the site. `reads` are the files that
    it was made of, pictures and those included. `places`
    says where the keys of entries stand.
    """

    radar: Radar
    folder: Path
    files: Mapping[str, bytes]
    words: Mapping[str, Catalogue]
    problems: tuple[Problem, ...]
    reads: tuple[Path, ...] = ()
    static: Mapping[str, bytes] = MappingProxyType({})
    places: EntryPlaces | None = None


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


def load(path: str | Path) -> Radar:
    r"""Read the radar of a folder and check it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "radar.yaml").write_text("title: Ours\nquadrants: [Tools, Data]")
    ...     load(folder)
    <Radar 'Ours': 2 quadrants, 4 rings, 0 editions, 0 entries>

    Raises:
        InvalidRadar: something is wrong; it carries every problem.
        BadCall: there is no radar.
    """
    return check_radar(Path(path)).radar


def build(
    radar: Radar | str | Path | None = None,
    output: str | Path | None = None,
    wanted: BuildOptions = BuildOptions(),
    step: _StepListener = _silently,
) -> Built:
    """Make the site of a radar and put it in place of the one before, whole or not at all.

    `radar` is its folder, by default the one here or `./entries`, or a radar made in Python, whose
    texts show no pictures then. `output` is by default what the radar says, relative to the folder
    in which this runs. It is a folder; with `single_file` it may be a file named `.html`. `step` is
    called with the name of each step that begins.

    Raises:
        InvalidRadar: something is wrong with the entries or the theme.
        BadCall: there is no radar, or `output` is no place for a site, or has files in it that no
            build made or that were changed since.
    """
    from radar.layout import Atlas
    from radar.render.reports.notes import note_what_was_drawn
    from radar.theme import load_theme

    step("reading the entries")
    source = find_source(radar, strict=wanted.strict, ignore=wanted.ignore)
    source = _narrow(source, wanted)
    theme = load_theme(wanted.theme or source.radar.theme, beside=source.folder)
    own = _check_values(radar, wanted) if isinstance(radar, Radar) else ()
    target = OutputTarget(
        Path(output if output is not None else source.radar.output),
        Places(source.folder, (*source.reads, *theme.files()), from_settings=output is None),
        single=wanted.single_file,
    )
    target.check()
    atlas = Atlas(source.radar, theme.style, source.words, ghosts=wanted.proposals)
    site = draw(source, theme, wanted, atlas, step)
    step("putting the site in place")
    made_in, first = target.write(site)
    size = sum(map(len, site.values()))
    framed = not (wanted.single_file or wanted.fragment)
    notes = note_what_was_drawn(source.radar, source.folder, atlas, theme, framed=framed)
    told = without((*notes, *theme.warnings), wanted.ignore)
    problems = in_order((*source.problems, *own, *told))
    return Built(made_in, source.radar, len(site), size, first, problems)


def find_source(
    radar: Radar | str | Path | None = None,
    *,
    strict: bool = False,
    ignore: frozenset[str] = frozenset(),
) -> CheckedRadar:
    """Return a radar made in Python, or read and check that of a folder; see `check_radar`."""
    if isinstance(radar, Radar):
        return CheckedRadar(radar, Path(), {}, {}, ())
    if radar is not None and not isinstance(radar, str | Path):
        kind = type(radar).__name__
        raise BadCall(f"a radar is a Radar or the path of a folder, not a value of the type {kind}")
    place = Path(radar) if radar is not None else None
    return check_radar(place, strict=strict, ignore=ignore)


def _check_values(radar: Radar, wanted: BuildOptions) -> tuple[Problem, ...]:
    """Return what the checks of other packages say of a radar made in Python.

    Raises:
        InvalidRadar: it has an error; with `strict`, a warning counts.
    """
    reading = Reading(radar, without(in_order(run_checks(radar)), wanted.ignore))
    reading.require_sound(strict=wanted.strict)
    return reading.problems


def check_radar(
    folder: Path | None = None,
    *,
    strict: bool = False,
    ignore: frozenset[str] = frozenset(),
    mind_links: bool = False,
    with_drafts: bool = False,
) -> CheckedRadar:
    """Read the radar of a folder and everything that belongs to it, and check it.

    Warnings and notes with a code to `ignore` are left out. A link or a picture that leads nowhere
    is a warning, or with `mind_links` an error. Drafts are in the radar only `with_drafts`.

    Raises:
        InvalidRadar: something is wrong; with `strict`, a warning counts.
    """
    place = find(folder)
    tree = DiskTree(place)
    reading, pictures = examine(read(place, with_drafts=with_drafts), tree)
    static = read_static_files(tree)
    told = in_order((*reading.problems, *static.problems))
    told = told if mind_links else excuse_links(told)
    reading = replace(reading, problems=without(told, ignore))
    radar = reading.require_sound(strict=strict)
    published = (f"{STATIC_FOLDER}{path}" for path in static.files)
    reads = tuple(place / name for name in (*reading.files, *pictures, *published))
    beside = without(find_misplaced(place), ignore)
    problems = in_order((*reading.full_path_problems, *beside))
    return CheckedRadar(
        radar, place, sound(pictures), reading.words, problems, reads, static.files, reading.places
    )


def examine(reading: Reading, tree: Tree) -> tuple[Reading, Mapping[str, InspectedPicture]]:
    """Return a reading with what is wrong with its texts and pictures as well, and the pictures.

    `tree` is what was read. Where nothing else is an error, the checks of other packages are run.
    """
    radar = reading.radar
    own = tuple(filter(None, (radar.logo, radar.favicon))) if radar else ()
    texts = check_texts(
        radar,
        reading.bodies,
        tree,
        targets=reading.targets,
        pictures=own,
        drafts=reading.drafts,
    )
    pictures = texts.pictures
    told = (*reading.problems, *texts.problems)
    problems = in_order((*told, *_check_own_pictures(own, pictures, told)))
    if radar and worst(excuse_links(problems)) != "error":
        # other packages check a radar that is sound as far as we know
        problems = in_order((*problems, *run_checks(radar), *_check_exports(radar)))
    return replace(reading, problems=problems), pictures


def _check_exports(radar: Radar) -> Iterator[Problem]:
    """Yield what is wrong with the files of other tools that a build makes."""
    if radar.export:
        from radar.exchange.beside_site import check_beside_site

        yield from check_beside_site(radar)


def examine_tree(tree: Tree, folder: Path | None = None) -> Reading:
    """Return the radar of any tree of files, with every problem that `radar check` has for it.

    `folder` is where its themes lie, if any do.
    """
    reading, _ = examine(read_tree(tree), tree)
    wrong = any(problem.severity == "error" for problem in reading.problems)
    if wrong or folder is None or reading.radar is None:
        return reading
    problems = in_order((*reading.problems, *check_theme(folder, reading.radar.theme)))
    return replace(reading, problems=problems)


def check_theme(folder: Path, theme: str) -> tuple[Problem, ...]:
    """Return what is wrong with the theme that the radar in a folder names."""
    if theme == Radar.model_fields["theme"].default:
        return ()
    from radar.reading.markdown import decode
    from radar.theme import load_theme
    from radar.yaml import LineColumn, Table, parse

    try:
        return tuple(load_theme(theme, beside=folder).warnings)
    except InvalidRadar as wrong:
        return wrong.problems
    except BadCall as unknown:
        path = folder / "radar.yaml"
        node = parse(decode(read_bytes(path)))
        pairs = node.pairs if isinstance(node, Table) else ()
        at = next((value for key, value in pairs if key.text == "theme"), LineColumn(0, 0))
        place = (path.as_posix(), at.line, at.column)
        return (Problem(*place, "unknown-theme", str(unknown)),)


def _check_own_pictures(
    paths: Iterable[str], pictures: Mapping[str, InspectedPicture], told: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield what is wrong with logo and favicon, or what they lose, unless it was said."""
    messages = {problem.message for problem in told}
    missing = any(problem.code == "missing-file" for problem in told)
    for path in paths if not missing else ():
        picture = pictures.get(path)
        if picture is None or picture_path("", path) is None:
            hint = "it has to be a picture inside the radar's folder"
            message = f'the picture "{path}" cannot be shown'
            yield Problem("radar.yaml", 0, 0, "bad-image", message, hint)
        elif picture.fault:
            yield Problem("radar.yaml", 0, 0, *refusal(path, picture))
        elif picture.removed and loss(path, picture)[1] not in messages:
            yield Problem("radar.yaml", 0, 0, *loss(path, picture), severity="note")


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
    wanted: BuildOptions = BuildOptions(),
    atlas: Atlas | None = None,
    step: _StepListener = _silently,
) -> _SiteFiles:
    """Return every file of the site, by path; `step` is called with what begins.

    Raises:
        BadCall: the site would have more files than are allowed.
        MissingExtra: PNGs are wanted, and what draws them is not installed.
    """
    from radar.layout import Atlas
    from radar.radar_json import radar_json
    from radar.render.drawing.picture_files import pictures
    from radar.render.file_count import check_file_count
    from radar.render.markdown import make_markdown
    from radar.render.site.assembly import make_site

    radar, words = source.radar, source.words
    atlas = atlas or Atlas(radar, theme.style, words, ghosts=wanted.proposals)
    png = wanted.png or radar.png
    step("laying out and drawing")
    if wanted.single_file:
        return one_file(source, theme, atlas)
    check_file_count(radar)
    drawn = pictures(radar, theme, atlas, words=words, png=png, png_width=wanted.png_width)
    site = dict(drawn)
    card = "radar.png" if png else ""
    how = {"live": wanted.live, "bare": wanted.fragment}
    step("making the pages")
    site |= make_site(radar, theme, atlas, files=source.files, words=words, card=card, **how)
    site |= make_markdown(radar, files=source.files, words=words)
    site["radar.json"] = radar_json(radar).encode()
    if radar.export:
        from radar.exchange.beside_site import export_beside_site

        site |= export_beside_site(radar)
    site |= check_clashes(source.static, site)
    return dict(sorted(site.items()))


def one_file(source: CheckedRadar, theme: Theme, atlas: Atlas) -> _SiteFiles:
    """Return the whole site as `index.html`; further languages as `index.<language>.html`."""
    from radar.render.site.single import make_single_file

    radar, files, words = source.radar, source.files, source.words
    made: _SiteFiles = {}
    for language in radar.languages:
        infix = "" if language == radar.languages[0] else f".{language}"
        text = make_single_file(radar, theme, atlas, language=language, files=files, words=words)
        made[f"index{infix}.html"] = text.encode()
    return made
