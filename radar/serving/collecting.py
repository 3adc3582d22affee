"""Memory that nobody uses is found between two saves, not while somebody waits for a page.

Python looks for it whenever much was made, and looks at the whole radar then: of a thousand
entries that takes a fifth of a second, as long as all the rest of a build.
"""

from __future__ import annotations

import gc
import threading

_MADE = 20_000  # objects that are left over from a build of 40 entries; below that it can wait


def collect_when_idle(busy: threading.Lock, stop: threading.Event, seconds: float = 2.0) -> None:
    """Collect what is not used any more whenever nobody is `busy`, until `stop`.

    It looks every so many `seconds`, and waits once more where a build ends just then.
    """
    gc.disable()
    was_busy = False
    while not stop.wait(seconds):
        is_busy = busy.locked()
        if not (is_busy or was_busy) and gc.get_count()[0] > _MADE:
            gc.collect()
        was_busy = is_busy
