"""Markdown as events: what a text is made of, and which addresses and headings are in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from radar.naming.characters import is_alnum, lower
from radar.prose.bare_links import link_bare_addresses, may_have_bare_address
from radar.prose.comments import hide_comments
from radar.prose.parsing import Event, parse

_NOT_IN_ANCHOR = re.compile(r"[^\w-]+", re.ASCII)
_MARKUP = re.compile(r"[*_`~\[<]")
_SPANS = ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
DEEPEST = 100  # levels of nesting; no real text has more, and the time of nh3 grows as the square


def events_of(markdown: str) -> Iterator[tuple[Event, int]]:
    """Return what a text is made of but for comments, each with its offset in bytes of UTF-8.

    An address that stands in the text without markup is a link.
    """
    hidden = hide_comments(markdown)
    events = _parse(hidden.text)
    if hidden.text == markdown:
        return ((event, place["start"]) for event, place in events)
    return ((event, hidden.offset(place["start"])) for event, place in events)


def events_alone(markdown: str) -> Iterator[Event]:
    """Return what a text is made of, as `events_of` does, without the offsets."""
    return (event for event, _ in _parse(hide_comments(markdown).text))


def _parse(text: str) -> Iterator[tuple[Event, Mapping[str, int]]]:
    events = parse(text)
    return link_bare_addresses(events) if may_have_bare_address(text) else events


def addresses(markdown: str) -> Iterator[tuple[str, Any, int]]:
    """Yield (`Link` or `Image`, what it carries, byte offset) for every address in a text."""
    for event, start in events_of(markdown):
        if isinstance(event, dict) and isinstance(tag := event.get("Start"), dict):
            kind = next(iter(tag))
            if kind in ("Link", "Image"):
                yield kind, tag[kind], start


def find_markup(text: str) -> str:
    """Return the first emphasis, code, link or picture of a text as it is written, '' for none.

    >>> find_markup("Use **Git** daily"), find_markup("2 * 3 * 4, a_b_c, [1], https://example.org")
    ('**Git**', '')
    """
    data = text.encode()
    if not _MARKUP.search(text):
        return ""
    for event, place in parse(text):
        started = event.get("Start") if isinstance(event, dict) else None
        kind = next(iter(started)) if isinstance(started, dict) else started
        if kind in _SPANS or (isinstance(event, dict) and "Code" in event):
            before, after = data[: place["start"]][-1:], data[place["end"] :][:1]
            if not (before.isalnum() and after.isalnum()):  # 2*3*4 is no emphasis to its author
                return data[place["start"] : place["end"]].decode()
    return ""


def own_anchors(markdown: str) -> frozenset[str]:
    """Return the anchors of a text's headings if it has links to any; none otherwise."""
    is_used = any(sign in markdown for sign in ("(#", "(<#", ": #", ": <#", "[[#"))
    return anchors(markdown) if is_used else frozenset()


def anchors(markdown: str) -> frozenset[str]:
    """Return the anchors of a text's headings: what a `#fragment` may name."""
    names: dict[str, int] = {}
    return frozenset(unique_anchor(words, names) for words in _headings(markdown))


def _headings(markdown: str) -> Iterator[str]:
    inside: list[str] | None = None
    for event in limit_depth(events_alone(markdown)):
        if not isinstance(event, dict):
            continue
        if "Heading" in (event.get("Start") or ()):
            inside = []
        elif inside is not None and "Heading" in (event.get("End") or ()):
            yield "".join(inside)
            inside = None
        elif inside is not None:
            inside.append(event.get("Text") or event.get("Code") or "")


def limit_depth(events: Iterable[Event]) -> Iterator[Event]:
    """Yield the events without tags nested more than `DEEPEST` levels; their content stays."""
    depth = 0
    for event in events:  # as a text, one is a line break or a rule
        if "Start" in event:
            depth += 1
            if depth <= DEEPEST:
                yield event
        elif "End" in event:
            if depth <= DEEPEST:
                yield event
            depth -= 1
        else:
            yield event


def unique_anchor(words: str, used: dict[str, int]) -> str:
    """Return a heading's words as an anchor, as code hosts do.

    `used` counts the anchors so far, and is updated; an anchor used before gets a number, and one
    that is free.

    >>> used = {}
    >>> [unique_anchor(words, used) for words in ("What to do?", "需要留意", "What to do")]
    ['what-to-do', '需要留意', 'what-to-do-1']
    >>> [unique_anchor(words, used) for words in ("a", "a", "a-1")]
    ['a', 'a-1', 'a-1-1']
    """
    letters = lower(words.strip()).replace(" ", "-")
    if letters.isascii():
        anchor = _NOT_IN_ANCHOR.sub("", letters)
    else:
        anchor = "".join(char for char in letters if char in "-_" or is_alnum(char))
    free = anchor
    while free in used:
        used[anchor] += 1
        free = f"{anchor}-{used[anchor]}"
    used[free] = 0
    return free
