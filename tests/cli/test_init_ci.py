"""`radar init --ci` writes a pipeline where the code host looks for it, and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from radar.library.own_wheel import make_wheel
from radar.plugins.installed import find_origin

from .conftest import FILES, Call, Git, write

PIPELINES = {"github": ".github/workflows/radar.yml", "gitlab": ".gitlab-ci.yml"}


def values(folder: Path, host: str) -> dict[str, str]:
    """Return the variables of a pipeline."""
    read = yaml.safe_load((folder / PIPELINES[host]).read_text(encoding="utf-8"))
    found: dict[str, str] = read["env" if host == "github" else "variables"]
    return found


@pytest.mark.parametrize("host", PIPELINES)
def test_the_pipeline_lies_at_the_top_of_the_work_tree(
    folder: Path, call: Call, work: Git, host: str
) -> None:
    """However deep the radar lies, whatever its folder is called, on whatever branch."""
    work("checkout", "-q", "-b", "trunk: #1".replace(": #", "-"))
    deep = folder / "docs" / "a b"
    deep.mkdir(parents=True)
    said = call("init", "our: radar", "--ci", host, cwd=deep)
    assert said.code == 0, said.err
    assert values(folder, host)["RADAR_FOLDER"] == "docs/a b/our: radar"
    assert (folder / values(folder, host)["RADAR_PACKAGE"]).is_file()
    assert (deep / ".gitignore").read_text().splitlines()[-1] == "/site/"
    if host == "github":
        text = (folder / PIPELINES[host]).read_text()
        assert yaml.safe_load(text)[True]["push"]["branches"] == ["trunk-1"]
    assert work("status", "--porcelain", "-uall").count("whl") == 1


# the name of a folder -> what GitHub and what GitLab is told, for the command to get that name
NAMES_WITH_SIGNS = {
    "${{ secrets.KEY }}": ("${{ '${{' }} secrets.KEY }}", "$${{ secrets.KEY }}"),
    "$CI_JOB_TOKEN": ("$CI_JOB_TOKEN", "$$CI_JOB_TOKEN"),
    "--help": ("./--help", "./--help"),
    "__PACKAGE__": ("__PACKAGE__", "__PACKAGE__"),
    "a'b\": {c} # d": ("a'b\": {c} # d", "a'b\": {c} # d"),
}


@pytest.mark.parametrize(("name", "told"), NAMES_WITH_SIGNS.items(), ids=NAMES_WITH_SIGNS)
def test_nothing_is_filled_in_where_a_folder_has_signs_for_that(
    folder: Path, call: Call, name: str, told: tuple[str, str]
) -> None:
    """A folder is named as it is: no secret, variable or option is made of its name."""
    for host, value in zip(PIPELINES, told, strict=True):
        assert call("init", "--ci", host, "--", name).code == 0
        assert values(folder, host)["RADAR_FOLDER"] == value


def test_a_branch_is_no_pattern(folder: Path, call: Call, work: Git) -> None:
    """Signs of a pattern of GitHub's are escaped: `!a` would mean all but `a`."""
    work("checkout", "-q", "-b", "!c++,x]")
    assert call("init", "--ci", "github").code == 0
    text = (folder / PIPELINES["github"]).read_text()
    assert yaml.safe_load(text)[True]["push"]["branches"] == [r"\!c\+\+,x\]"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold no such name")
def test_a_folder_that_no_pipeline_can_name_is_refused(folder: Path, call: Call) -> None:
    """A name that is not UTF-8 is told, and nothing is made."""
    said = call("init", "--ci", "github", "--", os.fsdecode(b"r\xff"))
    assert said.code == 2
    assert "not UTF-8" in said.err
    assert not list(folder.iterdir())


@pytest.mark.parametrize("host", PIPELINES)
def test_without_git_it_lies_beside_the_folder(folder: Path, call: Call, host: str) -> None:
    """So that the folder can become a repository as it is."""
    assert call("init", "ours/entries", "--ci", host).code == 0
    assert values(folder / "ours", host)["RADAR_FOLDER"] == "entries"
    assert (folder / "ours" / ".gitignore").is_file()


def test_a_radar_that_is_there_gets_the_pipeline_alone(folder: Path, call: Call) -> None:
    """No starter is written into it, and none is refused."""
    write(folder / "entries", FILES)
    before = {path: path.read_bytes() for path in (folder / "entries").iterdir()}
    said = call("init", "--ci", "github")
    assert said.code == 0, said.err
    assert "Made .github/workflows/radar.yml" in said.err
    assert {path: path.read_bytes() for path in (folder / "entries").iterdir()} == before


@pytest.mark.parametrize("host", PIPELINES)
def test_a_file_that_exists_is_never_changed(folder: Path, call: Call, host: str) -> None:
    """The new pipeline is printed instead, and a line for .gitignore is named."""
    mine = {PIPELINES[host]: "mine: true\n", ".gitignore": "*.log\n"}
    write(folder, mine)
    said = call("init", "--ci", host)
    assert said.code == 0
    assert {name: (folder / name).read_text() for name in mine} == mine
    assert f"{PIPELINES[host]} stays as it is" in said.err
    assert "add /site/" in said.err
    assert "RADAR_FOLDER" in yaml.safe_load(said.out).get(
        "env" if host == "github" else "variables"
    )


def test_a_second_call_changes_nothing(folder: Path, call: Call) -> None:
    """What is there as it would be is named, and nothing is printed."""
    assert call("init", "--ci", "gitlab").code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    said = call("init", "--ci", "gitlab")
    assert (said.code, said.out) == (0, "")
    assert ".gitlab-ci.yml is there already" in said.err
    assert ".gitignore" not in said.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_link_out_of_the_work_tree_is_not_followed(
    folder: Path, call: Call, work: Git, tmp_path: Path
) -> None:
    """A repository may come with `.github` as a link to somewhere else."""
    (tmp_path / "elsewhere").mkdir()
    (folder / ".github").symlink_to(tmp_path / "elsewhere")
    said = call("init", "--ci", "github")
    assert said.code == 2
    assert "leads out of" in said.err
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (folder / "entries").exists()


def test_an_address_is_installed_where_one_is_given(folder: Path, call: Call) -> None:
    """Then no wheel lies in the repository; without a pipeline the option is refused."""
    where = "git+https://example.org/technology-radar@v1.0.0"
    assert call("init", "--ci", "github", "--package", where).code == 0
    assert values(folder, "github")["RADAR_PACKAGE"] == where
    assert not list(folder.rglob("*.whl"))
    assert call("init", "other", "--package", where).code == 2


def test_a_radar_without_a_pipeline_keeps_its_site_out_of_git(
    folder: Path, call: Call, work: Git
) -> None:
    """After `init` and `build`, `git add .` takes in the entries and not the site."""
    assert call("init").code == call("build", "-q").code == 0
    work("add", ".")
    staged = work("diff", "--cached", "--name-only").splitlines()
    assert ".gitignore" in staged
    assert not [name for name in staged if name.startswith("site/")]


def test_a_gitignore_that_leaves_the_site_out_is_enough(folder: Path, call: Call) -> None:
    """Nothing is said of it."""
    write(folder, {".gitignore": "*.log\r\nsite/\r\n"})
    assert ".gitignore" not in call("init").err


def test_a_radar_in_the_working_folder_has_its_gitignore_there(folder: Path, call: Call) -> None:
    """`radar init .` builds into `site` in the radar's folder."""
    assert call("init", ".").code == call("build", "-q").code == 0
    assert (folder / ".gitignore").is_file()
    assert call("check").code == 0


@pytest.mark.thorough
def test_the_wheel_of_this_radar_is_the_same_each_time_and_sound(tmp_path: Path) -> None:
    """It holds the package, the themes, and its metadata; pip takes it."""
    name, data = make_wheel()
    assert make_wheel() == (name, data)
    path = tmp_path / name
    path.write_bytes(data)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert {"radar/cli/pipelines/github.yaml", "radar/themes/paper/theme.yaml"} <= set(names)
    assert not [one for one in names if "__pycache__" in one or one.endswith(".pyc")]
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps", "--target"]
    subprocess.run([*pip, str(tmp_path / "in"), str(path)], check=True, stdin=subprocess.DEVNULL)
    assert (tmp_path / "in" / "radar" / "themes" / "paper" / "theme.yaml").is_file()


def test_what_was_installed_from_a_repository_is_installed_from_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the commit, as pip recorded it; a file, a folder or a damaged record names none."""
    vcs = '{"url": "https://example.org/r", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'
    expected = {
        vcs: "git+https://example.org/r@abc",
        '{"url": "file:///r.whl", "archive_info": {}}': "",
        '{"url": "file:///r", "dir_info": {"editable": true}}': "",
        "[]": "",
        "{": "",
    }
    for text, origin in expected.items():
        told = type("Distribution", (), {"read_text": lambda self, name, text=text: text})()
        monkeypatch.setattr("importlib.metadata.distribution", lambda name, told=told: told)
        assert find_origin("technology-radar") == origin
