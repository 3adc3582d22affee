"""Check the texts of a radar: every link leads somewhere, every picture may be published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple

from radar.errors import FileProblems, Problem, Severity, Vocabulary, near_miss
from radar.files import Tree, printable_name
from radar.memo import remember
from radar.model import Described, Radar
from radar.naming import same_name
from radar.prose.comments import OPEN_COMMENT, hide_comments, remove_comments
from radar.prose.events import addresses, anchors, own_anchors
from radar.prose.links import (
    LinkFault,
    Links,
    LinkTarget,
    ids_by_name,
    paths_of_picture,
    pictures_by_name,
    resolve,
)
from radar.prose.parsing import sparse_table
from radar.prose.pictures import InspectedPicture, loss, read_pictures, refusal

LONGEST = 200_000  # characters of one text, a hundred pages
MOST_SUGGESTIONS = 50  # of one radar; each looks at all names, and nobody reads more


_SPARSE = (
    "sparse-table",
    "the rows of this table leave out too many cells, so it would be shown as text",
    "write the cells, or leave out columns",
)


class LocatedText(NamedTuple):
    """A Markdown text as it was written, and where: its file, first line, column of its lines.

    Lines and columns count from 1. Line 0 means that only the file is known, column 0 that only
    the first line is known. `language` is that of the text, as far as it matters. `published` is
    what a radar has of it, without comments, where that was made already.
    """

    path: str
    line: int
    text: str
    column: int = 1
    language: str = ""
    published: str = ""


LocatedTexts = Mapping[tuple[str, str], LocatedText]
"""Texts by the id of their entry ('' for the introduction) and their language."""


class CheckedTexts(NamedTuple):
    """Problems of the texts, and the existing pictures that they name, by path."""

    problems: list[Problem]
    pictures: dict[str, InspectedPicture]


class _Suggestions:
    """Suggestions for names that no entry has: cached by name, and limited in number."""

    def __init__(self, radar: Radar | None, others: Iterable[str]) -> None:
        self._radar, self._others = radar, others
        self._hints: dict[str, str] = {}
        self._vocabulary: Vocabulary | None = None

    def hint(self, word: str) -> str:
        """Return a question for an author, '' if no name is near or the limit is reached."""
        key = same_name(word)
        if word and key not in self._hints and len(self._hints) < MOST_SUGGESTIONS:
            self._vocabulary = self._vocabulary or Vocabulary(self._words())
            self._hints[key] = near_miss(word, self._vocabulary)
        return self._hints.get(key, "")

    def _words(self) -> Iterable[str]:
        """Return ids, aliases and names of the entries, once each; an id wins over a name."""
        entries = self._radar.entries if self._radar else ()
        words = {same_name(entry.id): entry.id for entry in entries}
        for entry in entries:
            for word in (*entry.aliases, *entry.name.values()):
                words.setdefault(same_name(word), word)
        for word in self._others:
            words.setdefault(word, word)
        return words.values()


class _Headings:
    """The anchors of the entries' texts, in the language of the text that links to them."""

    def __init__(self, bodies: LocatedTexts) -> None:
        self._bodies = bodies
        self._anchors: dict[str, frozenset[str]] = {}

    def of(self, entry_id: str, language: str) -> frozenset[str]:
        """Return the anchors of an entry's text, in another language where it has none in this."""
        tags = sorted(tag for entry, tag in self._bodies if entry == entry_id)
        tag = language if language in tags else next(iter(tags), "")
        body = self._bodies.get((entry_id, tag))
        text = body.text if body and len(body.text) <= LONGEST else ""
        if text not in self._anchors:
            self._anchors[text] = anchors(text)
        return self._anchors[text]


def check_texts(
    radar: Radar | None,
    bodies: LocatedTexts,
    tree: Tree,
    *,
    texts: Iterable[LocatedText] = (),
    only: Collection[str] | None = None,
    targets: Mapping[str, str] | None = None,
    pictures: Iterable[str] = (),
    drafts: Collection[str] = (),
) -> CheckedTexts:
    """Check all texts of a radar, and inspect their pictures.

    The texts of entries that have errors are checked as well, and where the settings leave no
    radar to be made (`radar` is None), those of all entries. `bodies` and `texts` (notes and the
    like) have a place in a file; of other texts of the radar the file alone is told. `tree` has
    the pictures. `only` are the paths of the files whose texts are checked, None for all.
    `targets` are more names that a link may use, as keys → id: those of entries that have errors
    themselves, so that links to them are not reported too. `pictures` are paths of further
    pictures to inspect. `drafts` are the ids of entries that are drafts: a link to one is
    doubtful, and their pictures are not returned.
    """
    every = (*_bodies_of(bodies), *_with_places(radar, texts))
    if only is not None:
        every = tuple(text for text in every if text.path in only)
    names = frozenset(tree.names())
    inspected = read_pictures(tree, (*pictures_in(every, names), *pictures))
    found = check_prose(
        radar,
        every,
        inspected,
        targets,
        headings=_Headings(bodies).of,
        files=names,
        drafts=drafts,
    )
    if drafts:
        others = {key: body for key, body in bodies.items() if key[0] not in drafts}
        published = {*pictures_in(_texts_of(radar, others), names), *pictures}
        inspected = {path: each for path, each in inspected.items() if path in published}
    return CheckedTexts(found, inspected)


def check_prose(
    radar: Radar | None,
    bodies: Iterable[LocatedText],
    pictures: Mapping[str, InspectedPicture],
    targets: Mapping[str, str] | None = None,
    *,
    headings: Callable[[str, str], Collection[str]] = lambda entry, language: (),
    files: Iterable[str] = (),
    drafts: Collection[str] = (),
) -> list[Problem]:
    """Return what is wrong with the links and pictures of the texts.

    `pictures` are the existing ones, by their paths in the radar's folder. What nobody will see of
    a picture is told once, at its first use. `targets` is as for `check_texts`. `headings` returns
    the anchors of an entry's text in a language; `files` are the paths of all files; `drafts` are
    the ids of drafts.
    """
    lossy = {path: picture for path, picture in pictures.items() if picture.is_lossy}
    known = {**(targets or {}), **(ids_by_name(radar) if radar else {})}
    suggestions, by_name = _Suggestions(radar, known), pictures_by_name(files)
    departed = frozenset(entry.id for entry in radar.entries if entry.departed) if radar else ()

    @cache
    def links_of(folder: str, language: str) -> Links:
        return Links(
            known,
            name=str,
            entry=str,
            picture=lambda path: path if path in pictures else None,
            folder=folder,
            suggest=suggestions.hint,
            headings=partial(_headings_for, headings, language),
            pictures=by_name,
            departed=departed,
            drafts=drafts,
        )

    by_file: dict[str, FileProblems] = {}
    for body in bodies:
        links = links_of(_folder(body), body.language)
        for problem in _problems(body, links, pictures, lossy):
            by_file.setdefault(body.path, FileProblems()).add(problem)
    return [problem for file in by_file.values() for problem in file.all_problems()]


def _headings_for(
    headings: Callable[[str, str], Collection[str]], language: str, entry: str
) -> Collection[str]:
    return headings(entry, language)


def _texts_of(radar: Radar | None, bodies: LocatedTexts) -> Iterator[LocatedText]:
    """Yield every Markdown text of a radar: of its entries, its settings and its introduction."""
    yield from _bodies_of(bodies)
    yield from _values_of(radar) if radar else ()


def _bodies_of(bodies: LocatedTexts) -> Iterator[LocatedText]:
    for (_, language), body in sorted(bodies.items()):
        yield body._replace(language=language)


def _with_places(radar: Radar | None, texts: Iterable[LocatedText]) -> Iterator[LocatedText]:
    """Yield the texts that have a place, and those of a radar that have none, once each."""
    located: set[str] = set()
    for text in texts:
        located.add(text.published or remove_comments(text.text))
        yield text
    for value in _values_of(radar) if radar else ():
        if value.text not in located and remove_comments(value.text) not in located:
            yield value


def _values_of(radar: Radar) -> Iterator[LocatedText]:
    """Yield the Markdown texts among the values of a radar: notes, and texts of the settings."""
    for path, note in _notes(radar):
        for tag, text in sorted(note.items()):
            yield LocatedText(path, 0, text, language=tag)
    for said in (radar.footer, *(edition.text for edition in radar.editions)):
        yield from (
            LocatedText("radar.yaml", 0, text, language=tag) for tag, text in sorted(said.items())
        )


def _notes(radar: Radar) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the notes of entries and proposals with the paths of their files.

    They say why an entry stands where it does, and why something is proposed.
    """
    for entry in radar.entries:
        for line in entry.history:
            yield _path_of(entry), line.note
        if entry.proposed:
            yield _path_of(entry), entry.proposed.note
    for proposal in radar.proposals:
        yield _path_of(proposal), proposal.proposed.note


def _path_of(described: Described) -> str:
    """Return the path of the file in which a person says what is not a translation."""
    return next(iter(described.sources.values()), "")


def pictures_in(bodies: Iterable[LocatedText], files: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the paths of all pictures that the texts name, in the radar's folder, sorted.

    `files` are the paths of all files; of a picture that is not among them, the path is returned
    at which it would be looked for first.
    """
    names, named = frozenset(files), set[str]()
    by_name = pictures_by_name(names)
    for body in bodies:
        for kind, value, _ in addresses(body.text) if "![" in body.text else ():
            if kind == "Image":
                paths = paths_of_picture(_folder(body), value, by_name)
                named.update([path for path in paths if path in names][:1] or paths[:1])
    return tuple(sorted(named))


def pictures_of(radar: Radar, files: Iterable[str]) -> frozenset[str]:
    """Return the paths of the pictures that the texts of a radar show, and of its logo.

    `files` are the paths of all files.
    """
    bodies = [
        LocatedText(each.sources.get(tag) or next(iter(each.sources.values()), ""), 0, text)
        for each in radar.described_by_id.values()
        for tag, text in each.text.items()
    ]
    bodies += [LocatedText("index.md", 0, text) for text in radar.introduction.values()]
    return frozenset({*pictures_in((*bodies, *_texts_of(radar, {})), files), radar.logo})


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
        yield Problem(printable_name(body.path), body.line, 0, "too-long", message, "shorten it")
        return
    if not any(sign in body.text for sign in ("](", "[[", "]:", "<", "![", "|")):
        return
    if line := sparse_table(body.text):
        at = line - 1 + body.line if body.line and body.column else body.line
        yield Problem(printable_name(body.path), at, 0, *_SPARSE)
    faults = [*_open_comments(body), *_broken(body.text, links, pictures, lossy)]
    yield from _locate(body, faults)


def _open_comments(body: LocatedText) -> Iterator[_Fault]:
    """Yield the comments that do not end; reading reports those of texts without a line."""
    if body.line:
        for start in hide_comments(body.text).open:
            yield _Fault(start, *OPEN_COMMENT)


def _broken(
    text: str,
    links: Links,
    pictures: Mapping[str, InspectedPicture],
    lossy: dict[str, InspectedPicture],
) -> Iterator[_Fault]:
    """Yield the links and pictures that lead nowhere or are not allowed."""
    headings = own_anchors(text)
    for kind, value, start in remember("addresses", text, None, lambda: tuple(addresses(text))):
        target = resolve(kind, value, links, headings)
        if kind == "Image" and isinstance(target, LinkTarget) and not target.name:
            target = _check_picture(target, pictures[target.href], lossy)
        if isinstance(target, LinkTarget):
            target = target.doubt or target
        if isinstance(target, LinkFault):
            yield _Fault(start, *target)


def _check_picture(
    target: LinkTarget, picture: InspectedPicture, lossy: dict[str, InspectedPicture]
) -> LinkTarget | LinkFault:
    """Return a fault if a picture is not published, or loses something not yet reported."""
    if picture.fault:
        return LinkFault(*refusal(target.href, picture))
    if lossy.pop(target.href, None):
        return LinkFault(*loss(target.href, picture))
    return target


def _locate(body: LocatedText, faults: Iterable[_Fault]) -> Iterator[Problem]:
    """Yield a problem for each fault; byte offsets become lines and columns in one pass."""
    data, at, line, column = body.text.encode(), 0, body.line, body.column
    for fault in sorted(faults):
        before = data[at : fault.start].decode()
        breaks = before.count("\n")
        column = len(before) - 1 - before.rfind("\n") + (body.column if breaks else column)
        at, line = fault.start, line + breaks
        is_known = bool(body.line and body.column)
        there = (line, column) if is_known else (body.line, 0)
        yield Problem(
            printable_name(body.path), *there, fault.code, fault.message, fault.hint, fault.severity
        )
