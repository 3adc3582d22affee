"""What the command does, as calls with keyword arguments: the way in for programs.

A command and its function do the same, by the same words: an option `--base-url` is the keyword
`base_url`. The command adds only what it prints. What is exported from `radar` is stable; docs say
what that means. Modules::

    days        days as callers give them
    building    a radar → its site
    reviewing   a radar → what is due on a day
    checking    a radar → what is wrong with it
    writing     a radar → the files of its folder
    editing     a folder → the same folder after a decision
    importing   files of another tool → the folder of a radar
    exporting   a radar → files of another tool
    embedding   a radar → the snippet for a wiki
"""
