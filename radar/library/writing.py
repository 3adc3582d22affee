"""A radar → the files of its folder, from which the same radar is read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from radar.codes import excuse_links
from radar.errors import BadCall, InvalidRadar, Problem, in_order, worst
from radar.model import Entry, Radar, Value

if TYPE_CHECKING:
    from radar.reading import Reading

_HINT = "change it, or keep this radar as radar.json: radar.export(…, 'radar-json')"


def write(
    radar: Radar,
    output: str | Path,
    *,
    one_file: bool = False,
    files: Mapping[str, bytes] | None = None,
) -> tuple[str, ...]:
    """Write a radar as a person would: radar.yaml, and a Markdown file for each entry.

    `radar.load` of the folder returns an equal radar. `output` has to be absent or empty. `files`
    are what goes with the radar, by path in the folder: its pictures, a theme, own words of the
    interface. With `one_file` all entries are in entries.yaml. Returns the paths of all files.

    >>> import tempfile
    >>> from radar.pipeline import load
    >>> rust = {"name": "Rust", "quadrant": "languages", "ring": "adopt"}
    >>> ours = Radar(title="Ours", quadrants=["Languages", "Tools"], entries=[rust])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     paths = write(ours, f"{folder}/ours")
    ...     (paths, load(f"{folder}/ours") == ours)
    (('radar.yaml', 'rust.md'), True)

    Raises:
        InvalidRadar: something cannot be written so that it is read again, such as an address that
            no file may have, or a text in a language that the radar does not have. All of it is
            named, and nothing is written.
        BadCall: there is something in the folder already, or `files` has a path that would not be
            read in it.
    """
    from radar.exchange.exporting.own_form import write_form
    from radar.files import write_folder

    if not isinstance(radar, Radar):
        kind = type(radar).__name__
        raise BadCall(f"write takes a Radar, not a value of the type {kind}; load reads a folder")
    more = dict(files or {})
    if unreadable := sorted(path for path in more if not _is_read(path)):
        raise BadCall(f"{unreadable[0]!r} is no path in the folder of a radar")
    problems = excuse_links(examine_form(radar, more, one_file=one_file).problems)
    if wrong := [problem for problem in problems if problem.severity == "error"]:
        raise InvalidRadar(wrong)
    made = {**write_form(radar, one_file=one_file), **more}
    write_folder(made, Path(output))
    return tuple(sorted(made))


def examine_form(radar: Radar, files: Mapping[str, bytes], *, one_file: bool = False) -> Reading:
    """Return what is read from the files of a radar, with what is wrong with them or left out."""
    from radar.exchange.exporting.own_form import write_form
    from radar.files import MemoryTree
    from radar.pipeline import examine_tree

    written = write_form(radar, one_file=one_file)
    reading = examine_tree(MemoryTree({**files, **written}))
    clashes = (
        Problem(path, 0, 0, "duplicate-id", "this is a file of the radar itself")
        for path in sorted({*files} & {*written})
    )
    wrong = worst(excuse_links(reading.problems)) == "error"
    lost = () if wrong or reading.radar is None else _compare(radar, reading.radar)
    return replace(reading, problems=in_order((*reading.problems, *clashes, *lost)))


def _is_read(path: str) -> bool:
    """Return whether a path stays inside a folder and is read there: no part of it is hidden."""
    from radar.files import is_hidden, why_not_portable

    return not is_hidden(path) and not any(map(why_not_portable, path.split("/")))


def _compare(radar: Radar, again: Radar) -> Iterator[Problem]:
    """Yield a problem for each field that is another one when it is read again."""
    for name in _differing(radar, again):
        if name != "entries":
            yield _problem("radar.yaml", name, getattr(radar, name))
    for entry in radar.entries:
        there = again.by_id.get(entry.id)
        if not there:  # a file of that name, such as readme.md, is for something else
            yield _problem(_path(entry), "id", entry.id)
        for name in _differing(entry, there) if there else ():
            yield _problem(_path(entry), name, getattr(entry, name))


def _differing(one: Value, other: Value) -> Iterator[str]:
    for name in type(one).model_fields:
        if name != "sources" and getattr(one, name) != getattr(other, name):
            yield name


def _problem(path: str, name: str, value: Any) -> Problem:
    shown = repr(value)
    shown = shown if len(shown) <= 100 else f"{shown[:97]}..."
    message = f"`{name}` cannot be written so that it is read as it is: {shown}"
    return Problem(path, 0, 0, "not-written", message, _HINT)


def _path(entry: Entry) -> str:
    return f"{entry.id}.md"
