"""The words of a text, as a search looks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.prose.events import events_of


def plain_text(markdown: str) -> str:
    r"""Return the words of a Markdown text: without markup, addresses and blocks of code.

    >>> plain_text("**Node**.js, see [docs](https://a.example).\n\n云\n原生")
    'Node.js, see docs. 云原生 '
    """
    return "".join(_words(markdown))


def _words(markdown: str) -> Iterator[str]:
    code, before = False, ""
    for event, _ in events_of(markdown):
        if isinstance(event, str):  # a line break or a rule
            yield "" if event == "SoftBreak" and not before.isascii() else " "
            continue
        ((kind, value),) = event.items()
        if kind in ("Start", "End"):
            code = kind == "Start" and isinstance(value, dict) and "CodeBlock" in value
            yield " " if kind == "End" and _is_block(value) else ""
        elif kind in ("Text", "Code") and not code:
            before = value[-1:]
            yield value


def _is_block(tag: object) -> bool:
    """Return whether a tag of Markdown ends a word: all but those within a line."""
    name = next(iter(tag)) if isinstance(tag, Mapping) else tag
    return name not in ("Emphasis", "Strong", "Strikethrough", "Link", "Image")
