"""A scene as a notebook shows it: a picture in HTML, with its alternative text.

Notebooks show an SVG as an `<img>` of their own, without alternative text, so this one brings it.
The picture is inside as data: no file is asked for, and no style of the page changes it.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape

from radar.layout.scene import Scene
from radar.render.drawing.svg import render_svg


def render_notebook(scene: Scene) -> str:
    """Return the picture as an `<img>`, which is never wider than the page.

    >>> from radar import Radar, lay_out
    >>> html = render_notebook(lay_out(Radar(title="Ours", quadrants=["A", "B"])))
    >>> html[:36], html.partition(" alt=")[2][:28]
    ('<img src="data:image/svg+xml;base64,', '"Technology radar Ours: 0 en')
    """
    data = b64encode(render_svg(scene).encode()).decode()
    about = f'alt="{escape(scene.description)}" width="{scene.width}" height="{scene.height}"'
    look = 'style="max-width:100%;height:auto"'
    return f'<img src="data:image/svg+xml;base64,{data}" {about} {look}>'
