"""Makes what is measured: rules and dashboards as monitoring mixins have them, in any number.

Equal arguments give equal bytes. The names are those of two bundled catalogs, so that there is
much to work out about every expression, and hardly anything to complain of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import count, islice
from typing import NamedTuple

from frontierkit.catalog.bundled import load_bundled
from frontierkit.catalog.family import Family

CATALOGS = ("node_exporter_linux", "prometheus")
WINDOWS = ("2m", "5m", "10m", "30m", "1h")
DASHBOARD_BYTES = 60_000
PANELS = 24


class Condition(NamedTuple):
    """What an alert asks: whether an expression is above a bound."""

    expression: str
    bound: str

    def __str__(self) -> str:
        return f"{self.expression} > {self.bound}"


def conditions() -> Iterator[Condition]:
    """Yield conditions without end, each another."""
    for round_ in count():
        window, bound = WINDOWS[round_ % len(WINDOWS)], f"{3 + round_}"
        for family in _families("counter"):
            yield from (Condition(text, bound) for text in _of_counter(family, window, round_))
        for family in _families("gauge"):
            yield from (Condition(text, bound) for text in _of_gauge(family, window, round_))
        for family in _families("histogram"):
            yield from (Condition(text, f"0.0{bound}") for text in _of_histogram(family, window))


def _of_counter(family: Family, window: str, round_: int) -> Iterator[str]:
    label = _label(family)
    rate = f'rate({family.name}{{job="node"}}[{window}])'
    yield rate
    yield f"sum by (instance, {label}) ({rate})"
    yield (
        f"sum without ({label}) ({rate})\n  /\n"
        f"sum without ({label}) (rate({family.name}[1h] offset {round_ + 3}m))"
    )


def _of_gauge(family: Family, window: str, round_: int) -> Iterator[str]:
    label = _label(family)
    yield f'avg_over_time({family.name}{{job="node", instance!~"spare.*"}}[{window}])'
    yield (
        f"max by (instance, {label}) ({family.name})\n"
        f"  - min by (instance, {label}) ({family.name} offset {round_ + 3}m)"
    )
    yield (
        f'delta({family.name}{{job="node"}}[{window}])\n'
        "  * on (instance) group_left (nodename) node_uname_info"
    )


def _of_histogram(family: Family, window: str) -> Iterator[str]:
    rate = f'rate({family.name}_bucket{{job="prometheus"}}[{window}])'
    yield f"histogram_quantile(0.9, sum by (instance, le) ({rate}))"
    yield (
        f"sum by (instance) (rate({family.name}_sum[{window}]))\n"
        f"  / sum by (instance) (rate({family.name}_count[{window}]))"
    )


def rule_file(rules: int, distinct: int, group: int = 20) -> str:
    """Return a rule file: alerts in groups, each with two templated annotations of its own."""
    texts = [str(condition) for condition in islice(conditions(), distinct)]
    lines = ["groups:"]
    for number in range(rules):
        if number % group == 0:
            lines += [f"- name: group {number // group}", "  rules:"]
        lines += [
            f"  - alert: Alert{number}",
            "    expr: |-",
            *(f"      {line}" for line in texts[number % distinct].split("\n")),
            "    for: 10m",
            f"    labels: {{severity: {'critical' if number % 3 else 'warning'}, team: infra}}",
            "    annotations:",
            f'      summary: "{{{{ $labels.instance }}}} has too much of {number}"',
            "      description: >-",
            f"        The value of {number} on {{{{ $labels.instance }}}} is",
            "        {{ $value | humanize }}, {{ if gt $value 9.0 }}far{{ else }}just{{ end }} so.",
        ]
    return "\n".join(lines) + "\n"


def dashboards(number: int) -> Iterator[str]:
    """Yield dashboards as Grafana exports them: 24 panels, 30 queries, about 60 kB each."""
    texts = _panel_queries()
    for index in range(number):
        panels = [
            _panel(place, list(islice(texts, 1 + (place % 4 == 0)))) for place in range(PANELS)
        ]
        board = {
            "uid": f"board-{index}",
            "title": f"Board {index}",
            "schemaVersion": 39,
            "editable": True,
            "time": {"from": "now-6h", "to": "now"},
            "refresh": "1m",
            "tags": ["generated"],
            "templating": {"list": list(_variables())},
            "annotations": {"list": []},
            "links": [],
            "panels": panels,
        }
        yield json.dumps(board, indent=2)


def _panel_queries() -> Iterator[str]:
    """Yield expressions with Grafana's variables in them."""
    for query, _ in conditions():
        for job in ("node", "prometheus"):
            query = query.replace(f'job="{job}"', 'job=~"$job", instance=~"$instance"')
        for window in WINDOWS[:2]:
            query = query.replace(f"[{window}]", "[$__rate_interval]")
        yield query


def _panel(place: int, texts: list[str]) -> dict[str, object]:
    source = {"type": "prometheus", "uid": "${datasource}"}
    targets = [
        {
            "refId": "AB"[number],
            "datasource": source,
            "editorMode": "code",
            "expr": text,
            "legendFormat": "{{instance}}",
            "range": True,
        }
        for number, text in enumerate(texts)
    ]
    return {
        "id": place + 1,
        "title": f"Panel {place}",
        "description": "What it shows, and what to do when it is unusual.",
        "type": "timeseries",
        "datasource": source,
        "gridPos": {"x": place % 2 * 12, "y": place // 2 * 8, "w": 12, "h": 8},
        "fieldConfig": {"defaults": _FIELD, "overrides": []},
        "options": {
            "legend": {"calcs": ["mean", "max"], "displayMode": "table", "placement": "bottom"},
            "tooltip": {"mode": "multi", "sort": "desc"},
        },
        "pluginVersion": "11.6.0",
        "targets": targets,
    }


_FIELD: dict[str, object] = {
    "color": {"mode": "palette-classic"},
    "custom": {
        "axisBorderShow": False,
        "axisCenteredZero": False,
        "axisColorMode": "text",
        "axisLabel": "",
        "axisPlacement": "auto",
        "barAlignment": 0,
        "drawStyle": "line",
        "fillOpacity": 10,
        "gradientMode": "none",
        "hideFrom": {"legend": False, "tooltip": False, "viz": False},
        "insertNulls": False,
        "lineInterpolation": "linear",
        "lineWidth": 1,
        "pointSize": 5,
        "scaleDistribution": {"type": "linear"},
        "showPoints": "never",
        "spanNulls": False,
        "stacking": {"group": "A", "mode": "none"},
        "thresholdsStyle": {"mode": "off"},
    },
    "mappings": [],
    "thresholds": {"mode": "absolute", "steps": [{"color": "green", "value": None}]},
    "unit": "none",
}


def _variables() -> Iterator[dict[str, object]]:
    yield {"name": "datasource", "type": "datasource", "query": "prometheus", "refresh": 1}
    for name, query in (
        ("job", "label_values(up, job)"),
        ("instance", 'label_values(up{job=~"$job"}, instance)'),
    ):
        yield {
            "name": name,
            "type": "query",
            "datasource": {"type": "prometheus", "uid": "${datasource}"},
            "definition": query,
            "query": {"query": query, "refId": "A"},
            "refresh": 2,
            "includeAll": True,
            "multi": name == "instance",
            "allValue": ".+",
        }


@cache
def _families(kind: str) -> tuple[Family, ...]:
    """Return the metrics of a type, with labels, that the catalogs have in a default run."""
    found = (family for name in CATALOGS for family in load_bundled(name).families)
    return tuple(family for family in found if family.type == kind and family.default)


def _label(family: Family) -> str:
    """Return a label of a metric, one of its target if it has none of its own."""
    return next(iter(family.labels or ()), "job")
