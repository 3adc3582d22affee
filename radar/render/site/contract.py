"""What a theme may rely on: the variables and blocks of each template.

A page is rendered from the values in `TEMPLATES`, one object for each class there; every attribute
is a variable of the template. `docs/templates.md` is written from this module. Tests compare both,
and the templates that come with the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from markupsafe import Markup

from radar.model import Entry
from radar.render.site.addresses import Addresses
from radar.render.site.values import (
    Alternative,
    ArchiveRow,
    Column,
    Detail,
    EditionName,
    EditionSection,
    EntryLink,
    Facet,
    HistoryRow,
    KeyMark,
    LabelledLink,
    MatrixQuadrant,
    MenuItem,
    PageSection,
    Phrase,
    Prose,
    QuadrantRows,
    RingOrQuadrant,
    Snippet,
    Translation,
)
from radar.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages of one language have in common."""

    title: str
    """The title of the radar."""
    language: str
    """The tag of the language."""
    right_to_left: bool
    """Whether the language is written from right to left."""
    menu: tuple[MenuItem, ...]
    """The pages of the menu."""
    editions: tuple[EditionName, ...]
    """The editions, the oldest first."""
    sheets: tuple[str, ...]
    """The style sheets of the theme, for `addresses.asset`."""
    logo: str
    """The path of the logo, for `addresses.media`; empty where there is none."""
    favicon: str
    """The path of the radar's own icon, for `addresses.media`; empty where there is none."""
    footer_links: tuple[LabelledLink, ...]
    """The links in the footer, the imprint first."""
    has_feed: bool
    """Whether there is a feed."""
    has_embed: bool
    """Whether there is a page with snippets for wikis."""
    is_served: bool
    """Whether `radar serve` shows the page, which is then reloaded after a change."""
    is_bare: bool
    """Whether pages have no frame, for `radar build --fragment`."""
    is_part: bool
    """Whether the page is one language of a single file: only its body is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page."""

    file: str
    """Its path below the folder of its language."""
    title: str
    """Its title, with that of the radar."""
    description: str
    """What previews of links say of it; may be empty."""
    translations: tuple[Translation, ...]
    """The page in all languages; empty where there is only one."""
    address: str
    """Its absolute address; empty where the site has no `base_url`."""
    card: str
    """The address of a picture for previews of links, absolute with `base_url`; may be empty."""
    footer: Prose
    """The footer of the radar."""


@dataclass(frozen=True, slots=True)
class Frame:
    """On every page."""

    words: Words
    """The words of the interface."""
    site: Site
    """What the pages of one language have in common."""
    page: Page
    """This page."""
    addresses: Addresses
    """The addresses of other pages, from this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarValues:
    """The radar and its list, as of one edition."""

    edition: EditionName
    """The edition."""
    counts: str
    """How many entries it has, and how they moved, in words."""
    rings: tuple[RingOrQuadrant, ...]
    """The rings of the radar, the innermost first."""
    groups: tuple[QuadrantRows, ...]
    """The list of entries."""
    picture: Markup
    """The picture as SVG."""
    growth_class: str
    """The class that says how far marks may grow on a small screen: `grown-2`, `grown-3` …"""
    key: tuple[KeyMark, ...]
    """The key of the picture."""
    unmarked: str
    """The movement of most entries, whose mark is the plain one: `unchanged` or `new`."""
    numbered: Mapping[str, bool]
    """The entries that are numbers in the picture: by id, whether in windows of every size."""
    heading: Phrase
    """The heading."""
    lead: Phrase
    """The line below the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPage:
    """The first page: the newest edition."""

    status: str
    """The name of the edition and its counts, in words."""
    introduction: Prose
    """The text of `index.md`."""
    facets: tuple[Facet, ...]
    """What entries can be filtered by."""
    columns: tuple[Column, ...]
    """The columns of the table."""
    has_archive: bool
    """Whether there are entries off the radar."""
    data: Mapping[str, Any]
    """The data for the scripts: `PageData` in `assets/radar.js`. Print it by the filter `json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """The page of an edition."""

    text: Prose
    """The text of the edition."""
    is_newest: bool
    """Whether it is the newest edition."""
    amendments: tuple[str, ...] = ()
    """What of it was corrected after it was published, in words, with the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """The page of an entry."""

    entry: Entry
    """The entry as it was read, `radar.Entry` in Python: for themes that need more."""
    name: Phrase
    """Its name."""
    summary: Phrase
    """Its summary, empty where its text begins with it."""
    text: Prose
    """Its text."""
    text_language: str
    """What the language of the text calls itself."""
    quadrant: RingOrQuadrant
    """Its quadrant."""
    ring: RingOrQuadrant | None
    """Its ring; none where it is not on the radar."""
    last_ring: RingOrQuadrant | None
    """The last ring that it was in."""
    movement: str
    """How it moved: `new`, `in`, `out`, `returned`, `unchanged` or `removed`."""
    movement_text: str
    """The same in words, with the edition; may be empty."""
    note: Prose
    """The note of its newest placement."""
    instead: tuple[Alternative, ...]
    """What to take in its place."""
    leave_by: str
    """The last day of its use, in words; else empty."""
    proposed: str
    """The ring that is proposed for it, by whom and since when, in words; else empty."""
    proposed_note: Prose
    """Why it is proposed."""
    is_draft: bool
    """Whether it is a draft, which `radar serve` alone shows."""
    is_hidden: bool
    """Whether it is never drawn."""
    overdue: str
    """The notice that it was not reviewed for too long, in words; else empty."""
    steps: tuple[HistoryRow, ...]
    """Its history, the newest first."""
    links: tuple[LabelledLink, ...]
    """Its links."""
    details: tuple[Detail, ...]
    """The facts beside its text."""
    small_radar: Markup
    """Where it stands, as a small SVG."""
    rings: tuple[RingOrQuadrant, ...]
    """All rings, the innermost first."""
    small_path: Markup
    """Its way through the editions, as a small SVG with a row for each ring; empty with fewer
    than two editions."""
    first_edition: str
    """The name of the oldest edition."""
    last_edition: str
    """The name of the newest edition."""
    edit_address: str
    """Where its file can be edited; empty without `edit_url`."""
    previous: EntryLink | None
    """The entry before it in the list."""
    next: EntryLink | None
    """The entry after it in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """The page of a proposal, which is not on the radar."""

    name: Phrase
    """Its name."""
    summary: Phrase
    """Its summary, empty where its text begins with it."""
    text: Prose
    """Its text."""
    text_language: str
    """What the language of the text calls itself."""
    quadrant: RingOrQuadrant
    """Its quadrant."""
    proposed: str
    """The ring that is proposed, by whom and since when, in words."""
    proposed_note: Prose
    """Why it is proposed."""
    instead: tuple[Alternative, ...]
    """What to take in its place."""
    is_draft: bool
    """Whether it is a draft, which `radar serve` alone shows."""
    links: tuple[LabelledLink, ...]
    """Its links."""
    details: tuple[Detail, ...]
    """The facts beside its text."""
    edit_address: str
    """Where its file can be edited; empty without `edit_url`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """The page at an address that an entry had before."""

    name: Phrase
    """The name of the entry."""
    href: str
    """Its address from here."""
    address: str
    """Its absolute address; empty where the site has no `base_url`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """The page for what is not there, which a server shows at any depth."""

    style: Markup = Markup()
    """All style sheets, where the site has no `base_url`; else empty, and they are linked."""
    scripts: tuple[Markup, ...] = ()
    """The scripts of such a page, for its head; the last one finds the way home."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """The changes, edition by edition."""

    sections: tuple[EditionSection, ...]
    """The editions, the newest first."""
    matrix: tuple[MatrixQuadrant, ...]
    """Every entry and its rings in all editions; empty with fewer than two editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """Entries that are not on the radar, or that are proposed for it."""

    rows: tuple[ArchiveRow, ...]
    """The entries, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage:
    """The snippets that put the radar into other pages."""

    snippets: tuple[Snippet, ...]
    """One for each format."""
    is_absolute: bool
    """Whether their addresses work everywhere, as they do with a `base_url`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguagePart:
    """One language of a single file."""

    sections: tuple[PageSection, ...]
    """The other pages."""
    texts: Mapping[str, Any]
    """The words of the texts by id of entry, for the search. Print it with the filter `json`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleFile:
    """The site as one file."""

    languages: tuple[Markup, ...]
    """What the body has of each language."""
    style: Markup
    """All style sheets."""
    scripts: tuple[Markup, ...]
    """The scripts; the first belongs into the head, the others to the end of the body."""
    policy: str
    """The Content-Security-Policy, which allows just these styles and scripts."""


TEMPLATES: Mapping[str, tuple[type, ...]] = {
    "index.html.j2": (Frame, RadarValues, FirstPage),
    "edition.html.j2": (Frame, RadarValues, EditionPage),
    "entry.html.j2": (Frame, EntryPage),
    "proposal.html.j2": (Frame, ProposalPage),
    "proposals.html.j2": (Frame, ArchivePage),
    "redirect.html.j2": (Frame, RedirectPage),
    "changes.html.j2": (Frame, ChangesPage),
    "archive.html.j2": (Frame, ArchivePage),
    "embed.html.j2": (Frame, EmbedPage),
    "404.html.j2": (Frame, MissingPage),
    "single.html.j2": (Frame, SingleFile),
    "language.html.j2": (Frame, RadarValues, FirstPage, LanguagePart),
}

# template → block → what is in it; a template that extends another has its blocks too
BLOCKS: Mapping[str, Mapping[str, str]] = {
    "page.html.j2": {
        "title": "the text of `title`",
        "head": "icon, style sheets and scripts",
        "scripts": "the scripts of this kind of page",
        "body_class": "the class of `body`",
        "body": "all that is in `body`",
        "skip": "the links past the menu, which the keyboard reaches first",
        "header": "the links past the menu, and the header with menu, languages and light or dark",
        "main": "what is in `main`; the only block that a page without a frame has",
        "footer": "the footer",
        "body_end": "the end of `body`",
    },
    "radar.html.j2": {
        "status": "what is said of the edition, below the heading",
        "slider": "the slider through the editions, below the picture",
        "tools": "search, filters and table, above the list",
        "after_list": "what follows radar and list",
    },
    "entry.html.j2": {
        "article": "the entry",
        "text": "its text, and the notice that it is not translated",
        "neighbours": "the links to the entries before and after it",
    },
    "proposal.html.j2": {
        "article": "the proposal",
        "text": "its text, and the notice that it is not translated",
    },
}


def variables(*values: object) -> dict[str, object]:
    """Return the variables of a template: the attributes of all `values`, by name."""
    return {
        field.name: getattr(one, field.name)
        for one in values
        for field in fields(one)  # type: ignore[arg-type] # each is a dataclass of this module
    }


def variable_names(classes: tuple[type, ...]) -> frozenset[str]:
    """Return the names of the variables that values of these classes give a template."""
    return frozenset(field.name for one in classes for field in fields(one))
