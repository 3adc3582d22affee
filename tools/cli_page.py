"""Write docs/cli.md from the commands themselves: `python tools/cli_page.py`.

A test compares the page with what this makes, so it cannot grow old.
"""

from __future__ import annotations

from pathlib import Path

import click

from radar.cli import COMMANDS, group

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
INTRODUCTION = """\
# Commands

This page is made from the commands' own `--help` by `python tools/cli_page.py`.

Results go to standard output, everything else to standard error. Colour is used on a terminal
only, and never where `NO_COLOR` is set. What is redirected is UTF-8 with plain line feeds on every
system, whatever the locale says; a console that lacks a character gets a plain form of it.

Exit codes: 0 fine (for `diff`: no difference), 1 the data is wrong (for `diff`: there are
differences), 2 the call is wrong or its output cannot be written (a full disk, a closed stream),
3 we are wrong; a message of the last kind asks for a report. 130 is Ctrl+C, 141 a reader that left
(`| head -1`). Where standard error is closed or full, messages are lost and the work is done.

A `FOLDER` is the one with `radar.yaml` in it; left out, it is the folder here, or `./entries`.

Shell completion: `eval "$(_RADAR_COMPLETE=bash_source radar)"` in `~/.bashrc`; `zsh_source` and
`fish_source` for the other shells.
"""


def page() -> str:
    """Return the page."""
    root = click.Context(group, info_name="radar", terminal_width=96, **group.context_settings)
    parts = [INTRODUCTION, _section("radar", group.get_help(root))]
    for name in COMMANDS:
        command = group.get_command(root, name)
        if command is not None:
            context = click.Context(command, info_name=name, parent=root)
            parts.append(_section(f"radar {name}", command.get_help(context)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
