"""A `Radar` → the files of a radar's folder, as a person would write them.

`write_form` is a pure function. Defaults are left out; keys have a fixed order, the most important
first; a text is quoted only if YAML, or an editor, would read it as something else. Reading the
files returns an equal radar.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from radar.editions import file_of, write_edition
from radar.exchange.exporting.decisions import write_proposal, write_rule
from radar.exchange.exporting.own_fields import own_values, write_own_field, write_owners
from radar.exchange.exporting.written_texts import (
    by_language,
    without_empty,
    write_link,
    write_words,
)
from radar.model import Described, Edition, Entry, Named, Placement, Proposal, Quadrant, Radar
from radar.text import UNSTATED, choose_words
from radar.yaml import Flow, Plain, mapping_lines, write_front_matter

SETTINGS = "radar.yaml"


def write_form(radar: Radar, *, one_file: bool = False) -> dict[str, bytes]:
    """Return the files of a radar by path: radar.yaml, introductions, a file for each entry.

    Closed editions have files of their own, and an entry that stands in them alone has none. With
    `one_file`, all entries are in entries.yaml.
    """
    files = {SETTINGS: _document(_settings(radar))}
    default = radar.languages[0]
    for language, text in by_language(radar.introduction, radar).items():
        suffix = "" if language in (default, UNSTATED) else f".{language}"
        files[f"index{suffix}.md"] = _introduction(text.strip())
    files |= {file_of(each.id): write_edition(each).encode() for each in radar.closed}
    there: list[Described] = [entry for entry in radar.entries if not entry.departed]
    there += radar.proposals
    if one_file:
        listed = [_list_item(entry, radar) for entry in there]
        files["entries.yaml"] = _document({"entries": listed})
    else:
        for entry in there:
            files.update(entry_files(entry, radar))
    return files


def _introduction(text: str) -> bytes:
    """Return a Markdown file; empty front matter keeps a line --- at its start a part of it."""
    if text.startswith("---"):
        return markdown_file({}, text)
    return f"{text}\n".encode("utf-8", "replace")


def entry_files(entry: Described, radar: Radar) -> dict[str, bytes]:
    """Return the file of an entry, and one for each further language that has texts."""
    default = radar.languages[0]
    files = {
        f"{entry.id}.md": markdown_file(_front(entry, radar, default), _own(entry.text, default))
    }
    for language in radar.languages[1:]:
        name = entry.name.get(language) if UNSTATED in entry.name else None
        keys = {"name": name, "summary": entry.summary.get(language)}
        front = {key: word for key, word in keys.items() if word}
        front |= {
            key: values[0][language]
            for key, values in entry.fields.items()
            if isinstance(values[0], Mapping) and values[0].get(language)
        }
        if front or entry.text.get(language):
            files[f"{entry.id}.{language}.md"] = markdown_file(front, entry.text.get(language, ""))
    return files


def field_values(fields: Mapping[str, Any], radar: Radar) -> dict[str, Any]:
    """Return fields of an entry as they are written in front matter.

    Supported are summary, owners, tags, aliases, links and fields of one's own; others are left
    out.
    """
    values: dict[str, Any] = {
        name: _prose(value, radar) if isinstance(value, Mapping) else value
        for name, value in fields.items()
        if name == "summary"
    }
    if "owners" in fields:
        values["owner"] = write_owners(fields["owners"])
    values |= own_values(fields.get("fields", {}), radar, "")
    values |= {name: Flow(fields[name]) for name in ("tags", "aliases") if name in fields}
    if "links" in fields:
        values["links"] = [write_link(link, radar) for link in fields["links"]]
    return values


def _own(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or text.get(UNSTATED, "")


def markdown_file(front: Mapping[str, Any], body: str) -> bytes:
    """Return a Markdown file with front matter."""
    lines = write_front_matter(mapping_lines(front))
    if body.strip():
        lines += ["", body.strip("\n")]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _document(value: Mapping[str, Any]) -> bytes:
    return ("\n".join(mapping_lines(value)) + "\n").encode("utf-8", "replace")


def _settings(radar: Radar) -> dict[str, Any]:
    from radar.model import LayoutOptions
    from radar.naming import slug

    default = Radar.model_fields
    usual = default["rings"].get_default(call_default_factory=True)
    layout = {
        key: getattr(radar.layout, key)
        for key in LayoutOptions.model_fields
        if getattr(radar.layout, key) != getattr(LayoutOptions(), key)
    }
    settings: dict[str, Any] = {
        "id": radar.id if radar.id != slug(choose_words(radar.title, *radar.languages)) else "",
        "title": write_words(radar.title, radar),
        "description": write_words(radar.description, radar),
        "languages": Flow(radar.languages if radar.languages != ("en",) else ()),
        "quadrants": [_axis(quadrant, radar) for quadrant in radar.quadrants],
        "rings": [_axis(ring, radar) for ring in radar.rings if radar.rings != usual],
        "editions": [_edition(edition, radar) for edition in radar.editions],
        "fields": {field.id: write_own_field(field, radar) for field in radar.fields},
        "rules": {ring: write_rule(rule, radar) for ring, rule in radar.rules.items()},
        "tags": {tag: write_words(text, radar) for tag, text in radar.tags.items()},
        "layout": layout,
    }
    for key in (
        "theme",
        "base_url",
        "edit_url",
        "review_after",
        "logo",
        "favicon",
        "imprint",
        "png",
        "cards",
        "output",
    ):
        value = getattr(radar, key)
        settings[key] = value if value != default[key].default else ""
    settings["export"] = Flow(radar.export)
    settings["footer"] = write_words(radar.footer, radar)
    settings["footer_links"] = [write_link(link, radar) for link in radar.footer_links]
    said = radar.header.model_dump(exclude_defaults=True) if radar.header else {}
    settings["header"] = said
    return without_empty(settings)


def _axis(item: Named, radar: Radar) -> Any:
    from radar.naming import slug

    fields = without_empty(
        {
            "id": item.id if item.id != slug(choose_words(item.name, *radar.languages)) else "",
            "name": write_words(item.name, radar),
            "description": write_words(item.description, radar),
            "position": item.position if isinstance(item, Quadrant) else None,
            "aliases": Flow(item.aliases),
        }
    )
    return (
        fields["name"] if fields.keys() == {"name"} and isinstance(fields["name"], str) else fields
    )


def _edition(edition: Edition, radar: Radar) -> dict[str, Any]:
    return without_empty(
        {
            "id": edition.id,
            "name": write_words(edition.own_name, radar),
            "date": _day(edition.date),
            "text": write_words(edition.text, radar),
        }
    )


def _list_item(entry: Described, radar: Radar) -> dict[str, Any]:
    front = _front(entry, radar, "")
    text = _prose(entry.text, radar)
    return {"id": entry.id, **front, **without_empty({"text": text})}


def _front(entry: Described, radar: Radar, language: str) -> dict[str, Any]:
    """Return the front matter of an entry: in one language, or in all if it is ''."""
    fields = {
        "name": _name(entry, radar, language),
        "summary": _own(entry.summary, language) if language else _prose(entry.summary, radar),
        **_standing(entry, radar),
        "tags": Flow(entry.tags),
        "owner": write_owners(entry.owners),
        **own_values(entry.fields, radar, language),
        "reviewed": _day(entry.reviewed) if isinstance(entry, Entry) else None,
        "links": [write_link(link, radar) for link in entry.links],
        "aliases": Flow(entry.aliases),
        "related": Flow(entry.related),
        **(_drawing(entry) if isinstance(entry, Entry) else {}),
        "draft": Plain("true") if entry.draft else None,
    }
    return without_empty(fields)


def _day(day: date | None) -> Plain | None:
    return Plain(day.isoformat()) if day else None


def _drawing(entry: Entry) -> dict[str, Any]:
    """Return what an entry says of its blip."""
    pin = entry.pin
    return {
        "pin": Flow((("angle", pin.angle), ("radius", pin.radius))) if pin else (),
        "hidden": Plain("true") if entry.hidden else None,
    }


def _standing(entry: Described, radar: Radar) -> dict[str, Any]:
    """Return where an entry stands, what to take instead, and what is proposed."""
    if isinstance(entry, Proposal):
        proposed = write_proposal(entry.proposed, radar)
        return {"quadrant": entry.quadrant, "proposed": proposed, "instead": Flow(entry.instead)}
    if not isinstance(entry, Entry):
        return {}
    return {
        **(_open_ring(entry, radar) if radar.closed else _ring_or_history(entry, radar)),
        "moved": entry.moved,
        "instead": Flow(entry.instead),
        "leave_by": _day(entry.leave_by),
        "proposed": write_proposal(entry.proposed, radar) if entry.proposed else None,
    }


def _open_ring(entry: Entry, radar: Radar) -> dict[str, Any]:
    """Return the ring in the open edition and its reason, and the reasons of closed editions.

    Where the entry stood in closed editions is in their files.
    """
    last, closed = entry.history[-1], len(radar.closed)
    is_open = last.edition == radar.newest
    quadrant = last.quadrant if last.quadrant in radar.quadrant_order else radar.quadrants[0].id
    lines = {
        line.edition: _line(line, None, radar)
        for line in (entry.history[:-1] if is_open else entry.history)
        if line.note or radar.edition_order.get(line.edition, 0) >= closed
    }
    note = write_words(last.note, radar) if is_open else {}
    return {"quadrant": quadrant, "ring": last.ring or "removed", "note": note, "history": lines}


def _ring_or_history(entry: Entry, radar: Radar) -> dict[str, Any]:
    """Return quadrant and `ring`, or `history` with the quadrant only where it changes."""
    first = entry.history[0]
    if not radar.editions or (len(entry.history) == 1 and not first.edition and not first.note):
        return {"quadrant": first.quadrant, "ring": first.ring}
    quadrant = first.quadrant
    lines: dict[str, Any] = {}
    for line in entry.history:
        edition = line.edition or radar.editions[0].id
        moved = line.quadrant if line.quadrant != quadrant else None
        lines[edition] = _line(line, moved, radar)
        quadrant = line.quadrant
    return {"quadrant": first.quadrant, "history": lines}


def _line(line: Placement, quadrant: str | None, radar: Radar) -> Any:
    ring = line.ring or "removed"
    note = write_words(line.note, radar)
    return (
        without_empty({"ring": ring, "quadrant": quadrant, "note": note})
        if note or quadrant
        else ring
    )


def _name(entry: Described, radar: Radar, language: str) -> Any:
    """Return the name of an entry, as a plain string where it may stand for every language.

    In a file of one language the others are in the files of the translations.
    """
    if language and UNSTATED in entry.name:
        return entry.name[UNSTATED]
    return write_words(entry.name, radar)


def _prose(text: Mapping[str, str], radar: Radar) -> Any:
    """Return a summary or a text; as a plain string it is in the radar's first language."""
    texts = by_language(text, radar)
    plain = len(texts) == 1 and {*texts} <= {UNSTATED, radar.languages[0]}
    return next(iter(texts.values())) if plain else dict(texts)
