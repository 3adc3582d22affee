"""What is to be taken instead, proposed, demanded and kept back, in the model and in files."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from radar.exchange.exporting.own_form import write_form
from radar.files import MemoryTree
from radar.model import Entry, Radar, Span, parse_span
from radar.pipeline import examine_tree
from radar.radar_json import radar_json, radar_of
from radar.reading import Reading, read_tree

SETTINGS = "title: Ours\nquadrants: [Tools, Platforms]\n"


def read_files(settings: str = "", **entries: str) -> Reading:
    """Read a radar of entries, each given as its front matter and, after a blank line, its text."""
    files = {"radar.yaml": (SETTINGS + settings).encode()}
    for name, written in entries.items():
        front, _, text = written.partition("\n\n")
        files[f"{name}.md"] = f"---\nname: {name.title()}\n{front}\n---\n{text}".encode()
    return examine_tree(MemoryTree(files))


def codes(reading: Reading) -> list[str]:
    """Return places and codes of the errors and warnings, as `a.md:5:10 code`."""
    return [f"{each.place} {each.code}" for each in reading.problems if each.severity != "note"]


HOLD = "quadrant: tools\nring: hold"
ADOPT = "quadrant: tools\nring: adopt"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"a": f"{HOLD}\ninstead: [b]", "b": ADOPT}, []),
        ({"a": f"{HOLD}\ninstead: b", "b": ADOPT}, []),
        ({"a": f"{HOLD}\ninstead: [B]", "b": f"{ADOPT}\nhidden: true"}, []),
        ({"a": f"{HOLD}\ninstead: [a]"}, ["a.md:5:11 instead-itself"]),
        ({"a": f"{HOLD}\ninstead: [A]"}, ["a.md:5:11 instead-itself"]),
        ({"a": f"{HOLD}\ninstead: [zonk]"}, ["a.md:5:11 unknown-entry"]),
        ({"a": f"{HOLD}\ninstead: [b]", "b": HOLD}, ["a.md:5:11 instead-on-hold"]),
        (
            {"a": f"{HOLD}\ninstead: [b]", "b": f"{HOLD}\ninstead: [c]", "c": ADOPT},
            ["a.md:5:11 instead-on-hold"],
        ),
        (
            {"a": f"{HOLD}\ninstead: [b]", "b": f"{HOLD}\ninstead: [a]"},
            ["a.md:5:11 instead-cycle"],
        ),
        (
            {
                "a": f"{ADOPT}\ninstead: [b]",
                "b": f"{ADOPT}\ninstead: [c]",
                "c": f"{ADOPT}\ninstead: [a]",
            },
            ["a.md:5:11 instead-cycle"],
        ),
        (
            {"a": f"{HOLD}\ninstead: [b]", "b": "quadrant: tools\nproposed: trial"},
            ["a.md:5:11 instead-undecided"],
        ),
        (
            {"a": f"{HOLD}\ninstead: [b]", "b": f"{ADOPT}\ndraft: true"},
            ["a.md:5:11 draft-link"],
        ),
        ({"a": f"{HOLD}\ninstead: [b, b]", "b": ADOPT}, ["a.md:5:14 twice"]),
    ],
)
def test_what_is_taken_instead_may_be_taken(entries: dict[str, str], expected: list[str]) -> None:
    """What is to be taken instead is another entry, on the radar, not on hold, in no cycle."""
    assert codes(read_files(**entries)) == expected


def test_what_left_cannot_be_taken_instead() -> None:
    """An entry that left the radar is told where it is to be taken instead."""
    left = "quadrant: tools\nhistory: {one: adopt, two: removed}"
    kept = "quadrant: tools\nhistory: {one: hold}\ninstead: [b]"
    assert codes(read_files("editions: [one, two]\n", a=kept, b=left)) == ["a.md:5:11 instead-gone"]


@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=3), max_size=10))
def test_a_cycle_is_named_once_and_every_cycle_is(steps: dict[int, list[int]]) -> None:
    """There is an error exactly where some entry can be reached from itself, one for each group."""
    names = [f"e{n}" for n in range(10)]
    others = {n: sorted({other for other in steps.get(n, ()) if other != n}) for n in range(10)}
    fronts = {
        names[n]: ADOPT
        + (f"\ninstead: [{', '.join(names[o] for o in others[n])}]" if others[n] else "")
        for n in range(10)
    }
    reach = {n: {*others[n]} for n in others}
    for _ in range(10):
        reach = {n: reach[n].union(*(reach[o] for o in reach[n])) for n in reach}
    groups = {frozenset(m for m in reach[n] if n in reach[m]) for n in reach if n in reach[n]}
    said = [problem for problem in codes(read_files(**fronts)) if "cycle" in problem]
    assert len({line.partition(".")[0] for line in said}) == len(groups)
    assert {line.partition(".")[0] for line in said} == {names[min(group)] for group in groups}


@pytest.mark.parametrize(
    ("rings", "rules", "on_hold"),
    [
        ((), {}, {"hold"}),
        (("Use", "Try", "Stop"), {}, {"stop"}),
        (("Use", "Stop", "Look"), {"stop": {"instead": "required"}}, {"stop"}),
        (("Use", {"name": "Avoid", "aliases": ["hold"]}, "Gone"), {}, {"avoid"}),
        (("Use",), {}, set()),
    ],
)
def test_which_rings_are_on_hold(rings: Any, rules: Any, on_hold: set[str]) -> None:
    """A ring is on hold by its name, by a rule, or because it is the outermost."""
    radar = Radar(title="Ours", quadrants=["A", "B"], rings=rings or None, rules=rules)
    assert radar.hold_rings == on_hold


RULES = """rules:
  adopt: {owner: required, links: 2, fields: [risk, reviewed], sections: [When to use it]}
  hold: {instead: required, severity: warning}
fields: {risk: {name: Risk, choices: [low, high]}}
"""


def test_what_a_rule_demands_is_missed_where_the_entry_is_placed() -> None:
    """Each rule that an entry does not keep is an error, or a warning where the rule says so."""
    reading = read_files(RULES, a=ADOPT, b=HOLD, c="quadrant: tools\nring: trial")
    assert codes(reading) == [
        "a.md:4:1 rule-fields",
        "a.md:4:1 rule-fields",
        "a.md:4:1 rule-links",
        "a.md:4:1 rule-owner",
        "a.md:4:1 rule-sections",
        "b.md:4:1 rule-instead",
    ]
    assert [each.severity for each in reading.problems[-1:]] == ["warning"]


def test_an_entry_that_keeps_the_rules_is_not_told() -> None:
    """An entry with all that its ring demands has no problem."""
    links = "links: [https://a.example, https://b.example]"
    more = f"owner: core\nrisk: low\nreviewed: 2026-01-01\n{links}"
    assert codes(read_files(RULES, a=f"{ADOPT}\n{more}\n\n## When to use it\n\nOften.")) == []


def test_a_value_that_is_wrong_is_told_once() -> None:
    """A field that is there and wrong is told as wrong, and not as missing too."""
    settings = "rules: {adopt: {fields: [risk]}}\nfields: {risk: {name: Risk, choices: [low]}}\n"
    assert codes(read_files(settings, a=f"{ADOPT}\nrisk: hgih")) == ["a.md:5:7 unknown-value"]


def test_proposals_keep_no_rule() -> None:
    """What is only proposed has to keep no rule of the ring that is proposed."""
    assert codes(read_files(RULES, a="quadrant: tools\nproposed: adopt")) == []


def test_a_section_may_be_named_by_language() -> None:
    """A translation has to have the section in its own words; what is not translated has not."""
    settings = "languages: [en, zh]\nrules: {adopt: {sections: [{en: Why, zh: 原因}]}}\n"
    files = {
        "radar.yaml": (SETTINGS + settings).encode(),
        "a.md": f"---\nname: A\n{ADOPT}\n---\n# Why\n".encode(),
        "a.zh.md": "---\nname: A\n---\n# 什么\n".encode(),
        "b.md": f"---\nname: B\n{ADOPT}\n---\n# Why\n".encode(),
    }
    assert codes(read_tree(MemoryTree(files))) == ["a.md:4:1 rule-sections"]


def test_rules_speak_of_the_open_edition_alone() -> None:
    """Where an entry stood before is judged by no rule."""
    settings = "editions: [one, two]\nrules: {adopt: {owner: required}}\n"
    history = "quadrant: tools\nhistory: {one: adopt, two: hold}"
    assert codes(read_files(settings, a=history)) == []


def test_a_proposal_is_no_entry() -> None:
    """An entry without a ring, but with `proposed`, stands among the proposals alone."""
    front = "quadrant: tools\nproposed: {ring: Trial, by: us, since: 2026-12-01, note: Why not.}"
    radar = read_files(a=front, b=ADOPT).require_sound()
    assert [entry.id for entry in radar.entries] == ["b"]
    (proposal,) = radar.proposals
    assert (proposal.id, proposal.quadrant, proposal.proposed.ring) == ("a", "tools", "trial")
    assert (proposal.proposed.by, proposal.proposed.since) == ("us", date(2026, 12, 1))
    assert radar.described_by_id["a"] is proposal


def test_a_proposal_beside_a_ring_leaves_the_entry_there() -> None:
    """An entry with a ring and `proposed` is on the radar, at its ring."""
    radar = read_files(a=f"{HOLD}\nproposed: adopt").require_sound()
    (entry,) = radar.entries
    assert (entry.ring, entry.proposed and entry.proposed.ring) == ("hold", "adopt")
    assert not radar.proposals


def test_two_files_cannot_be_one_proposal_and_one_entry() -> None:
    """The id of a proposal is taken, in files and in the model."""
    entry = {"name": "A", "quadrant": "x", "ring": "adopt"}
    proposal = {"name": "A", "quadrant": "x", "proposed": "adopt"}
    with pytest.raises(ValidationError, match="both have a"):
        Radar(title="O", quadrants=["X", "Y"], entries=[entry], proposals=[proposal])


def test_drafts_are_checked_and_left_out() -> None:
    """A draft has its problems told, keeps its id, and is in no radar that is published."""
    draft = f"{ADOPT}\ndraft: true\nrelated: [zonk]"
    reading = read_files(a=draft, b=f"{ADOPT}\nrelated: [a]\n\nSee [[a]] and [[a#Why]].")
    assert codes(reading) == [
        "a.md:6:11 unknown-entry",
        "b.md:5:11 draft-link",
        "b.md:7:5 draft-link",
        "b.md:7:15 draft-link",
    ]
    assert reading.radar
    assert [entry.id for entry in reading.radar.entries] == ["b"]
    assert reading.drafts == {"a"}
    assert "a" in reading.targets


def test_who_writes_sees_drafts() -> None:
    """Read with drafts, they are entries like any other, and links to them lead there."""
    files = {
        "radar.yaml": SETTINGS.encode(),
        "a.md": f"---\nname: A\n{ADOPT}\ndraft: true\n---\n".encode(),
    }
    radar = read_tree(MemoryTree(files), with_drafts=True).require_sound()
    assert [(entry.id, entry.draft) for entry in radar.entries] == [("a", True)]
    assert '"draft"' not in radar_json(radar)


@pytest.mark.parametrize(
    ("text", "day", "end"),
    [
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2028-01-31", "2028-02-29"),
        ("12 months", "2026-12-31", "2027-12-31"),
        ("1 year", "2028-02-29", "2029-02-28"),
        ("2 weeks", "2026-12-25", "2027-01-08"),
        ("90 days", "2026-01-01", "2026-04-01"),
        ("9999 years", "2026-01-01", "9999-12-31"),
    ],
)
def test_spans_of_time_end_on_days(text: str, day: str, end: str) -> None:
    """A span of months ends on the same day of a month, or on its last."""
    span = parse_span(text)
    assert span
    assert span.after(date.fromisoformat(day)) == date.fromisoformat(end)


@given(st.integers(1, 9999), st.sampled_from(["day", "week", "month", "year"]))
def test_a_span_is_read_as_it_is_written(number: int, unit: str) -> None:
    """Text and span stand for each other."""
    assert parse_span(str(Span(number, unit))) == Span(number, unit)


WORDS = st.text(st.sampled_from("abc :#'-"), min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def decided_radars(draw: st.DrawFn) -> Radar:
    """Draw radars with rules, proposals, and entries that are to be left."""
    rings = ("adopt", "trial", "assess", "hold")
    ids = [f"e{n}" for n in range(draw(st.integers(1, 6)))]
    proposed = st.fixed_dictionaries(
        {"ring": st.sampled_from(rings)},
        optional={"by": WORDS, "since": st.dates(), "note": WORDS},
    )
    entries, proposals = [], []
    for id_ in ids:
        made: dict[str, Any] = {"id": id_, "name": id_.title(), "quadrant": "tools"}
        others = [other for other in ids if other != id_] or ["e9"]
        instead = draw(st.lists(st.sampled_from(others), max_size=2, unique=True))
        made["instead"] = instead if len(ids) > 1 else []
        if draw(st.booleans()):
            proposals.append({**made, "proposed": draw(proposed)})
            continue
        made |= {"ring": draw(st.sampled_from(rings)), "leave_by": draw(st.none() | st.dates())}
        made["proposed"] = draw(st.none() | proposed)
        entries.append(made)
    rule = st.fixed_dictionaries(
        {},
        optional={
            "owner": st.booleans(),
            "links": st.integers(0, 100),
            "fields": st.lists(st.sampled_from(["risk", "summary", "leave_by"]), unique=True),
            "sections": st.lists(WORDS, max_size=2),
            "instead": st.booleans(),
            "for_at_most": st.none() | st.just("12 months"),
            "severity": st.sampled_from(["error", "warning"]),
        },
    )
    rules = draw(st.dictionaries(st.sampled_from(rings), rule))
    return Radar(
        title="Ours",
        quadrants=["Tools", "Platforms"],
        fields={"risk": "Risk"},
        rules=rules,
        entries=entries,
        proposals=proposals,
    )


@given(decided_radars())
def test_what_is_decided_survives_files_and_json(radar: Radar) -> None:
    """A radar with rules, proposals and successors is the same after radar.json and after files."""
    assert radar_of(json.loads(radar_json(radar))) == radar
    for one_file in (False, True):
        again = read_tree(MemoryTree(write_form(radar, one_file=one_file))).radar
        assert again == radar


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"adpot": {}}, "unknown ring 'adpot'; did you mean \"adopt\""),
        ({"adopt": {"fields": ["rsik"]}}, "unknown field 'rsik'"),
        ({"adopt": {}, "Adopt": {}}, "two rules for the ring 'adopt'"),
        ({"adopt": {"for_at_most": "12"}}, "such as 12 months"),
        ({"adopt": {"severity": "errror"}}, "unknown value 'errror'"),
    ],
)
def test_rules_in_python_are_checked(rules: Any, message: str) -> None:
    """A rule of a radar made in Python that means nothing is refused in plain words."""
    with pytest.raises(ValidationError, match=message.replace("(", r"\(")):
        Radar(title="O", quadrants=["X", "Y"], fields={"risk": "Risk"}, rules=rules)


def test_names_in_python_become_ids() -> None:
    """What is named instead, proposed and demanded by name is kept as an id."""
    entry = Entry(name="A", quadrant="X", ring="Hold", instead=["B b"], proposed="Trial")
    other = {"name": "B b", "quadrant": "X", "ring": "Adopt"}
    radar = Radar(title="O", quadrants=["X", "Y"], entries=[entry, other], rules={"Hold": {}})
    found = radar.by_id["a"]
    assert (found.instead, found.proposed and found.proposed.ring) == (("b-b",), "trial")
    assert list(radar.rules) == ["hold"]
