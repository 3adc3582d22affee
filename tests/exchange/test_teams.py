"""Sheets of several teams in one radar: who says what stays, and no order decides."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.merging.team_sections import fit_section, join_sections, split_sections
from radar.library.importing import ImportedFolder, import_
from radar.model import Radar
from radar.prose.parsing import parse
from radar.reading import read

HEAD = "name,quadrant,ring,description,tags,owner,links\n"
RINGS = ("Adopt", "Trial", "Assess", "Hold")
Rule = Literal["keep", "theirs"]
USUAL = "title: Ours\nquadrants: [Tools, Platforms]\n"
OURS = "---\nname: Kafka\nsummary: Ours.\nquadrant: tools\nring: trial\n---\n\nAs we see it.\n"


def say(folder: Path, team: str, rows: str, rule: Rule = "keep") -> ImportedFolder:
    """Merge the sheet of a team into the radar in a folder."""
    sheet = folder.parent / f"{team}.csv"
    sheet.write_text(HEAD + rows)
    return import_(sheet, folder, format="csv", merge=True, team=team, on_conflict=rule)


def ours(folder: Path, **files: str) -> Path:
    """Write a radar, with the texts of files by the ids of their entries."""
    radar = folder / "radar"
    radar.mkdir()
    (radar / "radar.yaml").write_text(USUAL)
    for id_, text in files.items():
        (radar / f"{id_}.md").write_text(text)
    return radar


def radar_of(folder: Path) -> Radar:
    """Read a radar that has to be sound."""
    return read(folder).require_sound()


def told(made: ImportedFolder, kind: Any) -> list[str]:
    """List the messages of a kind."""
    return [finding.message for finding in made.report.of(kind)]


def test_who_says_what_is_kept(tmp_path: Path) -> None:
    """The entry of two teams has both as owners, the position of each, and the text of each."""
    folder = ours(tmp_path)
    say(folder, "red", "Kafka,Tools,Hold,Too heavy.,,,\n")
    made = say(folder, "blue", "Kafka,Tools,Hold,We run it.,,jane\n")
    entry = radar_of(folder).by_id["kafka"]
    assert entry.owners == ("blue", "jane", "red")
    assert entry.fields["said-by"] == ("blue: hold, tools", "red: hold, tools")
    text = (folder / "kafka.md").read_text()
    assert text.endswith("\n## blue\n\nWe run it.\n\n## red\n\nToo heavy.\n")
    assert not told(made, "disagrees")


@pytest.mark.parametrize(("rule", "ring"), [("keep", "trial"), ("theirs", "adopt")])
def test_one_rule_decides_where_a_team_disagrees_with_the_radar(
    rule: Rule, ring: str, tmp_path: Path
) -> None:
    """Where a team says another ring than the radar, the rule decides, and both are named."""
    folder = ours(tmp_path, kafka=OURS)
    made = say(folder, "blue", "Kafka,Tools,Adopt,,,,\n", rule)
    assert radar_of(folder).by_id["kafka"].history[-1].ring == ring
    said = f"kafka: blue says adopt, the radar says trial; it stands in {ring}"
    assert told(made, "disagrees") == [said]


def test_what_most_teams_say_counts_among_them(tmp_path: Path) -> None:
    """Of rings that teams say, the one of most of them counts; of as many, the outer one."""
    folder = ours(tmp_path)
    rings = []
    for team, ring in (("a", "Adopt"), ("b", "Hold"), ("c", "Adopt")):
        say(folder, team, f"Kafka,Tools,{ring},,,,\n")
        rings.append(radar_of(folder).by_id["kafka"].history[-1].ring)
    assert rings == ["adopt", "hold", "adopt"]


def test_what_people_wrote_stays_when_teams_speak(tmp_path: Path) -> None:
    """Summary and text of the radar stand before what teams write."""
    folder = ours(tmp_path, kafka=OURS)
    say(folder, "blue", "Kafka,Tools,Trial,We run it.,,,\n")
    text = (folder / "kafka.md").read_text()
    assert "summary: Ours.\n" in text
    assert text.endswith("\n\nAs we see it.\n\n## blue\n\nWe run it.\n")


def test_the_same_sheet_twice_changes_nothing(tmp_path: Path) -> None:
    """A team that says the same once more changes no file; with another ring, its word changes."""
    folder = ours(tmp_path)
    say(folder, "blue", "Kafka,Tools,Trial,We run it.,,,\n")
    assert not say(folder, "blue", "Kafka,Tools,Trial,We run it.,,,\n").files
    say(folder, "blue", "Kafka,Tools,Hold,We run it.,,,\n")
    assert radar_of(folder).by_id["kafka"].fields["said-by"] == ("blue: hold, tools",)
    assert radar_of(folder).by_id["kafka"].history[-1].ring == "hold"


def test_a_text_that_a_team_changed_is_named(tmp_path: Path) -> None:
    """The text here stays, for people may have worked on it, and the report says that it does."""
    folder = ours(tmp_path)
    say(folder, "blue", "Kafka,Tools,Trial,We run it.,,,\n")
    assert told(say(folder, "blue", "Kafka,Tools,Trial,,,,\n"), "noted") == []
    made = say(folder, "blue", "Kafka,Tools,Trial,We left it.,,,\n")
    assert told(made, "noted") == ["blue: the text differs; the one here stays"]
    assert "We run it." in (folder / "kafka.md").read_text()


_LINES = st.sampled_from(
    (
        *("# Why", "###### Deep", "Why", "===", "---", "words", "", "```sh", "```", "~~~"),
        *("## red", "    # code", "> # said", "> words", "- # item"),
        *("<!-- x", "-->", "<pre>", "</pre>", "<div>"),
    )
)


@given(st.lists(_LINES, max_size=12).map("\n".join), st.lists(_LINES, max_size=12).map("\n".join))
def test_each_team_finds_its_text_again(red: str, blue: str) -> None:
    """Whatever two teams write, code and HTML that never end too, each has a section of its own.

    Lines of code stay as they are, and headings are below that of the section.
    """
    wanted = {team: fit_section(text) for team, text in (("blue", blue), ("red", red))}
    said = {team: text for team, text in wanted.items() if text}
    before, sections = split_sections(join_sections("Before.", said), ("blue", "red"))
    assert (before, sections) == ("Before.", said)
    for text, fitted in ((red, wanted["red"]), (blue, wanted["blue"])):
        assert "\\<" in fitted or _code(fitted) == _code(text.strip())
        levels = [int(tag["Heading"]["level"][1:]) for tag in _tags(fitted) if "Heading" in tag]
        assert all(level >= 3 for level in levels)


def _tags(text: str) -> list[dict[str, Any]]:
    started = [event["Start"] for event, _ in parse(text) if "Start" in event]
    return [tag for tag in started if isinstance(tag, dict)]


def _code(text: str) -> list[str]:
    """Return the blocks of code of a text."""
    pieces: list[str] = []
    inside = False
    for event, _ in parse(text):
        if isinstance(event, dict) and "CodeBlock" in str(event.get("Start", event.get("End", ""))):
            inside = "Start" in event
            pieces += [""] if inside else []
        elif inside and isinstance(event, dict) and "Text" in event:
            pieces[-1] += event["Text"].rstrip("\n")
    return pieces


def test_a_sheet_of_one_quadrant_is_merged(tmp_path: Path) -> None:
    """A sheet needs no second quadrant where it is merged, with or without a team."""
    folder = ours(tmp_path, kafka=OURS)
    sheet = tmp_path / "one.csv"
    sheet.write_text(f"{HEAD}Kafka,Platforms,Hold,,,,\n")
    import_(sheet, folder, merge=True)
    line = radar_of(folder).by_id["kafka"].history[-1]
    assert (line.quadrant, line.ring) == ("platforms", "hold")


def test_a_team_with_several_editions_is_refused(tmp_path: Path) -> None:
    """A history is no word of one team, and no team is called as the radar is."""
    folder = ours(tmp_path)
    for year in (2024, 2025):
        (tmp_path / f"{year}.csv").write_text(
            f"{HEAD}Git,Tools,Adopt,,,,\nVim,Platforms,Hold,,,,\n"
        )
    files = [tmp_path / "2024.csv", tmp_path / "2025.csv"]
    with pytest.raises(BadCall, match="a sheet of one state"):
        import_(files, folder, merge=True, team="blue")
    with pytest.raises(BadCall, match="call the team otherwise"):
        say(folder, "radar", "Git,Tools,Adopt,,,,\n")


def test_a_list_of_entries_is_named(tmp_path: Path) -> None:
    """An entry in a file of many keeps its place, and the report names what was not added."""
    folder = ours(tmp_path)
    (folder / "entries.yaml").write_text(
        "entries:\n- {name: Kafka, quadrant: tools, ring: trial}\n"
    )
    made = say(folder, "blue", "Kafka,Tools,Hold,,,,\n")
    assert told(made, "lost")
    assert told(made, "disagrees") == [
        "kafka: blue says hold, the radar says trial; it stands in trial"
    ]
    assert "hold" not in (folder / "entries.yaml").read_text()


NAMES = ("Kafka", "Git", "Rust")
texts = st.sampled_from(["", "We run it. Daily.", "Too heavy.", "# Why\n\nBecause."])
rows = st.fixed_dictionaries(
    {
        name: st.none()
        | st.tuples(
            st.sampled_from(["Tools", "Platforms"]),
            st.sampled_from(RINGS),
            texts,
            st.sampled_from(["", "b, a", "c"]),
            st.sampled_from(["", "jane"]),
            st.sampled_from(["", "https://example.org/1", "https://example.org/2"]),
        )
        for name in NAMES
    }
)


def _sheet(said: dict[str, tuple[str, ...] | None]) -> str:
    return "".join(
        f'{name},{row[0]},{row[1]},"{row[2]}","{row[3]}",{row[4]},{row[5]}\n'
        for name, row in said.items()
        if row
    )


@given(
    st.lists(rows, min_size=2, max_size=3),
    st.sampled_from(["keep", "theirs"]),
    st.booleans(),
    st.data(),
)
def test_no_order_decides(said: list[Any], rule: Rule, there: bool, data: st.DataObject) -> None:
    """Sheets of teams make the same radar in any order, and lose no text, owner or position."""
    teams = [(f"team {n}", _sheet(each)) for n, each in enumerate(said) if any(each.values())]
    outcomes = []
    for order in (teams, data.draw(st.permutations(teams))):
        with TemporaryDirectory() as place:
            folder = ours(Path(place), **({"kafka": OURS} if there else {}))
            for team, sheet in order:
                made = say(folder, team, sheet, rule)
                assert made.report.adds_up
                assert not told(made, "lost")
            outcomes.append(radar_of(folder))
    assert outcomes[0] == outcomes[1]
    for n, each in enumerate(said):
        for name, row in each.items():
            if row:
                entry = outcomes[0].by_id[name.lower()]
                assert f"team {n}: {row[1].lower()}, {row[0].lower()}" in entry.fields["said-by"]
                assert f"team {n}" in entry.owners
                assert row[5] in ("", *(link.url for link in entry.links))
                assert row[2].lstrip("# ") in "".join(entry.text.values())
