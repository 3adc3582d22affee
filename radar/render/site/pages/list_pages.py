"""Changes, archive, proposals, snippets, and the page for what is not there."""

from __future__ import annotations

from urllib.parse import urlsplit

from radar.render.site.addresses import Addresses
from radar.render.site.change_page import edition_sections, matrix
from radar.render.site.contract import ArchivePage, ChangesPage, EmbedPage
from radar.render.site.pages.shared import Shared
from radar.render.site.proposals import proposal_rows
from radar.render.site.values import Snippet
from radar.render.snippets.content import embedding
from radar.render.snippets.writing import snippets

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


def changes_page(shared: Shared) -> str:
    """Return the page of changes: what moved in each edition, and the matrix."""
    context = shared.context
    title, lead = context.words("changes"), context.words("changes_lead")
    frame = shared.frame("changes.html", title, lead)
    page = ChangesPage(
        sections=edition_sections(context, frame.addresses),
        matrix=tuple(matrix(context)) if len(context.radar.editions) > 1 else (),
    )
    return shared.render("changes.html.j2", frame, page)


def archive_page(shared: Shared) -> str:
    """Return the list of entries that left the radar, or are not drawn on it."""
    context = shared.context
    title, lead = context.words("off_radar"), context.words("archive_lead")
    rows = tuple(context.describe_absence(entry) for entry in context.off_radar())
    frame = shared.frame("archive.html", title, lead)
    return shared.render("archive.html.j2", frame, ArchivePage(rows=rows))


def proposals_page(shared: Shared) -> str:
    """Return the list of what is proposed and not decided."""
    words = shared.context.words
    frame = shared.frame("proposals.html", words("proposals"), words("proposals_lead"))
    page = ArchivePage(rows=proposal_rows(shared.context))
    return shared.render("proposals.html.j2", frame, page)


def embed_page(shared: Shared) -> str:
    """Return every snippet that puts the radar into another page."""
    context, radar = shared.context, shared.radar
    title, lead = context.words("menu_embed"), context.words("embed_lead")
    scene = shared.atlas.scene(radar.newest, context.language)
    what = embedding(radar, scene, words=context.own_words)
    texts = snippets(what).items()
    page = EmbedPage(
        snippets=tuple(Snippet(name, _TITLES.get(name, name), text) for name, text in texts),
        is_absolute=what.absolute,
    )
    return shared.render("embed.html.j2", shared.frame("embed.html", title, lead), page)


def missing_page(shared: Shared) -> str:
    """Return the page "not found". A server shows it at any depth, so its links are absolute."""
    path = urlsplit(shared.radar.base_url).path.rstrip("/") + "/"
    title = shared.context.words("not_found")
    lead, addresses = shared.context.words("not_found_lead"), Addresses(path, path)
    frame = shared.frame("404.html", title, lead, everywhere=False, addresses=addresses)
    return shared.render("404.html.j2", frame, shared.options.missing)
