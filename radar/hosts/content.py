"""A radar → what the pages of a host are made of.

It uses the templates of the theme and the renderers of a site, so that an entry says the same in a
host as in a site of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import NamedTuple

from radar.codes import without
from radar.errors import BadCall, InvalidRadar, Problem, Vocabulary
from radar.files.looking import is_below, resolve, working_folder
from radar.files.marker import fingerprint
from radar.hosts.addresses import StandIns
from radar.hosts.style import colour_class, style_sheet
from radar.layout import Atlas
from radar.matching import language_of
from radar.model import Entry
from radar.naming import same_name
from radar.pipeline import CheckedRadar, check_radar
from radar.prose.pictures import publishable
from radar.prose.words import plain_text
from radar.render.drawing.fragment import render_fragment
from radar.render.drawing.thumbnails import SmallRadar
from radar.render.site.context import PageContext
from radar.render.site.entry_page import entry_page
from radar.render.site.frame import frame
from radar.render.site.pages import LanguagePages, PageOptions
from radar.render.site.templates import Pages
from radar.render.snippets.content import embedding
from radar.render.snippets.writing import html_list
from radar.text import UNSTATED
from radar.theme import Theme, load_theme

_HEADING = re.compile(r'<h(?P<level>[2-6]) id="(?P<id>[^"]+)">(?P<words>.*?)</h(?P=level)>', re.S)
_FENCED = re.compile(r"(?ms)^ {0,3}(```+|~~~+).*?^ {0,3}\1")
_BLANK = re.compile(r"\n\s*\n")
_TITLE = re.compile(r"<h1\b.*?</h1>\n?", re.S)


class Heading(NamedTuple):
    """A heading in the text of an entry: its level from 2, its id in the page, and its words."""

    level: int
    id: str
    words: str


class NamedEntry(NamedTuple):
    """An entry as a link names it: its id, its name, and its ring with its place from 0.

    What is not on the radar has the word for that as its ring, and the place -1. `classes` are
    those of the link and of the ring, which give both their look.
    """

    id: str
    name: str
    ring: str
    place: int
    radar: str

    @property
    def classes(self) -> tuple[str, str]:
        """The classes of the element around a link, and of the ring in it."""
        place = f" r{self.place}" if self.place >= 0 else ""
        return f"radar-link {colour_class(self.radar)}", f"radar-ring{place}"


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """A document for one entry.

    `html` has no title, and stand-ins for addresses (`radar.hosts.addresses`). `words` are the
    paragraphs of its text without marks and code, for hosts that write no HTML.
    """

    id: str
    title: str
    summary: str
    html: str
    headings: tuple[Heading, ...]
    words: tuple[str, ...]
    source: Path | None
    """The file in which the entry is written, None if it has none of its own."""


class EntryGroup(NamedTuple):
    """The entries of one quadrant in the order of the list, or at the end those off the radar."""

    title: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class HostedRadar:
    """A radar that is read and checked, for the pages of a host; it speaks one language."""

    source: CheckedRadar
    theme: Theme
    language: str

    @cached_property
    def context(self) -> PageContext:
        """The radar in its language, as values for templates."""
        source = self.source
        return PageContext(source.radar, self.language, source.words, frozenset(self.media))

    @cached_property
    def media(self) -> Mapping[str, bytes]:
        """The pictures of texts, by their paths in the radar's folder."""
        return publishable(self.source.files)

    @property
    def title(self) -> str:
        """The title of the radar."""
        return self.context.say(self.source.radar.title).words

    @property
    def reads(self) -> tuple[Path, ...]:
        """The files that the radar and its theme were read from, with their whole paths."""
        return tuple(map(resolve, (*self.source.reads, *self.theme.files())))

    @cached_property
    def _atlas(self) -> Atlas:
        return Atlas(self.source.radar, self.theme.style, self.source.words)

    def picture(self, times: int = 0, *, with_list: bool = True) -> str:
        """Return the picture with live links, and below it the list of its entries.

        `times` is how often the page shows this radar already: no two may share their ids.
        """
        radar, words = self.source.radar, self.context.words
        prefix = f"tr-{radar.id}" + (f"-{times + 1}" if times else "")
        scene = self._atlas.scene(radar.newest, self.language)
        figure = render_fragment(
            scene, self.theme, href=StandIns().entry, list_label=words("list"), prefix=prefix
        )
        entries = self._list if with_list else ""
        return f"<div{self._attributes('radar-picture')}>\n{figure}{entries}</div>\n"

    def _attributes(self, kind: str) -> str:
        """Return the attributes of what stands in a page that may be in another language."""
        turned = ' dir="rtl"' if self.context.right_to_left else ""
        spoken = f' lang="{self.language}"' if self.language != UNSTATED else ""
        return f' class="{kind} {colour_class(self.source.radar.id)}"{spoken}{turned}'

    @cached_property
    def _list(self) -> str:
        radar = self.source.radar
        scene = self._atlas.scene(radar.newest, self.language)
        own = self.context.own_words
        what = embedding(radar, scene, base_url="", words=own, page_of=StandIns().entry)
        return f"{html_list(what)}\n" if what.quadrants else ""

    @property
    def description(self) -> str:
        """The alternative text of the picture."""
        return self._atlas.scene(self.source.radar.newest, self.language).description

    @cached_property
    def groups(self) -> tuple[EntryGroup, ...]:
        """The entries, by quadrant and in the order of the list."""
        context = self.context
        listed = [
            EntryGroup(
                group.quadrant.name.words,
                tuple(row.id for ring in group.rings for row in ring.rows),
            )
            for group in context.groups(context.radar.newest)
        ]
        away = EntryGroup(
            context.words("off_radar"), tuple(entry.id for entry in context.off_radar())
        )
        return tuple(group for group in (*listed, away) if group.entries)

    @cached_property
    def documents(self) -> Mapping[str, EntryDocument]:
        """Entry id → its document, in the order of `groups`."""
        context = self.context
        scene = self._atlas.scene(context.radar.newest, self.language)
        small = SmallRadar(scene, {id_: ring.name.words for id_, ring in context.rings.items()})
        pages = Pages(self.theme)
        options = PageOptions(bare=True, addresses=StandIns())
        site = LanguagePages(context, self.theme, self._atlas, pages, options).site
        documents = {}
        for entry_id in (entry for group in self.groups for entry in group.entries):
            entry = context.radar.by_id[entry_id]
            name = context.names[entry_id].words
            around = frame(
                *(context, site, f"entries/{entry_id}.html", name),
                everywhere=False,
                addresses=StandIns(),
            )
            page = entry_page(context, entry, StandIns(), small, ("", ""))
            html = pages.render("entry.html.j2", around, page)
            documents[entry_id] = self._document(entry, html)
        return documents

    def _document(self, entry: Entry, html: str) -> EntryDocument:
        body = _TITLE.sub("", html, count=1)
        text = self.context.say(entry.text)
        parts = _BLANK.split(_FENCED.sub("", text.words))
        paragraphs = (" ".join(plain_text(part).split()) for part in parts)
        file = entry.sources.get(self.language) or next(iter(entry.sources.values()), "")
        return EntryDocument(
            id=entry.id,
            title=self.context.names[entry.id].words or entry.id,
            summary=self.context.say(entry.summary).words,
            html=f"<div{self._attributes('radar-entry')}>\n{body.strip()}\n</div>\n",
            headings=tuple(_headings(body)),
            words=tuple(filter(None, paragraphs)),
            source=resolve(self.source.folder / file) if file else None,
        )

    @cached_property
    def digest(self) -> str:
        """A word that is another one as soon as anything is that pages show."""
        parts = (self.picture(), self.style_sheet, *map(document_digest, self.documents.values()))
        return fingerprint(part.encode() for part in parts)

    @property
    def style_sheet(self) -> str:
        """The style sheet for picture, documents and links."""
        radar = self.source.radar
        return style_sheet(self.theme, radar.id, len(radar.rings), len(radar.quadrants))

    def find(self, word: str) -> NamedEntry | None:
        """Return the entry with an id, an alias or a name, None if there is none."""
        entry_id = self.context.entry_ids.get(same_name(word.strip()))
        if entry_id is None:
            return None
        standing, radar = self.context.newest.get(entry_id), self.source.radar.id
        name = self.context.names[entry_id].words or entry_id
        if not standing or not standing.ring:
            return NamedEntry(entry_id, name, self.context.words("off_radar"), -1, radar)
        ring = self.context.ring(standing.ring)
        return NamedEntry(entry_id, name, ring.name.words, ring.place, radar)

    def suggest(self, word: str) -> str:
        """Return the id of the entry that was probably meant, '' if none is like the word."""
        nearest = self._vocabulary.nearest(word.strip())
        return self.context.entry_ids[same_name(nearest)] if nearest else ""

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary([*self.source.radar.by_id, *map(str, self.context.names.values())])


def document_digest(document: EntryDocument) -> str:
    """Return a word that is another one as soon as anything in a document is."""
    return fingerprint([repr(document).encode()])


def load_hosted_radar(
    folder: Path, *, theme: str = "", language: str = "", ignore: frozenset[str] = frozenset()
) -> tuple[HostedRadar | None, tuple[Problem, ...]]:
    """Read the radar in a folder; return it, or None if it has errors, and what is wrong with it.

    `theme` and `language` are by default those of the radar; `ignore` are codes of warnings and
    notes to leave out.
    """
    folder = _shorten(folder)
    try:
        source = check_radar(folder)
        chosen = load_theme(theme or source.radar.theme, beside=source.folder)
        spoken = language_of(source.radar, language)
        hosted = HostedRadar(source, chosen, spoken)
        _ = hosted.documents  # a mistake in a template is an error of the radar too
    except InvalidRadar as wrong:
        return None, wrong.problems
    except BadCall as refused:
        return None, (Problem(folder.as_posix(), 0, 0, "no-radar", str(refused)),)
    return hosted, without(source.problems, ignore)


def _shorten(folder: Path) -> Path:
    """Return a folder as a message names it: from where the command runs, if it is below that."""
    here = working_folder()
    return resolve(folder).relative_to(resolve(here)) if is_below(folder, here) else folder


def _headings(html: str) -> Iterator[Heading]:
    """Yield the headings that have an id, in HTML that this package made."""
    for found in _HEADING.finditer(html):
        words = unescape(re.sub(r"<[^>]*>", "", found["words"]))
        yield Heading(int(found["level"]), unescape(found["id"]), words)
