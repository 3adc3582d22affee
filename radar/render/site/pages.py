"""The pages of one language: a `PageContext` and the templates of a theme → {path: text}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from radar.layout.composition.content import REPORTED_MOVEMENTS
from radar.layout import Atlas
from radar.layout.composition.on_page import (
    PageScenes, enlarged_quadrant, for_page, for_windows, growth
)
from radar.layout.scene import KeyItem, Scene
from radar.model import Edition, Entry, Movement, Proposal
from radar.published import state_to_show
from radar.render.site.context import PageContext, neighbours
from radar.render.site.contract import (
    ArchivePage, ChangesPage, EditionPage, EmbedPage, FirstPage, Frame, MissingPage, RadarValues, RedirectPage, SingleFile, Site
)
from radar.render.site.values import KeyMark, MenuItem, Phrase, Prose, QuadrantRows, Snippet
from radar.render.site.change_page import edition_sections, matrix
from radar.render.snippets.writing import snippets
from radar.render.snippets.content import embedding
from radar.render.site.entry_page import describe_place, edit_address, entry_page, entry_text, old_addresses
from radar.render.site.own_fields import own_details
from radar.render.site.proposals import proposal_page, proposal_rows
from radar.render.site.feed import feed
from radar.render.publication import absolute_address, language_root
from radar.render.site.frame import footer_links, frame
from radar.render.site.templates import Pages, trust_html
from radar.render.site.live_data import columns, facets, live_data
from radar.render.drawing.thumbnails import SmallRadar
from radar.render.drawing.svg import render_inline, render_key
from radar.render.site.addresses import Addresses
from radar.theme import Theme

_TITLES = {
    "markdown": "Markdown",
    "html": "HTML",
    "iframe": "HTML (frame)",
    "image-map": "HTML (image map)",
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
    otherwise each page has its own. `missing` is what the page for what is not there has in itself.
    """

    sheets: tuple[str, ...] = ()
    card: str = ""
    live: bool = False
    bare: bool = False
    addresses: Addresses | None = None
    missing: MissingPage = MissingPage()


class LanguagePages:
    """The pages of one language."""

    def __init__(
        self,
        context: PageContext,
        theme: Theme,
        atlas: Atlas,
        pages: Pages,
        options: PageOptions,
    ) -> None:
        self.context, self.theme, self.pages, self.options = context, theme, pages, options
        self.radar, self.atlas, self.card = context.radar, atlas, options.card
        self._footers: dict[Addresses, Prose] = {}
        self._contexts: dict[str, PageContext] = {}
        self.site = Site(
            title=context.say(self.radar.title).words,
            language=context.language,
            right_to_left=context.right_to_left,
            menu=tuple(self._menu()),
            editions=tuple(context.edition(edition.id) for edition in self.radar.editions),
            sheets=options.sheets,
            logo=self.radar.logo if self.radar.logo in context.pictures else "",
            favicon=self.radar.favicon if self.radar.favicon in context.pictures else "",
            footer_links=tuple(footer_links(context)),
            has_feed=bool(self._feed) and options.addresses is None,
            is_served=options.live,
            is_bare=options.bare,
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
        if proposal_rows(self.context):
            yield "proposals.html", self.proposals()
        yield "embed.html", self.embed()
        if self._feed:
            yield "feed.xml", self._feed
        if self.context.language == self.radar.languages[0]:
            yield "404.html", self.missing()

    def sections_by_path(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that a single file has besides its first: changes, archive, entries."""
        if self.radar.editions:
            yield "changes.html", self.changes()
        if self.context.off_radar():
            yield "archive.html", self.archive()
        if proposal_rows(self.context):
            yield "proposals.html", self.proposals()
        for path, text in self.entries():
            if path.removesuffix(".html").removeprefix("entries/") in self.radar.described_by_id:
                yield path, text

    def scene(self, edition: str) -> Scene:
        """Return the picture of an edition, in this language, as it stands in a page."""
        scene = self.atlas.scene(edition, self.context.language)
        return for_page(scene, self._quadrant_words(edition), self.theme.style)

    def _quadrant_words(self, edition: str) -> list[tuple[str, str]]:
        """Return the name of each quadrant and the number of its entries, in words."""
        context = self._context_of(edition)
        counts = Counter(standing.quadrant for standing in context.timeline[edition] if standing.has_blip)
        return [
            (part.name.words, context.words("entries", n=counts[part.id]))
            for part in context.quadrants.values()
        ]

    def _newest_scenes(self) -> PageScenes:
        """Return the picture of the newest edition for windows of every size."""
        edition, language = self.radar.newest, self.context.language
        usual = self.atlas.scene(edition, language)
        if self.radar.editions:
            usual = replace(usual, key=self._key_over_time(usual))
        large = self.atlas.scene_with_large_labels(edition, language)
        words, style = self._quadrant_words(edition), self.theme.style
        near = (self.atlas.quadrant(one.quadrant, language) for one in usual.quadrants)
        return PageScenes(
            *for_windows(usual, large, words, style), tuple(map(enlarged_quadrant, near))
        )

    def _context_of(self, edition: str) -> PageContext:
        """Return the context of an edition: of a closed one as it was published."""
        if edition not in self._contexts:
            shown = state_to_show(self.radar, edition)
            context = self.context if shown is self.radar else replace(self.context, radar=shown)
            self._contexts[edition] = context
        return self._contexts[edition]

    def _key_over_time(self, scene: Scene) -> tuple[KeyItem, ...]:
        scenes = [self.atlas.scene(edition.id, self.context.language) for edition in self.radar.editions]
        marks = {
            item.movement: self._usual_words(item)
            for one in scenes
            for item in one.key
            if item.radius and item.steps < 2
        }
        marks |= {item.movement: item for item in scene.key if item.radius and item.steps < 2}
        ordered = [
            marks[movement]
            for movement in (Movement.UNCHANGED, *REPORTED_MOVEMENTS)
            if movement in marks
        ]
        return (*ordered, *(item for item in scene.key if not item.radius or item.steps > 1))

    def _usual_words(self, item: KeyItem) -> KeyItem:
        """Return an item of another edition's key without what it says of that edition."""
        line = item.text.lines[0]._replace(text=self.context.words(item.movement.value))
        return replace(item, text=replace(item.text, lines=(line,)))

    def index(self, single: SingleFile | None = None) -> str:
        """Return the first page: the radar and its entries, as of the newest edition.

        With `single` it is that file, which has the other pages too.
        """
        context, edition = self.context, self.radar.newest
        lead = context.say(self.radar.description)
        about = lead.words or context.counts(edition)
        frame = self._frame("index.html", self.site.title, about, card=self.card)
        scenes = self._newest_scenes()
        listed = tuple(context.groups_over_time())
        heading = context.say(self.radar.title)
        values = self._radar_values(scenes, frame.addresses, listed, heading, lead, context)
        first = FirstPage(
            status=context.status(edition),
            introduction=context.prose(
                context.say(self.radar.introduction), frame.addresses, scope="about-"
            ),
            facets=facets(context),
            columns=columns(context, has_numbers=scenes.usual.shows == "numbers"),
            has_archive=bool(context.off_radar()),
            data=live_data(context, self.scene, frame.addresses, scenes.usual.key),
        )
        if single:
            return self.pages.render("single.html.j2", frame, values, first, single)
        return self.pages.render("index.html.j2", frame, values, first)

    def edition(self, edition: Edition) -> str:
        """Return the page of one edition: the radar as it was."""
        context = self._context_of(edition.id)
        name, edition = context.edition_name(edition.id), context.radar.edition(edition.id)
        title = context.words("this_edition", edition=name)
        counts = context.counts(edition.id)
        frame = self._frame(f"editions/{edition.id}.html", title, counts)
        scenes, listed = PageScenes(self.scene(edition.id)), tuple(context.groups(edition.id))
        date = Phrase(context.date(edition.date))
        values = self._radar_values(scenes, frame.addresses, listed, Phrase(title), date, context)
        page = EditionPage(
            text=context.prose(context.say(edition.text), frame.addresses, scope="edition-"),
            is_newest=edition.id == self.radar.newest,
            amendments=tuple(_amendments(context, edition.id)),
        )
        return self.pages.render("edition.html.j2", frame, values, page)

    def _frame(
        self,
        file: str,
        title: str,
        description: str = "",
        *,
        card: str = "",
        everywhere: bool = True,
        addresses: Addresses | None = None,
    ) -> Frame:
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

    def _radar_values(
        self,
        scenes: PageScenes,
        addresses: Addresses,
        listed: tuple[QuadrantRows, ...],
        heading: Phrase,
        lead: Phrase,
        context: PageContext,
    ) -> RadarValues:
        scene = scenes.usual
        edition, label = scene.edition, context.words("list")
        picture = render_inline(
            *(scene, self.theme), href=addresses.entry, list_label=label, large=scenes.large, near=scenes.near
        )
        key = render_key(scene, self.theme)
        return RadarValues(
            edition=context.edition(edition),
            counts=context.counts(edition),
            rings=tuple(context.rings.values()),
            groups=listed,
            picture=trust_html(picture),
            growth_class=f"grown-{2 * growth(scene):g}",
            key=tuple(KeyMark(trust_html(mark), meaning) for mark, meaning in key),
            unmarked=scene.unmarked.value,
            numbered=scenes.numbered,
            heading=heading,
            lead=lead,
        )

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the page of every entry, and a redirect from every id that one had before."""
        small = SmallRadar(self.scene(self.radar.newest))
        order = self._order()
        places = {entry: place for place, entry in enumerate(order)}
        for entry in self.radar.entries:
            around = neighbours(order, places[entry.id]) if entry.id in places else ("", "")
            yield f"entries/{entry.id}.html", self._entry(entry, small, around)
        for proposal in self.radar.proposals:
            yield f"entries/{proposal.id}.html", self._proposal(proposal)
        for old, entry in old_addresses(self.context):
            yield f"entries/{old}.html", self._redirect(old, entry)

    def _order(self) -> list[str]:
        """Return the ids of the entries on the radar in the order of the list."""
        groups = self.context.groups(self.radar.newest)
        return [row.id for group in groups for ring in group.rings for row in ring.rows]

    def _entry(self, entry: Entry, small: SmallRadar, around: tuple[str, str]) -> str:
        context = self.context
        title, summary = context.names[entry.id].words, context.say(entry.summary).words
        about = summary or describe_place(context, entry)
        frame = self._frame(f"entries/{entry.id}.html", title, about, card=self.card)
        page = entry_page(context, entry, frame.addresses, small, around)
        return self.pages.render("entry.html.j2", frame, page)

    def _proposal(self, proposal: Proposal) -> str:
        context = self.context
        title, summary = context.names[proposal.id].words, context.say(proposal.summary).words
        about = summary or context.words("proposals_lead")
        frame = self._frame(f"entries/{proposal.id}.html", title, about, card=self.card)
        text = entry_text(context, proposal, frame.addresses)
        edit = edit_address(context, proposal)
        own = own_details(context, proposal, lambda kind, value: "")  # no filter lists it
        page = proposal_page(context, proposal, text, edit, frame.addresses, own)
        return self.pages.render("proposal.html.j2", frame, page)

    def proposals(self) -> str:
        """Return the list of what is proposed and not decided."""
        title, lead = self.context.words("proposals"), self.context.words("proposals_lead")
        frame = self._frame("proposals.html", title, lead)
        page = ArchivePage(rows=proposal_rows(self.context))
        return self.pages.render("proposals.html.j2", frame, page)

    def _redirect(self, old: str, entry: Entry) -> str:
        root = language_root(self.radar, self.context.language)
        page = RedirectPage(
            name=self.context.names[entry.id],
            href=f"{entry.id}.html",
            address=absolute_address(self.radar, f"{root}entries/{entry.id}.html"),
        )
        frame = self._frame(f"entries/{old}.html", "")
        return self.pages.render("redirect.html.j2", frame, page)

    def changes(self) -> str:
        """Return the page of changes: what moved in each edition, and the matrix."""
        context = self.context
        title, lead = context.words("changes"), context.words("changes_lead")
        frame = self._frame("changes.html", title, lead)
        page = ChangesPage(
            sections=edition_sections(context, frame.addresses),
            matrix=tuple(matrix(context)) if len(self.radar.editions) > 1 else (),
        )
        return self.pages.render("changes.html.j2", frame, page)

    def archive(self) -> str:
        """Return the list of entries that left the radar, or are not drawn on it."""
        context = self.context
        title, lead = context.words("off_radar"), context.words("archive_lead")
        rows = tuple(context.describe_absence(entry) for entry in context.off_radar())
        frame = self._frame("archive.html", title, lead)
        return self.pages.render("archive.html.j2", frame, ArchivePage(rows=rows))

    def embed(self) -> str:
        """Return every snippet that puts the radar into another page."""
        context = self.context
        title, lead = context.words("menu_embed"), context.words("embed_lead")
        scene = self.atlas.scene(self.radar.newest, context.language)
        what = embedding(self.radar, scene, words=context.own_words)
        texts = snippets(what).items()
        page = EmbedPage(
            snippets=tuple(Snippet(name, _TITLES.get(name, name), text) for name, text in texts),
            is_absolute=what.absolute,
        )
        return self.pages.render("embed.html.j2", self._frame("embed.html", title, lead), page)

    def missing(self) -> str:
        """Return the page "not found". A server shows it at any depth, so its links are absolute."""
        path = urlsplit(self.radar.base_url).path.rstrip("/") + "/"
        title = self.context.words("not_found")
        lead, addresses = self.context.words("not_found_lead"), Addresses(path, path)
        frame = self._frame("404.html", title, lead, everywhere=False, addresses=addresses)
        return self.pages.render("404.html.j2", frame, self.options.missing)

    def _menu(self) -> Iterator[MenuItem]:
        yield MenuItem("index.html", self.context.words("menu_radar"))
        if self.radar.editions:
            yield MenuItem("changes.html", self.context.words("menu_changes"))
        if self.context.off_radar():
            yield MenuItem("archive.html", self.context.words("menu_archive"))
        if proposal_rows(self.context):
            yield MenuItem("proposals.html", self.context.words("proposals"))
        if self.options.addresses is None:
            yield MenuItem("embed.html", self.context.words("menu_embed"))

    @cached_property
    def _feed(self) -> str:
        return feed(self.context)


def _amendments(context: PageContext, edition: str) -> Iterator[str]:
    """Yield the corrections of an edition since it was published, in words."""
    for closed in context.radar.closed:
        for amendment in closed.amendments if closed.id == edition else ():
            yield context.teller.amendment(closed, amendment, context.date(amendment.date))
