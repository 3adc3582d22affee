"""What people write in place of what is read, and how to write it instead.

Every function here makes the words of a problem: what is wrong, and a hint that shows the text of
the author as it should be.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from radar.errors import Severity
from radar.yaml import Items, Node, Scalar, Table, Wrong, write_inline, write_text

# `#42`, `#NoEstimates` and `# 42` name something; `# a remark` is how comments are written
_NAME_IN_COMMENT = re.compile(r"#(?:[^\s#!]|\s*\d)")
_MOST_PAIRS = 4  # of a mapping that a hint repeats as a list
_LONGEST_SHOWN = 40  # characters of a text of which more is not repeated in a message
_YEAR_FIRST = tuple(
    map(
        re.compile,
        (
            r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})",
            r"(\d{4})(\d{2})(\d{2})",
            r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]",
        ),
    )
)
_YEAR_LAST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_EITHER_ORDER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_TIME = re.compile(r"[Tt ]\s*\d{1,2}:\d{2}.*", re.DOTALL)
_NO_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2}|[QqHh]\d))?")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^\s<>()]+)>?[^()]*\)")
_DATE_FORM = "write it as 2026-11-02: year, month, day"


class TextCut(NamedTuple):
    """A text that ends where a comment begins: message, hint and severity of the problem."""

    message: str
    hint: str
    severity: Severity


def find_cut(node: Node, *, is_sentence: bool = False) -> TextCut | None:
    """Return what to say of a text with a comment behind it, None where there is nothing to say.

    A comment that names something, such as `#42`, is a warning. Where the text is a sentence
    (`is_sentence`), any other comment is a note, as nobody sees on a page that there was more.
    """
    if not isinstance(node, Scalar) or not node.comment or not node.text:
        return None
    is_name = bool(_NAME_IN_COMMENT.match(node.comment))
    if not is_name and not is_sentence:
        return None
    message = f'the text ends before " #": {_shorten(node.comment)} is a comment'
    whole = write_text(f"{node.text} {node.comment}", '"', flow=False)
    hint = f"if it belongs to the text, put quotes around it: {whole}"
    if len(whole) > 2 * _LONGEST_SHOWN:
        hint = "if it belongs to the text, put quotes around all of it"
    return TextCut(message, hint, "warning" if is_name else "note")


def only_comment(key: Scalar, node: Node) -> Wrong | None:
    """Return an error for a key with nothing but a name such as `#NoEstimates` after it."""
    comment = node.comment if isinstance(node, Scalar) and not node.text else ""
    if not _NAME_IN_COMMENT.match(comment):
        return None
    message = f"there is nothing here: {_shorten(comment)} is a comment"
    hint = f"put it into quotes: {key.text}: {write_text(_shorten(comment), chr(34))}"
    return Wrong(key, "empty", message, hint)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 3]}..."


def explain_date(text: str) -> tuple[str, str]:
    """Return message and hint for a text that is no date in the form YYYY-MM-DD.

    >>> explain_date("2024-02-30")
    ('2024-02-30 is no day', 'February 2024 has 29 days')
    >>> explain_date("1.5.2024")[1]
    'write it as 2024-05-01'
    """
    day = _TIME.sub("", text.strip())
    if found := next(filter(None, (form.fullmatch(day) for form in _YEAR_FIRST)), None):
        year, month, number = map(int, found.groups())
    elif found := _YEAR_LAST.fullmatch(day):
        number, month, year = map(int, found.groups())
    elif found := _EITHER_ORDER.fullmatch(day):
        return _explain_either(*map(int, found.groups()))
    elif _NO_DAY.fullmatch(day):
        return f"{day} is no whole date", "write a day as well, as in 2026-11-02"
    else:
        return "a date is expected here", _DATE_FORM
    return _explain_day(day, year, month, number)


def _explain_day(written: str, year: int, month: int, day: int) -> tuple[str, str]:
    """Return message and hint for a date whose numbers are known."""
    if why := _why_no_day(year, month, day):
        return f"{written} is no day", why
    return "a date is expected here", f"write it as {year:04}-{month:02}-{day:02}"


def _why_no_day(year: int, month: int, day: int) -> str:
    """Return why there is no such day, '' where there is one."""
    if not year:
        return "years begin with 1"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    days = monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"{_MONTHS[month - 1]} {year} has {days} days"


def _explain_either(first: int, second: int, year: int) -> tuple[str, str]:
    """Return message and hint for two numbers and a year, of which the first may be the month."""
    pairs = dict.fromkeys(((first, second), (second, first)))
    days = [f"{year:04}-{m:02}-{d:02}" for m, d in pairs if not _why_no_day(year, m, d)]
    if days:
        return "a date is expected here", f"write it as {' or as '.join(days)}"
    return f"{first}/{second}/{year} is no day", _DATE_FORM


def list_hint(node: Node) -> str:
    """Return how to write what stands where a list is expected, '' if that is not clear."""
    if isinstance(node, Scalar) and node.text and "\n" not in node.text:
        if found := _MARKDOWN_LINK.fullmatch(node.text.strip()):
            return f"write it as [{_link(found)}]"
        parts = [part.strip() for part in re.split(r"[,;]\s+|\s+(?=https?://)|,", node.text)]
        shown = f"[{', '.join(write_inline(part) for part in parts if part)}]"
        return f"write it as {shown}" if len(shown) <= 2 * _LONGEST_SHOWN else ""
    if isinstance(node, Table) and 0 < len(node.pairs) < _MOST_PAIRS:
        return _hint_for_mapping(node)
    return ""


def _hint_for_mapping(node: Table) -> str:
    """Return how to write a mapping of words to addresses, or one address, as a list."""
    texts = {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}
    if "url" in texts:
        return f"write it as [{write_inline(texts)}]"
    links = [{"url": url, "label": label} for label, url in texts.items() if "://" in url]
    return f"write it as [{', '.join(map(write_inline, links))}]" if links else ""


def markdown_link_hint(text: str) -> str:
    """Return how to write a link of Markdown among the links of an entry, '' if it is none."""
    found = _MARKDOWN_LINK.fullmatch(text.strip())
    return f"write it as {_link(found)}" if found else ""


def _link(found: re.Match[str]) -> str:
    return write_inline({"url": found[2], "label": found[1]} if found[1] else {"url": found[2]})


def history_hint(node: Node) -> str:
    r"""Return how to write what stands where a history is expected, a mapping.

    >>> from radar.yaml import parse
    >>> history_hint(parse("- 2022: assess\n- {edition: 2026, ring: adopt}"))
    'write it without hyphens: {"2022": assess, "2026": adopt}'
    """
    if isinstance(node, Scalar):
        return "write it as `ring: ...`, or each edition with its ring: {2026-11: adopt}"
    lines = dict(_history_lines(node)) if isinstance(node, Items) else {}
    shown = write_inline(lines) if lines else '{"2022": assess, "2026": adopt}'
    return f"write it without hyphens: {shown if len(shown) < 2 * _LONGEST_SHOWN else '...'}"


def _history_lines(node: Items) -> Iterator[tuple[str, str]]:
    """Yield edition and ring of the items of a list, as far as they say both."""
    for item in node.nodes:
        pairs = item.pairs if isinstance(item, Table) else ()
        texts = {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}
        edition = next((texts[key] for key in ("edition", "release", "date") if key in texts), "")
        if edition and "ring" in texts:
            yield edition, texts["ring"]
        elif len(texts) == len(pairs) == 1:
            yield next(iter(texts.items()))
