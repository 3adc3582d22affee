"""What is proposed, and what is to be taken instead, as values for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from radar.model import Described, Entry, Proposal, Proposed
from radar.naming.characters import fold_case
from radar.render.site.addresses import Addresses
from radar.render.site.context import PageContext
from radar.render.site.contract import ProposalPage
from radar.render.site.values import (
    Alternative,
    ArchiveRow,
    Detail,
    LabelledLink,
    Phrase,
    Prose,
    RingOrQuadrant,
)


def alternatives(context: PageContext, entry: Described) -> tuple[Alternative, ...]:
    """Return what to take in the place of an entry; one that is not there has its id for a name."""
    return tuple(_alternative(context, id_) for id_ in entry.instead)


def _alternative(context: PageContext, id_: str) -> Alternative:
    standing = context.newest.get(id_)
    ring = context.ring(standing.ring) if standing and standing.ring else None
    there = id_ in context.names
    return Alternative(id_ if there else "", context.names.get(id_, Phrase(id_)), ring)


def link_replaced(
    context: PageContext, entry: Described, addresses: Addresses
) -> list[LabelledLink]:
    """Return the entries in whose place an entry is to be taken."""
    return [
        LabelledLink(addresses.entry(other), context.names[other])
        for other in context.predecessors.get(entry.id, ())
    ]


def describe_proposal(context: PageContext, proposed: Proposed | None) -> str:
    """Return what is proposed, by whom and since when, in words; '' for nothing."""
    if proposed is None:
        return ""
    words = context.words
    said = [words("proposed", ring=context.ring(proposed.ring).name)]
    said += [words("proposed_by", who=proposed.by)] if proposed.by else []
    said += [words("proposed_since", date=context.date(proposed.since))] if proposed.since else []
    return " · ".join(said)


def explain_proposal(context: PageContext, each: Entry | Proposal, addresses: Addresses) -> Prose:
    """Return the note of what is proposed for an entry; empty where nothing is."""
    note = each.proposed.note if each.proposed else {}
    return context.note_prose(note, addresses, f"{each.id}-proposed-")


def proposal_rows(context: PageContext) -> tuple[ArchiveRow, ...]:
    """Return everything for which a ring is proposed, by name."""
    every: list[tuple[Described, Proposed, str]] = [
        *((each, each.proposed, each.quadrant) for each in context.radar.proposals),
        *((each, each.proposed, each.quadrant) for each in context.radar.entries if each.proposed),
    ]
    rows = [_row(context, each, proposed, context.quadrant(part)) for each, proposed, part in every]
    return tuple(sorted(rows, key=lambda row: (fold_case(row.name.words), row.id)))


def _row(
    context: PageContext, each: Described, proposed: Proposed, quadrant: RingOrQuadrant
) -> ArchiveRow:
    said = describe_proposal(context, proposed)
    standing = context.newest.get(each.id)
    if standing and standing.ring:
        said = f"{context.ring(standing.ring).name} → {said}"
    name, summary = context.names[each.id], context.say(each.summary)
    return ArchiveRow(each.id, name, quadrant, said, summary, context.note(proposed.note))


def proposal_page(
    context: PageContext,
    proposal: Proposal,
    text: Prose,
    edit_address: str,
    addresses: Addresses,
    own: Iterable[Detail],
) -> ProposalPage:
    """Return what the template of a proposal's page prints; `own` are fields of one's own."""
    return ProposalPage(
        name=context.names[proposal.id],
        summary=context.lead(proposal),
        text=text,
        text_language=context.language_name(text.language),
        quadrant=context.quadrant(proposal.quadrant),
        proposed=describe_proposal(context, proposal.proposed),
        proposed_note=explain_proposal(context, proposal, addresses),
        instead=alternatives(context, proposal),
        is_draft=proposal.draft,
        links=context.links_of(proposal),
        details=(*_details(context, proposal, addresses), *own),
        edit_address=edit_address,
    )


def _details(context: PageContext, proposal: Proposal, addresses: Addresses) -> Iterator[Detail]:
    """Yield the facts beside the text; no filter lists a proposal, so they link nowhere."""
    related = [id_ for id_ in proposal.related if id_ in context.names]
    facts = {
        "replaces": link_replaced(context, proposal, addresses),
        "related": [LabelledLink(addresses.entry(id_), context.names[id_]) for id_ in related],
        "owner": [LabelledLink("", Phrase(owner)) for owner in proposal.owners],
        "tags": [LabelledLink("", context.tag(tag)) for tag in proposal.tags],
        "aliases": [LabelledLink("", Phrase(alias)) for alias in proposal.aliases],
    }
    for key, values in facts.items():
        if values:
            yield Detail(Phrase(context.words(key)), tuple(values))
