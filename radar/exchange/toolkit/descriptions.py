"""A description in a sheet: Markdown or HTML → a text, and its first sentence as a summary."""

from __future__ import annotations

import re

from radar.exchange.toolkit.cells import Cell
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.markup import to_markdown
from radar.prose.events import find_markup
from radar.prose.words import plain_text

_LONGEST_SUMMARY = 300  # characters; a longer one is no line of a list any more
_LONGEST_PARAGRAPH = 5_000  # characters in which the first sentence of a text is searched
_NO_PROSE = re.compile(r"#|\||```|~~~|[-*+] |<|>|!\[")
_SENTENCE = re.compile(
    r".+?(?:(?<!e\.g)(?<!i\.e)(?<!z\.B)(?<!\bvs)[.!?…][\"')»”]?(?=\s+[^\sa-z])|[。！？])"
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def read_description(cell: Cell, draft: Draft) -> str:
    """Return a description as Markdown; one with tags is HTML, and what is lost is reported.

    >>> from radar.exchange.toolkit.report import SourcePlace
    >>> read_description(Cell(SourcePlace("a.csv", 2), "description", "Is <b>fast</b>."), Draft())
    'Is **fast**.'
    """
    if not _TAG.search(cell.text):
        return cell.text
    made = to_markdown(cell.text)
    if made.dropped:
        dropped = ", ".join(made.dropped)
        draft.say("lost", cell.place, "html", f"not carried from the {cell.column}: {dropped}")
    return made.text


def first_sentence(text: str) -> str:
    r"""Return the first sentence of a Markdown text without markup, as a summary of it.

    It is '' where signs in it would be taken for markup.

    >>> first_sentence("# Rust\n\nIs **fast**, e.g. in loops. It is safe.")
    'Is fast, e.g. in loops.'
    """
    if not text:
        return ""
    paragraphs = (part for part in re.split(r"\n\s*\n", text.strip()) if not _NO_PROSE.match(part))
    words = " ".join(plain_text(next(paragraphs, "")[:_LONGEST_PARAGRAPH]).split())
    sentence = _SENTENCE.match(words)
    summary = sentence[0] if sentence else words
    if "<" in summary or find_markup(summary):
        return ""  # a summary is shown as it is written
    if len(summary) <= _LONGEST_SUMMARY:
        return summary
    return f"{summary[:_LONGEST_SUMMARY].rpartition(' ')[0] or summary[:_LONGEST_SUMMARY]} …"
