"""Every file of a tree → one checked radar, and every problem of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from radar.errors import Problem, in_order
from radar.model import UNSTATED, Entry, Radar, slug
from radar.reading.entries import (
    Body,
    Draft,
    read_listed_entry,
    read_markdown_entry,
    read_translation,
)
from radar.reading.files import SETTINGS, Role, role
from radar.reading.markdown import Document, decode, split
from radar.reading.own_words import read_words
from radar.reading.settings import Settings, read_settings
from radar.reading.sheet import Axes, Names, Sheet, listed, quoted
from radar.reading.tree import NOWHERE, Tree
from radar.reading.values import each, sound_id, table
from radar.reading.yaml_nodes import Here, Node, Reported, Wrong, parse
from radar.words import Catalogue

START = Here(1, 1)


class Checked(NamedTuple):
    """What was found in a tree; `radar` is None where no sound one can be made of it.

    `bodies` says where each Markdown text begins, by the id of the entry ('' for the
    introduction) and the language.
    """

    radar: Radar | None
    problems: tuple[Problem, ...]
    bodies: Mapping[tuple[str, str], Body]
    words: Mapping[str, Catalogue]
    files: tuple[str, ...]


class Translation(NamedTuple):
    """What a file in another language says of an entry."""

    sheet: Sheet
    language: str
    fields: Mapping[str, Any]
    text: str
    body: Body


@dataclass(slots=True)
class _Gathered:
    """What the files said, before any of it is compared."""

    drafts: list[Draft]
    translations: list[tuple[str, Translation]]
    introduction: dict[str, str]
    bodies: dict[tuple[str, str], Body]
    words: dict[str, Catalogue]
    sheets: list[Sheet]


def check(tree: Tree) -> Checked:
    """Read a tree and check it."""
    names = sorted(tree.names())
    sheet = Sheet(SETTINGS)
    gathered = _Gathered([], [], {}, {}, {}, [sheet])
    settings = _settings(tree, sheet)
    axes = settings.axes if settings else Axes(editions=None)
    for name in names:
        if name != SETTINGS:
            _gather(tree, name, axes, gathered)
    if settings and settings.entries:
        sheet.axes = axes
        gathered.drafts += _listed(settings.entries, sheet)
    if settings and settings.logo and settings.fields["logo"] not in names:
        message = f"there is no file {quoted(settings.fields['logo'])} in the radar's folder"
        sheet.report(settings.logo, "missing-file", message)
    drafts = _compared(gathered, axes)
    radar = _radar(settings, drafts, gathered)
    if radar and not radar.entries and not any(s.problems for s in gathered.sheets):
        sheet.report(
            START, "no-entries", "the radar has no entries", "add one: `radar new NAME`", "warning"
        )
    problems = in_order(p for s in gathered.sheets for p in s.all_problems())
    read = tuple(s.path for s in gathered.sheets)
    return Checked(radar, problems, gathered.bodies, gathered.words, read)


def _load(tree: Tree, sheet: Sheet) -> str | None:
    try:
        sheet.path.encode()
        sheet.source = decode(tree.read(sheet.path))
        return sheet.source
    except UnicodeEncodeError:
        sheet.report(NOWHERE, "not-utf-8", "the name of the file is not UTF-8", "rename it")
    except Wrong as wrong:
        sheet.report_wrong(wrong)
    return None


def _settings(tree: Tree, sheet: Sheet) -> Settings | None:
    text = _load(tree, sheet)
    if text is None:
        return None
    try:
        return read_settings(parse(text), sheet)
    except Wrong as wrong:
        sheet.report_wrong(wrong)
        return None


def _gather(tree: Tree, name: str, axes: Axes, gathered: _Gathered) -> None:
    what = role(name, axes)
    if what.kind == "other":
        return
    sheet = Sheet(name, axes)
    gathered.sheets.append(sheet)
    if what.kind == "wrong":
        code, message, hint = what.why
        sheet.report(NOWHERE, code, message, hint)
    elif (text := _load(tree, sheet)) is not None:
        try:
            _file(text, what, sheet, gathered)
        except Reported:
            pass
        except Wrong as wrong:
            sheet.report_wrong(wrong)


def _file(text: str, what: Role, sheet: Sheet, gathered: _Gathered) -> None:
    if what.kind == "listing":
        gathered.drafts += _listing(parse(text), sheet)
    elif what.kind == "introduction":
        _introduction(split(text), what, sheet, gathered)
    elif what.kind == "translation":
        gathered.translations.append((_id(what.stem), _translation(split(text), what, sheet)))
    elif what.kind == "words":
        language = _language(what.stem, sheet.axes)
        gathered.words[language] = read_words(parse(text), sheet)
    elif what.kind == "entry":
        gathered.drafts.append(_entry(split(text), what, sheet))


def _language(stem: str, axes: Axes) -> str:
    language = axes.language(stem)
    if language is None:
        message = f"{quoted(stem)} is no language of the radar"
        hint = "list it under `languages`, or rename the file"
        raise Wrong(START, "unknown-language", message, hint)
    return language


def _id(stem: str) -> str:
    try:
        return sound_id(stem.lower(), START)
    except Wrong:
        return slug(stem)


def _entry(document: Document, what: Role, sheet: Sheet) -> Draft:
    entry_id = sound_id(_id(what.stem), START)
    draft = read_markdown_entry(_front(document), entry_id, sheet)
    if document.body:
        language = sheet.axes.languages[0]
        draft.fields["text"] = {language: document.body}
        draft.bodies[language] = Body(sheet.path, document.body_line)
    return draft


def _front(document: Document) -> Node | None:
    if document.front is None:
        hint = "begin it with a line ---, the entry's keys, and a line ---; "
        hint += "or move it out of the radar's folder"
        raise Wrong(START, "no-front-matter", "there is no front matter", hint)
    return parse(document.front, 2)


def _translation(document: Document, what: Role, sheet: Sheet) -> Translation:
    if what.language == sheet.axes.languages[0]:
        message = f"{what.language} is the radar's first language, whose file has no suffix"
        raise Wrong(START, "default-language", message, f"move it into {what.stem}.md")
    fields = read_translation(_front(document), sheet)
    body = Body(sheet.path, document.body_line)
    return Translation(sheet, what.language, fields, document.body, body)


def _introduction(document: Document, what: Role, sheet: Sheet, gathered: _Gathered) -> None:
    if document.front is not None and (front := parse(document.front, 2)):
        table(front, sheet, {})
    if what.language in gathered.introduction:
        raise Wrong(START, "duplicate-id", f"there are two introductions in {what.language}")
    if document.body:
        gathered.introduction[what.language] = document.body
        gathered.bodies["", what.language] = Body(sheet.path, document.body_line)


def _listing(node: Node | None, sheet: Sheet) -> list[Draft]:
    hint = "list entries under `entries:`, or move the file out of the radar's folder"
    if node is None:
        raise Wrong(START, "empty", "there is nothing in this file", hint)
    found = table(node, sheet, {"entries": lambda node, sheet: node})
    if "entries" not in found:
        raise Wrong(node, "missing-key", 'there is no "entries" here', hint)
    return _listed(found["entries"], sheet)


def _listed(node: Node, sheet: Sheet) -> list[Draft]:
    try:
        return [draft for _, draft in each(node, sheet, read_listed_entry)]
    except Wrong as wrong:
        sheet.report_wrong(wrong)
        return []


def _compared(gathered: _Gathered, axes: Axes) -> list[Draft]:
    by_id: dict[str, Draft] = {}
    for draft in gathered.drafts:
        first = by_id.setdefault(draft.id, draft)
        if first is not draft:
            where = f"{first.sheet.path}:{first.at.line}"
            message = f"there are two entries with the id {quoted(draft.id)}"
            hint = f"rename one of the two; the other is {where}"
            draft.sheet.report(draft.at, "duplicate-id", message, hint)
    for entry_id, translation in gathered.translations:
        _merge(by_id.get(entry_id), translation, axes)
    drafts = list(by_id.values())
    names = _names(drafts)
    for draft in drafts:
        draft.fields["related"] = tuple(_related(draft, names))
        _finish(draft, axes, by_id, gathered)
    return drafts


def _merge(draft: Draft | None, translation: Translation, axes: Axes) -> None:
    sheet, language = translation.sheet, translation.language
    if draft is None:
        message = "this is a translation of an entry that does not exist"
        base = sheet.path[: -len(f".{language}.md")]
        sheet.report(START, "orphan-translation", message, f"add {base}.md, or remove this file")
        return
    said: dict[str, str] = {**translation.fields}
    if translation.text:
        said["text"] = translation.text
        draft.bodies[language] = translation.body
    for key, words in said.items():
        texts = draft.fields.setdefault(key, {})
        if language in texts:
            message = f"the {key} in {language} was given elsewhere already"
            sheet.report(START, "duplicate-translation", message, "keep one of the two")
        elif words:
            draft.fields[key] = {**texts, language: words}
    draft.fields["sources"][language] = sheet.path


def _names(drafts: list[Draft]) -> Names:
    names = Names("entry")
    for draft in drafts:
        names.add(draft.id)
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("aliases", ())):
            message = (
                f"the alias {quoted(word)} belongs to the entry {quoted(names.find(word) or '')}"
            )
            draft.sheet.report(draft.at, "duplicate-alias", message, "leave it out here")
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("name", {}).values()):
            message = f"the entry {quoted(names.find(word) or '')} is called {quoted(word)} too"
            hint = "give one of the two another name"
            draft.sheet.report(draft.at, "duplicate-name", message, hint, "warning")
    return names


def _related(draft: Draft, names: Names) -> Iterator[str]:
    seen = {draft.id}
    for at, word in draft.related:
        found = names.find(word)
        if found is None:
            draft.sheet.report_wrong(draft.sheet.unknown(at, "entry", word, names.words))
        elif found in seen:
            what = "the entry itself" if found == draft.id else "listed twice"
            message = f"{quoted(word)} is {what}"
            draft.sheet.report(at, "twice", message, "leave it out", "warning")
        else:
            seen.add(found)
            yield found


def _finish(draft: Draft, axes: Axes, by_id: Mapping[str, Draft], gathered: _Gathered) -> None:
    draft.fields["sources"].setdefault(axes.languages[0], draft.sheet.path)
    for language, body in draft.bodies.items():
        gathered.bodies[draft.id, language] = body
    missing = [language for language in axes.languages if _is_missing(draft, language)]
    if missing:
        message = f"there is no text in {listed(missing)}"
        draft.sheet.report(draft.at, "missing-translation", message, severity="note")
    main, _, tag = draft.id.rpartition(".")
    if 2 <= len(tag) <= 3 and tag.isalpha() and main in by_id:
        message = f"this is an entry of its own, because {tag} is no language of the radar"
        hint = f"if it is a translation of {quoted(main)}, list {tag} under `languages`"
        draft.sheet.report(draft.at, "undeclared-language", message, hint, "note")


def _is_missing(draft: Draft, language: str) -> bool:
    texts = (draft.fields.get(key, {}) for key in ("name", "summary", "text"))
    return any(text and language not in text and UNSTATED not in text for text in texts)


def _radar(settings: Settings | None, drafts: list[Draft], gathered: _Gathered) -> Radar | None:
    if settings is None or not {"title", "quadrants"} <= settings.fields.keys():
        return None
    if settings.axes.rings is None or settings.axes.editions is None:
        return None
    entries = [Entry.model_validate(draft.fields) for draft in drafts if draft.sound]
    fields = {**settings.fields, "introduction": gathered.introduction, "entries": entries}
    return Radar.model_validate(fields)
