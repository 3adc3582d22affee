"""Zalando's tech radar: a JSON object of entries with the numbers of a quadrant and a ring.

Quadrants count clockwise from the bottom right, rings from the inside. Their names are in the
page's script; they are given as options, or are in the file if it has the whole argument of the
script's call. `moved` is -1, 0, 1, or 2 for new. Blips are numbered by quadrant, 2, 3, 1, 0.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from radar.errors import Problem
from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import (
    Exported,
    ExportLosses,
    ExportOptions,
    edition_rows,
    state_name,
)
from radar.exchange.format import SAMPLE, Certainty, Format, SourceFile
from radar.exchange.formats.shared.snapshots import report_older
from radar.exchange.lists.shapes import TEXT, Each, Shape, report_unread
from radar.exchange.toolkit.cells import Cell, clean, read_movement, read_truth
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import (
    MOST_AXES,
    MOST_ROWS,
    STANDARD_RINGS,
    Draft,
    ImportOptions,
    ImportRow,
    fold,
    make_ring,
)
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.endings import DOCUMENTS
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import check_name, read_tree, web_links
from radar.exchange.toolkit.sources import Bundle, stem
from radar.history import Standing
from radar.model import Movement, Position, Quadrant, Radar
from radar.safety.data import script_json

CORNERS: tuple[Position, ...] = ("bottom-right", "bottom-left", "top-left", "top-right")
_CORNER_NAMES = ("Bottom right", "Bottom left", "Top left", "Top right")
COLOURS = ("#1b7a57", "#0069b4", "#8a6d00", "#8c2d04")
_INACTIVE = "inactive"
_ORDER = (2, 3, 1, 0)
_SHAPE: Shape = {
    "date": TEXT,
    "title": TEXT,
    "quadrants": Each({"name": TEXT}),
    "rings": Each({"name": TEXT, "color": TEXT}),
    "entries": Each(
        {
            "label|name": TEXT,
            "quadrant": TEXT,
            "ring": TEXT,
            "link|url": TEXT,
            "active": TEXT,
            "moved": TEXT,
        },
        rows=True,
    ),
}
_MOVED = {
    Movement.NEW: 2,
    Movement.RETURNED: 2,
    Movement.IN: 1,
    Movement.OUT: -1,
    Movement.UNCHANGED: 0,
}


def recognise(file: SourceFile) -> Certainty:
    """Recognise a document of entries with labels and movements, or with a date."""
    node = file.document
    if not node.get("entries").is_list:
        return Certainty.NO
    some = list(islice(node.get("entries"), SAMPLE))
    quadrants = [each.get("quadrant") for each in some if each.get("quadrant")]
    if quadrants and all(quadrant.number is None for quadrant in quadrants):
        return Certainty.NO
    theirs = "date" in node or any("label" in each or "moved" in each for each in some)
    return Certainty.LIKELY if theirs else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read config files, one for each edition."""
    draft = Draft()
    documents = [(path, read_tree(bundle, path, draft)) for path in bundle.paths(*DOCUMENTS)]
    roots = [(path, root) for path, root in documents if root and root.get("entries").is_list]
    if not roots:
        return draft
    editions = draft.date_files({path: _name(path, root) for path, root in roots}, options)
    several = len(roots) > 1 or bool(options.edition or editions[0].date)
    draft.editions = draft.dated.in_order if several else ()
    newest = editions.index(draft.dated.in_order[-1])
    _axes(draft, roots[newest], [root for _, root in roots], options)
    _report_other_names(draft, roots, roots[newest][1])
    for n, (path, root) in enumerate(roots):
        report_unread(root, _SHAPE, path, draft)
        _entries(draft, path, root, editions[n].id if several else "")
    draft.base_url = options.base_url
    draft.blip_numbers = lambda rows: number_blips(rows, draft)
    return draft


def _name(path: str, root: TreeNode) -> str:
    return root.get("date").text or stem(path)


def _axes(
    draft: Draft, last: tuple[str, TreeNode], roots: Sequence[TreeNode], options: ImportOptions
) -> None:
    """Set quadrants and rings: names from the options, else the file, else the usual ones.

    `last` is path and document of the newest edition.
    """
    path, newest = last
    place = SourcePlace(path, newest.line)
    told = [clean(node.get("name").text) for node in newest.get("quadrants")][:MOST_AXES]
    names = options.quadrants or (told if len(told) == 4 and all(told) else ())
    if not names:
        message = 'the file does not name the quadrants; say --quadrants "A,B,C,D", clockwise '
        message += "from the bottom right"
        draft.say("noted", place, "quadrant-names", message)
    pairs = zip(names or _CORNER_NAMES, CORNERS, strict=False)
    draft.quadrants = [Quadrant.model_validate({"name": n, "position": c}) for n, c in pairs]
    said = draft.few("ring", [clean(node.get("name").text) for node in newest.get("rings")])
    entries = (e for root in roots for e in islice(root.get("entries"), MOST_ROWS))
    used = [e.get("ring").number or 0 for e in entries]
    few = [f"Ring {n + 1}" for n in range(4, min(8, max(used, default=0) + 1))]
    rings = options.rings or tuple(filter(None, said)) or (*STANDARD_RINGS, *few)
    if not options.rings and not any(said):
        listed = ", ".join(rings)
        message = f'the file does not name the rings; taken, inner first: --rings "{listed}"'
        draft.say("noted", place, "rings", message)
    draft.rings = [make_ring(name) for name in rings]
    colours = [node.get("color").text for node in newest.get("rings") if node.get("color")]
    if any(colour and colour not in COLOURS for colour in colours):
        draft.say("lost", place, "colours", f"the colours of rings: {', '.join(colours)}")
    if title := clean(newest.get("title").text):
        draft.settings["title"] = title


def _report_other_names(
    draft: Draft, roots: Sequence[tuple[str, TreeNode]], newest: TreeNode
) -> None:
    """Report what an older file calls otherwise; quadrants and rings are known by number."""
    for path, root in roots:
        report_older(draft, path, "title", root.get("title").text, newest.get("title").text)
        for key in ("quadrants", "rings"):
            for there, here in zip(root.get(key), newest.get(key), strict=False):
                was, now = (clean(node.get("name").text) for node in (there, here))
                if was and now and fold(was) != fold(now):
                    message = f"{was!r} there is {now!r} in the newest: taken for one"
                    draft.say("noted", SourcePlace(path, there.line), "renamed", message)


def _entries(draft: Draft, path: str, root: TreeNode, edition: str) -> None:
    nodes = list(islice(root.get("entries"), MOST_ROWS + 1))
    claims = [node.get("moved").number for node in nodes]
    day = find_date(root.get("date").text)[0]
    if day and day < "2024-06" and 1 in claims and 2 not in claims:
        message = "moved 1 is read as moved in; before June 2024 it also meant new"
        draft.say("noted", SourcePlace(path, root.line), "moved", message)
    for node in nodes:
        place = SourcePlace(path, node.line, node.path)
        if not draft.count(place):
            return
        _take(draft, node, place, edition)


def _take(draft: Draft, node: TreeNode, place: SourcePlace, edition: str) -> None:
    name = clean(node.get("label", "name").text)
    quadrant, ring_place = node.get("quadrant").number, node.get("ring").number
    wrong = check_name(name)
    if quadrant is None or not 0 <= quadrant < len(draft.quadrants):
        there = node.get("quadrant").text[:60]
        wrong = "unknown-quadrant", f"the quadrant is 0 to 3, not {there!r}"
    elif ring_place is None or not 0 <= ring_place < len(draft.rings):
        most, there = len(draft.rings) - 1, node.get("ring").text[:60]
        wrong = "unknown-ring", f"the ring is 0 to {most}, not {there!r}"
    wrong = draft.refusal or wrong
    if wrong or quadrant is None or ring_place is None:
        draft.say("reported", place, *wrong or ("", ""))
        return
    has_moved = bool(node.get("moved"))  # the tool takes what is not there for 0
    claim = read_movement(Cell.of(place, node, "moved"), draft) if has_moved else "unchanged"
    active = read_truth(Cell.of(place, node, "active"), draft)
    more = {"tags": (_INACTIVE,) if active is False else ()}
    draft.rows.append(
        ImportRow(
            place,
            name,
            draft.rings[ring_place].id,
            draft.quadrants[quadrant].id,
            edition,
            claim=claim,
            links=tuple(web_links(draft, place, node.get("link", "url").text)),
            more=more,
        )
    )


def number_blips(rows: Sequence[ImportRow], draft: Draft) -> Mapping[SourcePlace, int]:
    """Return the number of each blip as in the tool: by quadrant 2, 3, 1, 0, ring, and name."""
    places = {quadrant.id: _ORDER.index(n) for n, quadrant in enumerate(draft.quadrants)}
    rings = {each.id: n for n, each in enumerate(draft.rings)}
    ordered = sorted(
        rows, key=lambda row: (places[row.quadrant], rings[row.ring or ""], _sort_key(row.name))
    )
    return {row.place: number for number, row in enumerate(ordered, 1)}


def _sort_key(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return a key that sorts names nearly as JavaScript's `localeCompare`: signs, digits, letters.

    >>> sorted(["b", "A", "a", "1", "_", "Á"], key=_sort_key)
    ['_', '1', 'a', 'A', 'Á', 'b']
    """
    plain = unicodedata.normalize("NFKD", name)
    base = (c for c in plain.casefold() if not unicodedata.combining(c))
    key = [(2 if c.isalpha() else 1 if c.isdigit() else 0, c) for c in base]
    return key, name.swapcase()


def misfit(radar: Radar) -> Iterator[Problem]:
    """Yield why the tool cannot show a radar."""
    for what, count, most in (("quadrants", radar.quadrants, 4), ("rings", radar.rings, 4)):
        if len(count) > most or (what == "quadrants" and len(count) != 4):
            message = f"it has four {what}, this radar has {len(count)}"
            yield Problem("radar.yaml", 0, 0, "does-not-fit", message)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return the argument of the script's call as JSON, for the newest or for every edition."""
    losses = ExportLosses(radar, "zalando")
    files = {}
    for edition, standings in edition_rows(radar, losses, every=wanted.every):
        document = {
            "title": radar.say(radar.title),
            "date": state_name(radar, edition),
            "quadrants": [{"name": radar.say(q.name)} for q in in_corners(radar, CORNERS)],
            "rings": _rings(radar),
            "entries": [_entry(radar, standing) for standing, _ in standings],
        }
        text = script_json(document, indent=2)
        files[f"{edition or 'config'}.json"] = f"{text}\n".encode()
    message = "the page's script call has to name quadrants and rings as this file does"
    losses.report_note("names", message)
    carried = ("date", "names")
    losses.report_fields("text", "owner", "reviewed", "aliases", "related", "pin", carried=carried)
    losses.report_some("tags", "tags", [e.id for e in radar.entries if set(e.tags) - {_INACTIVE}])
    more = [e.id for e in radar.entries if len(e.links) > 1 or any(x.label for x in e.links)]
    losses.report_some("links", "links after the first, and words of links", more)
    return Exported(files, losses.make_report())


def _rings(radar: Radar) -> list[dict[str, str]]:
    names = [radar.say(each.name) for each in radar.rings]
    padded = [*names, *[""] * (4 - len(names))]
    return [{"name": n, "color": c} for n, c in zip(padded, COLOURS, strict=True)]


def _entry(radar: Radar, standing: Standing) -> dict[str, Any]:
    order = [quadrant.id for quadrant in in_corners(radar, CORNERS)]
    entry = {
        "quadrant": order.index(standing.quadrant),
        "ring": radar.ring_order[standing.ring or ""],
        "label": radar.say(standing.entry.name),
        "active": _INACTIVE not in standing.entry.tags,
        "moved": _MOVED[standing.movement],
    }
    if standing.entry.links:
        entry["link"] = standing.entry.links[0].url
    return entry


FORMAT = Format(
    name="zalando",
    label="Zalando's config.json",
    recognise=recognise,
    read=read,
    write=write,
    misfit=misfit,
    dated_by_user=True,
)
