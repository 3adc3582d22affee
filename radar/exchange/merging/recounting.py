"""What a merge says of the rows of an import, and of entries that the import does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from radar.exchange.toolkit.report import Finding, FindingKind, SourcePlace
from radar.model import Radar
from radar.text import number_of


def report_missing(radar: Radar, seen: Collection[str]) -> Iterator[Finding]:
    """Yield one finding for all entries of a radar whose ids were not seen in the import."""
    silent = [entry.id for entry in radar.entries if entry.id not in seen]
    if silent:
        few = ", ".join(silent[:10]) + (", …" if len(silent) > 10 else "")
        stay = "is not in the import and stays as it is"
        stay = stay if len(silent) == 1 else "are not in the import and stay as they are"
        message = f"{number_of(len(silent), 'entry')} {stay}: {few}"
        yield Finding("noted", SourcePlace("radar.yaml"), "unnamed", message)


def recount(
    findings: Iterable[Finding], fate: Mapping[str, tuple[FindingKind, str]]
) -> Iterator[Finding]:
    """Yield the findings of an import with what became of each row: made, merged, left out.

    `fate` is the kind of finding and a reason by the id of the imported entry.
    """
    for finding in findings:
        kind, why = fate.get(finding.code, ("", ""))
        if finding.kind in ("made", "merged") and kind == "reported":
            message = f"{finding.message}: {why}"
            yield Finding("reported", finding.place, "not-merged", message)
        elif finding.kind == "made" and kind == "merged":
            yield finding._replace(kind="merged")
        else:
            yield finding
