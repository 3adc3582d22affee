"""Which ring, quadrant or entry of the existing radar one of an import is, and what is alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from radar.exchange.merging.own_fields import fit_values
from radar.exchange.toolkit.descriptions import first_sentence
from radar.exchange.toolkit.draft import fold, resolve
from radar.model import Entry, Radar


def find_same_axis(items: Any, item: Any) -> str | None:
    """Return the id of the ring or quadrant here with the same id, name or alias, or None."""
    words = (item.id, *item.name.values(), *item.aliases)
    return next((id_ for word in words if (id_ := resolve(items, word))), None)


def words_of(entry: Entry) -> Iterator[str]:
    """Yield what an entry is found by: its id, names and aliases, as they are compared."""
    yield from dict.fromkeys(map(fold, (entry.id, *entry.name.values(), *entry.aliases)))


def has_derived_summary(entry: Entry) -> bool:
    """Return whether the summary of an imported entry is only the first sentence of its text."""
    sentences = {first_sentence(text) for text in entry.text.values()}
    return set(entry.summary.values()) <= sentences


def list_differences(there: Radar, new: Radar, own: Entry, entry: Entry) -> list[str]:
    """Return the texts, owners and fields of one's own in which both say something else."""
    texts = ("summary", "text")
    both = (name for name in texts if getattr(own, name) and getattr(entry, name))
    differ = [name for name in both if not _is_same_text(own, entry, name)]
    if own.owners and not {*entry.owners} <= {*own.owners}:
        differ.append("owner")
    values = fit_values(there, new, entry).values
    return differ + [key for key, value in values.items() if own.fields.get(key, value) != value]


def _is_same_text(own: Entry, entry: Entry, name: str) -> bool:
    here, there = (set(map(str.strip, getattr(e, name).values())) for e in (own, entry))
    return bool(here & there)
