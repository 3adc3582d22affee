"""Other tools over the same entries, where they are installed: Hugo and AOE's technology radar.

Neither is a dependency of ours. Hugo renders the same Markdown files with a template that holds
nothing but title and text: it is the least that a site generator has to do. AOE's generator is
given an export of the same radar.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from benchmarks.measuring import RADAR, Cost, Missing, least, run

HUGO_SETTINGS = """\
baseURL = "https://example.org/"
title = "Entries"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]
"""
HUGO_PAGE = "<!DOCTYPE html><html><title>{{ .Params.name }}</title>{{ .Content }}</html>\n"
HUGO_LIST = (
    '<!DOCTYPE html><html>{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Params.name }}</a>'
    "{{ end }}</html>\n"
)


def find_hugo() -> str:
    """Return the path of Hugo: what the variable HUGO names, or the one on the PATH.

    Raises:
        Missing: there is none, or a script of a few lines that starts it, which has its own cost.
    """
    found = os.environ.get("HUGO") or shutil.which("hugo")
    if not found:
        raise Missing("no Hugo: apt install hugo, npm install hugo-bin; or let HUGO name it")
    if Path(found).read_bytes()[:2] == b"#!":
        raise Missing(f"{found} is a script that starts Hugo: let HUGO name the program itself")
    return found


def hugo_cost(entries: Path, folder: Path) -> Cost:
    """Return what Hugo takes for the files of a radar; the site is made in `folder`."""
    program = find_hugo()
    _write_hugo_site(entries, folder)
    made = folder / "public"
    costs = []
    for _ in range(3):
        shutil.rmtree(made, ignore_errors=True)
        costs.append(run([program, "--quiet", "-s", folder, "-d", made]))
    assert len(list(made.rglob("index.html"))) > len(list(entries.glob("*.md")))
    return least(costs)


def _write_hugo_site(entries: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    content, layouts = folder / "content" / "entries", folder / "layouts" / "_default"
    content.mkdir(parents=True)
    layouts.mkdir(parents=True)
    for file in entries.glob("*.md"):
        shutil.copy(file, content)
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    (layouts / "single.html").write_text(HUGO_PAGE, encoding="utf-8")
    for name in ("list", "index"):
        (layouts / f"{name}.html").write_text(HUGO_LIST, encoding="utf-8")


def find_aoe() -> Path:
    """Return the folder that the variable AOE names, in which AOE's generator has run once.

    Raises:
        Missing: it names none.
    """
    folder = Path(os.environ.get("AOE") or "aoe-is-not-named")
    if not (folder / ".techradar" / "node_modules").is_dir():
        hint = "npm install aoe_technology_radar in a folder, npx techradar build there once"
        raise Missing(f"no generator of AOE: {hint}, and set AOE to that folder")
    return folder.resolve()


def aoe_cost(entries: Path) -> Cost:
    """Return what AOE's generator takes for the same radar."""
    folder = find_aoe()
    for name in ("radar", "config.json"):
        _remove(folder / name)
    exported = folder / "exported"
    _remove(exported)
    run([*RADAR, "export", "aoe", "--form", "v4", entries, "-o", exported])
    for path in exported.iterdir():
        _remove(folder / path.name)
        shutil.move(path, folder / path.name)
    program = folder / "node_modules" / "aoe_technology_radar" / "bin" / "techradar.js"
    return run(["node", program, "build"], folder)


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
