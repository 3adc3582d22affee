"""The pages of one language: a `PageContext` and the templates of a theme → {path: text}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from radar.layout.composition.content import REPORTED_MOVEMENTS
from radar.layout.composition.on_page import for_page, growth
from radar.layout.scene import KeyItem, Scene
from radar.model import Edition, Entry, Movement
from radar.render.site.context import PageContext, neighbours
from radar.render.site.change_page import edition_sections, matrix
from radar.render.snippets.writing import snippets
from radar.render.snippets.content import embedding
from radar.render.site.entry_page import entry_values, old_addresses
from radar.render.site.feed import feed
from radar.render.site.frame import SiteValues, address, frame, language_root
from radar.render.site.templates import Pages, trust_html
from radar.render.site.live_data import columns, facets, live_data
from radar.render.site.thumbnails import SmallRadar
from radar.render.drawing.svg import render_inline, render_key
from radar.render.site.addresses import Addresses
from radar.theme import Theme

Scenes = Callable[[str, str], Scene]  # (edition, language) → the picture of it

_TITLES = {
    "markdown": "Markdown",
    "html": "HTML",
    "mediawiki": "MediaWiki",
    "dokuwiki": "DokuWiki",
    "confluence": "Confluence",
    "asciidoc": "AsciiDoc",
    "rst": "reStructuredText",
}


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages are made.

    `sheets` are file names of style sheets in `assets/`; `card` is the path of the picture for
    previews of links, '' for none. `live` adds the script that reloads a page that is being
    served; `bare` leaves out menu, header and footer. `addresses` are set only for a single file;
    otherwise each page has its own.
    """

    sheets: tuple[str, ...] = ()
    card: str = ""
    live: bool = False
    bare: bool = False
    addresses: Addresses | None = None


class LanguagePages:
    """The pages of one language."""

    def __init__(
        self,
        context: PageContext,
        theme: Theme,
        scenes: Scenes,
        pages: Pages,
        options: PageOptions,
    ) -> None:
        self.context, self.theme, self.pages, self.options = context, theme, pages, options
        self.radar, self.scenes, self.card = context.radar, scenes, options.card
        self._footers: dict[Addresses, Markup] = {}
        self.site = SiteValues(
            title=context.say(self.radar.title).words,
            menu=tuple(self._menu()),
            editions=tuple((e.id, context.edition_name(e.id)) for e in self.radar.editions),
            newest=self.radar.newest,
            sheets=options.sheets,
            logo=self.radar.logo if self.radar.logo in context.pictures else "",
            footer=context.say(self.radar.footer),
            feed=bool(self._feed) and options.addresses is None,
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
        if self.context.off_radar():
            yield "archive.html", self.archive()
        yield "embed.html", self.embed()
        if self._feed:
            yield "feed.xml", self._feed
        if self.context.language == self.radar.languages[0]:
            yield "404.html", self.missing()

    def parts_by_path(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that a single file has besides its first: changes, archive, entries."""
        if self.radar.editions:
            yield "changes.html", self.changes()
        if self.context.off_radar():
            yield "archive.html", self.archive()
        for path, text in self.entries():
            if path.removesuffix(".html").removeprefix("entries/") in self.radar.by_id:
                yield path, text

    def scene(self, edition: str, *, over_time: bool = False) -> Scene:
        """Return the picture of an edition, in this language, as it stands in a page.

        `over_time` puts the marks of every edition into its key, for the slider.
        """
        scene, context = self.scenes(edition, self.context.language), self.context
        if over_time and self.radar.editions:
            scene = replace(scene, key=self._key_over_time(scene))
        counts = Counter(standing.quadrant for standing in context.timeline[edition] if standing.has_blip)
        words = [
            (part.name.words, context.words("entries", n=counts[part.id]))
            for part in context.quadrants.values()
        ]
        return for_page(scene, words, self.theme.style)

    def _key_over_time(self, scene: Scene) -> tuple[KeyItem, ...]:
        scenes = [self.scenes(edition.id, self.context.language) for edition in self.radar.editions]
        marks = {item.movement: item for one in scenes for item in one.key if item.radius}
        ordered = [
            marks[movement]
            for movement in (Movement.UNCHANGED, *REPORTED_MOVEMENTS)
            if movement in marks
        ]
        return (*ordered, *(item for item in scene.key if not item.radius))

    def index(self, template: str = "index.html.j2", **more: object) -> str:
        """Return the first page: the radar and its entries, as of the newest edition.

        A template for a single file is given `more` to print.
        """
        context, edition = self.context, self.radar.newest
        lead = context.say(self.radar.description)
        around = self._frame("index.html", self.site.title, lead.words, card=self.card)
        addresses: Addresses = around["ways"]
        said = context.say(self.radar.introduction)
        scene = self.scene(edition, over_time=True)
        picture = self._picture(scene, addresses)
        values = picture | {
            "groups": list(context.groups_over_time()),
            "heading": context.say(self.radar.title),
            "lead": lead,
            "introduction_said": said,
            "introduction": context.prose(said, addresses, scope="about-"),
            "data": live_data(context, self.scene, addresses, scene.key),
            "facets": facets(context),
            "columns": columns(context, numbered=bool(picture["numbered"])),
        }
        return self.pages.render(template, **around, **values, **more)

    def edition(self, edition: Edition) -> str:
        """Return the page of one edition: the radar as it was."""
        context, name = self.context, self.context.edition_name(edition.id)
        title = context.words("this_edition", edition=name)
        counts = context.counts(edition.id)
        around = self._frame(f"editions/{edition.id}.html", title, counts)
        addresses: Addresses = around["ways"]
        said = context.say(edition.text)
        values = self._picture(self.scene(edition.id), addresses) | {
            "heading": context.say({context.language: title}),
            "lead": context.say({context.language: context.date(edition.date)}),
            "text_said": said,
            "text": context.prose(said, addresses, scope="edition-"),
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
        addresses: Addresses | None = None,
    ) -> dict[str, Any]:
        return frame(
            self.context,
            self.site,
            file,
            title,
            description,
            card=card,
            everywhere=everywhere and self.options.addresses is None,
            addresses=addresses or self.options.addresses,
            footers=self._footers,
        )

    def _picture(self, scene: Scene, addresses: Addresses) -> dict[str, object]:
        context, edition = self.context, scene.edition
        label = context.words("list")
        picture = render_inline(scene, self.theme, href=addresses.entry, list_label=label)
        return {
            "edition": edition,
            "counted": context.counts(edition),
            "groups": list(context.groups(edition)),
            "picture": trust_html(picture),
            "growth": f"grown-{2 * growth(scene):g}",
            "key": [(trust_html(mark), word) for mark, word in render_key(scene, self.theme)],
            "numbered": scene.shows == "numbers",
        }

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the page of every entry, and a redirect from every id that one had before."""
        small = SmallRadar(self.scene(self.radar.newest))
        order = self._order()
        places = {entry: place for place, entry in enumerate(order)}
        for entry in self.radar.entries:
            before, after = neighbours(order, places[entry.id]) if entry.id in places else ("", "")
            yield f"entries/{entry.id}.html", self._entry(entry, small, before, after)
        for old, entry in old_addresses(self.context):
            yield f"entries/{old}.html", self._redirect(old, entry)

    def _order(self) -> list[str]:
        """Return the ids of the entries on the radar in the order of the list."""
        groups = self.context.groups(self.radar.newest)
        return [row.id for _, rings in groups for _, rows in rings for row in rows]

    def _entry(self, entry: Entry, small: SmallRadar, before: str, after: str) -> str:
        context = self.context
        title, summary = context.names[entry.id].words, context.say(entry.summary).words
        around = self._frame(f"entries/{entry.id}.html", title, summary, card=self.card)
        values = entry_values(context, entry, around["ways"], small)
        return self.pages.render("entry.html.j2", **around, **values, before=before, after=after)

    def _redirect(self, old: str, entry: Entry) -> str:
        around = self._frame(f"entries/{old}.html", "")
        root = language_root(self.radar, self.context.language)
        return self.pages.render(
            "redirect.html.j2",
            **around,
            name=self.context.names[entry.id],
            href=f"{entry.id}.html",
            address=address(self.radar, f"{root}entries/{entry.id}.html"),
        )

    def changes(self) -> str:
        """Return the page of changes: what moved in each edition, and the matrix."""
        context = self.context
        title, lead = context.words("changes"), context.words("changes_lead")
        around = self._frame("changes.html", title, lead)
        rows = list(matrix(context)) if len(self.radar.editions) > 1 else []
        sections = edition_sections(context, around["ways"])
        return self.pages.render("changes.html.j2", **around, editions=sections, matrix=rows)

    def archive(self) -> str:
        """Return the list of entries that left the radar, or are not drawn on it."""
        context = self.context
        title, lead = context.words("off_radar"), context.words("archive_lead")
        around = self._frame("archive.html", title, lead)
        away = [context.describe_absence(entry) for entry in context.off_radar()]
        return self.pages.render("archive.html.j2", **around, entries=away)

    def embed(self) -> str:
        """Return every snippet that puts the radar into another page."""
        context = self.context
        title, lead = context.words("menu_embed"), context.words("embed_lead")
        scene = self.scenes(self.radar.newest, context.language)
        what = embedding(self.radar, scene, words=context.own_words)
        tabs = [(name, _TITLES.get(name, name), text) for name, text in snippets(what).items()]
        around = self._frame("embed.html", title, lead)
        return self.pages.render("embed.html.j2", **around, snippets=tabs, absolute=what.absolute)

    def missing(self) -> str:
        """Return the page "not found". A server shows it at any depth, so its links are absolute."""
        context = self.context
        path = urlsplit(self.radar.base_url).path.rstrip("/") + "/"
        root = Addresses(path, path) if self.radar.base_url else None
        around = self._frame("404.html", context.words("not_found"), everywhere=False, addresses=root)
        return self.pages.render("404.html.j2", **around)

    def _menu(self) -> Iterator[tuple[str, str]]:
        yield "index.html", self.context.words("menu_radar")
        if self.radar.editions:
            yield "changes.html", self.context.words("menu_changes")
        if self.context.off_radar():
            yield "archive.html", self.context.words("menu_archive")
        if self.options.addresses is None:
            yield "embed.html", self.context.words("menu_embed")

    @cached_property
    def _feed(self) -> str:
        return feed(self.context)
