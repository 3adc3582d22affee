"""Editions that stay as they were published, whatever is edited afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from radar.history import timeline
from radar.reading import read

from .conftest import Call, entry, write

SETTINGS = """\
title: Ours
base_url: https://example.org/ours/
quadrants: [Tools, Platforms, Languages, Infrastructure]
"""
QUADRANTS = ("Tools", "Platforms", "Languages", "Infrastructure")
RINGS = ("Adopt", "Trial", "Assess", "Hold")


def thing(n: int, ring: str = "", quadrant: str = "", more: str = "") -> str:
    """Return the file of an entry: number `n`, in a ring and a quadrant that follow from it."""
    ring, quadrant = ring or RINGS[n // 4 % 4], quadrant or QUADRANTS[n % 4]
    return f"---\nname: Thing {n}\nquadrant: {quadrant}\nring: {ring}\n{more}---\n\nText {n}.\n"


@pytest.fixture
def closed(folder: Path, call: Call) -> Path:
    """A radar of 16 entries with the closed edition q1 and the open one q2."""
    write(folder, {"radar.yaml": SETTINGS} | {f"thing-{n}.md": thing(n) for n in range(16)})
    assert call("snapshot", "q1", "--date", "2027-03-31").code == 0
    assert call("build", "-o", "../published").code == 0
    assert call("snapshot", "q2", "--date", "2027-06-30").code == 0
    return folder


def edit_a_quarter(folder: Path) -> None:
    """Move six entries, add three, drop two, rename one, and split a quadrant."""
    moves = {1: "Hold", 2: "Hold", 5: "Adopt", 6: "Adopt", 9: "Adopt", 10: "Trial"}
    files = {f"thing-{n}.md": thing(n, ring) for n, ring in moves.items()}
    files |= {f"new-{c}.md": entry(f"New {c}", "Assess") for c in "abc"}
    for n in (3, 7, 11):
        files[f"thing-{n}.md"] = thing(n, quadrant="Cloud")
    files["thing-15.md"] = thing(15, "removed", "Hardware")
    files["other.md"] = thing(4, more="aliases: [thing-4]\n").replace("Thing 4", "Other")
    files["radar.yaml"] = (
        (folder / "radar.yaml").read_text().replace("Infrastructure]", "Cloud, Hardware]")
    )
    write(folder, files)
    for name in ("thing-4.md", "thing-14.md"):
        (folder / name).unlink()


def page_list(site: Path, edition: str) -> list[str]:
    """Return the names in the list of the page of an edition."""
    text = (site / "editions" / f"{edition}.html").read_text(encoding="utf-8")
    return re.findall(r'<li data-entry="[^"]*"><a href="[^"]*">([^<]*)</a>', text)


def build(call: Call, site: str) -> Path:
    """Build the radar here beside it."""
    done = call("build", "-o", f"../{site}")
    assert done.code == 0, done.err
    return Path(f"../{site}")


def test_a_closed_edition_is_the_picture_that_was_published(closed: Path, call: Call) -> None:
    """Its picture has the same bytes open, closed, and after a quarter of edits."""
    published = Path("../published/editions/q1.svg").read_bytes()
    assert (build(call, "next") / "editions/q1.svg").read_bytes() == published
    before = page_list(Path("../published"), "q1")
    edit_a_quarter(closed)
    after = build(call, "after")
    assert (after / "editions/q1.svg").read_bytes() == published
    assert page_list(after, "q1") == before


def test_each_change_of_a_quarter_is_told_once(closed: Path, call: Call) -> None:
    """Moved, new, gone, renamed and in another quadrant: each stands in one group of the diff."""
    edit_a_quarter(closed)
    told = call("diff").out
    counts = dict(re.findall(r"^(\w[\w ]*) \((\d+)\)$", told, re.MULTILINE))
    assert counts == {
        "New": "3",
        "Moved in": "4",
        "Moved out": "2",
        "Left the radar": "2",
        "Moved to another quadrant": "3",
        "Renamed": "1",
    }
    assert "Thing 4 → Other" in told
    assert "Infrastructure → Cloud" in told
    changes = (build(call, "after") / "changes.html").read_text(encoding="utf-8")
    for name in ("New a", "Thing 9", "Other", "Thing 15", "Thing 14"):
        assert changes.count(f">{name}</a>") >= 1
    assert "Thing 4 → Other" in changes
    assert "Thing 4 → Other" in Path("../after/feed.xml").read_text(encoding="utf-8")
    assert "Thing 4 → Other" in call("history", "other").out


def test_three_quarters_by_editing_files_alone(closed: Path, call: Call) -> None:
    """Both older editions keep their bytes in the third quarter."""
    edit_a_quarter(closed)
    second = (build(call, "second") / "editions/q2.svg").read_bytes()
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    write(closed, {"thing-1.md": thing(1, "Assess"), "new-d.md": entry("New d", "Hold")})
    third = build(call, "third")
    assert (third / "editions/q2.svg").read_bytes() == second
    assert (third / "editions/q1.svg").read_bytes() == Path(
        "../published/editions/q1.svg"
    ).read_bytes()
    assert "[" not in call("check", "-v").out


def test_the_page_of_a_closed_edition_knows_nothing_of_today(closed: Path, call: Call) -> None:
    """Neither a new name nor a new quadrant nor a summary of today stands on it."""
    edit_a_quarter(closed)
    page = (build(call, "after") / "editions/q1.html").read_text(encoding="utf-8")
    assert "Other" not in page
    assert "Cloud" not in page
    assert "Infrastructure" in page


def test_an_entry_without_a_file_keeps_its_page(closed: Path, call: Call) -> None:
    """Links of old pages lead somewhere, and a link to it in a text is a warning."""
    (closed / "thing-14.md").unlink()
    write(closed, {"thing-0.md": thing(0).replace("Text 0.", "See [[thing-14]].")})
    said = call("check")
    assert said.code == 0
    assert "thing-0.md:7:5: warning: " in said.out + said.err
    assert "[departed-link]" in said.out + said.err
    assert (build(call, "after") / "entries/thing-14.html").is_file()


def test_close_all_changes_nothing_that_is_shown(folder: Path, call: Call) -> None:
    """A radar of several editions has the same site after closing all but the newest."""
    history = "history:\n  a: Hold\n  b: Trial\n  c:\n    ring: Adopt\n    note: It works.\n"
    settings = SETTINGS + "editions: [a, b, c]\n"
    files = {f"thing-{n}.md": thing(n) for n in range(8)}
    files["thing-0.md"] = thing(0).replace("ring: Adopt\n", history)
    write(folder, {"radar.yaml": settings, **files})
    before = build(call, "before")
    assert call("snapshot", "--close-all").code == 0
    after = build(call, "after")
    names = [path.relative_to(before) for path in before.rglob("*") if path.is_file()]
    differ = {str(n) for n in names if (before / n).read_bytes() != (after / n).read_bytes()}
    assert differ <= {".radar-site", "radar.json"}
    assert "ring: Adopt\nnote: It works.\nhistory:\n  a: Hold\n  b: Trial\n---" in (
        folder / "thing-0.md"
    ).read_text(encoding="utf-8")
    assert "[" not in call("check", "-v").out


def test_a_note_beside_a_ring_moves_into_the_history(closed: Path, call: Call) -> None:
    """The reason for a ring belongs to the edition that is closed."""
    assert call("move", "thing-1", "hold", "--note", "Too slow.").code == 0
    assert "ring: hold\nnote: Too slow.\n" in (closed / "thing-1.md").read_text()
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 0
    written = (closed / "thing-1.md").read_text()
    assert "history:\n  q2:\n    ring: hold\n    note: Too slow.\n" in written
    assert written.count("note:") == 1


def test_moves_in_a_closed_edition_are_refused(closed: Path, call: Call) -> None:
    """What was published is corrected by another command, which the message names."""
    said = call("move", "thing-1", "hold", "--edition", "q1")
    assert said.code == 2
    assert "radar amend q1 thing-1 --ring hold" in said.out + said.err


def test_an_amendment_is_told_on_the_page_of_the_edition(closed: Path, call: Call) -> None:
    """The row is right, the day and the reason stand in the file and on the page."""
    said = call(
        "amend", "q1", "thing-5", "--ring", "hold", "--note", "Misprint.", "--date", "2027-07-01"
    )
    assert said.code == 0
    document = json.loads((closed / "editions/q1.json").read_text(encoding="utf-8"))
    assert [a["after"] for a in document["amendments"]] == ["hold"]
    page = (build(call, "after") / "editions/q1.html").read_text(encoding="utf-8")
    assert "Corrected on 1 July 2027: Thing 5, Trial → Hold. Misprint." in page
    assert "[" not in call("check", "-v").out


def test_a_history_that_contradicts_a_closed_edition_is_an_error(closed: Path, call: Call) -> None:
    """The message names both places and the two ways out, of which one is a command that works."""
    write(closed, {"thing-5.md": thing(5, more="history: {q1: Hold}\n")})
    said = call("check")
    assert said.code == 1
    assert (
        'thing-5.md:5:11: this says hold in "q1"; as published in editions/q1.json'
        in said.out + said.err
    )
    assert call("amend", "q1", "thing-5", "--ring", "hold", "--date", "2027-07-01").code == 0
    assert call("check").code == 0


def test_two_rows_that_would_be_one_entry_are_an_error(closed: Path, call: Call) -> None:
    """An alias of today cannot make two published entries one."""
    (closed / "thing-6.md").unlink()
    write(closed, {"thing-5.md": thing(5, more="aliases: [thing-6]\n")})
    said = call("check")
    assert said.code == 1
    assert "editions/q1.json:" in said.out + said.err
    assert "[same-entry]" in said.out + said.err


def test_a_renamed_file_is_offered_its_alias(closed: Path, call: Call) -> None:
    """Where one entry left a quadrant and one came, check asks whether they are the same."""
    (closed / "thing-6.md").rename(closed / "other.md")
    assert "aliases: [thing-6]" in call("check", "-v").out


def _row(text: str, change: tuple[str, str]) -> str:
    assert change[0] in text
    return text.replace(*change, 1)


DAMAGE: dict[str, Any] = {
    "truncated": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "no JSON": lambda text: "never mind",
    "a list": lambda text: "[]",
    "another version": lambda text: _row(text, ('"version":1', '"version":2')),
    "an unknown key": lambda text: _row(text, ('"radar":', '"rader":')),
    "the same row twice": lambda text: _row(text, ('["thing-1"', '["thing-0"')),
    "a ring that is not there": lambda text: _row(text, ('"adopt",', '"adapt",')),
    "outside its ring": lambda text: re.sub(r'("adopt",\d+),-?[\d.]+,', r"\1,0.99,", text, count=1),
    "two branches": lambda text: f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n",
    "of another radar": lambda text: _row(text, ('"radar":"ours"', '"radar":"theirs"')),
    "of another edition": lambda text: _row(text, ('"id":"q1"', '"id":"q0"')),
    "a number as a name": lambda text: _row(text, ('{"en":"Thing 0"}', "5")),
    "nested without end": lambda text: "[" * 100_000,
}


@pytest.mark.few(3)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_a_file_is_told_with_its_place(closed: Path, call: Call, damage: str) -> None:
    """Nothing is built from a file that is not what was written, and nothing is lost."""
    file = closed / "editions/q1.json"
    write(closed, {"thing-15.md": thing(15, "removed")})
    file.write_text(DAMAGE[damage](file.read_text(encoding="utf-8")), encoding="utf-8")
    said = call("check")
    assert said.code == 1
    assert re.search(
        r"^editions/q1\.json:\d+:\d+: .* \[bad-edition-file\]$", said.out + said.err, re.MULTILINE
    )
    assert call("build", "-o", "../after").code == 1


@pytest.mark.parametrize(
    ("editions", "message"),
    [
        ("[q2]", 'there is no edition "q1" in radar.yaml'),
        ("[q0, q1, q2]", "is closed, and one before it is not"),
        ("[q1]", 'the newest edition "q1" is open, and yet has a file'),
    ],
)
def test_a_file_out_of_place_is_told(closed: Path, call: Call, editions: str, message: str) -> None:
    """A file without its edition, after one that is open, or of the newest is an error."""
    settings = "id: ours\n" + SETTINGS + f"editions: {editions}\n"
    write(closed, {"radar.yaml": settings})
    said = call("check")
    assert said.code == 1
    assert message in said.out + said.err


def test_nothing_moves_by_a_change_of_theme_title_or_labels(closed: Path, call: Call) -> None:
    """A closed picture keeps its bytes when the title, the labels or the rings change today."""
    published = Path("../published/editions/q1.svg").read_bytes()
    text = (closed / "radar.yaml").read_text().replace("title: Ours", "title: Theirs")
    write(closed, {"radar.yaml": text + "layout: {labels: numbers, rings: equal}\n"})
    assert (build(call, "after") / "editions/q1.svg").read_bytes() == published


def test_a_site_of_a_closed_edition_has_its_picture(closed: Path, call: Call) -> None:
    """`build --edition` draws from the file, with pages of the entries of then."""
    edit_a_quarter(closed)
    assert call("build", "--edition", "q1", "-o", "../then").code == 0
    published = Path("../published/radar.svg").read_bytes()
    assert Path("../then/radar.svg").read_bytes() == published
    assert not Path("../then/entries/new-a.html").exists()


def test_a_snapshot_happens_whole_or_not_at_all(
    closed: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a file cannot be written, those before it are put back."""
    from radar.files import changing

    before = {p: p.read_bytes() for p in closed.rglob("*") if p.is_file() and p.name[0] != "."}
    real = changing._put

    def refuse(fresh: Path, target: Path, *, new: bool) -> None:
        if target.name == "q2.json":
            raise OSError(28, "No space left on device")
        real(fresh, target, new=new)

    monkeypatch.setattr(changing, "_put", refuse)
    assert call("snapshot", "q3", "--date", "2027-09-30").code == 2
    after = {p: p.read_bytes() for p in closed.rglob("*") if p.is_file() and p.name[0] != "."}
    assert after == before


def test_a_file_of_a_closed_edition_is_small(folder: Path, call: Call) -> None:
    """118 entries take at most 18 kB for one language."""
    names = {f"entry-{n}.md": thing(n).replace("Thing", "Technology") for n in range(118)}
    write(folder, {"radar.yaml": SETTINGS, **names})
    call("snapshot", "q1", "--date", "2027-03-31")
    call("snapshot", "q2", "--date", "2027-06-30")
    assert (folder / "editions/q1.json").stat().st_size <= 18_000


def test_the_open_edition_starts_where_the_closed_one_was(closed: Path, call: Call) -> None:
    """Opening an edition moves no entry and no blip."""
    radar = read(closed).require_sound()
    standings = timeline(radar)
    assert [(s.entry.id, s.ring) for s in standings["q1"]] == [
        (s.entry.id, s.ring) for s in standings["q2"]
    ]
    assert {s.movement.value for s in standings["q2"]} == {"unchanged"}
    site = build(call, "after")
    places = [
        re.findall(r'data-entry="([^"]*)"[^>]*transform="([^"]*)"', (site / name).read_text())
        for name in ("editions/q1.svg", "editions/q2.svg")
    ]
    assert places[0] == places[1]


def test_an_exported_radar_is_read_back_with_its_closed_editions(closed: Path, call: Call) -> None:
    """radar.json has all of it, and an import of it writes the files of the editions again."""
    edit_a_quarter(closed)
    assert call("export", "radar-json", "-o", "../all.json").code == 0
    assert call("import", "../all.json", "-o", "../again").code == 0
    again, radar = read(Path("../again")).require_sound(), read(closed).require_sound()
    assert again.closed == radar.closed
    assert timeline(again).keys() == timeline(radar).keys()
    for edition, standings in timeline(radar).items():
        assert [s.transition for s in timeline(again)[edition]] == [s.transition for s in standings]


def test_a_difference_of_two_radars_tells_closings_and_corrections(
    closed: Path, call: Call
) -> None:
    """What was closed or corrected since a published radar.json is told."""
    assert call("export", "radar-json", "-o", "../all.json").code == 0
    call("import", "../all.json", "-o", "../before")
    call("amend", "q1", "thing-5", "--ring", "hold", "--date", "2027-07-01")
    call("snapshot", "q3", "--date", "2027-09-30")
    told = call("diff", "../before").out
    assert "Closed meanwhile: q2" in told
    assert "Corrected on 2027-07-01: Thing 5, Trial → Hold" in told


def test_an_amendment_corrects_the_history_of_the_entry(closed: Path, call: Call) -> None:
    """A line that gave the reason for the wrong ring keeps the reason, and has the right ring."""
    line = "history:\n  q1: {ring: Trial, note: Why.}\n"
    write(closed, {"thing-5.md": thing(5, more=line)})
    assert call("amend", "q1", "thing-5", "--ring", "hold", "--date", "2027-07-01").code == 0
    assert "  q1: {ring: hold, note: Why.}\n" in (closed / "thing-5.md").read_text()
    assert call("check").code == 0


def test_an_import_closes_its_older_editions_where_asked(folder: Path, call: Call) -> None:
    """Editions of another tool are published facts, and can be kept as such at once."""
    for edition, ring in (("2025-01", "hold"), ("2025-06", "adopt")):
        sheet = f"name,quadrant,ring,isNew\nRust,Languages,{ring},false\nGit,Tools,adopt,false\n"
        write(folder, {f"old/{edition}.csv": sheet})
    assert call("import", "old", "-o", "new", "--close").code == 0
    assert (folder / "new/editions/2025-01.json").is_file()
    radar = read(folder / "new").require_sound()
    assert [s.movement.value for s in timeline(radar)["2025-06"]] == ["unchanged", "in"]


def test_an_entry_that_left_under_another_name_is_one_entry(closed: Path, call: Call) -> None:
    """What was renamed, published and then deleted is one entry, in every edition before."""
    edit_a_quarter(closed)
    for edition, day in (("q3", "2027-09-30"), ("q4", "2027-12-31")):
        assert call("snapshot", edition, "--date", day).code == 0
    (closed / "other.md").unlink()
    radar = read(closed).require_sound()
    rows = radar.identities.rows["other"]
    assert [row.id for row in rows.values()] == ["thing-4", "other", "other"]
    assert "thing-4" not in radar.by_id
    assert call("history", "other").code == 0
