"""The pictures of a site as files, each complete in itself, so that it works anywhere.

For each language: `radar.svg` and `radar.dark.svg`, `radar.fragment.html`, one
`radar.<quadrant>.svg` for every quadrant, `editions/<edition>.svg`, and PNGs where wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from radar.layout import Atlas
from radar.layout.scene import Scene
from radar.model import Radar
from radar.render.drawing.fragment import render_fragment
from radar.render.drawing.png import render_png, require_painter
from radar.render.drawing.svg import render_svg
from radar.render.publication import language_root
from radar.render.site_files import SiteFiles, text_maker
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
) -> SiteFiles:
    """Return every picture by its path, made when it is asked for.

    Raises:
        MissingExtra: PNGs are wanted, and what draws them is not installed.
    """
    if png:
        require_painter()
    makers: dict[str, Callable[[], bytes]] = {}
    for language in radar.languages:
        root, own = language_root(radar, language), (words or {}).get(language)
        for path, make in _svg_makers(radar, theme, atlas, language, own):
            makers[root + path] = text_maker(make)
            stem = path.removesuffix(".svg")
            if png and stem in {f"radar{infix}" for infix in _SCHEMES.values()}:
                makers[f"{root}{stem}.png"] = partial(_make_png, make, png_width)
    return SiteFiles(makers.items())


def _make_png(make: Callable[[], str], width: int) -> bytes:
    return render_png(make(), width)


def _svg_makers(
    radar: Radar, theme: Theme, atlas: Atlas, language: str, words: Catalogue | None
) -> Iterator[tuple[str, Callable[[], str]]]:
    root = language_root(radar, language)
    base = f"{radar.base_url.rstrip('/')}/{root}" if radar.base_url else ""

    def draw(scene: Callable[[], Scene], scheme: str = "light") -> str:
        return render_svg(scene(), theme, scheme, base_url=base)

    for edition in radar.editions:
        old = partial(atlas.scene, edition.id, language)
        yield f"editions/{edition.id}.svg", partial(draw, old)
    for quadrant in radar.quadrants:
        one = partial(atlas.quadrant, quadrant.id, language)
        yield f"radar.{quadrant.id}.svg", partial(draw, one)
    newest = partial(atlas.scene, radar.newest, language)
    for scheme, infix in _SCHEMES.items():
        yield f"radar{infix}.svg", partial(draw, newest, scheme)
    prefix = f"tr-{radar.id}" + (f"-{language}" if root else "")
    label = Words(language, words)("list")
    yield "radar.fragment.html", partial(_make_fragment, newest, theme, base, label, prefix)


def _make_fragment(
    scene: Callable[[], Scene], theme: Theme, base: str, label: str, prefix: str
) -> str:
    """Return the picture as a part of another page; entries are linked below the address `base`."""
    return render_fragment(
        scene(),
        theme,
        href=lambda entry: f"{base}entries/{entry}.html",
        list_label=label,
        prefix=prefix,
    )
