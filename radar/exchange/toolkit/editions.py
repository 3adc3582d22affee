"""Editions from the names of files and folders, by the time that the names speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date  # noqa: N812 - `date` is the name of a field
from typing import NamedTuple

from radar.errors import BadCall
from radar.exchange.vocabulary.spans_of_time import find_span, is_span
from radar.model import Edition
from radar.text import number_of


class DatedFiles(NamedTuple):
    """The edition of each file by its path, and the files whose order nobody has said.

    `unordered` has the paths of files that name no time, and `same` those that name the same one.
    """

    editions: Mapping[str, Edition]
    unordered: tuple[str, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def in_order(self) -> list[Edition]:
        """The editions, each once, oldest first."""
        return sort_by_date({edition.id: edition for edition in self.editions.values()}.values())

    def refuse_guesses(self, used: Iterable[str]) -> None:
        """Refuse to make a history of files whose order would be a guess.

        `used` are the paths of the files from which rows were taken.

        Raises:
            BadCall: several files are used, and some name no time, or two the same one.
        """
        there = sorted(set(used) & self.editions.keys())
        if len({self.editions[path].id for path in there}) < 2:
            return
        unordered = [path for path in there if path in self.unordered]
        same = [path for path in there if path in self.same]
        if unordered:
            why = f"{_list(unordered)} {'names' if len(unordered) == 1 else 'name'} no date"
            raise BadCall(f"{why}, so the order of the editions would be a guess. {_ADVICE}")
        if same:
            day = self.editions[same[0]]
            when = day.date.isoformat() if day.date else day.id
            raise BadCall(f"{_list(same)} are of the same time ({when}). {_ADVICE}")


_ADVICE = (
    "Name each file after its date (2027-03.csv, 2027-Q3.csv) if they are editions; if they are "
    "parts of one, such as those of several teams, say --edition and what it is called"
)


def _list(paths: Sequence[str]) -> str:
    few = ", ".join(paths[:8])
    return f"{few} and {number_of(len(paths) - 8, 'other')}" if len(paths) > 8 else few


def find_date(name: str) -> tuple[str, Date | None]:
    """Return the time in a name: as text ('' if there is none), and as its last day.

    >>> find_date("Volume 01 (Jan 2010)"), find_date("radar")
    (('2010-01', datetime.date(2010, 1, 31)), ('', None))
    """
    span = find_span(name)
    return (span.text, span.day) if span else ("", None)


def sort_by_date(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions oldest first if all have a time, else in the given order."""
    listed = list(editions)
    orders = {edition.id: _order(edition) for edition in listed}
    if not all(orders.values()):
        return listed
    return sorted(listed, key=lambda edition: orders[edition.id] or ())


def drop_shared_names(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions without the names that another one is called by, which keep their ids."""
    listed, made = list(editions), []
    taken = {edition.id for edition in listed}
    for edition in listed:
        names = {word for word in edition.name.values() if word != edition.id}
        shared = bool(names & taken)
        taken |= names
        made.append(edition.model_copy(update={"name": {}}) if shared else edition)
    return made


def _order(edition: Edition) -> tuple[int, ...] | None:
    if edition.date:
        return edition.date.year, edition.date.month, edition.date.day
    names = (edition.id, *edition.name.values())
    return next((span.order for name in names if (span := find_span(name))), None)


def common_words(names: Sequence[str]) -> str:
    """Return the words that all names begin with, without a last "volume", "v" or the like.

    >>> common_words(["Ours Volume 01 (Jan 2010)", "Ours Volume 02 (Apr 2010)"])
    'Ours '
    """
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)
    same = next((n for n, pair in enumerate(zip(first, last)) if len(set(pair)) > 1), len(first))  # noqa: B905 - as far as both go
    start = first[:same]
    start = start[: len(start) - len(re.split(r"[\s_.-]+", start)[-1])]
    return re.sub(r"(?i)(volume|vol\.?|edition|issue|release|version|v|#)[\s_.-]*$", "", start)


def make_edition(name: str, date: Date | None = None) -> Edition:
    """Make the edition that a user names; `date` is the one that they give.

    >>> make_edition("Q3 2026").id, make_edition("2026 preview").id
    ('2026-q3', '2026-preview')
    """
    from radar.naming import slug

    text, day = find_date(name) if is_span(name) else ("", None)
    id_ = text or slug(name)
    return Edition(id=id_, name="" if slug(name) == id_ else name, date=date or day)


def date_files(names: Mapping[str, str], given: str = "", date: Date | None = None) -> DatedFiles:
    """Return the editions of files. `names` has what tells the time of each file, by its path.

    That is a date in the file, or else the file's name. `given` is what the user calls the one
    edition of them all, and `date` its date.

    >>> dated = date_files({"a/radar 2026.csv": "radar 2026", "b/radar 2027.csv": "radar 2027"})
    >>> [edition.id for edition in dated.editions.values()], dated.unordered
    (['2026', '2027'], ())
    """
    if given or date:
        edition = make_edition(given or (date.isoformat() if date else ""), date)
        return DatedFiles(dict.fromkeys(names, edition))
    told = _tell_apart(names)
    made = dict(zip(told, make_editions([*told.values()]), strict=True))
    spans = {path: find_span(word) for path, word in told.items()}
    orders = [span.order if span else None for span in spans.values()]
    same = [path for path, span in spans.items() if span and orders.count(span.order) > 1]
    return DatedFiles(made, tuple(path for path in spans if not spans[path]), tuple(same))


def _tell_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names with the folders of those that are called alike, or that name no time."""
    folders = {path: path.rpartition("/")[0] for path in names}
    words = [*names.values()]
    return {
        path: f"{folders[path]}/{name}"
        if folders[path] and (words.count(name) > 1 or not find_span(name))
        else name
        for path, name in names.items()
    }


def make_editions(names: Sequence[str]) -> tuple[Edition, ...]:
    """Make editions from the names of files or folders, in the same order, each with its own id.

    The id is the time if all times differ, else a slug of the name without what all names share.

    >>> [e.id for e in make_editions(["Radar Vol 1 (Jan 2010)", "Radar Vol 2 (Aug 2010)"])]
    ['2010-01', '2010-08']
    """
    from radar.naming import slug

    short = names
    if len(names) > 1:
        start = common_words(names)
        short = [name[len(start) :].strip(" -_./") or name for name in names]
    dates = [find_date(name) for name in names]
    unique = len({text for text, _ in dates if text}) == len(names)
    ids: list[str] = []
    for word, (text, _) in zip(short, dates, strict=True):
        ids.append(_free(text if unique else slug(word), ids))
    return tuple(
        Edition(id=id_, name="" if id_ in (word, slug(word)) else word, date=day)
        for id_, word, (_, day) in zip(ids, short, dates, strict=True)
    )


def _free(wanted: str, taken: Sequence[str]) -> str:
    n, id_ = 1, wanted
    while id_ in taken:
        n += 1
        id_ = f"{wanted}-{n}"
    return id_
