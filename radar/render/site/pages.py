"""The pages of one language: from a `Book` and a theme's templates to text by path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from radar.layout.composition.content import SHOWN
from radar.layout.composition.on_page import for_page, growth
from radar.layout.scene import KeyItem, Scene
from radar.model import Edition, Entry, Movement
from radar.render.site.context import Book, neighbours
from radar.render.site.change_page import edition_parts, matrix
from radar.render.snippets.writing import snippets
from radar.render.snippets.content import embedding
from radar.render.site.entry_page import entry_values, old_addresses
from radar.render.site.feed import feed
from radar.render.site.frame import Site, address, frame, language_root
from radar.render.site.templates import Pages, trusted
from radar.render.site.live_data import columns, facets, live_data
from radar.render.site.thumbnails import SmallRadar
from radar.render.drawing.svg import render_inline, render_key
from radar.render.site.addresses import Ways
from radar.theme import Theme

Scenes = Callable[[str, str], Scene]  # (edition, language) → the picture of it

TITLES = {
    "markdown": "Markdown",
    "html": "HTML",
    "mediawiki": "MediaWiki",
    "dokuwiki": "DokuWiki",
    "confluence": "Confluence",
    "asciidoc": "AsciiDoc",
    "rst": "reStructuredText",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How pages are made: style sheets, the picture for previews of links, and for what use.

    `live` adds the script that reloads a page that is being served; `bare` leaves away the frame;
    `ways` are given where all pages are parts of one.
    """

    sheets: tuple[str, ...] = ()
    card: str = ""
    live: bool = False
    bare: bool = False
    ways: Ways | None = None


class Chapter:
    """The pages of one language."""

    def __init__(
        self,
        book: Book,
        theme: Theme,
        scenes: Scenes,
        pages: Pages,
        options: Options,
    ) -> None:
        self.book, self.theme, self.pages, self.options = book, theme, pages, options
        self.radar, self.scenes, self.card = book.radar, scenes, options.card
        self._footers: dict[Ways, Markup] = {}
        self.site = Site(
            title=book.say(self.radar.title).words,
            menu=tuple(self._menu()),
            editions=tuple((e.id, book.edition_name(e.id)) for e in self.radar.editions),
            newest=self.radar.newest,
            sheets=options.sheets,
            logo=self.radar.logo if self.radar.logo in book.pictures else "",
            footer=book.say(self.radar.footer),
            feed=bool(self._feed) and options.ways is None,
            live=options.live,
            bare=options.bare,
        )

    def pages_by_path(self) -> Iterator[tuple[str, str]]:
        """Yield every page of this language: its path below the language's root, and its text."""
        yield "index.html", self.index()
        yield from self.entries()
        for edition in self.radar.editions:
            yield f"editions/{edition.id}.html", self.edition(edition)
        if self.radar.editions:
            yield "changes.html", self.changes()
        if self.book.off_radar():
            yield "archive.html", self.archive()
        yield "embed.html", self.embed()
        if self._feed:
            yield "feed.xml", self._feed
        if self.book.language == self.radar.languages[0]:
            yield "404.html", self.missing()

    def parts_by_path(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that a single file has besides its first: changes, archive, entries."""
        if self.radar.editions:
            yield "changes.html", self.changes()
        if self.book.off_radar():
            yield "archive.html", self.archive()
        for path, text in self.entries():
            if path.removesuffix(".html").removeprefix("entries/") in self.radar.by_id:
                yield path, text

    def scene(self, edition: str, *, over_time: bool = False) -> Scene:
        """Return the picture of an edition, in this language, as it stands in a page.

        `over_time` puts the marks of every edition into its key, for the slider.
        """
        scene, book = self.scenes(edition, self.book.language), self.book
        if over_time and self.radar.editions:
            scene = replace(scene, key=self._key_over_time(scene))
        counts = Counter(standing.quadrant for standing in book.timeline[edition] if standing.drawn)
        words = [
            (part.name.words, book.words("entries", n=counts[part.id]))
            for part in book.quadrants.values()
        ]
        return for_page(scene, words, self.theme.style)

    def _key_over_time(self, scene: Scene) -> tuple[KeyItem, ...]:
        scenes = [self.scenes(edition.id, self.book.language) for edition in self.radar.editions]
        marks = {item.movement: item for one in scenes for item in one.key if item.radius}
        ordered = [
            marks[movement] for movement in (Movement.UNCHANGED, *SHOWN) if movement in marks
        ]
        return (*ordered, *(item for item in scene.key if not item.radius))

    def index(self, template: str = "index.html.j2", **more: object) -> str:
        """Return the first page: the radar and its entries, as of the newest edition.

        A template for a single file is given `more` to print.
        """
        book, edition = self.book, self.radar.newest
        lead = book.say(self.radar.description)
        around = self._frame("index.html", self.site.title, lead.words, card=self.card)
        ways: Ways = around["ways"]
        said = book.say(self.radar.introduction)
        scene = self.scene(edition, over_time=True)
        picture = self._picture(scene, ways)
        values = picture | {
            "groups": list(book.groups_over_time()),
            "heading": book.say(self.radar.title),
            "lead": lead,
            "introduction_said": said,
            "introduction": book.prose(said, ways, scope="about-"),
            "data": live_data(book, self.scene, ways, scene.key),
            "facets": facets(book),
            "columns": columns(book, numbered=bool(picture["numbered"])),
        }
        return self.pages.render(template, **around, **values, **more)

    def edition(self, edition: Edition) -> str:
        """Return the page of one edition: the radar as it was."""
        book, name = self.book, self.book.edition_name(edition.id)
        title = book.words("this_edition", edition=name)
        counts = book.counts(edition.id)
        around = self._frame(f"editions/{edition.id}.html", title, counts)
        ways: Ways = around["ways"]
        said = book.say(edition.text)
        values = self._picture(self.scene(edition.id), ways) | {
            "heading": book.say({book.language: title}),
            "lead": book.say({book.language: book.date(edition.date)}),
            "text_said": said,
            "text": book.prose(said, ways, scope="edition-"),
        }
        return self.pages.render("edition.html.j2", **around, **values)

    def _frame(
        self,
        file: str,
        title: str,
        description: str = "",
        *,
        card: str = "",
        everywhere: bool = True,
        ways: Ways | None = None,
    ) -> dict[str, Any]:
        return frame(
            self.book,
            self.site,
            file,
            title,
            description,
            card=card,
            everywhere=everywhere and self.options.ways is None,
            ways=ways or self.options.ways,
            footers=self._footers,
        )

    def _picture(self, scene: Scene, ways: Ways) -> dict[str, object]:
        book, edition = self.book, scene.edition
        label = book.words("list")
        picture = render_inline(scene, self.theme, href=ways.entry, list_label=label)
        return {
            "edition": edition,
            "counted": book.counts(edition),
            "groups": list(book.groups(edition)),
            "picture": trusted(picture),
            "growth": f"grown-{2 * growth(scene):g}",
            "key": [(trusted(mark), word) for mark, word in render_key(scene, self.theme)],
            "numbered": any(blip.number_size for blip in scene.blips),
        }

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the page of every entry, and a redirect from every id that one had before."""
        small = SmallRadar(self.scene(self.radar.newest))
        order = self._order()
        places = {entry: place for place, entry in enumerate(order)}
        for entry in self.radar.entries:
            before, after = neighbours(order, places[entry.id]) if entry.id in places else ("", "")
            yield f"entries/{entry.id}.html", self._entry(entry, small, before, after)
        for old, entry in old_addresses(self.book):
            yield f"entries/{old}.html", self._redirect(old, entry)

    def _order(self) -> list[str]:
        """Return the ids of the entries on the radar in the order of the list."""
        groups = self.book.groups(self.radar.newest)
        return [row.id for _, rings in groups for _, rows in rings for row in rows]

    def _entry(self, entry: Entry, small: SmallRadar, before: str, after: str) -> str:
        book = self.book
        title, summary = book.names[entry.id].words, book.say(entry.summary).words
        around = self._frame(f"entries/{entry.id}.html", title, summary, card=self.card)
        values = entry_values(book, entry, around["ways"], small)
        return self.pages.render("entry.html.j2", **around, **values, before=before, after=after)

    def _redirect(self, old: str, entry: Entry) -> str:
        around = self._frame(f"entries/{old}.html", "")
        root = language_root(self.radar, self.book.language)
        return self.pages.render(
            "redirect.html.j2",
            **around,
            name=self.book.names[entry.id],
            href=f"{entry.id}.html",
            address=address(self.radar, f"{root}entries/{entry.id}.html"),
        )

    def changes(self) -> str:
        """Return what moved, edition by edition, and the matrix."""
        book = self.book
        title, lead = book.words("changes"), book.words("changes_lead")
        around = self._frame("changes.html", title, lead)
        rows = list(matrix(book)) if len(self.radar.editions) > 1 else []
        parts = edition_parts(book, around["ways"])
        return self.pages.render("changes.html.j2", **around, editions=parts, matrix=rows)

    def archive(self) -> str:
        """Return the list of entries that left the radar, or are not drawn on it."""
        book = self.book
        title, lead = book.words("off_radar"), book.words("archive_lead")
        around = self._frame("archive.html", title, lead)
        away = [book.away(entry) for entry in book.off_radar()]
        return self.pages.render("archive.html.j2", **around, entries=away)

    def embed(self) -> str:
        """Return every snippet that puts the radar into another page."""
        book = self.book
        title, lead = book.words("menu_embed"), book.words("embed_lead")
        scene = self.scenes(self.radar.newest, book.language)
        what = embedding(self.radar, scene, words=book.own_words)
        found = [(name, TITLES.get(name, name), text) for name, text in snippets(what).items()]
        around = self._frame("embed.html", title, lead)
        return self.pages.render("embed.html.j2", **around, snippets=found, absolute=what.absolute)

    def missing(self) -> str:
        """Return the page for addresses that have none, which is shown at any depth."""
        book = self.book
        path = urlsplit(self.radar.base_url).path.rstrip("/") + "/"
        root = Ways(path, path) if self.radar.base_url else None
        around = self._frame("404.html", book.words("not_found"), everywhere=False, ways=root)
        return self.pages.render("404.html.j2", **around)

    def _menu(self) -> Iterator[tuple[str, str]]:
        yield "index.html", self.book.words("menu_radar")
        if self.radar.editions:
            yield "changes.html", self.book.words("menu_changes")
        if self.book.off_radar():
            yield "archive.html", self.book.words("menu_archive")
        if self.options.ways is None:
            yield "embed.html", self.book.words("menu_embed")

    @cached_property
    def _feed(self) -> str:
        return feed(self.book)
