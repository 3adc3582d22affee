"""Every text of a radar, and whether its links and pictures hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from radar.errors import Problem, Severity, near_miss
from radar.files import Tree
from radar.model import Radar
from radar.naming import same_name
from radar.prose.comments import OPEN_COMMENT, hide_comments
from radar.prose.events import addresses, anchors
from radar.prose.links import LinkFault, Links, LinkTarget, ids_by_name, resolve
from radar.prose.parsing import sparse_table
from radar.prose.pictures import InspectedPicture, loss, picture_path, read_pictures, refusal

LONGEST = 200_000  # characters of one text, a hundred pages
MOST_SUGGESTIONS = 50  # of one radar; each looks at all names, and nobody reads more


_SPARSE = (
    "sparse-table",
    "the rows of this table leave out too many cells, so it would be shown as text",
    "write the cells, or leave out columns",
)


class LocatedText(NamedTuple):
    """A Markdown text as it was written, and where: its file, first line, column of its lines.

    Line 0 says that only the file is known, column 0 that only the first line is.
    """

    path: str
    line: int
    text: str
    column: int = 1


LocatedTexts = Mapping[tuple[str, str], LocatedText]
"""Texts by the id of their entry ('' for the introduction) and their language."""


class CheckedTexts(NamedTuple):
    """What is wrong with the texts, and every picture that they name and that is there."""

    problems: list[Problem]
    pictures: dict[str, InspectedPicture]


class _Suggestions:
    """What may be meant by a name that is not known: looked for once for each, and not for ever."""

    def __init__(self, radar: Radar) -> None:
        self._radar = radar
        self._hints: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def hint(self, word: str) -> str:
        """Return a question for an author, '' where nothing is near or too many are wrong."""
        key = same_name(word)
        if key not in self._hints and len(self._hints) < MOST_SUGGESTIONS:
            self._words = self._words or _words(self._radar)
            self._hints[key] = near_miss(word, self._words.values())
        return self._hints.get(key, "")


def _words(radar: Radar) -> dict[str, str]:
    """Return what the entries answer to, each word once: an id rather than a name."""
    words = {same_name(entry.id): entry.id for entry in radar.entries}
    for entry in radar.entries:
        for word in (*entry.aliases, *entry.name.values()):
            words.setdefault(same_name(word), word)
    return words


def check_texts(
    radar: Radar,
    bodies: LocatedTexts,
    tree: Tree,
    *,
    targets: Mapping[str, str] | None = None,
    pictures: Iterable[str] = (),
) -> CheckedTexts:
    """Check all texts of a radar, and inspect their pictures.

    `bodies` are the texts that have a place in a file; `tree` has the pictures. `targets` are
    names that a link may use beyond those of the radar's entries, as keys → id: those of entries
    that are not sound. `pictures` are inspected as well.
    """
    texts = tuple(_texts_of(radar, bodies))
    inspected = read_pictures(tree, (*pictures_in(texts), *pictures))
    return CheckedTexts(check_prose(radar, texts, inspected, targets), inspected)


def _texts_of(radar: Radar, bodies: LocatedTexts) -> Iterator[LocatedText]:
    """Yield every Markdown text of a radar: of its entries, its settings and its introduction."""
    for (entry, _), body in sorted(bodies.items()):
        if not entry or entry in radar.by_id:
            yield body
    for said in (radar.footer, *(edition.text for edition in radar.editions)):
        yield from (LocatedText("radar.yaml", 0, text) for _, text in sorted(said.items()))


def check_prose(
    radar: Radar,
    bodies: Iterable[LocatedText],
    pictures: Mapping[str, InspectedPicture],
    targets: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Return what is wrong with the links and pictures of the texts.

    `pictures` holds those that are there, by their paths in the radar's folder. What one of them
    loses is noted once, where it is shown first. `targets` is as for `check_texts`.
    """
    lossy = {path: picture for path, picture in pictures.items() if picture.removed}
    known = {**(targets or {}), **ids_by_name(radar)}
    suggestions = _Suggestions(radar)
    problems: list[Problem] = []
    for body in bodies:
        links = Links(
            known,
            name=str,
            entry=str,
            picture=lambda path: path if path in pictures else None,
            folder=_folder(body),
            suggest=suggestions.hint,
        )
        problems += _problems(body, links, pictures, lossy)
    return problems


def pictures_in(bodies: Iterable[LocatedText]) -> tuple[str, ...]:
    """Return the paths of all pictures that the texts name, in the radar's folder, sorted."""
    named = {
        picture_path(_folder(body), value["dest_url"])
        for body in bodies
        if "![" in body.text
        for kind, value, _ in addresses(body.text)
        if kind == "Image"
    }
    return tuple(sorted(path for path in named if path))


def _folder(body: LocatedText) -> str:
    return body.path.rpartition("/")[0]


class _Fault(NamedTuple):
    """Something wrong at a byte of a text."""

    start: int
    code: str
    message: str
    hint: str
    severity: Severity


def _problems(
    body: LocatedText,
    links: Links,
    pictures: Mapping[str, InspectedPicture],
    lossy: dict[str, InspectedPicture],
) -> Iterator[Problem]:
    if len(body.text) > LONGEST:
        message = f"this text has {len(body.text):,} characters, and the limit is {LONGEST:,}"
        yield Problem(body.path, body.line, 0, "too-long", message, "shorten it")
        return
    if not any(sign in body.text for sign in ("](", "[[", "]:", "<", "![", "|")):
        return
    if line := sparse_table(body.text):
        at = line - 1 + body.line if body.line and body.column else body.line
        yield Problem(body.path, at, 0, *_SPARSE)
    faults = [*_open_comments(body), *_broken(body.text, links, pictures, lossy)]
    yield from _locate(body, faults)


def _open_comments(body: LocatedText) -> Iterator[_Fault]:
    """Yield the comments that do not end; where only the file is known, reading said it."""
    if body.line:
        for start in hide_comments(body.text).open:
            yield _Fault(start, *OPEN_COMMENT)


def _broken(
    text: str,
    links: Links,
    pictures: Mapping[str, InspectedPicture],
    lossy: dict[str, InspectedPicture],
) -> Iterator[_Fault]:
    """Yield the links and pictures that lead nowhere, or where nobody may be led."""
    headings = anchors(text)
    for kind, value, start in addresses(text):
        target = resolve(kind, value, links, headings)
        if kind == "Image" and isinstance(target, LinkTarget):
            target = _check_picture(target, pictures[target.href], lossy)
        if isinstance(target, LinkFault):
            yield _Fault(start, *target)


def _check_picture(
    target: LinkTarget, picture: InspectedPicture, lossy: dict[str, InspectedPicture]
) -> LinkTarget | LinkFault:
    """Return why a picture is not published, or what it loses where that was not said yet."""
    if picture.fault:
        return LinkFault(*refusal(target.href, picture))
    if lossy.pop(target.href, None):
        return LinkFault(*loss(target.href, picture), severity="note")
    return target


def _locate(body: LocatedText, faults: Iterable[_Fault]) -> Iterator[Problem]:
    """Yield a problem for each fault; offsets in bytes become places in one pass."""
    data, at, line, column = body.text.encode(), 0, body.line, body.column
    for fault in sorted(faults):
        before = data[at : fault.start].decode()
        breaks = before.count("\n")
        column = len(before) - 1 - before.rfind("\n") + (body.column if breaks else column)
        at, line = fault.start, line + breaks
        is_known = bool(body.line and body.column)
        there = (line, column) if is_known else (body.line, 0)
        yield Problem(body.path, *there, fault.code, fault.message, fault.hint, fault.severity)
