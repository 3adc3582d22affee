"""The profile's own check sees what wikis would refuse, strip or misdraw."""

from __future__ import annotations

import pytest

from radar.render.profile import assert_static, faults

GOOD = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="9" height="9" viewBox="0 0 9 9">'
    "<title>t</title><desc>d</desc>{}</svg>\n"
)


def test_a_file_within_the_profile_passes() -> None:
    """Everything that the profile allows passes."""
    inside = (
        '<g id="a" transform="translate(1 2)"><rect fill="#ffffff" width="9" height="9"/>'
        '<a href="https://example.org/" aria-label="A"><circle r="2" stroke="#000000"/></a>'
        '<text x="1" y="2" font-size="9">K&#228;se<tspan x="1" dy="9">b</tspan></text>'
        '<path d="M0 0" fill="none"/><polygon points="0,0"/><line x1="0"/></g>'
    )
    assert list(faults(GOOD.format(inside))) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script/>",
        "<style>a{}</style>",
        "<use/>",
        "<image/>",
        "<foreignObject/>",
        "<linearGradient/>",
        "<animate/>",
        "<textPath/>",
        '<g style="fill:red"/>',
        '<g onclick="x()"/>',
        '<g tabindex="0"/>',
        '<g data-x="1"/>',
        '<text textLength="9"/>',
        '<text dominant-baseline="middle"/>',
        '<rect fill="red"/>',
        '<rect fill="#fff"/>',
        '<rect fill="currentColor"/>',
        '<rect fill="var(--x)"/>',
        '<rect stroke="rgba(0,0,0,.5)"/>',
        '<rect fill="url(#x)"/>',
        '<rect fill="#FFFFFF"/>',
        '<a href="entries/a.html"/>',
        '<a href="javascript:x"/>',
        '<a href="#x"/>',
        '<g xmlns="http://www.w3.org/2000/svg"/>',
        '<g xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        "<!-- x -->",
        "<?x y?>",
        "<![CDATA[x]]>",
        "é",
        "&#160;",
        "\n\n",
        "<g>",
        "&nbsp;",
        "&#0;",
        "\x0b",
    ],
)
def test_whatever_the_profile_leaves_out_is_found(inside: str) -> None:
    """Each thing that some wiki refuses, strips or misdraws is a fault."""
    assert list(faults(GOOD.format(inside)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<svg ", "\n<svg "),
        ("<svg ", '<?xml version="1.0"?><svg '),
        ("<svg ", "<!DOCTYPE svg><svg "),
        ("<svg ", "\ufeff<svg "),
        ("</svg>\n", "</svg>"),
        ("</svg>\n", "</svg>\n\n"),
        (' role="img"', ""),
        ("<title>t</title>", ""),
        ("<title>t</title><desc>d</desc>", "<desc>d</desc><title>t</title>"),
        ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"),
    ],
)
def test_the_root_is_held_to_its_form(old: str, new: str) -> None:
    """What comes before the root, its role, and its first children are part of the profile."""
    broken = GOOD.format("").replace(old, new)
    assert list(faults(broken))
    with pytest.raises(AssertionError, match="breaks the static profile"):
        assert_static(broken)
