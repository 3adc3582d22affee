"""`radar diff`: what changed between editions, folders or Git revisions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import click

from radar.changes import State, compare
from radar.cli.messages import say, show
from radar.errors import BadCall, InvalidRadar, near_miss
from radar.files import write_file
from radar.files.git import revision as git
from radar.files.git.repository import find_repository
from radar.files.looking import exists, is_folder, is_link, read_bytes, resolve
from radar.files.steps import make_folder_for
from radar.matching import find_id, language_of
from radar.model import Edition, Radar
from radar.reading import Reading, find, read, read_tree
from radar.render.reports import difference
from radar.safety.links import check_base
from radar.text import printable
from radar.words import Catalogue, Words

if TYPE_CHECKING:
    from radar.theme import Theme

FORMS = {
    "text": difference.as_text,
    "markdown": difference.as_markdown,
    "html": difference.as_html,
}


@click.command(
    epilog="""\b
Examples:
  radar diff                       the newest edition against the one before
  radar diff 2022                  the newest edition against another
  radar diff HEAD                  the files as they are against the last commit
  radar diff v1 v2                 two Git revisions, without a checkout
  radar diff old/entries entries   two folders
  radar diff --format markdown     for release notes or a pull request
  radar diff HEAD --pictures both --format html >both.html   with both pictures

\b
Exit codes: 0 nothing differs, 1 something does, 2 trouble."""
)
@click.argument("before", metavar="[A]", required=False)
@click.argument("after", metavar="[B]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--language", default="", help="In this language. [default: the radar's first]")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="The radar's folder. [default: the radar here or in ./entries]",
)
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    help="Also draw both states: before.svg and after.svg in this folder.",
)
@click.option(
    "--pictures-at",
    default="",
    metavar="URL",
    help="Where that folder will be published. [default: its name]",
)
@click.pass_context
def command(
    ctx: click.Context,
    before: str | None,
    after: str | None,
    form: str,
    language: str,
    folder: Path | None,
    pictures: Path | None,
    pictures_at: str,
) -> None:
    """Say what came, what went, what moved and how far, and what was reworded.

    A and B are editions, folders or Git revisions; a word that could be several of these is
    taken in that order. Without B, A is compared with what there is now; without both, the last
    two editions are compared. Markdown and HTML show what --pictures draws, in the theme that the
    radar has now.
    """
    check_base(pictures_at)
    try:
        here = _CurrentRadar(folder, language)
        one, other = sides(here, before, after)
    except InvalidRadar as wrong:
        show(wrong.problems)
        ctx.exit(2)
    tongue = language_of(other.state.radar, language)
    found = compare(one.state, other.state)
    labels = (one.label, other.label)
    if form == "json":
        said = difference.as_json(found, labels)
    else:
        at = pictures_at or (quote(pictures.as_posix()) if pictures else "")
        said = FORMS[form](difference.report(found, labels, Words(tongue), at))
    if pictures:
        _draw(pictures, here.theme, tongue, before=one, after=other)
    click.echo(said)
    ctx.exit(0 if found.same else 1)


class _ComparedState(NamedTuple):
    """One of the two states that are compared, and what to call it."""

    state: State
    label: str
    words: Mapping[str, Catalogue] = MappingProxyType({})


class _CurrentRadar:
    """The radar of the folder in which the command runs, read when it is first asked for."""

    def __init__(self, folder: Path | None, language: str = "") -> None:
        self._given, self._language = folder, language

    @cached_property
    def folder(self) -> Path:
        """The folder of the radar."""
        return find(self._given)

    @cached_property
    def reading(self) -> Reading:
        """What its files say."""
        return read(self.folder)

    @property
    def radar(self) -> Radar:
        """The radar, as its files are now, if they are sound."""
        return self.reading.require_sound()

    @property
    def theme(self) -> Theme:
        """The theme that the radar names, as it is now; the default one where there is no radar."""
        from radar.theme import load_theme

        try:
            radar = self.reading.radar
        except BadCall:
            radar = None
        return load_theme(radar.theme, beside=self.folder) if radar else load_theme()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions, as far as there is a radar, sound or not."""
        try:
            radar = self.reading.radar
        except BadCall:
            return ()
        return radar.editions if radar else ()

    @property
    def now(self) -> _ComparedState:
        """The radar as it is."""
        state = State(self.radar, self.radar.newest)
        return _ComparedState(state, str(self.folder), self.reading.words)

    def edition(self, edition: str) -> _ComparedState:
        """Return the radar as of an edition."""
        language = language_of(self.radar, self._language)
        name = self.radar.say(self.radar.edition(edition).name, language)
        return _ComparedState(State(self.radar, edition), name or edition, self.reading.words)

    def places(self) -> tuple[Path, list[str]]:
        """Return where to ask Git, and where the radar may be in a revision, seen from there."""
        try:
            start = self.folder if is_folder(self.folder) else Path()
        except BadCall:
            start = Path()
        if not self._given:
            here = os.path.relpath(resolve(Path()), resolve(start))
            looked = ["", here, f"{here}/entries"]
        else:
            looked = ["", "entries"]
        return start, [Path(place).as_posix() for place in dict.fromkeys(looked)]


def _draw(folder: Path, theme: Theme, language: str, **states: _ComparedState) -> None:
    """Write a picture of each state into a folder, under the name of its parameter."""
    from radar.layout import Atlas
    from radar.render.drawing.svg import render_svg

    for name, each in states.items():
        radar, edition = each.state.radar, each.state.edition
        tongue = language if language in radar.languages else radar.languages[0]
        scene = Atlas(radar, theme.style, each.words).scene(edition, tongue)
        path = folder / f"{name}.svg"
        if link := next(filter(is_link, (path, folder)), None):
            raise BadCall(f"{link} is a symbolic link. Name a folder of plain files.")
        if exists(path) and b' id="tr-' not in read_bytes(path):
            raise BadCall(f"{path} is there already, and no picture of ours. Name another folder.")
        with make_folder_for(path):
            write_file(path, render_svg(scene, theme).encode())


def sides(
    here: _CurrentRadar, before: str | None, after: str | None
) -> tuple[_ComparedState, _ComparedState]:
    """Return the two states that a call means."""
    if before is None:
        return _last_two(here)
    one = side(here, before)
    if after is not None:
        return one, side(here, after)
    is_edition = find_id(here.editions, before) is not None
    return one, here.edition(here.radar.newest) if is_edition else here.now


def _last_two(here: _CurrentRadar) -> tuple[_ComparedState, _ComparedState]:
    """Return the newest edition and the one before.

    Raises:
        BadCall: there are no two.
    """
    editions = here.radar.editions
    if len(editions) < 2:
        count = "one edition" if editions else "no editions"
        raise BadCall(
            f"this radar has {count}, and there is nothing to compare it with. "
            "Name two folders, or a Git revision: radar diff HEAD"
        )
    return here.edition(editions[-2].id), here.edition(editions[-1].id)


def side(here: _CurrentRadar, word: str) -> _ComparedState:
    """Return the state that a word means: an edition, else a folder, else a Git revision.

    Raises:
        BadCall: it is none of them.
        InvalidRadar: the radar that it means is not sound.
    """
    edition = find_id(here.editions, word)
    folder = Path(word) if word and exists(Path(word)) else None
    if edition is not None:
        others = [f"the folder: ./{word}"] if folder else []
        _tell_apart(word, "an edition", [*others, *_revision_too(here, word)])
        return here.edition(edition)
    if folder:
        _tell_apart(word, "a folder", list(_revision_too(here, word)))
        reading = read(find(folder))
        found = reading.require_sound()
        return _ComparedState(State(found, found.newest), word, reading.words)
    return revision(here, word)


def _tell_apart(word: str, kind: str, others: list[str]) -> None:
    """Say how a word was understood, where it could have meant something else."""
    if others:
        say(f"{printable(word)} is taken as {kind}; to mean {', or '.join(others)}")


def _revision_too(here: _CurrentRadar, word: str) -> Iterator[str]:
    """Yield how to name a Git revision, where a word is one."""
    try:
        if git.resolve(find_repository(here.places()[0]), word):
            yield f"the Git revision: {word}^0"
    except BadCall:
        return


def revision(here: _CurrentRadar, word: str) -> _ComparedState:
    """Return the radar of a Git revision.

    Raises:
        BadCall: Git knows no such revision, or it has no radar.
        InvalidRadar: its radar is not sound.
    """
    start, folders = here.places()
    try:
        tree = git.tree(find_repository(start), word, folders)
    except BadCall as error:
        said = (
            f"{printable(word)!r} is no edition{_editions(here, word)} and no folder here; {error}"
        )
        raise BadCall(said) from None
    with tree:
        reading = read_tree(tree, Path(f"{word}:{tree.path or '.'}"))
        show(tree.notes)
    radar = reading.require_sound()
    return _ComparedState(State(radar, radar.newest), word, reading.words)


def _editions(here: _CurrentRadar, word: str) -> str:
    """Say in brackets which editions there are, the likely one first."""
    ids = [edition.id for edition in here.editions]
    if not ids:
        return ""
    meant = near_miss(word, ids)
    return f" ({meant})" if meant else f" (there are {', '.join(ids[-12:])})"
