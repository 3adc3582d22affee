"""Read every file of a tree: settings, entries, translations, texts and words."""

from __future__ import annotations

from dataclasses import replace

from radar import limits
from radar.editions import edition_of_file
from radar.files import Tree, UnreadableFile
from radar.files.looking import SETTINGS
from radar.memo import keeps, remember
from radar.naming import slug
from radar.prose.checking import LocatedText
from radar.prose.comments import without_comments
from radar.reading.entries import (
    read_listed_entry,
    read_markdown_entry,
    read_translation,
)
from radar.reading.files import FileRole, role
from radar.reading.gathered import (
    START,
    FileReading,
    Gathered,
    RawEntry,
    Settings,
    Translation,
)
from radar.reading.markdown import Document, decode, split
from radar.reading.own_words import read_words
from radar.reading.published.files import (
    ReadEdition,
    list_closed_ids,
    past_names,
    read_closed_file,
    sound_editions,
)
from radar.reading.settings import guess_languages, radar_id, read_settings
from radar.reading.shapes import each, table
from radar.reading.sheet import Axes, Sheet, quote
from radar.reading.values import sound_id
from radar.text import number_of
from radar.yaml import Items, LineColumn, Node, Reported, Wrong, parse

_NOWHERE = LineColumn(0, 0)  # the file as a whole


def gather(tree: Tree) -> Gathered:
    """Read every file of a tree, the settings first."""
    names = sorted(tree.names())
    unread = Axes(guess_languages(names), certain=False)
    sheet = Sheet(SETTINGS, unread)
    settings = _settings(tree, sheet)
    axes = settings.axes if settings else unread
    gathered = Gathered(names, settings, axes, [], [], {}, {}, {}, [sheet], [FileRole("listing")])
    sheet.axes = axes
    try:
        _make_room(gathered, _count_files(gathered))
        _gather_closed_editions(tree, gathered)
        sheet.axes = gathered.axes
        gathered.frame = _frame(gathered)
        for name in names:
            if name != SETTINGS and not edition_of_file(name):
                _gather(tree, name, gathered)
        if settings and settings.entries:
            _add_listing(settings.entries, sheet, gathered)
    except _TooMany as wrong:
        sheet.report_wrong(wrong)
        return Gathered(names, None, axes, [], [], {}, {}, {}, [sheet], [FileRole("listing")])
    return gathered


def _gather_closed_editions(tree: Tree, gathered: Gathered) -> None:
    """Read the closed editions, before the entries, which may speak of them."""
    axes = gathered.axes = replace(
        gathered.axes, closed=list_closed_ids(gathered.names, gathered.axes)
    )
    read: list[ReadEdition] = []
    files = [Sheet(name, axes) for name in gathered.names if edition_of_file(name)]
    for sheet in files:
        gathered.sheets.append(sheet)
        gathered.roles.append(FileRole("edition", edition_of_file(sheet.path)))
        try:
            if (text := _load(tree, sheet)) is not None:
                read.append(read_closed_file(text, sheet))
        except Wrong as wrong:
            sheet.report_wrong(wrong)
    if gathered.settings:
        id_ = radar_id(gathered.settings.fields)
        gathered.closed += sound_editions(read, files, axes, id_)
    gathered.axes = replace(
        axes,
        past_rings=past_names("ring", axes.rings, gathered.closed),
        past_quadrants=past_names("quadrant", axes.quadrants, gathered.closed),
    )


class _TooMany(Wrong):
    """There are more entries than one run may read; nothing is said of any of them."""


def _make_room(gathered: Gathered, more: int) -> None:
    """Refuse entries beyond the limit before they are read.

    Raises:
        _TooMany: there are more.
    """
    most = limits.entries.value
    if most is not None and len(gathered.drafts) + more > most:
        count = len(gathered.drafts) + more
        message = f"there are {number_of(count, 'entry')} or more, and the limit is {most:,}"
        enough = -(-count // 10_000) * 10_000
        hint = f"leave some out, or allow them on the command line: --max-entries {enough}"
        raise _TooMany(_NOWHERE, "too-many-entries", message, hint)


def _count_files(gathered: Gathered) -> int:
    return sum(role(name, gathered.axes).kind == "entry" for name in gathered.names)


def _load(tree: Tree, sheet: Sheet) -> str | None:
    data = _load_bytes(tree, sheet)
    if data is None:
        return None
    try:
        text = decode(data)
    except Wrong as wrong:
        sheet.report_wrong(wrong)
        return None
    # the very text of the last build: it is compared for each entry of a list
    sheet.source = remember("text", sheet.path, text, lambda: text)
    return sheet.source


def _load_bytes(tree: Tree, sheet: Sheet) -> bytes | None:
    try:
        sheet.path.encode()
        return tree.read(sheet.path)
    except UnicodeEncodeError:
        sheet.report(_NOWHERE, "not-utf-8", "the name of the file is not UTF-8", "rename it")
    except UnreadableFile as error:
        sheet.report(_NOWHERE, error.code, error.message, error.hint)
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


def _frame(gathered: Gathered) -> object:
    """Return what stands for the settings and the closed editions, as `Gathered` has it."""
    problems = (problem for sheet in gathered.sheets for problem in sheet.problems)
    is_wrong = gathered.settings is None or any(each.severity == "error" for each in problems)
    if is_wrong or not keeps():
        return None
    texts = [(sheet.path, sheet.source) for sheet in gathered.sheets]
    return remember("frame", "", texts, object)


def _gather(tree: Tree, name: str, gathered: Gathered) -> None:
    what, axes = role(name, gathered.axes), gathered.axes
    if what.kind == "other":
        return
    if what.kind in ("entry", "translation"):
        _make_room(gathered, 1 if what.kind == "entry" else 0)
        gathered.add(_read_file(tree, name, what, gathered))
        return
    sheet = Sheet(name, axes)
    gathered.sheets.append(sheet)
    gathered.roles.append(what)
    if what.kind == "wrong":
        code, message, hint = what.why
        sheet.report(_NOWHERE, code, message, hint)
    elif (text := _load(tree, sheet)) is not None:
        try:
            _file(text, what, sheet, gathered)
        except _TooMany:
            raise
        except Reported:
            pass
        except Wrong as wrong:
            sheet.report_wrong(wrong)


def _file(text: str, what: FileRole, sheet: Sheet, gathered: Gathered) -> None:
    if what.kind == "listing":
        _add_listing(_listing(parse(text), sheet), sheet, gathered)
    elif what.kind == "introduction":
        _introduction(split(text), what, sheet, gathered)
    elif what.kind == "words":
        language = _language(what.stem, sheet.axes)
        gathered.words[language] = read_words(parse(text), sheet, language)


def _read_file(tree: Tree, name: str, what: FileRole, gathered: Gathered) -> FileReading:
    """Read the file of an entry or of its translation, unless the last build read the same.

    What a file with problems says is not kept: how many near names are offered for a word that
    nobody knows depends on the files before it.
    """
    sheet, frame = Sheet(name, gathered.axes), gathered.frame
    data = _load_bytes(tree, sheet)
    if data is None:
        return FileReading(sheet, what)
    if frame is None:
        return _read_alone(data, what, sheet)
    reading = remember(
        "file",
        name,
        (frame, data),
        lambda: _read_alone(data, what, sheet),
        keep=lambda made: not made.sheet.problems,
    )
    return reading.copy(gathered.axes)


def _read_alone(data: bytes, what: FileRole, sheet: Sheet) -> FileReading:
    """Read what a file says of itself; what is wrong is reported on its sheet."""
    reading = FileReading(sheet, what)
    try:
        sheet.source = decode(data)
        document = split(sheet.source)
        reading.id = _id(what.stem)
        if what.kind == "translation":
            reading.translation = _translation(document, what, sheet)
        else:
            if document.front is not None and document.body:  # checked also if the front is wrong
                reading.body = _body(document, sheet)
            reading.draft = _entry(document, what, sheet)
    except Reported:
        pass
    except Wrong as wrong:
        sheet.report_wrong(wrong)
    return reading


def _language(stem: str, axes: Axes) -> str:
    language = axes.language(stem)
    if language is None and axes.certain:
        message = f"{quote(stem)} is no language of the radar"
        hint = "list it under `languages`, or rename the file"
        raise Wrong(START, "unknown-language", message, hint)
    return language or stem


def _id(stem: str) -> str:
    try:
        return sound_id(stem.lower(), START)
    except Wrong:
        return slug(stem)


def _entry(document: Document, what: FileRole, sheet: Sheet) -> RawEntry:
    entry_id = sound_id(_id(what.stem), START)
    draft = read_markdown_entry(_front(document), entry_id, sheet)
    if document.body:
        language = sheet.axes.languages[0]
        if text := without_comments(document.body):
            draft.fields["text"] = {language: text}
        draft.bodies[language] = _body(document, sheet)
    return draft


def _front(document: Document) -> Node | None:
    if document.front is None:
        hint = "begin it with a line ---, the entry's keys, and a line ---; "
        hint += "or move it out of the radar's folder"
        raise Wrong(START, "no-front-matter", "there is no front matter", hint)
    return parse(document.front, 2)


def _translation(document: Document, what: FileRole, sheet: Sheet) -> Translation:
    if what.language == sheet.axes.languages[0]:
        message = f"{what.language} is the radar's first language, whose file has no suffix"
        raise Wrong(START, "default-language", message, f"move it into {what.stem}.md")
    fields = read_translation(_front(document), sheet)
    text = without_comments(document.body)
    return Translation(sheet, what.language, fields, text, _body(document, sheet))


def _introduction(document: Document, what: FileRole, sheet: Sheet, gathered: Gathered) -> None:
    if document.front is not None and (front := parse(document.front, 2)):
        table(front, sheet, {})
    if what.language in gathered.introduction:
        raise Wrong(START, "duplicate-id", f"there are two introductions in {what.language}")
    if document.body:
        gathered.introduction[what.language] = without_comments(document.body)
        gathered.bodies["", what.language] = _body(document, sheet)


def _body(document: Document, sheet: Sheet) -> LocatedText:
    return LocatedText(sheet.path, document.body_line, document.body)


def _listing(node: Node | None, sheet: Sheet) -> Node:
    hint = "list entries under `entries:`, or move the file out of the radar's folder"
    if node is None:
        raise Wrong(START, "empty", "there is nothing in this file", hint)
    found = table(node, sheet, {"entries": lambda node, sheet: node})
    if "entries" not in found:
        raise Wrong(node, "missing-key", 'there is no "entries" here', hint)
    entries: Node = found["entries"]
    return entries


def _add_listing(node: Node, sheet: Sheet, gathered: Gathered) -> None:
    _make_room(gathered, len(node.nodes) if isinstance(node, Items) else 0)
    try:
        gathered.drafts += [draft for _, draft in each(node, sheet, read_listed_entry)]
    except Wrong as wrong:
        sheet.report_wrong(wrong)
