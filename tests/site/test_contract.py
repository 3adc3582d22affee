"""The contract of themes: what templates may use is what they are given, and is what docs say.

`RADAR_UPDATE=1 pytest tests/site/test_contract.py` writes the reference in `docs/templates.md`
anew; look at the difference.
"""

from __future__ import annotations

import ast
import inspect
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from jinja2 import Environment, nodes

from radar.layout import Atlas
from radar.model import Entry, Radar
from radar.render.drawing.stylesheet import theme_css
from radar.render.site.assembly import make_site
from radar.render.site.contract import (
    BLOCKS,
    TEMPLATES,
    variable_names,
    variables,
)
from radar.render.site.single import make_single_file
from radar.render.site.templates import Pages
from radar.theme import load_theme
from radar.theme.style_variables import STYLE_VARIABLES
from radar.words import Words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "themes" / "paper"
DOCS = ROOT / "docs" / "templates.md"
BEGIN = (
    "<!-- The rest is written from the code: RADAR_UPDATE=1 pytest tests/site/test_contract.py -->"
)
# for themes of users; our own templates do without
FOR_THEMES = {
    *("EntryPage.entry", "Prose.html", "Phrase.words", "Phrase.language", "Words.template"),
    *("Addresses.home", "Addresses.top", "Addresses.one_page", "Addresses.filter_by"),
    "Addresses.translation",
}
parse = Environment(autoescape=True).parse
Uses = set[str]


def source_of(name: str) -> nodes.Template:
    """Return a template of the theme that all others extend, as a tree."""
    return parse((FOLDER / name).read_text(encoding="utf-8"))


def constant(node: nodes.Node) -> str:
    """Return the name of a template that a tag names."""
    assert isinstance(node, nodes.Const), "a template is named by a text"
    return str(node.value)


def chain(name: str) -> Iterator[tuple[str, nodes.Template]]:
    """Yield a template, and those that it extends or includes, by name."""
    tree = source_of(name)
    yield name, tree
    for tag in tree.find_all((nodes.Extends, nodes.Include)):
        assert isinstance(tag, nodes.Extends | nodes.Include)
        yield from chain(constant(tag.template))


def given(classes: Iterable[type]) -> dict[str, Any]:
    """Return variable → type for a page that has values of these classes."""
    return {name: kind for one in classes for name, kind in get_type_hints(one).items()}


def without_none(kind: Any) -> Any:
    """Return X for X | None."""
    parts = [part for part in get_args(kind) if part is not NoneType]
    return parts[0] if NoneType in get_args(kind) and len(parts) == 1 else kind


def members(kind: type) -> dict[str, Any]:
    """Return attribute → type of a class of the contract; a method has the type it returns."""
    hints = {n: k for n, k in get_type_hints(kind).items() if not n.startswith("_")}
    for name, member in inspect.getmembers(kind):
        if name.startswith("_") or name in hints or hasattr(tuple, name):
            continue
        if isinstance(member, property):
            hints[name] = get_type_hints(member.fget)["return"]
        elif inspect.isfunction(member):
            hints[name] = get_type_hints(member)["return"]
    return hints


class Reader:
    """Reads the tree of a template with the types of its variables; notes which it uses."""

    def __init__(self, file: str, uses: Uses, owners: Mapping[str, str]) -> None:
        self.file, self.uses, self.owners = file, uses, owners

    def read(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """Read a statement, or all that is in a node."""
        if isinstance(node, nodes.For):
            inner = {**scope, "loop": Any}
            self.bind(node.target, self.item(self.kind(node.iter, scope)), inner)
            for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
                self.read(child, inner)
        elif isinstance(node, nodes.Assign):
            self.bind(node.target, self.kind(node.node, scope), scope)
        elif isinstance(node, nodes.Expr):
            self.kind(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.read(child, scope)

    def bind(self, target: nodes.Node, kind: Any, scope: dict[str, Any]) -> None:
        """Give the names of a target their types."""
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            parts = get_args(kind) if get_origin(kind) is tuple else ()
            for n, part in enumerate(target.items):
                self.bind(part, parts[n] if len(parts) > n else Any, scope)

    def item(self, kind: Any) -> Any:
        """Return the type of what a loop over a value gives."""
        return get_args(kind)[0] if get_origin(kind) is tuple else Any

    def kind(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Return the type of an expression."""
        if isinstance(node, nodes.Name):
            where = f"{self.file}:{node.lineno}"
            assert node.name in scope, f"{where} uses {node.name}, which is not in the contract"
            if node.name in self.owners:
                self.uses.add(f"{self.owners[node.name]}.{node.name}")
            return scope[node.name]
        if isinstance(node, nodes.Getattr):
            return self.attribute(node, without_none(self.kind(node.node, scope)))
        for child in node.iter_child_nodes():
            self.kind(child, scope)
        if isinstance(node, nodes.Call):
            called = self.kind(node.node, scope)
            return str if called is Words else called
        if isinstance(node, nodes.Filter) and node.name == "reverse" and node.node:
            return self.kind(node.node, scope)
        return Any

    def attribute(self, node: nodes.Getattr, owner: Any) -> Any:
        """Return the type of an attribute of a value."""
        if get_origin(owner) or owner in (Any, list) or not isinstance(owner, type):
            return Any
        there = members(owner)
        where = f"{self.file}:{node.lineno}"
        assert node.attr in there, f"{where} uses {owner.__name__}.{node.attr}: not in the contract"
        self.uses.add(f"{owner.__name__}.{node.attr}")
        return there[node.attr]


def uses_of(name: str) -> Uses:
    """Return every attribute of the contract that the page made by a template uses."""
    uses: Uses = set()
    owners = {n: one.__name__ for one in TEMPLATES[name] for n in get_type_hints(one)}
    for file, tree in chain(name):
        scope = given(TEMPLATES[name]) | dict.fromkeys(("self", "super", "namespace"), Any)
        Reader(file, uses, owners).read(tree, scope)
    return uses


def is_ours(kind: Any) -> bool:
    """Return whether a type is a class of the project that the contract describes."""
    return isinstance(kind, type) and kind.__module__.startswith("radar.") and kind is not Entry


def classes() -> dict[str, type]:
    """Return the classes of the contract by name, in the order in which a reader meets them."""
    known: dict[str, type] = {}

    def add(kind: Any) -> None:
        if get_args(kind):
            for part in get_args(kind):
                add(part)
        elif is_ours(kind) and kind.__name__ not in known:
            known[kind.__name__] = kind
            for part in members(kind).values():
                add(part)

    for page in TEMPLATES.values():
        for one in page:
            add(one)
    return known


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_uses_what_the_contract_gives_it(name: str) -> None:
    """Every variable, and every attribute of one, has its type there; anything else is refused."""
    assert uses_of(name)


def test_what_is_not_in_the_contract_is_found() -> None:
    """The reader of templates sees a wrong name in a loop, in a chain, and behind a call."""
    scope = given(TEMPLATES["index.html.j2"])
    for text in (
        "{{ book }}",
        "{{ site.tilte }}",
        "{% for group in groups %}{% for r in group.rings %}{{ r.nmae }}{% endfor %}{% endfor %}",
        "{% for item in site.editions|reverse %}{{ item.date }}{% endfor %}",
        "{{ words.forms('results').text }}",
        "{% if x %}{% endif %}",
    ):
        with pytest.raises(AssertionError, match="not in the contract"):
            Reader("x", set(), {}).read(parse(text), dict(scope))


def test_everything_in_the_contract_is_of_use() -> None:
    """What no template of ours uses is there for themes, and is named here."""
    used = {use for name in TEMPLATES for use in uses_of(name)}
    promised = {f"{name}.{one}" for name, kind in classes().items() for one in members(kind)}
    assert used <= promised
    assert promised - used == FOR_THEMES


def test_pages_are_made_of_the_values_that_the_contract_names(
    radar: Radar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each template gets one object of each of its classes, with values of the stated types."""
    seen: dict[str, tuple[type, ...]] = {}
    render = Pages.render

    def note(pages: Pages, name: str, /, *values: object) -> str:
        seen[name] = tuple(map(type, values))
        for one in values:
            for attribute, kind in get_type_hints(type(one)).items():
                assert_type(getattr(one, attribute), kind, f"{name}: {attribute}")
        assert variables(*values).keys() == variable_names(TEMPLATES[name])
        return render(pages, name, *values)

    monkeypatch.setattr(Pages, "render", note)
    one = {"name": "Maybe", "quadrant": radar.quadrants[0].id, "proposed": radar.rings[0].id}
    radar = radar.model_copy(update={"proposals": [one]})
    dict(make_site(radar, load_theme(), Atlas(radar)))
    make_single_file(radar, load_theme(), Atlas(radar))
    assert seen == TEMPLATES


def assert_type(value: object, kind: Any, where: str) -> None:
    """Check that a value, and what is in it, are of a type."""
    if kind is Any:
        return
    if get_origin(kind) is tuple:
        for item in value if isinstance(value, tuple) else [pytest.fail(f"{where}: no tuple")]:
            assert_type(item, get_args(kind)[0], where)
    elif get_origin(kind) in (Union, type(int | None)):
        if value is not None:
            assert_type(value, without_none(kind), where)
    else:
        assert isinstance(value, get_origin(kind) or kind), f"{where} is {type(value)}"
        if is_dataclass(kind) or hasattr(kind, "_fields"):
            for name, part in get_type_hints(kind).items():
                assert_type(getattr(value, name), part, f"{where}.{name}")


def test_the_variables_of_a_page_have_different_names() -> None:
    """No object of a page hides a variable of another."""
    for name, page in TEMPLATES.items():
        every = [variable for one in page for variable in get_type_hints(one)]
        assert len(every) == len(set(every)), name


def test_blocks_are_those_of_the_contract() -> None:
    """A template has the blocks named there, besides those of the templates that it extends."""
    own = {}
    for path in sorted(FOLDER.glob("*.j2")):
        mine, *above = [
            {block.name for block in tree.find_all(nodes.Block)} for _, tree in chain(path.name)
        ]
        if new := mine.difference(*above):
            own[path.name] = new
    assert own == {name: set(blocks) for name, blocks in BLOCKS.items()}


BY_PAGE = {"ratio"}  # of the sides of an enlarged quadrant: the script of the picture says it


@pytest.mark.parametrize("name", ["paper", "contrast", "cvd", "print"])
def test_variables_of_styles_are_those_of_the_contract(name: str) -> None:
    """Every custom property is declared, used and documented; the last two by its name here."""
    theme = load_theme(name)
    sheets = [data.decode() for file, data in theme.assets().items() if file.endswith(".css")]
    css = re.sub(
        r"--(ring|quadrant|wash)-\d", r"--\1-n", "".join([theme_css(theme, 8, 8), *sheets])
    )
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    declared = set(re.findall(r"[{;\s]--([\w-]+)\s*:", css))
    used = set(re.findall(r"var\(--([\w-]+)", css))
    assert declared == used - BY_PAGE == set(STYLE_VARIABLES)


def test_types_of_style_variables_hold() -> None:
    """A colour is declared as a colour, a length as a length."""
    css = theme_css(load_theme(), 4, 4) + (FOLDER / "assets/site.css").read_text(encoding="utf-8")
    shapes = {
        "colour": r"light-dark\(#\w+,#\w+\)|#\w{6}|var\(--[\w-]+(,var\(--[\w-]+\))?\)|"
        r"(light-dark\()?(,?color-mix\(.+\)){1,2}|Canvas|CanvasText|LinkText",
        "length": r"[\d.]+(rem|pt)",
        "number": r"[\d.]+",
        "text": '"[^"]+"',
        "display": "none|inline",
        "font family": ".+",
    }
    for name, value in re.findall(r"--([\w-]+):([^;}]+)", css):
        kind, _ = STYLE_VARIABLES[re.sub(r"\d", "n", name)]
        assert re.fullmatch(shapes[kind], value.strip()), (name, value)


def docs_of(kind: type) -> Iterator[tuple[str, str, str]]:
    """Yield name, type and meaning of everything a class of the contract has."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            assert isinstance(after, ast.Expr), f"{kind.__name__}.{node.target.id} says nothing"
            meaning = " ".join(ast.literal_eval(after.value).split())
            yield node.target.id, ast.unparse(node.annotation), meaning
        elif isinstance(node, ast.FunctionDef):
            if node.name.startswith("_") and node.name != "__call__":
                continue
            returns = ast.unparse(node.returns) if node.returns else ""
            meaning = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
            name = node.name.replace("__call__", "")
            if "property" not in map(ast.unparse, node.decorator_list):
                arguments = [a.arg for a in (*node.args.posonlyargs, *node.args.args)[1:]]
                arguments += [f"**{node.args.kwarg.arg}"] if node.args.kwarg else []
                name += f"({', '.join(arguments)})"
            yield name, returns, meaning


def reference() -> str:
    """Return the part of the docs that is written from the code."""
    lines = ["## Variables of each template", ""]
    lines += ["Every template has what `Frame` has, and:", ""]
    lines += ["| template | what it has besides |", "|---|---|"]
    for name, page in TEMPLATES.items():
        more = ", ".join(f"[{one.__name__}](#{one.__name__.lower()})" for one in page[1:])
        lines.append(f"| `{name}` | {more or 'nothing'} |")
    lines += ["", "A template that is included, or is extended, has what the page has.", ""]
    for name, kind in classes().items():
        lines += [f"### {name}", "", (inspect.getdoc(kind) or "").split("\n\n")[0], ""]
        lines += ["| | type | meaning |", "|---|---|---|"]
        prefix = "words" if kind is Words else ""
        for one, type_, meaning in docs_of(kind):
            dot = "." if prefix and not one.startswith("(") else ""
            lines.append(f"| `{prefix}{dot}{one}` | {linked(type_)} | {meaning} |")
        lines.append("")
    lines += ["## Blocks", "", "| template | block | what is in it |", "|---|---|---|"]
    for name, blocks in BLOCKS.items():
        lines += [f"| `{name}` | `{block}` | {what} |" for block, what in blocks.items()]
    lines += ["", "## Variables of the style sheets", "", "| | type | what it is for |"]
    lines += ["|---|---|---|"]
    lines += [f"| `--{n}` | {kind} | {what} |" for n, (kind, what) in STYLE_VARIABLES.items()]
    return "\n".join(lines) + "\n"


def linked(type_: str) -> str:
    """Return a type as docs print it: its parts are links to what they are."""
    known = classes()
    text = type_.replace("tuple[", "").replace(", ...]", " …").replace(" | None", " or none")
    plain = {"str": "text", "bool": "yes or no", "int": "number", "Markup": "HTML"}
    words = re.sub(
        r"\b[A-Za-z]+\b",
        lambda m: f"[{m[0]}](#{m[0].lower()})" if m[0] in known else plain.get(m[0], m[0]),
        text,
    )
    return words.replace("Mapping[text, Any]", "mapping").replace("Mapping[text, text]", "mapping")


def test_the_docs_have_the_contract() -> None:
    """Variables, types, meanings, blocks and style variables stand in `docs/templates.md`."""
    head, begin, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    assert begin, "the line that says where the reference begins is missing"
    text = f"{head}{begin}\n\n{reference()}"
    if os.environ.get("RADAR_UPDATE") and not os.environ.get("CI"):
        DOCS.write_text(text, encoding="utf-8")
    elif rest != f"\n\n{reference()}":
        pytest.fail("RADAR_UPDATE=1 pytest tests/site/test_contract.py, and look at the difference")
