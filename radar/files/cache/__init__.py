"""Results that the next run may take in place of making them again, in the user's cache folder.

Nothing here is needed: where there is no such folder, where it is full or a file in it is damaged,
a result is made again, and nobody is told. What is kept is believed, and some of it is run. So
nothing is taken from a folder that others may write to, or that others may have filled.

::

    folder     which folder that is, and whether it can be trusted
    results    one file for each result
    steps      the results of many small steps in one file
    watched    what was read of a folder, for a result to name what it was made from
"""

from __future__ import annotations

from radar.files.cache.folder import VARIABLE
from radar.files.cache.results import can_keep, keep, read_result
from radar.files.cache.steps import KeptSteps
from radar.files.cache.watched import WatchedTree

__all__ = ["VARIABLE", "KeptSteps", "WatchedTree", "can_keep", "keep", "read_result"]
