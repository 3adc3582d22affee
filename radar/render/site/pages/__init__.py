"""The pages of one language: a `PageContext` and the templates of a theme → {path: text}.

The modules, each importing only those before it::

    shared        what all pages of a language share: context, templates, frame, menu
    radar_pages   the radar: the first page, and that of each edition
    entry_pages   the page of each entry and proposal, redirects from ids that one had before
    list_pages    changes, archive, proposals, snippets, and the page for what is not there
    language      which pages there are, by path
"""

from __future__ import annotations

from radar.render.site.pages.language import LanguagePages
from radar.render.site.pages.shared import PageOptions

__all__ = ["LanguagePages", "PageOptions"]
