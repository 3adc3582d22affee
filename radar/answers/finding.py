"""A name that somebody asks for → the technology that is meant, or those near it.

A wrong hit is worse than none. So only what is the same name is a hit (`radar.naming.same_name`:
case, blanks and hyphens do not count, signs do), and whatever is merely like it is offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from radar.answers.register import Register, Technology
from radar.errors import Vocabulary
from radar.naming import same_name
from radar.naming.characters import is_alnum
from radar.naming.keys import search_keys

_MOST_NEAR: Final = 3  # more is a list that nobody reads


class Finding(NamedTuple):
    """The technology that is meant, None where none is, and then the ids of those near it."""

    technology: Technology | None
    near: tuple[str, ...] = ()


class Directory:
    """The names of a register, by which its technologies are found."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._by_name: dict[str, list[str]] = {}
        for technology in register.technologies.values():
            for word in dict.fromkeys(map(same_name, _names_that_count(technology))):
                self._by_name.setdefault(word, []).append(technology.id)
        self._near_keys: dict[str, list[str]] | None = None
        self._vocabulary: tuple[Vocabulary, dict[str, str]] | None = None

    def find(self, word: str) -> Finding:
        """Return what a name means.

        That is what it is as an id, as it is written; else what has it as a name, an alias or an
        id. A name of two technologies means neither of them: both are near.
        """
        every = self.register.technologies
        if word in every:
            return Finding(every[word])
        ids = self._by_name.get(same_name(word), [])
        if len(ids) == 1:
            return Finding(every[ids[0]])
        return Finding(None, tuple(ids[:_MOST_NEAR] or self._near(word)))

    def _near(self, word: str) -> list[str]:
        """Return the ids of a few technologies that may have been meant, the likeliest first."""
        keys = self._search_keys()
        found = [id_ for key in search_keys(word) if key for id_ in keys.get(key, ())]
        found += filter(None, [self._nearest(word)])
        return list(dict.fromkeys(found))[:_MOST_NEAR]

    def _search_keys(self) -> dict[str, list[str]]:
        if self._near_keys is None:
            self._near_keys = {}
            for technology in self.register.technologies.values():
                for name in _names(technology):
                    for key in search_keys(name):
                        self._near_keys.setdefault(key, []).append(technology.id)
        return self._near_keys

    def _nearest(self, word: str) -> str:
        if self._vocabulary is None:
            names: dict[str, str] = {}
            for technology in self.register.technologies.values():
                for name in _names(technology):
                    names.setdefault(name, technology.id)
            self._vocabulary = Vocabulary(names), names
        vocabulary, names = self._vocabulary
        return names.get(vocabulary.nearest(word), "")


def _names(technology: Technology) -> tuple[str, ...]:
    return (technology.id, *technology.name.values(), *technology.aliases)


def _names_that_count(technology: Technology) -> Iterator[str]:
    """Yield the names that mean a technology, in any case.

    An id that lost the signs of a name is none of them: "NET" is not ".NET", whose id is `net`. As
    it is written, in small letters, it is found all the same.
    """
    names = (*technology.name.values(), *technology.aliases)
    yield from names
    if not any(_lost_signs(technology.id, name) for name in names):
        yield technology.id


def _lost_signs(id_: str, name: str) -> bool:
    """Return whether an id is a name without its signs.

    >>> _lost_signs("net", ".NET"), _lost_signs("node.js", "Node.js"), _lost_signs("go", "Golang")
    (True, False, False)
    """
    return same_name(id_) != same_name(name) and _letters(id_) == _letters(name)


def _letters(name: str) -> str:
    return "".join(char for char in same_name(name) if is_alnum(char))
