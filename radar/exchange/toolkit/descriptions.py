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


_BLOCK_TAG = re.compile(
    r"<(?:p|div|ul|ol|li|h[1-6]|table|tr|td|blockquote|pre|details|hr)\b", re.IGNORECASE
)
_BLOCK = re.compile(
    r"^ {0,3}(?:\|?[ \t]*:?-{3,}:?[ \t]*\||#{1,6} |[-*+] |\d+\. |```|~~~|> )|\]\(", re.MULTILINE
)


def is_html(text: str) -> bool:
    r"""Return whether a text is HTML: it has tags, and is no Markdown with a few among its words.

    >>> is_html("Is <b>fast</b>."), is_html("| a |\n|---|\n| b<br>c |")
    (True, False)
    """
    if not _TAG.search(text):
        return False
    return bool(_BLOCK_TAG.search(text)) or not _BLOCK.search(text)


def read_description(cell: Cell, draft: Draft) -> str:
    """Return a description as Markdown, also one in HTML, of which what is lost is reported.

    >>> from radar.exchange.toolkit.report import SourcePlace
    >>> read_description(Cell(SourcePlace("a.csv", 2), "description", "Is <b>fast</b>."), Draft())
    'Is **fast**.'
    """
    if not is_html(cell.text):
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
