"""Text in markup languages of wikis, one type for each; other text is escaped when it is added.

This is for wikis what MarkupSafe is for HTML. A type adds, joins and fills in text of its own type
unchanged, and escapes any other text first, so that a name or a word of the interface cannot become
markup. Other methods of strings return plain text, which is escaped again at its next use.

If a language has numeric references (`&#91;` for `[`), these are used: no converter takes one for
markup, while backslashes are understood in some and shown in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from string import Formatter
from typing import NoReturn, Self, SupportsIndex

from radar.naming.characters import is_alnum
from radar.safety.links import quiet_address
from radar.text import drawable

SPACE = "\u200b"  # zero width; separates signs in languages that cannot escape them
_PHRASES = 200  # cached: about as many as the interface has, and pages repeat a few of them
# what may stand between two names in any of the languages, as most words of the interface do
_QUIET = re.compile(r"(?:,? |[、，：；])*| *: +")


class MarkupText(str):
    """Text in a markup language, in which everything from outside is escaped."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words so that the language shows them as they are, on one line."""
        raise NotImplementedError

    @classmethod
    def of(cls, text: str) -> Self:
        """Return text of this very type as it is, any other escaped."""
        return text if isinstance(text, cls) else cls.escape(text)

    @classmethod
    def address(cls, url: str) -> Self:
        """Return an address without any sign that is markup in one of the languages."""
        return cls(quiet_address(url))

    @classmethod
    def write(cls, template: str, *parts: str, **named: str) -> Self:
        """Fill in a template of this program; never pass text of a user as `template`."""
        filled = {name: cls.of(part) for name, part in named.items()}
        return cls(str.format(template, *map(cls.of, parts), **filled))

    @classmethod
    def fill(cls, words: str, **parts: str) -> Self:
        """Fill in words of the interface with {placeholders}; users may have written them."""
        pieces: list[str] = []
        for literal, name in _split_words(cls, words):
            pieces += (literal,) if name is None else (literal, cls.of(parts[name]))
        return cls("".join(pieces))

    @classmethod
    def between(cls, literal: str) -> Self:
        """Escape words directly beside markup."""
        return cls.escape(literal)

    def join(self, parts: Iterable[str]) -> Self:
        """Join parts, those of other types escaped."""
        return type(self)(str.join(self, map(self.of, parts)))

    def __add__(self, other: str) -> Self:
        return type(self)(str.__add__(self, self.of(other)))

    def __radd__(self, other: str) -> Self:
        return type(self)(str.__add__(self.of(other), self))

    def __mul__(self, count: SupportsIndex) -> Self:
        return type(self)(str.__mul__(self, count))

    def format(self, *parts: object, **named: object) -> Self:
        """Fill in this text, parts of other types escaped."""
        return self.write(self, *map(_text, parts), **{k: _text(v) for k, v in named.items()})

    def __mod__(self, _: object) -> NoReturn:
        raise TypeError("text in a markup language is filled in by format()")


@lru_cache(_PHRASES)
def _split_words(kind: type[MarkupText], words: str) -> list[tuple[str, str | None]]:
    """Return words with {placeholders} as pairs: literal text, escaped, and the name after it."""
    return [
        (kind(literal) if _QUIET.fullmatch(literal) else kind.between(literal), name)
        for literal, name, _, _ in Formatter().parse(words)
    ]


def _text(part: object) -> str:
    return part if isinstance(part, str) else str(part)  # str() would take the type away


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


# Beyond ASCII, what is escaped must not depend on what this version of Python takes for a letter.
_NO_ASCII_SIGN = r"[^\x00-/:-@\[-^`{-\x7f]"
_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>&~|$@^={}%]|:(?!\s)|(?<![0-9A-Za-z_])#(?="
    rf"{_NO_ASCII_SIGN}|\Z)|(?<=(?i:www))\."
    # what typographers make quotes, dashes, an ellipsis and ©, ®, ™, ± of
    r"|['\"]|([-.,?!])(?=\1)|\((?=(?i:c|r|p|tm)\))|\+(?=-)"
)
_MARKDOWN_START = re.compile(r"([-+#]|(?<=[0-9])[.)])")
_RST_START = re.compile(rf"[-+/.(#]|{_NO_ASCII_SIGN}+[.)]")


class Markdown(MarkupText):
    """CommonMark, and what wikis and site generators make of it."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words by references; a `!` at the end would make a picture of a link behind it."""
        return cls(re.sub(r"!\Z", _reference, _MARKDOWN.sub(_reference, drawable(text))))

    def start(self) -> Self:
        """Keep this at the start of an item from becoming a list or a heading."""
        text = type(self)(self.lstrip(" "))
        marker = re.match(r"[-+#]|[0-9]{1,9}[.)]", text)
        return type(self)(_MARKDOWN_START.sub(_reference, text, count=1)) if marker else text


# what CommonMark gives a meaning to; a `#` inside a word, as in C#, has none
_COMMONMARK = re.compile(r"[\\`*_\[\]<>]|(?<!\w)#|&(?=#?\w+;)|\A[-+](?=\s)|(?<=\A[0-9])[.)](?=\s)")
_COMMONMARK_SIGN = re.compile(r"[\\`*_\[\]<>#&]")  # is found ten times as fast, and seldom there
_COMMONMARK_STARTS = frozenset("-+0123456789")  # of a list, if such a line begins with them


class CommonMark(MarkupText):
    """Markdown that people and programs read as it is written: escaped by backslashes.

    A `<` alone is a reference, so that it begins no tag where a server takes a page for HTML.
    """

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        r"""Return words on one line that CommonMark shows as they are.

        >>> CommonMark.escape("C# and <b>snake_case</b>")
        'C# and &lt;b\\>snake\\_case&lt;/b\\>'
        """
        line = " ".join(drawable(text).split())
        if line[:1] in _COMMONMARK_STARTS or _COMMONMARK_SIGN.search(line):
            line = _COMMONMARK.sub(r"\\\g<0>", line).replace("\\<", "&lt;")
        return cls(line)


_FOUND_LATE = re.compile(r"(?<=:)(?=\S)|(?=@)|(?<=www)(?=\.)", re.IGNORECASE)


class Html(MarkupText):
    """HTML that may stand in Markdown and in MDX as well."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words between tags, also for MDX, to which they are Markdown.

        Emoji, addresses and people are found in the words of the page that is made, where
        references are signs again; a place where a line may break, which nobody sees, parts those.
        """
        *parts, last = _FOUND_LATE.split(drawable(text))
        parted = [_MARKDOWN.sub(_reference, f"{part} ")[:-1] for part in parts]
        return cls("<wbr />".join([*parted, Markdown.escape(last)]))

    @classmethod
    def attribute(cls, text: str) -> Self:
        """Return the value of an attribute; braces mean something to templates and to MDX."""
        return cls(escape(drawable(text)).replace("{", "&#123;").replace("}", "&#125;"))


class Confluence(MarkupText):
    """Confluence's storage format, which is XML."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words between tags or in an attribute."""
        return cls(escape(drawable(text)))


# the last: a number after one of these words would be made a link by older versions
_MEDIAWIKI = re.compile(r"[\[\]{}|<>&'~]|:(?!\s)|_(?=_)|(?<=_)_|(?<=RFC) |(?<=PMID) |(?<=ISBN) ")


class Mediawiki(MarkupText):
    """Wikitext for MediaWiki."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words by references."""
        return cls(_MEDIAWIKI.sub(_reference, drawable(text)))


# of letters and digits alone: underlined, a multiplication, a picture
_DOKUWIKI = re.compile(r"__|[0-9][xX][0-9]|FIXME|DELETEME")


class Dokuwiki(MarkupText):
    """DokuWiki's syntax."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words between tags that say that they are words."""
        text = drawable(text)
        plain = all(char in " ,_" or is_alnum(char) for char in text)
        if plain and not _DOKUWIKI.search(text):
            return cls(text)
        parts = re.sub("(?i)(</nowi)(ki>)", r"\1</nowiki><nowiki>\2", text)
        return cls(f"<nowiki>{parts}</nowiki>")

    @classmethod
    def link_title(cls, text: str) -> Self:
        """Separate brackets that would end the title of a link, because it allows no escapes."""
        parted = re.sub(r"(?<=[\[\]{}])(?=[\[\]{}])", SPACE, drawable(text))
        parted = SPACE + parted if parted[:1] in "[{" else parted
        return cls(parted + SPACE if parted[-1:] in "]}" else parted)


_ASCIIDOC = re.compile(
    r"[\\`*_#+^~\[\]{}<>&|'\"();=@!$%]|:(?!\s)|(?<=:):|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."
)


class Asciidoc(MarkupText):
    """AsciiDoc."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words by references."""
        return cls(_ASCIIDOC.sub(_reference, drawable(text)))


# the last: what Sphinx makes dashes and an ellipsis of
_RST = re.compile(r"[\\`*_|<>:@\[\]'\"]|([-.])(?=\1)")


class Rst(MarkupText):
    """reStructuredText, for Docutils and Sphinx."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: str) -> Self:
        """Return words by backslashes."""
        return cls(_RST.sub(r"\\\g<0>", drawable(text)))

    @classmethod
    def between(cls, literal: str) -> Self:
        """Escape words, and separate them from markup beside them, as the language requires."""
        before, after = (r"\ " * (side[:1] not in ("", " ")) for side in (literal, literal[::-1]))
        return cls(f"{before}{cls.escape(literal)}{after}")

    @classmethod
    def option(cls, text: str) -> Self:
        """Return the value of a directive's option, which needs no escapes."""
        return cls(drawable(text))

    def start(self) -> Self:
        """Keep this at the start of an item from becoming a list, an option or a directive."""
        text = type(self)(self.lstrip(" "))
        return type(self)(f"\\{text}") if _RST_START.match(text) else text
