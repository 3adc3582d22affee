"""The words by which entries name each other: what they answer to, and what a word names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from radar.model import Entry
from radar.naming import same_name
from radar.prose.links import describe_departed_link, draft_link
from radar.reading.gathered import RawEntry
from radar.reading.sheet import Names, quote
from radar.yaml import Node


def name_entries(drafts: list[RawEntry]) -> Names:
    """Return what the entries answer to; report names that two of them have."""
    names = Names("entry")
    for draft in drafts:
        names.add(draft.id)
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("aliases", ())):
            message = (
                f"the alias {quote(word)} belongs to the entry {quote(names.find(word) or '')}"
            )
            draft.sheet.report(draft.at, "duplicate-alias", message, "leave it out here")
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("name", {}).values()):
            message = f"the entry {quote(names.find(word) or '')} is called {quote(word)} too"
            hint = "give one of the two another name"
            draft.sheet.report(draft.at, "duplicate-name", message, hint, "warning")
    return names


def add_departed_names(names: Names, departed: Iterable[Entry]) -> None:
    """Let entries without a file answer to their names, as far as no other entry does."""
    for entry in departed:
        free = [word for word in entry.name.values() if names.find(word) is None]
        names.add(entry.id, *free)


def find_relations(
    draft: RawEntry,
    names: Names,
    faulty: Mapping[str, str],
    departed: Collection[str],
    drafts: Collection[str],
) -> Iterator[str]:
    """Yield the ids of the related entries of one; report the words that are none."""
    seen = {draft.id}
    for at, word in draft.related:
        found = names.find(word)
        if found is None and same_name(word) in faulty:
            continue
        if found is None:
            draft.sheet.report_wrong(names.unknown(at, word))
        elif found in seen:
            what = "the entry itself" if found == draft.id else "listed twice"
            message = f"{quote(word)} is {what}"
            draft.sheet.report(at, "twice", message, "leave it out", "warning")
        else:
            if found in departed:
                draft.sheet.report(at, *describe_departed_link(word))
            if found in drafts and not draft.is_draft:
                draft.sheet.report(at, *draft_link(word))
            seen.add(found)
            yield found


def resolve_instead(
    draft: RawEntry, names: Names, faulty: Mapping[str, str]
) -> Iterator[tuple[Node, str]]:
    """Yield the entries to take instead of one: where each is named, and its id."""
    seen: set[str] = set()
    for at, word in draft.instead:
        found = names.find(word)
        if found is None and same_name(word) in faulty:
            continue
        if found is None:
            draft.sheet.report_wrong(names.unknown(at, word))
        elif found == draft.id:
            message = f"{quote(word)} is the entry itself, which cannot be taken instead of it"
            draft.sheet.report(at, "instead-itself", message, "name another one, or leave it out")
        elif found in seen:
            message = f"{quote(word)} is listed twice"
            draft.sheet.report(at, "twice", message, "leave it out", "warning")
        else:
            seen.add(found)
            yield at, found
