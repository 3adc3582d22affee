"""Where the pages of entries stand, if mkdocs.yml lists the navigation: below the radar's page."""

from __future__ import annotations

from typing import Any

_Items = list[Any]  # what MkDocs has read of `nav`: paths, {title: path} and {title: items}


def add_below(nav: _Items, page: str, title: str, sections: _Items) -> _Items:
    """Return a navigation in which a page is a section with itself and `sections`.

    `title` is that of the section where the navigation gives the page none.

    >>> add_below(["index.md", {"Ours": "r.md"}], "r.md", "Radar", [{"Tools": ["radar/k3s.md"]}])
    ['index.md', {'Ours': ['r.md', {'Tools': ['radar/k3s.md']}]}]
    """
    return [_widen(item, page, title, sections) for item in nav]


def is_listed(nav: Any, page: str) -> bool:
    """Return whether a navigation, or a part of it, has a page.

    >>> is_listed([{"Guides": ["a.md"]}], "a.md"), is_listed([], "a.md")
    (True, False)
    """
    if isinstance(nav, dict):
        return any(is_listed(item, page) for item in nav.values())
    if isinstance(nav, list):
        return any(is_listed(item, page) for item in nav)
    return bool(nav == page)


def _widen(item: Any, page: str, title: str, sections: _Items) -> Any:
    if item == page:
        return {title: [page, *sections]}
    if not isinstance(item, dict):
        return item
    return {key: _widen_section(value, page, title, sections) for key, value in item.items()}


def _widen_section(value: Any, page: str, title: str, sections: _Items) -> Any:
    if value == page:
        return [page, *sections]
    return add_below(value, page, title, sections) if isinstance(value, list) else value
