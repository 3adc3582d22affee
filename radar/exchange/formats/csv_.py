"""Our plain CSV for spreadsheets: one row for each entry and edition.

Only the columns name, quadrant and ring are required. Texts are Markdown; a further language has
its own columns (`name.zh`). The columns with numbers keep the order of quadrants (clockwise) and
rings (inner first), and allow sorting. Cells that a spreadsheet would run as a formula get an
apostrophe in front, which reading removes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from radar.exchange.exporting.losses import (
    Exported,
    ExportLosses,
    ExportOptions,
    first_edition,
    last_editions,
)
from radar.exchange.exporting.pictures import report_pictures
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.formats.shared.details import read_claim, read_details, read_links
from radar.exchange.sheets.headers import NEEDED
from radar.exchange.sheets.records import Cells
from radar.exchange.sheets.tables import write_csv
from radar.exchange.toolkit.cells import (
    Cell,
    clean,
    join_list,
    read_date,
)
from radar.exchange.toolkit.descriptions import read_description
from radar.exchange.toolkit.draft import (
    Draft,
    ImportOptions,
    ImportRow,
    fold,
    make_ring,
    make_rings,
    tidy_case,
)
from radar.exchange.toolkit.editions import drop_shared_names, find_date, sort_by_date
from radar.exchange.toolkit.endings import PLAIN as COLUMNS
from radar.exchange.toolkit.misspelt import apply_aliases, report_misspellings
from radar.exchange.toolkit.rows import find_axes, read_edition_date, table_rows
from radar.exchange.toolkit.sources import Bundle, stem
from radar.history import Standing, timeline
from radar.model import Edition, Entry, Link, Quadrant, Radar, Ring
from radar.naming import slug
from radar.reading.settings import language_tag

_NUMBER = re.compile(r"[0-9]{1,3}")
_TRANSLATED = ("name", "summary", "text", "note")


def recognise(file: SourceFile) -> Certainty:
    """Recognise a table with the columns name, quadrant and ring, if no tool says it is its own."""
    needed = file.columns(*COLUMNS) >= set(NEEDED)
    return Certainty.POSSIBLE if needed else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read one table with a column `edition`, or one table for each edition."""
    return read_plain_rows(bundle, options, bundle.paths(".csv", ".tsv"), _table_rows)


def _table_rows(bundle: Bundle, path: str, draft: Draft) -> Iterator[Cells]:
    return table_rows(bundle, path, draft, COLUMNS, _TRANSLATED)


def read_plain_rows(
    bundle: Bundle,
    options: ImportOptions,
    paths: Sequence[str],
    rows_of: Callable[[Bundle, str, Draft], Iterable[Cells]],
    *,
    dated: bool = True,
) -> Draft:
    """Read files of rows with our columns; `rows_of` yields those of the file at a path.

    With `dated`, each of several files is an edition; without, they are of the given one.
    """
    draft = Draft(wants_fields=options.fields)
    given = bool(options.edition or options.date)
    by_file = []
    if dated or given:
        by_file = draft.date_files({path: stem(path) for path in paths}, options)
    several = given or (dated and len(paths) > 1)
    rows: list[tuple[Cells, str]] = []
    for n, path in enumerate(paths):
        for row in rows_of(bundle, path, draft):
            cells = apply_aliases(row, options.aliases)
            if cells["edition"] and cells["date"]:
                _lose(cells.cell("date"), "the row says its edition", draft)
            own = cells["edition"] or read_edition_date(cells, draft)
            rows.append((cells, own or (by_file[n].id if several else "")))
    draft.editions = _editions(rows, by_file, draft)
    names = {edition.id for edition in draft.editions}
    ids = {edition: slug(edition) for edition in {edition for _, edition in rows}}
    sound = [cells for cells, _ in rows if not cells.after_damage]
    draft.quadrants = _quadrants(sound, options.quadrants, draft)
    draft.rings = _rings(sound, options.rings, draft)
    for kind in ("quadrant", "ring"):
        _report_numbers([cells for cells, _ in rows], kind, draft)
    for cells, edition in rows:
        _take(cells, ids[edition] if edition and ids[edition] in names else "", draft, options)
    said = {fold(name) for name in (*options.quadrants, *options.rings)}
    report_misspellings(
        draft, said | _words_with_number(sound, "quadrant") | _words_with_number(sound, "ring")
    )
    draft.settings["languages"] = _languages(sound, options.language)
    draft.base_url = options.base_url
    return draft


def _editions(
    rows: Sequence[tuple[Cells, str]], by_file: Sequence[Edition], draft: Draft
) -> list[Edition]:
    """Return the editions that are used, by date if all have one, else in order of appearance.

    `rows` have their editions, `by_file` are the editions from the names of the files.
    """
    known = {edition.id: edition for edition in by_file}
    made: dict[str, Edition] = {}
    first = {edition: cells for cells, edition in reversed(rows) if edition}
    names, days = (_first_words(rows, f"edition_{what}", draft) for what in ("name", "date"))
    for edition in dict.fromkeys(edition for _, edition in rows if edition):
        id_ = slug(edition)
        if id_ not in made:
            day = read_date(days[edition], draft) if edition in days else None
            day = day or (find_date(edition)[1] if first[edition]["date"] else None)
            name = names[edition].text if edition in names else edition if edition != id_ else ""
            there = known.get(id_, Edition(id=id_))
            said: dict[str, Any] = {
                "id": id_,
                "name": name or there.name,
                "date": day or there.date,
            }
            made[id_] = Edition(**said)
    return sort_by_date(drop_shared_names(made.values()))


def _first_words(
    rows: Sequence[tuple[Cells, str]], column: str, draft: Draft
) -> Mapping[str, Cell]:
    """Return the first cell of a column for each edition; others, and those of none, are lost."""
    first: dict[str, Cell] = {}
    for cells, edition in rows:
        said = cells.cell(column)
        if said.text and not edition:
            _lose(said, "there is no edition", draft)
        elif said.text and said.text != first.setdefault(edition, said).text:
            _lose(said, f"{edition} has {first[edition].text[:60]!r} before", draft)
    return first


def _lose(cell: Cell, why: str, draft: Draft) -> None:
    """Report the cell of a column that says something of more than its own row."""
    draft.say_once("lost", cell.place, cell.column, f"{cell.column} {cell.text[:60]!r}: {why}")


def _report_numbers(rows: Sequence[Cells], kind: str, draft: Draft) -> None:
    """Report the cells under `quadrant_number` or `ring_number` that give no order."""
    first: dict[str, str] = {}
    for cells in rows:
        said = cells.cell(f"{kind}_number")
        known = (
            first.setdefault(fold(cells[kind]), said.text) if _NUMBER.fullmatch(said.text) else ""
        )
        if said.text and not known:
            _lose(said, "that is no number", draft)
        elif said.text and known != said.text:
            _lose(said, f"{cells[kind][:40]!r} has {known} before", draft)


def _column_words(rows: Sequence[Cells], column: str) -> list[str]:
    """Return the different words of a column, sorted by the column with their numbers."""
    words: dict[str, tuple[int, str]] = {}
    for cells in rows:
        if clean(cells[column]):
            number = cells[f"{column}_number"]
            place = int(number) if _NUMBER.fullmatch(number) else 999
            words.setdefault(fold(cells[column]), (place, cells[column]))
    return [word for _, word in sorted(words.values(), key=lambda pair: pair[0])]


def _words_with_number(rows: Sequence[Cells], column: str) -> set[str]:
    """Return the folded words of a column with a number of their own: they are no typing errors."""
    words: dict[str, set[str]] = {}
    for cells in rows:
        words.setdefault(cells[f"{column}_number"], set()).add(fold(cells[column]))
    return {word for n, same in words.items() if n and len(same) == 1 for word in same}


def _quadrants(rows: Sequence[Cells], given: Sequence[str], draft: Draft) -> tuple[Quadrant, ...]:
    words = draft.few("quadrant", given or _column_words(rows, "quadrant"))
    exact = given or any(cells["quadrant_number"] for cells in rows)
    names = [clean(word) if exact else tidy_case(clean(word)) for word in words]
    return tuple(Quadrant.model_validate({"name": name}) for name in names)


def _rings(rows: Sequence[Cells], given: Sequence[str], draft: Draft) -> tuple[Ring, ...]:
    words = given or draft.few("ring", _column_words(rows, "ring"))
    has_numbers = any(cells["ring_number"] for cells in rows)
    return tuple(map(make_ring, words)) if has_numbers else make_rings(words, given, draft)


def _take(cells: Cells, edition: str, draft: Draft, options: ImportOptions) -> None:
    name = clean(cells["name"])
    axes = find_axes(draft, cells.place, name, cells["quadrant"], cells["ring"])
    if axes is None:
        return
    quadrant, ring_id = axes
    description = read_description(cells.cell("description"), draft)
    draft.rows.append(
        ImportRow(
            cells.place,
            name,
            ring_id,
            quadrant,
            edition,
            cells["id"],
            "\n\n".join(filter(None, (description, cells["text"]))),
            cells["note"],
            read_claim(cells, draft, "moved", "status", "isNew"),
            tuple(read_links(cells, draft)),
            read_details(cells, draft, description),
            _translations(cells),
        )
    )


def _translations(cells: Cells) -> dict[str, dict[str, str]]:
    """Return the words in other languages, by field and language."""
    texts: dict[str, dict[str, str]] = {}
    for column, cell in cells.values.items():
        base, dot, tag = column.partition(".")
        if cell and dot and base in _TRANSLATED:
            texts.setdefault(base, {})[tag] = clean(cell) if base == "name" else cell
    return texts


def _languages(rows: Sequence[Cells], first: str) -> tuple[str, ...]:
    tags = (column.partition(".") for column in (rows[0].values if rows else ()))
    others = (tag for base, dot, tag in tags if dot and base in _TRANSLATED)
    return tuple(dict.fromkeys((first, *(t for t in others if language_tag(t) == t))))


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return one table of all editions."""
    losses = ExportLosses(radar, "csv")
    rows: list[dict[str, str]] = []
    last = last_editions(radar)
    for edition, standings in timeline(radar).items():
        ordered = sorted(standings, key=lambda s: (_places(radar, s), s.entry.id))
        rows += [_row(radar, s, edition, last) for s in ordered if s.ring]
    for row in rows:
        losses.report_formulas(row["name"], row)
    used = [
        c
        for c in _columns(radar)
        if c in ("name", "quadrant", "ring") or any(r.get(c) for r in rows)
    ]
    table = [used, *([row.get(column, "") for column in used] for row in rows)]
    losses.report_entries({entry.id for entry in radar.entries if entry.id in last})
    _report_losses(radar, losses)
    return Exported(
        {f"{radar.id}.csv": write_csv(table).encode("utf-8", "replace")}, losses.make_report()
    )


def _places(radar: Radar, standing: Standing) -> tuple[int, int, int]:
    ring_place = radar.ring_order[standing.ring or radar.rings[0].id]
    return (radar.quadrant_order[standing.quadrant], ring_place, standing.number)


def _columns(radar: Radar) -> list[str]:
    others = radar.languages[1:]
    return [
        column
        for base in (*COLUMNS, *radar.fields_by_id)
        for column in (base, *(f"{base}.{tag}" for tag in others if _is_translation(radar, base)))
    ]


def _is_translation(radar: Radar, column: str) -> bool:
    field = radar.fields_by_id.get(column)
    return field.type == "text" if field else column in _TRANSLATED


def _row(radar: Radar, standing: Standing, edition: str, last: Mapping[str, str]) -> dict[str, str]:
    entry = standing.entry
    row = {
        "id": entry.id,
        "quadrant": radar.say(radar.quadrant(standing.quadrant).name),
        "quadrant_number": str(radar.quadrant_order[standing.quadrant] + 1),
        "ring": radar.say(radar.ring(standing.ring or "").name),
        "ring_number": str(radar.ring_order[standing.ring or ""] + 1),
        "moved": standing.movement.value if radar.editions else entry.moved or "",
    }
    if radar.editions:
        named = radar.edition(edition)
        day = named.date.isoformat() if named.date else ""
        row |= {"edition": edition, "edition_name": radar.say(named.name), "edition_date": day}
    notes = {line.edition or first_edition(radar): line.note for line in entry.history}
    texts = {"name": entry.name, "note": notes.get(edition, {})}
    if edition == last[entry.id]:
        texts |= {"summary": entry.summary, "text": entry.text}
        texts |= _own_texts(entry)
        row |= _details(entry, radar)
    for key, text in texts.items():
        row[key] = text.get(radar.languages[0]) or radar.say(text)
        row |= {f"{key}.{tag}": text[tag] for tag in radar.languages[1:] if text.get(tag)}
    return row


def _details(entry: Entry, radar: Radar) -> dict[str, str]:
    pin = f"{entry.pin.angle:.12g} {entry.pin.radius:.12g}" if entry.pin else ""
    return {
        "tags": join_list(entry.tags),
        **_own_cells(entry, radar),
        "owner": join_list(entry.owners),
        "reviewed": entry.reviewed.isoformat() if entry.reviewed else "",
        "links": "\n".join(f"{x.url} {radar.say(x.label)}".strip() for x in entry.links),
        "aliases": join_list(entry.aliases),
        "related": join_list(entry.related),
        "instead": join_list(entry.instead),
        "leave_by": entry.leave_by.isoformat() if entry.leave_by else "",
        "pin": pin,
        "hidden": "true" if entry.hidden else "",
    }


def _own_texts(entry: Entry) -> dict[str, Mapping[str, str]]:
    """Return the texts that an entry has in fields of one's own, by the id of the field."""
    values = {key: said[0] for key, said in entry.fields.items()}
    return {key: text for key, text in values.items() if isinstance(text, Mapping)}


def _own_cells(entry: Entry, radar: Radar) -> dict[str, str]:
    """Return what an entry says in other fields of one's own, in digits, days and addresses."""
    cells = {}
    for key, values in entry.fields.items():
        value, kind = values[0], radar.fields_by_id[key].type
        if kind == "list":
            cells[key] = join_list(values)
        elif isinstance(value, Link):
            cells[key] = f"{value.url} {radar.say(value.label)}".strip()
        elif kind != "text":
            cells[key] = f"{value:f}" if kind == "number" else str(value)
    return cells


def _report_losses(radar: Radar, losses: ExportLosses) -> None:
    report_pictures(losses)
    losses.report_settings(("names", "logo"))
    losses.report_decisions(carried=("instead", "leave_by"))
    used = {line.quadrant for entry in radar.entries for line in entry.history}
    empty = [quadrant.id for quadrant in radar.quadrants if quadrant.id not in used]
    if empty:
        losses.report_loss("quadrants", f"quadrants without entries: {', '.join(empty)}")
    ids = list(radar.fields_by_id)
    losses.report_some("fields", "names, types and names of choices of the fields", ids)
    axes = [*radar.quadrants, *radar.rings]
    odd = [each.id for each in axes if each.id != slug(radar.say(each.name))]
    if odd:
        losses.report_loss("ids", f"ids that are not made of the names: {', '.join(odd)}")
    losses.report_loss("settings", "the title, theme and other settings of radar.yaml")
    gone = [e.id for e in radar.entries for line in e.history if line.ring is None and line.note]
    losses.report_some("notes", "notes on leaving", gone)


FORMAT = Format(
    name="csv",
    label="our plain CSV, for spreadsheets",
    recognise=recognise,
    read=read,
    write=write,
    forms=("csv",),
    dated_by_user=True,
)
