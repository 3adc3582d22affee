"""Drawing: from a finished scene to SVG and PNG.

The modules in the order of the work; each imports only those before it::

    elements       SVG elements, made with svgwrite
    stylesheet     a theme's colours as custom properties
    paint          the look of each part: as colours, or as classes
    ghosts         proposals, as hollow marks
    marks          the shapes of blips
    pen            the settings of one drawing
    layers         the parts of a radar, in drawing order
    svg            the static SVG file, and the inline SVG of a page
    fragment       the inline SVG with its own styles, for the page of another site
    png            a static SVG as PNG
    scene_data     a scene as JSON
    picture_files  the pictures of a site as files
    thumbnails     the two small pictures of an entry's page
"""
