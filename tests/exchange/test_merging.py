"""An import merged into files as people write them: what changes, what stays, what is said."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.exchange.merging.merge import Merged, merge
from radar.files import DiskTree, Tree
from radar.model import Entry, Radar
from radar.pipeline import examine_tree
from radar.reading import Reading, read

from .radars import take, words

RINGS = ("adopt", "trial", "assess", "hold")
HEAD = "name,ring,quadrant,edition,summary,text,tags,links\n"
USUAL = "".join(f"Usual {ring},{ring},{{}},{{}},,,,\n" for ring in RINGS)
SETTINGS = "title: Ours\nquadrants: [Tools, Platforms]\n"
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
ENTRY = """---
# ours
name: Rust   # the language
ring: trial
{more}quadrant: tools
---
{text}"""


def sheet(rows: str, edition: str = "") -> dict[str, str]:
    """Make a table of rows, with one more for each ring and both quadrants."""
    usual = "".join(
        f"Usual {ring},{ring},{('Tools', 'Platforms')[n % 2]},{edition},,,,\n"
        for n, ring in enumerate(RINGS)
    )
    return {"in.csv": HEAD + usual + rows}


def write(folder: Path, files: dict[str, str], end: str = "\n", mark: str = "") -> None:
    """Write files with a line end and a byte order mark."""
    for name, text in files.items():
        (folder / name).write_bytes((mark + text.replace("\n", end)).encode())


def merged(folder: Path, source: dict[str, str]) -> Merged:
    """Merge a table into the radar in a folder, and write what comes out."""

    def examine(tree: Tree) -> Reading:
        return examine_tree(tree, folder)

    made = merge(take(source), folder, examine)
    assert made.report.adds_up
    for name, data in made.files.items():
        (folder / name).write_bytes(data)
    return made


def entry(folder: Path, id_: str = "rust") -> Entry:
    """Read an entry; the radar has nothing wrong."""
    return checked(folder).by_id[id_]


def checked(folder: Path) -> Radar:
    """Read a radar as `radar check` does; nothing is wrong with it."""
    reading = examine_tree(DiskTree(folder), folder)
    assert not [p for p in reading.problems if p.severity == "error"]
    assert reading.radar is not None
    return reading.radar


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_line_ends_stay_as_they_are(end: str, mark: str, tmp_path: Path) -> None:
    """A ring, fields and a text come into files of any line end, and every other byte stays."""
    files = {"radar.yaml": SETTINGS, "rust.md": ENTRY.format(more="", text="")}
    write(tmp_path, files, end, mark)
    row = 'Rust,adopt,Tools,,In: short,"Two\n\nlines.","a, b",https://a.org Site\n'
    made = merged(tmp_path, sheet(row))
    data = made.files["rust.md"].decode()
    assert data == (
        mark
        + files["rust.md"].replace("trial", "adopt").replace("tools\n---\n", "tools\n")
        + 'summary: "In: short"\ntags: [a, b]\nlinks:\n  - url: https://a.org\n    label: Site\n'
        + "---\n\nTwo\n\nlines.\n"
    ).replace("\n", end)
    assert [finding.message for finding in made.report.of("changed")][:2] == [
        "trial → adopt",
        "added: summary, tags, links, text",
    ]
    found = entry(tmp_path)
    assert (found.ring, words(found.summary), found.tags) == ("adopt", "In: short", ("a", "b"))
    assert not merged(tmp_path, sheet(row)).files


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_list_of_entries_is_changed_item_by_item(end: str, tmp_path: Path) -> None:
    """In a list, block or flow, each entry changes in its own lines."""
    listing = (
        "# all of them\nentries:\n  - name: Rust  # c\n    quadrant: tools\n\n    ring: trial\n"
        "  # between\n  - {name: Go, quadrant: tools, ring: hold}\n"
        "  -\n    name: Zig\n    quadrant: platforms\n    ring: hold # last"
    )
    write(tmp_path, {"radar.yaml": SETTINGS, "list.yaml": listing}, end)
    cells = ",,,,,\n"
    made = merged(
        tmp_path, sheet(f"Rust,adopt,Tools{cells}Go,trial,Platforms{cells}Zig,adopt,Tools{cells}")
    )
    wanted = (
        listing.replace("ring: trial", "ring: adopt")
        .replace("tools, ring: hold", "platforms, ring: trial")
        .replace("quadrant: platforms\n    ring: hold #", "quadrant: tools\n    ring: adopt #")
    )
    assert made.files["list.yaml"].decode() == wanted.replace("\n", end)
    assert entry(tmp_path, "zig").quadrant == "tools"


def test_a_list_on_one_line_is_changed(tmp_path: Path) -> None:
    """A list in brackets is a list as well."""
    placed = "quadrant: tools, ring: hold"
    listing = f"entries: [{{name: A, {placed}}}, {{name: B, {placed}}}]\n"
    write(tmp_path, {"radar.yaml": SETTINGS, "list.yaml": listing})
    made = merged(tmp_path, sheet("B,adopt,Tools,,,,,\n"))
    assert made.files["list.yaml"].decode() == listing.replace("hold}]", "adopt}]")


def test_front_matter_on_one_line_gets_its_fields_there(tmp_path: Path) -> None:
    """Where front matter is in braces, so is what is added."""
    text = "---\n{name: Rust, ring: trial, quadrant: tools}\n---\n"
    write(tmp_path, {"radar.yaml": SETTINGS, "rust.md": text})
    merged(tmp_path, sheet("Rust,adopt,Tools,,In short,,a,https://a.org Site\n"))
    assert (tmp_path / "rust.md").read_text() == (
        "---\n{name: Rust, ring: adopt, quadrant: tools, summary: In short, tags: [a], "
        'links: [{url: "https://a.org", label: Site}]}\n---\n'
    )
    assert entry(tmp_path).links[0].url == "https://a.org"


@pytest.mark.parametrize("empty", ["summary:\n", "summary: ''\n", "tags: []\n", "summary:   # c\n"])
def test_a_key_that_says_nothing_gets_its_value_in_place(empty: str, tmp_path: Path) -> None:
    """A key is never written twice."""
    text = ENTRY.format(more=empty, text="Words.\n")
    write(tmp_path, {"radar.yaml": SETTINGS, "rust.md": text})
    merged(tmp_path, sheet("Rust,trial,Tools,,In short,,a,\n"))
    found = entry(tmp_path)
    assert (words(found.summary), found.tags) == ("In short", ("a",))
    assert "# c" in (tmp_path / "rust.md").read_text() or "# c" not in empty


def test_a_text_is_added_below_what_is_there(tmp_path: Path) -> None:
    """Blank lines and comments below the front matter stay where they are."""
    text = ENTRY.format(more="", text="\n\n")
    write(tmp_path, {"radar.yaml": SETTINGS, "rust.md": text})
    merged(tmp_path, sheet("Rust,trial,Tools,,,Words.,,\n"))
    assert (tmp_path / "rust.md").read_text() == f"{text}\nWords.\n"


def test_what_cannot_be_changed_is_named_and_stays(tmp_path: Path) -> None:
    """An entry whose history would make no sense is left as it was; the others are merged."""
    settings = SETTINGS + 'editions: ["2024", "2025", "2026"]\n'
    rust = ENTRY.format(more="", text="").replace(
        "ring: trial", 'history:\n  "2024": trial\n  "2026": removed'
    )
    go = ENTRY.format(more="", text="").replace("Rust ", "Go ")
    write(tmp_path, {"radar.yaml": settings, "rust.md": rust, "go.md": go})
    later = sheet("Go,hold,Tools,2025,,,,\n", "2025")["in.csv"].removeprefix(HEAD)
    made = merged(
        tmp_path, {"in.csv": sheet("Rust,trial,Tools,2024,,,,\n", "2024")["in.csv"] + later}
    )
    (lost,) = [found for found in made.report.of("lost") if found.code == "by-hand"]
    assert str(lost).startswith("rust.md: with the import, rust would leave the radar where it is")
    assert (tmp_path / "rust.md").read_text() == rust
    assert [line.ring for line in entry(tmp_path, "go").history] == ["trial", "hold"]


def test_a_quadrant_that_follows_from_the_line_before_is_said(tmp_path: Path) -> None:
    """A line put in between does not move the entry in the editions after it."""
    settings_ = SETTINGS + 'editions: ["2022", "2023", "2024"]\n'
    rust = ENTRY.format(more="", text="").replace(
        "ring: trial", 'history:\n  "2022": trial\n  "2024": adopt'
    )
    write(tmp_path, {"radar.yaml": settings_, "rust.md": rust})
    source = sheet("Rust,trial,Tools,2022,,,,\nRust,hold,Platforms,2023,,,,\n", "2022")
    merged(tmp_path, source)
    assert [(x.edition, x.ring, x.quadrant) for x in entry(tmp_path).history] == [
        ("2022", "trial", "tools"),
        ("2023", "hold", "platforms"),
        ("2024", "adopt", "tools"),
    ]


def test_a_link_to_what_is_not_merged_keeps_its_words(tmp_path: Path) -> None:
    """An entry that has no place here is reported, and links to it become words, which is said."""
    write(tmp_path, {"radar.yaml": SETTINGS + "rings: [Adopt, Hold]\n"})
    usual = "Usual,adopt,Tools,,,,,\nOther,hold,Platforms,,,,,\n"
    row = "Go,trial,Tools,,,,,\nNew,adopt,Tools,,,See [[Go]] and [it](/go).,,\n"
    made = merged(tmp_path, {"in.csv": HEAD + usual + row})
    assert [finding.code for finding in made.report.of("reported")] == ["not-merged"]
    assert words(entry(tmp_path, "new").text) == "See Go and it."
    assert [finding.code for finding in made.report.of("lost")] == ["wiki-link", "site-link"]


def test_links_lead_to_the_ids_that_are_here(tmp_path: Path) -> None:
    """A text that is added links to the ids here, whatever an import would make of the names."""
    old = "u043e-u0431-u0449-u0438-u0438-u0436-u0443-u0440-u043d-u0430-u043b"
    text = ENTRY.format(more="", text="").replace("Rust ", "Общий журнал ")
    write(
        tmp_path,
        {
            "radar.yaml": SETTINGS,
            f"{old}.md": text,
            "go.md": text.replace("Общий журнал", "Golang\naliases: [Go]"),
        },
    )
    links = '"[[Общий журнал]], [it](/x/go.html)"'
    row = f"Общий журнал,adopt,Tools,,,,,\nNew,adopt,Tools,,,{links},,\nGo,hold,Tools,,,,,\n"
    made = merged(tmp_path, sheet(row))
    assert entry(tmp_path, old).ring == "adopt"
    assert re.fullmatch(
        rf"\[\[{old}\|Общий журнал\]\], \[it\]\(go\.md\)", words(entry(tmp_path, "new").text)
    )
    assert "2 entries" not in "".join(f.message for f in made.report.of("noted"))


def test_an_older_id_is_found_by_a_name_that_changed_since(tmp_path: Path) -> None:
    """An entry whose id was spelt letter by letter is found though it has another name now."""
    old = "u0416-u0443-u0440-u043d-u0430-u043b"
    text = ENTRY.format(more="", text="").replace("Rust ", "Journal ")
    write(tmp_path, {"radar.yaml": SETTINGS, f"{old}.md": text})
    merged(tmp_path, sheet("Журнал,adopt,Tools,,,,,\n"))
    assert entry(tmp_path, old).ring == "adopt"


def test_errors_that_are_there_already_are_said(tmp_path: Path) -> None:
    """A merge says what radar check says of the radar, also where it changes nothing."""
    write(
        tmp_path,
        {
            "radar.yaml": SETTINGS + "theme: nowhere\n",
            "rust.md": ENTRY.format(more="", text="[[x]]\n"),
        },
    )
    made = merged(tmp_path, sheet("Rust,trial,Tools,,,,,\n"))
    assert not made.files
    assert [problem.code for problem in made.report.problems] == ["broken-wiki-link"]
    (tmp_path / "rust.md").write_text(ENTRY.format(more="", text=""))
    made = merged(tmp_path, sheet("Rust,adopt,Tools,,,,,\n"))
    assert [problem.code for problem in made.report.problems] == ["unknown-theme"]
    assert not made.files


@st.composite
def radars(draw: st.DrawFn) -> tuple[dict[str, str], list[str]]:
    """Files of a radar as people write them, and its editions."""
    editions = draw(st.sampled_from([[], ["2022", "2024"], ["2022", "2024", "2026"]]))
    listed = "".join(f'\n  - "{edition}"' for edition in editions)
    files = {"radar.yaml": SETTINGS + (f"editions:{listed}\n" if editions else "")}
    items = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True)):
        lines = [f"name: {name}{draw(COMMENTS)}", f"quadrant: {draw(FIELDS)}{draw(COMMENTS)}"]
        placed = draw(st.lists(st.sampled_from(editions), unique=True)) if editions else []
        if placed:
            rings = (f'  "{edition}": {draw(LINES)}' for edition in sorted(placed))
            lines += ["history:", *rings]
        else:
            lines.append(f"ring: {draw(st.sampled_from(RINGS))}")
        lines += draw(st.sampled_from([[], ["# a comment"], ["summary:"], ["tags: []"]]))
        items.append((name, lines))
    if draw(st.booleans()):
        listing = "".join("  - " + "\n    ".join(lines) + "\n" for _, lines in items)
        return files | {"list.yaml": f"entries:\n{listing}"}, editions
    texts = st.sampled_from(["", "\nText.\n", "\n"])
    files |= {f"{n.lower()}.md": "\n".join(["---", *ls, "---\n"]) + draw(texts) for n, ls in items}
    return files, editions


NAMES = ("Rust", "Kafka", "Vim", "Zig", "Go")
COMMENTS = st.sampled_from(["", "  # c"])
FIELDS = st.sampled_from(["tools", "platforms"])
LINES = st.sampled_from([*RINGS, "{ring: trial, note: why}", "{ring: hold, quadrant: platforms}"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(RINGS),
        st.sampled_from(["Tools", "Platforms"]),
        st.sampled_from(["", "2022", "2023", "2024", "2027"]),
        st.sampled_from(["", "Sum: of #it"]),
        st.sampled_from(["", "See [[Rust]] and [x](/vim)."]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15)
@given(radars(), ROWS, st.sampled_from(sorted(ENDS)))
def test_a_merge_loses_nothing(
    made: tuple[dict[str, str], list[str]], rows: list[tuple[str, ...]], end: str
) -> None:
    """Comments and names stay, in files of any line end; a second merge changes nothing."""
    files, _ = made
    cells = "".join(",".join((*row, "", "")) + "\n" for row in rows)
    source = sheet(cells, rows[0][3])
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        _compare(Path(one), Path(two), files, source, ENDS[end])


def _compare(
    folder: Path, plain: Path, files: dict[str, str], source: dict[str, str], end: str
) -> None:
    write(folder, files, end)
    write(plain, files)
    if any(problem.severity == "error" for problem in read(plain).problems):
        return
    found, other = merged(folder, source), merged(plain, source)
    assert found.report == other.report
    for name, data in found.files.items():
        assert data.decode().replace(end, "\n") == other.files[name].decode()
        for line in files.get(name, "").splitlines():
            assert line.strip() in other.files[name].decode() or CHANGED.search(line)
    if not any(problem.severity == "error" for problem in found.report.problems):
        checked(folder)
        assert not merged(folder, source).files


CHANGED = re.compile(r"ring|quadrant|20\d\d|summary:|tags:")
