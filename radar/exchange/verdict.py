"""What `radar check` would say of files that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping

from radar.errors import Problem, in_order
from radar.files import MemoryTree, Tree
from radar.reading import read_tree
from radar.render.pictures import read_pictures
from radar.render.prose import Body, check_prose, pictures_in


def verdict(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return every error and warning of a radar in memory, links and pictures included."""
    return verdict_of(MemoryTree(dict(files)))


def verdict_of(tree: Tree) -> tuple[Problem, ...]:
    """Return every error and warning of a radar in a tree of files."""
    reading = read_tree(tree)
    radar = reading.radar
    found = list(reading.problems)
    if radar is not None:
        bodies = [
            Body(body.path, body.line, said.get(language, ""), body.column)
            for (entry, language), body in sorted(reading.bodies.items())
            if not entry or entry in radar.by_id
            for said in [radar.by_id[entry].text if entry else radar.introduction]
        ]
        found += check_prose(radar, bodies, read_pictures(tree, pictures_in(bodies)))
    return in_order(problem for problem in found if problem.severity != "note")
