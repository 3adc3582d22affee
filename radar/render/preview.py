"""Themes side by side, light and dark, on one page that needs nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

GENERATOR = '<meta name="generator" content="radar themes">'
_STYLE = (
    "body{margin:2rem;font:1rem/1.5 Arial,Helvetica,sans-serif;color:#1c2430;background:#f5f7f9}"
    "h1{font-size:1.5rem}h2{font-size:1.125rem;margin:2.5rem 0 .5rem}"
    "h2 code{font-weight:normal;color:#55606e}"
    "div{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem}"
    "img{width:100%;height:auto;border:1px solid #d9dee4}"
)


class Sample(NamedTuple):
    """One theme: its name and title, and a picture in each scheme."""

    name: str
    title: str
    light: str
    dark: str


def preview_page(title: str, samples: Iterable[Sample]) -> str:
    """Return the page; `title` is the radar's."""
    parts = "\n".join(map(_part, samples))
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">{GENERATOR}\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>Themes · {escape(title)}</title>\n<style>{_STYLE}</style></head>\n"
        f"<body>\n<h1>Themes · {escape(title)}</h1>\n{parts}\n</body>\n</html>\n"
    )


def _part(sample: Sample) -> str:
    name = escape(sample.name)
    pictures = "\n".join(
        f'<img alt="{name}, {scheme}" src="data:image/svg+xml;base64,{_base64(svg)}">'
        for scheme, svg in (("light", sample.light), ("dark", sample.dark))
    )
    heading = f"{escape(sample.title)} <code>{name}</code>"
    return f"<section>\n<h2>{heading}</h2>\n<div>\n{pictures}\n</div>\n</section>"


def _base64(text: str) -> str:
    return b64encode(text.encode("ascii")).decode("ascii")
