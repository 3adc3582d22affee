"""Headings of columns: what people call a column that a format knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

_WORDS: Mapping[str, Sequence[str]] = {
    "name": (
        *("technology", "tech", "title", "item", "blip", "entry", "label", "tool", "product"),
        *("technologie", "bezeichnung", "titel", "eintrag", "nom", "titre", "nombre", "título"),
        *("tecnología", "nome", "tecnologia", "titolo", "naam", "название", "имя", "технология"),
        *("nazwa", "ad", "名称", "名字", "技术", "名前", "技術", "이름", "기술", "namn", "nimi"),
    ),
    "quadrant": (
        *("quadrants", "category", "sector", "segment", "section", "area", "kategorie", "sektor"),
        *("bereich", "quadrante", "catégorie", "cuadrante", "categoría", "categoria", "settore"),
        *("kwadrant", "categorie", "квадрант", "категория", "сектор", "ćwiartka", "kategoria"),
        *("象限", "类别", "分类", "領域", "カテゴリ", "カテゴリー", "사분면", "분류", "kategori"),
    ),
    "ring": (
        *("rings", "stage", "level", "maturity", "recommendation", "phase", "stufe", "empfehlung"),
        *("reifegrad", "anneau", "niveau", "anillo", "nivel", "anel", "anello", "livello"),
        *("кольцо", "уровень", "стадия", "pierścień", "halka", "环", "圆环", "阶段", "リング"),
        *("링", "단계", "kehä"),
    ),
    "isNew": (
        *("new", "newentry", "neu", "istneu", "nouveau", "estnouveau", "nuevo", "esnuevo", "novo"),
        *("nuovo", "nieuw", "новый", "новое", "nowy", "yeni", "新", "是否新", "新增", "新規"),
        "신규",
    ),
    "moved": (
        *("movement", "move", "change", "trend", "direction", "bewegung", "veränderung"),
        *("mouvement", "évolution", "movimiento", "cambio", "movimento", "beweging", "движение"),
        *("изменение", "ruch", "hareket", "移动", "变化", "変化", "移動", "이동"),
    ),
    "status": (),
    "description": (
        *("descriptions", "comment", "comments", "details", "detail", "info", "remarks", "remark"),
        *("beschreibung", "kommentar", "bemerkung", "anmerkung", "commentaire", "remarques"),
        *("descripción", "comentario", "comentarios", "descrição", "descrizione", "commento"),
        *("beschrijving", "описание", "комментарий", "opis", "açıklama", "描述", "说明", "备注"),
        *("説明", "コメント", "설명", "beskrivning", "kuvaus"),
    ),
    "summary": (
        *("abstract", "short description", "tldr", "zusammenfassung", "kurzbeschreibung"),
        *("résumé", "resumen", "resumo", "riassunto", "sommario", "samenvatting", "резюме"),
        *("кратко", "摘要", "简介", "概要", "요약"),
    ),
    "text": ("body", "content", "markdown", "texte", "texto", "testo", "tekst", "текст", "正文"),
    "note": ("notes", "rationale", "reason", "notiz", "begründung", "raison", "nota", "причина"),
    "tags": (
        *("tag", "labels", "keywords", "topics", "schlagworte", "schlagwörter", "stichworte"),
        *("étiquettes", "motsclés", "etiquetas", "etichette", "теги", "метки", "etykiety"),
        *("标签", "タグ", "태그"),
    ),
    "owner": (
        *("owners", "team", "teams", "responsible", "contact", "maintainer", "ownedby"),
        *("verantwortlich", "verantwortliche", "besitzer", "ansprechpartner", "responsable"),
        *("propriétaire", "équipe", "propietario", "equipo", "responsável", "responsabile"),
        *("eigenaar", "владелец", "ответственный", "команда", "właściciel", "sahibi"),
        *("负责人", "所有者", "团队", "担当", "担当者", "オーナー", "담당자", "소유자"),
    ),
    "reviewed": (
        *("reviewdate", "lastreview", "lastreviewed", "reviewedon", "geprüft", "geprüftam"),
        *("überprüft", "révisé", "revisado", "rivisto", "проверено", "审核日期", "レビュー日"),
    ),
    "links": (
        *("link", "url", "urls", "website", "web", "homepage", "reference", "references"),
        "verweise",
        *("liens", "lien", "enlace", "enlaces", "ligações", "collegamenti", "ссылка", "ссылки"),
        *("链接", "リンク", "링크"),
    ),
    "aliases": ("alias", "aka", "alsoknownas", "synonyms", "别名", "別名"),
    "related": ("relatedto", "seealso", "verwandt", "相关", "関連"),
    "instead": ("replacement", "replacedby", "successor", "alternative", "ersatz", "替代", "代替"),
    "leave_by": ("endoflife", "eol", "sunset", "leavedate", "ablösenbis", "停用日期"),
    "hidden": ("hide", "versteckt", "ausgeblendet", "masqué", "oculto", "隐藏", "非表示"),
    "edition": ("volume", "ausgabe", "édition", "edición", "edizione", "版本", "期"),
}
_AS_RING = ("status", "state", "статус", "estado", "statut", "stato", "状态", "状態", "상태")
"""Headings of the column with the rings where there is no other: Status, in many lists."""

_KEPT = 64  # lists of columns whose keys are kept: each format has one, and --map makes some

_IN_BRACKETS = re.compile(r"[(\[（].*")
_SIGNS = re.compile(r"[\W_]+")


def heading_key(heading: str) -> str:
    """Return what counts of a heading: small letters without signs, and without what is in ().

    >>> heading_key("Name *"), heading_key("Ring (adopt, hold)"), heading_key("Is new?")
    ('name', 'ring', 'isnew')
    """
    bare = _IN_BRACKETS.sub("", heading) or heading
    return _SIGNS.sub("", bare).casefold() or "".join(heading.split()).casefold()


def match_columns(headings: Sequence[str], known: Collection[str]) -> Mapping[str, str]:
    """Return which headings mean a column of `known`: heading → column.

    A heading that is the column's name comes first, then other words for it, from left to right;
    each column is given once.

    >>> match_columns(["Technology", "Category", "Status"], ["name", "quadrant", "ring", "status"])
    {'Status': 'ring', 'Technology': 'name', 'Category': 'quadrant'}
    """
    keys = {heading: heading_key(heading) for heading in headings if heading}
    meant = {heading: heading for heading in keys if heading in known}
    _assign(meant, keys, index_columns(tuple(known)))
    if "ring" in known and "ring" not in meant.values():
        others = {h: key for h, key in keys.items() if meant.get(h) in (None, "status")}
        rings = {*_index_other_words(("ring",)), *_AS_RING}
        for heading in [h for h, key in others.items() if key in rings][:1]:
            meant[heading] = "ring"
    _assign(meant, keys, _index_other_words(tuple(known)))
    return meant


def _assign(meant: dict[str, str], keys: Mapping[str, str], columns: Mapping[str, str]) -> None:
    """Add the headings whose key means a column, unless that is there already."""
    for heading, key in keys.items():
        column = columns.get(key)
        if column and heading not in meant and column not in meant.values():
            meant[heading] = column


@lru_cache(_KEPT)
def index_columns(columns: tuple[str, ...]) -> Mapping[str, str]:
    """Return columns by the keys of their names."""
    return {heading_key(column): column for column in columns}


@lru_cache(_KEPT)
def _index_other_words(columns: tuple[str, ...]) -> Mapping[str, str]:
    """Return columns by the keys of other words for them."""
    return {heading_key(word): column for column in columns for word in _WORDS.get(column, ())}


_TOTALS = (
    *("total", "totals", "grandtotal", "sum", "subtotal", "count", "average", "summe", "gesamt"),
    *(
        "anzahl",
        "insgesamt",
        "somme",
        "suma",
        "soma",
        "somma",
        "totale",
        "totaal",
        "итого",
        "всего",
    ),
    *("razem", "toplam", "合计", "总计", "总数", "合計", "合計数", "합계", "총계"),
)
_FIGURE = re.compile(r"[\d.,\s%]+")


def is_total(cell: str) -> bool:
    """Return whether the first cell of a row says that it is a total.

    >>> is_total("Total: 65"), is_total("12"), is_total("Totara")
    (True, True, False)
    """
    word = re.sub(r"\d", "", heading_key(cell))
    return word in _TOTALS or is_figure(cell)


def is_figure(cell: str) -> bool:
    """Return whether a cell is a number, a share or a list of numbers.

    >>> is_figure("12"), is_figure("1,5 %"), is_figure("Go 1")
    (True, True, False)
    """
    return bool(_FIGURE.fullmatch(cell.strip()))
