"""Names of SVG that may stay in pictures from others, and the programs that own other names."""

from __future__ import annotations

import re
from collections.abc import Mapping

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


ELEMENTS = words(
    """
    svg g defs symbol use switch title desc style view path rect circle ellipse line
    polyline polygon text tspan textPath image linearGradient radialGradient stop pattern
    clipPath mask marker filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)
# elements that may hold only text
WORDS = words("title desc")
# elements that run, move, play or embed, in lower case: such a picture is refused, not cleaned
ACTIVE = words(
    """
    script handler listener ev:listener foreignobject iframe embed object applet audio video
    canvas form input button textarea select html body head base link meta set animate
    animatecolor animatemotion animatetransform mpath discard prefetch
    """
)
# attributes whose values are plain text to every program
TEXTS = words(
    """
    id class lang role version baseProfile systemLanguage
    """
)
# attributes that CSS reads, or that hold numbers and names
ATTRIBUTES = words(
    """
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias clip clip-path
    clip-rule clipPathUnits color color-interpolation color-interpolation-filters
    color-rendering cursor cx cy d diffuseConstant direction display divisor
    dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity
    fill-rule filter filterUnits flood-color flood-opacity font-family font-size
    font-size-adjust font-stretch font-style font-variant font-weight fr fx fy
    glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits
    height image-rendering in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength
    kerning lengthAdjust letter-spacing lighting-color limitingConeAngle marker-end
    marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type
    maskContentUnits maskUnits media method mode numOctaves offset opacity operator order
    orient overflow paint-order pathLength patternContentUnits patternTransform patternUnits
    pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result rotate rx ry scale seed shape-rendering side
    slope specularConstant specularExponent spacing spreadMethod startOffset stdDeviation
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    surfaceScale tableValues targetX targetY text-anchor text-decoration text-overflow
    text-rendering textLength transform transform-origin type unicode-bidi values
    vector-effect viewBox visibility white-space width word-spacing writing-mode x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z zoomAndPan
    """
)
_FEATURE = re.compile(r"(http://www\.w3\.org/TR/SVG11/feature#\w+\s*)+")
# how a namespace begins → whose it is
_OWNERS: Mapping[str, str] = {
    XLINK: "XLink",
    XML: "XML",
    "http://www.inkscape.org/": "Inkscape",
    "http://sodipodi.sourceforge.net/": "Inkscape",
    "http://ns.adobe.com/": "Adobe",
    "adobe:ns:": "Adobe",
    "http://www.bohemiancoding.com/": "Sketch",
    "http://www.serif.com/": "Affinity",
    "http://www.figma.com/": "Figma",
    "https://www.figma.com/": "Figma",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "RDF",
    "http://purl.org/dc/": "RDF",
    "http://creativecommons.org/": "RDF",
    "http://web.resource.org/cc/": "RDF",
    "http://xml.openoffice.org/": "LibreOffice",
    "http://www.corel.com/": "CorelDRAW",
    "http://schemas.microsoft.com/": "Visio",
    "http://krita.org/": "Krita",
    "http://vectornator.io": "Vectornator",
    "http://boxy-svg.com/": "Boxy SVG",
    "https://boxy-svg.com/": "Boxy SVG",
}


def owner_of(namespace: str) -> str:
    """Return the program or the standard that a namespace belongs to.

    >>> owner_of("http://www.inkscape.org/namespaces/inkscape"), owner_of("urn:x"), owner_of("")
    ('Inkscape', 'another program (urn:x)', 'no namespace')
    """
    for start, owner in _OWNERS.items():
        if namespace.startswith(start):
            return owner
    return f"another program ({namespace[:60]})" if namespace else "no namespace"


def is_feature(attribute: str, value: str) -> bool:
    """Tell whether an attribute asks for what each program that draws SVG 1.1 can do."""
    return attribute == "requiredFeatures" and bool(_FEATURE.fullmatch(value))
