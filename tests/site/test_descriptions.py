"""What a page says of itself where little is written."""

from __future__ import annotations

import re

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.theme import load_theme


def bare(**more: object) -> dict[str, str]:
    """Return the pages of a radar of one entry about which nothing is written."""
    entry = {"name": "Kafka", "quadrant": "data", "ring": "adopt"}
    given = {"title": "Bare", "quadrants": ["Data", "Tools"], "entries": [entry]}
    radar = Radar(**given | more)  # type: ignore[arg-type]
    made = make_site(radar, load_theme(), Atlas(radar))
    return {path: data.decode() for path, data in made.items() if path.endswith(".html")}


def test_every_page_has_a_language_a_title_of_its_own_and_a_description() -> None:
    """Search engines and previews of links find them also where the radar says nothing."""
    pages = bare(base_url="https://radar.example/")
    whole = {path: text for path, text in pages.items() if "<!DOCTYPE" in text}
    assert {"index.html", "entries/kafka.html", "404.html"} <= whole.keys()
    for path, text in whole.items():
        if path == "radar.fragment.html":
            continue
        assert '<html lang="' in text
        assert re.search('<meta name="description" content="[^"]+">', text), path
        assert '<link rel="canonical" href="https://radar.example/' in text, path
    titles = [re.findall("<title>([^<]+)", text)[0] for text in whole.values()]
    assert len(titles) == len(set(titles))
    assert 'content="Kafka, Data, Adopt"' in whole["entries/kafka.html"]


def test_a_summary_is_not_said_again_where_the_text_begins_with_it() -> None:
    """An import makes a summary of the first sentence; lists and previews show it, the page once.

    Another summary stands at the head of the page.
    """
    text = "Moves **events** around. It is a log."
    for summary, lead in (("Moves events around.", False), ("A log.", True)):
        entry = {"name": "Kafka", "quadrant": "data", "ring": "adopt"}
        pages = bare(entries=[{**entry, "summary": summary, "text": text}])
        assert ('class="lead"' in pages["entries/kafka.html"]) == lead
        assert f'<meta name="description" content="{summary}">' in pages["entries/kafka.html"]
        assert f"<p>{summary}</p>" in pages["index.html"]


def test_an_entry_without_a_text_says_so() -> None:
    """It does not end in the middle of nothing."""
    assert "Nothing has been written about this entry yet." in bare()["entries/kafka.html"]
