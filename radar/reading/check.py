"""Every file of a tree → one checked radar, and every problem of all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, TypeVar

from radar.errors import Problem, in_order
from radar.files import is_hidden, printable_name
from radar.files.looking import SETTINGS
from radar.history import overdue, placement_at
from radar.memo import remember
from radar.model import Entry, Placement, Proposal, Radar
from radar.prose.checking import LocatedText, LocatedTexts
from radar.reading.decisions.drafts import (
    leave_out,
    refuse_proposal,
    refuse_published_drafts,
    warn_of_drafts,
)
from radar.reading.decisions.instead import check_instead
from radar.reading.decisions.proposed import check_proposals
from radar.reading.decisions.references import (
    add_departed_names,
    find_relations,
    name_entries,
    resolve_instead,
)
from radar.reading.decisions.rule_checks import check_rules
from radar.reading.faulty import faulty_names
from radar.reading.gathered import START, Gathered, RawEntry, Translation
from radar.reading.published.agreement import merge_histories
from radar.reading.sheet import list_words, quote
from radar.text import UNSTATED
from radar.words import DEFAULT, Catalogue, load_shipped_catalogue
from radar.yaml import Node

_Described = TypeVar("_Described", Entry, Proposal)


class FilePlace(NamedTuple):
    """A place of a file: its path in the radar's folder, line and column, from 1."""

    path: str
    line: int
    column: int


EntryPlaces = Mapping[str, Mapping[str, FilePlace]]
"""Where the keys of entries stand, by id and key; '' is where the entry begins.

Under the id '' are the keys of `radar.yaml`; of one that names a picture, the place of its path.
"""


class CheckedTree(NamedTuple):
    """The result of a check; `radar` is None if the settings do not allow to make one.

    `bodies` says where each Markdown text begins, by the id of the entry ('' for the
    introduction) and the language, `texts` where those among values, such as notes, stand.
    `drafts` are the ids of the drafts that were left out, `places` where the keys of entries stand.
    """

    radar: Radar | None
    problems: tuple[Problem, ...]
    bodies: LocatedTexts
    texts: tuple[LocatedText, ...]
    targets: Mapping[str, str]
    words: Mapping[str, Catalogue]
    files: tuple[str, ...]
    drafts: frozenset[str]
    places: EntryPlaces


class _Compared(NamedTuple):
    """What all files say, brought together.

    `departed` have no file any more; `targets` are the names of all entries, faulty ones included,
    as keys of `same_name` → id; `instead` has what is to be taken in the place of entries, by id.
    """

    raw: list[RawEntry]
    departed: list[Entry]
    targets: Mapping[str, str]
    instead: Mapping[str, list[tuple[Node, str]]]


def check(gathered: Gathered, *, with_drafts: bool = False) -> CheckedTree:
    """Compare what the files of a tree say, and make a radar of it if it is sound.

    Drafts are checked like any entry, and left out of the radar unless `with_drafts`.
    """
    compared = _compare(gathered)
    drafts = compared.raw
    _check_pictures(gathered)
    _check_words(gathered)
    radar = _radar(drafts, compared.departed, gathered)
    if radar:
        check_instead(drafts, compared.instead, radar)
        check_rules(drafts, radar, gathered.bodies)
        check_proposals(drafts, radar)
        _check_carried_places(drafts, radar)
    unpublished = frozenset(draft.id for draft in drafts if draft.is_draft)
    if radar and unpublished and not with_drafts:
        radar = leave_out(radar, unpublished)
    if radar and not radar.described_by_id and not any(s.problems for s in gathered.sheets):
        message, hint = "the radar has no entries", "add one: `radar new NAME`"
        gathered.sheets[0].report(START, "no-entries", message, hint, "warning")
    is_sound = not any(p.severity == "error" for s in gathered.sheets for p in s.problems)
    if radar and is_sound and len(radar.editions) > 1 and not radar.closed:
        _note_plain_rings(drafts, radar)
    if radar and radar.review_after:
        _note_overdue(drafts, radar)
    problems = in_order(p for s in gathered.sheets for p in s.found.all_problems())
    read = tuple(s.path for s in gathered.sheets)
    return CheckedTree(
        radar,
        problems,
        gathered.bodies,
        tuple(text for sheet in gathered.sheets for text in sheet.texts),
        compared.targets,
        gathered.words,
        read,
        frozenset() if with_drafts else unpublished,
        {"": _setting_places(gathered), **{draft.id: _places(draft) for draft in drafts}},
    )


def _setting_places(gathered: Gathered) -> Mapping[str, FilePlace]:
    """Return where the keys of the settings stand, or the path of a picture that one names."""
    settings = gathered.settings
    named = {**settings.places, **settings.pictures} if settings else {}
    return {key: FilePlace(SETTINGS, at.line, at.column) for key, at in named.items()}


def _places(draft: RawEntry) -> Mapping[str, FilePlace]:
    """Return where the keys of an entry stand, and under '' where it begins."""
    path = printable_name(draft.sheet.path)
    places = {"": draft.at, **draft.places}
    return {key: FilePlace(path, at.line, at.column) for key, at in places.items()}


def _check_pictures(gathered: Gathered) -> None:
    """Report pictures of the settings that are not there."""
    settings = gathered.settings
    for key, node in settings.pictures.items() if settings else ():
        path = settings.fields[key] if settings else ""
        if path in gathered.names:
            continue
        message = f"there is no file {quote(path)} in the radar's folder"
        if is_hidden(path):
            message = f"{quote(path)} begins with a dot, so it is not read"
        gathered.sheets[0].report(node, "missing-file", message)


def _check_words(gathered: Gathered) -> None:
    """Note the languages in which the interface has no words, or too few, and is then English."""
    if not gathered.settings or not gathered.axes.certain:
        return
    for language in gathered.axes.languages:
        if load_shipped_catalogue(language) or load_shipped_catalogue(language.split("-")[0]):
            continue
        if language in gathered.words:
            _check_missing_words(gathered, language)
        else:
            message = f"there are no words for the interface in {language}, so it will be English"
            hint = f"`radar words {language}` prints what to write into words/{language}.yaml"
            at = gathered.settings.places.get("languages", START)
            gathered.sheets[0].report(at, "no-words", message, hint, "note")


def _check_missing_words(gathered: Gathered, language: str) -> None:
    """Note how many words of the interface a translation of it lacks."""
    own, every = gathered.words[language], load_shipped_catalogue(DEFAULT)
    missing = [key for key in every if key not in own]
    if missing:
        few = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        lacks = f"{len(missing)} of the {len(every)} words of the interface"
        message = f"this lacks {lacks}, which will be English: {few}"
        files = tuple(f"words/{language}.{ending}".casefold() for ending in ("yaml", "yml"))
        sheet = next(s for s in gathered.sheets if s.path.casefold() in files)
        hint = f"`radar words {language}` prints them"
        sheet.report(START, "missing-words", message, hint, "note")


def _compare(gathered: Gathered) -> _Compared:
    """Merge translations and closed editions into entries, compare them, resolve their names."""
    by_id: dict[str, RawEntry] = {}
    for draft in gathered.drafts:
        first = by_id.setdefault(draft.id, draft)
        if first is not draft:
            where = f"{first.sheet.path}:{first.at.line}"
            message = f"there are two entries with the id {quote(draft.id)}"
            hint = f"rename one of the two; the other is {where}"
            draft.sheet.report(draft.at, "duplicate-id", message, hint)
    faulty = faulty_names(zip(gathered.sheets, gathered.roles, strict=True))
    for entry_id, translation in gathered.translations:
        if entry_id in by_id or entry_id not in faulty.values():
            _merge(by_id.get(entry_id), translation, gathered.names)
    drafts = list(by_id.values())
    names = name_entries(drafts)
    departed = merge_histories([draft for draft in drafts if not draft.is_proposal], gathered)
    departed = [entry for entry in departed if not refuse_proposal(by_id.get(entry.id), entry)]
    refuse_published_drafts(drafts, gathered)
    add_departed_names(names, departed)
    gone = {entry.id for entry in departed}
    unpublished = {draft.id for draft in drafts if draft.is_draft}
    instead: dict[str, list[tuple[Node, str]]] = {}
    for draft in drafts:
        draft.fields["related"] = tuple(find_relations(draft, names, faulty, gone, unpublished))
        instead[draft.id] = list(resolve_instead(draft, names, faulty))
        draft.fields["instead"] = tuple(dict.fromkeys(other for _, other in instead[draft.id]))
        warn_of_drafts(draft, instead[draft.id], by_id)
        _finish(draft, by_id, gathered)
    return _Compared(drafts, departed, {**faulty, **names.words}, instead)


def _merge(draft: RawEntry | None, translation: Translation, names: Collection[str]) -> None:
    sheet, language = translation.sheet, translation.language
    base = sheet.path[: -len(f".{language}.md")] + ".md"
    if draft is None and base not in names:
        message = "this is a translation of an entry that does not exist"
        sheet.report(START, "orphan-translation", message, f"add {base}, or remove this file")
    if draft is None:
        return
    draft.translated.append(sheet)
    said: dict[str, Any] = {**translation.fields}
    if translation.text:
        said["text"] = translation.text
        draft.bodies[language] = translation.body
    own = draft.fields.setdefault("fields", {})
    for key, words in said.pop("fields", {}).items():
        texts = own.get(key, ({},))[0]
        own[key] = (_add_words(texts, key, words, translation),)
    for key, words in said.items():
        texts = draft.fields.get(key, {})
        draft.fields[key] = _add_words(texts, key, words, translation)
    draft.fields["sources"][language] = sheet.path


def _add_words(
    texts: Mapping[str, str], key: str, words: str, translation: Translation
) -> Mapping[str, str]:
    """Return a text with the words of a translation, unless it has some in that language."""
    if translation.language in texts:
        message = f"the {key} in {translation.language} was given elsewhere already"
        translation.sheet.report(START, "duplicate-translation", message, "keep one of the two")
        return texts
    return {**texts, translation.language: words} if words else texts


def _finish(draft: RawEntry, by_id: Mapping[str, RawEntry], gathered: Gathered) -> None:
    axes = gathered.axes
    draft.fields["sources"].setdefault(axes.languages[0], draft.sheet.path)
    for language, body in draft.bodies.items():
        gathered.bodies[draft.id, language] = body
    missing = [language for language in axes.languages if _is_missing(draft, language)]
    if missing and axes.certain:
        message = f"there is no text in {list_words(missing)}"
        draft.sheet.report(draft.at, "missing-translation", message, severity="note")
    main, _, tag = draft.id.rpartition(".")
    if 2 <= len(tag) <= 3 and tag.isalpha() and main in by_id:
        message = f"this is an entry of its own, because {tag} is no language of the radar"
        hint = f"if it is a translation of {quote(main)}, list {tag} under `languages`"
        draft.sheet.report(draft.at, "undeclared-language", message, hint, "note")


def _check_carried_places(drafts: list[RawEntry], radar: Radar) -> None:
    """Report what stands in an open edition as a closed one says it, in a ring that is gone since.

    A closed edition keeps rings and quadrants that `radar.yaml` does not list any more; an open one
    is drawn with those of `radar.yaml`.
    """
    for draft in drafts if radar.closed else ():
        entry = radar.by_id.get(draft.id)
        for place in range(len(radar.closed), len(radar.editions)) if entry else ():
            line = placement_at(radar, entry, place) if entry else None
            if line and line.ring and (kind := _find_gone_kind(radar, line)):
                edition, word = quote(radar.editions[place].id), quote(getattr(line, kind))
                message = f"stands in the edition {edition} in the {kind} {word}, which is gone"
                hint = f"say under `history` where it was in {edition}, or list the {kind} again"
                draft.sheet.report(draft.at, f"unknown-{kind}", message, hint)
                break


def _find_gone_kind(radar: Radar, line: Placement) -> str:
    """Return which of ring and quadrant of a line `radar.yaml` does not list; "" for none."""
    if line.ring not in radar.ring_order:
        return "ring"
    return "" if line.quadrant in radar.quadrant_order else "quadrant"


def _note_plain_rings(drafts: list[RawEntry], radar: Radar) -> None:
    """Note since when plain rings count in a radar of several editions, none of them closed."""
    first, newest = radar.editions[0].id, radar.newest
    for draft in drafts:
        if draft.plain and draft.sound:
            message = f"this ring counts since the first edition, {quote(first)}"
            hint = f"if it came later, write `history: {{{newest}: {draft.plain}}}`; or keep the "
            hint += "editions before the newest as they are now: radar snapshot --close-all"
            draft.sheet.report(draft.at, "plain-ring", message, hint, "note")


def _note_overdue(drafts: list[RawEntry], radar: Radar) -> None:
    """Note the entries on the radar whose pages say that they were not reviewed for too long."""
    newest = len(radar.editions) - 1
    for draft in drafts:
        entry = radar.by_id.get(draft.id)
        line = placement_at(radar, entry, newest) if entry else None
        if entry and line and line.ring and (day := overdue(radar, entry)):
            message = f"not reviewed since {day}, which is too long before the newest edition"
            hint = "read it again, and give the day as `reviewed`"
            draft.sheet.report(draft.at, "stale", message, hint, "note")


def _is_missing(draft: RawEntry, language: str) -> bool:
    texts = [draft.fields.get(key, {}) for key in ("name", "summary", "text")]
    values = (said[0] for said in draft.fields.get("fields", {}).values() if said)
    texts += [value for value in values if isinstance(value, Mapping)]
    return any(text and language not in text and UNSTATED not in text for text in texts)


def _radar(drafts: list[RawEntry], departed: list[Entry], gathered: Gathered) -> Radar | None:
    settings = gathered.settings
    if settings is None or not {"title", "quadrants"} <= settings.fields.keys():
        return None
    if settings.axes.rings is None or settings.axes.editions is None:
        return None
    sound = [draft for draft in drafts if draft.sound]
    frame = gathered.frame
    entries = [_value(Entry, each, frame) for each in sound if not each.is_proposal]
    proposals = [_value(Proposal, each, frame) for each in sound if each.is_proposal]
    faulty = {draft.id for draft in drafts if not draft.sound}
    entries += [entry for entry in departed if entry.id not in faulty]
    closed = [read.edition for read in gathered.closed]
    fields = {**settings.fields, "introduction": gathered.introduction, "entries": entries}
    fields |= {"closed": closed, "proposals": proposals}
    return Radar.model_validate(fields)


def _value(kind: type[_Described], draft: RawEntry, frame: object) -> _Described:
    """Return an entry or a proposal as a value of the model.

    Equal fields would not do: 1 is equal to 1.0, and the order of languages does not count.
    """
    fields = draft.fields
    if frame is None:
        return kind.model_validate(fields)
    made_from = (frame, draft.texts, fields)
    return remember(kind.__name__, draft.id, made_from, lambda: kind.model_validate(fields))
