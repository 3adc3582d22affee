"""The pages of one language as Markdown, each beside the HTML page of the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from radar.history import Standing, path
from radar.model import Described, Edition, Entry, Proposal
from radar.prose.inert import inert_markdown
from radar.render.markdown.writing import (
    document,
    entry_lines,
    fact,
    file_of,
    heading,
    link,
    page_link,
)
from radar.render.site.context import PageContext
from radar.render.site.proposals import alternatives, describe_proposal
from radar.safety.markup import CommonMark
from radar.telling import TOLD, title

_ENTRIES = "entries/"
"""The folder of the pages of entries, below that of their language."""
_Lines = Iterator[str]


def markdown_pages(context: PageContext) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield the path of every page below its language's root, and what makes its text."""

    def page(name: str, lines: Callable[[], _Lines]) -> tuple[str, Callable[[], str]]:
        return file_of(name), lambda: document(lines())

    radar = context.radar
    yield page("index", partial(_index, context))
    for entry in radar.entries:
        yield page(f"{_ENTRIES}{entry.id}", partial(_entry, context, entry))
    for proposal in radar.proposals:
        yield page(f"{_ENTRIES}{proposal.id}", partial(_proposal, context, proposal))
    for edition in radar.editions:
        yield page(f"editions/{edition.id}", partial(_edition, context, edition))
    if radar.editions:
        yield page("changes", partial(_changes, context))
    if gone := context.off_radar():
        yield page("archive", partial(_list, context, "menu_archive", "archive_lead", gone))
    every: tuple[Entry | Proposal, ...] = (*radar.entries, *radar.proposals)
    if proposed := [each for each in every if each.proposed]:
        yield page("proposals", partial(_list, context, "proposals", "proposals_lead", proposed))


def _list(
    context: PageContext, title_key: str, lead_key: str, entries: Sequence[Entry | Proposal]
) -> _Lines:
    yield from _write_title(context, title_key, lead_key)
    yield from entry_lines(context, entries, _ENTRIES)


def _write_title(context: PageContext, title_key: str, lead_key: str) -> list[str]:
    return [heading(context.words(title_key)), "", CommonMark.escape(context.words(lead_key)), ""]


def _index(context: PageContext) -> _Lines:
    radar, newest = context.radar, context.newest_edition
    yield heading(context.say(radar.title).words)
    yield from ("", CommonMark.escape(context.status(newest.id if newest else "")), "")
    yield inert_markdown(context.say(radar.introduction).words)
    yield from _by_ring(context, list(context.newest.values()), "")


def _by_ring(context: PageContext, standings: list[Standing], home: str) -> _Lines:
    """Yield the entries of each ring below a heading, the innermost ring first."""
    for ring in context.rings.values():
        there = [each.entry for each in standings if each.ring == ring.id and each.has_blip]
        if there:
            yield from ("", heading(ring.name.words, 2), "")
            yield from entry_lines(context, there, f"{home}{_ENTRIES}")


def _edition(context: PageContext, edition: Edition) -> _Lines:
    yield heading(context.edition_name(edition.id))
    yield from ("", CommonMark.escape(context.status(edition.id)), "")
    yield inert_markdown(context.say(edition.text).words)
    yield from _by_ring(context, list(context.timeline[edition.id]), "../")


def _changes(context: PageContext) -> _Lines:
    yield from _write_title(context, "changes", "changes_lead")
    for edition in reversed(context.radar.editions):
        yield from (heading(context.edition_name(edition.id), 2), "")
        told: dict[str, list[Standing]] = {}
        for each in context.timeline[edition.id]:
            if kinds := each.transition.kinds:
                told.setdefault(kinds[0], []).append(each)
        for kind in TOLD:
            if moved := [each for each in told.get(kind, ()) if not each.hidden]:
                yield from (heading(title(context.words, kind), 3), "")
                yield from (_change(context, each) for each in moved)
                yield ""
        if not told:
            yield from (CommonMark.escape(context.words("nothing_changed")), "")


def _change(context: PageContext, standing: Standing) -> CommonMark:
    name, id_ = (
        context.names.get(standing.entry.id, context.say(standing.entry.name)).words,
        standing.entry.id,
    )
    line = CommonMark("- ") + page_link(name, file_of(f"{_ENTRIES}{id_}"))
    route = context.teller.route(standing.transition, quadrant=True)
    return line + CommonMark(": ") + CommonMark.escape(route) if route else line


def _entry(context: PageContext, entry: Entry) -> _Lines:
    standing = context.newest.get(entry.id)
    on = standing if standing and standing.ring else None
    ring = context.ring(on.ring).name.words if on and on.ring else context.words("off_radar")
    quadrant = context.quadrant(on.quadrant if on else entry.quadrant).name.words
    yield from _head(context, entry)
    yield fact(context, "ring", ring)
    yield fact(context, "quadrant", quadrant)
    if moved := context.describe_movement(entry):
        yield fact(context, "movement", moved)
    if entry.leave_by:
        said = context.words("leave_by", date=context.date(entry.leave_by))
        yield CommonMark("- ") + CommonMark.escape(said)
    yield from _write_decision(context, entry)
    if entry.reviewed:
        yield fact(context, "reviewed", context.date(entry.reviewed))
    if overdue := context.describe_overdue(entry) if on else "":
        yield from ("", CommonMark.escape(overdue))
    yield from _text(context, entry)
    yield from _history(context, entry)


def _proposal(context: PageContext, proposal: Proposal) -> _Lines:
    yield from _head(context, proposal)
    yield fact(context, "quadrant", context.quadrant(proposal.quadrant).name.words)
    yield from _write_decision(context, proposal)
    yield from _text(context, proposal)


def _head(context: PageContext, described: Described) -> _Lines:
    yield heading(context.names[described.id].words)
    yield ""
    if summary := context.lead(described).words:
        yield from (CommonMark.escape(summary), "")


def _write_decision(context: PageContext, described: Entry | Proposal) -> _Lines:
    """Yield what was decided of an entry or is proposed, and whose it is."""
    comma = context.words("comma")
    if instead := alternatives(context, described):
        links = [page_link(each.name.words, file_of(each.id)) for each in instead if each.id]
        yield fact(context, "instead", CommonMark.fill(context.words.template("comma")).join(links))
    if proposed := describe_proposal(context, described.proposed):
        yield CommonMark("- ") + CommonMark.escape(proposed)
    if described.owners:
        yield fact(context, "owner", comma.join(described.owners))
    if described.tags:
        yield fact(context, "tags", comma.join(context.tag(tag).words for tag in described.tags))
    if described.aliases:
        yield fact(context, "aliases", comma.join(described.aliases))
    for each in context.links_of(described):
        if each.href:
            yield CommonMark("- ") + link(each.label.words, each.href)


def _text(context: PageContext, described: Described) -> _Lines:
    """Yield the text as its author wrote it, which is Markdown already."""
    if text := context.say(described.text).words:
        yield from ("", inert_markdown(text))


def _history(context: PageContext, entry: Entry) -> _Lines:
    if not context.radar.editions:
        return
    yield from ("", heading(context.words("path"), 2), "")
    for step in reversed(path(context.radar, entry)):
        edition = context.edition_name(context.radar.editions[step.place].id)
        parts = [context.teller.step(step.transition), context.note(step.line.note).words]
        said = " · ".join(filter(None, parts))
        yield CommonMark("- ") + CommonMark.escape(f"{edition}: {said}")
