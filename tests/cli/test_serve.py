"""`radar serve` shows the site, and what is wrong with it, to this machine alone."""

from __future__ import annotations

import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from radar.cli import serve
from radar.cli.serve import ServedRadar, build_into
from radar.errors import BadCall, MissingExtra
from radar.serving import Shown, editor_template, listening

ALL = "0.0.0.0"  # noqa: S104 - what is tried: every address of this machine


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


def test_what_is_wrong_opens_in_the_editor_and_stands_in_the_title(
    served: tuple[Shown, ServedRadar, str], entries: Path
) -> None:
    """A tab in the background says so; a line leads to its place, an entry to its file."""
    shown, source, address = served
    there = replace(source, editor=editor_template("zed"))
    build_into(shown, there)
    file = entries / "k3s.md"
    where = f"zed://file{file.resolve().as_posix()}"
    assert f'href="{where}:1:1"' in get(f"{address}entries/k3s.html")[1]
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("ring: adopt", "ring: adpot"), encoding="utf-8")
    build_into(shown, there)
    page = get(address)[1]
    assert f'<a href="{where}:4:7"><code>' in page
    assert re.search("<title>\u26a0 Ours</title>", page)
    build_into(shown, source)
    assert "zed://" not in get(address)[1]


def test_an_editor_is_known_or_an_address() -> None:
    """What a browser would run or fetch is no editor; a near miss is told."""
    assert editor_template("none") == ""
    assert editor_template("my://{path}#{line}") == "my://{path}#{line}"
    for wrong in ("javascript:alert({path})", "https://a/{path}", "my://", "vscod", "my:{path} "):
        with pytest.raises(BadCall, match="no editor"):
            editor_template(wrong)
    with pytest.raises(BadCall, match='"vscode"'):
        editor_template("vscod")


def test_another_address_is_served_with_a_warning_and_never_edited(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who opens the server to a network is told; pages there change no file."""
    told = CliRunner().invoke(serve.command, [str(entries), "--host", ALL, "--edit"])
    assert "leave out --host" in str(told.exception)
    monkeypatch.setattr(serve, "_serve", lambda *_: None)
    told = CliRunner().invoke(serve.command, [str(entries), "--host", ALL, "--port", "0"])
    assert "Whoever can reach 0.0.0.0 sees this radar" in told.stderr
    told = CliRunner().invoke(serve.command, [str(entries), "--port", "0"])
    assert "Whoever" not in told.stderr
    told = CliRunner().invoke(serve.command, [str(entries), "--host", "no such", "--port", "0"])
    assert "no address of this machine" in str(told.exception)


def test_on_a_network_addresses_in_digits_are_our_own_and_names_of_others_are_not(
    entries: Path,
) -> None:
    """A name that was bent to point here gets nothing there either."""
    with listening(Shown({"index.html": b"<p>Ours"}), 0, print, ALL) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for host in ("192.0.2.7", "[2001:db8::1]:8000", "localhost", socket.gethostname()):
            assert get(address, host=host)[0] == 200
        assert get(address, host="evil.example")[0] == 403
        server.shutdown()


def test_a_page_that_cannot_be_made_says_why(
    entries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template may fit all pages but one: that one tells, here and in the terminal."""
    theme = entries / "themes" / "ours"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("title: Ours\n")
    template = '{% extends "paper/entry.html.j2" %}\n'
    template += "{% block text %}{{ nme if entry.id == 'wrong' else '' }}{% endblock %}\n"
    (theme / "entry.html.j2").write_text(template)
    entry = (entries / "k3s.md").read_text()
    (entries / "wrong.md").write_text(entry)
    shown = Shown(serve._bare_assets())
    with listening(shown, 0, print) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        source = ServedRadar(entries, "ours", address)
        build_into(shown, source)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, page = get(f"{address}entries/wrong.html")
        assert status == 500
        assert "entry.html.j2:2" in page
        assert "/assets/live.js" in page  # it comes back when the template is put right
        assert "entries/wrong.html cannot be made" in capsys.readouterr().out
        assert get(f"{address}entries/k3s.html")[0] == 200
        (theme / "entry.html.j2").write_text(template.replace("nme if", "'' if"))
        build_into(shown, source)
        assert get(f"{address}entries/wrong.html")[0] == 200
        server.shutdown()
