"""Entries are not trusted: whatever they hold, nothing runs, nothing leaks, nothing falls over.

`docs/security.md` says what is trusted and what is not; each of its lines has a test here.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
import yaml
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "title: T\nlanguages: [en]\nquadrants: [Tools, Ways]\n"
FRONT = "---\nname: {name}\nquadrant: Tools\nring: adopt\n{more}---\n{text}\n"
MANY, DEEP = 200_000, 100_000
LARGE = 300  # megabytes that no input may make us take

Run = Callable[..., Any]
Files = Mapping[str, str | bytes]


def entry(name: str = "N", more: str = "", text: str = "Text.") -> str:
    """Write the file of an entry."""
    return FRONT.format(name=name, more=more, text=text)


def lay_down(folder: Path, files: Files) -> Path:
    """Write files into a new folder, with sound settings unless they are among them."""
    for name, text in {"radar.yaml": SETTINGS, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return folder


# what would make a parser run away -> files
RUNAWAYS: dict[str, Files] = {
    "billion laughs": {
        "radar.yaml": SETTINGS
        + "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in pairwise("abcdefghi")),
    },
    "merge keys": {"radar.yaml": SETTINGS + "x: &x {a: 1}\ny: {<<: *x}\n"},
    "deep lists in settings": {"radar.yaml": "title: " + "[" * DEEP},
    "deep mappings in settings": {"radar.yaml": "title: " + "{a: " * DEEP},
    "deep block lists in settings": {"radar.yaml": "- " * DEEP},
    "deep lists in front matter": {"n.md": f"---\nname: {'[' * DEEP}\n---\n"},
    "deep lists in a listing": {"many.yaml": "entries: " + "[" * DEEP},
    "deep quotes in Markdown": {"n.md": entry(text="> " * DEEP + "x")},
    "deep lists in Markdown": {"n.md": entry(text="- " * DEEP + "x")},
    "deep emphasis": {"n.md": entry(text="*a **b " * MANY)},
    "brackets": {"n.md": entry(text="[" * MANY)},
    "links in links": {"n.md": entry(text="[a](" * MANY)},
    "many broken links": {"n.md": entry(text="[[x]] " * 100_000)},
    "many different broken links": {
        "n.md": entry(text=" ".join(f"[[x{n}]]" for n in range(50_000)))
    },
    "wiki brackets": {"n.md": entry(text="[[" * MANY)},
    "pictures": {"n.md": entry(text="![" * MANY)},
    "backticks": {"n.md": entry(text="".join("`" * n + " " for n in range(1, 1200)))},
    "angle brackets": {"n.md": entry(text="<" * MANY)},
    "unclosed comments": {"n.md": entry(text="<!-- " * MANY)},
    "unclosed declarations": {"n.md": entry(text="<!A " * MANY + "<?" * MANY)},
    "tags": {"n.md": entry(text="<a " * MANY)},
    "entities": {"n.md": entry(text="&" * MANY + "&amp" * MANY)},
    "references to one definition": {
        "n.md": entry(text="[a]: https://example.org/" + "x" * 9000 + "\n\n" + "[a] " * 9000)
    },
    "footnotes": {"n.md": entry(text="[^a]" * 20_000 + "\n\n[^a]: " + "x" * 900)},
    "a table of many columns": {
        "n.md": entry(text="|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|\n" * 3000)
    },
    "spaces": {"n.md": entry(text="a" + " " * 1_000_000 + "b")},
    "blank lines": {"n.md": entry(text="\n" * 1_000_000)},
    "a long word": {"n.md": entry(text="x" * 1_000_000)},
    "a long name": {"n.md": entry(name="W" * 1_000_000)},
    "a long summary": {"n.md": entry(more=f"summary: {'w ' * 500_000}\n")},
    "a long address": {"n.md": entry(more=f"links: ['https://example.org/{'a' * 1_000_000}']\n")},
    "an address of dots": {"n.md": entry(more=f"links: ['https://{'a.' * 100_000}!']\n")},
    "a long id": {"many.yaml": f"entries: [{{id: {'a' * 1_000_000}, name: N}}]\n"},
    "a long tag": {"n.md": entry(more=f"tags: [{'-a' * 500_000}]\n")},
    "many tags": {"n.md": entry(more=f"tags: [{', '.join(f't{n}' for n in range(50_000))}]\n")},
    "many unknown keys": {"n.md": entry(more="".join(f"k{n}: x\n" for n in range(20_000)))},
    "many editions": {
        "radar.yaml": SETTINGS + f"editions: [{', '.join(f'e{n}' for n in range(3000))}]\n"
    },
    "front matter without an end": {"n.md": "---\n" + "a: b\n" * MANY},
    "dashes": {"n.md": "-" * 1_000_000},
    "carriage returns": {"n.md": "---\r" * 100_000},
    "a date of digits": {"n.md": entry(more=f"reviewed: {'9' * 1_000_000}\n")},
    "an angle of digits": {"n.md": entry(more=f"pin: {{angle: {'9' * 100_000}, radius: 1e999}}\n")},
    "a language of dashes": {"radar.yaml": SETTINGS.replace("[en]", f"[en{'-a' * 200_000}]")},
    "marks upon marks": {"n.md": entry(name='"' + "a" + "\u0301" * 100_000 + '"')},
    "a base URL of dots": {"radar.yaml": SETTINGS + f"base_url: https://{'a.' * 100_000}\n"},
}


@pytest.mark.thorough
@pytest.mark.parametrize("files", RUNAWAYS.values(), ids=RUNAWAYS)
def test_no_input_makes_it_hang_or_fall_over(
    files: Files, tmp_path: Path, start_radar: Run
) -> None:
    """What makes other parsers run away is read or refused, within 300 MB, without a traceback."""
    lay_down(tmp_path / "in", files)
    done = start_radar("build", "in", "-q", cwd=tmp_path)
    assert done.code in {0, 1}, done.err[-2000:]
    assert "Traceback" not in done.err
    assert done.memory < LARGE
    if done.code:
        assert re.search(r"(?m)^in/[\w.]+(:\d+)*: .+  \[[a-z-]+\]$", done.err), done.err[:2000]


# what must be refused, and the code of the problem
REFUSED: dict[str, tuple[Files, str]] = {
    "an id that climbs": ({"many.yaml": "entries: [{id: ../../x, name: N}]"}, ""),
    "an id with a slash": ({"many.yaml": "entries: [{id: a/b, name: N}]"}, ""),
    "an id with NUL": ({"many.yaml": 'entries: [{id: "a\\0b", name: N}]'}, ""),
    "an edition that climbs": ({"radar.yaml": SETTINGS + "editions: [{id: ../x}]\n"}, ""),
    "a quadrant that climbs": (
        {"radar.yaml": SETTINGS.replace("Tools", "{id: ../x, name: Tools}")},
        "",
    ),
    "a language that climbs": ({"radar.yaml": SETTINGS.replace("[en]", "[../x]")}, ""),
    "a logo from elsewhere": ({"radar.yaml": SETTINGS + "logo: ../secret.svg\n"}, ""),
    "a logo at the root": ({"radar.yaml": SETTINGS + "logo: /etc/passwd\n"}, ""),
    "a picture from elsewhere": ({"n.md": entry(text="![x](../secret.png)")}, ""),
    "a picture at the root": ({"n.md": entry(text="![x](/etc/secret.png)")}, ""),
    "a picture by another scheme": ({"n.md": entry(text="![x](file:///etc/secret.png)")}, ""),
    "a picture in disguise": ({"n.md": entry(text="![x](%2e%2e/secret.png)")}, ""),
    "a link that runs": ({"n.md": entry(text="[x](javascript:alert%281%29)")}, "unsafe-link"),
    "a link of data": ({"n.md": entry(text="[x](data:text/html,x)")}, "unsafe-link"),
    "a link field that runs": ({"n.md": entry(more="links: ['javascript:alert(1)']\n")}, ""),
    "a label that runs": (
        {"n.md": entry(more="links: [{url: ' JavaScript:alert(1)', label: x}]\n")},
        "",
    ),
    "a base URL that runs": ({"radar.yaml": SETTINGS + "base_url: 'javascript:alert(1)//'\n"}, ""),
    "an edit URL that runs": (
        {"radar.yaml": SETTINGS + "edit_url: 'javascript:alert(1)//{path}'\n"},
        "",
    ),
    "two ids that one file system takes for one": (
        {"a.yaml": "entries: [{id: kafka, name: A}, {id: KAFKA, name: B}]"},
        "",
    ),
    "a YAML tag that makes objects": ({"n.md": entry(name="!!python/name:os.system x")}, ""),
}


@pytest.mark.parametrize(("files", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_dangerous_is_refused_with_its_place(
    files: Files, code: str, tmp_path: Path, run_radar: Run
) -> None:
    """Ids, paths and addresses that could reach out are located problems, and nothing is built."""
    lay_down(tmp_path / "in", files)
    (tmp_path / "secret.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG")
    done = run_radar("build", "in", cwd=tmp_path)
    assert done.code in {1, 2}, done.err
    assert "Traceback" not in done.err
    assert f"[{code}" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "secret.png", "secret.svg"]


# what is a link -> (its name, what it leads to, the picture that a text shows, the logo)
WAYS_OUT = {
    "entry": ("n.md", "secret.md", "", ""),
    "folder": ("sub", ".", "", ""),
    "picture": ("pic/secret.svg", "secret.svg", "pic/secret.svg", ""),
    "picture's folder": ("pic", ".", "pic/secret.svg", ""),
    "hidden folder": (".pic", ".", ".pic/secret.svg", ""),
    "folder in a hidden one": (".pic/in", ".", ".pic/in/secret.svg", ""),
    "folder in a site": ("made/pic", ".", "made/pic/secret.svg", ""),
    "folder with the ending of a text": ("pic.md", ".", "pic.md/secret.svg", ""),
    "folder of the logo": ("brand", ".", "", "brand/secret.svg"),
    "logo": ("logo.svg", "secret.svg", "", "logo.svg"),
    "words": ("words/en.yaml", "en.yaml", "", ""),
    "folder of words": ("words", ".", "", ""),
    "theme": ("themes/mine", ".", "", ""),
    "theme.yaml": ("themes/mine/theme.yaml", "theme.yaml", "", ""),
    "assets of the theme": ("themes/mine/assets", ".", "", ""),
    "asset of the theme": ("themes/mine/assets/a.svg", "secret.svg", "", ""),
    "template of the theme": ("themes/mine/entry.html.j2", "secret.md", "", ""),
}


@pytest.mark.parametrize("what", WAYS_OUT)
def test_nothing_outside_the_folder_is_read(what: str, tmp_path: Path, run_radar: Run) -> None:
    """A symbolic link that leads out of the radar's folder shows nothing of what lies there."""
    secret = tmp_path / "outside"
    word = "TOPSECRET"
    lay_down(
        secret,
        {
            "secret.md": entry(name=word, text=word),
            "secret.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><title>{word}</title></svg>",
            "en.yaml": f"radar: {word}",
            "theme.yaml": f"title: {word}\n{word}: x\n",
        },
    )
    radar = tmp_path / "in"
    link, target, picture, logo = WAYS_OUT[what]
    settings = SETTINGS + (f"logo: {logo}\n" if logo else "")
    settings += "theme: mine\n" if "theme" in what else ""
    text = f"![x]({picture})" if picture else ""
    lay_down(radar, {"radar.yaml": settings, "ok.md": entry(text=text)})
    (radar / link).parent.mkdir(exist_ok=True, parents=True)
    if what == "folder in a site":
        (radar / "made" / ".radar-site").write_text("")
    if "the theme" in what:
        (radar / "themes" / "mine" / "theme.yaml").write_text("title: Mine\n")
    (radar / link).symlink_to(secret / target)
    done = run_radar("build", "in", cwd=tmp_path)
    assert "Traceback" not in done.err
    assert word not in done.out + done.err
    assert done.code == 1 or re.search(r"in/\S+", done.err), "the link was left out in silence"
    made = (tmp_path / "site").rglob("*")
    assert not any(word.encode() in path.read_bytes() for path in made if path.is_file())


NAMES_OF_SOME_SYSTEMS = [
    *(["con.png"], ["NUL.tar.png"], ["aux/x.png"], ["lpt¹.svg"], ["a:b.png"], ["what?.png"]),
    *(
        ["*.png"],
        ["a|b.png"],
        ['a"b.png'],
        ["<a>.png"],
        ["trail./x.png"],
        ["blank /x.png"],
        [".../x.png"],
    ),
    *(["a\tb.png"], ["a\nb.png"], ["\x7f.png"], ["云" * 90 + ".png"], ["Foo.png", "foo.png"]),
    *(["A/x.png", "a/y.png"], ["é.png", "e\u0301.png"], ["É.png", "e\u0301.png"]),
    *(["a.png", "A.png/x.png"], ["straße.png", "STRASSE.png"]),
]


@pytest.mark.parametrize("names", NAMES_OF_SOME_SYSTEMS, ids=ascii)
def test_every_name_in_a_site_is_one_on_every_system(
    names: list[str], tmp_path: Path, run_radar: Run
) -> None:
    """A picture that not every system can hold, or tell from another, is a problem with a place."""
    lay_down(tmp_path / "in", {})
    for name in names:
        path = tmp_path / "in" / name
        if len(path.name.encode()) <= 255:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"\x89PNG")
    text = "\n\n".join(f"![x](<{quote(name)}>)" for name in names)
    (tmp_path / "in" / "n.md").write_text(entry(text=text))
    for command in ("check", "build"):
        done = run_radar(command, "in", cwd=tmp_path)
        assert done.code == 1, (command, done.err)
        assert re.search(r"(?m)^in/n\.md:\d+:\d+: .*\[bad-name\]$", done.out + done.err), done.err
    assert not (tmp_path / "site").exists()


def test_pictures_with_names_of_any_script_are_published(tmp_path: Path, run_radar: Run) -> None:
    """Blanks, brackets, accents, Chinese and emoji with joiners are names like others."""
    names = [
        "Plan (2) v1.0.png",
        "größe.png",
        "e\u0301.png",
        "架构.png",
        "👩\u200d💻.png",
        "-_.png",
    ]
    text = "\n\n".join(f"![x](<pic/{quote(name)}>)" for name in names)
    pictures = {f"pic/{name}": b"\x89PNG" for name in names}
    lay_down(tmp_path / "in", {**pictures, "n.md": entry(text=text)})
    assert run_radar("build", "in", cwd=tmp_path).code == 0
    assert {path.name for path in (tmp_path / "site" / "media" / "pic").iterdir()} == set(names)


def test_a_link_to_itself_and_a_pipe_do_not_hold_it_up(tmp_path: Path, start_radar: Run) -> None:
    """Circular links and files that never end are told, not waited for."""
    radar = lay_down(tmp_path / "in", {"ok.md": entry()})
    (radar / "loop.md").symlink_to("loop.md")
    (radar / "circle").symlink_to(radar)
    os.mkfifo(radar / "pipe.md")
    (radar / "zero.md").symlink_to("/dev/zero")
    done = start_radar("build", "in", cwd=tmp_path)
    assert done.code == 1
    for name in ("loop.md", "circle", "pipe.md", "zero.md"):
        assert f"in/{name}" in done.err


def test_the_output_is_never_a_way_to_overwrite_something(tmp_path: Path, run_radar: Run) -> None:
    """`output` in radar.yaml cannot name a folder that holds something else."""
    mine = lay_down(tmp_path / "mine", {"precious.txt": "x"})
    for number, output in enumerate(("../mine", str(mine), ".", "..", "mine")):
        lay_down(
            tmp_path / "in", {"radar.yaml": f"{SETTINGS}output: '{output}'\n", "n.md": entry()}
        )
        done = run_radar("build", "in", cwd=tmp_path)
        assert done.code in {1, 2}, number
        assert (mine / "precious.txt").read_text() == "x"


PAYLOADS = (
    "<script>hacked('{}')</script>",
    "<img src=x onerror=\"hacked('{}')\">",
    "<svg/onload=hacked('{}')>",
    "\"><svg onload=hacked('{}')>",
    "'-hacked('{}')-'",
    "</script><script>hacked('{}')//",
    "</title><script>hacked('{}')</script>",
    "</textarea></style><script>hacked('{}')</script>",
    "<iframe srcdoc=\"<script>parent.hacked('{}')</script>\">",
    "<math><mtext><table><mglyph><style><img src onerror=hacked('{}')>",
    "<a href=\"javascript:hacked('{}')\">x</a>",
    "<details open ontoggle=hacked('{}')>",
    "javascript:hacked('{}')",
    "{{{{{{{{ self.__init__.__globals__ }}}}}}}} {{{{% for x in y %}}}}",
    "]]><script>hacked('{}')</script><![CDATA[",
    "<!--><script>hacked('{}')</script>-->",
    "\\u003cscript\\u003ehacked('{}')\\u003c/script\\u003e",
    "<style>@import 'https://example.org/x.css';</style>",
    "<base href=https://example.org/><meta http-equiv=refresh content=0;url=https://example.org>",
    "<form action=https://example.org><button formaction=javascript:hacked('{}')>",
)
LINKS = (
    "[a](javascript:hacked%28'{}'%29)",
    "[a](<java\tscript:hacked('{}')>)",
    "[a](&#106;avascript:hacked%28'{}'%29)",
    "[a](JaVaScRiPt&colon;hacked%28'{}'%29)",
    "[a](vbscript:hacked)",
    "[a](data:text/html;base64,PHNjcmlwdD5oYWNrZWQoKTwvc2NyaXB0Pg==)",
    "<javascript:hacked%28'{}'%29>",
    "[a][r]\n\n[r]: javascript:hacked%28'{}'%29",
    "![a](javascript:hacked%28'{}'%29)",
    "![a](https://example.org/x.png)",
    "[a](https://example.org/\"onmouseover=hacked('{}')//)",
    "[a](https://example.org 'x\" onmouseover=\"hacked()')",
    "[[\"><script>hacked('{}')</script>]]",
    "[[first|<script>hacked('{}')</script>]]",
    "```\"><script>hacked('{}')</script>\nx\n```",
    "# <script>hacked('{}')</script>",
    "[^<script>]\n\n[^<script>]: <script>hacked('{}')</script>",
)


def hostile_radar(turn: int, texts: list[str]) -> dict[str, str]:
    """Put payloads into every field that shows a text, in another order for every turn."""
    dealt = iter(range(10_000))

    def said(field: str) -> str:
        payload = PAYLOADS[(next(dealt) + 4 * turn) % len(PAYLOADS)]
        return json.dumps(payload.format(field))

    files = {"radar.yaml": HOSTILE_SETTINGS.format_map(Said(said)), "index.md": texts[0]}
    for number, text in enumerate(texts):
        filled = HOSTILE_ENTRY.format_map(Said(said))
        files[f"e{number}.md"] = f"---\n{filled}---\n{text}\n"
        files[f"e{number}.zh.md"] = f"---\nname: {said('zh name')}\n---\n{text}\n"
    files["proposed.md"] = f"---\n{HOSTILE_PROPOSAL.format_map(Said(said))}---\n{texts[0]}\n"
    files["words/en.yaml"] = hostile_words(said)
    files["static/robots.txt"] = files["static/google1.html"] = said("static").replace("<", "&lt;")
    return files


def hostile_words(said: Callable[[str], str]) -> str:
    """Put a payload before each word of the interface, which keeps what is filled in there."""
    catalogue = yaml.safe_load((ROOT / "radar" / "words" / "en.yaml").read_text(encoding="utf-8"))

    def armed(words: object) -> object:
        if isinstance(words, dict):
            return {form: armed(text) for form, text in words.items()}
        return re.sub("[{}]", "", str(json.loads(said("word")))) + f" {words}"

    return json.dumps({key: armed(words) for key, words in catalogue.items()}, ensure_ascii=False)


class Said(dict[str, str]):
    """What stands for a field of a template: whatever is said there."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self.say = say

    def __missing__(self, field: str) -> str:
        return self.say(field)


HOSTILE_SETTINGS = """
title: {title}
id: hostile
description: {description}
languages: [en, zh]
quadrants:
  - {{id: tools, name: {quadrant}, description: {quadrant_text}}}
  - {{id: ways, name: {second_quadrant}, aliases: [{quadrant_alias}]}}
rings:
  - {{id: adopt, name: {ring}, description: {ring_text}}}
  - {{id: hold, name: {second_ring}}}
editions:
  - {{id: one, name: {edition}, date: 2026-01-01, text: {edition_text}}}
  - {{id: two, name: {second_edition}, date: 2026-06-01}}
footer: {footer}
imprint: "https://example.org/?'onclick='hacked()&quot;"
footer_links:
  - {{url: "https://example.org/'onclick='hacked()", label: {footer_label}}}
  - {{url: "mailto:a@example.org?'onclick='hacked()", label: {mail_label}}}
header: {{colour: "#0b3d66", text: "#ffffff"}}
fields:
  risk: {{name: {field}, choices: [{{id: low, name: {low}}}, {{id: high, name: {high}}}]}}
  licence: {{name: {text_field}}}
  cost: {{name: {number_field}, type: number, unit: {unit}}}
  adr: {{name: {link_field}, type: link}}
  runs: {{name: {list_field}, type: list}}
rules: {{hold: {{severity: warning, sections: [{section}], links: 9}}}}
review_after: 30
tags: {{risky: {tag_name}}}
base_url: https://example.org/
edit_url: https://example.org/edit/{{path}}
"""
HOSTILE_ENTRY = """name: {name}
summary: {summary}
quadrant: tools
history:
  one: {{ring: hold, note: {note}}}
  two: {{ring: adopt, note: {second_note}}}
tags: [risky, {tag}]
owner: {owner}
aliases: [{alias}]
links: [{{url: "https://example.org/?a=1&b='x'", label: {label}}}]
related: [e1]
reviewed: 2026-01-01
leave_by: 2026-02-01
risk: low
licence: {licence}
cost: 12.5
adr: {{url: "https://example.org/'onclick='hacked()", label: {adr}}}
runs: [{runs}, {runs_too}]
"""
HOSTILE_PROPOSAL = """name: {name}
summary: {summary}
quadrant: ways
proposed: {{ring: adopt, by: {by}, since: 2026-05-01, note: {why}}}
licence: {licence}
"""


def build_without_what_is_refused(folder: Path, files: dict[str, str], run_radar: Run) -> list[str]:
    """Build; drop the texts of files that are refused, as their links should be, and build again.

    Returns the names of the files that were refused.
    """
    lay_down(folder / "in", files)
    done = run_radar("build", "in", "--proposals", cwd=folder)
    refused = re.findall(r"(?m)^in/(\S+?):\d+:\d+: (?!warning|note).*\[[\w-]+\]$", done.err)
    for name in refused:
        (folder / "in" / name).write_text(files[name][: files[name].rfind("---\n") + 4])
    if refused:
        codes = re.findall(r"(?m)^in/(?!.*: (?:warning|note): ).*\[([\w-]+)\]$", done.err)
        assert set(codes) <= LINK_CODES, done.err
        done = run_radar("build", "in", "--proposals", cwd=folder)
    assert done.code == 0, done.err
    return refused


LINK_CODES = {"unsafe-link", "broken-link", "broken-wiki-link", "remote-image", "bad-image"}


def visit(site: Path, page: Page) -> list[str]:
    """Open every page and picture of a site; return all that ran, was asked for, or looks armed."""
    ran: list[str] = []
    page.expose_function("hacked", lambda *words: ran.append(f"ran {words}"))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: None if r.url.startswith("file:") else ran.append(r.url))
    for file in [
        *sorted(site.rglob("*.html")),
        *sorted(site.rglob("*.svg")),
        *site.glob("feed.xml"),
    ]:
        page.goto(file.as_uri())
        if page.url != file.as_uri():
            ran.append(f"{file.name} went to {page.url}")
        if file.suffix == ".html":
            ran += [f"{file.name}: {found}" for found in page.evaluate(_FOUND)]
        else:
            ET.parse(file)  # noqa: S314 - our own file
    return ran


@pytest.mark.thorough
@pytest.mark.parametrize("turn", range(5))
def test_scripts_in_every_field_do_not_run(
    turn: int, tmp_path: Path, run_radar: Run, page: Page
) -> None:
    """In Chromium no page, picture or feed runs what a field brought, or asks elsewhere."""
    texts = [payload.format("text") for payload in PAYLOADS[4 * turn : 4 * turn + 4]]
    files = hostile_radar(turn, texts)
    build_without_what_is_refused(tmp_path, files, run_radar)
    site = tmp_path / "site"
    alone = ("--single-file", "-o", site / "alone.html")
    assert run_radar("build", "in", "-q", *alone, cwd=tmp_path).code == 0
    own_scripts = "alone.html: script", "alone.zh.html: script"  # named by hash in its policy
    assert [found for found in visit(site, page) if found not in own_scripts] == []


@pytest.mark.thorough
def test_links_in_disguise_lead_nowhere(tmp_path: Path, run_radar: Run, page: Page) -> None:
    """A link or picture in Markdown that would run something is refused, or is only a text."""
    files = hostile_radar(0, [link.format("text") for link in LINKS])
    refused = build_without_what_is_refused(tmp_path, files, run_radar)
    assert {f"e{number}.md" for number in (0, 4, 5, 8, 9)} <= set(refused)
    assert visit(tmp_path / "site", page) == []


_FOUND = """() => [...document.querySelectorAll('*')].flatMap(e => [
  ...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => a.name),
  ...(/^(iframe|object|embed|base)$/i.test(e.localName) ? [e.localName] : []),
  ...(e.localName === 'script' && !e.src && e.type !== 'application/json' ? ['script'] : []),
  ...(e.localName === 'style' && /@import|url\\(/.test(e.textContent) ? ['style'] : []),
  ...(e.localName === 'meta' && /refresh/i.test(e.httpEquiv)
      && !/url=(?![a-z]+:|[/][/])/.test(e.content) ? ['meta'] : []),
  ...['href', 'src', 'action', 'formAction'].filter(
      k => /^(javascript|data|vbscript):/i.test(e[k] || '') && e.localName !== 'img'),
])"""


@pytest.mark.parametrize(
    "line",
    [
        'light: {background: "red; } body { background: url(https://example.org)"}',
        'light: {background: "url(https://example.org/x)"}',
        'font: "Arial; } </style><script>hacked()</script>"',
        'font: "Arial\\"; src: url(https://example.org)"',
        "sizes: {label: 'calc(1px) } body {'}",
        "shapes: {new: '<script>'}",
        "extends: ../../../etc",
    ],
)
def test_a_theme_cannot_smuggle_css(line: str, tmp_path: Path, run_radar: Run) -> None:
    """A colour is a colour and a font a list of names, or the theme does not load."""
    lay_down(tmp_path / "in", {"n.md": entry(), "themes/mine/theme.yaml": line + "\n"})
    done = run_radar("build", "in", "--theme", "mine", cwd=tmp_path)
    assert done.code in {1, 2}, done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "site").exists()


def test_no_message_is_obeyed_by_what_runs_a_pipeline(tmp_path: Path, run_radar: Run) -> None:
    """A problem is one line, and no line begins with a command to GitHub's or Azure's runner."""
    texts = {
        "::warning::x.md": "[[a\n::error::b]] [[##vso[task.setvariable c]]",
        "b.md": "[[c\rd]]",
    }
    lay_down(
        tmp_path, {name: entry(name=f"N{name[-4:]}", text=text) for name, text in texts.items()}
    )
    done = run_radar("build", cwd=tmp_path)
    lines = done.err.splitlines()
    assert len([line for line in lines if line.endswith("[broken-wiki-link]")]) >= 2
    assert not [line for line in lines if re.match(r"\s*::|.*##vso\[", line)]
    assert all(line.endswith("]") for line in lines if "there is no entry" in line)


@pytest.mark.parametrize("theme", ["../x", "..", "/etc", "a/../../x", "%2e%2e", "~root"])
def test_a_theme_that_is_not_there_is_a_plain_refusal(
    theme: str, tmp_path: Path, run_radar: Run
) -> None:
    """A theme's name that leads elsewhere finds nothing."""
    lay_down(tmp_path / "in", {"n.md": entry()})
    done = run_radar("build", "in", "--theme", theme, cwd=tmp_path)
    assert done.code == 2
    assert "there is no theme" in done.err


def test_names_that_turn_the_direction_of_text_are_isolated(
    tmp_path: Path, run_radar: Run, new_page: Callable[..., Page]
) -> None:
    """A bidirectional control in a name is shown but ends with the name."""
    name = '"evil\\u202egnp.exe"'
    lay_down(tmp_path / "in", {"n.md": entry(name=name), "o.md": entry(name="Other")})
    assert run_radar("build", "in", cwd=tmp_path).code == 0
    page = new_page()
    for file in ("index.html", "entries/n.html", "entries/o.html"):
        page.goto((tmp_path / "site" / file).as_uri())
        loose = page.evaluate(
            """() => { const w = document.createTreeWalker(document.body, 4), found = [];
            while (w.nextNode()) { const t = w.currentNode.textContent;
              if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(t)) continue;
              const e = w.currentNode.parentElement;
              if (e.closest('svg')) continue;
              if (['script', 'style', 'title'].includes(e.localName)) continue;
              const isolated = /isolate|plaintext/.test(getComputedStyle(e).unicodeBidi);
              const balanced = /[\\u2068\\u2066\\u2067]/.test(t) && /\\u2069/.test(t);
              if (!isolated && !balanced) found.push(e.outerHTML.slice(0, 200)); }
            return found; }"""
        )
        assert loose == [], file


def test_ids_that_look_alike_do_not_become_one(tmp_path: Path, run_radar: Run) -> None:
    """A name in Cyrillic that looks Latin has an id, a page and a blip of its own."""
    lay_down(
        tmp_path / "in",
        {
            "many.yaml": SETTINGS
            and "entries:\n"
            + "".join(
                f"  - {{name: {name}, quadrant: Tools, ring: adopt}}\n"
                for name in ("kafka", "kаfkа")
            )
        },
    )
    assert run_radar("build", "in", cwd=tmp_path).code == 0
    assert len(list((tmp_path / "site" / "entries").glob("*.html"))) == 2
    svg = (tmp_path / "site" / "radar.svg").read_text()
    assert svg.count("-blip-") == 2
