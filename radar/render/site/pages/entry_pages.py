"""The page of each entry and proposal, and a redirect from every id that one had before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from radar.model import Entry, Proposal
from radar.render.drawing.thumbnails import SmallRadar
from radar.render.publication import absolute_address, language_root
from radar.render.site.context import neighbours
from radar.render.site.contract import RedirectPage
from radar.render.site.entry_page import (
    describe_place,
    edit_address,
    entry_page,
    entry_text,
    old_addresses,
)
from radar.render.site.own_fields import own_details
from radar.render.site.pages.radar_pages import edition_scene
from radar.render.site.pages.shared import Shared
from radar.render.site.proposals import proposal_page


class EntryPages:
    """Pages of entries; what no page has alone is made once, when the first is made."""

    def __init__(self, shared: Shared) -> None:
        self._shared, self._context = shared, shared.context

    def makers(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield the path of every page below the root of its language, and what makes it."""
        for entry in self._shared.radar.entries:
            yield f"entries/{entry.id}.html", partial(self._entry, entry)
        for proposal in self._shared.radar.proposals:
            yield f"entries/{proposal.id}.html", partial(self._proposal, proposal)
        for old, entry in old_addresses(self._context):
            yield f"entries/{old}.html", partial(self._redirect, old, entry)

    @cached_property
    def _small_radar(self) -> SmallRadar:
        scene = edition_scene(self._shared, self._shared.radar.newest)
        return SmallRadar(
            scene, {id_: ring.name.words for id_, ring in self._context.rings.items()}
        )

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[str, str]]:
        """Id of an entry on the radar → the ids before and after it in the list, '' at the ends."""
        groups = self._context.groups(self._shared.radar.newest)
        order = [row.id for group in groups for ring in group.rings for row in ring.rows]
        return {id_: neighbours(order, place) for place, id_ in enumerate(order)}

    def _entry(self, entry: Entry) -> str:
        context, shared = self._context, self._shared
        title, summary = context.names[entry.id].words, context.say(entry.summary).words
        about = summary or describe_place(context, entry)
        frame = shared.frame(f"entries/{entry.id}.html", title, about, entry=entry.id)
        around = self._neighbours.get(entry.id, ("", ""))
        page = entry_page(context, entry, frame.addresses, self._small_radar, around)
        return shared.render("entry.html.j2", frame, page)

    def _proposal(self, proposal: Proposal) -> str:
        context, shared = self._context, self._shared
        title, summary = context.names[proposal.id].words, context.say(proposal.summary).words
        about = summary or context.words("proposals_lead")
        frame = shared.frame(f"entries/{proposal.id}.html", title, about, entry=proposal.id)
        text = entry_text(context, proposal, frame.addresses)
        edit = edit_address(context, proposal)
        own = own_details(context, proposal, lambda kind, value: "")  # no filter lists it
        page = proposal_page(context, proposal, text, edit, frame.addresses, own)
        return shared.render("proposal.html.j2", frame, page)

    def _redirect(self, old: str, entry: Entry) -> str:
        radar = self._shared.radar
        root = language_root(radar, self._context.language)
        page = RedirectPage(
            name=self._context.names[entry.id],
            href=f"{entry.id}.html",
            address=absolute_address(radar, f"{root}entries/{entry.id}.html"),
        )
        return self._shared.render(
            "redirect.html.j2", self._shared.frame(f"entries/{old}.html", ""), page
        )
