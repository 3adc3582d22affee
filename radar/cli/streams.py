"""Standard input, output and error in whatever state the caller left them.

They may be closed, full, a pipe that nobody reads, or in an encoding that lacks most characters.
Output is UTF-8 wherever it is redirected, the same bytes on every system; a console gets what it
can show. What a command prints is its work, so it has to arrive, or the command fails. Messages
are for somebody who may not be there, so losing them stops nothing.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from typing import Any, TextIO

from radar.errors import BadCall

# signs of our own messages, as a console without them can show them
_PLAIN = {"→": "->", "…": "...", "−": "-", "–": "-", "—": "-", "×": "x", "≤": "<=", "“": '"'}
_PLAIN |= {"”": '"', "’": "'", "‘": "'", "·": "-", "\N{NO-BREAK SPACE}": " "}
_GONE = (errno.EPIPE, errno.ESHUTDOWN)


class OutputError(BadCall):
    """What was asked for could not be written to standard output."""


class ReaderLeft(OutputError):  # noqa: N818 - as in radar.errors
    """Nobody reads standard output any more, as in `| head -1`; no reason to say anything."""

    exit_code = 128 + 13  # as a shell reports a program that SIGPIPE ended


class _Stream(io.TextIOWrapper):
    """Text over a buffer that it does not own; `console` is the encoding of a console, else ''."""

    def __init__(self, buffer: Any, console: str = "") -> None:
        # ASCII is written as UTF-8: click takes a stream that says ASCII for a mistake
        ascii_only = bool(console) and codecs.lookup(console).name == "ascii"
        written = "utf-8" if ascii_only or not console else console
        newline = None if console else "\n"
        super().__init__(buffer, written, "backslashreplace", newline, line_buffering=True)
        self._console = console

    def write(self, text: str) -> int:
        """Write a text, as far as the stream can show it."""
        try:
            super().write(_fitting(text, self._console))
        except (OSError, ValueError) as error:
            self._fail(error)
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        try:
            super().flush()
        except (OSError, ValueError) as error:
            self._fail(error)

    def close(self) -> None:
        """Leave the buffer open: it belongs to the stream that Python made."""

    def __del__(self) -> None:
        """Leave the buffer open."""

    def _fail(self, error: Exception) -> None:
        """Let nothing come out from now on, so that the end of the program is quiet."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return


class Output(_Stream):
    """Standard output: what cannot be written is an error."""

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        number = error.errno if isinstance(error, OSError) else errno.EBADF
        if number in _GONE or (number == errno.EINVAL and sys.platform == "win32"):
            raise ReaderLeft("nobody reads the output") from error
        if number == errno.EBADF:
            raise OutputError("the output cannot be written: standard output is closed") from error
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise OutputError(f"the output cannot be written: {reason}") from error


class Messages(_Stream):
    """Standard error: what cannot be written is lost."""


def prepare() -> None:
    """Put the three streams into a state in which they can be used; to be called once, first.

    Streams that are not Python's own (those of a test) are left alone.
    """
    _fill_descriptors()
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open until the end
    if sys.stdout is sys.__stdout__:
        sys.stdout = Output(*_target(sys.stdout, 1))
    if sys.stderr is sys.__stderr__:
        sys.stderr = Messages(*_target(sys.stderr, 2))


def _fill_descriptors() -> None:
    """Open what is closed, so that no other file becomes standard output or error.

    Standard output is opened for reading: writing fails, as it should.
    """
    for descriptor, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, flags)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
            os.set_inheritable(descriptor, True)


def _target(stream: TextIO | None, descriptor: int) -> tuple[Any, str]:
    """Return the buffer below one of Python's streams, and its encoding where it is a console."""
    if stream is None:  # it was closed when Python started
        return io.BufferedWriter(_raw(descriptor)), ""
    below: Any = stream.buffer
    if isinstance(
        below, io.RawIOBase
    ):  # `python -u`: a raw stream may write a part and say nothing
        below = io.BufferedWriter(below)
    return below, stream.encoding if stream.isatty() else ""


def _raw(descriptor: int) -> io.FileIO:
    return io.FileIO(descriptor, "w", closefd=False)


def _fitting(text: str, encoding: str) -> str:
    r"""Return a text in characters that an encoding has ('' for all of them).

    >>> _fitting("Hold → Adopt …", "cp1252"), _fitting("云", "ascii")
    ('Hold -> Adopt …', '\\u4e91')
    """
    if not encoding:
        return text
    return text.encode(encoding, "radar.plain").decode(encoding)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for a character that an encoding lacks, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    known = _PLAIN.get(sign) or sign.encode("ascii", "backslashreplace").decode()
    return known, error.start + 1


codecs.register_error("radar.plain", _plain)
