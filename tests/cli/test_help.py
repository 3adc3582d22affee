"""What `radar --help` says before any command is known."""

from __future__ import annotations

from click.testing import CliRunner

from radar.cli import COMMANDS, GROUPS, group


def test_the_help_groups_commands_by_what_one_does() -> None:
    """Every command stands once, under the heading of its group, with its line."""
    text = CliRunner().invoke(group, ["--help"]).output
    for title, commands in GROUPS.items():
        section = text.partition(f"\n{title}:\n")[2].partition("\n\n")[0]
        names = [line.split()[0] for line in section.splitlines()]
        assert names == list(commands)
    assert text.count("  check ") == 1
    assert len(COMMANDS) == sum(map(len, GROUPS.values()))
