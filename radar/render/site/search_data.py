"""The words of the texts, by which the pages find an entry: data of their own, loaded late.

They are larger than all else that a search needs, so the page loads them with the first key. The
file is one assignment of JSON and no other code, so that it can be loaded from a disk as well as
from a server, and where a policy allows the site's own scripts only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.naming import search_words
from radar.prose.events import events_of
from radar.render.site.context import PageContext
from radar.safety.data import script_json


def search_name(language: str) -> str:
    """Return the name of the file of a language among the assets."""
    return f"search.{language}.js"


def search_file(context: PageContext) -> str:
    """Return the words of all texts of a language as a script."""
    return f"radarTexts = {script_json(search_data(context))};\n"


def search_data(context: PageContext) -> Mapping[str, str]:
    """Return the id of each entry that has a text → its words, but for those of the list.

    Those of its name and its summary are in the page already.
    """
    data: dict[str, str] = {}
    for entry in context.radar.entries:
        shown = f"{context.names[entry.id].words} {context.say(entry.summary).words}"
        text = plain_text(context.say(entry.text).words)
        if words := search_words(text) - search_words(shown):
            data[entry.id] = " ".join(sorted(words))
    return data


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
