"""The schemas of what people write: an editor refuses nothing that the reader accepts."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from radar.files import DiskTree, MemoryTree
from radar.reading import Reading, read, read_tree
from radar.reading.entries import ENTRY_KEYS
from radar.reading.settings import SETTINGS_KEYS
from radar.schemas import SCHEMAS, entry_schema, settings_schema, theme_schema
from radar.schemas.descriptions import DESCRIPTIONS
from radar.yaml import find_front_matter

Validator = jsonschema.Draft202012Validator
TESTS = Path(__file__).resolve().parent
RADARS = [*sorted(path.parent for path in TESTS.glob("*/*/radar.yaml")), TESTS.parent / "entries"]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, no yes and no, keys as they are written."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
CoreLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node))
)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node))
)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:map",
    lambda loader, node: {
        key.value: loader.construct_object(value, deep=True) for key, value in node.value
    },
)


def as_editor(text: str) -> Any:
    """Return what an editor makes of a YAML text."""
    return yaml.load(text, CoreLoader)  # noqa: S506 - a loader that makes plain values only


def refusals(schema: Mapping[str, Any], text: str) -> list[str]:
    """Return what a schema refuses in a YAML text."""
    return [error.message[:200] for error in Validator(schema).iter_errors(as_editor(text))]


def accepted_entries(reading: Reading, tree: Any) -> Iterator[tuple[str, str]]:
    """Yield name and front matter of the files of entries in which the reader finds no error."""
    wrong = {problem.path for problem in reading.problems if problem.severity == "error"}
    assert reading.radar
    first = reading.radar.languages[0]
    names = {entry.sources.get(first, "") for entry in reading.radar.entries}
    for name in sorted(names - wrong):
        text = tree.read(name).decode("utf-8-sig").replace("\r\n", "\n") if name else ""
        if name.endswith(".md") and (front := find_front_matter(text)):
            yield name, text[front[0] : front[1]]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_is_one(kind: str) -> None:
    """Each schema is one of its draft."""
    Validator.check_schema(SCHEMAS[kind]())


def test_every_key_has_a_description() -> None:
    """What the reader knows the schema describes, and nothing else."""
    assert set(DESCRIPTIONS["entry"]) == set(ENTRY_KEYS)
    assert set(DESCRIPTIONS["settings"]) == set(SETTINGS_KEYS)
    assert missing(entry_schema()) == missing(settings_schema()) == []
    assert all(value.get("description") for value in theme_schema()["properties"].values())


def missing(schema: Mapping[str, Any], at: str = "") -> list[str]:
    """Return the keys, at any depth, that have no description or no form."""
    found = [
        f"{at}{key}"
        for key, value in schema.get("properties", {}).items()
        if not value.get("description") or len(value) < 2
    ]
    inner = [*schema.get("properties", {}).items()]
    inner += [("", each) for each in schema.get("anyOf", ())]
    others = (schema.get(key) for key in ("items", "additionalProperties"))
    inner += [("", each) for each in others if isinstance(each, dict)]
    return found + [name for key, value in inner for name in missing(value, f"{at}{key}.")]


@pytest.mark.parametrize("folder", RADARS, ids=lambda path: path.name)
def test_what_the_reader_accepts_the_schema_accepts(folder: Path) -> None:
    """Of our own radar and of all cases, right and wrong, no sound file is refused."""
    reading, tree = read(folder), DiskTree(folder)
    wrong = {problem.path for problem in reading.problems if problem.severity == "error"}
    if "radar.yaml" not in wrong and reading.radar:
        text = tree.read("radar.yaml").decode("utf-8-sig")
        assert refusals(settings_schema(), text) == []
    if reading.radar:
        for name, front in accepted_entries(reading, tree):
            assert refusals(entry_schema(), front) == [], name
            assert refusals(entry_schema(reading.radar), front) == [], name


@pytest.mark.parametrize("name", ["paper", "contrast", "print", "cvd"])
def test_shipped_themes_fit(root: Path, name: str) -> None:
    """The schema of a theme accepts every theme that comes with the package."""
    assert (
        refusals(theme_schema(), (root / "themes" / name / "theme.yaml").read_text("utf-8")) == []
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: A\nquadrant: a\nring: [x]\n", "ring"),
        ("name: A\nring: adopt\n", "quadrant"),
        ("name: A\nquadrant: a\nreviewed: 22.11.2026\n", "22.11.2026"),
        ("name: A\nquadrant: a\ntags: one\n", "one"),
        ("name: A\nquadrant: a\nhidden: perhaps\n", "perhaps"),
        ("name: A\nquadrant: a\nSummary: x\n", "Summary"),
        ("name: A\nquadrant: a\npin: {angle: 400, radius: 1}\n", "400"),
    ],
)
def test_what_is_wrong_is_refused(text: str, says: str) -> None:
    """Wrong kinds, missing keys and keys in capitals are seen while one types."""
    found = refusals(entry_schema(), text)
    assert found, says


SETTINGS = """title: Ours
quadrants: [Tools, {id: platforms, name: Platforms, aliases: [hosts]}]
fields:
  risk: {name: Risk, choices: [low, high]}
  cost: {name: Cost, type: number}
  licence: Licence
  decided: {name: Decided, type: date}
  adr: {name: ADR, type: link}
  runs-on: {name: Runs on, type: list}
"""
WORDS = [
    *("adopt", "Trial", "hold", '"hold"', "removed", "tools", "Platforms", "hosts", "2022", "1.5"),
    *("true", "TRUE", "tRuE", '"false"', "null", "~", "yes", "low", "HIGH", "x y", "é", "0x1F"),
    *("2026-11-22", '"2026-11-22"', "2026-13-01", "https://a.example/x", "mailto:a@b.example"),
    *("in", "NEW", "' out '", "12 months", "007", "-1", "0", "360", "1e3", ".5", "''", '"a\\tb"'),
    *("|\n    text\n    more", ">-\n    folded", "", "  # only a comment", "other"),
]
KEYS = [*ENTRY_KEYS, "risk", "cost", "licence", "decided", "adr", "runs-on", "Name", "colour"]
INNER = ["en", "zh", "ring", "note", "url", "label", "angle", "radius", "by", "since", "2022"]
SAFE = [word for word in WORDS if "\n" not in word and "#" not in word and word]
USUAL = {
    "ring": ["adopt", "Trial", '"hold"'],
    "hidden": ["true", "TRUE", "tRuE", '"false"'],
    "draft": ["false"],
    "reviewed": ["2026-11-22", '"2026-11-22"'],
    "leave_by": ["2030-01-01"],
    "moved": ["in", "NEW", "' out '"],
    "pin": ["{angle: 10, radius: 0.5}", '{angle: "360", radius: 1}'],
    "links": ["[https://a.example/x]", "[{url: 'mailto:a@b.example', label: {en: 1}}]"],
    "tags": ["[1, true, ~]", "[]", "[a, é]"],
    "owner": ["a", "[a, b]", "12", "null"],
    "proposed": ["Adopt", "{ring: adopt, by: 1, since: 2026-01-01, note: {en: true}}"],
    "risk": ["low", "HIGH"],
    "cost": ["007", "1.5", '"12.50"'],
    "adr": ["https://a.example/x"],
    "runs-on": ["x", "[x, 1]"],
    "id": [""],
    "text": [""],
}


def value(rng: random.Random, depth: int = 0) -> str:
    """Return a value of any kind, in one of the ways to write it."""
    kind = rng.random()
    if depth < 2 and kind < 0.15:
        return f"[{', '.join(value(rng, 2) for _ in range(rng.randrange(3)))}]"
    if depth < 2 and kind < 0.3:
        inner = rng.sample(INNER, rng.randrange(4))
        return f"{{{', '.join(f'{key}: {value(rng, depth + 1)}' for key in inner)}}}"
    return rng.choice(SAFE if depth else WORDS)


def entry_text(rng: random.Random) -> str:
    """Return the front matter of an entry, sound as often as not."""
    lines = {"name": rng.choice(["A", "12", "{en: A}", value(rng)]), "quadrant": "tools"}
    lines["ring"] = rng.choice(USUAL["ring"])
    for key in rng.sample(KEYS, rng.randrange(5)):
        usual = rng.random() < 0.7 and key in USUAL
        lines[key] = rng.choice(USUAL[key]) if usual else value(rng)
    if rng.random() < 0.1:
        lines.pop(rng.choice(["quadrant", "ring"]))
    return "".join(f"{key}: {said}\n" for key, said in lines.items())


def settings_text(rng: random.Random) -> str:
    """Return settings, sound as often as not."""
    lines = {
        "title": rng.choice(["A", "12", "{en: A}"]),
        "quadrants": "[A, {name: 2}, {name: {en: c}}]",
    }
    usual = {
        "languages": ["[en]", "[en, zh]"],
        "rings": ["[1, 2]", "[{id: Adopt, name: x}]"],
        "editions": ["[2022]", "[{id: 2022, date: 2022-01-01}, 2023]", "[]"],
        "fields": [
            "{risk: Risk}",
            "{a: {name: 1, choices: [1, {name: x}]}}",
            "{b: {name: b, type: DATE}}",
        ],
        "rules": ["{hold: {owner: Required, links: 2}}", "{adopt: }"],
        "tags": ["{a: B}", "{a: {en: c}}", "{}"],
        "layout": ["{rings: EQUAL}", "{labels: ' names'}", "{}"],
        "png": ["true", '"False"'],
        "cards": ["true", '"False"'],
        "review_after": ["12", '"012"'],
        "theme": ["paper", "12"],
        "id": ["a", "Ab", "12", "true"],
        "header": ['"#0b3d66"', '{colour: "#0B3d66", contrast: brand}'],
        "entries": ["[]", "[{name: x, quadrant: a, ring: adopt}]"],
    }
    for key in rng.sample([*SETTINGS_KEYS], rng.randrange(4)):
        lines[key] = rng.choice(usual[key]) if rng.random() < 0.7 and key in usual else value(rng)
    return "".join(f"{key}: {said}\n" for key, said in lines.items())


def check_generated(count: int) -> None:
    """Compare schema and reader on so many files of each of the two kinds, half and half."""
    rng = random.Random(1)  # noqa: S311 - the same files in every run
    accepted = 0
    for _ in range(count // 2):
        front = entry_text(rng)
        tree = {"radar.yaml": SETTINGS.encode(), "a.md": f"---\n{front}---\n".encode()}
        reading = read_tree(MemoryTree(tree))
        if not any(p.severity == "error" for p in reading.problems if p.path == "a.md"):
            accepted += 1
            assert refusals(entry_schema(), front) == [], front
            assert refusals(entry_schema(reading.radar), front) == [], front
        text = settings_text(rng)
        reading = read_tree(MemoryTree({"radar.yaml": text.encode()}))
        if not any(p.severity == "error" for p in reading.problems):
            accepted += 1
            assert refusals(settings_schema(), text) == [], text
    assert accepted > count / 5


def test_generated_files() -> None:
    """Of a hundred generated files none that the reader accepts is refused."""
    check_generated(100)


@pytest.mark.thorough
def test_ten_thousand_generated_files() -> None:
    """Of ten thousand generated files none that the reader accepts is refused."""
    check_generated(10_000)
