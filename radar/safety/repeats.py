"""How many elements a picture draws, where `<use>` repeats what repeats something else.

Ten lines can so ask for ten thousand million circles, which no browser survives.
"""

from __future__ import annotations

from collections.abc import Iterator


class Repeats:
    """Count elements by the innermost id that they stand in; '' stands for the whole picture."""

    def __init__(self) -> None:
        self._owners = [""]
        self._sizes = {"": 0}
        self._parts: dict[str, list[str]] = {"": []}

    def open(self, id_: str, target: str) -> None:
        """Enter an element; `target` is the id of what it repeats, '' for nothing."""
        outer = self._owners[-1]
        if id_ and id_ != outer:
            self._parts.setdefault(outer, []).append(id_)
        owner = id_ or outer
        self._owners.append(owner)
        self._sizes[owner] = self._sizes.get(owner, 0) + 1
        if target:
            self._parts.setdefault(owner, []).append(target)

    def close(self) -> None:
        """Leave the element that was entered last."""
        self._owners.pop()

    def count_elements(self) -> int:
        """Return how many elements are drawn; nobody draws what repeats itself in a circle."""
        drawn: dict[str, int] = {}
        for id_ in self._inner_first():
            parts = self._parts.get(id_, ())
            drawn[id_] = self._sizes.get(id_, 0) + sum(drawn.get(part, 0) for part in parts)
        return drawn[""]

    def _inner_first(self) -> Iterator[str]:
        """Yield every id behind those of its parts."""
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
            stack += (part for part in self._parts.get(id_, ()) if part not in finished)
