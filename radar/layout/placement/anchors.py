"""Places without history: which id stands where, so that one more or less moves hardly anybody.

The places of n entries are those of n − 1 and one more, and every pair of id and place has a hash:
the least takes its place first. Where one entry comes or goes, the others shift as in a game of
musical chairs, about two of a dozen.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from radar.characters import normalize
from radar.layout.placement.wedge import Spot

_BITS = (1 << 64) - 1
_PAIRS = 40  # above, every id probes its own sequence of places: n² pairs would cost too much


def digest(name: str) -> int:
    """Return 64 bits of an id, the same for every spelling of it in Unicode."""
    data = normalize("NFC", name).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def splitmix64(value: int) -> int:
    """Return 64 other bits for 64 bits (splitmix64)."""
    value = (value + 0x9E3779B97F4A7C15) & _BITS
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _BITS
    return value ^ (value >> 31)


def sort_by_hash(ids: Sequence[str]) -> list[str]:
    """Return ids in an order that neither names nor numbers decide."""
    return sorted(ids, key=lambda name: (digest(name), name))


def assign_by_hash(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    """Give every id one of the spots, of which there are enough."""
    if len(spots) <= _PAIRS:
        return _by_pairs(ids, spots)
    return _by_probing(ids, spots)


def _by_pairs(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    keys = {name: digest(name) for name in ids}
    pairs = sorted(
        (splitmix64(keys[name] ^ splitmix64(place)), name, place)
        for name in ids
        for place in range(len(spots))
    )
    found: dict[str, Spot] = {}
    free = [True] * len(spots)
    for _, name, place in pairs:
        if name not in found and free[place]:
            found[name], free[place] = spots[place], False
    return found


def _by_probing(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    found: dict[str, Spot] = {}
    free = [True] * len(spots)
    for name in sort_by_hash(ids):
        key = place = digest(name)
        while not free[place % len(spots)]:
            key = splitmix64(key)
            place = key
        found[name], free[place % len(spots)] = spots[place % len(spots)], False
    return found
