"""The text of an issue → what a person proposes, as front matter and text.

A heading that the form has, with three number signs before it, begins an answer. Other headings
are a part of the answer before them, for a person may write headings into a description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from radar.errors import BadCall, near_miss
from radar.forms.questions import Question, questions_of
from radar.model import Radar
from radar.naming import same_name
from radar.text import leave_out_comments, printable

_HEADING = "### "
_NOTHING = ("", "_no response_", "none", "n/a")  # what forges write for an answer left empty
_LIST = re.compile(r"[,;\n]")
_LONGEST = 1_000_000  # characters; more than any forge lets an issue have


class Proposed(NamedTuple):
    """What an issue proposes: values of front matter by key, and the text."""

    name: str
    front: Mapping[str, Any]
    text: str


def read_issue(radar: Radar, text: str) -> Proposed:
    """Return what a person wrote into a form of this radar.

    Raises:
        BadCall: the issue is none that the form made: an answer that is needed is not there, is
            there twice, or names nothing; the message says which, with its line.
    """
    if len(text) > _LONGEST:
        raise BadCall(f"this issue has {len(text):,} characters, which is too long for one")
    questions = questions_of(radar)
    answers = _split(text.replace("\r\n", "\n").replace("\r", "\n"), questions)
    if not answers:
        raise BadCall("this is no issue of this radar's form: it has no heading such as ### Name")
    missing = [q.label for q in questions if q.required and not answers.get(q.key, ("", 0))[0]]
    if missing:
        raise BadCall(f"the issue has no answer to: {', '.join(missing)}")
    values = {q.key: _value(q, *answers[q.key]) for q in questions if answers.get(q.key, ("",))[0]}
    name = str(values.pop("name"))
    proposed = {key: values.pop(key) for key in ("ring", "by", "note") if key in values}
    body = str(values.pop("text", ""))
    front: dict[str, Any] = {"name": name, "summary": values.pop("summary", "")}
    front |= {"quadrant": values.pop("quadrant"), "proposed": proposed, **values}
    return Proposed(name, {key: said for key, said in front.items() if said}, body)


def _split(text: str, questions: tuple[Question, ...]) -> dict[str, tuple[str, int]]:
    """Return the answers by key, each with the line of its heading."""
    by_label = {q.label.casefold(): q for q in questions}
    last = questions[-1]
    found: dict[str, tuple[list[str], int]] = {}
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        is_heading = line.startswith(_HEADING)
        question = by_label.get(line[len(_HEADING) :].strip().casefold()) if is_heading else None
        if question and question.key in found:
            if last.key in found:  # a description may have any heading
                question = None
            else:
                first = found[question.key][1]
                where = f"in lines {first} and {number}"
                raise BadCall(f"the issue answers {question.label!r} twice, {where}")
        if question:
            lines = []
            found[question.key] = (lines, number)
        else:
            lines.append(line)
    return {key: (_clean(said, key), number) for key, (said, number) in found.items()}


def _clean(lines: list[str], key: str) -> str:
    text = "\n".join(lines)
    bare = leave_out_comments(text).strip()
    if bare.casefold() in _NOTHING:
        return ""
    return text.strip() if key == "text" else bare


def _value(question: Question, answer: str, line: int) -> Any:
    if question.key == "text":
        return answer
    if question.kind == "choice":
        return _choose(question, answer, line)
    if question.key == "links":
        return [each for each in (part.strip(" -*<>") for part in answer.split("\n")) if each]
    if question.several:
        return [word for word in map(str.strip, _LIST.split(answer)) if word]
    return " ".join(answer.split())


def _choose(question: Question, answer: str, line: int) -> str:
    """Return the id of an option; the ids themselves may be written too."""
    words = dict(zip(map(same_name, question.ids), question.ids, strict=True))
    words |= dict(zip(map(same_name, question.options), question.ids, strict=True))
    found = words.get(same_name(answer))
    if found is None:
        there = ", ".join(question.options)
        hint = near_miss(answer[:80], question.options) or f"there are {there}"
        message = f"line {line}: {printable(answer)[:80]!r} is none of the answers to "
        raise BadCall(f"{message}{question.label!r}. {hint[:1].upper()}{hint[1:]}")
    return found
