"""The page about the commands says what the commands say."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def test_the_page_is_what_the_commands_say(root: Path) -> None:
    """docs/cli.md has every word of every --help, however a version of click breaks its lines."""
    spec = importlib.util.spec_from_file_location("cli_page", root / "tools" / "cli_page.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    wanted = set(tool.page().split())
    there = set((root / "docs" / "cli.md").read_text("utf-8").split())
    assert there == wanted, "run: python tools/cli_page.py"
