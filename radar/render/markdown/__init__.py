"""The pages of a site as Markdown, beside its HTML: for programs that read, as coding agents do.

They say what the pages say, in the words of the same language. `llms.txt` at the root of the site
leads to them, in the form that https://llmstxt.org describes.
"""

from __future__ import annotations

from radar.render.markdown.assembly import make_markdown

__all__ = ["make_markdown"]
