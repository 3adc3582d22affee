"""The directive `radar`, the role `radar`, and the parser of an entry's document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.parsers import Parser
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from radar.hosts import EntryDocument, HostedRadar, NamedEntry
from radar.sphinx.nodes import RadarPlain, html_node
from radar.sphinx.project import SUFFIX
from radar.sphinx.radars import DEFAULT_NAME, ProjectRadar, Radars

logger = logging.getLogger(__name__)


class RadarDirective(SphinxDirective):
    """`.. radar:: entries`: the picture with live links, the list, and the entries below it."""

    radars: ClassVar[Radars]
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Mapping[str, Callable[[str], object]]] = {"no-list": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return the nodes that stand for the radar."""
        written = self.arguments[0] if self.arguments else ""
        folder = self.radars.folder_at(self.env.docname, written)
        radar = self.radars.at(folder)
        if radar is None:
            hint = f'name it in conf.py: radar_folders = {{"{DEFAULT_NAME}": "{written}"}}'
            message = f"the radar {folder} was not read before this document; {hint}"
            logger.warning(message, location=self.get_location(), type="radar")
            return [_error([message])]
        self.radars.note_use(self.env, radar)
        if radar.hosted is None:
            return [_error([str(each) for each in radar.problems if each.severity == "error"])]
        times = self.env.new_serialno(f"radar-{radar.name}")
        listed = "no-list" not in self.options
        picture = html_node(radar.hosted.picture(times, with_list=listed), radar.name)
        plain = RadarPlain("", *_list(radar, radar.hosted, self.env.docname))
        is_home = self.env.docname == radar.home and not times
        contents = _contents(radar, radar.hosted, self.env.docname) if is_home else ()
        return [picture, plain, *contents]


def _error(lines: list[str]) -> nodes.error:
    text = "\n".join(lines)
    title = nodes.paragraph("", "This radar cannot be shown:")
    return nodes.error("", title, nodes.literal_block(text, text))


def _list(radar: ProjectRadar, hosted: HostedRadar, here: str) -> Iterator[nodes.Node]:
    """Yield the entries by quadrant, as links, for builders that write no HTML."""
    for group in hosted.groups:
        entries = [hosted.find(entry) for entry in group.entries]
        items = [
            nodes.list_item("", nodes.paragraph("", "", *_link(radar, entry, "", here)))
            for entry in entries
            if entry
        ]
        yield nodes.paragraph("", "", nodes.strong("", group.title))
        yield nodes.bullet_list("", *items)


def _contents(radar: ProjectRadar, hosted: HostedRadar, here: str) -> Iterator[nodes.Node]:
    """Yield a hidden table of contents for each quadrant, so that entries stand in menus."""
    for group in hosted.groups:
        names = [radar.document(entry) for entry in group.entries]
        tree = addnodes.toctree(
            parent=here,
            entries=[(None, name) for name in names],
            includefiles=names,
            maxdepth=1,
            caption=group.title,
            glob=False,
            hidden=True,
            includehidden=False,
            numbered=0,
            titlesonly=True,
            rawentries=[],
            rawcaption=group.title,
        )
        yield nodes.compound("", tree, classes=["toctree-wrapper"])


def _link(radar: ProjectRadar, entry: NamedEntry, words: str, here: str) -> list[nodes.Node]:
    """Return an entry as a link with its ring."""
    outer, inner = (classes.split() for classes in entry.classes)
    text = nodes.inline("", words or entry.name)
    link = addnodes.pending_xref(
        "",
        text,
        refdomain="std",
        reftype="doc",
        reftarget=f"/{radar.document(entry.id)}",
        refexplicit=True,
        refwarn=True,
        refdoc=here,
    )
    ring = nodes.inline("", entry.ring, classes=inner)
    return [nodes.inline("", "", link, nodes.Text(" "), ring, classes=outer)]


class RadarRole(ReferenceRole):
    """`:radar:`k3s`` and `:radar:`words <k3s>``; `data:k3s` is of the radar with that name."""

    def __init__(self, radars: Radars) -> None:
        super().__init__()
        self.radars = radars

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or the words alone where there is no such entry."""
        name, colon, word = self.target.partition(":")
        if not colon or name not in self.radars.by_name:
            name, word = "", self.target
        radars = [each for each in self.radars.by_name.values() if name in ("", each.name)]
        words = self.title if self.has_explicit_title else ""
        for radar in radars:
            self.radars.note_use(self.env, radar)
            if radar.hosted and (entry := radar.hosted.find(word)):
                return _link(radar, entry, words, self.env.docname), []
        if not radars or all(radar.hosted for radar in radars):
            self._warn(word, [radar.hosted for radar in radars if radar.hosted])
        return [nodes.inline("", words or word, classes=["radar-broken"])], []

    def _warn(self, word: str, radars: list[HostedRadar]) -> None:
        meant = next(filter(None, (radar.suggest(word) for radar in radars)), "")
        hint = f'. Did you mean "{meant}"?' if meant else ""
        if not radars:
            hint = ": no document shows a radar, and conf.py names none (radar_folders)"
        message = f'there is no entry "{word}" to link to{hint}'
        logger.warning(message, location=self.get_location(), type="radar", subtype="link")


class EntryParser(Parser):
    """Make the document of an entry; the text of its file does not matter."""

    radars: ClassVar[Radars]
    supported = (SUFFIX.removeprefix("."),)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Fill the document that is read."""
        env = document.settings.env
        name, _, entry_id = env.docname.partition("/")
        radar = self.radars.by_name[name]
        hosted = radar.hosted
        if hosted is None:
            return  # not a document of this build any more
        entry = hosted.documents[entry_id]
        if not radar.home:
            env.metadata[env.docname]["orphan"] = ""  # no table of contents has it, as intended
        plain = RadarPlain("", *_paragraphs(hosted, entry))
        section = nodes.section("", nodes.title("", entry.title), ids=[entry.id])
        section += [html_node(entry.html, name), plain]
        if entry.summary:
            document += nodes.meta("", name="description", content=entry.summary)
        document += section


def _paragraphs(hosted: HostedRadar, entry: EntryDocument) -> Iterator[nodes.Node]:
    """Yield ring, summary and text of an entry without marks."""
    found = hosted.find(entry.id)
    ring = found.ring if found else ""
    for words in (ring, entry.summary, *entry.words):
        if words:
            yield nodes.paragraph("", words)
