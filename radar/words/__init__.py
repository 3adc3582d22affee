"""The words of the interface, in every language that has a catalogue.

A catalogue is a YAML file: key → text with `{placeholders}`, or key → a form for each number
(`"1"`, `"2"` …, else `one` or `other`). A user adds a
language, or other words for one, with `words/<language>.yaml` beside `radar.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from radar.yaml import Node, Scalar, Table, parse

Catalogue = Mapping[str, str | Mapping[str, str]]
DEFAULT = "en"


class Words:
    """Say things in one language: the user's own words first, then ours, then English.

    >>> Words("en")("entries", n=1), Words("en")("entries", n=3), Words("zh")("entries", n=3)
    ('1 entry', '3 entries', '3 个条目')
    """

    def __init__(self, language: str, own: Catalogue | None = None) -> None:
        self.language = language
        shorter = language.split("-")[0]
        tags = dict.fromkeys((language, shorter, DEFAULT))
        self._catalogues = (own or {}, *map(shipped, tags))

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the words for a key, filled in; `n` chooses the plural form.

        Raises:
            KeyError: no catalogue has the key (a mistake of ours or of a theme).
        """
        return self.template(key, values.get("n")).format_map(values)

    def template(self, key: str, n: object = None) -> str:
        """Return the words for a key with what is to be filled in, `{n}` and the like.

        Raises:
            KeyError: no catalogue has the key (a mistake of ours or of a theme).
        """
        for catalogue in self._catalogues:
            if key in catalogue:
                return _form(catalogue[key], n)
        raise KeyError(key)


def _form(found: str | Mapping[str, str], n: object) -> str:
    if isinstance(found, str):
        return found
    return found.get(str(n)) or found.get("one" if n == 1 else "other", found["other"])


@cache
def shipped(language: str) -> Catalogue:
    """Return our own catalogue of a language, empty where we have none."""
    if not (text := _text(language)):
        return {}
    node = parse(text)
    pairs = node.pairs if isinstance(node, Table) else ()
    return {key.text: _plain(value) for key, value in pairs}


def _plain(node: Node) -> str | Mapping[str, str]:
    if isinstance(node, Table):
        return {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}
    return node.text if isinstance(node, Scalar) else ""


def written(language: str) -> str:
    """Return our catalogue of a language as its file has it, else that of English.

    >>> written("de").splitlines()[1]
    'entries: {one: "{n} entry", other: "{n} entries"}'
    """
    return _text(language) or _text(language.split("-")[0]) or _text(DEFAULT)


def _text(language: str) -> str:
    file = files("radar.words") / f"{language}.yaml"
    sound = language.replace("-", "").isalnum() and file.is_file()
    return file.read_text("utf-8") if sound else ""
