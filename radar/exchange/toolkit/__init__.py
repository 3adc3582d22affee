"""What every format reads and writes with: files, documents, tables, cells, text, and the report.

The modules, each importing only those before it::

    report, spans, tables, documents
                     what became of every row; a line of Markdown; CSV; trees with places
    json_reader, endings, sources
                     JSON with places; what a file is; the files that somebody moves in with
    draft, rows      what a reader hands over; files of rows as cells by column
    corners, editions, misspelt
                     corners of quadrants; editions out of names; what is nearly something else
    markup, basic_html, addresses
                     HTML → Markdown; Markdown → HTML; links and pictures in a text
"""
