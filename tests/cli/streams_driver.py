"""Run the command many times with broken streams; run as a program by `test_streams.py`.

Reads a list of [arguments, condition] as JSON from its first argument, and writes to the file
named by the second what became of each: [exit code, output, error output]. Every run is a fork
of this process, in which all is imported already: a hundred runs take a few seconds.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import radar
from radar.cli import main

FILES = {"out": 1, "err": 2}
# what extends other programs, which need not be there, and what runs as it is imported
NOT_OURS = ("radar.mkdocs", "radar.sphinx", "radar.__main__")


def text_over(descriptor: int, encoding: str) -> Any:
    """Return a stream as Python makes it at its start, None over what is closed."""
    try:
        os.fstat(descriptor)
    except OSError:
        return None
    return io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False)), encoding, line_buffering=True
    )


def arrange(condition: dict[str, str], results: dict[str, str]) -> None:
    """Put the descriptors and Python's streams into the state that a condition names."""
    for name, descriptor in FILES.items():
        state = condition.get(name, "file")
        if state == "closed":
            os.close(descriptor)
            continue
        if state == "pipe":
            reader, opened = os.pipe()
            os.close(reader)
        else:
            path = "/dev/full" if state == "full" else results[name]
            opened = os.open(path, os.O_WRONLY)
        os.dup2(opened, descriptor)
        os.close(opened)
    if condition.get("in") == "closed":
        os.close(0)
        sys.stdin = None  # type: ignore[assignment]
    encoding = condition.get("encoding", "utf-8")
    sys.stdout = sys.__stdout__ = text_over(1, encoding)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = text_over(2, encoding)  # type: ignore[misc]


def run(arguments: list[str], condition: dict[str, str], place: Path) -> list[Any]:
    """Run the command once in a copy of a folder and return what became of it."""
    folder = tempfile.mkdtemp()
    shutil.copytree(place, Path(folder, "work"))
    results = {name: os.path.join(folder, name) for name in FILES}
    for path in results.values():
        Path(path).touch()
    child = os.fork()
    if not child:
        code = 99
        try:
            os.chdir(Path(folder, "work", "radar"))
            arrange(condition, results)
            sys.argv = ["radar", *arguments]
            code = ended(results)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    said = [Path(path).read_bytes().decode("utf-8", "replace") for path in results.values()]
    shutil.rmtree(folder)
    return [os.waitstatus_to_exitcode(status), *said]


def ended(results: dict[str, str]) -> int:
    """Call the command and return its exit code, as the end of Python would make it."""
    try:
        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    except BaseException:
        Path(results["err"]).write_text(traceback.format_exc(), encoding="utf-8")
        return 98
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except Exception:
        return 120  # as Python ends where the last flush fails
    return code


if __name__ == "__main__":
    for module in walk_packages(radar.__path__, "radar."):
        if not module.name.startswith(NOT_OURS):
            import_module(module.name)
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(sys.argv[2])
    found = [run(arguments, condition, Path.cwd()) for arguments, condition in asked]
    target.write_text(json.dumps(found), encoding="utf-8")
