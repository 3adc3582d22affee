"""The parser that PyYAML has in Python, with tabs read as libyaml reads them."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.scanner import ScannerError

_GAP = re.compile(r"[ \t]*+(?:\n[ \t\n]*+)?+")
_BLANKS = re.compile(r"[ \t]*+")
_EMPTY_REST = re.compile(r"[ \t]*+(?:#|\n|\0)")
_MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t\n\0])")


class PythonLoader(yaml.SafeLoader):
    """PyYAML's parser in Python; a tab may separate, and stand in a text without quotes.

    Both methods are those of PyYAML's scanner, which knows of blanks only.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._scanner: Any = self

    def scan_to_next_token(self) -> None:
        """Skip blanks, tabs, comments and line ends."""
        scan: Any = super()
        scan.scan_to_next_token()
        while self._scanner.peek() == "\t" and self._may_skip():
            run = _BLANKS.match(self._scanner.buffer, self._scanner.pointer)
            self._scanner.forward(len(run[0]) if run else 1)
            scan.scan_to_next_token()

    def _may_skip(self) -> bool:
        """Return whether a tab may separate here: not in the indentation of a line."""
        scanner = self._scanner
        if scanner.flow_level or not scanner.allow_simple_key:
            return True
        return _EMPTY_REST.match(scanner.buffer, scanner.pointer) is not None

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        """Skip the blanks between two words of a text; return the characters they stand for."""
        scanner = self._scanner
        found = _GAP.match(scanner.buffer, scanner.pointer)
        gap = found[0] if found else ""
        breaks = gap.count("\n")
        scanner.forward(len(gap))
        if not breaks:
            return [gap] if gap else []
        scanner.allow_simple_key = True
        if scanner.column == 0 and _MARKER.match(scanner.buffer, scanner.pointer):
            return []
        tab = gap[gap.rfind("\n") + 1 :].find("\t")
        if 0 <= tab < indent and not scanner.flow_level and not self._may_skip():
            message, at = "found a tab character that violates indentation", self._at_column(tab)
            raise ScannerError("while scanning a plain scalar", start_mark, message, at)
        return [" " if breaks == 1 else "\n" * (breaks - 1)]

    def _at_column(self, column: int) -> Any:
        mark = self._scanner.get_mark()
        mark.column, mark.index = column, mark.index - mark.column + column
        return mark
