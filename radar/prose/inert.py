"""A text as Markdown that runs nothing even where it is taken for HTML.

Some servers send `page.html.md` as HTML, by the ending that they know. So a page in Markdown has no
tags but the few that a text may use: a `<` that begins one is written as a reference, which means
the same to every reader of Markdown; code that has one, in which a reference is none, is HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from radar.prose.parsing import parse
from radar.prose.raw_html import TAG
from radar.safety.links import FOLLOWED
from radar.safety.markup import Markdown

_BEGINS_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_MAIL: Final = r"<[A-Za-z0-9][^<>\s@/\\\"'=]*@[^<>\s@/\\\"'=]+>"  # to HTML a tag without a meaning
_KEPT: Final = rf"{TAG}|{_MAIL}"
_OURS: Final = r'<pre><code(?: class="language-[\w.+-]+")?>|</code></pre>|</?code>'
_OTHER_TAG: Final = re.compile(rf"(?P<ours>{_OURS}|{_KEPT})|<(?=[A-Za-z/!?])", re.IGNORECASE)
# of a text: a backslash before it would make a sign of the reference in its place
_WRITTEN_TAG: Final = re.compile(
    rf"(?P<ours>{_KEPT})|(?<!\\)(?P<pairs>(?:\\\\)*)\\?<(?=[A-Za-z/!?])", re.IGNORECASE
)
# an address in angle brackets, of a link or of a definition, or standing for itself
_ADDRESS: Final = re.compile(
    r"(?P<before>\]\(\s*|\]:[ \t]*(?:\n[ \t]*)?)<(?P<target>[^<>\n]*)>"
    rf"|<(?P<alone>(?:{'|'.join(FOLLOWED)}):[^<>\s]*)>",
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(r"[\w.+-]+")


class _Code(NamedTuple):
    """Code of a text, from byte `start` to `stop`; `language` is of a block in a fence."""

    start: int
    stop: int
    words: str
    is_block: bool = False
    language: str = ""


def inert_markdown(markdown: str) -> str:
    r"""Return a text that says the same to readers of Markdown, and runs nothing as HTML.

    >>> inert_markdown("a <b>, `Vec<T>`, <br> and [c](<d e.md>)")
    'a &lt;b>, <code>Vec&#60;T&#62;</code>, <br> and [c](d%20e.md)'
    """
    if not _BEGINS_TAG.search(markdown):
        return markdown
    data, at = markdown.encode(), 0
    parts: list[str] = []
    for code in _find_code(markdown):
        source = data[code.start : code.stop]
        if code.start < at or not _BEGINS_TAG.search(source.decode()):
            continue
        text = _escape_tags(data[at : code.start].decode())
        if code.is_block and not source.startswith((b"`", b"~")):
            text = text.rstrip(" \t")  # what indents it would make code of the HTML
        parts += (text, _write_code(code, text.rpartition("\n")[2]))
        at = code.stop - source.endswith(b"\n")
    whole = "".join((*parts, _escape_tags(data[at:].decode())))
    return _OTHER_TAG.sub(lambda found: found["ours"] or "&lt;", whole)


def _find_code(markdown: str) -> Iterator[_Code]:
    block: _Code | None = None
    lines: list[str] = []
    for event, place in parse(markdown):
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if kind == "Code":
            yield _Code(place["start"], place["end"], str(value))
        elif kind == "Start" and isinstance(value, dict) and "CodeBlock" in value:
            block = _Code(place["start"], place["end"], "", True, _language_of(value["CodeBlock"]))
            lines = []
        elif kind == "Text" and block:
            lines.append(str(value))
        elif kind == "End" and block:
            yield block._replace(words="".join(lines))
            block = None


def _language_of(how: str | Mapping[str, str]) -> str:
    named = _LANGUAGE.match(how["Fenced"]) if isinstance(how, Mapping) else None
    return named[0] if named else ""


def _write_code(code: _Code, before: str) -> str:
    """Return code as HTML; where something stands before a block, as in a quote, on one line."""
    if not code.is_block:
        return f"<code>{Markdown.escape(code.words)}</code>"
    kind = f' class="language-{code.language}"' if code.language else ""
    words = escape(code.words.strip("\n"), quote=False)
    words = words.replace("\n", "&#10;") if before else words
    return f"<pre><code{kind}>{words}</code></pre>"


def _escape_tags(text: str) -> str:
    """Write addresses without angle brackets, and what begins a tag as a reference."""
    return _WRITTEN_TAG.sub(
        lambda found: found["ours"] or f"{found['pairs']}&lt;", _ADDRESS.sub(_write_address, text)
    )


def _write_address(found: re.Match[str]) -> str:
    address = found["alone"] or found["target"]
    target = quote(address, safe="/:?#[]@!$&'*+,;=%~.-_")
    if found["alone"] is None:
        return f"{found['before']}{target}"
    return f"[{Markdown.escape(address)}]({target})"
