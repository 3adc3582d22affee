"""Other tools' formats, each one module, both directions.

Moving in::

    files ──sources──▶ Bundle ──recognise──▶ format.read ──▶ Draft ──assembling──▶ Radar
                                                                                    │
    folder ◀──(own_form, merging)───────────────────────────────────────────────────┘

A format's reader knows how its tool reads and hands over rows that each have a place
(`toolkit.draft`); who is who, histories and ids are made in one place for all
(`importing.assembling`). Moving out is `format.write`, a pure function from a `Radar` to files.
Both come with a `Report` that leaves no row unaccounted for.

The sub-packages, each importing only those before it::

    toolkit/      what every format reads and writes with
    exporting/    our own form, and what every export shares
    formats/      one module for each tool
    importing/    rows → a radar
    conversion    import and export as functions
    merging/      an imported radar → changes to the files that are there
"""
