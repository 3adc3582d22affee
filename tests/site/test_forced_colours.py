"""Forced colours: a reader's own few colours take the place of a theme's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

_PAGES = (
    "index.html",
    "index.html#view=table",
    "index.html#q=a",
    "index.html#ring=adopt",
    "index.html#edition=2020",
    "index.html#zoom=data",
    "editions/2020.html",
    "entries/kafka.html",
    "entries/vim.html",
    "changes.html",
    "archive.html",
    "embed.html",
    "404.html",
    "single.html",
    "single.html#entry-kafka",
)
# what is drawn in a colour that is none of the system's: all text, and every shape of a picture
_OTHERS = """() => {
    const names = ["Canvas", "CanvasText", "LinkText", "VisitedText", "ActiveText",
        "ButtonFace", "ButtonText", "ButtonBorder",
        "Field", "FieldText", "Highlight", "HighlightText", "GrayText",
        "Mark", "MarkText", "SelectedItem", "SelectedItemText", "AccentColor", "AccentColorText"];
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.forcedColorAdjust = "none";
    const system = new Set(["none"]);
    for (const name of names) {
        probe.style.color = name;
        system.add(getComputedStyle(probe).color);
    }
    probe.remove();
    const found = new Set();
    const judge = (item, kind, colour) =>
      system.has(colour) || colour.endsWith(", 0)") || found.add(
        `${item.tagName}.${item.getAttribute("class")} ${kind} ${colour}`);
    for (const item of document.querySelectorAll("body *")) {
        const style = getComputedStyle(item);
        if (style.display === "none" || style.visibility === "hidden") continue;
        const drawn = item instanceof SVGGeometryElement || item instanceof SVGTextContentElement;
        if (drawn) ["fill", "stroke"].forEach((kind) => judge(item, kind, style[kind]));
        else if ([...item.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            judge(item, "color", style.color);
        if (!item.closest("svg")) judge(item, "background", style.backgroundColor);
    }
    return [...found];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_take_the_colours_of_the_system(
    new_page: Callable[..., Page], folder: Path, scheme: str
) -> None:
    """On every kind of page, in every state: no text and no shape keeps a colour of the theme."""
    page = new_page(
        viewport={"width": 1280, "height": 900}, forced_colors="active", color_scheme=scheme
    )
    for name in _PAGES:
        page.goto("about:blank")
        page.goto(f"{folder.as_uri()}/{name}")
        page.wait_for_load_state("load")
        assert page.evaluate(_OTHERS) == [], name
