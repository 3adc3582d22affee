"""What templates print: words with their language, and the small things made of them.

Words that exist only in another language carry that language, so that a page can say so and a
screen reader can read them.

The line below an attribute is its meaning in `docs/templates.md`.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

_NONE = Markup()  # most words are in the language of their page


def _lang_attribute(language: str) -> Markup:
    return Markup(' lang="{}"').format(language) if language else _NONE


class Phrase(NamedTuple):
    """Words. As a condition, false where there are none."""

    words: str
    """The words as plain text."""
    language: str = ""
    """The language of the words, where it is not that of the page."""

    @property
    def lang_attribute(self) -> Markup:
        """The `lang` attribute for an element that holds the words, where it needs one."""
        return _lang_attribute(self.language)

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


class Prose(NamedTuple):
    """A Markdown text as HTML that is safe to print. As a condition, false where there is none."""

    html: Markup
    """The HTML."""
    language: str = ""
    """The language of the text, where it is not that of the page."""

    @property
    def lang_attribute(self) -> Markup:
        """The `lang` attribute for an element that holds the text, where it needs one."""
        return _lang_attribute(self.language)

    def __html__(self) -> str:
        return str(self.html)

    def __str__(self) -> str:
        return str(self.html)

    def __bool__(self) -> bool:
        return bool(self.html)


class RingOrQuadrant(NamedTuple):
    """A ring or a quadrant."""

    place: int
    """Its position from 0: rings from the innermost, quadrants clockwise. The classes `r0` … and
    `q0` … give an element its colour."""
    id: str
    """Its id."""
    name: Phrase
    """Its name."""
    description: Phrase
    """What it means."""


class EditionName(NamedTuple):
    """An edition, to be linked; both are empty for a radar without editions."""

    id: str
    """Its id, for `addresses.edition`."""
    name: str
    """What it is called."""


class EntryLink(NamedTuple):
    """An entry, to be linked."""

    id: str
    """Its id, for `addresses.entry`."""
    name: Phrase
    """Its name."""


class EntryRow(NamedTuple):
    """An entry as a line of a list."""

    id: str
    """Its id, for `addresses.entry`."""
    name: Phrase
    """Its name."""
    number: int
    """Its number in the picture; 0 where it has none."""
    movement: str
    """How it moved: `new`, `in`, `out`, `returned` or `unchanged`; empty where it has left."""
    movement_text: str
    """The same in words; empty where it did not move."""
    summary: Phrase
    """Its summary."""
    has_left: bool = False
    """Whether it is not on the radar any more."""


class RingRows(NamedTuple):
    """The entries in one ring of one quadrant."""

    ring: RingOrQuadrant
    """The ring."""
    rows: tuple[EntryRow, ...]
    """Its entries, in the order of their numbers."""

    @property
    def is_empty(self) -> bool:
        """Whether none of the entries is on the radar."""
        return all(row.has_left for row in self.rows)


class QuadrantRows(NamedTuple):
    """The entries of a quadrant, ring by ring."""

    quadrant: RingOrQuadrant
    """The quadrant."""
    rings: tuple[RingRows, ...]
    """Its rings, the innermost first."""

    @property
    def is_empty(self) -> bool:
        """Whether none of the entries is on the radar."""
        return all(ring.is_empty for ring in self.rings)

    @property
    def entry_count(self) -> int:
        """How many of the entries are on the radar."""
        return sum(not row.has_left for ring in self.rings for row in ring.rows)


class ArchiveRow(NamedTuple):
    """An entry that is not on the radar."""

    id: str
    """Its id, for `addresses.entry`."""
    name: Phrase
    """Its name."""
    quadrant: RingOrQuadrant
    """Its quadrant."""
    reason: str
    """Its last ring, and when it left or why it is not drawn, in words."""
    summary: Phrase
    """Its summary."""
    note: Phrase
    """The note of its last placement."""


class Alternative(NamedTuple):
    """An entry to take in the place of another."""

    id: str
    """Its id, for `addresses.entry`; empty where it has no page in this site."""
    name: Phrase
    """Its name."""
    ring: RingOrQuadrant | None
    """Its ring; none where it is only proposed, or not on this radar."""


class HistoryRow(NamedTuple):
    """One line of an entry's history."""

    edition: str
    """The name of the edition."""
    ring: RingOrQuadrant | None
    """The ring from that edition on; none where the entry left."""
    movement: str
    """How it moved: `new`, `in`, `out`, `returned`, `removed` or `unchanged`."""
    movement_text: str
    """The same in words; empty where it did not move."""
    note: Prose
    """The reason that the history gives."""


class LabelledLink(NamedTuple):
    """Words that may be a link."""

    href: str
    """The address; empty for words alone."""
    label: Phrase
    """The words."""
    iso_date: str = ""
    """The day that the words say, as YYYY-MM-DD; empty where they say none."""


class Detail(NamedTuple):
    """A fact beside the text of an entry."""

    label: Phrase
    """What the fact is: owner, tags, a field of the radar's own and the like, in words."""
    values: tuple[LabelledLink, ...]
    """The fact."""


class ChangeRow(NamedTuple):
    """An entry that moved in an edition."""

    id: str
    """Its id, for `addresses.entry`."""
    name: Phrase
    """Its name."""
    quadrant: RingOrQuadrant
    """Its quadrant."""
    transition: str
    """From where to where it moved, in words."""
    note: Prose
    """The reason that the history gives."""


class ChangePart(NamedTuple):
    """Entries that moved in the same way in an edition, all or those of one quadrant."""

    quadrant: RingOrQuadrant | None
    """Their quadrant; none where they are all."""
    changes: tuple[ChangeRow, ...]
    """The entries, by name."""


class ChangeGroup(NamedTuple):
    """The entries that moved in the same way in an edition."""

    movement: str
    """`new`, `in`, `out`, `returned`, `removed`, `renamed`, or `turned` for another quadrant."""
    title: str
    """The same in words."""
    changes: tuple[ChangeRow, ...]
    """The entries, by name."""
    counted: str
    """How many there are, in words."""

    @property
    def parts(self) -> tuple[ChangePart, ...]:
        """What is new, which may be much, quadrant by quadrant; else all in one."""
        if self.movement != "new":
            return (ChangePart(None, self.changes),)
        quadrants = sorted({change.quadrant for change in self.changes})
        return tuple(
            ChangePart(one, tuple(change for change in self.changes if change.quadrant == one))
            for one in quadrants
        )


class EditionSection(NamedTuple):
    """What happened in an edition."""

    id: str
    """Its id, for `addresses.edition`."""
    name: Phrase
    """Its name."""
    iso_date: str
    """Its date as YYYY-MM-DD; empty where it has none."""
    date: str
    """Its date in words."""
    text: Prose
    """Its text."""
    first_count: str
    """For the oldest edition, how many entries it has, in words; else empty."""
    groups: tuple[ChangeGroup, ...]
    """What moved: from ring to ring first, then what is new, what left last."""
    picture: Markup
    """From which ring to which entries moved, as SVG; empty where none did."""


class MatrixRun(NamedTuple):
    """Consecutive editions in which an entry had the same ring."""

    ring: RingOrQuadrant | None
    """The ring; none where the entry was not on the radar."""
    span: int
    """How many editions."""


class MatrixRow(NamedTuple):
    """An entry and its rings in all editions."""

    id: str
    """Its id, for `addresses.entry`."""
    name: Phrase
    """Its name."""
    runs: tuple[MatrixRun, ...]
    """Its rings, the newest edition first."""


class MatrixQuadrant(NamedTuple):
    """The entries of a quadrant in the matrix of entries and editions."""

    quadrant: RingOrQuadrant
    """The quadrant."""
    rows: tuple[MatrixRow, ...]
    """Its entries, by name."""


class FacetValue(NamedTuple):
    """One value to filter by."""

    value: str
    """The value, as in the address of a filtered page."""
    name: Phrase
    """What it is called."""
    entry_count: int
    """How many entries have it."""


class Facet(NamedTuple):
    """Something to filter by."""

    kind: str
    """`quadrant`, `ring`, `movement`, `tag`, `owner` or the id of a field of the radar's own."""
    title: Phrase
    """The same in words."""
    values: tuple[FacetValue, ...]
    """Its values."""


class Column(NamedTuple):
    """A column of the table of entries."""

    key: str
    """`number`, `name`, `quadrant`, `ring`, `movement`, `since`, `tag`, `owner`, `reviewed`
    or the id of a field of the radar's own."""
    title: Phrase
    """The same in words."""


class KeyMark(NamedTuple):
    """A mark of the picture and its meaning."""

    mark: Markup
    """The mark as SVG."""
    meaning: str
    """The movement that it stands for, in words."""


class MenuItem(NamedTuple):
    """A page in the menu."""

    file: str
    """Its file, for `addresses.page`."""
    label: str
    """What the menu calls it."""


class Translation(NamedTuple):
    """The same page in one of the radar's languages, that of the page among them."""

    language: str
    """The tag of the language."""
    name: str
    """What the language calls itself."""
    href: str
    """The address from here."""
    address: str
    """The absolute address, for search engines; as `href` where the site has no `base_url`."""


class Snippet(NamedTuple):
    """Text that puts the radar into another page."""

    id: str
    """The format, as `radar embed` calls it."""
    title: str
    """The name of the format."""
    text: str
    """The text."""


class PageSection(NamedTuple):
    """A page within the site as one file."""

    id: str
    """The id to which links lead."""
    html: Markup
    """What is in its `main`."""
