"""What each file of a radar's folder is for, by its name alone."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from radar.editions import edition_of_file
from radar.files.marker import PAGE_IN_MARKDOWN
from radar.reading.sheet import Axes

_FileKind = Literal[
    "entry", "translation", "introduction", "listing", "words", "edition", "other", "wrong"
]

_README = re.compile(r"readme(\.[a-z-]+)?\.md", re.IGNORECASE)
_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")
_OURS = ("static/", "themes/")


class FileRole(NamedTuple):
    """What a file is for.

    `stem` is the id of its entry; `why` is code, message and hint if the name is wrong.
    """

    kind: _FileKind
    stem: str = ""
    language: str = ""
    why: tuple[str, str, str] = ("", "", "")


def role(name: str, axes: Axes) -> FileRole:
    """Return what a file is for.

    >>> role("data/kafka.zh.md", Axes(("en", "zh")))[:3], role("asp.net.md", Axes(("en",)))[:3]
    (('translation', 'kafka', 'zh'), ('entry', 'asp.net', ''))
    """
    folder, _, file = name.rpartition("/")
    if name.startswith(_OURS) or _README.fullmatch(file):
        return FileRole("other")
    if not file:
        return _folder()
    if edition := edition_of_file(name):
        return FileRole("edition", edition)
    stem, _, suffix = file.rpartition(".")
    suffix = suffix.lower()
    if folder == "words" and suffix in ("yaml", "yml"):
        return FileRole("words", stem)
    if suffix in ("yaml", "yml"):
        return _yaml(file.lower())
    if file.lower().endswith(PAGE_IN_MARKDOWN):
        return FileRole("other")
    if suffix == "md":
        return _markdown(stem, bool(folder), axes)
    return _markdown_in_disguise(suffix) if f".{suffix}" in _MARKDOWN else FileRole("other")


def why_no_entry(name: str, axes: Axes) -> str:
    """Return why a file of that name is not read as an entry, '' if it is.

    The reason is a clause, to go on after a name that was asked for.

    >>> why_no_entry("readme.md", Axes(("en",))), why_no_entry("kafka.md", Axes(("en",)))
    ('readme.md is not read', '')
    """
    found = role(name, axes)
    if found.kind == "entry":
        return ""
    if found.kind == "translation":
        return f"{name} would be the translation of {found.stem!r}"
    what = "is not read" if found.kind == "other" else "is the introduction of a radar"
    return f"{name.rpartition('/')[2]} {what}"


def _markdown(stem: str, is_below: bool, axes: Axes) -> FileRole:
    main, _, tag = stem.rpartition(".")
    language = axes.language(tag) if main else None
    base = main if language else stem
    if base.lower() == "index" and is_below:
        hint = "move it there, or give the entry another name"
        return _wrong("misplaced-index", "the introduction stands beside radar.yaml", hint)
    if base.lower() == "index":
        return FileRole("introduction", base, language or axes.languages[0])
    return FileRole("translation", base, language) if language else FileRole("entry", stem)


def _yaml(file: str) -> FileRole:
    if file.rpartition(".")[0] == "radar":
        hint = "move that folder out of this one"
        return _wrong("nested-radar", "there is a second radar inside this one", hint)
    return FileRole("listing")


def _markdown_in_disguise(suffix: str) -> FileRole:
    return _wrong("not-read", f"files that end in .{suffix} are not read", "rename it to .md")


def _folder() -> FileRole:
    hint = "put the folder itself here, readable"
    return _wrong("not-read", "this folder is a link or cannot be read, so it was left out", hint)


def _wrong(code: str, message: str, hint: str) -> FileRole:
    return FileRole("wrong", why=(code, message, hint))
