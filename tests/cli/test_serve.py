"""`radar serve` shows the site, and what is wrong with it, to this machine alone."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from radar.cli import serve
from radar.cli.serve import ServedRadar, build_into
from radar.errors import BadCall, MissingExtra
from radar.serving import Shown, listening


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """A small radar in two languages."""
    settings = "title: Ours\nlanguages: [en, zh]\nquadrants: [Tools, Ways]\n"
    (tmp_path / "radar.yaml").write_text(settings, encoding="utf-8")
    entry = "---\nname: K3s\nquadrant: Tools\nring: adopt\n---\nSmall.\n"
    (tmp_path / "k3s.md").write_text(entry, encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(entries: Path) -> Iterator[tuple[Shown, ServedRadar, str]]:
    """What is shown, where it comes from, and its address."""
    shown = Shown(serve._bare_assets())
    with listening(shown, 0, print) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        source = ServedRadar(entries, "", address)
        build_into(shown, source)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield shown, source, address
        server.shutdown()


def get(address: str, host: str = "") -> tuple[int, str]:
    """Return status and text of an answer."""
    request = urllib.request.Request(address, headers={"Host": host} if host else {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_site_is_served_with_the_script_that_reloads_it(
    served: tuple[Shown, ServedRadar, str],
) -> None:
    """Folders show their index, pages load live.js, what is not there is told in a page."""
    address = served[2]
    status, page = get(address)
    assert status == 200
    assert 'src="assets/live.js"' in page
    assert get(f"{address}assets/live.js")[0] == 200
    assert get(f"{address}zh/")[0] == 200
    status, page = get(f"{address}entries/deep/nowhere.html")
    assert status == 404
    assert 'href="/index.html"' in page


@pytest.mark.parametrize("path", ["../radar.yaml", "..%2fradar.yaml", "%2e%2e/radar.yaml", "//x"])
def test_nothing_but_the_site_is_served(served: tuple[Shown, ServedRadar, str], path: str) -> None:
    """There is no way from an address to the disk."""
    assert get(served[2] + path)[0] == 404


def test_other_names_for_this_machine_are_refused(served: tuple[Shown, ServedRadar, str]) -> None:
    """A name that was bent to point here gets nothing."""
    assert get(served[2], host="evil.example")[0] == 403


def test_problems_are_shown_in_the_page_until_they_are_gone(
    served: tuple[Shown, ServedRadar, str], entries: Path
) -> None:
    """The last good page stays, with file and line of the problem; it goes when it is put right."""
    shown, source, address = served
    file = entries / "k3s.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("ring: adopt", "ring: adpot"), encoding="utf-8")
    version = shown.version
    build_into(shown, source)
    assert shown.next(version) == version + 1
    status, page = get(address)
    assert status == 200
    assert 'class="problems"' in page
    assert "k3s.md:" in page
    assert page.index("adpot") < page.index("And 1 note")  # the notes drown no error
    assert "Ours" in page
    file.write_text(good, encoding="utf-8")
    build_into(shown, source)
    assert 'class="problems"' not in get(address)[1]


def test_a_radar_that_cannot_be_built_even_once_shows_why(tmp_path: Path) -> None:
    """The first page is then the list of problems, and waits for the first good build."""
    (tmp_path / "radar.yaml").write_text("title: <b>Broken\nquadrants: [One]\n", encoding="utf-8")
    shown = Shown(serve._bare_assets())
    with listening(shown, 0, print) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        build_into(shown, ServedRadar(tmp_path, "", address))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, page = get(address)
        server.shutdown()
    assert status == 503
    assert "radar.yaml:" in page
    assert "/assets/live.js" in page


def test_a_port_that_is_taken_is_told() -> None:
    """The message names the way out."""
    with listening(Shown(), 0, print) as server, pytest.raises(BadCall, match="--port"):
        listening(Shown(), server.server_address[1], print)


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Watching files needs watchfiles."""
    monkeypatch.setitem(__import__("sys").modules, "watchfiles", None)
    result = CliRunner().invoke(serve.command, [])
    assert isinstance(result.exception, MissingExtra)
    assert '".[serve]"' in str(result.exception)
