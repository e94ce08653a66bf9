"""Finds `label_replace` that never replaces anything."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Label, Presence, restrict
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call, String
from frontierkit.text import listed

MOST_VALUES = 8


@check(
    "label/replace_without_effect",
    on=Query,
    per_text=True,
    when=("label_replace",),
    severity=Severity.ERROR,
)
def replace_without_effect(query: Query, facts: Facts) -> Iterator[Finding]:
    """The regex of a `label_replace` matches no value of its source label.

    It is matched against the whole value, as matchers are, and where it does not match all series
    stay as they are: the new label is not there, and what is joined by it matches nothing.

    Bad:
        label_replace(requests_total, "class", "bad", "code", "err")

    Good:
        label_replace(requests_total, "class", "bad", "code", "err.*")

    Except: labels whose values are not known.
    """
    for node in facts.syntax(query).nodes:
        if not isinstance(node, Call) or node.name != "label_replace" or len(node.args) < 5:
            continue
        source, regex = node.args[3], node.args[4]
        if not isinstance(source, String) or not isinstance(regex, String):
            continue
        if "$" in source.value or "$" in regex.value.rstrip("$") or "[[" in regex.value:
            continue
        branches = facts.series(query, node.args[0]).branches
        labels = [branch.label(source.value) for branch in branches]
        if all(_never(label, regex.value) for label in labels):
            yield Finding(
                f"`{regex.value}` matches no `{source.value}`: this `label_replace` changes "
                "nothing",
                query.at(span_of(regex)),
                _help(labels),
            )


def _never(label: Label, regex: str) -> bool:
    """Return whether a label that may be there never matches; label/unknown tells of others."""
    return label.presence is not Presence.NEVER and restrict(label, "=~", regex) is None


def _help(labels: list[Label]) -> str:
    known = sorted({value for label in labels for value in label.values.finite or ()})
    return f"it is {listed(known[:MOST_VALUES], 'or')}" if known else ""
