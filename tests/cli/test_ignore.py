"""`--ignore` leaves out warnings and notes by their code, and nothing that stops a build."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from radar.codes import ADVICE, ERRORS
from radar.prose.pictures import InspectedPicture, loss

from .conftest import FILES, SETTINGS, Call, entry, write

IN_TWO = {"radar.yaml": FILES["radar.yaml"] + "languages: [en, zh]\n"}
ADVISED = {**FILES, **IN_TWO, "c.md": entry("C", '{"2024": hold}', tags="[a, A]")}
PACKAGE = Path(__file__).resolve().parents[2] / "radar"


def codes(call: Call, *more: str) -> list[str]:
    """Return the codes of the problems that a check finds, each once."""
    found = json.loads(call("check", "--format", "json", *more).out)["problems"]
    return sorted({problem["code"] for problem in found})


def test_check_leaves_out_what_is_ignored_and_says_how_much(folder: Path, call: Call) -> None:
    """Each code that was named is gone from every form, the rest stays, the summary counts."""
    write(folder, ADVISED)
    assert codes(call) == ["missing-translation", "twice"]
    assert codes(call, "--ignore", "twice") == ["missing-translation"]
    assert codes(call, "--ignore", "twice", "--ignore", "missing-translation") == []
    assert codes(call, "--ignore", "twice, missing-translation") == []
    said = call("check", "--ignore", "twice", "--ignore", "missing-translation")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Ours, 4 entries: nothing is wrong (5 ignored)\n"


def test_strict_does_not_mind_what_is_ignored(folder: Path, call: Call) -> None:
    """A warning that is ignored stops neither a check nor a build."""
    write(folder, ADVISED)
    for command in ("check", "build"):
        assert call(command, "--strict").code == 1
        assert call(command, "--strict", "--ignore", "twice").code == 0


def test_build_leaves_out_what_is_ignored(folder: Path, call: Call) -> None:
    """Neither shown nor counted, not even the note that a build shows unasked."""
    name = "A name that is much too long to stand anywhere beside a blip " * 4
    many = {f"n{n}.md": entry(f"{name} {n}", '{"2024": hold}') for n in range(12)}
    write(folder, {**ADVISED, **many})
    plain = call("build", "-v").err
    assert re.search(r"(?m)^.*n11\.md:2:1: note: .*\[names-do-not-fit\]$", plain)
    assert "[missing-translation]" in plain
    codes = "names-do-not-fit,missing-translation,twice,no-base-url"
    ignored = call("build", "-v", "--ignore", codes).err
    assert "note" not in ignored
    assert "[" not in ignored


def test_what_a_build_says_of_its_picture_has_a_line(folder: Path, call: Call) -> None:
    """Too few colours are told at the quadrants, a name without room where it is written."""
    five = SETTINGS.replace("[Tools, Platforms]", "[Tools, Platforms, A, B, C]") + "theme: cvd\n"
    write(folder, {"radar.yaml": five, "a.md": entry("A", "adopt")})
    line = five[: five.index("quadrants")].count("\n") + 1
    said = call("build", "-v").err
    assert re.search(rf"radar\.yaml:{line}:\d+: warning: .*\[shared-colours\]", said)


def test_errors_stay_and_drown_in_no_note(folder: Path, call: Call) -> None:
    """Beside an error the notes that are ignored are not even counted."""
    write(folder, {**ADVISED, "z.md": entry("Z", "adpot")})
    for command in ("check", "build"):
        said = call(command, "--ignore", "missing-translation", "--ignore", "twice")
        assert said.code == 1
        assert "[unknown-ring]" in said.out + said.err
        assert "missing-translation" not in said.out + said.err
        assert "twice" not in said.out + said.err


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("unknown-ring", "unknown-ring is the code of an error, and errors cannot be ignored"),
        ("drift", "drift is the code of an error"),
        ("stael", 'Did you mean "stale"?'),
        ("missing-translations", 'Did you mean "missing-translation"?'),
        ("nonsense", ", missing-translation, missing-words, "),
        ("\x1b[2J", "no warning or note has the code '\\x1b[2J'"),
    ],
)
def test_what_cannot_be_ignored_is_told(
    folder: Path, call: Call, command: str, code: str, says: str
) -> None:
    """An error's code, a slip and nonsense are three answers, and nothing is done."""
    write(folder, FILES)
    said = call(command, "--ignore", code)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert not (folder / "site").exists()


def advice_in(path: Path) -> Iterator[str]:
    """Yield the codes that a module reports as a warning or a note."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in ("report", "Problem"):
            values = [*node.args, *(keyword.value for keyword in node.keywords)]
            texts = [v.value for v in values if isinstance(v, ast.Constant)]
            severity = {"warning", "note"} & set(texts)
            if severity:
                words = [text for text in texts if isinstance(text, str) and text not in severity]
                yield from [word for word in words if re.fullmatch(r"[a-z0-9-]+", word)][:1]


def test_every_warning_and_note_can_be_ignored() -> None:
    """The table has each code that a reader, a check or a build reports without stopping."""
    stages = [path for path in PACKAGE.rglob("*.py") if "exchange" not in path.parts]
    found = {code for path in stages for code in advice_in(path)}
    found.add(loss("a.svg", InspectedPicture(b""))[0])  # which is passed on whole
    assert {"stale", "twice", "names-do-not-fit"} <= found
    assert found <= ADVICE, f"add to radar/codes.py: {sorted(found - ADVICE)}"


def test_the_docs_and_the_table_know_the_same_codes() -> None:
    """The table in docs/format.md has every code that can be ignored, and none that we forgot."""
    page = (PACKAGE.parent / "docs" / "format.md").read_text(encoding="utf-8")
    rows = page.partition("| code | what is wrong |")[2].partition("\n\n")[0].splitlines()
    listed = {code for row in rows[2:] for code in re.findall("`([a-z0-9-]+)`", row.split("|")[1])}
    assert listed <= ADVICE | ERRORS
    assert listed >= ADVICE
    assert not ADVICE & ERRORS
