"""What is fuzzed: for each kind of input a function of bytes, and inputs to begin with.

A target returns where the input was taken or refused with problems; anything else that it raises
is a bug of ours. Every problem must have a place, a code and a message.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from unittest.mock import patch

import yaml

from radar.errors import InvalidRadar, Problem, RadarError
from radar.files import MemoryTree
from radar.reading import read_tree
from radar.yaml import Wrong, parse, parser

from .carried import SOURCES
from .carried.made import Source, check_carried
from .mutants import mutants

Target = Callable[[bytes], None]
ROOT = Path(__file__).resolve().parents[2]
SETTINGS = b"title: T\nlanguages: [en, zh]\nquadrants: [A, B]\neditions: [e1, e2]\n"
ENTRY = b"---\nname: N\nquadrant: A\nring: adopt\n---\nText.\n"
LISTING = (
    b"entries:\n  - {name: X, quadrant: A, ring: hold, tags: [a]}\n"
    b"  - id: y\n    name: {en: Y, zh: Z}\n    quadrant: b\n    history: {e1: trial, e2: removed}\n"
    b"    text: |\n      Some *text* with [[x]].\n"
)
MARKDOWN = (
    b"# H\n\nA [[n]] [[n|l]] [a](https://example.org) <b>x</b> ![p](p.png) [r][1] `c`\n\n"
    b"[1]: https://example.org 'T'\n\n| a | b |\n|:-:|---|\n| 1 | ~~2~~ |\n\n- [x] t\n  1. o\n\n"
    b"> q[^1]\n\n[^1]: f\n\n```python\nx\n```\n<div onclick=x>\n\nhttps://example.org\n***\n"
)


def sound(problems: Iterable[Problem]) -> None:
    """Hold every problem to having a place, a code and a message that can be printed."""
    for problem in problems:
        assert problem.path
        assert problem.code
        assert problem.message
        assert problem.line >= 0
        assert problem.column >= 0
        str(problem).encode("utf-8", "surrogatepass")


YAML = b"""# c
a: b
"c\\td": ['e', {f: g, h: [i, j]}, "k\\ud83d\\ude00"]  # l
? m
: - n
  - o: p
    q: |-
      r

      s
  - >2
      t
    u
  - - v
    -
%s
""" % "\u2028\x85é".encode()
ODD_YAML = (
    *(b"%YAML 1.1\n---\na: &x b\nc: *x\n", b"<<: {a: !!str b}\na: c\na: d\n...\n---\n"),
    b"\xef\xbb\xbfa:\tb\t# c\r\n\td: 'e\n\n  f'\r",
    b'[[[{a: [b ?, c? d, ?e]}], "f\\\n g"]]\n',
)


def two_parsers(data: bytes) -> None:
    """Read it with libyaml and with the parser in Python, which have to give one answer."""
    text = data.decode("utf-8", "replace")
    assert _answer(None, text) == _answer(getattr(yaml, "CSafeLoader", None), text)


def _answer(loader: object, text: str) -> object:
    """Return what is read in a text with a parser of PyYAML, or all that is said against it."""
    with patch.object(parser, "_quick_loader", lambda: loader):
        try:
            return parse(text)
        except Wrong as wrong:
            return wrong.at.line, wrong.at.column, wrong.code, wrong.message, wrong.hint


def settings(data: bytes) -> None:
    """Read it as radar.yaml."""
    sound(read_tree(MemoryTree({"radar.yaml": data, "n.md": ENTRY})).problems)


def front_matter(data: bytes) -> None:
    """Read it as the file of an entry, and as its translation."""
    sound(read_tree(MemoryTree({"radar.yaml": SETTINGS, "n.md": data, "n.zh.md": data})).problems)


def listing(data: bytes) -> None:
    """Read it as a file of many entries."""
    sound(read_tree(MemoryTree({"radar.yaml": SETTINGS, "many.yaml": data})).problems)


def markdown(data: bytes) -> None:
    """Turn it into HTML and check its links."""
    from radar.prose.checking import LocatedText, check_prose, pictures_in
    from radar.prose.html import to_html
    from radar.prose.links import Links
    from radar.prose.pictures import inspect_all

    reading = read_tree(MemoryTree({"radar.yaml": SETTINGS, "n.md": ENTRY + data}))
    sound(reading.problems)
    if reading.radar is None or not reading.radar.entries:
        return
    text = next(iter(reading.radar.entries[0].text.values()), "")
    body = LocatedText("n.md", 6, text)
    sound(check_prose(reading.radar, [body], inspect_all(dict.fromkeys(pictures_in([body]), b""))))
    html = to_html(text, Links({"n": "n"}, name=str, entry=str, picture=str, folder=""))
    lowered = html.lower()
    for tag in ("<script", "<iframe", "<style", "<object", "<svg", "<form"):
        assert tag not in lowered
    assert "\0" not in html


def theme(data: bytes) -> None:
    """Load it as a theme.yaml."""
    from radar.theme import load_theme

    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(RadarError):
        (Path(folder) / "theme.yaml").write_bytes(data)
        try:
            load_theme(folder)
        except InvalidRadar as error:
            sound(error.problems)
            raise


SAMPLES: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "byor": (
        "radar.csv",
        (
            b"name,ring,quadrant,isNew,status,description\n"
            b'Rust,Adopt,Tools,TRUE,,"<p>Fast, <b>safe</b></p>"\n'
            b"Go,hold,Ways & Means,false,moved out,x\n",
        ),
    ),
    "byor/json": (
        "radar.json",
        (b'[{"name":"Rust","ring":"Adopt","quadrant":"Tools","isNew":"TRUE","description":"x"}]',),
    ),
    "csv": (
        "radar.csv",
        (
            b"id,name,quadrant,edition,ring,summary,tags\nrust,Rust,Tools,e1,adopt,Fast,a;b\n"
            b'rust,Rust,Tools,e2,hold,Fast,a;b\n"\'=go",Go,Ways,e1,trial,,\n',
        ),
    ),
    "list": (
        "radar.yaml",
        (
            b"technologies:\n- {Name: Rust, Ring: Adopt, Category: Tools, Tags: [a, b]}\n"
            b"- {Name: Go, Ring: Hold, Category: Ways, Url: 'https://x.example'}\n",
        ),
    ),
    "list/script": (
        "entries.ts",
        (
            b"const rings = [{id: 'use', name: \"Use\"},]; // inner first\n"
            b"export const entries: E[] = [{title: `Rust`, ringId: 'use', quadrant: Q.Tools},"
            b"\n {title: 'G' + 'o', ring: 'stop', quadrant: 'ways', n: f(1)}];\n",
        ),
    ),
    "zalando": (
        "config.json",
        (
            b'{"date":"2026.01","quadrants":[{"name":"A"},{"name":"B"},{"name":"C"},{"name":"D"}],'
            b'"rings":[{"name":"ADOPT"},{"name":"HOLD"}],"entries":[{"quadrant":0,"ring":1,'
            b'"label":"Rust","link":"https://example.org","active":true,"moved":-1}]}',
        ),
    ),
    "qiwi": (
        "radar.json",
        (
            b'{"meta":{"title":"T","date":"2026-01-01"},"data":[{"name":"Rust","quadrant":"q1",'
            b'"ring":"Adopt","description":"x","moved":"1"}],"quadrantAliases":{"q1":["lang"]},'
            b'"quadrantTitles":{"q1":"Languages","q2":"B","q3":"C","q4":"D"}}',
        ),
    ),
    "backstage": (
        "graph.json",
        (
            b'{"quadrants":[{"id":"q","name":"Q"},{"id":"p","name":"P"}],"rings":[{"id":"use",'
            b'"name":"USE","color":"#fff"}],"entries":[{"key":"k","id":"k","quadrant":"q","title":'
            b'"Kafka","timeline":[{"date":"2026-01-01","ringId":"use","moved":1}],"links":[]}]}',
        ),
    ),
    "aoe": (
        "radar/2026-01-01/rust.md",
        (b"---\ntitle: Rust\nring: adopt\nquadrant: tools\ntags: [a]\n---\nText [x](y).\n",),
    ),
    "porsche": (
        "data/radar/2026-01-01/rust.md",
        (b"---\ntitle: Rust\nring: adopt\nsegment: tools\nteams: [a]\n---\n[[kafka|Kafka]]\n",),
    ),
    "radar-json": (
        "radar.json",
        (
            b'{"version":1,"id":"t","title":{"en":"T"},"languages":["en"],"quadrants":[{"id":"a",'
            b'"name":{"en":"A"}},{"id":"b","name":{"en":"B"}}],"entries":[{"id":"rust","name":'
            b'{"en":"Rust"},"history":[{"edition":"","ring":"adopt","quadrant":"a"}]}]}',
        ),
    ),
}


def importer(format: str, path: str) -> Callable[[bytes], None]:
    """Make a target that reads an input as a file of another tool."""

    def target(data: bytes) -> None:
        from radar.exchange.conversion import import_bundle
        from radar.exchange.toolkit.sources import Bundle

        with contextlib.suppress(RadarError):
            imported = import_bundle(Bundle(Path("x"), {path: data}), format=format)
            report = imported.report
            assert report.adds_up, report.sum
            assert all(f.code and f.message and f.place.path for f in report.findings)
            assert imported.radar is not None or not report.counts["made"]

    return target


def carried(make: Callable[[Random], Source]) -> Callable[[bytes], None]:
    """Make a target that takes an input as the seed of a source, all of which must arrive."""

    def target(data: bytes) -> None:
        check_carried(make(Random(data)))  # noqa: S311 - no secret hangs on it

    return target


TARGETS: dict[str, tuple[Target, Callable[[], Sequence[bytes]]]] = {
    "two-parsers": (
        two_parsers,
        lambda: [YAML, *ODD_YAML, SETTINGS, LISTING, *_files("tests/invalid", "*/*.yaml")],
    ),
    "settings": (settings, lambda: [SETTINGS, *_files("entries", "radar.yaml")]),
    "front-matter": (front_matter, lambda: [ENTRY, *_files("entries", "[a-f]*.md")]),
    "listing": (listing, lambda: [LISTING, *_files("examples", "**/*.yaml")]),
    "markdown": (markdown, lambda: [MARKDOWN, *_files("entries", "[k-m]*.md")]),
    "theme": (theme, lambda: [b"extends: paper\n", *_files("themes", "*/theme.yaml")]),
    **{
        f"import-{name.replace('/', '-')}": (
            importer(name.partition("/")[0], path),
            lambda samples=samples: samples,
        )
        for name, (path, samples) in SAMPLES.items()
    },
}

TARGETS |= {f"carried-{name}": (carried(make), lambda: [b"1"]) for name, make in SOURCES.items()}


def make_inputs(name: str, seed: int = 0) -> Iterator[bytes]:
    """Yield inputs of a target without end: broken ones, or seeds of which none comes twice."""
    if name.startswith("carried-"):
        return (b"%d/%d" % (seed, n) for n in count())
    return mutants(TARGETS[name][1](), seed)


def _files(folder: str, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / folder).glob(pattern))]
