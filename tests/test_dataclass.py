"""Our dataclasses behave like those of the standard library, as far as we use them."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from frontierkit.dataclass import FrozenInstanceError, dataclass, field, field_names, replace


@dataclass(frozen=True, slots=True, order=True)
class Point:
    x: int
    y: int = 2

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError(f"x is not below 0, got {self}")


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    name: str
    hidden: object = field(repr=False, default=None)
    more: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Open:
    names: dict[str, int] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    a: int
    b: int = 1


@dataclass(frozen=True)
class Loose(Point):
    z: int = 3


def test_arguments_come_in_order_by_name_and_by_default() -> None:
    assert (Point(1), Point(1, 2), Point(y=2, x=1)) == (Point(1, 2),) * 3
    assert repr(Loose(1)) == "Loose(x=1, y=2, z=3)"
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Keyed(1)  # type: ignore[call-arg]


def test_what_is_made_anew_is_not_shared() -> None:
    Open().names["x"] = 1

    assert Open() == Open({}, 0)
    assert Named("a").more is not Named("a").more


def test_a_frozen_one_never_changes() -> None:
    with pytest.raises(FrozenInstanceError, match="cannot change `x` of a Point"):
        Point(1).x = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Point(1).x


def test_equality_hash_and_order_go_by_the_values() -> None:
    assert Point(1) == Point(1) and Point(1) != Point(2) and Point(1) != Loose(1)
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert sorted([Point(2), Point(1, 3), Point(1)]) == [Point(1), Point(1, 3), Point(2)]
    assert Named("a") != Named("a") and len({Named("a"), Named("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open())


def test_checks_at_construction_run() -> None:
    with pytest.raises(ValueError, match=r"x is not below 0, got Point\(x=-1, y=2\)"):
        Point(-1)
    with pytest.raises(ValueError, match="x is not below 0"):
        replace(Point(1), x=-1)


def test_a_copy_has_what_was_not_replaced() -> None:
    assert replace(Point(1, 5), x=7) == Point(7, 5)
    assert replace(Keyed(a=1), b=3) == Keyed(a=1, b=3)
    assert pickle.loads(pickle.dumps(Point(1, 5))) == Point(1, 5)


def test_the_standard_library_takes_them() -> None:
    assert dataclasses.is_dataclass(Point)
    assert dataclasses.asdict(Loose(1)) == {"x": 1, "y": 2, "z": 3}
    assert tuple(f.name for f in dataclasses.fields(Named)) == field_names(Named)


def test_repr_leaves_out_what_is_not_to_be_seen() -> None:
    assert repr(Named("a", hidden=1)).endswith("Named(name='a', more=[])")


def test_they_match() -> None:
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
