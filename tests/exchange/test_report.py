"""The report of an import, as people read it in a terminal."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from radar.errors import Problem
from radar.exchange.toolkit.report import ExchangeReport, Finding, FindingKind, SourcePlace

_WORDS = (
    st.text(max_size=400) | st.text("ab ", max_size=400) | st.sampled_from(["x" * 999, "a b " * 99])
)
_FINDINGS = st.builds(
    Finding,
    st.sampled_from(get_args(FindingKind)),
    st.builds(SourcePlace, st.text("abc/. ", min_size=1, max_size=150), st.integers(0, 10**6)),
    st.text("abc-", min_size=1, max_size=20),
    _WORDS,
)
_PROBLEMS = st.builds(
    Problem, st.just("radar.yaml"), st.integers(0, 9), st.just(1), st.just("x"), _WORDS
)


@given(
    st.lists(_FINDINGS, max_size=12),
    st.integers(1, 60),
    st.lists(_PROBLEMS, max_size=60),
    st.dictionaries(st.text("ab"), st.tuples(st.integers(1, 2), st.integers(1, 2))),
)
def test_a_brief_report_fits_a_terminal(
    findings: list[Finding], times: int, problems: list[Problem], numbers: Any
) -> None:
    """However much there is to say, it has 39 lines of 100 characters, and each kind its number.

    Where something is left out, it says what lists it; where all has room, all of it is there.
    """
    many = tuple(f._replace(code=f"{f.code}{n}") for n in range(times) for f in findings)
    report = ExchangeReport("csv", ("a.csv",), 1, many, numbers, tuple(problems))
    lines = report.brief_lines()
    assert len(lines) <= 39
    assert max(map(len, lines)) <= 100
    full = "\n".join(report.lines(10**6))
    for line in lines:
        if line.endswith(")") and not line.startswith(" "):
            assert line in full
    said = "".join("".join(lines).split())
    if not any("-v" in line for line in lines):
        assert all("".join(str(each).split()) in said for each in (*problems, *_listed(many)))


def _listed(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings that a report lists: rows that are in are only counted."""
    return [finding for finding in findings if finding.kind not in ("made", "merged")]
