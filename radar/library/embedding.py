"""The text that puts a radar into a page of a wiki, and what is left to be done there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from radar.errors import BadCall, near_miss
from radar.limits import raise_limits
from radar.model import Radar

if TYPE_CHECKING:
    from radar.pipeline import CheckedRadar
    from radar.render.snippets.content import Embedding, PictureChoice

_WITHOUT_RELATIVE_LINKS = ("mediawiki", "dokuwiki", "confluence")


class WikiSnippet(NamedTuple):
    """What to paste, and lines that say what is left to be done in the wiki."""

    text: str
    advice: tuple[str, ...]


def embed(
    radar: Radar | str | Path | None,
    format: str,
    *,
    base_url: str | None = None,
    picture: PictureChoice = "auto",
    language: str = "",
    edition: str = "",
    max_entries: int | None = None,
) -> str:
    """Return what to paste into a wiki: the picture, its words, and a linked list of the entries.

    `radar` is its folder, None for the one here or `./entries`, or a `Radar` made in Python.
    `format` is markdown, html, iframe (the whole site), image-map (links in the picture),
    mediawiki, dokuwiki, confluence (storage format), asciidoc or rst.
    Addresses begin with `base_url`, by default that of the radar; without one they are relative to
    the site. `picture` is auto, light, dark or png. `language` is by default the radar's first,
    `edition` the newest. `max_entries` is how many entries may be read.

    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"])
    >>> print(embed(ours, "markdown", base_url="https://radar.example.org/").splitlines()[2])
    **[Technology radar Ours](https://radar.example.org/)**

    Raises:
        BadCall: there is no radar, or no such format, picture, language or edition.
        InvalidRadar: something is wrong with the radar or its theme.
    """
    with raise_limits(max_entries):
        return make_snippet(
            radar, format, base_url=base_url, picture=picture, language=language, edition=edition
        ).text


def make_snippet(
    radar: Radar | str | Path | None,
    format: str,
    *,
    base_url: str | None = None,
    picture: PictureChoice = "auto",
    language: str = "",
    edition: str = "",
) -> WikiSnippet:
    """Return the snippet with what is left to be done; see `embed`."""
    from radar.pipeline import find_source
    from radar.render.snippets.content import PICTURES
    from radar.render.snippets.writing import FORMATS, snippet

    _require("format for a wiki", format, FORMATS)
    _require("picture", picture, PICTURES)
    source = find_source(radar)
    made = _make_embedding(source, picture, base_url, language, edition)
    advice = [*_advise(format, made)]
    if picture == "png" and not source.radar.png:
        advice.append(
            "radar.png is made by `radar build --png` only, or with `png: true` in radar.yaml."
        )
    return WikiSnippet(snippet(format, made), tuple(advice))


def _require(kind: str, word: str, words: Collection[str]) -> None:
    if word not in words:
        hint = near_miss(word, words) or f"there are {', '.join(words)}"
        raise BadCall(f"there is no {kind} {word[:40]!r}. {hint[:1].upper()}{hint[1:]}")


def _advise(format: str, made: Embedding) -> Iterator[str]:
    """Yield what is left to be done in the wiki, where it cannot be written in the snippet."""
    if format not in _WITHOUT_RELATIVE_LINKS and not made.absolute:
        yield (
            "The addresses are relative to the site, and lead nowhere from a page elsewhere; "
            "--base-url, or base_url in radar.yaml, makes them whole."
        )
    if format == "mediawiki" or (format == "dokuwiki" and not made.absolute):
        name = made.file if format == "mediawiki" else made.file.lower()
        yield f"Upload {made.picture} as {name}."
    if format == "confluence" and not made.absolute:
        yield f"Attach {made.picture} to the page."
    if format in _WITHOUT_RELATIVE_LINKS and not made.absolute:
        yield f"{format} has no relative links, so nothing is linked; --base-url makes links."


def _make_embedding(
    source: CheckedRadar, picture: PictureChoice, base_url: str | None, language: str, edition: str
) -> Embedding:
    """Lay out a radar and put together what its snippets say.

    Raises:
        BadCall: there is no such language, edition or picture.
        InvalidRadar: something is wrong in the theme.
    """
    from radar.layout import Atlas
    from radar.matching import language_of, require_id
    from radar.render.snippets.content import embedding
    from radar.theme import load_theme

    radar = source.radar
    theme = load_theme(radar.theme, beside=source.folder)
    shown = require_id("edition", radar.editions, edition) if edition else radar.newest
    tongue = language_of(radar, language)
    scene = Atlas(radar, theme.style, source.words).scene(shown, tongue)
    words = source.words.get(tongue)
    return embedding(radar, scene, picture=picture, base_url=base_url, words=words)
