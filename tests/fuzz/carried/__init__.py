"""Sources of an import made at random, by format; whatever is in them arrives or is reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from . import documents, folders, pages, tables, workbooks
from .made import Source

SOURCES: Mapping[str, Callable[[Random], Source]] = {
    "csv": tables.plain,
    "byor": tables.byor,
    "byor-json": documents.byor_json,
    "list": documents.listed,
    "zalando": documents.zalando,
    "backstage": documents.backstage,
    "qiwi": documents.qiwi,
    "radar-json": documents.radar_json,
    "qiwi-blocks": tables.qiwi_blocks,
    "workbook": workbooks.workbook,
    "aoe": folders.aoe,
    "porsche": folders.porsche,
    "front-matter": folders.front_matter,
    "cncf": folders.cncf,
    "documents": folders.entry_documents,
    "zalando-page": pages.zalando_page,
    "backstage-script": pages.backstage_script,
    "grouped": pages.grouped,
    "distances": pages.distances,
}
