"""The technologies of a radar, or those that one looks for, as data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from radar.answers.answering import find_terms
from radar.answers.register import Register, Technology
from radar.naming import same_name


def list_technologies(
    register: Register,
    *,
    rings: Collection[str] = (),
    quadrants: Collection[str] = (),
    owners: Collection[str] = (),
    statuses: Collection[str] = ("decided",),
    language: str = "",
) -> Mapping[str, Any]:
    """Return the technologies that pass all filters, by quadrant and ring, as data for JSON.

    A filter lets through what has one of its words; an empty one lets everything through. Rings
    and quadrants go by id, name or alias; `statuses` are decided, proposed or left.

    Raises:
        BadCall: there is no such ring or quadrant.
    """
    in_rings = find_terms("ring", register.rings, rings)
    in_quadrants = find_terms("quadrant", register.quadrants, quadrants)
    of = {same_name(owner) for owner in owners}
    chosen = [
        each
        for each in register.technologies.values()
        if each.status in statuses
        and (not rings or each.ring in in_rings)
        and (not quadrants or each.quadrant in in_quadrants)
        and (not of or not of.isdisjoint(map(same_name, each.owners)))
    ]
    chosen.sort(key=lambda each: _order(register, each))
    return {
        "title": register.say(register.title, language),
        "rings": [_term(register, id_, language) for id_ in register.rings],
        "quadrants": [_term(register, id_, language) for id_ in register.quadrants],
        "entries": [_document(register, each, language) for each in chosen],
    }


def _order(register: Register, technology: Technology) -> tuple[int, int, str]:
    quadrants, rings = list(register.quadrants), list(register.rings)
    quadrant, ring = technology.quadrant, technology.ring
    return (
        quadrants.index(quadrant) if quadrant in quadrants else len(quadrants),
        rings.index(ring) if ring in rings else len(rings),
        technology.id,
    )


def _term(register: Register, id_: str, language: str) -> Mapping[str, str]:
    return {"id": id_, "name": register.name_of(id_, language)}


def _document(register: Register, technology: Technology, language: str) -> Mapping[str, Any]:
    run = technology.run
    since = register.edition(run[0].edition) if run else None
    return {
        "id": technology.id,
        "name": register.say(technology.name, language),
        "status": technology.status,
        "ring": technology.ring,
        "quadrant": technology.quadrant,
        "since": since.id if since else None,
        "summary": register.say(technology.summary, language),
        "owner": list(technology.owners),
    }
