"""A check: every technology on the radar has an owner."""

from collections.abc import Iterator

from radar import Problem, Radar


def check_owners(radar: Radar) -> Iterator[Problem]:
    """Warn of each entry on the radar that nobody owns."""
    for entry in radar.entries:
        if entry.ring and not entry.owner:
            path = next(iter(entry.sources.values()), "")
            yield Problem(
                path, 0, 0, "no-owner", "nobody owns this", "add `owner: TEAM`", severity="warning"
            )
