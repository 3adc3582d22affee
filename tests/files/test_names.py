"""What becomes the name of a file has to be one on Linux, macOS and Windows."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from radar.files import clashes, is_hidden, why_not_portable
from radar.files.names import LONGEST, relative_to

DEVICES = ("con", "PRN", "aux", "Nul", "com1", "LPT9", "com¹", "lpt³", "CONIN$", "clock$")


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("form", ["{}", "{}.png", "{}.tar.gz", "{} .png", "a/{}.svg", "{}/a.svg"])
def test_a_device_of_windows_is_no_name(device: str, form: str) -> None:
    """Neither alone, nor with an ending, nor as a folder, in small letters or capitals."""
    assert why_not_portable(form.format(device)) == "Windows has no file of that name"


@pytest.mark.parametrize(
    "sign", [*'<>:"|?*\\', "\t", "\n", "\x00", "\x1b", "\x7f", "\x85", "\ud800"]
)
def test_signs_that_no_name_may_have(sign: str) -> None:
    """What Windows keeps for itself, and what nobody can see, is named in the reason."""
    why = why_not_portable(f"a/x{sign}y.png")
    shown = f'"{sign}"' if sign.isprintable() else f"U+{ord(sign):04X}"
    assert why == f"not every system allows {shown} in a name"


@pytest.mark.parametrize("name", ["a.", "a ", "b./x.png", "b /x.png", "a.png.", "a. ."])
def test_an_end_that_windows_drops(name: str) -> None:
    """A dot or a blank at the end of a file's or a folder's name would be lost."""
    assert why_not_portable(name) == "Windows drops a dot or a blank at the end of a name"


@pytest.mark.parametrize("name", ["...", "a/.../b.png", "a//b.png", "", "..", " "])
def test_a_name_that_is_none(name: str) -> None:
    """Nothing at all, or only dots, is no name."""
    assert why_not_portable(name) == "no name can be empty or consist of dots"


def test_how_long_a_name_may_be() -> None:
    """255 bytes, and 255 UTF-16 units also where accents are encoded apart, as macOS does it."""
    assert why_not_portable("a" * LONGEST) == ""
    assert "255 bytes long, and this one has 256" in why_not_portable("a" * (LONGEST + 1))
    assert why_not_portable("云" * 85) == ""
    assert why_not_portable("云" * 86)
    assert why_not_portable("\u1f82" * 85)  # 255 bytes, and 340 units apart


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40))
def test_letters_and_digits_are_sound(name: str) -> None:
    """What is made of letters and digits of any script can be a name, unless it is a device."""
    device = re.fullmatch("con|prn|aux|nul|(com|lpt)[0-9¹²³]", name.casefold())
    length = max(
        len(name.encode()), len(unicodedata.normalize("NFD", name).encode("utf-16-le")) // 2
    )
    assert (why_not_portable(name) == "") == (not device and length <= LONGEST)


NAMES = st.lists(st.sampled_from(["Foo", "foo", "é", "e\u0301", "É", "ß", "ss", "x", "ﬁ", "a.png"]),
                 min_size=1, max_size=3).map("/".join)  # fmt: skip


@given(st.sets(NAMES, max_size=8))
@example({"a/x", "A/y"})
@example({"a.png", "A.png/x"})
def test_what_does_not_clash_is_apart_on_every_system(paths: set[str]) -> None:
    """Without those that clash, no file or folder has two spellings, and none is both."""
    found = clashes(paths)
    assert set(found) <= paths
    assert all(other in paths for other in found.values())
    spellings: dict[str, set[tuple[str, bool]]] = {}
    for path in paths - set(found):
        parts = path.split("/")
        for n in range(1, len(parts) + 1):
            name = "/".join(parts[:n])
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
            spellings.setdefault(key, set()).add((name, n == len(parts)))
    assert all(len(each) == 1 for each in spellings.values())


@given(st.sets(st.text("abcxyz", min_size=1, max_size=5), max_size=20))
def test_names_that_differ_do_not_clash(paths: set[str]) -> None:
    """Small Latin letters that differ make names that differ."""
    assert clashes(paths) == {}


def test_a_dot_behind_an_invisible_sign() -> None:
    """HFS+ does not compare signs that nobody sees, so they do not unhide a name."""
    assert is_hidden("a/\u200c.git/config")
    assert not is_hidden("a/b.c/d")


def test_where_a_path_lies(tmp_path: Path) -> None:
    """A folder whose name begins alike is another one; the root of all is above everything."""
    root = str(tmp_path / "radar")
    assert relative_to(str(tmp_path / "radar" / "a" / "b"), root) == "a/b"
    assert relative_to(root, root) == ""
    assert relative_to(str(tmp_path / "radar-2" / "a"), root) is None
    assert relative_to("/etc/passwd", "/") == "etc/passwd"


@given(st.from_regex(r"[a-z0-9_.-]{1,9}", fullmatch=True) | st.sampled_from(["aux.md", "com1.md"]))
def test_a_usual_name_is_judged_as_any_other(name: str) -> None:
    """A short way for most names says what is said of the same name in a folder."""
    assert why_not_portable(name) == why_not_portable(f"a/{name}")
