"""What is due, and what will be, as a calendar (RFC 5545) that any program for calendars reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from radar.model import Radar
from radar.reviewing.due import Due, DueKind, Review
from radar.text import printable

_LONGEST = 75  # bytes of a line, without its end
_WHAT: dict[DueKind, str] = {
    "review": "Review {name}",
    "too-long": "Decide on {name}, which is on {ring} for too long",
    "leave": "Stop using {name}",
    "proposal": "Decide on the proposal {name}",
}


def as_calendar(review: Review, radar: Radar) -> str:
    """Return the days on which things fall due, as events of a whole day.

    The stamp of every event is the day of the review, so that the same day gives the same bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//technology-radar//radar review//EN",
        f"X-WR-CALNAME:{_escape(radar.say(radar.title))}",
    ]
    for each in (*review.due, *review.coming):
        if each.day < date.max:
            lines += _event(each, review, radar)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _fold(line))


def _event(due: Due, review: Review, radar: Radar) -> list[str]:
    ring = radar.say(radar.ring(due.ring).name)
    said = _WHAT[due.kind].format(name=radar.say(due.entry.name), ring=ring)
    owners = ", ".join(due.entry.owners)
    address = f"{radar.base_url.rstrip('/')}/entries/{due.entry.id}.html"
    return [
        "BEGIN:VEVENT",
        f"UID:{due.kind}-{due.entry.id}@{radar.id}",
        f"DTSTAMP:{_day(review.day)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(due.day)}",
        f"SUMMARY:{_escape(said)}",
        *([f"DESCRIPTION:{_escape(owners)}"] if owners else []),
        *([f"URL:{address}"] if radar.base_url else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    """Return a day as calendars write it; `strftime` drops zeros of early years on some systems."""
    return day.isoformat().replace("-", "")


def _escape(text: str) -> str:
    """Return a text as the value of a property."""
    line = printable(text)
    for sign in ("\\", ";", ","):
        line = line.replace(sign, f"\\{sign}")
    return line


def _fold(line: str) -> Iterator[str]:
    """Yield the pieces of a line, each but the first after a blank; no character is cut in two."""
    piece, room = "", _LONGEST
    for character in line:
        size = len(character.encode())
        if room < size:
            yield piece
            piece, room = " ", _LONGEST - 1
        piece += character
        room -= size
    yield piece
