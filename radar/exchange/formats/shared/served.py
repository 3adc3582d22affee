"""Finding the pictures of a generator's site in the folders that it serves, never outside."""

from __future__ import annotations

import posixpath
import re

from radar.exchange.toolkit.sources import Bundle
from radar.files import why_not_portable, why_not_served
from radar.naming import slug
from radar.prose.pictures import inspect


def picture_address(bundle: Bundle, base: str, path: str) -> tuple[str, bytes] | None:
    """Return the new path and the bytes of a picture, None if it is not found.

    `base` is the folder of the site in the bundle, `path` the address of the picture in a text. The
    picture is searched in `public`, in `base` and in `data/public`.
    """
    for name in dict.fromkeys((path, re.split("[?#]", path)[0])):  # a file may be called C#.png
        wanted = posixpath.normpath(name).lstrip("/")
        if wanted not in bundle.pictures:  # a text may show one picture a thousand times
            bundle.pictures[wanted] = _data(bundle, base, wanted)
        data = bundle.pictures[wanted]
        if data is not None:
            return _path(wanted), data
    return None


def _data(bundle: Bundle, base: str, wanted: str) -> bytes | None:
    if wanted.startswith("..") or "\\" in wanted or ":" in wanted:
        return None
    for folder in ("public", "", "data/public"):
        data = bundle.picture(posixpath.join(base, folder, wanted))
        if data is not None and not inspect(wanted, data).fault:
            return data
    return None


def _path(wanted: str) -> str:
    """Return a portable path in the folder `images`.

    >>> _path("images/Schaubild Größe (2).PNG"), _path("plan.svg"), _path("con.svg")
    ('images/schaubild-grosse-2.png', 'images/plan.svg', 'images/image-con.svg')
    >>> _path("images/a.php.png"), _path("asp.net.png")
    ('images/a-php.png', 'images/asp.net.png')
    """
    folder, _, name = wanted.rpartition("/")
    stem, _, kind = name.rpartition(".")
    parts = [*map(slug, (*filter(None, folder.split("/")), stem))]
    parts = [part.replace(".", "-") if why_not_served(f"{part}.x") else part for part in parts]
    parts[-1] += f".{kind.lower()}"
    inside = parts[1:] if parts[0] == "images" and len(parts) > 1 else parts
    portable = (f"image-{part}" if why_not_portable(part) else part for part in inside)
    return "/".join(["images", *portable])
