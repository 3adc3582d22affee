"""`radar forms`: issue forms by which people propose entries."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    epilog="""\b
Examples:
  radar forms github > .github/ISSUE_TEMPLATE/radar.yml
  radar forms gitlab > .gitlab/issue_templates/radar.md

An issue that was written into such a form becomes a proposal: radar new --from-issue FILE"""
)
@click.argument("forge", type=click.Choice(["github", "gitlab"]))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def command(forge: str, folder: Path | None) -> None:
    """Print a form for FORGE in which people propose entries of this radar.

    It asks for what the radar has: its rings and quadrants, its fields, and what all of its rules
    demand. FOLDER is the one with radar.yaml in it; without it, the radar here or in ./entries is
    read.
    """
    from radar.forms import as_github, as_gitlab
    from radar.reading import find, read

    radar = read(find(folder)).require_sound()
    click.echo((as_github if forge == "github" else as_gitlab)(radar), nl=False)
