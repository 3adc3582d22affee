"""The Git repository that a folder lies in: found by its `.git`, asked, and never obeyed.

A folder can be a repository for Git without a `.git`: files called `HEAD`, `objects` and `refs`
make a bare one, and come with a pull request as any others do. So Git is not asked to look for the
repository from the folder, but started at the first folder above it that has a `.git`, and has to
answer that this is what it reads. What a repository's own settings could run (a transport, a
monitor, a hook, a pager) is switched off in each call, by settings that it cannot override.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from radar.errors import BadCall
from radar.files.names import printable_name

# what Git sets for its hooks, so that a radar in another repository is not looked for in this one
_LOCAL = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_CONFIG",
)  # fmt: skip
_ENVIRONMENT = {
    "LC_ALL": "C",  # its messages are shown, and some are looked for
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    # no transport at all, whatever `protocol.<name>.allow` a repository sets for whatever name
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
}
# the same once more for a Git that knows one way only; what is given with -c wins over a
# repository's own file
_PROTOCOLS = ("file", "git", "http", "https", "ssh", "ext", "fd", "ftp", "ftps", "bundle")
_SETTINGS = {
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.sshCommand": "false",
    "core.gitProxy": "",
    "core.askPass": "",
    "core.pager": "cat",
    "credential.helper": "",
    "protocol.allow": "never",
} | {f"protocol.{name}.allow": "never" for name in _PROTOCOLS}
_CAREFUL = (
    "--no-pager",
    "--no-optional-locks",
    *(word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")),
)
_GITFILE = "gitdir:"
_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, seen from one of its folders.

    Git runs in `top`; `prefix` leads from the top of the repository to the folder that it is seen
    from, with forward slashes; it is '' or ends with a slash.
    """

    program: str
    top: Path
    environment: Mapping[str, str]
    prefix: str = ""

    def command(self, *arguments: str) -> list[str]:
        """Write out a call of Git."""
        return [self.program, *_CAREFUL, *arguments]

    def ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Call Git and return what it says."""
        return subprocess.run(  # noqa: S603 - a fixed program, arguments checked, no shell
            self.command(*arguments),
            cwd=self.top,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a call of Git that is asked and answers line by line."""
        return subprocess.Popen(  # noqa: S603 - as above
            self.command(*arguments),
            cwd=self.top,
            env=dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def find_repository(folder: Path) -> Repository:
    """Find the repository that a folder lies in.

    It is that of the nearest `.git`; only without one, that of the caller's GIT_DIR.

    Raises:
        BadCall: Git is not installed, the folder is in no repository, or Git refuses it.
    """
    program = _git()
    given = {**os.environ, **_ENVIRONMENT}
    own = {name: value for name, value in given.items() if name not in _LOCAL}
    here = Path(os.path.realpath(folder))
    if top := next(filter(_has_repository, _upwards(here)), None):
        return _check_repository(Repository(program, top, own, _prefix(here, top)), folder)
    if "GIT_DIR" not in os.environ:
        raise BadCall(_refusal(folder, f"not a git repository{_describe_bare_folder(here)}"))
    found = Repository(program, here, given)
    answer = found.ask("rev-parse", "--show-prefix")
    if answer.returncode:
        where = os.environ["GIT_DIR"]
        raise BadCall(_refusal(folder, f"{_first_line(answer)} (GIT_DIR is set to {where})"))
    return Repository(program, here, given, os.fsdecode(answer.stdout.removesuffix(b"\n")))


def _git() -> str:
    """Return the program, from a folder that the PATH names in full.

    Windows looks in the working folder first, where a `git.exe` of somebody else may lie.
    """
    name = "git.exe" if sys.platform == "win32" else "git"
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if os.path.isabs(folder) and (program := shutil.which(os.path.join(folder, name))):
            return program
    raise BadCall("Git is not installed, or not on the PATH; without it, compare two folders")


def _upwards(folder: Path) -> Iterator[Path]:
    """Yield a folder and those above it, up to where the caller lets Git look."""
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    last = {os.path.realpath(path) for path in ceilings if path}
    yield folder
    for above in folder.parents:
        if str(above) in last:
            return
        yield above


def _has_repository(folder: Path) -> bool:
    """Return whether Git would take the `.git` of a folder for a repository, or for the way to one.

    An empty folder `.git` is none, and Git looks further up.
    """
    return os.path.isfile(folder / ".git") or os.path.lexists(folder / ".git" / "HEAD")


def _git_folder(top: Path) -> str:
    """Return where the `.git` of a folder is, or where it leads to as a file."""
    path = top / ".git"
    if not path.is_file():
        return os.path.realpath(path)
    with open(path, "rb") as file:
        text = os.fsdecode(file.read(_LONGEST_PATH))
    return os.path.realpath(top / text.removeprefix(_GITFILE).strip())


def _check_repository(repository: Repository, folder: Path) -> Repository:
    """Return a repository if Git reads the very one that was found.

    Raises:
        BadCall: it refuses, or reads another one.
    """
    answer = repository.ask("rev-parse", "--absolute-git-dir")
    if answer.returncode:
        raise BadCall(_refusal(folder, _first_line(answer)))
    read, found = os.fsdecode(answer.stdout.removesuffix(b"\n")), _git_folder(repository.top)
    if os.path.normcase(os.path.realpath(read)) != os.path.normcase(found):
        raise BadCall(_refusal(folder, f"it would read the repository in {read}, not {found}"))
    return repository


def _prefix(folder: Path, top: Path) -> str:
    below = folder.relative_to(top).as_posix()
    return "" if below == "." else f"{below}/"


def _describe_bare_folder(folder: Path) -> str:
    """Name the folder that Git would take for a bare repository, which is not read."""
    for each in _upwards(folder):
        if (each / "HEAD").is_file() and (each / "objects").is_dir() and (each / "refs").is_dir():
            return f"; {each} looks like a bare one, which is read only where GIT_DIR names it"
    return " (nor is any folder above it)"


def _first_line(answer: subprocess.CompletedProcess[bytes]) -> str:
    lines = answer.stderr.decode("utf-8", "replace").strip().splitlines()
    first = lines[0].removeprefix("fatal: ") if lines else "it does not say why"
    if "dubious ownership" in first:
        first += "; if you trust it: git config --global --add safe.directory <its path>"
    return first


def _refusal(folder: Path, why: str) -> str:
    return f"Git does not read {printable_name(str(folder))}: {printable_name(why)}"
