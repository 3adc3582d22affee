"""Pictures in SVG from others: allow-lists decide what of them is published.

A picture is shown with `<img>`, where an SVG is inert; but it is a file of the site as well, and
whoever opens it alone must be as safe. What is published is written anew from what was understood,
so no browser can read a file otherwise than this module did. What other programs keep in a picture
for themselves is left out and named; what would run, load or lead away is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from radar.safety.css import (
    FUNCTION_KIND,
    LeftOutFunction,
    UnsafeStyle,
    clean_condition,
    clean_declarations,
    clean_sheet,
    clean_value,
)
from radar.safety.links import can_follow, shorten_held_picture
from radar.safety.losses import RemovedParts
from radar.safety.repeats import Repeats
from radar.safety.vocabulary import (
    ACTIVE,
    ATTRIBUTES,
    ELEMENTS,
    MATHML,
    SVG,
    TEXTS,
    WORDS,
    XHTML,
    XLINK,
    XML,
    is_feature,
    owner_of,
)
from radar.safety.xml import UnsafePicture, attribute, decode, escape_text

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

DEEPEST = 200  # levels of nesting; libxml2, which many programs use, stops at 256
_MOST_ELEMENTS = 100_000  # more than a browser draws in a second
_MOST_DRAWN = 1_000_000  # elements after each reference is replaced by what it repeats
_MOST_ENTITIES = 100  # Illustrator declares a dozen, for its namespaces
_LONGEST_ENTITY = 256  # characters
_MOST_EXPANDED = 10_000_000  # characters that entities, or attributes by default, may grow to
_LONGEST_NAMESPACE = 1000  # characters, which the parser writes out at each name


class Inert(bytes):
    """The bytes of a picture that may be published as they are."""

    __slots__ = ()


class Cleaned(NamedTuple):
    """A picture that may be published, and what was left out of it, in words."""

    svg: Inert
    removed: tuple[str, ...] = ()


def clean_svg(source: bytes) -> Cleaned:
    """Return a picture with only what is known to be harmless.

    Raises:
        UnsafePicture: it is no SVG, or it would run, load or lead to something.

    >>> clean_svg(b'<svg xmlns="http://www.w3.org/2000/svg" data-x="1"><g/></svg>').removed
    ('attributes (data-x)',)
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    text = decode(source)
    parser = ParserCreate("utf-8", " ")
    cleaner = _Cleaner(parser, references=text.count("&"), tags=text.count("<"))
    try:
        parser.Parse(text.encode(), True)
    except ExpatError as error:
        raise UnsafePicture("is no well-formed XML", error.lineno) from None
    except (UnsafeStyle, UnsafePicture) as error:
        raise UnsafePicture(str(error), parser.CurrentLineNumber) from None
    if (drawn := cleaner.repeats.count_elements()) > _MOST_DRAWN:
        raise UnsafePicture(f"repeats itself: it would draw {drawn:,} elements")
    return Cleaned(Inert(cleaner.text().encode()), cleaner.losses.in_words())


@dataclass(slots=True)
class _Open:
    """An open element: its name, its id, the index of its start tag in `parts`, its children."""

    name: str
    id: str
    at: int = 0
    children: int = 0
    fallback_needed: bool = False


class _Cleaner:
    """Handlers for the parser, which write what may stay of a picture."""

    def __init__(self, parser: XMLParserType, references: int, tags: int) -> None:
        self.references, self.tags = references, tags
        self.parts: list[str] = []
        self.open: list[_Open] = []
        self.repeats = Repeats()
        self.losses = RemovedParts()
        self.remove = self.losses.add
        self.sheet: list[str] | None = None
        self.skipped = 0  # levels of elements that are left out
        self.elements = self.entities = self.defaults = 0
        self.linked = False
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity
        parser.AttlistDeclHandler = self.default
        parser.StartNamespaceDeclHandler = self.namespace
        parser.SkippedEntityHandler = self.skip_entity

    def text(self) -> str:
        """Return the whole picture; it ends in a line feed."""
        extra = f' xmlns:xlink="{XLINK}"' if self.linked else ""
        return "".join([f'<svg xmlns="{SVG}"{extra}', *self.parts, "\n"])

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Open an element, or begin to leave one out."""
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise UnsafePicture(f"has more than {_MOST_ELEMENTS:,} elements")
        if len(self.open) + self.skipped >= DEEPEST:
            raise UnsafePicture(f"has more than {DEEPEST} elements within each other")
        if self.skipped or self._is_left_out(name, attributes):
            self.skipped += 1
        else:
            self._keep(name.rpartition(" ")[2], attributes)

    def _keep(self, element: str, attributes: Mapping[str, str]) -> None:
        opened = _Open("g" if element == "a" else element, attributes.get("id", ""))
        written = "".join(self._attributes(element, attributes))
        self.parts.append(f"<{opened.name}{written}>" if self.open else f"{written}>")
        opened.at = len(self.parts)
        if self.open and element not in WORDS:
            self.open[-1].children += 1
        self.open.append(opened)
        href = attributes.get("href") or attributes.get(f"{XLINK} href") or ""
        self.repeats.open(element, attributes, href)
        self.sheet = [] if element == "style" else None

    def end(self, name: str) -> None:
        """Close an element."""
        if self.skipped:
            self.skipped -= 1
            return
        opened = self.open.pop()
        self.repeats.close()
        if opened.fallback_needed and not opened.children:
            raise UnsafePicture("has HTML in it (foreignObject), and nothing in its place")
        if self.sheet is not None:
            sheet = clean_sheet("".join(self.sheet), self.remove)
            self.parts.append(escape_text(sheet))
            self.repeats.add_sheet(sheet)
            self.sheet = None
        if len(self.parts) == opened.at:
            self.parts[-1] = f"{self.parts[-1][:-1]}/>"
        else:
            self.parts.append(f"</{opened.name}>")

    def words(self, text: str) -> None:
        """Write text, or collect it for the open style sheet."""
        if self.skipped:
            return
        if self.sheet is not None:
            self.sheet.append(text)
        else:
            self.parts.append(escape_text(text))

    def comment(self, text: str) -> None:
        """Keep a comment that begins with `!`, as licences do; drop others."""
        quiet = self.open and not self.skipped and self.sheet is None
        if quiet and text.startswith("!") and not re.search("[<>&]|--", text):
            self.parts.append(f"<!--{text}-->")

    def instruction(self, target: str, _: str) -> None:
        """Leave out a processing instruction, such as one for a style sheet elsewhere."""
        self.remove("processing instructions", target)

    def doctype(self, *_: object) -> None:
        """Leave out the DOCTYPE; the parser has already expanded the entities that it declares."""
        self.remove("the DOCTYPE")

    def entity(self, name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        """Accept a short entity without markup, which cannot grow when it is expanded."""
        self.entities += 1
        if is_parameter or value is None or re.search("[&<%]", value):
            raise UnsafePicture(f"declares the entity {name[:40]!r}, which is more than a word")
        many = self.entities > _MOST_ENTITIES or len(value) > _LONGEST_ENTITY
        if many or self.references * len(value) > _MOST_EXPANDED:
            raise UnsafePicture("declares entities that are too many or too long")

    def default(self, _: str, name: str, __: str, value: str | None, ___: bool) -> None:
        """Accept an attribute that elements have unless they say otherwise, which may not grow."""
        self.defaults += 0 if value is None else len(name) + len(value)
        if self.defaults * self.tags > _MOST_EXPANDED:
            raise UnsafePicture("declares attributes that are too many or too long")

    def namespace(self, _: str | None, address: str | None) -> None:
        """Accept a namespace whose address is not too long to be compared at each name."""
        if address and len(address) > _LONGEST_NAMESPACE:
            raise UnsafePicture("declares a namespace that is too long")

    def skip_entity(self, name: str, _: bool) -> None:
        """Leave out an entity that is not declared."""
        self.remove("entities", name)

    def _is_left_out(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether an element is left out.

        Raises:
            UnsafePicture: it is not harmless, so the author has to change the picture.
        """
        namespace, _, element = name.rpartition(" ")
        if not self.open and (namespace, element) != (SVG, "svg"):
            lack = f" without xmlns={SVG!r}" * (not namespace)
            raise UnsafePicture(f"is no SVG: it begins with <{element[:40]}>{lack}")
        if self.sheet is not None:
            raise UnsafePicture(f"has <{element[:40]}> in a style sheet")
        if namespace in (XHTML, MATHML):
            raise UnsafePicture(f"has HTML in it (<{element[:40]}>)")
        if self.open and self.open[-1].name in WORDS:  # HTML's parser reads HTML in those
            self.remove("what titles and descriptions hold beside words", f"<{element}>")
            return True
        if namespace != SVG:
            self.remove(f"what {owner_of(namespace)} keeps", f"<{element}>")
        elif element == "foreignObject" and self.open and self.open[-1].name == "switch":
            self.open[-1].fallback_needed = True
            self.remove("HTML for which something else stands in its place")
        else:
            return self._is_no_drawing(element, attributes)
        return True

    def _is_no_drawing(self, element: str, attributes: Mapping[str, str]) -> bool:
        sheet = attributes.get("type", "").strip().lower() if element == "style" else ""
        if element.lower() in ACTIVE:
            raise UnsafePicture(f"has <{element}> in it")
        if element == "metadata":
            self.remove("metadata")
        elif element != "a" and element not in ELEMENTS:
            self.remove("elements", f"<{element}>")
        elif "requiredExtensions" in attributes:
            self.remove("what only programs with an extension show", f"<{element}>")
        elif sheet not in ("", "text/css"):
            self.remove("style sheets in another language", sheet)
        else:
            return False
        return True

    def _attributes(self, element: str, attributes: Mapping[str, str]) -> Iterator[str]:
        """Yield the attributes that an element keeps, as they are written."""
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if local == "href" and namespace in ("", XLINK):
                yield from self._href(element, namespace, value)
            elif namespace == XML and local in ("lang", "space"):
                yield attribute(f"xml:{local}", value)
            elif namespace:
                self.remove(f"what {owner_of(namespace)} keeps", local)
            else:
                yield from self._own(element, local, value)

    def _own(self, element: str, name: str, value: str) -> Iterator[str]:
        if name.lower().startswith("on"):
            raise UnsafePicture(f"runs a script ({name[:40]})")
        if name in TEXTS or name.startswith("aria-") or is_feature(name, value):
            yield attribute(name, value)
        elif name == "style":
            if kept := clean_declarations(value, self.remove):
                yield attribute(name, kept)
        elif (element, name) == ("style", "media"):
            yield attribute(name, clean_condition(value))
        elif name in ATTRIBUTES:
            yield from self._value(name, value)
        else:
            self.remove("attributes", name)

    def _value(self, name: str, value: str) -> Iterator[str]:
        try:
            yield attribute(name, clean_value(value))
        except LeftOutFunction as error:
            self.remove(FUNCTION_KIND, str(error))

    def _href(self, element: str, namespace: str, value: str) -> Iterator[str]:
        """Yield a reference to a part of the picture, or a picture within it."""
        value = value.strip()
        if element == "a" and (value.startswith("#") or can_follow(value)):
            self.remove("links")
            return
        held = shorten_held_picture(value) if element in ("image", "feImage") else ""
        if held:
            value = held
        elif not value.startswith("#") or element == "image":
            raise UnsafePicture(
                f"has <{element}> with an address that is not its own: {value[:60]!r}"
            )
        self.linked = self.linked or bool(namespace)
        yield attribute("xlink:href" if namespace else "href", value)
