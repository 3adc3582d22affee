"""A format: a file in TOML with a table for each technology."""

# [Rust]
# quadrant = "Languages"
# ring = "Adopt"

import json
import tomllib

from radar import Quadrant, Radar
from radar.exchange import (
    Bundle,
    Certainty,
    Draft,
    Exported,
    ExportLosses,
    ExportOptions,
    Format,
    ImportOptions,
    ImportRow,
    SourceFile,
    SourcePlace,
    clean,
    find_axes,
    make_rings,
    read_text,
)


def recognise(file: SourceFile) -> Certainty:
    """Recognise a file by its ending, which no other format has."""
    return Certainty.CERTAIN if file.path.endswith(".toml") else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read one file: every table is a row, which becomes an entry or is reported."""
    draft = Draft()
    for path in bundle.paths(".toml"):
        text = read_text(bundle, path, draft)
        if text is not None:
            _read_file(path, text, draft, options)
    return draft


def _read_file(path: str, text: str, draft: Draft, options: ImportOptions) -> None:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        draft.read += 1
        draft.say("reported", SourcePlace(path), "bad-toml", str(wrong))
        return
    rows = {name: table for name, table in tables.items() if isinstance(table, dict)}
    quadrants = options.quadrants or dict.fromkeys(_word(row, "quadrant") for row in rows.values())
    draft.quadrants = [Quadrant(name=name) for name in quadrants if name]
    draft.rings = make_rings([_word(row, "ring") for row in rows.values()], options.rings)
    for name, row in rows.items():
        place = SourcePlace(path, 0, name)
        draft.count(place)
        axes = find_axes(draft, place, clean(name), _word(row, "quadrant"), _word(row, "ring"))
        if axes:
            text = _word(row, "text")
            draft.rows.append(ImportRow(place, clean(name), axes[1], axes[0], text=text))


def _word(row: dict[str, object], key: str) -> str:
    return str(row.get(key, "")).strip()


def write(radar: Radar, options: ExportOptions) -> Exported:
    """Write one table for each entry of the newest edition."""
    losses = ExportLosses(radar, "toml")
    kept = [entry for entry in radar.entries if entry.ring and not entry.hidden]
    tables = [
        f"[{json.dumps(radar.say(entry.name))}]\n"
        f"quadrant = {json.dumps(radar.say(radar.quadrant(entry.quadrant).name))}\n"
        f"ring = {json.dumps(radar.say(radar.ring(entry.ring).name))}\n"
        f"text = {json.dumps(radar.say(entry.text))}\n"
        for entry in kept
    ]
    losses.report_entries({entry.id for entry in kept})
    losses.report_fields("tags", "owner", "reviewed", "links", "aliases", "related", "pin")
    return Exported({f"{radar.id}.toml": "\n".join(tables).encode()}, losses.make_report())


FORMAT = Format(
    name="toml",
    label="a table for each technology, in TOML",
    recognise=recognise,
    read=read,
    write=write,
    endings=(".toml",),
)
