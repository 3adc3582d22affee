"""The codes of problems, and which of them may be left out of a report.

Warnings and notes are advice, and can be ignored by their code. Errors stop a build and cannot.
Codes of checks that other packages add begin with the name of the check: `owners/no-owner`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from radar.errors import BadCall, Problem, near_miss
from radar.plugins.checks import refuse_unknown_checks

# codes of warnings and notes; where an error has one of them too, that error stays
_ADVICE = """
bad-image broken-link broken-wiki-link cleaned-image cut-text departed-link doubtful-link
draft-link due-leave
due-proposal due-review due-ring due-undated duplicate-name edition-calendar instead-undecided
low-contrast markup-in-summary misplaced-entry missing-form missing-image missing-translation
missing-words names-do-not-fit no-base-url no-date no-entries no-words not-exported open-comment
plain-ring
renamed-entry rule-fields rule-instead rule-links rule-owner rule-sections same-ring shared-colours
stale submodule twice undeclared-language unused-form
"""
# errors of `radar check` that do not stop a build, where they are warnings: a text that leads
# nowhere in one place is worth more to its readers than no text
_LEADING_NOWHERE = frozenset({"broken-link", "broken-wiki-link", "missing-image"})
# codes that only errors have: needed to explain why such a code cannot be ignored
_ERRORS = """
bad-date bad-edition-file bad-id bad-language bad-name bad-path bad-position bad-span
bad-url bad-words bad-yaml contradicts-edition control-character dead-link default-language
does-not-fit drift duplicate-alias duplicate-id duplicate-key duplicate-translation edition-order
empty field-in-translation front-matter-open history-order history-removed history-twice
id-is-file-name instead-cycle instead-gone instead-itself instead-on-hold link-outside
misplaced-index missing-file missing-key moved-with-editions nested-radar no-front-matter no-radar
not-a-file not-read not-utf-8 not-written only-proposed orphan-translation out-of-range
published-draft reserved-name ring-and-history same-entry sparse-table text-is-body too-deep
too-large too-long too-many-entries unknown-edition unknown-entry unknown-field unknown-form
unknown-key unknown-language unknown-quadrant unknown-ring unknown-theme unknown-value unknown-word
unreadable unsafe-file unsafe-image unsafe-link wrong-type yaml-anchor yaml-documents yaml-tag
"""
ADVICE, ERRORS = frozenset(_ADVICE.split()), frozenset(_ERRORS.split())


def ignorable(codes: Iterable[str]) -> frozenset[str]:
    """Return the codes as a set, if all of them may be ignored; one text may hold several.

    Raises:
        BadCall: one is not the code of a warning or a note.

    >>> sorted(ignorable(["stale", "no-date"])), sorted(ignorable("stale, no-date"))
    (['no-date', 'stale'], ['no-date', 'stale'])
    """
    texts = [codes] if isinstance(codes, str) else codes
    asked = frozenset(code.strip() for text in texts for code in text.split(",") if code.strip())
    own = {code for code in asked if "/" in code}
    refuse_unknown_checks(own)
    for code in sorted(asked - ADVICE - own):
        if code in ERRORS:
            raise BadCall(f"{code} is the code of an error, and errors cannot be ignored")
        meant = near_miss(code, ADVICE) or f"there are {', '.join(sorted(ADVICE))}"
        raise BadCall(
            f"no warning or note has the code {code[:80]!r}, and errors cannot be ignored. "
            f"{meant[:1].upper()}{meant[1:]}"
        )
    return asked


def without(problems: Iterable[Problem], codes: frozenset[str]) -> tuple[Problem, ...]:
    """Return the problems without the warnings and notes that have one of the codes."""
    return tuple(
        problem for problem in problems if problem.severity == "error" or problem.code not in codes
    )


def excuse_links(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems as a build sees them: links that lead nowhere are warnings."""
    return tuple(
        replace(problem, severity="warning") if problem.code in _LEADING_NOWHERE else problem
        for problem in problems
    )
