"""Names: when two are the same, and the ids that are made of them, the same for ever."""

from __future__ import annotations

import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.naming import make_id, same_name, search_key, slug
from radar.naming.romanizing import romanize

NAMES = st.text("aZ9ßæŁ云. -_+#🚀éАйЖΣςΐϋ\u0301\u0308\u00ad\u2010\U00010d50\U00016d40", max_size=60)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Große Datei", "grosse-datei"),
        ("GROẞ", "gross"),
        ("Smørrebrød", "smorrebrod"),
        ("Æther œuvre", "aether-oeuvre"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Þór, Ísafjörður", "thor-isafjordur"),
        ("ılık", "ilik"),
    ],
)
def test_letters_of_latin_alphabets_are_spelt_as_readers_spell_them(name: str, made: str) -> None:
    """`Große Datei` became `gro-u00df-e-datei`, in file names and addresses that people read."""
    assert slug(name) == made


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Apache Pulsar", "apache-pulsar"),
        ("Überwachung mit Prometheus", "uberwachung-mit-prometheus"),
        ("Ångström, Citroën, Señor", "angstrom-citroen-senor"),
        ("C++", "c-plus-plus"),
        ("R&D", "r-and-d"),
        ("polly.js", "polly.js"),
        ("云原生", "u4e91-u539f-u751f"),
        ("Кафка", "u041a-u0430-u0444-u043a-u0430"),
        ("-dash", "dash"),
        ("🚀🎉", "dbd815cb"),
        ("a" * 100, "a" * 64 + "-7120fc31"),
    ],
)
def test_ids_that_were_readable_stay(name: str, made: str) -> None:
    """An id is an address and the name of a file; histories and links hang on it."""
    assert slug(name) == made


@given(NAMES)
def test_an_id_is_its_own_id(name: str) -> None:
    """What was made once is never made into something else."""
    made = slug(slug(name))
    assert slug(made) == made
    assert slug(make_id(name)) == make_id(name)


# what `slug` makes of every character, but for planes that hold nothing or one script of letters
SLUGS = """
import hashlib
from radar.naming import slug
codes = [*range(0x3400), *range(0xA000, 0xAC00), *range(0xF900, 0x12400)]
codes += [*range(0x16000, 0x17000), *range(0x1AF00, 0x20010), *range(0x2A6D0, 0x2A710)]
codes += [*range(0x2EBE0, 0x2F000), *range(0xE0000, 0xE0200)]
print(hashlib.sha256("\\n".join(slug(f"x{chr(code)}y") for code in codes).encode()).hexdigest())
"""
DIGEST = "97c2d3e212cc517010f6e9657a29742337465bdc7197f14e65ffa25acc6d9307"


@pytest.mark.parametrize("python", [sys.executable, "python3.12", "python3.13", "python3.14"])
def test_an_id_is_the_same_under_every_python(python: str) -> None:
    """Scripts that a newer Unicode has do not change the ids of names."""
    command = shutil.which(python)
    folder = Path(__file__).resolve().parents[1]
    words = [command or "", "-c", SLUGS]
    run = command and subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if not run or (run.returncode and "command not found" in run.stderr):
        pytest.skip(f"there is no {python} here")
    assert run.stdout.strip() == DIGEST, run.stderr


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Общий журнал", "obshchiy-zhurnal"),
        ("Щёлочь и Объект", "shchyoloch-i-obekt"),
        ("Їжак", "yizhak"),
        ("Љубав, Ђурђевдан", "ljubav-durdevdan"),
        ("Қазақстан", "qazaqstan"),
        ("Ваши́нгтон", "vashington"),
        ("Αθήνα", "athina"),
        ("Ευρώπη, Αύριο, Αυτοκίνητο", "evropi-avrio-aftokinito"),
        ("ευαγγέλιο, Μπαμπάς, Μαΐου", "evangelio-bampas-maiou"),
        ("άυλος, προϋπόθεση", "aylos-proypothesi"),
        ("Ὀδυσσεύς", "odyssefs"),
        ("ΟΥΡΑΝΟΣ", "ouranos"),
        ("µService, 10 kΩ", "mservice-10-ko"),
        ("Łódź Кафка 云", "lodz-kafka-u4e91"),
    ],
)
def test_a_new_id_of_a_cyrillic_or_greek_name_can_be_read(name: str, made: str) -> None:
    """Somebody has to type it: in an address, and behind `radar move`."""
    assert make_id(name) == made
    assert make_id(unicodedata.normalize("NFD", name)) == made


@given(st.text(st.characters(max_codepoint=0x52F), max_size=40))
def test_latin_words_are_not_romanized(text: str) -> None:
    """What has no Cyrillic and no Greek letter stays as it is."""
    if not any(ord(c) in (0xB5, *range(0x370, 0x530)) for c in text):
        assert romanize(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "Cafe\u0301"),
        ("Kafka", "ＫＡＦＫＡ"),
        ("Straße", "STRASSE"),
        ("Event-driven design", "event  driven\u00a0Design"),
        ("Event-driven", "Event\u2011driven"),
        ("Event-driven", " event - driven\t"),
        ("Type\u00adScript", "TypeScript"),
        ("❤️", "❤"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ],
)
def test_what_looks_the_same_is_one_name(one: str, other: str) -> None:
    """Case, forms of a character, blanks and hyphens do not make another name."""
    assert same_name(one) == same_name(other)


def test_signs_make_another_name() -> None:
    """C, C++, C# and .NET are four things, and so are others that differ by a sign."""
    names = ["C", "C++", "C#", "C--", ".NET", "NET", "A/B", "AB", "A.B", "A_B", "Café", "Cafe"]
    assert len({same_name(name) for name in names}) == len(names)


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    """A key of a key is that key, whatever the form of the name."""
    key = same_name(name)
    assert same_name(key) == key
    assert same_name(unicodedata.normalize("NFD", name)) == key
    assert same_name(f" {name}\n") == key


def test_what_is_searched_for_is_letters_and_digits() -> None:
    """Signs and blanks do not count in a search, where there is something else."""
    assert search_key("Node.js 18") == search_key("node-JS18") == "nodejs18"
    assert (search_key("C++"), search_key("c#"), search_key("C")) == ("c++", "c#", "c")
    assert search_key("++") == "++"
