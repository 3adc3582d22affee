"""Templates and values → pages. The only module of the pages that knows Jinja.

Templates come from the theme and are looked for by name: in the theme itself, then in those that
it extends. `{% extends "paper/entry.html.j2" %}` names one theme's version. What a template
prints is escaped unless it is `Markup`, which only this package's own renderers make.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from traceback import walk_tb
from types import MethodType
from typing import Any

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from radar.errors import InvalidRadar, Problem, near_miss
from radar.files.cache import keep, read_result
from radar.files.looking import fingerprint_files
from radar.render.site.contract import TEMPLATES, variable_names, variables
from radar.safety.data import script_json
from radar.theme import Theme
from radar.words import Words

_COMPILERS = (jinja2.__file__, __file__)  # each with the modules beside it
# what a mistake in a template can raise besides Jinja's own errors
_MISTAKES = (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)


class _Unknown(StrictUndefined):
    """A variable or an attribute that a template uses and that is not there."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return self._undefined_hint
        if owner is missing:
            known = {name for classes in TEMPLATES.values() for name in variable_names(classes)}
            return _sentences(
                f'this page has no variable "{name}"', near_miss(name, known - {name})
            )
        known = {name for name in dir(owner) if not name.startswith("_")}
        return _sentences(f'{type(owner).__name__} has no "{name}"', near_miss(name, known))


def _sentences(message: str, hint: str) -> str:
    return f"{message}. {hint[:1].upper()}{hint[1:]}" if hint else message


class _KeptCode(BytecodeCache):
    """The code of templates, kept from one run to the next, since compiling it takes a while.

    Jinja asks for it in a bucket, which has a key, of the names of a template and its file, and a
    checksum of the source. Besides that, code follows from Jinja, from how we call it, and from
    Python.
    """

    def __init__(self) -> None:
        compilers = [fingerprint_files(Path(file).parent, ".py") for file in _COMPILERS]
        self._is_known = all(compilers)
        self._made_by = " ".join((*compilers, str(sys.implementation.cache_tag)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its source, if that was kept."""
        if self._is_known and (code := read_result(*self._place(bucket))):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in a bucket."""
        if self._is_known:
            keep(*self._place(bucket), bucket.bytecode_to_string())

    def _place(self, bucket: Bucket) -> tuple[str, bytes]:
        key = f"{self._made_by} {bucket.checksum}"
        return f"code of the template {bucket.key}", key.encode()


_OURS = (Words, MethodType)
_JINJAS = ("_loop_vars", "_block_vars")  # what Jinja adds to each call within a loop or a block


class _PageValues(Context):
    """The variables of a page. What pages call most, words and addresses, is called directly.

    Jinja looks for its own marks on whatever it calls, which takes longer than most of our calls.
    """

    def call(self, what: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Return what a template calls: our own values know nothing of Jinja."""
        if isinstance(what, _OURS):
            for own in _JINJAS:
                kwargs.pop(own, None)
            return what(*args, **kwargs)
        return super().call(what, *args, **kwargs)


class Pages:
    """Render templates of a theme. Make one for a whole build, so that each is compiled once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._environment = Environment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=_Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all of them, and no lock for each page that asks
            bytecode_cache=_KeptCode(),
            optimized=False,  # folding constants takes longer than it saves
        )
        self._environment.context_class = _PageValues
        self._environment.filters["json"] = _json_markup

    def render(self, name: str, /, *values: object) -> str:
        """Return the template called `name`, filled in with the attributes of `values`.

        Raises:
            InvalidRadar: the template is missing or wrong; file and line are given where known.
        """
        try:
            return self._environment.get_template(name).render(variables(*values))
        except (TemplateError, *_MISTAKES) as error:
            what = Problem(*_place(error, name), 0, "template", _message(error))
            raise InvalidRadar([what]) from error

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = self._theme.template(name)
        if not source:
            return None
        if problems := list(self._unknown_blocks(name, *source)):
            raise InvalidRadar(problems)
        return (*source, lambda: True)

    def _unknown_blocks(self, name: str, source: str, file: str) -> Iterator[Problem]:
        """Yield a problem for each block that no template above has: nothing would print it."""
        if PurePath(file).parent == PurePath(str(self._theme.layers[-1].folder)):
            return  # our own, which tests read
        tree = self._environment.parse(source, name, file)
        if above := set(self._blocks_above(tree)):
            for block in tree.body:
                if isinstance(block, nodes.Block) and block.name not in above:
                    words = f'no template that this one extends has a block "{block.name}"'
                    hint = near_miss(block.name, above)
                    yield Problem(file, block.lineno, 0, "template", words, hint)

    def _blocks_above(self, tree: nodes.Template) -> Iterator[str]:
        """Yield the names of all blocks in the templates that one extends."""
        for extends in tree.find_all(nodes.Extends):
            name = extends.template.value if isinstance(extends.template, nodes.Const) else ""
            if source := self._theme.template(name):
                parent = self._environment.parse(source[0], name, source[1])
                yield from (block.name for block in parent.find_all(nodes.Block))
                yield from self._blocks_above(parent)


def _message(error: Exception) -> str:
    """Return in words what is wrong with a template."""
    if isinstance(error, TemplateNotFound):
        return f'there is no template "{error.message}"'
    if isinstance(error, RecursionError):
        return "a template extends or includes itself, or a macro calls itself"
    if isinstance(error, KeyError):
        return f'there are no words "{error.args[0]}", or a value for them is missing'
    return str(error.message if isinstance(error, TemplateError) else error)


def _place(error: Exception, name: str) -> tuple[str, int]:
    """Return the file and line of a mistake in a template, as far as they are known."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or name, error.lineno
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    files = (frame for frame in reversed(frames) if not frame[0].endswith((".py", ">")))
    return next(files, (name, 0))


def _json_markup(value: Mapping[str, Any]) -> Markup:
    r"""Return a value as JSON that may stand in a `<script type="application/json">`.

    >>> _json_markup({"a": "</script>"})
    Markup('{"a":"\\u003c/script>"}')
    """
    return Markup(script_json(value))  # noqa: S704 - no sign in it ends a script


def trust_html(html: str) -> Markup:
    """Mark HTML that this package wrote or cleaned itself."""
    return Markup(html)  # noqa: S704 - see the callers: svg, prose, small
