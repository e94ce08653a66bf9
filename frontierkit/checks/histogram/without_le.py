"""Finds quantiles over buckets that have lost their bounds."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.labels import Presence
from frontierkit.model.query import Query
from frontierkit.promql.nodes import Call, Selector
from frontierkit.text import Span

QUANTILES = frozenset(("histogram_quantile", "histogram_fraction"))


@check("histogram/without_le", on=Query, per_text=True, when=QUANTILES, severity=Severity.ERROR)
def without_le(query: Query, facts: Facts) -> Iterator[Finding]:
    """A quantile is taken of buckets whose label `le` was lost on the way.

    The buckets of a classic histogram are told apart by `le`. Without it there are no buckets: the
    quantile is always empty, the panel blank, and the alert can never fire.

    Bad:
        histogram_quantile(0.99, sum by (path) (rate(latency_seconds_bucket[5m])))

    Good:
        histogram_quantile(0.99, sum by (path, le) (rate(latency_seconds_bucket[5m])))

    Except: native histograms, which have no label `le`, and buckets by `vmrange`.
    """
    for node in facts.syntax(query).nodes:
        if isinstance(node, Call) and node.name in QUANTILES and node.args:
            buckets = node.args[-1]
            label = facts.series(query, buckets).label("le")
            if label.presence is Presence.NEVER and _classic(node, query, facts):
                why = label.why
                related: tuple[Related, ...] = ()
                if why is not None and why.span is not None:
                    passage = why.passage or query.passage
                    related = (Related(why.text, passage.at(why.span)),)
                yield Finding(
                    f"`{node.name}` needs the label `le`, and "
                    + (why.text if related and why else "its argument has none"),
                    query.at(Span(node.start, node.name_end)),
                    "keep `le` all the way: `sum by (le) (…)`",
                    related,
                )


def _classic(call: Call, query: Query, facts: Facts) -> bool:
    """Return whether all that is selected below is buckets of classic histograms."""
    if "vmrange" in query.text:
        return False
    below = {node for node in call.args[-1].walk() if isinstance(node, Selector)}
    selected = [s for s in facts.selectors(query) if s.node in below]
    return bool(selected) and all(
        s.name is not None and (s.name.endswith("_bucket") or s.judged) for s in selected
    )
