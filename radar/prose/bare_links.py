"""Addresses that stand in a text without any markup, made links as code hosts do.

This is the extension "autolinks" of GitHub's Markdown for `https://`, `http://` and `www.`, with
two differences: an address ends before an East Asian character, since a text in those languages
puts no blank around it, and it may follow any sign that is no letter or digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from radar.prose.parsing import Event

_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
)
# compiled for the first address in a text: a class of so many characters takes a millisecond
_ADDRESS = rf"(?<![A-Za-z0-9/@])(?i:https?://|www\.)[^\s<>{_EAST_ASIAN}\U00020000-\U0003ffff]+"
_HOST = re.compile(r"(?:https?://)?((?:[^\W_]|[-_.])+)(?::\d+)?(?=[/?#]|\Z)", re.IGNORECASE)
_AFTER = "?!.,:;*_~'\"»”’…"  # signs that end a sentence and no address
_PAIRS = {")": "(", "]": "[", "}": "{"}
_HOLDERS = frozenset({"Link", "Image", "CodeBlock"})  # no link is made inside these


def may_have_bare_address(markdown: str) -> bool:
    r"""Return whether an address may stand in a Markdown text, in signs or in escapes of them.

    >>> [may_have_bare_address(text) for text in ("See [[rust]].", "http:&#47;/a.b", r"WWW\.a.b")]
    [False, True, True]
    """
    signs = ("://", "&", "\\")
    return any(sign in markdown for sign in signs) or "www." in markdown.lower()


def link_bare_addresses(
    events: Iterable[tuple[Event, Mapping[str, int]]],
) -> Iterator[tuple[Event, Mapping[str, int]]]:
    """Yield the events of a text, with a link for each address that stands in it as text."""
    inside = 0
    for pair in events:
        event = pair[0]
        if isinstance(event, dict):
            if text := event.get("Text"):
                if not inside and ("://" in text or "www." in text.lower()):
                    for piece in _pieces(text):
                        yield piece, pair[1]
                    continue
            elif tag := event.get("Start"):
                inside += _is_holder(tag)
            elif tag := event.get("End"):
                inside -= _is_holder(tag)
        yield pair


def _is_holder(tag: Event) -> bool:
    if isinstance(tag, dict):
        return not _HOLDERS.isdisjoint(tag)
    return tag in _HOLDERS


def _pieces(text: str) -> Iterator[Event]:
    """Yield a text as events: what stands between addresses, and a link for each address."""
    at = 0
    for found in re.finditer(_ADDRESS, text):
        shown = _without_end(found[0])
        if not _is_address(shown):
            continue
        if found.start() > at:
            yield {"Text": text[at : found.start()]}
        at = found.start() + len(shown)
        url = shown if "://" in shown[:8] else f"http://{shown}"
        link = {"link_type": "Autolink", "dest_url": url, "title": "", "id": ""}
        yield from ({"Start": {"Link": link}}, {"Text": shown}, {"End": "Link"})
    if at < len(text):
        yield {"Text": text[at:]}


def _without_end(address: str) -> str:
    """Return an address without the punctuation after it, and brackets that it does not open.

    >>> _without_end("https://example.org/a_(b))."), _without_end("www.example.org/?!")
    ('https://example.org/a_(b)', 'www.example.org/')
    """
    counts = {sign: address.count(sign) for sign in "()[]{}"}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _PAIRS and counts[last] > counts[_PAIRS[last]]:
            counts[last] -= 1
        elif last not in _AFTER:
            break
        end -= 1
    return address[:end]


def _is_address(address: str) -> bool:
    """Return whether an address has a host; the last two parts of its name have no underscore."""
    host = _HOST.match(address)
    parts = host[1].split(".") if host else []
    is_whole = all(parts) and (len(parts) > 1 or "://" in address[:8])
    return bool(parts) and is_whole and not any("_" in part for part in parts[-2:])
