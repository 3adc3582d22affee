"""`radar ask`: may I use it, what instead, who decided, is it overdue."""

from __future__ import annotations

import json
from pathlib import Path

import click

from radar.answers.wording import answer_lines


@click.command(
    epilog="""\b
Examples:
  radar ask Kubernetes                  what the radar here (or in ./entries) says of it
  radar ask Rust C++ --allow adopt,trial    whether both may be used; exit code 1 if not
  radar ask Rust --from site            from a built site, or from its radar.json
  radar ask Rust --format json          for programs: a list, one object for each name

\b
Exit codes: 0 every name is known and, with --allow, in one of these rings; 1 one is not, or is
proposed alone; 2 the call is wrong.""",
)
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="The radar's folder, a built site, or a radar.json. [default: here, or ./entries]",
)
@click.option(
    "--allow", multiple=True, metavar="RING,...", help="Rings in which every one has to be."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--language", default="", help="In this language. [default: the radar's first]")
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    source: Path | None,
    allow: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Say what the radar decided on each NAME: its ring, since when, why, and what instead.

    NAME is a name, an alias or an id, in any case. Signs count: C, C++ and C# are three names. A
    name that is only like one of the radar's is offered, and never taken for it.
    """
    from radar.library.asking import ask, language_of

    found = ask(*names, radar=source, allow=allow)
    documents = found.documents(language_of(found.register, language))
    if form == "json":
        click.echo(json.dumps(documents, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(line for each in documents for line in answer_lines(each)))
    ctx.exit(0 if found.all_yes else 1)
