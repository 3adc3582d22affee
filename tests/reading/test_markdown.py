"""The characters of a file: their lines, whatever ends them, and the place of what is no text."""

from __future__ import annotations

import pytest

from radar.reading.markdown import decode, split
from radar.yaml import Wrong

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_end_of_a_line_is_one(end: bytes) -> None:
    """Files of Unix, Windows and old Macs read the same, front matter too."""
    data = end.join([b"---", b"name: Rust", b"---", b"", b"Text", b""])
    assert split(decode(data)) == ("name: Rust\n", "Text", 5)


@pytest.mark.parametrize("mark", [b"", MARK], ids=["plain", "marked"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_byte_that_is_no_utf_8_is_found(end: bytes, mark: bytes) -> None:
    """Line, column and value are those of the byte, with any line ends and a mark before it all."""
    with pytest.raises(Wrong) as raised:
        decode(mark + b"caf\xc3\xa9" + end + b"\xc3\xa9t\xe9" + end)
    assert (raised.value.at.line, raised.value.at.column) == (2, 3)
    assert raised.value.message == "this is not UTF-8: the byte 0xE9"


@pytest.mark.parametrize(
    ("data", "place"), [(b"\0", (1, 1)), (b"\n\0", (2, 1)), (b"\r\nab\0", (2, 3))]
)
def test_a_control_character_is_found(data: bytes, place: tuple[int, int]) -> None:
    """Lines and columns are counted from 1, where the file begins with an empty line too."""
    with pytest.raises(Wrong, match=r"control character here, U\+0000") as raised:
        decode(data)
    assert (raised.value.at.line, raised.value.at.column) == place
