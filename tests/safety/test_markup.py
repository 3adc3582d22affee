"""Text in a markup language takes in nothing that is not escaped for it."""

from __future__ import annotations

import pytest

from radar.safety.markup import (
    Asciidoc,
    Confluence,
    Dokuwiki,
    Html,
    Markdown,
    MarkupText,
    Mediawiki,
    Rst,
)

KINDS: tuple[type[MarkupText], ...] = (
    *(Asciidoc, Confluence, Dokuwiki, Html, Markdown, Mediawiki, Rst),
)
NASTY = "<b>[[x]] {{y}} `z` *a*"


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_to_put_text_together_escapes_it(kind: type[MarkupText]) -> None:
    """Added, joined, filled in or formatted, a text of no type is escaped."""
    escaped = kind.escape(NASTY)
    assert escaped != NASTY
    own = kind("<own>")
    assert own + NASTY == f"<own>{escaped}"
    assert NASTY + own == f"{escaped}<own>"
    assert own.join([NASTY, own]) == f"{escaped}<own><own>"
    assert kind("a {} {b}").format(NASTY, b=own) == f"a {escaped} <own>"
    assert kind.write("a {} {b}", own, b=NASTY) == f"a <own> {escaped}"
    assert kind.fill("{a}<script>{b}", a=NASTY, b=own).count("<script>") == (kind is Dokuwiki)
    with pytest.raises(TypeError):
        kind("%s") % NASTY
    assert isinstance(own * 2, kind)


def test_a_language_escapes_the_text_of_another() -> None:
    """What is markup in one language is words in the next."""
    assert Markdown.write("{}", Html("<b>")) == "&#60;b&#62;"


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_stays_on_its_line(kind: type[MarkupText]) -> None:
    """No line end and no control gets out of a name or a word."""
    made = kind.escape("a\nb\r\nc\x0b\x0cd\u2028e\u2029f\x00\x1b\u202eg")
    assert len(made.splitlines()) == 1
    assert made.isprintable()
