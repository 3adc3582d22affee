"""What a person who uses the library meets: one kind of error, and values that can be printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import radar
from radar.layout import Atlas

TINY = radar.Radar(
    title={"en": "Ours", "zh": "我们"},
    languages=["en", "zh"],
    quadrants=["Tools", "Platforms"],
    editions=[{"id": "2025-05"}, {"id": "2026-05"}],
    entries=[{"id": f"e{n}", "name": "N", "quadrant": "tools", "ring": "hold"} for n in range(99)],
)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: radar.lay_out(TINY, edition="2025"), 'Did you mean "2025-05"?'),
        (lambda: radar.lay_out(TINY, edition=""), "there is no edition ''"),
        (lambda: radar.lay_out(TINY, language="fr"), "no language 'fr'; it has en, zh"),
        (lambda: Atlas(TINY).quadrant("platform"), 'Did you mean "platforms"?'),
        (lambda: radar.render_svg(radar.lay_out(TINY), scheme="drak"), 'Did you mean "dark"?'),
    ],
)
def test_what_is_not_there_is_an_error_of_ours(call: Callable[[], object], says: str) -> None:
    """A wrong word in a call is a RadarError that says what was meant, as the docs promise."""
    with pytest.raises(radar.RadarError) as error:
        call()
    assert says in str(error.value)
    assert error.value.exit_code == 2


def test_a_word_may_be_a_name_or_in_another_case() -> None:
    """What the command line takes for an edition, a quadrant or a language, a call takes too."""
    assert radar.lay_out(TINY, edition="2025-05", language="ZH").language == "zh"
    assert Atlas(TINY).quadrant("Platforms") == Atlas(TINY).quadrant("platforms")


def test_values_print_as_a_line(tmp_path: Path) -> None:
    """A radar, an entry or what a build made does not flood the screen of who looks at it."""
    counts = "2 quadrants, 4 rings, 2 editions, 99 entries"
    assert repr(TINY) == str(TINY) == f"<Radar 'Ours': {counts}>"
    assert str(TINY.entries[0]) == "<Entry 'e0': 'N', tools, hold>"
    settings = "title: Ours\nquadrants: [A, B]\nbase_url: https://example.org/\n"
    (tmp_path / "radar.yaml").write_text(settings)
    built = radar.build(tmp_path, tmp_path / "site")
    assert str(built).endswith("bytes, 1 problem>")
    assert len(str(built)) < 300


def test_a_radar_made_in_python_becomes_a_site(tmp_path: Path) -> None:
    """`build` takes a `Radar` as it takes a folder, and its options by keyword."""
    ours = radar.Radar(
        title="Ours",
        quadrants=["Languages", "Tools"],
        entries=[radar.Entry(name="Rust", quadrant="languages", ring="adopt")],
    )
    built = radar.build(ours, tmp_path / "site", theme="contrast")
    assert (tmp_path / "site" / "entries" / "rust.html").is_file()
    assert built.radar == ours
    plain = radar.build(ours, tmp_path / "plain")
    assert built.size != plain.size


def test_a_wrong_option_of_a_build_is_a_wrong_call(tmp_path: Path) -> None:
    """Nothing is built with a theme, edition, language or code that there is not."""
    ours = radar.Radar(title="Ours", quadrants=["Languages", "Tools"])
    for wrong in ({"theme": "contrst"}, {"edition": "1"}, {"language": "xx"}, {"ignore": ["x"]}):
        with pytest.raises(radar.BadCall):
            radar.build(ours, tmp_path / "site", **wrong)
    assert not (tmp_path / "site").exists()
