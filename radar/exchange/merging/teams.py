"""What several teams say in sheets of their own, in one radar.

An entry keeps who says what in the field `said-by`, as in `blue: adopt, tools`; what the radar
said before any team did stands there as `radar`. The text of a team has a section of its own.
Ring, quadrant, summary and the order of all this follow from what is said, never from whose sheet
came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from radar.editing import FileEdit
from radar.editing.file_edit import edit_file
from radar.errors import BadCall
from radar.exchange.merging.added_fields import add_fields
from radar.exchange.merging.team_sections import fit_section, join_sections, split_sections
from radar.exchange.toolkit.descriptions import first_sentence
from radar.exchange.toolkit.draft import link_key
from radar.exchange.toolkit.report import FindingKind
from radar.files import Tree
from radar.model import Entry, Link, OwnField, Placement, Radar
from radar.yaml import editing, find_front_matter

ConflictRule = Literal["keep", "theirs"]
SAID_BY: Final = "said-by"
_RADAR: Final = "radar"  # who says what was there before any team spoke
_FIELD = OwnField(id=SAID_BY, name="Said by", type="list")


class Team(NamedTuple):
    """Whose sheet is imported, and what counts where it disagrees with the radar."""

    name: str
    on_conflict: ConflictRule = "keep"


class Position(NamedTuple):
    """Where somebody says that an entry stands: ids of a ring and a quadrant."""

    ring: str
    quadrant: str


def check_team(name: str) -> None:
    """Refuse a name by which no team can be told from others.

    Raises:
        BadCall: it is `radar`, or has a line break or a control character in it.
    """
    if name == _RADAR:
        raise BadCall("--team radar: that is what the radar itself says; call the team otherwise")
    if not name.isprintable() or len(name) > 80:
        raise BadCall("--team: a name is one line of at most 80 characters")


def declare_field(radar: Radar) -> Radar:
    """Return a radar that has the field for who says what.

    Raises:
        BadCall: it has another field of that name.
    """
    own = radar.fields_by_id.get(SAID_BY)
    if own and own.type != "list":
        raise BadCall(f"the field {SAID_BY} of the radar is no list, as --team needs it")
    if own:
        return radar
    values = {name: getattr(radar, name) for name in Radar.model_fields}
    return Radar.model_validate(values | {"fields": (*radar.fields, _FIELD)})


def write_field(tree: Tree) -> FileEdit:
    """Return radar.yaml with the field for who says what."""
    value = {"name": _FIELD.name[next(iter(_FIELD.name))], "type": "list"}

    def add(text: str, _: Any) -> str:
        table = editing.as_table(editing.compose(text))
        fields = editing.find_value(table, "fields")
        if fields is None:
            return editing.put_value(text, table, "fields", {SAID_BY: value})
        return editing.put_value(text, editing.as_table(fields), SAID_BY, value)

    return edit_file(tree, "radar.yaml", add)


def say_for_team(radar: Radar, team: Team) -> Radar:
    """Return an imported radar in which each entry is what a team says.

    Raises:
        BadCall: it has several editions, and a team says what is so now.
    """
    if len(radar.editions) > 1:
        count = len(radar.editions)
        raise BadCall(f"--team is for a sheet of one state, and these are {count} editions")
    declared = declare_field(radar)
    values = {name: getattr(declared, name) for name in Radar.model_fields}
    return Radar.model_validate(
        values | {"entries": tuple(introduce(entry, team) for entry in radar.entries)}
    )


def introduce(entry: Entry, team: Team) -> Entry:
    """Return an entry that only a team speaks of, with its position and its text in a section."""
    last = entry.history[-1]
    positions = {team.name: Position(last.ring, last.quadrant)} if last.ring else {}
    texts = {
        tag: join_sections("", {team.name: _speech(entry, tag, team)})
        for tag in dict.fromkeys((*entry.text, *entry.summary))
    }
    update = {
        "owners": _union((), entry.owners, (team.name,)),
        "tags": _union((), entry.tags),
        "aliases": _union((), entry.aliases),
        "links": _union_of_links((), entry.links),
        "fields": {**entry.fields, SAID_BY: write_positions(positions)},
        "text": texts,
        "summary": {
            tag: sentence
            for tag, text in texts.items()
            if (sentence := _summarise(split_sections(text, (team.name,))[1]))
        },
        "moved": None,  # one team does not say how an entry moved in the radar of all
    }
    return entry.model_copy(update=update)


def _speech(entry: Entry, tag: str, team: Team) -> str:
    """Return what a team writes of an entry: a summary that is more than a sentence of the text."""
    text = entry.text.get(tag, "").strip()
    if text.startswith(f"## {team.name}\n"):  # it has its section already
        return split_sections(text, (team.name,))[1][team.name]
    summary = entry.summary.get(tag, "").strip()
    alike = not summary or summary in (text, first_sentence(text))
    return fit_section(text if alike else f"{summary}\n\n{text}")


def read_positions(entry: Entry) -> dict[str, Position]:
    """Return who says what of an entry; what is written in another way is passed over."""
    found = {}
    for value in entry.fields.get(SAID_BY, ()):
        who, sign, said = str(value).rpartition(": ")
        ring, comma, quadrant = said.partition(", ")
        if sign and comma:
            found[who] = Position(ring, quadrant)
    return found


def write_positions(positions: Mapping[str, Position]) -> tuple[str, ...]:
    """Return who says what, by name."""
    return tuple(f"{who}: {said.ring}, {said.quadrant}" for who, said in sorted(positions.items()))


def decide(positions: Mapping[str, Position], radar: Radar, rule: ConflictRule) -> Position:
    """Return where an entry stands by all that is said of it.

    Where the radar spoke first, `keep` takes its word. Otherwise the teams count: what most of
    them say; of as many the outer ring, which promises least, and the earlier quadrant.
    """
    if rule == "keep" and _RADAR in positions:
        return positions[_RADAR]
    teams = [said for who, said in positions.items() if who != _RADAR]
    rings = [ring.id for ring in reversed(radar.rings)]
    quadrants = [quadrant.id for quadrant in radar.quadrants]
    return Position(
        _choose(rings, (said.ring for said in teams)),
        _choose(quadrants, (said.quadrant for said in teams)),
    )


def _choose(order: Iterable[str], said: Iterable[str]) -> str:
    counts = Counter(said)
    return max((id_ for id_ in order if counts[id_]), key=lambda id_: counts[id_])


class Joined(NamedTuple):
    """An existing entry and what a team says: what to write, and what they disagree on.

    `line` is where the entry stands then, `fields` what changes in its front matter, `speech` the
    text of the team (without its heading) and `remarks` the kind, code and message of findings.
    """

    line: Placement
    fields: Mapping[str, Any]
    speech: str
    remarks: Sequence[tuple[FindingKind, str, str]]


def join(radar: Radar, own: Entry, entry: Entry, team: Team) -> Joined:
    """Return what an existing entry becomes when a team speaks of it in `entry`."""
    line, here = entry.history[-1], own.history[-1]
    positions = read_positions(own)
    if not positions and here.ring:
        positions[_RADAR] = Position(here.ring, here.quadrant)
    positions[team.name] = Position(line.ring or "", line.quadrant)
    ring_ids, quadrant_ids = {r.id for r in radar.rings}, {q.id for q in radar.quadrants}
    sound = {
        who: said
        for who, said in positions.items()
        if said.ring in ring_ids and said.quadrant in quadrant_ids
    }
    decided = decide(sound, radar, team.on_conflict)
    tag = radar.languages[0]
    body = radar.say(own.text)
    sections = split_sections(body, {*positions, team.name})[1]
    said_now = _speech_of(entry, team)
    speech = "" if team.name in sections else said_now
    remarks = [*_remark(own, positions, decided)]
    if said_now and sections.get(team.name, said_now).split() != said_now.split():
        remarks.append(("noted", "kept", f"{team.name}: the text differs; the one here stays"))
    if speech:
        sections = {**sections, team.name: speech}
    wanted: dict[str, Any] = {
        "owners": _union(own.owners, entry.owners, (team.name,)),
        "tags": _union(own.tags, entry.tags),
        "aliases": _union(own.aliases, entry.aliases),
        "links": _union_of_links(own.links, entry.links),
    }
    fields = {name: value for name, value in wanted.items() if value != getattr(own, name)}
    summary = radar.say(own.summary)
    spoken = [first_sentence(text) for text in sections.values()]
    if (chosen := _summarise(sections)) and chosen != summary and summary in ("", *spoken):
        fields["summary"] = {tag: chosen}
    said = write_positions(positions)
    fields["fields"] = {SAID_BY: said} if said != own.fields.get(SAID_BY) else {}
    line = line.model_copy(update={"ring": decided.ring, "quadrant": decided.quadrant})
    return Joined(line, fields, speech, remarks)


def _speech_of(entry: Entry, team: Team) -> str:
    texts = [split_sections(text, (team.name,))[1] for text in entry.text.values()]
    return next((text[team.name] for text in texts if text.get(team.name)), "")


def _remark(
    own: Entry, positions: Mapping[str, Position], decided: Position
) -> Iterator[tuple[FindingKind, str, str]]:
    """Yield who says what of an entry, where they do not all say the same."""
    if len(set(positions.values())) < 2:
        return
    both = len({said.quadrant for said in positions.values()}) > 1
    said = ", ".join(
        f"{'the radar' if who == _RADAR else who} says {_describe(position, both=both)}"
        for who, position in sorted(positions.items())
    )
    message = f"{own.id}: {said}; it stands in {_describe(decided, both=both)}"
    yield "disagrees", "disagreement", message


def _describe(position: Position, *, both: bool) -> str:
    return f"{position.quadrant}/{position.ring}" if both else position.ring


def _summarise(sections: Mapping[str, str]) -> str:
    sentences = (first_sentence(text) for _, text in sorted(sections.items()))
    return next(filter(None, sentences), "")


def _union(own: tuple[str, ...], *others: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with those of others, in the order of the alphabet where any is new."""
    every = {word for other in others for word in other}
    return own if every <= {*own} else tuple(sorted({*own, *every}))


def _union_of_links(own: tuple[Link, ...], others: tuple[Link, ...]) -> tuple[Link, ...]:
    every = {link_key(link): link for link in (*others, *own)}
    return own if len(every) == len(own) else tuple(every[key] for key in sorted(every))


def write_joined_file(
    tree: Tree, name: str, joined: Joined, own: Entry, team: Team, radar: Radar
) -> FileEdit:
    """Return the file of an entry with what a team says.

    Raises:
        BadCall: the file has no front matter, or one that is no mapping.
    """
    fields = {key: value for key, value in joined.fields.items() if value}
    edit = add_fields(tree, name, fields, "", radar)
    if not joined.speech:
        return edit
    text = edit.data.decode()
    mark = text[: text.startswith("\ufeff")]
    front = find_front_matter(text[len(mark) :])
    start = len(mark) + (front.end if front else 0)
    before, sections = split_sections(text[start:], {*read_positions(own), team.name})
    body = join_sections(before, {**sections, team.name: joined.speech})
    lines = editing.line_end(text).join(["", "", *body.split("\n"), ""])
    return FileEdit(edit.name, (text[:start] + lines).encode())
