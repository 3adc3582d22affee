"""The style sheet for what stands in a page of a host.

Every rule begins with a class of ours, so that it changes nothing else in the page. Text has the
host's own type and colours; those of rings and quadrants are the theme's, light or dark as the
host is at the moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from radar.theme import Palette, Theme

# how hosts say that a page is dark: Material for MkDocs, then Furo, pydata-sphinx-theme and others
_DARK = ('[data-md-color-scheme="slate"]', '[data-theme="dark"]', "html.dark")
# the same, where the host leaves the choice to the system
_AUTO = ('body[data-theme="auto"]', 'html[data-bs-theme="auto"]')
_OURS = (".radar-picture", ".radar-entry", ".radar-link")

_RULES = """
.radar-picture{margin:1em 0}
.radar-picture figure{margin:0;width:auto;max-width:none}
.radar-picture svg{display:block;margin:0 auto;border-radius:.25rem}
.radar-entry .body{border:0;margin:0;max-width:none;min-width:0;padding:0}
.radar-entry .kicker{margin:0}
.radar-entry .lead{font-size:1.15em}
.radar-entry .standing{border-inline-start:3px solid var(--radar-hue);padding-inline-start:1em}
.radar-entry .standing p{margin:.25em 0}
.radar-entry .standing strong{margin-inline-end:.5em}
.radar-entry .when{display:inline-block;min-width:8em}
.radar-entry aside{border-top:1px solid;margin-top:2em;padding-top:1em}
.radar-entry svg{display:block;height:auto;max-width:100%;width:14rem;direction:ltr}
.radar-entry .small circle{fill:var(--tint);stroke:var(--radar-line);stroke-width:2}
.radar-entry .small path{stroke:var(--radar-background);stroke-width:14}
.radar-entry .small .sector{fill:var(--hue);fill-opacity:.28;stroke:none}
.radar-entry .small .trail{fill:var(--hue);fill-opacity:.5;stroke:none}
.radar-entry .small text{fill:currentColor}
.radar-entry .small .now{font-weight:700}
.radar-entry .small .blip{fill:var(--hue);stroke:var(--radar-background);stroke-width:6}
.radar-entry .small .last{fill:none;stroke:var(--hue);stroke-width:4}
.radar-entry .way{align-items:start;display:grid;gap:0 .5rem;grid-template-columns:auto 1fr}
.radar-entry .way{margin:1em 0;max-width:14rem;text-align:start;width:auto}
.radar-entry .way ul,.radar-entry .way li{list-style:none;margin:0;padding:0}
.radar-entry .way li{font-size:.75rem;line-height:16px}
.radar-entry .way svg{height:auto;width:100%}
.radar-entry .way rect{fill:var(--tint)}
.radar-entry .way .line{fill:none;stroke:var(--hue);stroke-width:3}
.radar-entry .way figcaption{display:flex;font-style:normal;justify-content:space-between}
.radar-entry .way figcaption{grid-column:2;margin:0}
.radar-entry dl>div{display:flex;flex-wrap:wrap;gap:0 1em}
.radar-entry dt{min-width:8em}
.radar-entry dd{margin:0}
.radar-entry .table{overflow-x:auto}
.radar-entry a,.radar-picture li a,.radar-link a{text-decoration:underline}
.radar-link{white-space:nowrap}
.radar-link a{white-space:normal}
.radar-ring{color:var(--radar-text);background:var(--tint);border:1px solid;border-radius:1em}
.radar-ring{font-size:.75em;font-weight:600;padding:.1em .6em}
@media print{.radar-picture{break-inside:avoid}}
"""


def colour_class(radar: str) -> str:
    """Return the class that gives the elements of one radar its colours, by the radar's id."""
    return f"radar-of-{radar.replace('.', '-')}"


def style_sheet(theme: Theme, radar: str, rings: int, quadrants: int) -> str:
    """Return the style sheet for a radar by its id, and how many rings and quadrants it has.

    Those of several radars may stand in one page.
    """
    places = [f"{kind}.{colour_class(radar)}" for kind in _OURS]
    light, dark, system = (
        "\n".join(_scheme(palette, inside, rings, quadrants))
        for palette, inside in (
            (theme.light, places),
            (theme.dark, [f"{above} {place}" for above in _DARK for place in places]),
            (theme.dark, [f"{above} {place}" for above in _AUTO for place in places]),
        )
    )
    lines = [
        light,
        dark,
        f"@media (prefers-color-scheme:dark){{\n{system}\n}}",
        *(_RULES.strip().splitlines()),
        *_axes(rings, quadrants),
    ]
    return "\n".join(lines) + "\n"


def _scheme(palette: Palette, places: list[str], rings: int, quadrants: int) -> Iterator[str]:
    """Yield rules with the colours of a scheme, as the variables that the picture reads.

    Where the theme tints rings in the hue of their quadrant, they are set for each quadrant too.
    """
    names = ("background", "text", "muted", "line", "focus", "mark_text")
    colours = {name.replace("_", "-"): getattr(palette, name) for name in names}
    colours |= {f"ring-{n}": palette.ring(n, rings) for n in range(rings)}
    colours |= {f"quadrant-{n}": palette.quadrant(n) for n in range(quadrants)}
    colours |= {f"heading-{n}": palette.heading(n) for n in range(quadrants)}
    yield f"{','.join(places)}{{{_declare(colours)}}}"
    for part in range(quadrants if palette.wash else 0):
        tints = {f"ring-{n}": palette.tint(part, n, rings) for n in range(rings)}
        yield f"{','.join(f'{place} .q{part}' for place in places)}{{{_declare(tints)}}}"


def _declare(colours: Mapping[str, str]) -> str:
    return ";".join(f"--radar-{name}:{value}" for name, value in colours.items())


def _axes(rings: int, quadrants: int) -> Iterator[str]:
    """Yield the rules that give the classes `q0` …, `r0` … their colours."""
    for n in range(quadrants):
        yield f".radar-entry .q{n}{{--hue:var(--radar-quadrant-{n})}}"
        yield f".radar-entry .q{n} .standing{{--radar-hue:var(--radar-quadrant-{n})}}"
    for n in range(rings):
        yield f":is(.radar-entry,.radar-link) .r{n}{{--tint:var(--radar-ring-{n})}}"
