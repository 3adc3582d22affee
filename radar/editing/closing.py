"""Close editions: what was published is written into files of its own, and stays as it is.

All of it happens or nothing: the files of the editions, `radar.yaml`, and the entries whose reasons
move under the edition that is closed. Before anything is written the radar is read again with
all of it, and every closed edition has to be what was shown until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from radar.editing.editions import open_editions
from radar.editing.file_edit import (
    FileEdit,
    Locate,
    Overlay,
    by_hand,
    edit_entries,
    edit_file,
    read_after_edit,
)
from radar.editions import file_of, write_edition
from radar.errors import BadCall
from radar.files import Tree
from radar.files.looking import SETTINGS
from radar.history import Standing, timeline
from radar.model import ClosedEdition, Edition, Entry, Placement, Radar
from radar.reading.values import LEAVING
from radar.text import UNSTATED
from radar.yaml import Scalar, Table, editing, mapping_lines

Publish = Callable[[Radar, str], ClosedEdition]
"""Returns what is kept of an edition of a radar, which is drawn for it."""


def close_and_open(
    tree: Tree, radar: Radar, edition: Edition, publish: Publish
) -> tuple[FileEdit, ...]:
    """Return the files that close every open edition of a radar and open another.

    Raises:
        BadCall: there is such an edition, it is older than the newest, or a file is written in a
            way that does not let it be changed in one place.
    """
    settings = open_editions(tree, radar, [edition])
    unclosed = radar.editions[len(radar.closed) :]
    edits = [_with_id(tree, settings, radar), *_files(radar, unclosed, publish)]
    if radar.editions:  # else the first one is opened, and reasons stay beside their rings
        edits += _reasons(tree, radar, radar.newest)
    _check(tree, radar, edits, len(radar.editions))
    return tuple(edits)


def close_all(tree: Tree, radar: Radar, publish: Publish) -> tuple[FileEdit, ...]:
    """Return the files that close every edition of a radar but the newest.

    What the entries say of the newest becomes their plain `ring` and `note`.

    Raises:
        BadCall: there is nothing to close, or a file is written in a way that does not let it be
            changed in one place.
    """
    unclosed = radar.editions[len(radar.closed) : -1]
    if not unclosed:
        raise BadCall(
            "there is no edition to close: every edition but the newest is closed already"
        )
    edits = [*_files(radar, unclosed, publish), *_plain_rings(tree, radar)]
    settings = FileEdit(SETTINGS, tree.read(SETTINGS))
    if (changed := _with_id(tree, settings, radar)) != settings:
        edits.append(changed)
    _check(tree, radar, edits, len(radar.editions))
    return tuple(edits)


def _files(radar: Radar, unclosed: Sequence[Edition], publish: Publish) -> list[FileEdit]:
    closed = (publish(radar, edition.id) for edition in unclosed)
    return [FileEdit(file_of(each.id), write_edition(each).encode()) for each in closed]


def _with_id(tree: Tree, settings: FileEdit, radar: Radar) -> FileEdit:
    """Return the settings with the radar's id, which must not follow the title any more."""

    def change(text: str, locate: Locate) -> str:
        root = locate(text)
        if editing.find_value(root, "id"):
            return text
        return editing.add_pair(text, root, 0, "id", radar.id)

    return edit_file(Overlay(tree, settings), SETTINGS, change)


def _reasons(tree: Tree, radar: Radar, edition: str) -> Iterator[FileEdit]:
    """Yield the files of entries whose `note` moves under an edition in their history."""

    def change(edit: FileEdit, entry: Entry) -> FileEdit:
        return _move_reason(tree, edit, radar, entry, edition)

    return edit_entries(tree, radar, change)


def _move_reason(tree: Tree, edit: FileEdit, radar: Radar, entry: Entry, edition: str) -> FileEdit:
    def change(text: str, locate: Locate) -> str:
        table = locate(text)
        if editing.find_value(table, "note") is None:
            return text
        line = _line_of(radar, entry, edition)
        text = editing.remove_pair(text, table, "note")
        table = locate(text)
        note = line.note[UNSTATED] if set(line.note) == {UNSTATED} else dict(line.note)
        said: Mapping[str, str | Mapping[str, str]] = {"ring": line.ring or LEAVING, "note": note}
        history = editing.find_value(table, "history")
        if isinstance(history, Table):
            return editing.add_pair(text, history, len(history.pairs), edition, said)
        if table.flow:
            return editing.put_value(text, table, "history", {edition: said})
        return editing.add_lines(
            text, table, "ring", list(mapping_lines({"history": {edition: said}}))
        )

    return edit_file(Overlay(tree, edit), edit.name, change, entry)


def _line_of(radar: Radar, entry: Entry, edition: str) -> Placement:
    """Return the line of a history that gives the reason for the ring in an edition."""
    lines = [line for line in entry.history if line.edition in ("", edition) and line.note]
    if not lines:
        raise by_hand(entry.sources[radar.languages[0]])
    return lines[-1]


def _plain_rings(tree: Tree, radar: Radar) -> Iterator[FileEdit]:
    """Yield the files of entries whose line for the newest edition becomes a plain ring."""
    for entry in radar.entries:
        name = entry.sources.get(radar.languages[0], "")
        if not name.lower().endswith(".md") or entry.history[-1].edition != radar.newest:
            continue
        try:
            edit = edit_file(tree, name, lambda text, locate: _plain(text, locate(text)), entry)
        except BadCall:
            continue  # a line of a history says the same
        if edit.data != tree.read(name):
            yield edit


def _plain(text: str, table: Table) -> str:
    """Turn the last line of a history, which is that of the newest edition, into a plain ring."""
    history = editing.as_table(editing.find_value(table, "history"))
    key, value = history.pairs[-1]
    if table.flow or history.flow or editing.find_pair(value, "quadrant"):
        raise ValueError("this is not on several lines")
    lines = _dedent(text, value, table)
    if len(history.pairs) > 1:
        text = editing.remove_pair(text, history, key.text)
        return editing.add_lines(text, table, _before(table, "history"), lines)
    text = editing.add_lines(text, table, "history", lines)
    return editing.remove_pair(text, table, "history")


def _before(table: Table, key: str) -> str:
    keys = [name.text for name, _ in table.pairs]
    if not keys.index(key):
        raise ValueError(f"{key} comes first")
    return keys[keys.index(key) - 1]


def _dedent(text: str, value: object, table: Table) -> list[str]:
    """Return the lines of a value of a history as they are in a mapping that is not indented."""
    if isinstance(value, Scalar):
        return [f"ring: {text[value.start : editing.end_of(text, value)]}"]
    inner = editing.as_table(value)  # type: ignore[arg-type] # anything else is refused
    if inner.flow:
        pairs = ((k, text[v.start : editing.end_of(text, v)]) for k, v in inner.pairs)
        return [f"{key.text}: {written}" for key, written in pairs]
    start = text.rfind("\n", 0, inner.start) + 1
    written = text[start : editing.end_of(text, inner)]
    return [line[inner.column - 1 :] for line in written.splitlines()]


def _check(tree: Tree, radar: Radar, edits: Sequence[FileEdit], shown: int) -> None:
    """Refuse changes after which an edition is not what it was; `shown` is how many there are.

    Raises:
        BadCall: an edition would change.
    """
    before, after = timeline(radar), timeline(read_after_edit(tree, *edits))
    for edition in [each.id for each in radar.editions][:shown]:
        if set(map(_facts, before[edition])) != set(map(_facts, after[edition])):
            raise BadCall(f"nothing was written, because the edition {edition!r} would change")


def _facts(standing: Standing) -> tuple[object, ...]:
    ring, movement = standing.ring, standing.movement
    return (standing.entry.id, ring, standing.quadrant, standing.number, movement, standing.hidden)
