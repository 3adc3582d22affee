"""What code hosts and pre-commit read is judged by their own schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.conftest import missing

ROOT = Path(__file__).resolve().parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
Judge = Callable[[str, Path], None]


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Hold a file against a schema that comes with the package check-jsonschema."""
    try:
        vendored = files("check_jsonschema") / "builtin_schemas" / "vendor"
    except ModuleNotFoundError:
        missing("the schemas of code hosts", 'pip install ".[test]"')

    def hold(schema: str, path: Path) -> None:
        rules = json.loads((vendored / f"{schema}.json").read_text(encoding="utf-8"))
        # YAML 1.1 reads the key `on` as true
        text = path.read_text(encoding="utf-8").replace("\non:\n", '\n"on":\n')
        faults = [one.message for one in Draft7Validator(rules).iter_errors(yaml.safe_load(text))]
        assert faults == [], path.name

    return hold


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_our_own_workflows_are_workflows(judge: Judge, path: Path) -> None:
    """Continuous integration, the night, and releases."""
    judge("github-workflows", path)


def test_the_action_is_an_action(judge: Judge) -> None:
    """`uses: OWNER/REPOSITORY@TAG` finds inputs, outputs and steps."""
    judge("github-actions", ROOT / "action.yml")


@pytest.mark.parametrize(
    ("host", "path", "schema"),
    [
        ("github", ".github/workflows/radar.yml", "github-workflows"),
        ("gitlab", ".gitlab-ci.yml", "gitlab-ci"),
    ],
)
def test_the_pipelines_of_init_are_pipelines(
    judge: Judge,
    run_radar: Callable[..., Any],
    tmp_path: Path,
    host: str,
    path: str,
    schema: str,
) -> None:
    """Whatever folder and address are written into them."""
    for number, package in enumerate(("", "git+https://example.org/x@v1: #2")):
        folder = tmp_path / str(number)
        folder.mkdir()
        more = ("--package", package) if package else ()
        assert run_radar("init", 'a: "b" #', "--ci", host, *more, cwd=folder).code == 0
        judge(schema, folder / path)


def test_actions_of_others_are_pinned_by_hash() -> None:
    """A tag can be moved; the name of the version stands beside the hash.

    The action that uploads to the index runs an image that follows its branch anyway.
    """
    template = ROOT / "radar" / "cli" / "pipelines" / "github.yaml"
    for path in (*WORKFLOWS, ROOT / "action.yml", template):
        used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
        loose = [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", one)]
        assert set(loose) <= {"pypa/gh-action-pypi-publish@release/v1"}, path.name


def test_a_wrong_workflow_is_found(judge: Judge, tmp_path: Path) -> None:
    """A schema that takes anything would judge nothing."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        "name: x\non:\n  push:\njobs:\n  one:\n    steps: [{runs: ls}]\n", encoding="utf-8"
    )
    for schema in ("github-workflows", "github-actions", "gitlab-ci"):
        with pytest.raises(AssertionError):
            judge(schema, wrong)


def test_pre_commit_reads_the_hooks() -> None:
    """The manifest is what pre-commit expects."""
    try:
        from pre_commit.clientlib import load_manifest
    except ImportError:
        missing("pre-commit", 'pip install ".[test]"')
    hooks = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert [hook["id"] for hook in hooks] == ["radar-check"]
