"""What lies in `static/` is published by every build, as it is, and never in place of a page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import radar
from radar.errors import BadCall, InvalidRadar
from radar.files import MemoryTree, is_page_path, is_static_path
from radar.prose.pictures import inspect_all
from radar.safety.documents import document_fault
from radar.static_files import check_clashes, read_static_files

SETTINGS = "title: Ours\nquadrants: [Tools, Data]\n"
ENTRY = "---\nname: Git\nquadrant: Tools\nring: adopt\n---\nText.\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a radar of one entry, whose site goes beside it."""
    made = tmp_path / "entries"
    lay_down(made, {"radar.yaml": SETTINGS, "git.md": ENTRY})
    return made


def lay_down(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def problems(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return path and code of what is wrong with files in memory."""
    found = read_static_files(MemoryTree(files)).problems
    return [(problem.path, problem.code) for problem in found]


FILES = {
    "CNAME": b"radar.example.org\n",
    ".nojekyll": b"",
    "robots.txt": b"User-agent: *\r\n",
    ".well-known/security.txt": b"Contact: mailto:a@b.example\n",
    ".well-known/acme/token": b"t",
    "papers/plan.pdf": b"%PDF-\0\r\n",
    "google1a.html": b"google-site-verification: google1a.html",
}


def test_files_of_their_own_are_published_by_every_build(folder: Path, tmp_path: Path) -> None:
    """They are byte for byte as they are, at the top of the site, and go when they are removed."""
    lay_down(folder / "static", FILES)
    site = tmp_path / "site"
    for _ in range(2):
        radar.build(folder, site)
        assert {path: (site / path).read_bytes() for path in FILES} == FILES
    for path in FILES:
        (folder / "static" / path).unlink()
    radar.build(folder, site)
    assert not [path for path in FILES if (site / path).exists()]


def test_what_is_hidden_is_not_published(folder: Path, tmp_path: Path) -> None:
    """Only `.well-known` and `.nojekyll` may begin with a dot; a secret beside them stays one."""
    hidden = [".env", ".git/config", ".well-known/.env", "a/.nojekyll", ".htpasswd"]
    lay_down(folder / "static", dict.fromkeys(hidden, b"secret"))
    built = radar.build(folder, tmp_path / "site")
    assert not [path for path in hidden if (built.output / path).exists()]
    assert radar.check(folder) == ()


def test_markdown_there_is_no_entry(folder: Path) -> None:
    """What lies in `static/` is not read as an entry or a listing, whatever its name."""
    lay_down(folder / "static", {"rust.md": ENTRY, "more.yaml": "- name: Rust\n"})
    codes = [(p.path.removeprefix(f"{folder.as_posix()}/"), p.code) for p in radar.check(folder)]
    assert codes == [("static/more.yaml", "reserved-name"), ("static/rust.md", "reserved-name")]


@pytest.mark.parametrize(
    "name",
    [
        *("index.html", "404.html", "radar.svg", "sitemap.xml", "feed.xml", "radar.json"),
        *("zh/index.html", "entries/git.html", "editions/1.svg", "assets/a.txt", "media/a.png"),
        *("entries/mine.txt", "run.sh", "a.js", "a.html", "a.xhtml", "b/a.html"),
        *("RADAR.JSON", "Entries/mine.txt", "Zh/Index.html", "llms.txt/a.txt", "MEDIA/a.png"),
        ".well-known/a.htm",
    ],
)
def test_a_page_of_the_site_is_never_replaced(name: str) -> None:
    """The name of a page, a folder of pages, or a kind of file that no site needs is an error."""
    assert problems({f"static/{name}": b"mine"}) == [(f"static/{name}", "reserved-name")]


@given(st.text(max_size=12), st.sampled_from(["", "entries/", "zh/", ".well-known/", "a/"]))
def test_a_path_is_of_a_page_or_of_a_file_of_ones_own(name: str, folder: str) -> None:
    """No path is of both kinds, so neither can take the place of the other."""
    for path in (folder + name, f"{folder}{name}.html", f"{folder}{name}.svg"):
        assert not (is_page_path(path) and is_static_path(path))


def test_one_name_on_two_systems_is_refused() -> None:
    """Capitals and folders count as the least exact system takes them."""
    assert problems({"static/a.txt": b"", "static/A.txt": b""}) == [("static/a.txt", "bad-name")]
    assert problems({"static/con.txt": b""}) == [("static/con.txt", "bad-name")]
    for mine in ("Radar.png", "radar.png"):
        with pytest.raises(BadCall, match=rf"static/{mine} cannot .* has radar\.png already"):
            check_clashes({mine: b""}, {"radar.png": b""})


def test_no_file_is_in_place_of_what_another_tool_reads(folder: Path) -> None:
    """A build makes the file of a format that `export:` names: a static one took its place."""
    settings = "title: Ours\nquadrants: [Tools, Data, Shapes, Ways]\nexport: [backstage]\n"
    lay_down(folder, {"radar.yaml": settings, "static/tech-radar.json": b"{}"})
    found = [(problem.code, problem.line) for problem in radar.check(folder)]
    assert ("reserved-name", 0) in found, found


def test_check_knows_the_folders_of_languages(folder: Path) -> None:
    """A folder `ZH` beside that of Chinese pages was told by the build alone."""
    lay_down(folder, {"radar.yaml": f"{SETTINGS}languages: [en, zh]\n", "static/ZH/a.txt": b""})
    found = {problem.code: problem.message for problem in radar.check(folder)}
    assert "the folder of a language" in found["bad-name"]


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_no_link_leads_out(folder: Path, tmp_path: Path) -> None:
    """A link to a file outside, to a folder, to nothing or to something hidden is an error."""
    lay_down(tmp_path, {"secret.txt": "s", "outside/a.txt": "s"})
    static = folder / "static"
    lay_down(folder, {"static/robots.txt": "r", ".env": "s"})
    for name, to in {
        "out.txt": tmp_path / "secret.txt",
        "there": tmp_path / "outside",
        "gone.txt": Path("nowhere"),
        "env.txt": Path("../.env"),
        "same.txt": Path("robots.txt"),
    }.items():
        (static / name).symlink_to(to)
    with pytest.raises(InvalidRadar) as wrong:
        radar.build(folder, tmp_path / "site")
    found = {(Path(p.path).name, p.code) for p in wrong.value.problems}
    assert found == {
        ("out.txt", "link-outside"),
        ("there", "not-read"),
        ("gone.txt", "dead-link"),
        ("env.txt", "not-read"),
    }


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_the_folder_itself_may_be_no_link(folder: Path, tmp_path: Path) -> None:
    """A `static/` that is a link is named, and nothing behind it is published."""
    lay_down(tmp_path, {"outside/robots.txt": "s"})
    (folder / "static").symlink_to(tmp_path / "outside")
    assert [p.code for p in radar.check(folder)] == ["not-read"]


def test_a_picture_there_is_held_to_what_holds_for_pictures() -> None:
    """An SVG that could run something is an error, and is never published."""
    found = read_static_files(MemoryTree({"static/a.svg": SVG}))
    assert (b"<path" in found.files["a.svg"], found.problems) == (True, ())
    armed = SVG.replace(b"<path", b"<script>x()</script><path")
    assert problems({"static/a.svg": armed}) == [("static/a.svg", "unsafe-image")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("google1.html", "<script>x()</script>"),
        ("google1.html", "<p>a<img src=x onerror=x()>"),
        ("google1.html", "<p/onclick=x()>a"),
        ("google1.html", '<a href="java\tscript:x()">a</a>'),
        ("google1.html", '<meta http-equiv="refresh" content="0;url=https://example.org">'),
        ("google1.html", "<!-- <p> -->"),
        ("google1.html", "<!--><script>x()</script>"),
        ("google1.html", "<title><svg/onload=x()></title>"),
        ("google1.html", "<?php x() ?>"),
        ("google1.html", "<scr\0ipt>"),
        ("GOOGLE1.HTML", "<style>p{}</style>"),
        ("a.xml", '<a xmlns="http://www.w3.org/1999/xhtml"><script>x()</script></a>'),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        ("a.xml", '<?xml-stylesheet href="a.xsl"?><a/>'),
    ],
)
def test_a_page_that_does_more_than_show_words_is_refused(name: str, data: str) -> None:
    """Whoever may write entries cannot run, load or redirect anything in the site's name."""
    assert problems({f"static/{name}": data.encode()}) == [(f"static/{name}", "unsafe-file")]
    wide = "\ufeff" + data
    assert problems({f"static/{name}": wide.encode("utf-16")}) == [
        (f"static/{name}", "unsafe-file")
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "yandex_1.html",
            '<html><head><meta http-equiv="Content-Type" content="text/html"></head>',
        ),
        ("BingSiteAuth.xml", '<?xml version="1.0"?>\n<users>\n<user>A1</user>\n</users>'),
        (
            "google1.html",
            '<!DOCTYPE html>\n<title>A</title><p lang="de">B <a href="https://c.example">',
        ),
    ],
)
def test_proofs_and_pages_of_words_are_published(name: str, data: str) -> None:
    """What search engines ask for to prove whose a site is can be published."""
    assert document_fault(name, data.encode()) is None


WRITTEN_AS_PAGE = st.sampled_from(
    ["<script>alert(1)</script>", "<!DOCTYPE html><img src=x onerror=alert(1)>", "<svg onload=a()>"]
)


@given(
    st.sampled_from(["a.png", "b/c.JPG", "d.webp", "e.avif", "f.gif", "CNAME", "g.txt", "h.json"]),
    st.text("\n\r\t\f ", max_size=9),
    WRITTEN_AS_PAGE,
    st.booleans(),
)
def test_nothing_that_begins_as_a_page_is_published_under_another_name(
    name: str, blanks: str, page: str, marked: bool
) -> None:
    """A browser that is not told what a file is looks at its beginning, past blanks and a mark."""
    data = (b"\xef\xbb\xbf" if marked else b"") + f"{blanks}{page}".encode()
    found = read_static_files(MemoryTree({f"static/{name}": data}))
    assert (dict(found.files), [p.severity for p in found.problems]) == ({}, ["error"])


@pytest.mark.parametrize(
    "name",
    ["a.php.png", "b.PHTML.txt", "c/d.shtml.webp", "e.php7.json", "f.phar.zip", "g.cgi/h.txt"],
)
def test_a_name_that_some_servers_run_is_refused(name: str) -> None:
    """Wherever the ending of a program stands, also where a text shows the picture."""
    data = b"\x89PNG\r\n\x1a\n<?php x() ?>"
    assert problems({f"static/{name}": data}) == [(f"static/{name}", "bad-name")]
    assert "some servers run" in inspect_all({name: data})[name].fault
    for sound in ("asp.net.png", "photo.graph.png", "a.phptools.png", "node.js.png"):
        assert not inspect_all({sound: data})[sound].fault


def test_what_is_wrong_inside_a_file_is_told_with_its_line() -> None:
    """A page, XML and an SVG have a line each."""
    script, entity = b"<p>a\n<p>b\n<script>", b"<a>\n<!ENTITY b>"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">\n<use href="x" onload="y"/>\n<foreignObject/>'
    files = {"google1.html": script, "a.xml": entity, "a.svg": svg}
    found = read_static_files(MemoryTree({f"static/{path}": data for path, data in files.items()}))
    places = {problem.place for problem in found.problems if problem.severity == "error"}
    assert {"static/google1.html:3", "static/a.xml:2"} < places
    assert any(place.startswith("static/a.svg:") for place in places)


def test_a_file_that_somebody_put_into_the_site_is_not_lost(folder: Path, tmp_path: Path) -> None:
    """A CNAME written into the site by hand is kept, unless the radar has the same or another."""
    site = tmp_path / "site"
    radar.build(folder, site)
    lay_down(site, {"CNAME": "by-hand.example\n"})
    radar.build(folder, site)
    assert (site / "CNAME").read_text() == "by-hand.example\n"
    lay_down(folder, {"static/CNAME": "radar.example.org\n"})
    with pytest.raises(BadCall, match=r"CNAME is not replaced, because radar did not make it"):
        radar.build(folder, site)
    lay_down(site, {"CNAME": "radar.example.org\n"})
    radar.build(folder, site)
    lay_down(folder, {"static/CNAME": "new.example\n"})
    radar.build(folder, site)
    assert (site / "CNAME").read_text() == "new.example\n"


def test_a_published_file_that_differs_is_drift(folder: Path, tmp_path: Path) -> None:
    """`radar check --site` compares them as it does pages."""
    lay_down(folder, {"static/robots.txt": "a"})
    site = tmp_path / "site"
    radar.build(folder, site)
    assert radar.check(folder, site=site) == ()
    lay_down(folder, {"static/robots.txt": "b"})
    assert [(p.code, "robots.txt" in p.message) for p in radar.check(folder, site=site)] == [
        ("drift", True)
    ]
