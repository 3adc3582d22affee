"""What an address in a text leads to: an entry, a picture beside it, another site, or nowhere.

Texts name entries as `[[id]]`, `[[id|label]]` or by the Markdown file, `[label](kafka.md)`;
pictures by a path from the text's own file. As in Obsidian, a wiki link may name the file of an
entry (`[[My Note]]`), its folder (`[[folder/deep]]`) and a heading (`[[kafka#Why]]`, `[[#Why]]`),
and a picture by its name alone, wherever it lies (`![[p.png]]`). Whatever leads nowhere, or would
make a reader's browser do more than follow a link, is a `LinkFault` with words for the author.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from radar.errors import Severity
from radar.model import ID_PATTERN, Described, Radar
from radar.naming import same_name, slug
from radar.prose.events import unique_anchor
from radar.prose.pictures import SUFFIXES, is_picture, picture_path
from radar.safety.links import can_follow, scheme_of

ID = re.compile(ID_PATTERN)


class LinkFault(NamedTuple):
    """Why an address leads nowhere, or elsewhere than meant, in the terms of a `Problem`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


class LinkTarget(NamedTuple):
    """Where a link leads, and what an entry is called (for links that have no label).

    `doubt` is what the author should know of a link that does not lead all the way. A link is
    `own` where it leads to a heading of the same text, whose anchor follows the `#`.
    """

    href: str
    name: str = ""
    doubt: LinkFault | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """Resolve the addresses in one text.

    `ids` maps the keys (`same_name`) of ids, names and aliases to entry ids; `name` and `entry`
    say what an entry is called here and where its page is. `headings` returns the anchors of an
    entry's text, and `heading` the address of one of them. `picture` says where a picture was put,
    by its path in the radar's folder, or None where there is none; `pictures` has the paths of all
    pictures by the names of their files. `folder` is that of the text's file. `suggest` returns a
    hint for a name that is not known; only an author needs one. `departed` are the ids of entries
    that have no file any more and `drafts` those of drafts, whose links are doubtful.
    """

    ids: Mapping[str, str]
    name: Callable[[str], str]
    entry: Callable[[str], str]
    picture: Callable[[str], str | None]
    folder: str = ""
    suggest: Callable[[str], str] = lambda _: ""
    headings: Callable[[str], Collection[str]] = lambda _: ()
    heading: Callable[[str, str], str] = "{}#{}".format
    pictures: Mapping[str, str] = field(default_factory=dict)
    departed: Collection[str] = ()
    drafts: Collection[str] = ()

    def wiki(self, target: str, own: Collection[str] = ()) -> LinkTarget | LinkFault:
        """Resolve `[[target]]`; `own` are the anchors of the text itself."""
        wanted = target.rstrip("\\").strip()
        if entry_id := self._find(wanted):
            return self._page(entry_id)
        if wanted.startswith("#"):
            return _own_heading(wanted.rpartition("#")[2], own)
        for name, heading in _split_heading(wanted):
            if entry_id := self._find(name):
                return self._heading(entry_id, heading)
        message = f'there is no entry "{wanted}" to link to'
        hint = self.suggest(wanted) or self.suggest(_last_name(wanted.partition("#")[0]))
        return LinkFault("broken-wiki-link", message, hint)

    def _find(self, name: str) -> str | None:
        """Return the entry that has a name, or whose file has, with or without its folder."""
        last = _last_name(name)
        keys = (name, last, slug(last)) if last else (name,)
        return next((self.ids[key] for key in map(same_name, keys) if key in self.ids), None)

    def _page(self, entry_id: str) -> LinkTarget:
        doubt = LinkFault(*describe_departed_link(entry_id)) if entry_id in self.departed else None
        if entry_id in self.drafts:
            doubt = LinkFault(*draft_link(entry_id))
        return LinkTarget(self.entry(entry_id), self.name(entry_id), doubt)

    def _heading(self, entry_id: str, heading: str) -> LinkTarget:
        """Return where a heading of an entry is; its page, and a doubt, where there is none."""
        if entry_id in self.drafts:
            return self._page(entry_id)
        page, name = self.entry(entry_id), self.name(entry_id)
        if heading.startswith("^"):
            message = f'a link to one paragraph, "{heading}", leads to the whole page'
            return LinkTarget(page, name, _doubt(message, "link to a heading"))
        anchor = unique_anchor(heading, {})
        if anchor in self.headings(entry_id) or heading in self.headings(entry_id):
            anchor = heading if heading in self.headings(entry_id) else anchor
            return LinkTarget(self.heading(entry_id, anchor), f"{name} › {heading}")
        message = f'there is no heading "{heading}" in the text of "{entry_id}"'
        return LinkTarget(page, name, _doubt(message, "the link leads to its page"))

    def link(self, url: str) -> LinkTarget | LinkFault:
        """Resolve `[label](url)`; `#fragment` is left to the caller."""
        if scheme := scheme_of(url):
            if can_follow(url):
                return LinkTarget(url)
            hint = "use https, http or mailto"
            return LinkFault("unsafe-link", f'"{scheme}:" is not followed', hint)
        if url.startswith(("/", "?")) or not url:
            hint = "write the whole address, with https://"
            return LinkFault("broken-link", f'"{url}" leads out of the site', hint)
        path, _, heading = unquote(url).partition("#")
        is_note = path.endswith(".md")
        entry_id = self._find(path) if is_note else None
        if entry_id and heading:
            return self._heading(entry_id, heading)
        if entry_id:
            return self._page(entry_id)
        hint = self.suggest(_last_name(path)) if is_note else "link to an entry as [[id]]"
        return LinkFault("broken-link", f'"{url}" is not a page of this site', hint)

    def image(self, url: str, *, anywhere: bool = False) -> LinkTarget | LinkFault:
        """Resolve `![words](url)`, and where a picture may lie `anywhere`, `![[url]]`."""
        if scheme_of(url) or url.startswith("//"):
            hint = "keep the picture beside the entry; pages fetch nothing from elsewhere"
            return LinkFault("remote-image", f'the picture "{url}" is on another site', hint)
        paths = picture_paths(self.folder, url, self.pictures if anywhere else {})
        for path in paths:
            if (where := self.picture(path)) is not None:
                return LinkTarget(where)
        if not paths:
            hint = f"pictures are {', '.join(s[1:] for s in SUFFIXES)}, below the radar's folder"
            return LinkFault("bad-image", f'"{url}" cannot be shown as a picture', hint)
        return LinkFault("missing-image", f'there is no picture "{paths[0]}"')

    def resolve_embed(self, target: str, own: Collection[str]) -> LinkTarget | LinkFault:
        """Resolve `![[target]]` where that is no picture: a link to the entry."""
        found = self.wiki(target, own)
        if isinstance(found, LinkFault):
            return found
        message = f'"{target}" is no picture; what it names is not shown here, but linked to'
        return found._replace(doubt=_doubt(message, f"write [[{target}]] for a link"))


def describe_departed_link(word: str) -> tuple[str, str, str, Severity]:
    """Return code, message, hint and severity of a link to an entry that has no file any more."""
    message = f'"{word}" has left the radar, and its page is made from closed editions alone'
    return "departed-link", message, "leave the link out, or give the entry a file again", "warning"


def draft_link(word: str) -> tuple[str, str, str, Severity]:
    """Return code, message, hint and severity of a link to an entry that is a draft."""
    message = f'"{word}" is a draft, which is not published, so the link leads nowhere for now'
    return "draft-link", message, "publish both, or leave the link out", "warning"


def _doubt(message: str, hint: str) -> LinkFault:
    return LinkFault("doubtful-link", message, hint, "warning")


def _last_name(path: str) -> str:
    """Return the name of a file without its folders and its ending."""
    return posixpath.basename(path).removesuffix(".md").strip()


def _split_heading(target: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read `name#heading`, the longest name first: a name may hold a `#`."""
    at = len(target)
    while (at := target.rfind("#", 0, at)) > 0:
        yield target[:at].strip(), target[at + 1 :].rpartition("#")[2].strip()


def _own_heading(heading: str, own: Collection[str]) -> LinkTarget | LinkFault:
    """Return where a heading of the text itself is, by its words or its anchor."""
    heading = heading.strip()
    anchor = heading if heading in own else unique_anchor(heading, {})
    if anchor in own:
        return LinkTarget(f"#{anchor}", heading, own=True)
    return LinkFault("broken-link", f'there is no heading "{heading}" in this text')


def picture_paths(folder: str, url: str, pictures: Mapping[str, str]) -> tuple[str, ...]:
    """Return the paths at which a picture may lie: from the text's folder, or by its name alone.

    >>> picture_paths("data", "p.png", {"p.png": "attachments/p.png"})
    ('data/p.png', 'p.png', 'attachments/p.png')
    """
    path = picture_path(folder, url)
    if not pictures:
        return (path,) if path else ()
    by_name = pictures.get(posixpath.basename(unquote(url)))
    return tuple(dict.fromkeys(filter(None, (path, picture_path("", url), by_name))))


def paths_of_picture(
    folder: str, value: Mapping[str, Any], pictures: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the paths at which the picture of an event may lie; see `picture_paths`."""
    url: str = value["dest_url"]
    return picture_paths(folder, *((url.rstrip("\\"), pictures) if is_wiki(value) else (url, {})))


def pictures_by_name(paths: Iterable[str]) -> dict[str, str]:
    """Return the name of each picture's file → its path, the one in the fewest folders.

    >>> pictures_by_name(["b/p.png", "a/b/p.png", "notes.md"])
    {'p.png': 'b/p.png'}
    """
    found: dict[str, str] = {}
    for path in sorted(filter(is_picture, paths), key=lambda path: (path.count("/"), path)):
        found.setdefault(posixpath.basename(path), path)
    return found


def ids_by_name(radar: Radar) -> dict[str, str]:
    """Return what entries and proposals answer to, as keys of names → entry id.

    An id wins over an alias, and an alias over a name; of two the first entry.
    """
    every = (*radar.entries, *radar.proposals)
    known = {same_name(entry.id): entry.id for entry in every}
    for words_of in (_aliases, _names):
        for entry in every:
            for word in words_of(entry):
                known.setdefault(same_name(word), entry.id)
    return known


def _aliases(entry: Described) -> Iterable[str]:
    return entry.aliases


def _names(entry: Described) -> Iterable[str]:
    return entry.name.values()


def path_url(path: str) -> str:
    """Return a path as part of an address."""
    return quote(path, safe="/-._~")


def is_wiki(value: Mapping[str, Any]) -> bool:
    """Return whether a link or picture is written in double brackets."""
    return isinstance(value["link_type"], dict) and "WikiLink" in value["link_type"]


def resolve(
    kind: str, value: Any, links: Links, headings: Collection[str]
) -> LinkTarget | LinkFault:
    """Resolve a link or picture of a text with these headings; `value` is what the event says."""
    url: str = value["dest_url"]
    if kind == "Image" and is_wiki(value) and not is_picture(url.rstrip("\\")):
        return links.resolve_embed(url.rstrip("\\"), headings)
    if kind == "Image":
        wiki = is_wiki(value)
        return links.image(url.rstrip("\\") if wiki else url, anywhere=wiki)
    if is_wiki(value):
        return links.wiki(url, headings)
    if value["link_type"] == "Email":
        return LinkTarget(f"mailto:{url}")
    if url.startswith("#"):
        return _own_heading(unquote(url[1:]), headings)
    return links.link(url)
