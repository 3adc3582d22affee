"""Words for rings, from the centre outwards, so that rings stand in an order that makes sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

_SCALE: Sequence[Sequence[str]] = (
    (
        *("adopt", "adopted", "adoption", "use", "core", "standard", "default", "preferred"),
        *("recommended", "approved", "accepted", "strategic", "production", "established"),
        *("mainstream", "invest", "einsetzen", "übernehmen", "adoptieren", "empfohlen", "nutzen"),
        *("adopter", "adoptar", "adotar", "adottare", "adopteren", "gebruiken"),
        *("внедрять", "принять", "использовать", "применять", "przyjmij", "stosuj", "wdrażaj"),
        *(
            "benimse",
            "采用",
            "采纳",
            "推荐",
            "採用",
            "추천",
            "채택",
            "도입",
        ),
        *("anta", "ota käyttöön"),
    ),
    ("keep", "retain", "maintain", "supported", "behalten", "beibehalten", "maintenir"),
    (
        *("trial", "try", "pilot", "piloting", "beta", "emerging", "testing", "erproben"),
        *("ausprobieren", "pilotieren", "essayer", "expérimenter", "probar", "experimentar"),
        *("provare", "sperimentare", "proberen", "uitproberen", "пробовать", "попробовать"),
        *("испытывать", "пилот", "wypróbuj", "dene", "试验", "试用", "試用", "試行", "トライアル"),
        *("시험", "시도", "pröva", "kokeile"),
    ),
    (
        *("assess", "assessing", "evaluate", "evaluating", "evaluation", "explore", "research"),
        *("investigate", "consider", "experiment", "watch", "monitor", "observe", "poc", "lab"),
        *("bewerten", "evaluieren", "beobachten", "prüfen", "untersuchen", "évaluer", "étudier"),
        *("observer", "evaluar", "avaliar", "valutare", "beoordelen", "evalueren", "оценивать"),
        *("оценить", "изучать", "исследовать", "наблюдать", "oceniaj", "oceń", "değerlendir"),
        *("评估", "评价", "評価", "평가", "utvärdera", "arvioi"),
    ),
    (
        *("hold", "caution", "contain", "tolerate", "freeze", "frozen", "pause", "paused", "stop"),
        *("wait", "halten", "abwarten", "vorsicht", "attendre", "suspendre", "mantener"),
        *("retener", "esperar", "suspender", "pausar", "precaución", "cuidado", "segurar"),
        *("manter", "reter", "trattenere", "sospendere", "attendere", "aanhouden", "wachten"),
        *("удерживать", "воздержаться", "приостановить", "отложить", "wstrzymaj", "beklet"),
        *("暂缓", "保留", "暂停", "謹慎", "谨慎", "保留する", "ホールド", "보류", "avvakta"),
        "pidä",
    ),
    (
        *("deprecated", "deprecate", "avoid", "discouraged", "sunset", "legacy", "phase out"),
        *("not recommended", "no longer recommended", "do not use", "don t use", "replace"),
        *("migrate", "veraltet", "vermeiden", "déprécié", "éviter", "obsoleto", "evitar"),
        *("устарело", "избегать", "弃用", "已弃用", "非推奨", "사용 중단"),
    ),
    (
        *("retire", "retired", "remove", "removed", "drop", "end of life", "eol", "forbidden"),
        *(
            "archive",
            "archived",
            "banned",
            "prohibited",
            "reject",
            "rejected",
            "ablösen",
            "abschaffen",
            "retirer",
        ),
        *("abandonner", "retirar", "eliminar", "abandonar", "ritirare", "dismettere", "uitfaseren"),
        *("отказаться", "удалить", "вывести", "淘汰", "退役", "停用", "廃止", "폐기"),
    ),
)
_RANKS: Mapping[str, int] = {
    word: rank for rank, words in reversed([*enumerate(_SCALE)]) for word in words
}
_NEGATIONS = frozenset(("not", "no", "non", "never", "nicht", "kein", "pas", "не"))
_LAST = 4
"""The rank of Hold: a ring that nobody knows stands before what should not be used."""


def _rank(name: str) -> int | None:
    """Return how far from the centre a ring is by its name; None if its words do not say it."""
    words = re.findall(r"\w+", name.casefold())
    whole = _RANKS.get(" ".join(words))
    if whole is not None or not _NEGATIONS.isdisjoint(words):
        return whole
    ranks = {_RANKS[word] for word in words if word in _RANKS}
    return ranks.pop() if len(ranks) == 1 else None


def is_ring_word(name: str) -> bool:
    """Return whether a name is a usual one for a ring.

    >>> is_ring_word("EVALUAR"), is_ring_word("tools")
    (True, False)
    """
    return _rank(name) is not None


def sort_rings(names: Iterable[str]) -> tuple[Sequence[str], bool]:
    """Return names of rings from the centre outwards, and whether that is certain.

    Known names are sorted; of others, all before the first that should not be used, and in the
    order in which they come. It is certain where all names are known and mean different things.

    >>> sort_rings(["Hold", "Adopt", "Trial", "Retire"])
    (['Adopt', 'Trial', 'Hold', 'Retire'], True)
    >>> sort_rings(["Hold", "Dubious", "Adopt"])
    (['Adopt', 'Dubious', 'Hold'], False)
    """
    listed = list(names)
    ranks = {name: _rank(name) for name in listed}
    unknown = _LAST - 0.5
    ordered = sorted(listed, key=lambda name: unknown if (r := ranks[name]) is None else r)
    distinct = len({*ranks.values()}) == len(ranks)
    return ordered, None not in ranks.values() and distinct
