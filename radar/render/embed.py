"""An `Embedding` → the text that puts a radar into a wiki, one function for each format.

Names may hold anything, so every text is escaped for where it stands. Where a format knows
numeric references (`&#91;` for `[`), they are what is used: no converter takes one for markup,
while backslashes are understood in some and shown in others. Addresses come in without any sign
that a format gives a meaning to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from radar.render.embedding import Embedding, Item

# A format writes names with a `Say` and links with a `Link` (address, name that is escaped).
Say = Callable[[str], str]
Link = Callable[[str, str], str]

SPACE = "\u200b"  # parts signs in formats that have no way to escape them


def snippet(name: str, what: Embedding) -> str:
    """Return the snippet in one of `FORMATS`; it ends in a line feed."""
    return FORMATS[name](what)


def snippets(what: Embedding) -> dict[str, str]:
    """Return the snippet in every format, by the format's name."""
    return {name: write(what) for name, write in FORMATS.items()}


def markdown(what: Embedding) -> str:
    """Return Markdown: CommonMark, and what wikis and site generators make of it.

    No list is inside another: how far it would have to be indented is not the same everywhere.
    """

    def link(href: str, name: str) -> str:
        return f"[{name}]({href})"

    picture = link(what.home, f"![{_markdown(what.alt)}]({what.picture})")
    title = f"**{link(what.home, _markdown(what.title))}**"
    rows = _nested(what, _markdown, link, "\n**{}**\n", "- {}", start=_start_of_markdown)
    return "\n".join([picture, "", title, *rows, ""])


_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>&~|$@^={}%]|:(?=\S)|(?<!\w)#(?=\w)|(?<=www)\."
    # what typographers make quotes, dashes, an ellipsis and ©, ®, ™, ± of
    r"|['\"]|([-.,?!])(?=\1)|\((?=(?:c|r|p|tm)\))|\+(?=-)",
    re.IGNORECASE,
)
_MARKDOWN_START = re.compile(r"([-+#]|(?<=[0-9])[.)])")


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(_reference, text)


def _start_of_markdown(text: str) -> str:
    """Keep a text at the start of an item from becoming a list or a heading."""
    found = re.match(r"[-+#]|[0-9]{1,9}[.)]", text)
    return _MARKDOWN_START.sub(_reference, text, count=1) if found else text


def html(what: Embedding) -> str:
    """Return HTML that may stand in Markdown and in MDX as well.

    Markdown wants it without a blank line. MDX wants every tag closed, on the line of the tag
    that opens it or at the start of a line, and reads the words between tags as Markdown.
    """
    lines = [
        "<figure>",
        f'<a href="{_html(what.home)}">{"".join(_pictures(what))}</a>',
        f"<figcaption>{_anchor(what.home, _words(what.title))}</figcaption>",
        "</figure>",
        *_lists(_nested(what, _words, _anchor, _OUTER, "<li>{}</li>")),
    ]
    return "\n".join([*lines, ""])


def _pictures(what: Embedding) -> Iterator[str]:
    image = f'<img src="{_html(what.picture)}" alt="{_html(what.alt)}" width="{what.width}" />'
    if what.dark:
        query = "(prefers-color-scheme: dark)"
        yield f'<picture><source media="{query}" srcset="{_html(what.dark)}" />'
        image += "</picture>"
    yield image


def _anchor(href: str, name: str) -> str:
    return f'<a href="{_html(href)}">{name}</a>'


def _html(text: str) -> str:
    """Escape for HTML, and for template engines and MDX, to which braces mean something."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")


_FOUND_LATE = re.compile(r"(?<=:)(?=\S)|(?=@)|(?<=www)(?=\.)", re.IGNORECASE)


def _words(text: str) -> str:
    """Escape words between tags, also for MDX, to which they are Markdown.

    Emoji, addresses and people are found in the words of the page that is made, where references
    are signs again; a place where a line may break, which nobody sees, parts those.
    """
    return "<wbr />".join(_markdown(part) for part in _FOUND_LATE.split(text))


_OUTER = "<strong>{}</strong>"


def _lists(rows: list[str]) -> list[str]:
    """Put the tags of nested lists around the names of quadrants and the items of each."""
    lines: list[str] = []
    for row in rows:
        lines += ("</ul>", "</li>", "<li>", row, "<ul>") if row.startswith("<strong>") else (row,)
    # what would close a quadrant before the first closes the last
    return ["<ul>", *lines[2:], *lines[:2], "</ul>"]


def confluence(what: Embedding) -> str:
    """Return Confluence's storage format: an attachment, or a picture from elsewhere."""
    name = what.picture.rpartition("/")[2]
    source = (
        f'<ri:url ri:value="{_xml(what.picture)}" />'
        if what.absolute
        else f'<ri:attachment ri:filename="{_xml(name)}" />'
    )
    about = f'ac:alt="{_xml(what.alt)}" ac:width="{what.width}"'
    link = _only_absolute(what, _anchor)
    return "\n".join(
        [
            f"<p><ac:image {about}>{source}</ac:image></p>",
            f"<p><strong>{link(what.home, _xml(what.title))}</strong></p>",
            *_lists(_nested(what, _xml, link, _OUTER, "<li>{}</li>")),
            "",
        ]
    )


def _xml(text: str) -> str:
    return escape(text)


def mediawiki(what: Embedding) -> str:
    """Return wikitext for MediaWiki; the picture is to be uploaded as `what.file`."""
    link = _only_absolute(what, lambda href, name: f"[{href} {name}]")
    to = f"|link={what.home}" if what.absolute else ""
    picture = f"[[File:{what.file}|{what.width}px|alt={_mediawiki(what.alt)}{to}]]"
    title = f"'''{link(what.home, _mediawiki(what.title))}'''"
    rows = _nested(what, _mediawiki, link, "* '''{}'''", "** {}")
    return "\n".join([picture, "", title, "", *rows, ""])


# the last: a number after one of these words would be made a link by older versions
_MEDIAWIKI = re.compile(r"[\[\]{}|<>&'~]|:(?=\S)|_(?=_)|(?<=_)_|(?<=RFC) |(?<=PMID) |(?<=ISBN) ")


def _mediawiki(text: str) -> str:
    return _MEDIAWIKI.sub(_reference, text)


def dokuwiki(what: Embedding) -> str:
    """Return DokuWiki's syntax; without an absolute address, the picture is a media file."""
    link = _only_absolute(what, lambda href, name: f"[[{href}|{name}]]")
    say = _doku_title if what.absolute else _doku_text
    alt = _doku_title(what.alt)
    source = what.picture if what.absolute else what.file.lower()
    rows = _nested(what, _doku_text, link, "  * **{}**", "    * {}", say=say)
    picture = f"{{{{{source}?{what.width}|{alt}}}}}"
    return "\n".join([picture, "", f"**{link(what.home, say(what.title))}**", "", *rows, ""])


def _doku_title(text: str) -> str:
    """Part brackets that would end the title of a link; DokuWiki cannot escape them there."""
    parted = re.sub(r"(?<=[\[\]{}])(?=[\[\]{}])", SPACE, text)
    parted = SPACE + parted if parted[:1] in "[{" else parted
    return parted + SPACE if parted[-1:] in "]}" else parted


def _doku_text(text: str) -> str:
    if re.fullmatch(r"[\w ,]*", text):
        return text
    parts = re.sub("(?i)(</nowi)(ki>)", r"\1</nowiki><nowiki>\2", text)
    return f"<nowiki>{parts}</nowiki>"


def asciidoc(what: Embedding) -> str:
    """Return AsciiDoc."""

    def link(href: str, name: str) -> str:
        return f"link:{href}[{name}]"

    about = f'alt="{_asciidoc(what.alt)}",width={what.width},link={what.home}'
    rows = _nested(what, _asciidoc, link, "* *{}*", "** {}")
    title = f"*{link(what.home, _asciidoc(what.title))}*"
    return "\n".join([f"image::{what.picture}[{about}]", "", title, "", *rows, ""])


_ASCIIDOC = re.compile(
    r"[\\`*_#+^~\[\]{}<>&|'\"();=@!$%]|:(?=\S)|(?<=:):|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."
)


def _asciidoc(text: str) -> str:
    return _ASCIIDOC.sub(_reference, text)


def rst(what: Embedding) -> str:
    """Return reStructuredText, for Docutils and Sphinx."""

    def link(href: str, name: str) -> str:
        return f"`{name} <{href}>`__"

    rows = _nested(what, _rst, link, "- **{}**\n", "  - {}", start=_start_of_rst)
    return "\n".join(
        [
            f".. image:: {what.picture}",
            f"   :alt: {what.alt}",
            f"   :width: {what.width}",
            f"   :target: {what.home}",
            "",
            link(what.home, _rst(what.title)),
            "",
            *_spaced(rows, "- **"),
            "",
        ]
    )


def _rst(text: str) -> str:
    # the last: what Sphinx makes dashes and an ellipsis of
    return re.sub(r"[\\`*_|<>:@\[\]'\"]|([-.])(?=\1)", r"\\\g<0>", text)


def _start_of_rst(text: str) -> str:
    """Keep a text at the start of an item from becoming a list, an option or a directive."""
    return "\\" + text if re.match(r"[-+/.(#]|\w+[.)]", text) else text


def _spaced(rows: list[str], outer: str) -> Iterator[str]:
    for n, row in enumerate(rows):
        if n and row.startswith(outer):
            yield ""
        yield row


def _nested(
    what: Embedding,
    escaped: Say,
    link: Link,
    outer: str,
    inner: str,
    *,
    say: Say | None = None,
    start: Say = str,
) -> list[str]:
    """Return a line for each quadrant, and one for each of its rings with the entries in it.

    `say` escapes the names of entries, where that is not as other text; `start` protects the
    first words of a line.
    """
    rows: list[str] = []
    for quadrant in what.quadrants:
        rows.append(outer.format(escaped(quadrant.name)))
        for ring in quadrant.rings:
            items = [_item(item, say or escaped, link) for item in ring.items]
            label, value = start(escaped(ring.name)), what.words("comma").join(items)
            rows.append(inner.format(what.words("colon", label=label, value=value)))
    return rows


def _item(item: Item, say: Say, link: Link) -> str:
    moved = f" ({item.moved})" if item.moved else ""
    return " ".join(filter(None, (item.number, link(item.href, say(item.name))))) + moved


def _only_absolute(what: Embedding, link: Link) -> Link:
    """Return links that are names alone where an address would lead nowhere."""
    return link if what.absolute else lambda href, name: name


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


FORMATS: Mapping[str, Callable[[Embedding], str]] = {
    "markdown": markdown,
    "html": html,
    "mediawiki": mediawiki,
    "dokuwiki": dokuwiki,
    "confluence": confluence,
    "asciidoc": asciidoc,
    "rst": rst,
}
