"""New editions written into radar.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from radar.editing.file_edit import FileEdit, are_alike, by_hand, edit_file, read_after_edit
from radar.errors import BadCall
from radar.files import Tree
from radar.files.looking import SETTINGS
from radar.model import Edition, Radar
from radar.naming import same_name
from radar.text import choose_words
from radar.yaml import Items, Table, editing


def open_editions(tree: Tree, radar: Radar, editions: Sequence[Edition]) -> FileEdit:
    """Return radar.yaml with more editions at the end; the caller reads the radar after all.

    Raises:
        BadCall: there is such an edition, or one is older than the one before it, or the file is
            written in a way that does not let it be changed in one place.
    """
    _check_editions(radar.editions, editions)
    new = [_edition_pairs(edition) for edition in editions]

    return edit_file(tree, SETTINGS, lambda text, locate: _with_editions(text, locate(text), new))


def open_edition(tree: Tree, radar: Radar, edition: Edition) -> FileEdit:
    """Return radar.yaml with one more edition at the end.

    Raises:
        BadCall: there is such an edition, or it is older than the newest, or the file is written
            in a way that does not let it be changed in one place.
    """
    edit = open_editions(tree, radar, [edition])
    found = read_after_edit(tree, edit)
    if found.newest != edition.id or not are_alike(found, radar, "editions"):
        raise by_hand(SETTINGS)
    return edit


def _edition_pairs(edition: Edition) -> dict[str, str]:
    found = {"id": edition.id}
    if title := choose_words(edition.own_name):
        found["name"] = title
    if edition.date:
        found["date"] = edition.date.isoformat()
    return found


def _check_editions(there: Iterable[Edition], new: Iterable[Edition]) -> None:
    """Refuse editions that are there already, or that are older than one before them."""
    taken: dict[str, str] = {}
    last: Edition | None = None
    for edition in there:
        taken |= dict.fromkeys(_words_of(edition), edition.id)
        last = edition if edition.date else last
    for edition in new:
        if same := next((taken[word] for word in _words_of(edition) if word in taken), None):
            raise BadCall(f"there is an edition {same!r} already")
        if last and last.date and edition.date and edition.date < last.date:
            raise BadCall(
                f"{edition.date} is before {last.date}, the date of the edition "
                f"{last.id!r}; editions are listed oldest first. Give another --date"
            )
        taken |= dict.fromkeys(_words_of(edition), edition.id)
        last = edition if edition.date else last


def _words_of(edition: Edition) -> set[str]:
    return {same_name(word) for word in (edition.id, *edition.name.values()) if word}


def _with_editions(text: str, root: Table, new: Sequence[Mapping[str, str]]) -> str:
    listed = editing.find_value(root, "editions")
    if isinstance(listed, Items) and listed.nodes:
        return editing.append_items(text, listed, new)
    return editing.put_list(text, root, "editions", new)
