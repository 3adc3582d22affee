"""AOE's technology radar: radar/<date>/<id>.md and a config.json.

Version 4 lists four `quadrants`: top left, top right, bottom left, bottom right. Version 5 lists
one to six `segments` clockwise from 12 o'clock. The tool flags every item with a file in the
newest release as changed. Here movement follows from the rings; the difference is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from radar.errors import Problem
from radar.exchange.exporting.corners import in_corners
from radar.exchange.exporting.losses import (
    Exported,
    ExportLosses,
    ExportOptions,
    first_edition,
    release_dates,
    whole_text,
)
from radar.exchange.exporting.own_form import markdown_file
from radar.exchange.exporting.pictures import picture_copies
from radar.exchange.format import Certainty, Format, SourceFile
from radar.exchange.formats.shared.releases import Dialect, is_item, read_releases
from radar.exchange.toolkit.addresses import export_markdown
from radar.exchange.toolkit.documents import TreeNode
from radar.exchange.toolkit.draft import Draft, ImportOptions
from radar.exchange.toolkit.report import SourcePlace
from radar.exchange.toolkit.sources import Bundle
from radar.exchange.toolkit.spans import plain_markdown
from radar.model import POSITIONS, Entry, Placement, Position, Quadrant, Radar
from radar.safety.data import script_json
from radar.text import number_of
from radar.yaml import Flow, Plain

_V4: tuple[Position, ...] = ("top-left", "top-right", "bottom-left", "bottom-right")
_RING_COLOURS = (
    "#1b7a57",
    "#0069b4",
    "#8a6d00",
    "#8c2d04",
    "#5b3a8c",
    "#2b6470",
    "#7a2e63",
    "#444f9e",
)
_NUMBER = re.compile(r"\d[\d.:_eboTZ+-]*")
CARRIED = ("date", "introduction", "footer", "quadrants", "rings")
_QUADRANT_COLOURS = ("#5b3a8c", "#0069b4", "#8c2d04", "#1b7a57", "#7a2e63", "#2b6470")


def _nothing_more(draft: Draft, place: SourcePlace, front: TreeNode) -> dict[str, Any]:
    return {}


DIALECT = Dialect({"quadrants": _V4, "segments": POSITIONS}, False, {}, _nothing_more)


def recognise(file: SourceFile) -> Certainty:
    """Recognise the items of a radar."""
    return Certainty.LIKELY if file.is_markdown and is_item(file) else Certainty.NO


def read(bundle: Bundle, options: ImportOptions) -> Draft:
    """Read the folder of a radar."""
    return read_releases(bundle, options, DIALECT)


def misfit(radar: Radar) -> Iterator[Problem]:
    """Yield why the tool cannot show a radar."""
    if len(radar.quadrants) > 6:
        message = f"it has up to six quadrants, this radar has {len(radar.quadrants)}"
        yield Problem("radar.yaml", 0, 0, "does-not-fit", message)


def write(radar: Radar, wanted: ExportOptions) -> Exported:
    """Return config.json, about.md and a file for each placement of each entry."""
    losses = ExportLosses(radar, "aoe")
    old = wanted.form != "v5" and len(radar.quadrants) == 4
    if wanted.form == "v4" and not old:
        message = f"version 4 has four quadrants, this radar has {len(radar.quadrants)}: version 5"
        losses.report_note("version", message)
    fields = in_corners(radar, _V4) if old else list(radar.clockwise)
    key = "quadrants" if old else "segments"
    files = {"config.json": json_file(_config(radar, fields, key))}
    field = "quadrant" if old else "segment"

    def front(entry: Entry, line: Placement, newest: bool) -> dict[str, Any]:
        return {
            "title": radar.say(entry.name),
            "ring": line.ring,
            field: line.quadrant,
            "tags": Flow(entry.tags),
            "featured": Plain("false") if newest and entry.hidden else None,
        }

    def link(id_: str, label: str | None) -> str:
        return _link(radar, losses.find_entry(id_), id_, label)

    files |= item_files(radar, losses, front, link)
    files |= about_page(radar, link)
    losses.report_fields(
        "owner", "reviewed", "links", "aliases", "related", "pin", carried=(*CARRIED, "logo")
    )
    if radar.theme not in ("", "paper"):
        message = f"the colours of the theme {radar.theme!r}; config.json has others, to be changed"
        losses.report_loss("colours", message)
    logo = {radar.logo: f"public/{_file_name(radar.logo)}"} if radar.logo else {}
    return Exported(dict(sorted(files.items())), losses.make_report(), picture_copies(radar) | logo)


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def json_file(document: Mapping[str, Any]) -> bytes:
    """Return a document as the content of a JSON file."""
    return (script_json(document, indent=2) + "\n").encode()


def _config(radar: Radar, fields: Sequence[Quadrant], key: str) -> dict[str, Any]:
    count = len(radar.rings)
    return {
        "basePath": "/techradar",
        "baseUrl": radar.base_url,
        **({"logoFile": _file_name(radar.logo)} if radar.logo else {}),
        key: [
            {
                "id": quadrant.id,
                "title": radar.say(quadrant.name),
                "description": radar.say(quadrant.description),
                "color": colour,
            }
            for quadrant, colour in zip(fields, _QUADRANT_COLOURS, strict=False)
        ],
        "rings": [
            {
                "id": ring.id,
                "title": radar.say(ring.name),
                "description": radar.say(ring.description),
                "color": colour,
                "radius": round(((n + 1) / count) ** 0.7, 2),
                "strokeWidth": 3,
            }
            for n, (ring, colour) in enumerate(zip(radar.rings, _RING_COLOURS, strict=False))
        ],
        "labels": {"title": radar.say(radar.title), "footer": radar.say(radar.footer)},
    }


def item_files(
    radar: Radar,
    losses: ExportLosses,
    front: Any,
    link: Any,
    entry_text: Callable[[Radar, Entry], str] = whole_text,
) -> dict[str, bytes]:
    """Return a Markdown file for each placement of each entry, by path.

    `front` is given an entry, its placement and whether that is the last one, and returns the
    front matter. `link` is given the target and label of a link, and returns Markdown.
    `entry_text` returns the description of an entry.
    """
    days = release_dates(radar, losses)
    files: dict[str, bytes] = {}
    shown: set[str] = set()
    gaps: list[str] = []
    for entry in radar.entries:
        lines = [line for line in entry.history if line.ring]
        left = entry.ring is None
        if any(line.ring is None for line in entry.history[:-1]):
            gaps.append(entry.id)
        if left:
            lines.append(_leaving(entry))
            entry = entry.model_copy(update={"hidden": True})
        shown.add(entry.id)
        last = len(lines) - 1
        for n, line in enumerate(lines):
            whole = entry_text(radar, entry)
            body = whole if n == last - left else "" if n > last - left else radar.say(line.note)
            text = export_markdown(body, link, _public_path)
            day = days[line.edition or first_edition(radar)]
            path = f"radar/{day.isoformat()}/{entry.id}.md"
            made = {k: _quote_numbers(v) for k, v in front(entry, line, n == last).items() if v}
            files[path] = markdown_file(made, text)
    losses.report_entries(shown)
    losses.report_some("gaps", "times off the radar", gaps)
    losses.report_placement_notes(list(days), {e.id: _last(e) for e in radar.entries})
    _report_flags(radar, losses)
    return files


def _report_flags(radar: Radar, losses: ExportLosses) -> None:
    gone = [entry.id for entry in radar.entries if entry.ring is None]
    losses.report_some("leaving", "leaving (it is written as featured: false)", gone)
    still = [e.id for e in radar.entries if _repeats_ring(radar, e)]
    if still:
        message = f"the tool will call {number_of(len(still), 'entry')} changed that did not move: "
        losses.report_note("flags", f"{message}each has a file in the newest release")


def _quote_numbers(value: Any) -> Any:
    """Return front matter in which texts that look like numbers or dates are quoted.

    >>> _quote_numbers("2024-01-01"), _quote_numbers(["1e3", "Go"])
    ('"2024-01-01"', ['"1e3"', 'Go'])
    """
    if isinstance(value, Plain):
        return value
    if isinstance(value, str):
        return Plain(f'"{value}"') if _NUMBER.fullmatch(value) else value
    if isinstance(value, Mapping):
        return {key: _quote_numbers(item) for key, item in value.items()}
    return (Flow if isinstance(value, Flow) else list)(map(_quote_numbers, value))


def _repeats_ring(radar: Radar, entry: Entry) -> bool:
    """Return whether an entry has a placement in the newest edition without a change of ring."""
    if len(entry.history) < 2:
        return False
    before, line = entry.history[-2:]
    return line.edition == radar.newest and line.ring == before.ring


def _leaving(entry: Entry) -> Placement:
    """Return the last placement of an entry that left, with its last ring; there it is hidden."""
    ring = next(line.ring for line in reversed(entry.history) if line.ring)
    return entry.history[-1].model_copy(update={"ring": ring})


def _last(entry: Entry) -> str:
    return next((line.edition for line in reversed(entry.history) if line.ring), "")


def _link(radar: Radar, entry: str, called: str, label: str | None) -> str:
    if not entry:
        return label or plain_markdown(called)
    target = radar.by_id[entry]
    return f"[{label or plain_markdown(radar.say(target.name))}](/{target.quadrant}/{target.id}/)"


def _public_path(path: str) -> str:
    return f"/{path}"


def about_page(radar: Radar, link: Callable[[str, str | None], str]) -> dict[str, bytes]:
    """Return about.md with the introduction, nothing without one; `link` as in `item_files`."""
    text = export_markdown(radar.say(radar.introduction).strip(), link, _public_path)
    return {"about.md": f"{text.strip()}\n".encode()} if text else {}


FORMAT = Format(
    name="aoe",
    label="AOE's folders of releases, versions 4 and 5",
    recognise=recognise,
    read=read,
    write=write,
    forms=("v4", "v5"),
    misfit=misfit,
    whole_folder=True,
)
