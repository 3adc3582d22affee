"""What other installed packages add: their entry points, found and loaded when they are needed.

A package adds a format of another tool by an entry point of the group `radar.formats`, and a check
of its own by one of the group `radar.checks`. The modules, each importing only those before it::

    finding     entry points of a group, and what is wrong with the others
    checks      the checks of other packages, run on a radar
"""
