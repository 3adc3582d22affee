"""The written form, as the reader understands it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from radar.errors import BadCall, InvalidRadar
from radar.files import MemoryTree
from radar.model import Entry, Radar
from radar.pipeline import examine_tree
from radar.reading import LocatedText, Reading, find, read, read_tree

SETTINGS = "title: Ours\nquadrants: [Tools, Languages]\n"
DATED = SETTINGS + 'editions: ["2025", "2026-05", "2026-11"]\n'


def tree(settings: str = SETTINGS, **files: str) -> Reading:
    """Read files; a keyword `rust` stands for rust.md, `rust_zh` for rust.zh.md."""
    named = {f"{name.replace('_', '.')}.md": text.encode() for name, text in files.items()}
    return read_tree(MemoryTree({"radar.yaml": settings.encode(), **named}))


def front(body: str = "", **keys: str) -> str:
    """Write the file of an entry."""
    keys = {"name": "Rust", "quadrant": "tools", "ring": "adopt", **keys}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items() if value)
    return f"---\n{lines}---\n{body}"


def radar_of(reading: Reading) -> Radar:
    """Return the radar, of which nothing but notes may be said."""
    assert [p for p in reading.problems if p.severity != "note"] == []
    assert reading.radar is not None
    return reading.radar


def entry_of(settings: str = SETTINGS, **keys: str) -> Entry:
    """Return the entry that a front matter with these keys gives."""
    return radar_of(tree(settings, rust=front(**keys))).entries[0]


def test_our_own_radar_is_sound(root: Path) -> None:
    """The radar of this repository has its entries and no problem."""
    reading = read(root / "entries")
    assert len(radar_of(reading).entries) >= 43
    assert len(reading.files) >= 2 * 43


@pytest.mark.parametrize(
    "name", ["1.10", "no", "on", "null", "2022", "~", "0x10", "1e3", "yes", "2026-11-02", ".inf"]
)
def test_a_name_stays_what_was_written(name: str) -> None:
    """A technology may be called what YAML takes for a number, a date, nothing or the truth."""
    assert entry_of(name=name).name == {"und": name}


def test_every_key_of_the_front_matter_arrives() -> None:
    """What is written of an entry is what the radar has of it."""
    text = front(
        "\n\nThe *body*.\n\n",
        summary="Fast.",
        ring="",
        history='{"2025": Assess, "2026-11": {ring: adopt, note: Proven., quadrant: languages}}',
        tags="[systems, no]",
        owner="core",
        reviewed="2026-11-02",
        links="[https://a.example, {url: 'mailto:a@b.example', label: Mail}]",
        aliases="[rs]",
        related="[GO]",
        pin="{angle: 30, radius: 0.5}",
        hidden="true",
    )
    radar = radar_of(tree(DATED, rust=text, go=front(name="Go")))
    rust = radar.by_id["rust"]
    places = [(p.edition, p.ring, p.quadrant, p.note) for p in rust.history]
    assert places == [
        ("2025", "assess", "tools", {}),
        ("2026-11", "adopt", "languages", {"und": "Proven."}),
    ]
    assert (rust.summary, rust.text) == ({"en": "Fast."}, {"en": "The *body*."})
    assert (rust.tags, rust.owner, rust.reviewed) == (("systems", "no"), "core", date(2026, 11, 2))
    assert [(link.url, dict(link.label)) for link in rust.links] == [
        ("https://a.example", {}),
        ("mailto:a@b.example", {"und": "Mail"}),
    ]
    assert (rust.aliases, rust.related, rust.hidden) == (("rs",), ("go",), True)
    assert rust.pin is not None
    assert (rust.pin.angle, rust.pin.radius) == (30, 0.5)
    assert rust.sources == {"en": "rust.md"}


def test_every_setting_arrives() -> None:
    """What radar.yaml says is what the radar has."""
    settings = """
id: ours
title: {en: Ours, zh: 我们的}
languages: [en, ZH]
description: {en: What, zh: 什么}
quadrants:
  - {id: tools, name: {en: Tools, zh: 工具}, position: bottom-left}
  - {id: b, name: Techniques, description: How}
  - C
  - D
rings: [{id: use, name: Use, aliases: [adopt]}, Hold]
editions: [{id: V1, date: 2025-01-01, text: First}, {id: v2, name: Second, date: 2026-01-01}]
layout: {rings: Equal, labels: numbers}
theme: contrast
base_url: https://wiki.example/radar/
edit_url: https://git.example/{path}
review_after: 365
logo: logo.svg
footer: Ours
png: true
output: public
tags: {web: {en: Web, zh: 网}}
"""
    files = {"radar.yaml": settings.encode(), "logo.svg": b"", "rust.md": front().encode()}
    files |= {"index.md": b"Hello\n", "index.zh.md": "你好".encode()}
    radar = radar_of(read_tree(MemoryTree(files)))
    assert (radar.id, radar.languages, dict(radar.title)) == (
        "ours",
        ("en", "zh"),
        {"en": "Ours", "zh": "我们的"},
    )
    assert [q.id for q in radar.clockwise] == ["b", "c", "tools", "d"]
    assert [(r.id, r.aliases) for r in radar.rings] == [("use", ("adopt",)), ("hold", ("caution",))]
    assert [(e.id, dict(e.name), e.date) for e in radar.editions] == [
        ("v1", {"und": "v1"}, date(2025, 1, 1)),
        ("v2", {"und": "Second"}, date(2026, 1, 1)),
    ]
    assert (radar.layout.rings, radar.layout.labels, radar.theme) == (
        "equal",
        "numbers",
        "contrast",
    )
    assert (radar.base_url, radar.edit_url) == (
        "https://wiki.example/radar/",
        "https://git.example/{path}",
    )
    assert (radar.review_after, radar.logo, radar.png, radar.output) == (
        365,
        "logo.svg",
        True,
        "public",
    )
    assert radar.introduction == {"en": "Hello", "zh": "你好"}
    assert radar.tags == {"web": {"en": "Web", "zh": "网"}}
    assert radar.footer == {"und": "Ours"}
    assert radar.entries[0].ring == "use"


def test_rings_and_quadrants_answer_to_id_name_and_alias_in_any_case() -> None:
    """`Caution` is `hold`, `TOOLS` is `tools`, and a name in another language will do."""
    assert entry_of(ring="CAUTION").ring == "hold"
    both = SETTINGS + "languages: [en, zh]\n"
    assert entry_of(both, ring="采纳", quadrant="LANGUAGES").quadrant == "languages"


def test_a_ring_with_editions_counts_from_the_first() -> None:
    """`ring` in place of `history` is a placement since the first edition."""
    assert entry_of(DATED, ring="trial").history[0].edition == ""


def test_an_entry_may_leave_and_return() -> None:
    """`removed` in a history leaves the ring and keeps the quadrant."""
    history = '{"2025": hold, "2026-05": Removed, "2026-11": {ring: trial}}'
    placed = entry_of(DATED, ring="", history=history).history
    assert [(p.ring, p.quadrant) for p in placed] == [
        ("hold", "tools"),
        (None, "tools"),
        ("trial", "tools"),
    ]


def test_a_quadrant_given_in_a_history_holds_until_the_next() -> None:
    """A line without a quadrant keeps that of the line before it."""
    history = '{"2025": hold, "2026-05": {ring: hold, quadrant: languages}, "2026-11": trial}'
    placed = entry_of(DATED, ring="", history=history).history
    assert [p.quadrant for p in placed] == ["tools", "languages", "languages"]


@pytest.mark.parametrize(
    ("file", "entry_id"),
    [
        ("Apache Pulsar.md", "apache-pulsar"),
        ("RUST.md", "rust"),
        ("asp.net.md", "asp.net"),
        ("deep/er/C++.md", "c-plus-plus"),
        ("云原生.md", "u4e91-u539f-u751f"),
        ("rust.fr.md", "rust.fr"),
        ("x.MD", "x"),
        ("A--B.md", "a--b"),
        ("Snake_Case.md", "snake_case"),
        ("rust\n.md", "rust"),
    ],
)
def test_the_id_is_the_name_of_the_file(file: str, entry_id: str) -> None:
    """The stem is the id, small and readable; folders mean nothing; a suffix may be part of it."""
    files = {"radar.yaml": SETTINGS.encode(), file: front().encode()}
    assert list(radar_of(read_tree(MemoryTree(files))).by_id) == [entry_id]


def test_many_entries_in_one_file() -> None:
    """A list under `entries:` reads as front matter does, with `id` and `text` besides."""
    listing = """
entries:
  - {name: C++, quadrant: tools, ring: adopt}
  - id: zig
    name: Zig
    quadrant: languages
    ring: hold
    text: |

      Small, and
      *young*.
"""
    files = {"radar.yaml": SETTINGS.encode(), "more.yml": listing.encode()}
    reading = read_tree(MemoryTree(files))
    radar = radar_of(reading)
    assert list(radar.by_id) == ["c-plus-plus", "zig"]
    zig = radar.by_id["zig"].text["en"]
    assert zig.strip() == "Small, and\n*young*."
    assert reading.bodies["zig", "en"] == LocatedText("more.yml", 9, zig, 7)


@pytest.mark.parametrize("name", ["radar.more.yaml", "my-radar.yaml", "radars.YML"])
def test_a_list_may_have_any_name_but_one(name: str) -> None:
    """What is called almost like the settings is a list of entries, and no second radar."""
    listing = b"entries:\n  - {name: Zig, quadrant: tools, ring: adopt}\n"
    radar = radar_of(read_tree(MemoryTree({"radar.yaml": SETTINGS.encode(), name: listing})))
    assert list(radar.by_id) == ["zig"]


def test_entries_may_stand_in_the_settings() -> None:
    """A whole radar may be one file."""
    listing = SETTINGS + "entries:\n  - {name: Rust, quadrant: tools, ring: adopt}\n"
    assert list(radar_of(tree(listing)).by_id) == ["rust"]


def test_a_translation_adds_its_words_to_the_entry() -> None:
    """x.zh.md gives name, summary and text in Chinese, wherever the two files lie."""
    settings = SETTINGS + "languages: [en, zh]\n"
    reading = tree(
        settings,
        rust=front("Text", summary="Fast."),
        rust_zh="---\nname: 锈\nsummary: 快。\n---\n\n正文\n",
    )
    rust = radar_of(reading).entries[0]
    assert rust.name == {"und": "Rust", "zh": "锈"}
    assert rust.summary == {"en": "Fast.", "zh": "快。"}
    assert rust.text == {"en": "Text", "zh": "正文"}
    assert rust.sources == {"en": "rust.md", "zh": "rust.zh.md"}
    assert reading.problems == ()
    assert reading.bodies["rust", "zh"][:2] == ("rust.zh.md", 6)


def test_a_missing_translation_is_a_note() -> None:
    """What falls back to another language is said, and stops nothing."""
    reading = tree(SETTINGS + "languages: [en, zh]\n", rust=front("Text"))
    assert radar_of(reading).entries[0].text == {"en": "Text"}
    assert [(p.code, p.severity) for p in reading.problems] == [("missing-translation", "note")]


def test_bodies_know_their_lines() -> None:
    """The line in which a text begins can be told, whatever the line ends are."""
    text = front("\r\n\r\nOne\r\n  two [[x]]\r\n").replace("\n", "\r\n").replace("\r\r", "\r")
    reading = tree(rust="\ufeff" + text)
    body = radar_of(reading).entries[0].text["en"]
    assert body == "One\n  two [[x]]"
    assert reading.bodies["rust", "en"] == LocatedText("rust.md", 8, body, 1)


def test_problems_are_seen_from_where_the_command_runs(tmp_path: Path) -> None:
    """Paths are relative to the radar's folder, and `located` has the folder before them."""
    (tmp_path / "radar.yaml").write_text("title: Ours\n")
    reading = read(tmp_path)
    assert reading.radar is None
    assert [p.path for p in reading.problems] == ["radar.yaml"]
    with pytest.raises(InvalidRadar) as raised:
        reading.require_sound()
    assert raised.value.problems[0].path == f"{tmp_path.as_posix()}/radar.yaml"


def test_an_entry_with_a_mistake_leaves_the_others() -> None:
    """A radar is made of what is sound, so that an editor can show it while one file is wrong."""
    reading = tree(rust=front(), zig=front(name="Zig", ring="nope"), go="no front matter")
    assert reading.radar is not None
    assert list(reading.radar.by_id) == ["rust"]
    for strict in (False, True):
        with pytest.raises(InvalidRadar):
            reading.require_sound(strict=strict)


def test_warnings_count_where_strict() -> None:
    """A warning passes, unless one is strict."""
    reading = tree(rust=front(tags="[a, A]"))
    assert reading.require_sound().entries[0].tags == ("a",)
    with pytest.raises(InvalidRadar):
        reading.require_sound(strict=True)


@pytest.mark.parametrize("suffix", ["yaml", "yml", "YAML"])
def test_words_of_the_owner_arrive(suffix: str) -> None:
    """words/<language>.yaml replaces words of the interface."""
    words = b"entries: {one: '{n} thing', other: '{n} things'}\nnew: fresh\n"
    files = {"radar.yaml": SETTINGS.encode(), "rust.md": front().encode()}
    files[f"words/en.{suffix}"] = words
    reading = read_tree(MemoryTree(files))
    radar_of(reading)
    assert reading.words["en"] == {
        "entries": {"one": "{n} thing", "other": "{n} things"},
        "new": "fresh",
    }


def test_a_radar_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, in ./entries, in a folder that is named, or in its entries."""
    inner = tmp_path / "x" / "entries"
    inner.mkdir(parents=True)
    (inner / "radar.yaml").touch()
    monkeypatch.chdir(tmp_path / "x")
    assert find() == Path("entries")
    assert find(tmp_path / "x") == inner
    assert find(inner / "radar.yaml") == inner
    Path("radar.yaml").touch()
    assert find() == Path()


@pytest.mark.parametrize(
    ("named", "says"),
    [
        (
            None,
            "there is no radar.yaml here or in ./entries. "
            "Name the radar's folder, or begin one: radar init",
        ),
        (
            "empty",
            "there is no radar.yaml in empty or empty/entries. "
            "Name the radar's folder, or begin one: radar init",
        ),
        ("gone", "there is no folder gone."),
        ("file", "file is a file. Name the folder that has radar.yaml in it."),
        ("yml", "yml/radar.yml has to be called radar.yaml. Rename it."),
    ],
)
def test_a_radar_that_is_not_found(
    named: str | None, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to do is said where there is no radar."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("yml").mkdir()
    Path("yml/radar.yml").touch()
    Path("empty").mkdir()
    with pytest.raises(BadCall) as raised:
        find(Path(named) if named else None)
    assert str(raised.value).replace("\\", "/") == says


def test_a_near_miss_is_found_among_thousands() -> None:
    """A large radar still says what was probably meant."""
    words = "".join(f"  - {{name: Entry {n}, quadrant: tools, ring: hold}}\n" for n in range(500))
    rust = front(related="[zebre]")
    zebra = front(name="Zebra")
    settings = f"{SETTINGS}entries:\n{words}"
    assert tree(settings, rust=rust, zebra=zebra).problems[0].hint == 'did you mean "zebra"?'


def test_a_broken_link_is_told_where_it_stands() -> None:
    """A link in a text has its line and column, or the line of the text where YAML folds it."""
    listing = r"""
entries:
  - {name: A, quadrant: tools, ring: hold, text: 'See [[x1]]'}
  - {name: B, quadrant: tools, ring: hold, text: {en: One, zh: "二 [[x2]]"}}
  - name: C
    quadrant: tools
    ring: hold
    text: "An A is \u0041,

      a [[x3]]"
  - name: D
    quadrant: tools
    ring: hold
    text: >
      Folded
      [[x4]]
  - name: E
    quadrant: tools
    ring: hold
    text: |


      Kept
        as [[x5]]
"""
    settings = f"{SETTINGS}languages: [en, zh]\n"
    files = {"radar.yaml": settings, "a.yaml": listing, "f.md": front("\n\n[[x6]]")}
    told = examine_tree(MemoryTree({name: text.encode() for name, text in files.items()})).problems
    found = [problem for problem in told if problem.code == "broken-wiki-link"]
    assert [(p.path, p.line, p.column, p.message.split('"')[1]) for p in found] == [
        ("a.yaml", 3, 55, "x1"),
        ("a.yaml", 4, 67, "x2"),
        ("a.yaml", 8, 0, "x3"),
        ("a.yaml", 14, 0, "x4"),
        ("a.yaml", 24, 12, "x5"),
        ("f.md", 8, 1, "x6"),
    ]


@pytest.mark.parametrize("key", ["logo", "output", "theme"])
@pytest.mark.parametrize("path", ["/x.svg", "..", "../x.svg", "a/../x.svg", "a\\x.svg", "C:x.svg"])
def test_paths_stay_inside(key: str, path: str) -> None:
    """A logo, a theme and the output are named below their folder, on any system."""
    reading = tree(f"{SETTINGS}{key}: '{path}'\n", rust=front())
    assert [(p.line, p.column, p.code) for p in reading.problems] == [(3, len(key) + 3, "bad-path")]


@pytest.mark.parametrize("key", ["output", "theme"])
@pytest.mark.parametrize("path", [".x", "a/.x", "./.x/a", "\u200c.x", "a/\u200d.x"])
def test_paths_lead_to_nothing_hidden(key: str, path: str) -> None:
    """Nor does a sign before the dot hide it that macOS leaves out of names."""
    reading = tree(f"{SETTINGS}{key}: '{path}'\n", rust=front())
    assert [p.code for p in reading.problems] == ["bad-path"]


def test_paths_with_dots_and_folders() -> None:
    """Dots in a name, and folders, lead nowhere else."""
    settings = f"{SETTINGS}logo: a..b/..x.svg\noutput: ./a..b/c\n"
    files = {"radar.yaml": settings, "a..b/..x.svg": "", "rust.md": front()}
    radar = radar_of(read_tree(MemoryTree({name: text.encode() for name, text in files.items()})))
    assert (radar.logo, radar.output) == ("a..b/..x.svg", "./a..b/c")


@pytest.mark.parametrize("slip", ["Rings: [Use]", "edtions: [a]", "rings: 3", "editions: 3"])
def test_no_radar_is_made_of_a_slip_in_what_entries_refer_to(slip: str) -> None:
    """Rings or editions that could not be read are not taken for those that nobody names."""
    reading = tree(f"{SETTINGS}{slip}\n", rust=front())
    assert reading.radar is None
    assert [p.line for p in reading.problems] == [3]


def test_words_in_no_language_of_the_radar_are_no_words() -> None:
    """A title or a name in languages that the radar does not have is as good as none."""
    reading = tree("title: {xx: Ours}\nquadrants: [Tools, Languages]\n", rust=front())
    assert reading.radar is None
    assert [p.code for p in reading.problems] == ["unknown-language"]
    reading = tree(rust=front(name="{xx: Rust}"), zig=front(name="Zig"))
    assert reading.radar is not None
    assert list(reading.radar.by_id) == ["zig"]


@pytest.mark.parametrize(
    ("rings", "answers"),
    [
        ("[Adopt, Hold]", "hold"),
        ("[Adopt, Hold, Caution]", "caution"),
        ("[{name: Adopt, aliases: [Caution]}, Hold]", None),
        ("[Adopt, {name: Hold, aliases: [stop]}]", None),
        ("[Adopt, {id: hold, name: Stop}]", "hold"),
    ],
)
def test_caution_is_hold_where_nothing_else_is(rings: str, answers: str | None) -> None:
    """The newer word for `hold` is understood, unless the radar has its own words."""
    reading = tree(f"{SETTINGS}rings: {rings}\n", rust=front(ring="caution"))
    entries = reading.radar.entries if reading.radar else ()
    wanted = "adopt" if "[Caution]" in rings else answers
    assert [entry.ring for entry in entries] == ([wanted] if wanted else [])


@pytest.mark.parametrize("suffix", ["markdown", "mdown", "mkd", "mkdn", "mdx", "MDX"])
def test_other_suffixes_of_markdown_are_not_passed_over(suffix: str) -> None:
    """A file that its owner takes for an entry is not left out in silence."""
    files = {"radar.yaml": SETTINGS, "rust.md": front(), f"zig.{suffix}": front(name="Zig")}
    reading = read_tree(MemoryTree({name: text.encode() for name, text in files.items()}))
    assert [str(problem) for problem in reading.problems] == [
        f"zig.{suffix}: files that end in .{suffix.lower()} are not read. "
        "Rename it to .md  [not-read]"
    ]


@pytest.mark.parametrize("name", ["zig.txt", "zig.mdc", "zig", "zig.md.orig", "zig.svg"])
def test_other_files_may_lie_beside_entries(name: str) -> None:
    """What is no text of ours is nobody's mistake."""
    files = {"radar.yaml": SETTINGS.encode(), "rust.md": front().encode(), name: b"\0"}
    assert read_tree(MemoryTree(files)).problems == ()
