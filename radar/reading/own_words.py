"""`words/<language>.yaml` → words that a radar's owner puts in the place of ours.

A text may fill in what our English text of the same key fills in, and nothing of it: no
attribute, no index, no format. What is written in a file cannot reach into the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from typing import NoReturn

from radar.reading.shapes import TableValues, complete, drop_unread, table
from radar.reading.sheet import Sheet, list_words, quote
from radar.reading.values import NodeReader, prose
from radar.words import Catalogue, Wording, load_shipped_catalogue
from radar.words.plurals import CATEGORIES, OTHER, categories, category, counting
from radar.yaml import Node, Reported, Table, Wrong

_ONE = "one"  # the plural category of CLDR, which languages such as Japanese do not have
_NUMBER = re.compile(r"[0-9]{1,9}\Z")


def read_words(node: Node | None, sheet: Sheet, language: str) -> Catalogue:
    """Read the words of one language; what is wrong is reported and left out."""
    readers = {key: _form(form, language) for key, form in load_shipped_catalogue("en").items()}
    return drop_unread(table(node, sheet, readers, "word")) if node else {}


def _form(ours: Wording, language: str) -> NodeReader[Wording]:
    """Make a reader of the words of one key, by our own words of it."""
    texts: Iterable[str] = (ours,) if isinstance(ours, str) else ours.values()
    may_fill_in = sorted({part for text in texts for part in _parts(text)})

    def text(node: Node, sheet: Sheet) -> str:
        return _check_placeholders(prose(node, sheet), may_fill_in, node)

    def read(node: Node, sheet: Sheet) -> Wording:
        if not isinstance(node, Table):
            return text(node, sheet)
        names = [key.text for key, _ in node.pairs if _NUMBER.match(key.text)]
        # `one` was taken in any language, and does no harm
        readers = dict.fromkeys(CATEGORIES, _no_form_of(language))
        readers |= dict.fromkeys((*categories(language), _ONE, *names), text)
        found = table(node, sheet, readers, "form")
        if not _can_say_all(found, node, sheet, language):
            raise Reported
        return drop_unread(found)

    return read


def _no_form_of(language: str) -> NodeReader[str]:
    def refuse(node: Node, sheet: Sheet) -> NoReturn:
        there = list_words(categories(language))
        hint = 'for a single number, write it in place of the form, as "3"'
        raise Wrong(node, "unknown-form", f"this is no form of {language}, which has {there}", hint)

    return refuse


def _can_say_all(found: TableValues, node: Table, sheet: Sheet, language: str) -> bool:
    """Report plural forms that are missing or unused; return whether every count has one."""
    missing = [name for name in counting(language) if found.get(name) is None]
    if missing and found.get(OTHER) is None:
        complete(found, node, sheet, *missing)
        return False
    if _ONE in found and _ONE not in categories(language):
        message = f"{quote(_ONE)} is never said in {language}, which counts in one form"
        sheet.report(found.places[_ONE], "unused-form", message, "delete it", "warning")
    elif found.keys() & {*categories(language)} - {OTHER}:  # forms are told apart: all should be
        for name in missing:
            if name not in found and name not in found.meant:
                message = f"there is no {quote(name)} here, which {language} has for "
                message += _such(language, name)
                hint = f"add it; as long as it is missing, {quote(OTHER)} is said"
                sheet.report(node, "missing-form", message, hint, "warning")
    return True


def _such(language: str, name: str) -> str:
    """Return the first few numbers of a category."""
    numbers = [str(n) for n in range(200) if category(language, n) == name]
    return ", ".join(numbers[:3]) + (" and so on" if len(numbers) > 3 else "")


def _parts(text: str) -> list[str]:
    """Return what stands in braces, a turn and a format with it, which our own words never have."""
    return [
        name + (f"!{turn}" if turn else "") + (f":{form}" if form else "")
        for _, name, form, turn in Formatter().parse(text)
        if name is not None
    ]


def _check_placeholders(text: str, may_fill_in: list[str], at: Node) -> str:
    try:
        parts = _parts(text)
    except ValueError:
        hint = "write {{ and }} for braces that are meant as such"
        raise Wrong(at, "bad-words", "there is a brace without its other half", hint) from None
    for part in parts:
        if part not in may_fill_in:
            listing = list_words(f"{{{word}}}" for word in may_fill_in)
            can = f"what can is {listing}" if listing else "these words have nothing to fill in"
            message = f"{quote(f'{{{part}}}')} cannot be filled in here; {can}"
            raise Wrong(at, "bad-words", message)
    return text
