"""Markdown → HTML that can be trusted, whoever wrote it.

pyromark parses (CommonMark, tables, footnotes, strikethrough, task lists, wiki links),
`radar.render.markdown_writer` writes every tag itself, and nh3 has the last word. The parser says
where everything stands, so what is wrong with a link has a line and a column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from radar.errors import Problem
from radar.model import Radar
from radar.render.links import Links, Refusal, Target, known_names
from radar.render.markdown import addresses, anchors, events_of
from radar.render.pictures import Picture, loss, picture_path, refusal
from radar.safety.links import FOLLOWED

if TYPE_CHECKING:
    import nh3

LONGEST = 200_000  # characters of one text, a hundred pages; nh3 takes the square of the time


class Body(NamedTuple):
    """A Markdown text and where it stands: its file, first line, and column of its lines.

    Line 0 says that only the file is known, column 0 that only the first line is.
    """

    path: str
    line: int
    text: str
    column: int = 1


def to_html(markdown: str, links: Links, *, scope: str = "", table: str = "") -> str:
    """Return the text as HTML.

    `scope` goes before every id, for pages that hold several texts; `table` is the accessible
    name of a table that may have to be scrolled.
    """
    from radar.render.markdown_writer import Writer

    headings = anchors(markdown)
    writer = Writer(lambda kind, value: _resolve(kind, value, links, headings), scope, table)
    writer.write(event for event, _ in events_of(markdown))
    return _cleaner().clean(writer.html())


def check_prose(
    radar: Radar, bodies: Iterable[Body], pictures: Mapping[str, Picture]
) -> list[Problem]:
    """Return what is wrong with the links and pictures of the texts.

    `pictures` holds those that are there, by their paths in the radar's folder. What one of them
    loses is noted once, where it is shown first.
    """
    lossy = {path: picture for path, picture in pictures.items() if picture.removed}
    known = known_names(radar)
    found: list[Problem] = []
    for body in bodies:
        links = Links(
            known,
            name=str,
            entry=str,
            picture=lambda path: path if path in pictures else None,
            folder=_folder(body),
        )
        found += _problems(body, links, pictures, lossy)
    return found


def pictures_in(bodies: Iterable[Body]) -> tuple[str, ...]:
    """Return the paths of all pictures that the texts name, in the radar's folder, sorted."""
    named = {
        picture_path(_folder(body), value["dest_url"])
        for body in bodies
        if "![" in body.text
        for kind, value, _ in addresses(body.text)
        if kind == "Image"
    }
    return tuple(sorted(path for path in named if path))


def _folder(body: Body) -> str:
    return body.path.rpartition("/")[0]


def _problems(
    body: Body, links: Links, pictures: Mapping[str, Picture], lossy: dict[str, Picture]
) -> Iterator[Problem]:
    if len(body.text) > LONGEST:
        message = f"this text has {len(body.text):,} characters, and the limit is {LONGEST:,}"
        yield Problem(body.path, body.line, 0, "too-long", message, "shorten it")
        return
    if not any(sign in body.text for sign in ("](", "[[", "]:", "<", "![")):
        return
    headings = anchors(body.text)
    refused: list[tuple[int, Refusal]] = []
    for kind, value, start in addresses(body.text):
        found = _resolve(kind, value, links, headings)
        if kind == "Image" and isinstance(found, Target):
            found = _judged(found, pictures[found.href], lossy)
        if isinstance(found, Refusal):
            refused.append((start, found))
    yield from _placed(body, refused)


def _judged(target: Target, picture: Picture, lossy: dict[str, Picture]) -> Target | Refusal:
    """Return why a picture is not published, or what it loses where that was not said yet."""
    if picture.fault:
        return Refusal(*refusal(target.href, picture))
    if lossy.pop(target.href, None):
        return Refusal(*loss(target.href, picture), severity="note")
    return target


def _placed(body: Body, refused: Iterable[tuple[int, Refusal]]) -> Iterator[Problem]:
    """Yield a problem for each refusal; offsets in bytes become places in one pass."""
    data, at, line, column = body.text.encode(), 0, body.line, body.column
    for start, reason in sorted(refused):
        before = data[at:start].decode()
        breaks = before.count("\n")
        column = len(before) - 1 - before.rfind("\n") + (body.column if breaks else column)
        at, line = start, line + breaks
        known = bool(body.line and body.column)
        there = line if known else body.line
        yield Problem(body.path, there, column * known, *reason)


def _resolve(kind: str, value: Any, links: Links, headings: Collection[str]) -> Target | Refusal:
    url: str = value["dest_url"]
    link_type = value["link_type"]
    if kind == "Image":
        return links.image(url)
    if isinstance(link_type, dict) and "WikiLink" in link_type:
        return links.wiki(url)
    if link_type == "Email":
        return Target(f"mailto:{url}")
    if url.startswith("#"):
        if url[1:] in headings:
            return Target(url)
        return Refusal("broken-link", f'there is no heading "{url[1:]}" in this text')
    return links.link(url)


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    tags = "a blockquote br code del div em h2 h3 h4 h5 h6 hr img li ol p pre section span"
    return nh3.Cleaner(
        tags=set(f"{tags} strong sup table tbody td th thead tr ul".split()),
        attributes={
            "a": {"href", "id", "title"},
            "div": {"aria-label"},
            "img": {"src", "alt", "title"},
            "li": {"id"},
            "ol": {"start"},
        }
        | {f"h{n}": {"id"} for n in range(2, 7)},
        tag_attribute_values={
            "a": {"class": {"wiki", "back"}},
            "div": {"class": {"table"}, "tabindex": {"0"}, "role": {"group"}},
            "img": {"loading": {"lazy"}, "decoding": {"async"}},
            "pre": {"tabindex": {"0"}},
            "section": {"class": {"footnotes"}},
            "span": {"class": {"task", "broken"}},
            "td": {"class": {"left", "center", "right"}},
            "th": {"class": {"left", "center", "right"}, "scope": {"col"}},
        },
        link_rel=None,
        url_schemes=set(FOLLOWED),
    )
