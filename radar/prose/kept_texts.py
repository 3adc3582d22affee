"""Texts as HTML and as words of a search, from an earlier build where they would be the same.

The HTML of a text follows from its Markdown, from words of the interface, and from where its links
and pictures lead. Where they led is kept with it, and each is followed again: an entry that gets
another name, or a picture that is gone, changes the texts that name them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from radar.files.cache import KeptSteps
from radar.prose.links import LinkFault, LinkTarget

_Follow = Callable[[str, Any], LinkTarget | LinkFault]


def take_html(
    kept: KeptSteps, made_from: Sequence[str], follow: _Follow, make: Callable[[_Follow], str]
) -> str:
    """Return what `make` does of a text, from an earlier build where that did the same.

    `made_from` has everything that the HTML depends on, except where its links lead. `make` gets a
    function for that, and takes the target of each link from it alone. Both functions
    take the kind of a link and its value in the event.
    """
    asked = json.dumps(("html", *made_from))
    result = kept.take(asked)
    if result is not None:
        with suppress(TypeError, ValueError, LookupError):
            html, links = json.loads(result)
            if all(json.dumps(follow(kind, value)) == led for kind, value, led in links):
                return str(html)
    followed: list[tuple[str, Any, str]] = []

    def follow_and_note(kind: str, value: Any) -> LinkTarget | LinkFault:
        target = follow(kind, value)
        followed.append((kind, value, json.dumps(target)))
        return target

    made = make(follow_and_note)
    kept.add(asked, json.dumps((made, followed)))
    return made


def take_words(kept: KeptSteps | None, made_from: Sequence[str], make: Callable[[], str]) -> str:
    """Return the words that `make` finds in texts, from an earlier build of the same texts."""
    if kept is None:
        return make()
    asked = json.dumps(("words", *made_from))
    result = kept.take(asked)
    if result is not None:
        with suppress(ValueError):
            return str(json.loads(result))
    made = make()
    kept.add(asked, json.dumps(made))
    return made
