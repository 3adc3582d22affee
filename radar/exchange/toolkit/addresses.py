"""Rewriting the links and pictures in a Markdown text for import and export.

On import, a link into the old site becomes a link to the entry here, or an absolute URL if the
old site's base URL is known; otherwise only its text stays. A picture is copied from the source's
folder or becomes a link. HTML inside Markdown becomes Markdown. Every loss is reported.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from radar.exchange.toolkit.markup import find_dropped_tags, to_markdown
from radar.exchange.toolkit.spans import escape_markdown
from radar.prose.checking import LONGEST
from radar.prose.comments import hide_comments
from radar.prose.parsing import Event, parse, parse_as_commonmark, parse_plainly
from radar.safety.links import FOLLOWED, WEB, can_follow, scheme_of
from radar.text import leave_out_comments

_MAX_ROUNDS = 8  # what still changes after that is hostile, and is escaped as a whole
# a text without any of these has no link, picture or HTML, and need not be parsed
_HINTS = ("](", "[[", "]:", "<", "![")


class _Replaceable(NamedTuple):
    """A link, picture or piece of HTML in a text that may have to be replaced.

    `kind` is link, image, wiki, html or markdown. `url` is the address (for html: the HTML itself),
    `label` the text that is shown, as Markdown (for html: block or inline; for markdown: what it is
    replaced with), `words` the same without markup. `start` and `end` are offsets in the bytes of
    the text.
    """

    kind: str
    url: str
    label: str
    start: int
    end: int
    words: str = ""


class _AddressLoss(NamedTuple):
    """A link, picture or tag that was lost: a stable code and a message."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Targets:
    """How to find the new targets of addresses.

    `entry` returns the id of an entry by its name or id on the old site. `picture` returns the
    new path of a picture. `base` is the URL of the old site, '' if unknown. `inside_link` says
    that the text is the label of a link, which cannot contain another link.
    """

    entry: Callable[[str], str | None]
    picture: Callable[[str], str | None] = lambda _: None
    base: str = ""
    inside_link: bool = False


def resolve_addresses(text: str, targets: Targets) -> tuple[str, tuple[_AddressLoss, ...]]:
    """Return a Markdown text with its addresses replaced, and what was lost.

    >>> targets = Targets({"akka": "akka"}.get)
    >>> resolve_addresses("See [Akka](/tools/akka.html) and [x](javascript:y).", targets)[0]
    'See [Akka](akka.md) and x.'
    """
    if len(text) > LONGEST:  # no radar has it: `radar check` refuses such a text
        return text, ()
    losses: list[_AddressLoss] = []
    for _ in range(_MAX_ROUNDS):
        if not any(hint in text for hint in _HINTS):
            break
        # removing a tag may join the text around it into a new link, so look again
        before, text = text, _round(text, targets, losses)
        if text == before or "<" not in before:
            break
    else:
        text = escape_markdown(text)
    return text, tuple(dict.fromkeys(losses))


def _round(text: str, targets: Targets, losses: list[_AddressLoss]) -> str:
    source = text.encode()
    parts: list[bytes] = []
    at = 0
    replacements: dict[_Replaceable, str | None] = {}  # a text may repeat a link 10,000 times
    for piece in _read_anchors([*_replaceables(text, source)], source):
        key = piece._replace(start=0, end=0)
        if key not in replacements:
            replacements[key] = _replacement(piece, targets, losses)
        new = replacements[key]
        if new is not None and piece.start >= at:
            parts += [source[at : piece.start], new.encode()]
            at = piece.end
    return b"".join([*parts, source[at:]]).decode()


def export_markdown(
    text: str,
    entry: Callable[[str, str | None], str],
    picture: Callable[[str], str] = lambda path: path,
) -> str:
    """Return a Markdown text of this radar for another tool.

    HTML, which is shown as text here, is escaped, so that the other tool shows it as text too.
    `entry` is given the target of a link between entries (which may be anything) and the label as
    Markdown (None for the entry's name), and returns the Markdown to write. `picture` is given the
    path of a picture and returns its path there.

    >>> export_markdown("See [[rust]] and [it](rust.md).", lambda id_, label: f"({id_}, {label})")
    'See (rust, None) and (rust, it).'
    """
    if not any(hint in text for hint in _HINTS):
        return text
    # a tool that strips the text itself would make a tag of what is code by its indent
    text = escape_unsafe(text.strip())
    source = text.encode()
    parts: list[bytes] = []
    at = 0
    for piece in _replaceables(text, source):
        stem = re.fullmatch(r"(?:\.?/)?([^:/]+)\.md", unquote(piece.url))
        if piece.kind == "wiki":
            bare = source[piece.start : piece.end] == f"[[{piece.url}]]".encode()
            new = entry(piece.url, None if bare else piece.label)
        elif piece.kind == "link" and stem:
            new = entry(stem[1], piece.label)
        elif piece.kind == "image" and not scheme_of(piece.url):
            path = picture(unquote(piece.url))
            path = re.sub("[%#?]", lambda sign: f"%{ord(sign[0]):02X}", path)
            new = f"![{piece.label}]({_destination(path)})"
        elif piece.kind == "image":
            new = f"[{piece.label or 'picture'}]({_destination(piece.url)})"
        else:
            continue
        parts += [source[at : piece.start], new.encode()]
        at = piece.end
    return escape_unsafe(b"".join([*parts, source[at:]]).decode(), pictures=False)


def escape_unsafe(text: str, *, pictures: bool = True) -> str:
    r"""Return a Markdown text without comments, in which everything unsafe is escaped.

    Unsafe are HTML, and links and pictures with schemes that `FOLLOWED` does not list; without
    `pictures`, also pictures of other sites. Other tools have neither wiki links nor footnotes
    and may read their content as markup. So the text is parsed as Markdown with and without these
    extensions, and what is unsafe in any of the readings is escaped.

    >>> print(escape_unsafe("a **b** <script>c</script><!-- d --> [e](javascript:f)"))
    a **b** \<script>c\</script> \[e](javascript:f)
    """
    if not any(hint in text for hint in _HINTS):
        return text
    text = hide_comments(text, "").text
    for _ in range(_MAX_ROUNDS):
        before = text
        for read in (parse, parse_plainly, parse_as_commonmark):
            text = _escape_events(text, read(text), pictures=pictures)
        if text == before:
            return text
    return escape_markdown(text)


def _escape_events(
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
            shown = leave_out_comments(source[start:end].decode())
            parts += [source[at:start], escape_markdown(shown).encode()]
            at = end
        elif _is_unsafe(event, pictures=pictures):
            parts += [source[at:start], b"\\"]
            at = start
    return b"".join([*parts, source[at:]]).decode()


def _is_unsafe(event: Event, *, pictures: bool) -> bool:
    """Return whether an event begins a link or picture with a scheme that is not allowed."""
    started = event.get("Start") if isinstance(event, dict) else None
    if not isinstance(started, dict):
        return False
    kind, value = next(iter(started.items()))
    if kind not in ("Link", "Image"):
        return False
    allowed = ("", *FOLLOWED) if kind == "Link" or pictures else ("",)
    return scheme_of(value["dest_url"]) not in allowed


def _is_html(event: Event) -> bool:
    """Return whether an event is HTML: a whole block of it, or an inline tag."""
    if not isinstance(event, dict):
        return False
    return event.get("Start") == "HtmlBlock" or bool({"Html", "InlineHtml"} & event.keys())


def _replacement(piece: _Replaceable, targets: Targets, losses: list[_AddressLoss]) -> str | None:
    if piece.kind == "markdown":
        return piece.label
    if piece.kind == "html":
        made = to_markdown(piece.url) if piece.label == "block" else None
        dropped = made.dropped if made else find_dropped_tags(piece.url)
        losses += [_AddressLoss("html", f"<{tag}> is not carried") for tag in dropped]
        return f"{made.text}\n" if made else _inline_html(piece.url, in_cell=piece.label == "cell")
    if piece.kind == "wiki":
        return _wiki(piece, targets, losses)
    return (_image if piece.kind == "image" else _link)(piece, targets, losses)


def _inline_html(tag: str, *, in_cell: bool) -> str:
    """Return what stands in the place of a tag: the few that a text may use stay."""
    if re.match(r"<br\b", tag, re.IGNORECASE):
        return "<br>" if in_cell else "\\\n"
    kept = re.match(r"<(/?)(kbd|sub|sup)\b", tag, re.IGNORECASE)
    return f"<{kept[1]}{kept[2].lower()}>" if kept else ""


def _wiki(piece: _Replaceable, targets: Targets, losses: list[_AddressLoss]) -> str | None:
    id_ = targets.entry(piece.url)
    if id_ is None:
        losses.append(_AddressLoss("wiki-link", f"[[{piece.url}]] is no entry; its words stay"))
        return piece.label
    return None if id_ == piece.url else f"[[{id_}|{piece.label}]]"


def _label(piece: _Replaceable, targets: Targets) -> tuple[str, tuple[_AddressLoss, ...]]:
    """Return the label of a link or picture with its addresses replaced, and what was lost.

    Inside another link, return the text without markup.
    """
    return (
        (piece.words, ())
        if targets.inside_link
        else resolve_addresses(piece.label, replace(targets, inside_link=True))
    )


def _link(piece: _Replaceable, targets: Targets, losses: list[_AddressLoss]) -> str | None:
    label, inner = _label(piece, targets)
    losses += inner
    scheme = scheme_of(piece.url)
    if can_follow(piece.url):
        return None if label == piece.label else f"[{label}]({_destination(piece.url)})"
    if scheme:
        losses.append(_AddressLoss("unsafe-link", f"a link to {piece.url[:60]!r} is not carried"))
        return label
    if id_ := _entry_at(piece.url, targets):
        return f"[{label}]({id_}.md)"
    if targets.base and not piece.url.startswith("#"):
        return f"[{label}]({_destination(urljoin(targets.base, piece.url))})"
    message = f"the link to {piece.url[:80]!r} leads into the old site; say --base-url to keep it"
    losses.append(_AddressLoss("site-link", message))
    return label


def _image(piece: _Replaceable, targets: Targets, losses: list[_AddressLoss]) -> str | None:
    scheme = scheme_of(piece.url)
    label, inner = _label(piece, targets)
    losses += inner
    if scheme in WEB:
        losses.append(
            _AddressLoss("remote-picture", f"{piece.url[:80]} stays where it is, as a link")
        )
        if targets.inside_link:
            return label or "picture"
        return f"[{label or 'picture'}]({_destination(piece.url)})"
    path = None if scheme else targets.picture(unquote(piece.url))
    if path is None:
        losses.append(_AddressLoss("picture", f"the picture {piece.url[:80]!r} was not found"))
        return label
    return f"![{label}]({_destination(path)})"


def _destination(url: str) -> str:
    url = re.sub(r"[\x00-\x20<>]", lambda sign: f"%{ord(sign[0]):02X}", url)
    return url if url.count("(") == url.count(")") == 0 else f"<{url}>"


def _entry_at(url: str, targets: Targets) -> str | None:
    """Return the id of the entry at a URL of the old site, by the last segment of its path."""
    path = unquote(re.split(r"[?#]", url)[0]).rstrip("/")
    stem = re.sub(r"\.(html?|md)$", "", posixpath.basename(path))
    return targets.entry(stem) if stem else None


_ANCHOR = re.compile(r"<(/?)(a|img)\b", re.IGNORECASE)
_ATTRIBUTE = r"""(?is)\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""


def _read_attribute(name: str, tag: str) -> str:
    said = re.search(_ATTRIBUTE.format(name), tag)
    return unescape("".join(filter(None, said.groups()))).strip() if said else ""


def _read_anchors(pieces: Sequence[_Replaceable], source: bytes) -> Iterator[_Replaceable]:
    """Yield pieces of a text with tags of links and pictures as Markdown, if they are whole.

    A link ends in its own paragraph, and no other is in it.
    """
    changed: dict[int, _Replaceable] = {}
    opened: int | None = None
    for n, piece in enumerate(pieces):
        tag = _ANCHOR.match(piece.url) if piece.kind == "html" and piece.label != "block" else None
        if tag and tag[2].lower() == "img" and (url := _read_attribute("src", piece.url)):
            label = escape_markdown(_read_attribute("alt", piece.url))
            changed[n] = piece._replace(kind="markdown", label=f"![{label}]({_destination(url)})")
        elif tag and tag[2].lower() == "a" and not tag[1]:
            opened = n
        elif tag and tag[1] and opened is not None:
            begin = pieces[opened]
            label = source[begin.end : piece.start].decode()
            if (url := _read_attribute("href", begin.url)) and not re.search(r"\n\s*\n", label):
                changed[opened] = begin._replace(kind="markdown", label="[")
                end = f"{'' if label.strip() else escape_markdown(url)}]({_destination(url)})"
                changed[n] = piece._replace(kind="markdown", label=end)
            opened = None
        elif piece.kind in ("link", "wiki"):
            opened = None
    return (changed.get(n, piece) for n, piece in enumerate(pieces))


def _replaceables(text: str, source: bytes) -> Iterator[_Replaceable]:
    """Yield the outermost links, pictures and pieces of HTML of a text, in order.

    `source` is the text as UTF-8.
    """
    opened: tuple[str, str, int, int] | None = None
    inner: list[int] = []
    words: list[str] = []
    html_until = depth = 0
    in_cell = False
    for event, place in parse(text):
        start, end = place["start"], place["end"]
        kind, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        named = next(iter(value)) if isinstance(value, dict) else value
        if named == "TableCell":
            in_cell = kind == "Start"
        if opened:
            depth += (kind == "Start") - (kind == "End")
            if depth:
                inner += [start, end]
                words += [str(value)] if kind in ("Text", "Code") else []
                continue
            first, last = min(inner, default=0), max(inner, default=0)
            first -= source[first - 1 : first] == b"\\"  # a sign begins behind its backslash
            label = source[first:last].decode()
            yield _Replaceable(
                opened[0], opened[1], label, opened[2], opened[3], escape_markdown("".join(words))
            )
            opened, inner, words = None, [], []
        elif kind == "Start" and named in ("Link", "Image"):
            link = value[named] if value else {}
            how = str(link["link_type"])
            if how != "Email":  # <jane@example.org> is whole as it stands
                what = "wiki" if "WikiLink" in how else named.lower()
                opened, depth = (what, link["dest_url"], start, end), 1
        elif kind == "Start" and named == "HtmlBlock":
            html_until = end
            yield _Replaceable("html", source[start:end].decode(), "block", start, end)
        elif kind == "InlineHtml" and start >= html_until:
            place_of = "cell" if in_cell else "inline"
            yield _Replaceable("html", str(value), place_of, start, end)
