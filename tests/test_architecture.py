"""One direction, and one place for each thing that has side effects or a heavy dependency."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from radar.pipeline.kept_steps import CODE

PACKAGE = Path(__file__).resolve().parent.parent / "radar"
# a module imports only from its left; what stands in one group knows nothing of the rest of it
ORDER = (
    {"naming"},
    {"text", "limits", "memo"},
    {"errors"},
    {"plugins"},
    {"codes", "safety"},
    {"yaml"},
    {"words"},
    {"files"},
    {"answers", "model"},
    {"editions", "matching", "style"},
    {"changes"},
    {"published", "selection"},
    {"history"},
    {"radar_json", "telling", "reviewing", "forms"},
    {"theme"},
    {"prose"},
    {"reading"},
    {"editing"},
    {"layout", "schemas", "static_files"},
    {"render", "exchange"},
    {"pipeline", "publishing"},
    {"serving"},
    {"library"},
    {"hosts", "mcp"},
    {"mkdocs", "sphinx"},
    {"cli"},
)
RANK = {name: rank for rank, group in enumerate(ORDER) for name in group}
ONLY_HERE = {
    "svgwrite": {"render/drawing/elements.py"},
    "jinja2": {"render/site/templates.py"},
    # PyYAML has two parsers with two answers; radar/yaml makes one of them
    "yaml": {"yaml/parser.py", "yaml/python_loader.py", "yaml/complaints.py"},
    # what it says grows with Python, and with it would addresses and widths; in an import, keys
    "unicodedata": {
        "naming/characters.py",
        "exchange/toolkit/draft.py",
        "exchange/formats/zalando.py",
    },
    # two profiles of SVG; a workbook; what is written; the tree of Python-Markdown
    "xml": {
        *("safety/svg.py", "safety/profile.py", "exchange/sheets/open_document.py"),
        *("exchange/sheets/excel.py", "exchange/sheets/excel_xml.py"),
        *("render/drawing/elements.py", "render/site/feed.py", "mkdocs/links.py"),
    },
    "python_calamine": {"exchange/sheets/excel.py"},
    "pyromark": {"prose/parsing.py"},
    "nh3": {"prose/html.py", "exchange/toolkit/markup.py"},
    # the hosts of a radar, which are installed where they are used
    "mkdocs": {"mkdocs/plugin.py"},
    "markdown": {"mkdocs/links.py"},
    "sphinx": {
        f"sphinx/{name}.py" for name in ("__init__", "project", "radars", "nodes", "markup")
    },
    "docutils": {"sphinx/nodes.py", "sphinx/markup.py"},
}
WRITING = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "rename"),
    *("replace", "symlink_to", "hardlink_to", "touch", "copytree", "copyfile", "link", "chmod"),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return the part of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
@cache
def parse(path: Path) -> ast.Module:
    """Return the syntax tree of a file, which several tests read and none changes."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return the imports and the calls of a file, which is parsed once for all tests."""
    tree = parse(path)
    kinds = (ast.Import, ast.ImportFrom, ast.Call)
    return tuple(node for node in ast.walk(tree) if isinstance(node, kinds))


@cache
def imports(path: Path) -> frozenset[str]:
    """Return every module that a file imports, wherever it does so."""
    found = set[str]()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{path} imports relative to itself"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def written_texts(path: Path) -> Iterator[str]:
    """Yield the texts in a file that are no docstrings."""
    tree = parse(path)
    described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in described
        ):
            yield node.value


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every call of a file as (what stands before the dot, name)."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield (owner.id if isinstance(owner, ast.Name) else "?"), node.func.attr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    """A module imports only what stands to the left of it, or its own package."""
    here = name_of(path)
    if here in ("__init__", "__main__"):
        return
    assert here in RANK, f"give {here} its place in ORDER"
    for imported in imports(path):
        there = imported.split(".")[1] if imported.startswith("radar.") else ""
        if there in RANK and there != here:
            assert RANK[there] < RANK[here], f"{here} must not import {there} ({imported})"


# the parts of `radar/render`, in the order in which they may import each other
RENDERERS = (
    "publication",
    "site_files",
    "drawing",
    "snippets",
    "site",
    "cards",
    "markdown",
    "reports",
    "preview",
)


def test_the_renderers_import_one_way() -> None:
    """A part of `render` imports only those before it, as its first lines say."""
    for path in MODULES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts[0] != "render" or parts[1] == "__init__":
            continue
        for imported in imports(path):
            if imported.startswith("radar.render."):
                there = imported.split(".")[2]
                assert RENDERERS.index(there) <= RENDERERS.index(parts[1]), (path, imported)


def dotted(path: Path) -> str:
    """Return the name by which a module is imported."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@cache
def graph() -> dict[str, set[str]]:
    """Return which modules of the package each module imports, wherever it does so."""
    names = {dotted(path) for path in MODULES}
    found = {}
    for path in MODULES:
        wanted = {
            name if name in names else name.rpartition(".")[0]
            for name in imports(path)
            if name.startswith("radar")
        }
        found[dotted(path)] = wanted & names - {dotted(path)}
    return found


def test_no_imports_go_in_a_circle() -> None:
    """Every module can be put into one order in which it imports only what stands before it."""
    TopologicalSorter(graph()).prepare()  # raises CycleError, which names the circle


def test_what_is_kept_of_layout_follows_from_the_code_that_is_counted() -> None:
    """Placement of blips and labels runs no code but that whose changes end what was kept of it."""
    found, edges = set[str](), graph()
    ahead = ["radar.layout.labels.placing", "radar.layout.placement.editions"]
    while ahead:
        found.add(name := ahead.pop())
        ahead += edges[name] - found
    assert {".".join(name.split(".")[:2]) for name in found} == {"radar.layout", "radar.naming"}
    assert {code.relative_to(PACKAGE).as_posix() for code in CODE} == {"layout", "naming"}


FOLDERS = sorted({path.parent for path in MODULES})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_folder_can_be_overlooked(folder: Path) -> None:
    """It holds as many modules as one can read through, and says in which order they stand."""
    modules = list(folder.glob("*.py"))
    most = 32 if folder.name == "cli" else 16  # in `cli`, a command is a file
    assert len(modules) <= most
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))


def test_a_module_can_be_read_through() -> None:
    """It has 400 lines at most."""
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert [path for path, count in lines.items() if count > 400] == []


def test_whether_a_path_stays_inside_is_asked_of_files() -> None:
    """No other module compares a path with the folder that it has to be in."""
    comparing = {"is_relative_to", "realpath", "commonpath", "commonprefix"}
    elsewhere = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if name_of(path) != "files" and comparing & {name for _, name in calls(path)}
    }
    assert not elsewhere


def test_which_addresses_may_be_followed_is_said_once() -> None:
    """Only radar/safety lists schemes; two readers of texts give bare mail addresses theirs."""
    texts = re.compile(r"mailto|javascript:|vbscript")
    listing = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(texts.search(text) for text in written_texts(path))
    }
    assert listing == {
        "safety/links.py",
        *("prose/links.py", "exchange/toolkit/basic_html.py"),
        "exchange/toolkit/markup.py",  # names the scripts that an import left out
        "serving/editors.py",  # names what is no editor
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_no_chain_of_imports_in_a_folder_is_long(folder: Path) -> None:
    """Who changes a module has at most five others of the folder to look at below it."""
    here = {dotted(path) for path in folder.glob("*.py") if path.name != "__init__.py"}
    edges, depths = graph(), dict[str, int]()
    for name in TopologicalSorter(edges).static_order():
        below = [depths[other] for other in edges.get(name, ()) if other in here]
        depths[name] = 1 + max(below, default=0) if name in here else 0
    deepest = max(here, key=lambda name: depths[name], default="")
    most = 8 if folder == PACKAGE else 6  # the stages at the root are a chain by design
    assert not here or depths[deepest] <= most, deepest


@pytest.mark.parametrize("library", sorted(ONLY_HERE))
def test_a_heavy_library_has_one_door(library: str) -> None:
    """Only the modules that wrap svgwrite and jinja2 import them."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports(path))
    }
    assert found <= ONLY_HERE[library]


EXCHANGE = [path for path in MODULES if name_of(path) == "exchange"]


def constants(node: ast.AST) -> set[object]:
    """Return all constants in a piece of code."""
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}


def test_a_format_is_one_file() -> None:
    """Each module of `formats` exports one `Format` with its own name, and nobody lists them."""
    from radar.exchange.registry import load_registry

    modules = [path for path in EXCHANGE if path.parent.name == "formats"]
    stems = {path.stem.strip("_").replace("_", "-") for path in modules} - {"init"}
    ours = load_registry().formats.keys() - load_registry().packages.keys()
    assert ours == stems
    for path in MODULES:
        nodes = list(ast.walk(parse(path)))
        if len({each.value for each in nodes if isinstance(each, ast.Constant)} & ours) >= 3:
            for node in nodes:
                if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
                    assert len(constants(node) & ours) < 3, f"{path} lists formats"
        if path in EXCHANGE:
            assert "hasattr" not in {getattr(node, "id", "") for node in nodes}, path


def test_exchange_knows_no_pages() -> None:
    """What is exchanged is a radar, and never what is drawn of it."""
    for path in EXCHANGE:
        assert not {name for name in imports(path) if name.startswith("radar.render")}, path


def test_one_module_reads_cells() -> None:
    """No format parses a truth value, a date or a list itself: `cells.py` and `vocabulary` do."""
    for path in EXCHANGE:
        if path.name == "cells.py" or path.parent.name == "vocabulary":
            continue
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("fromisoformat", "strptime"), path
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "split":
                parted = {",", ";", ", "} & constants(node)
                assert not parted or "formats" not in path.parts, path
            if isinstance(node, ast.Compare | ast.Dict | ast.Tuple | ast.Set):
                truth = {"true", "false"} <= constants(node) or {"yes", "no"} & constants(node)
                assert not truth or path.name in ("json_reader.py", "script_reader.py"), path


def test_only_the_command_prints_or_exits() -> None:
    """print, sys.exit and click belong to radar/cli."""
    for path in MODULES:
        if name_of(path) in ("cli", "__main__"):
            continue
        assert not {("", "print"), ("", "exit"), ("sys", "exit"), ("", "input")} & set(calls(path))
        assert "click" not in {name.split(".")[0] for name in imports(path)}, path


# the standard streams of the command, and what Python keeps of installed packages
NO_FILES = {"cli/streams.py", "plugins/finding.py", "plugins/installed.py"}
READING = {
    *("open", "read_text", "read_bytes", "exists", "is_file", "is_dir", "is_symlink", "is_mount"),
    *("iterdir", "glob", "rglob", "walk", "fwalk", "scandir", "listdir", "stat", "lstat"),
    *("readlink", "realpath", "samefile", "lexists", "isfile", "isdir", "islink", "getsize"),
    *("getmtime", "access", "cwd", "getcwd", "chdir", "home", "expanduser", "owner"),
    *("mkdtemp", "mkstemp", "TemporaryDirectory", "NamedTemporaryFile"),
}


def touches_of_the_disk(path: Path) -> set[str]:
    """Return the calls of a file that read or write the disk by themselves."""
    touches = set()
    for owner, name in calls(path):
        module = owner in ("os", "shutil", "tempfile", "Path")
        written = name in WRITING and (module or name not in ("replace", "link"))
        read = name in READING and (module or name != "open")
        if owner and (written or read):
            touches.add(f"{owner}.{name}")
        if (owner, name) in (("", "open"), ("io", "open"), ("os", "open")):
            touches.add(f"{owner}.open")
    return touches


def test_only_files_touches_the_disk() -> None:
    """No other module reads, lists, makes, changes or removes a file, or asks what is there.

    Data that comes with the package are read by `pkgutil.get_data`.
    """
    for path in MODULES:
        if name_of(path) == "files" or path.relative_to(PACKAGE).as_posix() in NO_FILES:
            continue
        assert not touches_of_the_disk(path), path
        names = {name.split(".")[0] for name in imports(path)}
        assert not names & {"shutil", "tempfile", "glob", "fcntl", "mmap"}, path


# words that say what happened to an entry, in radar/words/*.yaml
OF_CHANGES = re.compile(
    "(group_|field_|diff_|just_).*|.*_from|(new|returned|removed|unchanged)_(in|since)"
    "|from_to|moved_count|not_on_radar|new|in|out|unchanged|removed|returned|turned"
)


def said_by(path: Path) -> Iterator[str]:
    """Yield the keys of words that a file says; `*` stands for what is filled in."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            name = getattr(function, "id", getattr(function, "attr", ""))
            if name in ("words", "say", "forms", "template"):
                key = node.args[0]
                parts = key.values if isinstance(key, ast.JoinedStr) else [key]
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts
                )


def test_a_change_is_put_into_words_once() -> None:
    """Only radar/telling.py, and the words themselves, know how a change is told."""
    for path in MODULES:
        if name_of(path) not in ("telling", "words"):
            told = {key for key in said_by(path) if OF_CHANGES.fullmatch(key)}
            assert not told, f"{path} says {sorted(told)}"
    templates = PACKAGE.parent.glob("themes/**/*.j2")
    keys = re.compile(r"words(?:\.forms|\.template)?\(['\"](\w+)")
    for template in templates:
        told = {
            key for key in keys.findall(template.read_text("utf-8")) if OF_CHANGES.fullmatch(key)
        }
        assert not told, f"{template} says {sorted(told)}"


def test_a_movement_is_computed_once() -> None:
    """Only radar/changes makes a movement of two rings; others take the movement it made."""
    rings = {"ring_order", "rings", "order", "own", "other"}
    for path in MODULES:
        if name_of(path) == "changes":
            continue
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                sides = [
                    getattr(side.value, "attr", getattr(side.value, "id", ""))
                    for side in (node.left, node.right)
                    if isinstance(side, ast.Subscript)
                ]
                assert len(sides) < 2 or not rings.issuperset(sides), f"{path}:{node.lineno}"
            if isinstance(node, ast.IfExp):
                made = {ast.unparse(node.body), ast.unparse(node.orelse)}
                assert not made & {"Movement.IN", "Movement.OUT"}, f"{path}:{node.lineno}"


def test_layout_knows_nothing_of_colours_and_files() -> None:
    """The layout gets sizes from its caller, never a theme, a folder or a renderer."""
    for path in MODULES:
        if name_of(path) == "layout":
            names = set(imports(path))
            assert not {n for n in names if n.startswith(("radar.theme", "radar.reading"))}, path
            assert not {n for n in names if n.split(".")[0] in ("os", "pathlib", "yaml")}, path


def test_nothing_is_random_or_read_from_the_clock() -> None:
    """The stages between reading and writing depend on their arguments alone."""
    for path in MODULES:
        if name_of(path) in ("cli", "files", "serving"):
            continue
        names = {name.split(".")[0] for name in imports(path)}
        assert not names & {"random", "secrets", "time", "locale"}, path
        assert not {c for _, c in calls(path)} & {
            "today",
            "now",
            "utcnow",
            "hash",
            "uuid1",
            "uuid4",
        }, path


# command → the libraries and stages that it must do without, so that it starts at once
# formats, and checks of other packages, are looked for where they are needed and nowhere else
HEAVY = ("pydantic", "yaml", "pyromark", "nh3", "jinja2", "svgwrite")
DRAWING = ("nh3", "jinja2", "svgwrite", "xml.etree.ElementTree", "radar.layout", "radar.theme")
OTHERS = (
    *("asyncio", "unittest", "sqlite3", "multiprocessing", "logging", "http.server"),
    *("radar.editing", "radar.forms", "radar.mcp", "radar.schemas"),
    *("radar.selection", "radar.serving", "radar.hosts", "radar.files.git"),
)
IDLE = {
    "--version": (*HEAVY, "radar.exchange", "radar.plugins"),
    "--help": (*HEAVY, "radar.exchange", "radar.plugins"),
    "check": (*DRAWING, "radar.exchange", *OTHERS),
    "build": ("radar.exchange", "radar.reviewing", *OTHERS),
}


def loaded_by(*words: str, folder: Path) -> set[str]:
    """Return the modules that a command imports, run in a folder."""
    script = (
        "import sys, atexit, radar.cli\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "radar.cli.main()"
    )
    command = [sys.executable, "-c", script, *words]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    loaded = set(run.stderr.split())
    assert {"radar.cli", "click"} <= loaded
    return loaded


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a radar of one entry."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "radar.yaml").write_text("title: Ours\nquadrants: [A, B]\n")
    entry = "---\nname: A\nring: hold\nquadrant: A\n---\n\nSee [B](#b).\n\n# B\n"
    (folder / "a.md").write_text(entry)
    return folder


@pytest.mark.parametrize("command", sorted(IDLE))
def test_a_command_imports_what_it_needs(command: str, small: Path) -> None:
    """Nothing that only draws is imported where nothing is drawn, and nothing of other commands."""
    assert not loaded_by(command, folder=small) & set(IDLE[command])


def test_a_question_needs_no_model(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither for a radar.json, nor for a folder that was asked before and is as it was."""
    monkeypatch.setenv("RADAR_CACHE_DIR", str(small.parent / "cache"))
    idle = {*HEAVY, "radar.model", "radar.reading", "radar.prose", "radar.plugins"}
    assert idle & loaded_by("ask", "A", folder=small)
    assert not idle & loaded_by("ask", "A", folder=small)
    loaded_by("build", "--quiet", folder=small)
    assert not idle & loaded_by("ask", "A", "--from", "site/radar.json", folder=small)


def test_no_plugin_of_pydantic_changes_the_models(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another package adds to pydantic is not loaded, and is not looked for either."""
    packages = small.parent / "packages"
    about = packages / "noisy-1.dist-info"
    about.mkdir(parents=True)
    (packages / "noisy.py").write_text("raise SystemExit('it was loaded')\n")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: noisy\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[pydantic]\nnoisy = noisy:plugin\n")
    monkeypatch.setenv("PYTHONPATH", str(packages), prepend=os.pathsep)
    assert "noisy" not in loaded_by("check", folder=small)
