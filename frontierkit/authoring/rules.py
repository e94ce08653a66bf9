"""Rules of Prometheus: what is recorded and what is alerted on."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.authoring.ignoring import Ignore, reasons
from frontierkit.authoring.refuse import (
    label_set,
    metric_name,
    name_of,
    positive_seconds,
    refuse,
    seconds,
)
from frontierkit.authoring.written import Text, Written, here, promql, texts
from frontierkit.dataclass import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A recording or alerting rule. Durations are in seconds."""

    name: Text
    alerting: bool
    expr: Text
    labels: Mapping[str, Text]
    annotations: Mapping[str, Text]
    for_s: float | None
    keep_firing_for_s: float | None
    written: Written
    ignore: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class RuleGroup:
    """Rules that Prometheus evaluates one after the other. Durations are in seconds."""

    name: Text
    rules: tuple[Rule, ...]
    interval_s: float | None
    query_offset_s: float | None
    limit: int | None
    labels: Mapping[str, Text]
    written: Written
    path: str | None = field(default=None)


def rule_group(
    name: str,
    *rules: Rule | None,
    interval: str | None = None,
    query_offset: str | None = None,
    limit: int | None = None,
    labels: Mapping[str, str] | None = None,
) -> RuleGroup:
    """Declare rules that Prometheus evaluates one after the other.

    `interval` (a duration, as `1m`) replaces the global evaluation interval; `query_offset` lets
    rules look a little into the past; `limit` is how many series or alerts a rule may produce;
    `labels` are added to all rules (Prometheus 3.0). A rule that is `None` is left out.

    Raises: SourceError, for an empty name, no rules, or what is no rule.

    Example:
        >>> group = rule_group(
        ...     "hosts",
        ...     record("instance:cpu_busy:ratio", "1 - avg by (instance) (idle)"),
        ...     alert("CpuBusy", "instance:cpu_busy:ratio > 0.9", for_="10m"),
        ... )
        >>> [rule.name for rule in group.rules]
        ['instance:cpu_busy:ratio', 'CpuBusy']
    """
    name_of(name, "the name of a rule group")
    for rule in rules:
        if rule is not None and not isinstance(rule, Rule):
            raise refuse(
                f"rule group `{name}` holds {rule!r}, which is no rule",
                "a rule is what `alert(…)` or `record(…)` returns",
            )
    there = tuple(rule for rule in rules if rule is not None)
    if not there:
        raise refuse(f"rule group `{name}` has no rules", "remove it, or give it a rule")
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 0):
        raise refuse(f"the limit of rule group `{name}` is a whole number, not {limit!r}")
    written = here()
    return RuleGroup(
        Text.at(name, written),
        there,
        None if interval is None else positive_seconds(interval, f"the interval of `{name}`"),
        None if query_offset is None else seconds(query_offset, f"the query offset of `{name}`"),
        limit,
        texts(labels, f"the labels of rule group `{name}`", written),
        written,
    )


def record(
    name: str,
    expr: str,
    *,
    labels: Mapping[str, str] | None = None,
    ignore: Ignore | None = None,
) -> Rule:
    """Record what `expr` yields as the metric `name`, with `labels` added.

    The unit is that of `expr`; name it `level:metric:operation`, as `job:requests:rate5m`.
    `ignore` gives, by check, the reason to leave out what it finds.

    Raises: SourceError, if `name` cannot name a metric, or `expr` is empty.

    Example:
        >>> record("job:requests:rate5m", "sum by (job) (rate(requests_total[5m]))").name
        'job:requests:rate5m'
    """
    metric_name(name, "the name of a recording rule")
    written = here()
    return Rule(
        Text.at(name, written),
        False,
        promql(expr),
        texts(labels, f"the labels of `{name}`", written),
        {},
        None,
        None,
        written,
        reasons(ignore, f"`{name}`"),
    )


def alert(
    name: str,
    expr: str,
    *,
    for_: str | None = None,
    keep_firing_for: str | None = None,
    severity: str | None = None,
    summary: str | None = None,
    description: str | None = None,
    runbook_url: str | None = None,
    labels: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
    ignore: Ignore | None = None,
) -> Rule:
    """Alert on every series that `expr` yields, once it has done so for the duration `for_`.

    `keep_firing_for` is how long it goes on firing after `expr` is quiet. `severity` is a label;
    `summary`, `description` and `runbook_url` are annotations, in which `{{ $labels.x }}` and
    `{{ $value }}` stand for what the series says. `ignore` gives, by check, the reason to leave
    out what it finds.

    Raises: SourceError, for an empty name or expression, what is no duration, a label or an
    annotation that is no string, an ignore without a reason.

    Example:
        >>> down = alert("TargetDown", "up == 0", for_="5m", severity="critical")
        >>> down.for_s, dict(down.labels)
        (300.0, {'severity': 'critical'})
    """
    name_of(name, "the name of an alert")
    given = {
        "summary": summary,
        "description": description,
        "runbook_url": runbook_url,
        **label_set(annotations or {}, f"the annotations of `{name}`"),
    }
    given_texts = {key: value for key, value in given.items() if value is not None}
    severities = {} if severity is None else {"severity": severity}
    extra = label_set(labels or {}, f"the labels of `{name}`")
    written = here()
    return Rule(
        Text.at(name, written),
        True,
        promql(expr),
        texts({**severities, **extra}, f"the labels of `{name}`", written),
        texts(given_texts, f"the annotations of `{name}`", written),
        None if for_ is None else seconds(for_, f"`for_` of `{name}`"),
        None
        if keep_firing_for is None
        else seconds(keep_firing_for, f"`keep_firing_for` of `{name}`"),
        written,
        reasons(ignore, f"`{name}`"),
    )
