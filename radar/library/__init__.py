"""What the command does, as calls with keyword arguments: the way in for programs.

A command and its function do the same, by the same words: an option `--base-url` is the keyword
`base_url`. The command adds only what it prints. What is exported from `radar` is stable; docs say
what that means. Modules, of which none imports another::

    building    a radar → its site
    checking    a radar → what is wrong with it
    writing     a radar → the files of its folder
    importing   files of another tool → the folder of a radar
    exporting   a radar → files of another tool
    embedding   a radar → the snippet for a wiki
"""
