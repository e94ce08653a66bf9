"""MetricsQL and LogQL are recognised for what they are; PromQL and nonsense never are."""

from __future__ import annotations

import pytest

from frontierkit.promql import foreign
from tests.promql.material import lines, needs_material


@pytest.mark.parametrize(
    "text",
    [
        "rollup_rate(x[5m])",
        "sum(rate(x[5m]) keep_metric_names)",
        'topk_max($k, x{a="b"}, "other=x")',
        "sum(x) default 0",
        "x if y",
        "x[5m] ifnot (y)",
        "rate(x[5i])",
        "avg_over_time(x[1i:$__interval])",
        'WITH (f = {a="b"}) x{f}',
        "label_set(x, 'a', 'b')",
        "median_over_time(x)",
    ],
)
def test_metricsql(text: str) -> None:
    assert foreign(text) == "MetricsQL"


@pytest.mark.parametrize(
    "text",
    [
        '{app="x"} |= "error"',
        '{app="x"} |~ "err.*" | json | level="error"',
        'sum by (host) (count_over_time({app=~"$app"} | json [$__interval]))',
        '{app="x"} != "debug"',
        '{app="x", } !~ "a|b"',
        'rate({app="x"} | logfmt | unwrap bytes [5m])',
        'bytes_rate({app="x"}[5m])',
    ],
)
def test_logql(text: str) -> None:
    assert foreign(text) == "LogQL"


@pytest.mark.parametrize(
    "text",
    [
        "rate(http_requests_total)",
        "default",
        "default > 0",
        "if + ifnot",
        'x{default="if"} or y',
        "sum by (default) (x)",
        'x{a="|= b"} != 5',
        "keep_metric_names",
        "with",
        "{{ $value | humanize }} of {{ $labels.job }}",
        "label_values(up, job)",
        "a | b",
        '{a="b"} != x',
        "median(x)",
        "",
        "not a query at all",
    ],
)
def test_what_is_neither(text: str) -> None:
    assert foreign(text) is None


@needs_material
def test_nothing_that_prometheus_accepts_is_foreign() -> None:
    texts = [entry["expr"] for entry in lines("oracle.jsonl") if entry["experimental"]]

    assert [text for text in texts if foreign(text)] == []
