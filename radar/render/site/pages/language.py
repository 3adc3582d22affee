"""Which pages a language has, by path, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from radar.layout import Atlas
from radar.render.site.context import PageContext
from radar.render.site.contract import LanguagePart, SingleFile, Site
from radar.render.site.feed import feed
from radar.render.site.pages.entry_pages import EntryPages
from radar.render.site.pages.list_pages import (
    archive_page,
    changes_page,
    embed_page,
    missing_page,
    proposals_page,
)
from radar.render.site.pages.radar_pages import (
    edition_page,
    first_page,
    first_page_data,
    single_file,
)
from radar.render.site.pages.shared import PageOptions, Shared
from radar.render.site.proposals import proposal_rows
from radar.render.site.templates import Pages
from radar.theme import Theme

_Makers = Iterator[tuple[str, Callable[[], str]]]


class LanguagePages:
    """The pages of one language."""

    def __init__(
        self,
        context: PageContext,
        theme: Theme,
        atlas: Atlas,
        templates: Pages,
        options: PageOptions,
    ) -> None:
        self._shared = Shared(context, theme, atlas, templates, options)

    @property
    def site(self) -> Site:
        """What every template may say of the whole site."""
        return self._shared.site

    def makers(self) -> _Makers:
        """Yield the path of every page below the language's root, and what makes its text."""
        shared, radar, context = self._shared, self._shared.radar, self._shared.context
        yield "index.html", partial(first_page, shared)
        yield from EntryPages(shared).makers()
        for edition in radar.editions:
            yield f"editions/{edition.id}.html", partial(edition_page, shared, edition)
        yield from self._lists()
        yield "embed.html", partial(embed_page, shared)
        if shared.site.has_feed:
            yield "feed.xml", partial(feed, context)
        if context.language == radar.languages[0]:
            yield "404.html", partial(missing_page, shared)

    def _lists(self) -> _Makers:
        if self._shared.radar.editions:
            yield "changes.html", partial(changes_page, self._shared)
        if self._shared.context.off_radar():
            yield "archive.html", partial(archive_page, self._shared)
        if proposal_rows(self._shared.context):
            yield "proposals.html", partial(proposals_page, self._shared)

    def sections(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of the pages that a single file has besides its first."""
        for path, make in (*self._lists(), *EntryPages(self._shared).makers()):
            name = path.removesuffix(".html").removeprefix("entries/")
            if "/" not in path or name in self._shared.radar.described_by_id:  # else a redirect
                yield path, make()

    def part(self, part: LanguagePart) -> str:
        """Return this language of a single file: its first page, which has the others too."""
        return first_page(self._shared, part)

    def data(self) -> dict[str, Any]:
        """Return the data of the first page for its scripts."""
        return first_page_data(self._shared)

    def single_file(self, whole: SingleFile) -> str:
        """Return a single file, whose head is in this language."""
        return single_file(self._shared, whole)
