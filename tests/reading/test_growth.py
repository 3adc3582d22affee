"""Twice as much to read takes twice the work, whatever is wrong with it."""

from __future__ import annotations

import pytest

from radar.files import MemoryTree
from radar.reading import read_tree

from ..growth import Reader, assert_work_in_line

SETTINGS = "title: Ours\nquadrants: [Tools, Languages]\n"
DATED = SETTINGS + "editions: [" + ", ".join(f"e{n}" for n in range(100)) + "]\n"
ENTRY = "---\nname: A\nquadrant: tools\nring: adopt\n"
LISTED = "- {{name: E{n}, quadrant: tools, ring: adopt}}\n"
# what is wrong, or many: the settings, the file, its beginning, a part of it, its end
READ = {
    "keys nobody knows": (SETTINGS, "a.md", ENTRY, "key{n}: v\n", "---\n"),
    "keys twice": (SETTINGS, "a.md", ENTRY, "ring: adopt\n", "---\n"),
    "words nobody knows": (SETTINGS, "words/en.yaml", "", "key{n}: v\n", ""),
    "entries": (SETTINGS, "a.yaml", "entries:\n", LISTED, ""),
    "entries of one name": (SETTINGS, "a.yaml", "entries:\n", LISTED.replace("{n}", ""), ""),
    "rings nobody knows": (SETTINGS, "a.yaml", "entries:\n", LISTED.replace("adopt", "r{n}"), ""),
    "related to nothing": (
        *(SETTINGS, "a.yaml", "entries:\n"),
        *(LISTED.replace("}}", ", related: [q{n}]}}"), ""),
    ),
    "editions nobody knows": (
        *(DATED, "a.md", "---\nname: A\nquadrant: tools\nhistory:\n"),
        *("  f{n}: adopt\n", "---\n"),
    ),
    "languages nobody knows": (SETTINGS, "a.md", f"{ENTRY}summary:\n", "  x{n}: y\n", "---\n"),
    "tags": (SETTINGS, "a.md", f"{ENTRY}tags:\n", "  - tag{n}\n", "---\n"),
    "choices": (
        *(
            SETTINGS + "fields:\n  risk: {name: Risk}\n  cost:\n    name: Cost\n    choices:\n",
            "radar.yaml",
        ),
        *("", "      - c{n}\n", ""),
    ),
    "links of the footer": (
        *(SETTINGS + "footer_links:\n", "radar.yaml", "", "  - https://e.example/{n}\n", ""),
    ),
    "names of tags": (SETTINGS + "tags:\n", "radar.yaml", "", "  t{n}: T{n}\n", ""),
    "fields that a rule demands": (
        *(SETTINGS + "rules:\n  adopt:\n    fields:\n", "radar.yaml", "", "      - f{n}\n", ""),
    ),
    "rules for nothing": (SETTINGS + "rules:\n", "radar.yaml", "", "  r{n}: {{links: 1}}\n", ""),
    "chains of what to take instead": (
        *(SETTINGS, "a.yaml", "entries:\n"),
        *(LISTED.replace("adopt}}", "hold, instead: [e{m}]}}"), ""),
    ),
    "proposals": (
        *(SETTINGS, "a.yaml", "entries:\n"),
        *(LISTED.replace("ring: adopt", "proposed: {{ring: trial, note: a <!-- b}}"), ""),
    ),
    "choices nobody knows": (
        SETTINGS + "fields:\n  risk: {name: Risk, choices: [low, high]}\n",
        *("a.yaml", "entries:\n", LISTED.replace("}}", ", risk: lw{n}}}"), ""),
    ),
    "names of before": (SETTINGS, "a.md", f"{ENTRY}aliases:\n", "  - b{n}\n", "---\n"),
}


def in_one_file(what: str) -> Reader:
    """Read a radar of which one file has that many parts."""
    settings, name, before, part, after = READ[what]

    def make(size: int) -> MemoryTree:
        text = before + "".join(part.format(n=n, m=n + 1) for n in range(size)) + after
        text = settings + text if name == "radar.yaml" else text
        return MemoryTree({"radar.yaml": settings.encode(), name: text.encode()})

    return Reader(read_tree, make, 200)


def strange_settings(size: int) -> MemoryTree:
    """Make a radar of which `radar.yaml` has that many unknown keys."""
    keys = "".join(f"key{n}: v\n" for n in range(size))
    return MemoryTree({"radar.yaml": (SETTINGS + keys).encode()})


def many_files(size: int) -> MemoryTree:
    """Make a radar of that many files."""
    files = {f"e{n}.md": (ENTRY + "---\n").encode() for n in range(size)}
    return MemoryTree({"radar.yaml": SETTINGS.encode(), **files})


def demanded_sections(size: int) -> MemoryTree:
    """Make a radar whose rule demands that many sections of a text with half of them."""
    rule = f"rules:\n  adopt: {{sections: [{', '.join(f's{n}' for n in range(size))}]}}\n"
    text = "".join(f"## s{n}\n" for n in range(size // 2))
    files = {"radar.yaml": (SETTINGS + rule).encode(), "e.md": f"{ENTRY}---\n{text}".encode()}
    return MemoryTree(files)


def circle_of_instead(size: int) -> MemoryTree:
    """Make a radar in which each entry says to take the next, the last the first, which all do."""
    rows = (
        f"{n}, instead: [e{(n + 1) % size}, e0]" if n else "0, instead: [e1]" for n in range(size)
    )
    text = "".join(f"- {{quadrant: tools, ring: trial, name: E{row}}}\n" for row in rows)
    files = {"radar.yaml": SETTINGS, "a.yaml": f"entries:\n{text}"}
    return MemoryTree({name: text.encode() for name, text in files.items()})


READERS = {what: in_one_file(what) for what in READ} | {
    "settings nobody knows": Reader(read_tree, strange_settings, 200),
    "files": Reader(read_tree, many_files, 30),
    "a circle of what to take instead": Reader(read_tree, circle_of_instead, 100),
    "demanded sections": Reader(read_tree, demanded_sections, 100),
}


@pytest.mark.parametrize("what", READERS)
def test_reading_is_in_line_with_length(what: str) -> None:
    """One file with more of the same, or more files, takes no more for each part of it."""
    assert_work_in_line(*READERS[what])
