"""An imported radar → changes to the files of an existing radar.

Entries are matched by id, name or alias. The import decides where an entry stands: that is
recorded in the entry's file, and every other byte of it stays. What people wrote (texts,
summaries, links) is never replaced; what is missing is added. New entries get files of their own.
The result is read again before anything is written. An entry that did not become what was wanted
is left as it was, and reported; if the radar has errors, nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from radar.editing import open_editions, record
from radar.errors import BadCall
from radar.exchange.conversion import Imported
from radar.exchange.exporting.own_form import entry_files
from radar.exchange.merging.added_fields import add_fields
from radar.exchange.merging.changed_files import ChangedTree
from radar.exchange.merging.decisions import lose_proposals, resolve_decisions
from radar.exchange.merging.histories import continue_history, drop_needless_removals, same_history
from radar.exchange.merging.matching import (
    find_same_axis,
    has_derived_summary,
    list_differences,
    words_of,
)
from radar.exchange.merging.own_fields import fit_values
from radar.exchange.merging.recounting import recount, report_missing
from radar.exchange.merging.teams import (
    SAID_BY,
    Team,
    declare_field,
    introduce,
    join,
    write_field,
    write_joined_file,
)
from radar.exchange.toolkit.addresses import Targets, resolve_addresses
from radar.exchange.toolkit.report import (
    ExchangeReport,
    Finding,
    FindingKind,
    SourcePlace,
    without_notes,
)
from radar.files import DiskTree, Tree
from radar.model import Entry, Named, Placement, Radar
from radar.naming import slug
from radar.reading import Reading, find, read

_FILLED = ("summary", "tags", "owners", "links", "aliases", "text")
_EDITED_BY_HAND = "the file is written in a way that cannot be changed in one place"


class Merged(NamedTuple):
    """The files to write by path in the radar's folder, and the report."""

    files: Mapping[str, bytes]
    report: ExchangeReport


def merge(
    imported: Imported,
    folder: Path,
    examine: Callable[[Tree], Reading],
    tree: Tree | None = None,
    team: Team | None = None,
) -> Merged:
    """Return the files to write so that an import is merged into the radar in a folder.

    `examine` reads the radar of a tree and returns all its problems, as `radar check` does. `tree`
    has the files of the radar's folder, by default those on the disk. `team` is whose sheet it is,
    which is then one voice among others.

    Raises:
        BadCall: there is no radar in the folder.
        InvalidRadar: the radar in the folder has errors.
    """
    place = find(folder)
    tree = tree or DiskTree(place)
    there = read(place, tree).require_sound()
    if imported.radar is None:
        raise BadCall("nothing was imported")
    merging = _Merging(tree, there, imported.radar, team)
    merging.declare()
    merging.editions()
    merging.entries()
    merging.findings += lose_proposals(imported.radar)
    merging.pictures(imported.files)
    reading = merging.examine(examine)
    merging.findings += report_missing(there, merging.seen)
    problems = without_notes(reading.problems)
    findings = (*recount(imported.report.findings, merging.fate), *merging.findings)
    files: Mapping[str, bytes] = merging.files.changes()
    if any(problem.severity == "error" for problem in problems):
        notice = "nothing was written" if files else "the radar here has errors already"
        files = {}
        findings = (*findings, Finding("noted", SourcePlace("radar.yaml"), "not-written", notice))
    return Merged(files, replace(imported.report, findings=findings, problems=problems))


class _Merging:
    """The state of a merge.

    `radar` is the existing radar, `new` the imported one, `files` the changed files. `fate` is what
    became of each imported entry by id: a kind of finding, and a reason. `wanted` is what each
    existing entry should be in the end, `added` the fields that were added to it, by id. `rings`,
    `quadrants` and `ids` map ids of the import to ids here.
    """

    def __init__(self, tree: Tree, there: Radar, new: Radar, team: Team | None) -> None:
        self.files = ChangedTree(tree)
        self.radar, self.new, self.team = there, new, team
        self.findings: list[Finding] = []
        self.fate: dict[str, tuple[FindingKind, str]] = {}
        self.wanted: dict[str, Entry] = {}
        self.added: dict[str, tuple[str, ...]] = {}
        self.seen: set[str] = set()
        words = Counter(word for entry in there.entries for word in words_of(entry))
        self.known = {
            word: entry.id
            for entry in there.entries
            for word in words_of(entry)
            if words[word] == 1
        }
        self.rings = {ring.id: find_same_axis(there.rings, ring) for ring in new.rings}
        self.quadrants = {q.id: find_same_axis(there.quadrants, q) for q in new.quadrants}
        self.own = {entry.id: self._own(entry) for entry in new.entries}
        self.ids = {id_: min(own) for id_, own in self.own.items() if len(own) == 1}
        self.taken = {name.casefold() for name in self.files.names()}

    def _own(self, entry: Entry) -> set[str]:
        """Return the ids of the existing entries that an imported one may be."""
        if entry.id in self.radar.by_id:
            return {entry.id}
        own = {self.known[word] for word in (entry.id, *words_of(entry)) if word in self.known}
        # before 0.2 an import made ids of Cyrillic and Greek names letter by letter
        older = {slug(name) for name in entry.name.values()}
        return own or {id_ for id_ in older if id_ in self.radar.by_id}

    def say(self, kind: FindingKind, entry_id: str, code: str, message: str) -> None:
        """Add a finding about an entry of the existing radar."""
        sources = self.radar.by_id[entry_id].sources if entry_id in self.radar.by_id else {}
        path = sources.get(self.radar.languages[0], f"{entry_id}.md")
        self.findings.append(Finding(kind, SourcePlace(path), code, message))

    def declare(self) -> None:
        """Add the field for who says what, which the sheet of a team needs."""
        if self.team and SAID_BY not in self.radar.fields_by_id:
            self.radar = declare_field(self.radar)
            self.files.put(*write_field(self.files))

    def editions(self) -> None:
        """Add the editions that the existing radar does not have."""
        new = [e for e in self.new.editions if e.id not in self.radar.edition_order]
        if not self.radar.editions:
            for edition in new:
                message = (
                    f"the edition {edition.id!r}: the radar here has none; its state is merged"
                )
                self.findings.append(Finding("lost", SourcePlace("radar.yaml"), "edition", message))
        elif new:
            edit = open_editions(self.files, self.radar, new)
            self.files.put(*edit)
            fields = {name: getattr(self.radar, name) for name in Radar.model_fields}
            self.radar = Radar.model_validate(fields | {"editions": (*self.radar.editions, *new)})
            for edition in new:
                message = f"new edition {edition.id!r}"
                self.findings.append(
                    Finding("changed", SourcePlace("radar.yaml"), "edition", message)
                )

    def entries(self) -> None:
        """Merge every entry into an existing one, or add it as a new one."""
        for entry in self.new.entries:
            if why := self._refuse(entry):
                self.fate[entry.id] = "reported", why
        for entry in self.new.entries:
            if entry.id not in self.fate:
                self.fate[entry.id] = self._merge(entry)

    def _refuse(self, entry: Entry) -> str:
        """Return why an entry cannot be merged, '' if it can."""
        missing = {x.ring for x in entry.history if x.ring and not self.rings.get(x.ring)}
        missing |= {x.quadrant for x in entry.history if not self.quadrants.get(x.quadrant)}
        if missing:
            there = ", ".join(self.radar.say(each.name) for each in self._axes(missing))
            why = f"the radar here has no {', '.join(sorted(missing))}"
            return f"{why}; --alias OLD=NEW says which is meant: {there}"
        own = self.own[entry.id]
        if len(own) > 1:
            return f"it may be any of {', '.join(sorted(own))}"
        if self.team and entry.history[-1].ring is None:
            return f"{self.team.name} has it no longer, which takes it off no radar of several"
        if own:
            return ""
        if entry.history[-1].ring is None and not self.radar.editions:
            return "it is not on the radar"
        if f"{entry.id}.md".casefold() in self.taken:
            return f"there is a file {entry.id}.md already, which is another entry"
        return ""

    def _axes(self, missing: set[str]) -> tuple[Named, ...]:
        """Return the rings or quadrants here of which one may be meant."""
        of_quadrants = missing & self.quadrants.keys()
        return self.radar.quadrants if of_quadrants else self.radar.rings

    def _merge(self, entry: Entry) -> tuple[FindingKind, str]:
        lines = tuple(map(self._translate, entry.history))
        order = self.radar.edition_order
        lines = tuple(sorted(lines, key=lambda line: order[line.edition])) if order else lines[-1:]
        entry = self._resolve_links(entry.model_copy(update={"history": lines}))
        own = self.ids.get(entry.id)
        return self._update(self.radar.by_id[own], entry) if own else self._add(entry)

    def _resolve_links(self, entry: Entry) -> Entry:
        """Return an entry whose links and relations have the ids of the existing radar."""
        fields = resolve_decisions(entry, self._target, self.rings)
        if entry.proposed and not fields["proposed"]:
            message = f"the ring {entry.proposed.ring!r} is not there"
            self.say("lost", entry.id, "proposed", message)
        if self.fate or any(here != there for there, here in self.ids.items()):
            targets = Targets(self._target, lambda path: path)
            texts = {tag: resolve_addresses(text, targets) for tag, text in entry.text.items()}
            for loss in dict.fromkeys(loss for _, losses in texts.values() for loss in losses):
                self.say("lost", entry.id, loss.code, loss.message)
            fields["text"] = {tag: text for tag, (text, _) in texts.items()}
        return entry.model_copy(update=fields)

    def _target(self, word: str) -> str | None:
        """Return the id here of an entry of the import, None if it was left out."""
        if word in self.fate and self.fate[word][0] == "reported":
            return None
        return self.ids.get(word, word)

    def _translate(self, line: Placement) -> Placement:
        edition = line.edition or (self.radar.newest if not self.new.editions else "")
        edition = edition or (self.new.editions[0].id if self.new.editions else "")
        known = edition in self.radar.edition_order
        update = {
            "ring": self.rings.get(line.ring) if line.ring else None,
            "quadrant": self.quadrants.get(line.quadrant),
            "edition": edition if known else "",
        }
        return line.model_copy(update=update)

    def _add(self, entry: Entry) -> tuple[FindingKind, str]:
        entry = introduce(entry, self.team) if self.team else entry
        update: dict[str, Any] = {"moved": entry.moved if not self.radar.editions else None}
        history = update["history"] = drop_needless_removals(entry.history)
        if history != entry.history:
            message = "leaving in editions that stand before the first appearance here"
            self.say("lost", entry.id, "history", message)
        update["fields"] = self._own_fields(entry.model_copy(update={"fields": {}}), entry)
        for name, data in entry_files(entry.model_copy(update=update), self.radar).items():
            self.files.put(name, data)
        self.say("changed", entry.id, "new", f"new entry {self.new.say(entry.name)!r}")
        return "made", ""

    def _update(self, own: Entry, entry: Entry) -> tuple[FindingKind, str]:
        self.seen.add(own.id)
        try:
            if self.team:
                self._join(own, entry, self.team)
            else:
                self.wanted[own.id] = self._place(own, entry.history)
                self._fill(own, entry)
        except BadCall as refusal:
            self._give_up(own, str(refusal))
        return "merged", ""

    def _join(self, own: Entry, entry: Entry, team: Team) -> None:
        """Write into an entry what a team says of it, and where it stands by all that is said."""
        joined = join(self.radar, own, entry, team)
        for kind, code, message in joined.remarks:
            self.say(kind, own.id, code, message)
        name = self._path(own)
        if not name.lower().endswith(".md"):
            self.say("lost", own.id, "listed", f"what {team.name} says: a list keeps one voice")
            self.wanted[own.id] = own
            return
        self.wanted[own.id] = self._place(own, (joined.line,))
        values = {**self._own_fields(own, entry), **joined.fields["fields"]}
        joined = joined._replace(fields={**joined.fields, "fields": values})
        self._change(own, lambda tree: write_joined_file(tree, name, joined, own, team, self.radar))
        names = [key for key, value in joined.fields.items() if value]
        self.added[own.id] = (*names, *(["text"] if joined.speech else []))
        if added := self.added[own.id]:
            told = ["owner" if name == "owners" else name for name in added if name != "fields"]
            told += values if "fields" in added else ()
            self.say("changed", own.id, "added", f"{team.name}: {', '.join(told)}")

    def _place(self, own: Entry, lines: tuple[Placement, ...]) -> Entry:
        """Record where an entry stands, if that changes; return the entry with its new history."""
        if lines[-1].ring is None and not self.radar.editions:
            self.say("lost", own.id, "left", "it has left there; without editions nothing says so")
            return own
        decisions, history, told = continue_history(self.radar, own, lines)
        if decisions:
            self._change(own, lambda tree: record(tree, self.radar, own, decisions))
        for message in told:
            self.say("changed", own.id, "moved", message)
        return own.model_copy(update={"history": history})

    def _change(self, own: Entry, edit: Callable[[Tree], Any]) -> None:
        self.files.change(own, self._path(own), edit)

    def _path(self, own: Entry) -> str:
        return own.sources.get(self.radar.languages[0], "")

    def _fill(self, own: Entry, entry: Entry) -> None:
        """Add the fields that an entry does not have; report those that differ and stay."""
        wanted = {name: getattr(entry, name) for name in _FILLED}
        wanted["fields"] = self._own_fields(own, entry)
        missing = {
            name: value
            for name, value in wanted.items()
            if value and (name == "fields" or not getattr(own, name))
        }
        if kept := list_differences(self.radar, self.new, own, entry):
            if "text" in kept and has_derived_summary(entry):
                missing.pop("summary", None)  # it is the first sentence of a text that is not taken
            verb = "differ" if len(kept) > 1 else "differs"
            self.say("noted", own.id, "kept", f"{' and '.join(kept)} {verb}; yours stay")
        if not missing:
            return
        if not self._path(own).lower().endswith(".md"):
            self.say("lost", own.id, "listed", f"not added: {', '.join(missing)}")
            return
        text, name = self.new.say(missing.get("text", {})), self._path(own)
        fields = {name: value for name, value in missing.items() if name != "text"}
        self._change(own, lambda tree: add_fields(tree, name, fields, text, self.radar))
        self.added[own.id] = tuple(missing)
        told = [name for name in missing if name not in ("fields", "owners", "text")]
        told += [*(["owner"] if "owners" in missing else []), *missing.get("fields", {})]
        names = ", ".join([*told, *(["text"] if "text" in missing else [])])
        self.say("changed", own.id, "added", f"added: {names}")

    def _own_fields(self, own: Entry, entry: Entry) -> dict[str, Any]:
        """Return what an entry says in fields in which the existing one says nothing."""
        fitted = fit_values(self.radar, self.new, entry)
        if fitted.unknown:
            keys = ", ".join(fitted.unknown)
            message = f"fields that radar.yaml does not name under `fields`: {keys}"
            self.say("lost", own.id, "unknown-field", message)
        for message in fitted.wrong:
            self.say("lost", own.id, "field", message)
        return {key: value for key, value in fitted.values.items() if key not in own.fields}

    def pictures(self, files: Mapping[str, bytes]) -> None:
        """Add the pictures in the added texts."""
        written = b"\n".join(self.files.changes().values())
        for name, data in files.items():
            if name.startswith("themes/") or name.encode() not in written:
                continue
            if name.casefold() not in self.taken:
                self.files.put(name, data)
            elif name not in self.files.names() or self.files.read(name) != data:
                message = f"the picture {name}: there is another of that name, which stays"
                self.findings.append(Finding("lost", SourcePlace(name), "picture", message))

    def examine(self, examine: Callable[[Tree], Reading]) -> Reading:
        """Read the radar as it will be; take back entries that did not become what was wanted."""
        reading = examine(self.files)
        wrong = [
            entry for id_, entry in self.wanted.items() if not self._is_right(id_, entry, reading)
        ]
        for entry in wrong:
            self._give_up(entry, f"{self._path(entry)}: {_EDITED_BY_HAND}. Change it by hand")
        return examine(self.files) if wrong else reading

    def _is_right(self, id_: str, entry: Entry, reading: Reading) -> bool:
        result = reading.radar.by_id.get(id_) if reading.radar else None
        if result is None:
            return False
        names = self.added.get(id_, ())
        kept = {name: getattr(entry, name) for name in (*names, "moved", "history")}
        return (
            all(getattr(result, name) for name in names)
            and same_history(self.radar, result.history, entry.history)
            and result.model_copy(update=kept) == entry
        )

    def _give_up(self, entry: Entry, why: str) -> None:
        """Take back the changes of an entry, and report `why` instead of them."""
        self.files.revert(entry, self._path(entry))
        self.wanted.pop(entry.id, None)
        path = self._path(entry)
        self.findings = [
            finding
            for finding in self.findings
            if not (finding.kind == "changed" and finding.place.path == path)
        ]
        self.say("lost", entry.id, "by-hand", why)
