"""Data that no tool made: values in scripts and pages, and entries in documents of any shape.

The modules, each importing only those before it::

    references     names of other data in a script, and the data itself
    script_reader  data in JavaScript, TypeScript and pages, as a tree; nothing of it is run
    shapes         which keys a reader takes of a document; the others are reported
    entry_lists    what in a tree looks like entries, in whatever spelling
"""
