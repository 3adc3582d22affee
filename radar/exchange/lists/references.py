"""Names of other data in a script → that data, wherever it is given; never data in itself.

A script that is no data often looks as if it held itself (`className={className}`), and a few names
of names can stand for more values than there is memory for: both stay names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from radar.exchange.toolkit.documents import TreeNode
from radar.yaml import MAX_DEPTH, MAX_NODES


class Reference(str):
    """The name of other data."""

    __slots__ = ()


def resolve_references(root: TreeNode) -> None:
    """Put data in the place of its names, all over a script; other names become their last word.

    >>> b = TreeNode({"x": TreeNode(1)})
    >>> root = TreeNode({"a": TreeNode(Reference("b")), "b": b, "c": TreeNode(Reference("c"))})
    >>> resolve_references(root)
    >>> root.plain()
    {'a': {'x': 1}, 'b': {'x': 1}, 'c': 'c'}
    """
    resolver = _Resolver(root)
    for name in [*root.value]:
        resolver.resolve_name(name)


@dataclass(slots=True)
class _Resolver:
    """`sizes` has the number of values and of levels below each name that is resolved.

    `opened` are the names that are being resolved, `count` the values that names stand for.
    """

    root: TreeNode
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    count: int = 0

    def resolve_name(self, name: str, depth: int = 0) -> None:
        """Resolve what a variable holds, which is needed that many levels deep."""
        known = name in self.sizes or name in self.opened or name not in self.root.value
        if known or depth > MAX_DEPTH:
            return
        self.opened.add(name)
        held, size, levels = self._resolve(self.root.value[name], depth + 1)
        self.root.value[name], self.sizes[name] = held, (size, levels)
        self.opened.remove(name)

    def _resolve(self, node: TreeNode, depth: int) -> tuple[TreeNode, int, int]:
        """Return a value without names in it, the number of its values, and its levels."""
        if isinstance(node.value, Reference):
            return self._follow(node, node.value, depth)
        if depth > MAX_DEPTH or not isinstance(node.value, list | dict):
            return node, 1, 1
        size, levels = 1, 0
        pairs = enumerate(node.value) if isinstance(node.value, list) else node.value.items()
        for key, inner in [*pairs]:
            node.value[key], more, below = self._resolve(inner, depth + 1)
            size, levels = size + more, max(levels, below)
        return node, size, levels + 1

    def _follow(self, node: TreeNode, name: Reference, depth: int) -> tuple[TreeNode, int, int]:
        first = name.partition(".")[0]
        self.resolve_name(first, depth)
        size, levels = self.sizes.get(first, (1, 1))
        held = self._find(name) if first in self.sizes else None
        if held is None or depth + levels > MAX_DEPTH or self.count + size > MAX_NODES:
            return replace(node, value=name.rpartition(".")[2]), 1, 1
        self.count += size
        return replace(node, value=held.value, line=held.line), size, levels

    def _find(self, name: str) -> TreeNode | None:
        first, _, rest = name.partition(".")
        node: TreeNode | None = self.root.value.get(first)
        for step in rest.split(".") if rest else ():
            node = node.value.get(step) if node and node.is_mapping else None
        return node
