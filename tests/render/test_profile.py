"""The check of the static profile finds each thing that some wiki refuses, strips or misdraws."""

from __future__ import annotations

import pytest

from radar.safety.profile import ATTRIBUTES, ELEMENTS, assert_static, faults

START = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" role="img"'
HEAD = START + ' aria-label="L" lang="en"><title>T</title><desc>D</desc>'
SOUND = (
    HEAD
    + '<g id="tr-x-blip-a" transform="translate(1 2)"><circle cx="1" cy="1" r="1" fill="#0069b4"/>'
    + '<a href="https://example.org/a"><text stroke="none">&#20113;<tspan dx="1">x</tspan></text>'
    + "</a></g></svg>\n"
)


def within(inside: str) -> str:
    """Write a sound file with something in it."""
    return f"{HEAD}{inside}</svg>\n"


def test_a_sound_file_has_no_fault() -> None:
    """A file within the profile passes, and the assertion is silent."""
    assert list(faults(SOUND)) == []
    assert_static(SOUND)


def test_everything_that_is_listed_is_allowed() -> None:
    """Each element and attribute that every wiki leaves alone may be used."""
    file = within(
        '<rect x="1" y="1" width="1" height="1" rx="1" ry="1" class="c" id="i" opacity="1"/>'
        '<circle cx="1" cy="1" r="1" fill="#0069b4" fill-opacity="1"/>'
        '<line x1="1" y1="1" x2="1" y2="1" stroke="#0069b4" stroke-width="1" stroke-opacity="1" '
        'stroke-dasharray="1" stroke-linecap="round" stroke-linejoin="round"/>'
        '<path d="M0 0"/><polygon points="0,0"/><g role="list" lang="en" aria-describedby="i"/>'
        '<text font-family="Arial" font-size="1" font-weight="700" text-anchor="end" dx="1" dy="1">'
        '<tspan x="1">x</tspan></text><a href="http://example.org"><g transform="scale(1)"/></a>'
    )
    assert list(faults(file)) == []


@pytest.mark.parametrize("name", ["aria-label", "title"])
def test_words_may_be_anything(name: str) -> None:
    """What is forbidden as markup may be said in words: a technology may be called url(x)."""
    words = "url(#x) xlink javascript:alert(1) &lt;script&gt; @import style="
    file = (
        SOUND.replace('"L"', f'"{words}"')
        if name != "title"
        else SOUND.replace(">T<", f">{words}<")
    )
    assert list(faults(file)) == []


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ('<?xml version="1.0"?>' + SOUND, "<svg"),
        (" " + SOUND, "<svg"),
        ("<svg>" + SOUND, "<svg"),
        (SOUND.replace(' role="img"', ""), "role"),
        (SOUND.replace(' role="img"', ' role="presentation"'), "role"),
        (SOUND.removesuffix("\n"), "line feed"),
        (SOUND + "\n", "line feed"),
        (SOUND.replace("<desc>", "\n\n<desc>"), "blank"),
        (SOUND.replace("D<", "云<"), "ASCII"),
        (SOUND.replace("D<", "&#160;<"), "&#160;"),
        (SOUND.replace("D<", "&#xA0;<"), "&#xA0;"),
        (SOUND.replace("D<", "&#xa0;<"), "&#xa0;"),
        (SOUND.replace("<desc>", "<!-- c --><desc>"), "<!"),
        (SOUND.replace("<desc>", "<?x y?><desc>"), "<?"),
        (SOUND.replace("</desc>", ""), "well-formed"),
        (SOUND.replace("</svg>\n", "</svg></svg>\n"), "well-formed"),
        (START + "><desc>D</desc><title>T</title></svg>\n", "title"),
        (START + "><title>T</title><g/></svg>\n", "desc"),
        *[
            (within(f"<{name}/>"), f"<{name}>")
            for name in ("style", "use", "image", "script", "foreignObject", "defs", "textPath")
        ],
        *[
            (within(f'<g {name}="x"/>'), f"attribute {name}")
            for name in ("style", "onclick", "tabindex", "filter", "clip-path", "textLength")
        ],
        *[
            (within(f'<g {name}="{value}"/>'), "colour")
            for name in ("fill", "stroke")
            for value in ("red", "rgb(1,2,3)", "#fff", "#11223344", "url(#a)", "#0069B4", "")
        ],
        *[
            (within(f'<a href="{value}"><g/></a>'), "href")
            for value in ("a.html", "#x", "javascript:x", "data:,x", "//a.b", "", "ftp://a.b")
        ],
        (within('<g href="https://example.org/"/>'), "href"),
        (within('<g xmlns="http://www.w3.org/2000/svg"/>'), "namespace"),
        (SOUND.replace("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"), "namespace"),
        (within('<g xmlns:xlink="http://www.w3.org/1999/xlink"/>'), "xmlns:xlink"),
        (within('<g transform="url(#a)"/>'), "refers"),
    ],
)
def test_each_fault_is_found(file: str, fault: str) -> None:
    """Each way out of the profile is named, and the assertion stops the file."""
    assert any(fault in found for found in faults(file)), list(faults(file))
    with pytest.raises(AssertionError, match="breaks the static profile"):
        assert_static(file)


def test_the_lists_hold_nothing_that_a_wiki_refuses() -> None:
    """Neither list has crept beyond what was measured."""
    assert len(ELEMENTS) == 12
    assert not ATTRIBUTES & {"style", "target", "tabindex", "textLength", "dominant-baseline"}
    assert not any(name.startswith("on") or ":" in name for name in ATTRIBUTES)
