"""Positions without history: which id gets which spot, so that one id more or less moves few.

The spots of n entries are those of n − 1 entries and one more. Every pair of id and spot has a
hash, and pairs are accepted in the order of their hashes. When one entry comes or goes, about
two of a dozen others change their spot.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from radar.layout.placement.wedge import Spot
from radar.naming.characters import normalize

_BITS = (1 << 64) - 1
_PAIRS = 40  # with more spots each id probes a sequence of its own: n² pairs would take too long


def digest(name: str) -> int:
    """Return a hash of 64 bits; names that are equal in NFC have the same."""
    data = normalize("NFC", name).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def _splitmix64(value: int) -> int:
    """Mix 64 bits into 64 others, by the finalizer of the generator splitmix64."""
    value = (value + 0x9E3779B97F4A7C15) & _BITS
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _BITS
    return value ^ (value >> 31)


def sort_by_hash(ids: Sequence[str]) -> list[str]:
    """Return ids ordered by hash, so that neither the alphabet nor the input decides."""
    return sorted(ids, key=lambda name: (digest(name), name))


def assign_by_hash(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    """Give every id a spot of its own; there must be at least as many spots as ids."""
    if len(spots) <= _PAIRS:
        return _by_pairs(ids, spots)
    return _by_probing(ids, spots)


def _by_pairs(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    keys = {name: digest(name) for name in ids}
    pairs = sorted(
        (_splitmix64(keys[name] ^ _splitmix64(index)), name, index)
        for name in ids
        for index in range(len(spots))
    )
    assigned: dict[str, Spot] = {}
    free = [True] * len(spots)
    for _, name, index in pairs:
        if name not in assigned and free[index]:
            assigned[name], free[index] = spots[index], False
    return assigned


def _by_probing(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    assigned: dict[str, Spot] = {}
    free = [True] * len(spots)
    for name in sort_by_hash(ids):
        key = index = digest(name)
        while not free[index % len(spots)]:
            key = _splitmix64(key)
            index = key
        assigned[name], free[index % len(spots)] = spots[index % len(spots)], False
    return assigned
