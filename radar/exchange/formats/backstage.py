"""Backstage's tech radar: quadrants, rings and entries with a timeline, as JSON or YAML.

Quadrants count clockwise from the bottom right. The tool shows `timeline[0]` as the current state,
whatever its date; here timelines are sorted by date, and a difference is reported. `moved` is -1, 0
or 1; there is no "new". The tool's own schema allows timelines without a date and unknown rings;
here each is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date as Date  # noqa: N812 - a type, beside keys called date
from itertools import islice
from typing import Any

from radar.errors import Problem
from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import (
    Exported,
    ExportLosses,
    ExportOptions,
    first_edition,
    has_no_blip,
    release_dates,
    whole_text,
)
from radar.exchange.format import SAMPLE, Certainty, Format, SourceFile
from radar.exchange.formats.zalando import COLOURS, CORNERS
from radar.exchange.lists.shapes import TEXT, Each, Shape, report_unread
from radar.exchange.toolkit.cells import Cell, clean, clean_text, read_movement
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft, ImportOptions, ImportRow
from radar.exchange.toolkit.endings import DOCUMENTS
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import check_name, read_tree, web_links
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.vocabulary.days import parse_date
from radar.history import path as steps_of
from radar.model import Edition, Entry, Movement, Quadrant, Radar, Ring
from radar.naming import slug
from radar.safety.data import script_json
from radar.yaml import write_document

_SHAPE: Shape = {
    "quadrants": Each({"id": TEXT, "name": TEXT}),
    "rings": Each({"id": TEXT, "name": TEXT, "color": TEXT, "description": TEXT}),
    "entries": Each(
        {
            "key": TEXT,
            "id": TEXT,
            "title": TEXT,
            "quadrant": TEXT,
            "description": TEXT,
            "url": TEXT,
            "links": Each({"url": TEXT, "title": TEXT}),
            "timeline": Each({"date": TEXT, "ringId": TEXT, "moved": TEXT, "description": TEXT}),
        },
        rows=True,
    ),
}
_MOVED = {Movement.IN: 1, Movement.OUT: -1}


def recognise(file: SourceFile) -> Certainty:
    """Recognise a document of entries with timelines, or of quadrants, rings and entries."""
    node = file.document
    if not node.get("entries").is_list:
        return Certainty.NO
    some = list(islice(node.get("entries"), SAMPLE))
    if any("timeline" in each or ("key" in each and "title" in each) for each in some):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if "rings" in node and "quadrants" in node else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read one document; further ones are reported."""
    draft = Draft(complete=False, says_new=False)
    taken = False
    for path in bundle.paths(*DOCUMENTS):
        root = read_tree(bundle, path, draft)
        if root is None:
            continue
        if taken:
            draft.read += 1
            message = "another file was read already; a file holds all of its history"
            draft.say("reported", SourcePlace(path), "second-file", message)
            continue
        taken = True
        _document(draft, path, root)
    draft.base_url = options.base_url
    return draft


def _document(draft: Draft, path: str, root: TreeNode) -> None:
    quadrants, rings = (
        draft.few(kind, list(root.get(f"{kind}s")), _axis_name) for kind in ("quadrant", "ring")
    )
    corners = CORNERS if len(quadrants) == 4 else (None,) * len(quadrants)
    ids = _ids(quadrants), _ids(rings)
    draft.quadrants = [
        Quadrant.model_validate(_axis_fields(node, ids[0]) | {"position": corner})
        for node, corner in zip(quadrants, corners, strict=True)
        if _axis_name(node)
    ]
    draft.rings = [
        Ring.model_validate(
            _axis_fields(node, ids[1])
            | {"description": clean_text(node.get("description").text or "") or {}}
        )
        for node in rings
        if _axis_name(node)
    ]
    colours = [node.get("color").text for node in rings if node.get("color")]
    if any(colour and colour not in COLOURS for colour in colours):
        place = SourcePlace(path, root.get("rings").line, "rings")
        draft.say("lost", place, "colours", f"the colours of rings: {', '.join(colours)}")
    report_unread(root, _SHAPE, path, draft)
    for node in root.get("entries"):
        _entry(draft, path, node, *ids)
    days = sorted({row.edition for row in draft.rows})
    draft.editions = [Edition(id=day, date=parse_date(day)) for day in days]
    draft.blip_numbers = lambda rows: {row.place: _number(row.place) for row in rows}


def _number(place: SourcePlace) -> int:
    """Return the number that the tool shows: the index of the entry in the file, from 1."""
    return int(place.where.removeprefix("entries[").partition("]")[0]) + 1


def _axis_name(node: TreeNode) -> str:
    return clean(node.get("name", "id").text)


def _ids(nodes: Sequence[TreeNode]) -> dict[str, str]:
    """Return the file's ids, and names → unique ids of ours: names where the file has numbers."""
    ids: dict[str, str] = {}
    for node in nodes:
        said = node.get("id", "name").text
        wanted = slug((_axis_name(node) if said.isdecimal() else said) or "none")
        while wanted in ids.values():
            wanted += "-2"
        ids[node.get("id").text] = wanted
    for node in nodes:
        for name in (_axis_name(node), node.get("name").text):
            ids.setdefault(name, ids[node.get("id").text])
    return ids


def _axis_fields(node: TreeNode, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return id and name of a quadrant or ring; a number stays as an alias, for the export."""
    said = node.get("id").text
    aliases = (said,) if said.isdecimal() and ids[said] != said else ()
    return {"id": ids[said], "name": _axis_name(node), "aliases": aliases}


def _entry(
    draft: Draft,
    path: str,
    node: TreeNode,
    quadrants: Mapping[str, str],
    rings: Mapping[str, str],
) -> None:
    place = SourcePlace(path, node.line, node.path)
    name, where = clean(node.get("title").text), node.get("quadrant").text
    snapshots = list(node.get("timeline"))
    wrong = check_name(name)
    if where not in quadrants:
        wrong = "unknown-quadrant", draft.unknown("quadrant", where)
    elif not snapshots:
        wrong = "no-timeline", f"{name!r} has an empty timeline; the tool would break on it"
    if wrong := draft.refusal or wrong:
        for each in snapshots or [node]:
            if draft.count(at := SourcePlace(path, each.line, each.path)):
                draft.say("reported", at, *wrong)
        return
    rows = [
        row
        for each in snapshots
        if (row := _row(draft, SourcePlace(path, each.line, each.path), node, each, rings))
    ]
    _report_order(draft, place, name, rows)
    text = node.get("description").text
    links = tuple(_links(draft, place, node))
    newest = max((row.edition for row in rows), default="")
    for row in sorted(rows, key=lambda row: row.edition):
        more = {"text": text, "links": links} if row.edition == newest else {}
        draft.rows.append(replace(row, quadrant=quadrants[where], **more))  # type: ignore[arg-type] # two fields, two types
    if node.get("key") and node.get("key").text != node.get("id", "key").text:
        draft.say("lost", place, "key", f"the key {node.get('key').text[:60]!r}")


def _row(
    draft: Draft, place: SourcePlace, entry: TreeNode, node: TreeNode, rings: Mapping[str, str]
) -> ImportRow | None:
    if not draft.count(place):
        return None
    ring, day = node.get("ringId").text, parse_date(node.get("date").text)
    if ring not in rings:
        draft.say("reported", place, "unknown-ring", draft.unknown("ring", ring))
        return None
    if day is None:
        written = node.get("date").text
        message = f"{written[:40]!r} is no date" if written else "there is no date"
        draft.say("reported", place, "date", message)
        return None
    return ImportRow(
        place,
        clean(entry.get("title").text),
        rings[ring],
        "",
        day.isoformat(),
        entry.get("id", "key").text or clean(entry.get("title").text),
        note=clean_text(node.get("description").text or ""),
        claim=read_movement(Cell.of(place, node, "moved"), draft),
    )


def _report_order(draft: Draft, place: SourcePlace, name: str, rows: list[ImportRow]) -> None:
    newest = max((row.edition for row in rows), default="")
    if rows and rows[0].edition != newest:
        now = next(row for row in rows if row.edition == newest)
        message = f"{name!r}: the tool shows {rows[0].ring} of {rows[0].edition}, the first in its "
        message += f"timeline; the newest is {now.ring} of {newest}, and that is taken"
        draft.say("noted", place, "timeline-order", message)


def _links(draft: Draft, place: SourcePlace, node: TreeNode) -> Iterator[Any]:
    yield from web_links(draft, place, node.get("url").text)
    for each in node.get("links"):
        spot = SourcePlace(place.path, each.line, each.path)
        yield from web_links(draft, spot, each.get("url").text, each.get("title").text)


def misfit(radar: Radar) -> Iterator[Problem]:
    """Yield why the tool cannot show a radar."""
    if len(radar.quadrants) != 4:
        message = f"it has exactly four quadrants, this radar has {len(radar.quadrants)}"
        yield Problem("radar.yaml", 0, 0, "does-not-fit", message)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return the whole radar, with timelines, as JSON or YAML."""
    losses = ExportLosses(radar, "backstage")
    days = release_dates(radar, losses)
    document = {
        "quadrants": [
            {"id": _id(q), "name": radar.say(q.name)} for q in in_corners(radar, CORNERS)
        ],
        "rings": [_ring(radar, ring, n) for n, ring in enumerate(radar.rings)],
        "entries": [
            _entry_document(losses, entry, days)
            for entry in radar.entries
            if not has_no_blip(entry)
        ],
    }
    losses.report_entries({entry.id for entry in radar.entries if not has_no_blip(entry)})
    gone = [e.id for e in radar.entries if any(line.ring is None for line in e.history[:-1])]
    losses.report_some("gaps", "times off the radar", gone)
    losses.report_fields(
        "tags", "owner", "reviewed", "aliases", "related", "pin", carried=("date", "rings")
    )
    if wanted.form == "yaml":
        return Exported(
            {"tech-radar.yaml": write_document(document).encode()}, losses.make_report()
        )
    text = script_json(document, indent=2) + "\n"
    return Exported({"tech-radar.json": text.encode()}, losses.make_report())


def _id(axis: Quadrant | Ring) -> str:
    """Return the tool's id of a quadrant or ring: a number if it was imported with one."""
    return next((alias for alias in axis.aliases if alias.isdecimal()), axis.id)


def _ring(radar: Radar, ring: Ring, place: int) -> dict[str, str]:
    document = {
        "id": _id(ring),
        "name": radar.say(ring.name),
        "color": COLOURS[place % len(COLOURS)],
    }
    return document | ({"description": radar.say(ring.description)} if ring.description else {})


def _entry_document(losses: ExportLosses, entry: Entry, days: Mapping[str, Date]) -> dict[str, Any]:
    radar = losses.radar
    text = losses.to_plain(entry, whole_text(radar, entry))
    document: dict[str, Any] = {
        "key": entry.id,
        "id": entry.id,
        "quadrant": _id(radar.quadrant(entry.quadrant)),
        "title": radar.say(entry.name),
        "timeline": _timeline(losses, entry, days)[::-1],
    }
    if text:
        document["description"] = text
    if entry.links:
        document["links"] = [
            {"url": x.url, "title": radar.say(x.label) or x.url} for x in entry.links
        ]
    return document


def _timeline(losses: ExportLosses, entry: Entry, days: Mapping[str, Date]) -> list[dict[str, Any]]:
    radar, told = losses.radar, {"in": 1, "out": -1}
    snapshots = []
    for step in steps_of(radar, entry):
        if step.line.ring is None:
            continue
        moved = _MOVED.get(step.movement, 0)
        day = days[step.line.edition or first_edition(radar)]
        each: dict[str, Any] = {
            "date": f"{day.isoformat()}T00:00:00.000Z",
            "ringId": _id(radar.ring(step.line.ring)),
            "moved": moved if radar.editions else told.get(entry.moved or "", 0),
        }
        if note := losses.to_plain(entry, radar.say(step.line.note)):
            each["description"] = note
        snapshots.append(each)
    return snapshots


FORMAT = Format(
    name="backstage",
    label="Backstage's timelines: JSON or YAML",
    recognise=recognise,
    read=read,
    write=write,
    forms=("json", "yaml"),
    misfit=misfit,
)
