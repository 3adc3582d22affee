"""A scene → SVG and PNG.

The modules, each importing only those before it::

    elements     SVG elements, made with svgwrite
    stylesheet   a theme's colours as custom properties
    paint        how each part looks: as colours, or as classes
    marks        what a blip looks like
    layers       the parts of a radar, in the order in which they lie on one another
    svg          the file that stands alone, and the form that lives in a page
    fragment     the form that lives in somebody else's page
    png          an SVG as pixels
"""
