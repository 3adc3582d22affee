"""Print the bill of materials of the wheel: CycloneDX 1.6, with what is installed here.

    python tools/bill_of_materials.py > bill-of-materials.cdx.json

It lists what a plain installation brings along, without the extras: name, version, licence, and who
needs it. The same environment gives the same bytes.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the bill."""
    sys.stdout.write(json.dumps(bill_of_materials(), indent=2) + "\n")


def bill_of_materials() -> dict[str, Any]:
    """Return the bill of this checkout, with the versions that are installed."""
    from radar import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    own = project["name"]
    needs = _collect_needs(own, project["dependencies"])
    versions = {name: importlib.metadata.version(name) for name in sorted(needs) if name != own}
    refs = {name: reference(name, version) for name, version in versions.items()}
    refs[own] = reference(own, __version__)
    product = {
        "type": "application",
        "name": own,
        "version": __version__,
        "bom-ref": refs[own],
        "licenses": [{"license": {"id": project["license"]}}],
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": product},
        "components": [component(*pair) for pair in versions.items()],
        "dependencies": [
            {"ref": refs[name], "dependsOn": [refs[each] for each in needs[name]]}
            for name in sorted(needs)
        ],
    }


def _collect_needs(name: str, wishes: Iterable[str]) -> dict[str, list[str]]:
    """Return what a package needs, and what each of those needs, to the last."""
    needs = {name: names_of(wishes)}
    todo = list(needs[name])
    while todo:
        name = todo.pop()
        if name not in needs:
            needs[name] = names_of(importlib.metadata.requires(name) or [])
            todo += needs[name]
    return needs


def names_of(wishes: Iterable[str]) -> list[str]:
    """Return the names in requirements, without those of extras and of other systems.

    >>> names_of(["Jinja2>=3", "b; extra == 'x'", "colorama; platform_system == 'Windows'"])
    ['jinja2']
    """
    plain = [wish for wish in wishes if "extra ==" not in wish and "platform_system" not in wish]
    return sorted(re.split(r"[ ;<>=!~\[(]", wish)[0].lower().replace("_", "-") for wish in plain)


def reference(name: str, version: str) -> str:
    """Return the address by which tools know a version of a package."""
    return f"pkg:pypi/{name}@{version}"


def component(name: str, version: str) -> dict[str, Any]:
    """Return what the bill says of one package."""
    about = importlib.metadata.metadata(name)
    said = about.get("License-Expression") or ""
    listed = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if "License ::" in c]
    licence = {"expression": said} if said else {"license": {"name": ", ".join(listed) or "see it"}}
    return {
        "type": "library",
        "name": name,
        "version": version,
        "bom-ref": reference(name, version),
        "purl": reference(name, version),
        "licenses": [licence],
    }


if __name__ == "__main__":
    main()
