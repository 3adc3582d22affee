"""The rings of a radar that names none, in its languages: adopt, trial, assess, hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from radar.model.values import Ring

_IDS: Final = ("adopt", "trial", "assess", "hold")
_DEFAULT: Final = "en"
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("Adopt", "Trial", "Assess", "Hold"),
    "zh": ("采纳", "试验", "评估", "暂缓"),
    "de": ("Einsetzen", "Erproben", "Bewerten", "Abwarten"),
    "fr": ("Adopter", "Essayer", "Évaluer", "Attendre"),
    "es": ("Adoptar", "Probar", "Evaluar", "Esperar"),
    "pt": ("Adotar", "Experimentar", "Avaliar", "Esperar"),
    "ja": ("採用", "試行", "評価", "保留"),
    "ru": ("Применять", "Пробовать", "Изучать", "Отложить"),
    "ar": ("اعتماد", "تجربة", "تقييم", "تريّث"),
}
"""Names by language, inner ring first. An import takes them for what they are (`vocabulary`)."""


def usual_rings(languages: Iterable[str]) -> tuple[Ring, ...]:
    """Return the usual rings, named in those of the languages for which there are names.

    Where there are none for any of them, they are named in English.

    >>> [ring.name for ring in usual_rings(["de", "ja"])][0]
    {'de': 'Einsetzen', 'ja': '採用'}
    >>> usual_rings(["pt-BR"])[3].name, usual_rings(["sw"])[3].name
    ({'pt-BR': 'Esperar'}, {'en': 'Hold'})
    """
    spoken = {tag: names for tag in languages if (names := _NAMES.get(tag.split("-")[0]))}
    spoken = spoken or {_DEFAULT: _NAMES[_DEFAULT]}
    return tuple(
        Ring(
            id=id_,
            name={tag: names[place] for tag, names in spoken.items()},
            aliases=("caution",) if id_ == "hold" else (),  # as Thoughtworks calls it since 2026
        )
        for place, id_ in enumerate(_IDS)
    )
