"""The server while one writes: a site in memory → answers to this machine's own browser.

It listens on the loopback address unless it is told otherwise, and answers only requests that name
it as such: a page elsewhere cannot read drafts through a name that points here. Any page in a
browser can send requests to a local port, so each request gets an answer with a status, whatever it
holds, and none takes more than its share of time and threads.

In order: `layouts`, `rebuilding` (a folder → its site, as far as it changed), `collecting`
(memory), `request` (what is asked for), `editors` (addresses that open a file), `editing` (what a
page may change), `shown` (what there is to show), `handler` (the answer), `server` (threads).
"""

from radar.serving.collecting import collect_when_idle
from radar.serving.editing import Editing
from radar.serving.editors import EDITORS, address_in_editor, editor_template
from radar.serving.handler import EVENTS
from radar.serving.rebuilding import Rebuilder, Rebuilt
from radar.serving.server import LOOPBACK, Server, is_loopback, listening
from radar.serving.shown import Notice, Shown

__all__ = [
    "EDITORS",
    "EVENTS",
    "LOOPBACK",
    "Editing",
    "Notice",
    "Rebuilder",
    "Rebuilt",
    "Server",
    "Shown",
    "address_in_editor",
    "collect_when_idle",
    "editor_template",
    "is_loopback",
    "listening",
]
