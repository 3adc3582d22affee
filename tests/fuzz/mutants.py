"""Inputs that resemble what people write, broken at random: the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

_LINES = Path(__file__).with_name("words.txt").read_text(encoding="ascii").splitlines()
WORDS = tuple(
    line.encode().decode("unicode_escape").encode("utf-8", "surrogatepass") for line in _LINES
)


def mutant(random: Random, corpus: Sequence[bytes]) -> bytes:
    """Break one of the corpus in one to six places."""
    data = bytearray(random.choice(corpus))
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((0, 1, 1, 4, 20, 200)))
        kind = random.randrange(7)
        if kind == 0:
            data[at:end] = b""
        elif kind == 1:
            data[at:at] = data[at:end] * random.choice((1, 2, 30))
        elif kind == 2:
            other = random.choice(corpus)
            start = random.randrange(len(other) + 1)
            data[at:end] = other[start : start + random.randrange(1, 300)]
        elif kind == 3:
            data[at:at] = bytes(random.randrange(256) for _ in range(random.randrange(1, 5)))
        elif kind == 4:
            data[at:at] = random.choice(WORDS) * random.choice((1, 1, 1, 2, 40))
        else:
            data[at:end] = random.choice(WORDS)
    return bytes(data)


def mutants(corpus: Sequence[bytes], seed: int = 0) -> Iterator[bytes]:
    """Yield the corpus itself, then broken ones without end."""
    yield from corpus
    random = Random(seed)  # noqa: S311 - no secret hangs on it
    while True:
        yield mutant(random, corpus)
