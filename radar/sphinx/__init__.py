"""The extension `radar.sphinx`: the directive `radar`, entries as documents, the role `radar`.

The modules, each of which imports only those before it::

    sources    where the sources of a project show a radar
    project    documents that have no file: one for each entry
    radars     the radars of a project: found in its sources, read, compared with the last build
    nodes      what stands in a document, for HTML and for other builders
    markup     directive, role and the parser of an entry's document

Entries are documents before anything is read, so that they stand in tables of contents, the search
and the index of references. So the radars that directives name are looked for in the sources when
Sphinx lists these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add everything to an application; Sphinx calls it."""
    import radar
    from radar.sphinx.markup import EntryParser, RadarDirective, RadarRole
    from radar.sphinx.nodes import add_nodes
    from radar.sphinx.project import SUFFIX
    from radar.sphinx.radars import Radars

    radars = Radars(app)
    for name, default in {"folders": {}, "theme": "", "language": "", "ignore": []}.items():
        app.add_config_value(f"radar_{name}", default, "env")
    app.add_source_suffix(SUFFIX, SUFFIX.removeprefix("."))
    app.add_source_parser(type("EntryParser", (EntryParser,), {"radars": radars}))
    app.add_directive("radar", type("RadarDirective", (RadarDirective,), {"radars": radars}))
    app.add_role("radar", RadarRole(radars))
    add_nodes(app, radars)
    radars.connect(app)
    return {
        "version": radar.__version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
