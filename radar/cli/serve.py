"""`radar serve`: build, show in the browser, rebuild on save.

Whatever is wrong with the entries is shown in the page, which stays as it last was, and goes when
it is put right. The server itself is `radar.serving`.
"""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import click

from radar.cli.messages import report_lines, say, show
from radar.errors import BadCall, InvalidRadar, MissingExtra, Problem, RadarError
from radar.files.looking import enter_folder, identity_of, is_file, resolve, working_folder
from radar.reading import find
from radar.serving import (
    EDITORS,
    LOOPBACK,
    Editing,
    Notice,
    Rebuilder,
    Rebuilt,
    Server,
    Shown,
    address_in_editor,
    collect_when_idle,
    editor_template,
    is_loopback,
    listening,
)
from radar.text import number_of

if TYPE_CHECKING:
    pass

_PAUSE = 20  # ms without a change after which a save is taken to be complete
_TICK = 1.0  # seconds after which it is noticed that a folder is another one
_Saves = Iterable[Collection[tuple[int, str]]]  # as watchfiles tells them: (kind, path)
_DELETED = 3
_EDITED = "https://editor.invalid/{path}"  # stands for the editor, which no published page names
_FILE = re.compile(rb'https://editor\.invalid/([^"<]*)')


@click.command(
    epilog="""\b
Examples:
  radar serve                    the radar here (or in ./entries)
  radar serve entries --port 0   another folder, any free port
  radar serve --open             and open the browser
  radar serve --edit             a blip that is dragged to another ring moves in its file
  radar serve --editor zed       what is wrong opens in this editor"""
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where to listen, on this machine only; 0 takes any port that is free.",
)
@click.option(
    "--host",
    default=LOOPBACK,
    show_default=True,
    help="The address to listen at. Others than this one show drafts to whoever reaches it.",
)
@click.option("--theme", default="", help="A theme's name, or the path of its folder.")
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    help=f"What opens a file at its line: {', '.join(EDITORS)}, or my-editor://{{path}}:{{line}}.",
)
@click.option("--edit", is_flag=True, help="Let pages move entries, on this machine alone.")
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
def command(
    folder: Path | None, port: int, host: str, theme: str, editor: str, edit: bool, browse: bool
) -> None:
    """Build the radar, show it in the browser, and build it again whenever a file is saved.

    FOLDER is the one with radar.yaml in it. The site is kept in memory, and nothing is written
    unless --edit lets a page do what `radar move` does. Needs the extra "serve". Stop it with
    Ctrl+C.
    """
    if edit and not is_loopback(host):
        raise BadCall("--edit is for this machine alone; leave out --host")
    template = editor_template(editor)
    watch = _watcher()
    signal.signal(signal.SIGTERM, _stop)
    shown = Shown(_bare_assets())
    if edit:
        shown.editing = Editing(find(folder), say)
    with suppress(KeyboardInterrupt), listening(shown, port, say, host) as server:
        address = f"http://localhost:{server.server_address[1]}/"
        source = ServedRadar(folder, theme, address, template)
        build_into(shown, source)
        say(f"{address}  (Ctrl+C stops)")
        if not is_loopback(host):
            say(f"Whoever can reach {host} sees this radar, drafts and problems included")
        _serve(server, source, watch, address if browse else "")


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _serve(server: Server, source: ServedRadar, watch: Callable[..., _Saves], page: str) -> None:
    """Answer requests and build on every save, until the user stops it."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stopped = threading.Event()
    tidy = (source.rebuilder.lock, stopped)
    threading.Thread(target=collect_when_idle, args=tidy, daemon=True).start()
    try:
        if page:
            click.launch(page)
        for _ in saves(source.watch_folders(), watch, working_folder()):
            build_into(server.shown, source)
    finally:
        stopped.set()
        server.shutdown()


def saves(roots: Sequence[Path], watch: Callable[..., _Saves], here: Path) -> Iterator[None]:
    """Yield whenever something below the roots was saved, or a root is another folder than before.

    A folder that is removed and made again, as `git checkout` does, has to be watched anew: the
    system watches the folder that is gone. So may the working folder `here`, to which paths are
    relative. `watch` yields at least every `_TICK` seconds.
    """
    anew = False
    while True:
        before = _identities(roots)
        there = [root for root, identity in zip(roots, before, strict=True) if identity]
        for changes in _watch(watch, there):
            with suppress(OSError):
                enter_folder(here)
            other = _identities(roots) != before or _lost(changes, roots)
            if changes or other or anew:
                yield
            anew = other
            if other:
                break
        else:  # nothing could be watched
            anew = bool(there)


def _watch(watch: Callable[..., _Saves], roots: Sequence[Path]) -> _Saves:
    """Yield what is saved, and nothing every second."""
    try:
        yield from watch(*roots) if roots else ()
    except FileNotFoundError:
        pass  # it went between two looks, and the next look shows it
    except OSError as error:
        raise BadCall(f"the folder cannot be watched: {error}") from None
    time.sleep(_TICK)
    yield ()


def _identities(roots: Iterable[Path]) -> list[tuple[int, int] | None]:
    """Return by which folder each root is, None for one that is not there."""
    return [identity_of(root) for root in roots]


def _lost(changes: Collection[tuple[int, str]], roots: Iterable[Path]) -> bool:
    """Tell whether a root was deleted; what was made since may have its number."""
    gone = {path for kind, path in changes if kind == _DELETED}
    return bool(gone) and any(str(root) in gone for root in roots)


def _watcher() -> Callable[..., _Saves]:
    try:
        from watchfiles import watch
    except ImportError:
        raise MissingExtra("radar serve", "serve") from None
    tick = int(_TICK * 1000)
    return lambda *roots: watch(*roots, step=_PAUSE, rust_timeout=tick, yield_on_timeout=True)


def _bare_assets() -> dict[str, bytes]:
    """Return the style sheet and scripts of the default theme, for a page without a site."""
    from radar.render.drawing.stylesheet import theme_css
    from radar.theme import load_theme

    theme = load_theme()
    found = {f"assets/{name}": data for name, data in theme.assets().items()}
    found["assets/site.css"] = theme_css(theme, 1, 1).encode() + found["assets/site.css"]
    return found


@dataclass(frozen=True, slots=True)
class ServedRadar:
    """What is built: a folder (None looks for it), a theme ('' for the radar's own), for where.

    `editor` is the address of an editor, with {path} and {line} in it, or ''. `rebuilder` has what
    is kept from one build to the next.
    """

    folder: Path | None
    theme: str
    address: str
    editor: str = ""
    rebuilder: Rebuilder = field(default_factory=Rebuilder, compare=False)

    def build(self) -> Rebuilt:
        """Return the site in memory, the problems that did not stop it, and the radar."""
        settings = {"base_url": self.address} | ({"edit_url": _EDITED} if self.editor else {})
        folder = find(self.folder)

        def finish(path: str, data: bytes) -> bytes:
            is_page = bool(self.editor) and path.endswith(".html")
            return self._link_editor(data, folder) if is_page else data

        return self.rebuilder.build(folder, self.theme, settings, finish)

    def _link_editor(self, page: bytes, folder: Path) -> bytes:
        """Let a page lead to a file right here where a published one leads to its repository."""

        def address(match: re.Match[bytes]) -> bytes:
            path = resolve(folder / unquote(match[1].decode())).as_posix()
            return escape(address_in_editor(self.editor, path)).encode()

        return _FILE.sub(address, page)

    def notice(self, line: str, problem: Problem | None) -> Notice:
        """Return a line that opens the file of its problem."""
        if not (self.editor and problem and is_file(Path(problem.path))):
            return Notice(line)
        path = resolve(Path(problem.path)).as_posix()
        return Notice(line, address_in_editor(self.editor, path, problem.line, problem.column))

    def watch_folders(self) -> list[Path]:
        """Return the folders whose files make the site; some may not be there yet."""
        themes = [Path("themes"), Path(self.theme)] if self.theme else [Path("themes")]
        return [working_folder() / path for path in (find(self.folder), *themes)]


def build_into(shown: Shown, source: ServedRadar) -> None:
    """Build, and show what came of it; on problems keep the last site and show them with it."""
    try:
        site, problems, radar = source.build()
    except InvalidRadar as error:
        show(error.problems, failed=True)
        by_line = {str(problem): problem for problem in error.problems}
        lines = [line for _, line in report_lines(error.problems, failed=True)]
        shown.update(shown.site, tuple(source.notice(line, by_line.get(line)) for line in lines))
    except (RadarError, OSError) as error:
        if not shown.version:
            raise
        say(f"radar: {error}")
        shown.update(shown.site, (Notice(str(error)),))
    else:
        if shown.editing:
            shown.editing.radar = radar
        errors = [problem for problem in problems if problem.severity == "error"]
        shown.update(site, tuple(source.notice(str(each), each) for each in errors))
        say(f"built {number_of(len(site), 'file')}")
