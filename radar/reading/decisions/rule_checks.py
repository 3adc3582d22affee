"""Which entries do not keep the rules of their ring, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from radar.model import Entry, Radar, RingRule
from radar.prose.checking import LocatedTexts
from radar.prose.events import anchors, unique_anchor
from radar.reading.gathered import RawEntry
from radar.reading.sheet import quote
from radar.text import UNSTATED, number_of


class _Breach(NamedTuple):
    """What an entry has not that a rule demands: code, what, what to do, the key that is short."""

    code: str
    message: str
    hint: str
    key: str


def check_rules(drafts: Iterable[RawEntry], radar: Radar, bodies: LocatedTexts) -> None:
    """Report the entries that do not keep the rules of the ring in which they stand now."""
    for draft in drafts:
        entry = radar.by_id.get(draft.id)
        rule = radar.rules.get(entry.ring or "") if entry else None
        if entry is None or rule is None:
            continue
        ring = radar.say(radar.ring(entry.ring or "").name)
        for breach in _find_breaches(draft, entry, rule, radar, bodies):
            if breach.key in draft.places and breach.key not in ("links", "text"):
                continue  # it is there, and what is wrong with it has been said
            at = draft.place(breach.key, "ring", "history")
            message = f"{breach.message}, which the rule for {ring} demands"
            draft.sheet.report(at, breach.code, message, breach.hint, rule.severity)


def _find_breaches(
    draft: RawEntry, entry: Entry, rule: RingRule, radar: Radar, bodies: LocatedTexts
) -> Iterator[_Breach]:
    if rule.owner and not entry.owners:
        yield _Breach("rule-owner", "there is no owner", "add `owner: ...`", "owner")
    if rule.instead and not draft.instead:
        message = "there is nothing to take instead"
        yield _Breach("rule-instead", message, "add `instead: ...`", "instead")
    count = len({link.url for link in entry.links})
    if count < rule.links:
        message = f"there {'is' if count == 1 else 'are'} {number_of(count, 'link')}"
        message += f" and not {rule.links}"
        yield _Breach("rule-links", message, "add more under `links`", "links")
    for key in rule.fields:
        if key not in entry.fields and not getattr(entry, key, None):
            message = f"there is no {quote(key)}"
            yield _Breach("rule-fields", message, f"add `{key}: ...`", key)
    yield from _missing_sections(draft, rule, radar, bodies)


def _missing_sections(
    draft: RawEntry, rule: RingRule, radar: Radar, bodies: LocatedTexts
) -> Iterator[_Breach]:
    first = radar.languages[0]
    tags = {tag for section in rule.sections for tag in _spoken(section, first)}
    texts = {tag: bodies.get((draft.id, tag)) for tag in tags}
    headings = {tag: set(anchors(body.text)) for tag, body in texts.items() if body}
    for section in rule.sections:
        for tag, words in _spoken(section, first).items():
            if tag not in headings and tag != first:
                continue  # that it is not translated is noted elsewhere
            if unique_anchor(words, {}) not in headings.get(tag, ()):
                message = f"there is no section {quote(words)} in the text"
                yield _Breach("rule-sections", message, f"add a heading: ## {words}", "text")


def _spoken(section: Mapping[str, str], first: str) -> Mapping[str, str]:
    """Return the heading of a section by language; one of no stated language is in the first."""
    return {first if tag == UNSTATED else tag: words for tag, words in section.items()}
