r"""The schemes that an address may have. No other module decides about schemes.

A browser drops blanks and control characters around an address, and tabs and line ends within
it, before it looks for a scheme. So does this module: `java\tscript:` is `javascript:`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from radar.errors import BadCall

WEB = ("http", "https")
FOLLOWED = (*WEB, "mailto")  # allowed in links, because none of them runs anything
ADDRESS_START = "(?:" + "|".join(f"{s}://" if s in WEB else f"{s}:" for s in FOLLOWED) + ")"
"""A regular expression for how an address begins that may be followed, in small letters."""
_AROUND = "".join(map(chr, range(33)))
_WITHIN = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HELD = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,([a-z0-9+/]+={0,2})", re.IGNORECASE)
_USUAL = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:/[A-Za-z0-9._~/-]*+)?+")  # on the web
_NOT_IN_ADDRESS = re.compile(r'[\s\x00-\x20\x7f<>"\\^`{|}]')


class AddressFault(NamedTuple):
    """What is wrong with an address, in words that follow it, and a hint what to write."""

    message: str
    hint: str = ""


def scheme_of(address: str) -> str:
    r"""Return the scheme that a browser sees in an address, in lower case, '' for none.

    >>> scheme_of("HTTPS://example.org"), scheme_of(" java\tscript:x"), scheme_of("a/b:c")
    ('https', 'javascript', '')
    """
    scheme = _SCHEME.match(_WITHIN.sub("", address.lstrip(_AROUND)))
    return scheme[1].lower() if scheme else ""


def can_follow(address: str) -> bool:
    """Tell whether a link to an absolute address is allowed: on the web, or `mailto:`."""
    return scheme_of(address) in FOLLOWED


def is_web(address: str) -> bool:
    """Tell whether an address is one on the web, with a host."""
    return address_fault(address, WEB) is None


def shorten_held_picture(address: str) -> str:
    """Return a `data:` address of a raster image, in its shortest form, '' for any other address.

    >>> shorten_held_picture("data:image/JPG;base64,/9j/ 4A==")
    'data:image/jpeg;base64,/9j/4A=='
    >>> shorten_held_picture("data:text/html,x")
    ''
    """
    held = _HELD.fullmatch("".join(address.split()))
    kind = held[1].lower().replace("jpg", "jpeg") if held else ""
    return f"data:image/{kind};base64,{held[2]}" if held else ""


def address_fault(address: str, schemes: Collection[str] = FOLLOWED) -> AddressFault | None:
    """Return why an address is incomplete or has none of `schemes`; None if it is fine.

    >>> address_fault("https://example.org/a"), address_fault("mailto:a@b.example", WEB).hint
    (None, 'an address begins with http:, https:')
    """
    if _USUAL.fullmatch(address) and address.partition(":")[0] in schemes:
        return None  # without taking it apart
    try:
        parts = urlsplit(address)
        whole = parts.path if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        return AddressFault("is no address")
    if parts.scheme not in schemes or not address.lower().startswith(f"{parts.scheme}:"):
        listed = ", ".join(f"{scheme}:" for scheme in schemes)
        return AddressFault("is no address to link to", f"an address begins with {listed}")
    if not whole or _NOT_IN_ADDRESS.search(address):
        return AddressFault("is no complete address")
    return None


def quiet_address(address: str) -> str:
    """Return an address without signs that are markup in a wiki; '' if it could run something.

    >>> quiet_address("https://example.org/a_(b)/*/it's--x.html"), quiet_address("javascript:x")
    ('https://example.org/a%5F%28b%29/%2A/it%27s%2D-x.html', '')
    """
    if scheme_of(address) not in ("", *WEB):
        return ""
    scheme, colon, rest = address.partition("://")
    plain = quote(rest if colon else scheme, safe="/-.:%").replace("_", "%5F").replace("~", "%7E")
    return (scheme + colon if colon else "") + re.sub(r"[.-](?=[.-])", _percent, plain)


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def base_fault(address: str) -> AddressFault | None:
    """Return why an address cannot be where a site is published; None if it can.

    Names of pages are put after it, so it ends with a path.

    >>> base_fault("https://example.org/radar/"), base_fault("https://example.org/?id=1").message
    (None, 'has a "?", and names of pages are put after it')
    """
    if fault := address_fault(address, WEB):
        return fault
    sign = next((sign for sign in address if sign in "?#"), "")
    why = f'has a "{sign}", and names of pages are put after it'
    return AddressFault(why, "name the folder of the site") if sign else None


def check_base(address: str) -> None:
    """Check the address where a site will be published; '' means none is given.

    Raises:
        BadCall: it is no complete address on the web, or does not end with a path.
    """
    fault = base_fault(address) if address else None
    if fault:
        message = f"the base URL must be a whole one with https:// or http://: {address[:80]!r}"
        raise BadCall(f"{message} {fault.message}")
