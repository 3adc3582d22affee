"""The files of closed editions: which editions are closed, and what is wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from radar.editions import edition_of_file, file_of, read_edition
from radar.memo import remember
from radar.model import ClosedEdition
from radar.reading.sheet import Axes, Names, Sheet, quote
from radar.yaml import LineColumn, Wrong

_START = LineColumn(1, 1)
_CONFLICT = "<<<<<<<", "=======", ">>>>>>>"  # how lines begin that Git writes into a conflict


class ReadEdition(NamedTuple):
    """A closed edition and the file that it was read from."""

    sheet: Sheet
    edition: ClosedEdition


def list_closed_ids(names: Sequence[str], axes: Axes) -> tuple[str, ...]:
    """Return the editions that have a file, in their order."""
    there = {edition_of_file(name) for name in names}
    every = axes.editions.ids if axes.editions else ()
    return tuple(edition for edition in every if edition in there)


def read_closed_file(text: str, sheet: Sheet) -> ReadEdition:
    """Read the file of a closed edition.

    Raises:
        Wrong: it cannot be read as one.
    """
    marked = (n for n, line in enumerate(text.split("\n"), 1) if line.startswith(_CONFLICT))
    if conflict := next(marked, 0):
        message = "two branches closed this edition, and their files are in conflict"
        hint = f"keep one of the two: git checkout --ours {sheet.path}, or --theirs"
        raise Wrong(LineColumn(conflict, 1), "bad-edition-file", message, hint)
    edition = remember("edition", sheet.path, text, lambda: read_edition(text))
    if edition.id != edition_of_file(sheet.path):
        message = f"this is the edition {quote(edition.id)}, and the file is named for another"
        hint = f"call it {file_of(edition.id).rpartition('/')[2]}"
        raise Wrong(_START, "bad-edition-file", message, hint)
    return ReadEdition(sheet, edition)


def sound_editions(
    read: Sequence[ReadEdition], files: Sequence[Sheet], axes: Axes, radar_id: str
) -> Iterator[ReadEdition]:
    """Yield the editions that count, oldest first; report files that cannot be what they say.

    `files` are those of all closed editions, read or not; `radar_id` is the id of the radar.
    """
    if axes.editions is None:
        return
    for sheet in files:
        if (id_ := edition_of_file(sheet.path)) not in axes.editions.ids:
            message = f"there is no edition {quote(id_)} in radar.yaml"
            hint = "list it there under `editions`, or move this file out of the radar's folder"
            sheet.report(_START, "bad-edition-file", message, hint)
    order, by_id = list(axes.editions.ids), {each.edition.id: each for each in read}
    closed = set(axes.closed)
    is_open = False
    for place, id_ in enumerate(order):
        if id_ not in closed:
            is_open = True
            continue
        sheet = next(sheet for sheet in files if edition_of_file(sheet.path) == id_)
        if fault := _explain_place(id_, place, order, is_open):
            sheet.report(_START, "bad-edition-file", *fault)
            is_open = True
        each = by_id.get(id_)
        if each and not is_open and _is_of(each, radar_id):
            yield each
        elif each is None:
            is_open = True  # without it, nothing is known of those after it


def _explain_place(
    id_: str, place: int, order: Sequence[str], is_open: bool
) -> tuple[str, str] | None:
    """Return message and hint where a file stands for an edition that cannot be closed."""
    if place == len(order) - 1:
        message = f"the newest edition {quote(id_)} is open, and yet has a file"
        hint = "list the edition after it in radar.yaml, or delete this file to open it again"
        return message, hint
    if is_open:
        message = f"the edition {quote(id_)} is closed, and one before it is not"
        return message, "close the editions before it: radar snapshot --close-all"
    return None


def _is_of(read: ReadEdition, radar_id: str) -> bool:
    if read.edition.radar == radar_id:
        return True
    whose = read.edition.radar
    message = f"this is an edition of the radar {quote(whose)}, and this radar is {quote(radar_id)}"
    hint = f"if only the title changed, write `id: {whose}` into radar.yaml"
    read.sheet.report(LineColumn(2, 1), "bad-edition-file", message, hint)
    return False


def past_names(kind: str, now: Names | None, closed: Sequence[ReadEdition]) -> Names | None:
    """Return the names of today's rings or quadrants, and those that only closed editions have."""
    if now is None or not closed:
        return now
    names = Names(kind)
    names.ids, names.words = dict(now.ids), dict(now.words)
    for read in reversed(closed):
        for item in getattr(read.edition, f"{kind}s"):
            if names.find(item.id) is None:
                names.add(item.id, *(word for word in item.name.values() if not names.find(word)))
    return names
