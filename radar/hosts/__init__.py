"""A radar inside the documents of another tool, its *host*: MkDocs, Sphinx.

A host has pages, navigation and a search of its own, so it gets no site of ours, but what its own
pages are made of: the picture, the list of entries, and a document for each entry. The modules::

    addresses   links that the host fills in, because only it knows where its pages are
    messages    what is wrong with a radar, in a page
    style       the style sheet, which is the same in every host
    content     a radar → picture, list, documents, and the name and ring of an entry

They know no host. `radar.mkdocs` and `radar.sphinx` know one each.
"""

from __future__ import annotations

from radar.hosts.addresses import HostPages, fill_in
from radar.hosts.content import (
    EntryDocument,
    HostedRadar,
    NamedEntry,
    document_digest,
    load_hosted_radar,
)
from radar.hosts.messages import error_html, report

__all__ = [
    "EntryDocument",
    "HostPages",
    "HostedRadar",
    "NamedEntry",
    "document_digest",
    "error_html",
    "fill_in",
    "load_hosted_radar",
    "report",
]
