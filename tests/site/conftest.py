"""A small radar that has everything a page can show, built once and served as a site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.assembly import make_site
from radar.render.site.single import make_single_file
from radar.theme import load_theme

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'none'"
)
TEXT = """Kafka is a log. See [[pulsar]] and [[rabbit|the *old* one]].

# Why

| Question | Answer |
|---|--:|
| How many? | 3 |

- [x] done[^1]

```
x < 1
```

![A drawing](pic.svg)

[^1]: A note.
"""
PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><circle r='4'/></svg>"


def placed(quadrant: str, **rings: str | None) -> list[dict[str, object]]:
    """Return a history from edition (`e2020` …) to ring."""
    return [{"edition": e[1:], "ring": r, "quadrant": quadrant} for e, r in rings.items()]


def full_radar() -> Radar:
    """Return a radar with three editions, two languages, and one of every kind of entry."""
    note = {"en": "It is proven.", "zh": "已被证明。"}
    kafka = placed("data", e2020="trial", e2022="adopt")
    kafka[-1]["note"] = note
    return Radar(
        id="full",
        title={"en": "Full", "zh": "完整"},
        languages=["en", "zh"],
        description={"en": "Everything a page can show."},
        introduction={"en": "An *introduction* to [[kafka]].", "zh": "关于 [[kafka]]。"},
        quadrants=[
            {"id": "data", "name": {"en": "Data", "zh": "数据"}, "description": "What is kept."},
            {"id": "tools", "name": {"en": "Tools", "zh": "工具"}},
            {"id": "ways", "name": {"en": "Ways", "zh": "方法"}},
        ],
        editions=[
            {"id": "2020", "date": "2020-06-01"},
            {"id": "2021", "date": "2021-06-01", "text": {"en": "Quiet.", "zh": "平静。"}},
            {"id": "2022", "date": "2022-06-01", "name": {"en": "June 2022", "zh": "2022 年 6 月"}},
        ],
        entries=[
            {
                "id": "kafka",
                "name": "Kafka",
                "summary": {"en": "A log for events.", "zh": "事件日志。"},
                "text": {"en": TEXT, "zh": "见 [[pulsar]]。"},
                "history": kafka,
                "tags": ["streams", "data, big"],
                "owner": "Team Ä",
                "reviewed": "2022-05-01",
                "links": [{"url": "https://kafka.example/", "label": {"en": "Home", "zh": "主页"}}],
                "aliases": ["event bus", "kafka2"],
                "related": ["pulsar"],
                "sources": {"en": "kafka.md", "zh": "kafka.zh.md"},
            },
            {
                "id": "pulsar",
                "name": "Apache Pulsar",
                "text": {"en": "Only in English."},
                "history": placed("data", e2021="assess", e2022="hold"),
                "tags": ["streams"],
            },
            {
                "id": "rabbit",
                "name": "RabbitMQ",
                "summary": {"en": "An old broker."},
                "history": placed("data", e2020="adopt", e2022=None),
            },
            {
                "id": "hidden",
                "name": "Hidden",
                "history": placed("tools", e2020="trial"),
                "hidden": True,
            },
            {
                "id": "cd",
                "name": {"en": "Continuous delivery", "zh": "持续交付"},
                "summary": {"en": "Ship often.", "zh": "经常交付。"},
                "history": placed("ways", e2022="adopt"),
                "reviewed": "2020-01-01",
                "owner": "Team B",
            },
            {"id": "vim", "name": "Vim", "history": placed("tools", e2020="hold", e2021="trial")},
        ],
        base_url="https://radar.example/sub/",
        edit_url="https://git.example/edit/{path}",
        review_after=365,
        footer={"en": "Kept by *us*.", "zh": "由我们维护。"},
    )


@pytest.fixture(scope="session")
def radar() -> Radar:
    """The radar itself."""
    return full_radar()


@pytest.fixture(scope="session")
def site(radar: Radar) -> dict[str, bytes]:
    """Its site, in memory."""
    theme = load_theme()
    return make_site(radar, theme, Atlas(radar), files={"pic.svg": PICTURE})


@pytest.fixture(scope="session")
def folder(radar: Radar, site: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site as a folder, with the single file beside the pages."""
    target = tmp_path_factory.mktemp("site") / "sub"
    for path, data in site.items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    single = make_single_file(radar, load_theme(), Atlas(radar), files={"pic.svg": PICTURE})
    (target / "single.html").write_text(single, encoding="utf-8")
    return target


class Strict(SimpleHTTPRequestHandler):
    """Serves files with the strictest policy that the pages are made for."""

    def end_headers(self) -> None:
        """Add the policy."""
        if not self.path.endswith("single.html"):  # which brings its own
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def http(folder: Path) -> Iterator[str]:
    """The address of the site, served under a sub-path."""
    handler = partial(Strict, directory=str(folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/sub"
        server.shutdown()
