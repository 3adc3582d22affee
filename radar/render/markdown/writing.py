"""Lines of Markdown: a labelled fact, a link, a list of entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from radar.files.marker import PAGE_IN_MARKDOWN
from radar.model import Described
from radar.render.site.context import PageContext
from radar.safety.markup import CommonMark


def file_of(page: str) -> str:
    """Return the path of a page in Markdown, by that of the page without its ending."""
    return page + PAGE_IN_MARKDOWN


def heading(words: str, level: int = 1) -> CommonMark:
    """Return a heading."""
    return CommonMark("#" * level + " ") + CommonMark.escape(words)


def link(words: str, address: str) -> CommonMark:
    """Return a link."""
    return CommonMark.write("[{}]({})", words, CommonMark.address(address))


def page_link(words: str, path: str) -> CommonMark:
    """Return a link to another page; its path is made of ids and of words of ours."""
    return CommonMark.write("[{}]({})", words, CommonMark(path))


def fact(context: PageContext, key: str, value: str) -> CommonMark:
    """Return an item of a list: a word of the interface and what belongs to it."""
    label = CommonMark.write("**{}**", context.words(key))
    said = CommonMark.fill(context.words.template("colon"), label=label, value=value)
    return CommonMark("- ") + said


def entry_lines(
    context: PageContext, entries: Iterable[Described], folder: str
) -> Iterator[CommonMark]:
    """Yield an item for each entry: a link to its page in `folder`, and its summary."""
    for entry in entries:
        summary = context.say(entry.summary).words
        line = CommonMark("- ") + page_link(
            context.names.get(entry.id, context.say(entry.name)).words,
            file_of(f"{folder}{entry.id}"),
        )
        yield line + CommonMark(": ") + CommonMark.escape(summary) if summary else line


def document(lines: Iterable[str]) -> str:
    """Return lines as the text of a file; what is empty stands for an empty line."""
    return "\n".join(map(str, lines)).strip("\n") + "\n"
