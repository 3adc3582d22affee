"""What an address in a text leads to: an entry, a picture beside it, another site, or nowhere.

Texts name entries as `[[id]]`, `[[id|label]]` or by the Markdown file, `[label](kafka.md)`;
pictures by a path from the text's own file. Whatever leads nowhere, or would make a reader's
browser do more than follow a link, is a `Refusal` with words for the author.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from radar.errors import Severity, near_miss
from radar.model import ID_PATTERN, Radar
from radar.render.pictures import SUFFIXES, picture_path
from radar.safety.links import can_follow, scheme_of

ID = re.compile(ID_PATTERN)


class Target(NamedTuple):
    """Where a link leads, and what an entry is called (for links that have no label)."""

    href: str
    name: str = ""


class Refusal(NamedTuple):
    """Why an address leads nowhere, in the terms of a `Problem`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Links:
    """Resolve the addresses in one text.

    `known` maps ids, names and aliases, case-folded, to entry ids; `name` and `entry` say what an
    entry is called here and where its page is; `picture` says where a picture was put, by its
    path in the radar's folder, or None where there is none. `folder` is that of the text's file.
    """

    known: Mapping[str, str]
    name: Callable[[str], str]
    entry: Callable[[str], str]
    picture: Callable[[str], str | None]
    folder: str = ""

    def wiki(self, target: str) -> Target | Refusal:
        """Resolve `[[target]]`."""
        wanted = target.rstrip("\\").strip()
        found = self.known.get(wanted.casefold())
        if found:
            return Target(self.entry(found), self.name(found))
        message = f'there is no entry "{wanted}" to link to'
        return Refusal("broken-wiki-link", message, near_miss(wanted, self.known))

    def link(self, url: str) -> Target | Refusal:
        """Resolve `[label](url)`; `#fragment` is left to the caller."""
        if scheme := scheme_of(url):
            if can_follow(url):
                return Target(url)
            hint = "use https, http or mailto"
            return Refusal("unsafe-link", f'"{scheme}:" is not followed', hint)
        if url.startswith(("/", "?")) or not url:
            hint = "write the whole address, with https://"
            return Refusal("broken-link", f'"{url}" leads out of the site', hint)
        stem, dot, _ = posixpath.basename(unquote(url.split("#")[0])).rpartition(".md")
        found = self.known.get(stem.casefold()) if dot else None
        if found:
            return Target(self.entry(found), self.name(found))
        hint = near_miss(stem, self.known) if dot else "link to an entry as [[id]]"
        return Refusal("broken-link", f'"{url}" is not a page of this site', hint)

    def image(self, url: str) -> Target | Refusal:
        """Resolve `![words](url)`."""
        if scheme_of(url) or url.startswith("//"):
            hint = "keep the picture beside the entry; pages fetch nothing from elsewhere"
            return Refusal("remote-image", f'the picture "{url}" is on another site', hint)
        path = picture_path(self.folder, url)
        if path is None:
            hint = f"pictures are {', '.join(s[1:] for s in SUFFIXES)}, below the radar's folder"
            return Refusal("bad-image", f'"{url}" cannot be shown as a picture', hint)
        where = self.picture(path)
        if where is None:
            return Refusal("missing-image", f'there is no picture "{path}"')
        return Target(where)


def known_names(radar: Radar) -> dict[str, str]:
    """Return case-folded ids, names and aliases → entry id; an id wins over the others."""
    found: dict[str, str] = {}
    for entry in radar.entries:
        for name in (*entry.aliases, *entry.name.values()):
            found.setdefault(name.casefold(), entry.id)
    found.update({entry.id: entry.id for entry in radar.entries})
    return found


def path_url(path: str) -> str:
    """Return a path as part of an address."""
    return quote(path, safe="/-._~")
