"""What a radar of 100 entries adds to a build of MkDocs and Sphinx: `python benchmarks/hosts.py`.

CPU seconds, the best of three runs, beside `radar build` of the same radar: the site of one page,
with the radar in it and without.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import RADAR, cost, row
from benchmarks.texts import write_radar

MKDOCS = "site_name: Ours\ntheme: {theme}\nplugins: [search{plugin}]\n"


def mkdocs(folder: Path, theme: str, *, with_radar: bool) -> float:
    """Return the CPU seconds of a site of MkDocs."""
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "index.md").write_text("# Home\n\n<!-- radar -->\n", encoding="utf-8")
    settings = MKDOCS.format(theme=theme, plugin=", {radar: {}}" if with_radar else "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    made = ("-f", folder / "mkdocs.yml", "-d", folder / "site")
    return cost([sys.executable, "-m", "mkdocs", "build", "-q", *made]).cpu


def sphinx(folder: Path, *, with_radar: bool) -> float:
    """Return the CPU seconds of a project of Sphinx."""
    source = folder / f"sphinx-{with_radar}"
    source.mkdir(exist_ok=True)
    (source / "conf.py").write_text('extensions = ["radar.sphinx"]\n' * with_radar)
    directive = "\n.. radar:: ../entries\n" if with_radar else ""
    (source / "index.rst").write_text(f"Home\n====\n{directive}", encoding="utf-8")
    # -E: everything is read each time
    return cost([sys.executable, "-m", "sphinx", "-q", "-E", source, folder / "built"]).cpu


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_radar(folder / "entries", 100, editions=2)
        own = cost([*RADAR, "build", "-q", folder / "entries", "-o", folder / "own"]).cpu
        print(row("host", "CPU s alone", "with the radar", "added ÷ radar build"))
        print(row("---", "---:", "---:", "---:"))
        print(row("`radar build`", "", f"{own:.2f}", "1.0"))
        for host, build in (
            ("MkDocs", lambda **on: mkdocs(folder, "mkdocs", **on)),
            ("Material for MkDocs", lambda **on: mkdocs(folder, "material", **on)),
            ("Sphinx", lambda **on: sphinx(folder, **on)),
        ):
            alone, both = build(with_radar=False), build(with_radar=True)
            ratio = (both - alone) / own
            print(row(host, f"{alone:.2f}", f"{both:.2f}", f"{ratio:.1f}"))


if __name__ == "__main__":
    main()
