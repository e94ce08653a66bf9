"""Types, units and ranges through functions, operators and aggregations."""

from __future__ import annotations

import pytest

from tests.analysis.worlds import family, series, world

WORLD = world(
    family("requests_total", "counter", "requests", {"code": ("200", "500")}),
    family("errors_total", "counter", "errors", {"code": ("200", "500")}),
    family("sent_bytes_total", "counter", "bytes", {}),
    family("cpu_seconds_total", "counter", "seconds", {"mode": None}),
    family("latency", "histogram", "seconds", {}, buckets=(0.5, 1.0, 10.0)),
    family("balance", "histogram", "usd", {}, buckets=(-5.0, 5.0)),
    family("unbounded", "histogram", "seconds", {}),
    family("rpc", "summary", "seconds", {}, quantiles=(0.5, 0.9)),
    family("memory_bytes", "gauge", "bytes", {}),
    family("limit_kib", "gauge", "kibibytes", {}),
    family("usage", "gauge", "ratio", {}),
    family("battery", "gauge", "percent", {}),
    family("started", "gauge", "unix_seconds", {}),
    family("age_ms", "gauge", "milliseconds", {}),
    family("build_info", "info", None, {"version": None}),
    family("phase", "stateset", None, {"state": ("a", "b")}),
    family("joules_total", "counter", "joules", {}),
    family("plain", "gauge", None, {}),
)


@pytest.mark.parametrize(
    ("text", "type", "unit"),
    [
        ("requests_total", "counter", "requests"),
        ("rate(requests_total[5m])", "gauge", "requests/seconds"),
        ("rate(requests_total[5m]) * 60", "gauge", "requests/minutes"),
        ("increase(requests_total[5m])", "gauge", "requests"),
        ("sum(requests_total)", "aggregated_counter", "requests"),
        ("max_over_time(requests_total[1h])", "aggregated_counter", "requests"),
        ("last_over_time(requests_total[1h])", "counter", "requests"),
        ("requests_total > 5", "counter", "requests"),
        ("topk(3, requests_total)", "counter", "requests"),
        ("requests_total - requests_total offset 5m", "gauge", "requests"),
        ("rate(errors_total[5m]) / rate(requests_total[5m])", "gauge", "errors/requests"),
        ("rate(requests_total[5m]) / rate(requests_total[5m])", "gauge", "ratio"),
        ("rate(requests_total[5m]) + rate(errors_total[5m])", "gauge", "count/seconds"),
        ("rate(cpu_seconds_total[5m])", "gauge", "ratio"),
        ("100 * rate(cpu_seconds_total[5m])", "gauge", "percent"),
        ("rate(sent_bytes_total[5m]) * 8", "gauge", "bits/seconds"),
        ("rate(joules_total[5m])", "gauge", "watts"),
        ("latency_bucket", "bucket", "count"),
        ("rate(latency_bucket[5m])", "bucket_rate", "count/seconds"),
        ("sum by (le) (rate(latency_bucket[5m]))", "bucket_rate", "count/seconds"),
        ("sum by (le) (latency_bucket)", "aggregated_bucket", "count"),
        ("histogram_quantile(0.9, rate(latency_bucket[5m]))", "gauge", "seconds"),
        ("histogram_quantile(0.9, rate(latency_bucket[5m])) * 1000", "gauge", "milliseconds"),
        ("rate(latency_sum[5m]) / rate(latency_count[5m])", "gauge", "seconds"),
        ("latency_sum", "sum", "seconds"),
        ("latency_count", "count", "count"),
        ("rpc", "summary", "seconds"),
        ("memory_bytes / 1024", "gauge", "kibibytes"),
        ("memory_bytes / 1024 / 1024 / 1024", "gauge", "gibibytes"),
        ("memory_bytes / 1e9", "gauge", "gigabytes"),
        ("memory_bytes / memory_bytes", "gauge", "ratio"),
        ("memory_bytes + limit_kib", "gauge", None),
        ("1 - usage", "gauge", "ratio"),
        ("(1 - usage) * 100", "gauge", "percent"),
        ("100 - battery", "gauge", "percent"),
        ("started", "timestamp", "unix_seconds"),
        ("time() - started", "gauge", "seconds"),
        ("(time() - started) / 3600", "gauge", "hours"),
        ("started - started", "gauge", "seconds"),
        ("started + 3600", "timestamp", "unix_seconds"),
        ("age_ms / 1000", "gauge", "seconds"),
        ("build_info", "info", None),
        ("memory_bytes * on (job) group_left (version) build_info", "gauge", "bytes"),
        ("memory_bytes > bool 5", "bool", None),
        ("(memory_bytes > bool 5) * memory_bytes", "gauge", "bytes"),
        ("count(memory_bytes)", "gauge", "count"),
        ("phase", "stateset", None),
        ("timestamp(memory_bytes)", "timestamp", "unix_seconds"),
        ("deriv(memory_bytes[5m])", "gauge", "bytes/seconds"),
        ("stddev(memory_bytes)", "gauge", "bytes"),
        ("plain + memory_bytes", "gauge", None),
        ("unknown_metric", "unknown", None),
        ("rate(unknown_metric[5m])", "unknown", None),
        ("scalar(memory_bytes)", "scalar", "bytes"),
        ("1", "scalar", None),
        ("vector(time())", "timestamp", "unix_seconds"),
    ],
)
def test_type_and_unit(text: str, type: str, unit: str | None) -> None:
    found = series(text, WORLD)

    assert (found.type, found.unit and found.unit.word) == (type, unit)


@pytest.mark.parametrize(
    ("text", "range", "nan"),
    [
        ("requests_total", "[0, ∞)", False),
        ("rate(requests_total[5m])", "[0, ∞)", False),
        ("memory_bytes", "(-∞, ∞)", True),
        ("rate(memory_bytes[5m])", "(-∞, ∞)", True),
        ("usage", "[0, 1]", True),
        ("battery / 100", "[0, 1]", True),
        ("1 - usage", "[0, 1]", True),
        ("up", "[0, 1]", False),
        ("sum(up) / count(up)", "[0, 1]", True),
        ("avg(up)", "[0, 1]", False),
        ("avg_over_time(up[5m])", "[0, 1]", False),
        ("count(up == 1) / count(up)", "[0, 1]", True),
        ("sum(up == bool 1) / count(up)", "[0, 1]", True),
        ("build_info", "1", False),
        ("absent(requests_total)", "1", False),
        ("count(requests_total)", "[1, ∞)", False),
        ("memory_bytes > 5", "(5, ∞)", False),
        ("memory_bytes >= 5 < 9", "[5, 9)", False),
        ("latency_count > 5", "[6, ∞)", False),
        ("memory_bytes != 5", "(-∞, ∞)", True),
        ("memory_bytes > bool 5", "[0, 1]", False),
        ("clamp(memory_bytes, 2, 7)", "[2, 7]", True),
        ("clamp_min(memory_bytes, 0)", "[0, ∞)", True),
        ("abs(memory_bytes)", "[0, ∞)", True),
        ("time()", "[0, ∞)", False),
        ("hour()", "[0, 23]", False),
        ("histogram_quantile(0.9, rate(latency_bucket[5m]))", "[0, 10]", True),
        ("histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))", "[0, 10]", True),
        ('histogram_quantile(0.9, latency_bucket{le=~"0.5|1|1.0"})', "[0, 1]", True),
        ("histogram_quantile(0.9, rate(balance_bucket[5m]))", "[-5, 5]", True),
        ("histogram_quantile(0.9, rate(unbounded_bucket[5m]))", "(-∞, ∞)", True),
        ("histogram_quantile(0.9, rate(unknown_bucket[5m]))", "(-∞, ∞)", True),
        ("histogram_quantile(1.5, rate(latency_bucket[5m]))", "∞", True),
        (
            'sum(rate(requests_total{code="500"}[5m])) / sum(rate(requests_total[5m]))',
            "[0, 1]",
            True,
        ),
        ('requests_total{code="500"} / on () group_left sum(requests_total)', "[0, 1]", True),
        (
            'sum by (job) (requests_total{code="500"}) / sum by (job) (requests_total) * 100',
            "[0, 100]",
            True,
        ),
        (
            '1 - sum(rate(requests_total{code="500"}[5m])) / sum(rate(requests_total[5m]))',
            "[0, 1]",
            True,
        ),
        (
            "sum by (code) (requests_total) / ignoring (code) group_left sum(requests_total)",
            "[0, 1]",
            True,
        ),
        (
            "sum(errors_total) / (sum(errors_total) + sum(requests_total))",
            "[0, 1]",
            True,
        ),
        (
            "(sum(requests_total) - sum(requests_total{code='500'})) / sum(requests_total)",
            "[0, 1]",
            True,
        ),
        (
            'sum(rate(requests_total[5m])) / sum(rate(requests_total{code="500"}[5m]))',
            "[0, ∞)",
            True,
        ),
        (
            'sum(rate(requests_total{code="500"}[1m])) / sum(rate(requests_total[5m]))',
            "[0, ∞)",
            True,
        ),
        (
            "sum by (code) (requests_total) / on (job) group_left sum by (job) (requests_total)",
            "[0, ∞)",
            True,
        ),
        ("sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))", "[0, ∞)", True),
        ("requests_total - requests_total", "(-∞, ∞)", True),
        ("vector(3) + 4", "7", False),
        ("2 ^ 10", "1024", False),
        ("10 % 3", "1", False),
        ("-(usage)", "[-1, 0]", True),
        ("sqrt(usage)", "[0, 1]", True),
        ("quantile(0.5, usage)", "[0, 1]", True),
        ("scalar(usage)", "[0, 1]", True),
        ("changes(memory_bytes[5m])", "[0, ∞)", False),
        ("count_over_time(memory_bytes[5m])", "[1, ∞)", False),
        ("stddev_over_time(usage[5m])", "[0, ∞)", True),
        ("deriv(memory_bytes[5m])", "(-∞, ∞)", True),
    ],
)
def test_range(text: str, range: str, nan: bool) -> None:
    found = series(text, WORLD).range

    assert (str(found), found.nan) == (range, nan)


def test_a_quantile_says_which_bucket_bounds_it() -> None:
    found = series("histogram_quantile(0.9, rate(latency_bucket[5m]))", WORLD)

    assert found.why_range is not None
    assert found.why_range.text == (
        "`histogram_quantile` over `latency` is at most 10, its largest finite bucket"
    )


@pytest.mark.parametrize(
    ("text", "integral"),
    [
        ("latency_count", True),
        ("count(memory_bytes)", True),
        ("rate(latency_count[5m])", False),
        ("increase(latency_count[5m])", False),
        ("sum(latency_count)", True),
        ("avg(latency_count)", False),
        ("floor(memory_bytes)", True),
        ("up + up", True),
        ("up / 2", False),
    ],
)
def test_whole_numbers(text: str, integral: bool) -> None:
    assert series(text, WORLD).range.integral is integral
