"""What of a radar is due on a day: a pure function of the radar and that day.

::

    due        what is due, and what cannot be judged, for want of a date
    telling    the same in words, by owner: text, Markdown, JSON
    calendar   the days on which things fall due, as a calendar
"""

from __future__ import annotations

from radar.reviewing.due import Due, DueKind, Review, find_due

__all__ = ["Due", "DueKind", "Review", "find_due"]
