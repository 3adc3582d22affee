"""Packages that add to radar: written as pip would leave them, on the path of this very process."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from radar.exchange.registry import load_registry, report_faults

Install = Callable[..., None]


def forget() -> None:
    """Let the registry be made anew: it is made once in the life of a process."""
    load_registry.cache_clear()
    report_faults.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install a package by name, entry points by group, and the text of its one module."""
    place = tmp_path / "site-packages"
    place.mkdir()
    monkeypatch.syspath_prepend(place)

    def write(package: str, module: str = "", **groups: Mapping[str, str]) -> None:
        info = place / f"{package.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        lines = []
        for group, points in groups.items():
            lines += [f"[radar.{group}]", *(f"{name} = {value}" for name, value in points.items())]
        (info / "entry_points.txt").write_text("\n".join(lines))
        (place / f"{package.replace('-', '_')}.py").write_text(module)
        monkeypatch.syspath_prepend(place)  # once more, for Python remembers what lies there
        forget()

    yield write
    forget()
    for name, module in [*sys.modules.items()]:
        if str(getattr(module, "__file__", "")).startswith(str(place)):
            del sys.modules[name]
