"""Closed editions among the files of a radar.

::

    files        which editions are closed, and what is wrong with their files
    agreement    closed editions and the files of entries → one history for every entry
"""
