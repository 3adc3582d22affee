"""Templates and values → pages. The only module of the pages that knows Jinja.

Templates come from the theme and are looked for by name: in the theme itself, then in those that
it extends. `{% extends "paper/entry.html.j2" %}` names one theme's version. What a template
prints is escaped unless it is `Markup`, which only this package's own renderers make.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from traceback import walk_tb
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from radar.errors import InvalidRadar, Problem
from radar.render.site.contract import variables
from radar.safety.data import script_json
from radar.theme import Theme


class Pages:
    """Render templates of a theme. Make one for a whole build, so that each is compiled once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._environment = Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            optimized=False,  # folding constants takes longer than it saves
        )
        self._environment.filters["json"] = _json_markup

    def render(self, name: str, /, *values: object) -> str:
        """Return the template called `name`, filled in with the attributes of `values`.

        Raises:
            InvalidRadar: the template is missing or wrong; file and line are given where known.
        """
        try:
            return self._environment.get_template(name).render(variables(*values))
        except TemplateError as error:
            place, line = _place(error, name)
            words = str(error.message)
            if isinstance(error, TemplateNotFound):
                words = f'there is no template "{words}"'
            what = Problem(place, line, 0, "template", words)
            raise InvalidRadar([what]) from error

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = self._theme.template(name)
        return (*source, lambda: True) if source else None


def _place(error: TemplateError, name: str) -> tuple[str, int]:
    """Return the file and line of a mistake in a template, as far as they are known."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or name, error.lineno
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return next((f for f in reversed(frames) if not f[0].endswith(".py")), (name, 0))


def _json_markup(value: Mapping[str, Any]) -> Markup:
    r"""Return a value as JSON that may stand in a `<script type="application/json">`.

    >>> _json_markup({"a": "</script>"})
    Markup('{"a":"\\u003c/script>"}')
    """
    return Markup(script_json(value))  # noqa: S704 - no sign in it ends a script


def trust_html(html: str) -> Markup:
    """Mark HTML that this package wrote or cleaned itself."""
    return Markup(html)  # noqa: S704 - see the callers: svg, prose, small
