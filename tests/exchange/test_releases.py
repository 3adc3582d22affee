"""AOE's and Porsche's folders of releases: merging, wiki links, pictures, corners."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from radar.errors import BadCall
from radar.exchange.conversion import export_radar, import_bundle
from radar.exchange.exporting.losses import ExportOptions
from radar.exchange.exporting.own_form import write_form
from radar.exchange.importing.recognise import recognise
from radar.exchange.toolkit.draft import ImportOptions
from radar.exchange.toolkit.sources import gather
from radar.model import Radar

from .radars import bundle, by_name, corners, facts, notes, radars, take, texts, verdict, words

FIELDS = ("lang", "meth", "plat", "tool")


def config(key: str = "quadrants", **more: object) -> str:
    """A config.json."""
    fields = [{"id": i, "title": i.title(), "color": "#123456"} for i in FIELDS]
    rings = [{"id": i, "title": i.title()} for i in ("adopt", "trial", "hold")]
    return json.dumps({key: fields, "rings": rings, "labels": {"title": "Ours"}, **more})


def item(title: str = "", ring: str = "", field: str = "", body: str = "", **more: str) -> str:
    """A file of a release."""
    keys = {"title": title, "ring": ring, "quadrant": field, **more}
    lines = [f"{key}: {value}" for key, value in keys.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


@settings(max_examples=30)
@given(radars(quadrants=(2, 3, 4, 6), rings=8, editions=True, notes=True, leaving=False))
@pytest.mark.parametrize("form", ["aoe", "porsche"])
def test_out_and_in(form: str, radar: Radar) -> None:
    """Histories, texts, what was said at the time, and corners come back."""
    made = export_radar(radar, form)
    found = take(made.files)
    assert found.radar is not None
    assert found.report.format == form
    assert found.report.adds_up
    assert facts(found.radar) == facts(radar)
    assert texts(found.radar) == texts(radar)
    last = {e.id: e.history[-1].edition for e in radar.entries}
    by_id = {words(e.name): e.id for e in radar.entries}
    kept = {n: [x for x in f if x[0] != last[by_id[n]]] for n, f in notes(radar).items()}
    assert notes(found.radar) == kept
    assert corners(found.radar) == corners(radar)


@pytest.mark.parametrize("form", ["aoe", "backstage"])
def test_no_day_is_after_the_last(form: str) -> None:
    """An edition that needs a date after the last one of the calendar is named."""
    editions = [{"id": "end", "date": "9999-12-31"}, {"id": "beyond"}]
    radar = Radar(title="Ours", quadrants=["A", "B", "C", "D"], editions=editions)
    with pytest.raises(BadCall, match="'beyond' needs a date after 9999-12-31"):
        export_radar(radar, form)


def test_an_address_of_a_site_that_is_none_is_named() -> None:
    """A `baseUrl` after which no names of pages can be put is lost, and told."""
    files = {"2024-01-01/a.md": item("A", "trial", "tool"), "config.json": config(baseUrl="/x?y")}
    found = take(files)
    assert found.radar is not None
    assert found.radar.base_url == ""
    assert "base-url" in [finding.code for finding in found.report.of("lost")]


@settings(max_examples=20)
@given(radars(editions=True, leaving=False))
def test_aoe_version_five(radar: Radar) -> None:
    """Segments run clockwise from 12 o'clock."""
    made = export_radar(radar, "aoe", ExportOptions("v5"))
    assert "segments" in json.loads(made.files["config.json"])
    found = take(made.files).radar
    assert found is not None
    assert (facts(found), corners(found)) == (facts(radar), corners(radar))


def test_later_files_say_what_has_changed() -> None:
    """What a later file leaves out stays, an empty body keeps the text, featured hides."""
    found = take(
        {
            "config.json": config(),
            "radar/2020-01-01/akka.md": item(
                "Akka", "trial", "lang", "First words.", tags="[coding]"
            ),
            "radar/2021-01-01/akka.md": item(ring="adopt"),
            "radar/2022-01-01/akka.md": item(
                "Akka!", ring="hold", body="Last words.", featured="false"
            ),
            "radar/2022-01-01/zig.md": item("Zig", "trial", "tool", "Young."),
        }
    )
    assert found.radar is not None
    akka = found.radar.by_id["akka"]
    assert [(line.edition, line.ring, line.quadrant) for line in akka.history] == [
        ("2020-01-01", "trial", "lang"),
        ("2021-01-01", "adopt", "lang"),
        ("2022-01-01", "hold", "lang"),
    ]
    assert (words(akka.name), words(akka.text), akka.tags, akka.hidden) == (
        "Akka!",
        "Last words.",
        ("coding",),
        True,
    )
    assert notes(found.radar)["Akka!"] == [("2020-01-01", "First words.")]
    assert found.report.sum == "4 rows read = 2 entries made + 2 rows merged + 0 reported"


def test_corners_of_the_versions() -> None:
    """Quadrants of version 4 and segments of version 5 begin in different corners."""
    files = {"radar/2020-01-01/a.md": item("A", "trial", "lang")}
    old = take({"config.json": config(), **files}, "aoe").radar
    new = take({"config.json": config("segments"), **files}, "aoe").radar
    porsche = take({"config.json": config("segments"), **files}, "porsche").radar
    assert old is not None
    assert new is not None
    assert porsche is not None
    assert corners(old) == ["Meth", "Tool", "Plat", "Lang"]
    assert corners(new) == ["Lang", "Meth", "Plat", "Tool"]
    assert corners(porsche) == ["Meth", "Plat", "Tool", "Lang"]


def test_flags_are_compared_with_what_moved() -> None:
    """The generator calls changed whatever is in the newest release; a new text is no claim."""
    found = take(
        {
            "config.json": config(),
            "radar/2020-01-01/a.md": item("A", "trial", "lang"),
            "radar/2021-01-01/a.md": item("A", "trial", "lang", "More."),
            "radar/2021-01-01/b.md": item("B", "trial", "tool"),
        }
    )
    assert not found.report.of("differs")


def test_porsche_keys_and_wiki_links() -> None:
    """Summary, teams, products and links; [[id]] stays a link, an unknown one its words."""
    body = "Runs on [[kube]] and [[nowhere|something]], see [docs](https://d.example)."
    front = item("Lambda", "adopt", "", body).replace(
        "---\n\n",
        "segment: plat\nsummary: Functions.\nteams: [macan, '911']\nproducts: [shop]\n"
        "tags: [cloud]\nogImage: /x.png\n"
        "links:\n  - url: https://l.example\n    name: Home\n---\n\n",
    )
    found = take(
        {
            "config.json": config("segments"),
            "radar/2025-01-01/lambda.md": front,
            "radar/2025-01-01/kube.md": item("Kube", "adopt", "", segment="tool"),
        }
    )
    assert found.report.format == "porsche"
    assert found.radar is not None
    entry = found.radar.by_id["lambda"]
    assert words(entry.text) == ("Runs on [[kube]] and something, see [docs](https://d.example).")
    assert (words(entry.summary), entry.owner) == ("Functions.", "macan, 911")
    assert entry.tags == ("cloud", "product:shop")
    assert [(x.url, words(x.label)) for x in entry.links] == [("https://l.example", "Home")]
    assert [f.code for f in found.report.of("lost")] == ["og-image", "wiki-link"]
    made = export_radar(found.radar, "porsche").files["radar/2025-01-01/lambda.md"].decode()
    assert 'teams: [macan, "911"]' in made
    assert "products: [shop]" in made
    assert "Runs on [[kube]] and something" in made


def test_porsche_needs_a_ring_in_every_file() -> None:
    """What AOE would take from the file before, this generator refuses."""
    files = {
        "config.json": config("segments"),
        "radar/2020-01-01/a.md": item("A", "trial", "lang", tags="[x]"),
        "radar/2021-01-01/a.md": item("A", "", "lang"),
        "radar/2022-01-01/a.md": item("A", "hold", "lang"),
    }
    found = take(files, "porsche")
    assert found.radar is not None
    assert [str(f.place) for f in found.report.of("reported")] == ["radar/2021-01-01/a.md:1"]
    assert found.radar.by_id["a"].tags == ()
    lenient = take(files, "aoe").radar
    assert lenient is not None
    assert lenient.by_id["a"].tags == ("x",)


def test_links_into_the_site_become_links_between_entries() -> None:
    """The old address of an entry is the entry; others go to the old site if it is known."""
    body = "[Akka](/lang/akka.html), [About](/about), ![x](https://pics.example/y.png)"
    files = {
        "config.json": config(),
        "radar/2020-01-01/akka.md": item("Akka", "trial", "lang"),
        "radar/2020-01-01/b.md": item("B", "trial", "tool", body),
    }
    found = take(files)
    assert found.radar is not None
    assert words(found.radar.by_id["b"].text) == (
        "[Akka](akka.md), About, [x](https://pics.example/y.png)"
    )
    assert sorted(f.code for f in found.report.of("lost")) == ["remote-picture", "site-link"]
    based = take(files, base_url="https://radar.example/x/").radar
    assert based is not None
    assert "[About](https://radar.example/about)" in words(based.by_id["b"].text)


def test_a_sign_at_the_start_of_a_link_stays_a_sign() -> None:
    """The backslash before it was left behind where the link changed, so words became HTML."""
    body = r"[\<b> and \*](/lang/akka.html) and [\*](javascript:x)"
    files = {
        "config.json": config(),
        "radar/2020-01-01/akka.md": item("Akka", "trial", "lang"),
        "radar/2020-01-01/b.md": item("B", "trial", "tool", body),
    }
    radar = take(files).radar
    assert radar is not None
    assert words(radar.by_id["b"].text) == r"[\<b> and \*](akka.md) and \*"


def test_pictures_are_copied_from_inside_only(tmp_path: Path) -> None:
    """A picture of the source comes along; a path or a link out of it does not."""
    source = tmp_path / "source"
    (source / "public/images").mkdir(parents=True)
    (source / "radar/2020-01-01").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (source / "public/images/in.png").write_bytes(b"GIF89a picture")
    (source / "public/images/out.png").symlink_to(tmp_path / "secret.png")
    (source / "config.json").write_text(config())
    body = (
        "![in](/images/in.png) ![up](/../../secret.png) ![out](/images/out.png) ![etc](/etc/x.png)"
    )
    (source / "radar/2020-01-01/a.md").write_text(item("A", "trial", "lang", body))
    (source / "radar/2020-01-01/b.md").write_text(
        item("B", "trial", "tool", "![in](/images/in.png)")
    )
    found = import_bundle(gather([source]), ImportOptions())
    assert found.radar is not None
    assert found.files["images/in.png"] == b"GIF89a picture"
    assert b"secret" not in found.files.values()
    assert words(found.radar.by_id["a"].text) == "![in](images/in.png) up out etc"
    assert [f.code for f in found.report.of("lost")] == ["picture"] * 3
    assert not verdict({**write_form(found.radar), **found.files})


def test_colours_become_a_theme_that_can_be_read() -> None:
    """The colours of the quadrants come along, made darker where they are too faint."""
    fields = [
        {"id": i, "title": i.title(), "color": c}
        for i, c in zip(FIELDS, ("#5b3a8c", "#ffee88", "#0069b4", "#8c2d04"), strict=True)
    ]
    found = take(
        {
            "config.json": json.dumps({"quadrants": fields, "rings": [{"id": "a", "title": "A"}]}),
            "radar/2020-01-01/a.md": item("A", "a", "lang"),
        }
    )
    assert found.radar is not None
    assert found.radar.theme == "imported"
    theme = found.files["themes/imported/theme.yaml"].decode()
    assert "#5b3a8c" in theme
    assert "#ffee88 is too faint" in "".join(f.message for f in found.report.of("lost"))


def test_odd_folders_are_said() -> None:
    """A folder that is no date, and one level more, are read and named."""
    found = take(
        {
            "config.json": config(),
            "radar/2020-01-01/tools/a.md": item("A", "trial", "lang"),
            "radar/next/b.md": item("B", "trial", "tool"),
            "notes/c.md": "# Not an item",
            "radar/2020-01-01/broken.md": "---\ntitle: X",
        }
    )
    assert found.radar is not None
    assert [edition.id for edition in found.radar.editions] == ["2020-01-01", "next"]
    assert [f.code for f in found.report.of("noted")] == ["folder", "folder"]
    assert [f.code for f in found.report.of("lost")] == ["not-in-a-release"]
    assert [f.code for f in found.report.of("reported")] == ["front-matter"]
    assert sorted(by_name(found.radar)) == ["A", "B"]


def test_a_radar_without_releases() -> None:
    """Folders of quadrants are no releases: once a team's quadrants came in as its editions."""
    files = {
        "config.json": config(),
        "radar/languages/a.md": item("A", "trial", "lang", "Words."),
        "radar/tools/b.md": item("B", "hold", "tool"),
        "template.md": "# How to write one",
    }
    found = take(files)
    assert found.report.format == "aoe"
    assert found.radar is not None
    assert not found.radar.editions
    assert {name: entry.ring for name, entry in by_name(found.radar).items()} == {
        "A": "trial",
        "B": "hold",
    }
    assert [f.code for f in found.report.of("noted")] == ["folder"]
    assert [str(f.place) for f in found.report.of("lost")] == ["template.md"]
    assert found.report.adds_up


def test_the_two_generators_are_told_apart() -> None:
    """By keys that only one of them knows."""
    plain = {"config.json": config(), "radar/2020-01-01/a.md": item("A", "trial", "lang")}
    assert recognise(bundle(plain)) == "aoe"
    teams = {"radar/2020-01-01/a.md": item("A", "trial", "lang", teams="[x]")}
    assert recognise(bundle({**plain, **teams})) == "porsche"


def test_a_line_end_inside_the_words_of_a_ring_is_no_control_character() -> None:
    """A carriage return in an id or a description once made a radar that failed its check."""
    rings = '[{"id": "ad\ropt", "title": "Adopt now", "description": "one\rtwo"}]'
    names = ", ".join(f'{{"id": "{q}", "title": "{q.upper()}"}}' for q in "abcd")
    files = {
        "config.json": f'{{"quadrants": [{names}], "rings": {rings}}}',
        "radar/2020-01-01/go.md": "---\ntitle: Go\nring: adopt now\nquadrant: a\n---\nText\n",
    }
    found = take(files)
    assert found.radar is not None
    assert [p for p in verdict(write_form(found.radar)) if p.severity == "error"] == []


@pytest.mark.parametrize(
    "quadrants",
    [
        {"b": "Our tools", "a": "Cloud & chaos"},
        {"b": {"title": "Our tools"}, "a": {"name": "Cloud & chaos"}},
        [{"id": "b", "name": "Our tools"}, {"id": "a", "title": "Cloud & chaos"}],
    ],
)
def test_a_config_names_its_quadrants_in_any_form(quadrants: object) -> None:
    """Names by id, as version 3 has them, objects by id, or a list; their order stays."""
    settings = json.dumps({"quadrants": quadrants, "rings": ["use", "stop", "try"]})
    item = "---\ntitle: X\nquadrant: a\nring: try\n---\nText.\n"
    radar = take({"config.json": settings, "radar/2024-02/x.md": item}).radar
    assert radar
    assert [radar.say(each.name) for each in radar.quadrants] == ["Our tools", "Cloud & chaos"]
    assert [ring.id for ring in radar.rings] == ["use", "stop", "try"]
    assert radar.by_id["x"].quadrant == "a"


def test_a_value_of_another_kind_is_reported() -> None:
    """A list where a truth value belongs is not carried; nor are keys and labels nobody knows."""
    head = "---\ntitle: {}\nring: adopt\nquadrant: {}\nfeatured: [no]\nodd: 7\n---\n"
    labels = '{"labels": {"title": "T", "odd": "x"}}'
    files = {"radar/2026-01-01/a.md": head.format("A", "tools")}
    made = take({**files, "config.json": labels})
    told = {f.code: f.message for f in made.report.of("lost")}
    assert told["kind"].startswith("featured is a list")
    assert "'odd'" in told["unknown-key"]
    assert "labels.odd" in told["settings"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            'See <a href="https://x.example/?a=1&amp;b=2">**X**</a>.',
            "[**X**](https://x.example/?a=1&b=2)",
        ),
        ("See <a href='https://x.example'></a>.", "[https://x.example](https://x.example)"),
        ("See <A HREF=https://x.example target=_blank>X</A>.", "[X](https://x.example)"),
        ('`<a href="https://x.example">X</a>`', '`<a href="https://x.example">X</a>`'),
        ('See <a name="x">X</a>.', "See X."),
        ('See <a href="javascript:x">X</a>.', "See X."),
        ('A <img src="https://x.example/p.png" alt="P"> b', "[P](https://x.example/p.png)"),
    ],
)
def test_html_links_in_a_text_are_links(text: str, wanted: str) -> None:
    """An address within a sentence is not lost with its tag."""
    head = "---\ntitle: A\nring: adopt\nquadrant: tools\n---\n\n"
    made = take({"radar/2026-01-01/a.md": head + text})
    assert made.radar is not None
    assert wanted in words(made.radar.by_id["a"].text)
