"""What the first bytes of a file say of it: a picture made of pixels, or what a browser runs.

A server that does not know the end of a name sends no kind, or a wrong one, and a browser then
looks at the first bytes. So no picture, and no file of another kind that is published, may begin
as a page does. Which kind of picture a name promises does not matter: browsers show a JPEG that is
called `.png`.
"""

from __future__ import annotations

import re
from typing import Final

# after https://mimesniff.spec.whatwg.org, and the AV1 Image File Format, whose brands stand in the
# first box of a file
_PICTURE: Final = re.compile(
    rb"""\x89PNG\r\n\x1a\n | \xff\xd8\xff | GIF8[79]a | RIFF....WEBPVP | \x00\x00[\x01\x02]\x00
    | ....ftyp (?:....){0,15}? avi[fs]""",
    re.DOTALL | re.VERBOSE,
)
_LFS: Final = b"version https://git-lfs."
_PAGE: Final = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<")


def find_raster_fault(data: bytes) -> str:
    r"""Return why a file is no picture made of pixels, in words that follow its name; '' if it is.

    >>> find_raster_fault(b"\x89PNG\r\n\x1a\n..."), find_raster_fault(b"<script>")
    ('', "is no picture: it begins with '<script>'")
    """
    if _PICTURE.match(data):
        return ""
    if data.startswith(_LFS):
        return "is the pointer of Git LFS to a picture, which was not fetched"
    begins = data[:12].decode("ascii", "backslashreplace")
    return f"is no picture: it begins with {begins!r}" if data else "is empty"


def begins_as_page(data: bytes) -> bool:
    """Return whether a browser that is not told the kind of a file may take it for a page."""
    return bool(_PAGE.match(data))
