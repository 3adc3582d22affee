"""Days as callers and commands give them."""

from __future__ import annotations

from datetime import date

from radar.errors import BadCall
from radar.reading.slips import explain_date


def parse_day(day: date | str, key: str) -> date:
    """Return a day that may be written as 2026-11-02; `key` is what it was given as.

    Raises:
        BadCall: it is none.
    """
    if isinstance(day, date):
        return day
    try:
        if len(day) == len("2026-11-02"):
            return date.fromisoformat(day)
    except ValueError:
        pass
    message, hint = explain_date(day[:40])
    raise BadCall(f"{key}: {message}. {hint[:1].upper()}{hint[1:]}")
