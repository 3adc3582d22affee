"""What a radar answers when it is asked for a technology."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.answers.answering import Answer
from radar.answers.register import register_of
from radar.library.asking import Answers, ask, document_of_radar
from radar.radar_json import radar_json

from ..cli.conftest import Call, call, folder, write
from ..histories import radars
from .questions import FILES, QUESTIONS, Question

__all__ = ["call", "folder"]  # fixtures


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the radar that is asked, with its site in it."""
    place = tmp_path_factory.mktemp("names")
    write(place, FILES)
    radar.build(place, place / "site")
    return place


def test_there_are_sixty_questions() -> None:
    """None of them was lost, and no name is asked for twice."""
    assert len(QUESTIONS) == len({question.name for question in QUESTIONS}) == 60


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: repr(question.name))
@pytest.mark.parametrize("source", [".", "site", "site/radar.json"])
def test_a_name_means_what_it_says_or_nothing(names: Path, question: Question, source: str) -> None:
    """No name that is only like another is taken for it, from a folder, a site and a file."""
    (answer,) = ask(question.name, radar=names / source).answers
    assert (answer.technology.id if answer.technology else "") == question.means
    if question.near:
        assert question.near in answer.near
    if question.means:
        assert answer.near == ()


def one(names: Path, name: str, *allow: str) -> dict[str, Any]:
    """Return the answer to one question as data."""
    return ask(name, radar=names, allow=allow).documents()[0]


def test_an_answer_says_what_instead_and_until_when(names: Path) -> None:
    """Of what is on hold, the most important is what to take in its place."""
    said = one(names, "minio")
    assert [each["id"] for each in said["instead"]] == ["ceph", "rook"]
    assert [each["ring"] for each in said["instead"]] == ["adopt", "trial"]
    assert (said["ring"], said["leave_by"]) == ("hold", "2027-06-30")
    assert one(names, "Ceph")["owner"] == ["storage"]


def test_an_answer_says_since_when_and_when_a_review_is_due(names: Path) -> None:
    """What moved counts from the edition in which it did."""
    said = one(names, "Flux")
    assert (said["ring"], said["since"], said["since_date"]) == ("adopt", "2026", "2026-06-01")
    assert (said["before"], said["review_by"]) == ("trial", "2027-06-01")


def test_what_left_or_is_only_proposed_is_known_and_has_no_ring(names: Path) -> None:
    """Nothing that is not decided is told as decided, and no ring allows it."""
    left, proposed = one(names, "Chef", "trial"), one(names, "Bun", "trial")
    assert (left["status"], left["ring"], left["before"]) == ("left", None, "trial")
    assert (proposed["status"], proposed["ring"]) == ("proposed", None)
    assert proposed["proposed"]["by"] == "web"
    assert not left["allowed"]
    assert not proposed["allowed"]
    both = one(names, "Zig")
    assert (both["ring"], both["proposed"]["ring"]) == ("assess", "trial")


def test_a_language_is_chosen(names: Path) -> None:
    """Names come in the language that is asked for, else in the first of the radar."""
    answers = ask("service-mesh", radar=names)
    assert [answers.documents(tag)[0]["name"] for tag in ("zh", "en", "")] == [
        *("服务网格", "Service mesh", "Service mesh"),
    ]


@given(radars())
def test_a_folder_and_a_file_answer_alike(made: radar.Radar) -> None:
    """What a radar's radar.json says of any entry is what the radar itself says."""
    ids = [entry.id for entry in made.entries]
    registers = (
        register_of(document_of_radar(made)),
        register_of(json.loads(radar_json(made))),
    )
    ours, file = (
        [Answers(register, (Answer(id_, register.technologies[id_]),)).documents() for id_ in ids]
        for register in registers
    )
    assert ours == file


def test_the_first_version_of_the_file_is_read(names: Path, tmp_path: Path) -> None:
    """It had one owner, and no proposals."""
    document = json.loads((names / "site" / "radar.json").read_text("utf-8"))
    for entry in document["entries"]:
        owners = entry.pop("owners", [])
        entry["owner"] = owners[0] if owners else ""
        entry.pop("instead", None)
    document = {k: v for k, v in document.items() if k != "proposals"} | {"version": 1}
    file = tmp_path / "radar.json"
    file.write_text(json.dumps(document), "utf-8")
    assert one(file, "ceph")["owner"] == ["storage"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Go",), 0),
        (("Go", "Flux"), 0),
        (("Go", "Kafak"), 1),
        (("Bun",), 1),
        (("Chef",), 0),
        (("Go", "--allow", "adopt"), 0),
        (("Go", "--allow", "trial"), 1),
        (("Go", "C", "--allow", "adopt,trial"), 0),
        (("Go", "C", "--allow", "Adopt", "--allow", "TRIAL"), 0),
        (("MinIO", "--allow", "caution"), 0),
        (("Chef", "--allow", "trial"), 1),
        (("Go", "--allow", "adapt"), 2),
        (("Go", "--allow", ""), 2),
        (("Go", "--language", "fr"), 2),
        ((), 2),
        (("",), 2),
        (("Go", "--from", "nowhere"), 2),
    ],
)
def test_the_exit_code_answers_scripts(
    folder: Path, call: Call, words: tuple[str, ...], code: int
) -> None:
    """0: all are known and allowed; 1: one is not, or is not decided; 2: the call is wrong."""
    write(folder, FILES)
    assert call("ask", *words).code == code


def test_the_answer_in_words(folder: Path, call: Call) -> None:
    """The first line says where it stands; near names are offered with their ids."""
    write(folder, FILES)
    said = call("ask", "MinIO", "Kafak", "--allow", "adopt").out.splitlines()
    assert said[0] == "no: MinIO (minio): Hold since 2025, Tools"
    assert "  instead   Ceph (ceph), Rook (rook)" in said
    assert said[-1] == '"Kafak" is not on this radar. Did you mean "Apache Kafka" (kafka)?'


def test_the_answer_as_data(folder: Path, call: Call) -> None:
    """A list, one object for each name in the order of the call, with `found`."""
    write(folder, FILES)
    said = json.loads(call("ask", "Go", "Kubernetes", "--format", "json").out)
    assert [(each["asked"], each["found"]) for each in said] == [
        ("Go", True),
        ("Kubernetes", False),
    ]
    assert said[0]["ring"] == "adopt"
    assert said[1]["near"] == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"version": 3}', '{"version": true}', "nonsense", "[" * 20_000),
        *('{"version": 2, "entries": 5}', '{"version": 2, "entries": [{"id": 5}]}'),
    ],
)
def test_a_file_that_is_none_is_refused(folder: Path, call: Call, text: str) -> None:
    """Whatever is in it, the message names the file."""
    (folder / "radar.json").write_text(text, "utf-8")
    said = call("ask", "Go")
    assert said.code == 2
    assert "radar.json" in said.err


@given(st.text(max_size=30))
def test_any_name_gets_an_answer(name: str) -> None:
    """A name is found, or not, or refused; there is no other way out."""
    ours = radar.Radar(title="Ours", quadrants=["A", "B"])
    try:
        answers = ask(name, radar=ours).answers
    except radar.RadarError:
        return
    assert [answer.known for answer in answers] == [False]
