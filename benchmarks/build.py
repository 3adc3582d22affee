"""How fast the command is, as a table: `python benchmarks/build.py` (about two minutes).

Every row is a process of its own, measured by the system: CPU seconds (user and system, the best
of some runs), peak memory. Beside them stand two yardsticks that any machine has: the import of
what the package depends on, and a copy of as many files of the same size.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from texts import write_radar, write_volumes

IMPORTS = "import pydantic, jinja2, click, yaml, svgwrite, pyromark, nh3"
RADAR = [sys.executable, "-m", "radar"]
# as after an installation, which compiles every module once
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

VOLUMES = 34  # as many as the longest radar that is published; entries come and leave


class Cost(NamedTuple):
    """What a process took: CPU seconds and the peak of its memory in megabytes."""

    cpu: float
    memory: float


def cost(command: Sequence[str | Path], runs: int = 3) -> Cost:
    """Run a command some times and return the least that it took."""
    taken = []
    for _ in range(runs):
        process = subprocess.Popen(
            list(map(str, command)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        )
        assert process.stderr
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command}\n{said.decode(errors='replace')}")
        taken.append(Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return Cost(min(t.cpu for t in taken), max(t.memory for t in taken))


def row(*cells: object) -> str:
    """Write a row of the table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def commands(scratch: Path, bare: Cost, imports: Cost) -> Iterator[str]:
    """Measure the commands that a person waits for at the keyboard."""
    hundred = write_radar(scratch / "check", 100)
    yield row("a bare interpreter", f"{bare.cpu:.2f}", f"{bare.memory:.0f}", "", "")
    yield row(
        "the import of all dependencies", f"{imports.cpu:.2f}", f"{imports.memory:.0f}", 1, ""
    )
    for words in (["--version"], ["--help"], ["check", hundred]):
        taken = cost([*RADAR, *words], runs=5)
        name = " ".join(w if isinstance(w, str) else "(100 entries)" for w in words)
        above = f"{taken.cpu - bare.cpu:.2f}"
        ratio = f"{taken.cpu / imports.cpu:.2f}"
        yield row(f"`radar {name}`", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", ratio, above)


def build(scratch: Path, count: int, editions: int, *, han: bool, imports: Cost) -> str:
    """Measure one whole build and the copy of what it made."""
    folder = scratch / f"radar-{count}-{editions}-{han}"
    if editions == VOLUMES:
        write_volumes(folder, count, editions, standing=115)
    else:
        write_radar(folder, count, editions=editions, han=han)
    site, copy = folder / "out" / "site", folder / "out" / "copy"
    runs = 3 if count * editions <= 1000 else 1
    taken = cost([*RADAR, "build", folder, "-o", site, "-q"], runs=runs)
    files = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    copied = cost(["cp", "-r", site, copy], runs=1)
    shutil.rmtree(folder)
    return row(
        f"{count:,}",
        editions,
        "Chinese" if han else "Latin",
        f"{taken.cpu:.2f}",
        f"{taken.memory:.0f}",
        f"{len(files):,}",
        f"{size / 1e6:.1f}",
        f"{taken.cpu / imports.cpu:.1f}",
        f"{taken.cpu / max(copied.cpu, 0.001):.0f}",
        f"{1000 * taken.cpu / count:.2f}",
    )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="without the radar of 10,000 entries")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        ENVIRONMENT["PYTHONPYCACHEPREFIX"] = str(scratch / "compiled")
        cost([*RADAR, "build", write_radar(scratch / "warm", 9), "-o", scratch / "o"], runs=1)
        cost([*RADAR, "check", scratch / "warm"], runs=1)
        bare = cost([sys.executable, "-c", "pass"], runs=5)
        imports = cost([sys.executable, "-c", IMPORTS], runs=5)
        print(row("command", "CPU s", "MB", "÷ import", "s above bare"))
        print(row(*["---"] + ["---:"] * 4))
        for line in commands(scratch, bare, imports):
            print(line, flush=True)
        print()
        heads = ("entries", "editions", "script", "CPU s", "MB", "files", "MB on disk")
        print(row(*heads, "÷ import", "÷ copy", "ms an entry"))
        print(row(*["---:"] * 10))
        cases = [(n, e, False) for n in (40, 100, 1000) for e in (1, 10)]
        cases += [(100, 1, True), (1000, 1, True), (1900, VOLUMES, False)]
        cases += [] if quick else [(10_000, 1, False)]
        for count, editions, han in cases:
            print(build(scratch, count, editions, han=han, imports=imports), flush=True)


if __name__ == "__main__":
    main()
