"""One answer to where a reader may be led, wherever an address stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from radar.errors import BadCall
from radar.exchange.conversion import import_bundle
from radar.exchange.toolkit.draft import ImportOptions
from radar.files import MemoryTree
from radar.layout import lay_out
from radar.model import Radar
from radar.reading import read_tree
from radar.render.drawing.svg import render_svg
from radar.render.snippets.content import embedding
from radar.safety.links import (
    FOLLOWED,
    WEB,
    address_fault,
    can_follow,
    is_web,
    quiet_address,
    scheme_of,
)
from radar.yaml import write_text

from ..exchange.radars import bundle

RUNNING = (
    "javascript:1",
    "JavaScript:alert(1)//",
    " javascript:1",
    "\x01javascript:1",
    "java\tscript:1",
    "jav\nascript:1",
    "vbscript:1",
    "data:text/html,x",
    "file:///etc/passwd",
    "view-source:x",
    "blob:https://a.example/x",
    "intent:x",
)
BROKEN = ("https:", "https://", "http:///x", "//a.example", "a.example", "https://a b", "https://[")


@pytest.mark.parametrize("address", RUNNING)
def test_what_runs_is_never_followed(address: str) -> None:
    """However a scheme is disguised, it is seen as a browser sees it."""
    assert scheme_of(address) not in ("", "http", "https", "mailto")
    assert not can_follow(address)
    assert address_fault(address)
    assert quiet_address(address) == ""


@pytest.mark.parametrize("address", [*RUNNING, *BROKEN, "mailto:a@b.example"])
def test_links_of_settings_are_addresses_of_the_web(address: str) -> None:
    """The address at which a file is edited runs nothing and is whole."""
    assert not is_web(address)
    with pytest.raises(ValidationError, match="address"):
        Radar(title="Ours", quadrants=["A", "B"], edit_url=address)


ASKING = (
    "https://a.example/?id=1",
    "https://a.example?x",
    "http://a.example/r/#top",
    "https://a#?",
)


@pytest.mark.parametrize("address", [*RUNNING, *BROKEN, *ASKING, "mailto:a@b.example"])
def test_a_base_is_an_address_of_the_web_that_ends_in_a_path(address: str) -> None:
    """Settings, imports, snippets and pictures refuse the same addresses."""
    radar = Radar(title="Ours", quadrants=["A", "B"])
    scene = lay_out(radar)
    source = bundle({"a.csv": "name,ring,quadrant\nA,Adopt,B\n"})
    with pytest.raises(BadCall, match="https://"):
        import_bundle(source, ImportOptions(base_url=address))
    with pytest.raises(BadCall, match="https://"):
        embedding(radar, scene, base_url=address)
    with pytest.raises(ValidationError, match=r"address|names of pages"):
        Radar(title="Ours", quadrants=["A", "B"], base_url=address)
    settings = f"title: Ours\nquadrants: [A, B]\nbase_url: {write_text(address)}\n"
    found = read_tree(MemoryTree({"radar.yaml": settings.encode()})).problems
    assert [(p.line, p.code) for p in found if p.severity == "error"] in (
        [(3, "bad-url")],
        [(3, "control-character")],
    )
    assert "href" not in render_svg(scene, base_url=address)


def test_the_command_line_refuses_a_base_that_runs(
    tmp_path: Path, run_radar: Callable[..., Any]
) -> None:
    """`--base-url javascript:1` is a wrong call, and nothing is written."""
    (tmp_path / "a.csv").write_text("name,ring,quadrant\nA,Adopt,B\n")
    call = ("import", "a.csv", "-o", "out", "--base-url", "javascript:1")
    done = run_radar(*call, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "base URL" in done.err
    assert not (tmp_path / "out").exists()


@given(st.text(max_size=30), st.sampled_from(["", "https://a.example/", "http://", "mailto:"]))
def test_a_quiet_address_is_quiet_already(text: str, start: str) -> None:
    """An address made harmless for wikis stays as it is when that is done again."""
    made = quiet_address(start + text.encode("utf-8", "replace").decode())
    assert quiet_address(made) == made


@given(
    st.from_regex(
        r"(https?|HTTP|ftp)://[a-z0-9-]{0,4}(\.[a-z0-9-]{0,3}){0,2}(:80)?"
        r"(/[A-Za-z0-9._~/-]{0,5})?[?# ]?",
        fullmatch=True,
    ),
    st.sampled_from([WEB, FOLLOWED, ("https",)]),
)
def test_an_address_of_usual_signs_is_judged_as_any_other(
    address: str, schemes: tuple[str, ...]
) -> None:
    """Most addresses are known to be whole without taking them apart, and only whole ones are."""
    parts = urlsplit(address)
    whole = parts.scheme in schemes and parts.hostname
    assert (address_fault(address, schemes) is None) == bool(whole and " " not in address)
