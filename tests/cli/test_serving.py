"""The server of `radar serve` answers every request with a status, and takes a limited share."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.cli.serve import saves
from radar.serving import EVENTS, Server, Shown, handler, server

PAGE = b"<!DOCTYPE html>\n<html><body><p>Ours</p></body></html>\n"


class Reports(list[str]):
    """What a server reports."""

    def __call__(self, line: str) -> None:
        """Take note of a line."""
        self.append(line)


@contextmanager
def running(reports: Reports, **limits: int) -> Iterator[Server]:
    """Run a server of one page."""
    shown = Shown({"index.html": PAGE, "404.html": b"<body>None"})
    with Server(0, shown, reports, **limits) as made:
        threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.shutdown()


@pytest.fixture
def reports() -> Reports:
    """What the server of a test reports."""
    return Reports()


@pytest.fixture
def served(reports: Reports) -> Iterator[Server]:
    """A server that runs."""
    with running(reports) as made:
        yield made


def send(served: Server, data: bytes, *, ended: bool = False) -> socket.socket:
    """Open a connection and send bytes; `ended` says that no more come."""
    connection = socket.create_connection(("127.0.0.1", served.server_address[1]), timeout=20)
    connection.sendall(data)
    if ended:
        connection.shutdown(socket.SHUT_WR)
    return connection


def answer(served: Server, data: bytes) -> bytes:
    """Return all that is answered to bytes after which nothing comes."""
    with closing(send(served, data, ended=True)) as connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def status(said: bytes) -> int:
    """Return the status of an answer."""
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", said)
    assert found, said[:100]
    return int(found[1])


HOST = b"Host: localhost:8000\r\n"
HEAD = b"GET / HTTP/1.1\r\n" + HOST


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        (HEAD + b"\r\n", 200),
        (b"GET /?a=[#b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 200),
        (b"GET http://localhost:8000 HTTP/1.1\r\n" + HOST + b"\r\n", 200),
        (b"GET HTTP://LOCALHOST/ HTTP/1.1\r\n" + HOST + b"\r\n", 200),
        (b"GET / HTTP/1.0\r\n" + HOST + b"\r\n", 200),
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/0.9\r\n" + HOST + b"\r\n", 200),
        (b"GET / HTTP/0.9\r\n" + b"A: a\r\n" * 200 + b"\r\n", 431),
        (b"GET /\0 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET /%00%ff%zz%5b HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET /%2e%2e%2f HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET /data:text/html,x HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET //[ HTTP/1.1\r\n" + HOST + b"\r\n", 404),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: [\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: [::\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost/\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost:x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost:\xd9\xa1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: \r\n\r\n", 400),
        (HEAD + HOST + b"\r\n", 400),
        (HEAD + b"Host: evil.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", 403),
        (b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n", 403),
        (b"GET http://[/ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET http:///x HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET * HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET ftp://localhost/ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"\r\n", 501),
        (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\n\r\nabc", 501),
        (b"get / HTTP/1.1\r\n" + HOST + b"\r\n", 501),
        (b"<script> / HTTP/1.1\r\n" + HOST + b"\r\n", 501),
        (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: \xb2\r\n\r\n", 400),
        (HEAD + b"Content-Length: 99999999999999999999\r\n\r\n", 400),
        (HEAD + b"Content-Length: 1\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", 505),
        (b"GET / HTTP/1.x\r\n" + HOST + b"\r\n", 400),
        (b"GET / HTTP/-1.1\r\n" + HOST + b"\r\n", 400),
        (b"\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"a b c d e\r\n\r\n", 400),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (HEAD + b"A: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (HEAD + b"A: a\r\n" * 200 + b"\r\n", 431),
        (HEAD + b"no colon\r\n: empty\r\n\r\n", 200),
    ],
)
def test_every_request_gets_a_status(
    served: Server, reports: Reports, request_: bytes, wanted: int
) -> None:
    """Malformed lines, hosts, addresses, lengths and methods: none is left without an answer."""
    said = answer(served, request_)
    assert status(said) == wanted
    assert b"Ours" in said or wanted != 200
    assert b"<script>" not in said
    assert reports == []


@pytest.fixture(scope="module")
def one_server() -> Iterator[tuple[Server, Reports]]:
    """A server for many requests."""
    reports = Reports()
    with running(reports) as made:
        yield made, reports


words = st.sampled_from(
    b"GET|HEAD| |/|HTTP/1.1|\r\n|\n|\0|Host:|localhost|[|%|:|http://|Content-Length:|1|\xff".split(
        b"|"
    )
)


@given(st.lists(words | st.binary(max_size=4), max_size=14).map(b"".join))
def test_whatever_is_sent_gets_a_status_or_was_no_request(
    one_server: tuple[Server, Reports], data: bytes
) -> None:
    """Noise is answered, the server reports nothing, and the page is still there afterwards."""
    made, reports = one_server
    said = answer(made, data)
    assert said == b"" or status(said) in range(200, 600)
    assert (said == b"") == (data == b"")
    assert b"Ours" in answer(made, HEAD + b"\r\n")
    assert reports == []


def test_what_follows_a_body_is_no_request(served: Server) -> None:
    """A request with a body is the last one of its connection: its body is not obeyed."""
    inner = b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n"
    for head in (b"Content-Length: %d\r\n" % len(inner), b"Transfer-Encoding: chunked\r\n"):
        said = answer(served, HEAD + head + b"\r\n" + inner)
        assert (said.count(b"HTTP/1.1 "), status(said)) == (1, 200)
    assert answer(served, HEAD + b"\r\n" + HEAD + b"\r\n").count(b"HTTP/1.1 200") == 2


def test_a_head_has_no_body_even_for_the_stream(served: Server) -> None:
    """HEAD ends, for a page and for the events."""
    for path in (b"/", b"/nowhere", EVENTS.encode()):
        said = answer(served, b"HEAD " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        assert said.endswith(b"\r\n\r\n")
        assert status(said) in (200, 404)


def events(more: bytes = b"") -> bytes:
    """Write a request for the stream of events."""
    return b"GET " + EVENTS.encode() + b" HTTP/1.1\r\n" + HOST + more + b"\r\n"


def until_head(connection: socket.socket) -> bytes:
    """Read until the head of an answer is whole."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(4096)
        assert more
        data += more
    return data


def test_streams_of_events_are_limited(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit comes 503, pages are still served, and a page that leaves makes room."""
    monkeypatch.setattr(handler, "_LOOK", 0.05)
    with running(reports, streams=2) as served:
        waiting = [send(served, events()) for _ in range(2)]
        assert [status(until_head(each)) for each in waiting] == [200, 200]
        assert status(answer(served, events())) == 503
        assert status(answer(served, HEAD + b"\r\n")) == 200
        waiting.pop().close()
        while True:  # until it is noticed
            with closing(send(served, events())) as again:
                if status(until_head(again)) == 200:
                    break
        served.shown.update(served.shown.site)
        assert b"data: new" in waiting[0].recv(4096)
        waiting.pop().close()
    assert reports == []


def test_what_was_built_before_a_page_listens_is_news_to_it(served: Server) -> None:
    """A page says of which version it is, and hears at once of one that came since."""
    page = b"<!DOCTYPE html><html><head></head><body></body></html>"
    served.shown.update({"index.html": page})
    found = re.search(rb'radar-version" content="(\d+)"', answer(served, HEAD + b"\r\n"))
    assert found
    served.shown.update({"index.html": page})
    request = events().replace(EVENTS.encode(), EVENTS.encode() + b"?" + found[1])
    with closing(send(served, request)) as waiting:
        data = until_head(waiting)
        while b"data: new" not in data:
            data += waiting.recv(4096)


def test_a_page_from_elsewhere_takes_no_stream(served: Server) -> None:
    """A browser says where a request comes from, and only our own pages wait for news."""
    for where in (b"cross-site", b"same-site"):
        assert status(answer(served, events(b"Sec-Fetch-Site: " + where + b"\r\n"))) == 403


def test_threads_are_limited(reports: Reports) -> None:
    """Who opens connections without end gets 503 on the next one, at once."""
    with running(reports, connections=1) as served, closing(send(served, events())) as first:
        until_head(first)
        with closing(send(served, b"")) as second:
            assert status(until_head(second)) == 503
    assert reports == []


def test_a_request_that_never_ends_is_given_up(
    served: Server, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A byte now and then does not hold a thread: the whole request has to come in time."""
    monkeypatch.setattr(handler, "PATIENCE", 0.2)
    with closing(send(served, b"GET / HTTP/1.1\r\n")) as slow:
        slow.settimeout(0.02)
        try:
            while slow.send(b"A: a\r\n"):
                try:
                    if not slow.recv(1):
                        break
                except TimeoutError:
                    continue
        except ConnectionError:
            pass
    assert reports == []


def test_a_mistake_of_ours_is_a_line(
    served: Server, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong in an answer is told in one line, without a traceback."""
    monkeypatch.setattr(served, "shown", None)
    answer(served, HEAD + b"\r\n")
    while not reports:  # the thread may still be at it
        threading.Event().wait(0.01)
    assert "a request could not be answered" in reports[0]
    assert "\n" not in reports[0]


def test_the_limits_leave_room_for_pages() -> None:
    """As many streams as may be do not take every thread."""
    assert server.STREAMS < server.CONNECTIONS


class Watch:
    """A stand-in for `watchfiles.watch`: plays what happens, tick by tick, and counts its starts.

    A step is what to do before the tick, and the changes that the watch tells in it.
    """

    def __init__(self, *steps: tuple[object, set[tuple[int, str]]]) -> None:
        self.steps, self.roots = list(steps), list[tuple[Path, ...]]()

    def __call__(self, *roots: Path) -> Iterator[set[tuple[int, str]]]:
        """Begin to watch."""
        self.roots.append(roots)
        if missing := [root for root in roots if not root.exists()]:
            raise FileNotFoundError(missing[0])
        while self.steps:
            action, changes = self.steps.pop(0)
            if callable(action):
                action()
            yield changes
        raise KeyboardInterrupt


def builds(watch: Watch, *roots: Path, here: Path) -> int:
    """Count the builds until all is played."""
    count = 0
    try:
        for _ in saves(roots, watch, here):
            count += 1
    except KeyboardInterrupt:
        assert watch.steps == []
    return count


def test_only_saves_make_a_build(tmp_path: Path) -> None:
    """A second in which nothing was saved makes no build."""
    watch = Watch((None, set()), (None, {(2, "a")}), (None, set()))
    assert builds(watch, tmp_path, here=tmp_path) == 1
    assert watch.roots == [(tmp_path,)]


def test_a_folder_that_was_made_again_is_watched_anew(tmp_path: Path) -> None:
    """It is built when it changed, and once more when the new folder is watched."""
    root = tmp_path / "entries"
    root.mkdir()

    def again() -> None:
        root.rename(tmp_path / "old")
        root.mkdir()

    watch = Watch((again, set()), (None, set()), (None, set()))
    assert builds(watch, root, here=tmp_path) == 2
    assert watch.roots == [(root,), (root,)]


def test_a_folder_with_the_number_of_the_old_one_is_watched_anew(tmp_path: Path) -> None:
    """A file system may give the new folder the number of the old; its end was told."""
    watch = Watch((None, {(3, str(tmp_path))}), (None, set()))
    assert builds(watch, tmp_path, here=tmp_path) == 2
    assert watch.roots == [(tmp_path,), (tmp_path,)]


def test_the_working_folder_may_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative paths lead into the new folder, not into the one that is gone."""
    here = tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)

    def again() -> None:
        here.rename(tmp_path / "old")
        here.mkdir()

    builds(Watch((again, set()), (None, set())), here, here=here)
    assert Path.cwd().samefile(here)


def test_a_folder_that_is_gone_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While there is nothing to watch nothing is built; it goes on when the folder is there."""
    root = tmp_path / "entries"
    ticks = iter([lambda: None, root.mkdir])
    monkeypatch.setattr("radar.cli.serve.time.sleep", lambda _: next(ticks)())
    watch = Watch((None, set()), (None, set()))
    assert builds(watch, root, here=tmp_path) == 2
    assert watch.roots == [(root,)]
