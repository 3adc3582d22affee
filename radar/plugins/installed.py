"""What Python keeps of an installed package: its metadata, and where it was installed from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata

_ABOUT = ("METADATA", "entry_points.txt", "licenses/LICENSE")


def read_about(package: str) -> Mapping[str, str]:
    """Return the files about a package by name, METADATA first; none if it is not installed."""
    try:
        found = metadata.distribution(package)
    except metadata.PackageNotFoundError:
        return {}
    texts = {name: found.read_text(name) for name in _ABOUT}
    return {name: text for name, text in texts.items() if text} if texts["METADATA"] else {}


def find_origin(package: str) -> str:
    """Return the repository and the commit that a package was installed from, as pip writes them.

    It is '' for one that came from a file, a folder or an index (PEP 610).
    """
    try:
        text = metadata.distribution(package).read_text("direct_url.json") or "{}"
        told = json.loads(text)
        vcs = told["vcs_info"]
        return f"{vcs['vcs']}+{told['url']}@{vcs['commit_id']}"
    except (metadata.PackageNotFoundError, ValueError, KeyError, TypeError):
        return ""
