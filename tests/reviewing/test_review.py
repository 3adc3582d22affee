"""What is due on a day: every boundary from both sides, and the forms in which it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.errors import BadCall
from radar.model import Radar
from radar.reviewing import find_due
from radar.reviewing.calendar import as_calendar
from radar.reviewing.telling import as_json, as_markdown, as_text, group_by_owner


def of(entry: dict[str, Any] | None = None, **settings: Any) -> Radar:
    """Return a radar with two dated editions and one entry, which has been on trial since one."""
    given = {"name": "Zig", "quadrant": "x", "history": {"one": "trial"}, **(entry or {})}
    return Radar(
        title="Ours",
        quadrants=["X", "Y"],
        editions=[
            {"id": "one", "date": "2026-01-31"},
            {"id": "two", "date": "2026-07-01"},
        ],
        entries=[given],
        **settings,
    )


REVIEWED = of({"reviewed": "2026-02-28"}, review_after=30)
UNREVIEWED = of(review_after=365)
TRIAL_MONTH = of(rules={"trial": {"for_at_most": "1 month"}})
TRIAL_YEAR = of(rules={"trial": {"for_at_most": "12 months"}})
TRIAL_DAYS = of(rules={"trial": {"for_at_most": "90 days"}})
BACK = of(
    {"history": {"one": "trial", "two": {"ring": "trial", "note": "Still."}}},
    rules={"trial": {"for_at_most": "12 months"}},
)
MOVED = of(
    {"history": {"one": "assess", "two": "trial"}}, rules={"trial": {"for_at_most": "2 weeks"}}
)
LEAVING = of({"leave_by": "2027-06-30", "history": {"one": "hold"}})
LEAP = of({"reviewed": "2028-02-29"}, review_after=366)
PROPOSED = of({"proposed": {"ring": "adopt", "since": "2026-06-30"}})
ON_THE_DAY = of({"proposed": {"ring": "adopt", "since": "2026-07-01"}})
OLD = of({"proposed": {"ring": "adopt", "since": "2026-01-30"}})
LONG = of({"leave_by": "9999-12-31"})


@pytest.mark.parametrize(
    ("ours", "kind", "last_good_day"),
    [
        (REVIEWED, "review", "2026-03-30"),
        (UNREVIEWED, "review", "2027-01-31"),
        (LEAP, "review", "2029-03-01"),
        (TRIAL_MONTH, "too-long", "2026-02-28"),
        (TRIAL_YEAR, "too-long", "2027-01-31"),
        (TRIAL_DAYS, "too-long", "2026-05-01"),
        (BACK, "too-long", "2027-01-31"),
        (MOVED, "too-long", "2026-07-15"),
        (LEAVING, "leave", "2027-06-30"),
        (PROPOSED, "proposal", "2026-06-30"),
        (OLD, "proposal", "2026-01-30"),
    ],
)
@pytest.mark.parametrize("days", [-1, 0, 1, 2])
def test_what_is_due_is_due_from_the_day_after_its_last_good_day(
    ours: Radar, kind: str, last_good_day: str, days: int
) -> None:
    """Up to its last good day nothing is due, and from the next one on it is."""
    day = date.fromisoformat(last_good_day) + timedelta(days=days)
    assert [each.kind for each in find_due(ours, day).due] == ([kind] if days > 0 else [])


def test_a_proposal_of_the_day_of_an_edition_is_not_older() -> None:
    """Only an edition after the day of a proposal makes it due."""
    assert find_due(ON_THE_DAY, date(2030, 1, 1)).due == ()


def test_what_is_off_the_radar_is_never_due() -> None:
    """An entry that left waits for nobody; a hidden one does."""
    left = of({"history": {"one": "trial", "two": "removed"}}, review_after=1)
    hidden = of({"hidden": True}, review_after=1)
    day = date(2030, 1, 1)
    assert [len(find_due(ours, day).due) for ours in (left, hidden)] == [0, 1]


def test_what_no_date_speaks_of_is_named() -> None:
    """Where no edition has a date, an entry is neither due nor forgotten."""
    ours = Radar(
        title="O",
        quadrants=["X", "Y"],
        review_after=1,
        entries=[{"name": "Zig", "quadrant": "x", "ring": "adopt"}],
    )
    review = find_due(ours, date(2030, 1, 1))
    assert (review.due, [entry.id for entry in review.undated]) == ((), ["zig"])
    assert "no date says since when: Zig" in as_text(review, ours)


def test_days_end_with_the_calendar() -> None:
    """What would fall due after the last day that there is never does, and is in no calendar."""
    review = find_due(LONG, date(9999, 12, 30))
    assert review.due == ()
    assert "VEVENT" not in as_calendar(review, LONG)


@given(st.dates(), st.dates())
def test_what_is_due_stays_due(one: date, other: date) -> None:
    """A later day has all that was due on an earlier one, and nothing is both due and coming."""
    earlier, later = sorted((one, other))
    for ours in (REVIEWED, TRIAL_MONTH, LEAVING, OLD):
        before, after = find_due(ours, earlier), find_due(ours, later)
        assert all(each in after.due for each in before.due)
        assert not any(each in after.coming for each in after.due)


TEAMS = Radar(
    title="Ours; theirs",
    quadrants=["X", "Y"],
    base_url="https://radar.example/",
    entries=[
        {"name": "*Zig*", "quadrant": "x", "ring": "hold", "leave_by": "2026-06-30"},
        {
            "name": "C, a very long name " * 6,
            "id": "c",
            "quadrant": "x",
            "ring": "hold",
            "leave_by": "2026-07-30",
            "owner": ["core", "web"],
        },
        {
            "name": "云原生" * 20,
            "id": "cloud",
            "quadrant": "x",
            "ring": "hold",
            "leave_by": "2029-01-01",
        },
    ],
)


def test_who_owns_is_told_what_is_due() -> None:
    """What is due is under each of its owners, and what nobody owns comes last."""
    review = find_due(TEAMS, date(2026, 12, 1))
    groups = group_by_owner(review.due)
    assert {owner: [each.entry.id for each in group] for owner, group in groups.items()} == {
        "core": ["c"],
        "web": ["c"],
        "": ["zig"],
    }
    assert as_text(review, TEAMS).splitlines()[-2:] == [
        "Without an owner",
        "  *Zig* (zig): the last day of its use was 2026-06-30",
    ]
    assert r"- [ ] **\*Zig\*** (zig)" in as_markdown(review, TEAMS)
    document = json.loads(as_json(review, TEAMS))
    assert [each["id"] for each in document["due"]] == ["zig", "c"]
    assert [each["due"] for each in document["coming"]] == ["2029-01-02"]


def test_a_calendar_is_read_by_a_library_for_calendars() -> None:
    """The calendar has an event of a whole day for all that is due or will be, as it is called."""
    icalendar = pytest.importorskip("icalendar")
    text = as_calendar(find_due(TEAMS, date(2026, 12, 1)), TEAMS)
    read = icalendar.Calendar.from_ical(text.encode())
    events = {str(each["UID"]): each for each in read.walk("VEVENT")}
    assert {uid: each["DTSTART"].dt for uid, each in events.items()} == {
        "leave-zig@ours-theirs": date(2026, 7, 1),
        "leave-c@ours-theirs": date(2026, 7, 31),
        "leave-cloud@ours-theirs": date(2029, 1, 2),
    }
    assert str(events["leave-cloud@ours-theirs"]["SUMMARY"]) == f"Stop using {'云原生' * 20}"
    assert str(events["leave-c@ours-theirs"]["DESCRIPTION"]) == "core, web"
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


FOLDER = """title: Ours
quadrants: [Tools, Platforms]
editions: [{id: one, date: 2026-01-31}]
review_after: 100
rules: {trial: {for_at_most: 6 months, severity: error}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a radar with one entry."""
    (tmp_path / "radar.yaml").write_text(FOLDER)
    (tmp_path / "zig.md").write_text(
        "---\nname: Zig\nquadrant: tools\nring: trial\nreviewed: 2026-03-01\n---\n"
    )
    return tmp_path


def test_the_same_day_gives_the_same_bytes(run_radar: Callable[..., Any], folder: Path) -> None:
    """With a day the command is a function of its input, in every form."""
    for form in ("text", "markdown", "json", "ics"):
        asked = ("review", folder, "--as-of", "2026-09-01", "--format", form)
        one, other = run_radar(*asked), run_radar(*asked)
        assert one.out == other.out
        assert (one.code, one.err) == (0, "")


def test_without_a_day_it_is_today_and_said(run_radar: Callable[..., Any], folder: Path) -> None:
    """Who names no day is told which one is taken."""
    assert "As of today, 20" in run_radar("review", folder).err


def test_a_check_of_a_day_has_places(run_radar: Callable[..., Any], folder: Path) -> None:
    """`check --as-of` names what is due by file and line; without a day it says nothing of it."""
    said = run_radar("check", folder, "--as-of", "2026-09-01")
    assert said.code == 1
    assert "zig.md:4:1: on Trial since 2026-01-31, for more than 6 months" in said.out
    assert "zig.md:5:1: warning: not reviewed since 2026-03-01, for more than 100 days" in said.out
    assert run_radar("check", folder).code == 0
    assert run_radar("check", folder, "--as-of", "2026-07-31").code == 0
    ignored = run_radar("check", folder, "--as-of", "2026-07-31", "--ignore", "due-review")
    assert "1 ignored" in ignored.err


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "1.5.2026", "20260501", ""])
def test_what_is_no_day_is_refused(run_radar: Callable[..., Any], folder: Path, day: str) -> None:
    """A day is written as year, month and day; everything else is a wrong call, with a hint."""
    said = run_radar("check", folder, "--as-of", day)
    assert said.code == 2
    assert "as_of: " in said.err


def test_the_library_reviews() -> None:
    """What the command does is one call."""
    assert [each.kind for each in radar.review(LEAVING, as_of=date(2027, 7, 1)).due] == ["leave"]
    with pytest.raises(BadCall):
        radar.review(LEAVING, as_of="soon")
