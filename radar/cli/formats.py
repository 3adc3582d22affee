"""Names of formats on the command line: checked, completed and listed from the registry.

The registry imports every format, so it is asked only where a name was given or help is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from radar.exchange.format import Format
    from radar.exchange.registry import Registry

_Use = Literal["read", "write"]


def _load_registry() -> Registry:
    from radar.exchange.registry import load_registry

    return load_registry()


class FormatName(click.ParamType):  # type: ignore[type-arg] # generic in click 8.5 and later
    """The name of a format that can be read, or written."""

    name = "format"

    def __init__(self, use: _Use) -> None:
        self.use: _Use = use

    def formats(self) -> list[Format]:
        """Return the formats that may be named, in order."""
        return [each for each in _load_registry().formats.values() if getattr(each, self.use)]

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name if there is such a format; a wrong one is refused with the near miss."""
        from radar.errors import BadCall

        try:
            return _load_registry().format(value).name
        except BadCall as wrong:
            self.fail(str(wrong), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the names that begin so, with what they are."""
        return [
            CompletionItem(each.name, help=each.label)
            for each in self.formats()
            if each.name.startswith(incomplete)
        ]


class FormatCommand(click.Command):
    """A command one of whose parameters is a `FormatName`; its help ends with the list of them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the formats, what they are, and which package another one is from."""
        registry = _load_registry()
        for parameter in self.params:
            if isinstance(parameter.type, FormatName):
                with formatter.section("Formats"):
                    formatter.write_dl(
                        [
                            (each.name, _describe(each, registry, parameter.type.use))
                            for each in parameter.type.formats()
                        ]
                    )
        if registry.faults:
            with formatter.section("Formats that cannot be used"):
                formatter.write_dl([(fault.name or "?", str(fault)) for fault in registry.faults])
        super().format_epilog(ctx, formatter)


def _describe(format: Format, registry: Registry, use: _Use) -> str:
    package = registry.packages.get(format.name)
    forms = f" (--form {', '.join(format.forms)})" if use == "write" and format.forms[1:] else ""
    return f"{format.label}{forms}{f', from {package}' if package else ''}"
