"""Radar, theme and scenes → the files of a site.

The modules, each importing only those before it::

    values, addresses       words with their language; links from page to page
    contract                the variables and blocks of each template
    templates               templates and values → pages, with Jinja
    context                 the radar in one language, as values for templates
    own_fields              fields of one's own on pages and in the data
    proposals               what is proposed, and what is to be taken instead
    change_page, entry_page what moved; the page of an entry
    frame, feed             what all pages share; the feed and the map of the site
    live_data               the data for the scripts
    pages/                  the pages of one language
    assembly                every file of the site
    single                  the site as one file
"""
