"""The same entries give the same bytes, whatever the machine is like.

A run differs from the next in the folder and the order in which files were made, the order in which
the system lists them, locale, time zone, hash seed and the encoding that Python assumes. With
RADAR_NIGHTLY set there are 20 runs in place of 4.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path
from random import Random

import pytest

pytestmark = pytest.mark.thorough

RUNS = 20 if os.environ.get("RADAR_NIGHTLY") else 4
LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1")
ZONES = ("UTC", "Asia/Kathmandu", "America/Los_Angeles")
SHUFFLE = '''
"""List folders in another order than the system does."""
import os
import random

listdir, scandir = os.listdir, os.scandir
order = random.Random(int(os.environ["SHUFFLE"]))


def shuffled(names):
    return order.sample(names, len(names))


class Entries(list):
    def __enter__(self):
        return self

    def __exit__(self, *about):
        pass

    def close(self):
        pass

    def __next__(self):
        if not self:
            raise StopIteration
        return self.pop()

    def __iter__(self):
        while self:
            yield self.pop()


def listdir_shuffled(path="."):
    return shuffled(listdir(path))


def scandir_shuffled(path="."):
    with scandir(path) as found:
        return Entries(shuffled(list(found)))


os.listdir, os.scandir = listdir_shuffled, scandir_shuffled
'''


def digests(site: Path) -> dict[str, str]:
    """Return a digest of every file of a site, by path."""
    return {
        path.relative_to(site).as_posix(): blake2b(path.read_bytes(), digest_size=8).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def scattered(source: Path, target: Path, order: Random) -> Path:
    """Copy a folder file by file in a random order, each with a time of its own."""
    files = sorted(path for path in source.rglob("*") if path.is_file())
    for path in order.sample(files, len(files)):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
        moment = order.randrange(10**9)
        os.utime(copy, (moment, moment))
    return target


def build(command: list[str], source: Path, site: Path, run: int, shuffle: Path) -> dict[str, str]:
    """Build in an environment that is different for every run."""
    locale = LOCALES[run % len(LOCALES)]
    different = {
        "LC_ALL": locale,
        "LANG": locale,
        "TZ": ZONES[run % len(ZONES)],
        "PYTHONHASHSEED": str(run % 3 if run < 3 else "random"),
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "SHUFFLE": str(run),
        "PYTHONPATH": str(shuffle),
        "LOCPATH": str(shuffle),
    }
    done = subprocess.run(
        [*command, "build", str(source), "-o", str(site)],
        cwd=site.parent,
        env={**os.environ, **different},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode(errors="replace")
    assert done.returncode == 0, said
    assert "sitecustomize" not in said, said  # the folders would have been listed as usual
    return digests(site)


@pytest.fixture(scope="module")
def shuffle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with locales, whose `sitecustomize` makes folders be listed in another order."""
    folder = tmp_path_factory.mktemp("shuffle")
    (folder / "sitecustomize.py").write_text(SHUFFLE, encoding="utf-8")
    for locale in LOCALES[2:]:  # where the system can make them; else they are the same as C
        language, _, encoding = locale.partition(".")
        command = ["localedef", "-i", language, "-f", encoding, str(folder / locale)]
        if shutil.which("localedef"):
            subprocess.run(command, capture_output=True, check=False)
    return folder


@pytest.mark.parametrize("run", range(RUNS))
def test_a_build_elsewhere_gives_the_same_bytes(
    root: Path, own_site: Path, tmp_path: Path, shuffle: Path, run: int
) -> None:
    """Another folder, order of files, locale, time zone and hash seed change no byte."""
    order = Random(run)  # noqa: S311 - no secret hangs on it
    source = scattered(root / "entries", tmp_path / f"here-{run}" / "entries", order)
    made = build([sys.executable, "-m", "radar"], source, tmp_path / "site", run, shuffle)
    assert made == digests(own_site)


def test_a_wheel_gives_the_same_bytes_as_the_checkout(
    root: Path, own_site: Path, installed: Path, tmp_path: Path, shuffle: Path
) -> None:
    """What is installed from the wheel builds what the checkout builds."""
    made = build([str(installed)], root / "entries", tmp_path / "site", 1, shuffle)
    assert made == digests(own_site)


def test_building_over_an_old_site_leaves_nothing_of_it(
    root: Path, own_site: Path, tmp_path: Path
) -> None:
    """A second build into the same folder, after one of another radar, is as good as the first."""
    import radar

    radar.build(root / "examples" / "minimal", tmp_path / "site")
    radar.build(root / "entries", tmp_path / "site")
    assert digests(tmp_path / "site") == digests(own_site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
