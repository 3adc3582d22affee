"""What an address in a text leads to: an entry, a picture beside it, another site, or nowhere.

Texts name entries as `[[id]]`, `[[id|label]]` or by the Markdown file, `[label](kafka.md)`;
pictures by a path from the text's own file. Whatever leads nowhere, or would make a reader's
browser do more than follow a link, is a `LinkFault` with words for the author.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from radar.errors import Severity
from radar.model import ID_PATTERN, Entry, Radar
from radar.naming import same_name
from radar.prose.pictures import SUFFIXES, picture_path
from radar.safety.links import can_follow, scheme_of

ID = re.compile(ID_PATTERN)


class LinkTarget(NamedTuple):
    """Where a link leads, and what an entry is called (for links that have no label)."""

    href: str
    name: str = ""


class LinkFault(NamedTuple):
    """Why an address leads nowhere, in the terms of a `Problem`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Links:
    """Resolve the addresses in one text.

    `ids` maps the keys (`same_name`) of ids, names and aliases to entry ids; `name` and `entry`
    say what an entry is called here and where its page is; `picture` says where a picture was put,
    by its path in the radar's folder, or None where there is none. `folder` is that of the text's
    file. `suggest` returns a hint for a name that is not known; only an author needs one.
    """

    ids: Mapping[str, str]
    name: Callable[[str], str]
    entry: Callable[[str], str]
    picture: Callable[[str], str | None]
    folder: str = ""
    suggest: Callable[[str], str] = lambda _: ""

    def wiki(self, target: str) -> LinkTarget | LinkFault:
        """Resolve `[[target]]`."""
        wanted = target.rstrip("\\").strip()
        entry_id = self.ids.get(same_name(wanted))
        if entry_id:
            return LinkTarget(self.entry(entry_id), self.name(entry_id))
        message = f'there is no entry "{wanted}" to link to'
        return LinkFault("broken-wiki-link", message, self.suggest(wanted))

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
        stem, dot, _ = posixpath.basename(unquote(url.split("#")[0])).rpartition(".md")
        entry_id = self.ids.get(same_name(stem)) if dot else None
        if entry_id:
            return LinkTarget(self.entry(entry_id), self.name(entry_id))
        hint = self.suggest(stem) if dot else "link to an entry as [[id]]"
        return LinkFault("broken-link", f'"{url}" is not a page of this site', hint)

    def image(self, url: str) -> LinkTarget | LinkFault:
        """Resolve `![words](url)`."""
        if scheme_of(url) or url.startswith("//"):
            hint = "keep the picture beside the entry; pages fetch nothing from elsewhere"
            return LinkFault("remote-image", f'the picture "{url}" is on another site', hint)
        path = picture_path(self.folder, url)
        if path is None:
            hint = f"pictures are {', '.join(s[1:] for s in SUFFIXES)}, below the radar's folder"
            return LinkFault("bad-image", f'"{url}" cannot be shown as a picture', hint)
        where = self.picture(path)
        if where is None:
            return LinkFault("missing-image", f'there is no picture "{path}"')
        return LinkTarget(where)


def ids_by_name(radar: Radar) -> dict[str, str]:
    """Return what the entries answer to, as keys of names → entry id.

    An id wins over an alias, and an alias over a name; of two the first entry.
    """
    known = {same_name(entry.id): entry.id for entry in radar.entries}
    for words_of in (_aliases, _names):
        for entry in radar.entries:
            for word in words_of(entry):
                known.setdefault(same_name(word), entry.id)
    return known


def _aliases(entry: Entry) -> Iterable[str]:
    return entry.aliases


def _names(entry: Entry) -> Iterable[str]:
    return entry.name.values()


def path_url(path: str) -> str:
    """Return a path as part of an address."""
    return quote(path, safe="/-._~")


def resolve(
    kind: str, value: Any, links: Links, headings: Collection[str]
) -> LinkTarget | LinkFault:
    """Resolve a link or picture of a text with these headings; `value` is what the event says."""
    url: str = value["dest_url"]
    link_type = value["link_type"]
    if kind == "Image":
        return links.image(url)
    if isinstance(link_type, dict) and "WikiLink" in link_type:
        return links.wiki(url)
    if link_type == "Email":
        return LinkTarget(f"mailto:{url}")
    if url.startswith("#"):
        if url[1:] in headings:
            return LinkTarget(url)
        return LinkFault("broken-link", f'there is no heading "{url[1:]}" in this text')
    return links.link(url)
