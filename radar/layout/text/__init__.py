"""How wide a text will be, and where it may break into lines, without a browser.

The modules, each importing only those before it::

    widths.txt  measured widths of two fonts
    glyphs      how wide each character is
    breaks      where a text may be broken
    sizes       texts measured and broken into lines
    columns     lists that flow into columns
"""
