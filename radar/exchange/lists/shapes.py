"""What a reader takes of a document, as data: the rest is reported, so that nothing is forgotten.

A shape says which keys are read and what belongs there. What has another key, or is of another
kind (a list where a text belongs), cannot have been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft
from radar.exchange.toolkit.report import SourcePlace

_MOST_KEYS = 30  # of one kind of mapping that a message lists
_LONGEST = 60  # characters of a key in a message
_LONGEST_VALUE = 200  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Each:
    """A list of values of one shape; of `rows`, the reader reports those of another kind."""

    shape: Shape
    rows: bool = False


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping with any keys to values of one shape."""

    shape: Shape


TEXT: Final = "text"
"""A text, a number or a truth value."""
WORDS: Final = "words"
"""A text, or a list of texts."""
ANY: Final = "any"
"""Anything: the reader reports what it does not take."""
UnknownKeys = dict[str, dict[str, SourcePlace]]
"""Keys by what they are in (`entries.links`), each with its first place."""
Shape = str | Each | Keyed | Mapping[str, "Shape"]
"""What belongs somewhere. A mapping has the shapes by key; of keys with `|` between, the first
that has a value counts."""


def report_unread(root: TreeNode, shape: Shape, path: str, draft: Draft, advice: str = "") -> None:
    """Report what a document has beyond a shape.

    `path` is that of its file; `advice` is added where keys are not known.
    """
    walk = _Walk(path, draft, {})
    walk.visit(root, shape)
    report_keys(walk.keys, draft, advice)


def report_keys(keys: UnknownKeys, draft: Draft, advice: str = "") -> None:
    """Report keys that are not carried, those of one kind of mapping in one finding."""
    for context, places in keys.items():
        listed = ", ".join(repr(key[:_LONGEST]) for key in list(places)[:_MOST_KEYS])
        more = f" and {len(places) - _MOST_KEYS} more" if len(places) > _MOST_KEYS else ""
        where = f" of {context}" if context else ""
        message = f"keys{where} that are not carried: {listed}{more}{advice}"
        draft.say_once("lost", next(iter(places.values())), "unknown-key", message)


def add_key(keys: UnknownKeys, node: TreeNode, path: str) -> None:
    """Add the key of a value that is not carried."""
    context = re.sub(r"\[\d+\]", "", node.above.path if node.above else "")
    place = SourcePlace(path, node.line, node.path)
    keys.setdefault(context, {}).setdefault(str(node.step), place)


@dataclass(slots=True)
class _Walk:
    """Compares a document with a shape; `keys` has the unknown keys by what they are in."""

    path: str
    draft: Draft
    keys: UnknownKeys

    def visit(self, node: TreeNode, shape: Shape) -> None:
        if not node or shape == ANY or node.value in ([], {}):
            return
        if isinstance(shape, Each) and node.is_list:
            for each in node:
                if each.is_mapping or not shape.rows:
                    self.visit(each, shape.shape)
        elif isinstance(shape, Keyed) and node.is_mapping:
            for _, inner in node.items():
                self.visit(inner, shape.shape)
        elif isinstance(shape, Mapping) and node.is_mapping:
            self._visit_mapping(node, shape)
        elif shape == WORDS and node.is_list:
            for each in node:
                self.visit(each, TEXT)
        elif not isinstance(shape, str) or node.is_list or node.is_mapping:
            self._report_kind(node, shape)

    def _visit_mapping(self, node: TreeNode, shape: Mapping[str, Shape]) -> None:
        shapes = {
            node.get(*key.split("|")).step if "|" in key else key: each
            for key, each in shape.items()
        }
        read = [inner.value for key, inner in node.items() if key in shapes]
        for key, inner in node.items():
            if key in shapes or key.strip() in shapes:
                self.visit(inner, shapes.get(key) or shapes[key.strip()])
            elif inner and inner.value not in ([], {}) and not is_other_name(inner, read):
                add_key(self.keys, inner, self.path)

    def _report_kind(self, node: TreeNode, shape: Shape) -> None:
        there = "a list" if node.is_list else "an object" if node.is_mapping else "a text"
        wanted = "a text" if isinstance(shape, str) else "a list" if isinstance(shape, Each) else ""
        said = f" {node.text[:_LONGEST_VALUE]!r}" if node.text else ""
        message = f"{node.path or 'the document'} is {there}{said} and not {wanted or 'an object'}"
        self.draft.say("lost", SourcePlace(self.path, node.line, node.path), "kind", message)


def is_other_name(node: TreeNode, read: Iterable[object]) -> bool:
    """Return whether a value is what was read already, as a script names its data once more."""
    kept = {id(value) for value in read if isinstance(value, list | dict)}
    parts = [inner.value for _, inner in node.items()] or [node.value]
    return all(id(part) in kept for part in parts)
