"""Documents: lists of entries, and those of Zalando, Backstage, qiwi and our own radar.json."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from random import Random
from typing import Any

from radar.exchange.toolkit.report import SourcePlace
from radar.yaml import write_document

from .made import QUADRANTS, RINGS, WRONG, Maker, Source

Entry = dict[str, Any]


def zalando(random: Random) -> Source:
    """Make one to three config files of Zalando's page."""
    maker = Maker(random, Source("zalando"))
    count = random.choice((1, 1, 2, 3))
    for year in range(2024, 2024 + count):
        path = f"{year}.json"
        document = {
            "date": f"{year}.01",
            "quadrants": [{"name": name} for name in QUADRANTS],
            "rings": [{"name": name, "color": "#1b7a57"} for name in RINGS],
            "title": maker.word(),
            "entries": make_entries(maker, path, _zalando_entry),
        }
        _finish(maker, path, document, ("title", "date"))
    return maker.source


def _zalando_entry(maker: Maker, n: int) -> Entry:
    return {
        "label": _name(maker),
        "quadrant": maker.random.randrange(4),
        "ring": maker.random.randrange(4),
        "link": maker.url(),
        "active": maker.choose((True, False, maker.under("active").word())),
        "moved": maker.choose((0, 1, -1, 2, maker.under("moved").word())),
    }


def backstage(random: Random) -> Source:
    """Make a document of Backstage, as JSON or as YAML."""
    maker = Maker(random, Source("backstage"))
    path = random.choice(("graph.json", "graph.yaml"))
    document = {
        "quadrants": [{"id": f"q{n}", "name": name} for n, name in enumerate(QUADRANTS)],
        "rings": [
            {"id": ring.lower(), "name": ring, "color": "#fff", "description": maker.text()}
            for ring in RINGS
        ],
        "entries": make_entries(maker, path, backstage_entry),
    }
    _finish(maker, path, document)
    return maker.source


def backstage_entry(maker: Maker, n: int) -> Entry:
    """Return an entry of Backstage with a timeline."""
    years = maker.random.sample(range(2020, 2026), maker.random.randrange(4))
    return {
        "key": f"k{n}",
        "id": f"k{n}",
        "title": _name(maker),
        "quadrant": f"q{maker.random.randrange(4)}",
        "description": maker.text(),
        "url": maker.url(),
        "links": [
            {"url": maker.url(), "title": maker.word()} for _ in range(maker.random.randrange(3))
        ],
        "timeline": [
            {
                "date": f"{year}-01-01",
                "ringId": maker.choose(RINGS).lower(),
                "moved": maker.choose((0, 1, -1)),
                "description": maker.text(),
            }
            for year in years
        ],
    }


def qiwi(random: Random) -> Source:
    """Make one to three snapshots of qiwi's radar, as JSON or YAML."""
    maker = Maker(random, Source("qiwi"))
    count = random.choice((1, 1, 2, 3))
    for year in range(2024, 2024 + count):
        path = f"{year}.{random.choice(('json', 'yaml'))}"
        document = {
            "meta": {"title": maker.word(), "date": f"{year}-01-01", "legend": maker.text()},
            "data": make_entries(maker, path, _qiwi_entry),
            "quadrantAliases": {"q1": ["lang"], "q2": ["ops"]},
            "quadrantTitles": {f"q{n}": name for n, name in enumerate(QUADRANTS, 1)},
        }
        _finish(maker, path, document, ("meta",))
    return maker.source


def _qiwi_entry(maker: Maker, n: int) -> Entry:
    return {
        "name": _name(maker),
        "quadrant": maker.choose(("q1", "Q2", "lang", "ops", "Tools")),
        "ring": maker.choose(RINGS),
        "description": maker.text(),
        "moved": maker.choose(("1", "-1", "0", maker.under("moved").word())),
    }


def listed(random: Random) -> Source:
    """Make a list of entries in nobody's form, as JSON, YAML or a script."""
    maker = Maker(random, Source("list"))
    count = random.choice((1, 1, 1, 2))
    for year in range(2024, 2024 + count):
        path = f"{year}.{random.choice(('json', 'yaml', 'js'))}"
        around = random.choice(("technologies", "items", "radar", ""))
        prefix = "radar" if path.endswith(".js") else ""
        rows = make_entries(maker, path, _listed_entry, f"{prefix}.{around}".strip("."))
        document: Any = {around: rows} if around else rows
        if path.endswith(".js"):
            text = f"export const radar = {json.dumps(document, indent=1)};\n"
            maker.source.files[path] = text.encode()
        else:
            _finish(maker, path, document)
    return maker.source


def _listed_entry(maker: Maker, n: int) -> Entry:
    entry = {
        "Name": _name(maker),
        "Ring": maker.choose(RINGS),
        "Category": maker.choose(QUADRANTS),
        "description": maker.text(html=maker.chance(2)),
        "tags": [maker.word() for _ in range(maker.random.randrange(3))],
        "url": maker.url(),
        "team": maker.word(),
        "summary": maker.text(),
        "moved": maker.choose(("in", "out", maker.under("moved").word())),
    }
    kept = maker.random.sample(list(entry), maker.random.randrange(3, 10))
    return {key: entry[key] for key in entry if key in kept or key in ("Name", "Ring", "Category")}


def byor_json(random: Random) -> Source:
    """Make a list of rows in JSON, as Build Your Own Radar reads it."""
    maker = Maker(random, Source("byor"))
    path = "radar.json"
    rows = make_entries(maker, path, _byor_entry, "")
    _finish(maker, path, rows)
    return maker.source


def _byor_entry(maker: Maker, n: int) -> Entry:
    return {
        "name": _name(maker),
        "ring": maker.choose(RINGS),
        "quadrant": maker.choose(QUADRANTS),
        "isNew": maker.choose(("TRUE", "FALSE", True, maker.under("isNew").word())),
        "description": maker.text(html=True),
    }


def radar_json(random: Random) -> Source:
    """Make the radar.json of a site of ours."""
    maker = Maker(random, Source("radar-json"))
    path = "radar.json"
    document = {
        "version": 1,
        "id": "ours",
        "title": {"en": maker.word()},
        "languages": ["en"],
        "introduction": {"en": maker.text()},
        "footer": {"en": maker.text()},
        "quadrants": [
            {"id": f"q{n}", "name": {"en": name}, "description": {"en": maker.text()}}
            for n, name in enumerate(QUADRANTS)
        ],
        "rings": [{"id": ring.lower(), "name": {"en": ring}} for ring in RINGS],
        "editions": [{"id": "2024", "text": {"en": maker.text()}}, {"id": "2025"}],
        "entries": make_entries(maker, path, _own_entry),
    }
    _finish(maker, path, document)
    return maker.source


def _own_entry(maker: Maker, n: int) -> Entry:
    history = [
        {
            "edition": edition,
            "ring": maker.choose(RINGS).lower(),
            "quadrant": f"q{maker.random.randrange(4)}",
            "note": {"en": maker.text()},
        }
        for edition in ("2024", "2025")
    ]
    return {
        "id": f"e{n}",
        "name": {"en": f"{maker.word()} x"},
        "summary": {"en": maker.word()},
        "text": {"en": maker.text()},
        "tags": [maker.word()],
        "owners": [maker.word()],
        "links": [{"url": f"https://{maker.word()}.example", "label": {"en": maker.word()}}],
        "aliases": [maker.word()],
        "history": history[maker.random.randrange(2) :],
    }


def _name(maker: Maker) -> Any:
    if maker.chance(4):
        return maker.choose(("Kafka", "Git"))
    return maker.fill(maker.choose(("{}", "{}", "C++ {}", "{} | x", " {} ", "{}\n{}")))


def make_entries(
    maker: Maker, path: str, make: Callable[[Maker, int], Entry], key: str = "entries"
) -> list[Any]:
    """Return entries, some of which are odd: other keys, values of another kind, none at all."""
    key = {"qiwi": "data"}.get(maker.source.format, key)
    rows: list[Any] = []
    for n in range(maker.random.randrange(1, 6)):
        maker.row = SourcePlace(path, 0, f"{key}[{n}]")
        maker.under()
        entry = _spoil(maker, make(maker, n))
        if maker.chance(25):
            entry = maker.choose((None, [], maker.word(), 7))
        rows.append(entry)
    maker.row = None
    maker.under()
    return rows


def _spoil(maker: Maker, entry: Entry) -> Entry:
    """Return an entry with a value of another kind, a key too many or one too few."""
    key = maker.choose(list(entry))
    if maker.chance(5):
        del entry[key]
    elif maker.chance(5):
        wrong = (
            lambda: {"en": maker.under(key).word()},
            lambda: {"inner": {"deeper": maker.under(key, "inner", "deeper").word()}},
            lambda: [maker.under(key).word(), [maker.word()], {"a": maker.word()}],
            lambda: maker.under(key).word(),
            lambda: maker.choose(WRONG),
            lambda: None,
            lambda: 12,
        )
        entry[key] = maker.choose(wrong)()
    if maker.chance(5):
        odd = f"odd{maker.random.randrange(3)}"
        maker.under(odd)
        entry[odd] = maker.choose(
            (maker.text, lambda: [maker.word()], lambda: {"x": maker.word()})
        )()
    pairs = list(entry.items())
    maker.random.shuffle(pairs)
    return dict(pairs)


def _finish(maker: Maker, path: str, document: Any, skip: tuple[str, ...] = ()) -> None:
    """Write a document; once in a while with keys around the entries that nobody knows."""
    if isinstance(document, dict) and maker.chance(4):
        odd = f"top{maker.random.randrange(3)}"
        maker.under(odd)
        document[odd] = maker.choose(
            (maker.text, lambda: [maker.word()], lambda: {"x": maker.word()})
        )()
    if isinstance(document, dict) and maker.chance(6):
        for key in {"quadrants", "rings"} & document.keys():
            maker.under("oddity")
            document[key][0]["oddity"] = maker.word()
    if path.endswith(".yaml"):
        text = write_document(document if isinstance(document, dict) else {"x": document})
        made = text if isinstance(document, dict) else textwrap.dedent(text.removeprefix("x:\n"))
        maker.source.files[path] = made.encode()
    else:
        maker.source.files[path] = json.dumps(document, indent=1, ensure_ascii=False).encode()
