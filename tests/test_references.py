"""What docs and docstrings name of the code is there."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")])
FOLDERS = ("radar", "tests", "benchmarks", "examples", "tools", "docs")
MODULES = sorted((ROOT / "radar").rglob("*.py"))
FILES = [
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if "node_modules" not in path.parts
]
# `radar.yaml` is a file, `radar.yaml.parse` a function: the last part tells files and hosts
NO_NAMES = {
    *("yaml", "json", "svg", "png", "css", "js", "html", "j2", "md", "csv", "rst"),
    *("com", "org"),
}
ENTRY_POINTS = {"radar.formats", "radar.checks"}
A_PATH = re.compile(r"(?<![\w./<>*{}-])((?:[\w.-]+/)*[\w-]+\.py)\b(?![\w*])")
A_FOLDER = re.compile(r"(?<![\w./-])((?:radar|tests|benchmarks|tools)/(?:[\w.-]+/)*)(?![\w<*{])")
A_NAME = re.compile(r"(?<![\w./@-])radar((?:\.[A-Za-z_]\w*)+)(?![\w/-])")
OF_USERS = {"main.py", "conf.py"}  # files in examples of what a user may have


def without_code(text: str) -> str:
    """Return a page without its blocks, which `test_docs` runs."""
    return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def docstrings(path: Path) -> Iterator[str]:
    """Yield every docstring and comment of a module."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield re.sub(r"^ *(>>>|\.\.\.).*\n?", "", ast.get_docstring(node) or "", flags=re.M)
    yield from re.findall(r"#.*", text)


def exists(path: str) -> bool:
    """Return whether a file or folder of this name, or with this end, is in the repository."""
    path = path.rstrip("/").removeprefix("../")
    return any(f"/{file}".endswith(f"/{path}") for file in FILES) or path in FOLDERS


def resolves(name: str) -> bool:
    """Return whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            value: object = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        try:
            for part in parts[end:]:
                value = getattr(value, part)
        except AttributeError:
            return part in getattr(value, "model_fields", ())
        return True
    return False


def wrong_references(text: str) -> list[str]:
    """Return the paths and dotted names in a text that lead nowhere."""
    paths = [*A_PATH.findall(text), *A_FOLDER.findall(text)]
    names = [f"radar{rest}" for rest in A_NAME.findall(text)]
    wrong = [path for path in paths if path not in OF_USERS and not exists(path)]
    return wrong + [
        name
        for name in names
        if name.split(".")[-1] not in NO_NAMES and name not in ENTRY_POINTS
        if not resolves(name)
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Every path of a module, every folder and every dotted name of the package exists."""
    assert wrong_references(without_code(page.read_text(encoding="utf-8"))) == []


def test_what_docstrings_and_comments_name_is_there() -> None:
    """The same holds for what the code says of itself."""
    wrong = {
        path.relative_to(ROOT).as_posix(): found
        for path in MODULES
        if (found := [one for text in docstrings(path) for one in wrong_references(text)])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    ["see `theme.py`", "in `radar/nowhere/`", "`radar.lay_in`", "radar.words.plurals.no", "a/b.py"],
)
def test_a_wrong_reference_is_found(text: str) -> None:
    """Modules that became packages, folders that moved, names that were changed."""
    assert wrong_references(text)


@pytest.mark.parametrize(
    "text",
    ["`radar.yaml`", "`radar.dark.svg`", "`radar.Radar`", "`radar/render/site/`", "`scene.py`"],
)
def test_files_and_names_that_are_there_are_no_fault(text: str) -> None:
    """A radar's own files are no names of Python."""
    assert wrong_references(text) == []


BY_NAME = re.compile(
    r"(?:pip3? install|pipx (?:install|run|inject)|uvx|uv (?:tool )?(?:install|run|add))"
    r"(?: +--?[\w-]+)* +['\"`]?(?:technology[-_]radar|radar)(?![\w./-]*\.whl|[\w./-]*/)",
    re.I,
)
SPOKEN = [
    *PAGES,
    *MODULES,
    *(ROOT / "tests").rglob("*.py"),
    *(ROOT / "radar" / "cli" / "starter").rglob("*.*"),
    *ROOT.glob("*.*"),
    *(ROOT / ".github").rglob("*.yml"),
]


def test_nothing_is_installed_by_a_bare_name() -> None:
    """No page, message or pipeline advises a name on an index that anybody could register."""
    wrong = {
        path.relative_to(ROOT).as_posix(): said.group()
        for path in SPOKEN
        if path != Path(__file__)
        and path.is_file()
        and (said := BY_NAME.search(path.read_text(encoding="utf-8", errors="ignore")))
    }
    assert wrong == {}


def test_an_installation_by_a_bare_name_is_found() -> None:
    """In every tool that installs, quoted or with options; a wheel or a repository is none."""
    names = ("technology-radar", "'technology-radar[png]'", "radar", '"technology_radar"')
    tools = ("pip install", "pip install --quiet", "uvx", "pipx run", "uv tool install")
    assert all(BY_NAME.search(f"{tool} {name}") for tool in tools for name in names)
    given = ("./technology_radar-1.0.0-py3-none-any.whl", ".", '".[png]"', "technology_radar-1.whl")
    assert not any(BY_NAME.search(f"pip install {one}") for one in given)
    assert not BY_NAME.search("uvx ./technology_radar-1.0.0-py3-none-any.whl init")
