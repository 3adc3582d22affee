"""The server while one writes: a site in memory → answers to this machine's own browser.

It listens on the loopback address, and answers only requests that name it as such: a page
elsewhere cannot read drafts through a name that points here. Any page in a browser can send
requests to a local port, so each request gets an answer with a status, whatever it holds, and
none takes more than its share of time and threads.

In order: `request` (what is asked for), `shown` (what there is to show), `handler` (the answer),
`server` (threads).
"""

from radar.serving.handler import EVENTS
from radar.serving.server import Server, listening
from radar.serving.shown import Shown

__all__ = ["EVENTS", "Server", "Shown", "listening"]
