"""Placement: what must hold of every arrangement."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radar.layout import geometry
from radar.layout.placement import wedge
from radar.layout.placement.arrangement import Arrangement, Item, Plan
from radar.layout.placement.editions import arrange, arrange_all

sys.path.insert(0, str(Path(__file__).parent))
from placements import faults, next_editions, radars


@settings(max_examples=min(20, settings.default.max_examples))
@given(st.data())
def test_nothing_overlaps_strays_or_is_lost(data: st.DataObject) -> None:
    """Any items in any sectors and rings, in two editions: no overlap, none outside, none lost."""
    plan, first = data.draw(radars())
    second = data.draw(next_editions(plan, first))
    before, after = arrange_all([first, second], plan)
    assert list(faults(first, plan, before)) == []
    assert list(faults(second, plan, after)) == []
    assert not before.overflow
    assert not after.overflow


@settings(max_examples=min(20, settings.default.max_examples))
@given(radars(most=60), st.floats(0.3, 3), st.data())
def test_a_radar_that_may_not_grow_clusters_what_has_no_room(
    asked: tuple[Plan, list[Item]], scale: float, data: st.DataObject
) -> None:
    """Where the radius is held, entries without room share a cluster that has room itself."""
    plan = asked[0]
    plan = Plan(plan.sectors, plan.rings, 150 * scale, growth=1.0, cross=4.0, widths=plan.widths)
    found = arrange(asked[1], plan)
    wrong = [fault for fault in faults(asked[1], plan, found) if "+" not in fault]
    assert wrong == []
    assert found.radius == plan.radius
    again = data.draw(next_editions(plan, asked[1]))
    wrong = [f for f in faults(again, plan, arrange(again, plan, found)) if "+" not in f]
    assert wrong == []


def crowd(count: int, sectors: int = 4, rings: int = 4) -> list[Item]:
    """Make items in all sectors, more in the first and in the inner ones."""
    return [
        Item(f"e{k}", k * k % 7 % sectors, (k * 5 % 11) * (k % 3) // 4 % rings)
        for k in range(count)
    ]


@given(st.permutations(crowd(40)))
@settings(max_examples=min(20, settings.default.max_examples))
def test_the_order_of_items_is_of_no_account(items: list[Item]) -> None:
    """Permuting the input changes nothing, neither in a first edition nor in a later one."""
    plan = Plan(4, 4)
    before = arrange(crowd(30), plan)
    assert arrange(items, plan) == arrange(crowd(40), plan)
    assert arrange(items, plan, before) == arrange(crowd(40), plan, before)


EDITIONS = [crowd(60), crowd(75)[4:], crowd(90)[8:], crowd(70)[3:]]


@pytest.mark.parametrize("blip", [5.0, 11.0, 16.0])
@pytest.mark.parametrize("known", [1, 2, 3])
def test_later_editions_do_not_change_earlier_ones(known: int, blip: float) -> None:
    """Laying out all editions gives for each what laying out those up to it gives."""
    plan = Plan(4, 4, blip=blip)
    assert arrange_all(EDITIONS, plan)[:known] == arrange_all(EDITIONS[:known], plan)


def test_an_empty_radar_has_rings_and_no_points() -> None:
    """A radar without entries has its radii all the same."""
    found = arrange([], Plan(4, 4))
    assert found.points == {}
    assert found.radii[-1] == 400
    assert arrange([], Plan(4, 4), found) == found


def test_the_same_name_in_another_spelling_stands_where_it_stood() -> None:
    """Composed and decomposed letters are the same id to the hash."""
    one, other = (
        arrange([Item(name, 0, 0), Item("b", 0, 0)], Plan(4, 4)) for name in ("\u00e9", "e\u0301")
    )
    assert sorted(one.points.values()) == sorted(other.points.values())
    assert one.points["b"] == other.points["b"]


NUDGES: list[Callable[[float], float]] = [
    lambda value: value + 2.2e-16 * abs(value),
    lambda value: value - 2.2e-16 * abs(value),
]


@pytest.mark.parametrize("nudge", NUDGES)
@pytest.mark.parametrize("sectors", [2, 3, 4, 5, 6, 7, 8])
def test_the_last_bit_of_sine_and_cosine_is_of_no_account(
    monkeypatch: pytest.MonkeyPatch, nudge: Callable[[float], float], sectors: int
) -> None:
    """A sine that is off by one unit in the last place moves nobody."""
    plan = Plan(sectors, 4)
    editions = [crowd(50, sectors), crowd(64, sectors)[5:]]
    editions[0][0] = editions[0][0]._replace(pin=(20.0, 0.4))
    expected = arrange_all(editions, plan)
    sine, cosine = geometry.sine, geometry.cosine
    monkeypatch.setattr(geometry, "sine", lambda degrees: nudge(sine(degrees)))
    monkeypatch.setattr(geometry, "cosine", lambda degrees: nudge(cosine(degrees)))
    assert geometry.sine(33.0) != sine(33.0)
    assert arrange_all(editions, plan) == expected


def test_the_hash_seed_is_of_no_account() -> None:
    """Python's own hashes, which differ from run to run, decide nothing."""
    code = (
        "from radar.layout.placement.editions import arrange_all;"
        "from radar.layout.placement.arrangement import Item, Plan;"
        "items = [Item(f'e{k}', k % 4, k % 3) for k in range(70)];"
        "print(repr(arrange_all([items, items[5:] + [Item('x', 1, 1)]], Plan(4, 3))))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(wedge.__file__).parents[3])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]
    assert said[0] == said[1] == said[2] != ""


ENGINE = [
    "geometry",
    *(
        f"placement/{name}"
        for name in ("amend", "anchors", "berths", "editions", "holes", "relax", "rings", "sector")
    ),
    "placement/slots",
    "placement/wedge",
]


@pytest.mark.parametrize("name", ENGINE)
def test_placement_uses_nothing_that_differs_between_machines(name: str) -> None:
    """Of the C library the square root alone; no hash, no random, no sum, no walk over a set."""
    tree = ast.parse((Path(wedge.__file__).parents[1] / f"{name}.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "math":
            assert {alias.name for alias in node.names} <= {"sqrt", "floor", "fsum"}
        if isinstance(node, ast.Import):
            assert not node.names
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"hash", "sum", "pow", "id", "set", "frozenset"}
        if isinstance(node, ast.For | ast.comprehension):
            assert not isinstance(node.iter, ast.Set | ast.SetComp)
        assert not isinstance(node, ast.Pow)


class TestPins:
    """Blips that are held."""

    plan = Plan(4, 4)

    def found(self, *items: Item, before: Arrangement | None = None) -> Arrangement:
        """Arrange pinned items among others."""
        return arrange([*items, *crowd(60)], self.plan, before)

    def test_a_pinned_blip_stands_at_its_pin(self) -> None:
        """The angle counts from the sector's first edge, the radius across the ring."""
        found = self.found(Item("held", 1, 2, (30.0, 0.5)))
        way = geometry.direction(120.0)
        r = (found.radii[2] + found.radii[3]) / 2
        assert found.points["held"] == pytest.approx((way.x * r, way.y * r), abs=0.02)
        assert found.unpinned == ()

    def test_a_pin_on_a_border_is_kept_as_nearly_as_can_be_and_reported(self) -> None:
        """A blip pinned to the rim of its ring stands inside it, at the same angle."""
        found = self.found(Item("held", 1, 2, (45.0, 1.0)))
        x, y = found.points["held"]
        assert found.unpinned == ("held",)
        assert x == pytest.approx(y, abs=0.02)
        least = found.radii[3] - 7 / 6 * found.blip
        assert (x * x + y * y) ** 0.5 == pytest.approx(least, abs=0.1)

    def test_two_pins_in_one_place_stand_side_by_side(self) -> None:
        """The second of two equal pins is reported and stands near by."""
        found = self.found(Item("a", 0, 3, (45.0, 0.5)), Item("b", 0, 3, (45.0, 0.5)))
        assert found.unpinned == ("b",)
        assert geometry.distance(found.points["a"], found.points["b"]) < 6 * found.blip

    def test_a_pin_displaces_who_stood_there(self) -> None:
        """A blip in the way of a new pin gives way; the others stay."""
        before = self.found()
        name, point = next(iter(before.points.items()))
        item = next(item for item in crowd(60) if item.id == name)
        r = (point.x**2 + point.y**2) ** 0.5
        ring = (r - before.radii[item.ring]) / (
            before.radii[item.ring + 1] - before.radii[item.ring]
        )
        half = geometry.direction(90.0 * item.sector + 45.0)
        aside = (half.x * point.y - half.y * point.x) / r
        degrees = 45.0 + aside * 57.29577951308232 * (1 + aside * aside / 6)
        after = self.found(Item("held", item.sector, item.ring, (degrees, ring)), before=before)
        assert (
            list(faults([*crowd(60), Item("held", item.sector, item.ring)], self.plan, after)) == []
        )
        assert geometry.distance(after.points["held"], point) < before.blip
        assert sum(after.points[k] != p for k, p in before.points.items()) <= 3
