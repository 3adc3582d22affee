"""What is shipped is exactly what is meant to be, and works where it is installed."""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from email.parser import Parser
from pathlib import Path

import pytest

import radar

NAME = f"technology_radar-{radar.__version__}"
ABOUT = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")


def in_git(root: Path, *folders: str) -> list[str]:
    """List the files of folders that are in Git, or would be."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "--", *folders]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines() if (root / name).is_file()]


def test_the_wheel_holds_the_package_and_the_themes_and_nothing_else(
    root: Path, wheel: Path
) -> None:
    """The wheel's list of files is the package, the themes inside it, and five files about it."""
    expected = [
        re.sub(r"^themes/", "radar/themes/", name) for name in in_git(root, "radar", "themes")
    ]
    expected += [f"{NAME}.dist-info/{name}" for name in ABOUT]
    with zipfile.ZipFile(wheel) as archive:
        assert sorted(archive.namelist()) == sorted(expected)
    kinds = {Path(name).suffix for name in expected if ".dist-info" not in name}
    assert kinds <= {
        ".py",
        ".typed",
        ".yaml",
        ".j2",
        ".css",
        ".js",
        ".svg",
        ".json",
        ".md",
        ".txt",
    } | {".radar-entry"}


def test_the_sdist_holds_what_is_in_git(root: Path, wheel: Path) -> None:
    """The sdist is the repository without its continuous integration."""
    expected = [name for name in in_git(root, ".") if not name.startswith((".ci/", "site/"))]
    with tarfile.open(wheel.parent / f"{NAME}.tar.gz") as archive:
        found = [name.removeprefix(f"{NAME}/") for name in archive.getnames()]
    assert sorted(found) == sorted([*expected, "PKG-INFO"])


def test_the_metadata_names_the_licence_the_command_and_the_oldest_versions(wheel: Path) -> None:
    """A package index shows the licence, types, the oldest Python; each dependency has a bound."""
    with zipfile.ZipFile(wheel) as archive:
        about = Parser().parsestr(archive.read(f"{NAME}.dist-info/METADATA").decode())
        commands = archive.read(f"{NAME}.dist-info/entry_points.txt").decode()
    assert about["License-Expression"] == "Apache-2.0"
    assert about["Requires-Python"] == ">=3.11"
    assert "Typing :: Typed" in about.get_all("Classifier", [])
    assert all(">=" in wish for wish in about.get_all("Requires-Dist", []))
    scripts, hosts = commands.split("[mkdocs.plugins]")
    made = dict(line.split(" = ") for line in scripts.splitlines() if "=" in line)
    assert made == {"radar": "radar.cli:main", "technology-radar": "radar.cli:main"}
    assert about["Name"] in made  # the script that `uvx WHEEL` and `pipx run` look for
    assert hosts.strip() == "radar = radar.mkdocs.plugin:RadarPlugin"


def test_the_version_stands_in_one_place(root: Path) -> None:
    """A release changes one line: `__version__`, which the wheel and the command read."""
    files = in_git(root, "radar", "themes", "tools", ".github", ".ci")
    files += ["pyproject.toml", "action.yml", "Dockerfile"]
    holding = [
        name
        for name in files
        if (root / name).is_file()
        and radar.__version__ in (root / name).read_text(encoding="utf-8", errors="ignore")
    ]
    assert holding == ["radar/__init__.py"]


def said(folder: Path, *command: str | Path) -> str:
    """Run a command in a folder, where it must succeed, and return what it printed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.thorough
def test_an_installed_wheel_builds_a_starter(installed: Path, tmp_path: Path) -> None:
    """From a wheel alone: `radar --version`, `radar init`, `radar build` with every theme."""
    assert said(tmp_path, installed, "--version") == f"radar {radar.__version__}\n"
    python = installed.parent / "python"
    where = said(tmp_path, python, "-c", "import radar; print(radar.__file__)")
    assert Path(where).is_relative_to(installed.parent.parent)
    said(tmp_path, installed, "init", "ours")
    for theme in ("paper", "contrast", "print", "cvd"):
        said(tmp_path, installed, "build", "ours", "--theme", theme, "-o", theme)
        assert (tmp_path / theme / "index.html").is_file()


def test_a_bare_checkout_works_without_being_installed(root: Path, tmp_path: Path) -> None:
    """`python -m radar` in a checkout runs that checkout, with the themes beside the package."""
    for name in in_git(root, "radar", "themes", "examples/minimal"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, tmp_path / name)
    where = said(tmp_path, sys.executable, "-c", "import radar; print(radar.__file__)")
    assert Path(where).is_relative_to(tmp_path)
    said(tmp_path, sys.executable, "-m", "radar", "build", "examples/minimal")
    assert (tmp_path / "site" / "radar.svg").is_file()


@pytest.mark.thorough
def test_a_release_has_wheel_archive_bill_of_materials_and_notes(
    root: Path, tmp_path: Path, program: Callable[..., str]
) -> None:
    """The steps of the release workflow run in a clone; a tag of another version is refused."""
    git, bash = program("git", debian="git"), program("bash", debian="bash")
    clone, dist = tmp_path / "clone", tmp_path / "dist"
    said(tmp_path, git, "clone", "-q", str(root), str(clone))
    for name in in_git(root, "radar", "tools", ".ci", "pyproject.toml"):
        shutil.copy(root / name, clone / name)
    changes = (clone / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = changes.replace("## [Unreleased]", f"## [{radar.__version__}] - 2026-11-28", 1)
    (clone / "CHANGELOG.md").write_text(dated, encoding="utf-8")
    script = [bash, str(clone / ".ci" / "release")]
    own = {**os.environ, "PYTHON": sys.executable, "DIST": str(dist)}
    wrong = subprocess.run(
        [*script, "v9.9.9"], env=own, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert "v9.9.9" in wrong.stderr
    done = subprocess.run(
        [*script, f"v{radar.__version__}"], env=own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    names = {path.name for path in dist.iterdir()}
    extra = {"bill-of-materials.cdx.json", "notes.md"}
    assert names == {f"{NAME}.tar.gz", f"{NAME}-py3-none-any.whl", *extra}
    bill = json.loads((dist / "bill-of-materials.cdx.json").read_text(encoding="utf-8"))
    listed = {part["name"]: part["version"] for part in bill["components"]}
    assert set(listed) == set(licences(["jinja2", "pydantic", "svgwrite", "nh3", "pyromark"])) | {
        "click",
        "pyyaml",
    }
    assert all(importlib.metadata.version(name) == version for name, version in listed.items())
    assert "radar build" in (dist / "notes.md").read_text(encoding="utf-8")


def licences(wanted: list[str]) -> dict[str, str]:
    """Return the licence of each distribution that is wanted, and of all that those want."""
    found: dict[str, str] = {}
    while wanted:
        name = re.split(r"[ ;<>=!~\[(]", wanted.pop())[0].lower()
        if name in found:
            continue
        about = importlib.metadata.metadata(name)
        words = [about.get("License-Expression"), about.get("License")]
        words += [c for c in about.get_all("Classifier", []) if c.startswith("License")]
        texts = [f for f in importlib.metadata.files(name) or [] if f.name == "LICENSE"]
        words += [text.read_text(encoding="utf-8").partition("\n")[0] for text in texts]
        found[name] = " ".join(filter(None, words))
        more = importlib.metadata.requires(name) or []
        wanted += [
            wish for wish in more if "extra ==" not in wish and "platform_system" not in wish
        ]
    return found


def test_every_dependency_has_a_permissive_licence_and_is_listed(root: Path) -> None:
    """What comes along is under MIT, BSD, Apache or PSF terms, and `docs/security.md` lists it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (root / "docs" / "security.md").read_text(encoding="utf-8")
    for name, licence in licences(project["dependencies"]).items():
        assert re.search(r"MIT|BSD|Apache|PSF|Python Software", licence), f"{name}: {licence}"
        assert re.search(rf"(?im)^\| *`?{re.escape(name).replace('_', '[-_]')}`? *\|", listed), name


@pytest.mark.parametrize("name", radar.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    """Each public name can be imported and says what it is."""
    value = getattr(radar, name)
    assert name == "__version__" or value.__doc__
