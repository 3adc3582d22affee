"""What is proposed, and what to take instead, on the pages of a site."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import radar
from radar.model import Radar

OURS = Radar(
    title="Ours",
    quadrants=["Tools", "Platforms"],
    entries=[
        {
            "name": "Old",
            "quadrant": "tools",
            "ring": "hold",
            "instead": ["new", "elsewhere"],
            "leave_by": "2027-06-30",
        },
        {
            "name": "New",
            "quadrant": "tools",
            "ring": "trial",
            "proposed": {"ring": "adopt", "by": "us", "since": "2026-12-01", "note": "*Works*."},
        },
    ],
    proposals=[
        {
            "name": "Maybe <b>",
            "id": "maybe",
            "quadrant": "tools",
            "summary": "Who knows.",
            "text": "See [[old]].",
            "proposed": {"ring": "assess", "by": "<i>"},
            "owner": "jane",
            "links": ["https://maybe.example"],
        }
    ],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a radar with proposals."""
    return radar.build(OURS, tmp_path_factory.mktemp("proposals") / "site").output


def words(page: Path) -> str:
    """Return the words in the `main` of a page, without tags."""
    text = page.read_text(encoding="utf-8")
    main = text[text.index("<main") : text.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_what_to_take_instead_comes_first(site: Path) -> None:
    """On the page of an entry on hold the first thing below its name is what to take instead."""
    said = words(site / "entries/old.html")
    assert re.search(r"Old Take instead New \( Trial \), elsewhere", said)
    assert said.index("elsewhere") < said.index("To be used until 30 June 2027")


def test_what_replaces_an_entry_says_so(site: Path) -> None:
    """The page of the entry that is taken instead names those that it replaces."""
    assert "Taken instead of Old" in words(site / "entries/new.html")


def test_what_is_proposed_for_an_entry_stands_beside_its_ring(site: Path) -> None:
    """The page of an entry on the radar says where it stands, then what is proposed, and why."""
    said = words(site / "entries/new.html")
    assert said.index("Trial") < said.index("Proposed: Adopt · by us · since 1 December 2026")
    assert "Works ." in said
    assert "<em>Works</em>" in (site / "entries/new.html").read_text()
    assert '<p class="note">Works.</p>' in (site / "proposals.html").read_text()


def test_a_proposal_has_a_page_and_no_blip(site: Path) -> None:
    """A proposal has a page of its own, is listed among the proposals, and is in no picture."""
    said = words(site / "entries/maybe.html")
    for part in ("Maybe &lt;b&gt;", "Who knows.", "Proposed: Assess · by &lt;i&gt;", "jane"):
        assert part in said
    assert 'href="../entries/old.html"' in (site / "entries/maybe.html").read_text()
    listed = words(site / "proposals.html")
    assert "Maybe &lt;b&gt; Proposed: Assess" in listed
    assert "New Trial → Proposed: Adopt" in listed
    pictures = [path.read_text() for path in site.rglob("*.svg")]
    assert not any("Maybe" in picture for picture in pictures)
    assert 'href="proposals.html"' in (site / "index.html").read_text()
    assert '"id": "maybe"' in (site / "radar.json").read_text()


def test_a_single_file_has_the_proposals(tmp_path: Path) -> None:
    """The site as one file has the page of each proposal too."""
    radar.build(OURS, tmp_path / "one.html", single_file=True)
    text = (tmp_path / "one.html").read_text()
    assert 'id="entry-maybe"' in text
    assert 'id="proposals"' in text


def test_an_edition_of_the_past_has_no_proposal_of_today(tmp_path: Path) -> None:
    """A radar as it was has nothing that was proposed since."""
    editions = {"editions": [{"id": "one"}, {"id": "two"}]}
    radar.build(OURS.model_copy(update=editions), tmp_path / "site", edition="one")
    assert not (tmp_path / "site/proposals.html").exists()
    assert "Proposed" not in words(tmp_path / "site/entries/new.html")


def test_a_draft_is_served_and_never_built(run_radar: Callable[..., Any], tmp_path: Path) -> None:
    """No file of a site knows of a draft or of its pictures."""
    (tmp_path / "radar.yaml").write_text("title: Ours\nquadrants: [Tools, Platforms]\n")
    front = "quadrant: tools\nring: adopt"
    (tmp_path / "a.md").write_text(f"---\nname: A\n{front}\n---\n")
    (tmp_path / "b.md").write_text(
        f"---\nname: Secret\n{front}\ndraft: true\n---\n![x](secret.svg)\n"
    )
    (tmp_path / "secret.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert run_radar("build", tmp_path, "-o", tmp_path / "site").code == 0
    site = tmp_path / "site"
    told = [p.name for p in site.rglob("*") if p.is_file() and b"ecret" in p.read_bytes()]
    assert told == []
    assert not list(site.rglob("*ecret*"))
