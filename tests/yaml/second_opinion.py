"""What PyYAML reads in a text, with and without libyaml, in the form of our own nodes."""

from __future__ import annotations

from typing import Any

import yaml

from radar.yaml import Items, Node, Scalar, Table

LOADERS: tuple[Any, ...] = tuple(
    loader for loader in (getattr(yaml, "CSafeLoader", None), yaml.SafeLoader) if loader
)


class Refused(Exception):  # noqa: N818 - what the text is
    """A parser does not read a text, or it has what we never read."""


def read_with(loader_class: Any, text: str) -> Node | None:
    """Return what one parser of PyYAML reads.

    Raises:
        Refused: it reads nothing, or an anchor, a tag or a second document.
    """
    try:
        loader = loader_class(text)
        events = list(iter(loader.get_event, None))
    except yaml.YAMLError as error:
        raise Refused(str(error)) from None
    documents = sum(isinstance(event, yaml.DocumentStartEvent) for event in events)
    if documents > 1 or any(_has_tricks(event) for event in events):
        raise Refused("what we never read")
    return _node(iter(events)) if documents else None


def _has_tricks(event: Any) -> bool:
    return bool(getattr(event, "anchor", None) or getattr(event, "tag", None))


def _node(events: Any) -> Node | None:
    for event in events:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, column, event.value, event.style or "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(line, column, tuple(_nodes(events)))
        if isinstance(event, yaml.MappingStartEvent):
            nodes = list(_nodes(events))
            if not all(isinstance(key, Scalar) for key in nodes[::2]):
                raise Refused("a key that is no text")
            return Table(line, column, tuple(zip(nodes[::2], nodes[1::2], strict=True)))
        if isinstance(event, yaml.CollectionEndEvent):
            return None
    return None


def _nodes(events: Any) -> Any:
    while (node := _node(events)) is not None:
        yield node


def without_offsets(node: Node | None) -> Any:
    """Return a node as what both parsers know of it; of an empty value, not where it stands."""
    if isinstance(node, Items):
        return node.line, node.column, [without_offsets(item) for item in node.nodes]
    if isinstance(node, Table):
        pairs = [(without_offsets(key), without_offsets(value)) for key, value in node.pairs]
        return node.line, node.column, dict(enumerate(pairs))
    if node is None or not (node.text or node.style):
        return node and ""
    return node.line, node.column, node.text, node.style
