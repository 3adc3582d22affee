"""The wheel of this very radar, made of what is installed: a pipeline installs it from a file.

A wheel is a ZIP file with the package, what is known of it, and a list with a hash of each file
(the wheel format 1.0). The same files give the same bytes.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from radar.errors import BadCall
from radar.files.looking import is_file, list_all, read_bytes
from radar.plugins.installed import read_about
from radar.theme.finding import find_shipped_folder

PACKAGE = "technology-radar"
_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can have, for every file
_WHEEL = "Wheel-Version: 1.0\nGenerator: radar\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def make_wheel() -> tuple[str, bytes]:
    """Return the name and the bytes of a wheel that installs the radar that runs.

    Raises:
        BadCall: it runs from a folder without being installed, so nothing says what it needs.
    """
    about = read_about(PACKAGE)
    version = re.search(r"^Version: (\S+)$", about.get("METADATA", ""), re.MULTILINE)
    if not version:
        raise BadCall(
            "radar is not installed here, so no wheel of it can be made. Say with --package where "
            "the pipeline gets it from: the address of a wheel, or git+https://…"
        )
    name = f"technology_radar-{version[1]}"
    info = f"{name}.dist-info"
    contents = {f"radar/{path}": data for path, data in _package_files()}
    contents |= {f"{info}/{path}": text.encode() for path, text in about.items()}
    contents[f"{info}/WHEEL"] = _WHEEL.encode()
    contents[f"{info}/RECORD"] = _record(contents, f"{info}/RECORD")
    return f"{name}-py3-none-any.whl", _zip(contents)


def _package_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package and of the themes, which lie in it or beside it."""
    package, themes = Path(str(files("radar"))), Path(str(find_shipped_folder()))
    for root, prefix in ((package, ""), (themes, "themes/")):
        for path in list_all(root):
            name = path.relative_to(root)
            plain = not any(part.startswith((".", "__pycache__")) for part in name.parts)
            if plain and is_file(path) and (root != package or name.parts[0] != "themes"):
                yield prefix + name.as_posix(), read_bytes(path)


def _record(contents: Mapping[str, bytes], own: str) -> bytes:
    lines = [f"{name},sha256={_hash(data)},{len(data)}" for name, data in sorted(contents.items())]
    return "".join(f"{line}\n" for line in [*lines, f"{own},,"]).encode()


def _hash(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def _zip(contents: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in sorted(contents.items()):
            one = ZipInfo(name, _TIME)
            one.external_attr = 0o644 << 16
            archive.writestr(one, data, ZIP_DEFLATED)
    return buffer.getvalue()
