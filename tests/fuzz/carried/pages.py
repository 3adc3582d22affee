"""Scripts and pages: Zalando's call in a page, Backstage's TypeScript, lists by ring."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from radar.exchange.toolkit.report import SourcePlace
from radar.yaml import write_document

from . import documents
from .made import QUADRANTS, RINGS, Maker, Source

_HTML = (
    "<!DOCTYPE html>\n<html><head><title>{title}</title>\n"
    '<script src="radar.js"></script></head>\n<body><svg id="radar"></svg>\n'
    "<script>\n{script}\n</script>\n</body></html>\n"
)


def zalando_page(random: Random) -> Source:
    """Make Zalando's page or its script, with the call that draws the radar in it."""
    source = documents.zalando(random)
    ((_, data), *_) = source.files.items()
    path = random.choice(("index.html", "radar.js"))
    keep = [claim for claim in source.claims if claim.word.encode() in data]
    call = f"radar_visualization({_literal(random, json.loads(data))});"
    script = f"// drawn by radar.js\nconst size = {{width: 1450}};\n{call}"
    page = script if path.endswith(".js") else _HTML.format(title="T", script=script)
    claims = [claim._replace(row=_moved(claim.row, path)) for claim in keep]
    return Source(source.format, {path: page.encode()}, claims=claims)


def _moved(row: SourcePlace | None, path: str) -> SourcePlace | None:
    """Return a place in a document as one in the page that it is put into."""
    return row and row._replace(path=path, where=f"radar_visualization.{row.where}")


def _literal(random: Random, value: Any) -> str:
    """Write a value as people write it in a script."""
    if isinstance(value, dict):
        pairs = [f"{_key(random, key)}: {_literal(random, each)}" for key, each in value.items()]
        return "{ " + ", ".join(pairs) + _end(random) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n".join(_literal(random, each) for each in value) + _end(random) + "]"
    if isinstance(value, str):
        return _text(random, value)
    return "undefined" if value is None and random.random() < 0.5 else json.dumps(value)


def _key(random: Random, key: str) -> str:
    plain = re.fullmatch(r"[A-Za-z_$][\w$]*", key, re.ASCII)
    return key if plain and random.random() < 0.7 else json.dumps(key)


def _end(random: Random) -> str:
    return random.choice(("", "", ",", " // the last\n", " /* so far */"))


def _text(random: Random, text: str) -> str:
    written = json.dumps(text, ensure_ascii=random.random() < 0.5)[1:-1]
    written = written.replace("</", "<\\/")
    quote = random.choice("\"'`")
    if quote == '"':
        return f'"{written}"'
    bare = written.replace('\\"', '"').replace(quote, f"\\{quote}")
    return f"{quote}{bare.replace('${', chr(92) + '${') if quote == '`' else bare}{quote}"


def backstage_script(random: Random) -> Source:
    """Make the entries of a Backstage app, in TypeScript."""
    maker = Maker(random, Source("backstage"))
    path = "mock.ts"
    entries = documents.make_entries(maker, path, documents.backstage_entry)
    for entry in entries:
        timeline = entry.get("timeline") if isinstance(entry, dict) else None
        for line in timeline if isinstance(timeline, list) else []:
            if isinstance(line, dict) and "date" in line:
                line["date"] = f"@{line['date']}"
    rings = [{"id": ring.lower(), "name": ring, "color": "#fff"} for ring in RINGS]
    quadrants = [{"id": f"q{n}", "name": name} for n, name in enumerate(QUADRANTS)]
    written = re.sub(r"""["'`]@([\d-]+)["'`]""", r"new Date('\1')", _literal(random, entries))
    text = (
        "import { TechRadarLoaderResponse } from '@backstage/plugin-tech-radar';\n\n"
        "const rings = new Array<RadarRing>();\n"
        + "".join(f"rings.push({_literal(random, ring)});\n" for ring in rings)
        + f"const quadrants: RadarQuadrant[] = {_literal(random, quadrants)};\n"
        f"const entries: RadarEntry[] = {written};\n\n"
        "export const mock: TechRadarLoaderResponse = { entries, quadrants, rings };\n"
    )
    maker.source.files[path] = text.encode()
    return maker.source


def grouped(random: Random) -> Source:
    """Make entries in lists by quadrant and ring, as YAML or JSON."""
    maker = Maker(random, Source("list"))
    path = random.choice(("radar.yaml", "radar.json"))
    document: dict[str, Any] = {}
    for quadrant in random.sample(QUADRANTS, random.randrange(2, 5)):
        lists: dict[str, Any] = {}
        for ring in random.sample(RINGS, random.randrange(1, 4)):
            lists[ring.lower()] = []
            for n in range(random.randrange(1, 4)):
                where = f"quadrants.{quadrant}.{ring.lower()}[{n}]"
                maker.row = SourcePlace(path, 0, where)
                lists[ring.lower()].append(_grouped_entry(maker.under()))
        document[quadrant] = lists
    maker.row = None
    whole = {"title": maker.under().word(), "quadrants": document}
    if maker.chance(4):
        whole["odd"] = maker.under("odd").word()
    text = json.dumps(whole, indent=1) if path.endswith("json") else write_document(whole)
    maker.source.files[path] = text.encode()
    return maker.source


def distances(random: Random) -> Source:
    """Make the script of a page that Protovis draws: items with a distance, by quadrant."""
    maker = Maker(random, Source("list"))
    path = "radar_data.js"
    groups = []
    for q, quadrant in enumerate(QUADRANTS[: random.randrange(1, 5)]):
        items = []
        for n in range(random.randrange(1, 5)):
            maker.row = SourcePlace(path, 0, f"radar_data[{q}].items[{n}]")
            distance = random.randrange(1, 401) if n == 0 else random.randrange(1, 460)
            item = {
                "name": maker.under().fill(maker.choose(("{}", "{}.js", "C++ {}"))),
                "pc": {"r": distance, "t": random.randrange(360)},
                "movement": maker.choose(("c", "t", maker.under("moved", "movement").word())),
                "url": maker.under().url(),
            }
            items.append(item | ({"odd": maker.under("odd").word()} if maker.chance(4) else {}))
        groups.append({"quadrant": quadrant, "left": 45, "items": items})
    arcs = [{"r": 100 * n, "name": ring} for n, ring in enumerate(RINGS, 1)]
    maker.source.files[path] = (
        f"var radar_arcs = {_literal(random, arcs)};\nvar h = 1000;\n"
        f"var radar_data = {_literal(random, groups)};\n"
    ).encode()
    return maker.source


def _grouped_entry(maker: Maker) -> Any:
    name = maker.fill(maker.choose(("{}", "{}.js", "C++ {}", "{} | x")))
    if maker.chance(2):
        return name
    odd = {"odd": maker.under("odd").word()} if maker.chance(4) else {}
    maker.under()
    return {"name": name, "description": maker.text(), "owner": maker.word(), **odd}
