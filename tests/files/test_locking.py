"""Whoever waits for a lock says so, and does not wait for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from radar.errors import BadCall
from radar.files import locking, write_site
from radar.files.locking import LIMIT, PATIENCE, lock

fcntl = pytest.importorskip("fcntl", reason="the system has no such locks")


class Clock:
    """A clock that is only moved by sleeping; `at` are calls to make once it has come so far."""

    def __init__(self, at: dict[float, Callable[[], None]] | None = None) -> None:
        self.now, self.at = 0.0, dict(at or {})

    def monotonic(self) -> float:
        """Return the seconds that were slept."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on, and make the calls that are due."""
        self.now += seconds
        for moment in [moment for moment in self.at if moment <= self.now]:
            self.at.pop(moment)()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[int]:
    """Hold the lock of a folder, as another process would."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield descriptor
    os.close(descriptor)


def test_a_lock_is_held_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second one gets the lock when the first has given it back, and not before."""
    monkeypatch.setattr(locking, "time", Clock())
    with lock(tmp_path, tmp_path / "site") as first:
        assert first
        with pytest.raises(BadCall), lock(tmp_path, tmp_path / "site"):
            pass
    with lock(tmp_path, tmp_path / "site") as second:
        assert second


def test_waiting_is_said_after_a_second_and_once(
    tmp_path: Path, held: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Who waits says what for, after a second, and goes on when the lock is free."""
    said: list[list[str]] = []
    early, late = PATIENCE * 0.9, PATIENCE * 5
    at = {
        early: lambda: said.append(caplog.messages[:]),
        late: lambda: fcntl.flock(held, fcntl.LOCK_UN),
    }
    monkeypatch.setattr(locking, "time", Clock(at))
    with lock(tmp_path, Path("site")) as locked:
        assert locked
    assert said == [[]]
    assert caplog.messages == [
        f"waiting to write site: another process holds the lock of the folder {tmp_path}"
    ]


def test_a_lock_is_not_waited_for_without_end(
    tmp_path: Path, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a minute nothing was written, and the message says which folder is locked."""
    clock = Clock()
    monkeypatch.setattr(locking, "time", clock)
    with pytest.raises(BadCall, match="another process has held the lock of the folder") as raised:
        write_site({"index.html": b""}, tmp_path / "site")
    assert str(tmp_path) in str(raised.value)
    assert LIMIT <= clock.now < LIMIT + 1
    assert os.listdir(tmp_path) == []


def test_a_disk_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no locks, nobody waits, and who asked is told."""

    def no_locks(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with lock(tmp_path, tmp_path / "site") as locked:
        assert not locked


def test_the_command_says_that_it_waits(tmp_path: Path, held: int) -> None:
    """The words reach standard error without anything being set up."""
    script = (
        "import sys; from pathlib import Path; from radar.files import locking\n"
        "locking.PATIENCE, locking.LIMIT = 0.0, 0.05\n"
        "with locking.lock(Path(sys.argv[1]), Path('site')): pass"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert said.startswith("waiting to write site: another process holds the lock")
