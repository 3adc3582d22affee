"""Positions without history: which id gets which spot, so that one id more or less moves few.

The spots of n entries are those of n − 1 entries and one more. Every id has a point on a torus, its
hash, and every spot has the next point of a low-discrepancy sequence (Roberts 2018) there. The
spots take the nearest id that is left, one after the other: consistent hashing (Karger et al. 1997)
in two dimensions. The neighbours of a point of the sequence are late in it, so whoever replaces an
id that is gone comes from a late spot, and few have to follow: of a dozen two change their spot.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from radar.layout.placement.wedge import Spot
from radar.naming.characters import normalize

_BITS, _HALF_KEY = (1 << 64) - 1, 1 << 32
_MOST_NEAREST = 40  # with more spots each id probes a sequence: n² distances would take too long
_STEP_X, _STEP_Y = 0.7548776662466927, 0.5698402909980532  # powers of the plastic number


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
    if len(spots) <= _MOST_NEAREST:
        return _by_nearest(ids, spots)
    return _by_probing(ids, spots)


def _by_nearest(ids: Sequence[str], spots: Sequence[Spot]) -> dict[str, Spot]:
    """Let the first spots take the nearest ids on the torus; spots that are too many stay free."""
    left = {name: _find_torus_point(name) for name in ids}
    assigned: dict[str, Spot] = {}
    for index, spot in enumerate(spots[: len(ids)], 1):
        point = index * _STEP_X % 1.0, index * _STEP_Y % 1.0
        name = min(left, key=lambda name: (_measure_torus_square(point, left[name]), name))
        assigned[name] = spot
        del left[name]
    return assigned


def _find_torus_point(name: str) -> Spot:
    key = digest(name)
    return (key >> 32) / _HALF_KEY, key % _HALF_KEY / _HALF_KEY


def _measure_torus_square(a: Spot, b: Spot) -> float:
    """Return the square of the distance of two points where 1 is the same as 0."""
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    dx, dy = min(dx, 1.0 - dx), min(dy, 1.0 - dy)
    return dx * dx + dy * dy


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
