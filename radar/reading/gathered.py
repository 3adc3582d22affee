"""What was read from each file, before any of it is compared: settings, entries, translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from radar.editions.histories import WrittenHistory
from radar.prose.checking import LocatedText
from radar.reading.files import FileRole
from radar.reading.published.files import ReadEdition
from radar.reading.sheet import Axes, Sheet
from radar.words import Catalogue
from radar.yaml import LineColumn, Node, Place

START = LineColumn(1, 1)  # for a problem of the whole text of a file


class Settings(NamedTuple):
    """What `radar.yaml` says: fields of a `Radar`, what entries may refer to, entries in it.

    `pictures` are the keys that name one, such as `logo`; `languages` is where the languages stand.
    """

    fields: dict[str, Any]
    axes: Axes
    entries: Node | None
    pictures: Mapping[str, Node]
    languages: Place


@dataclass(slots=True)
class RawEntry:
    """One entry as it was written.

    `fields` are those of an `Entry`, or of a `Proposal`, as far as they could be read; `related`
    and `instead` hold words and their places, because whether they name something is seen when
    every entry is known. Where editions are closed, `written` is what the file says of rings,
    `lines` where, by edition; the history follows when every entry is known. `plain` is the ring
    that no edition is named for. `places` are those of its keys.
    """

    id: str
    at: Place
    sheet: Sheet
    fields: dict[str, Any]
    sound: bool
    written: WrittenHistory | None = None
    lines: Mapping[str, Place] = field(default_factory=dict)
    plain: str = ""
    related: list[tuple[Node, str]] = field(default_factory=list)
    instead: list[tuple[Node, str]] = field(default_factory=list)
    places: Mapping[str, Place] = field(default_factory=dict)
    is_proposal: bool = False
    bodies: dict[str, LocatedText] = field(default_factory=dict)

    @property
    def is_draft(self) -> bool:
        """Whether it is only shown while one writes."""
        return bool(self.fields.get("draft"))

    def place(self, *keys: str) -> Place:
        """Return where the first of these keys stands that is there, else where the entry does."""
        return next((self.places[key] for key in keys if key in self.places), self.at)


class Translation(NamedTuple):
    """The translation of an entry in a file of its own."""

    sheet: Sheet
    language: str
    fields: Mapping[str, Any]
    text: str
    body: LocatedText


@dataclass(slots=True)
class Gathered:
    """What all files say.

    `sheets` are the files, the settings first, and `roles` what each of them is for. `closed` are
    the closed editions that count, oldest first.
    """

    names: list[str]
    settings: Settings | None
    axes: Axes
    drafts: list[RawEntry]
    translations: list[tuple[str, Translation]]
    introduction: dict[str, str]
    bodies: dict[tuple[str, str], LocatedText]
    words: dict[str, Catalogue]
    sheets: list[Sheet]
    roles: list[FileRole]
    closed: list[ReadEdition] = field(default_factory=list)
