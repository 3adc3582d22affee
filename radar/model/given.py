"""What may be given for a value, in the one form that the model reads: a dict, a tuple, a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from radar.text import UNSTATED


def as_word(value: object) -> object:
    """Return a whole number as the word that it is in a file, such as the edition 2025."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def in_small_letters(value: object) -> object:
    """Return a word without capital letters and blanks around it."""
    return value.strip().lower() if isinstance(value, str) else value


def as_text(value: object) -> object:
    """Return words by language, where one plain string may stand for them."""
    return {UNSTATED: value} if isinstance(value, str) else as_dict(value)


def as_dict(value: object) -> object:
    """Return any mapping as a dict, and what is none as it is."""
    return dict(value) if isinstance(value, Mapping) else value


def as_sequence(value: object) -> object:
    """Return what holds items as something that pydantic takes for a tuple.

    A generator, an iterator or the values of a mapping do. A set has no order, and gets one. Texts,
    mappings and models can be iterated over too, but hold nothing that was meant.
    """
    if isinstance(value, list | tuple | str | bytes | bytearray | Mapping | BaseModel):
        return value
    if isinstance(value, set | frozenset):
        return sorted(value, key=lambda item: (type(item).__name__, str(item)))
    return tuple(value) if isinstance(value, Iterable) else value
