"""Radars of the pages that were drawn with Protovis: a blip is a distance and an angle.

`radar_arcs` has the rings with their radii, `pc.r` is how far an item is from the centre. The items
are grouped by quadrant, or `radar_quadrants` says from which to which place in the list they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from radar.exchange.toolkit.documents import TreeNode


class Arc(NamedTuple):
    """A ring and its outer radius."""

    radius: float
    name: str


def find_arcs(root: TreeNode) -> Sequence[Arc]:
    """Return the rings of a document from the centre outwards; none if it has no radii."""
    listed = [(_number(node.get("r")), node.get("name").text) for node in root.get("radar_arcs")]
    return sorted(Arc(radius, name) for radius, name in listed if radius is not None and name)


def find_ring(node: TreeNode, arcs: Sequence[Arc]) -> Mapping[str, str]:
    """Return the cells that the distance of an item says: its ring, and the number of the ring.

    >>> node = TreeNode({"pc": TreeNode({"r": TreeNode("150")})})
    >>> find_ring(node, [Arc(100, "Adopt"), Arc(200, "Trial")])
    {'ring': 'Trial', 'ring_number': '2'}
    """
    distance = _number(node.get("pc").get("r"))
    for n, arc in enumerate(arcs, 1):
        if distance is not None and distance <= arc.radius:
            return {"ring": arc.name, "ring_number": str(n)}
    return {}


def find_quadrants(root: TreeNode) -> Mapping[int, str]:
    """Return the quadrants of items by the identity of their nodes, where the document counts."""
    items = [*root.get("radar_data")]
    return {
        id(item): quadrant.get("name").text
        for quadrant in root.get("radar_quadrants")
        for item in items[_place(quadrant.get("start")) : _place(quadrant.get("end"))]
    }


def _place(node: TreeNode) -> int:
    return max(0, node.number or 0)


def _number(node: TreeNode) -> float | None:
    try:
        number = float(node.text)
    except ValueError:
        return None
    return number if isfinite(number) else None
