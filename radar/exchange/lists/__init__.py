"""Data that no tool made: values in scripts and pages, and entries in documents of any shape.

The modules, neither of which imports the other::

    script_reader  data in JavaScript, TypeScript and pages, as a tree; nothing of it is run
    entry_lists    what in a tree looks like entries, in whatever spelling
"""
