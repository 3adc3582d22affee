"""The links and pictures in a Markdown text, settled for their new home.

A link into the old site becomes a link to the entry here, or a whole address where the old site's
is known, or loses its target and keeps its words; a picture is copied from the source's own
folder or becomes a link. HTML inside Markdown becomes Markdown. Nothing of that is silent.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from radar.exchange.toolkit.markup import left_out, to_markdown
from radar.exchange.toolkit.spans import escaped
from radar.prose.checking import LONGEST
from radar.prose.comments import hide_comments
from radar.prose.parsing import Event, parse, parse_as_commonmark, parse_plainly
from radar.safety.links import FOLLOWED, WEB, can_follow, scheme_of

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MOST_ROUNDS = 8
_HINTS = ("](", "[[", "]:", "<", "![")


class Piece(NamedTuple):
    """A part of a text that leads somewhere: kind, address, what it shows, its bytes' range.

    `label` is Markdown; `words` is the same without anything but words.
    """

    kind: str
    url: str
    label: str
    start: int
    end: int
    words: str = ""


class Loss(NamedTuple):
    """What was given up, in words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where addresses lead now.

    `entry` finds the id of an entry by what the old site called it; `picture` the new path of
    a picture; `base` is the old site, '' where nobody knows it. `inside` tells that the
    text is the words of a link, which cannot hold another one.
    """

    entry: Callable[[str], str | None]
    picture: Callable[[str], str | None] = lambda _: None
    base: str = ""
    inside: bool = False


def settle(text: str, home: Home) -> tuple[str, tuple[Loss, ...]]:
    """Return a Markdown text with addresses that lead somewhere, and what was given up.

    >>> home = Home({"akka": "akka"}.get)
    >>> settle("See [Akka](/tools/akka.html) and [x](javascript:y).", home)[0]
    'See [Akka](akka.md) and x.'
    """
    if len(text) > LONGEST:  # no radar has it: `radar check` refuses such a text
        return text, ()
    losses: list[Loss] = []
    for _ in range(_MOST_ROUNDS):
        if not any(hint in text for hint in _HINTS):
            break
        # a tag taken out of the middle can leave a link behind that was none before
        before, text = text, _round(text, home, losses)
        if text == before or "<" not in before:
            break
    else:
        text = escaped(text)
    return text, tuple(dict.fromkeys(losses))


def _round(text: str, home: Home, losses: list[Loss]) -> str:
    source = text.encode()
    parts: list[bytes] = []
    at = 0
    settled: dict[Piece, str | None] = {}  # a text may say the same link ten thousand times
    for piece in _pieces(text, source):
        key = piece._replace(start=0, end=0)
        if key not in settled:
            settled[key] = _settled(piece, home, losses)
        new = settled[key]
        if new is not None and piece.start >= at:
            parts += [source[at : piece.start], new.encode()]
            at = piece.end
    return b"".join([*parts, source[at:]]).decode()


def outward(
    text: str,
    entry: Callable[[str, str | None], str],
    picture: Callable[[str], str] = lambda path: path,
) -> str:
    """Return a text of ours as another tool reads it: links between entries, paths of pictures.

    HTML, which is shown as words here, stays words where it would be run or dropped. `entry`
    writes a link to an entry, as Markdown: by what it is called there, which may be anything, and
    the words of the link in Markdown, None for its name.

    >>> outward("See [[rust]] and [it](rust.md).", lambda id_, label: f"({id_}, {label})")
    'See (rust, None) and (rust, it).'
    """
    if not any(hint in text for hint in _HINTS):
        return text
    # a tool that strips the text itself would make a tag of what is code by its indent
    text = inert(text.strip())
    source = text.encode()
    parts: list[bytes] = []
    at = 0
    for piece in _pieces(text, source):
        stem = re.fullmatch(r"(?:\.?/)?([^:/]+)\.md", unquote(piece.url))
        if piece.kind == "wiki":
            bare = source[piece.start : piece.end] == f"[[{piece.url}]]".encode()
            new = entry(piece.url, None if bare else piece.label)
        elif piece.kind == "link" and stem:
            new = entry(stem[1], piece.label)
        elif piece.kind == "image" and not scheme_of(piece.url):
            path = picture(unquote(piece.url))
            path = re.sub("[%#?]", lambda sign: f"%{ord(sign[0]):02X}", path)
            new = f"![{piece.label}]({_bracketed(path)})"
        elif piece.kind == "image":
            new = f"[{piece.label or 'picture'}]({_bracketed(piece.url)})"
        else:
            continue
        parts += [source[at : piece.start], new.encode()]
        at = piece.end
    return inert(b"".join([*parts, source[at:]]).decode(), pictures=False)


def inert(text: str, *, pictures: bool = True) -> str:
    r"""Return a Markdown text in which what would run elsewhere is words; comments are gone.

    That is HTML, and links and pictures of schemes that nobody may follow; without `pictures`, also
    pictures of other sites. Other tools have neither wiki links nor footnotes, so what stands in
    those here may mean something there: what any reading takes for it is escaped.

    >>> print(inert("a **b** <script>c</script><!-- d --> [e](javascript:f)"))
    a **b** \<script>c\</script> \[e](javascript:f)
    """
    if not any(hint in text for hint in _HINTS):
        return text
    text = hide_comments(text, "").text
    for _ in range(_MOST_ROUNDS):
        before = text
        for read in (parse, parse_plainly, parse_as_commonmark):
            text = _disarmed(text, read(text), pictures=pictures)
        if text == before:
            return text
    return escaped(text)


def _disarmed(
    text: str, events: Iterator[tuple[Event, Mapping[str, int]]], *, pictures: bool
) -> str:
    source = text.encode()
    parts: list[bytes] = []
    at = 0
    for event, place in events:
        start, end = place["start"], place["end"]
        if start < at:
            continue
        if _is_html(event):
            shown = _COMMENT.sub("", source[start:end].decode())
            parts += [source[at:start], escaped(shown).encode()]
            at = end
        elif _is_armed(event, pictures=pictures):
            parts += [source[at:start], b"\\"]
            at = start
    return b"".join([*parts, source[at:]]).decode()


def _is_armed(event: Event, *, pictures: bool) -> bool:
    """Tell whether an event begins a link or a picture that must not be one."""
    started = event.get("Start") if isinstance(event, dict) else None
    if not isinstance(started, dict):
        return False
    kind, value = next(iter(started.items()))
    if kind not in ("Link", "Image"):
        return False
    allowed = ("", *FOLLOWED) if kind == "Link" or pictures else ("",)
    return scheme_of(value["dest_url"]) not in allowed


def _is_html(event: Event) -> bool:
    """Tell whether an event is HTML: a block of it, which holds its lines, or a tag in a line."""
    if not isinstance(event, dict):
        return False
    return event.get("Start") == "HtmlBlock" or bool({"Html", "InlineHtml"} & event.keys())


def _settled(piece: Piece, home: Home, losses: list[Loss]) -> str | None:
    if piece.kind == "html":
        made = to_markdown(piece.url) if piece.label == "block" else None
        dropped = made.dropped if made else left_out(piece.url)
        losses += [Loss("html", f"<{tag}> is not carried") for tag in dropped]
        return f"{made.text}\n" if made else _inline_html(piece.url)
    if piece.kind == "wiki":
        return _wiki(piece, home, losses)
    return (_image if piece.kind == "image" else _link)(piece, home, losses)


def _inline_html(tag: str) -> str:
    return "\\\n" if re.match(r"<br\b", tag, re.IGNORECASE) else ""


def _wiki(piece: Piece, home: Home, losses: list[Loss]) -> str | None:
    found = home.entry(piece.url)
    if found is None:
        losses.append(Loss("wiki-link", f"[[{piece.url}]] is no entry; its words stay"))
        return piece.label
    return None if found == piece.url else f"[[{found}|{piece.label}]]"


def _label(piece: Piece, home: Home) -> tuple[str, tuple[Loss, ...]]:
    """Return what a link or a picture shows, settled; inside another one, words alone."""
    return (piece.words, ()) if home.inside else settle(piece.label, replace(home, inside=True))


def _link(piece: Piece, home: Home, losses: list[Loss]) -> str | None:
    label, inner = _label(piece, home)
    losses += inner
    scheme = scheme_of(piece.url)
    if can_follow(piece.url):
        return None if label == piece.label else f"[{label}]({_bracketed(piece.url)})"
    if scheme:
        losses.append(Loss("unsafe-link", f"a link to {piece.url[:60]!r} is not carried"))
        return label
    if found := _entry_at(piece.url, home):
        return f"[{label}]({found}.md)"
    if home.base and not piece.url.startswith("#"):
        return f"[{label}]({_bracketed(urljoin(home.base, piece.url))})"
    message = f"the link to {piece.url[:80]!r} leads into the old site; say --base-url to keep it"
    losses.append(Loss("site-link", message))
    return label


def _image(piece: Piece, home: Home, losses: list[Loss]) -> str | None:
    scheme = scheme_of(piece.url)
    label, inner = _label(piece, home)
    losses += inner
    if scheme in WEB:
        losses.append(Loss("remote-picture", f"{piece.url[:80]} stays where it is, as a link"))
        if home.inside:
            return label or "picture"
        return f"[{label or 'picture'}]({_bracketed(piece.url)})"
    found = None if scheme else home.picture(unquote(piece.url))
    if found is None:
        losses.append(Loss("picture", f"the picture {piece.url[:80]!r} was not found"))
        return label
    return f"![{label}]({_bracketed(found)})"


def _bracketed(url: str) -> str:
    url = re.sub(r"[\x00-\x20<>]", lambda found: f"%{ord(found[0]):02X}", url)
    return url if url.count("(") == url.count(")") == 0 else f"<{url}>"


def _entry_at(url: str, home: Home) -> str | None:
    """Find the entry behind a path of the old site: its last part, without its ending."""
    path = unquote(re.split(r"[?#]", url)[0]).rstrip("/")
    stem = re.sub(r"\.(html?|md)$", "", posixpath.basename(path))
    return home.entry(stem) if stem else None


def _pieces(text: str, source: bytes) -> Iterator[Piece]:
    """Yield the outermost links, pictures and pieces of HTML, in order."""
    opened: tuple[str, str, int, int] | None = None
    inner: list[int] = []
    words: list[str] = []
    html_until = depth = 0
    for event, place in parse(text):
        start, end = place["start"], place["end"]
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        named = next(iter(value)) if isinstance(value, dict) else value
        if opened:
            depth += (kind == "Start") - (kind == "End")
            if depth:
                inner += [start, end]
                words += [str(value)] if kind in ("Text", "Code") else []
                continue
            first, last = min(inner, default=0), max(inner, default=0)
            first -= source[first - 1 : first] == b"\\"  # a sign begins behind its backslash
            label = source[first:last].decode()
            yield Piece(opened[0], opened[1], label, opened[2], opened[3], escaped("".join(words)))
            opened, inner, words = None, [], []
        elif kind == "Start" and named in ("Link", "Image"):
            link = value[named] if value else {}
            what = "wiki" if "WikiLink" in str(link["link_type"]) else named.lower()
            opened, depth = (what, link["dest_url"], start, end), 1
        elif kind == "Start" and named == "HtmlBlock":
            html_until = end
            yield Piece("html", source[start:end].decode(), "block", start, end)
        elif kind == "InlineHtml" and start >= html_until:
            yield Piece("html", str(value), "inline", start, end)
