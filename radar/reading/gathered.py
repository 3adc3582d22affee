"""What was read from each file, before any of it is compared: settings, entries, translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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

    `pictures` are the keys that name one, such as `logo`; `places` is where each key stands.
    """

    fields: dict[str, Any]
    axes: Axes
    entries: Node | None
    pictures: Mapping[str, Node]
    places: Mapping[str, Place]


@dataclass(slots=True)
class RawEntry:
    """One entry as it was written.

    `fields` are those of an `Entry`, or of a `Proposal`, as far as they could be read; `related`
    and `instead` hold words and their places, because whether they name something is seen when
    every entry is known. Where editions are closed, `written` is what the file says of rings,
    `lines` where, by edition; the history follows when every entry is known. `plain` is the ring
    that no edition is named for. `places` are those of its keys; `translated` are the sheets of its
    translations.
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
    translated: list[Sheet] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        """Whether it is only shown while one writes."""
        return bool(self.fields.get("draft"))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the files in which it is written."""
        return tuple(sheet.source for sheet in (self.sheet, *self.translated))

    def copy(self, sheet: Sheet) -> RawEntry:
        """Return the same entry on a sheet of its own; a check adds to what its fields hold."""
        fields = {key: _copy_dict(value) for key, value in self.fields.items()}
        bodies, translated = dict(self.bodies), list(self.translated)
        return replace(self, sheet=sheet, fields=fields, bodies=bodies, translated=translated)

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


def _copy_dict(value: Any) -> Any:
    return dict(value) if isinstance(value, dict) else value


@dataclass(slots=True)
class FileReading:
    """What the file of one entry or of its translation says, whatever other files say.

    `body` is its text, of the entry `id`, if the front matter is there at all.
    """

    sheet: Sheet
    role: FileRole
    id: str = ""
    draft: RawEntry | None = None
    translation: Translation | None = None
    body: LocatedText | None = None

    def copy(self, axes: Axes) -> FileReading:
        """Return the same for another build, which changes nothing of this one."""
        sheet = replace(self.sheet, axes=axes, found=self.sheet.found.copy())
        draft = self.draft.copy(sheet) if self.draft else None
        translation = self.translation._replace(sheet=sheet) if self.translation else None
        return replace(self, sheet=sheet, draft=draft, translation=translation)


@dataclass(slots=True)
class Gathered:
    """What all files say.

    `sheets` are the files, the settings first, and `roles` what each of them is for. `closed` are
    the closed editions that count, oldest first. `frame` stands for all that the file of an entry
    is read by, and is the same in the next build where that is equal; None where it is
    wrong, or nothing is kept.
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
    frame: object = None

    def add(self, reading: FileReading) -> None:
        """Add what the file of one entry or of its translation says."""
        self.sheets.append(reading.sheet)
        self.roles.append(reading.role)
        if reading.body:
            self.bodies[reading.id, self.axes.languages[0]] = reading.body
        if reading.draft:
            self.drafts.append(reading.draft)
        if reading.translation:
            self.translations.append((reading.id, reading.translation))
