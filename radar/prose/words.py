"""The words of a text, as a search looks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from radar.prose.events import events_alone


def plain_text(markdown: str) -> str:
    r"""Return the words of a Markdown text: without markup, addresses and blocks of code.

    >>> plain_text("**Node**.js, see [docs](https://a.example).\n\n云\n原生")
    'Node.js, see docs. 云原生 '
    """
    return "".join(_words(markdown))


_LONGEST_START = 5_000  # characters of a text in which its first paragraph is looked for
_HEADINGS = re.compile(r"(?:\s*#{1,6} [^\n]*\n)*\s*")
_MARKUP = re.compile(r"[*_`\[\]<>!&\\~#|+-]|\b[0-9]+[.)] ")
_ELLIPSIS = " …"  # ends a summary that an import cut


def begins_with(markdown: str, sentence: str) -> bool:
    r"""Return whether the first paragraph of a Markdown text, below its headings, begins so.

    Markup and line breaks make no difference.

    >>> begins_with("# Rust\n\nIs **fast**\nand safe. More.", "Is fast and safe.")
    True
    >>> begins_with("Is faster.", "Is fast"), begins_with("Is fast.", "")
    (False, False)
    """
    wanted = " ".join(sentence.removesuffix(_ELLIPSIS).split())
    start = _HEADINGS.sub("", markdown[:_LONGEST_START], count=1)
    if not wanted or (start[:1].isalpha() and start[0] != wanted[0]):
        return False  # as nearly always
    paragraph = re.split(r"\n\s*\n", start, maxsplit=1)[0]
    bare = " ".join(_MARKUP.split(paragraph, maxsplit=1)[0].split())
    if not (bare.startswith(wanted) or wanted.startswith(bare)):
        return False  # without a parser, which takes a hundred times as long
    words = " ".join(plain_text(paragraph).split()) if len(bare) <= len(wanted) else bare
    ends_a_word = not (wanted[-1].isalnum() and words[len(wanted) : len(wanted) + 1].isalnum())
    return words.startswith(wanted) and ends_a_word


def _words(markdown: str) -> Iterator[str]:
    code, before = False, ""
    for event in events_alone(markdown):
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
