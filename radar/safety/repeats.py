"""How many elements a picture draws, where one repeats what repeats something else.

With ten nested levels of ten repetitions, ten lines ask for ten thousand million circles, which
stops any browser. An element is repeated by `<use>` and `feImage`, and wherever a property refers
to it: a pattern that fills, a marker at each vertex, a mask, a clip path, a filter. What an element
inherits counts for it too. Style sheets are read as if each rule held for whatever its last part
names, so the count is the most that can be drawn, not the least.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from radar.safety.xml import UnsafePicture

_INHERITED = ("fill", "stroke", "marker", "--")  # how properties begin that children have as well
_GRADIENTS = ("linearGradient", "radialGradient", "stop")  # they cost the same, drawn or not
_REFERENCE = re.compile(r"""url\(\s*["']?#([^"')]*)""", re.IGNORECASE)
_KEY = re.compile(r"[#.]?[-\w]+")
_MOST_REFERENCES = 500_000  # counted once for each element that has or inherits one: two seconds
_VERTEX = re.compile("[A-Za-z]|[0-9]+")  # each vertex of a path has one or more of these


class _Reference(NamedTuple):
    """A property that refers to another element by its id."""

    target: str
    at_vertices: bool
    inherited: bool


class _Element(NamedTuple):
    """An element: its place and that of its parent, and all by which it may repeat others."""

    parent: int
    name: str
    id: str
    keys: tuple[str, ...]  # by which a rule of a style sheet finds it
    path: str
    repeats: str
    own: tuple[_Reference, ...]


class _Part(NamedTuple):
    """Something that is drawn, so many times, and what is drawn for each of its elements."""

    target: str
    painters: frozenset[_Reference] = frozenset()


class Repeats:
    """Count elements by the innermost id that they stand in; '' stands for the whole picture."""

    def __init__(self) -> None:
        self._elements = [_Element(0, "", "", (), "", "", ())]
        self._open = [0]
        self._rules: dict[str, dict[_Reference, None]] = {}

    def open(self, name: str, attributes: Mapping[str, str], href: str) -> None:
        """Enter an element; `href` is the address that it has, '' for none."""
        id_ = attributes.get("id", "")
        classes = attributes.get("class", "").split()
        keys = ("*", name, f"#{id_}", *(f".{each}" for each in classes))
        target = _id_of(href.strip()) if name in ("use", "feImage") else ""
        path = attributes.get("d") or attributes.get("points") or ""
        own = tuple(_references(attributes))
        self._elements.append(_Element(self._open[-1], name, id_, keys, path, target, own))
        self._open.append(len(self._elements) - 1)

    def close(self) -> None:
        """Leave the element that was entered last."""
        self._open.pop()

    def add_sheet(self, css: str) -> None:
        """Take in a style sheet, as it is published."""
        pieces = re.split("[{}]", css)
        for selectors, declarations in pairwise(pieces):
            found = dict.fromkeys(_style_references(declarations))
            for selector in selectors.split(",") if found else ():
                last = re.split(r"[\s>+~]+", selector.strip())[-1].partition("[")[0]
                keys = _KEY.findall(last.partition(":")[0]) or ["*"]
                self._rules.setdefault(keys[-1], {}).update(found)

    def count_elements(self) -> int:
        """Return how many elements are drawn; a repetition within itself is not drawn.

        Raises:
            UnsafePicture: there are too many references to be counted.
        """
        sizes, parts, vertices = self._parts()
        drawn: dict[str, int] = {}

        def times(painters: Iterable[_Reference]) -> int:
            return 1 + sum(
                drawn.get(each.target, 0) * (vertices if each.at_vertices else 1)
                for each in painters
            )

        for id_ in _inner_first(parts):
            drawn[id_] = sizes[id_] + sum(
                count * drawn.get(part.target, 0) * times(part.painters)
                for part, count in parts.get(id_, {}).items()
            )
        return drawn[""]

    def _parts(self) -> tuple[Counter[str], dict[str, Counter[_Part]], int]:
        """Return the elements by their owner, what each owner repeats, and the longest path."""
        sizes: Counter[str] = Counter()
        parts: dict[str, Counter[_Part]] = {"": Counter()}
        owners, inherited, most, references = [""], [frozenset[_Reference]()], 1, 0
        for element in self._elements[1:]:
            outer = owners[element.parent]
            owner = element.id or outer
            found = self._find_references(element)
            passed = inherited[element.parent]
            passed = passed.union(each for each in found if each.inherited) if found else passed
            owners.append(owner)
            inherited.append(passed)
            sizes[owner] += element.name not in _GRADIENTS
            if owner != outer:
                parts.setdefault(outer, Counter())[_Part(owner)] += 1
            if element.repeats:
                parts.setdefault(owner, Counter())[_Part(element.repeats, passed)] += 1
            if every := passed.union(found):
                references += len(every)
                if references > _MOST_REFERENCES:
                    raise UnsafePicture(f"refers to its parts more than {_MOST_REFERENCES:,} times")
                length = len(_VERTEX.findall(element.path))
                most = max(most, length)
                for each in every:
                    count = length if each.at_vertices else 1
                    parts.setdefault(owner, Counter())[_Part(each.target)] += count
        return sizes, parts, most

    def _find_references(self, element: _Element) -> tuple[_Reference, ...]:
        """Return the references that an element has, by itself and by style sheets."""
        if not self._rules:
            return element.own
        ruled = (each for key in element.keys for each in self._rules.get(key, ()))
        return (*element.own, *dict.fromkeys(ruled))


def _inner_first(parts: Mapping[str, Counter[_Part]]) -> Iterator[str]:
    """Yield every id after the ids of what it contains or repeats."""
    stack = [""]
    finished: dict[str, bool] = {}
    while stack:
        id_ = stack[-1]
        if id_ in finished:
            stack.pop()
            if not finished[id_]:
                finished[id_] = True
                yield id_
            continue
        finished[id_] = False
        for part in parts.get(id_, ()):
            inner = (part.target, *(each.target for each in part.painters))
            stack += (each for each in inner if each not in finished)


def _references(attributes: Mapping[str, str]) -> Iterator[_Reference]:
    for name, value in attributes.items():
        if "(" in value:
            yield from (
                _style_references(value) if name == "style" else _read_references(name, value)
            )


def _style_references(declarations: str) -> Iterator[_Reference]:
    for declaration in declarations.split(";"):
        name, colon, value = declaration.partition(":")
        yield from _read_references(name.strip().lower() if colon else "--", value or name)


def _read_references(name: str, value: str) -> Iterator[_Reference]:
    for target in _REFERENCE.findall(value):
        at_vertices = name.startswith(("marker", "--"))
        yield _Reference(_id_of(f"#{target}"), at_vertices, name.startswith(_INHERITED))


def _id_of(address: str) -> str:
    """Return the id that an address within the picture leads to, '' for any other address."""
    return unquote(address[1:].strip()) if address.startswith("#") else ""
