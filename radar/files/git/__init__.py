"""Git's object store, read without touching the work tree.

The modules, each importing only those before it::

    repository   the repository of a folder, and Git run so that nothing of it runs
    revision     a revision as a tree of names and bytes
"""
