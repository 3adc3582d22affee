"""The pipeline that `radar init --ci` writes, and where: nothing that is there is changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from radar.errors import BadCall
from radar.files.git.repository import Repository, find_repository
from radar.files.looking import exists, find_way_out, is_taken, read_bytes, resolve
from radar.files.names import printable_name
from radar.library.own_wheel import PACKAGE, make_wheel
from radar.plugins.installed import find_origin
from radar.text import printable
from radar.yaml import write_text

_IGNORED = "/site/"
_SAME = ("/site/", "/site", "site/", "site")  # lines of a .gitignore that leave the site out


_MARK = re.compile("__(FOLDER|PACKAGE|BRANCH)__")
_PATTERN_SIGN = re.compile(r"[!*+?\[\]]")  # GitHub takes the name of a branch for a pattern


class _Host(NamedTuple):
    """Where a code host looks for its pipeline, and where the wheel lies that it installs.

    `escape` keeps the host from filling something in where a word has its signs for that.
    """

    pipeline: str
    wheels: str
    escape: Callable[[str], str]


HOSTS: Mapping[str, _Host] = {
    "github": _Host(
        ".github/workflows/radar.yml",
        ".github/radar",
        lambda word: word.replace("${{", "${{ '${{' }}"),
    ),
    "gitlab": _Host(".gitlab-ci.yml", ".gitlab/radar", lambda word: word.replace("$", "$$")),
}


class Offer(NamedTuple):
    """A file for the user: written where there is none, else only shown."""

    path: Path
    data: bytes

    @property
    def is_new(self) -> bool:
        """Whether nothing is there."""
        return not is_taken(self.path)

    @property
    def is_there(self) -> bool:
        """Whether the very same file is there, but for line ends, which Git may write anew."""
        return exists(self.path) and self._plain(read_bytes(self.path)) == self._plain(self.data)

    def _plain(self, data: bytes) -> bytes:
        return data if self.path.suffix == ".whl" else data.replace(b"\r\n", b"\n")


def offer_gitignore(folder: Path) -> Offer | None:
    """Return the file that keeps built sites out of Git, None where one does so already.

    It lies where `radar build` puts the site of a radar in `folder`: beside it, or in it where it
    is the working folder.
    """
    path = _home_of(folder) / ".gitignore"
    if exists(path):
        lines = read_bytes(path).decode("utf-8", "replace").splitlines()
        if any(line.strip() in _SAME for line in lines):
            return None
    return Offer(path, f"# what `radar build` makes\n{_IGNORED}\n".encode())


def offer_pipeline(host: str, folder: Path, package: str) -> list[Offer]:
    """Return the files of a pipeline for the radar in `folder`, at the top of its Git work tree.

    Outside of one they lie beside the folder. `package` is what pip installs there; '' means the
    repository that this radar was installed from, or else a wheel of it, which is one of the files.

    Raises:
        BadCall: no wheel can be made here, or a link leads out of the work tree.
    """
    repository = _find_repository(folder)
    top = repository.top if repository else resolve(_home_of(folder))
    where, offers = HOSTS[host], []
    package = package or find_origin(PACKAGE)
    if not package:
        name, data = make_wheel()
        offers.append(Offer(top / where.wheels / name, data))
        package = f"./{where.wheels}/{name}"
    template = files("radar.cli").joinpath("pipelines").joinpath(f"{host}.yaml")
    text = read_bytes(template).decode().replace("\r\n", "\n")
    inside = resolve(folder).relative_to(top).as_posix()
    values = {
        "FOLDER": where.escape(_argument(inside)),
        "PACKAGE": package,
        "BRANCH": _PATTERN_SIGN.sub(r"\\\g<0>", _branch(repository)),
    }
    text = _MARK.sub(lambda mark: write_text(values[mark[1]]), text)
    offers.insert(0, Offer(top / where.pipeline, text.encode()))
    for offer in offers:
        if find_way_out(offer.path.parent, top) == "outside":
            raise BadCall(f"a link on the way to {printable(str(offer.path))} leads out of {top}")
    return offers


def _argument(path: str) -> str:
    """Return a path as YAML can hold it and no command takes it for an option.

    Raises:
        BadCall: it is not UTF-8, so no YAML can hold it.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        message = "is not UTF-8, so no pipeline can name it"
        raise BadCall(f"the name of the folder {printable_name(path)} {message}") from None
    return f"./{path}" if path.startswith("-") else path


def _home_of(folder: Path) -> Path:
    """Return the folder in which the commands for a radar are called, as it is written."""
    return folder if resolve(folder) == resolve(Path()) else folder.parent


def _find_repository(folder: Path) -> Repository | None:
    """Return the repository of a folder that may not be there yet, None where there is none."""
    there = next(path for path in (resolve(folder), *resolve(folder).parents) if exists(path))
    try:
        return find_repository(there)
    except BadCall:
        return None


def _branch(repository: Repository | None) -> str:
    """Return the branch that is checked out, which is taken for the one to publish."""
    answer = repository.ask("symbolic-ref", "--short", "HEAD") if repository else None
    return answer.stdout.decode().strip() if answer and not answer.returncode else "main"
