"""Every benchmark: `python benchmarks/run.py [NAME…]`.

Without names it measures every figure of `budget.toml` (about half an hour, most of it radars of
10,000 entries); with names only those, or those that begin with them. Names of tables print what a
benchmark shows beyond its figures. Prints the machine and a table; exit status 1 where a figure is
over its budget. What needs a tool that is not installed is left out, with a hint.

    python benchmarks/run.py build-100 serve     some figures
    python benchmarks/run.py layout              a table
    python benchmarks/run.py --list              every name
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.budgets import Budget, read_budgets, written
from benchmarks.figures import FIGURES, Session
from benchmarks.measuring import RADAR, ROOT, Missing, environment, machine, row, run

TABLES: Mapping[str, str] = {
    "readers": "benchmarks.growth",
    "kills": "benchmarks.kill",
    "hosts": "benchmarks.hosts",
    "layout": "benchmarks.layout",
    "histories": "benchmarks.histories",
    "names": "benchmarks.names",
    "windows": "benchmarks.windows",
}


def choose(names: Sequence[str], every: Sequence[str]) -> list[str]:
    """Return those that are named, or that begin with a name which is none of them.

    >>> choose(["serve", "build-10"], ["serve-43", "serve-1000", "build-10", "build-100"])
    ['serve-43', 'serve-1000', 'build-10']
    """
    exact = set(names) & set(every)
    begins = tuple(set(names) - exact)
    return [each for each in every if each in exact or each.startswith(begins)]


def measure(names: Sequence[str], session: Session) -> Iterator[tuple[Budget, float | None, str]]:
    """Yield each figure, and why there is none where a tool is missing."""
    budgets = read_budgets()
    for name in names:
        try:
            yield budgets[name], FIGURES[name](session), ""
        except Missing as missing:
            yield budgets[name], None, str(missing)


def report(names: Sequence[str]) -> int:
    """Print the table of some figures; return how many are over their budget."""
    over = 0
    print(machine(), end="\n\n")
    print(row("figure", "", "measured", "must", "aim"))
    print(row("---", "---", "---:", "---:", "---:"))
    with tempfile.TemporaryDirectory() as scratch:
        _warm_up(Path(scratch))
        for budget, figure, why in measure(names, Session(Path(scratch))):
            said = f"left out: {why}" if figure is None else written(figure)
            kept = figure is None or budget.allows(figure)
            over += not kept
            print(row(budget.name, budget.what, said if kept else f"**{said}**", *budget.asked))
            sys.stdout.flush()
    print(f"\n{over} over budget; {machine()}")
    return over


def _warm_up(scratch: Path) -> None:
    """Let every module be compiled, as an installation does."""
    (scratch / "warm").mkdir()
    settings = "title: Warm\nquadrants: [Tools, Ways]\nentries:\n  - {name: A, quadrant: Tools, "
    (scratch / "warm" / "radar.yaml").write_text(f"{settings}ring: adopt}}\n")
    for words in (["check"], ["build", "-q", "-o", scratch / "warmed"]):
        run([*RADAR, *words, scratch / "warm"])


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--list", action="store_true", help="print every name and what it is")
    asked = parser.parse_args()
    if asked.list:
        what = {name: budget.what for name, budget in read_budgets().items()}
        what |= {name: f"the table of {module}" for name, module in TABLES.items()}
        print("\n".join(f"{name:20} {words}" for name, words in what.items()))
        return 0
    figures = choose(asked.names, list(FIGURES)) if asked.names else list(FIGURES)
    tables = choose(asked.names, list(TABLES))
    if not figures and not tables:
        parser.error("there is no figure and no table of that name; see --list")
    failed = bool(report(figures)) if figures else False
    for name in tables:
        print(f"\n== {name}\n", flush=True)
        command = [sys.executable, "-m", TABLES[name]]
        failed |= bool(subprocess.run(command, cwd=ROOT, env=environment()).returncode)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
