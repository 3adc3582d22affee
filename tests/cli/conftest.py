"""What tests of commands share: a folder to work in, and the command in this very process."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Git = Callable[..., str]


Call = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which commands run."""
    place = tmp_path / "work"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def call(folder: Path, run_radar: Callable[..., Any]) -> Call:
    """Run the command in `folder`, without a process of its own."""
    return run_radar


@pytest.fixture
def work(folder: Path, program: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Git:
    """Make `folder` a Git repository, and return a function that calls Git in it."""
    command = program("git", debian="git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        whole = [command, *who, *arguments]
        done = subprocess.run(whole, cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q", "-b", "main")
    return git


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files and the folders that they need."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def entry(name: str, ring: str, **more: str) -> str:
    """Write down an entry: a ring, or a history in braces."""
    placed = f"history: {ring}" if ring.startswith("{") else f"ring: {ring}"
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\nname: {name}\nquadrant: tools\n{placed}\n{rest}---\n\nText.\n"


SETTINGS = """title: Ours
quadrants: [Tools, Platforms]
editions:
  - {id: "2022", date: 2022-01-01}
  - {id: "2023", date: 2023-01-01}
  - {id: "2024", name: Spring 2024, date: 2024-03-31}
"""
FILES = {
    "radar.yaml": SETTINGS,
    "rust.md": entry("Rust", '{"2022": trial, "2024": {ring: adopt, note: It works.}}'),
    "zig.md": entry("Zig", '{"2024": assess}'),
    "perl.md": entry("Perl", '{"2022": hold, "2023": removed}', aliases="[Camel]"),
}
