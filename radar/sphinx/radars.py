"""The radars of a project of Sphinx: found, read, reported, and compared with the last build."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from radar.codes import ignorable
from radar.errors import BadCall, Problem
from radar.files import write_file, write_new
from radar.files.looking import is_below, is_file, read_bytes, resolve
from radar.hosts import HostedRadar, HostPages, document_digest, load_hosted_radar
from radar.sphinx.project import RadarProject
from radar.sphinx.sources import find_uses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

DEFAULT_NAME = "radar"  # of the only radar of a project
_DEFAULT_FOLDER = "entries"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class ProjectRadar:
    """A radar of a project: its name, its folder, what was read, and the documents that show it.

    `hosted` is None where it has errors.
    """

    name: str
    folder: Path
    hosted: HostedRadar | None
    problems: tuple[Problem, ...]
    shown_in: tuple[str, ...]

    @property
    def home(self) -> str:
        """The document below which the entries stand, '' where none shows the radar."""
        return self.shown_in[0] if self.shown_in else ""

    @property
    def digest(self) -> str:
        """A word that is another one as soon as anything is that documents show."""
        return self.hosted.digest if self.hosted else repr(self.problems)

    def document(self, entry: str) -> str:
        """Return the document of an entry."""
        return f"{self.name}/{entry}"

    @property
    def documents(self) -> Mapping[str, str]:
        """The document of each entry → its digest."""
        entries = self.hosted.documents if self.hosted else {}
        return {self.document(id_): document_digest(entry) for id_, entry in entries.items()}


class _Use(NamedTuple):
    """A directive in a document, and the folder that it names."""

    document: str
    folder: Path


@dataclass
class Radars:
    """The radars of the project that an application builds."""

    app: Sphinx
    by_name: dict[str, ProjectRadar] = field(default_factory=dict)

    def connect(self, app: Sphinx) -> None:
        """Listen to the events of a build."""
        app.connect("builder-inited", self._add_to_project)
        app.connect("env-get-outdated", self._find_outdated_documents)
        app.connect("env-purge-doc", self._forget)
        app.connect("env-merge-info", self._merge)
        app.connect("env-updated", self._note_digests)
        app.connect("html-page-context", self._hide_source)

    def _add_to_project(self, app: Sphinx) -> None:
        project = RadarProject(app.project, self._find)
        app.project = app.env.project = project
        static = self._static_folder
        if hasattr(app.config, "html_static_path"):
            app.config.html_static_path.append(str(static))

    @property
    def _static_folder(self) -> Path:
        return Path(self.app.doctreedir) / "radar-static"

    def _find(self, documents: set[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Read the radars; return the documents of entries, and those that are their sources."""
        uses = tuple(self._find_uses(documents))
        folders = self._name_folders(uses)
        self.by_name = {name: self._load(name, folder, uses) for name, folder in folders.items()}
        left_out = frozenset(
            document for document in documents if self._is_source(document, folders.values())
        )
        added = [entry for radar in self.by_name.values() for entry in radar.documents]
        self._refuse_clash(added, documents - left_out)
        self._write_static()
        return frozenset(added), left_out

    def _find_uses(self, documents: Iterable[str]) -> Iterator[_Use]:
        for document in sorted(documents):
            text = read_bytes(Path(self.app.env.doc2path(document))).decode("utf-8", "replace")
            for folder in find_uses(text):
                yield _Use(document, self.folder_at(document, folder))

    def folder_at(self, document: str, written: str) -> Path:
        """Return the folder that a directive in a document names: by name, or by its path."""
        if written in self.app.config.radar_folders or not written:
            return self._default_folder(written)
        root = Path(self.app.srcdir)
        if written.startswith("/"):
            return resolve(root / written.lstrip("/"))
        return resolve((root / document).parent / written)

    def _default_folder(self, name: str) -> Path:
        folders = self.app.config.radar_folders
        first = folders[name] if name else next(iter(folders.values()), _DEFAULT_FOLDER)
        return resolve(Path(self.app.confdir) / first)

    def _name_folders(self, uses: Iterable[_Use]) -> Mapping[str, Path]:
        """Return each radar's name → its folder: those of conf.py, and one that has no name there.

        Raises:
            ConfigError: a name cannot be one, or several radars have none.
        """
        named = self.app.config.radar_folders
        for name in named:
            if not _NAME.fullmatch(str(name)):
                raise ConfigError(
                    f"radar_folders: {name!r} is not of small letters, digits and single hyphens"
                )
        folders = {name: resolve(Path(self.app.confdir) / named[name]) for name in named}
        others = {use.folder: use.document for use in uses if use.folder not in folders.values()}
        if len(others) > 1 or (others and DEFAULT_NAME in folders):
            places = ", ".join(f"{path} in {page}" for path, page in others.items())
            raise ConfigError(
                f"there are several radars ({places}). Give each a name in conf.py, as in "
                'radar_folders = {"radar": "entries", "data": "teams/data/entries"}'
            )
        return {**folders, **dict.fromkeys([DEFAULT_NAME] * len(others), *others)}

    def _load(self, name: str, folder: Path, uses: Iterable[_Use]) -> ProjectRadar:
        """Read a radar and report what is wrong with it."""
        config = self.app.config
        try:
            ignore = ignorable(config.radar_ignore)
        except BadCall as wrong:
            raise ConfigError(f"radar_ignore: {wrong}") from None
        hosted, problems = load_hosted_radar(
            folder, theme=config.radar_theme, language=config.radar_language, ignore=ignore
        )
        for problem in problems:
            if problem.severity == "note":
                logger.info(str(problem))
            else:
                logger.warning(str(problem), type="radar", subtype=problem.code)
        shown_in = tuple(dict.fromkeys(use.document for use in uses if use.folder == folder))
        return ProjectRadar(name, folder, hosted, problems, shown_in)

    def _is_source(self, document: str, folders: Iterable[Path]) -> bool:
        file = resolve(Path(self.app.env.doc2path(document)))
        return any(is_below(file, folder) for folder in folders)

    def _refuse_clash(self, added: Iterable[str], documents: set[str]) -> None:
        for document in added:
            if document in documents:
                raise ExtensionError(
                    f"the document of an entry, {document}, would take the place of one of yours. "
                    "Give the radar another name in conf.py (radar_folders)"
                )

    def _write_static(self) -> None:
        """Write style sheets and pictures to where Sphinx copies them from."""
        for radar in self.by_name.values():
            if radar.hosted:
                files = {f"media/{path}": data for path, data in radar.hosted.media.items()}
                files["radar.css"] = radar.hosted.style_sheet.encode()
                for path, data in files.items():
                    _write_if_changed(self._static_folder / "radar" / radar.name / path, data)
                self.app.add_css_file(f"radar/{radar.name}/radar.css")

    def at(self, folder: Path) -> ProjectRadar | None:
        """Return the radar in a folder, None if none was found there."""
        return next((each for each in self.by_name.values() if each.folder == folder), None)

    def note_use(self, env: BuildEnvironment, radar: ProjectRadar) -> None:
        """Note that the document that is read shows something of a radar."""
        _recall_notes(env, "uses").setdefault(env.docname, {})[radar.name] = radar.digest

    def pages(self, name: str, builder: Builder, document: str) -> HostPages:
        """Return where the documents and pictures of a radar are, as a document writes them."""
        radar = self.by_name[name]
        here = builder.get_target_uri(document).partition("#")[0]
        home = radar.home
        return HostPages(
            entry=lambda entry: builder.get_relative_uri(document, radar.document(entry)),
            media=lambda path: relative_uri(here, f"_static/radar/{name}/media/{path}"),
            radar=builder.get_relative_uri(document, home) if home else "",
        )

    def _find_outdated_documents(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Return the documents that show something of a radar that is not as it was."""
        now = {name: radar.digest for name, radar in self.by_name.items()}
        uses = _recall_notes(env, "uses").items()
        outdated = [page for page, used in uses if any(now.get(n) != used[n] for n in used)]
        before = _recall_notes(env, "digests")
        entries = [pair for radar in self.by_name.values() for pair in radar.documents.items()]
        return [*outdated, *(page for page, digest in entries if before.get(page) != digest)]

    def _forget(self, app: Sphinx, env: BuildEnvironment, document: str) -> None:
        _recall_notes(env, "uses").pop(document, None)

    def _merge(
        self, app: Sphinx, env: BuildEnvironment, documents: list[str], other: BuildEnvironment
    ) -> None:
        """Take over what a process that read some of the documents noted."""
        read = _recall_notes(other, "uses")
        _recall_notes(env, "uses").update({name: read[name] for name in documents if name in read})

    def _note_digests(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        noted = _recall_notes(env, "digests")
        noted.clear()
        for radar in self.by_name.values():
            noted.update(radar.documents)
        return []

    def _hide_source(
        self, app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Offer no source of a document that has no file."""
        if any(page in radar.documents for radar in self.by_name.values()):
            context.update(sourcename="", has_source=False)


def _write_if_changed(file: Path, data: bytes) -> None:
    """Write a file of ours, unless it is as it should be already."""
    try:
        if not is_file(file):
            write_new({file: data})
        elif read_bytes(file) != data:
            write_file(file, data)
    except BadCall as refused:
        raise ExtensionError(str(refused)) from refused


def _recall_notes(env: BuildEnvironment, what: str) -> dict[str, Any]:
    """Return notes that Sphinx keeps until the next build."""
    notes: dict[str, dict[str, Any]] = env.__dict__.setdefault("radar_notes", {})
    return notes.setdefault(what, {})
