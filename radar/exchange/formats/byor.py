"""Thoughtworks' Build Your Own Radar: rows of name, ring, quadrant, isNew or status, description.

The tool requires exact names of columns; here, columns, rings and quadrants match in any case, and
`and`, `-and-` and `&` are the same. A status overrides isNew. Descriptions are HTML of a few tags;
tags in names are removed. Quadrants are top left, bottom left, top right, bottom right; blips are
numbered quadrant by quadrant in the order of the file. A file is one edition, and lists all
entries.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from radar.errors import Problem
from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import Exported, ExportLosses, ExportOptions, edition_rows
from radar.exchange.format import SAMPLE, Certainty, Format, SourceFile
from radar.exchange.formats.shared.details import DETAILS, read_claim, read_details, read_links
from radar.exchange.sheets.headers import NEEDED
from radar.exchange.sheets.records import Cells
from radar.exchange.sheets.tables import write_csv
from radar.exchange.toolkit.cells import clean
from radar.exchange.toolkit.draft import (
    STANDARD_RINGS,
    Draft,
    ImportOptions,
    ImportRow,
    fold,
    make_rings,
    tidy_case,
)
from radar.exchange.toolkit.editions import common_words
from radar.exchange.toolkit.endings import BYOR as COLUMNS
from radar.exchange.toolkit.endings import PLAIN
from radar.exchange.toolkit.markup import Converted, to_markdown, to_words
from radar.exchange.toolkit.misspelt import apply_aliases, report_misspellings
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import find_axes, json_rows, table_rows
from radar.exchange.toolkit.sources import Bundle, stem
from radar.history import Standing
from radar.model import Movement, Position, Quadrant, Radar, Ring
from radar.safety.data import script_json

_USUAL_QUADRANTS = ("Techniques", "Platforms", "Tools", "Languages & Frameworks")
CORNERS: tuple[Position, ...] = ("top-left", "bottom-left", "top-right", "bottom-right")
_MARKS = {"isNew", "status"}
_AND = re.compile(r"(?:-|\s+)and(?:-|\s+)|\s*&\s*", re.IGNORECASE)
_STATUS_WORDS = {
    Movement.NEW: "New",
    Movement.RETURNED: "New",
    Movement.IN: "Moved In",
    Movement.OUT: "Moved Out",
    Movement.UNCHANGED: "No Change",
}


def recognise(file: SourceFile) -> Certainty:
    """Recognise a table by the columns that only this tool has, and a list of rows in JSON."""
    if file.is_table:
        return _recognise_table(file.columns(*COLUMNS, *PLAIN))
    some = islice(file.document, SAMPLE) if file.is_json else ()
    rows = any(all(key in each for key in NEEDED) for each in some)
    return Certainty.LIKELY if rows else Certainty.NO


def _recognise_table(columns: set[str]) -> Certainty:
    """Recognise a table by its columns; one that has others as well is somebody's own list."""
    theirs = _MARKS & columns and columns <= {*COLUMNS, ""}
    return Certainty.LIKELY if theirs and columns >= set(NEEDED) else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read CSV or JSON files, one for each edition."""
    draft = Draft(wants_fields=options.fields)
    paths = bundle.paths(".csv", ".tsv", ".json")
    names = [stem(path) for path in paths]
    editions = draft.date_files(dict(zip(paths, names, strict=True)), options)
    several = len(paths) > 1 or options.edition or (editions and editions[0].date)
    draft.editions = draft.dated.in_order if several else ()
    cells_by_edition = [
        (apply_aliases(cells, options.aliases), editions[n].id if draft.editions else "")
        for n, path in enumerate(paths)
        for cells in _rows(bundle, path, draft)
    ]
    order = {edition.id: place for place, edition in enumerate(draft.editions)}
    newest = [
        cells for cells, _ in sorted(cells_by_edition, key=lambda pair: -order.get(pair[1], 0))
    ]
    draft.quadrants = _quadrants((c["quadrant"] for c in _sound(newest)), options.quadrants, draft)
    draft.rings = _rings((c["ring"] for c in _sound(newest)), options.rings, draft)
    said: dict[str, Converted] = {}  # most volumes repeat what the one before said
    for cells, edition in cells_by_edition:
        html = cells["description"]
        said[html] = said.get(html) or to_markdown(html)
        _take(cells, edition, said[html], draft)
    report_misspellings(draft, {fold(name) for name in (*options.quadrants, *options.rings)})
    if title := common_words(names).strip(" -_."):
        draft.settings["title"] = title
    draft.base_url = options.base_url
    draft.blip_numbers = lambda rows: _numbers(rows, draft)
    return draft


def _sound(rows: Iterable[Cells]) -> Iterator[Cells]:
    return (cells for cells in rows if not cells.after_damage)


def _rows(bundle: Bundle, path: str, draft: Draft) -> Iterator[Cells]:
    rows = json_rows if bundle.path_by_content(path).endswith(".json") else table_rows
    for cells in rows(bundle, path, draft, (*COLUMNS, *DETAILS)):
        if missing := [key for key in ("name", "ring", "quadrant") if key not in cells.values]:
            draft.say("reported", cells.place, "columns", f"there is no {' and no '.join(missing)}")
        else:
            yield cells


def _quadrants(words: Iterable[str], given: Sequence[str], draft: Draft) -> tuple[Quadrant, ...]:
    """Make the quadrants: `given` by the user, else the usual four, else those in `words`."""
    seen = {fold(word): word for word in words if word}
    usual = seen and seen.keys() <= {fold(name) for name in _USUAL_QUADRANTS}
    names = given or (
        _USUAL_QUADRANTS if usual else draft.few("quadrant", [*map(tidy_case, seen.values())])
    )
    corners = CORNERS if len(names) == 4 else (None,) * len(names)
    pairs = zip(names, corners, strict=True)
    return tuple(Quadrant.model_validate({"name": n, "position": c}) for n, c in pairs)


def _rings(words: Iterable[str], given: Sequence[str], draft: Draft) -> tuple[Ring, ...]:
    seen = {fold(word): word for word in words}
    return make_rings(() if given else draft.few("ring", [*seen.values()]), given, draft)


def _take(cells: Cells, edition: str, made: Converted, draft: Draft) -> None:
    """Add a row to the draft, or report why it cannot be used; `made` is the description."""
    name = clean(to_words(cells["name"]))
    axes = find_axes(draft, cells.place, name, cells["quadrant"], cells["ring"])
    if axes is None:
        return
    quadrant, ring = axes
    if name != clean(cells["name"]) and "<" in cells["name"]:
        message = f"{cells['name'][:80]!r} loses its tags, as there: {name!r}"
        draft.say("noted", cells.place, "name-tags", message)
    if made.dropped:
        dropped = ", ".join(made.dropped)
        draft.say("lost", cells.place, "html", f"not carried from the description: {dropped}")
    claim = _claim(cells, draft)
    draft.rows.append(
        ImportRow(
            cells.place,
            name,
            ring,
            quadrant,
            edition,
            text=made.text,
            claim=claim,
            links=tuple(read_links(cells, draft)),
            more=read_details(cells, draft, made.text),
        )
    )


def _claim(cells: Cells, draft: Draft) -> str:
    if said := read_claim(cells, draft, "status", "isNew"):
        return said
    return "unchanged" if "status" in cells.values and not cells["status"] else ""


def _numbers(rows: Sequence[ImportRow], draft: Draft) -> Mapping[SourcePlace, int]:
    """Return the number of each blip as in the tool: by quadrant, then in the order of the file."""
    order = {quadrant.id: place for place, quadrant in enumerate(draft.quadrants)}
    ordered = sorted(rows, key=lambda row: (order[row.quadrant], row.place.path, row.place.line))
    return {row.place: number for number, row in enumerate(ordered, 1)}


def misfit(radar: Radar) -> Iterator[Problem]:
    """Yield why the tool cannot show a radar."""
    if len(radar.quadrants) != 4:
        message = f"it has exactly four quadrants, this radar has {len(radar.quadrants)}"
        yield Problem("radar.yaml", 0, 0, "does-not-fit", message)
    if len(radar.rings) > 4:
        message = f"it has one to four rings, this radar has {len(radar.rings)}"
        yield Problem("radar.yaml", 0, 0, "does-not-fit", message)


def write(radar: Radar, options: ExportOptions) -> Exported:
    """Return the newest edition as CSV or JSON, or one file for each edition."""
    losses = ExportLosses(radar, "byor")
    corners = {quadrant.id: place for place, quadrant in enumerate(in_corners(radar, CORNERS))}
    files = {}
    for edition, standings in edition_rows(radar, losses, every=options.every):
        ordered = sorted(standings, key=lambda pair: (corners[pair[0].quadrant], pair[0].number))
        rows = [_cells(standing, text, losses) for standing, text in ordered]
        suffix = "json" if options.form == "json" else "csv"
        files[f"{edition or radar.id}.{suffix}"] = _file(rows, suffix, losses)
    _report_losses(radar, losses)
    return Exported(files, losses.make_report())


def _cells(standing: Standing, text: str, losses: ExportLosses) -> dict[str, str]:
    radar, entry = losses.radar, standing.entry
    return {
        "name": losses.to_plain_name(entry),
        "ring": _axis(radar.say(radar.ring(standing.ring or "").name)),
        "quadrant": _axis(radar.say(radar.quadrant(standing.quadrant).name)),
        "isNew": "TRUE" if standing.movement is Movement.NEW else "FALSE",
        "status": _STATUS_WORDS[standing.movement],
        "description": losses.to_html(entry, text),
    }


def _file(rows: Sequence[Mapping[str, str]], form: str, losses: ExportLosses) -> bytes:
    if form == "json":
        return (script_json(rows, indent=2) + "\n").encode()
    for row in rows:
        losses.report_formulas(row["name"], row)
    return write_csv([COLUMNS, *([row[c] for c in COLUMNS] for row in rows)]).encode()


def _axis(name: str) -> str:
    """Return the name of a quadrant or ring for a cell, so that the tool can match it.

    The tool drops what is in <> and turns one `&amp;` back into `&`; a second one would not match.
    """
    name = re.sub(r"[<>]", "", name)
    return name if name.count("&") < 2 else re.sub(r"\s*&\s*", " and ", name)


def _name_for_settings(name: str) -> str:
    """Return the name of a quadrant or ring for the tool's settings QUADRANTS and RINGS.

    The tool turns every `and` in a cell into ` & ` before it compares, but not in its settings. It
    silently does not draw the blips of an unknown quadrant.

    >>> _name_for_settings("Clusters and edge"), _name_for_settings("R&D")
    ('Clusters & edge', 'R & D')
    """
    return _AND.sub(" & ", _axis(name))


def _report_losses(radar: Radar, losses: ExportLosses) -> None:
    quadrants = [_name_for_settings(radar.say(q.name)) for q in in_corners(radar, CORNERS)]
    rings = [_name_for_settings(radar.say(ring.name)) for ring in radar.rings]
    for key, names, usual in (
        ("quadrants", quadrants, _USUAL_QUADRANTS),
        ("rings", rings, STANDARD_RINGS),
    ):
        if [name.lower() for name in names] != [name.lower() for name in usual]:
            words = json.dumps(names, ensure_ascii=False)
            losses.report_note(key, f"the tool has to be told: {key.upper()}={shlex.quote(words)}")
    empty = {q.id for q in radar.quadrants} - {entry.quadrant for entry in radar.entries}
    if empty:
        losses.report_loss("quadrants", f"quadrants without entries: {', '.join(sorted(empty))}")
    losses.report_fields("tags", "owner", "reviewed", "links", "aliases", "related", "pin")


FORMAT = Format(
    name="byor",
    label="Thoughtworks' Build Your Own Radar: CSV or JSON",
    recognise=recognise,
    read=read,
    write=write,
    forms=("csv", "json"),
    misfit=misfit,
    dated_by_user=True,
)
