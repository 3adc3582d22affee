"""`words/<language>.yaml` → words that a radar's owner puts in the place of ours.

A text may fill in what our English text of the same key fills in, and nothing of it: no
attribute, no index, no format. What is written in a file cannot reach into the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from radar.reading.shapes import complete, known, table
from radar.reading.sheet import Sheet, listed, quoted
from radar.reading.values import Reader, prose
from radar.words import Catalogue, shipped
from radar.yaml import Node, Reported, Table, Wrong

_NUMBER = re.compile(r"[0-9]{1,9}\Z")
_FORMS = ("one", "other")
Form = str | Mapping[str, str]


def read_words(node: Node | None, sheet: Sheet) -> Catalogue:
    """Read the words of one language; what is wrong is reported and left out."""
    readers = {key: _form(form) for key, form in shipped("en").items()}
    return known(table(node, sheet, readers, "word")) if node else {}


def _form(ours: Form) -> Reader[Form]:
    """Make a reader of the words of one key, by our own words of it."""
    texts: Iterable[str] = (ours,) if isinstance(ours, str) else ours.values()
    may_fill_in = sorted({part for text in texts for part in _parts(text)})

    def text(node: Node, sheet: Sheet) -> str:
        return _filled(prose(node, sheet), may_fill_in, node)

    def read(node: Node, sheet: Sheet) -> Form:
        if not isinstance(node, Table):
            return text(node, sheet)
        numbers = [key.text for key, _ in node.pairs if _NUMBER.match(key.text)]
        found = table(node, sheet, dict.fromkeys((*_FORMS, *numbers), text), "form")
        if not complete(found, node, sheet, "other"):
            raise Reported
        return known(found)

    return read


def _parts(text: str) -> list[str]:
    """Return what stands in braces, a turn and a format with it, which our own words never have."""
    return [
        name + (f"!{turn}" if turn else "") + (f":{form}" if form else "")
        for _, name, form, turn in Formatter().parse(text)
        if name is not None
    ]


def _filled(text: str, may_fill_in: list[str], at: Node) -> str:
    try:
        parts = _parts(text)
    except ValueError:
        hint = "write {{ and }} for braces that are meant as such"
        raise Wrong(at, "bad-words", "there is a brace without its other half", hint) from None
    for part in parts:
        if part not in may_fill_in:
            listing = listed(f"{{{word}}}" for word in may_fill_in)
            can = f"what can is {listing}" if listing else "these words have nothing to fill in"
            message = f"{quoted(f'{{{part}}}')} cannot be filled in here; {can}"
            raise Wrong(at, "bad-words", message)
    return text
