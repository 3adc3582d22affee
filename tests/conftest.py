"""What tests share: the repository, its own radar built once, a browser, outside judges.

A test that needs a program asks for it by fixture. Where the program is missing the test skips and
says what to install; with CI set in the environment it fails, so no judge is ever absent unseen.

A test marked `thorough` takes seconds: outside judges, crowds of names, most pages in a browser. It
is left out of a plain `pytest`, which says so. A plain run tries each property with few examples, a
test in a browser with the first of its values, and a test marked `few` with the first few. `--all`
runs everything, and so does CI.

Without a file or a folder to run, tests run on up to four cores, each file in one process: what a
fixture makes for a session is made once in each of them. Tests that are named run in one process.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OUTSIDE = ROOT / "tests" / "outside"
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",
)

os.environ["RADAR_CACHE_DIR"] = ""  # what a run keeps for the next is for the tests of that alone

LEFT_OUT = pytest.StashKey[int]()

FEW = 10  # examples of a property in a plain run; hypothesis tries 100 by itself

_slow = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("all", deadline=None, suppress_health_check=_slow)
settings.register_profile("plain", settings.get_profile("all"), max_examples=FEW)
settings.register_profile("ci", settings.get_profile("all"), derandomize=True, print_blob=True)
settings.register_profile("nightly", settings.get_profile("all"), max_examples=1000)


def is_whole(config: pytest.Config) -> bool:
    """Tell whether everything is wanted: all tests, and all examples of a property."""
    return bool(config.getoption("--all") or os.environ.get("CI"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that runs all tests."""
    parser.addoption("--all", action="store_true", help="run the thorough tests too, as CI does")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples of each property are tried."""
    if config.getoption("--hypothesis-profile"):
        return
    by_place = (
        "nightly" if os.environ.get("RADAR_NIGHTLY") else "ci" if os.environ.get("CI") else ""
    )
    settings.load_profile(by_place or ("all" if is_whole(config) else "plain"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Run what is named in this very process, which starts at once and shows what is printed."""
    return 0 if config.args_source is pytest.Config.ArgsSource.ARGS else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the thorough tests out, unless all are wanted or one of them is named."""
    if is_whole(config) or any("::" in argument for argument in config.args):
        return
    thorough = choose_thorough(items)
    items[:] = [item for item in items if item not in thorough]
    config.hook.pytest_deselected(items=list(thorough))
    config.stash[LEFT_OUT] = len(thorough)


def choose_thorough(items: list[pytest.Item]) -> dict[pytest.Item, None]:
    """Return what is marked so, and the values of a test after its first few.

    A test marked `few` says how many values a plain run tries. A test that opens a page is tried
    with one: a page takes about a second of a core, and what differs is mostly data.
    """
    tried: Counter[str] = Counter()
    thorough = {}
    for item in items:
        test, few = item.nodeid.partition("[")[0], item.get_closest_marker("few")
        opens_pages = "browser" in getattr(item, "fixturenames", ())
        most = few.args[0] if few else 1 if opens_pages else sys.maxsize
        if item.get_closest_marker("thorough") or tried[test] >= most:
            thorough[item] = None
        else:
            tried[test] += 1
    return thorough


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that prints, if it is another one, what this one left out."""
    told = getattr(session.config, "workeroutput", {})
    told["left out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a process that ran tests left out: the same in each."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out, and how to run it."""
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{count} thorough tests were left out (outside judges, most pages in a browser, "
            f"crowds of names, docs that run), and properties were tried with {FEW} examples each; "
            "add --all for all of it, which takes some minutes"
        )


def missing(what: str, hint: str) -> NoReturn:
    """Skip the test that cannot run here, or fail it where nothing may be missing."""
    say = pytest.fail if os.environ.get("CI") else pytest.skip
    say(f"needs {what}: {hint}")
    raise AssertionError  # both raise; the type checker cannot know


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def program() -> Callable[..., str]:
    """Find a program by one of its names, or skip; `debian` is the package to install."""

    def find(*names: str, debian: str) -> str:
        found = [path for path in map(shutil.which, names) if path]
        return found[0] if found else missing(names[0], f"apt-get install {debian}")

    return find


# Runs Python with the arguments after the first, and writes its peak of memory, in MB, into that.
# A process begins with the peak of the one that starts it, so that must be a small one.
MEASURED = """
import os, sys
child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *sys.argv[2:]])
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(str(usage.ru_maxrss / 1024))
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""


class Said(NamedTuple):
    """What a command came to: its exit code, and what it said."""

    code: int
    out: str
    err: str


class Ran(NamedTuple):
    """What a command in a process of its own came to, with the memory that it took in MB."""

    code: int
    out: str
    err: str
    memory: float


@pytest.fixture
def run_radar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Run the command in this very process, which takes a tenth of the time of its own."""
    from radar.cli import main

    def run(*arguments: str | Path, cwd: Path | str = ".") -> Said:
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            patch.setattr(sys, "argv", ["radar", *map(str, arguments)])
            with pytest.raises(SystemExit) as ended:
                main()
        said, code = capsys.readouterr(), ended.value.code
        assert code is None or isinstance(code, int)
        return Said(code or 0, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def start_radar() -> Callable[..., Ran]:
    """Run the command in a process of its own, which must end within a minute.

    For what may hang, for its memory, and for an environment that Python reads as it starts.
    """

    def run(*arguments: str | Path, cwd: Path, **more: str) -> Ran:
        with tempfile.TemporaryDirectory() as scratch:
            out, err, memory = (Path(scratch) / name for name in ("out", "err", "memory"))
            with out.open("wb") as out_file, err.open("wb") as err_file:
                process = subprocess.Popen(
                    [sys.executable, "-c", MEASURED, memory, "-m", "radar", *map(str, arguments)],
                    cwd=cwd,
                    env={**os.environ, **more},
                    stdin=subprocess.DEVNULL,
                    stdout=out_file,
                    stderr=err_file,
                    start_new_session=True,
                )
                clock = threading.Timer(60, os.killpg, (process.pid, signal.SIGKILL))
                clock.start()
                code = process.wait()
                clock.cancel()
            said = [file.read_text(encoding="utf-8", errors="replace") for file in (out, err)]
            return Ran(code, *said, float(memory.read_text()) if memory.exists() else 0)

    return run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, by way of the sdist, which lies beside it."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `radar` in a new environment that has the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index"]
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, stdin=subprocess.DEVNULL)
    ours, theirs = (
        subprocess.run(
            [p, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for p in (sys.executable, str(python))
    )
    (Path(theirs) / "dependencies.pth").write_text(ours + "\n", encoding="utf-8")
    return folder / "bin" / "radar"


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own `entries/`, built once for all tests that only read it."""
    import radar

    target = tmp_path_factory.mktemp("own") / "site"
    radar.build(ROOT / "entries", target)
    return target


@pytest.fixture(scope="session")
def browser(program: Callable[..., str]) -> Iterator[Browser]:
    """A running Chromium, one for the whole session."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright", 'pip install ".[test]"')
    path = program(
        "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", debian="chromium"
    )
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=[*CHROMIUM_FLAGS])
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages, each in a context of its own made with the given options."""
    contexts = []

    def open_page(**options: Any) -> Page:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A blank page of 1440 × 1000 in a fresh context."""
    return new_page(viewport={"width": 1440, "height": 1000})


@pytest.fixture(scope="session")
def node(program: Callable[..., str]) -> str:
    """Node, with the packages that `tests/outside/package-lock.json` names."""
    path = program("node", "nodejs", debian="nodejs npm")
    if not (OUTSIDE / "node_modules").is_dir():
        missing("the outside judges", "npm ci --prefix tests/outside")
    return path


@pytest.fixture(scope="session")
def node_tool(node: str) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command that one of the packages brings, in the repository."""

    def run(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        path = OUTSIDE / "node_modules" / ".bin" / name
        if not path.exists():
            missing(name, "npm ci --prefix tests/outside")
        command = [node, str(path.resolve()), *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
        )

    return run


@pytest.fixture(scope="session")
def judge(node: str) -> Callable[..., Any]:
    """Call `tests/outside/<name>.mjs` with arguments and return the JSON that it prints."""

    def call(name: str, *arguments: str | Path) -> Any:
        command = [node, str(OUTSIDE / f"{name}.mjs"), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


@pytest.fixture(scope="session")
def axe_source(node: str) -> str:
    """The script of axe-core, to be added to a page."""
    return (OUTSIDE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vnu(node: str, program: Callable[..., str]) -> Callable[..., list[dict[str, Any]]]:
    """Ask the Nu Html Checker about files, all in one call; return its messages."""
    java = program("java", debian="default-jre-headless")
    jar = OUTSIDE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    def ask(*options: str, files: list[Path]) -> list[dict[str, Any]]:
        command = [java, "-Xss1m", "-jar", str(jar), "--format", "json", "--stdout", *options]
        done = subprocess.run(
            [*command, *map(str, files)], capture_output=True, text=True, timeout=300, check=False
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
        return found

    return ask
