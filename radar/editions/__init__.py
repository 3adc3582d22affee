"""The files of closed editions.

::

    faults  what contradicts itself in an edition
    form    one file ↔ a `ClosedEdition`, with the place of whatever is wrong
"""

from __future__ import annotations

from radar.editions.form import (
    FOLDER,
    document_of,
    edition_of,
    edition_of_file,
    file_of,
    read_edition,
    schema,
    write_edition,
)

__all__ = [
    "FOLDER",
    "document_of",
    "edition_of",
    "edition_of_file",
    "file_of",
    "read_edition",
    "schema",
    "write_edition",
]
