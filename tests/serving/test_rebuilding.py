"""What `radar serve` shows after an edit is what a build from nothing makes, byte for byte."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings

from radar.errors import InvalidRadar, Problem, RadarError
from radar.layout import Atlas
from radar.pipeline import BuildOptions, check_radar, draw
from radar.reading import gathering
from radar.reading.files import FileRole
from radar.reading.gathered import FileReading
from radar.reading.sheet import Sheet
from radar.render.site.templates import Pages
from radar.serving import Rebuilder, Rebuilt, collect_when_idle, layouts
from radar.theme import load_theme
from radar.theme.held import hold_theme
from tests.serving.edits import Writer, entry, make_files, save

ADDRESS = {"base_url": "http://localhost:8000/"}
Outcome = tuple[Mapping[str, bytes], tuple[Problem, ...] | str]
"""The site and its problems; no site where it cannot be built."""


def outcome(build: Callable[[], tuple[Mapping[str, bytes], tuple[Problem, ...]]]) -> Outcome:
    """Return what a build comes to, an error included."""
    try:
        site, problems = build()
        return dict(site), problems
    except InvalidRadar as wrong:
        return {}, tuple(wrong.problems)
    except RadarError as error:
        return {}, str(error)


def build_anew(folder: Path) -> Outcome:
    """Build a folder from nothing, as it is served."""

    def build() -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
        source = check_radar(folder, with_drafts=True)
        radar = source.radar.model_copy(update=ADDRESS)
        theme = load_theme(radar.theme, beside=folder)
        return draw(source._replace(radar=radar), theme, BuildOptions(live=True)), source.problems

    return outcome(build)


def try_edits(folder: Path, seed: int, count: int) -> int:
    """Make that many edits, and compare after each; return how many could be built."""
    writer, rebuilder = Writer(Random(seed)), Rebuilder()  # noqa: S311 - no secret hangs on it
    last: tuple[Rebuilt, Outcome] | None = None
    told, built, failed = [], 0, False
    for _ in range(count):
        told.append(writer.edit(undo=failed and writer.random.random() < 0.8) if told else "begin")
        save(folder, writer.files)
        here, anew = outcome(lambda: rebuilder.build(folder, "", ADDRESS)[:2]), build_anew(folder)
        assert here[1] == anew[1], (seed, told)
        assert here[0].keys() == anew[0].keys(), (seed, told)
        differ = [path for path, data in anew[0].items() if here[0][path] != data]
        assert not differ, (seed, told, differ)
        if last:
            old, wanted = last
            assert dict(old.site) == wanted[0], (seed, told, "the site of a moment changed")
        failed, built = not anew[0], built + bool(anew[0])
        last = None
        if not failed and writer.random.random() < 0.3:  # nothing of it was made before the next
            last = rebuilder.build(folder, "", ADDRESS), anew
    return built


def test_the_site_after_some_edits_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    """Texts, rings, settings, files that come and go: whatever is kept, the bytes are the same."""
    assert try_edits(tmp_path, seed=1, count=3) >= 2


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(2, 6))
def test_the_site_after_many_edits_is_that_of_a_build_from_nothing(
    tmp_path: Path, seed: int
) -> None:
    """A hundred edits, one after the other, in four histories; ten times as many at night."""
    count = settings.default.max_examples // 4
    assert try_edits(tmp_path, seed, count) >= count // 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a radar with something of everything."""
    save(tmp_path, make_files())
    return tmp_path


def test_a_save_reads_one_file_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that are as they were are not parsed again."""
    read: list[str] = []
    original = gathering._read_alone

    def note(data: bytes, what: FileRole, sheet: Sheet) -> FileReading:
        read.append(sheet.path)
        return original(data, what, sheet)

    monkeypatch.setattr(gathering, "_read_alone", note)
    rebuilder = Rebuilder()
    rebuilder.build(folder, "", ADDRESS)
    assert {"go.md", "go.zh.md", "rust.md"} <= set(read)
    read.clear()
    rebuilder.build(folder, "", ADDRESS)
    assert read == []
    (folder / "rust.md").write_bytes(entry("Rust", "Tools", 'history: {"2": hold}'))
    rebuilder.build(folder, "", ADDRESS)
    assert read == ["rust.md"]


def test_only_what_is_drawn_moves_the_layout(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text keeps the layout; another ring, name or theme does not."""
    made: list[Atlas] = []
    monkeypatch.setattr(
        layouts, "Atlas", lambda *given, **named: made.append(Atlas(*given, **named)) or made[-1]
    )
    rebuilder, rust = Rebuilder(), 'history: {"2": trial}'
    for lines, count in (
        (rust, 1),
        (f"{rust}\nsummary: Fast", 1),
        (f"{rust}\ntags: [x]\nrelated: [go]\nowner: me", 1),
        ('history: {"2": hold}', 2),
        ('history: {"2": hold}\npin: {angle: 20, radius: 0.5}', 3),
    ):
        (folder / "rust.md").write_bytes(entry("Rust", "Tools", lines, f"Text {count}."))
        rebuilder.build(folder, "", ADDRESS)
        assert len(made) == count, lines
    rebuilder.build(folder, "contrast", ADDRESS)
    assert len(made) == 3 + (load_theme("contrast").style != load_theme("paper").style)


def test_pages_are_made_when_they_are_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build makes a page of each kind where the theme is new, and none where it is not."""
    rendered: list[str] = []
    render = Pages.render

    def note(pages: Pages, name: str, /, *values: object) -> str:
        rendered.append(name)
        return render(pages, name, *values)

    monkeypatch.setattr(Pages, "render", note)
    rebuilder = Rebuilder()
    rebuilder.build(folder, "", ADDRESS)
    assert {"index.html.j2", "entry.html.j2", "edition.html.j2", "404.html.j2"} <= set(rendered)
    rendered.clear()
    site = rebuilder.build(folder, "", ADDRESS).site
    assert rendered == []
    assert site["entries/go.html"] is site["entries/go.html"]
    assert rendered == ["entry.html.j2"]


def test_a_mistake_in_a_template_is_told_when_it_is_saved(folder: Path) -> None:
    """Nobody has to open the page for it, and what is put right is built again."""
    rebuilder, template = Rebuilder(), folder / "themes/ours/entry.html.j2"
    before = rebuilder.build(folder, "", ADDRESS)
    good = template.read_text()
    template.write_text(good.replace("<b>1</b>", "{{ nme }}"))
    with pytest.raises(InvalidRadar, match='no variable "nme"'):
        rebuilder.build(folder, "", ADDRESS)
    assert b"<b>1</b>" in before.site["entries/rust.html"]  # made now, of what was read before
    template.write_text(good.replace("<b>1</b>", "<b>2</b>"))
    assert b"<b>2</b>" in rebuilder.build(folder, "", ADDRESS).site["entries/rust.html"]


def test_a_theme_that_is_held_is_read_like_the_one_on_the_disk(folder: Path) -> None:
    """Its files are those of the moment in which it was held."""
    theme = load_theme("ours", beside=folder)
    held = hold_theme(theme)
    assert held.assets() == theme.assets()
    for name in ("entry.html.j2", "paper/entry.html.j2", "nowhere.html.j2"):
        assert held.template(name) == theme.template(name)
    assert held == hold_theme(theme)
    (folder / "themes/ours/entry.html.j2").write_text("Other")
    assert theme.template("entry.html.j2") != held.template("entry.html.j2")
    assert held != hold_theme(theme)


@pytest.mark.thorough
def test_memory_is_collected_while_nobody_waits() -> None:
    """A ring of objects goes when it is quiet, and not while a build is under way."""
    busy, stop, gone = threading.Lock(), threading.Event(), threading.Event()

    class Link:
        def __init__(self) -> None:
            self.myself = self

    gc.disable()
    weakref.finalize(Link(), gone.set)
    lists = [[number] for number in range(60_000)]  # much was made
    busy.acquire()
    arguments = (busy, stop, 0.01)
    thread = threading.Thread(target=collect_when_idle, args=arguments, daemon=True)
    thread.start()
    try:
        assert not gone.wait(0.2)
        busy.release()
        assert gone.wait(20)
    finally:
        stop.set()
        thread.join()
        gc.enable()
    assert lists
