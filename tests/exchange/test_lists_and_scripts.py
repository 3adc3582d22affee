"""Forms that people have: lists in their own spelling, scripts, pages and front matter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.errors import BadCall
from radar.exchange.lists.script_reader import SKIPPED, read_page, read_script
from radar.exchange.toolkit.documents import UnreadableDocument
from tests.exchange.radars import by_name, take, words

TOML = "title = 'Go'\nring = 'Hold'\nquadrant = 'Tools'\n"
PAIRS = [("Rust", "Adopt", "Languages"), ("Vim", "Hold", "Tools")]


def standings(found: object) -> dict[str, tuple[str, str]]:
    """Return ring and quadrant of each entry, by name."""
    return {
        words(e.name): (e.history[-1].ring or "", e.quadrant)
        for e in found.radar.entries  # type: ignore[attr-defined] # an Imported
    }


WANTED = {"Rust": ("adopt", "languages"), "Vim": ("hold", "tools")}


@pytest.mark.parametrize(
    "keys", [("name", "ring", "quadrant"), ("Name", "Ring", "Category"), ("title", "level", "area")]
)
@pytest.mark.parametrize("around", ["", "technologies", "entries"])
@pytest.mark.parametrize("ending", ["json", "yml", "js"])
def test_a_list_in_its_own_spelling(keys: tuple[str, ...], around: str, ending: str) -> None:
    """Whatever the keys and the file are called, each entry of a list is read."""
    rows = [dict(zip(keys, row, strict=True)) for row in PAIRS]
    text = json.dumps({around: rows} if around else rows)
    text = f"const x = {text};" if ending == "js" else text
    assert standings(take({f"radar.{ending}": text})) == WANTED


def test_rings_around_lists() -> None:
    """Ring and quadrant may be the keys around the names."""
    text = "quadrants:\n  Languages: {adopt: [Rust]}\n  Tools:\n    hold: [Vim]\n"
    assert standings(take({"radar.yaml": text})) == WANTED


def test_ids_are_explained_by_the_document() -> None:
    """The names and the order of rings and quadrants are those of the document's own lists."""
    text = json.dumps(
        {
            "quadrants": [{"id": "l", "name": "Languages"}, {"id": "t", "name": "Tools"}],
            "rings": [{"id": "u", "name": "Use"}, {"id": "s", "name": "Stop"}],
            "items": [
                {"title": "Vim", "quadrant": "t", "ring": "s"},
                {"title": "Rust", "quadrant": "l", "ring": "u"},
            ],
        }
    )
    found = take({"radar.json": text})
    assert standings(found) == {"Rust": ("use", "languages"), "Vim": ("stop", "tools")}
    assert [ring.id for ring in found.radar.rings] == ["use", "stop"]


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: {0}\nring: {1}\nquadrant: {2}\n---\n",
        "---\ntitle: {0}\nparams:\n  radar:\n    ring: {1}\n    quadrant: {2}\n---\n",
        '+++\ntitle = "{0}"\nring = "{1}"\nquadrant = "{2}"\n+++\n',
    ],
)
def test_front_matter_of_pages(head: str) -> None:
    """Markdown files of a site are entries, and their body is the text."""
    files = {f"content/{row[0]}.md": head.format(*row) + "\nSome **words**.\n" for row in PAIRS}
    found = take(files)
    assert standings(found) == WANTED
    assert words(found.radar.entries[0].text) == "Some **words**."


def test_pages_are_of_the_edition_that_is_given() -> None:
    """Files of one state without an edition of their own have the one of `--edition`."""
    head = "---\ntitle: {0}\nring: {1}\nquadrant: {2}\n---\n"
    files = {f"content/{row[0]}.md": head.format(*row) for row in PAIRS}
    radar = take(files, edition="2026-Q3").radar
    assert [edition.id for edition in radar.editions] == ["2026-q3"]
    assert {entry.history[-1].edition for entry in radar.entries} == {"2026-q3"}


def test_a_topic_is_a_quadrant() -> None:
    """Files of topics with points are a quadrant each, and nobody leaves with the next topic."""
    text = "name: {0}\npoints:\n- {{name: {1}, level: adopt, repo: a/b}}\n"
    found = take(
        {"2020-06-x.yml": text.format("CD", "Flux"), "2020-09-y.yml": text.format("Logs", "Loki")}
    )
    assert standings(found) == {"Flux": ("adopt", "cd"), "Loki": ("adopt", "logs")}
    assert found.radar.entries[0].links[0].url == "https://github.com/a/b"


def test_a_document_for_each_entry_is_in_the_quadrant_of_its_folder() -> None:
    """A folder of documents, each of which is an entry, is one radar without editions."""
    files = {f"radar/{row[2]}/{row[0]}.yaml": f"name: {row[0]}\nring: {row[1]}\n" for row in PAIRS}
    found = take(files | {"radar/teams.yaml": "- Blue\n- Red\n"})
    assert standings(found) == WANTED
    assert found.radar.editions == ()
    assert [f.code for f in found.report.of("noted")] == ["other-files"]


def test_a_related_document_is_its_entry() -> None:
    """What is related by the path of its document is called by its name; others are named."""
    vim = "name: Vim\nring: Hold\nrelated: [dev/rust.yaml, dev/no.yaml]\n"
    rust = "name: Rust\nring: Adopt\n"
    found = take({"radar/tools/vim.yaml": vim, "radar/dev/rust.yaml": rust})
    assert by_name(found.radar)["Vim"].related == ("rust",)
    assert [f.message for f in found.report.of("lost")] == ["'dev/no.yaml' is no entry"]


def test_dated_rings_in_a_document_are_its_history() -> None:
    """A list of rings with dates becomes the history; what it says of one becomes its note."""
    text = """
name: Flow
tags: [old]
rationale: Because.
blip:
  - {date: 2024-05-01, ring: ARCHIVE, description: It is gone.}
  - {date: 2019-05-15, ring: ADOPT}
"""
    files = {"radar/tools/flow.yaml": text, "radar/dev/git.yaml": "name: Git\nring: Adopt\n"}
    found = take(files)
    (entry,) = [entry for entry in found.radar.entries if entry.id == "flow"]
    placements = [(p.edition, p.ring, words(p.note)) for p in entry.history]
    assert placements == [("2019-05-15", "adopt", ""), ("2024-05-01", "archive", "It is gone.")]
    assert entry.tags == ("old",)
    assert found.report.adds_up
    (lost,) = found.report.of("lost")
    assert "'rationale'" in lost.message
    own = by_name(take(files, fields=True).radar)
    assert [*map(words, own["Flow"].fields["rationale"])] == ["Because."]


BACKSTAGE = """
import { RadarEntry } from 'somewhere';
const rings = new Array<RadarRing>();
rings.push({ id: 'use', name: 'USE', color: '#5BA300' });
const quadrants: RadarQuadrant[] = [{ id: 'p', name: 'Process' }, { id: 'l', name: 'Languages' }];
const entries = new Array<RadarEntry>();
entries.push({
  timeline: [{ moved: 0, ringId: 'use', date: new Date('2020-08-06'), description: `Why
not` }],
  key: 'js', id: 'js', title: 'JavaScript', quadrant: 'l', onClick: () => alert(1),
});
export const mock: TechRadarLoaderResponse = { entries, quadrants, rings };
"""


def test_backstage_in_typescript() -> None:
    """The tool's own file is read without running it, and a function in it is named."""
    found = take({"mock.ts": BACKSTAGE})
    assert found.report.format == "backstage"
    assert standings(found) == {"JavaScript": ("use", "l")}
    assert [f.place.line for f in found.report.of("lost") if f.code == "script"] == [10]


CALL = """<!DOCTYPE html><script src="x.js"></script>
<script>
radar_visualization({ title: "Birds", // here
  quadrants: [{name: "A"}, {name: "B"}, {name: "C"}, {name: "D"}],
  entries: [{ quadrant: 3, ring: 0, label: 'It\\'s', moved: 0 }, ],
});
</script>"""


def test_the_call_in_a_page() -> None:
    """The call of Zalando's script is read out of a page, with its lines."""
    found = take({"index.html": CALL})
    assert standings(found) == {"It's": ("adopt", "d")}
    assert found.report.of("made")[0].place.line == 5


_values = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc$_", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), _values, max_size=4))
def test_what_json_says_a_script_says(value: dict[str, object]) -> None:
    """Every JSON value is the same as JavaScript."""
    read = read_script(f"const data = {json.dumps(value)};").get("data")
    assert (read.plain() or {}) == value


@given(st.text("ab{}[](),:;'\"`=+.\n/* <>$\\0-", max_size=60))
def test_any_script_is_read_or_refused(text: str) -> None:
    """Whatever a script says, it becomes a tree, or an error with its line."""
    line = 1
    try:
        assert read_script(text).is_mapping
        assert SKIPPED not in read_page(f"<p>{text.replace('<', '')}</p>")
    except UnreadableDocument as wrong:
        line = wrong.line
    assert 1 <= line <= text.count("\n") + 1


ARCS = """
var radar_arcs = [{'r':100,'name':'Adopt'} ,{'r':400,'name':'Hold'}];
var h = 1000; // of the picture
"""


def test_a_distance_from_the_centre_is_a_ring() -> None:
    """The pages that Protovis drew say how far an item is; what of it is no ring is named."""
    group = (
        '{{quadrant: "{}", left: 45, items: [{{name: "{}", pc: {{r: {}, t: 9}}, movement: "c"}}]}}'
    )
    groups = [group.format("Languages", "Rust", 30), group.format("Tools", "Vim", 350.5)]
    found = take({"radar.js": f"{ARCS}var radar_data = [{', '.join(groups)}];"})
    assert standings(found) == WANTED
    lost = {f.message.partition(";")[0] for f in found.report.of("lost")}
    assert "keys of radar_data.items that are not carried: 'pc'" in lost
    assert not found.report.of("differs")


def test_places_in_a_list_are_quadrants() -> None:
    """Older pages of that kind say from which to which place the items of a quadrant are."""
    items = "{name: 'Rust', pc: {r: 100, t: 9}}, {name: 'Vim', pc: {r: 101, t: 9}}"
    places = "{name: 'Languages', start: 0, end: 1}, {name: 'Tools', start: 1, end: 2}"
    script = f"{ARCS}var radar_data = [{items}]; var radar_quadrants = [{places}];"
    found = take({"radar.js": f"{script} var radar_title = 'Ours (2013)';"})
    assert standings(found) == WANTED
    assert words(found.radar.title) == "Ours (2013)"


def test_items_below_a_quadrant_are_in_it() -> None:
    """`{quadrant: Tools, items: [...]}` says the quadrant of all of them."""
    groups = [{"quadrant": q, "items": [{"name": n, "ring": r}]} for n, r, q in PAIRS]
    assert standings(take({"radar.json": json.dumps(groups)})) == WANTED


def test_data_that_a_script_names_once_more_is_not_lost() -> None:
    """`export const mock = {entries, rings, quadrants}` says nothing that was not read."""
    plain = BACKSTAGE.replace("onClick: () => alert(1),", "")
    assert not [f for f in take({"a.ts": plain}).report.of("lost") if f.code == "unknown-key"]
    more = plain.replace("rings };", "rings, size: 5 };")
    (lost,) = [f for f in take({"a.ts": more}).report.of("lost") if f.code == "unknown-key"]
    assert "'mock'" in lost.message


def test_a_list_that_a_script_names_once_more_is_not_lost() -> None:
    """What is beside the list there is named."""
    rows = json.dumps([dict(zip(("name", "ring", "quadrant"), row, strict=True)) for row in PAIRS])
    found = take({"a.js": f"const rows = {rows};\nexport const all = {{ rows }};\n"})
    assert standings(found) == WANTED
    assert not found.report.of("lost")
    more = take({"a.js": f"const rows = {rows};\nexport const all = {{ rows, size: 5 }};\n"})
    (lost,) = more.report.of("lost")
    assert "'all'" in lost.message


def test_other_files_are_no_error() -> None:
    """Settings of other tools beside a radar are named in one line, and nothing is left out."""
    rows = [dict(zip(("name", "ring", "quadrant"), row, strict=True)) for row in PAIRS]
    found = take({"radar.json": json.dumps(rows), "package.json": '{"name": "x"}'})
    assert not found.report.of("reported")
    assert [f.code for f in found.report.of("noted")] == ["other-files"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a.json": '{"entries": [\n{"name": }]}'}, "a.json:2: this cannot be read as JSON"),
        ({"a.json": '[{"name": "x", "ring": "y"}]'}, "a.json: it lacks quadrant"),
        ({"a.csv": "name,place\n", "b.md": "words"}, "a.csv: it lacks quadrant and ring"),
    ],
)
def test_a_refusal_names_what_is_nearest(files: dict[str, str], says: str) -> None:
    """What is in no known format is refused with its name, what it lacks and what is read."""
    with pytest.raises(BadCall) as refusal:
        take(files)
    assert says in str(refusal.value)
    assert "--format" in str(refusal.value)


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        ("---\ntitle: [Go\nring: Hold\nquadrant: Tools\n---\n", "front-matter"),
        ("---\ntitle: Go\nquadrant: Tools\n---\n", "front-matter"),
        ("+++\ntitle = Go\nring = 'Hold'\nquadrant = 'Tools'\n+++\n", "front-matter"),
        (f"+++\n{TOML}a{'.b' * 60} = 1\n+++\n", "front-matter"),  # longer ones take all memory
        (f"+++\n{TOML}a = {{'a'{' . b' * 60} = 1}}\n+++\n", "front-matter"),
    ],
)
def test_a_page_that_cannot_be_read_is_reported(head: str, wrong: str) -> None:
    """Among others of its kind it is no file of something else."""
    page = "---\ntitle: {}\nring: Adopt\nquadrant: {}\n---\n\nText.\n"
    files = {"docs/a.md": page.format("A", "Tools"), "docs/b.md": page.format("B", "Ops")}
    made = take({**files, "docs/go.md": head}, "list")
    assert [(f.place.path, f.code) for f in made.report.of("reported")] == [("docs/go.md", wrong)]
    assert made.report.read == 3


def test_keys_of_toml_that_are_not_carried_are_named() -> None:
    """As those of YAML are."""
    page = '+++\ntitle = "{}"\nring = "Adopt"\nquadrant = "{}"\nweight = 3\n+++\n'
    made = take({"docs/a.md": page.format("A", "Tools"), "docs/b.md": page.format("B", "Ops")})
    assert "'weight'" in " ".join(f.message for f in made.report.of("lost"))


def test_every_address_of_an_entry_is_a_link() -> None:
    """Homepage, repository and link stand under keys of their own."""
    entry = {"name": "A", "ring": "Adopt", "homepage": "https://a.example", "repo": "o/a"}
    rows = [entry | {"quadrant": "X", "url": "https://b.example"}, entry | {"quadrant": "Y"}]
    made = take({"radar.json": json.dumps({"items": [rows[0], rows[1] | {"name": "B"}]})})
    assert made.radar is not None
    urls = {link.url for link in made.radar.by_id["a"].links}
    assert urls == {"https://a.example", "https://b.example", "https://github.com/o/a"}


@pytest.mark.few(2)
@pytest.mark.parametrize(
    "script",
    [
        "const Icon = ({ className }) => (<svg className={className}><path d={d} /></svg>);",
        "const a = {b}; const b = {a};",
        "const a = {b: {c: a.b}};",
        "".join(f"const a{n} = {{b: a{n + 1}}};" for n in range(2_000)),
        "const a0 = [1];" + "".join(f"const a{n + 1} = [{f'a{n},' * 20}];" for n in range(30)),
    ],
)
def test_names_that_lead_to_themselves_or_without_end_stay_names(script: str) -> None:
    """A page of a program lies beside the data of many a radar; it is no data, and no crash."""
    rows = [dict(zip(("name", "ring", "quadrant"), row, strict=True)) for row in PAIRS]
    assert standings(take({"radar.json": json.dumps(rows), "src/Icon.jsx": script})) == WANTED


def test_a_status_that_is_a_ring_is_the_ring() -> None:
    """Unless a ring is said: then it is a movement."""
    text = "- {Technology: Rust, Status: Adopt, Area: Languages}\n"
    text += "- {Technology: Vim, Status: new, Ring: Hold, Area: Tools}\n"
    assert standings(take({"list.yml": text})) == WANTED
