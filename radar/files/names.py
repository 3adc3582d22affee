"""Names of files: which are read, which can be printed, which every system can hold.

A site is copied, zipped, committed and checked out elsewhere. So what becomes the name of a file
in it (an id, a picture, a theme's asset) has to be one that Linux, macOS and Windows all hold, and
no two of them may be the same to a system that does not tell capitals or accents apart.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping

from radar.naming.characters import fold_case, is_printable, normalize, upper

LONGEST = 255  # bytes on Linux, and UTF-16 units on Windows and macOS, of one part of a path
# HFS+ leaves these out when it compares names, so that an invisible sign hides no dot
_IGNORED = dict.fromkeys(map(ord, "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"))
_IGNORED |= dict.fromkeys(range(0x206A, 0x2070))
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')
# endings of programs and of pages with instructions in them, which run on a server
# and lists of variants and whole answers of Apache (`.var`, `.asis`), whose type their text chooses
_RUN = re.compile(
    r"""\. (?: ph(?:p\d?|ps|tml?|t|ar) | shtml?|stm | f?cgi | var|asis | lua|wsgi
        | as(?:px?|cx|hx|mx|ax?) | jsp[xf]? | cf[mc] ) (?=[./]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
# Windows takes the superscripts for digits, and a device with any ending for the device
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\Z")


def printable_name(name: str) -> str:
    r"""Return a name so that it can be printed on one line.

    >>> printable_name("a\nb.md")
    'a\\x0ab.md'
    """
    return _UNPRINTABLE.sub(lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", name)


# every system can hold it, and it is longer than the name of any device: most names of entries
_USUAL = re.compile(r"[a-z0-9_-]{7,100}+(?:\.[a-z0-9]{1,9}+)?")


def is_hidden(path: str) -> bool:
    """Return whether any part of a path with forward slashes begins with a dot.

    >>> is_hidden("a/.git/b"), is_hidden("a/b.c")
    (True, False)
    """
    return any(part.translate(_IGNORED).startswith(".") for part in path.split("/"))


# what of static/ is read though it begins with a dot: addresses that others look for (RFC 8615),
# and the word to GitHub Pages that the files are a site already
_PUBLISHED = re.compile(r"static/(?:\.nojekyll|\.well-known(?:/.*)?)\Z", re.DOTALL)


def is_left_out(path: str) -> bool:
    """Return whether a file of a radar's folder is not read because of a dot before a name.

    >>> is_left_out("static/.well-known/security.txt"), is_left_out("static/.env")
    (False, True)
    """
    if not _PUBLISHED.match(path):
        return is_hidden(path)
    return is_hidden("/".join(path.split("/")[2:]))


def folders_above(path: str) -> Iterator[str]:
    """Yield the folders above a path, the outermost first.

    >>> list(folders_above("a/b/c.md"))
    ['a', 'a/b']
    """
    parts = path.split("/")
    return ("/".join(parts[:n]) for n in range(1, len(parts)))


def why_not_portable(path: str) -> str:
    """Return why not every system can hold a path, '' where every one can.

    `path` has forward slashes; the reason is a clause such as "Windows has no file of that name".

    >>> why_not_portable("pictures/plan-1.png"), why_not_portable("pictures/con.png")
    ('', 'Windows has no file of that name')
    """
    if _USUAL.fullmatch(path):
        return ""
    return next(filter(None, map(_why_not, path.split("/"))), "")


def why_not_served(path: str) -> str:
    """Return why a file whose bytes others chose cannot have a name in a site, '' if it can.

    That is a name that not every system can hold; or one for which a server may run what is in the
    file: Apache with `AddHandler` looks at each ending of a name, not at the last one alone.

    >>> why_not_served("a/asp.net.png"), why_not_served("a/b.php.png")
    ('', 'some servers run what has ".php" in its name')
    """
    if found := _RUN.search(path):
        return f'some servers run what has "{found[0]}" in its name'
    return why_not_portable(path)


def _why_not(part: str) -> str:
    if found := _FORBIDDEN.search(part):
        sign = f'"{found[0]}"' if is_printable(found[0]) else f"U+{ord(found[0]):04X}"
        return f"not every system allows {sign} in a name"
    if not part.strip(". "):
        return "no name can be empty or consist of dots"
    if part[-1] in ". ":
        return "Windows drops a dot or a blank at the end of a name"
    if _DEVICE.match(part.split(".")[0].strip().casefold()):
        return "Windows has no file of that name"
    if _length(part) > LONGEST:
        return f"a name may be {LONGEST} bytes long, and this one has {_length(part)}"
    return ""


def _length(part: str) -> int:
    """Return the length of a name in the unit, and in the form, in which it is longest."""
    if part.isascii():
        return len(part)
    apart = normalize("NFD", part)
    return max(len(part.encode()), len(apart.encode("utf-16-le")) // 2)


def clashes(paths: Iterable[str]) -> Mapping[str, str]:
    """Return the paths that meet another one on some system, each with the one that it meets.

    Two paths meet where they, or folders above them, differ only in capitals or in how accents
    are encoded; and where one is a file and the other a folder of the same name.

    >>> dict(clashes(["Foo.png", "a/x.png", "foo.png"]))
    {'foo.png': 'Foo.png'}
    """
    taken: dict[str, tuple[str, bool, str]] = {}  # key → name as it is spelt, is it a file, path
    found: dict[str, str] = {}
    for path in sorted(paths):
        for name in (*folders_above(path), path):
            spelt, is_file, first = taken.setdefault(fold_path(name), (name, name == path, path))
            if (spelt, is_file) != (name, name == path):
                found.setdefault(path, first)
    return found


def fold_path(path: str) -> str:
    """Return a path as the least exact of all systems compares it.

    >>> fold_path("Entries/RUST.html")
    'entries/rust.html'
    """
    plain = normalize("NFD", path.translate(_IGNORED))
    return normalize("NFD", fold_case(upper(plain)))


def relative_to(path: str, root: str) -> str | None:
    """Return where a path lies below a root, with forward slashes; None where it does not.

    Both are absolute and without links. The root itself is ''.
    """
    one, other = os.path.normcase(path), os.path.normcase(root)
    if one == other:
        return ""
    start = other.rstrip(os.sep) + os.sep
    return path[len(start) :].replace(os.sep, "/") if one.startswith(start) else None
