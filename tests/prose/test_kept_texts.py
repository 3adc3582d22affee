"""Texts of an earlier build are taken from there, and change no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.files.cache import VARIABLE, KeptSteps
from radar.prose import html
from radar.prose.html import to_html
from radar.prose.links import Links
from radar.words import Words

PIECES = st.sampled_from(
    (
        *("[[kafka]]", "[[kafka|bus]]", "[[Zig#How]]", "[it](#why)", "![p](p.png)", "![[p.png|9]]"),
        *("[a](https://example.org)", "[b](kafka.md)", "www.example.org", "\n\n## Why\n\n", "*so*"),
        *("\n\n> [!NOTE]\n> a\n\n", "\n\n|a|b|\n|-|-|\n|1|2|\n\n", "<b>", "[^1]\n\n[^1]: c\n\n"),
    )
)
TEXTS = st.lists(PIECES, max_size=4).map(" ".join)
IDS = st.dictionaries(st.sampled_from(("kafka", "zig")), st.sampled_from(("one", "two")))
WORDS: Mapping[str, Callable[[str], str]] = {"en": Words("en"), "de": Words("de")}


def links(ids: Mapping[str, str], where: str, pictures: bool) -> Links:
    """Return what the links of a text lead to."""
    return Links(
        ids,
        name=lambda entry: f"{entry} {where}",
        entry=lambda entry: f"{where}{entry}.html",
        picture=lambda path: f"{where}{path}" if pictures else None,
        headings=lambda entry: ("how",) if where else (),
    )


STATES = st.builds(links, IDS, st.sampled_from(("", "../")), st.booleans())
TURNS = st.tuples(TEXTS, STATES, st.sampled_from(("", "a-")), st.sampled_from(("en", "de")))


@given(st.lists(TURNS, max_size=6), TEXTS)
def test_a_text_that_was_kept_is_as_if_made_anew(
    turns: list[tuple[str, Links, str, str]], again: str
) -> None:
    """Whatever its links led to, whatever its ids began with, and in which language it was."""
    kept = KeptSteps("texts", b"")
    for text, leads, scope, language in turns:
        for each in (text, again):
            words = WORDS[language]
            anew = to_html(each, leads, scope=scope, words=words)
            assert to_html(each, leads, scope=scope, words=words, kept=kept) == anew
            assert to_html(each, leads, scope=scope, words=words, kept=kept) == anew


def test_a_build_makes_only_the_texts_that_could_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text, and those that link to an entry of another name, are made; the others are taken."""
    folder = tmp_path / "radar"
    folder.mkdir()
    (folder / "radar.yaml").write_text("title: Ours\nquadrants: [A, B]\n", encoding="utf-8")
    made: list[str] = []
    clean = html.clean
    monkeypatch.setattr(html, "clean", lambda text: made.append(text) or clean(text))
    monkeypatch.chdir(folder)  # what is kept may not lie where a command runs

    def build(cache: str, **entries: str) -> dict[str, bytes]:
        for name, text in entries.items():
            front = f"---\nname: {text.partition(' ')[0]}\nring: hold\nquadrant: A\n---\n"
            (folder / f"{name}.md").write_text(f"{front}{text}\n", encoding="utf-8")
        monkeypatch.setenv(VARIABLE, cache and str(tmp_path / cache))
        made.clear()
        site = radar.build(folder, tmp_path / "site").output
        files = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}

    first = build("cache", one="One stands.", two="Two follows [[one]].", three="Three is new.")
    assert len(made) == 3
    assert build("cache") == first
    assert made == []
    renamed = build("cache", one="Uno stands.")
    assert sorted(made) == [
        '<p>Two follows <a class="wiki" href="../entries/one.html">Uno</a>.</p>\n',
        "<p>Uno stands.</p>\n",
    ]
    assert renamed == build("")
    assert len(made) == 3
