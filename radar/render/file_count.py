"""How many files a site will have, known from the radar before anything is laid out."""

from __future__ import annotations

from radar import limits
from radar.errors import BadCall
from radar.model import Radar
from radar.text import number_of

# of one language: the pictures in two schemes and as a fragment, seven pages at most, and five of
# them as Markdown
_PAGES = 15


def count_files(radar: Radar, *, cards: bool = False) -> int:
    """Return about how many files the site of a radar has, without assets and pictures.

    For each language: three for each edition, one for each quadrant, and for each entry two and one
    for each name that it had before; with `cards` one for the radar and one for each entry, too.
    """
    entries = sum(2 + len(entry.aliases) for entry in radar.entries)
    entries += 2 * len(radar.proposals)
    pictures = 1 + len(radar.entries) + len(radar.proposals) if cards else 0
    each = _PAGES + entries + 3 * len(radar.editions) + len(radar.quadrants) + pictures
    return len(radar.languages) * each


def check_file_count(radar: Radar, *, cards: bool = False) -> None:
    """Check that a site will not have more files than usual, or than `--max-files` allows.

    Raises:
        BadCall: it would have more.
    """
    asked = count_files(radar, cards=cards)
    most = limits.files.value or limits.usual_files(len(radar.entries))
    if asked <= most:
        return
    parts = (
        (len(radar.entries), "entry"),
        (len(radar.editions), "edition"),
        (len(radar.languages), "language"),
    )
    of = ", ".join(number_of(count, noun) for count, noun in parts)
    raise BadCall(
        f"this radar asks for {number_of(asked, 'file')} ({of}), and the limit is {most:,}. "
        f"Take fewer editions or languages, or allow them: --max-files {asked}"
    )
