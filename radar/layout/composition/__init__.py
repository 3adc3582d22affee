"""The finished scene: everything on the picture but the positions of blips, which are given.

The modules in the order of the work; each imports only those before it::

    content       the texts of a picture, in one language
    context       texts, positions and sizes: what the modules below read
    blocks        lines of text as a block
    ring_names    the names of the rings, in a channel between quadrants
    axes          rings and quadrants
    gaps          interruptions of a ring line behind a label
    blips         blips, their labels and clusters
    tails         the side that each moved blip came from
    legends       lists of names for the numbers in the blips
    frame         title, headings of the quadrants, key
    body          all of the above as a `Scene`
    numbers, compose
                  the scene with numbers in the blips, and the one with names beside them
    on_page       that scene without what a page around it says itself
"""
