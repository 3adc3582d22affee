"""Words for yes and no, and for movements."""

from __future__ import annotations

import re
from collections.abc import Mapping

_YES = (
    *("true", "t", "yes", "y", "x", "1", "on", "ok", "✓", "✔", "✔️", "☑", "✅", "☒"),
    *("ja", "j", "wahr", "oui", "o", "vrai", "sí", "si", "s", "verdadero", "cierto", "vero"),
    *("sim", "verdadeiro", "waar", "tak", "prawda", "ano", "pravda", "igen", "igaz", "evet"),
    *("doğru", "да", "истина", "так", "ναι", "sann", "sant", "sand", "kyllä", "tosi"),
    *(
        "sì",
        "[x]",
        "是的",
        "是",
        "真",
        "对",
        "有",
        "はい",
        "○",
        "◯",
        "예",
        "네",
        "참",
        "हाँ",
        "نعم",
        "כן",
    ),
)
_NO = (
    *("false", "f", "no", "n", "0", "off", "-", "–", "—", "✗", "✘", "✕", "❌", "☐", "×"),
    *("nein", "falsch", "non", "faux", "falso", "não", "nao", "nee", "onwaar", "nie", "fałsz"),
    *("ne", "nepravda", "nem", "hamis", "hayır", "yanlış", "нет", "ложь", "ні", "όχι"),
    *("nej", "nei", "falsk", "usant", "ei", "epätosi"),
    *(
        "[ ]",
        "不是",
        "否",
        "假",
        "不",
        "无",
        "いいえ",
        "아니요",
        "아니오",
        "거짓",
        "नहीं",
        "لا",
        "לא",
    ),
)
TRUTHS: Mapping[str, bool] = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
_NEW = (
    *("new", "returned", "added", "2", "★", "☆", "✨", "🆕", "*", "neu", "nouveau", "nouvelle"),
    *("nuevo", "nueva", "nuovo", "nuova", "novo", "nova", "nieuw", "nowy", "nowe", "nový"),
    *("новый", "новое", "новая", "новинка", "yeni", "ny", "nytt", "uusi", "新", "新增", "新規"),
    *("신규", "새로움"),
)
_IN = (
    *("in", "moved in", "up", "moved up", "inwards", "inward", "promoted", "1", "↑", "▲", "△"),
    *("⬆", "⬆️", "⇧", "🔼", "↗", "auf", "aufgestiegen", "rein", "hoch", "hausse", "monté"),
    *("sube", "arriba", "subió", "su", "salito", "subiu", "omhoog", "w górę", "вверх", "выше"),
    *("上", "上升", "上昇", "내부로", "상승"),
)
_OUT = (
    *("out", "moved out", "down", "moved down", "outwards", "outward", "demoted", "-1", "↓"),
    *("▼", "▽", "⬇", "⬇️", "⇩", "🔽", "↘", "ab", "abgestiegen", "raus", "runter", "baisse"),
    *("descendu", "baja", "abajo", "bajó", "giù", "sceso", "desceu", "omlaag", "w dół"),
    *("вниз", "ниже", "下", "下降", "하락"),
)
_SAME = (
    *("unchanged", "no change", "not changed", "same", "none", "stable", "0", "=", "-", "–", "—"),
    *("→", "➡", "●", "○", "unverändert", "gleich", "inchangé", "sin cambios", "sin cambio"),
    *("igual", "invariato", "inalterado", "sem alterações", "ongewijzigd", "bez zmian"),
    *("без изменений", "не изменилось", "değişmedi", "oförändrad", "不变", "未变", "変更なし"),
    *("변경 없음", "変化なし", "±0"),
)
MOVEMENTS: Mapping[str, str] = {
    **dict.fromkeys(_NEW, "new"),
    **dict.fromkeys(_IN, "in"),
    **dict.fromkeys(_OUT, "out"),
    **dict.fromkeys(_SAME, "unchanged"),
}
_MINUS = re.compile("^[\u2212\u2013\uff0d](?=\\d)")


def plain_word(text: str) -> str:
    """Return a word as the tables have it: small letters, single blanks, a plain minus.

    Parentheses around it do not count, nor a full stop or an exclamation mark at its end.

    >>> plain_word(" Moved  IN "), plain_word("\u22121"), plain_word("(New!)")
    ('moved in', '-1', 'new')
    """
    word = " ".join(text.casefold().split())
    return _MINUS.sub("-", word.strip("()").rstrip(".!") or word)
