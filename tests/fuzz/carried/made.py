"""Sources of an import, made at random, and what must become of every word in them.

Each text has words that nothing else says (`zq17x`). After the import, each of them is in a file
of the radar, or in the report, or its row was left out with its place, or the report names the
heading or key under which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from radar.errors import BadCall
from radar.exchange.conversion import Imported, import_bundle
from radar.exchange.exporting.own_form import write_form
from radar.exchange.toolkit.draft import ImportOptions
from radar.exchange.toolkit.report import ROWS, Finding, SourcePlace
from radar.exchange.toolkit.sources import Bundle, read_as_text

RINGS = ("Adopt", "Trial", "Assess", "Hold")
QUADRANTS = ("Techniques", "Platforms", "Tools", "Languages & Frameworks")

_TEXTS = (
    "{0}",
    "{0}",
    "{0} runs. It {1}, too.",
    "**{0}**, and *{1}*",
    "# {0}\n\n{1} words.\n\n- {2}",
    "[{0}](https://{1}.example/)",
    "<{0}@mail.example>, https://{1}.example/a?b=c&d",
    "![{0}](there.png)",
    "```sh\n# {0}\n```",
    "    {0}",
    '"{0}" he said',
    "{0}\x0b{1}",
    "[[{0}]] and [[x|{1}]]",
    "| {0} | b |\n|---|---|\n| {1} | c |",
    "> [!NOTE]\n> {0}",
    "{0}: #{1}",
    "'{0}",
    "={0}",
    "{0} \\| {1}\\",
    "a\u2028{0}\u00a0{1}",
    "{0}[^1]\n\n[^1]: {1}",
    "{0}\n===\n{1}\n---",
    "1. {0}\n2. {1}",
    "***\n{0}\n---",
    "  {0}  \n\n\n\n  {1}",
)
_HTML = (
    "<p>{0}</p><p>{1}</p>",
    "<b>{0}</b> & <i>{1}</i> &amp; {2}",
    '<a href="https://{0}.example">{1}</a>',
    "<ul><li>{0}</li><li>{1}<ul><li>{2}</li></ul></li></ul>",
    "<table><tr><th>{0}</th></tr><tr><td>{1}<br>{2}</td></tr></table>",
    "<h1>{0}</h1>{1}<br/>{2}",
    "a <b>{0}",
    "{0} < {1} > {2}",
    "<pre><code># {0}</code></pre>",
    "<details><summary>{0}</summary>{1}</details>",
    "x<sup>{0}</sup><sub>{1}</sub>",
    '<img src="there.png" alt="{0}">',
    "<font color=red>{0}</font><unknown>{1}</unknown>",
    "<p>{0}<p>{1}</div></p>",
    "<blockquote>{0}</blockquote><hr>{1}",
)
WHOLE_FILE = -1
"""The line of a row that is a file of its own."""

WRONG = ("", "?", "null", "2024-02-30", "-7", "99", "1e9", "maybe", "[]", "03/04/2026")


class Claim(NamedTuple):
    """A word of a source: where it stands, and what names it if it is not carried."""

    word: str
    headings: tuple[str, ...] = ()
    row: SourcePlace | None = None


@dataclass(slots=True)
class Source:
    """Files, the words in them, and the places of their rows.

    `plain` says what is in a file whose bytes do not show it, by its path.
    """

    format: str
    files: dict[str, bytes] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    rows: list[SourcePlace] = field(default_factory=list)
    plain: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Maker:
    """Makes words and texts that are said once; `row` and `headings` are where they will stand."""

    random: Random
    source: Source
    row: SourcePlace | None = None
    headings: tuple[str, ...] = ()
    count: int = 0

    def word(self) -> str:
        """Return a new word, which has to be carried or reported."""
        self.count += 1
        word = f"zq{self.count}x"
        self.source.claims.append(Claim(word, self.headings, self.row))
        return word

    def chance(self, one_in: int) -> bool:
        """Return true once in so many times."""
        return self.random.randrange(one_in) == 0

    def choose(self, things: Sequence[Any]) -> Any:
        """Return one of them."""
        return self.random.choice(things)

    def text(self, *, html: bool = False) -> str:
        """Return a text with new words in it."""
        return self.fill(self.choose(_HTML if html else _TEXTS))

    def fill(self, form: str) -> str:
        """Return a text with a new word in each place of it."""
        return re.sub(r"\{\d?\}", lambda _: self.word(), form)

    def url(self) -> str:
        """Return an address, or once in a while what is none."""
        form = self.choose(
            ("https://{0}.example/", "https://a.example/{0}", "mailto:{0}@a.example")
        )
        return self.fill("{0} no address" if self.chance(8) else form)

    def under(self, *headings: str) -> Maker:
        """Set what names the words that are made next."""
        self.headings = headings
        return self


def check_carried(source: Source) -> Imported | None:
    """Import a source and raise if a row is not accounted for, or a word is lost in silence."""
    bundle = make_bundle(source)
    try:
        imported = import_bundle(bundle, ImportOptions(**source.options), source.format)
    except BadCall:
        return None  # the whole call was refused, with its reason
    report = imported.report
    assert report.adds_up, report.sum
    placed = {tuple(f.place[:2]) for f in report.findings if f.kind in ROWS or f.code == "total"}
    left = {
        tuple(f.place) for f in report.findings if f.kind == "reported" or f.code == "other-files"
    }
    strays = " ".join(f.message for f in report.findings if f.code == "other-files")
    left |= {(path, 0, "") for path in source.files if path in strays}
    for row in source.rows:
        there = {(row.path, line) for path, line in placed if path == row.path}
        there = there if row.line == WHOLE_FILE else {tuple(row[:2]), (row.path, 0)}
        assert there & placed, f"what became of the row at {row}?"
    written = {**write_form(imported.radar), **imported.files} if imported.radar else {}
    said = b"\n".join(written.values()).decode("utf-8", "replace") + "\n".join(written)
    told = "\n".join(finding.message for finding in report.findings)
    texts = {p: source.plain.get(p) or data.decode() for p, data in source.files.items()}
    read = "\n".join(texts.values())
    for claim in source.claims:
        if claim.word not in read:
            continue  # its cell was cut off again
        if not imported.radar and not claim.row:
            continue  # nothing was made, which the report says
        if claim.word in said or claim.word in told:
            continue
        if claim.row and _is_left_out(claim.row, left):
            continue
        holders = {path for path, text in texts.items() if claim.word in text}
        if all((path, 0, "") in left for path in holders):
            continue
        if any(_names(finding, claim) for finding in report.findings):
            continue
        raise AssertionError(f"{claim} is neither carried nor reported")
    return imported


def make_bundle(source: Source) -> Bundle:
    """Return the files of a source as they are gathered from a folder."""
    notes: list[Finding] = []
    pairs = sorted(source.files.items())
    files = {path: read_as_text(path, data, "", notes) for path, data in pairs}
    return Bundle(Path("nowhere"), files, notes=tuple(notes))


def _names(finding: Finding, claim: Claim) -> bool:
    """Return whether a finding is about a whole column, or about that of a row."""
    same = claim.row is not None and _is_in(finding.place, claim.row)
    heading = finding.code in ("column", "unknown-key", "settings") or same
    return heading and any(repr(word)[1:-1][:60] in finding.message for word in claim.headings)


def _is_in(place: SourcePlace, row: SourcePlace) -> bool:
    """Return whether a place is in a row: on its line, or below its path in the document."""
    if place.path != row.path:
        return False
    if row.line == WHOLE_FILE:
        return True
    return f"{place.where}.".startswith(f"{row.where}.") if row.where else place.line == row.line


def _is_left_out(row: SourcePlace, left: set[tuple[Any, ...]]) -> bool:
    """Return whether a row, or the whole document that it is in, was reported."""
    for path, line, where in left:
        if path != row.path:
            continue
        if _is_in(SourcePlace(path, line, where), row):
            return True
        if not line and not where:
            return True
    return False
