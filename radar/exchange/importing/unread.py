"""What could not be read, and so proves nothing: nobody has left because of it.

In a source that lists everything, an entry that an edition does not list has left. A row that was
left out may have been that entry, and a file of which nothing was read may have listed them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from radar.exchange.toolkit.draft import Draft, fold
from radar.exchange.toolkit.report import Finding, SourcePlace
from radar.exchange.toolkit.sources import Bundle

_MOST_ROWS = 50  # of an edition that are compared with names; with more, it may be any name
_MOST_LINES = 50  # of a row; a row of more is taken to hold any name


@dataclass(frozen=True, slots=True)
class UnreadRows:
    """The rows of each edition that were left out, as words without blanks and signs.

    `rows` is by the id of the edition, '' for those whose edition is not known. `names` are the
    names of all entries.
    """

    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def may_hold(self, edition: str, names: Iterable[str]) -> bool:
        """Return whether an entry with one of the names may be in a row that was left out.

        A row that holds the name of another entry is about that one.
        """
        rows = [*self.rows.get(edition, ()), *self.rows.get("", ())]
        if len(rows) > _MOST_ROWS:
            return True
        own = {fold(name) for name in names}
        return any(_holds(row, own) or not _holds(row, self.names) for row in rows)


def _holds(row: str, names: Iterable[str]) -> bool:
    return any(name in row for name in names)


def find_unread_rows(draft: Draft, bundle: Bundle) -> UnreadRows:
    """Return the rows that were left out so far; call it before rows are grouped."""
    reported = [finding for finding in draft.findings if finding.kind == "reported"]
    if not reported or not draft.complete:
        return UnreadRows()
    rows: dict[str, list[str]] = {}
    own = {edition.id for edition in draft.editions}
    for place, text in _texts(draft, bundle, reported):
        dated = draft.dated.editions.get(place.path)
        edition = dated.id if dated and dated.id in own else ""
        rows.setdefault(edition, []).append(text)
    return UnreadRows(rows, frozenset(fold(row.name) for row in draft.rows))


def _texts(
    draft: Draft, bundle: Bundle, reported: Sequence[Finding]
) -> Iterator[tuple[SourcePlace, str]]:
    """Yield the place and the words of each row: its lines, up to where the next row begins."""
    starts: dict[str, set[int]] = {}
    for place in (*(row.place for row in draft.rows), *(finding.place for finding in reported)):
        starts.setdefault(place.path, set()).add(place.line)
    after = {path: _next_starts(sorted(lines)) for path, lines in starts.items()}
    lines: dict[str, list[str]] = {}
    for finding in reported:
        path, line, _ = finding.place
        if path not in lines:
            lines[path] = bundle.read(path).text.splitlines() if path in bundle.files else []
        end = after[path][line] - 1 or len(lines[path])
        cut = lines[path][max(0, line - 1) : end] if line else []
        yield finding.place, _words(cut) if len(cut) <= _MOST_LINES else ""


def _next_starts(lines: Sequence[int]) -> Mapping[int, int]:
    """Return the line after each at which the next row begins, 1 after the last."""
    return dict(zip(lines, [*lines[1:], 1], strict=True))


def _words(lines: Iterable[str]) -> str:
    """Return a text as `fold` makes names, of any length."""
    return "".join(fold(part) for line in lines for part in re.findall(".{1,900}", line))


def drop_unread_editions(draft: Draft) -> None:
    """Take out the editions whose files say nothing that could be read, and say so."""
    read = {row.place.path for row in draft.rows}
    reported = {finding.place.path for finding in draft.findings if finding.kind == "reported"}
    unread = {
        edition.id: path
        for path, edition in draft.dated.editions.items()
        if path in reported and path not in read
    }
    still = {draft.dated.editions[path].id for path in read & draft.dated.editions.keys()}
    for edition in draft.editions:
        if edition.id in unread and edition.id not in still:
            message = f"nothing of it could be read; there is no edition {edition.id!r}"
            draft.say("noted", SourcePlace(unread[edition.id]), "unread", message)
    gone = unread.keys() - still
    draft.editions = [edition for edition in draft.editions if edition.id not in gone]
