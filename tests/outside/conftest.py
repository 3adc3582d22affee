"""What outside judges see, and a wiki: our own pictures, and some with names of anything."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import radar
from radar.safety.markup import SPACE
from radar.theme import load_theme

from ..conftest import OUTSIDE, missing

NAMES = (
    "</text><script>alert(1)</script>",
    "]]> & &amp; <!-- \"quoted\" 'twice'",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "שלום Kafka עולם",
    "مرحبا Rust",
    "e\u0301clair a\u030a\u0323",
    "云原生 Kubernetes 编排",
    "tab\tnul\x00bell\x07\x1f\x7f",
    "lone \ud800 surrogate \udfff",
    "\ufffe\uffff not characters",
    "no\u00a0break\u2028line",
    "\u202egnp.txt\u2066 bidi",
    "W" * 300,
    "javascript:alert(1)",
    "url(#x) {{ 7*7 }} ${x}",
    "A",
)


@pytest.fixture(scope="session")
def odd_radar() -> radar.Radar:
    """A radar whose names are made of anything."""
    rings = ("adopt", "trial", "assess", "hold")
    quadrants = [
        radar.Quadrant(id=f"q{place}", name=name)
        for place, name in enumerate(("<b>Tools</b>", "平台 & more", "كلمات", "Ω\u0301 ]]>"))
    ]
    entries = [
        radar.Entry(
            id=f"odd-{place:02}",
            name=name.encode("utf-8", "replace").decode("utf-8"),
            quadrant=quadrants[place % 4].id,
            ring=rings[place // 4],
            summary=f"About {place}",
        )
        for place, name in enumerate(NAMES)
    ]
    return radar.Radar(title="Odd <&> 古怪", quadrants=quadrants, entries=entries)


@pytest.fixture(scope="session")
def pictures(
    own_site: Path, odd_radar: radar.Radar, tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """Every static SVG of our own site, and the odd radar in every theme, light and dark."""
    folder = tmp_path_factory.mktemp("pictures")
    scene = radar.lay_out(odd_radar)
    for name in sorted(path.name for path in Path(__file__).parents[2].glob("themes/*")):
        theme = load_theme(name)
        for scheme in ("light", "dark"):
            text = radar.render_svg(scene, theme, scheme, base_url="https://example.org/radar/")
            (folder / f"{name}.{scheme}.svg").write_text(text, encoding="ascii", newline="")
    ours = [path for path in sorted(own_site.rglob("*.svg")) if path.parent.name != "assets"]
    return [*ours, *sorted(folder.glob("*.svg"))]


@pytest.fixture
def dokuwiki(program: Callable[..., str], tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Ask DokuWiki about files; answer by the name of each."""
    php = program("php", debian="php-cli")
    if not Path("/usr/share/dokuwiki/inc/init.php").exists():
        missing("DokuWiki", "apt-get install --no-install-recommends dokuwiki")

    def ask(*files: Path) -> dict[str, Any]:
        (tmp_path / "wiki").mkdir()
        command = [php, OUTSIDE / "dokuwiki.php", "/", tmp_path / "wiki", *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        answers = json.loads(done.stdout)
        return {Path(file).name: unspaced(answer) for file, answer in answers.items()}

    return ask


def unspaced(answer: str | int) -> str | int:
    """Return HTML without what parts brackets, and is not seen."""
    return answer.replace(SPACE, "") if isinstance(answer, str) else answer
