"""A `Radar` → the files that a person would have written.

`write_form` is a pure function. What is the default is left out; keys stand in the order in which
one thinks of them; a text is quoted only where YAML, or somebody's editor, would take it for
something else. Reading the files gives the radar back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radar.model import Edition, Entry, Link, Named, Placement, Quadrant, Radar
from radar.text import UNSTATED, choose_words
from radar.yaml import Flow, Plain, mapping_lines

SETTINGS = "radar.yaml"


def write_form(radar: Radar, *, one_file: bool = False) -> dict[str, bytes]:
    """Return the files of a radar, by path: radar.yaml, a file for each entry, introductions.

    With `one_file`, entries stand in entries.yaml.
    """
    files = {SETTINGS: _document(_settings(radar))}
    default = radar.languages[0]
    for language, text in _filed(radar.introduction, radar).items():
        suffix = "" if language in (default, UNSTATED) else f".{language}"
        files[f"index{suffix}.md"] = f"{text.strip()}\n".encode("utf-8", "replace")
    if one_file:
        listed = [_listed(entry, radar) for entry in radar.entries]
        files["entries.yaml"] = _document({"entries": listed})
    else:
        for entry in radar.entries:
            files.update(entry_files(entry, radar))
    return files


def entry_files(entry: Entry, radar: Radar) -> dict[str, bytes]:
    """Return the file of an entry, and one for each further language that says something."""
    default = radar.languages[0]
    files = {
        f"{entry.id}.md": markdown_file(_front(entry, radar, default), _own(entry.text, default))
    }
    for language in radar.languages[1:]:
        keys = {"name": entry.name.get(language), "summary": entry.summary.get(language)}
        front = {key: word for key, word in keys.items() if word}
        if front or entry.text.get(language):
            files[f"{entry.id}.{language}.md"] = markdown_file(front, entry.text.get(language, ""))
    return files


def field_values(fields: Mapping[str, Any], radar: Radar) -> dict[str, Any]:
    """Return some fields of an entry as they are written in front matter."""
    found: dict[str, Any] = {
        name: _words(value, radar) if isinstance(value, Mapping) else value
        for name, value in fields.items()
        if name in ("summary", "owner")
    }
    found |= {name: Flow(fields[name]) for name in ("tags", "aliases") if name in fields}
    if "links" in fields:
        found["links"] = [_link(link, radar) for link in fields["links"]]
    return found


def _own(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or text.get(UNSTATED, "")


def markdown_file(front: Mapping[str, Any], body: str) -> bytes:
    """Return a Markdown file with front matter."""
    lines = ["---", *mapping_lines(front), "---"]
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
    found: dict[str, Any] = {
        "id": radar.id if radar.id != slug(choose_words(radar.title, *radar.languages)) else "",
        "title": _words(radar.title, radar),
        "description": _words(radar.description, radar),
        "languages": Flow(radar.languages if radar.languages != ("en",) else ()),
        "quadrants": [_axis(quadrant, radar) for quadrant in radar.quadrants],
        "rings": [_axis(ring, radar) for ring in radar.rings if radar.rings != usual],
        "editions": [_edition(edition, radar) for edition in radar.editions],
        "tags": {tag: _words(text, radar) for tag, text in radar.tags.items()},
        "layout": layout,
    }
    for key in ("theme", "base_url", "edit_url", "review_after", "logo", "png", "output"):
        value = getattr(radar, key)
        found[key] = value if value != default[key].default else ""
    found["footer"] = _words(radar.footer, radar)
    return _said(found)


def _axis(item: Named, radar: Radar) -> Any:
    from radar.naming import slug

    found = _said(
        {
            "id": item.id if item.id != slug(choose_words(item.name, *radar.languages)) else "",
            "name": _words(item.name, radar),
            "description": _words(item.description, radar),
            "position": item.position if isinstance(item, Quadrant) else None,
            "aliases": Flow(item.aliases),
        }
    )
    return found["name"] if found.keys() == {"name"} and isinstance(found["name"], str) else found


def _edition(edition: Edition, radar: Radar) -> dict[str, Any]:
    day = Plain(edition.date.isoformat()) if edition.date else None
    return _said(
        {
            "id": edition.id,
            "name": _words(edition.name, radar),
            "date": day,
            "text": _words(edition.text, radar),
        }
    )


def _listed(entry: Entry, radar: Radar) -> dict[str, Any]:
    front = _front(entry, radar, "")
    text = _words(entry.text, radar)
    return {"id": entry.id, **front, **_said({"text": text})}


def _front(entry: Entry, radar: Radar, language: str) -> dict[str, Any]:
    """Return the front matter; with a language, that one's words alone."""

    def words(text: Mapping[str, str]) -> Any:
        return _own(text, language) if language else _words(text, radar)

    found = {
        "name": words(entry.name),
        "summary": words(entry.summary),
        "quadrant": entry.history[0].quadrant,
        **_placed(entry, radar),
        "moved": entry.moved,
        "tags": Flow(entry.tags),
        "owner": entry.owner,
        "reviewed": Plain(entry.reviewed.isoformat()) if entry.reviewed else None,
        "links": [_link(link, radar) for link in entry.links],
        "aliases": Flow(entry.aliases),
        "related": Flow(entry.related),
        "pin": Flow((("angle", entry.pin.angle), ("radius", entry.pin.radius)))
        if entry.pin
        else (),
        "hidden": Plain("true") if entry.hidden else None,
    }
    return _said(found)


def _placed(entry: Entry, radar: Radar) -> dict[str, Any]:
    """Return `ring`, or `history` with what differs from the line before."""
    first = entry.history[0]
    if not radar.editions or (len(entry.history) == 1 and not first.edition and not first.note):
        return {"ring": first.ring}
    quadrant = first.quadrant
    lines: dict[str, Any] = {}
    for line in entry.history:
        edition = line.edition or radar.editions[0].id
        moved = line.quadrant if line.quadrant != quadrant else None
        lines[edition] = _line(line, moved, radar)
        quadrant = line.quadrant
    return {"history": lines}


def _line(line: Placement, quadrant: str | None, radar: Radar) -> Any:
    ring = line.ring or "removed"
    note = _words(line.note, radar)
    return _said({"ring": ring, "quadrant": quadrant, "note": note}) if note or quadrant else ring


def _link(link: Link, radar: Radar) -> Any:
    label = _words(link.label, radar)
    return {"url": link.url, "label": label} if label else link.url


def _words(text: Mapping[str, str], radar: Radar) -> Any:
    """Return a text as it is written: bare where no language is stated."""
    found = _filed(text, radar)
    return found[UNSTATED] if set(found) == {UNSTATED} else dict(found)


def _filed(text: Mapping[str, str], radar: Radar) -> Mapping[str, str]:
    """Return words in the radar's languages; those of no stated one are filed under the first."""
    spoken = {tag: text[tag] for tag in radar.languages if text.get(tag)}
    if UNSTATED in text and spoken:
        return {radar.languages[0]: text[UNSTATED]} | spoken
    return spoken or ({UNSTATED: choose_words(text)} if choose_words(text) else {})


def _said(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value or value == 0}
