"""One radar for one team, from the folder of all: by tag, by owner, by both."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import radar
from radar.errors import BadCall
from radar.model import Radar
from radar.selection import select


def entry(name: str, **more: Any) -> dict[str, Any]:
    """Return an entry in the first quadrant and ring, with more keys."""
    return {"name": name, "quadrant": "x", "ring": "adopt", **more}


OURS = Radar(
    title={"en": "Ours", "zh": "我们"},
    languages=["en", "zh"],
    quadrants=["X", "Y"],
    tags={"web": {"en": "The web", "zh": "网络"}},
    entries=[
        entry("Kafka", tags=["data"], owner=["core", "data-team"]),
        entry("React", tags=["web"], owner="Front End", related=["kafka"]),
        entry("Vue", tags=["web", "data"], owner="core"),
        entry("Zig"),
    ],
    proposals=[{"name": "Svelte", "quadrant": "x", "proposed": "trial", "tags": ["web"]}],
)


@pytest.mark.parametrize(
    ("tags", "owners", "names"),
    [
        (["web"], [], "react svelte vue"),
        (["WEB"], [], "react svelte vue"),
        (["the web"], [], "react svelte vue"),
        (["网络"], [], "react svelte vue"),
        (["web", "data"], [], "kafka react svelte vue"),
        ([], ["core"], "kafka vue"),
        ([], ["front-end"], "react"),
        (["web"], ["core"], "vue"),
        (["data"], ["Front End"], ""),
    ],
)
def test_who_is_selected(tags: list[str], owners: list[str], names: str) -> None:
    """An entry is there if it has one of the tags and one of the owners."""
    assert " ".join(sorted(select(OURS, tags, owners).described_by_id)) == names


def test_the_title_says_what_is_selected() -> None:
    """Two radars of one folder have different titles, in every language, and one id."""
    made = select(OURS, ["web"], ["core"])
    assert dict(made.title) == {"en": "Ours: The web, core", "zh": "我们: 网络, core"}
    assert made.id == OURS.id


@pytest.mark.parametrize(
    ("tags", "owners", "message"),
    [
        (["wbe"], [], "no entry has the tag 'wbe'. Did you mean \"web\"?"),
        ([], ["zonk"], "no entry has the owner 'zonk'. There are Front End, core, data-team"),
        (["we\nb"], [], "no entry has the tag"),
    ],
)
def test_a_word_that_nobody_has_is_refused(
    tags: list[str], owners: list[str], message: str
) -> None:
    """A tag or an owner that no entry has is no empty radar but an error, with a hint."""
    with pytest.raises(BadCall, match=message.replace("?", r"\?")):
        select(OURS, tags, owners)


def test_the_site_of_a_team_has_no_other_entry(tmp_path: Path) -> None:
    """Neither picture nor list, pages, search nor data of a team's site name the others."""
    built = radar.build(OURS, tmp_path / "site", tag="data")
    texts = {path: path.read_bytes() for path in built.output.rglob("*") if path.is_file()}
    assert [path.name for path, text in texts.items() if b"React" in text] == []
    assert b"Kafka" in texts[built.output / "radar.svg"]


def test_a_link_to_an_entry_that_is_left_out_is_text(
    run_radar: Callable[..., Any], tmp_path: Path
) -> None:
    """A text that links to an entry of another team keeps its words, without the link."""
    (tmp_path / "radar.yaml").write_text("title: Ours\nquadrants: [Tools, Platforms]\n")
    front = "quadrant: tools\nring: adopt\n"
    (tmp_path / "a.md").write_text(f"---\nname: A\n{front}tags: [web]\n---\nSee [[b]] first.\n")
    (tmp_path / "b.md").write_text(f"---\nname: B\n{front}---\n![x](b.png)\n")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    run_radar("build", tmp_path, "--tag", "web", "-o", tmp_path / "site")
    page = (tmp_path / "site/entries/a.html").read_text()
    assert 'href="b.html"' not in page
    assert "first." in page
    assert not (tmp_path / "site/media").exists()
    assert not (tmp_path / "site/entries/b.html").exists()


def test_closed_editions_keep_the_rows_of_the_team(
    run_radar: Callable[..., Any], tmp_path: Path
) -> None:
    """In the past, too, a team's radar has its entries alone, where they stood, numbered from 1."""
    (tmp_path / "radar.yaml").write_text(
        "title: Ours\nquadrants: [Tools, Platforms]\neditions: [{id: one, date: 2026-01-01}]\n"
    )
    front = "quadrant: tools\nring: adopt\n"
    for name in ("a", "b", "c"):
        tag = "tags: [web]\n" if name != "b" else ""
        (tmp_path / f"{name}.md").write_text(f"---\nname: {name.upper()}x\n{front}{tag}---\n")
    run_radar("snapshot", "two", "--date", "2026-06-01", tmp_path)
    for more in ((), ("--tag", "web")):
        run_radar("build", tmp_path, *more, "-o", tmp_path / f"site{len(more)}")
    whole, team = (json.loads((tmp_path / f"site{n}/radar.json").read_text()) for n in (0, 2))
    rows = [{row[0]: row for row in each["closed"][0]["entries"]} for each in (whole, team)]
    assert sorted(rows[1]) == ["a", "c"]
    assert "Bx" not in (tmp_path / "site2/editions/one.html").read_text()
    assert (
        radar.load(tmp_path).closed[0].by_id["c"].x
        == radar.model.Radar.model_validate(select(radar.load(tmp_path), ["web"]))
        .closed[0]
        .by_id["c"]
        .x
    )
    assert [select(radar.load(tmp_path), ["web"]).closed[0].numbers[id_] for id_ in "ac"] == [1, 2]
