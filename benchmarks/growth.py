"""How long every reader takes for a megabyte, and whether twice the input takes twice the time.

    python benchmarks/growth.py [WORD…]

Reads, with every reader that the tests of growth know, inputs of an eighth of a megabyte, twice
that, and so on up to a megabyte. With words, only the readers with one of them in their names. The
tests count the work of the same readers; what C does inside one call has only its time, and a time
needs a machine that does little else.

The garbage collector is off, as it is in a command. A file that is refused as too large, by a limit
that the documents name, ends the row.

Prints a table. Exit status 1 where eight times the input takes far more than eight times the time,
or a megabyte more than two seconds.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import machine
from radar.errors import RadarError
from radar.exchange.toolkit.documents import UnreadableDocument
from radar.yaml import Wrong
from tests.exchange import test_growth as exchange
from tests.growth import Reader, length_of, make_input
from tests.prose import test_comments as comments
from tests.prose import test_growth as prose
from tests.reading import test_growth as reading
from tests.safety import test_page_growth as pages
from tests.safety import test_svg_growth as safety
from tests.yaml import test_yaml_growth as yaml

MB = 1_000_000
LENGTHS = [MB // 8, MB // 4, MB // 2, MB]
MOST = 2.0  # seconds for a megabyte
EIGHTFOLD = 24.0  # time for eight times the input: n log n comes to 11, the square to 64
LONG_ENOUGH = 0.005  # seconds: below this a clock and a cache say more than the input
REFUSED = (RadarError, UnreadableDocument, Wrong)
ENDLESS = 20.0  # seconds after which no longer input is tried
READERS: dict[str, Mapping[str, Reader]] = {
    "radar": reading.READERS,
    "YAML": {**yaml.COUNTED, **yaml.LONG},
    "Markdown": prose.MARKDOWN,
    "pages in Markdown": prose.INERT,
    "HTML": prose.HTML,
    "comments": comments.READERS,
    "SVG": safety.READERS,
    "page of static/": pages.READERS,
    "table": exchange.READ_TABLES,
    "document": exchange.READ_DOCUMENTS,
    "text": exchange.READ_TEXTS,
}


class Measured(NamedTuple):
    """What a reader took: the length of each input in characters or bytes, and CPU seconds."""

    lengths: list[int]
    seconds: list[float]
    refused: bool = False

    @property
    def per_mb(self) -> float:
        """Seconds for each megabyte of the longest input."""
        return self.seconds[-1] * MB / self.lengths[-1]

    @property
    def growth(self) -> float:
        """How many times the time of the shortest input the longest takes."""
        return self.seconds[-1] / max(self.seconds[0], LONG_ENOUGH)

    @property
    def fault(self) -> str:
        """What is wrong, in a few words, or nothing."""
        if len(self.seconds) < len(LENGTHS):
            return "" if self.refused else "ENDLESS"
        if self.growth > EIGHTFOLD * self.lengths[-1] / self.lengths[0] / 8:
            return "SQUARE"
        return "SLOW" if self.per_mb > MOST else ""


def measure(reader: Reader) -> Measured:
    """Read inputs of all lengths, until one takes too long; the best of up to three times each."""
    measured = Measured([], [])
    for length in LENGTHS:
        made = make_input(reader, length)
        try:
            taken = [take_time(reader, made)]
        except REFUSED:
            return measured._replace(refused=True)
        measured.lengths.append(length_of(made))
        while len(taken) < 3 and sum(taken) < 1.0:
            taken.append(take_time(reader, made))
        measured.seconds.append(min(taken))
        if measured.seconds[-1] > ENDLESS:
            break
    return measured


def take_time(reader: Reader, made: object) -> float:
    """Return the CPU seconds of one reading."""
    gc.collect()
    start = process_time()
    reader.read(made)
    return process_time() - start


def rows(wanted: list[str]) -> Iterator[tuple[str, Measured]]:
    """Measure the readers whose names hold one of some words, or all of them."""
    for kind, readers in READERS.items():
        for name, reader in readers.items():
            title = f"{kind}: {name}".replace("\n", "\\n").replace("|", "\\|")
            if not wanted or any(word in title for word in wanted):
                yield title, measure(reader)


def main() -> int:
    """Print a row for each reader, and say how many are at fault."""
    gc.disable()
    print(machine())
    print()
    print("| reader | " + " | ".join(f"s, {n / MB:g} MB" for n in LENGTHS) + " | × | s a MB | |")
    print("|---|" + "---:|" * (len(LENGTHS) + 2) + "---|")
    count = faults = 0
    for title, measured in rows(sys.argv[1:]):
        count, faults = count + 1, faults + bool(measured.fault)
        taken = [f"{seconds:.3f}" for seconds in measured.seconds]
        taken += ["too large" if measured.refused else "…"] * (len(LENGTHS) - len(taken))
        cells = [title, *taken, f"{measured.growth:.1f}", f"{measured.per_mb:.2f}", measured.fault]
        print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\n{count} readers, {faults} at fault")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
