"""An imported radar → changes to the files of the radar that is there.

Entries are found by id, name or alias. What the import knows better is where a technology stands;
that is recorded in the entry's file, and every other byte of it stays. What people wrote (texts,
summaries, links) is never replaced; where there is none, the import's is added. Entries that are
new get files of their own. The result is read before anything is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from radar.editing import Decision, Edit, Overlay, open_edition, record
from radar.errors import BadCall
from radar.exchange.draft import fold, resolve
from radar.exchange.moving import Imported
from radar.exchange.report import Finding, Kind, Place, Report
from radar.exchange.verdict import verdict_of
from radar.exchange.written import entry_files, front_lines
from radar.files import DiskTree, Tree
from radar.history import placement_at
from radar.model import Entry, Placement, Radar
from radar.reading import find, read, read_tree
from radar.text import number_of
from radar.yaml import find_front_matter

_FILLED = ("summary", "tags", "owner", "links", "aliases", "text")


class Merged(NamedTuple):
    """The files to write, by path in the radar's folder, and the report."""

    files: Mapping[str, bytes]
    report: Report


def merge(imported: Imported, folder: Path, tree: Tree | None = None) -> Merged:
    """Return what is to be written so that the radar in a folder knows what was imported.

    `tree` is the radar's folder as it is to be read, by default as it is on the disk.

    Raises:
        BadCall: there is no radar in the folder.
        InvalidRadar: there is one with something wrong in it.
    """
    place = find(folder)
    tree = tree or DiskTree(place)
    there = read(place, tree).checked()
    if imported.radar is None:
        raise BadCall("nothing was imported")
    merging = _Merging(tree, there, imported.radar)
    merging.editions()
    for entry in imported.radar.entries:
        merging.entry(entry)
    merging.unnamed()
    rows = tuple(merging.recounted(imported.report.findings))
    findings = (*rows, *merging.findings)
    problems = verdict_of(merging.tree) if merging.files else ()
    if any(problem.severity == "error" for problem in problems):
        merging.files.clear()
        notice = Finding("noted", Place("radar.yaml"), "not-written", "nothing was written")
        findings = (*findings, notice)
    return Merged(merging.files, replace(imported.report, findings=findings, problems=problems))


class _Merging:
    """The radar as it becomes, file by file; the tree always shows the latest of each."""

    def __init__(self, tree: Tree, there: Radar, new: Radar) -> None:
        self.tree, self.radar, self.new = tree, there, new
        self.files: dict[str, bytes] = {}
        self.findings: list[Finding] = []
        self.fate: dict[str, tuple[Kind, str]] = {}
        self.seen: set[str] = set()
        words = Counter(word for entry in there.entries for word in _words(entry))
        self.known = {
            word: entry.id for entry in there.entries for word in _words(entry) if words[word] == 1
        }
        self.axes = {ring.id: resolve_same(there.rings, ring) for ring in new.rings}
        self.fields = {q.id: resolve_same(there.quadrants, q) for q in new.quadrants}

    def say(self, kind: Kind, entry_id: str, code: str, message: str) -> None:
        """Add a finding about an entry of the radar that is there."""
        sources = self.radar.by_id[entry_id].sources if entry_id in self.radar.by_id else {}
        path = sources.get(self.radar.languages[0], f"{entry_id}.md")
        self.findings.append(Finding(kind, Place(path), code, message))

    def put(self, edit: Edit) -> None:
        """Take a changed file."""
        self.files[edit.name] = edit.data
        self.tree = Overlay(self.tree, edit)

    def editions(self) -> None:
        """Open the editions that are new here."""
        for edition in self.new.editions:
            if edition.id in self.radar.edition_order:
                continue
            if not self.radar.editions:
                place = Place("radar.yaml")
                message = (
                    f"the edition {edition.id!r}: the radar here has none; its state is merged"
                )
                self.findings.append(Finding("lost", place, "edition", message))
                continue
            self.put(open_edition(self.tree, self.radar, edition))
            self.radar = read_tree(self.tree).radar or self.radar
            self.findings.append(
                Finding("changed", Place("radar.yaml"), "edition", f"new edition {edition.id!r}")
            )

    def entry(self, entry: Entry) -> None:
        """Merge one entry: into the one that it is, or as a new one."""
        lines = [self._translated(line) for line in entry.history]
        if None in lines:
            missing = {x.ring for x in entry.history if x.ring and not self.axes.get(x.ring)}
            missing |= {x.quadrant for x in entry.history if not self.fields.get(x.quadrant)}
            why = f"the radar here has no {', '.join(sorted(missing))}"
            self.fate[entry.id] = ("reported", why)
            return
        entry = entry.model_copy(update={"history": tuple(line for line in lines if line)})
        own = {self.known[word] for word in (entry.id, *_words(entry)) if word in self.known}
        own = {entry.id} if entry.id in self.radar.by_id else own
        if len(own) > 1:
            self.fate[entry.id] = ("reported", f"it may be any of {', '.join(sorted(own))}")
        elif own:
            self.fate[entry.id] = ("merged", "")
            self._update(self.radar.by_id[min(own)], entry)
        else:
            self._add(entry)

    def _translated(self, line: Placement) -> Placement | None:
        ring = self.axes.get(line.ring) if line.ring else None
        quadrant = self.fields.get(line.quadrant)
        if quadrant is None or (line.ring and ring is None):
            return None
        edition = line.edition or (self.radar.newest if not self.new.editions else "")
        edition = edition or (self.new.editions[0].id if self.new.editions else "")
        known = edition in self.radar.edition_order
        update = {"ring": ring, "quadrant": quadrant, "edition": edition if known else ""}
        return line.model_copy(update=update)

    def _add(self, entry: Entry) -> None:
        history = entry.history if self.radar.editions else entry.history[-1:]
        if history[-1].ring is None and not self.radar.editions:
            self.fate[entry.id] = ("reported", "it is not on the radar")
            return
        moved = entry.moved if not self.radar.editions else None
        related = tuple(r for r in entry.related if r in self.radar.by_id or r in self.new.by_id)
        new = entry.model_copy(update={"history": history, "moved": moved, "related": related})
        for name, data in entry_files(new, self.radar).items():
            self.put(Edit(name, data))
        self.say("changed", entry.id, "new", f"new entry {self.new.say(entry.name)!r}")

    def _update(self, own: Entry, entry: Entry) -> None:
        self.seen.add(own.id)
        lines = entry.history if self.radar.editions else entry.history[-1:]
        for line in lines:
            own = self._placed(own, line)
        self._fill(own, entry)

    def _placed(self, own: Entry, line: Placement) -> Entry:
        """Record where an entry stands, unless it does already; return it as it is then."""
        now = self.radar.edition_order.get(line.edition, 0)
        here = placement_at(self.radar, own, now)
        if here and (here.ring, here.quadrant) == (line.ring, line.quadrant):
            return own
        if line.ring is None and (here is None or here.ring is None):
            return own
        quadrant = line.quadrant if not here or here.quadrant != line.quadrant else None
        decision = Decision(line.edition, line.ring, quadrant)
        try:
            self.put(record(self.tree, self.radar, own, decision))
        except BadCall as refusal:
            self.say("lost", own.id, "by-hand", str(refusal))
            return own
        before = f"{here.ring or 'off'} → " if here else ""
        where = f" ({line.edition})" if line.edition else ""
        turned = f", quadrant {quadrant}" if quadrant and here else ""
        self.say("changed", own.id, "moved", f"{before}{line.ring or 'off'}{turned}{where}")
        found = read_one(self.tree, own, self.radar)
        return found or own

    def _fill(self, own: Entry, entry: Entry) -> None:
        """Add what nobody wrote yet; say what differs and stays."""
        path = own.sources.get(self.radar.languages[0], "")
        wanted = {name: getattr(entry, name) for name in _FILLED}
        missing = {
            name: value for name, value in wanted.items() if value and not getattr(own, name)
        }
        kept = [
            name
            for name in ("summary", "text")
            if wanted[name] and getattr(own, name) and not _same(own, entry, name)
        ]
        if kept:
            self.say("noted", own.id, "kept", f"{' and '.join(kept)} differ; yours stay")
        if not missing:
            return
        if not path.endswith(".md"):
            self.say("lost", own.id, "listed", f"not added: {', '.join(missing)}")
            return
        text = missing.pop("text", {})
        data = _with_keys(
            self.tree.read(path), front_lines(missing, self.radar), self.new.say(text)
        )
        self.put(Edit(path, data))
        names = ", ".join([*missing, *(["text"] if text else [])])
        self.say("changed", own.id, "added", f"added: {names}")

    def unnamed(self) -> None:
        """Say which entries the import does not speak of."""
        silent = [entry.id for entry in self.radar.entries if entry.id not in self.seen]
        if silent:
            few = ", ".join(silent[:10]) + (", …" if len(silent) > 10 else "")
            stay = "is not in the import and stays as it is"
            stay = stay if len(silent) == 1 else "are not in the import and stay as they are"
            message = f"{number_of(len(silent), 'entry')} {stay}: {few}"
            self.findings.append(Finding("noted", Place("radar.yaml"), "unnamed", message))

    def recounted(self, findings: tuple[Finding, ...]) -> Iterator[Finding]:
        """Say of each row what it came to here: an entry made, merged into one, or left out."""
        for finding in findings:
            kind, why = self.fate.get(finding.code, ("", ""))
            if finding.kind in ("made", "merged") and kind == "reported":
                message = f"{finding.message}: {why}"
                yield Finding("reported", finding.place, "not-merged", message)
            elif finding.kind == "made" and kind == "merged":
                yield finding._replace(kind="merged")
            else:
                yield finding


def resolve_same(items: Any, item: Any) -> str | None:
    """Return the id of the ring or quadrant that is the same here, None where there is none."""
    words = (item.id, *item.name.values(), *item.aliases)
    return next((found for word in words if (found := resolve(items, word))), None)


def _words(entry: Entry) -> Iterator[str]:
    yield from dict.fromkeys(map(fold, (entry.id, *entry.name.values(), *entry.aliases)))


def _same(own: Entry, entry: Entry, name: str) -> bool:
    here, there = (set(map(str.strip, getattr(e, name).values())) for e in (own, entry))
    return bool(here & there)


def read_one(tree: Tree, entry: Entry, radar: Radar) -> Entry | None:
    """Read one entry again from its changed file."""
    name = entry.sources[radar.languages[0]]
    only = _Only(tree, name)
    found = read_tree(only).radar
    return found.by_id.get(entry.id) if found else None


class _Only:
    """A tree with the settings and one file."""

    def __init__(self, tree: Tree, name: str) -> None:
        self._tree, self._name = tree, name

    def names(self) -> tuple[str, ...]:
        """List the two."""
        return tuple(dict.fromkeys(("radar.yaml", self._name)))

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return self._tree.read(name)


def _with_keys(data: bytes, lines: list[str], text: str) -> bytes:
    """Add lines to the end of a front matter, and a text to the end of the file."""
    source = data.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in source else "\n"
    close = find_front_matter(source)
    assert close is not None  # noqa: S101 - it was read as an entry
    front = "".join(f"{line}{end}" for line in lines)
    rest = source[close.stop :].rstrip()
    body = f"{end}{end}{text.replace(chr(10), end)}{end}" if text else end
    mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
    return (mark + source[: close.stop] + front + rest + body).encode()
