"""A scene and a theme as SVG: a static file, or the inline form for a page.

The *static* form keeps to a profile that no wiki changes (`radar.safety.profile`), and every file
is checked against it. The *inline* form has the same shapes in the same
order, but classes in place of colours (`radar.render.drawing.paint`), and a link around every blip.

All positions and texts come from the scene; `radar.render.drawing.layers` draws its parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from radar.layout.composition.on_page import PageScenes
from radar.layout.geometry import Box
from radar.layout.outline import number
from radar.layout.scene import Scene
from radar.render.drawing.elements import Element, make, rect, serialize, text_element
from radar.render.drawing.layers import draw_key_mark, draw_layers
from radar.render.drawing.paint import Look, both_inks, class_ink, colour_ink
from radar.render.drawing.pen import Href, Pen
from radar.safety.links import base_fault
from radar.safety.profile import NAMESPACE, assert_static
from radar.theme import Theme, load_theme


def render_svg(
    scene: Scene,
    theme: Theme | None = None,
    scheme: str = "light",
    *,
    base_url: str = "",
    lit: str = "",
) -> str:
    """Draw a scene as an SVG that stands alone, in `light` or `dark`.

    With an absolute `base_url`, every blip and name links to its page there. `lit` is the id of
    an entry that is highlighted, while all others are faded.

    >>> from radar import Radar, lay_out
    >>> render_svg(lay_out(Radar(title="Ours", quadrants=["A", "B"])))[:35]
    '<svg aria-label="Technology radar O'
    """
    theme, base = theme or load_theme(), base_url.rstrip("/")
    has_links = base_fault(base) is None
    href: Href | None = (lambda entry: f"{base}/entries/{entry}.html") if has_links else None
    ink, prefix = colour_ink(scene, theme, scheme), f"tr-{scene.radar}"
    pen = Pen(ink, theme, prefix, href, lit=lit, unmarked=scene.unmarked)
    root = _root(pen, scene, {"role": "img", "aria-label": scene.title})
    root.add(text_element("title", scene.title))
    root.add(text_element("desc", scene.description))
    right, bottom = scene.left + scene.width, scene.top + scene.height
    whole = Box(scene.left, scene.top, right, bottom)
    root.add(rect(whole, **pen.ink.one("background", "", "")))
    for part in draw_layers(pen, PageScenes(scene), ""):
        root.add(part)
    svg = serialize(root)
    assert_static(svg)
    return svg


def render_inline(
    scene: Scene,
    theme: Theme | None = None,
    *,
    href: Href,
    list_label: str = "",
    prefix: str = "",
    titled: bool = False,
    coloured: bool = False,
    large: Scene | None = None,
    near: tuple[Scene, ...] = (),
) -> str:
    """Draw a scene for use inside a page: classes for its style sheet, a link on each blip.

    `href` makes the address of an entry's page, relative to the page that the picture is in;
    `list_label` names the list of blips; `prefix` begins all ids, so that a page can have two
    pictures of one radar; `titled` gives every blip a tooltip, for pages without our script;
    `coloured` adds the theme's light colours as attributes, for pages that drop style sheets.
    `large` is the scene for small windows, whose window is the picture's without our script;
    `near` are those of enlarged quadrants.
    """
    prefix = prefix or f"tr-{scene.radar}"
    theme = theme or load_theme()
    pen = Pen(
        both_inks(scene, theme) if coloured else class_ink(scene),
        theme,
        prefix,
        href,
        inline=True,
        titled=titled,
        unmarked=scene.unmarked,
    )
    about = {
        "role": "graphics-document",
        "aria-roledescription": scene.kind,
        "aria-label": scene.title,
        "class": "radar",
        "id": prefix,
        "data-edition": scene.edition,
    }
    if large:
        window = (scene.left, scene.top, scene.width, scene.height)
        about["data-view"] = " ".join(map(number, window))
    root = _root(pen, large or scene, about)
    for part in draw_layers(pen, PageScenes(scene, large, near), list_label):
        root.add(part)
    return serialize(root)


def render_key(scene: Scene, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield each mark of the key as a picture of its own for use inside a page, and its words."""
    pen = Pen(class_ink(scene), theme, "", inline=True, unmarked=scene.unmarked)
    for item in filter(lambda item: item.radius, scene.key):
        said = " ".join(line.text for line in item.text.lines)
        ends = [0.0, item.tail.tip.x if item.tail else 0.0]
        left, right = min(*ends, -item.radius), max(*ends, item.radius)
        view = " ".join(map(number, (left, -item.radius, right - left, 2 * item.radius)))
        root = make("svg", xmlns=NAMESPACE, viewBox=view, aria_hidden="true")
        numbered = scene.shows == "numbers"
        yield serialize(draw_key_mark(pen, root, item, numbered=numbered)).strip(), said


def _root(pen: Pen, scene: Scene, about: Look) -> Element:
    view = (scene.left, scene.top, scene.width, scene.height)
    return make(
        "svg",
        xmlns=NAMESPACE,
        width=str(scene.width),
        height=str(scene.height),
        viewBox=" ".join(map(str, view)),
        lang=scene.language,
        font_family=pen.theme.font,
        **about,
    )
