"""The layout of a radar, kept while what is drawn stays the same.

An atlas is made of a radar without texts, links, tags and whatever else no picture shows. So an
edit of those cannot reach the picture, and a picture cannot depend on them.
"""

from __future__ import annotations

from collections.abc import Mapping

from radar.layout import Atlas
from radar.layout.steps import Steps
from radar.memo import Same, remember
from radar.model import Entry, Radar
from radar.style import Style
from radar.words import Catalogue

_NOT_DRAWN_OF_ENTRIES = frozenset(
    {
        *("summary", "text", "tags", "owner", "owners", "fields", "links", "related", "instead"),
        *("sources", "reviewed", "leave_by", "proposed", "draft"),
    }
)
_NOT_DRAWN = frozenset(
    {
        *("description", "introduction", "fields", "rules", "proposals", "tags", "base_url"),
        *("edit_url", "review_after", "logo", "favicon", "header", "footer", "imprint"),
        *("footer_links", "png", "cards", "export", "output", "theme"),
    }
)


def keep_layout(
    radar: Radar, style: Style, words: Mapping[str, Catalogue], steps: Steps | None
) -> Atlas:
    """Return the atlas of a radar: that of the last build, if all that is drawn is the same.

    Otherwise it takes from `steps` what it would search for again.
    """
    rest = radar.model_dump_json(exclude={"entries", "closed", *_NOT_DRAWN})
    entries = [_describe(entry) for entry in radar.entries]
    closed = [
        remember("drawn edition", each.id, Same(each), each.model_dump_json)
        for each in radar.closed
    ]
    drawn = (rest, entries, closed, style, words)
    return remember(
        "layout", "", drawn, lambda: Atlas(_without_texts(radar), style, words, steps=steps)
    )


def _describe(entry: Entry) -> str:
    """Return all of an entry that is drawn, in writing: what is equal has also the same order."""

    def write() -> str:
        return entry.model_dump_json(exclude=set(_NOT_DRAWN_OF_ENTRIES))

    return remember("drawn", entry.id, Same(entry), write)


def _without_texts(radar: Radar) -> Radar:
    """Return a radar with only what is drawn."""
    entries = [_with_defaults(entry, _NOT_DRAWN_OF_ENTRIES) for entry in radar.entries]
    every = {name: getattr(radar, name) for name in Radar.model_fields if name not in _NOT_DRAWN}
    return Radar.model_validate(every | {"entries": entries})


def _with_defaults(entry: Entry, names: frozenset[str]) -> Entry:
    kept = {name: getattr(entry, name) for name in Entry.model_fields if name not in names}
    return Entry.model_validate(kept)
