"""Markdown as events: what a text is made of, and which addresses and headings are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pyromark

Event = Any  # a tag as a string, or a mapping from the tag to what it carries


@cache
def _parser() -> pyromark.Markdown:
    options = pyromark.Options
    return pyromark.Markdown(
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_WIKILINKS
    )


def events_of(markdown: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield what the text is made of, each with its range in bytes of UTF-8."""
    found: Any = _parser().events_with_range(markdown, merge_text=True)
    return found  # type: ignore[no-any-return] # typed dicts, read here as plain ones


@cache
def _plain_parser() -> pyromark.Markdown:
    options = pyromark.Options
    return pyromark.Markdown(options=options.ENABLE_TABLES | options.ENABLE_STRIKETHROUGH)


def plain_events_of(markdown: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield what a text is made of to most other tools, which know fewer constructs than we."""
    found: Any = _plain_parser().events_with_range(markdown, merge_text=True)
    return found  # type: ignore[no-any-return] # as above


def addresses(markdown: str) -> Iterator[tuple[str, Any, int]]:
    """Yield (`Link` or `Image`, what it carries, byte offset) for every address in a text."""
    for event, place in events_of(markdown):
        started = event.get("Start") if isinstance(event, dict) else None
        if isinstance(started, dict):
            for kind in ("Link", "Image"):
                if kind in started:
                    yield kind, started[kind], place["start"]


def anchors(markdown: str) -> frozenset[str]:
    """Return the names of a text's headings, for `#fragment` links; none if none is used."""
    if "(#" not in markdown and ": #" not in markdown:
        return frozenset()
    names: dict[str, int] = {}
    return frozenset(unique_anchor(words, names) for words in _headings(markdown))


def _headings(markdown: str) -> Iterator[str]:
    inside: list[str] | None = None
    for event, _ in events_of(markdown):
        if not isinstance(event, dict):
            continue
        if "Heading" in (event.get("Start") or ()):
            inside = []
        elif inside is not None and "Heading" in (event.get("End") or ()):
            yield "".join(inside)
            inside = None
        elif inside is not None:
            inside.append(event.get("Text") or event.get("Code") or "")


def unique_anchor(words: str, used: dict[str, int]) -> str:
    """Return a heading's words as an anchor, as code hosts make it; `used` keeps them apart.

    >>> used = {}
    >>> [unique_anchor(words, used) for words in ("What to do?", "需要留意", "What to do")]
    ['what-to-do', '需要留意', 'what-to-do-1']
    """
    anchor = re.sub(r"[^\w-]+", "", words.strip().lower().replace(" ", "-"))
    count = used[anchor] = used.get(anchor, -1) + 1
    return f"{anchor}-{count}" if count else anchor
