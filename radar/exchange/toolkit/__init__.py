"""Tools that all formats share: files, documents, tables, cells, text, and the report.

The modules, each importing only those before it::

    report           what became of every row
    spans            inline Markdown
    documents        YAML and front matter as trees with line numbers
    json_reader      JSON as such trees
    endings          the type of a file, by its content
    sources          the files to import
    draft            the result of a format's reader: rows, quadrants, rings
    cells            a cell → a value, or a problem that is reported
    rows             files of rows → cells by column
    editions         editions from the names of files
    misspelt         rings and quadrants that may be typing errors
    markup           HTML → Markdown
    basic_html       Markdown → HTML of few tags
    descriptions     a description → a text and a summary
    addresses        links and pictures in a text
"""
