"""Why a file cannot be read: the same reasons for a folder on the disk and a revision in Git."""

from __future__ import annotations

from radar.files.names import is_left_out


class UnreadableFile(Exception):  # noqa: N818 - what the file is
    """A file cannot be read: a code, why, and what to do. A file has no line to point to."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def refuse_hidden_name(name: str, *, linked: bool = False) -> None:
    """Refuse a name with a part that begins with a dot, `..` and nothing at all among them.

    Raises:
        UnreadableFile: it has one; `linked` says that a link led there.
    """
    if not all(name.split("/")):
        raise missing()
    if is_left_out(name):
        what = "a symbolic link leads to a hidden file" if linked else "the file is hidden"
        message = f"{what}, and what begins with a dot is not read"
        raise UnreadableFile("not-read", message, "give it a name without the dot")


def missing() -> UnreadableFile:
    """Return the error that there is no such file."""
    return UnreadableFile("missing-file", "the file is not there")


def link_outside() -> UnreadableFile:
    """Return the error that a link leads out of the folder, whatever may be there."""
    message = "the symbolic link leaves the radar's folder"
    hint = "put the file itself here, because nothing outside the folder is read"
    return UnreadableFile("link-outside", message, hint)


def dead_link() -> UnreadableFile:
    """Return the error that a link leads to nothing, or to itself."""
    return UnreadableFile("dead-link", "the symbolic link points to nothing", "remove it")


def folder_instead() -> UnreadableFile:
    """Return the error that a folder is where a file should be."""
    return UnreadableFile("not-a-file", "this is a folder where a file should be", "rename it")


def not_regular() -> UnreadableFile:
    """Return the error that something is neither a file nor a folder."""
    return UnreadableFile("not-a-file", "this is no regular file; it was not opened", "remove it")


def too_large(size: int, limit: int) -> UnreadableFile:
    """Return the error that a file is larger than `limit`; both in bytes."""
    message = f"the file is too large: {size / 1e6:,.1f} MB, the limit is {limit / 1e6:.0f} MB"
    return UnreadableFile("too-large", message, "split it, or move it out of the radar's folder")
