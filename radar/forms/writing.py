"""Questions → an issue form of GitHub (YAML), and a template of GitLab (Markdown).

GitHub makes of an issue form a text in which each heading is followed by the answer; the template
of GitLab has the same headings, and what may be answered in comments. So one reader reads both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radar.forms.questions import Question, questions_of
from radar.model import Radar
from radar.text import printable
from radar.yaml import Plain, write_document

_TYPES: Mapping[str, str] = {"line": "input", "text": "textarea", "choice": "dropdown"}


def as_github(radar: Radar) -> str:
    """Return an issue form for `.github/ISSUE_TEMPLATE/`."""
    title = printable(radar.say(radar.title))
    form = {
        "name": f"Propose an entry for {title}",
        "description": f"Propose a technology for {title}, or another ring for one.",
        "title": "Proposal: ",
        "labels": ["radar-proposal"],
        "body": [_element(question) for question in questions_of(radar)],
    }
    return write_document(form)


def _element(question: Question) -> dict[str, Any]:
    about: dict[str, Any] = {"label": question.label}
    if question.hint:
        about["description"] = question.hint
    if question.kind == "choice":
        about["options"] = list(question.options)
    made: dict[str, Any] = {
        "type": _TYPES[question.kind],
        "id": f"radar-{question.key}",
        "attributes": about,
    }
    if question.required:
        made["validations"] = {"required": Plain("true")}
    return made


def as_gitlab(radar: Radar) -> str:
    """Return a template for `.gitlab/issue_templates/`."""
    lines = [f"<!-- A proposal for {_comment(radar.say(radar.title))}. -->", ""]
    for question in questions_of(radar):
        lines += [f"### {question.label}", ""]
        said = [question.hint] if question.hint else []
        said += [f"One of: {', '.join(question.options)}."] if question.options else []
        said += ["Required."] if question.required else []
        if said:
            lines += [f"<!-- {_comment(' '.join(said))} -->", ""]
        lines += ["", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _comment(text: str) -> str:
    """Return words that cannot end the comment in which they stand."""
    return re.sub("-(?=-)", "- ", printable(text)).rstrip("-")
