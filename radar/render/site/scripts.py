"""Scripts as they are published: without types, comments, indents and needless blanks.

A `const` is a `let` there, which is shorter: that nothing gives it another value is checked before.
"""

from __future__ import annotations

import re

_CHECKED = b"// @ts-check\n"  # the first line of a script whose types are in comments
# a text, a template or a regular expression, which is kept; or a comment, which is not. What stands
# before tells a regular expression from a division.
_LITERAL = rb"""
    "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `(?:\\.|[^`\\])*`
    | (?: (?<=[(,=:\[!&|?{;>]) | (?<=[(,=:\[!&|?{;>]\ ) | (?<=return\ ) )
      /(?![/*]) (?: \\. | \[(?:\\.|[^\]\\])*\] | [^/\\\n\[] )+ /
"""
_PART = re.compile(rb"(?P<literal>" + _LITERAL + rb")|/\*.*?\*/|//[^\n]*", re.DOTALL | re.VERBOSE)
_LITERALS = re.compile(rb"(" + _LITERAL + rb")", re.DOTALL | re.VERBOSE)
_LINE_END = re.compile(rb"[ \t]*\n\s*")
_CONST = re.compile(rb"\bconst\b(?!:)")
_SIGNS = re.compile(rb" *([=<>!&|?:,;*(){}\[\]]+) *")
# between two values, of which one may be a literal: a + +b is not a++b
_SUMS = re.compile(rb"(?:(?<=[\w)\]}])|^) ([-+/%]) (?=[\w(\[{!]|$)")
_JOINED = re.compile(rb"(?<=[;{,(\[])\n|\n(?=[})\].])")  # where no statement ends with the line


def compact_script(script: bytes) -> bytes:
    r"""Return a script as it is published.

    Only a script that begins with `// @ts-check` is changed, as ours do. Any other, which may have
    a licence in a comment, stays as it is. No template may have another one in itself.

    >>> compact_script(b"// @ts-check\n/** @type {number} */\nlet n = /** @type {any} */ (1);\n")
    b'let n=(1);'
    >>> compact_script(b'// @ts-check\nif (a) {\n\tconst b = "c = //d"; // x\n\te = /f = g/\n}')
    b'if(a){let b="c = //d";e=/f = g/}'
    >>> compact_script(b"// @ts-check\na = b + 'c ' + d / 2 - -e + +f++ + g;")
    b"a=b+'c '+d/2 - -e + +f++ + g;"
    >>> compact_script(b"/** (c) Somebody */\n")
    b'/** (c) Somebody */\n'
    """
    if not script.startswith(_CHECKED):
        return script
    bare = _PART.sub(lambda part: part["literal"] or b"", script).lstrip()
    parts = _LITERALS.split(bare)  # what is between literals, and each literal, in turns
    return b"".join(part if n % 2 else _compact_code(part) for n, part in enumerate(parts))


def _compact_code(code: bytes) -> bytes:
    """Return code in which there is no literal, without needless blanks and ends of lines."""
    joined = _JOINED.sub(b"", _SIGNS.sub(rb"\1", _LINE_END.sub(b"\n", code)))
    return _CONST.sub(b"let", _SUMS.sub(rb"\1", joined))
