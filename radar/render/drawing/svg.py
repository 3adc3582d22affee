"""Scene + Theme → SVG: the file that stands alone, and the form that lives in a page.

The *static* form keeps to a profile that every wiki leaves whole (`radar.safety.profile`), and
every file is held against it before it leaves. The *inline* form has the same shapes in the same
order, but classes in place of colours (`radar.render.drawing.paint`), and a link around every blip.

Nothing is decided here, nor in `radar.render.drawing.layers`, which draws what the document holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from radar.layout.geometry import Box
from radar.layout.outline import number
from radar.layout.scene import Scene
from radar.render.drawing.elements import Element, make, rect, words, written
from radar.render.drawing.layers import Href, Pen, marked, parts
from radar.render.drawing.paint import Look, classes, colours
from radar.safety.links import is_web
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

    With an absolute `base_url`, every blip and name links to its page there. `lit` names one
    entry to which all others give way.

    >>> from radar import Radar, lay_out
    >>> render_svg(lay_out(Radar(title="Ours", quadrants=["A", "B"])))[:35]
    '<svg aria-label="Technology radar O'
    """
    theme, base = theme or load_theme(), base_url.rstrip("/")
    linked = is_web(base)
    href: Href | None = (lambda entry: f"{base}/entries/{entry}.html") if linked else None
    pen = Pen(colours(scene, theme, scheme), theme, f"tr-{scene.radar}", href, lit=lit)
    root = _root(pen, scene, {"role": "img", "aria-label": scene.title})
    root.add(words("title", scene.title))
    root.add(words("desc", scene.description))
    right, bottom = scene.left + scene.width, scene.top + scene.height
    whole = Box(scene.left, scene.top, right, bottom)
    root.add(rect(whole, **pen.ink.one("background", "", "")))
    for part in parts(pen, scene, ""):
        root.add(part)
    made = written(root)
    assert_static(made)
    return made


def render_inline(
    scene: Scene,
    theme: Theme | None = None,
    *,
    href: Href,
    list_label: str = "",
    prefix: str = "",
    titled: bool = False,
) -> str:
    """Draw a scene for use inside a page: classes for its style sheet, a link on each blip.

    `href` makes the address of an entry's page, relative to the page that the picture is in;
    `list_label` names the list of blips; `prefix` sets two pictures of one radar apart; `titled`
    gives every blip a tip, for pages without a script of ours.
    """
    prefix = prefix or f"tr-{scene.radar}"
    ink = classes(scene)
    pen = Pen(ink, theme or load_theme(), prefix, href, inline=True, titled=titled)
    about = {
        "role": "graphics-document",
        "aria-roledescription": scene.kind,
        "aria-label": scene.title,
        "class": "radar",
        "id": prefix,
        "data-edition": scene.edition,
    }
    root = _root(pen, scene, about)
    for part in parts(pen, scene, list_label):
        root.add(part)
    return written(root)


def render_key(scene: Scene, theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield each mark of the key as a picture of its own for use inside a page, and its words."""
    pen = Pen(classes(scene), theme, "", inline=True)
    for item in filter(lambda item: item.radius, scene.key):
        said = " ".join(line.text for line in item.text.lines)
        side, radius = number(2 * item.radius), number(-item.radius)
        view = f"{radius} {radius} {side} {side}"
        root = make("svg", xmlns=NAMESPACE, viewBox=view, aria_hidden="true")
        numbered = any(blip.number_size for blip in scene.blips)
        about = (item.movement, item.radius, item.toward, "")
        yield written(marked(pen, root, *about, numbered=numbered)).strip(), said


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
