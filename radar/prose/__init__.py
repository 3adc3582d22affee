"""The texts of a radar: what Markdown means, where its links lead, and the HTML that is made of it.

The modules, each of which imports only those before it::

    parsing    the parser, and a limit for tables
    comments   HTML comments, which are for authors and never published
    bare_links addresses that stand in a text without markup
    events     what a text is made of; addresses and headings
    words      the words of a text, for a search
    pictures   which pictures may be published, and as what
    links      what an address in a text leads to
    raw_html   the few HTML tags that a text may use
    inert      a text as Markdown that runs nothing as HTML
    writer     events as HTML, every tag written there
    html       a text as HTML that can be trusted
    checking   every text of a radar, and whether its links hold

pyromark parses (CommonMark, tables, footnotes, strikethrough, task lists, alerts, wiki links), and
nh3 filters the HTML once more before it is published.
"""
