"""A radar → the text that puts it into a wiki.

The modules, in order::

    content     picture, title, entries and addresses, whatever the format
    writing     the same in Markdown, HTML, and the markup languages of wikis
"""
