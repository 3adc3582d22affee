"""What is different, for terminals, reviews and programs.

::

    difference    between two states of a radar, as text, Markdown, HTML or JSON
    drift         between a published site and what a build would write, as problems
"""
