"""`radar.yaml` → what the radar is called, its axes, and everything that its owner decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from radar.files import is_hidden, why_not_portable
from radar.model.fields import (
    id_from,
)
from radar.reading import axes
from radar.reading.decisions.rule_declarations import read_rules
from radar.reading.frame.header import read_header
from radar.reading.gathered import Settings
from radar.reading.own_fields.declarations import read_fields
from radar.reading.own_fields.entry_values import (
    make_readers,
    make_translated_readers,
    read_link,
)
from radar.reading.shapes import (
    Several,
    TableValues,
    complete,
    description,
    drop_unread,
    each,
    listing,
    long_text,
    name,
    table,
)
from radar.reading.sheet import MAX_SUGGESTIONS, Axes, Sheet, meant, quote
from radar.reading.values import (
    Choice,
    NodeReader,
    base_url,
    count,
    flag,
    identifier,
    sound_url,
    word,
    wrong_kind,
)
from radar.safety.links import WEB
from radar.text import UNSTATED
from radar.yaml import Items, LineColumn, Node, Reported, Scalar, Table, Wrong, is_empty

_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)\Z",
    re.IGNORECASE,
)
_PICTURES = ("logo", "favicon")  # keys that name one in the radar's folder
_MAX_LANGUAGES = 100  # of one radar; the interface has words in far fewer


def read_settings(node: Node | None, sheet: Sheet) -> Settings:
    """Read the settings; fields that could not be read are left out."""
    if not isinstance(node, Table):
        raise wrong_kind(node or Scalar(1, 1, ""), "a mapping", "begin with `title: ...`")
    sheet.axes = _expect_languages(node, sheet.axes.languages)
    found = table(node, sheet, SETTINGS_KEYS)
    complete(found, LineColumn(1, 1), sheet, "title", "quadrants")
    _check_review(found, sheet)
    entries, rules = found.pop("entries", None), found.pop("rules", None)
    shown = {key: found.pop(key, None) for key in _PICTURES}
    pictures = {key: node for key, node in shown.items() if isinstance(node, Scalar)}
    fields = drop_unread(found)
    if sheet.axes.certain:
        fields["languages"] = sheet.axes.languages
    fields |= {key: node.text.strip() for key, node in pictures.items()}
    own = fields.get("fields", [])
    usual = axes.default_rings(sheet.axes.languages)
    named = replace(
        sheet.axes,
        own=make_readers(own),
        translated=make_translated_readers(own),
        fields_read=not ("fields" in found.meant or found.get("fields", ()) is None),
        quadrants=axes.names("quadrant", fields.get("quadrants")),
        rings=axes.names("ring", _value_or_default(found, "rings", usual)),
        editions=axes.names("edition", _value_or_default(found, "editions", [])),
    )
    fields["fields"] = [field for field in own if field["type"]]
    fields["rules"] = _rules(rules, sheet, named, [field["id"] for field in own])
    return Settings(fields, named, entries, pictures, found.places)


def _rules(node: Node | None, sheet: Sheet, axes: Axes, fields: list[str]) -> dict[str, Any]:
    try:
        return read_rules(node, sheet, axes.rings, fields) if node else {}
    except Wrong as wrong:
        sheet.report_wrong(wrong)
        return {}


def radar_id(fields: Mapping[str, Any]) -> str:
    """Return the id of a radar with those fields: as written, else from its title."""
    return str(fields.get("id") or id_from(fields, "title").get("id", ""))


def language_tag(written: str) -> str | None:
    """Return a BCP 47 tag in its usual case, None for what is none.

    >>> language_tag("ZH-hans-cn"), language_tag("und"), language_tag("english")
    ('zh-Hans-CN', None, None)
    """
    found = _LANGUAGE.match(written)
    language = found["language"].lower() if found else UNSTATED
    if not found or not written.isascii() or language == UNSTATED or why_not_portable(language):
        return None  # a language has a folder in the site
    parts = (
        language,
        (found["script"] or "").title(),
        (found["region"] or "").upper(),
        found["variants"].lower().strip("-"),
    )
    return "-".join(part for part in parts if part)


def guess_languages(names: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that the names of files speak of, after `und` for the first.

    >>> guess_languages(["asp.net.md", "go.de.md", "go.md"])
    ('und', 'de')
    """
    known, tags = {*names}, []
    for file in sorted(known):
        main, _, tag = file.removesuffix(".md").rpartition(".")
        if file.endswith(".md") and main and f"{main}.md" in known:
            tags.append(language_tag(tag))
    return (UNSTATED, *dict.fromkeys(tag for tag in tags if tag))


def _expect_languages(node: Table, guessed: tuple[str, ...]) -> Axes:
    """Return the languages before anything else is read, because texts depend on them.

    Where there is a slip, they are those that can be read, and those guessed.
    """
    given = next((value for key, value in node.pairs if key.text == "languages"), None)
    if given is None or is_empty(given):
        keys = (key.text for key, _ in node.pairs if key.text not in SETTINGS_KEYS)
        slips = islice(keys, MAX_SUGGESTIONS)
        mistyped = any(meant(key, SETTINGS_KEYS) == "languages" for key in slips)
        return Axes(guessed, certain=False) if mistyped else Axes()
    written = given.nodes[:_MAX_LANGUAGES] if isinstance(given, Items) else (given,)
    tags = [language_tag(n.text.strip()) if isinstance(n, Scalar) else None for n in written]
    readable = tuple(dict.fromkeys(tag for tag in tags if tag))
    if isinstance(given, Items) and readable and all(tags):
        return Axes(readable)
    return Axes(tuple(dict.fromkeys((*guessed, *readable))), certain=False)


def _value_or_default(found: TableValues, key: str, default: list[Any]) -> list[Any] | None:
    """Return what a key says, or its default; None where it is not known what was meant."""
    return None if key in found.meant else found.get(key, default)


def _languages(node: Node, sheet: Sheet) -> tuple[str, ...]:
    found: list[str] = []
    listing(node, "language", 0, _MAX_LANGUAGES)
    for item, written in each(node, sheet, word):
        tag = language_tag(written)
        if tag is None:
            hint = "write a tag like en, zh or pt-BR"
            sheet.report(item, "bad-language", f"{quote(written)} is no language tag", hint)
        elif tag in found:
            sheet.report(item, "twice", f"the language {tag} is listed twice", severity="warning")
        else:
            found.append(tag)
    if isinstance(node, Items) and not node.nodes:
        raise Wrong(node, "empty", "there is no language here", "leave it out, or list one")
    if not found:
        raise Reported  # a radar speaks one language at least
    return tuple(found)


def _check_review(found: TableValues, sheet: Sheet) -> None:
    editions = _value_or_default(found, "editions", [])
    if editions is None or not found.get("review_after"):
        return
    if not (editions and "date" in editions[-1]):
        message = "review_after counts to the date of the newest edition, which has none"
        sheet.report(LineColumn(1, 1), "no-date", message, "give the edition a date", "warning")


def _as_it_is(node: Node, sheet: Sheet) -> Node:
    return node


def _leads_out(path: str) -> bool:
    return path.startswith("/") or ".." in path.split("/") or "\\" in path or ":" in path


def _theme(node: Node, sheet: Sheet) -> str:
    """Read the name of a theme, or where it lies; more than that only the command line may say."""
    path = word(node, sheet)
    if _leads_out(path):
        hint = "for a theme from elsewhere, use --theme on the command line"
        raise Wrong(node, "bad-path", f"{quote(path)} is not inside the radar's folder", hint)
    return _visible(path, node)


def _visible(path: str, node: Node) -> str:
    """Refuse a path with something hidden in it."""
    if is_hidden("/".join(part for part in path.split("/") if part != ".")):
        message = f"{quote(path)} has a name in it that begins with a dot"
        raise Wrong(node, "bad-path", message)
    return path


def _picture(node: Node, sheet: Sheet) -> Node:
    path = word(node, sheet)
    if _leads_out(path):
        raise Wrong(node, "bad-path", f"{quote(path)} is not inside the radar's folder")
    if why := why_not_portable(path):
        raise Wrong(node, "bad-path", f"{quote(path)} cannot be a file: {why}", "rename it")
    return node


def _output(node: Node, sheet: Sheet) -> str:
    """Read where the site goes; where links on the way lead is seen when the site is put there."""
    path = word(node, sheet)
    parts = [part for part in path.split("/") if part not in ("", ".")]
    hint = "name a folder there, such as site; for another place, use -o on the command line"
    if not parts or _leads_out(path):
        message = f"{quote(path)} does not stay below the folder in which the command runs"
        raise Wrong(node, "bad-path", message, hint)
    if why := why_not_portable("/".join(parts)):
        raise Wrong(node, "bad-path", f"{quote(path)} cannot be a folder: {why}", "rename it")
    return _visible(path, node)


def _web_address(node: Node, sheet: Sheet) -> str:
    return sound_url(word(node, sheet), node, WEB)


def _exports(node: Node, sheet: Sheet) -> tuple[str, ...]:
    """Read the formats of other tools that are written beside the site."""
    return tuple(dict.fromkeys(name for _, name in each(node, sheet, Choice(("backstage",)))))


def _edit_url(node: Node, sheet: Sheet) -> str:
    pattern = word(node, sheet)
    sound_url(pattern.replace("{path}", "path"), node, WEB)
    if "{path}" not in pattern:
        message = "an edit_url has {path} in it, where the path of the file goes"
        raise Wrong(node, "bad-url", message)
    return pattern


def _tags(node: Node, sheet: Sheet) -> dict[str, Any]:
    if not isinstance(node, Table):
        raise wrong_kind(node, "a mapping from tag to text")
    return drop_unread(table(node, sheet, {key.text: name for key, _ in node.pairs}))


def _layout(node: Node, sheet: Sheet) -> dict[str, Any]:
    return drop_unread(table(node, sheet, LAYOUT_KEYS))


LAYOUT_KEYS: Mapping[str, NodeReader[Any]] = {
    "rings": Choice(
        (
            "content",
            "equal",
        )
    ),
    "labels": Choice(
        (
            "auto",
            "names",
            "numbers",
        )
    ),
}
SETTINGS_KEYS: Mapping[str, NodeReader[Any]] = {
    "id": identifier,
    "title": name,
    "languages": _languages,
    "description": description,
    "quadrants": axes.quadrants,
    "rings": axes.rings,
    "editions": axes.editions,
    "fields": read_fields,
    "rules": _as_it_is,
    "tags": _tags,
    "layout": _layout,
    "theme": _theme,
    "base_url": base_url,
    "edit_url": _edit_url,
    "review_after": count,
    "logo": _picture,
    "favicon": _picture,
    "header": read_header,
    "footer": long_text,
    "imprint": _web_address,
    "footer_links": Several(read_link),
    "png": flag,
    "cards": flag,
    "export": _exports,
    "output": _output,
    "entries": _as_it_is,
}
