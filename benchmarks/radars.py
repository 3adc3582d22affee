"""The radars that are built and checked, each written once in a run and kept to its end."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measuring import RADAR, environment
from benchmarks.texts import translate, write_radar, write_volumes

VOLUMES = 34  # as many as the longest radar that is published; entries come and leave


class Radars:
    """Folders of radars below one folder, by the name of their kind."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch

    def entries(self, count: int) -> Path:
        """Return a radar of that many entries, of one edition."""
        return self._make(f"entries-{count}", partial(write_radar, count=count))

    def technologies(self) -> Path:
        """Return a radar whose entries have names of technologies that exist."""
        names = (Path(__file__).parent / "technologies.txt").read_text("utf-8").splitlines()
        write = partial(write_radar, count=len(names), titles=names)
        return self._make("technologies", write)

    def editions(self, count: int) -> Path:
        """Return a radar of 100 entries over that many editions."""
        return self._make(f"editions-{count}", partial(write_radar, count=100, editions=count))

    def volumes(self) -> Path:
        """Return a radar of 34 editions with about 105 entries each, none of them closed."""
        write = partial(write_volumes, count=1900, editions=VOLUMES, standing=105)
        return self._make("volumes", write)

    def closed_volumes(self) -> Path:
        """Return the same radar with all editions closed but the newest."""

        def write(folder: Path) -> Path:
            write_volumes(folder, 1900, VOLUMES, standing=105)
            close = [*RADAR, "snapshot", "--close-all", str(folder)]
            subprocess.run(close, check=True, capture_output=True, env=environment())
            return folder

        return self._make("closed", write)

    def languages(self, count: int) -> Path:
        """Return a radar of 100 entries in that many languages."""

        def write(folder: Path) -> Path:
            write_radar(folder, 100)
            return translate(folder, ("de", "fr", "es")[: count - 1])

        return self._make(f"languages-{count}", write)

    def sheets(self) -> Path:
        """Return a folder of 34 CSV files of 97 rows, with descriptions in HTML."""
        return self._make("sheets", _write_sheets)

    def _make(self, name: str, write: Callable[[Path], Path]) -> Path:
        folder = self.scratch / name
        return folder if folder.exists() else write(folder)


_PARAGRAPH = (
    '<p>A <strong>thing</strong> that <a href="https://example.org/{n}">does</a> {n} &amp; more'
)


def _write_sheets(folder: Path) -> Path:
    folder.mkdir()
    chance = random.Random(1)  # noqa: S311 - no secret hangs on it
    for volume in range(VOLUMES):
        rows = "".join(_row(number, chance) for number in chance.sample(range(1500), 97))
        month = "Apr" if volume % 2 else "Oct"
        file = folder / f"Volume {volume + 1:02} ({month} {2010 + volume // 2}).csv"
        file.write_text(f"name,ring,quadrant,isNew,status,description\n{rows}")
    return folder


def _row(number: int, chance: random.Random) -> str:
    """Write a row with a text of six paragraphs in HTML."""
    text = " ".join(f"{_PARAGRAPH.format(n=number)} {n}.</p>" for n in range(6))
    text = text.replace('"', '""')
    ring = chance.choice(("adopt", "trial", "assess", "hold"))
    quadrants = ("techniques", "tools", "platforms", "languages-and-frameworks")
    name, quadrant = f"Technology {number * 7919:x}", quadrants[number % 4]
    return f'{name},{ring},{quadrant},FALSE,no change,"{text}"\n'
