"""Issue forms of a radar: sound for their forge, and read back as what a person answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.exporting.own_form import markdown_file, write_form
from radar.files import MemoryTree
from radar.forms import as_github, as_gitlab, questions_of, read_issue
from radar.model import Radar
from radar.reading import read_tree

NAMES = st.sampled_from(
    [
        "Tools",
        "C#",
        "no",
        "None",
        "1.0",
        "采纳",
        "a: b",
        "Name",
        "--x",
        "Why",
        "2022-01-01",
        "# A",
        "It's",
        "<b>",
    ]
)
CHOICES = st.lists(
    st.sampled_from(["low", "High risk", "none", "3", "不"]), min_size=1, max_size=4, unique=True
)
TYPES = ("text", "number", "choice", "date", "link", "list")


@st.composite
def asking_radars(draw: st.DrawFn) -> Radar:
    """Draw radars with odd names, fields of every type, and rules."""

    def axis(kind: str, low: int) -> list[dict[str, Any]]:
        names = draw(st.lists(NAMES, min_size=low, max_size=5, unique=True))
        return [{"id": f"{kind}{n}", "name": name} for n, name in enumerate(names)]

    fields = {}
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(TYPES))
        fields[f"f{n}"] = {"name": draw(NAMES), "type": kind}
        if kind == "choice":
            fields[f"f{n}"]["choices"] = draw(CHOICES)
        if kind == "number":
            fields[f"f{n}"]["unit"] = "EUR"
    rings = axis("r", 1)
    demanded = st.lists(st.sampled_from([*fields, "summary"]), unique=True)
    rules = {each["id"]: {"owner": draw(st.booleans()), "fields": draw(demanded)} for each in rings}
    return Radar(title=draw(NAMES), quadrants=axis("q", 2), rings=rings, fields=fields, rules=rules)


WORDS = st.sampled_from(["Zig", "C++", "no", "12", "a: b #c", "云", "'x'", "- y"])
VALUES: dict[str, st.SearchStrategy[str]] = {
    "text": WORDS,
    "number": st.sampled_from(["12", "12.50", "-3"]),
    "date": st.dates().map(str),
    "link": st.just("https://a.example/x?y=1"),
    "list": st.lists(WORDS, min_size=1, max_size=3, unique=True).map(", ".join),
}
TEXTS = st.sampled_from(["", "Plain.", "# A\n\n### Ring\n\nText", "<!-- x -->\nA", "- a\n- b"])


@st.composite
def answered(draw: st.DrawFn) -> tuple[Radar, dict[str, str]]:
    """Draw a radar and what a person answers to each of its questions, '' for nothing."""
    radar = draw(asking_radars())
    answers: dict[str, str] = {}
    for question in questions_of(radar):
        own = radar.fields_by_id.get(question.key)
        if question.kind == "choice":
            one = st.sampled_from(question.options)
        elif question.key == "name":
            one = WORDS
        elif question.key == "text":
            one = TEXTS
        elif question.key == "links":
            one = st.just("https://a.example\nhttps://b.example")
        elif question.key == "instead":
            one = st.just("")
        else:
            one = VALUES[own.type] if own else WORDS
        answers[question.key] = draw(one if question.required else st.just("") | one)
    return radar, answers


def issue_of(radar: Radar, answers: dict[str, str]) -> str:
    """Return the text that GitHub makes of a form, read as YAML, and the answers to it."""
    form = yaml.safe_load(as_github(radar))
    parts = [
        f"### {each['attributes']['label']}\n\n"
        f"{answers[each['id'].removeprefix('radar-')] or '_No response_'}\n"
        for each in form["body"]
    ]
    return "\n".join(parts)


@settings(max_examples=50)
@given(answered())
def test_what_is_answered_is_what_is_proposed(pair: tuple[Radar, dict[str, str]]) -> None:
    """An answered issue becomes a sound proposal that says what was answered, for any radar."""
    radar, answers = pair
    proposed = read_issue(radar, issue_of(radar, answers))
    tree = MemoryTree({**write_form(radar), "new.md": markdown_file(proposed.front, proposed.text)})
    reading = read_tree(tree)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    assert reading.radar is not None
    (made,) = reading.radar.proposals
    questions = {question.key: question for question in questions_of(radar)}
    chosen = {
        key: dict(zip(questions[key].options, questions[key].ids, strict=True))[answers[key]]
        for key in ("quadrant", "ring")
    }
    assert (made.quadrant, made.proposed.ring) == (chosen["quadrant"], chosen["ring"])
    assert list(made.name.values()) == [answers["name"]]
    assert radar.say(made.summary) == answers["summary"]
    assert (made.proposed.by, radar.say(made.proposed.note)) == (answers["by"], answers["note"])
    assert [link.url for link in made.links] == answers["links"].split()
    for key, field in radar.fields_by_id.items():
        words = [field.describe(value, radar.say) for value in made.fields.get(key, ())]
        if field.type == "list":
            assert words == [word for word in answers[key].split(", ") if word]
        elif answers[key] and field.type == "choice":
            options = dict(zip(questions[key].options, questions[key].ids, strict=True))
            assert made.fields[key] == (options[answers[key]],)
        elif field.type == "number":
            assert words == ([f"{answers[key]} EUR"] if answers[key] else [])
        else:
            assert words == ([answers[key]] if answers[key] else [])


@settings(max_examples=50)
@given(asking_radars())
def test_forms_are_sound_for_github(radar: Radar) -> None:
    """Every form keeps GitHub's own JSON Schema, with ids and headings that are unique."""
    pytest.importorskip("check_jsonschema")
    schemas = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((schemas / "github-issue-forms.json").read_text(encoding="utf-8"))
    form = yaml.safe_load(as_github(radar))
    jsonschema.validate(form, schema)
    for key, values in {
        "id": [each["id"] for each in form["body"]],
        "label": [each["attributes"]["label"].casefold() for each in form["body"]],
    }.items():
        assert len(values) == len(set(values)), key
    options = [o for each in form["body"] for o in each["attributes"].get("options", ())]
    assert all(isinstance(option, str) for option in options)
    assert all(option.casefold() != "none" for option in options)


@settings(max_examples=50)
@given(answered())
def test_a_template_of_gitlab_is_read_too(pair: tuple[Radar, dict[str, str]]) -> None:
    """Answers below the headings of GitLab's template say the same as those of GitHub's form."""
    radar, answers = pair
    text = as_gitlab(radar)
    for question in questions_of(radar):
        heading = f"### {question.label}\n"
        text = text.replace(heading, f"{heading}\n{answers[question.key]}\n", 1)
    found, wanted = read_issue(radar, text), read_issue(radar, issue_of(radar, answers))
    assert found.front == wanted.front


WORDS_OF_COMMENTS = st.text(st.sampled_from("->!<x "), min_size=1, max_size=12)
END_OF_COMMENT = re.compile("--!?>")  # as HTML has it


@given(WORDS_OF_COMMENTS)
@example("--->")
@example("--!>")
def test_no_name_ends_a_comment_of_the_template(name: str) -> None:
    """Whatever signs a title or a ring has, what stands in comments is shown to nobody."""
    rings = [{"id": "one", "name": f"a {name}"}, "Two"]
    text = as_gitlab(Radar(title=f"t {name}", quadrants=["A", "B"], rings=rings))
    before, *comments = text.split("<!-- ")
    assert not before
    for comment in comments:
        inside, *rest = END_OF_COMMENT.split(comment)
        assert "\n" not in inside
        assert len(rest) == 1
        assert all(line.startswith("### ") for line in rest[0].split("\n") if line)


OURS = Radar(
    title="Ours",
    quadrants=["Tools", "Platforms"],
    fields={"risk": {"name": "Risk", "choices": ["low", "high"]}},
)
SOUND = "### Name\n\nZig\n\n### Quadrant\n\nTools\n\n### Ring\n\nTrial\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no issue of this radar's form"),
        ("Please add Zig!", "no issue of this radar's form"),
        (SOUND.replace("Trial", "Tiral"), "line 9: 'Tiral' is none .*Did you mean \"Trial\""),
        (SOUND.replace("Zig", "_No response_"), "no answer to: Name"),
        (SOUND.replace("### Ring\n\nTrial\n", ""), "no answer to: Ring"),
        (SOUND + "### Name\n\nZag\n", "answers 'Name' twice, in lines 1 and 12"),
        (SOUND + "### Risk\n\nmiddling\n", "none of the answers to 'Risk'"),
        (SOUND.replace("Tools", "<script>"), "none of the answers to 'Quadrant'"),
        (SOUND + "x" * 1_000_001, "too long"),
    ],
)
def test_nonsense_is_refused(text: str, message: str) -> None:
    """An issue that was edited into nonsense is refused with what is wrong with it."""
    with pytest.raises(BadCall, match=message):
        read_issue(OURS, text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a radar with one entry."""
    (tmp_path / "radar.yaml").write_text("title: Ours\nquadrants: [Tools, Platforms]\n")
    (tmp_path / "go.md").write_text("---\nname: Go\nquadrant: tools\nring: adopt\n---\n")
    return tmp_path


@pytest.mark.few(8)
@pytest.mark.parametrize("part", ["<!-- x ", "### Name\n", ", ", "-->", "x ", "### x", "`", "\n"])
@pytest.mark.parametrize("heading", ["", "### Tags\n\n", "### Description\n\n", "### "])
def test_an_issue_as_long_as_can_be(heading: str, part: str) -> None:
    """An issue takes time in line with its length: this test would not end otherwise."""
    text = f"{SOUND}{heading}{part * (900_000 // len(part))}{' ' * 50_000}x\n"
    ours = Radar(title="Ours", quadrants=["Tools", "Platforms"])
    with suppress(BadCall):
        assert read_issue(ours, text).name == "Zig"


def test_comments_are_no_answer() -> None:
    """What stands in a comment that ends is left out; one that does not end is words."""
    ours = Radar(title="Ours", quadrants=["Tools", "Platforms"])
    said = read_issue(ours, SOUND + "### Why\n\na<!-- x --><!-- --> b <!-- c\n### Tags\n\n<!--t-->")
    assert said.front["proposed"]["note"] == "a b <!-- c"
    assert "tags" not in said.front


def test_an_issue_becomes_a_file(run_radar: Callable[..., Any], folder: Path) -> None:
    """`radar new --from-issue` writes a proposal that `radar check` finds nothing wrong with."""
    (folder / "issue.txt").write_text(f"{SOUND}### Why\n\nIt is small.\n")
    said = run_radar("new", "--from-issue", folder / "issue.txt", folder)
    assert said.code == 0, said.err
    assert (folder / "zig.md").read_text() == (
        "---\nname: Zig\nquadrant: quadrant\n".replace("quadrant: quadrant", "quadrant: tools")
        + "proposed:\n  ring: trial\n  note: It is small.\n---\n"
    )
    assert run_radar("check", folder).code == 0
    assert run_radar("new", "--from-issue", folder / "issue.txt", folder).code == 2


FAULTY_TEXTS = {
    "### Why\n\n[x](javascript:1)\n": '"javascript:" is not followed',
    "### Description\n\n![x](https://example.org/x.png)\n": "is on another site",
    "### Description\n\n[[Nobody]] and ![x](x.png)\n": '"Nobody" to link to.*no picture "x.png"',
    "### Description\n\n" + "x " * 100_001: "the limit is 200,000",
}


@pytest.mark.parametrize(("text", "message"), FAULTY_TEXTS.items(), ids=range(len(FAULTY_TEXTS)))
def test_what_a_check_would_refuse_is_not_written(
    run_radar: Callable[..., Any], folder: Path, text: str, message: str
) -> None:
    """Links and pictures in what a person wrote are checked before there is a file."""
    (folder / "issue.txt").write_text(SOUND + text)
    said = run_radar("new", "--from-issue", folder / "issue.txt", folder)
    assert said.code == 2
    assert re.search(message, said.err, re.DOTALL), said.err[:500]
    assert not (folder / "zig.md").exists()


@pytest.mark.parametrize("name", ["Go", "go", "../x", "con", "\x1b[2J"])
def test_an_issue_cannot_take_the_place_of_anything(
    run_radar: Callable[..., Any], folder: Path, name: str
) -> None:
    """A name that is taken, or that no file can have, replaces nothing."""
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    (folder.parent / "issue.txt").write_text(SOUND.replace("Zig", name))
    run_radar("new", "--from-issue", folder.parent / "issue.txt", folder)
    assert all(path.read_bytes() == data for path, data in before.items())
    assert not (folder.parent / "x.md").exists()


def test_the_forms_are_printed(run_radar: Callable[..., Any], folder: Path) -> None:
    """The command prints what the forges read."""
    assert yaml.safe_load(run_radar("forms", "github", folder).out)["body"][0]["id"] == "radar-name"
    assert "### Ring" in run_radar("forms", "gitlab", folder).out
