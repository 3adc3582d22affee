"""What is wrong with a radar, in a page of a host and in its log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape

from radar.errors import Problem, Severity

_MOST_SHOWN = 20  # problems in a page; the log of the build has all of them


def report(problems: Iterable[Problem], say: Mapping[Severity, Callable[[str], None]]) -> None:
    """Say each problem, with file, line and column, in the way of its severity."""
    for problem in problems:
        say[problem.severity](str(problem))


def error_html(problems: Iterable[Problem]) -> str:
    """Return what stands in a page in the place of a radar that has errors.

    It is written as hosts write their own notes (*admonitions*), and so looks like them.
    """
    wrong = [str(problem) for problem in problems if problem.severity == "error"]
    lines = wrong[:_MOST_SHOWN]
    if more := len(wrong) - len(lines):
        lines.append(f"… and {more} more")
    return (
        '<div class="admonition failure error">\n'
        '<p class="admonition-title">This radar cannot be shown</p>\n'
        f"<pre><code>{escape(chr(10).join(lines), quote=False)}</code></pre>\n</div>\n"
    )
