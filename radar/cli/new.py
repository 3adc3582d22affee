"""`radar new`: the file of an entry, with the right front matter."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import click

from radar.cli.completion import complete
from radar.cli.messages import say
from radar.editing.file_edit import FileEdit, Overlay, errors_in_texts
from radar.errors import BadCall
from radar.exchange.exporting.own_form import markdown_file
from radar.files import FrozenTree, Tree, change_files
from radar.files.looking import exists, is_file, read_bytes
from radar.model import Named, Radar
from radar.naming import make_id, same_name
from radar.reading import Reading, find, read, read_tree
from radar.reading.files import why_no_entry
from radar.reading.sheet import Axes, Names, list_words
from radar.text import choose_words
from radar.yaml import write_front_matter, write_text


@click.command(
    epilog="""\b
Examples:
  radar new
  radar new Kubernetes --quadrant platforms --ring trial
  radar new "C++" --quadrant languages --ring hold --tag native --owner core --owner web
  radar new --from-issue issue.md                      a proposal, from a form of radar forms
  radar new --quadrant languages --ring hold -- -dash      a name with a dash in front

The first asks for the name, the quadrant, the ring and a summary."""
)
@click.argument("name", required=False)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--quadrant",
    default="",
    shell_complete=complete("quadrant"),
    help="A quadrant by its id, name or alias.",
)
@click.option(
    "--ring", default="", shell_complete=complete("ring"), help="A ring by its id, name or alias."
)
@click.option("--summary", default="", help="What it is, in one sentence.")
@click.option(
    "--tag",
    "tags",
    multiple=True,
    help="A tag, or several with commas between; may be given several times.",
)
@click.option(
    "--owner", "owners", multiple=True, help="Who looks after it; may be given several times."
)
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="ID=VALUE",
    help="What it says in a field of your own; again for each item of a list.",
)
@click.option(
    "--from-issue",
    "issue",
    metavar="FILE",
    help="Make a proposal of the text of an issue; - reads it from standard input.",
)
def command(
    name: str | None,
    folder: Path | None,
    quadrant: str,
    ring: str,
    summary: str,
    tags: tuple[str, ...],
    owners: tuple[str, ...],
    fields: tuple[str, ...],
    issue: str | None,
) -> None:
    """Make the file of a new entry called NAME, in FOLDER or the radar found from here.

    What is not given is asked for on a terminal. In a radar with editions of which none is closed,
    the ring is recorded under the newest. Quadrant and ring are written as ids, which stay when
    names change. Nothing that exists is overwritten.
    """
    if issue is not None:
        _refuse_more(name, quadrant, ring, summary, tags, owners, fields)
        _make_proposal(read(find(folder or (Path(name) if name else None))), issue)
        return
    reading = read(find(folder))
    radar = reading.radar or reading.require_sound()
    name = _name() if name is None else name
    file = f"{_new_id(reading, radar, name)}.md"
    quadrant = _id("quadrant", radar.quadrants, quadrant)
    ring = _id("ring", radar.rings, ring)
    if not summary and sys.stdin.isatty():
        summary = click.prompt("Summary, one sentence", default="", show_default=False, err=True)
    placed = (("name", name), ("summary", summary), ("quadrant", quadrant))
    lines = _front(radar, placed, ring, _split_tags(tags), _more(owners, fields))
    text = "\n".join([lines[0], *_editor_lines(reading.folder), *lines[1:], ""])

    def decide(tree: FrozenTree) -> tuple[None, dict[str, bytes]]:
        there = read(reading.folder, tree)  # once more: on a terminal, answers take their time
        _new_id(there, there.radar or there.require_sound(), name)
        _refuse_what_is_wrong(tree, file, text.encode("utf-8", "surrogatepass"))
        return None, {file: text.encode()}

    change_files(reading.folder, decide)
    say(f"Wrote {reading.folder / file}. {_ADVICE}")


def _refuse_more(name: str | None, *others: str | tuple[str, ...]) -> None:
    """Refuse what the issue says itself, beside it; NAME may be the folder then."""
    if any(others):
        raise BadCall("with --from-issue all is in the issue; leave the other options out")
    if name and not exists(Path(name)):
        raise BadCall(f"with --from-issue the name is in the issue, and there is no folder {name}")


def _make_proposal(reading: Reading, issue: str) -> None:
    """Write the file of what an issue proposes."""
    from radar.forms import read_issue

    radar = reading.radar or reading.require_sound()
    proposed = read_issue(radar, _read_text(issue))
    file = f"{_new_id(reading, radar, proposed.name)}.md"
    data = markdown_file(proposed.front, proposed.text)

    def decide(tree: FrozenTree) -> tuple[None, dict[str, bytes]]:
        there = read(reading.folder, tree)
        _new_id(there, there.radar or there.require_sound(), proposed.name)
        _refuse_what_is_wrong(tree, file, data)
        return None, {file: data}

    change_files(reading.folder, decide)
    say(f"Wrote {reading.folder / file}, a proposal. Decide it with: radar move")


def _read_text(file: str) -> str:
    """Return the text of a file, or of standard input for `-`.

    Raises:
        BadCall: it cannot be read, or is no text.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file))
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCall(f"{file} is not UTF-8, so it is no text of an issue") from None
    except OSError as error:
        raise BadCall(f"cannot read {file}: {(error.strerror or str(error)).lower()}") from None


# said here and never written: what stands in the file is published
_ADVICE = (
    "Say in it, below the second ---, what it is, what it is good for, what to watch out for, "
    "and why it is in this ring"
)


def _new_id(reading: Reading, radar: Radar, name: str) -> str:
    """Return the id for a new entry of that name.

    Raises:
        BadCall: there is such an entry already, or its file would not be read as one.
    """
    entry_id = make_id(name, radar.languages[0])
    wanted = {same_name(entry_id), same_name(name)}
    for entry in (*radar.entries, *radar.proposals):
        if wanted & {same_name(word) for word in (entry.id, *entry.name.values(), *entry.aliases)}:
            raise BadCall(
                f"there is an entry {entry.id!r} already, called "
                f"{choose_words(entry.name, *radar.languages)!r}. Edit it, or choose another name."
            )
    for file in reading.files:
        if PurePosixPath(file.lower()).name == f"{entry_id}.md":
            raise BadCall(f"there is a file {file!r} already. Edit it, or choose another name.")
    if taken := wanted & reading.targets.keys():
        raise BadCall(
            f"there is an entry {reading.targets[min(taken)]!r} already, which is a draft or has "
            "mistakes. Edit it, or choose another name."
        )
    if why := why_no_entry(f"{entry_id}.md", Axes(radar.languages)):
        raise BadCall(f"this would be no entry, because {why}. Choose another name")
    return entry_id


def _name() -> str:
    if not sys.stdin.isatty():
        raise BadCall("a new entry needs a name: radar new NAME")
    answer: str = click.prompt("Name", err=True)
    return answer


def _id(kind: str, items: Iterable[Named], word: str) -> str:
    """Return the id of what a word names, for names change and ids stay; an unknown word as it is.

    Without a word a terminal is asked for one.
    """
    names = Names(kind)
    for item in items:
        names.add(item.id, *item.name.values(), *item.aliases)
    return names.find(word) or word if word else _ask_for(names)


def _ask_for(names: Names) -> str:
    kind = names.kind
    if not sys.stdin.isatty():
        raise BadCall(f"a new entry needs a {kind}. Give --{kind}, one of {list_words(names.ids)}.")

    def check_answer(word: str) -> str:
        if not (found := names.find(word)):
            raise click.BadParameter(f"{kind}s are {list_words(names.ids)}")
        return found

    answer: str = click.prompt(
        f"{kind.title()} ({list_words(names.ids)})", value_proc=check_answer, err=True
    )
    return answer


def _front(
    radar: Radar,
    placed: Iterable[tuple[str, str]],
    ring: str,
    tags: Iterable[str],
    more: Mapping[str, Sequence[str]],
) -> list[str]:
    """Return the lines of the front matter."""
    return write_front_matter(_front_lines(radar, placed, ring, tags, more))


def _front_lines(
    radar: Radar,
    placed: Iterable[tuple[str, str]],
    ring: str,
    tags: Iterable[str],
    more: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    for key, word in placed:
        yield f"{key}: {write_text(word)}" if word else f"{key}:"
    yield (
        f"history:\n  {write_text(radar.newest)}: {write_text(ring)}"
        if radar.editions and not radar.closed
        else f"ring: {write_text(ring)}"
    )
    if tags := tuple(tags):
        yield f"tags: [{', '.join(map(write_text, tags))}]"
    for key, words in more.items():
        several = f"[{', '.join(map(write_text, words))}]"
        yield f"{write_text(key)}: {several if len(words) > 1 else write_text(words[0])}"


def _split_tags(words: Iterable[str]) -> list[str]:
    """Return the tags in some words, which may hold several with commas between."""
    tags: dict[str, str] = {}
    for word in words:
        for tag in re.split("[,，、]", word):
            if tag.strip():
                tags.setdefault(same_name(tag), tag.strip())
    return list(tags.values())


def _editor_lines(folder: Path) -> list[str]:
    """Return the line that names the schema of entries, where the radar has one for editors."""
    from radar.schemas.editor_files import FILES, editor_line

    return [editor_line("entry")] if is_file(folder / FILES["entry"]) else []


def _more(owners: Sequence[str], fields: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return owners, and what is said in fields of one's own, by key.

    Raises:
        BadCall: a field is not written as ID=VALUE.
    """
    more: dict[str, list[str]] = {"owner": [word for word in owners if word]}
    for pair in fields:
        key, sign, value = pair.partition("=")
        if not (key.strip() and sign and value.strip()):
            raise BadCall(f"a field is written as ID=VALUE, such as risk=high, not {pair[:80]!r}")
        more.setdefault(key.strip(), []).append(value.strip())
    return {key: words for key, words in more.items() if words}


def _refuse_what_is_wrong(tree: Tree, file: str, data: bytes) -> None:
    """Read the radar as it would be with the new file, by the rules of every file and text.

    Raises:
        BadCall: something is wrong in the new file; the message has every error.
    """
    after = Overlay(tree, FileEdit(file, data))
    wrong = [
        problem
        for problem in read_tree(after).problems
        if (problem.path, problem.severity) == (file, "error")
    ]
    if wrong := wrong or errors_in_texts(after, file):
        said = dict.fromkeys(f"{p.message}. {p.hint[:1].upper()}{p.hint[1:]}" for p in wrong)
        raise BadCall("\n".join(line.rstrip(". ") for line in said))
