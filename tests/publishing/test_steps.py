"""The steps of the pipelines, of the action and of the image run, as shell, one after the other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import missing

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform == "win32", reason="runners of pipelines have a shell"),
]
NO_INDEX = re.compile("No matching distribution|Could not fetch|Connection|Temporary failure")
# a stand-in for the command of GitHub: it writes down what it is asked, and answers with a hash
GH = """#!/usr/bin/env python3
import os, pathlib, sys
with open(os.environ["GH_LOG"], "a") as log:
    log.write(" ".join(sys.argv[1:]) + "\\n")
if "--input" in sys.argv:
    given = pathlib.Path(sys.argv[sys.argv.index("--input") + 1]).read_text()
    pathlib.Path(os.environ["GH_LOG"] + ".tree").write_text(given)
if sys.argv[1:3] == ["pr", "comment"]:
    given = pathlib.Path(sys.argv[sys.argv.index("--body-file") + 1]).read_text()
    pathlib.Path(os.environ["GH_LOG"] + ".comment").write_text(given)
if "/refs" in " ".join(sys.argv) and "PATCH" not in sys.argv:
    sys.exit(1)  # the reference is there already
print("c0ffee")
"""


class Runner:
    """A machine of a code host: a Python of its own, a shell, a checkout."""

    def __init__(self, place: Path) -> None:
        self.place, self.checkout = place, place / "checkout"
        self.python = place / "python"
        venv = [sys.executable, "-m", "venv", "--without-pip", str(self.python)]
        subprocess.run(venv, check=True)
        for name in ("gh",):
            (self.python / "bin" / name).write_text(GH)
            (self.python / "bin" / name).chmod(0o755)
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
            "PATH": f"{self.python / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_FORCE_REINSTALL": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it the other way round
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "GH_LOG": str(place / "gh"),
            "RUNNER_TEMP": str(place),
            "CI_JOB_STATUS": "success",
            **{
                name: str(place / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")
            },
        }
        self.lend(self.python)

    def lend(self, venv: Path) -> None:
        """Let a Python see what is installed here, after what is installed in itself."""
        folder = next((venv / "lib").glob("python*")) / "site-packages"
        theirs = [path for path in sys.path if path.endswith("site-packages")]
        (folder / "zz.pth").write_text("".join(f"{path}\n" for path in theirs))

    def run(self, script: str, *, folder: Path | None = None, **more: str) -> str:
        """Run a script as the hosts do; it has to succeed."""
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder or self.checkout,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    def git(self, *arguments: str) -> str:
        """Call Git in the checkout."""
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        command = ["git", *who, *arguments]
        done = subprocess.run(
            command, cwd=self.checkout, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


@pytest.fixture
def runner(tmp_path: Path, program: Callable[..., str]) -> Runner:
    """A runner without a checkout."""
    program("git", debian="git"), program("bash", debian="bash")
    return Runner(tmp_path)


@pytest.fixture(params=["github", "gitlab"])
def host(request: pytest.FixtureRequest) -> str:
    """A code host."""
    return str(request.param)


@pytest.fixture
def pipeline(runner: Runner, host: str, run_radar: Callable[..., Any]) -> dict[str, Any]:
    """A repository that a newcomer made, with a change in it, and what its pipeline says."""
    runner.checkout.mkdir()
    runner.git("init", "-q", "-b", "main")
    assert run_radar("init", "our radar", "--ci", host, cwd=runner.checkout).code == 0
    runner.git("add", ".")
    runner.git("commit", "-qm", "Begin")
    moved = ("move", "rust", "trial", "our radar", "--note", "It *works*")
    assert run_radar(*moved, cwd=runner.checkout).code == 0
    runner.git("commit", "-qam", "Move")
    name = ".github/workflows/radar.yml" if host == "github" else ".gitlab-ci.yml"
    read: dict[str, Any] = yaml.safe_load((runner.checkout / name).read_text(encoding="utf-8"))
    return read


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in the expressions of GitHub; one that the test does not know is an error."""
    return re.sub(r"\$\{\{ *(.+?) *\}\}", lambda match: values[match[1]], text)


def run_steps(runner: Runner, steps: list[dict[str, Any]], values: Mapping[str, str]) -> list[str]:
    """Run the steps that are shell; return the actions that the others use."""
    used = []
    for step in steps:
        if "uses" in step:
            used.append(step["uses"])
            continue
        more = {key: fill(str(value), values) for key, value in step.get("env", {}).items()}
        runner.run(step["run"], **more)
    return used


@pytest.mark.parametrize("host", ["github"], indirect=True)
def test_the_workflow_checks_builds_compares_and_comments(
    runner: Runner, pipeline: dict[str, Any]
) -> None:
    """From a checkout to the site, the comment and its pictures; no script holds an expression."""
    values = {
        "steps.pages.outputs.base_url": "https://a.example.org/radar",
        "github.event.pull_request.base.sha": runner.git("rev-parse", "HEAD^"),
    }
    jobs = pipeline["jobs"]
    runner.environment |= pipeline["env"]
    runner.environment |= {"GITHUB_REPOSITORY": "o/r", "GITHUB_SERVER_URL": "https://h.example"}
    assert not [s for job in jobs.values() for s in job["steps"] if "${{" in s.get("run", "")]
    used = run_steps(runner, jobs["check"]["steps"], values)
    assert (runner.checkout / "site" / "feed.xml").is_file()
    assert "https://a.example.org/radar/" in (runner.checkout / "site" / "sitemap.xml").read_text()
    assert [name for name in used if name.startswith("actions/upload-pages-artifact@")]
    run_steps(runner, jobs["compare"]["steps"], values)
    summary = (runner.place / "github_step_summary").read_text()
    assert "Rust" in summary
    assert "pictures.invalid" not in summary
    run_steps(runner, jobs["comment"]["steps"], {**values, "github.token": "x"} | {"NUMBER": "7"})
    comment = (runner.place / "gh.comment").read_text()
    assert "![our radar](https://h.example/o/r/raw/c0ffee/after.svg)" in comment
    assert "It \\*works\\*" in comment
    tree = json.loads((runner.place / "gh.tree").read_text())["tree"]
    assert [blob["path"] for blob in tree] == ["after.svg", "before.svg"]
    assert all(blob["content"].startswith("<svg") for blob in tree)
    log = (runner.place / "gh").read_text()
    assert "--method PATCH repos/o/r/git/refs/radar/" in log


@pytest.mark.parametrize("host", ["github"], indirect=True)
def test_the_first_pull_request_has_nothing_before_it(
    runner: Runner, pipeline: dict[str, Any]
) -> None:
    """Then the comment says so, and the job is green."""
    empty = runner.git("hash-object", "-t", "tree", "-w", "/dev/null")
    base = runner.git("commit-tree", empty, "-m", "Nothing")
    runner.environment |= pipeline["env"]
    steps = pipeline["jobs"]["compare"]["steps"]
    run_steps(runner, steps, {"github.event.pull_request.base.sha": base})
    assert "no sound radar" in (runner.checkout / "compare" / "comment.md").read_text()


class Api(BaseHTTPRequestHandler):
    """The notes of a merge request, as GitLab keeps them."""

    notes: list[dict[str, Any]]

    def do_GET(self) -> None:
        """Answer with the notes, or keep one."""
        length = int(self.headers.get("Content-Length") or 0)
        if length:
            given = {"id": 7, **json.loads(self.rfile.read(length))}
            self.notes[:] = [note for note in self.notes if note["id"] != 7] + [given]
        assert self.headers["PRIVATE-TOKEN"] == "secret"
        data = json.dumps(self.notes).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_PUT = do_GET  # noqa: N815 - the names that the standard library asks for

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def api() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of an API, and the notes in it."""
    notes: list[dict[str, Any]] = [{"id": 1, "body": "Hello"}]
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Api,), {"notes": notes}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/api/v4", notes
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("host", ["gitlab"], indirect=True)
def test_the_jobs_check_build_compare_and_comment(
    runner: Runner, pipeline: dict[str, Any], api: tuple[str, list[dict[str, Any]]]
) -> None:
    """From a checkout to the report, the note with pictures (one, however often), and the site."""
    runner.environment |= {key: str(value) for key, value in pipeline["variables"].items()}
    runner.environment |= {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": runner.git("rev-parse", "HEAD^"),
        "CI_PAGES_URL": "https://a.example.org/radar",
        "CI_PROJECT_URL": "https://h.example/o/r",
        "CI_JOB_ID": "5",
        "CI_PROJECT_ID": "3",
        "CI_MERGE_REQUEST_IID": "2",
        "CI_API_V4_URL": api[0],
        "RADAR_TOKEN": "secret",
        "no_proxy": "127.0.0.1",
    }
    before = pipeline["default"]["before_script"]

    def run(name: str) -> None:
        job = pipeline[name]
        runner.run("\n".join([*before, *job["script"]]))
        runner.run("\n".join(job.get("after_script", [])))

    run("radar-check")
    report = json.loads((runner.checkout / "gl-code-quality-report.json").read_text())
    assert report == []
    for _ in range(2):
        run("radar-compare")
    notes = [note["body"] for note in api[1]]
    assert len(notes) == 2
    assert "(https://h.example/o/r/-/jobs/5/artifacts/raw/compare/after.svg)" in notes[1]
    run("pages")
    assert "https://a.example.org/radar/" in (runner.checkout / "public/sitemap.xml").read_text()


def test_the_action_checks_and_builds(runner: Runner, run_radar: Callable[..., Any]) -> None:
    """It installs the radar of its own repository, with the inputs that a workflow gives."""
    runner.checkout.mkdir()
    assert run_radar("init", "our radar", cwd=runner.checkout).code == 0
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    given = {"folder": "our radar", "strict": "true", "base-url": "https://a.example.org/"}
    values = {f"inputs.{name}": about["default"] for name, about in action["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in given.items()}
    values["github.action_path"] = str(source_of(runner.place / "action"))
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    runner.run(steps[0]["run"].splitlines()[0])
    runner.lend(runner.place / "radar")
    run_steps(runner, steps, values)
    assert (runner.checkout / "site" / "feed.xml").is_file()
    assert (runner.place / "github_output").read_text() == "site=site\n"


def source_of(place: Path) -> Path:
    """Copy the repository as Git would check it out."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in done.stdout.splitlines():
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, place / name)
    return place


def instructions(path: Path) -> list[tuple[str, str]]:
    """Return the instructions of a Dockerfile as (word, the rest), lines joined."""
    text = re.sub(r"^#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n", "", text).splitlines()
    return [
        (word, rest.strip()) for word, _, rest in (x.partition(" ") for x in lines if x.strip())
    ]


def test_the_image_is_small_pinned_and_not_root() -> None:
    """A slim base by its version, packages by hash, an unprivileged user, no package manager."""
    found = instructions(ROOT / "Dockerfile")
    base = next(rest for word, rest in found if word == "ARG")
    assert re.fullmatch(r"PYTHON=3\.\d+\.\d+-slim-\w+", base)
    assert {rest.split()[0] for word, rest in found if word == "FROM"} == {"python:${PYTHON}"}
    user = [rest for word, rest in found if word == "USER"][-1]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert found[-2:] == [("ENTRYPOINT", '["radar"]'), ("CMD", '["--help"]')]
    runs = " ".join(rest for word, rest in found if word == "RUN")
    assert "--require-hashes" in runs
    pins = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"(?m)^([\w.-]+)==", pins))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("dependencies = [")[2]
    needed = set(re.findall(r'"([\w-]+)>=', project.partition("]")[0]))
    assert needed <= names


def test_the_steps_of_the_image_make_a_radar_that_builds(
    runner: Runner, run_radar: Callable[..., Any]
) -> None:
    """Its RUN lines, in two environments without a container; then it is used as in a pipeline."""
    disk, source = runner.place / "disk", source_of(runner.place / "disk" / "source")
    (disk / "tmp" / "radar").mkdir(parents=True)
    stages = [disk / "build", disk / "final"]
    for stage in stages:
        subprocess.run([sys.executable, "-m", "venv", str(stage)], check=True)
    (runner.place / "checkout").mkdir()
    runs = [rest for word, rest in instructions(ROOT / "Dockerfile") if word == "RUN"]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}

    def run(script: str, stage: Path, folder: Path) -> None:
        script = re.sub(r"(?<=[ =])/(wheels|tmp/radar|source)", rf"{disk}/\1", script)
        env = {
            **plain,
            "PATH": f"{stage / 'bin'}:{os.environ['PATH']}",
            "PIP_ROOT_USER_ACTION": "ignore",
        }
        done = subprocess.run(
            ["sh", "-ec", script], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        if re.search(
            "No matching distribution|Could not fetch|Connection|Temporary failure", done.stderr
        ):
            missing("a package index", "connect this machine to one")
        assert done.returncode == 0, done.stderr

    run(runs[0], stages[0], source)
    for made in [*(disk / "wheels").iterdir(), source / ".ci" / "requirements.txt"]:
        shutil.copy(made, disk / "tmp" / "radar")
    run(runs[1], stages[1], disk)
    assert not (disk / "tmp" / "radar").exists()
    assert not (stages[1] / "bin" / "pip").exists()
    assert run_radar("init", cwd=runner.checkout).code == 0
    run("radar check && radar build -o site", stages[1], runner.checkout)
    assert (runner.checkout / "site" / "index.html").is_file()


def test_pre_commit_tries_the_hook(runner: Runner, run_radar: Callable[..., Any]) -> None:
    """`pre-commit try-repo` installs this repository; only a sound radar passes."""
    try:
        import pre_commit  # noqa: F401 - only whether it is there
    except ImportError:
        missing("pre-commit", 'pip install ".[test]"')
    source = source_of(runner.place / "source")
    runner.checkout = source
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "All")):
        runner.git(*command)
    runner.checkout = runner.place / "ours"
    runner.checkout.mkdir()
    runner.git("init", "-q")
    assert run_radar("init", cwd=runner.checkout).code == 0
    runner.git("add", ".")
    try_hook = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        str(source),
        "radar-check",
        "--all-files",
    ]
    home = {"PRE_COMMIT_HOME": str(runner.place / "home"), "HOME": str(runner.place)}
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | home

    def tried() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            try_hook, cwd=runner.checkout, env=env, capture_output=True, text=True, check=False
        )

    done = tried()
    if NO_INDEX.search(done.stdout + done.stderr):
        missing("a package index", "connect this machine to one")
    assert done.returncode == 0, done.stdout + done.stderr
    rust = runner.checkout / "entries" / "rust.md"
    rust.write_text(rust.read_text().replace("ring: assess", "ring: asess"))
    wrong = tried()
    assert wrong.returncode == 1
    assert "rust.md:" in wrong.stdout
