"""The search: one key in Python and in the script of the pages, and what it finds."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.model import Radar
from radar.naming import search_key, search_words
from radar.prose.words import plain_text
from radar.render.site.context import PageContext
from radar.render.site.live_data import search_data, search_file

HERE = Path(__file__).parent
SCRIPT = HERE.parents[1] / "themes/paper/assets/search.js"
NODE = shutil.which("node")
NAMES = [
    *("Node.js", "CI/CD", "C++", "C#", "F#", ".NET", "Größe", "Straße", "Ærø", "Łódź", "ΟΔΟΣ"),
    *(
        "Café",
        "naïve",
        "İstanbul",
        "ıstanbul",
        "Ｋafka",
        "ﬁle",
        "持续交付",
        "クラウド",
        "ｸﾗｳﾄﾞ",
        "클라우드",
    ),
    *("Общий журнал", "हिन्दी", "ไทย", "½ Ⅷ ²", "a_b-c.d/e", "k8s集群", "Å", "Ǻ", "e\u0301", "ß ẞ"),
]


def ask_script(what: str, **given: Any) -> Any:
    """Ask the script of the pages."""
    if NODE is None:
        pytest.skip("this needs Node: apt-get install nodejs")
    asked = json.dumps({"ask": what, **given})
    command = [NODE, HERE / "search_driver.mjs", SCRIPT]
    done = subprocess.run(command, input=asked.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


def test_python_and_the_script_make_the_same_key() -> None:
    """Names of many scripts have one key, whoever makes it."""
    texts = [*NAMES, *map(str.upper, NAMES), " ".join(NAMES)]
    assert ask_script("keys", texts=texts) == list(map(search_key, texts))
    assert ask_script("words", texts=texts) == [sorted(search_words(text)) for text in texts]


LETTERS = st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs", "Cn", "Co", "Cc", "Cf"))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=30), min_size=50, max_size=100))
def test_python_and_the_script_agree_on_any_text(texts: list[str]) -> None:
    """Whatever the letters, key and words are the same."""
    assert ask_script("keys", texts=texts) == list(map(search_key, texts))
    assert ask_script("words", texts=texts) == [sorted(search_words(text)) for text in texts]


ENTRIES = [
    {"id": "nodejs", "name": "Node.js", "also": []},
    {"id": "next", "name": "Next.js", "also": []},
    {"id": "ci-cd", "name": "CI/CD", "also": []},
    {"id": "mesh", "name": "Service mesh", "also": ["Istio and the like"]},
    {"id": "actions", "name": "GitHub Actions", "also": []},
    {"id": "micro", "name": "Micro-frontends", "also": []},
    {"id": "size", "name": "Größe messen", "also": []},
    {"id": "cpp", "name": "C++", "also": []},
    {"id": "delivery", "name": "Delivery", "also": []},
]
TEXTS = {
    "delivery": " ".join(search_words("持续交付是一种做法, canary 发布")),
    "mesh": "sidecar envoy",
}


@pytest.mark.few(8)
@pytest.mark.parametrize(
    ("query", "first"),
    [
        *(("nodejs", "nodejs"), ("node js", "nodejs"), ("Node.JS", "nodejs"), ("nextjs", "next")),
        *(("cicd", "ci-cd"), ("ci-cd", "ci-cd"), ("ci/cd", "ci-cd"), ("CI CD", "ci-cd")),
        *(("service-mesh", "mesh"), ("servicemesh", "mesh"), ("mesh-service", "mesh")),
        *(("githubactions", "actions"), ("git-hub", "actions"), ("microfrontends", "micro")),
        *(("groesse", "size"), ("grosse", "size"), ("größe", "size"), ("GRÖẞE", "size")),
        *(
            ("c++", "cpp"),
            ("持续交付", "delivery"),
            ("交付", "delivery"),
            ("canary发布", "delivery"),
        ),
        *(("envoy", "mesh"), ("side", "mesh"), ("like", "mesh")),
    ],
)
def test_an_entry_is_found_in_any_spelling(query: str, first: str) -> None:
    """Signs, blanks, accents and scripts do not keep a reader from an entry."""
    ((found, is_near),) = ask_script("finds", entries=ENTRIES, texts=TEXTS, queries=[query])
    assert found[:1] == [first]
    assert not is_near


def test_a_name_that_is_nearly_typed_is_what_was_meant() -> None:
    """Where nothing is found, names are that differ by a letter, or by two that are swapped."""
    queries = ["nodejx", "nodjs", "nodeejs", "nodesj", "servise mesh", "zzzz", "/ .", ""]
    finds = ask_script("finds", entries=ENTRIES, texts=TEXTS, queries=queries)
    assert [found[:1] for found, _ in finds] == [["nodejs"]] * 4 + [["mesh"]] + [[]] * 3
    assert [is_near for _, is_near in finds] == [True] * 6 + [False] * 2


def test_the_words_of_texts_are_data() -> None:
    """The file of a language is one assignment of JSON, with no sign that ends a script."""
    text = "**Node**.js runs &lt;/script> it.\n\n```js\nhidden()\n```\n\nSee [docs](https://a.example/x)."
    entries = [{"id": "a", "name": "Node", "quadrant": "x", "ring": "adopt", "text": text}]
    radar = Radar(title="Ours", quadrants=["X", "Y"], entries=entries)
    context = PageContext(radar, radar.languages[0])
    name, data = search_file(context).removesuffix(";\n").split(" = ", 1)
    assert name == "radarTexts"
    assert json.loads(data) == search_data(context)
    assert json.loads(data)["a"] == "docs it js nodejs runs script see"
    assert "</" not in data


def test_a_line_break_between_unspaced_letters_ends_no_word() -> None:
    """Chinese text is broken anywhere, and is found across the break."""
    assert search_words(plain_text("持续\n交付")) == {"持续交付"}
    assert search_words(plain_text("a\nb")) == {"a", "b"}


def test_the_words_of_our_own_texts_are_few(root: Path) -> None:
    """The words of 43 entries take 40,000 bytes at the most, in each language."""
    from radar import load

    radar = load(root / "entries")
    for language in radar.languages:
        size = len(search_file(PageContext(radar, language)).encode())
        assert 5_000 < size * 43 / len(radar.entries) <= 40_000
