"""The figures of `budget.toml` and what measures them, without measuring."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from benchmarks import budgets, peers, run
from benchmarks.budgets import Budget, read_budgets, written
from benchmarks.figures import FIGURES, Session
from benchmarks.measuring import Missing
from benchmarks.radars import Radars
from radar import load

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("module", [budgets, run])
def test_examples_of_the_benchmarks_run(module: object) -> None:
    """What their docstrings show is so."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # a module


def test_every_figure_has_a_budget_and_every_budget_a_figure() -> None:
    """None is measured without being compared, and none is asked for and not measured."""
    assert list(read_budgets()) == list(FIGURES)


def test_an_aim_asks_for_more_than_the_budget() -> None:
    """What is worked towards is better than what is allowed."""
    for budget in read_budgets().values():
        if budget.must is not None and budget.aim is not None:
            assert budget.allows(budget.aim), budget.name


def test_a_figure_over_its_budget_ends_with_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table marks it; what could not be measured is named and not counted."""

    def lacks(session: Session) -> float:
        raise Missing("no Hugo: get it")

    monkeypatch.setattr(run, "_warm_up", lambda scratch: None)
    measures = {"version": lambda s: 0.13, "help": lambda s: 0.11, "hugo-100": lacks}
    monkeypatch.setattr(run, "FIGURES", measures)
    assert run.report(["version", "help", "hugo-100"]) == 1
    told = capsys.readouterr().out
    assert "| **0.13** | 0.12 | 0.05 |" in told
    assert "| 0.11 | 0.12 | 0.05 |" in told
    assert "| left out: no Hugo: get it | 4 | 3.5 |" in told
    assert "1 over budget" in told
    assert "CPython" in told or "PyPy" in told


def test_hugo_behind_a_script_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter that starts it would be counted as Hugo's, in our favour."""
    script = tmp_path / "hugo"
    script.write_text("#!/usr/bin/env python3\n")
    monkeypatch.setenv("HUGO", str(script))
    with pytest.raises(Missing, match="name the program itself"):
        peers.find_hugo()


def test_a_tool_that_is_not_installed_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The benchmark is left out, and says how to have it."""
    monkeypatch.delenv("HUGO", raising=False)
    monkeypatch.delenv("AOE", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Missing, match="apt install hugo"):
        peers.find_hugo()
    with pytest.raises(Missing, match="npm install aoe_technology_radar"):
        peers.find_aoe()


def test_the_radars_of_the_benchmarks_are_sound(tmp_path: Path) -> None:
    """They have the entries, editions and languages that their figures speak of."""
    radars = Radars(tmp_path)
    named = load(radars.technologies())
    assert len(named.entries) == 118
    assert "Kubernetes" in named.entries[0].name.values()
    assert len(load(radars.editions(10)).editions) == 10
    languages = load(radars.languages(4))
    assert languages.languages == ("en", "de", "fr", "es")
    assert all(set(entry.text) == set(languages.languages) for entry in languages.entries)


def test_the_documents_ask_for_what_the_budget_asks_for() -> None:
    """The table of docs/quality.md names every figure with its budget and its aim."""
    page = (ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w-]+) \| (.+) \|$", page, re.MULTILINE))
    for name, budget in read_budgets().items():
        what, _, *asked = (cell.strip() for cell in rows[name].split(" | "))
        assert (what, *asked) == (budget.what, *budget.asked), name


def test_figures_are_written_as_they_are_compared() -> None:
    """A figure that is printed as its budget keeps to it."""
    assert written(2.449) == "2.4"
    assert Budget("", "", must=2.4).allows(2.449)
    assert not Budget("", "", must=83).allows(83.6)
