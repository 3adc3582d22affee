"""What `radar check` would say of files that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping

from radar.errors import Problem, in_order
from radar.files import MemoryTree, Tree
from radar.prose.checking import check_texts
from radar.reading import read_tree


def verdict(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return every error and warning of a radar in memory, links and pictures included."""
    return verdict_of(MemoryTree(dict(files)))


def verdict_of(tree: Tree) -> tuple[Problem, ...]:
    """Return every error and warning of a radar in a tree of files."""
    reading = read_tree(tree)
    problems = list(reading.problems)
    if reading.radar is not None:
        texts = check_texts(reading.radar, reading.bodies, tree, targets=reading.targets)
        problems += texts.problems
    return in_order(problem for problem in problems if problem.severity != "note")
