"""Radar → every page of its site as Markdown, and the guide to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from radar.model import Radar
from radar.prose.pictures import publishable
from radar.render.markdown.guide import guide
from radar.render.markdown.pages import markdown_pages
from radar.render.publication import language_root
from radar.render.site.context import PageContext
from radar.render.site_files import SiteFiles, text_maker
from radar.words import Catalogue

GUIDE = "llms.txt"
"""Where a site has the guide to its pages for programs."""


def make_markdown(
    radar: Radar,
    *,
    files: Mapping[str, bytes] | None = None,
    words: Mapping[str, Catalogue] | None = None,
) -> SiteFiles:
    """Return the pages by path, made when they are asked for.

    `files` and `words` are as for `make_site`.
    """
    pictures = frozenset(publishable(files or {}))
    contexts = [PageContext(radar, tag, words or {}, pictures) for tag in radar.languages]
    made = SiteFiles([(GUIDE, text_maker(partial(guide, contexts)))])
    for context in contexts:
        root = language_root(radar, context.language)
        makers = markdown_pages(context)
        made |= SiteFiles((root + path, text_maker(make)) for path, make in makers)
    return made
