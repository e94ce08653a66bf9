"""Finds selectors of metrics that the exporter's release does not expose, but another does."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.absent_metrics import AbsentMetric, absent_metrics
from frontierkit.analysis.facts import Facts
from frontierkit.catalog.existence import Removal
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Fix, Severity
from frontierkit.model.query import Query
from frontierkit.text import Span


@check("metric/removed", on=Query, per_text=True, severity=Severity.ERROR)
def removed(query: Query, facts: Facts) -> Iterator[Finding]:
    """A query selects a metric that this release of the exporter does not expose.

    It was removed or renamed, or a later release is the first to have it. The selector matches
    nothing: the panel goes blank at the upgrade, and the alert can never fire again.

    Bad:
        max(gpu_cache_usage_perc)

    Good:
        max(kv_cache_usage_perc)

    Except: one side of an `or` whose other side is exposed.
    """
    for absent in absent_metrics(query, facts):
        existence = absent.existence
        at = query.at(absent.span)
        if existence.removed is not None:
            message, help = _message(absent.name, existence.removed), _help(existence.removed)
            yield Finding(message, at, help or existence.why, (), _fix(query, absent))
        elif existence.not_yet is not None:
            yield Finding(
                f"`{absent.name}` is not there before {existence.not_yet}", at, existence.why
            )


def _message(name: str, removal: Removal) -> str:
    if removal.since is None:
        return f"{removal.exporter} declares `{name}` and never exposes it"
    verb = "renamed" if removal.renamed_to else "removed"
    to = f" to `{removal.renamed_to}`" if removal.renamed_to else ""
    return f"{removal.exporter} {removal.since} {verb} `{name}`{to}"


def _help(removal: Removal) -> str:
    if removal.renamed_to:
        return f"query `{removal.renamed_to}`; judged as of {removal.exporter} {removal.version}"
    return f"instead: {removal.instead}" if removal.instead else ""


def _fix(query: Query, absent: AbsentMetric) -> Fix | None:
    removal = absent.existence.removed
    if removal is None or removal.renamed_to is None:
        return None
    description = f"use the name that it has as of {removal.version}"
    first, *again = (_unquoted(query.text, span) for span in (absent.span, *absent.again))
    return Fix(description, query.at(), first, removal.renamed_to, tuple(again))


def _unquoted(text: str, span: Span) -> Span:
    """Return the characters of a name without the quotes that it may stand in."""
    quoted = text[span.start] in "\"'`" and span.end - span.start > 2
    return Span(span.start + 1, span.end - 1) if quoted else span
