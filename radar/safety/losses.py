"""What a picture loses on its way to a page, for the note about it."""

from __future__ import annotations

_MOST_NAMED = 6  # of one kind; more help nobody


class RemovedParts:
    """Collect what was left out, by its kind."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, None]] = {}

    def add(self, kind: str, name: str = "") -> None:
        """Remember what was left out: a kind of thing, and what it is called."""
        self._names.setdefault(kind, {})[name[:60]] = None

    def in_words(self) -> tuple[str, ...]:
        """Return a few words for each kind, sorted.

        >>> losses = RemovedParts()
        >>> losses.add("attributes", "data-x"), losses.add("metadata")
        (None, None)
        >>> losses.in_words()
        ('attributes (data-x)', 'metadata')
        """
        return tuple(_in_words(kind, [*names]) for kind, names in sorted(self._names.items()))


def _in_words(kind: str, names: list[str]) -> str:
    few = [*names[:_MOST_NAMED], *["…"] * (len(names) > _MOST_NAMED)]
    return f"{kind} ({', '.join(few)})" if names != [""] else kind
