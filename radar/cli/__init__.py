"""The command `radar`: arguments → a call → messages and an exit code.

One file per command; this package is the only place that prints or exits. A command's module is
imported when the command is called, so `radar --help` costs nothing but click.

Exit codes: 0 fine, 1 the data is wrong, 2 the call is wrong or its output cannot be written, 3 we
are wrong; 130 stopped by Ctrl+C, 141 nobody reads the output any more.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from radar import __version__
from radar.cli.limits import add_limits, hold_to_utf8

# what one does → name → (module, one line for `radar --help`); the order is that of the help
GROUPS = {
    "Write": {
        "init": ("init", "Make a starter radar that builds at once."),
        "new": ("new", "Make the file of a new entry."),
        "move": ("move", "Record that an entry moved to another ring."),
        "rename": ("rename", "Give an entry another id, in all files."),
        "remove": ("remove", "Record that an entry left, or delete its files."),
        "snapshot": ("snapshot", "Close the open edition, and open the next."),
        "forms": ("forms", "Print an issue form in which people propose entries."),
        "amend": ("amend", "Correct what was published in a closed edition."),
    },
    "Look": {
        "check": ("check", "Say what is wrong with a radar, with file, line and column."),
        "review": ("review", "Say what is due on a day: reviews, ends of use, proposals."),
        "serve": ("serve", "Build, show in the browser, rebuild on save."),
        "ask": ("ask", "Say whether something may be used, and what instead."),
        "mcp": ("mcp", "Answer coding agents (Model Context Protocol)."),
        "diff": ("diff", "Say what changed between editions, folders or Git revisions."),
        "list": ("list", "List the entries, or those that one looks for."),
        "history": ("history", "Show the path of one entry through the editions."),
        "layout": ("layout", "Print the figures of merit of a layout, or the scene."),
    },
    "Publish": {
        "build": ("build", "Make the site: the picture and the pages."),
        "embed": ("embed", "Print the snippet that puts the radar into a wiki."),
        "themes": ("themes", "List the themes, or show them side by side."),
        "words": ("words", "Print the words of the interface, to be translated."),
    },
    "Exchange": {
        "import": ("import_", "Turn another tool's radar into one of ours."),
        "export": ("export", "Write the radar in another tool's format."),
        "schema": ("schema", "Print the JSON Schema of what is written or built."),
    },
}
COMMANDS = {name: entry for group in GROUPS.values() for name, entry in group.items()}


_COMPLETION = """\b
The Tab key completes commands, ids and rings, with this line in ~/.bashrc:
  eval "$(_RADAR_COMPLETE=bash_source radar)"
In ~/.zshrc it is zsh_source. For fish: _RADAR_COMPLETE=fish_source radar | source"""


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return the command in it."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"radar.cli.{COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return hold_to_utf8(add_limits(command, cmd_name))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing any; what begins with a dash is an option."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=line)
            for name, (_, line) in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by what one does, without importing any."""
        widest = max(map(len, COMMANDS))  # so that the lines of all groups begin in one column
        for title, commands in GROUPS.items():
            with formatter.section(title):
                rows = [(name.ljust(widest), line) for name, (_, line) in commands.items()]
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the near miss for a command that does not exist."""
        from radar.errors import near_miss

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            hint = near_miss(args[0], COMMANDS)
            ctx.fail(f"there is no command {args[0]!r}. {hint[:1].upper()}{hint[1:]}".rstrip(". "))
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_COMPLETION)
@click.version_option(__version__, prog_name="radar", message="%(prog)s %(version)s")
def group() -> None:
    """Turn technology entries into a radar: a standalone SVG and pages that explain it.

    A radar is a folder with radar.yaml in it. Start with `radar init`, then `radar build`.
    """


def main() -> None:
    """Run the command; turn what went wrong into a message and an exit code."""
    from radar.cli.messages import explain
    from radar.cli.streams import OutputError, prepare

    prepare()
    # pydantic looks for plugins of its own in each installed package; none is to change our models
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # what a command makes is needed to its end; `serve` collects between saves
    try:
        # click returns the code of `ctx.exit` here, and None where a command just ends
        code: int | None = group.main(prog_name="radar", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        code = explain(error)
        with suppress(OutputError):  # or the end of Python tries, and complains
            sys.stdout.flush()
    sys.exit(code)
