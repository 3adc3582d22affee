"""The plugin: what it does at each event of a build, in their order.

A radar that has errors is reported with file and line, which stops a strict build; else the page
shows the message. Its entries have no pages then, and links to them are plain words.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from radar.codes import ignorable
from radar.errors import BadCall, Problem
from radar.files.looking import is_below, is_folder, resolve
from radar.hosts import (
    EntryDocument,
    HostedRadar,
    HostPages,
    error_html,
    fill_in,
    load_hosted_radar,
    report,
)
from radar.mkdocs.links import EntryLinks, EntryPage
from radar.mkdocs.navigation import add_below, is_listed

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCED = re.compile(r"(?ms)^ {0,3}(```+|~~~+).*?^ {0,3}\1")
_log = get_plugin_logger("radar")


class RadarConfig(Config):
    """What mkdocs.yml says of one radar."""

    folder = option.Type(str, default="entries")
    """The folder of the radar, from that of mkdocs.yml."""
    name = option.Type(str, default="radar")
    """What its line and its links are called, and the folder of its pages."""
    theme = option.Type(str, default="")
    language = option.Type(str, default="")
    list = option.Type(bool, default=True)
    """Whether the entries are listed below the picture."""
    nav = option.Type(bool, default=True)
    """Whether entries are put into a navigation that mkdocs.yml lists."""
    ignore = option.ListOfItems(option.Type(str), default=[])
    """Codes of warnings and notes of the radar to leave out."""


class RadarPlugin(BasePlugin[RadarConfig]):
    """One radar in a site of MkDocs; a site may have several, each with a name of its own."""

    supports_multiple_instances = True

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the radar; add its style sheet and its links."""
        name = self.config.name
        self._check_name(config)
        self._folder = resolve(Path(config.config_file_path or "").parent / self.config.folder)
        self._page = ""
        self.radar, self._problems = self._load()
        report(self._problems, {"error": _log.warning, "warning": _log.warning, "note": _log.info})
        if self.radar:
            config.extra_css.append(f"{name}/radar.css")
        links = EntryLinks(name, self._find_page, lambda: self._page)
        config.markdown_extensions.append(links)
        return config

    def _check_name(self, config: MkDocsConfig) -> None:
        """Refuse a name that cannot be one, or that another radar of the site has.

        Raises:
            PluginError: that is so.
        """
        name = self.config.name
        if not _NAME.fullmatch(name):
            raise PluginError(
                f"radar: the name {name!r} is not of small letters, digits and single hyphens"
            )
        every = (plugin for plugin in config.plugins.values() if isinstance(plugin, RadarPlugin))
        if sum(plugin.config.name == name for plugin in every) > 1:
            raise PluginError(
                f"radar: two radars have the name {name!r}. Give one another `name:` in mkdocs.yml"
            )

    def _load(self) -> tuple[HostedRadar | None, tuple[Problem, ...]]:
        try:
            ignore = ignorable(self.config.ignore)
        except BadCall as wrong:
            raise PluginError(f"radar: {wrong}") from None
        chosen = {"theme": self.config.theme, "language": self.config.language}
        return load_hosted_radar(self._folder, ignore=ignore, **chosen)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a file of the radar changes."""
        if is_folder(self._folder):
            server.watch(str(self._folder))
        return server

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Add a page for each entry, and the files that they need; leave out their sources."""
        for file in [*files]:
            if file.abs_src_path and is_below(resolve(Path(file.abs_src_path)), self._folder):
                files.remove(file)
        self._home = self._find_home(files)
        if not self.radar:
            return files
        taken = {file.dest_uri: file.src_uri for file in files}
        inclusion = self._place_in_navigation(self.radar, config)
        for entry in self.radar.documents.values():
            page = File.generated(
                config, self._source(entry.id), content=_stub(entry), inclusion=inclusion
            )
            self._refuse_clash(page, taken)
            files.append(page)
        assets = {f"media/{path}": data for path, data in self.radar.media.items()}
        for path, data in {**assets, "radar.css": self.radar.style_sheet.encode()}.items():
            files.append(File.generated(config, f"{self.config.name}/{path}", content=data))
        return files

    def _find_home(self, files: Files) -> str:
        """Return the source of the page that shows the radar, '' if none does.

        Of several it is the first; one that has the line further in, as in a note, comes after.
        """
        texts = {
            page.src_uri: _FENCED.sub("", page.content_string)
            for page in sorted(files.documentation_pages(), key=lambda page: page.src_uri)
        }
        for indent in (" {0,3}", " +"):
            line = re.compile(rf"(?m)^{indent}{self._line.pattern}")
            if found := next((page for page, text in texts.items() if line.search(text)), ""):
                return found
        return ""

    @property
    def _line(self) -> re.Pattern[str]:
        """What stands for the radar in a page, in its source and in its HTML."""
        return re.compile(rf"<!--\s*{self.config.name}\s*-->")

    def _place_in_navigation(self, radar: HostedRadar, config: MkDocsConfig) -> InclusionLevel:
        """Put the entries below the page of the radar in a navigation that mkdocs.yml lists."""
        if not self.config.nav or (config.nav and not is_listed(config.nav, self._home)):
            return InclusionLevel.NOT_IN_NAV
        if config.nav:
            documents = radar.documents
            sections = [
                {
                    escape(group.title): [
                        {escape(documents[entry].title): self._source(entry)}
                        for entry in group.entries
                    ]
                }
                for group in radar.groups
            ]
            config.nav = add_below(config.nav, self._home, escape(radar.title), sections)
        return InclusionLevel.INCLUDED

    def _refuse_clash(self, page: File, taken: dict[str, str]) -> None:
        if page.dest_uri in taken:
            raise PluginError(
                f"radar: the page of an entry, {page.src_uri}, would take the place of "
                f"{taken[page.dest_uri]}. Give the radar another `name:` in mkdocs.yml"
            )

    def _source(self, entry: str) -> str:
        return f"{self.config.name}/{entry}.md"

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Note which page is read, for the addresses of its links."""
        self._page, self._text = page.file.src_uri, page.file.content_string
        return markdown

    def _find_page(self, word: str) -> EntryPage | None:
        """Return the page of an entry, or report that there is none."""
        if not self.radar:
            return None
        if entry := self.radar.find(word):
            return EntryPage(entry, self._source(entry.id))
        at = self._text[: max(0, self._text.find(f"[[{self.config.name}:{word}"))].count("\n") + 1
        meant = self.radar.suggest(word)
        hint = f' Did you mean "{meant}"?' if meant else ""
        _log.warning(f'{self._page}:{at}: there is no entry "{word}" to link to.{hint}')
        return None

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Put the radar where its line is, and an entry into its page."""
        documents = self.radar.documents if self.radar else {}
        entry = documents.get(Path(page.file.src_uri).stem)
        if entry and page.file.src_uri == self._source(entry.id):
            return self._fill_entry(page, entry, files)
        shown = 0
        wrapped = re.compile(rf"<p>\s*({self._line.pattern})\s*</p>")

        def show(_: re.Match[str]) -> str:
            nonlocal shown
            shown += 1
            return self._show(page, files, shown - 1)

        return self._line.sub(show, wrapped.sub(r"\1", html))

    def _show(self, page: Page, files: Files, times: int) -> str:
        if not self.radar:
            return error_html(self._problems)
        picture = self.radar.picture(times, with_list=self.config.list)
        return fill_in(picture, self._pages(page, files))

    def _fill_entry(self, page: Page, entry: EntryDocument, files: Files) -> str:
        title = escape(entry.title, quote=False)
        inner = [
            {"level": part.level, "id": part.id, "name": escape(part.words), "children": []}
            for part in entry.headings
        ]
        token = {"level": 1, "id": entry.id, "name": title, "children": inner}
        page.toc = get_toc([token])  # type: ignore[list-item]
        body = fill_in(entry.html, self._pages(page, files))
        return f'<h1 id="{entry.id}">{title}</h1>\n{body}'

    def _pages(self, page: Page, files: Files) -> HostPages:
        """Return where the radar's pages are, as one page writes them."""

        def address(source: str) -> str:
            file = files.get_file_from_path(source)
            return get_relative_url(file.url, page.url) if file else ""

        name = self.config.name
        return HostPages(
            entry=lambda entry: address(self._source(entry)),
            media=lambda path: address(f"{name}/media/{path}"),
            radar=address(self._home) if self._home else "",
        )


def _stub(entry: EntryDocument) -> str:
    """Return the source of an entry's page: title, description, and no text.

    What the page shows is put there as HTML: our Markdown is not that of MkDocs. Themes print
    titles and descriptions as they are, so these are HTML too.
    """
    facts = {"title": entry.title, "description": entry.summary}
    head = "".join(f"{key}: {json.dumps(escape(value))}\n" for key, value in facts.items() if value)
    return f"---\n{head}---\n"
