"""What is read is never trusted: paths, bombs, depth, size, encodings, markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.conversion import import_bundle
from radar.exchange.exporting.own_form import write_form
from radar.exchange.importing.recognise import recognise
from radar.exchange.sheets.tables import read_csv, unguard, write_csv
from radar.exchange.toolkit.addresses import Targets, resolve_addresses
from radar.exchange.toolkit.documents import UnreadableDocument, read_yaml
from radar.exchange.toolkit.draft import ImportOptions
from radar.exchange.toolkit.json_reader import read_json
from radar.exchange.toolkit.markup import to_markdown, to_words
from radar.exchange.toolkit.sources import decode, gather
from radar.files import MemoryTree
from radar.reading import read_tree
from radar.yaml import MAX_DEPTH

from .radars import bundle, by_name, take, verdict, words

HEAD = "name,ring,quadrant,isNew,description\nTDD,trial,techniques,,\n"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "C:\\x",
        "con",
        "index",
        "README",
        "a/b",
        ".hidden",
        "x" * 300,
        "云原生",
        "🦀",
        "\u202egpj.exe",
        "%2e%2e%2f",
        "~root",
    ],
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever a technology is called, its file lies in the folder, is read, and is its own."""
    cell = name.replace('"', '""')
    found = take({"r.csv": f'{HEAD}"{cell}",adopt,tools,,\n'})
    assert found.radar is not None
    files = write_form(found.radar)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]*", path) for path in files)
    reading = read_tree(MemoryTree(files))
    assert not [p for p in reading.problems if p.severity == "error"]
    assert reading.radar is not None
    assert len(reading.radar.entries) == 2


def test_ids_of_files_lead_nowhere() -> None:
    """An id that a file states is made sound like a name."""
    entry = {"key": "k", "id": "../../up", "title": "Up", "quadrant": "a"}
    entry["timeline"] = [{"date": "2020-01-01", "ringId": "use"}]  # type: ignore[assignment] # made step by step
    document = {
        "quadrants": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
        "rings": [{"id": "use", "name": "Use"}],
        "entries": [entry],
    }
    found = take({"r.json": json.dumps(document)})
    assert found.radar is not None
    assert [e.id for e in found.radar.entries] == ["up"]


def test_no_two_ids_are_alike() -> None:
    """Names that make the same id, or differ in case only, get different files."""
    found = take({"r.csv": f"{HEAD}C++,adopt,tools,,\nC plus plus,hold,tools,,\n"})
    assert found.radar is not None
    assert sorted(e.id for e in found.radar.entries) == ["c-plus-plus", "c-plus-plus-2", "tdd"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link in the source, to a file or a folder outside, is reported and not read."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text(f"{HEAD}Secret,adopt,tools,,\n")
    source = tmp_path / "source"
    source.mkdir()
    (source / "2020.csv").write_text(f"{HEAD}Git,adopt,tools,,\n")
    (source / "2021.csv").symlink_to(outside / "secret.csv")
    (source / "more").symlink_to(outside)
    (source / "dead.csv").symlink_to(tmp_path / "nowhere")
    found = import_bundle(gather([source]), ImportOptions())
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["Git", "TDD"]
    assert [f.place.path for f in found.report.of("lost")] == ["2021.csv", "dead.csv", "more"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x 1\nb: *x", "anchors"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]", "anchors"),
        ("[" * 500 + "]" * 500, "deep"),
        ("a: 1\na: 2", "already"),
        ("a: [1", "no valid YAML"),
    ],
)
def test_yaml_bombs(text: str, says: str) -> None:
    """Anchors, depth and keys said twice are refused in words, with a line."""
    with pytest.raises(UnreadableDocument, match=says) as caught:
        read_yaml(text)
    assert caught.value.line >= 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[" * 100_000, "deep"),
        ('{"a":' * 100_000, "deep"),
        ('{"a": 1, "a": 2}', "twice"),
        ("[1, 2", "too soon|comma"),
        ("[NaN]", "not JSON"),
        ('{"a" 1}', "colon"),
        ("[1] 2", "follows"),
        ('["\\x"]', "string"),
        ("", "too soon"),
    ],
)
def test_bad_json(text: str, says: str) -> None:
    """Depth, repetition and nonsense are refused in words, with a line."""
    with pytest.raises(UnreadableDocument, match=says):
        read_json(text)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(_json, st.sampled_from([None, 1]), st.booleans())
def test_json_is_read_as_it_is(value: object, indent: int | None, ascii_: bool) -> None:
    """The reader with places reads what the standard library reads."""
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)
    assert read_json(text).plain() == json.loads(text)


def test_json_knows_lines_and_paths() -> None:
    """Every value has its line and its path; JSON is as deep as YAML may be."""
    node = read_json('{\n "a": [\n  1,\n  {"b": "x"}\n ]\n}').get("a").value[1].get("b")
    assert (node.text, node.line, node.path) == ("x", 4, "a[1].b")
    for read in (read_json, read_yaml):
        assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).is_list
        with pytest.raises(UnreadableDocument, match="deep"):
            read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


def test_a_cell_of_a_million_characters() -> None:
    """Text, tags without end, a name: all in the time of an ordinary file, none harmful."""
    huge = "x" * 10**6
    rows = [
        f"A,adopt,tools,,{huge}",
        f"B,adopt,tools,,{'<b>' * 300_000}deep",
        f"C,adopt,tools,,{'<a href=' * 100_000}",
        f"{huge},adopt,tools,,",
        f"D,{huge},tools,,",
    ]
    found = take({"r.csv": HEAD + "\n".join(rows) + "\n"}, rings=("Adopt", "Trial"))
    assert found.radar is not None
    assert sorted(by_name(found.radar)) == ["A", "B", "C", "TDD"]
    assert words(by_name(found.radar)["A"].text) == huge
    assert words(by_name(found.radar)["B"].text) == "deep"
    assert [f.code for f in found.report.of("reported")] == ["long-name", "unknown-ring"]
    assert all(len(f.message) < 500 for f in found.report.findings)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("Größe, 云原生", "utf-8", "UTF-8"),
        ("Größe, 云原生", "utf-8-sig", "UTF-8"),
        ("name,ring\nGröße,云原生", "utf-16", "UTF-16"),
        ("name,ring,quadrant\nGröße", "utf-16-le", "UTF-16"),
        ("name,ring,quadrant\nGröße", "utf-16-be", "UTF-16"),
        ("云原生技术雷达，一个说明", "gb18030", "GB18030"),
        ("name,ring\n消息队列,采纳\n", "gb18030", "GB18030"),
        ("Größe und Maß, café, naïve", "cp1252", "Windows-1252"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str, name: str) -> None:
    """UTF-8 with and without mark, UTF-16, GB18030, Windows-1252."""
    found = decode(text.encode(encoding))
    assert (found.text.removeprefix("\ufeff"), found.encoding) == (text, name)


@pytest.mark.parametrize(
    "raw",
    [
        "Größe".encode() + b"\n" + "Größe".encode("cp1252") + "ü".encode() * 3,
        b"\xff\xfe\x00",
        b"abc\x00def",
        "créée".encode("cp1252"),
        bytes(range(128, 256)),
    ],
)
def test_what_is_doubtful_is_refused(raw: bytes) -> None:
    """A mixture, or what could be either, has a clear word and no text."""
    found = decode(raw)
    assert found.refusal
    assert not found.text
    with pytest.raises(BadCall, match=re.escape(found.refusal)):
        recognise(bundle({"r.csv": raw}))
    found_all = take({"r.csv": raw}, "byor")
    assert found_all.radar is None
    assert [f.code for f in found_all.report.of("reported")] == ["encoding"]
    assert found_all.report.adds_up


def test_an_encoding_can_be_said(tmp_path: Path) -> None:
    """--encoding decides, and must exist."""
    file = tmp_path / "r.csv"
    file.write_bytes(f"{HEAD}créée,adopt,tools,,\n".encode("cp1252"))
    found = import_bundle(gather([file], "windows-1252"), ImportOptions())
    assert found.radar is not None
    assert "créée" in by_name(found.radar)
    with pytest.raises(BadCall, match="no encoding"):
        gather([file], "klingon")


_cells = st.lists(
    st.lists(st.text("a'\"=+-@\t\r\n,; 1"), min_size=2, max_size=2), min_size=1, max_size=5
)


@given(_cells)
def test_csv_out_and_in(rows: list[list[str]]) -> None:
    """Every cell comes back, and none begins as a spreadsheet would run it."""
    text = write_csv(rows)
    found = [record.cells for record in read_csv(text)]
    assert [[unguard(cell) for cell in cells] for cells in found] == rows
    for cells in found:
        for cell in cells:
            assert not re.match(r"[=+\-@\t\r]", cell) or re.fullmatch(r"[+-]\d+", cell)


@given(st.text('a,"\n\r;', max_size=60))
def test_any_text_is_csv(text: str) -> None:
    """Whatever it is, reading ends, lines only grow, and a broken record is of one line."""
    records = [*read_csv(text)]
    lines = [record.line for record in records]
    assert lines == sorted(set(lines))
    assert all("\n" not in cell for r in records if r.broken for cell in r.cells)


_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_WIKILINKS
)
_signs = st.text("ab1 .*_[]<>&;#-+=`~|\\!()\n:中。\"'{}^$", max_size=12)


def _shown(html: str) -> str:
    from html import unescape

    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", html)))


def _tag(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = "p b i em strong ul ol li h2 blockquote u br div span".split()  # noqa: SIM905 - reads better
    tags = [inner.map(lambda said, t=t: f"<{t}>{said}</{t}>") for t in plain]
    return st.one_of(*tags, inner.map(lambda said: f'<a href="https://x.y/(z)">{said}</a>'))


@given(
    st.recursive(
        _signs.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
        lambda inner: _tag(inner) | st.lists(inner, max_size=4).map("".join),
        max_leaves=8,
    )
)
def test_words_of_html_stay_words(html: str) -> None:
    """Whatever signs a description has, its Markdown shows the same words and no other markup."""
    assert _shown(_PARSER.html(to_markdown(html).text)) == _shown(html)


@pytest.mark.parametrize(
    ("html", "text", "dropped"),
    [
        ("<script>alert(1)</script>x", "x", ("script",)),
        ('<a href="javascript:x()">y</a>', "y", ("javascript:",)),
        ("<img src=x onerror=alert(1)>", "![](x)", ()),
        ("<iframe src='https://e'></iframe>z", "z", ("iframe",)),
        ("<p onclick=x>a</p><style>b{}</style>", "a", ("style",)),
        ("<svg><script>1</script></svg>k", "k", ("script", "svg")),
        ("![x](javascript:y) <!-- z -->", "!\\[x\\](javascript:y)", ()),
        ("a <b>bold</b>, <code>x*y</code>", "a **bold**, `x*y`", ()),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```", ()),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c", ()),
        ("<blockquote><p>q</p></blockquote>", "> q", ()),
        ("<table><tr><th>a</th></tr><tr><td>b|</td></tr></table>", "| a |\n| --- |\n| b\\| |", ()),
        ("one\n\ntwo", "one\n\ntwo", ()),
    ],
)
def test_html_becomes_markdown(html: str, text: str, dropped: tuple[str, ...]) -> None:
    """What is markup becomes Markdown, what would run is dropped and named."""
    assert to_markdown(html) == (text, dropped)


def test_names_lose_their_tags() -> None:
    """And scripts in them their words."""
    assert to_words("a<script>b</script> &lt;c&gt; <i>d</i>") == "a <c> d"


@given(st.text("ab[]()<>!/#.:\\`* \n", max_size=40))
def test_settling_any_markdown(text: str) -> None:
    """Settled once is settled; nothing leads out of the site, runs or is missing afterwards."""
    targets = Targets({"a": "a", "b": "b"}.get)
    once, _ = resolve_addresses(text, targets)
    assert not re.search(r"\]\((?!a\.md|b\.md|<?https?:|<?mailto:)[^)\s]", _links(once))


def _links(text: str) -> str:
    hrefs = re.findall(r'<(?:a href|img src)="([^"]*)"', _PARSER.html(text))
    return "".join(f"]({href})" for href in hrefs if not _inside(href))


def _inside(href: str) -> bool:
    return href in ("a", "b", "")


def test_injected_markup_is_inert_in_the_written_form() -> None:
    """Front matter, HTML and links in a description stay text; the result passes the check."""
    evil = "---\nname: hacked\n---\n<b>x</b> [c](/radar/x) [[nobody]] ![p](../../p.png)"
    found = take({"r.csv": f'{HEAD}"Evil: {{x}} #y",adopt,tools,,"{evil}"\n'})
    assert found.radar is not None
    files = {**write_form(found.radar), **found.files}
    assert not verdict(files)
    (name,) = (words(e.name) for e in found.radar.entries if e.id != "tdd")
    assert name == "Evil: {x} #y"


def test_formats_are_recognised_or_refused() -> None:
    """Nothing known, or several kinds, is said; nothing is guessed from a name."""
    with pytest.raises(BadCall, match="known format"):
        recognise(bundle({"radar.csv": "a,b\n1,2\n"}))
    with pytest.raises(BadCall, match="several formats"):
        recognise(bundle({"a.csv": HEAD, "b.csv": "name,ring,quadrant\n"}))
    assert (
        recognise(
            bundle({"x.json": "[" + json.dumps({"name": "", "ring": "", "quadrant": ""}) + "]"})
        )
        == "byor"
    )


@pytest.mark.parametrize(
    "text", ["![" * 3000 + "x" + "](y)" * 3000, "[![" * 900 + "x" + "](y)](z)" * 900, "[" * 20_000]
)
def test_links_in_links_without_end(text: str) -> None:
    """Markdown nested without end is settled, and nothing of it leads anywhere."""
    settled, _ = resolve_addresses(text, Targets({}.get))
    assert "](y)" not in settled


def test_an_edition_is_for_files_that_name_none() -> None:
    """Files that name their dates, or a format with editions of its own, need no name."""
    with pytest.raises(BadCall, match="several files"):
        take({"2024.csv": HEAD, "2025.csv": HEAD}, edition="2027")
    with pytest.raises(BadCall, match="says its editions itself"):
        take({"radar/2020-01-01/a.md": "---\ntitle: A\n---\n"}, edition="2027")


@pytest.mark.parametrize(
    "text", ["![p]<b>(p.png)", "[x](<b>javascript:y)", "[x]<b><i></i></b>(/a/b)"]
)
def test_a_tag_taken_out_leaves_no_link_behind(text: str) -> None:
    """What was no link before is none afterwards that leads anywhere."""
    settled, _ = resolve_addresses(text, Targets({}.get))
    assert not _links(settled)
