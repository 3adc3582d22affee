"""A question about technologies → answers, from a folder, a site or a radar.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from radar.answers.answering import Answer, answer_all, answer_document
from radar.answers.kept import keep_document, read_kept_register
from radar.answers.radar_file import FILE, data_file, read_document, unreadable
from radar.answers.register import Register, register_of
from radar.errors import BadCall
from radar.files.cache import WatchedTree
from radar.files.looking import find, is_file, is_folder
from radar.text import UNSTATED

if TYPE_CHECKING:
    from radar.model import Radar


class Answers(NamedTuple):
    """What a radar says of several names: `answers` in their order, and the radar's `register`.

    >>> from radar.model import Radar
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> type(ask("Rust", radar=ours)).__name__, ask("Rust", radar=ours).all_yes
    ('Answers', False)
    """

    register: Register
    answers: tuple[Answer, ...]

    @property
    def all_yes(self) -> bool:
        """Whether every name is known, decided on, and in a ring that was asked for."""
        return all(answer.is_yes for answer in self.answers)

    def documents(self, language: str = "") -> list[dict[str, Any]]:
        """Return the answers as data for JSON, words in one language."""
        return [answer_document(self.register, answer, language) for answer in self.answers]


def ask(*names: str, radar: Radar | str | Path | None = None, allow: Iterable[str] = ()) -> Answers:
    """Return what a radar says of technologies, each by its name, an alias or its id.

    `radar` is a `Radar`, its folder, a built site or a radar.json; by default the radar here or in
    ./entries, else the site here. `allow` are rings, by id, name or alias: then an answer says
    whether the technology is in one of them.

    >>> from radar.model import Entry, Radar
    >>> rust = Entry(name="Rust", quadrant="Languages", ring="Trial")
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
    >>> [answer.known for answer in ask("RUST", "Rast", radar=ours).answers]
    [True, False]

    Raises:
        BadCall: there is no radar, no such ring, or a name is empty.
        InvalidRadar: something is wrong with the entries.
    """
    register = load_register(radar)
    rings = [word.strip() for text in allow for word in text.split(",")]
    if any(not word for word in rings):
        raise BadCall("a ring is expected here, and this one is empty")
    return Answers(register, answer_all(register, names, rings))


def load_register(radar: Radar | str | Path | None = None) -> Register:
    """Return what a radar says, as far as questions are answered from it; see `ask`.

    Raises:
        BadCall: there is no radar.
        InvalidRadar: something is wrong with the entries.
    """
    if radar is not None and not isinstance(radar, str | Path):
        return register_of(document_of_radar(radar))
    place = Path(radar) if radar is not None else Path()
    if _is_data(place):
        return _read_register(place)
    folder = find(place if radar is not None else None)
    return read_kept_register(folder) or _read_folder(folder)


def _read_folder(folder: Path) -> Register:
    from radar.reading import read

    tree = WatchedTree(folder)
    document = document_of_radar(read(folder, tree).require_sound())
    keep_document(folder, tree, document)
    return register_of(document)


def document_of_radar(radar: Radar) -> Mapping[str, Any]:
    """Return what of a radar's radar.json questions are answered from."""
    unasked = {"__all__": {"text", "tags", "links", "fields", "related", "sources", "pin"}}
    closed = {"__all__": {"text", "picture", "amendments", "entries"}}
    every: Any = {"introduction": True, "closed": closed}  # pydantic's type for it is not exact
    return radar.model_dump(mode="json", exclude=every | {"entries": unasked, "proposals": unasked})


def _is_data(place: Path) -> bool:
    """Return whether a path is that of a radar.json, or of a site and of no radar's folder."""
    if is_folder(place):
        settings = (place / "radar.yaml", place / "entries" / "radar.yaml")
        return is_file(place / FILE) and not any(map(is_file, settings))
    return place.suffix.lower() == ".json"


def _read_register(place: Path) -> Register:
    file = data_file(place)
    document = read_document(file)
    try:
        return register_of(document)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable(file, "its radar is not sound") from None


def language_of(register: Register, word: str) -> str:
    """Return one of the radar's languages as the radar writes it, by default the first.

    Raises:
        BadCall: it has no such language.
    """
    for language in register.languages:
        if word.casefold() in ("", language.casefold()):
            return "" if language == UNSTATED else language
    raise BadCall(
        f"the radar has no language {word[:40]!r}; it has {', '.join(register.languages)}"
    )
