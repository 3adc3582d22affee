"""What a radar is: frozen values, without files, pixels or pages.

An *entry* (a technology) has a *history* of *placements*, each of which says: from this edition
on, this ring in this quadrant. Where it stands in an edition, and how it moved, follows from the
history (`radar.history`) and is never stored. An edition that was published is a `ClosedEdition`: a
fact of its own, which no entry of today can change.

What a reader sees is a `Text`: words by language. A plain string may stand for one; it is then
filed under `und`, the tag that BCP 47 has for "language not stated".

The modules, each importing only those before it::

    explaining   what is wrong, in plain words
    given        what may be given for a value
    fields       kinds of fields, and what may be given for each
    rules        what a radar demands of the entries of a ring
    written      a history and owners as they may be written
    own_values   what an entry says in fields of one's own
    described    what is said of a technology; proposals, which are not on the radar
    values       what a radar is made of
    usual_rings  the rings of a radar that names none
    own_fields   fields of one's own, and what each may say
    resolving    words of entries → ids
    whole        a whole radar
"""

from __future__ import annotations

from radar.model.described import Described, Link, Proposal, Proposed
from radar.model.explaining import ID_PATTERN
from radar.model.fields import (
    Id,
    Text,
    Value,
)
from radar.model.identity import Clash, Identities, identify, match_axis
from radar.model.own_fields import Choice, FieldValue, OwnField
from radar.model.published import (
    Amendment,
    ClosedEdition,
    PublishedCluster,
    PublishedEntry,
    PublishedLabel,
    PublishedPicture,
    PublishedQuadrant,
    PublishedRing,
)
from radar.model.resolving import names_of
from radar.model.rules import BUILT_IN_FIELDS, REQUIRED, RingRule, Span, parse_span
from radar.model.usual_rings import usual_rings
from radar.model.values import (
    POSITIONS,
    Edition,
    Entry,
    Movement,
    Named,
    Pin,
    Placement,
    Position,
    Quadrant,
    Ring,
)
from radar.model.whole import LayoutOptions, Radar

__all__ = [
    "BUILT_IN_FIELDS",
    "ID_PATTERN",
    "POSITIONS",
    "REQUIRED",
    "Amendment",
    "Choice",
    "Clash",
    "ClosedEdition",
    "Described",
    "Edition",
    "Entry",
    "FieldValue",
    "Id",
    "Identities",
    "LayoutOptions",
    "Link",
    "Movement",
    "Named",
    "OwnField",
    "Pin",
    "Placement",
    "Position",
    "Proposal",
    "Proposed",
    "PublishedCluster",
    "PublishedEntry",
    "PublishedLabel",
    "PublishedPicture",
    "PublishedQuadrant",
    "PublishedRing",
    "Quadrant",
    "Radar",
    "Ring",
    "RingRule",
    "Span",
    "Text",
    "Value",
    "identify",
    "match_axis",
    "names_of",
    "parse_span",
    "usual_rings",
]
