"""Samples in the very form of AOE's and Porsche's generators: in, out, and the same data again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from radar.exchange.conversion import export_radar
from radar.exchange.exporting.losses import ExportOptions

from .radars import take


def config(key: str, colour: Mapping[str, str]) -> str:
    """A config.json as the generators' own: ids, titles, descriptions, radii, labels."""
    fields = [
        ("languages-and-frameworks", "Languages & Frameworks"),
        ("methods-and-patterns", "Methods & Patterns"),
        ("platforms-and-operations", "Platforms & Operations"),
        ("tools", "Tools"),
    ]
    rings = [("adopt", 0.5, 5), ("trial", 0.69, 3), ("assess", 0.85, 2), ("hold", 1, 0.75)]
    document = {
        key: [
            {"id": i, "title": title, "description": f"What belongs to {title}.", **colour}
            for i, title in fields
        ],
        "rings": [
            {
                "id": ring,
                "title": ring.title(),
                "description": f"To {ring}.",
                **colour,
                "radius": radius,
                "strokeWidth": width,
            }
            for ring, radius, width in rings
        ],
        "labels": {"title": "Technology Radar", "footer": "Made by us."},
    }
    return json.dumps(document, indent=2)


AOE = {
    "about.md": "# How to use it\n\nRead the [list](https://radar.example/overview/).\n",
    "radar/2022-03-01/hexagons.md": """\
---
title: "Hexagons"
ring: assess
quadrant: methods-and-patterns
tags: [architecture, coding]
---

First we only drew them. See [Borrow checker](/languages-and-frameworks/borrow-checker/).
""",
    "radar/2022-03-01/borrow-checker.md": """\
---
title: "Borrow checker"
ring: trial
quadrant: languages-and-frameworks
tags: [coding]
---

It says no, and is right:

```rust
let b = &mut a;
```
""",
    "radar/2023-09-01/hexagons.md": """\
---
title: "Hexagons"
ring: trial
quadrant: methods-and-patterns
tags: [architecture, coding]
---

Now they have **ports**.
""",
    "radar/2024-11-15/hexagons.md": """\
---
title: "Hexagons"
ring: adopt
quadrant: methods-and-patterns
tags: [architecture, coding]
featured: false
---

Everywhere now, so they are off the picture.
""",
    "radar/2024-11-15/2024-11-15.md": """\
---
title: "2024-11-15"
ring: hold
quadrant: tools
tags: ["no", "1.10"]
---

A date for a name, and words that YAML takes for something else.
""",
    "radar/2024-11-15/pager.md": """\
---
title: "Pager: the return"
ring: assess
quadrant: platforms-and-operations
---

| shift | length |
| --- | --- |
| day | 8 h |
""",
}

PORSCHE = {
    "about.md": "# About\n\nFor everybody.\n",
    "radar/2024-01-15/event-log.md": """\
---
title: "Event log"
summary: "An append-only list: the truth."
ring: trial
segment: platforms-and-operations
tags:
  - data
teams:
  - "911"
  - macan
---

Works with [[typed-queries]] and [[typed-queries|queries]].
""",
    "radar/2024-07-01/event-log.md": """\
---
title: "Event log"
summary: "An append-only list: the truth."
ring: adopt
segment: platforms-and-operations
tags:
  - data
products:
  - charging
teams:
  - "911"
  - macan
links:
  - url: https://log.example/
    name: "Home: page"
  - url: https://log.example/docs
---

## Where

In three products.
""",
    "radar/2024-07-01/typed-queries.md": """\
---
title: "Typed queries"
ring: assess
segment: languages-and-frameworks
tags:
  - backend
featured: false
---

Young.
""",
}

FORMS = {
    "v4": {**AOE, "config.json": config("quadrants", {"color": "#1b7a57"})},
    "v5": {
        **{path: text.replace("quadrant:", "segment:") for path, text in AOE.items()},
        "config.json": config("segments", {"color": "#1b7a57"}),
    },
    "": {**PORSCHE, "config.json": config("segments", {})},
}


def front(text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the body of a file, as the generators' readers split them."""
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body.strip()


def data(files: Mapping[str, str | bytes]) -> dict[str, Any]:
    """What the generators make of a folder: each item with its releases, the axes, the words."""
    read = {k: v.decode() if isinstance(v, bytes) else v for k, v in files.items()}
    items: dict[str, dict[str, Any]] = {}
    for path in sorted(path for path in read if path.startswith("radar/")):
        _, release, name = path.split("/")
        keys, body = front(read[path])
        item = items.setdefault(name, {"releases": [], "featured": True})
        item["releases"].append((release, keys["ring"], body))
        item |= keys
    found = json.loads(read["config.json"])
    axes = {
        key: [{word: each.get(word) for word in ("id", "title", "description")} for each in value]
        for key, value in found.items()
        if key in ("quadrants", "segments", "rings")
    }
    return {"items": items, "about": read["about.md"], "labels": found["labels"], **axes}


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_comes_back(form: str) -> None:
    """Items, their releases and what each said, axes in their order, the page about it: the same.

    Written once more it is the same to the byte.
    """
    sample = FORMS[form]
    found = take(sample, base_url="https://radar.example/")
    assert found.radar is not None
    assert found.report.format == ("aoe" if form else "porsche")
    assert not found.report.of("reported")
    made = export_radar(found.radar, found.report.format, ExportOptions(form)).files
    assert data(made) == data(sample)
    again = take(made).radar
    assert again is not None
    assert export_radar(again, found.report.format, ExportOptions(form)).files == made


def test_what_an_empty_body_keeps_is_shown_again() -> None:
    """The tools show the text under the newest file; there it stands after a way in and out."""
    later = "radar/2025-03-01/pager.md"
    sample = {**FORMS["v4"], later: "---\nring: trial\n---\n"}
    found = take(sample)
    assert found.radar is not None
    made = data(export_radar(found.radar, "aoe", ExportOptions("v4")).files)["items"]["pager.md"]
    table = front(AOE["radar/2024-11-15/pager.md"])[1]
    assert made["releases"] == [("2024-11-15", "assess", ""), ("2025-03-01", "trial", table)]
    assert made["title"] == "Pager: the return"


def test_teams_of_earlier_releases_are_missed() -> None:
    """Porsche's page says which teams came and went; here an entry has the owner of today."""
    path = "radar/2024-01-15/event-log.md"
    sample = {**FORMS[""], path: PORSCHE[path].replace("  - macan\n", "  - taycan\n")}
    (lost,) = (f for f in take(sample).report.of("lost") if f.code == "older")
    assert (lost.place.path, "owner 'taycan' of 2024-01-15" in lost.message) == (path, True)
