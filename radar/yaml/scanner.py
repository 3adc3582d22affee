"""The text that is being read: where reading stands, which place that is, and what may not go on.

Every limit is here, so that nothing that is read becomes larger or deeper than it may.
"""

from __future__ import annotations

import re

from radar.yaml.nodes import Here, Scalar, Wrong

MAX_DEPTH = 32  # a radar needs six; Python's own stack would bear about ten times as many
MAX_NODES = 500_000  # texts, lists and mappings; 5 MB of entries have about 300,000

# what no YAML may have in it; decoded UTF-8 has no surrogates
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_GAP = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\n)*+")
_LEAD = re.compile(r"[ \t]*+")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\n]|\Z)")
_BLANKS = frozenset(("", " ", "\t", "\n"))
_NO_MORE = frozenset(("", "\n", "#"))
END = -1  # the column of what ends a document
TAB = "YAML is indented with spaces: put spaces in the place of the tab"
_NOT_INDENTED_ALIKE = "look for a quote that is not closed, or lines that are not indented alike"


class Scanner:
    """A text with lines that end in a line feed, and the offset `at` which reading has reached."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.at = text, 0
        self._line, self._line_start, self._counted = first_line, 0, 0
        self._first_line = first_line
        self._depth = self._nodes = 0
        self._token, self._column = -1, END
        if found := _CONTROL.search(text):
            message = f"there is a control character here, U+{ord(found[0]):04X}"
            raise self.wrong(found.start(), message, "delete it", "control-character")

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, quickly where offsets come in order."""
        if offset < self._counted:
            start = self.text.rfind("\n", 0, offset) + 1
            line = self._first_line + self.text.count("\n", 0, offset)
            return line, offset - start + 1
        if passed := self.text.count("\n", self._counted, offset):
            self._line += passed
            self._line_start = self.text.rfind("\n", self._counted, offset) + 1
        self._counted = offset
        return self._line, offset - self._line_start + 1

    def wrong(self, offset: int, message: str, hint: str = "", code: str = "") -> Wrong:
        """Make a problem of an offset; without a code it is one of the syntax."""
        said = message if code else f"this is no valid YAML: {message}"
        return Wrong(Here(*self.place(offset)), code or "bad-yaml", said, hint)

    def misplaced(self, offset: int) -> Wrong:
        """Say that what stands at an offset does not belong there."""
        return self.wrong(offset, "did not find expected key", _NOT_INDENTED_ALIKE)

    def never_closed(self, offset: int) -> Wrong:
        """Say that the quote or bracket at an offset has no other half."""
        hint = "close the quote, bracket or brace, and put commas between what is in it"
        return self.wrong(offset, "what is opened here is never closed", hint)

    def scalar(self, text: str, style: str, start: int, end: int) -> Scalar:
        """Make a node of a text that stands between two offsets."""
        line, column = self.place(start)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_many(line, column)
        return Scalar(line, column, text, style, start, end)

    def open(self, line: int, column: int) -> None:
        """Begin a list or a mapping at a place; `close` ends it."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_many(line, column)
        if self._depth >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise Wrong(Here(line, column), "too-deep", message)
        self._depth += 1

    def close(self) -> None:
        """End what was opened last."""
        self._depth -= 1

    def _too_many(self, line: int, column: int) -> Wrong:
        message = f"more than {MAX_NODES:,} values in one file"
        return Wrong(Here(line, column), "too-large", message, "split the file")

    def at_blank(self, offset: int) -> bool:
        """Tell whether a blank, a line end or the end of the text is at an offset."""
        return self.text[offset : offset + 1] in _BLANKS

    def indicates(self, sign: str) -> bool:
        """Tell whether a sign stands here that is followed by a blank, as in `- a` and `k: v`."""
        return self.text.startswith(sign, self.at) and self.at_blank(self.at + 1)

    def at_marker(self, offset: int) -> bool:
        """Tell whether a line that is `---` or `...` begins at an offset."""
        first = offset == 0 or self.text[offset - 1] == "\n"
        return first and _MARKER.match(self.text, offset) is not None

    def skip_blanks(self) -> bool:
        """Go to the next sign of this line; tell whether there is one that is no comment."""
        sign = self.text[self.at : self.at + 1]
        if sign in (" ", "\t"):
            self.at = _end(_LEAD, self.text, self.at)
            sign = self.text[self.at : self.at + 1]
        return sign not in _NO_MORE

    def next_line(self) -> int:
        """Go to the first sign of the next line that has one; return its column from 0.

        `END` is returned at the end of the text or document.

        Raises:
            Wrong: something follows on this line, or a tab is where indentation should be.
        """
        if self.at == self._token:
            return self._column
        first = self.at == 0 or self.text[self.at - 1] == "\n"
        gap = _end(_GAP, self.text, self.at)
        token = _end(_LEAD, self.text, gap)
        is_last = token == len(self.text) or self.text[token] == "#"  # a comment without a line end
        if gap == self.at and not first and not is_last:
            raise self.misplaced(token)
        ends = is_last or self.at_marker(token)
        if not ends and (tab := self.text.find("\t", gap, token)) >= 0:
            raise self.wrong(tab, "found a tab character that violates indentation", TAB)
        if token == gap and self.text.startswith("\ufeff", token):
            message = "there is a byte order mark here, which cannot be seen"
            raise self.wrong(token, message, "delete it; it belongs at the beginning of the file")
        self._column = END if ends else token - gap
        self.at = self._token = len(self.text) if is_last else token
        return self._column


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
