"""What aggregations make of a series: groups that keep some labels, and a value for each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, takewhile
from typing import TYPE_CHECKING

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import INF, Interval
from frontierkit.analysis.labelsets import drop, keep, set_labels
from frontierkit.analysis.ranges import truth
from frontierkit.analysis.reasons import because_of_aggregation
from frontierkit.analysis.series import (
    BUCKETS,
    CUMULATIVE,
    NAMELESS,
    UNKNOWN,
    Series,
    each_branch,
    nothing,
)
from frontierkit.analysis.units import Unit
from frontierkit.dataclass import replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason, Values
from frontierkit.promql.nodes import Aggregate, String
from frontierkit.text import listed

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

SELECTING = frozenset(("topk", "bottomk", "limitk", "limit_ratio"))
"""Aggregations that let some series through as they are."""
MOST_VALUES = 16
"""How many different values `count_values` may name before they are not listed."""


def aggregated(node: Aggregate, walk: Walk) -> Series:
    """Return what an aggregation is."""
    operand = walk.of(node.expr)
    param = None if node.param is None else walk.of(node.param)
    if node.op in SELECTING:
        return each_branch(operand, lambda branch: _selected(node, branch, param))
    if node.op == "count_values":
        return _count_values(node, operand)
    transfer = AGGREGATIONS.get(node.op)
    if transfer is None:
        return UNKNOWN  # a variable may name `topk`, which keeps all labels
    return _grouped(node, operand, transfer(node, operand, param))


def _grouped(node: Aggregate, operand: Series, value: Series) -> Series:
    """Return a series with the labels of a grouping, and the type, unit and range of `value`."""
    # A group of numbers and native histograms has no sum, nor anything else of it.
    mixed = operand.empty is Presence.NEVER and operand.maybe_native
    kept_name = not node.without and node.modifier is not None and "__name__" in _names(node)
    return Series(
        type=value.type,
        unit=value.unit,
        labels=grouped_labels(node, operand.labels),
        range=value.range,
        empty=Presence.MAYBE if mixed else operand.empty,
        names=operand.names if kept_name else NAMELESS,
        origins=operand.origins,
        observed=value.observed,
        why_type=value.why_type,
        why_unit=value.why_unit,
        why_range=value.why_range,
        why_empty=operand.why_empty,
    )


def grouped_labels(node: Aggregate, labels: Labels) -> Labels:
    """Return the labels that a grouping leaves."""
    names = _names(node)
    if any("$" in name or "[[" in name for name in names):
        return _open_grouping(node, labels)
    if node.without:
        why = because_of_aggregation(f"`{node.op}` without {listed(names)} drops it", node)
        return drop(labels, names, why)
    only = f"keeps only {listed(names)}" if names else "keeps no labels"
    return keep(labels, names, because_of_aggregation(f"`{node.op}` {only}", node))


def _open_grouping(node: Aggregate, labels: Labels) -> Labels:
    """Return the labels of a grouping that a variable may extend by any other."""
    sure = frozenset(name for name in _names(node) if "$" not in name and "[[" not in name)
    named = {
        name: label
        if name in sure and not node.without
        else replace(label, presence=min(label.presence, Presence.MAYBE))
        for name, label in labels.named.items()
    }
    if node.without:
        why = because_of_aggregation(f"`{node.op}` drops it", node)
        return drop(set_labels(labels, named), sure, why)
    return set_labels(labels, named)


def _names(node: Aggregate) -> tuple[str, ...]:
    return () if node.modifier is None else tuple(label.name for label in node.modifier.names)


def _selected(node: Aggregate, operand: Series, param: Series | None) -> Series:
    """Return what `topk` and its like let through."""
    k = interval.ANY if param is None else param.range
    ratio = node.op == "limit_ratio"
    none = k.constant == 0 if ratio else truth("<", k, interval.ONE) is Presence.ALWAYS
    some = not ratio and truth(">=", k, interval.ONE) is Presence.ALWAYS
    found = operand._replace(alternatives=())
    if operand.empty is Presence.NEVER and (operand.maybe_native or not some):
        found = found._replace(empty=Presence.MAYBE)
    if not none:
        return found
    return nothing(found, because_of_aggregation(f"`{node.op}` of nothing is nothing", node))


def _count_values(node: Aggregate, operand: Series) -> Series:
    """Return the counts of equal values, each with its value as a label."""
    counted = Series(type="gauge", unit=units.COUNT, range=interval.WHOLE_FROM_ONE)
    found = _grouped(node, operand, counted)
    if not isinstance(node.param, String):
        return found
    name = node.param.value
    if node.without and name in _names(node):
        return found
    if name == "__name__":
        return found._replace(names=None)
    why = because_of_aggregation(f"`count_values` sets `{name}` to the value", node)
    changed = {name: Label(Presence.ALWAYS, _spelled_values(operand), why)}
    if not node.without:  # before Prometheus 3, labels of the grouping got lost from step to step
        unsure = {other: _unsure(found, other) for other in _names(node) if other != "__name__"}
        changed = {**unsure, **changed}
    names = None if found.names is None else found.names | NAMELESS
    return found._replace(labels=set_labels(found.labels, changed), names=names)


def _unsure(series: Series, name: str) -> Label:
    label = series.labels.get(name)
    return replace(label, presence=min(label.presence, Presence.MAYBE))


def _spelled_values(operand: Series) -> Values:
    """Return the values that a range allows, as texts, if they are few."""
    range = operand.range
    few = range.integral and range.finite and range.top - range.bottom < MOST_VALUES
    if not few or range.vacant or range.signed_zero or operand.maybe_native:
        return ANY_VALUE
    numbers = [str(value) for value in _whole_numbers(range)]
    return Values(frozenset((*numbers, "NaN") if range.nan else numbers))


def _whole_numbers(range: Interval) -> list[int]:
    return list(takewhile(lambda number: number <= range.top, count(int(range.bottom))))


def _sum(node: Aggregate, operand: Series, param: Series | None) -> Series:
    found = operand.range
    low = None if found.bottom < 0 else found.low
    high = None if found.top > 0 else found.high
    cancels = found.bottom == -INF and found.top == INF
    total = Interval(low, high, found.integral, found.nan or cancels, minus_zero=found.signed_zero)
    why = operand.why_range if low is not None or high is not None else None
    return _value(operand, _added_type(operand), total, operand.unit, why)


def _avg(node: Aggregate, operand: Series, param: Series | None) -> Series:
    found = operand.range
    cancels = found.bottom == -INF and found.top == INF
    mean = found.fractional()._replace(low_open=False, high_open=False)
    return _value(
        operand, _added_type(operand), mean.or_nan(cancels), operand.unit, operand.why_range
    )


def _extreme(node: Aggregate, operand: Series, param: Series | None) -> Series:
    return _value(operand, _picked_type(operand), operand.range, operand.unit, operand.why_range)


def _count(node: Aggregate, operand: Series, param: Series | None) -> Series:
    why = because_of_aggregation("a count is at least 1: of nothing there is none", node)
    return _plain(interval.WHOLE_FROM_ONE, units.COUNT, why)


def _group(node: Aggregate, operand: Series, param: Series | None) -> Series:
    return _plain(interval.ONE, None, because_of_aggregation("`group` is always 1", node), "info")


def _deviation(node: Aggregate, operand: Series, param: Series | None) -> Series:
    unit = operand.unit
    if unit is not None and node.op == "stdvar":
        unit = unit.squared()
    elif unit is not None and unit.point:
        unit = units.subtract(unit, unit)
    nan = operand.range.nan or not operand.range.finite
    why = because_of_aggregation(f"`{node.op}` is never negative", node)
    return _plain(Interval(0.0, nan=nan), unit, why)


def _quantile(node: Aggregate, operand: Series, param: Series | None) -> Series:
    phi = interval.ANY if param is None else param.range
    if not phi.within(interval.ZERO_TO_ONE):
        return _value(operand, _picked_type(operand), interval.ANY, operand.unit, None)
    found = operand.range.fractional()._replace(low_open=False, high_open=False)
    nan = phi.nan or operand.range.nan or not operand.range.finite
    return _value(
        operand, _picked_type(operand), found.or_nan(nan), operand.unit, operand.why_range
    )


Aggregation = Callable[[Aggregate, Series, Series | None], Series]
AGGREGATIONS: dict[str, Aggregation] = {
    "sum": _sum,
    "avg": _avg,
    "min": _extreme,
    "max": _extreme,
    "count": _count,
    "group": _group,
    "stddev": _deviation,
    "stdvar": _deviation,
    "quantile": _quantile,
}


def _value(
    operand: Series, type: str, range: Interval, unit: Unit | None, why: Reason | None
) -> Series:
    """Return a value made of an operand's values."""
    observed = operand.observed if type in BUCKETS else None
    return Series(
        type=type,
        unit=unit,
        range=range,
        observed=observed,
        why_type=operand.why_type,
        why_unit=operand.why_unit,
        why_range=why,
    )


def _plain(range: Interval, unit: Unit | None, why: Reason, type: str = "gauge") -> Series:
    """Return a value that says nothing of its operand's values."""
    return Series(type=type, unit=unit, range=range, why_range=why)


def _added_type(operand: Series) -> str:
    """Return the type of a sum or an average."""
    if operand.type in ("bucket", "aggregated_bucket"):
        return "aggregated_bucket"
    if operand.type in CUMULATIVE:
        return "aggregated_counter"
    if operand.type in ("unknown", "histogram", "bucket_rate", "timestamp"):
        return operand.type
    return "gauge"


def _picked_type(operand: Series) -> str:
    """Return the type of one of the values, or of something between two of them."""
    kept = ("unknown", "info", "stateset", "bool", "timestamp", "bucket_rate", "summary")
    return operand.type if operand.type in kept else _added_type(operand)
