"""Style sheets and values of CSS in pictures that others made: what may stay, by allow-lists.

What is written back is made of tokens that were each recognised, so a browser reads the very
tokens that were judged. There are no escapes in them, comments are gone, and the only functions
are colours, transforms, sums, variables and references to a part of the same picture.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from radar.safety.vocabulary import words

FUNCTIONS = words(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix device-cmyk icc-color
    light-dark matrix matrix3d translate translatex translatey translatez translate3d scale
    scalex scaley scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy
    perspective calc var
    """
)
_PROPERTIES = words(
    """
    alignment-baseline background background-color baseline-shift block-progression clip
    clip-path clip-rule color color-interpolation color-interpolation-filters
    color-rendering color-scheme cursor cx cy d direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-synthesis font-variant font-variant-alternates font-variant-caps
    font-variant-east-asian font-variant-ligatures font-variant-numeric
    font-variant-position font-variation-settings font-weight glyph-orientation-horizontal
    glyph-orientation-vertical height image-rendering inline-size isolation kerning
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
    mask-border mask-type max-height max-width mix-blend-mode opacity overflow paint-order
    pointer-events r rx ry shape-inside shape-margin shape-padding shape-rendering
    shape-subtract solid-color solid-opacity stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width tab-size text-align text-align-last text-anchor text-decoration
    text-decoration-color text-decoration-fill text-decoration-line text-decoration-stroke
    text-decoration-style text-decoration-thickness text-indent text-orientation
    text-overflow text-rendering text-transform text-underline-offset transform
    transform-box transform-origin unicode-bidi vector-effect vertical-align visibility
    white-space width word-spacing word-wrap writing-mode x y
    """
)
# harmless, but more than an entry's picture needs: what they are said of is left out
_LEFT_OUT = words(
    """
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia min
    max clamp cubic-bezier steps linear-gradient radial-gradient conic-gradient
    repeating-linear-gradient repeating-radial-gradient repeating-conic-gradient
    """
)
_NESTING = frozenset(("@media", "@supports"))  # they choose rules, and hold nothing but rules
FUNCTION_KIND = "what functions of styles do"
_DEEPEST = 8  # levels of @media and @supports; people write one or two
_MOST_TOKENS = 500_000  # a style sheet of some 2 MB, which takes a second and 100 MB
_TOKEN = re.compile(
    r"""(?P<space>(?:\s|/\*.*?\*/)+)
    |(?P<string>"[^"\\\n\r\f]*"|'[^'\\\n\r\f]*')
    |(?P<local>url\(\s*(?:"\#[^"'()<>\\\s]*"|'\#[^"'()<>\\\s]*'|\#[^"'()<>\\\s]*)\s*\))
    |(?P<remote>url\(\s*(?:"[^"\\\n\r\f]*"|'[^'\\\n\r\f]*'|[^"'()\\\s]*)\s*\))
    |(?P<function>[-\w]+\()
    |(?P<word>[-\w]+)
    |(?P<rule>@[-\w]+)
    |(?P<sign>[]{}():;,>~*=|^$!/#.%+[])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PLAIN = re.compile(r"[-\w\s.,#%+]*")  # a value without anything to judge, as most are
_OnRemoval = Callable[[str, str], object]  # is told what kind of thing was left out, and its name


class UnsafeStyle(ValueError):  # noqa: N818 - reads well in an except clause
    """Why a style cannot stay, in words that follow "it"."""


class LeftOutFunction(ValueError):  # noqa: N818 - as above
    """The name of a harmless function that is not among what stays."""


class _Token(NamedTuple):
    kind: str
    text: str


def clean_value(text: str) -> str:
    """Return a value of a property, or of an attribute that CSS reads, as it may stay.

    Raises:
        UnsafeStyle: something in it is not among what is allowed.
        LeftOutFunction: it is harmless, and the value cannot stay.

    >>> clean_value("url( '#a' ) /* x */ rgb(1 2 3)")
    "url( '#a' ) rgb(1 2 3)"
    """
    return text if _PLAIN.fullmatch(text) else _value(list(_tokens(text)))


def clean_declarations(text: str, removed: _OnRemoval) -> str:
    """Return what a `style` attribute may keep.

    Raises:
        UnsafeStyle: something in it is not among what is allowed.

    >>> clean_declarations("fill: red; -x-y: 1; opacity:.5", print)
    properties of styles -x-y
    'fill: red; opacity:.5'
    """
    return _declarations(list(_tokens(text)), removed)


def clean_sheet(text: str, removed: _OnRemoval) -> str:
    """Return what a style sheet may keep: rules, also within `@media` and `@supports`.

    Raises:
        UnsafeStyle: something in it is not among what is allowed.

    >>> clean_sheet("@font-face{src:url(x)} .a > b{fill:red}", print)
    rules of style sheets @font-face
    '.a > b{fill:red}'
    """
    return _rules(list(_tokens(text)), removed, 0)


def _tokens(text: str) -> Iterator[_Token]:
    at = count = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        count += 1
        if count > _MOST_TOKENS:
            raise UnsafeStyle(f"has a style of more than {_MOST_TOKENS:,} words and signs")
        if match is None or (match[0] == "/" and text.startswith("/*", at)):
            raise UnsafeStyle(f"has {_excerpt(text, at)} in a style, which is not understood")
        kind = match.lastgroup or ""
        yield _Token(kind, " " if kind == "space" else match[0])
        at = match.end()


def _excerpt(text: str, at: int) -> str:
    if text[at] == "\\":
        return "an escape (\\)"
    return "a comment without an end" if text.startswith("/*", at) else repr(text[at : at + 12])


def _value(tokens: Sequence[_Token]) -> str:
    depth = 0
    for kind, text in tokens:
        if kind == "remote":
            raise UnsafeStyle(f"asks for {text[4:-1].strip()[:60]!r} in a style")
        if kind == "rule" or text in ("{", "}", ";", ":", "[", "]"):
            raise UnsafeStyle(f"has {text[:40]!r} within a value of a style")
        if kind == "function" and text[:-1].lower() not in FUNCTIONS | _LEFT_OUT:
            raise UnsafeStyle(f"calls {text[:40]}) in a style, which is not among what is allowed")
        depth += text.endswith("(") - (text == ")")
        if depth < 0:
            break
    if depth:
        raise UnsafeStyle("has brackets in a style that do not match")
    for kind, text in tokens:
        if kind == "function" and text[:-1].lower() in _LEFT_OUT:
            raise LeftOutFunction(f"{text})")
    return "".join(text for _, text in tokens)


def _declarations(tokens: Sequence[_Token], removed: _OnRemoval) -> str:
    kept = (_declaration(part, removed) for part in _split(tokens))
    return "; ".join(filter(None, kept))


def _split(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    """Yield what stands between semicolons; none of those stands in brackets or in a block."""
    start = 0
    for at, token in enumerate(tokens):
        if token.text == ";":
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def _declaration(tokens: Sequence[_Token], removed: _OnRemoval) -> str:
    tokens = _strip(tokens)
    if not tokens:
        return ""
    name, *rest = tokens
    rest = list(_strip(rest))
    if name.kind != "word" or not rest or rest[0].text != ":":
        raise UnsafeStyle(f"has {''.join(t.text for t in tokens)[:40]!r} where a style is expected")
    try:
        value = _value(rest[1:])
    except LeftOutFunction as error:
        removed(FUNCTION_KIND, str(error))
        return ""
    if name.text.lower() not in _PROPERTIES and not name.text.startswith("--"):
        removed("properties of styles", name.text)
        return ""
    return f"{name.text}:{value}".rstrip()


def _strip(tokens: Sequence[_Token]) -> Sequence[_Token]:
    first, last = 0, len(tokens)
    while first < last and tokens[first].kind == "space":
        first += 1
    while last > first and tokens[last - 1].kind == "space":
        last -= 1
    return tokens[first:last]


def _rules(tokens: Sequence[_Token], removed: _OnRemoval, depth: int) -> str:
    if depth > _DEEPEST:
        raise UnsafeStyle(f"has style rules within more than {_DEEPEST} others")
    kept: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "space":
            at += 1
            continue
        end = _end_of_rule(tokens, at)
        kept.append(_rule(tokens[at:end], removed, depth))
        at = end
    return "\n".join(filter(None, kept))


def _end_of_rule(tokens: Sequence[_Token], at: int) -> int:
    """Return where a rule ends: behind its block, or behind the semicolon of one without."""
    depth = 0
    for place in range(at, len(tokens)):
        text = tokens[place].text
        depth += (text == "{") - (text == "}")
        if depth < 0:
            break
        if not depth and (text == "}" or (text == ";" and tokens[at].kind == "rule")):
            return place + 1
    raise UnsafeStyle("has a style sheet whose braces do not match")


def _rule(tokens: Sequence[_Token], removed: _OnRemoval, depth: int) -> str:
    head, body = _split_block(tokens)
    name = tokens[0].text.lower()
    if tokens[0].kind != "rule":
        return f"{_selector(head)}{{{_declarations(body, removed)}}}"
    if name == "@import":
        raise UnsafeStyle("loads a style sheet (@import)")
    if name in _NESTING and tokens[-1].text == "}":
        return f"{name}{_condition(head[1:])}{{{_rules(body, removed, depth + 1)}}}"
    removed("rules of style sheets", name)
    return ""


def _split_block(tokens: Sequence[_Token]) -> tuple[Sequence[_Token], Sequence[_Token]]:
    """Return what stands before the block of a rule, and in it."""
    at = next((n for n, token in enumerate(tokens) if token.text == "{"), len(tokens) - 1)
    return tokens[:at], tokens[at + 1 : -1]


def _selector(tokens: Sequence[_Token]) -> str:
    _check(tokens, ("space", "word", "string"), ".#:*>+~,[]=^$|", "a selector")
    return "".join(text for _, text in tokens).strip()


def clean_condition(text: str) -> str:
    """Return a condition on what the picture is shown on, as it may stay.

    Raises:
        UnsafeStyle: something in it is not among what is allowed.

    >>> clean_condition("(prefers-color-scheme:dark)")
    '(prefers-color-scheme:dark)'
    """
    return _condition(list(_tokens(text)))


def _condition(tokens: Sequence[_Token]) -> str:
    _check(tokens, ("space", "word"), "():,.>=%/+", "a condition")
    return "".join(text for _, text in tokens)


def _check(tokens: Sequence[_Token], kinds: Collection[str], signs: str, where: str) -> None:
    for kind, text in tokens:
        if kind not in kinds and not (kind == "sign" and text in signs):
            raise UnsafeStyle(f"has {text[:40]!r} in {where} of a style sheet")
