"""Scene and Radar → text. Renderers compute no positions of blips or labels.

The sub-packages, each importing only those before it::

    publication   the folder of each language, absolute addresses
    site_files    the files of a site by path, each made when it is asked for
    file_count    how many files a site will have, and whether that is too many
    drawing/      a scene as SVG and PNG
    snippets/     the text that puts a radar into a wiki
    site/         pages, feed and data
    cards/        pictures for previews of links
    reports/      differences, in words
    preview       themes side by side
"""
