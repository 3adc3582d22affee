"""The recipes of docs/embedding.md, run by the programs that they are for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route

import radar
from radar.render.snippets.content import Embedding, embedding
from radar.render.snippets.writing import snippet

from ..conftest import ROOT, missing
from ..snippets import NASTY, Seen, expected, made, ordered, worded

pytestmark = pytest.mark.thorough

BASE = "https://docs.example.org/radar/"
READ = """area => {
  const all = what => [...document.querySelector(area).querySelectorAll(what)];
  const own = item => {
    const copy = item.cloneNode(true);
    copy.querySelectorAll("ul").forEach(inner => inner.remove());
    return copy.textContent;
  };
  return {
    pictures: all("img").map(image => [image.getAttribute("src"), image.alt]),
    links: all("a").filter(link => link.textContent.trim())
      .map(link => [link.getAttribute("href"), link.textContent]),
    items: [...all("li"), ...all("p > strong").filter(words => !words.closest("li"))].map(own),
    live: all("script, iframe, object, embed, form, style").map(element => element.outerHTML),
    handlers: all("*").flatMap(element => element.getAttributeNames())
      .filter(name => name.startsWith("on")),
    ran: window.ran,
  };
}"""

Shown = Callable[[Path, str], Seen]


@pytest.fixture(scope="session")
def radars(odd_radar: radar.Radar) -> dict[str, Embedding]:
    """What is pasted, by the page's name: our own radar, and radars with names of anything."""
    own = radar.load(ROOT / "entries")
    odd = {f"odd{n}": made(*NASTY[n : n + 3], base_url=BASE) for n in range(0, len(NASTY), 3)}
    words = {
        f"words{n}": worded(made("Tools", "Kafka", "Adopt", base_url=BASE), *NASTY[n : n + 3])
        for n in range(0, len(NASTY) - 2, 3)
    }
    return {
        "own": embedding(own, radar.lay_out(own), base_url=BASE),
        "chinese": embedding(own, radar.lay_out(own, language="zh"), base_url=BASE),
        "odd": embedding(odd_radar, radar.lay_out(odd_radar), base_url=BASE),
        **odd,
        **words,
    }


def only_pages(route: Route) -> None:
    """Let the page through and none of its pictures, styles and scripts: they take long."""
    if route.request.resource_type == "document":
        route.continue_()
    else:
        route.abort()


@pytest.fixture
def shown(page: Page) -> Shown:
    """Open a page in a browser that gets nothing else, and read what a part of it shows."""
    page.add_init_script("window.ran = []; window.alert = word => window.ran.push(word)")
    page.route("**/*", only_pages)

    def show(file: Path, area: str) -> Seen:
        page.goto(file.as_uri(), wait_until="domcontentloaded")
        found: dict[str, Any] = page.evaluate(READ, area)
        assert (found["live"], found["handlers"], found["ran"]) == ([], [], []), file.name
        pairs = [[(one, other) for one, other in found[kind]] for kind in ("pictures", "links")]
        return Seen(*pairs, found["items"])

    return show


def run(module: str, *arguments: str | Path, cwd: Path) -> None:
    """Run a program that is written in Python, which must find nothing to warn of."""
    if find_spec(module) is None:
        missing(module, 'pip install ".[test]"')
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def mkdocs(
    radars: dict[str, Embedding], own_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A site of MkDocs with a radar's site in it, and a page for each radar and the fragment."""
    folder = tmp_path_factory.mktemp("mkdocs")
    shutil.copytree(own_site, folder / "docs" / "radar")
    pages = {name: snippet("markdown", what) for name, what in radars.items()}
    pages |= {f"{name}-html": snippet("html", what) for name, what in radars.items()}
    pages["fragment"] = (own_site / "radar.fragment.html").read_text(encoding="utf-8")
    for name, text in {"index": "", **pages}.items():
        page = folder / "docs" / f"{name}.md"
        page.write_text(f"# A page\n\nWords.\n\n{text}\nMore.\n", encoding="utf-8")
    settings = "site_name: Ours\nsite_url: https://docs.example.org/\nexclude_docs: '*.html.md'\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    run("mkdocs", "build", "--quiet", "--strict", cwd=folder)
    return folder / "site"


def test_mkdocs_shows_what_the_radar_says(
    mkdocs: Path, radars: dict[str, Embedding], shown: Shown
) -> None:
    """MkDocs, strict, shows picture, words, links and names as they are, from either snippet."""
    for name, what in radars.items():
        for page in (name, f"{name}-html"):
            seen = shown(mkdocs / page / "index.html", '[role="main"]')
            assert ordered(seen) == ordered(expected(what)), page
    addresses = [address for address, _ in expected(radars["own"]).links]
    assert [at for at in addresses if not (mkdocs / file_of(at)).exists()] == []


def test_mkdocs_leaves_the_fragment_whole(mkdocs: Path, own_site: Path, page: Page) -> None:
    """The radar with live links is the same in a page of MkDocs as in a page of its own."""
    whole = """() => {
      const figure = document.querySelector("figure:has(svg)");
      return figure.outerHTML;
    }"""
    page.route("**/*", only_pages)
    page.goto((own_site / "radar.fragment.html").as_uri())
    expected = page.evaluate(whole)
    page.goto((mkdocs / "fragment" / "index.html").as_uri())
    assert page.evaluate(whole) == expected


def file_of(address: str) -> str:
    """Return which file of the published site an address is of."""
    path = address.removeprefix("https://docs.example.org/")
    return f"{path}index.html" if path.endswith("/") else path


@pytest.fixture(scope="session")
def sphinx(radars: dict[str, Embedding], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of Sphinx with a page for each radar."""
    folder = tmp_path_factory.mktemp("sphinx")
    pages = {f"{name}.page": f"A page\n======\n\n.. include:: {name}.rst\n" for name in radars}
    contents = "".join(f"   {name}\n" for name in pages)
    pages["index"] = f"Ours\n====\n\n.. toctree::\n\n{contents}"
    pages |= {name: snippet("rst", what) for name, what in radars.items()}
    for name, text in pages.items():
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")
    (folder / "conf.py").touch()
    run("sphinx", "-W", "--keep-going", "-q", folder, folder / "built", cwd=folder)
    return folder / "built"


def test_sphinx_shows_what_the_radar_says(
    sphinx: Path, radars: dict[str, Embedding], shown: Shown
) -> None:
    """Sphinx, to which every warning is an error, shows picture, words, links and names."""
    for name, what in radars.items():
        seen = shown(sphinx / f"{name}.page.html", "#a-page")
        links = [link for link in seen.links if link[1] != "¶"]
        assert ordered(seen._replace(links=links)) == ordered(expected(what)), name


@pytest.mark.parametrize(
    ("engine", "form"),
    [
        ("asciidoctor", "asciidoc"),
        ("gfm", "markdown"),
        ("gfm", "html"),
        ("markdown-it", "markdown"),
        ("markdown-it", "html"),
        ("mdx", "html"),
    ],
)
def test_programs_of_node_show_what_the_radar_says(
    engine: str,
    form: str,
    radars: dict[str, Embedding],
    judge: Callable[..., Any],
    shown: Shown,
    tmp_path: Path,
) -> None:
    """Asciidoctor, GitHub's Markdown, markdown-it and MDX show picture, words, links and names."""
    built = judge("recipes", engine, *written(form, radars, tmp_path))
    for file, html in built.items():
        what = radars[Path(file).name]
        assert ordered(shown(whole(html, tmp_path), "main")) == ordered(expected(what)), file
        assert form != "html" or f'srcset="{what.dark}"' in html, file


def whole(html: str, folder: Path) -> Path:
    """Write a page around what a program made of a snippet."""
    page = folder / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><main>{html}</main>", "utf-8")
    return page


def written(form: str, radars: dict[str, Embedding], folder: Path) -> Iterator[Path]:
    """Write a snippet of each radar into a folder, and yield the files."""
    for name, what in radars.items():
        (folder / name).write_text(snippet(form, what), encoding="utf-8")
        yield folder / name


def media(seen: Seen) -> Seen:
    """Return what was seen, with the pictures that DokuWiki's own address for each stands for."""
    queries = [(parse_qs(urlsplit(address).query), alt) for address, alt in seen.pictures]
    return seen._replace(pictures=[(query["media"][0], alt) for query, alt in queries])


def test_dokuwiki_shows_what_the_radar_says(
    radars: dict[str, Embedding],
    dokuwiki: Callable[..., dict[str, Any]],
    shown: Shown,
    tmp_path: Path,
) -> None:
    """DokuWiki shows picture, words, links and names; some brackets with nothing between them."""
    for name, html in dokuwiki(*written("dokuwiki", radars, tmp_path)).items():
        seen = media(shown(whole(html, tmp_path), "main"))
        assert ordered(seen) == ordered(expected(radars[name])), name


def test_dokuwiki_shows_names_alone_where_no_link_would_work(
    dokuwiki: Callable[..., dict[str, Any]], shown: Shown, tmp_path: Path
) -> None:
    """Without an address the picture is one of the wiki, and names are names, no markup."""
    radars = {f"bare{n}": made(*NASTY[n : n + 3], base_url="") for n in range(0, len(NASTY), 3)}
    for name, html in dokuwiki(*written("dokuwiki", radars, tmp_path)).items():
        seen, wanted = media(shown(whole(html, tmp_path), "main")), expected(radars[name])
        assert ordered(seen._replace(links=wanted.links)).items == ordered(wanted).items, name
        assert seen.links == [], name
        assert seen.pictures == [(radars[name].file.lower(), radars[name].alt)], name


def test_dokuwiki_takes_every_static_file(
    pictures: list[Path], dokuwiki: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    """What DokuWiki looks for in files that are uploaded is in none of ours, and it does look."""
    script = tmp_path / "script.svg"
    script.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script></script></svg>')
    assert dokuwiki(script, *pictures) == {script.name: -3} | {file.name: 0 for file in pictures}


@pytest.fixture(scope="session")
def pasted(own_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dark page written from right to left, with the site beside it and three snippets."""
    folder = tmp_path_factory.mktemp("pasted")
    shutil.copytree(own_site, folder / "radar")
    own = radar.load(ROOT / "entries")
    what = embedding(own, radar.lay_out(own), base_url="https://docs.example.org/radar/")
    names = ("image-map", "iframe", "html")
    texts = [snippet(name, what).replace(BASE, "radar/") for name in names]
    texts[1] = texts[1].replace('src="radar/"', 'src="radar/index.html"')
    texts.append((own_site / "radar.fragment.html").read_text(encoding="utf-8"))
    style = "body{background:#111;color:#eee;width:1300px}"
    body = "\n".join(texts)
    page = f"<!doctype html><html dir=rtl lang=ar><meta charset=utf-8><style>{style}</style>{body}"
    (folder / "page.html").write_text(page, encoding="utf-8")
    return folder / "page.html"


def test_an_image_map_lies_on_its_blips(pasted: Path, page: Page) -> None:
    """Where the picture has a blip, a reader's pointer is on the link of that entry."""
    page.set_viewport_size({"width": 1400, "height": 1400})
    page.goto(pasted.as_uri())
    page.wait_for_function("document.querySelector('img[usemap]').complete")
    box = page.locator("img[usemap]").bounding_box()
    assert box
    scene = radar.lay_out(radar.load(ROOT / "entries"))
    assert (round(box["width"]), round(box["height"])) == (scene.width, scene.height)
    at = "([x, y]) => document.elementFromPoint(x, y).getAttribute('href')"
    for blip in scene.blips:
        x, y = box["x"] + blip.x - scene.left, box["y"] + blip.y - scene.top
        assert page.evaluate(at, [x, y]) == f"radar/entries/{blip.entry}.html"


def test_a_frame_shows_the_site(pasted: Path, page: Page) -> None:
    """The radar with its list is in the frame, which nothing stops."""
    page.goto(pasted.as_uri())
    frame = page.frame_locator("iframe")
    page.locator("iframe").scroll_into_view_if_needed()
    assert frame.locator("h1").inner_text() == "Cloud Native"


def test_no_text_is_cut_off_in_a_page_from_right_to_left(pasted: Path, page: Page) -> None:
    """Every text of the picture stays inside it, whichever way the page around it is written."""
    page.goto(pasted.as_uri())
    outside = page.evaluate("""() => {
      const picture = document.querySelector("figure svg"), all = picture.getBoundingClientRect();
      return [...picture.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < all.left - 1 || box.right > all.right + 1);
      }).map(text => text.textContent);
    }""")
    assert outside == []


def test_pictures_have_a_ground_of_their_own_in_a_dark_page(pasted: Path, page: Page) -> None:
    """A wiki that is dark by a switch of its own shows the light picture, whole and readable."""
    page.goto(pasted.as_uri())
    ground = "getComputedStyle(document.querySelector('figure svg')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    for name in ("radar.svg", "radar.dark.svg"):
        picture = (pasted.parent / "radar" / name).read_text(encoding="utf-8")
        first = picture.partition("<rect ")[2].partition(">")[0]
        assert 'fill="#' in first
        assert 'width="' in first
