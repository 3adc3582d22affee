"""What stands in a document: HTML with addresses to be filled in, and plain nodes for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes

from radar.hosts import fill_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from radar.sphinx.radars import Radars

# builders that write no HTML, by what Sphinx calls their formats
_OTHERS = ("latex", "text", "man", "texinfo")


class RadarHtml(nodes.raw):
    """HTML of a radar. Its addresses are stand-ins, which are filled in when it is written.

    As Sphinx finds the words of raw HTML for its search, so it finds those of this.
    """


class RadarPlain(nodes.container):
    """The same as plain nodes, for builders that write no HTML."""


def html_node(html: str, radar: str) -> RadarHtml:
    """Return HTML of the radar with a name as a node."""
    return RadarHtml("", html, format="html", radar=radar)


def add_nodes(app: Sphinx, radars: Radars) -> None:
    """Say how each builder writes the nodes."""

    def write_html(translator: Any, node: RadarHtml) -> NoReturn:
        builder = translator.builder
        pages = radars.pages(node["radar"], builder, builder.current_docname)
        translator.body.append(fill_in(node.astext(), pages))
        raise nodes.SkipNode

    as_html: dict[str, Any] = dict.fromkeys(_OTHERS, (_skip, None)) | {"html": (write_html, None)}
    as_nodes: dict[str, Any] = dict.fromkeys(_OTHERS, (_pass, _pass)) | {"html": (_skip, None)}
    app.add_node(RadarHtml, **as_html)
    app.add_node(RadarPlain, **as_nodes)


def _skip(translator: Any, node: nodes.Node) -> NoReturn:
    raise nodes.SkipNode


def _pass(translator: Any, node: nodes.Node) -> None:
    """Write what is inside alone."""
