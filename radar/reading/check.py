"""Every file of a tree → one checked radar, and every problem of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from radar.errors import Problem, in_order
from radar.files import is_hidden
from radar.history import overdue, placement_at
from radar.model import Entry, Radar
from radar.naming import same_name
from radar.prose.checking import LocatedTexts
from radar.prose.links import departed_link
from radar.reading.faulty import faulty_names
from radar.reading.gathered import START, Gathered, RawEntry, Translation
from radar.reading.published.agreement import merge_histories
from radar.reading.sheet import Names, list_words, quote
from radar.text import UNSTATED
from radar.words import DEFAULT, Catalogue, shipped_catalogue


class CheckedTree(NamedTuple):
    """The result of a check; `radar` is None if the settings do not allow to make one.

    `bodies` says where each Markdown text begins, by the id of the entry ('' for the
    introduction) and the language.
    """

    radar: Radar | None
    problems: tuple[Problem, ...]
    bodies: LocatedTexts
    targets: Mapping[str, str]
    words: Mapping[str, Catalogue]
    files: tuple[str, ...]


def check(gathered: Gathered) -> CheckedTree:
    """Compare what the files of a tree say, and make a radar of it if it is sound."""
    drafts, departed, targets = _compare(gathered)
    _check_logo(gathered)
    _check_words(gathered)
    radar = _radar(drafts, departed, gathered)
    if radar and not radar.entries and not any(s.problems for s in gathered.sheets):
        message, hint = "the radar has no entries", "add one: `radar new NAME`"
        gathered.sheets[0].report(START, "no-entries", message, hint, "warning")
    is_sound = not any(p.severity == "error" for s in gathered.sheets for p in s.problems)
    if radar and is_sound and len(radar.editions) > 1 and not radar.closed:
        _note_plain_rings(drafts, radar)
    if radar and radar.review_after:
        _note_overdue(drafts, radar)
    problems = in_order(p for s in gathered.sheets for p in s.all_problems())
    read = tuple(s.path for s in gathered.sheets)
    return CheckedTree(radar, problems, gathered.bodies, targets, gathered.words, read)


def _check_logo(gathered: Gathered) -> None:
    settings = gathered.settings
    if settings and settings.logo and settings.fields["logo"] not in gathered.names:
        message = f"there is no file {quote(settings.fields['logo'])} in the radar's folder"
        if is_hidden(settings.fields["logo"]):
            message = f"{quote(settings.fields['logo'])} begins with a dot, so it is not read"
        gathered.sheets[0].report(settings.logo, "missing-file", message)


def _check_words(gathered: Gathered) -> None:
    """Note the languages in which the interface has no words, or too few, and is then English."""
    if not gathered.settings or not gathered.axes.certain:
        return
    for language in gathered.axes.languages:
        if shipped_catalogue(language) or shipped_catalogue(language.split("-")[0]):
            continue
        if language in gathered.words:
            _check_missing_words(gathered, language)
        else:
            message = f"there are no words for the interface in {language}, so it will be English"
            hint = f"`radar words {language}` prints what to write into words/{language}.yaml"
            at = gathered.settings.languages
            gathered.sheets[0].report(at, "no-words", message, hint, "note")


def _check_missing_words(gathered: Gathered, language: str) -> None:
    """Note how many words of the interface a translation of it lacks."""
    own, every = gathered.words[language], shipped_catalogue(DEFAULT)
    missing = [key for key in every if key not in own]
    if missing:
        few = ", ".join(missing[:5]) + (", ..." if len(missing) > 5 else "")
        lacks = f"{len(missing)} of the {len(every)} words of the interface"
        message = f"this lacks {lacks}, which will be English: {few}"
        files = tuple(f"words/{language}.{ending}".casefold() for ending in ("yaml", "yml"))
        sheet = next(s for s in gathered.sheets if s.path.casefold() in files)
        hint = f"`radar words {language}` prints them"
        sheet.report(START, "missing-words", message, hint, "note")


def _compare(gathered: Gathered) -> tuple[list[RawEntry], list[Entry], Mapping[str, str]]:
    """Merge translations and closed editions into entries, compare them, and resolve their names.

    Returns the entries, those that have no file any more, and the names of all entries, faulty
    ones included, as keys of `same_name` → id.
    """
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
    names = _names(drafts)
    departed = merge_histories(drafts, gathered)
    _add_departed(names, departed)
    gone = {entry.id for entry in departed}
    for draft in drafts:
        draft.fields["related"] = tuple(_find_relations(draft, names, faulty, gone))
        _finish(draft, by_id, gathered)
    return drafts, departed, {**faulty, **names.words}


def _add_departed(names: Names, departed: Iterable[Entry]) -> None:
    """Let entries without a file answer to their names, as far as no other entry does."""
    for entry in departed:
        free = [word for word in entry.name.values() if names.find(word) is None]
        names.add(entry.id, *free)


def _merge(draft: RawEntry | None, translation: Translation, names: Collection[str]) -> None:
    sheet, language = translation.sheet, translation.language
    base = sheet.path[: -len(f".{language}.md")] + ".md"
    if draft is None and base not in names:
        message = "this is a translation of an entry that does not exist"
        sheet.report(START, "orphan-translation", message, f"add {base}, or remove this file")
    if draft is None:
        return
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


def _names(drafts: list[RawEntry]) -> Names:
    names = Names("entry")
    for draft in drafts:
        names.add(draft.id)
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("aliases", ())):
            message = (
                f"the alias {quote(word)} belongs to the entry {quote(names.find(word) or '')}"
            )
            draft.sheet.report(draft.at, "duplicate-alias", message, "leave it out here")
    for draft in drafts:
        for word in names.add(draft.id, *draft.fields.get("name", {}).values()):
            message = f"the entry {quote(names.find(word) or '')} is called {quote(word)} too"
            hint = "give one of the two another name"
            draft.sheet.report(draft.at, "duplicate-name", message, hint, "warning")
    return names


def _find_relations(
    draft: RawEntry, names: Names, faulty: Mapping[str, str], departed: Collection[str]
) -> Iterator[str]:
    seen = {draft.id}
    for at, word in draft.related:
        found = names.find(word)
        if found is None and same_name(word) in faulty:
            continue
        if found is None:
            draft.sheet.report_wrong(names.unknown(at, word))
        elif found in seen:
            what = "the entry itself" if found == draft.id else "listed twice"
            message = f"{quote(word)} is {what}"
            draft.sheet.report(at, "twice", message, "leave it out", "warning")
        else:
            if found in departed:
                draft.sheet.report(at, *departed_link(word))
            seen.add(found)
            yield found


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
    entries = [Entry.model_validate(draft.fields) for draft in drafts if draft.sound]
    faulty = {draft.id for draft in drafts if not draft.sound}
    entries += [entry for entry in departed if entry.id not in faulty]
    closed = [read.edition for read in gathered.closed]
    fields = {**settings.fields, "introduction": gathered.introduction, "entries": entries}
    fields["closed"] = closed
    return Radar.model_validate(fields)
