"""The model: equal however it was made, and one kind of error for all that is wrong."""

from __future__ import annotations

import copy
import pickle
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from radar import model
from radar.model import Entry, Quadrant, Radar, Value
from radar.theme import Palette, Theme, load_theme

AXES = {"title": "Ours", "quadrants": ["Tools", "Ways"]}
TYPES: tuple[type[Value], ...] = (
    *(model.Edition, model.Entry, model.LayoutOptions, model.Link, model.Named, model.Pin),
    *(model.Placement, model.Quadrant, model.Radar, model.Ring, Palette, Theme),
)
SOUND: dict[str, Any] = {
    "name": "X",
    "title": {"en": "Ours"},
    "quadrants": ["A", "B"],
    "id": "x",
    "quadrant": "a",
    "ring": "adopt",
    "url": "https://example.org",
    "angle": 1,
    "radius": 1,
}
WORDS = st.sampled_from(["", " ", "a", "adopt", "en", "und", "\x00", "\ud800", "../x", "é"])
NUMBERS = st.one_of(st.booleans(), st.integers(), st.floats())
THINGS = st.sampled_from([None, object(), int, b"x", Quadrant(name="A"), set(), {"a", "b"}])
JUNK = st.recursive(
    st.one_of(NUMBERS, THINGS, WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.lists(inner, max_size=2).map(iter),
        st.dictionaries(WORDS | st.sampled_from(["id", "name", "ring"]), inner, max_size=2),
    ),
    max_leaves=4,
)


def entry(name: str, **more: Any) -> Entry:
    """Make an entry that stands in the first quadrant of the radar."""
    return Entry(name=name, quadrant="tools", ring="trial", **more)


HOLDERS: dict[str, Callable[[list[Any]], Iterable[Any]]] = {
    "a tuple": tuple,
    "a generator": lambda items: (item for item in items),
    "an iterator": iter,
    "a deque": deque,
    "the values of a mapping": lambda items: dict(enumerate(items)).values(),
    "a map": lambda items: map(copy.copy, items),
}


@pytest.mark.parametrize("held", HOLDERS)
@given(order=st.permutations(["a", "m", "z"]))
@settings(max_examples=6)
def test_what_holds_the_entries_and_their_order_make_no_difference(
    held: str, order: list[str]
) -> None:
    """A radar is equal to another of the same entries, from whatever holds them."""
    entries = [entry(name) for name in order]
    made = Radar(**AXES, entries=HOLDERS[held](entries))
    assert [each.id for each in made.entries] == ["a", "m", "z"]
    assert made == Radar(**AXES, entries=[entry(name) for name in "zma"])


@pytest.mark.parametrize("held", HOLDERS)
def test_every_sequence_of_the_model_takes_any_iterable(held: str) -> None:
    """Axes, editions, languages, tags, links, aliases and histories do as entries do."""
    hold = HOLDERS[held]
    line = {"edition": "1", "ring": "in", "quadrant": "a"}

    def made(hold: Callable[[list[Any]], Iterable[Any]]) -> Radar:
        words = {key: hold(["x", "y"]) for key in ("tags", "aliases", "related")}
        links = hold([{"url": "https://example.org"}])
        one = {"id": "e", "name": "E", "history": hold([line]), "links": links, **words}
        quadrants = hold([{"name": "A", "aliases": hold(["q"])}, "B"])
        rings, editions = hold(["In", "Out"]), hold([{"id": "1"}])
        axes = {"quadrants": quadrants, "rings": rings, "editions": editions}
        return Radar(title="Ours", languages=hold(["en", "zh"]), entries=hold([one]), **axes)

    assert made(hold) == made(list)


def test_a_set_gets_an_order() -> None:
    """A set has no order of its own, and would have another one in every run."""
    assert entry("A", tags={"c", "a", "b"}).tags == ("a", "b", "c")
    assert entry("A", tags=frozenset({"b", "a"})).tags == ("a", "b")


@pytest.mark.parametrize("wrong", ["abc", 5, None, [None], [5], [{}], {"a": 1}, b"x", entry("A")])
def test_wrong_entries_are_refused_by_the_model(wrong: object) -> None:
    """What is no sequence of entries is a ValidationError that names the field."""
    with pytest.raises(ValidationError) as error:
        Radar(**AXES, entries=wrong)
    assert {detail["loc"][0] for detail in error.value.errors()} == {"entries"}


def test_a_wrong_entry_is_named_by_the_place_that_it_was_given_at() -> None:
    """Entries are sorted after they were checked, so the place in an error is the caller's."""
    rows = [{"name": "Z", "quadrant": "tools", "ring": "trial"}, {"id": "a", "name": "A"}]
    with pytest.raises(ValidationError) as error:
        Radar(**AXES, entries=rows)
    assert {detail["loc"][:2] for detail in error.value.errors()} == {("entries", 1)}


HALF = "a\ud800"


@pytest.mark.parametrize(
    "given",
    [
        *({key: HALF} for key in ("title", "footer", "logo", "theme", "output", "description")),
        *({key: f"https://a.example/{HALF}"} for key in ("base_url", "edit_url")),
        *({"tags": tags} for tags in ({HALF: "a"}, {"a": HALF})),
        {"title": {HALF: "a"}},
        *({"entry": {key: HALF}} for key in ("name", "summary", "text", "owner")),
        *({"entry": {key: [HALF]}} for key in ("tags", "aliases", "related")),
        {"entry": {"links": [{"url": HALF}]}},
        {"entry": {"sources": {"en": HALF}}},
    ],
)
def test_half_a_character_is_none(given: dict[str, Any]) -> None:
    """Half a surrogate pair, which no file can hold, is refused wherever a text is given."""
    more = given.pop("entry", {})
    entry = {"name": "A", "quadrant": "tools", "ring": "trial"} | more
    with pytest.raises(ValidationError, match="unicode string"):
        Radar(**(AXES | {"entries": [entry]} | given))


def test_an_id_follows_from_the_name() -> None:
    """Entries take an id from their names, as quadrants and rings do."""
    made = Radar(**AXES, entries=[{"name": "Data mesh", "quadrant": "tools", "ring": "trial"}])
    assert made.entries[0].id == "data-mesh"


@pytest.mark.parametrize("name", ["", " ", "\t\n", {}, {"en": ""}, {"en": " ", "zh": ""}])
def test_nothing_is_called_nothing(name: object) -> None:
    """A radar, an entry, a quadrant and a ring have a name in one language at least."""
    calls = (
        lambda: Radar(title=name, quadrants=["A", "B"]),
        lambda: Radar(title="Ours", quadrants=["A", {"id": "b", "name": name}]),
        lambda: Entry(id="e", name=name, quadrant="a", ring="b"),
        lambda: model.Ring(id="r", name=name),
    )
    for call in calls:
        with pytest.raises(ValidationError, match=r"words in one language|required"):
            call()


@pytest.mark.parametrize("languages", [[], ["../../x"], ["en", "a/b"], [""], ["-en"], "en"])
def test_a_language_is_the_name_of_a_folder(languages: object) -> None:
    """A radar speaks one language at least, and none of them can lead out of the site."""
    with pytest.raises(ValidationError, match="languages"):
        Radar(**AXES, languages=languages)


def test_no_words_are_as_good_as_none() -> None:
    """An empty text says what a text says that is not there, and is equal to it."""
    assert entry("A", summary="", text={"en": ""}) == entry("A")


def test_a_copy_is_checked_as_what_is_made_anew() -> None:
    """A changed copy has its entries sorted, its words by language, and no stale look-ups."""
    ours = Radar(**AXES, entries=[entry("A")])
    assert "a" in ours.by_id
    other = ours.model_copy(update={"entries": (entry("C"), entry("B")), "title": "New"})
    assert ([*other.by_id], other.title) == (["b", "c"], {"und": "New"})
    assert other == Radar(
        title="New", id="ours", quadrants=AXES["quadrants"], entries=other.entries
    )
    with pytest.raises(ValidationError):
        ours.model_copy(update={"entries": (entry("A"), entry("A"))})
    with pytest.raises(ValidationError):
        ours.model_copy(update={"nonsense": 1})


def test_ways_round_lead_back() -> None:
    """A radar is equal to itself after a mapping, JSON, a pickle or a copy."""
    text = {"en": "Mesh", "zh": "网格"}
    history = [{"edition": n, "ring": n and "trial", "quadrant": "tools"} for n in ("1", "2")]
    more = {"pin": {"angle": 3, "radius": 0.5}, "reviewed": "2026-01-02", "sources": {"en": "x.md"}}
    ours = Radar(
        **AXES,
        editions=[{"id": "1", "date": "2025-01-01"}, {"id": "2", "name": text}],
        entries=[{"id": "e", "name": text, "history": history, **more}],
        tags={"x": "X"},
    )
    assert ours.by_id
    for again in (
        Radar.model_validate(ours.model_dump()),
        Radar.model_validate_json(ours.model_dump_json()),
        pickle.loads(pickle.dumps(ours)),  # noqa: S301 - our own bytes
        copy.deepcopy(ours),
        ours.model_copy(),
        ours.model_copy(update={"title": ours.title}),
    ):
        assert again == ours


@given(st.data())
def test_whatever_is_given_there_is_one_kind_of_error(data: st.DataObject) -> None:
    """No value of any field of any type ends in another error than pydantic's ValidationError."""
    kind = data.draw(st.sampled_from(TYPES))
    fields = sorted({*kind.model_fields, "ring", "quadrant"})
    wrong = {
        key: data.draw(JUNK) for key in data.draw(st.sets(st.sampled_from(fields), max_size=3))
    }
    sound = {key: SOUND[key] for key in SOUND if key in kind.model_fields}
    for given_ in ({**sound, **wrong}, data.draw(JUNK)):
        try:
            made = kind.model_validate(given_)
        except ValidationError:
            pass
        else:
            assert made == made.model_copy(update={})
            assert str(made)


@pytest.mark.parametrize("sizes", [{"plate": 2}, {"label": 0}, {"radius": float("nan")}, {"": 1}])
def test_a_theme_made_in_python_has_sizes_that_can_be_drawn(sizes: dict[str, float]) -> None:
    """A size that there is not, or out of its range, is refused before it is drawn with."""
    with pytest.raises(ValidationError, match="sizes"):
        load_theme().model_copy(update={"sizes": sizes})


def test_the_usual_rings_are_named_in_the_languages_of_the_radar() -> None:
    """A radar in German alone has no English word in it; one in a language without names has."""
    named = {
        languages: [radar.say(ring.name, languages[0]) for ring in radar.rings]
        for languages in (("de",), ("fr-CA", "en"), ("sw",))
        for radar in (Radar(title="X", languages=languages, quadrants=["A", "B"]),)
    }
    assert named[("de",)] == ["Einsetzen", "Erproben", "Bewerten", "Abwarten"]
    assert named["fr-CA", "en"][0] == "Adopter"
    assert named[("sw",)][0] == "Adopt"
    assert [ring.id for ring in Radar(title="X", languages=["de"], quadrants=["A", "B"]).rings] == [
        *("adopt", "trial", "assess", "hold"),
    ]
