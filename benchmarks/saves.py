"""How long somebody who writes waits: from a saved entry to its page, as `radar serve` shows it.

The server is a process of its own. What a browser does is done here over HTTP: it listens to the
events of the page that it shows, and asks for the page again when one comes.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.measuring import RADAR, environment

SAVES = 7
PATIENCE = 120.0  # seconds for a first build of 10,000 entries on a busy machine
_VERSION = re.compile(rb'<meta name="radar-version" content="([0-9]+)">')


def seconds_from_save(folder: Path, page: str, entry: str = "e00001") -> float:
    """Return the wall seconds from a save of an entry to a page that shows it, the median of some.

    `page` has to show the summary of the entry. The entry's file is as before at the end.
    """
    file = folder / f"{entry}.md"
    before = file.read_text(encoding="utf-8")
    try:
        with _serve(folder) as port:
            return median(_save(file, before, port, page, n) for n in range(SAVES))
    finally:
        file.write_text(before, encoding="utf-8")


def _save(file: Path, before: str, port: int, page: str, number: int) -> float:
    """Save an entry with a word that it did not have, and wait until the page shows it."""
    shown = _get(port, f"/{page}")
    version = _VERSION.search(shown)
    assert version, "the page does not say which version it is"
    events = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    events.request("GET", f"/.radar/events?{version[1].decode()}")
    answer = events.getresponse()
    time.sleep(0.5)  # a person looks at the page before the next save
    word = f"saved{number}"
    changed = re.sub('summary: "', f'summary: "{word} ', before, count=1)
    start = time.perf_counter()
    file.write_text(changed, encoding="utf-8")
    while b"data: new" not in answer.readline():
        pass
    shown = _get(port, f"/{page}")
    taken = time.perf_counter() - start
    events.close()
    assert word.encode() in shown, "the page does not show what was saved"
    return taken


def _get(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200, f"{path}: {answer.status}"
    data = answer.read()
    connection.close()
    return data


@contextmanager
def _serve(folder: Path) -> Iterator[int]:
    """Run `radar serve` and yield its port."""
    process = subprocess.Popen(
        [*RADAR, "serve", str(folder), "--port", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    )
    try:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://localhost:([0-9]+)/", line):
                yield int(found[1])
                return
        raise SystemExit("radar serve did not start")
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()
