"""Templates are found, extended and overridden; their mistakes have a place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from radar.errors import InvalidRadar
from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.render.site.templates import Pages
from radar.theme import Theme, load_theme


@pytest.fixture
def tiny() -> Radar:
    """A radar with one entry."""
    entry = {"id": "rust", "name": "Rust <3", "quadrant": "tools", "ring": "adopt", "text": "Fast."}
    return Radar(title="Ours", quadrants=["Tools", "Ways"], entries=[entry])


def themed(folder: Path, **templates: str) -> Theme:
    """Return a user's theme with templates of its own; names end in `.html.j2`."""
    (folder / "mine").mkdir()
    (folder / "mine" / "theme.yaml").write_text("extends: paper\n", encoding="utf-8")
    for name, text in templates.items():
        (folder / "mine" / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return load_theme(str(folder / "mine"))


def test_a_theme_overrides_a_block_of_a_page_that_it_extends(tmp_path: Path, tiny: Radar) -> None:
    """`{% extends "paper/entry.html.j2" %}` names the version below; the rest stays as it was."""
    text = (
        '{% extends "paper/entry.html.j2" %}{% block text %}<p>Mine: {{ name }}</p>{% endblock %}'
    )
    theme = themed(tmp_path, entry=text)
    page = make_site(tiny, theme, Atlas(tiny))["entries/rust.html"].decode()
    assert "<p>Mine: Rust &lt;3</p>" in page
    assert "Fast." not in page
    assert "<h1><bdi>Rust &lt;3</bdi></h1>" in page


def test_a_theme_changes_the_frame_of_every_page(tmp_path: Path, tiny: Radar) -> None:
    """A block of the frame that is overridden holds on pages that the theme says nothing of."""
    theme = themed(
        tmp_path, page='{% extends "paper/page.html.j2" %}{% block footer %}<hr>{% endblock %}'
    )
    site = make_site(tiny, theme, Atlas(tiny))
    for path in ("index.html", "entries/rust.html", "404.html"):
        assert b"<hr></body>" in site[path]


def test_a_themes_own_style_sheet_follows_ours(tmp_path: Path, tiny: Radar) -> None:
    """What lies in `assets` is published, and its style sheets are linked after `site.css`."""
    theme = themed(tmp_path)
    (tmp_path / "mine" / "assets").mkdir()
    (tmp_path / "mine" / "assets" / "own.css").write_text("h1{color:red}", encoding="utf-8")
    site = make_site(tiny, theme, Atlas(tiny))
    page = site["index.html"].decode()
    assert site["assets/own.css"] == b"h1{color:red}"
    assert page.index("assets/site.css") < page.index("assets/own.css")


EXTENDS = '{% extends "paper/entry.html.j2" %}'


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (EXTENDS + "\n{% block text %}\n{{ nme }}{% endblock %}", ":3:"),
        (
            EXTENDS + "{% block text %}{{ nme }}{% endblock %}",
            'variable "nme". Did you mean "name"?',
        ),
        (EXTENDS + "{% block text %}{{ facets }}{% endblock %}", 'no variable "facets"'),
        (
            EXTENDS + "\n\n{% block text %}{{ site.tilte }}{% endblock %}",
            'html.j2:3: Site has no "tilte". Did you mean "title"?',
        ),
        (
            EXTENDS + "\n{% block foot %}x{% endblock %}",
            '.j2:2: no template that this one extends has a block "foot". Did you mean "footer"?',
        ),
        (
            EXTENDS + "\n{% block text %}{{ words('lst') }}{% endblock %}",
            ':2: there are no words "lst"',
        ),
        (
            EXTENDS + "\n{% block text %}{{ words('edition') }}{% endblock %}",
            ":2: there are no words",
        ),
        (EXTENDS + "\n{% block text %}{{ site.title() }}{% endblock %}", ":2: 'str' object is not"),
        (EXTENDS + "\n{% block text %}{{ 1 / 0 }}{% endblock %}", ":2: division by zero"),
        (EXTENDS + "\n{% block text %}{{ 1 | no }}{% endblock %}", ":2: No filter named 'no'"),
        ('{% include "entry.html.j2" %}', ":1: a template extends or includes itself"),
        ('{% extends "entry.html.j2" %}', "a template extends or includes itself"),
        ("a\n{% if %}", ":2:"),
        ('{% extends "nowhere.html.j2" %}', 'there is no template "nowhere.html.j2"'),
    ],
)
def test_a_mistake_in_a_template_is_a_problem_with_its_place(
    tmp_path: Path, tiny: Radar, template: str, said: str
) -> None:
    """File and line of the user's template are named; nothing is printed as if it were empty."""
    theme = themed(tmp_path, entry=template)
    with pytest.raises(InvalidRadar) as caught:
        dict(make_site(tiny, theme, Atlas(tiny)))
    (problem,) = caught.value.problems
    assert problem.path.endswith("entry.html.j2")
    assert said in str(problem)


def test_a_theme_whose_name_begins_with_that_of_ours_is_read_as_closely(
    tmp_path: Path, tiny: Radar
) -> None:
    """A block that nothing prints is found in a theme beside a copy of ours, too."""
    for name in ("paper", "paper-blue"):
        shutil.copytree(Path(__file__).parents[2] / "themes" / "paper", tmp_path / name)
    (tmp_path / "paper-blue" / "theme.yaml").write_text("extends: paper\n", encoding="utf-8")
    wrong = '{% extends "paper/404.html.j2" %}{% block foot %}{% endblock %}'
    (tmp_path / "paper-blue" / "404.html.j2").write_text(wrong, encoding="utf-8")
    with pytest.raises(InvalidRadar, match='block "foot"'):
        dict(make_site(tiny, load_theme(str(tmp_path / "paper-blue")), Atlas(tiny)))


def test_a_block_of_a_theme_may_have_blocks_of_its_own(tmp_path: Path, tiny: Radar) -> None:
    """A block inside a block that is overridden is new, and is printed."""
    inner = "{% block text %}<p>{% block mine %}Mine{% endblock %}</p>{% endblock %}"
    theme = themed(tmp_path, entry=EXTENDS + inner)
    assert "<p>Mine</p>" in make_site(tiny, theme, Atlas(tiny))["entries/rust.html"].decode()


def test_pages_without_a_frame_are_for_other_frames(tiny: Radar) -> None:
    """`bare` pages are their content alone."""
    site = make_site(tiny, load_theme(), Atlas(tiny), bare=True)
    page = site["entries/rust.html"].decode().strip()
    assert page.startswith("<article")
    assert page.endswith("</article>")
    assert "<html" not in site["index.html"].decode()


def test_what_a_template_prints_is_escaped() -> None:
    """A value is text unless this package made the HTML itself."""
    pages = Pages(load_theme())
    assert "&lt;b&gt;" in pages._environment.from_string("{{ x }}").render(x="<b>")
