"""HTML → Markdown, for descriptions that somebody else wrote.

nh3 parses HTML as a browser does, drops what is not text (scripts, styles, frames; they are listed
in `Converted.dropped`) and returns well-formed HTML. The rest becomes paragraphs, headings, lists,
quotations, code, tables, emphasis, links and pictures; of other tags only the text stays. Text is
escaped, so that it cannot become markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from radar.exchange.toolkit.spans import Span, plain_markdown, render_spans, tighten_lists
from radar.safety.links import FOLLOWED


def _tags(words: str) -> frozenset[str]:
    return frozenset(words.split())


MAX_DEPTH = 16  # of lists, quotations and spans; far more than any description has
_LONGEST = 100_000  # characters; a text of 200,000 is refused by `radar check`
_LONG_TAG = re.compile("<[^<>]{20000}")  # thousands of attributes, each compared with the others
_MOST_TAGS = 2000  # the time that the parser takes grows with the square of the nesting
_MOST_CELLS = 10_000  # padding many short rows to one long row takes the square of its length
_UNREAD = _tags(
    "script style template iframe frameset object applet noscript svg math title select "
    "textarea audio video canvas"
)
_UNSEEN = re.compile(rf"<({'|'.join(sorted(_UNREAD | {'embed', 'frame'}))})\b", re.IGNORECASE)
_UNSAFE = re.compile(
    r"(?:href|src)\s*+=\s*+[\"']?+\s*+(javascript|data|vbscript|file):", re.IGNORECASE
)
_KEPT = _tags(
    "a b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol p "
    "pre s samp section strong table td th tr tt ul article aside figcaption figure "
    "footer header main nav address details summary sub sup"
)
_SPANS: Mapping[str, str] = {
    "b": "**",
    "strong": "**",
    "i": "_",
    "em": "_",
    "del": "~~",
    "s": "~~",
    "sub": "sub",
    "sup": "sup",
}
_ITEMS = _tags("li dd dt")
_BLOCKS = _tags(
    "address article aside details dd div dl dt figcaption figure footer header main nav "
    "p section summary"
)
_WHOLE_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']|"[^"<]*"(?=[\s/>])|'[^'<]*'(?=[\s/>]))*+>""")
_TAG_BEGINS = re.compile(r"</?[A-Za-z]")
_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))


class Converted(NamedTuple):
    """A text in Markdown, and the names of the tags whose content was dropped."""

    text: str
    dropped: tuple[str, ...] = ()


def to_markdown(html: str) -> Converted:
    r"""Convert an HTML text into Markdown.

    >>> to_markdown('<p>A <b>bold</b> <a href="https://a.org">link</a> &amp; 2 * 3</p>').text
    'A **bold** [link](https://a.org) & 2 \\* 3'
    """
    if "<" not in html and "&" not in html:
        return Converted(plain_markdown(html))
    if _is_too_much(html):
        words = unescape(re.sub(r"<[^<>]*>", " ", html))
        return Converted(plain_markdown(words), ("markup",))
    reader = _MarkdownBuilder()
    for close, tag, given, words in _TOKEN.findall(_sound(html, _KEPT)):
        if words:
            reader.words(unescape(words))
        elif close:
            reader.end(tag)
        else:
            reader.start(tag, dict(_ATTRIBUTE.findall(given)))
    return Converted(reader.finish(), find_dropped_tags(html))


def find_dropped_tags(html: str) -> tuple[str, ...]:
    """Return the tags and URL schemes in an HTML text whose content or target is dropped."""
    seen = {tag.lower() for tag in _UNSEEN.findall(html)}
    unsafe = {f"{scheme.lower()}:" for scheme in _UNSAFE.findall(html)}
    return (*sorted(seen), *sorted(unsafe))


def _is_too_much(html: str) -> bool:
    """Return whether an HTML text would take a parser quadratic time or memory."""
    tags = html.count("<")
    return tags > _MOST_TAGS or len(html) > _LONGEST or bool(tags and _LONG_TAG.search(html))


def _sound(html: str, tags: frozenset[str]) -> str:
    """Return well-formed HTML with only the given tags, parsed as a browser would."""
    import nh3

    return nh3.clean(
        _end_tags(html),
        tags=set(tags),
        clean_content_tags=set(_UNREAD),
        attributes={"a": {"href"}, "img": {"src", "alt"}, "pre": {"class"}, "code": {"class"}},
        url_schemes=set(FOLLOWED),
        link_rel=None,
    )


def _end_tags(html: str) -> str:
    """Return HTML in which a tag ends with its next `>`, also where a quote in it is not closed.

    A browser reads on to the next quote, and all words before it are gone. What begins like a tag
    and has no end is text.

    >>> _end_tags('<a href="https://example.org/>Heron</a> is <b')
    '<a href="https://example.org/">Heron</a> is &lt;b'
    """
    parts: list[str] = []
    at = 0
    for found in _TAG_BEGINS.finditer(html):
        start = found.start()
        if start < at or _WHOLE_TAG.match(html, start):
            continue
        end = html.find(">", start)
        piece = html[start + 1 : end]
        if end < 0:
            parts += (html[at:start], html[start:].replace("<", "&lt;"))
            return "".join(parts)
        if "<" in piece:
            parts += (html[at:start], "&lt;")
            at = start + 1
            continue
        quote = next((sign for sign in "\"'" if piece.count(sign) % 2), "")
        parts += (html[at:end], quote, ">")
        at = end + 1
    return "".join((*parts, html[at:]))


def to_words(html: str) -> str:
    """Return an HTML text without its tags, on one line.

    >>> to_words("List<T> <b>and</b> R&amp;D")
    'List and R&D'
    """
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    if _is_too_much(html):
        return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split())
    return " ".join(unescape(_sound(html, frozenset())).split())


# what nh3 writes: tags in small letters, values in double quotes
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*)>|([^<]+)')
_SPACE = re.compile(r"[\s\u00a0]+")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


class _MarkdownBuilder:
    """Write Markdown blocks from the tags and text of HTML, given in order.

    `blocks` are the lines so far; `prefixes` the marks of the open quotations and list items;
    `lists` the next number of each open list, None for bullets; `bullet` the mark of an item
    without content yet; `open` the open spans, outermost first.
    """

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.prefixes: list[str] = []
        self.lists: list[int | None] = []
        self.bullet = ""
        self.heading = ""
        self.code: list[str] | None = None
        self.language = ""
        self.rows: list[list[str]] | None = None
        self.in_cell = False
        self.open: list[Span] = [Span("")]

    def finish(self) -> str:
        """Close what is open and return the whole text."""
        self._end_block()
        if self.code is not None:
            self._end_code()
        if self.rows is not None:
            self._end_table()
        return "\n".join(tighten_lists(self.blocks)).strip("\n")

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Begin a span or a block."""
        if self.code is not None:
            if tag == "br":
                self.code.append("\n")
            return
        if self.in_cell and (tag in _BLOCKS or tag in _HEADINGS or tag in _ITEMS):
            self._add("\n- " if tag == "li" else "\n")
        elif tag in _SPANS:
            self._begin_span(_SPANS[tag])
        elif tag == "a":
            self._begin_span("a", unescape(given.get("href", "")).strip())
        elif tag in ("code", "kbd", "tt", "samp"):
            self._begin_span("`")
        elif tag == "img":
            if len(self.open) <= MAX_DEPTH:
                picture = Span(
                    "!", unescape(given.get("src", "")).strip(), [unescape(given.get("alt", ""))]
                )
                self.open[-1].parts.append(picture)
        elif tag == "br":
            self._add("\n")
        else:
            self._begin_block(tag, given)

    def _begin_block(self, tag: str, given: Mapping[str, str]) -> None:
        if tag in _BLOCKS or tag in _HEADINGS:
            self._end_block()
            self.heading = "#" * int(tag[1]) + " " if tag in _HEADINGS else ""
        elif tag in ("ul", "ol"):
            self._end_block()
            if len(self.lists) < MAX_DEPTH:
                self.lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            self._begin_item()
        elif tag == "blockquote":
            self._end_block()
            if len(self.prefixes) < MAX_DEPTH:
                self.prefixes.append("> ")
        elif tag == "pre":
            self._end_block()
            self.code = []
            self.language = "".join(
                re.findall(r"language-([\w+#.-]{1,30})", given.get("class", ""))
            )
        elif tag == "hr":
            self._end_block()
            self._write("---")
        elif tag == "table":
            self._end_block()
            self.rows = self.rows if self.rows is not None else []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.in_cell = True

    def end(self, tag: str) -> None:
        """End a span or a block."""
        if self.code is not None:
            if tag == "pre":
                self._end_code()
            return
        if tag in _SPANS or tag in ("a", "code", "kbd", "tt", "samp"):
            self._end_span(_SPANS.get(tag, "a" if tag == "a" else "`"))
        elif tag in ("td", "th") and self.rows:
            self.in_cell = False
            self.rows[-1].append(_BREAKS.sub("<br>", self._inline()))
        elif self.in_cell and (tag in _BLOCKS or tag in _HEADINGS):
            self._add("\n")
        elif self.in_cell and tag in ("ul", "ol", *_ITEMS):
            return
        elif tag in ("table", "blockquote", "ul", "ol", "li") or tag in _BLOCKS | _HEADINGS:
            self._end_container(tag)

    def _end_container(self, tag: str) -> None:
        self._end_block()
        if tag == "table" and self.rows is not None:
            self._end_table()
        elif tag == "blockquote" and "> " in self.prefixes:
            del self.prefixes[len(self.prefixes) - 1 - self.prefixes[::-1].index("> ") :]
            if self.blocks and not self.blocks[-1].strip("> "):
                self.blocks[-1] = "".join(self.prefixes).rstrip()
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self._outdent(len(self.lists))
        elif tag == "li":
            self._outdent(max(0, len(self.lists) - 1))

    def words(self, data: str) -> None:
        """Add text to the line or to the code block."""
        if self.code is not None:
            self.code.append(data)
        else:
            self._add(_SPACE.sub(" ", data.translate(_CONTROLS)))

    def _add(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def _begin_span(self, kind: str, href: str = "") -> None:
        if len(self.open) <= MAX_DEPTH and all(span.kind != kind for span in self.open):
            span = Span(kind, href)
            self.open[-1].parts.append(span)
            self.open.append(span)

    def _end_span(self, kind: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].kind == kind:
                del self.open[place:]
                return

    def _inline(self) -> str:
        """Return the current line as Markdown and begin a new one."""
        text = render_spans(self.open[0].parts)
        self.open = [Span("")]
        return text

    def _begin_item(self) -> None:
        self._end_block()
        depth = len(self.lists)
        self._outdent(max(0, depth - 1))
        number = self.lists[-1] if self.lists else None
        self.bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1
        self.prefixes.append(" " * len(self.bullet))

    def _outdent(self, depth: int) -> None:
        """End the list items nested deeper than `depth`."""
        indents = [n for n, prefix in enumerate(self.prefixes) if not prefix.strip()]
        if len(indents) > depth:
            del self.prefixes[indents[depth] :]
            self.bullet = ""

    def _end_block(self) -> None:
        text = self._inline()
        heading, self.heading = self.heading, ""
        if heading:
            text = re.sub(
                r"(?<![\\#])(?=#+$)", r"\\", text.replace("\\\n", " ").replace("\n", " "), count=1
            )
        if text:
            self._write(heading + text)

    def _end_code(self) -> None:
        text = "".join(self.code or ()).translate(_CONTROLS).strip("\n")
        self.code = None
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        if text.strip():
            self._write(f"{fence}{self.language}\n{text}\n{fence}")

    def _end_table(self) -> None:
        rows = [row for row in self.rows or () if row]
        self.rows = None
        if not rows:
            return
        width = max(map(len, rows))
        if width * len(rows) <= _MOST_CELLS:
            rows = [row + [""] * (width - len(row)) for row in rows]
        rows[0] += [""] * (width - len(rows[0]))
        lines = [" | ".join(row) for row in rows]
        lines.insert(1, " | ".join(["---"] * width))
        self._write("\n".join(f"| {line} |" for line in lines))

    def _write(self, text: str) -> None:
        """Add a block, prefixed with the marks of the open quotations and list items."""
        first = "".join(self.prefixes)
        if self.bullet:
            first = first[: -len(self.bullet)] + self.bullet
            self.bullet = ""
        rest = "".join(self.prefixes)
        lines = text.split("\n")
        self.blocks.append(first + lines[0])
        self.blocks += [(rest + line).rstrip() for line in lines[1:]]
        self.blocks.append(rest.rstrip())


_BREAKS = re.compile(r"(?:\\?\n)+")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF))
