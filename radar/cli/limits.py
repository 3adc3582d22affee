"""What every command is held to.

`--max-entries` and `--max-files` are the only way to let a radar ask for more than is usual, and
a word that is not UTF-8 is refused, because no file of a radar could hold it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.types import StringParamType

# commands that read a radar, and those that make the files of a site
_READING = frozenset(
    (
        *("build", "check", "new", "amend", "move", "rename", "remove", "snapshot", "diff"),
        *("history", "list", "serve", "review", "forms", "ask", "mcp"),
        *("embed", "layout", "export"),
    )
)
_MAKING = frozenset(("build", "serve"))
_ENTRIES = "Read up to so many entries. [default: 20000]"
_IMPORTED = "Make up to so many entries. [default: 10000]"
_FILES = "Make up to so many files. [default: 2000 and 10 for each entry]"


def add_limits(command: click.Command, name: str) -> click.Command:
    """Give a command the options that raise limits, if its work has a limit."""
    has = {option for parameter in command.params for option in parameter.opts}
    for option, wanted, words in (
        ("--max-entries", _READING, _ENTRIES),
        ("--max-entries", ("import",), _IMPORTED),
        ("--max-files", _MAKING, _FILES),
    ):
        if name in wanted and option not in has:
            command.params.append(_option(option, words))
    return command


def _option(option: str, words: str) -> click.Option:
    return click.Option(
        [option], type=click.IntRange(1), expose_value=False, callback=_raise_limit, help=words
    )


def _raise_limit(context: click.Context, parameter: click.Parameter, value: int | None) -> None:
    if value is None:
        return
    from radar import limits

    if parameter.opts != ["--max-entries"]:
        context.with_resource(limits.files.raise_to(value))
    elif context.info_name == "import":
        context.with_resource(limits.imported.raise_to(value))
        context.with_resource(limits.entries.raise_to(max(value, limits.entries.value or value)))
    else:
        context.with_resource(limits.entries.raise_to(value))


def hold_to_utf8(command: click.Command) -> click.Command:
    """Let a command refuse words that are not UTF-8; a file may have any name."""
    for parameter in command.params:
        if parameter.type is click.STRING:
            parameter.type = _Text()
    return command


class _Text(StringParamType):
    """A text, or the path of something that is there."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a text as it is, or refuse it."""
        text = super().convert(value, param, ctx)
        try:
            text.encode()
        except UnicodeEncodeError:
            from radar.files.looking import is_taken

            if not is_taken(Path(text)):
                self.fail("it is not UTF-8, so no file can hold it", param, ctx)
        return text
