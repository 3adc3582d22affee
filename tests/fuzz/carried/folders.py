"""Folders of Markdown: releases as AOE and Porsche keep them, and pages with front matter."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from radar.exchange.toolkit.report import SourcePlace
from radar.yaml import write_document

from .made import QUADRANTS, RINGS, WHOLE_FILE, WRONG, Maker, Source

Head = dict[str, Any]


def aoe(random: Random) -> Source:
    """Make releases of AOE's radar, of version 4 or 5, or as they were before."""
    key = random.choice(("quadrants", "segments"))
    return _releases(Maker(random, Source("aoe")), key, _aoe_head)


def _aoe_head(maker: Maker, field: str) -> Head:
    return {
        "title": maker.fill(maker.choose(("{}", "{}", "{} | x", "C++ {}"))),
        "ring": maker.choose(RINGS).lower(),
        field: f"q{maker.random.randrange(4)}",
        "tags": maker.choose(([maker.word()], [], f"{maker.word()}, {maker.word()}")),
        "featured": maker.choose((True, False, maker.under("featured").word())),
    }


def porsche(random: Random) -> Source:
    """Make releases of Porsche's radar, with teams, products and links."""
    return _releases(Maker(random, Source("porsche")), "segments", _porsche_head)


def _porsche_head(maker: Maker, field: str) -> Head:
    return {
        **_aoe_head(maker, field),
        "summary": maker.text(),
        "teams": [maker.word() for _ in range(maker.random.randrange(3))],
        "products": [maker.word()],
        "links": [{"url": maker.url(), "name": maker.word()}],
        "ogImage": maker.word(),
    }


def _releases(maker: Maker, key: str, make_head: Any) -> Source:
    random, source = maker.random, maker.source
    fields = [{"id": f"q{n}", "title": name} for n, name in enumerate(QUADRANTS)]
    rings = [{"id": ring.lower(), "title": ring, "color": "#fff"} for ring in RINGS]
    labels = {"title": maker.word(), "footer": maker.word()}
    labels["more"] = maker.under("more", "labels").word()
    config = {key: fields, "rings": rings, "labels": labels, maker.word(): 1}
    source.files["config.json"] = json.dumps(config, indent=1).encode()
    maker.under()
    if maker.chance(2):
        source.files["about.md"] = f"# About\n\n{maker.text()}\n".encode()
    field = "quadrant" if key == "quadrants" else "segment"
    for year in range(2024, 2024 + random.choice((1, 1, 2, 3))):
        for stem in random.sample(("kafka", "git", "rust", "c-sharp", "Näm e"), 3):
            path = f"radar/{year}-01-01/{stem}.md"
            maker.row = SourcePlace(path, WHOLE_FILE)
            _page(maker, path, _spoil(maker, make_head(maker.under(), field)))
    return source


def front_matter(random: Random) -> Source:
    """Make the pages of a radar in Hugo, Jekyll or Docusaurus, in YAML or TOML."""
    maker = Maker(random, Source("list"))
    folder = maker.choose(("content/radar", "_radar", "docs"))
    toml = maker.chance(3)
    for n in range(random.randrange(2, 6)):
        path = f"{folder}/{maker.choose(('tools', 'platforms'))}/e{n}.md"
        maker.row = SourcePlace(path, WHOLE_FILE)
        maker.under()
        head = {
            maker.choose(("title", "Name")): maker.fill(maker.choose(("{}", "{} | x", "C++ {}"))),
            "ring": maker.choose(RINGS),
            "quadrant": maker.choose(QUADRANTS),
            "description": maker.text(),
            "tags": [maker.word(), maker.word()],
            "owner": maker.under("owner").word(),
            "weight": maker.under("weight").word(),
            "date": "2024-05-01",
            "draft": False,
        }
        _page(maker, path, _spoil(maker, head), toml=toml)
    if maker.chance(3):
        maker.row = SourcePlace(f"{folder}/_index.md", WHOLE_FILE)
        source = f"---\ntitle: {maker.under().word()}\n---\n\n{maker.text()}\n"
        maker.source.files[maker.row.path] = source.encode()
    return maker.source


def _spoil(maker: Maker, head: Head) -> Head:
    """Return front matter with a key too few, an odd value, or a key that nobody knows."""
    key = maker.choose(list(head))
    if maker.chance(5):
        del head[key]
    elif maker.chance(5):
        maker.under(key)
        head[key] = maker.choose(
            (maker.word(), {"inner": maker.word()}, [maker.word(), 7], maker.choose(WRONG), None)
        )
    if maker.chance(4):
        odd = f"odd{maker.random.randrange(3)}"
        maker.under(odd)
        head[odd] = maker.choose((maker.text(), [maker.word()], {"x": maker.word()}))
    return head


def _page(maker: Maker, path: str, head: Head, *, toml: bool = False) -> None:
    """Write a file with this head; its body is any text, its line ends those of some system."""
    maker.under()
    mark, text = ("+++", _toml(head)) if toml else ("---", write_document(head))
    body = maker.choose(("", f"{maker.text()}\n", f"{maker.text()}\n\n{maker.text()}"))
    whole = f"{mark}\n{text}{mark}\n\n{body}"
    if maker.chance(20):
        whole = maker.choose((whole.replace(mark, "--", 1), whole.replace(": ", ": [", 1), ""))
    if maker.row and whole.startswith(mark):
        maker.source.rows.append(maker.row)
    data = whole.replace("\n", maker.choose(("\n", "\n", "\r\n"))).encode()
    maker.source.files[path] = maker.choose((data, data, data, b"\xef\xbb\xbf" + data))


def _toml(head: Mapping[str, Any]) -> str:
    return "".join(
        f"{key} = {_toml_value(value)}\n" for key, value in head.items() if value is not None
    )


def _toml_value(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_toml_value(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_toml_value, value))}]"
    return json.dumps(value)


def entry_documents(random: Random) -> Source:
    """Make a folder of documents of which each is an entry, with one ring or several dated ones."""
    maker = Maker(random, Source("list"))
    for n in range(random.randrange(2, 6)):
        kind = maker.choose(("yaml", "json"))
        path = f"radar/{maker.choose(('tools', 'platforms'))}/e{n}.{kind}"
        maker.row = SourcePlace(path, WHOLE_FILE)
        maker.under()
        head = {
            "name": maker.fill(maker.choose(("{}", "{} | x", "C++ {}"))),
            "description": maker.text(),
            "tags": [maker.word(), maker.word()],
            "owner": maker.word(),
            "rationale": maker.under("rationale").word(),
        }
        maker.under()
        head |= {"ring": maker.choose(RINGS)} if maker.chance(3) else {"blip": _rings(maker)}
        document = _spoil(maker, head)
        text = write_document(document) if kind == "yaml" else json.dumps(document, indent=1)
        maker.source.files[path] = text.encode()
        rings = document.get("blip")
        if document.get("ring") in RINGS or (
            isinstance(rings, list) and isinstance(rings[0], dict)
        ):
            maker.source.rows.append(maker.row)
    return maker.source


def _rings(maker: Maker) -> list[Head]:
    years = maker.random.sample(range(2020, 2026), maker.random.randrange(1, 4))
    return [
        {
            "date": f"{year}-05-01",
            "ring": maker.choose(RINGS).upper(),
            **({"description": maker.text()} if maker.chance(3) else {}),
            **({"by": maker.under("by").word()} if maker.chance(5) else {}),
        }
        for year in years
        if maker.under()
    ]


def cncf(random: Random) -> Source:
    """Make one to three topics as the CNCF keeps them."""
    maker = Maker(random, Source("list"))
    for topic in random.sample(("Storage", "Delivery", "Security"), random.choice((1, 2, 3))):
        path = f"content/radars/2024-0{random.randrange(1, 9)}-{topic.lower()}.yml"
        points: list[Any] = []
        for n in range(random.randrange(1, 5)):
            maker.row = SourcePlace(path, 0, f"points[{n}]")
            maker.under()
            points.append(_spoil(maker, _point(maker)))
            if maker.chance(25):
                points[-1] = maker.choose((None, maker.word(), [], 7))
        maker.row = None
        document = {
            "name": topic,
            "key": maker.under("key").word(),
            "themes": [{"headline": maker.under("themes", "headline").word()}],
            "points": points,
        }
        maker.source.files[path] = write_document(document).encode()
    return maker.source


def _point(maker: Maker) -> Head:
    return {
        "name": maker.fill(maker.choose(("{}", "{}.js", "C++ {}"))),
        "level": maker.choose(("Adopt", "trial", "Assess")),
        "homepage": maker.url(),
        "repo": f"{maker.under('repo').word()}/x",
        "votes": {"adopt": maker.under("votes", "adopt").word()},
    }
