"""`radar mcp`: the answers of a radar for coding agents, by the Model Context Protocol."""

from __future__ import annotations

import gc
import sys
from contextlib import redirect_stdout
from pathlib import Path

import click

from radar.cli.messages import say


@click.command(
    epilog="""\b
Clients start the command themselves. One that keeps its servers in a file of JSON takes:
  {"mcpServers": {"radar": {"command": "radar", "args": ["mcp", "/path/to/entries"]}}}

\b
Visual Studio Code has them in .vscode/mcp.json:
  {"servers": {"radar": {"type": "stdio", "command": "radar", "args": ["mcp", "entries"]}}}

\b
On a command line:
  claude mcp add radar -- radar mcp /path/to/entries
  codex mcp add radar -- radar mcp /path/to/entries

\b
Tools:
  may_i_use       what was decided on technologies, and what to take instead
  list_entries    the technologies, by ring, quadrant, owner or status
  what_changed    what came, went and moved between two editions"""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(folder: Path | None) -> None:
    """Answer coding agents on standard input and output (Model Context Protocol).

    FOLDER is the one with radar.yaml in it; a client may start this in any folder, so name it by
    its whole path. Its files are read at every question, and nothing is written. Ends where the
    input ends. Messages for people go to standard error.
    """
    from radar.mcp.session import Session
    from radar.reading import find

    gc.enable()  # it runs for hours
    find(folder)  # say at once that there is no radar
    client = sys.stdout

    def send(line: str) -> None:
        client.write(line)
        client.flush()

    with redirect_stdout(sys.stderr):  # what else prints must not come between the messages
        Session(folder, say).run(sys.stdin.buffer, send)
