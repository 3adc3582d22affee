"""Closed editions and the files of entries, brought together: one history for every entry.

What an entry says of a closed edition has to agree with it; entries that stand in closed editions
alone are kept, and told as having left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from radar.editions import file_of
from radar.editions.histories import (
    Contradiction,
    Published,
    WrittenHistory,
    find_contradictions,
    merge_history,
)
from radar.model import (
    ClosedEdition,
    Entry,
    Identities,
    Placement,
    PublishedEntry,
    Quadrant,
    Ring,
    identify,
    match_axis,
)
from radar.naming import search_key
from radar.reading.gathered import Gathered, RawEntry
from radar.reading.sheet import quote
from radar.yaml import LineColumn


class _Draft(NamedTuple):
    """What an entry of today answers to."""

    id: str
    aliases: Sequence[str]


class _Editions(NamedTuple):
    """The editions of a radar; of those that are closed, today's ids of their axes as well."""

    ids: Sequence[str]
    closed: Sequence[ClosedEdition]
    rings: Sequence[Mapping[str, str]]
    quadrants: Sequence[Mapping[str, str]]

    def find_published(self, rows: Mapping[int, PublishedEntry]) -> Mapping[int, Published]:
        """Return where an entry stood, by the place of the edition."""
        return {
            place: Published(self.rings[place][row.ring], self.quadrants[place][row.quadrant])
            for place, row in rows.items()
        }


def merge_histories(drafts: Sequence[RawEntry], gathered: Gathered) -> list[Entry]:
    """Give every entry its whole history; return the entries that have no file any more."""
    if not gathered.axes.closed or not gathered.settings:
        return []
    editions = _editions(gathered)
    called = [_Draft(draft.id, draft.fields.get("aliases", ())) for draft in drafts]
    identities = identify(tuple(enumerate(editions.closed)), called)
    _report_clashes(identities, gathered)
    for draft in drafts:
        rows = editions.find_published(identities.rows.get(draft.id, {}))
        if draft.written:
            _merge(draft, draft.written, rows, editions)
    departed = [_make_departed_entry(id_, identities, editions) for id_ in identities.departed]
    _offer_aliases(drafts, departed, identities, gathered)
    return departed


def _editions(gathered: Gathered) -> _Editions:
    axes, fields = gathered.axes, gathered.settings.fields if gathered.settings else {}
    closed = [read.edition for read in gathered.closed]
    rings = [Ring.model_validate(ring) for ring in fields.get("rings", ())]
    quadrants = [Quadrant.model_validate(each) for each in fields.get("quadrants", ())]
    return _Editions(
        list(axes.editions.ids) if axes.editions else [],
        closed,
        [match_axis(edition.rings, rings) for edition in closed],
        [match_axis(edition.quadrants, quadrants) for edition in closed],
    )


def _merge(
    draft: RawEntry, written: WrittenHistory, rows: Mapping[int, Published], editions: _Editions
) -> None:
    """Replace the history of an entry; what contradicts a closed edition is reported."""
    for wrong in find_contradictions(written, rows, len(editions.closed)):
        _report_contradiction(draft, wrong, editions)
    history = merge_history(editions.ids, len(editions.closed), rows, written)
    all_read = len(editions.closed) == len(draft.sheet.axes.closed)
    if not history and written.plain and draft.sound and all_read:
        message = "the entry cannot be removed: it was never on the radar"
        hint = "give it a ring, or delete the file"
        draft.sheet.report(draft.at, "history-removed", message, hint)
    elif all_read:
        _report_leavings(draft, written, history, rows, editions)
    draft.sound = draft.sound and bool(history)
    draft.fields["history"] = history


def _report_leavings(
    draft: RawEntry,
    written: WrittenHistory,
    history: Sequence[Placement],
    rows: Mapping[int, Published],
    editions: _Editions,
) -> None:
    """Report the lines by which an entry leaves that was not there: their reasons are for nothing.

    A plain `ring: removed` may stand in every edition after the one in which the entry left.
    """
    left = {line.edition for line in history if line.ring is None}
    plain = [written.plain] if written.plain and written.plain.note else []
    for line in (*written.lines, *plain):
        edition = editions.ids[line.place]
        if line.ring is not None or edition in left or line.place in rows:
            continue
        order = editions.ids.index
        before = any(each.ring and order(each.edition) < line.place for each in history)
        what = "was removed already" if before else "was never placed before"
        message = f"the entry cannot be removed in {quote(edition)}: it {what}"
        hint = "write the reason into its `history`, under the edition in which it left"
        at = draft.lines.get(edition, draft.at)
        draft.sheet.report(at, "history-removed", message, hint if before else "")


def _report_contradiction(draft: RawEntry, wrong: Contradiction, editions: _Editions) -> None:
    edition = editions.ids[wrong.line.place]
    at = draft.lines.get(edition, draft.at)
    row = wrong.published
    said = _standing(wrong.line.ring, wrong.line.quadrant)
    there = f"{_standing(row.ring, row.quadrant)}" if row else "not on the radar"
    message = (
        f"this says {said} in {quote(edition)}; as published in {file_of(edition)}, it is {there}"
    )
    option = f"--ring {wrong.line.ring or 'removed'}"
    if row and row.ring == wrong.line.ring:
        option = f"--quadrant {wrong.line.quadrant}"
    hint = f"correct this line, or what was published: radar amend {edition} {draft.id} {option}"
    draft.sheet.report(at, "contradicts-edition", message, hint)


def _standing(ring: str | None, quadrant: str | None) -> str:
    if ring is None:
        return "not on the radar"
    return f"{ring} in {quadrant}" if quadrant else ring


def _make_departed_entry(id_: str, identities: Identities, editions: _Editions) -> Entry:
    """Return an entry of closed editions that has no file any more."""
    rows = identities.rows[id_]
    last = rows[max(rows)]
    history = merge_history(editions.ids, len(editions.closed), editions.find_published(rows), None)
    return Entry(id=id_, name=last.name, history=history, hidden=last.hidden, departed=True)


def _report_clashes(identities: Identities, gathered: Gathered) -> None:
    for clash in identities.clashes:
        read = next(read for read in gathered.closed if read.edition.id == clash.edition)
        one, other = clash.rows
        line = _line_of(read.sheet.source, other)
        message = (
            f"{quote(one)} and {quote(other)} would both be today's entry {quote(clash.entry)}"
        )
        alias = one if other == clash.entry else other
        hint = f"take the alias {quote(alias)} out of the entry's file"
        read.sheet.report(LineColumn(line, 1), "same-entry", message, hint)


def _line_of(source: str, row: str) -> int:
    start = f'["{row}",'
    lines = source.split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.startswith(start)), 1)


def _offer_aliases(
    drafts: Iterable[RawEntry],
    departed: Iterable[Entry],
    identities: Identities,
    gathered: Gathered,
) -> None:
    """Note the new entries that may be ones that have left, under another name."""
    newest = len(gathered.closed) - 1
    gone = {entry.id: entry for entry in departed if newest in identities.rows[entry.id]}
    new = [draft for draft in drafts if draft.sound and draft.id not in identities.rows]
    for draft in new:
        for id_ in _candidates(draft, gone, len(new)):
            message = f"this is new, and {quote(id_)} of the last edition has no file any more"
            hint = f"if it is the same under another name, write `aliases: [{id_}]`"
            draft.sheet.report(draft.at, "renamed-entry", message, hint, "note")


def _candidates(draft: RawEntry, gone: Mapping[str, Entry], new: int) -> Iterator[str]:
    """Yield the entries that left which this one may be: alike by name, or the only one there."""
    quadrant = draft.fields["history"][-1].quadrant
    names = {search_key(word) for word in (draft.id, *draft.fields.get("name", {}).values())}
    for id_, entry in gone.items():
        others = {search_key(word) for word in (id_, *entry.name.values())}
        is_only = new == len(gone) == 1 and entry.history[-1].quadrant == quadrant
        if names & others or is_only:
            yield id_
