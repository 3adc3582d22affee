"""The interactive SVG as a piece of HTML for a page of another site: `radar.fragment.html`.

`<figure>`, a line feed, the SVG, a line feed, `</figure>`, and no blank line: the only form that
Markdown processors do not change. Every rule of its `<style>` begins with the picture's id, so it
has no effect on the page around it. Every colour is a variable of the page, such as
`--radar-text`; the theme's light colour is used if the page does not set it. The same colours are
attributes of the shapes, for what drops the `<style>`, or knows no variables and so leaves out
all that is within `@supports`. There is no `prefers-color-scheme`, because it would follow the
system and not the page's own switch.
"""

from __future__ import annotations

from collections.abc import Iterator

from radar.layout.scene import Scene
from radar.render.drawing.pen import Href
from radar.render.drawing.svg import render_inline
from radar.theme import Palette, Theme

_TARGET_RADIUS = 12.0  # px: half of what an unsteady hand can hit (WCAG 2.2, 2.5.8)
_SHOWN_WIDTH = 860.0  # px: a wider picture is made smaller by a page in a window of 1,000
# radii: a circle inside any mark, with a number or without
_INNER_RADIUS = {True: 0.76, False: 0.3}

# the look of `colour_ink` for the classes of `class_ink`; `@name` is a colour, `&` the picture
_LOOKS = """
&{background:@background;direction:ltr}
& a{text-decoration:none}
& text{fill:@text}
& .solid{fill:var(--hue,@muted)}
& .hollow{fill:@background;stroke:var(--hue,@muted)}
& .sector{fill:var(--tint)}
& .gaps{fill:none;stroke-width:2}
& .gap{stroke:var(--tint)}
& .ring-lines{fill:none;stroke:@ring-line;stroke-width:@ring-width}
& .spokes{stroke:@background}
& :is(.arc,.leader,.tally){stroke:var(--hue,@muted)}
& .trail{fill:var(--hue,@muted);fill-opacity:.5}
& .notch{stroke:var(--hue,@muted);stroke-width:1.3}
& .arc{fill:none;stroke-width:3}
& .leader{stroke-width:.75}
& :is(.title,.heading,.group,.number,.ring-names,.cluster-text){font-weight:bold}
& .heading{fill:var(--ink,@text)}
& :is(.subtitle,.note,.group,.count,.key,.ring-names text){fill:@muted}
& .number{fill:@mark-text}
& .plain{fill:@text}
& .blip .solid{stroke:transparent;stroke-width:@halopx;stroke-linejoin:round}
& :is(.blip,.label,.trail){transition:opacity .15s}
&:has(.blip a:hover) .blip:not(:hover){opacity:.35}
&:has(.blip a:focus-visible) .blip:not(:focus-within){opacity:.35}
& .label:hover{text-decoration:underline}
& a:focus-visible{outline:2px solid @focus;outline-offset:4px}
@media (prefers-reduced-motion:reduce){& *{transition:none}}
@media print{&{break-inside:avoid;-webkit-print-color-adjust:exact;print-color-adjust:exact}}
@media (forced-colors:active){
&{forced-color-adjust:none;background:Canvas}
& text{fill:CanvasText!important}
& .label{fill:LinkText!important}
& .number:not(.plain){fill:Canvas!important}
& .solid{fill:LinkText}
& .hollow{fill:Canvas;stroke:LinkText}
& .trail{fill:LinkText}
& .notch{stroke:CanvasText}
& .sector{fill:Canvas}
& :is(.spokes,.gap){stroke:Canvas}
& :is(.ring-lines,.arc,.leader,.tally){stroke:CanvasText}
& .ring-lines{stroke-width:.75}
& a:focus-visible{outline-color:Highlight}
}
"""


def render_fragment(
    scene: Scene, theme: Theme, *, href: Href, list_label: str = "", prefix: str = ""
) -> str:
    """Return the figure; `href` makes the address of an entry's page.

    `list_label` names the list of blips; `prefix` is the picture's id and begins all others in
    it: no two pictures on a page may have the same.
    """
    prefix = prefix or f"tr-{scene.radar}"
    svg = render_inline(
        scene,
        theme,
        href=href,
        list_label=list_label,
        prefix=prefix,
        titled=True,
        coloured=True,
    )
    head, end, rest = svg.rstrip("\n").partition(">")
    rules = "\n".join(_rules(scene, theme, prefix))
    size = f"#{_escape(prefix)}{{height:auto;max-width:100%}}"
    style = f"{size}\n@supports (color:var(--a)){{\n{rules}\n}}"
    return f"<figure>\n{head}{end}<style>\n{style}\n</style>{rest}\n</figure>\n"


def _escape(prefix: str) -> str:
    """Return an id as CSS writes it."""
    return prefix.replace(".", "\\.")


def _rules(scene: Scene, theme: Theme, prefix: str) -> Iterator[str]:
    """Yield the lines of the style sheet, none of them blank."""
    chosen = f"#{_escape(prefix)}"
    colours = {name: f"var(--radar-{name},{value})" for name, value in _colours(theme.light)}
    colours["ring-line"] = colours["background" if theme.light.wash else "line"]
    colours["ring-width"] = "1.5" if theme.light.wash else ".75"
    colours["halo"] = f"{_halo(scene):g}"
    names = sorted(colours, key=len, reverse=True)  # no name within a longer one
    for line in _LOOKS.strip().splitlines():
        for name in names:
            line = line.replace(f"@{name}", colours[name])
        yield line.replace("&", chosen)
    yield from _axes(scene, theme.light, chosen)


def _halo(scene: Scene) -> float:
    """Return the width, in px, of the invisible line that makes each mark a target of 24 px."""
    inner = [_INNER_RADIUS[blip.number_size > 0] * blip.radius for blip in scene.blips]
    target = _TARGET_RADIUS * max(scene.width / _SHOWN_WIDTH, 1.0)
    halos = [2 * (target - radius) for radius in inner]
    return round(max(0.0, *halos, 0.0), 1)


def _colours(palette: Palette) -> Iterator[tuple[str, str]]:
    for name in ("background", "text", "muted", "line", "focus", "mark_text"):
        yield name.replace("_", "-"), getattr(palette, name)


def _axes(scene: Scene, palette: Palette, chosen: str) -> Iterator[str]:
    """Yield rules with the hue of each quadrant and the tint of each ring."""
    for part in scene.quadrants:
        n = part.place
        hue = f"--hue:var(--radar-quadrant-{n},{palette.quadrant(n)})"
        ink = f"--ink:var(--radar-heading-{n},{palette.heading(n)})"
        yield f"{chosen} .q{n}{{{hue};{ink}}}"
    count = len(scene.rings)
    for n in range(count):
        yield f"{chosen} .r{n}{{--tint:var(--radar-ring-{n},{palette.ring(n, count)})}}"
        for part in scene.quadrants if palette.wash else ():
            tint = f"var(--radar-ring-{n},{palette.tint(part.place, n, count)})"
            yield f"{chosen} .q{part.place}.r{n}{{--tint:{tint}}}"
