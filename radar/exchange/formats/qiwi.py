"""qiwi's tech radar: blocks of CSV split by `===`, or the same as JSON or YAML.

Four quadrants q1 to q4 or two to eight sectors s1 to s8, clockwise from the bottom right. Rings are
the usual four, or listed. Quadrants and rings match by id, title and alias in any case. A folder
holds dated snapshots of one scope; several scopes are several radars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from radar.errors import BadCall, Problem
from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import (
    Exported,
    ExportLosses,
    ExportOptions,
    edition_rows,
    state_name,
)
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.formats.shared.snapshots import SEPARATOR, Snapshot, read_snapshot, report_older
from radar.exchange.formats.zalando import CORNERS, number_blips
from radar.exchange.sheets.records import Cells
from radar.exchange.sheets.tables import write_csv
from radar.exchange.toolkit.cells import clean, read_movement
from radar.exchange.toolkit.draft import (
    STANDARD_RINGS,
    Draft,
    ImportOptions,
    ImportRow,
    fold,
    make_rings,
    tidy_case,
)
from radar.exchange.toolkit.editions import find_date
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import check_name, find_axes
from radar.exchange.toolkit.sources import Bundle, stem
from radar.history import Standing
from radar.model import Movement, Quadrant, Radar, Ring
from radar.safety.data import script_json
from radar.yaml import write_document

_MOVED = {Movement.IN: 1, Movement.NEW: 1, Movement.RETURNED: 1, Movement.OUT: -1}


def recognise(file: SourceFile) -> Certainty:
    """Recognise blocks of CSV, and a document with `meta` and `data`."""
    if file.is_table:
        return Certainty.CERTAIN if SEPARATOR.search(file.text) else Certainty.NO
    node = file.document
    return Certainty.CERTAIN if "meta" in node and "data" in node else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read the snapshots of one scope."""
    draft = Draft(says_new=False)
    paths = bundle.paths(".csv", ".tsv", ".json", ".yml", ".yaml")
    _refuse_scopes(paths)
    snapshots = [_few(s, draft) for path in paths if (s := read_snapshot(bundle, path, draft))]
    if not snapshots:
        return draft
    names = {s.path: s.meta.get("date", "") or stem(s.path) for s in snapshots}
    draft.date_files(names, options)
    by_path = draft.dated.editions
    ordered = draft.dated.in_order
    snapshots.sort(key=lambda s: (ordered.index(by_path[s.path]), names[s.path]))
    editions = [by_path[s.path] for s in snapshots]
    several = len(snapshots) > 1 or options.edition or editions[0].date
    draft.editions = ordered if several else ()
    _axes(draft, snapshots, options)
    draft.quadrants = [_with_aliases(quadrant, options) for quadrant in draft.quadrants]
    draft.rings = [_with_aliases(ring, options) for ring in draft.rings]
    homes = _homes(snapshots, draft)
    for snapshot, edition in zip(snapshots, editions, strict=True):
        places = _places(snapshot, snapshots[-1], draft)
        for cells in snapshot.rows:
            _take(cells, edition.id if draft.editions else "", places, homes, draft)
    draft.quadrants = [_without_ids(quadrant) for quadrant in draft.quadrants]
    draft.rings = [_without_ids(ring) for ring in draft.rings]
    meta = snapshots[-1].meta
    for snapshot in snapshots[:-1]:
        for what in ("title", "legend"):
            report_older(
                draft, snapshot.path, what, snapshot.meta.get(what, ""), meta.get(what, "")
            )
    draft.settings |= {"title": clean(meta["title"])} if meta.get("title") else {}
    draft.settings |= {"introduction": meta["legend"]} if meta.get("legend") else {}
    draft.places["introduction"] = SourcePlace(snapshots[-1].path)
    draft.base_url = options.base_url
    if len(draft.quadrants) == 4:
        draft.blip_numbers = lambda rows: number_blips(rows, draft)
    return draft


def _refuse_scopes(paths: Sequence[str]) -> None:
    scopes = sorted({path.rpartition("/")[0] for path in paths})
    if len(scopes) > 1:
        few = ", ".join(scope or "." for scope in scopes[:12])
        raise BadCall(f"these are {len(scopes)} radars ({few}). Import one folder at a time")


def _few(snapshot: Snapshot, draft: Draft) -> Snapshot:
    """Return a snapshot with at most `MOST_AXES` sectors and rings; more refuse the import."""
    sectors, rings = (
        {id_: words[id_] for id_ in draft.few(kind, sorted(words))}
        for kind, words in (("quadrant", snapshot.sectors), ("ring", snapshot.rings))
    )
    return snapshot._replace(sectors=sectors, rings=rings)


def _axes(draft: Draft, snapshots: Sequence[Snapshot], options: ImportOptions) -> None:
    """Make the quadrants and rings of the newest snapshot, with the others' words as aliases."""
    newest = snapshots[-1]
    ids = _ids(newest)
    names = options.quadrants or [clean(newest.sectors.get(i, "")) or i.upper() for i in ids]
    names = names[: len(ids)]
    corners = CORNERS if len(names) == 4 else (None,) * len(names)
    words: dict[str, set[str]] = {id_: {id_} for id_ in ids}
    for snapshot in snapshots:
        for theirs in _ids(snapshot):
            same = _same(theirs, snapshot, newest)
            told = {*snapshot.aliases.get(theirs, ()), snapshot.sectors.get(theirs, "")}
            words.get(same, set()).update(told)
    made = []
    for id_, name, corner in zip(ids, names, corners, strict=False):
        others = sorted(word for word in words[id_] if word and fold(word) != fold(name))
        fields = {"name": clean(name), "position": corner, "aliases": others}
        made.append(Quadrant.model_validate(fields))
    draft.quadrants = made
    if options.rings or not newest.rings:
        draft.rings = make_rings(
            () if options.rings else _ring_words(snapshots, draft), options.rings, draft
        )
    else:
        listed = sorted(newest.rings.items())
        draft.rings = [
            Ring.model_validate({"name": tidy_case(clean(t) or i), "aliases": [i]})
            for i, t in listed
        ]


def _ring_words(snapshots: Sequence[Snapshot], draft: Draft) -> Sequence[str]:
    """Return the names of rings in the rows, those of the newest snapshot first."""
    rows = (cells for snapshot in reversed(snapshots) for cells in snapshot.rows)
    words = {fold(cells["ring"]): cells["ring"] for cells in rows if not cells.after_damage}
    return draft.few("ring", [*words.values()])


def _ids(snapshot: Snapshot) -> list[str]:
    return sorted(snapshot.sectors) or ["q1", "q2", "q3", "q4"]


def _same(id_: str, there: Snapshot, here: Snapshot) -> str:
    """Return the sector of the snapshot `here` for the sector `id_` of `there`, '' if none.

    It is the one with the same title; else the one with the same number, if its title is in no
    sector of `there` and both snapshots have equally many sectors.
    """
    title = fold(there.sectors.get(id_, ""))
    if same_title := next(
        (i for i, name in here.sectors.items() if title and fold(name) == title), ""
    ):
        return same_title
    ids = _ids(here)
    same = next((i for i in ids if i[1:] == id_[1:]), "")
    taken = fold(here.sectors.get(same, "")) in map(fold, there.sectors.values())
    return same if not title or (len(ids) == len(_ids(there)) and not taken) else ""


def _places(there: Snapshot, here: Snapshot, draft: Draft) -> Mapping[str, str]:
    """Return the names of sectors in a snapshot → ids in the newest one; report renamed ones."""
    ids: dict[str, str] = {}
    for id_ in _ids(there):
        same, title = _same(id_, there, here), there.sectors.get(id_, "")
        twin = f"{'s' if id_[:1] == 'q' else 'q'}{id_[1:]}"
        for word in (id_, twin, *there.aliases.get(id_, ()), title):
            ids.setdefault(fold(word), same or title)
        now = here.sectors.get(same, "")
        if same and title and fold(now) != fold(title):
            message = f"{id_} is called {title!r} there and {now!r} in the newest: taken for one"
            draft.say("noted", SourcePlace(there.path), "renamed", message)
    return ids


_QuadrantOrRing = TypeVar("_QuadrantOrRing", Quadrant, Ring)


def _with_aliases(item: _QuadrantOrRing, options: ImportOptions) -> _QuadrantOrRing:
    """Return a quadrant or ring with the words that the user calls it by."""
    words = {fold(word) for word in (item.id, *item.name.values(), *item.aliases)}
    more: tuple[str, ...] = tuple(old for old, new in options.aliases.items() if fold(new) in words)
    return item.model_copy(update={"aliases": (*item.aliases, *more)})


def _without_ids(item: _QuadrantOrRing) -> _QuadrantOrRing:
    """Return a quadrant or ring without the aliases that are ids of a file, such as q1."""
    kept = tuple(word for word in item.aliases if not re.fullmatch(r"[qsr]\d", word))
    return item.model_copy(update={"aliases": kept})


def _take(
    cells: Cells,
    edition: str,
    places: Mapping[str, str],
    homes: Mapping[str, str],
    draft: Draft,
) -> None:
    """Add a row to the draft, or report why it cannot be used.

    One in a sector that the newest snapshot does not have stands where its entry went, by `homes`.
    """
    where = _where(cells, places)
    name = clean(cells["name"])
    if not draft.find("quadrant", where) and (home := homes.get(fold(name))):
        message = f"the newest has no {where!r}: what was in it stands where it is now"
        draft.say_once("noted", cells.place, "old-sector", message)
        where = home
    older = draft.editions and edition != draft.editions[-1].id and not check_name(name)
    if older and _is_gone(cells, where, draft):
        return
    settled = find_axes(draft, cells.place, name, where, cells["ring"])
    if settled is None:
        return
    quadrant, ring = settled
    claim = read_movement(cells.cell("moved"), draft)
    text = cells["description"]
    draft.rows.append(ImportRow(cells.place, name, ring, quadrant, edition, text=text, claim=claim))


def _is_gone(cells: Cells, where: str, draft: Draft) -> bool:
    """Report a row of an older snapshot in a sector or ring that the newest one does not have."""
    for kind, word in (("quadrant", where), ("ring", cells["ring"])):
        if word and not draft.refusal and not draft.find(kind, word):
            items = draft.quadrants if kind == "quadrant" else draft.rings
            names = ", ".join(next(iter(item.name.values())) for item in items)
            message = (
                f"the newest file has no {kind} {word[:60]!r}, only {names}; "
                f'--alias "{word[:60]}=…" says which it is'
            )
            draft.say("reported", cells.place, f"unknown-{kind}", message)
            return True
    return False


def _where(cells: Cells, places: Mapping[str, str]) -> str:
    said = cells["sector"] or cells["quadrant"]
    return places.get(fold(said), said)


def _homes(snapshots: Sequence[Snapshot], draft: Draft) -> Mapping[str, str]:
    """Return the quadrant in which each entry was last seen, by its folded name.

    The sectors of an older snapshot may be gone, and the way of its entries through the rings does
    not depend on them.
    """
    homes: dict[str, str] = {}
    for snapshot in snapshots:
        places = _places(snapshot, snapshots[-1], Draft())
        for cells in snapshot.rows:
            if quadrant := draft.find("quadrant", _where(cells, places)):
                homes[fold(clean(cells["name"]))] = quadrant
    return homes


def misfit(radar: Radar) -> Iterator[Problem]:
    """Yield why the tool cannot show a radar."""
    if len(radar.rings) < 2:
        message = "it has two to eight rings, this radar has one"
        yield Problem("radar.yaml", 0, 0, "does-not-fit", message)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return a snapshot of the newest edition, or one of every edition."""
    losses = ExportLosses(radar, "qiwi")
    files = {}
    form = wanted.form or "json"
    for edition, standings in edition_rows(radar, losses, every=wanted.every):
        document = _document(losses, edition, standings)
        if form == "csv":
            data = _as_csv(document, losses)
        elif form == "yaml":
            data = write_document(document)
        else:
            data = script_json(document, indent=2) + "\n"
        name = re.sub(r"[^0-9A-Za-z._-]+", "-", _date(radar, edition) or radar.id)
        files[f"{name}.{'yml' if form == 'yaml' else form}"] = data.encode()
    if filled := [name for name, data in files.items() if re.search(rb"\{[{%#]", data)]:
        message = f"its older pages fill in {{{{ }}}} and {{% %}}, and run it: {', '.join(filled)}"
        losses.report_note("template", message)
    fields = ("tags", "owner", "reviewed", "links", "aliases", "related", "pin")
    losses.report_fields(*fields, carried=("date",))
    return Exported(files, losses.make_report())


def _date(radar: Radar, edition: str = "") -> str:
    """Return the date of a snapshot in ISO 8601 where possible, '' for the newest edition.

    The tool sorts snapshots by this text and uses it as the name of a folder, so "November 2026"
    would be sorted wrongly.
    """
    name = edition or radar.newest
    day = radar.edition(name).date if name else None
    return find_date(name)[0] or (day.isoformat() if day else "") or name or state_name(radar)


def _document(
    losses: ExportLosses, edition: str, standings: Sequence[tuple[Standing, str]]
) -> dict[str, Any]:
    """Return a snapshot: in the old form if the radar allows it, else with sectors and rings."""
    radar = losses.radar
    names = [radar.say(ring.name) for ring in radar.rings]
    usual = [*map(fold, names)] == [*map(fold, STANDARD_RINGS)] and len(radar.quadrants) == 4
    four = len(radar.quadrants) == 4
    quadrants = in_corners(radar, CORNERS) if four else list(radar.clockwise)
    letter = "q" if usual else "s"
    ids = {quadrant.id: f"{letter}{n}" for n, quadrant in enumerate(quadrants, 1)}
    rings = {ring.id: names[n] if usual else f"r{n + 1}" for n, ring in enumerate(radar.rings)}
    data = [
        {
            "name": radar.say(standing.entry.name),
            "quadrant" if usual else "sector": ids[standing.quadrant],
            "ring": rings[standing.ring or ""],
            "description": losses.to_plain(standing.entry, text),
            "moved": _MOVED.get(standing.movement, 0),
        }
        for standing, text in standings
    ]
    titles = {ids[quadrant.id]: radar.say(quadrant.name) for quadrant in quadrants}
    meta = {"title": radar.say(radar.title), "date": _date(radar, edition)}
    if usual:
        return {"meta": meta, "data": data, "quadrantAliases": {}, "quadrantTitles": titles}
    sectors = [{"id": id_, "title": title} for id_, title in titles.items()]
    listed = [{"id": f"r{n}", "title": name} for n, name in enumerate(names, 1)]
    return {"meta": meta, "sectors": sectors, "rings": listed, "data": data}


def _as_csv(document: Mapping[str, Any], losses: ExportLosses) -> str:
    """Return a snapshot as blocks of CSV; `===` in texts is changed, as the tool splits there."""
    rows = document["data"]
    columns = list(rows[0]) if rows else ["name", "quadrant", "ring", "description", "moved"]
    table = []
    for row in rows:
        cells = {column: str(cell) for column, cell in row.items()}
        if any("===" in cell for cell in cells.values()):
            losses.report_note("separator", f"=== in {cells['name'][:60]!r} is written as = = =")
        losses.report_formulas(cells["name"], cells)
        table.append([_cell(cells[column]) for column in columns])
    titles = document.get("quadrantTitles") or {
        sector["id"]: sector["title"] for sector in document["sectors"]
    }
    kind = "quadrant" if "quadrantTitles" in document else "sector"
    blocks = [[["title"], [document["meta"]["title"]]], [["date"], [document["meta"]["date"]]]]
    blocks.append([[kind, "title"], *([i, t] for i, t in titles.items())])
    if "rings" in document:
        blocks.append([["ring", "title"], *([r["id"], r["title"]] for r in document["rings"])])
    blocks.append([columns, *table])
    return "===\n".join(write_csv(block) for block in blocks)


def _cell(text: str) -> str:
    """Return a cell that the tool reads correctly: it pairs quotes before it parses CSV.

    A quote at the end of a cell would join the next row, and commas would lose their spaces.
    """
    text = text.replace("===", "= = =")
    return f"{text} " if text.endswith('"') else text


FORMAT = Format(
    name="qiwi",
    label="qiwi's snapshots: CSV with ===, JSON, YAML",
    recognise=recognise,
    read=read,
    write=write,
    forms=("json", "csv", "yaml"),
    misfit=misfit,
    dated_by_user=True,
)
