"""Forms for proposals in GitHub and GitLab, and what a person wrote into one, read back.

::

    questions    what a form asks: made of the radar's rings, quadrants, fields and rules
    writing      questions → an issue form of GitHub, a template of GitLab
    answers      the text of an issue → the front matter and text of a proposal
"""

from __future__ import annotations

from radar.forms.answers import read_issue
from radar.forms.questions import Question, questions_of
from radar.forms.writing import as_github, as_gitlab

__all__ = ["Question", "as_github", "as_gitlab", "questions_of", "read_issue"]
