"""`--max-entries` and `--max-files`: the only way to let a radar ask for more than is usual."""

from __future__ import annotations

import click

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
