"""Kill builds at random moments and look at what is published.

    python benchmarks/kill.py [KILLS] [FOLDER]

Half of the kills hit `radar build` anywhere between its start and its end; the other half hit a
process that does nothing but put one site in place of another, where a kill can do harm. After
each, the published folder must be the site before or the site after, file by file; at the end one
build must leave nothing else beside it. Prints a table; exit status 1 where a site was not whole.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKER = ".radar-site"
WRITER = """
import sys
from pathlib import Path
from radar.files import MARKER, write_site
target, *sources = map(Path, sys.argv[1:])
sites = [
    {p.relative_to(s).as_posix(): p.read_bytes() for p in s.rglob("*")
     if p.is_file() and p.name != MARKER}
    for s in sources
]
print("ready", flush=True)
while True:
    for site in sites:
        write_site(site, target)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def build(folder: Path, target: Path) -> subprocess.Popen[bytes]:
    """Start a build."""
    command = [sys.executable, "-m", "radar", "build", "-q", str(folder), "-o", str(target)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def writer(target: Path, sources: list[Path]) -> subprocess.Popen[bytes]:
    """Start a process that replaces one site by another, again and again."""
    command = [sys.executable, "-c", WRITER, str(target), *map(str, sources)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def main() -> int:
    """Kill, look, count."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "entries"
    chance, seen = random.Random(1), Counter[str]()  # noqa: S311 - chance, not a secret
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        radars = [shutil.copytree(folder, scratch / f"radar-{n}") for n in (1, 2)]
        with open(radars[1] / "index.md", "a", encoding="utf-8") as file:
            file.write("\nAnother word.\n")
        sites = [scratch / "sites" / str(n) for n in (1, 2)]
        start = time.perf_counter()
        for radar, site in zip(radars, sites, strict=True):
            if build(radar, site).wait():
                raise SystemExit(f"{folder} does not build")
        took = (time.perf_counter() - start) / 2
        wholes = [contents(site) for site in sites]
        target = scratch / "published" / "site"
        build(radars[0], target).wait()
        for turn in range(kills):
            if turn % 2:
                process, pause = build(radars[turn // 2 % 2], target), chance.uniform(0, took)
            else:
                process, pause = writer(target, sites), chance.uniform(0, 0.2)
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            found = contents(target) if target.exists() else {}
            what = "whole" if found in wholes else "broken" if found else "missing"
            seen[f"{'build' if turn % 2 else 'write'}, {what}"] += 1
            seen["leftovers met"] += len(os.listdir(target.parent)) > 1
        ended = build(radars[0], target).wait()
        clean = os.listdir(target.parent) == ["site"] and contents(target) == wholes[0]
    print(f"{kills} kills over builds of {took:.2f} s and over writing alone")
    for what, times in sorted(seen.items()):
        print(f"  {what:16} {times:4}")
    print(
        f"  next build {'succeeds and leaves nothing beside it' if clean else f'FAILS ({ended})'}"
    )
    bad = any("broken" in what or "missing" in what for what in seen)
    return 1 if bad or not clean else 0


if __name__ == "__main__":
    sys.exit(main())
