"""What a radar gives to the pages of any host."""

from __future__ import annotations

import re
from pathlib import Path

import radar.hosts
from radar.hosts import HostedRadar, HostPages, error_html, fill_in, load_hosted_radar
from radar.hosts.style import style_sheet
from radar.render.drawing.fragment import render_fragment
from radar.theme import load_theme

from .conftest import ENTRIES, write_radar

PAGES = HostPages(entry="../{}/".format, media="../media/{}".format, radar="../../radar/")


def loaded(folder: Path) -> HostedRadar:
    """Return the radar of a folder, with which nothing is wrong."""
    hosted, problems = load_hosted_radar(folder)
    assert hosted, problems
    return hosted


def test_every_entry_has_a_document(entries: Path) -> None:
    """Entries off the radar too, by quadrant and in the order of the list, each once."""
    hosted = loaded(entries)
    titles = [(group.title, group.entries) for group in hosted.groups]
    assert titles == [
        ("Languages & more", ("rust",)),
        ("Tools", ("k3s",)),
        ("Off the radar", ("zig",)),
    ]
    assert list(hosted.documents) == ["rust", "k3s", "zig"]


def test_a_document_says_what_the_page_of_a_site_says(entries: Path, tmp_path: Path) -> None:
    """The words of a document are those of the page that `radar build --fragment` writes."""
    radar.build(entries, tmp_path / "site", fragment=True)
    for entry, document in loaded(entries).documents.items():
        page = (tmp_path / "site" / "entries" / f"{entry}.html").read_text(encoding="utf-8")
        page = re.sub(r"<h1.*?</h1>|<nav class=\"turn.*?</nav>", "", page, flags=re.S)
        assert words(document.html) == words(page)


def words(html: str) -> list[str]:
    """Return the words of HTML."""
    return re.sub(r"<[^>]*>", " ", html).split()


def test_a_document_leaves_its_title_to_the_host(entries: Path) -> None:
    """It has no first heading, and says which others it has."""
    document = loaded(entries).documents["k3s"]
    assert document.title == "K3s"
    assert "<h1" not in document.html
    assert [tuple(heading) for heading in document.headings] == [(2, "why-small", "Why small")]


def test_addresses_are_those_of_the_host(entries: Path) -> None:
    """Links to entries, headings, pictures and the radar lead to its pages; none is left over."""
    hosted = loaded(entries)
    html = fill_in(hosted.documents["k3s"].html, PAGES)
    assert 'href="../rust/"' in html
    assert 'href="../rust/#borrowing"' in html
    assert 'src="../media/pixel.png"' in html
    assert 'href="../../radar/"' in html
    every = [hosted.picture(), *(document.html for document in hosted.documents.values())]
    assert not [page for page in every if "radar-in-host" in fill_in(page, PAGES)]


def test_what_a_host_has_no_page_for_is_not_linked(entries: Path) -> None:
    """Where no page shows the radar, its name stands there without a link."""
    lone = HostPages(entry="{}.html".format, media="{}".format)
    html = fill_in(loaded(entries).documents["k3s"].html, lone)
    assert '<p class="kicker quiet"><a>Tools</a>' in html


def test_the_picture_has_a_list_of_all_entries(entries: Path) -> None:
    """Each entry on the radar is linked in the list; without it there is the picture alone."""
    hosted = loaded(entries)
    both, alone = (fill_in(hosted.picture(with_list=each), PAGES) for each in (True, False))
    assert both.count('href="../k3s/"') > alone.count('href="../k3s/"') > 0
    assert "<ul>" in both
    assert "<ul>" not in alone


def test_the_same_radar_twice_shares_no_ids(entries: Path) -> None:
    """The picture can stand in a page as often as one likes."""
    hosted = loaded(entries)
    first, second = (set(re.findall(r' id="([^"]+)"', hosted.picture(n))) for n in (0, 1))
    assert first
    assert not first & second


def test_an_entry_is_found_by_id_name_and_alias(entries: Path) -> None:
    """As in the texts of the radar; and the one that was meant is suggested."""
    hosted = loaded(entries)
    assert [hosted.find(word) for word in ("k3s", "K-three-s", " K3S ")] == [hosted.find("k3s")] * 3
    assert hosted.find("k3s") == ("k3s", "K3s", "Adopt", 0, "our-radar")
    assert hosted.find("zig") == ("zig", "Zig", "Off the radar", -1, "our-radar")
    assert hosted.find("k33s") is None
    assert hosted.suggest("k33s") == "k3s"


def test_a_radar_with_errors_is_described(tmp_path: Path) -> None:
    """Every error has file and line, and is shown as text whatever is in it."""
    text = ENTRIES["k3s"].replace("adopt", "<b>adpot</b>")
    folder = write_radar(tmp_path / "entries", {**ENTRIES, "k3s": text})
    hosted, problems = load_hosted_radar(folder)
    assert hosted is None
    assert problems[0].place.endswith("entries/k3s.md:6:34")
    html = error_html(problems)
    assert "entries/k3s.md:6:34: " in html
    assert "<b>" not in html


def test_a_missing_radar_is_described(tmp_path: Path) -> None:
    """The folder is named."""
    hosted, problems = load_hosted_radar(tmp_path / "nowhere")
    assert hosted is None
    assert "nowhere" in error_html(problems)


def test_the_style_sheet_gives_the_picture_its_own_colours() -> None:
    """In a light page the variables that it sets are the values that the picture has anyway."""
    theme = load_theme()
    ours = radar.Radar(title="Ours", quadrants=["A", "B", "C", "D"])
    sheet = style_sheet(theme, ours.id, len(ours.rings), 4)
    light = re.match(r"[^{]*\{([^}]*)\}", sheet)
    assert light
    colours = dict(pair.split(":") for pair in light[1].split(";"))
    scene = radar.lay_out(ours)
    fragment = render_fragment(scene, theme, href="{}".format)
    used = dict(re.findall(r"var\((--radar-(?!ring)[\w-]+),(#\w+)\)", fragment))
    assert used.items() <= colours.items()
    for part, n, tint in re.findall(
        r"\.q(\d)\.r(\d)\{--tint:var\(--radar-ring-\d,(#\w+)\)", fragment
    ):
        assert re.search(rf"(?m)^[^\[\n]* \.q{part}\{{[^}}]*--radar-ring-{n}:{tint}", sheet)


def test_the_style_sheet_changes_nothing_else() -> None:
    """Every rule is about a class of ours, at any number of rings and quadrants."""
    sheet = style_sheet(load_theme(), "ours.eu", 3, 8)
    sheet = re.sub(r"@media[^{]*\{(.*?)\n?\}\n", r"\1\n", sheet, flags=re.S)
    selectors = [
        part
        for rule in re.findall(r"(?m)^([^{]+)\{", sheet)
        for part in re.split(r",(?![^(]*\))", rule)
    ]
    assert len(selectors) > 40
    ours = re.compile(r"\.radar-(entry|picture|link|ring)\b|:is\(\.radar-entry,\.radar-link\)")
    assert [selector for selector in selectors if not ours.search(selector)] == []
    assert "--radar-quadrant-7:" in sheet
    assert ".radar-picture.radar-of-ours-eu" in sheet
