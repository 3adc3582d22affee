"""`radar layout`: the figures of merit of a radar's pictures, and the finished scene."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import radar

from .conftest import FILES, Call, write


def test_every_edition_is_judged(folder: Path, call: Call) -> None:
    """Each edition has a paragraph: its id, what it holds, how it kept its shape."""
    write(folder, FILES)
    said = call("layout")
    heads = [part.splitlines()[0].split(":")[0] for part in said.out.split("\n\n")]
    assert (said.code, said.err) == (0, "")
    assert heads == ["edition 2022", "edition 2023", "edition 2024"]
    assert said.out.count("entries, lost") == 3
    assert said.out.count("unmoved") == 2  # the first edition has nothing before it
    assert said.out == call("layout", "--metrics").out


def test_one_edition_as_json(folder: Path, call: Call) -> None:
    """The figures of one edition, for programs: nothing overlaps, and all entries are there."""
    write(folder, FILES)
    (only,) = json.loads(call("layout", "--edition", "2024", "--format", "json").out)
    placement = only["placement"]
    assert only["edition"] == "2024"
    assert (placement["entries"], placement["lost"], placement["overlaps"]) == (2, 0, 0)
    assert only["names"]["crossings"] == 0


def test_a_radar_without_editions_is_one_picture(folder: Path, call: Call) -> None:
    """Without editions there is one paragraph, which is called the radar's."""
    lone = "---\nname: D\nquadrant: b\nring: hold\n---\n"
    write(folder, {"radar.yaml": "title: A\nquadrants: [B, C]\n", "d.md": lone})
    assert call("layout").out.startswith("the radar: ")


@pytest.mark.few(3)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 40])
@pytest.mark.parametrize("rings", ["content", "equal"])
def test_any_number_of_entries_has_figures(
    folder: Path, call: Call, count: int, rings: str
) -> None:
    """However few stand in the ring of a quadrant, there are figures, and their JSON is JSON."""
    entry = "  - {name: Thing NN, quadrant: b, ring: hold}\n"
    entries = "".join(entry.replace("NN", str(n)) for n in range(count))
    settings = f"title: A\nquadrants: [B, C]\nlayout: {{rings: {rings}}}\n"
    listed = {"all.yaml": f"entries:\n{entries}"} if count else {}
    write(folder, {"radar.yaml": settings, **listed})
    said = call("layout", "--format", "json")
    assert (said.code, said.err) == (0, "")
    (only,) = json.loads(said.out, parse_constant=pytest.fail)
    assert (only["placement"]["gap"] is None) == (count < 2)
    assert (only["placement"]["evenness"] is None) == (count < 3)
    assert ("gap G" in call("layout").out) == (count > 1)


@pytest.mark.parametrize(("edition", "blips"), [("", ["rust", "zig"]), ("2022", ["perl", "rust"])])
def test_the_scene_is_what_is_drawn(
    folder: Path, call: Call, edition: str, blips: list[str]
) -> None:
    """The scene as JSON has the size and the points of the picture that the library draws."""
    write(folder, FILES)
    asked = ["--edition", edition] if edition else []
    document = json.loads(call("layout", "--scene", *asked).out)
    scene = radar.lay_out(radar.load(folder), edition=edition or None)
    assert document["version"] == 1
    assert (document["width"], document["height"]) == (scene.width, scene.height)
    assert sorted(blip["entry"] for blip in document["blips"]) == blips
    points = {blip.entry: [round(blip.x, 2), round(blip.y, 2)] for blip in scene.blips}
    assert {blip["entry"]: [blip["x"], blip["y"]] for blip in document["blips"]} == points


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--scene", "--metrics"], "--scene and --metrics ask for two different things"),
        (["--scene", "--format", "text"], "--scene and --format text ask for two different things"),
        (["--edition", "2025"], "there is no edition '2025'"),
        (["--language", "fr"], "the radar has no language 'fr'"),
        (["--theme", "papr"], 'Did you mean "paper"?'),
    ],
)
def test_a_wrong_call_is_told(folder: Path, call: Call, words: list[str], reason: str) -> None:
    """What cannot be done as it was asked ends with 2 and one line that says why."""
    write(folder, FILES)
    said = call("layout", *words)
    assert (said.code, said.out) == (2, "")
    assert reason in said.err
