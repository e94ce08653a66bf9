"""What arithmetic makes of two quantities: type, unit and range of a sum, product or quotient."""

from __future__ import annotations

from frontierkit.analysis import units
from frontierkit.analysis.interval import ANY, Interval
from frontierkit.analysis.ranges import arithmetic
from frontierkit.analysis.reasons import because_of_operator
from frontierkit.analysis.series import CUMULATIVE, MARKERS, Series
from frontierkit.analysis.units import RATIO, Unit
from frontierkit.dataclass import dataclass
from frontierkit.labels import Reason
from frontierkit.promql.nodes import Binary


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a calculation yields, apart from labels."""

    type: str
    unit: Unit | None
    range: Interval
    why_unit: Reason | None
    why_range: Reason | None


def computed(node: Binary, left: Series, right: Series) -> Quantity:
    """Return the type, unit and range of `left op right`."""
    range = arithmetic(node.op, left.range, right.range)
    unit = unit_of(node.op, left, right)
    why_unit = left.why_unit or right.why_unit if unit is not None else None
    why_range = None if range == ANY else _why_range(node, left, right)
    return Quantity(_type(node.op, left, right), unit, range, why_unit, why_range)


def unit_of(op: str, left: Series, right: Series) -> Unit | None:
    """Return the unit of `left op right`; a constant takes the unit that fits."""
    a, b = left.unit, right.unit
    if op in ("*", "/"):
        return _scaled(op, left, right)
    if op in ("+", "-", "%"):
        if right.constant is not None and b is None:
            return a
        if left.constant is not None and a is None:
            return _turned(b) if op == "-" else b if op == "+" else None
        if op == "%":
            return a
        return units.add(a, b) if op == "+" else units.subtract(a, b)
    if op == "^" and right.constant == 2 and a is not None:
        return a.squared()
    return None


def _turned(unit: Unit | None) -> Unit | None:
    """Return the unit of a constant less a quantity; of a point in time, what is left till then."""
    if unit is None or not unit.point:
        return unit
    return Unit(unit.dimensions, unit.scale, False, unit.sure)


def _scaled(op: str, left: Series, right: Series) -> Unit | None:
    """Return the unit of a product or quotient."""
    a, b = left.unit, right.unit
    if right.constant is not None and b is None:
        factor = right.constant if op == "*" else _inverse(right.constant)
        return None if a is None else a.scaled(factor)
    if left.constant is not None and a is None:
        if op == "*":
            return None if b is None else b.scaled(left.constant)
        return None if b is None else RATIO.per(b).scaled(left.constant)
    if right.type in MARKERS and op == "*":
        return a
    if left.type in MARKERS and op == "*":
        return b
    if a is None or b is None:
        return None
    if op == "/":
        return a.per(b)
    return a.times(b)


def _inverse(factor: float) -> float:
    return 1 / factor if factor else 0.0


def _type(op: str, left: Series, right: Series) -> str:
    """Return the type of `left op right`."""
    types = (left.type, right.type)
    if "unknown" in types or "histogram" in types:
        return "unknown"
    if op in ("*", "/") and "scalar" in types:
        other = left if right.type == "scalar" else right
        if other.type in ("bucket_rate", "aggregated_bucket") and other is left:
            return other.type
        if other.type == "bucket" and other is left:
            return "aggregated_bucket"
        if other.cumulative and (op == "*" or other is left):
            return "aggregated_counter"
        return "gauge"
    if op == "+":
        return _type_of_sum(left, right)
    if op == "*" and ("info" in types or "bool" in types):
        other = right if left.type in ("info", "bool") else left
        return "aggregated_counter" if other.type in CUMULATIVE else other.type
    return "timestamp" if _is_point(unit_of(op, left, right)) else "gauge"


def _type_of_sum(left: Series, right: Series) -> str:
    types = (left.type, right.type)
    if all(t in ("bucket", "aggregated_bucket") for t in types):
        return "aggregated_bucket"
    if types == ("bucket_rate", "bucket_rate"):
        return "bucket_rate"
    if all(t in CUMULATIVE or t == "scalar" for t in types) and types != ("scalar", "scalar"):
        return "aggregated_counter"
    return "timestamp" if _is_point(unit_of("+", left, right)) else "gauge"


def _is_point(unit: Unit | None) -> bool:
    return unit is not None and unit.point


def _why_range(node: Binary, left: Series, right: Series) -> Reason:
    text = f"{left.range} {node.op} {right.range}"
    return because_of_operator(f"it follows from `{text}`", node)
