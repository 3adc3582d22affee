"""What may be published of text, addresses and pictures from others.

The modules, each importing only those before it::

    links                   the schemes that an address may have
    data                    data as JSON inside a page
    markup                  text escaped for the markup languages of wikis
    vocabulary              names of SVG
    losses, repeats, xml    what was removed; what <use> repeats; encoding and escapes
    css                     styles in SVG
    rasters, documents      what begins as a picture or a page does; pages that may be published
    svg                     pictures in SVG from others, cleaned
    profile                 the SVG that this program draws
"""
