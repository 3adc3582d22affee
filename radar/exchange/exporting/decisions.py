"""Rules, and what is proposed, as they are written in the files of a radar."""

from __future__ import annotations

from typing import Any

from radar.exchange.exporting.written_texts import without_empty, write_words
from radar.model import REQUIRED, Proposed, Radar, RingRule
from radar.yaml import Flow, Plain


def write_rule(rule: RingRule, radar: Radar) -> dict[str, Any]:
    """Return what `radar.yaml` demands of the entries of a ring."""
    return without_empty(
        {
            "owner": REQUIRED if rule.owner else None,
            "links": Plain(str(rule.links)) if rule.links else None,
            "fields": Flow(rule.fields),
            "sections": [write_words(section, radar) for section in rule.sections],
            "instead": REQUIRED if rule.instead else None,
            "for_at_most": str(rule.for_at_most) if rule.for_at_most else None,
            "severity": rule.severity if rule.severity != "error" else None,
        }
    )


def write_proposal(proposed: Proposed, radar: Radar) -> Any:
    """Return what an entry says is proposed: the ring alone where that is all."""
    fields = without_empty(
        {
            "ring": proposed.ring,
            "by": proposed.by,
            "since": Plain(proposed.since.isoformat()) if proposed.since else None,
            "note": write_words(proposed.note, radar),
        }
    )
    return proposed.ring if fields.keys() == {"ring"} else fields
