"""Porsche Digital's generator: AOE's folders with more in the front matter, and wiki links.

Segments count clockwise; four begin at the top left. Every file repeats its ring and segment, and
replaces tags, teams, products and links of the file before, also if it has none. Teams become
owners; products become tags that begin with `product:`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import Exported, ExportLosses, ExportOptions
from radar.exchange.exporting.pictures import picture_copies
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.formats.aoe import CARRIED, about_page, item_files, json_file, misfit
from radar.exchange.formats.shared.releases import Dialect, is_item, read_releases
from radar.exchange.lists.shapes import TEXT, WORDS, Each, Shape
from radar.exchange.toolkit.cells import read_words
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.rows import web_links
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.toolkit.spans import plain_markdown
from radar.model import Entry, Placement, Position, Radar
from radar.yaml import Flow, Plain

CORNERS: tuple[Position, ...] = ("top-left", "top-right", "bottom-right", "bottom-left")
_PRODUCT = "product:"
_SHAPE: Mapping[str, Shape] = {
    "summary": TEXT,
    "ogImage": TEXT,
    "teams": WORDS,
    "products": WORDS,
    "links": Each({"url": TEXT, "name": TEXT}),
}
_MARKS = re.compile(rf"^({'|'.join(_SHAPE)}):", re.MULTILINE)
_HEAD = 2_000  # characters of an item in which its front matter is


def _more(draft: Draft, place: SourcePlace, front: TreeNode) -> dict[str, Any]:
    if front.get("ogImage"):
        at = SourcePlace(place.path, front.get("ogImage").line)
        draft.say("lost", at, "og-image", f"the picture for sharing {front.get('ogImage').text!r}")
    links = [
        link
        for node in front.get("links")
        for link in web_links(draft, place, node.get("url").text, node.get("name").text)
    ]
    return {
        "summary": front.get("summary").text,
        "owners": read_words(front.get("teams")),
        "tags": tuple(f"{_PRODUCT}{word}" for word in read_words(front.get("products"))),
        "links": tuple(links),
    }


DIALECT = Dialect({"quadrants": CORNERS, "segments": CORNERS}, True, _SHAPE, _more)


def recognise(file: SourceFile) -> Certainty:
    """Recognise what AOE's generator does not know: keys of an item, and of the config."""
    if file.is_markdown:
        marks = _MARKS.search(file.text, 0, _HEAD) and is_item(file)
        return Certainty.CERTAIN if marks else Certainty.NO
    is_config = file.path.endswith("config.json") and '"defaultTheme"' in file.text
    return Certainty.CERTAIN if is_config and file.document.get("rings") else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read the folder of a radar."""
    return read_releases(bundle, options, DIALECT)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return config.json, about.md and a file for each placement of each entry."""
    losses = ExportLosses(radar, "porsche")
    four = len(radar.quadrants) == 4
    fields = in_corners(radar, CORNERS) if four else list(radar.clockwise)

    def front(entry: Entry, line: Placement, newest: bool) -> dict[str, Any]:
        return {
            "title": radar.say(entry.name),
            "summary": radar.say(entry.summary) if entry.text else "",
            "ring": line.ring,
            "segment": line.quadrant,
            "tags": Flow(tag for tag in entry.tags if not tag.startswith(_PRODUCT)),
            "products": Flow(
                tag.removeprefix(_PRODUCT) for tag in entry.tags if tag.startswith(_PRODUCT)
            ),
            "teams": Flow(entry.owners),
            "links": [
                {"url": link.url, **({"name": radar.say(link.label)} if link.label else {})}
                for link in entry.links
            ],
            "featured": Plain("false") if newest and entry.hidden else None,
        }

    files = {"config.json": json_file(_config(radar, fields))}

    def link(id_: str, label: str | None) -> str:
        return _wiki(losses.find_entry(id_), id_, label)

    files |= item_files(radar, losses, front, link, _entry_text)
    files |= about_page(radar, link)
    losses.report_fields("reviewed", "aliases", "related", "pin", carried=(*CARRIED, "summary"))
    return Exported(dict(sorted(files.items())), losses.make_report(), picture_copies(radar))


def _entry_text(radar: Radar, entry: Entry) -> str:
    return radar.say(entry.text) or radar.say(entry.summary)


def _wiki(entry: str, called: str, label: str | None) -> str:
    """Return a wiki link to an entry, or only its text if `entry`, the id, is ''."""
    if not entry:
        return label or plain_markdown(called)
    return f"[[{called}|{label}]]" if label else f"[[{called}]]"


def _config(radar: Radar, fields: Any) -> dict[str, Any]:
    def axis(item: Any) -> dict[str, Any]:
        said = {"title": radar.say(item.name), "description": radar.say(item.description)}
        return {"id": item.id, **said}

    count = len(radar.rings)
    return {
        "baseUrl": radar.base_url,
        "defaultTheme": "neutral",
        "segments": [axis(quadrant) for quadrant in fields],
        "rings": [
            {**axis(ring), "radius": round(((n + 1) / count) ** 0.7, 2), "strokeWidth": 3}
            for n, ring in enumerate(radar.rings)
        ],
        "labels": {"title": radar.say(radar.title), "footer": radar.say(radar.footer)},
    }


FORMAT = Format(
    name="porsche",
    label="Porsche Digital's folders of releases",
    recognise=recognise,
    read=read,
    write=write,
    misfit=misfit,
    whole_folder=True,
)
