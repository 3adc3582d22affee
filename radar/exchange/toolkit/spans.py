"""A line of Markdown: words, emphasis, links, code and pictures, written so that each stays itself.

What a parser found is a tree of `Span`s; `rendered` writes it. Words are escaped where Markdown
would take them for signs; emphasis is left out where Markdown would not see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_SPACES = re.compile(" +")
EMPHASIS = ("**", "_", "~~")
_LINE_START = re.compile(
    r"^(#{1,6}(?=\s|$)|[>+](?=.|$)|-(?=\s|-|$)|=(?==*$)|\d{1,9}(?=[.)](?:\s|$)))"
)
_INSIDE = re.compile(r"[\\`*\[\]~|]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")


@dataclass(slots=True)
class Span:
    """Something inline that is still open: its marker or tag, and what it holds so far."""

    kind: str
    href: str = ""
    parts: list[str | Span] = field(default_factory=list)


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are (inside a line)."""
    return _INSIDE.sub(lambda found: f"\\{found[0]}", text)


def start_escaped(line: str) -> str:
    """Return a line so that it does not begin a heading, a list or anything else."""

    def guard(found: re.Match[str]) -> str:
        return f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}"

    return _LINE_START.sub(guard, line)


def plain_markdown(text: str) -> str:
    r"""Turn words without markup into Markdown; blank lines separate paragraphs.

    >>> print(plain_markdown("# not a heading"))
    \# not a heading
    """
    paragraphs = re.split(r"\n[ \t\r]*\n", text.strip())
    return "\n\n".join(start_escaped(escaped(" ".join(p.split()))) for p in paragraphs if p.strip())


def _address(url: str) -> str:
    """Return an address as it may stand in the parentheses of a Markdown link."""
    url = re.sub(r"[\x00-\x20\x7f]+", lambda found: "%20" * found[0].count(" "), url.strip())
    replaced = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "*": "%2A"}
    return "".join(replaced.get(sign, sign) for sign in url)


def rendered(parts: Sequence[str | Span]) -> str:
    """Return a line of inline parts as Markdown, with a backslash at hard line breaks."""
    text = _joined(parts)
    text = (_SPACES.sub(" ", text) if "  " in text else text).strip()
    if "\n" not in text:
        return start_escaped(text)
    paragraphs = re.split(r"\n{2,}", re.sub(r" *\n *", "\n", text))
    lines = ("\\\n".join(map(start_escaped, each.split("\n"))) for each in paragraphs)
    return "\n\n".join(lines)


def _joined(parts: Sequence[str | Span]) -> str:
    written: list[str] = []
    merged = _coalesced(parts)
    for n, part in enumerate(merged):
        if isinstance(part, str):
            written.append(part if part == "\n" else escaped(part))
            continue
        if part.kind == "a" and written and written[-1].endswith("!"):
            written[-1] = written[-1][:-1] + "\\!"
        before = "".join(written[-1:])[-1:]
        follows = "".join(map(_words_of, merged[n + 1 : n + 2]))[:1]
        written.append(_WRITERS.get(part.kind, _marked)(part, before, follows))
    return "".join(written)


def _coalesced(parts: Sequence[str | Span]) -> list[str | Span]:
    """Join what stands next to each other and is of one kind; drop what is empty."""
    found: list[str | Span] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, str) and isinstance(last, str) and "\n" not in (part, last):
            found[-1] = last + part
        elif (
            isinstance(part, Span)
            and isinstance(last, Span)
            and (part.kind, part.href) == (last.kind, last.href)
            and part.kind in EMPHASIS
        ):
            found[-1] = Span(part.kind, "", [*last.parts, *part.parts])
        elif isinstance(part, Span) or part:
            found.append(part)
    return found


def _marked(span: Span, before: str, follows: str) -> str:
    """Write emphasis, with its spaces outside; leave it out where Markdown would not see it."""
    text = _joined(span.parts)
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


def _linked(span: Span, before: str, follows: str) -> str:
    text = _joined(span.parts)
    address = _address(span.href)
    label = " ".join(text.split())
    if not address or not label:
        return text
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}[{label}]({address}){trail}"


def _pictured(span: Span, before: str, follows: str) -> str:
    address = _address(span.href)
    return f"![{escaped(' '.join(_words_of(span).split()))}]({address})" if address else ""


def _coded(span: Span, before: str, follows: str) -> str:
    words = " ".join(_words_of(span).split())
    if not words:
        return ""
    fence = "`" * (1 + max(map(len, re.findall("`+", words)), default=0))
    pad = " " if "`" in (words[0], words[-1]) else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def _words_of(part: str | Span) -> str:
    return part if isinstance(part, str) else "".join(map(_words_of, part.parts))


_WRITERS: Mapping[str, Callable[[Span, str, str], str]] = {
    "a": _linked,
    "!": _pictured,
    "`": _coded,
}


def tidied(lines: Sequence[str]) -> Iterator[str]:
    """Join items of a list that are one line each; drop blank lines that say nothing."""
    item = re.compile(r"[> ]*(- |\d+\. )")
    for n, line in enumerate(lines):
        blank = not line.strip("> ")
        around = (lines[n - 1] if n else "", lines[n + 1] if n + 1 < len(lines) else "")
        if not (blank and all(item.match(each) for each in around)):
            yield line
