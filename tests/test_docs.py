"""Every command and code block of README.md and docs/*.md runs, in the order of its page.

A page works in a folder of its own, shaped like this repository (`entries/`, `themes/`,
`examples/`, one commit in Git), and its blocks run one after the other:

* `console`: lines that begin with `$ ` are commands for a shell. The lines below one are what it
  says (`...` or `…` alone stands for some lines, inside a line for some text; times and sizes may
  differ). It must succeed, unless its last shown line is `[exit 1]` or the like.
  `pip install ./FOLDER` is done, into a folder of the page's own, without a network.
* `sh`: every line is a command that must succeed. What installs from scratch is left to `.ci/run`.
* `python`: runs; with `>>>` as a doctest. Names live on to the end of the page.
* `yaml`, `json`, `toml`, `jinja`: must parse.
* A comment `<!-- not run: why -->` on the line above leaves a block out; it must say why.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jinja2
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")])
FENCE = re.compile(r"^(?P<indent> *)(?P<fence>```+|~~~+) *(?P<word>[\w-]*).*$")
LEFT_OUT = re.compile(r"<!-- not run: (?P<why>.+?) -->")
MEASURED = re.compile(r"\d+(?:[.,]\d+)*(?= (?:s|ms|kB|MB|bytes|CPU)\b)")
SERVED = re.compile(r"https?://127\.0\.0\.1:\d+|https?://localhost:\d+")
PARSERS: dict[str, Callable[[str], object]] = {
    "yaml": lambda text: list(yaml.safe_load_all(text)),
    "json": json.loads,
    "toml": tomllib.loads,
    "jinja": jinja2.Environment(autoescape=True).parse,
}
FRESH = (
    *("python3 -m venv", "pip install", "pipx ", "uvx ", "git clone", ".venv/bin/", ".ci/"),
    "RADAR_NIGHTLY",
)


class Block(NamedTuple):
    """One fenced block: its language, the page's line of its first line, its text."""

    word: str
    line: int
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """Yield the blocks of a page that are to run."""
    lines = page.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        if not (opened := FENCE.match(lines[number])):
            number += 1
            continue
        end = next(
            at for at in range(number + 1, len(lines)) if lines[at].strip() == opened["fence"]
        )
        if not LEFT_OUT.search("\n".join(lines[max(0, number - 2) : number])):
            cut = len(opened["indent"])
            text = "\n".join(line[cut:] for line in lines[number + 1 : end])
            yield Block(opened["word"], number + 2, text + "\n")
        number = end + 1


def commands(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield offset, command and shown output for each command of a console block."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        assert lines[at].startswith("$ "), f"a console block begins with a command: {lines[at]!r}"
        start, command = at, lines[at][2:]
        while command.endswith("\\"):
            at += 1
            command += "\n" + lines[at].removeprefix("> ")
        if here := re.search(r"<<-?'?(\w+)'?", command):
            while lines[at] != here[1]:
                at += 1
                command += "\n" + lines[at]
        at += 1
        shown = at
        while at < len(lines) and not lines[at].startswith("$ "):
            at += 1
        yield start, command, lines[shown:at]


def matches(shown: list[str], said: str) -> bool:
    """Tell whether the output is what the page shows, measured figures aside."""
    parts = []
    for line in shown:
        if line.strip() in {"...", "…"}:
            parts.append(r"(?:.*\n)*?")
        else:
            fixed = re.split(r"\.\.\.|…", MEASURED.sub("#", line.rstrip()))
            parts.append(".*?".join(map(re.escape, fixed)) + r"[ \t]*\n")
    plain = MEASURED.sub("#", said if said.endswith("\n") or not said else said + "\n")
    return re.fullmatch("".join(parts), plain) is not None


class Shell:
    """A shell that stays in the folder that the last command went to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder_file = folder.parent / "where"
        here = str(Path(sys.executable).parent)
        self.environment = {
            **os.environ,
            "PATH": here + os.pathsep + os.environ["PATH"],
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "Docs",
            "GIT_AUTHOR_EMAIL": "docs@example.org",
            "GIT_COMMITTER_NAME": "Docs",
            "GIT_COMMITTER_EMAIL": "docs@example.org",
        }

    def run(self, command: str) -> tuple[int, str]:
        """Run a command; return its exit code and all that it said."""
        where = self.folder_file
        done = subprocess.run(
            ["bash", "-c", f"trap 'pwd >\"$WHERE\"' EXIT\n{command}\n"],
            cwd=self.folder,
            env={**self.environment, "WHERE": str(where)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        self.folder = Path(where.read_text().strip())
        return done.returncode, done.stdout

    def install(self, package: str) -> None:
        """Install a package for the commands that follow."""
        place = self.folder.parent / "installed"
        how = "--quiet --no-index --no-build-isolation --no-deps --no-compile"
        code, said = self.run(f"{sys.executable} -m pip install {how} --target {place} {package}")
        assert code == 0, said
        self.environment["PYTHONPATH"] = str(place)

    def serves(self, command: str) -> str:
        """Start a command that never ends; return its first line that has an address in it."""
        with subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as server:
            assert server.stdout
            told = next((line for line in server.stdout if SERVED.search(line)), "")
            server.terminate()
        return told


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A shell in a folder shaped like this repository, under Git."""
    folder = tmp_path / "work"
    for name in ("entries", "themes", "examples"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    made = Shell(folder)
    code, said = made.run("git init -q -b main . && git add . && git commit -q -m 'Begin'")
    assert code == 0, said
    return made


@pytest.mark.thorough
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_runs(
    page: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who copies the blocks of a page, one after the other, sees what the page shows."""
    names: dict[str, Any] = {"__name__": "__docs__"}
    for block in blocks(page):
        place = f"{page.relative_to(ROOT)}:{block.line}"
        if block.word == "console":
            run_console(block, page, shell)
        elif block.word in {"sh", "bash", "shell"}:
            lines = [line for line in block.text.splitlines() if line and line[0] != "#"]
            shown = "".join(f"$ {line}\n" for line in lines)
            run_console(block._replace(text=shown), page, shell)
        elif block.word in {"python", "py", "pycon"}:
            monkeypatch.chdir(shell.folder)
            run_python(block, place, names)
        elif block.word in PARSERS:
            try:
                PARSERS[block.word](block.text)
            except Exception as error:
                pytest.fail(f"{place}: {error}")


def run_console(block: Block, page: Path, shell: Shell) -> None:
    """Run each command of a console block and compare what it says with what is shown."""
    for offset, command, shown in commands(block.text):
        place = f"{page.relative_to(ROOT)}:{block.line + offset}"
        if command.startswith("pip install ./"):
            shell.install(command.removeprefix("pip install "))
            continue
        if command.startswith(FRESH):
            continue
        if command.startswith("radar serve"):
            assert SERVED.search(shell.serves(command)), f"{place}: it did not serve"
            continue
        expected = 0
        if shown and (stated := re.fullmatch(r"\[exit (\d+)\]", shown[-1])):
            expected, shown = int(stated[1]), shown[:-1]
        code, said = shell.run(command)
        assert code == expected, f"{place}: exit {code}, not {expected}\n$ {command}\n{said}"
        fits = not shown or matches(shown, said)
        assert fits, f"{place}: says something else\n$ {command}\n{said}"


def run_python(block: Block, place: str, names: dict[str, Any]) -> None:
    """Run a block of Python, as a doctest where it has prompts."""
    if ">>>" not in block.text:
        exec(compile(block.text, place, "exec"), names)  # noqa: S102 - our own page
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, place, place, 0)
    said: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    runner = doctest.DocTestRunner(optionflags=flags)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(said)


def test_the_readme_shows_the_two_commands_that_ci_runs(root: Path) -> None:
    """What a newcomer copies from the README is to the letter what CI runs."""
    readme, ci = ((root / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    for command in (
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/radar build",
        'python3 -m venv .venv && .venv/bin/pip install -e ".[test]" && .venv/bin/pytest',
    ):
        assert command in readme
        assert command in ci


@pytest.mark.thorough
def test_what_a_newcomer_makes_collides_with_nothing_in_a_clone(root: Path, shell: Shell) -> None:
    """README and getting-started leave the clone as it is: no radar among its folders, no site."""
    for page in (root / "README.md", root / "docs" / "getting-started.md"):
        clone = shell.folder
        for block in blocks(page):
            if block.word == "console":
                run_console(block, page, shell)
        shell.folder = clone
        assert shell.run("git status --porcelain") == (0, "")
        shutil.rmtree(clone.parent / "our-radar")


def test_every_link_between_pages_leads_somewhere(root: Path) -> None:
    """A relative link in the README or the docs names a file, and its fragment a heading."""
    for page in PAGES:
        text = re.sub(r"(?ms)^ *(```+|~~~+).*?^ *\1", "", page.read_text(encoding="utf-8"))
        text = re.sub(r"`[^`\n]*`", "", text)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, fragment = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{page.relative_to(root)}: {target}"
            if fragment and file.suffix == ".md":
                assert fragment in anchors(file), f"{page.relative_to(root)}: {target}"


def anchors(page: Path) -> set[str]:
    """Return the fragments that the headings of a page answer to, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ +(.+?) *#*$", page.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\- ]", "", heading.casefold()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}
