"""Other tools' formats, each one module, both directions.

Moving in::

    files ──sources──▶ Bundle ──recognise──▶ format.read ──▶ Draft ──assembling──▶ Radar
                                                                                    │
    folder ◀──(write_form, merging)─────────────────────────────────────────────────┘

A format's reader knows how its tool reads and hands over rows that each have a place
(`radar.exchange.draft`); who is who, histories and ids are made in one place for all
(`radar.exchange.assembling`). Moving out is `format.write`, a pure function from a `Radar` to
files. Both come with a `Report` that leaves no row unaccounted for.
"""
