"""Pictures with names as people give them: they survive a round trip, or are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from radar.exchange.conversion import Imported, export_radar, import_bundle
from radar.exchange.exporting.own_form import write_form
from radar.files import MemoryTree
from radar.model import Radar
from radar.reading import read_tree

from .radars import bundle, words

NAMES = (
    *("Schaubild Größe.png", "a(1).png", "images/100% C#?.PNG", "images/云.webp"),
    *("deep/er/Ærø.jpg", "two  spaces.gif", "images/dot.dot.png"),
)


def _radar(text: str) -> Radar:
    entry = {"id": "x", "name": "X", "quadrant": "a", "ring": "adopt", "text": text}
    return Radar.model_validate(
        {"title": "T", "quadrants": ["A", "B", "C", "D"], "logo": "logo.svg", "entries": [entry]}
    )


def _address(path: str) -> str:
    return path.replace("%", "%25").replace("#", "%23").replace("?", "%3F")


def _back(radar: Radar, form: str, folder: Path) -> Imported:
    """Export a radar into a folder, each picture holding its own name, and import that."""
    made = export_radar(radar, form)
    for old, new in made.pictures.items():
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / new).write_bytes(old.encode())
    return import_bundle(bundle(made.files, folder), format=form)


@pytest.mark.parametrize("form", ["aoe", "porsche"])
@pytest.mark.parametrize("around", ["", " a < b, <b>c</b>"])
def test_odd_names_survive_a_round_trip(form: str, around: str, tmp_path: Path) -> None:
    """Where a text has a `<` it is settled twice, and its pictures were lost the second time."""
    text = "\n\n".join(f"![{n}](<{_address(path)}>){around}" for n, path in enumerate(NAMES))
    found = _back(_radar(text), form, tmp_path)
    assert found.radar is not None
    assert not [f for f in found.report.of("lost") if f.code == "picture"]
    pictures = {name: data for name, data in found.files.items() if name.startswith("images/")}
    assert {data.decode() for data in pictures.values()} == set(NAMES)
    reading = read_tree(MemoryTree({**write_form(found.radar), **pictures}))
    assert not [p for p in reading.problems if p.code == "missing-image"]
    said = words(found.radar.entries[0].text)
    assert all(f"]({name})" in said for name in pictures)
    assert all(name.rpartition(".")[2] in ("png", "jpg", "gif", "webp") for name in pictures)


def test_two_pictures_of_one_name_stay_two(tmp_path: Path) -> None:
    """Names that become alike get numbers; one picture used to write over the other."""
    found = _back(_radar("![a](images/Größe.png) ![b](images/grosse.png)"), "aoe", tmp_path)
    assert found.radar is not None
    assert words(found.radar.entries[0].text) == (
        "![a](images/grosse.png) ![b](images/grosse-2.png)"
    )
    assert found.files["images/grosse.png"] != found.files["images/grosse-2.png"]


@pytest.mark.parametrize("form", ["csv", "radar-json"])
def test_a_single_file_says_which_pictures_it_leaves_out(form: str) -> None:
    """The import said so, the export was silent; whoever exports still has the pictures."""
    (finding,) = [
        f
        for f in export_radar(_radar("![a](images/a.png)"), form).report.of("lost")
        if f.code == "pictures"
    ]
    assert finding.message.endswith("only their names: images/a.png, logo.svg")
    assert not [
        f
        for f in export_radar(_radar("").model_copy(update={"logo": ""}), form).report.of("lost")
        if f.code == "pictures"
    ]


def test_a_picture_of_a_note_is_copied() -> None:
    """What only the note of an older edition shows is in the folder that is written."""
    history = [{"edition": "2024", "ring": "Adopt", "quadrant": "A", "note": "![p](images/p.png)"}]
    entry = {"name": "Rust", "history": history}
    radar = Radar(title="Ours", quadrants=["A", "B"], editions=["2024"], entries=[entry])
    assert export_radar(radar, "aoe").pictures == {"images/p.png": "public/images/p.png"}
