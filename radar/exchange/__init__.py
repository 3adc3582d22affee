"""Import and export: one module for each format of another tool, both directions.

Import::

    files ──sources──▶ Bundle ──recognise──▶ format.read ──▶ Draft ──assembling──▶ Radar
                                                                                    │
    folder ◀──(own_form, merging)───────────────────────────────────────────────────┘

A format's reader knows how its tool reads files. It returns rows with their file and line
(`toolkit.draft`). Grouping rows into entries, histories and ids is the same for all formats
(`importing.assembling`). Exporting is `format.write`, a pure function from a `Radar` to files.
Both return an `ExchangeReport` that says what became of every row.

The sub-packages, each importing only those before it::

    toolkit/      what every format reads and writes with
    exporting/    our own form, and what every export shares
    formats/      one module for each tool
    importing/    rows → a radar
    conversion    import and export as functions
    merging/      an imported radar → changes to the files that are there
"""
