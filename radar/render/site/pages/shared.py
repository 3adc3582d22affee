"""What all pages of a language share: context, options, templates, menu and footer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from radar.layout import Atlas
from radar.layout.scene import Scene
from radar.model import Radar
from radar.published import state_to_show
from radar.render.publication import card_path, language_root
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.contract import Frame, MissingPage, Site
from radar.render.site.feed import has_feed
from radar.render.site.frame import footer_links, frame
from radar.render.site.proposals import proposal_rows
from radar.render.site.templates import Pages
from radar.render.site.values import MenuItem, Prose
from radar.theme import Theme


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages are made.

    `sheets` are file names of style sheets in `assets/`; `card` is the path of the picture for
    previews of links, '' for none; with `cards` the radar and every entry have one of their own
    instead. `live` adds the script that reloads a page that is being served; `bare` leaves out
    menu, header and footer; `part` all but what is in the body. `addresses` are set only for a
    single file; otherwise each page has its own. `first_data` is the data of the first language
    there, from which a further one writes the differences. `missing` is what the page for a wrong
    address has in itself.
    """

    sheets: tuple[str, ...] = ()
    card: str = ""
    cards: bool = False
    live: bool = False
    bare: bool = False
    part: bool = False
    addresses: Addresses | None = None
    first_data: Mapping[str, Any] | None = None
    missing: MissingPage = MissingPage()


class Shared:
    """What the pages of one language have in common, made once for all of them."""

    def __init__(
        self,
        context: PageContext,
        theme: Theme,
        atlas: Atlas,
        templates: Pages,
        options: PageOptions,
    ) -> None:
        self.context, self.theme, self.atlas, self.options = context, theme, atlas, options
        self.radar = context.radar
        self.site = _describe_site(context, options)
        self.render = templates.render
        self._footers: dict[Addresses, Prose] = {}
        self._contexts: dict[str, PageContext] = {}
        self.scenes: dict[str, Scene] = {}
        """The picture of each edition that was asked for, as it stands in a page."""

    def frame(
        self,
        file: str,
        title: str,
        description: str = "",
        *,
        entry: str = "",
        everywhere: bool = True,
        addresses: Addresses | None = None,
    ) -> Frame:
        """Return what the frame of a page prints; see `radar.render.site.frame`.

        `entry` is the id of the one whose page it is, if it has a card of its own.
        """
        return frame(
            self.context,
            self.site,
            file,
            title,
            description,
            card=self._card(entry),
            everywhere=everywhere,
            addresses=addresses or self.options.addresses,
            footers=self._footers,
        )

    def _card(self, entry: str) -> str:
        """Return the path of the picture for links to an entry's page, or to any other page."""
        if not self.options.cards:
            return self.options.card
        return language_root(self.radar, self.context.language) + card_path(entry)

    def context_of(self, edition: str) -> PageContext:
        """Return the context of an edition: of a closed one as it was published."""
        if edition not in self._contexts:
            shown = state_to_show(self.radar, edition)
            context = self.context if shown is self.radar else replace(self.context, radar=shown)
            self._contexts[edition] = context
        return self._contexts[edition]


def _describe_site(context: PageContext, options: PageOptions) -> Site:
    """Return what every template may say of the whole site."""
    radar: Radar = context.radar
    return Site(
        title=context.say(radar.title).words,
        language=context.language,
        right_to_left=context.right_to_left,
        menu=tuple(_menu(context, options)),
        editions=tuple(context.edition(edition.id) for edition in radar.editions),
        sheets=options.sheets,
        logo=radar.logo if radar.logo in context.pictures else "",
        favicon=radar.favicon if radar.favicon in context.pictures else "",
        footer_links=tuple(footer_links(context)),
        has_feed=has_feed(radar) and options.addresses is None,
        has_embed=options.addresses is None,
        is_served=options.live,
        is_bare=options.bare,
        is_part=options.part,
    )


def _menu(context: PageContext, options: PageOptions) -> Iterator[MenuItem]:
    yield MenuItem("index.html", context.words("menu_radar"))
    if context.radar.editions:
        yield MenuItem("changes.html", context.words("menu_changes"))
    if context.off_radar():
        yield MenuItem("archive.html", context.words("menu_archive"))
    if proposal_rows(context):
        yield MenuItem("proposals.html", context.words("proposals"))
