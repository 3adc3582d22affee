"""Processes and what they take, the machine that they ran on, and tables of it.

CPU seconds are those of the user and the system together. A ratio is only as good as its two parts:
both are measured in turns, so that other work on the machine strikes both, and of each the least
counts.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = [sys.executable, "-c", "import pydantic, jinja2, click, yaml, svgwrite, pyromark, nh3"]
"""The yardstick that every machine has: the import of what a build depends on, and nothing else."""
RADAR = [sys.executable, "-m", "radar"]

Command = Sequence[str | Path]


class Missing(Exception):  # noqa: N818 - no error: the benchmark is left out, and says why
    """What a benchmark needs is not on this machine; the message says how to get it."""


class Cost(NamedTuple):
    """What a process took: CPU seconds, and the peak of its memory in megabytes."""

    cpu: float
    memory: float


def least(costs: Iterable[Cost]) -> Cost:
    """Return the least CPU time of some runs, and the most memory."""
    every = list(costs)
    return Cost(min(cost.cpu for cost in every), max(cost.memory for cost in every))


def environment(*, fresh: bool = False) -> dict[str, str]:
    """Return the variables of a process that is measured: its modules are compiled once.

    A `fresh` one finds nothing that earlier ones kept, and keeps nothing.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)} | ({"RADAR_CACHE_DIR": ""} if fresh else {})


def run(command: Command, folder: Path | None = None, *, fresh: bool = False) -> Cost:
    """Run a command in a folder, by default this one, and return what it took.

    Exits with what the command says if it fails.
    """
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(fresh=fresh),
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{said.decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def cost(command: Command, runs: int = 3) -> Cost:
    """Run a command some times and return the least that it took."""
    return least(run(command) for _ in range(runs))


def machine() -> str:
    """Describe where this is measured, and how busy it is: the load is that of the last minute."""
    cpu = platform.processor() or platform.machine()
    lines = Path("/proc/cpuinfo")
    if lines.exists():
        models = [row for row in lines.read_text().splitlines() if row.startswith("model name")]
        cpu = models[0].partition(":")[2].strip() if models else cpu
    cores = f"{os.cpu_count()} cores"
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {platform.system()}, {cpu}, {cores}{load}"


def row(*cells: object) -> str:
    """Write a row of a table."""
    return "| " + " | ".join(map(str, cells)) + " |"
