"""Pictures of a site that a generator made: found where it serves them from, and never outside."""

from __future__ import annotations

import posixpath
import re

from radar.exchange.sources import Bundle
from radar.render.pictures import safe_svg
from radar.text import slug


def served_picture(bundle: Bundle, base: str, path: str) -> tuple[str, bytes] | None:
    """Find a picture in the folder that the site serves, or beside it; never outside."""
    wanted = posixpath.normpath(path.split("?")[0].split("#")[0]).lstrip("/")
    if wanted.startswith("..") or "\\" in wanted or ":" in wanted:
        return None
    for folder in ("public", "", "data/public"):
        data = bundle.picture(posixpath.join(base, folder, wanted))
        if data is not None and wanted.lower().endswith(".svg"):
            # the one declaration that editors write and nobody needs; it would be refused
            data = re.sub(rb"<!DOCTYPE svg[^>\[]*>", b"", data, count=1)
            data = data if safe_svg(data) else None
        if data is not None:
            parts = [slug(part) for part in wanted.split("/")]
            inside = parts[1:] if parts[0] == "images" and len(parts) > 1 else parts
            return "/".join(["images", *inside]), data
    return None
