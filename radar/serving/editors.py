"""The address that opens a file in an editor of this machine, at a line and a column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from radar.errors import BadCall, near_miss

EDITORS: Mapping[str, str] = {
    **{
        name: f"{name}://file{{path}}:{{line}}:{{column}}"
        for name in ("vscode", "vscodium", "cursor", "windsurf", "zed")
    },
    **{
        name: f"{name}://open?file={{path}}&line={{line}}&column={{column}}"
        for name in ("idea", "pycharm", "webstorm")
    },
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "none": "",
}
# a browser would run or fetch these, instead of opening an editor
_NO_EDITOR = ("javascript", "data", "vbscript", "blob", "about", "file", "http", "https")
_TEMPLATE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):[!-~]*\{path\}[!-~]*")


def editor_template(name: str) -> str:
    """Return the address of an editor with {path}, {line} and {column} in it; '' for none.

    Raises:
        BadCall: there is no such editor, or the template could run something.
    """
    if name in EDITORS:
        return EDITORS[name]
    match = _TEMPLATE.fullmatch(name)
    if match and match[1].lower() not in _NO_EDITOR:
        return name
    hint = near_miss(name, EDITORS) or f"there are {', '.join(EDITORS)}"
    raise BadCall(
        f"{name[:80]!r} is no editor that is known, and no address such as "
        f"my-editor://{{path}}:{{line}}; {hint}"
    )


def address_in_editor(template: str, path: str, line: int = 1, column: int = 1) -> str:
    """Return the address that opens a file, which is given by its whole path with slashes.

    >>> address_in_editor(EDITORS["vscode"], "/ours/a b.md", 7)
    'vscode://file/ours/a%20b.md:7:1'
    >>> address_in_editor(EDITORS["vscode"], "C:/ours/a.md")
    'vscode://file/C:/ours/a.md:1:1'
    """
    whole = path if path.startswith("/") else f"/{path}"
    values = {"path": quote(whole, safe="/:"), "line": str(line or 1), "column": str(column or 1)}
    return re.sub(r"\{(path|line|column)\}", lambda match: values[match[1]], template)
