"""How long `radar import` takes for 34 volumes of 97 rows, with descriptions in HTML.

Run: python benchmarks/import_volumes.py. The figure to keep: under 3 s of CPU, interpreter and
imports included.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

RINGS = ("adopt", "trial", "assess", "hold")
QUADRANTS = ("techniques", "tools", "platforms", "languages-and-frameworks")
WORD = '<p>A <strong>thing</strong> that <a href="https://example.org/{n}">does</a> {n} &amp; more'


def main() -> None:
    """Make the files, import them in a process of its own, print its CPU time."""
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "volumes")
        source.mkdir()
        for volume in range(34):
            rows = "".join(map(_row, random.sample(range(1500), 97)))
            month = "Apr" if volume % 2 else "Oct"
            file = source / f"Volume {volume + 1:02} ({month} {2010 + volume // 2}).csv"
            file.write_text(f"name,ring,quadrant,isNew,status,description\n{rows}")
        command = [sys.executable, "-m", "radar", "import", str(source), "-o", f"{folder}/out"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(done.stdout.splitlines()[1])
    print(f"{used.ru_utime + used.ru_stime:.2f} s CPU, {used.ru_maxrss // 1024} MB")


def _row(number: int) -> str:
    text = " ".join(f"{WORD.format(n=number)} {n}.</p>" for n in range(6)).replace('"', '""')
    ring, quadrant = RINGS[random.randrange(4)], QUADRANTS[number % 4]  # noqa: S311 - made-up rows
    return f'Technology {number * 7919:x},{ring},{quadrant},FALSE,no change,"{text}"\n'


if __name__ == "__main__":
    main()
