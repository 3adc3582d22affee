"""What each figure may be: `budget.toml`, and the comparison of what was measured with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "budget.toml"


class Budget(NamedTuple):
    """What a figure is, and what it must and should be; None where nothing is asked.

    `is_least` turns it around: the figure must be at least that.
    """

    name: str
    what: str
    must: float | None = None
    aim: float | None = None
    is_least: bool = False

    def allows(self, figure: float) -> bool:
        """Return whether a figure keeps to the budget, as it is printed.

        >>> Budget("a", "", must=2.4).allows(2.44), Budget("a", "", must=2.4).allows(2.46)
        (True, False)
        >>> Budget("a", "", must=75, is_least=True).allows(60)
        False
        """
        if self.must is None:
            return True
        rounded = float(written(figure).replace(",", ""))
        return rounded >= self.must if self.is_least else rounded <= self.must

    @property
    def asked(self) -> tuple[str, str]:
        """What it must be, and the aim, as a table says it."""
        before = "≥ " if self.is_least else ""
        must, aim = (
            f"{before}{written(n)}" if n is not None else "" for n in (self.must, self.aim)
        )
        return must, aim


def written(figure: float) -> str:
    """Write a figure with as many digits as mean something.

    >>> written(0.1234), written(2.44), written(12.3), written(220.0), written(2.0)
    ('0.12', '2.4', '12', '220', '2')
    """
    digits = 2 if abs(figure) < 2 else 1 if abs(figure) < 10 else 0
    text = f"{figure:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_budgets(path: Path = FILE) -> Mapping[str, Budget]:
    """Return the budget of every figure, by its name, in the order of the file."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Budget(name, **table) for name, table in tables.items()}
