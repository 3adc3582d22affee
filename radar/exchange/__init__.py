"""Import and export: one module for each format of another tool, both directions.

What a format is made of is exported here, for the formats of other packages as well.

Import::

    files ──sources──▶ Bundle ──recognise──▶ format.read ──▶ Draft ──assembling──▶ Radar
                                                                                    │
    folder ◀──(own_form, merging)───────────────────────────────────────────────────┘

A format's reader knows how its tool reads files. It returns rows with their file and line
(`toolkit.draft`). Grouping rows into entries, histories and ids is the same for all formats
(`importing.assembling`). Exporting is `format.write`, a pure function from a `Radar` to files.
Both return an `ExchangeReport` that says what became of every row.

What is in here, each importing only what is before it::

    vocabulary/   the words of sheets, in many languages
    sheets/       tables and workbooks
    toolkit/      what every format reads and writes with
    exporting/    our own form, and what every export shares
    format        what a format is
    formats/      one module for each tool
    registry      all formats, with those of other packages
    importing/    rows → a radar
    conversion    import and export as functions
    merging/      an imported radar → changes to the files that are there
"""

from radar.exchange.conversion import export_radar, import_bundle
from radar.exchange.exporting.losses import Exported, ExportLosses, ExportOptions
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.sheets.records import Cells
from radar.exchange.sheets.tables import write_csv
from radar.exchange.toolkit.cells import (
    Cell,
    clean,
    clean_text,
    read_date,
    read_list,
    read_movement,
    read_truth,
    read_words,
)
from radar.exchange.toolkit.draft import Draft, ImportOptions, ImportRow, make_ring, make_rings
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import (
    find_axes,
    json_rows,
    read_text,
    read_tree,
    table_rows,
)
from radar.exchange.toolkit.sources import Bundle

__all__ = [
    "Bundle",
    "Cell",
    "Cells",
    "Certainty",
    "Draft",
    "ExportLosses",
    "ExportOptions",
    "Exported",
    "Format",
    "ImportOptions",
    "ImportRow",
    "SourceFile",
    "SourcePlace",
    "clean",
    "clean_text",
    "export_radar",
    "find_axes",
    "import_bundle",
    "json_rows",
    "make_ring",
    "make_rings",
    "read_date",
    "read_list",
    "read_movement",
    "read_text",
    "read_tree",
    "read_truth",
    "read_words",
    "table_rows",
    "write_csv",
]
