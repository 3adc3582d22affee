"""Other tools' formats, one module each, both directions.

`importing.recognise.FORMATS` lists them. A module has `NAME`, `read` (or `load`) and `write`; it
may have `FORMS`, the file types that `write` offers, and `misfit`, which yields why a radar cannot
be exported. Some share modules, each importing only those before it::

    served       pictures where AOE's and Porsche's sites serve them
    releases     dated folders of Markdown, of AOE and Porsche
    snapshots    a file of qiwi
"""
