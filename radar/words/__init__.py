"""The words of the interface, in every language that has a catalogue.

A catalogue is a YAML file: key → text with `{placeholders}`, or key → a form for each kind of
number: a number itself (`"1"`, `"2"` …), else the category that it has in the language (`one`,
`few` …, see `radar.words.plurals`), else `other`. A user adds a language, or other words for one,
with `words/<language>.yaml` beside `radar.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from json import dumps
from pkgutil import get_data
from typing import NamedTuple

from radar.words.plurals import OTHER, category, counting
from radar.yaml import Node, Scalar, Table, parse

Wording = str | Mapping[str, str]
Catalogue = Mapping[str, Wording]
DEFAULT = "en"


class WordForms(NamedTuple):
    """The words of one key for every number, in which `{n}` is left to be filled in."""

    language: str
    """The language whose rules choose among them: that of the catalogue they come from."""
    texts: Mapping[str, str]
    """Category of number (`one`, `few`, `other` …), or a number, and its words."""


class Words:
    """Say things in one language: the user's own words first, then ours, then English.

    >>> Words("en")("entries", n=1), Words("en")("entries", n=3), Words("zh")("entries", n=3)
    ('1 entry', '3 entries', '3 个条目')
    """

    def __init__(self, language: str, own: Catalogue | None = None) -> None:
        self.language = language
        shorter = language.split("-")[0]
        tags = dict.fromkeys((language, shorter, DEFAULT))
        self._said: dict[str, str] = {}
        self._catalogues = (
            (language, own or {}),
            *((tag, load_shipped_catalogue(tag)) for tag in tags),
        )

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the words for a key, filled in; `n` chooses the plural form.

        Raises:
            KeyError: no catalogue has the key (a mistake of ours or of a theme).
        """
        if not values:
            return self._without_values(key)
        return self.template(key, values.get("n")).format_map(values)

    def _without_values(self, key: str) -> str:
        """Return words in which nothing is filled in; every page says most of these."""
        if key not in self._said:
            self._said[key] = self.template(key).format_map({})
        return self._said[key]

    def template(self, key: str, n: object = None) -> str:
        """Return the words for a key with what is to be filled in, `{n}` and the like.

        Raises:
            KeyError: no catalogue has the key (a mistake of ours or of a theme).
        """
        language, said = self._find(key)
        return _form(said, language, n)

    def forms(self, key: str) -> WordForms:
        """Return the words of a key for every number, for a page that counts by itself.

        >>> Words("en").forms("results").texts["one"]
        '{n} entry found'

        Raises:
            KeyError: no catalogue has the key.
        """
        language, said = self._find(key)
        texts = {OTHER: said} if isinstance(said, str) else dict(said)
        names = dict.fromkeys((*counting(language), OTHER, *texts))
        return WordForms(language, {name: _chosen(texts, name) for name in names})

    def _find(self, key: str) -> tuple[str, Wording]:
        for language, catalogue in self._catalogues:
            if key in catalogue:
                return language, catalogue[key]
        raise KeyError(key)


def _form(said: Wording, language: str, n: object) -> str:
    if isinstance(said, str):
        return said
    return said.get(str(n)) or _chosen(said, category(language, n) if isinstance(n, int) else OTHER)


def _chosen(texts: Mapping[str, str], name: str) -> str:
    """Return the form of a name, else that for all others, else what there is."""
    return texts.get(name, texts.get(OTHER, [*texts.values()][-1]))


@cache
def load_shipped_catalogue(language: str) -> Catalogue:
    """Return our own catalogue of a language, empty where we have none."""
    if not (text := _text(language)):
        return {}
    node = parse(text)
    pairs = node.pairs if isinstance(node, Table) else ()
    return {key.text: _plain(value) for key, value in pairs}


def _plain(node: Node) -> str | Mapping[str, str]:
    return node.text if isinstance(node, Scalar) else _pairs(node)


def _pairs(node: Node | None) -> Mapping[str, str]:
    pairs = node.pairs if isinstance(node, Table) else ()
    return {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}


def catalogue_text(language: str) -> str:
    """Return our catalogue of a language as its file has it, else that of English.

    English words that count have the forms of the language, to be translated.

    >>> catalogue_text("sv").splitlines()[1]
    'entries: {one: "{n} entry", other: "{n} entries"}'
    >>> catalogue_text("ko").splitlines()[1]
    'entries: {other: "{n} entries"}'
    """
    if ours := _text(language) or _text(language.split("-")[0]):
        return ours
    return "".join(_in_forms(line, language) for line in _text(DEFAULT).splitlines(keepends=True))


def _in_forms(line: str, language: str) -> str:
    """Return a line of the English catalogue with the forms that a language has for a count."""
    key, _, said = line.partition(": ")
    if not said.startswith("{one: "):
        return line
    texts = _pairs(parse(said))
    names = dict.fromkeys((*counting(language), OTHER))
    forms = (f"{name}: {dumps(_chosen(texts, name))}" for name in names)
    return f"{key}: {{{', '.join(forms)}}}\n"


def _text(language: str) -> str:
    if not language.replace("-", "").isalnum():
        return ""
    try:
        data = get_data("radar.words", f"{language}.yaml") or b""
    except OSError:
        return ""
    return data.decode("utf-8").replace("\r\n", "\n")
