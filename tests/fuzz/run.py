"""The long run: `python tests/fuzz/run.py [--inputs 100000] [TARGET…]`, two targets at a time.

Prints how many inputs each target took, how fast, the slowest of them and the peak of memory. An
input that breaks a target is written to `found/<target>/`, where the tests pick it up. With
`--atheris` (pip install atheris) libFuzzer chooses the inputs by what code they reach.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import islice
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

SLOW = 2.0  # seconds for one input, none of which comes near a megabyte


def keep(name: str, data: bytes) -> Path:
    """Write an input down for the tests."""
    file = HERE / "found" / name / blake2b(data, digest_size=6).hexdigest()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def where(error: Exception) -> str:
    """Say in which of our lines something went wrong."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/radar/" in f.filename]
    return f"{type(error).__name__} at {frames[-1].name}:{frames[-1].lineno}" if frames else "?"


def run(name: str, inputs: int, seed: int) -> int:
    """Put that many inputs through a target; return in how many ways they broke it."""
    from tests.fuzz.targets import TARGETS, make_inputs

    target, _ = TARGETS[name]
    broken: set[str] = set()
    slowest, start = 0.0, time.process_time()
    for data in islice(make_inputs(name, seed), inputs):
        before = time.process_time()
        try:
            target(data)
        except Exception as error:
            if (place := where(error)) not in broken:
                broken.add(place)
                print(f"{name}: {place}: {str(error)[:200]}: {keep(name, data)}", flush=True)
        took = time.process_time() - before
        slowest = max(slowest, took)
        if took > SLOW:
            print(f"{name}: {took:.1f} s: {keep(name, data)}", flush=True)
    each = 1000 * (time.process_time() - start) / inputs
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = (f"{inputs:,}", f"{each:.2f}", f"{1000 * slowest:.0f}", f"{memory:.0f}", len(broken))
    print("|", name, "|", " | ".join(map(str, figures)), "|", flush=True)
    return len(broken)


def guided(name: str, inputs: int) -> None:
    """Let libFuzzer choose the inputs; it ends the process where one breaks the target."""
    import atheris

    with atheris.instrument_imports(include=["radar"]):  # what is loaded before, it does not see
        from tests.fuzz.targets import TARGETS

        target, corpus = TARGETS[name]
        seeds = list(corpus())
        for data in seeds:
            target(data)
    folder = HERE / "found" / name
    folder.mkdir(parents=True, exist_ok=True)
    start = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    for place, data in enumerate(seeds):
        (start / str(place)).write_bytes(data)
    options = [f"-runs={inputs}", "-max_len=4096", f"-artifact_prefix={folder}/", str(start)]
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


def main() -> None:
    """Run each target in a process of its own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="[default: all]")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    wanted = parser.parse_args()
    if len(wanted.targets) == 1:
        name, inputs = wanted.targets[0], wanted.inputs
        sys.exit(guided(name, inputs) if wanted.atheris else run(name, inputs, wanted.seed) > 0)
    from tests.fuzz.targets import TARGETS

    print("| target | inputs | ms an input | slowest, ms | MB | bugs |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    more = [f"--inputs={wanted.inputs}", f"--seed={wanted.seed}"] + ["--atheris"] * wanted.atheris

    def alone(name: str) -> int:
        return subprocess.run([sys.executable, __file__, name, *more], check=False).returncode

    with ThreadPoolExecutor(2) as pool:
        sys.exit(max(pool.map(alone, wanted.targets or list(TARGETS))))


if __name__ == "__main__":
    main()
