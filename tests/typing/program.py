"""A program as a user of the library writes it: mypy checks it in strict mode, and a test runs it.

The folder to work in is its only argument.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import radar
from radar import Edition, Entry, Link, Placement, Quadrant, Radar, Ring


def make_radar(rows: Mapping[str, str]) -> Radar:
    """Make a radar of names and rings, as a database might have them."""
    return Radar(
        title={"en": "Ours"},
        quadrants=(Quadrant(name={"en": "Languages"}), Quadrant(name={"en": "Tools"})),
        rings=(Ring(name={"en": "Use"}), Ring(name={"en": "Try"})),
        editions=(Edition(id="2026", date=date(2026, 5, 1)),),
        entries=tuple(
            Entry(
                id=radar.slug(name),
                name={"en": name},
                history=(Placement(edition="2026", ring=ring, quadrant="languages"),),
                links=(Link(url="https://example.org"),),
            )
            for name, ring in rows.items()
        ),
    )


def describe(problems: tuple[radar.Problem, ...]) -> list[str]:
    """Return the lines for a log."""
    return [f"{problem.place}: {problem.message}" for problem in problems]


def main(folder: Path) -> None:
    """Write, read, check, draw, build, export, import and embed a radar."""
    ours = make_radar({"Rust": "Use", "Zig": "try"})
    paths: tuple[str, ...] = radar.write(ours, folder / "entries")
    assert paths == ("radar.yaml", "rust.md", "zig.md")
    again: Radar = radar.load(folder / "entries")
    ring: str | None = again.by_id["zig"].ring
    assert (again, ring) == (ours, "try")
    assert not [line for line in describe(radar.check(again)) if "error" in line]
    scene: radar.Scene = radar.lay_out(again, edition="2026", language="en")
    theme: radar.Theme = radar.load_theme("contrast")
    svg: str = radar.render_svg(scene, theme, "dark")
    built: radar.Built = radar.build(again, folder / "site", theme="contrast", ignore=["stale"])
    assert (built.output / built.first).is_file()
    assert svg.startswith("<svg")
    exported: radar.ExportedFiles = radar.export(again, "csv", folder / "radar.csv")
    data: Mapping[str, bytes] = exported.files
    imported: radar.ImportedFolder = radar.import_(
        folder / "radar.csv", folder / "copy", quadrants=["Languages", "Tools"]
    )
    assert data
    assert imported.radar is not None
    snippet: str = radar.embed(again, "markdown", base_url="https://example.org/", picture="dark")
    assert "Rust" in snippet
    try:
        radar.build(again, folder / "site", edition="2031")
    except radar.InvalidRadar as error:
        print(*describe(error.problems), file=sys.stderr)
    except radar.BadCall as error:
        code: int = error.exit_code
        assert code == 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
