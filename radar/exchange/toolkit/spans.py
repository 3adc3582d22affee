"""Writing inline Markdown: text, emphasis, links, code and pictures.

The input is a tree of `Span`s; `render_spans` writes it. Text is escaped where Markdown would
read markup; emphasis is left out where Markdown would not recognise it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_SPACES = re.compile(" +")
_EMPHASIS = ("**", "_", "~~")
_LINE_START = re.compile(
    r"^(#{1,6}(?=\s|$)|[>+](?=.|$)|-(?=\s|-|$)|=(?==*$)|\d{1,9}(?=[.)](?:\s|$)))"
)
_INSIDE = re.compile(r"[\\`*\[\]~|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")


@dataclass(slots=True)
class Span:
    """An inline element: its marker (or `a` for a link, `!` for a picture), URL and content."""

    kind: str
    href: str = ""
    parts: list[str | Span] = field(default_factory=list)


def escape_markdown(text: str) -> str:
    """Escape text so that Markdown shows it as it is, except at the start of a line."""
    return _INSIDE.sub(lambda sign: f"\\{sign[0]}", text)


def _escape_start(line: str) -> str:
    """Escape the start of a line so that it begins no heading, list or other block."""

    def guard(sign: re.Match[str]) -> str:
        return f"{sign[0]}\\" if sign[0][0].isdigit() else f"\\{sign[0]}"

    return _LINE_START.sub(guard, line)


def plain_markdown(text: str) -> str:
    r"""Convert plain text into Markdown; blank lines separate paragraphs.

    >>> print(plain_markdown("# not a heading"))
    \# not a heading
    """
    paragraphs = re.split(r"\n[ \t\r]*\n", text.strip())
    return "\n\n".join(
        _escape_start(escape_markdown(" ".join(p.split()))) for p in paragraphs if p.strip()
    )


def _address(url: str) -> str:
    """Return a URL escaped for the parentheses of a Markdown link."""
    url = re.sub(r"[\x00-\x20\x7f]+", lambda blanks: "%20" * blanks[0].count(" "), url.strip())
    replaced = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "*": "%2A"}
    return "".join(replaced.get(sign, sign) for sign in url)


def render_spans(parts: Sequence[str | Span]) -> str:
    """Return inline content as Markdown, with a backslash at hard line breaks."""
    text = _join(parts)
    text = (_SPACES.sub(" ", text) if "  " in text else text).strip()
    if "\n" not in text:
        return _escape_start(text)
    paragraphs = re.split(r"\n{2,}", re.sub(r" *\n *", "\n", text))
    lines = ("\\\n".join(map(_escape_start, each.split("\n"))) for each in paragraphs)
    return "\n\n".join(lines)


def _join(parts: Sequence[str | Span]) -> str:
    written: list[str] = []
    merged = _merge_neighbours(parts)
    for n, part in enumerate(merged):
        if isinstance(part, str):
            written.append(part if part == "\n" else escape_markdown(part))
            continue
        if part.kind == "a" and written and written[-1].endswith("!"):
            written[-1] = written[-1][:-1] + "\\!"
        before = "".join(written[-1:])[-1:]
        follows = "".join(map(_words_of, merged[n + 1 : n + 2]))[:1]
        written.append(_WRITERS.get(part.kind, _write_emphasis)(part, before, follows))
    return "".join(written)


def _merge_neighbours(parts: Sequence[str | Span]) -> list[str | Span]:
    """Join neighbouring texts and neighbouring spans of the same emphasis; drop empty texts."""
    merged: list[str | Span] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, str) and isinstance(last, str) and "\n" not in (part, last):
            merged[-1] = last + part
        elif (
            isinstance(part, Span)
            and isinstance(last, Span)
            and (part.kind, part.href) == (last.kind, last.href)
            and part.kind in _EMPHASIS
        ):
            merged[-1] = Span(part.kind, "", [*last.parts, *part.parts])
        elif isinstance(part, Span) or part:
            merged.append(part)
    return merged


def _write_emphasis(span: Span, before: str, follows: str) -> str:
    """Write emphasis, with its spaces outside; omit it where Markdown would not recognise it.

    `before` and `follows` are the characters beside the span, '' if there are none.
    """
    text = _join(span.parts)
    inner = text.strip()
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not inner or "\n" in inner:
        return text
    marker = span.kind
    near = (not lead and before.isalnum(), not trail and follows.isalnum())
    if any(near) and marker == "_":
        marker = "*"
    odd = (near[0] and not inner[0].isalnum()) or (near[1] and not inner[-1].isalnum())
    touching = not lead and before == marker[0]
    return text if odd or touching else f"{lead}{marker}{inner}{marker}{trail}"


def _write_link(span: Span, before: str, follows: str) -> str:
    text = _join(span.parts)
    address = _address(span.href)
    label = " ".join(text.split())
    if not address or not label:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}[{label}]({address}){trail}"


def _write_image(span: Span, before: str, follows: str) -> str:
    address = _address(span.href)
    return f"![{escape_markdown(' '.join(_words_of(span).split()))}]({address})" if address else ""


def _write_code(span: Span, before: str, follows: str) -> str:
    words = " ".join(_words_of(span).split())
    if not words:
        return ""
    fence = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    pad = " " if "`" in (words[0], words[-1]) else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _write_tag(span: Span, before: str, follows: str) -> str:
    text = _join(span.parts)
    return f"<{span.kind}>{text}</{span.kind}>" if text.strip() and "\n" not in text else text


def _words_of(part: str | Span) -> str:
    return part if isinstance(part, str) else "".join(map(_words_of, part.parts))


_WRITERS: Mapping[str, Callable[[Span, str, str], str]] = {
    "a": _write_link,
    "!": _write_image,
    "`": _write_code,
    "sub": _write_tag,
    "sup": _write_tag,
}


def tighten_lists(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without the blank ones between list items of one line each."""
    item = re.compile(r"[> ]*(- |\d+\. )")
    for n, line in enumerate(lines):
        blank = not line.strip("> ")
        around = (lines[n - 1] if n else "", lines[n + 1] if n + 1 < len(lines) else "")
        if not (blank and all(item.match(each) for each in around)):
            yield line
