"""What a reader sees as one character, and where a line may end."""

from __future__ import annotations

import pytest

from radar.layout.text.breaks import clusters, segments


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",  # a letter and its accent
        "\r\n",
        "👩\u200d🚀",  # joined
        "👍🏻",  # skin, the lightest
        "👍🏿",  # and the darkest
        "🇩🇪",  # two letters that make a flag
        "🏴\U000e0067\U000e0062\U000e007f",  # a flag spelled in tags
        "ก\u0e33",  # Thai sara am
        "ກ\u0eb3",  # the same in Lao
        "ن\u200c",  # followed by what keeps it from joining
        "\u1112\u1161\u11ab",  # a Korean syllable in parts
        "가\u11a8",  # one that is finished by a part
        "क\u094dष",  # Devanagari, joined by its virama
        "ក\u17d2ខ",  # Khmer
        "🏴\U000e0020",  # the first tag
        "🇦🇦",  # the first and the last letter of flags
        "🇿🇿",
        "\u1100\u1160",  # the first and the last parts of Korean syllables
        "\u1100\u11ff",
        "\ud7a3\u11a8",  # the last syllable of all
    ],
)
def test_what_belongs_together_stays_together(whole: str) -> None:
    """What is written with several code points is one character, whatever stands around it."""
    assert clusters(f"a{whole}b") == ["a", whole, "b"]
    assert clusters(whole * 2) == [whole, whole]


@pytest.mark.parametrize(
    "apart",
    [
        "ab",
        "a\n",
        "\n\r",
        "👍👍",
        "한국",
        "कष",
        "a🇩",
        "👍🌿",
        "áb",
    ],
)
def test_what_is_two_characters_is_two(apart: str) -> None:
    """Neighbours that do not belong together are cut apart."""
    assert clusters(apart) == list(apart)


def test_flags_are_pairs() -> None:
    """Three letters of flags are a flag and a letter."""
    assert clusters("🇩🇪🇫🇷🇮") == ["🇩🇪", "🇫🇷", "🇮"]


def test_a_virama_joins_letters_alone() -> None:
    """A full stop after it is one of its own."""
    assert clusters("क\u094d.") == ["क\u094d", "."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a b", ["a", "b"]),
        ("a\u00a0b", ["a\u00a0b"]),
        ("a\u202fb", ["a\u202fb"]),
        ("ab\u200bcd", ["ab", "cd"]),
        ("event-driven", ["event-", "driven"]),
        ("e-mail", ["e-mail"]),
        ("CI/CD", ["CI/", "CD"]),
        ("snake_case", ["snake_", "case"]),
        ("abc-", ["abc-"]),
        ("abc--def", ["abc--", "def"]),
        ("no!yes", ["no!yes"]),
        ("云原生", ["云", "原", "生"]),
        ("云a", ["云", "a"]),
        ("a云", ["a", "云"]),
        ("a\u1100", ["a", "\u1100"]),
        ("（云）。", ["（云）。"]),
        ("가나", ["가", "나"]),
        ("ｱｲ", ["ｱｲ"]),
        ("", []),
        (" ", []),
    ],
)
def test_where_a_line_may_end(text: str, parts: list[str]) -> None:
    """At spaces, after hyphens and the like, between East Asian characters, and nowhere else."""
    assert [piece.text for piece in segments(text)] == parts


def test_spaces_are_kept_for_lines_that_are_not_broken() -> None:
    """The spaces at a place where a line may end are those before the next piece."""
    assert [tuple(piece) for piece in segments("a  b-c de\u200bf ")] == [
        ("a", ""),
        ("b-c", "  "),
        ("de", " "),
        ("f", "\u200b"),
    ]
