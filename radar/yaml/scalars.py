"""Texts of YAML: plain, in quotes, and in blocks.

A reader begins where the scanner stands and leaves it behind the text.
"""

from __future__ import annotations

import re

from radar.yaml.nodes import Scalar
from radar.yaml.scanner import TAB, Scanner

# a plain text: words with blanks between them, up to ": ", " #" or the end of the line
_WORD = r"(?:[^ \t\n:]++|:(?=[^ \t\n]))++"
_WORD_IN_FLOW = r"(?:[^ \t\n:,\[\]{}]++|:(?=[^ \t\n,\[\]{}]))++"
_LINE = re.compile(rf"{_WORD}(?:[ \t]++(?!\#){_WORD})*+")
_LINE_IN_FLOW = re.compile(rf"{_WORD_IN_FLOW}(?:[ \t]++(?!\#){_WORD_IN_FLOW})*+")
# the first line must not begin as something else does
_NO_SIGN = r"""[^ \t\n\-?:,\[\]{}#&*!|>'"%@`]"""
_FIRST = re.compile(rf"(?={_NO_SIGN}|[-?:][^ \t\n]){_LINE.pattern}")
_FIRST_IN_FLOW = re.compile(rf"(?={_NO_SIGN}|[-?:][^ \t\n,\[\]{{}}]){_LINE_IN_FLOW.pattern}")
_BREAKS = re.compile(r"[ \t]*+\n[ \t\n]*+")
_ENDS = frozenset((" ", "\t", "\n"))

_SINGLE = re.compile(r"'((?:[^']++|'')*+)'")
_DOUBLE = re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_MARKER_IN_QUOTES = re.compile(r"\n(?:---|\.\.\.)(?=[ \t\n])")
_FOLD = re.compile(r"[ \t]*+\n[ \t\n]*+|[ \t]++")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))"
    r"|\n([ \t\n]*+)|(.)|\Z)"
    r"|([ \t]*+\n[ \t\n]*+)|[ \t]++",
    re.DOTALL,
)
_SIGNS = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}

_DIGITS = {"x": 2, "u": 4, "U": 8}

_HEADER = re.compile(r"[|>](?:([+-])([1-9])?|([1-9])([+-])?)?[ \t]*+(?:#[^\n]*+)?+(?:\n|\Z)")
_SPACE = re.compile(r"(?:[ \t]*+\n)*+( *+)")


def read_plain(scanner: Scanner, indent: int, *, flow: bool = False) -> Scalar:
    """Read a text without quotes; lines that go on are indented more than `indent` columns."""
    text, start = scanner.text, scanner.at
    match = (_FIRST_IN_FLOW if flow else _FIRST).match(text, start)
    if not match:
        raise _no_start(scanner)
    scanner.at = match.end()
    more = (
        _more_lines(scanner, indent, flow=flow)
        if text[scanner.at : scanner.at + 1] in _ENDS
        else ""
    )
    return scanner.scalar(match[0] + more, "", start, scanner.at)


def _more_lines(scanner: Scanner, indent: int, *, flow: bool) -> str:
    """Read the lines with which a plain text goes on, folded."""
    text, line = scanner.text, _LINE_IN_FLOW if flow else _LINE
    parts = []
    while (gap := _BREAKS.match(text, scanner.at)) and _goes_on(
        scanner, gap.end(), indent, flow=flow
    ):
        match = line.match(text, gap.end())
        if not match:
            break
        parts += [_folded(gap[0]), match[0]]
        scanner.at = match.end()
    return "".join(parts)


def _goes_on(scanner: Scanner, at: int, indent: int, *, flow: bool) -> bool:
    """Tell whether a plain text goes on at the first sign of a line."""
    text = scanner.text
    if text.startswith("#", at) or scanner.at_marker(at):
        return False
    begin = text.rfind("\n", 0, at) + 1
    tab = text.find("\t", begin, at)
    return flow or (at if tab < 0 else tab) - begin > indent


def _folded(gap: str) -> str:
    """Return what line ends within a text stand for: one is a blank, each more a line end."""
    count = gap.count("\n")
    return " " if count == 1 else "\n" * (count - 1)


_CANNOT = {
    "%": "indent with spaces, and put a text that begins with @, ` or % into quotes",
    "\t": TAB,
}


def _no_start(scanner: Scanner) -> Exception:
    sign = scanner.text[scanner.at : scanner.at + 1]
    if sign in "%@`\t" and sign:
        message = "found character that cannot start any token"
        return scanner.wrong(scanner.at, message, _CANNOT.get(sign, _CANNOT["%"]))
    if sign in ":?":
        return scanner.misplaced(scanner.at)
    if sign == "-":
        message = "block sequence entries are not allowed in this context"
        hint = "put each item of the list on a line of its own, below its key"
        return scanner.wrong(scanner.at, message, hint)
    hint = "put a text that begins with a bracket, a brace or a comma into quotes"
    return scanner.wrong(scanner.at, "did not find expected node content", hint)


def read_quoted(scanner: Scanner) -> Scalar:
    """Read a text in quotes, which may go over several lines.

    Raises:
        Wrong: the quotes never close, or an escape means nothing.
    """
    start, quote = scanner.at, scanner.text[scanner.at]
    match = (_SINGLE if quote == "'" else _DOUBLE).match(scanner.text, start)
    if not match or ("\n" in match[1] and _MARKER_IN_QUOTES.search(match[0])):
        raise scanner.never_closed(start)
    scanner.at = match.end()
    inner = match[1]
    if quote == "'":
        inner = inner.replace("''", "'")
        inner = _FOLD.sub(_fold, inner) if "\n" in inner else inner
    elif "\\" in inner or "\n" in inner:
        inner = _ESCAPE.sub(lambda found: _unescaped(found, scanner, start + 1), inner)
    return scanner.scalar(inner, quote, start, match.end())


def _fold(gap: re.Match[str]) -> str:
    return _folded(gap[0]) if "\n" in gap[0] else gap[0]


def _unescaped(found: re.Match[str], scanner: Scanner, before: int) -> str:
    """Return what an escape or a run of blanks stands for; the text begins at `before`."""
    high, low, two, four, eight, empty, sign, gap = found.groups()
    if found[0][0] != "\\":
        return _folded(gap) if gap else found[0]
    if high:
        both = (int(high, 16) << 16 | int(low, 16)).to_bytes(4, "big")
        return both.decode("utf-16-be")
    if code := two or four or eight:
        return _character(int(code, 16), scanner, before + found.start())
    if empty is not None:
        return "\n" * empty.count("\n")
    if sign in _SIGNS:
        return _SIGNS[sign]
    hint = r"write \\ for a backslash, or put the text into single quotes"
    message = "found unknown escape character" + (f" {sign!r}" if sign.isprintable() else "")
    if sign in "xuU":
        message = f"after \\{sign} should be {_DIGITS[sign]} hexadecimal digits"
    raise scanner.wrong(before + found.start(), message, hint)


def _character(code: int, scanner: Scanner, at: int) -> str:
    if 0xD800 <= code <= 0xDFFF:
        message = "found half of a pair of surrogates"
        hint = r"write both halves, as in \ud83d\ude00, or the character itself"
        raise scanner.wrong(at, message, hint)
    if code > 0x10FFFF:
        raise scanner.wrong(at, "no character has this number", "write the character itself")
    return chr(code)


def read_block(scanner: Scanner, indent: int) -> Scalar:
    """Read a text that begins with `|` or `>`; its lines are indented more than `indent`."""
    start = scanner.at
    header = _HEADER.match(scanner.text, start)
    if not header:
        message = "expected chomping or indentation indicators, or the end of the line"
        raise scanner.wrong(start, message, "put a text that begins with | or > into quotes")
    digit = header[2] or header[3]
    least = max(indent + 1, 1)
    width = least + int(digit) - 1 if digit else _width(scanner.text, header.end(), least)
    lines, scanner.at = _block_lines(scanner.text, header.end(), width or least)
    if not digit:
        # an editor may have left blanks in the empty lines before the first
        first = next((n for n, line in enumerate(lines) if line.strip(" \t")), len(lines))
        lines[:first] = [""] * first
    margin = " " * (width or least)
    content = [line[len(margin) :] if line.startswith(margin) else "" for line in lines]
    style = scanner.text[start]
    text = _block_text(content, style, header[1] or header[4] or "")
    return scanner.scalar(text, style, start, scanner.at)


def _width(text: str, at: int, least: int) -> int:
    """Return how far the first line with something in it is indented, 0 for less than `least`."""
    space = _SPACE.match(text, at)
    if not space or len(space[1]) < least or text.startswith("\t", space.end()):
        return 0
    return len(space[1])


def _block_lines(text: str, at: int, width: int) -> tuple[list[str], int]:
    """Return the lines of a block, and where they end; the last is what follows a line end."""
    line = rf" {{{width}}}[^\n]*+|[ \t]*+"
    pattern = re.compile(rf"(?:(?:{line})\n)*+(?: {{{width}}}[^\n]*+|[ \t]*+\Z)?+")
    match = pattern.match(text, at)
    end = match.end() if match else at
    return text[at:end].split("\n"), end


def _block_text(content: list[str], style: str, chomping: str) -> str:
    """Join the lines of a block; `chomping` says what becomes of the line ends after them."""
    last = len(content)
    while last and not content[last - 1]:
        last -= 1
    ends = len(content) - last  # how many line ends follow the last line with something in it
    text = "\n".join(content[:last]) if style == "|" else _fold_lines(content[:last])
    if chomping == "+":
        return text + "\n" * (ends if last else ends - 1)
    return text + "\n" if last and ends and chomping != "-" else text


def _fold_lines(lines: list[str]) -> str:
    """Join lines with blanks, but for empty ones and those that are indented more."""
    parts: list[str] = []
    before, breaks = "\0", 0
    for line in lines:
        if not line:
            breaks += 1
            continue
        if before == "\0":
            parts.append("\n" * breaks)
        elif before[0] in " \t" or line[0] in " \t":
            parts.append("\n" * (breaks + 1))
        else:
            parts.append("\n" * breaks or " ")
        parts.append(line)
        before, breaks = line, 0
    return "".join(parts)
