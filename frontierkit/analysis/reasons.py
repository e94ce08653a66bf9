"""Reasons that point at the characters of an operation."""

from __future__ import annotations

from frontierkit.labels import Reason
from frontierkit.promql.node import Node
from frontierkit.promql.nodes import Aggregate, Binary, Call, Matcher
from frontierkit.text import Span


def because(text: str, node: Node) -> Reason:
    """Return a reason that points at all of a node."""
    return Reason(text, span_of(node))


def because_of_call(text: str, call: Call) -> Reason:
    """Return a reason that points at the name of a function."""
    return Reason(text, Span(call.start, call.name_end))


def because_of_operator(text: str, binary: Binary) -> Reason:
    """Return a reason that points at an operator and its matching clause."""
    end = binary.op_start + len(binary.op)
    if binary.matching is not None:
        end = max(end, binary.matching.end)
    return Reason(text, Span(binary.op_start, end))


def because_of_aggregation(text: str, aggregate: Aggregate) -> Reason:
    """Return a reason that points at an aggregation and its grouping, if that comes first."""
    end = aggregate.start + len(aggregate.op)
    grouping = aggregate.modifier
    if grouping is not None and grouping.start < aggregate.expr.start:
        end = grouping.end
    return Reason(text, Span(aggregate.start, end))


def span_of(node: Node) -> Span:
    """Return the characters of a node, at least one."""
    return Span(node.start, max(node.end, node.start + 1))


def name_span(matcher: Matcher) -> Span:
    """Return the characters of a matcher's label name, or of a quoted metric name."""
    end = matcher.name_end if matcher.name_end > matcher.start else matcher.end
    return Span(matcher.start, max(end, matcher.start + 1))


def value_span(matcher: Matcher) -> Span:
    """Return the characters of a matcher's value, quotes included."""
    if matcher.value_end > matcher.value_start:
        return Span(matcher.value_start, matcher.value_end)
    return span_of(matcher)
