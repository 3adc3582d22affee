"""Where the sources of a project show a radar, without what they only quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

# the directive, as reStructuredText and as MyST write it
_USE = re.compile(r"[ \t]*(?:\.\.[ \t]+radar::|(?:`{3,}|:{3,}|~{3,})\{radar\})[ \t]*(.*?)[ \t]*")
_FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})[ \t]*(?P<word>[^`]*)")
# what is below such a line, further in, is quoted: a directive for code, or a text that ends so
_CODE = re.compile(r"\.\. (?:code|code-block|sourcecode|parsed-literal|prompt)::.*|(?!\.\. ).*::")


def find_uses(text: str) -> Iterator[str]:
    r"""Yield what each directive names, as it is written there.

    >>> list(find_uses(".. radar:: a\n\nWrite this::\n\n   .. radar:: b\n"))
    ['a']
    >>> list(find_uses("```{radar} a\n```\n~~~\n```{radar} b\n```\n~~~\n"))
    ['a']
    """
    above: list[tuple[int, str]] = []  # the lines that the current one is below of
    fence = ""
    for line in text.expandtabs(8).splitlines():
        words = line.strip()
        if fence:
            fence = "" if words.startswith(fence) and not words.strip(fence[0]) else fence
            continue
        opened = _FENCE.fullmatch(line)
        if opened and not opened["word"].startswith("{"):
            fence = opened["fence"]
            continue
        if not words:
            continue
        indent = len(line) - len(line.lstrip())
        above = [pair for pair in above if pair[0] < indent]
        if (use := _USE.fullmatch(line)) and not any(_CODE.fullmatch(each) for _, each in above):
            yield use[1]
        above.append((indent, words))
