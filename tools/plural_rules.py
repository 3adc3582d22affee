"""Write `radar/words/plural_table.py`: the plural rules of every language, from Babel's CLDR data.

    python tools/plural_rules.py

The table is for whole numbers: conditions on the digits after a decimal point are worked out here,
and what remains is about `n` alone. A category that only fractions have stays in the table without
a condition, for translators who give it a form. Babel is needed here and in a test, not by radar.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

import babel
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers, resolve_locale_filename

TABLE = Path(__file__).resolve().parent.parent / "radar" / "words" / "plural_table.py"
NEVER = "never"
ORDER = ("zero", "one", "two", "few", "many")
HEAD = '''"""The plural rules of languages for whole numbers, from the CLDR data of Babel {version}.

Made by `python tools/plural_rules.py`: do not edit. Each line has languages, and for each of their
categories but `other` the condition that a number meets; `never` is for fractions alone.
"""

from __future__ import annotations

from typing import Final

RULES: Final[tuple[tuple[str, str], ...]] = (
'''
Ast = tuple[str, tuple[Any, ...]]


def simple(ast: Ast) -> list[list[str]]:
    """Return a condition on whole numbers as alternatives, each a list of what must hold.

    No alternative is never, one that asks for nothing is always.
    """
    kind, parts = ast
    if kind == "or":
        return [each for part in parts for each in simple(part)]
    if kind == "and":
        left, right = map(simple, parts)
        return [[*a, *b] for a in left for b in right]
    holds = kind != "not"
    return relation(ast if holds else parts[0], holds=holds)


def relation(ast: Ast, *, holds: bool) -> list[list[str]]:
    """Return what a relation asks of `n`; what it says of fractions is true or false here."""
    _, (_, value, (_, ranges)) = ast
    pairs = [(low[1][0], high[1][0]) for low, high in ranges]
    name, divisor = (value[1][0][0], value[1][1][1][0]) if value[0] == "mod" else (value[0], 0)
    if name not in ("n", "i"):  # digits after the point, or an exponent: a whole number has none
        return [[]] if any(low <= 0 <= high for low, high in pairs) == holds else []
    said = ",".join(f"{low}..{high}" if low < high else str(low) for low, high in pairs)
    return [[f"n{f' % {divisor}' if divisor else ''} {'=' if holds else '!='} {said}"]]


def rule(tag: str) -> str:
    """Return the rule of a language as the table has it."""
    conditions = dict(Locale.parse(tag).plural_form.abstract)
    said = ((name, simple(conditions[name])) for name in ORDER if name in conditions)
    return "; ".join(
        f"{name}: {' or '.join(map(' and '.join, ways)) or NEVER}" for name, ways in said
    )


def has_rule(tag: str) -> bool:
    """Tell whether CLDR itself has a rule for a language; `load` would give that of the root."""
    data = Path(resolve_locale_filename(tag)).read_bytes()
    return "plural_form" in pickle.loads(data)  # noqa: S301 - Babel's own data


def rules() -> dict[str, str]:
    """Return language → rule, for every language whose rule is not that of what it is a kind of.

    Of some languages CLDR has names and dates and no plurals; those are left out.
    """
    found: dict[str, str] = {}
    for tag in sorted(locale_identifiers(), key=lambda tag: (tag.count("_"), tag)):
        said, parent = rule(tag), tag
        while parent not in found and "_" in parent:
            parent = parent.rpartition("_")[0]
        if (parent in found or has_rule(tag)) and found.get(parent) != said:
            found[tag] = said
    for old, new in get_global("language_aliases").items():
        language = new.partition("_")[0]
        if len(old) == 2 and language in found:
            found.setdefault(old, found[language])
    return found


def lines(found: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the table, the languages of one rule together."""
    for said in sorted(set(found.values())):
        tags = sorted(tag.replace("_", "-").lower() for tag in found if found[tag] == said)
        yield "    (\n"
        yield from literal(" ".join(tags))
        yield from literal(said)
        yield "    ),\n"


def literal(text: str) -> Iterable[str]:
    """Return a text as literals of a line each, with a comma at the end."""
    parts = wrap(text, 84, drop_whitespace=False, break_long_words=False) or [""]
    return [f'        "{part}"\n' for part in parts[:-1]] + [f'        "{parts[-1]}",\n']


if __name__ == "__main__":
    TABLE.write_text(HEAD.format(version=babel.__version__) + "".join(lines(rules())) + ")\n")
