"""The pictures of a site as files, each complete in itself, so that it works anywhere.

For each language: `radar.svg` and `radar.dark.svg`, `radar.fragment.html`, one
`radar.<quadrant>.svg` for every quadrant, `editions/<edition>.svg`, and PNGs where wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.layout import Atlas
from radar.model import Radar
from radar.render.drawing.fragment import render_fragment
from radar.render.drawing.png import render_png
from radar.render.drawing.svg import render_svg
from radar.render.publication import language_root
from radar.theme import Theme
from radar.words import Catalogue, Words

_SCHEMES = {"light": "", "dark": ".dark"}


def pictures(
    radar: Radar,
    theme: Theme,
    atlas: Atlas,
    *,
    words: Mapping[str, Catalogue] | None = None,
    png: bool = False,
    png_width: int = 0,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every picture, language by language.

    Raises:
        MissingExtra: PNGs are wanted, and what draws them is not installed.
    """
    for language in radar.languages:
        root = language_root(radar, language)
        for path, text in _svg_files(radar, theme, atlas, language, (words or {}).get(language)):
            yield root + path, text.encode()
            stem = path.removesuffix(".svg")
            if png and stem in {f"radar{infix}" for infix in _SCHEMES.values()}:
                yield f"{root}{stem}.png", render_png(text, png_width)


def _svg_files(
    radar: Radar, theme: Theme, atlas: Atlas, language: str, words: Catalogue | None
) -> Iterator[tuple[str, str]]:
    root = language_root(radar, language)
    base = f"{radar.base_url.rstrip('/')}/{root}" if radar.base_url else ""
    for edition in radar.editions:
        old = atlas.scene(edition.id, language)
        yield f"editions/{edition.id}.svg", render_svg(old, theme, base_url=base)
    for quadrant in radar.quadrants:
        one = atlas.quadrant(quadrant.id, language)
        yield f"radar.{quadrant.id}.svg", render_svg(one, theme, base_url=base)
    scene = atlas.scene(radar.newest, language)
    for scheme, infix in _SCHEMES.items():
        yield f"radar{infix}.svg", render_svg(scene, theme, scheme, base_url=base)
    yield (
        "radar.fragment.html",
        render_fragment(
            scene,
            theme,
            href=lambda entry: f"{base}entries/{entry}.html",
            list_label=Words(language, words)("list"),
            prefix=f"tr-{radar.id}" + (f"-{language}" if root else ""),
        ),
    )
