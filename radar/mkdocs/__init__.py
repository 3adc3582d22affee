"""The plugin `radar` for MkDocs: the line `<!-- radar -->`, entries as pages, `[[radar:k3s]]`.

The modules, each of which imports only those before it::

    links       `[[radar:k3s]]` in a text, as an extension of Python-Markdown
    navigation  where the pages of entries stand in a navigation that mkdocs.yml lists
    plugin      the events of a build
"""
