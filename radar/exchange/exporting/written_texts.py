"""Texts and links of a radar as they are written in its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from radar.model import Link, Radar
from radar.text import UNSTATED, choose_words


def write_words(text: Mapping[str, str], radar: Radar) -> Any:
    """Return a text as a plain string if it has no language, else as a mapping by language."""
    texts = by_language(text, radar)
    return texts[UNSTATED] if set(texts) == {UNSTATED} else dict(texts)


def write_link(link: Link, radar: Radar) -> Any:
    """Return a link as its address alone where it has no label."""
    label = write_words(link.label, radar)
    return {"url": link.url, "label": label} if label else link.url


def by_language(text: Mapping[str, str], radar: Radar) -> Mapping[str, str]:
    """Return a text by language; without a language, it counts as the first one if others exist."""
    stated = {tag: text[tag] for tag in radar.languages if text.get(tag)}
    if UNSTATED in text and stated:
        return {radar.languages[0]: text[UNSTATED]} | stated
    return stated or ({UNSTATED: choose_words(text)} if choose_words(text) else {})


def without_empty(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields without those that say nothing; 0 says something."""
    return {key: value for key, value in fields.items() if value or value == 0}
