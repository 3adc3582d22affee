"""The finished scene: everything that stands around the points, which it never moves.

The modules, each importing only those before it::

    content       what a picture shows, in the words of one language
    context       content, positions and sizes: what the modules below work on
    blocks, columns
                  lines of text as a block; lists that flow into columns
    ring_names    the names of the rings, in a channel between quadrants
    axes          rings and quadrants
    gaps          where the outline of a ring makes room for a name
    blips         blips with their marks, trails, names and clusters
    legends       what the numbers in the blips stand for
    frame         title, headings of the quadrants, key
    compose       all of it, for a picture that stands alone
    on_page       the same within a page, which says much of it in its own words
"""
