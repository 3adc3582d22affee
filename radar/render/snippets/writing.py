"""An `Embedding` → the text that puts a radar into a wiki, one function for each format.

Names and words may hold anything. Each format is a type of `radar.safety.markup`, which escapes
what is filled in; addresses are made of signs that no format gives a meaning to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from radar.render.snippets.content import Embedding, LinkArea, SnippetEntry
from radar.safety.markup import (
    Asciidoc,
    Confluence,
    Dokuwiki,
    Html,
    Markdown,
    MarkupText,
    Mediawiki,
    Rst,
)

_FRAME_HEIGHT = 900  # px: the picture and its filters in a page as wide as wikis are
_Markup = TypeVar("_Markup", bound=MarkupText)
# a format writes links with this: address, and the name in the format
_WriteLink = Callable[[str, _Markup], _Markup]


def snippet(name: str, what: Embedding) -> str:
    """Return the snippet in one of `FORMATS`; it ends in a line feed."""
    return str(FORMATS[name](what))


def snippets(what: Embedding) -> dict[str, str]:
    """Return the snippet in every format, by the format's name."""
    return {name: str(write(what)) for name, write in FORMATS.items()}


def markdown(what: Embedding) -> Markdown:
    """Return Markdown: CommonMark, and what wikis and site generators make of it.

    No list is inside another: how far it would have to be indented is not the same everywhere.
    """

    def link(href: str, name: Markdown) -> Markdown:
        return Markdown.write("[{}]({})", name, Markdown.address(href))

    image = Markdown.write("![{}]({})", what.alt, Markdown.address(what.picture))
    title = Markdown.write("**{}**", link(what.home, Markdown.escape(what.title)))
    rows = _list_lines(what, Markdown, link, "\n**{}**\n", "- {}", start=Markdown.start)
    return _lines(Markdown, [link(what.home, image), "", title, *rows, ""])


def html(what: Embedding) -> Html:
    """Return HTML that may stand in Markdown and in MDX as well.

    Markdown wants it without a blank line. MDX wants every tag closed, on the line of the tag
    that opens it or at the start of a line, and reads the words between tags as Markdown.
    """
    title = _anchor(what.home, Html.escape(what.title))
    lines = [
        Html("<figure>"),
        _anchor(what.home, _pictures(what)),
        Html.write("<figcaption>{}</figcaption>", title),
        Html("</figure>"),
        html_list(what),
    ]
    return _lines(Html, [*(line for line in lines if line), ""])


def html_list(what: Embedding) -> Html:
    """Return the entries alone, as a list of HTML without a blank line; empty without entries."""
    rows = _list_lines(what, Html, _anchor, _OUTER, "<li>{}</li>")
    return _lines(Html, [*_lists(rows)])


def iframe(what: Embedding) -> Html:
    """Return a frame that holds the site, with its search and filters, and a link to it below."""
    frame = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
    source, title = Html.address(what.home), Html.attribute(what.title)
    lines = [
        Html.write(frame, source, title, str(_FRAME_HEIGHT)),
        Html.write("<p>{}</p>", _anchor(what.home, Html.escape(what.title))),
    ]
    return _lines(Html, [*lines, ""])


def image_map(what: Embedding) -> Html:
    """Return the picture with a link on each blip and name, for pages that take an `<img>` only.

    The numbers are px of the picture, so it is as wide as it is. The name of the map is the
    radar's; a page has one map of a radar.
    """
    name = Html.attribute(f"map-{what.radar}")
    about = (Html.address(what.picture), Html.attribute(what.alt), str(what.width), name)
    picture = Html.write('<img src="{}" alt="{}" width="{}" usemap="#{}" />', *about)
    lines = [
        Html("<figure>"),
        picture,
        Html.write('<map name="{}">', name),
        *map(_area, what.areas),
        Html("</map>"),
        Html.write("<figcaption>{}</figcaption>", _anchor(what.home, Html.escape(what.title))),
        Html("</figure>"),
        html_list(what),
    ]
    return _lines(Html, [*(line for line in lines if line), ""])


def _area(area: LinkArea) -> Html:
    numbers = ",".join(map(str, area.numbers))
    name = Html.attribute(area.name)
    template = '<area shape="{}" coords="{}" href="{}" alt="{}" title="{}" />'
    return Html.write(
        template, Html(area.shape), Html(numbers), Html.address(area.href), name, name
    )


def _pictures(what: Embedding) -> Html:
    source, alt = Html.address(what.picture), Html.attribute(what.alt)
    image = Html.write('<img src="{}" alt="{}" width="{}" />', source, alt, str(what.width))
    if not what.dark:
        return image
    media = '<source media="(prefers-color-scheme: dark)" srcset="{}" />'
    return Html.write(f"<picture>{media}{{}}</picture>", Html.address(what.dark), image)


def _anchor(href: str, name: Html) -> Html:
    return Html.write('<a href="{}">{}</a>', Html.address(href), name)


_OUTER = "<strong>{}</strong>"


def _lists(rows: list[_Markup]) -> list[_Markup]:
    """Put the tags of nested lists around the names of quadrants and the items of each."""
    kind = type(rows[0]) if rows else None
    lines: list[_Markup] = []
    for row in rows:
        outer = row.startswith("<strong>")
        lines += (
            (*map(type(row), ("</ul>", "</li>", "<li>")), row, type(row)("<ul>"))
            if outer
            else (row,)
        )
    # the first two tags would close a quadrant before the first; they close the last instead
    return [kind("<ul>"), *lines[2:], *lines[:2], kind("</ul>")] if kind else []


def confluence(what: Embedding) -> Confluence:
    """Return Confluence's storage format: an attachment, or a picture from elsewhere."""
    kind = Confluence
    name = what.picture.rpartition("/")[2]
    source = (
        kind.write('<ri:url ri:value="{}" />', kind.address(what.picture))
        if what.absolute
        else kind.write('<ri:attachment ri:filename="{}" />', name)
    )

    def anchor(href: str, name: Confluence) -> Confluence:
        return kind.write('<a href="{}">{}</a>', kind.address(href), name)

    link = _only_absolute(what, anchor)
    about = kind.write('ac:alt="{}" ac:width="{}"', what.alt, str(what.width))
    title = link(what.home, kind.escape(what.title))
    rows = [
        kind.write("<p><ac:image {}>{}</ac:image></p>", about, source),
        kind.write("<p><strong>{}</strong></p>", title),
        *_lists(_list_lines(what, kind, link, _OUTER, "<li>{}</li>")),
    ]
    return _lines(kind, [*rows, ""])


def mediawiki(what: Embedding) -> Mediawiki:
    """Return wikitext for MediaWiki; the picture is to be uploaded as `what.file`."""
    kind = Mediawiki

    def outside(href: str, name: Mediawiki) -> Mediawiki:
        return kind.write("[{} {}]", kind.address(href), name)

    link = _only_absolute(what, outside)
    to = kind.write("|link={}", kind.address(what.home)) if what.absolute else kind()
    file, width = kind(what.file), str(what.width)
    picture = kind.write("[[File:{}|{}px|alt={}{}]]", file, width, what.alt, to)
    title = kind.write("'''{}'''", link(what.home, kind.escape(what.title)))
    rows = _list_lines(what, kind, link, "* '''{}'''", "** {}")
    return _lines(kind, [picture, "", title, "", *rows, ""])


def dokuwiki(what: Embedding) -> Dokuwiki:
    """Return DokuWiki's syntax; without an absolute address, the picture is a media file."""
    kind = Dokuwiki

    def inside(href: str, name: Dokuwiki) -> Dokuwiki:
        return kind.write("[[{}|{}]]", kind.address(href), name)

    link = _only_absolute(what, inside)
    say = kind.link_title if what.absolute else kind.escape
    source = kind.address(what.picture) if what.absolute else kind(what.file.lower())
    rows = _list_lines(what, kind, link, "  * **{}**", "    * {}", say=say)
    picture = kind.write("{{{{{}?{}|{}}}}}", source, str(what.width), kind.link_title(what.alt))
    title = kind.write("**{}**", link(what.home, say(what.title)))
    return _lines(kind, [picture, "", title, "", *rows, ""])


def asciidoc(what: Embedding) -> Asciidoc:
    """Return AsciiDoc."""
    kind = Asciidoc

    def link(href: str, name: Asciidoc) -> Asciidoc:
        return kind.write("link:{}[{}]", kind.address(href), name)

    home, width = kind.address(what.home), str(what.width)
    about = kind.write('alt="{}",width={},link={}', what.alt, width, home)
    rows = _list_lines(what, kind, link, "* *{}*", "** {}")
    title = kind.write("*{}*", link(what.home, kind.escape(what.title)))
    picture = kind.write("image::{}[{}]", kind.address(what.picture), about)
    return _lines(kind, [picture, "", title, "", *rows, ""])


def rst(what: Embedding) -> Rst:
    """Return reStructuredText, for Docutils and Sphinx."""

    def link(href: str, name: Rst) -> Rst:
        return Rst.write("`{} <{}>`__", name, Rst.address(href))

    rows = _list_lines(what, Rst, link, "- **{}**\n", "  - {}", start=Rst.start)
    options = {
        ".. image:: {}": Rst.address(what.picture),
        "   :alt: {}": Rst.option(what.alt),
        "   :width: {}": Rst(what.width),
        "   :target: {}": Rst.address(what.home),
    }
    image = [Rst.write(template, value) for template, value in options.items()]
    title = link(what.home, Rst.escape(what.title))
    return _lines(Rst, [*image, "", title, "", *_space_out(rows, "- **"), ""])


def _space_out(rows: list[Rst], outer: str) -> Iterator[Rst]:
    for n, row in enumerate(rows):
        if n and row.startswith(outer):
            yield Rst()
        yield row


def _lines(kind: type[_Markup], lines: list[str]) -> _Markup:
    return kind("\n").join(lines)


def _list_lines(
    what: Embedding,
    kind: type[_Markup],
    link: _WriteLink[_Markup],
    outer: str,
    inner: str,
    *,
    say: Callable[[str], _Markup] | None = None,
    start: Callable[[_Markup], _Markup] | None = None,
) -> list[_Markup]:
    """Return a line for each quadrant, and one for each of its rings with the entries in it.

    `outer` and `inner` are the templates of these two kinds of lines.

    `say` escapes the names of entries, where that is not as other text; `start` protects the
    first words of a line.
    """
    comma = kind.fill(what.words.template("comma"))
    colon = what.words.template("colon")
    rows: list[_Markup] = []
    for quadrant in what.quadrants:
        rows.append(kind.write(outer, quadrant.name))
        for ring in quadrant.rings:
            items = comma.join(_item(item, say or kind.escape, link) for item in ring.items)
            row = kind.fill(colon, label=ring.name, value=items)
            rows.append(kind.write(inner, start(row) if start else row))
    return rows


def _item(item: SnippetEntry, say: Callable[[str], _Markup], link: _WriteLink[_Markup]) -> _Markup:
    name = link(item.href, say(item.name))
    numbered = type(name)(" ").join(filter(None, (item.number, name)))
    return numbered + type(name).write(" ({})", item.moved) if item.moved else numbered


def _only_absolute(what: Embedding, link: _WriteLink[_Markup]) -> _WriteLink[_Markup]:
    """Return `link`, or a function that writes the name alone if addresses are relative."""
    return link if what.absolute else lambda href, name: name


FORMATS: Mapping[str, Callable[[Embedding], MarkupText]] = {
    "markdown": markdown,
    "html": html,
    "iframe": iframe,
    "image-map": image_map,
    "mediawiki": mediawiki,
    "dokuwiki": dokuwiki,
    "confluence": confluence,
    "asciidoc": asciidoc,
    "rst": rst,
}
