"""Cards: the pictures that previews of links show, one for the radar and one for each entry.

The modules in the order of the work; each imports only those before it::

    content   what a card says and shows, from a page context
    layout    its texts as lines that fit
    drawing   a card as SVG
    files     the cards of a site as PNG files
"""
