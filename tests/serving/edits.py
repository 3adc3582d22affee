"""A radar with something of everything, and what somebody who writes does to its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from radar import snapshot
from radar.errors import RadarError

Files = dict[str, bytes]

SETTINGS = """\
title: {en: Ours, zh: 我们}
languages: [en, zh]
quadrants: [Tools, Ways, Places]
rings: [adopt, trial, hold]
editions:
  - {id: "1", date: 2024-01-01}
  - {id: "2", date: 2025-01-01}
  - {id: "3", date: 2026-01-01}
theme: ours
logo: pictures/logo.svg
review_after: 300
fields: {cost: {name: Cost, type: number}, licence: Licence}
footer: {en: "See [[go]]."}
"""
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
THEME = "title: Ours\nextends: paper\n"
TEMPLATE = """\
{% extends "paper/entry.html.j2" %}
{% block text %}<b>1</b>{{ super() }}{% endblock %}
"""
LISTING = """\
entries:
  - {name: Listed, quadrant: Ways, ring: trial, cost: 1}
  - {name: Also, quadrant: Ways, ring: adopt, text: "See [[listed]]."}
"""


def save(folder: Path, files: Files) -> None:
    """Let a folder have these files and no others."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def entry(name: str, quadrant: str, lines: str = "ring: adopt", text: str = "") -> bytes:
    """Return the file of an entry."""
    return f"---\nname: {name}\nquadrant: {quadrant}\n{lines}\n---\n{text}\n".encode()


def make_files() -> Files:
    """Return the radar to begin with."""
    history = 'history: {"1": hold, "2": trial, "3": adopt}'
    return {
        "radar.yaml": SETTINGS.encode(),
        "index.md": b"What [[go]] is.\n",
        "go.md": entry("Go", "Tools", history, "# One\n\nSee [[rust#two]].\n"),
        "go.zh.md": "---\nname: 去\n---\n看 [[rust]]。\n".encode(),
        "rust.md": entry("Rust", "Tools", 'history: {"2": trial}', "# Two\n\nGood.\n"),
        "ci.md": entry("CI", "Ways", 'history: {"1": trial, "3": hold}\ninstead: go'),
        "gone.md": entry("Gone", "Ways", 'history: {"1": adopt, "2": removed}'),
        "cloud.md": entry("Cloud", "Places", "ring: trial\nowner: [ops, jane]\ntags: [a, b]"),
        "plan.md": entry("Plan", "Places", "proposed: {ring: trial, by: ops}"),
        "later.md": entry("Later", "Places", "ring: hold\ndraft: true", "See [[go]].\n"),
        "more.yaml": LISTING.encode(),
        "words/zh.yaml": "entries: {other: '{n} 项'}\n".encode(),
        "pictures/logo.svg": LOGO,
        "pictures/a.svg": LOGO,
        "static/CNAME": b"radar.example.org\n",
        "themes/ours/theme.yaml": THEME.encode(),
        "themes/ours/entry.html.j2": TEMPLATE.encode(),
        "themes/ours/assets/more.css": b"p { margin: 0 }\n",
    }


@dataclass
class Writer:
    """Somebody who writes: `files` are what is saved now, `before` what it was at each save."""

    random: Random
    files: Files = field(default_factory=make_files)
    before: list[Files] = field(default_factory=list)

    def edit(self, *, undo: bool) -> str:
        """Change something and say what; with `undo`, take back what was done last."""
        if undo and self.before:
            self.files = self.before.pop()
            return "undo"
        self.before = [*self.before[-3:], dict(self.files)]
        name = self.random.choice(sorted(EDITS))
        EDITS[name](self)
        return name

    def pick(self, *endings: str) -> str:
        """Return a file with one of these endings, an entry's by default; '' for none."""
        every = [p for p in sorted(self.files) if p.endswith(endings or ".md") and "/" not in p]
        every = [p for p in every if endings or (p.count(".") == 1 and p != "index.md")]
        return self.random.choice(every) if every else ""

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace what an expression finds first in a file."""
        if path in self.files:
            text = self.files[path].decode()
            self.files[path] = re.sub(old, lambda _: new, text, count=1).encode()

    def add_line(self, line: str) -> None:
        """Add a line to the front matter of an entry, or take it out again."""
        path = self.pick()
        if path and f"\n{line}\n".encode() in self.files[path]:
            self.files[path] = self.files[path].replace(f"{line}\n".encode(), b"", 1)
        else:
            self.replace(path, r"\n---\n", f"\n{line}\n---\n")

    def add_text(self, text: str) -> None:
        """Add to the text of an entry, or of its translation."""
        path = self.pick(".md")
        if path:
            self.files[path] += f"\n{text}\n".encode()

    def set(self, key: str, value: str) -> None:
        """Give a setting another value, or take it out where it has that."""
        text = self.files["radar.yaml"].decode()
        line = f"{key}: {value}\n"
        kept = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", text, flags=re.MULTILINE)
        self.files["radar.yaml"] = (kept if line in text else kept + line).encode()

    def word(self) -> str:
        """Return a word."""
        return self.random.choice(("go", "Rust", "nowhere", "CI", "cloud", "listed", "x" * 40))


def _rename(writer: Writer) -> None:
    if path := writer.pick(".md"):
        writer.files[f"{writer.random.choice('abc')}{path}"] = writer.files.pop(path)


def _remove(writer: Writer) -> None:
    writer.files.pop(writer.pick(".md"), None)


def _swap(writer: Writer) -> None:
    one, other = writer.pick(), writer.pick()
    if one and other:
        files = writer.files
        files[one], files[other] = files[other], files[one]


def _number(writer: Writer) -> None:
    """Change between numbers that are equal and look different."""
    path = writer.pick()
    if path and b"cost: 1\n" in writer.files[path]:
        writer.replace(path, "cost: 1\n", "cost: 1.0\n")
    elif path:
        writer.replace(path, r"\n---\n", "\ncost: 1\n---\n")


def _order(writer: Writer) -> None:
    """Give a name in two languages, now in the one order and now in the other."""
    path = writer.pick()
    text = writer.files[path].decode() if path else ""
    new = "name: {fr: Un, de: Ein}" if "{de: Ein, fr: Un}" in text else "name: {de: Ein, fr: Un}"
    writer.replace(path, "name: .*", new)


def _template(writer: Writer) -> None:
    new = writer.random.choice(("<b>2</b>", "<b>3</b>", "{{ nme }}", "{% if %}"))
    writer.replace("themes/ours/entry.html.j2", r"<b>\d</b>|{{ nme }}|{% if %}", new)


def _close(writer: Writer) -> None:
    """Close the editions before the newest, where the radar is sound."""
    with TemporaryDirectory() as name, suppress(RadarError):
        save(Path(name), writer.files)
        snapshot(folder=name, close_all=True)
        for path in Path(name, "editions").glob("*"):
            writer.files[f"editions/{path.name}"] = path.read_bytes()


def _reopen(writer: Writer) -> None:
    closed = [path for path in sorted(writer.files) if path.startswith("editions/")]
    if closed:
        del writer.files[closed[-1]]


def _rewrite_closed(writer: Writer) -> None:
    """Give something another name in the past."""
    for path in [path for path in writer.files if path.startswith("editions/")]:
        writer.replace(path, "Rust|Ferrous", writer.random.choice(("Rust", "Ferrous")))


EDITS: dict[str, Callable[[Writer], None]] = {
    "name": lambda w: w.replace(w.pick(), "name: .*", f"name: Name {w.random.randrange(9)}"),
    "ring": lambda w: w.replace(
        w.pick(), "adopt|trial|hold", w.random.choice(("adopt", "trial", "hold", "adpot"))
    ),
    "quadrant": lambda w: w.replace(
        w.pick(), "Tools|Ways|Places", w.random.choice(("Tools", "Ways", "Places"))
    ),
    "history": lambda w: w.replace(
        w.pick(), 'history: {"[12]": ', f'history: {{"{w.random.choice("12")}": '
    ),
    "text": lambda w: w.add_text(f"Words {w.random.randrange(99)} and *more*."),
    "link": lambda w: w.add_text(f"See [[{w.word()}]]."),
    "heading": lambda w: w.replace(w.pick(".md"), "# (One|Two|Three)", "# Three"),
    "picture in a text": lambda w: w.add_text("![A](pictures/a.svg) ![B](pictures/b.svg)"),
    "comment": lambda w: w.add_text("<!-- not for all -->"),
    "table": lambda w: w.add_text("| a | b |\n|---|---|\n| 1 | 2 |"),
    "summary": lambda w: w.add_line(f"summary: Short {w.word()}"),
    "alias": lambda w: w.add_line(f"aliases: [{w.word()}]"),
    "related": lambda w: w.add_line(f"related: [{w.word()}]"),
    "instead": lambda w: w.add_line(f"instead: {w.word()}"),
    "owner": lambda w: w.add_line("owner: [team, jane]"),
    "tags": lambda w: w.add_line("tags: [a, c]"),
    "links": lambda w: w.add_line("links: [https://example.org/x]"),
    "draft": lambda w: w.add_line("draft: true"),
    "hidden": lambda w: w.add_line("hidden: true"),
    "pin": lambda w: w.add_line("pin: {angle: 20, radius: 0.5}"),
    "reviewed": lambda w: w.add_line("reviewed: 2024-05-05"),
    "licence": lambda w: w.add_line("licence: MIT"),
    "number": _number,
    "order of languages": _order,
    "new": lambda w: w.files.update({f"{w.word()}.md": entry(w.word(), "Tools")}),
    "new translation": lambda w: w.files.update(
        {w.pick().replace(".md", ".zh.md"): "---\nname: 新\n---\n新的。\n".encode()}
    ),
    "remove": _remove,
    "rename": _rename,
    "swap": _swap,
    "save as it is": lambda w: None,
    "line ends": lambda w: w.replace(w.pick(".md"), "\n", "\r\n"),
    "broken front matter": lambda w: w.replace(w.pick(".md"), "---\n", "--\n"),
    "broken yaml": lambda w: w.replace(w.pick(), "name: ", "name: ["),
    "not utf-8": lambda w: w.files.update({w.pick() or "a.md": b"\xff\xfe"}),
    "listing": lambda w: w.replace(
        "more.yaml", "ring: (adopt|trial|hold)", f"ring: {w.random.choice(('adopt', 'hold'))}"
    ),
    "number in a list": lambda w: w.replace(
        "more.yaml", r"cost: 1(\.0)?", w.random.choice(("cost: 1", "cost: 1.0"))
    ),
    "introduction": lambda w: w.files.update({"index.md": f"About [[{w.word()}]].\n".encode()}),
    "words": lambda w: w.files.update(
        {"words/zh.yaml": f"search: 找{w.random.randrange(9)}\n".encode()}
    ),
    "logo": lambda w: w.files.update(
        {"pictures/logo.svg": LOGO.replace(b"9v9", b"%dv9" % w.random.randrange(9))}
    ),
    "picture": lambda w: w.files.update(
        {"pictures/a.svg": LOGO.replace(b"9v9", b"%dv9" % w.random.randrange(9))}
    ),
    "static": lambda w: w.files.update({"static/CNAME": b"%d.example\n" % w.random.randrange(9)}),
    "template": _template,
    "style": lambda w: w.files.update(
        {"themes/ours/assets/more.css": b"p { margin: %dpx }\n" % w.random.randrange(9)}
    ),
    "theme": lambda w: w.files.update(
        {
            "themes/ours/theme.yaml": (
                THEME + w.random.choice(("", "sizes: {mark: 6}\n", "nothing: 1\n"))
            ).encode()
        }
    ),
    "another theme": lambda w: w.set("theme", w.random.choice(("paper", "ours", "contrast"))),
    "title": lambda w: w.set("title", f"Ours {w.random.randrange(9)}"),
    "languages": lambda w: w.set("languages", w.random.choice(("[en]", "[zh, en]", "[en, zh]"))),
    "quadrants": lambda w: w.set(
        "quadrants", w.random.choice(("[Ways, Tools, Places]", "[Tools, Ways, Places, More]"))
    ),
    "rings": lambda w: w.set("rings", w.random.choice(("[adopt, trial, hold]", "[adopt, hold]"))),
    "labels": lambda w: w.set("layout", "{labels: numbers}"),
    "review": lambda w: w.set("review_after", w.random.choice(("100", "900"))),
    "footer": lambda w: w.set("footer", f"{{en: 'See [[{w.word()}]].'}}"),
    "export": lambda w: w.set("export", "[backstage]"),
    "rules": lambda w: w.set("rules", "{hold: {instead: required}}"),
    "editions": lambda w: w.set("editions", '["1", "2", "3", "4"]'),
    "no editions": lambda w: w.set("editions", "[]"),
    "close": _close,
    "reopen": _reopen,
    "rewrite what is closed": _rewrite_closed,
    "broken settings": lambda w: w.replace("radar.yaml", "title: ", "title: ["),
}
