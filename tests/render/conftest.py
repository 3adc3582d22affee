"""What tests of pictures share."""

from __future__ import annotations

import builtins
from typing import Any

import pytest


@pytest.fixture
def no_resvg(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without the extra."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.startswith("resvg_py"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
