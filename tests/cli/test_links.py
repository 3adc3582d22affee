"""Links that lead nowhere: errors of a check, warnings of a build, told beside all other errors."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import FILES, Call, entry, write

BROKEN = entry("B", "adopt") + "See [[kafak]].\n\n![x](gone.png)\n"
IN_PLACE = {**FILES, "b.md": BROKEN}


def test_a_link_that_leads_nowhere_does_not_stop_a_build(folder: Path, call: Call) -> None:
    """The site is made, with a warning; `--strict` and `radar check` take it for an error."""
    write(folder, IN_PLACE)
    built = call("build")
    assert built.code == 0
    assert "warning: there is no entry" in built.err
    assert 'warning: there is no picture "gone.png"' in built.err
    assert "kafak" in (folder / "site/entries/b.html").read_text(encoding="utf-8")
    assert call("build", "--strict").code == 1
    checked = call("check")
    assert checked.code == 1
    assert "2 errors" in checked.err


def test_a_link_that_leads_nowhere_can_be_ignored_by_a_build(folder: Path, call: Call) -> None:
    """Among the warnings of a build, those of links are left out by their codes as well."""
    write(folder, IN_PLACE)
    ignored = ("--ignore", "broken-wiki-link", "--ignore", "missing-image")
    assert call("build", "--strict", *ignored).code == 0
    assert call("check", *ignored).code == 1


def test_a_link_is_told_beside_other_errors(folder: Path, call: Call) -> None:
    """Texts are checked also where the entry, its front matter or the settings are wrong."""
    for right, wrong in (("adopt", "adpot"), ("name", "[")):
        write(folder, {**FILES, "b.md": BROKEN.replace(right, wrong)})
        assert "[broken-wiki-link]" in call("check").out
    write(folder, {**IN_PLACE, "radar.yaml": FILES["radar.yaml"].replace("quadrants", "quadrantz")})
    assert "[broken-wiki-link]" in call("check").out


def test_what_is_wrong_in_a_note_is_told_at_the_note(folder: Path, call: Call) -> None:
    """Texts among values have a place too, in one language or several, on one line or more."""
    settings = """title: T
languages: [en, de]
quadrants: [A, B]
footer: "[x](javascript:1)"
editions:
  - {id: one, date: 2026-01-01}
  - id: two
    text:
      en: |
        Fine.

        See ![y](gone.png).
      de: "[[nobody]]"
"""
    note = "history:\n  one: adopt\n  two: {ring: hold, note: 'a [[nobody]] <!-- b'}\n"
    front = f"quadrant: a\n{note}proposed: {{ring: adopt, note: '![p](https://e.x/p.png)'}}\n---\n"
    entries = {f"{name}.md": f"---\nname: {name}\n{front}" for name in "pq"}
    write(folder, {"radar.yaml": settings, "p.de.md": "---\nname: P\n---\n", **entries})
    told = call("check", "--format", "json").out
    found = [(p["path"], p["line"], p["column"], p["code"]) for p in json.loads(told)["problems"]]
    in_an_entry = [
        (6, 30, "broken-wiki-link"),
        (6, 41, "open-comment"),
        (7, 32, "remote-image"),
    ]
    assert sorted(each for each in found if each[3] != "missing-translation") == [
        *((f"{name}.md", *each) for name in "pq" for each in in_an_entry),
        ("radar.yaml", 4, 10, "unsafe-link"),
        ("radar.yaml", 12, 13, "missing-image"),
        ("radar.yaml", 13, 12, "broken-wiki-link"),
    ]


def test_what_is_wrong_with_a_picture_of_the_settings_is_told_there(
    folder: Path, call: Call
) -> None:
    """A logo or a favicon that cannot be shown is told with line and column."""
    settings = f"{FILES['radar.yaml']}logo: a.txt\nfavicon: b.svg\n"
    armed = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"
    write(folder, {**FILES, "radar.yaml": settings, "a.txt": "x", "b.svg": armed})
    line = settings.count("\n")
    told = call("check").out
    assert f"radar.yaml:{line - 1}:7: the picture" in told
    assert f'radar.yaml:{line}:10: "b.svg" has <script> in it' in told


def test_a_link_to_an_entry_that_has_errors_gets_a_suggestion(folder: Path, call: Call) -> None:
    """What is wrong with an entry does not keep its name from being suggested."""
    write(folder, {**IN_PLACE, "kafka.md": entry("Kafka", "adpot")})
    assert 'there is no entry "kafak" to link to. Did you mean "kafka"?' in call("check").out
