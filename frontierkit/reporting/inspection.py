"""What an expression is, told to a person with carets, and to programs as one line of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from frontierkit.analysis.inspection import Claim, Inspection
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.series import STRING, TYPES
from frontierkit.analysis.units import Unit
from frontierkit.labels import Label, Presence, Reason
from frontierkit.promql.syntax import SyntaxProblem
from frontierkit.reporting.excerpt import excerpt
from frontierkit.reporting.style import PLAIN, Style
from frontierkit.text import Span, listed, one_line

INDENT = " " * 8
MOST_VALUES = 8


def as_json_line(inspection: Inspection) -> str:
    """Return the answer as one JSON object on one line."""
    return json.dumps(as_plain(inspection), allow_nan=False) + "\n"


def as_plain(inspection: Inspection) -> dict[str, Any]:
    """Return the answer as plain data; the page of `frontierkit inspect` says what is in it."""
    if inspection.problem is not None:
        return {"expr": inspection.expr, "error": inspection.problem.message}
    series = inspection.series
    labels = dict(series.labels.named) if series.names == _NAMELESS else _with_name(inspection)
    return {
        "expr": inspection.expr,
        "type": series.type,
        "unit": series.unit.word if series.unit is not None else None,
        "labels": {name: _label(labels[name]) for name in sorted(labels)},
        "other_labels": series.labels.others.word,
        "range": _bounds(series.range),
        "nan": series.range.nan,
        "integral": series.range.integral and series.kind != STRING,
        "empty": inspection.empty.word,
        "why": "; ".join(_sentence(claim, inspection.expr) for claim in inspection.claims()),
    }


def as_text(inspection: Inspection, style: Style = PLAIN) -> str:
    """Return the answer as a person reads it: each claim, and below it why."""
    if inspection.problem is not None:
        return "\n".join(_refused(inspection.expr, inspection.problem, style)) + "\n"
    series = inspection.series
    reasons: dict[str, list[Reason]] = {}
    for claim in inspection.claims():
        reasons.setdefault(claim.about, []).append(claim.reason)
    lines = [
        *_claim("type", f"{series.type}: {TYPES[series.type]}", style),
        *_because(reasons.pop("type", ()), inspection.expr, style),
        *_claim("unit", _unit(series.unit), style),
        *_because(reasons.pop("unit", ()), inspection.expr, style),
        *_claim("range", _range(series.range), style),
        *_because(reasons.pop("range", ()), inspection.expr, style),
        *_claim("empty", inspection.empty.word, style),
        *_because(reasons.pop("empty", ()), inspection.expr, style),
        *_claim("labels", _labels(inspection), style),
        *_because((r for rs in reasons.values() for r in rs), inspection.expr, style),
    ]
    return "\n".join(lines) + "\n"


_NAMELESS = frozenset(("",))


def _with_name(inspection: Inspection) -> dict[str, Label]:
    """Return the labels, with the metric's name."""
    series = inspection.series
    return {**series.labels.named, "__name__": series.label("__name__")}


def _label(label: Label) -> dict[str, Any]:
    there = label.presence is not Presence.NEVER
    finite = label.values.finite if there else frozenset[str]()
    return {
        "presence": label.presence.word,
        "values": None if finite is None else sorted(finite),
    }


def _bounds(range: Interval) -> dict[str, float | None]:
    """Return the bounds; where there is no number at all, none."""
    if range.vacant:
        return {"low": None, "high": None}
    return {"low": _bound(range.low), "high": _bound(range.high)}


def _bound(bound: float | None) -> float | None:
    """Return a bound that JSON can hold: beyond the largest number there is only infinity."""
    largest = sys.float_info.max
    return None if bound is None else min(max(bound, -largest), largest) + 0.0


def _sentence(claim: Claim, expr: str) -> str:
    reason = claim.reason
    if reason.span is None:
        return f"{claim.about}: {reason.text}"
    if reason.passage is None:
        part = expr[reason.span.start : reason.span.end]
        return f"{claim.about}: {reason.text} (at {reason.span.start}, `{part}`)"
    place = reason.passage.at(reason.span)
    return f"{claim.about}: {reason.text} ({place.path}:{place.position.line})"


def _refused(expr: str, problem: SyntaxProblem, style: Style) -> Iterator[str]:
    yield f"{style('error', 'refused')}  {one_line(problem.message)}"
    if problem.end > problem.start:
        yield from _carets(expr, Span(problem.start, problem.end), "", style)


def _claim(name: str, text: str, style: Style) -> Iterator[str]:
    yield f"{style('bold', name)}{' ' * (len(INDENT) - len(name))}{one_line(text)}"


def _because(reasons: Any, expr: str, style: Style) -> Iterator[str]:
    """Yield each reason once, below the part that is responsible."""
    for reason in dict.fromkeys(reasons):
        if reason.span is None:
            yield f"{INDENT}{style('frame', '=')} {one_line(reason.text)}"
            continue
        text = expr
        if reason.passage is not None:
            at = reason.passage.at(reason.span)
            text = reason.passage.text
            yield f"{INDENT}{style('frame', '-->')} {one_line(at.path)}:{at.position.line}"
        yield from _carets(text, reason.span, reason.text, style)


def _carets(text: str, span: Span, note: str, style: Style) -> Iterator[str]:
    shown, bar = excerpt(text, span), style("frame", "|")
    yield f"{INDENT}{bar} {shown.line}"
    yield f"{INDENT}{bar} {style('info', f'{shown.carets} {one_line(note)}'.rstrip())}"


def _unit(unit: Unit | None) -> str:
    if unit is None:
        return "not known"
    return unit.word if unit.sure else f"{unit.word}, if no factor is meant to convert it"


def _range(range: Interval) -> str:
    if range.vacant:
        return "NaN only" if range.nan else "no number"
    words = [str(range)]
    if range.integral and range.constant is None:
        words.append("whole numbers")
    words.append("NaN possible" if range.nan else "never NaN")
    return ", ".join(words)


def _labels(inspection: Inspection) -> str:
    labels = inspection.series.labels
    parts = [
        f"{presence.word} {', '.join(told)}"
        for presence in sorted(Presence, reverse=True)
        if (
            told := [_told(n, k) for n, k in sorted(labels.named.items()) if k.presence is presence]
        )
    ]
    if labels.closed:
        return "; ".join((*parts, "never another")) if parts else "none"
    return "; ".join((*parts, "maybe others"))


def _told(name: str, label: Label) -> str:
    finite = label.values.finite
    if finite is None or label.presence is Presence.NEVER:
        return name
    few = sorted(finite)[:MOST_VALUES]
    more = f" or {len(finite) - len(few)} others" if len(finite) > len(few) else ""
    return f"{name} ({listed(few, 'or')}{more})"
