"""A `/metrics` page becomes a catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.exposition import Claims, ExpositionError, import_exposition
from frontierkit.catalog.family import Family
from frontierkit.catalog.labels import ANY, LabelSpec
from frontierkit.catalog.plain import in_words_of_the_format
from frontierkit.catalog.read import catalog_from_text
from frontierkit.catalog.yaml_text import render

PROMETHEUS = """\
# HELP http_seconds How long it took,
# TYPE http_seconds histogram
http_seconds_bucket{path="/",le="0.1"} 1
http_seconds_bucket{path="/",le="1"} 2
http_seconds_bucket{path="/",le="+Inf"} 2
http_seconds_sum{path="/"} 0.5
http_seconds_count{path="/"} 2
# TYPE rpc_seconds summary
rpc_seconds{quantile="0.5"} NaN
rpc_seconds{quantile="0.99"} NaN
rpc_seconds_sum 0
rpc_seconds_count 0
# TYPE tokens counter
tokens{kind="in"} 1
tokens 2
# HELP jobs_total Jobs \\\\ all
# TYPE jobs_total counter
jobs_total 3 1700000000000
# TYPE shop_build_info gauge
shop_build_info{version="1.2.3"} 1
# TYPE start_time_seconds gauge
start_time_seconds 1.7e9
odd{path="a\\"b,}"} +Inf
# TYPE silent gauge
"""

OPENMETRICS = """\
# TYPE job_tokens counter
# UNIT job_tokens tokens
job_tokens_total{kind="a"} 3
job_tokens_created{kind="a"} 1.7e9
# TYPE build info
build_info{version="1"} 1
# TYPE http_seconds histogram
# UNIT http_seconds seconds
http_seconds_bucket{le="0.1"} 1 # {trace="x"} 0.05
http_seconds_bucket{le="+Inf"} 2
http_seconds_sum 1
http_seconds_count 2
# TYPE mode stateset
mode{mode="on"} 1
mode{mode="off"} 0
# TYPE wait gaugehistogram
wait_bucket{le="+Inf"} 1
wait_gsum 1
wait_gcount 1
# EOF
"""


def imported(text: str, claims: Claims | None = None) -> ExporterCatalog:
    return import_exposition(text, "page", claims or Claims("shop"))


def families(text: str) -> dict[str, Family]:
    return {family.name: family for family in imported(text).families}


def test_the_text_format_of_prometheus() -> None:
    shop = imported(PROMETHEUS)

    assert (shop.name, shop.exporter, shop.version) == ("shop", "shop", "1.2.3")
    assert (shop.exhaustive, shop.complete) == ((), False)
    assert shop.families == (
        Family(
            "http_seconds",
            "histogram",
            "seconds",
            {"path": ANY},
            buckets=(0.1, 1.0),
            meaning="How long it took,",
        ),
        Family("jobs_total", "counter", None, {}, meaning="Jobs \\ all"),
        Family("odd", "unknown", None, {"path": ANY}),
        Family("rpc_seconds", "summary", "seconds", {}, quantiles=(0.5, 0.99)),
        Family("shop_build_info", "gauge", None, {"version": ANY}),
        Family("silent", "gauge", None, None),
        Family("start_time_seconds", "gauge", "unix_seconds", {}),
        Family("tokens", "counter", None, {"kind": ANY}),
    )


def test_openmetrics() -> None:
    assert imported(OPENMETRICS).families == (
        Family("build_info", "info", None, {"version": ANY}),
        Family("http_seconds", "histogram", "seconds", {}, buckets=(0.1,)),
        Family("job_tokens_created", "gauge", "unix_seconds", {"kind": ANY}),
        Family("job_tokens_total", "counter", "tokens", {"kind": ANY}),
        Family("mode", "stateset", None, {"mode": ANY}),
        Family("wait_bucket", "unknown", None, {"le": ANY}),
        Family("wait_gcount", "unknown", None, {}),
        Family("wait_gsum", "unknown", None, {}),
    )


def test_a_page_of_prometheus_may_end_like_openmetrics() -> None:
    text = "# TYPE jobs_total counter\njobs_total 3\n# EOF\n"

    assert families(text)["jobs_total"].type == "counter"


def test_values_become_closed_sets_only_if_that_is_wanted() -> None:
    recorded = imported(PROMETHEUS, Claims("shop", record_values=True))

    assert recorded.family("tokens")[0].labels == {"kind": LabelSpec(values=("", "in"))}
    assert recorded.family("shop_build_info")[0].labels == {"version": LabelSpec(values=("1.2.3",))}
    assert families(PROMETHEUS)["tokens"].labels == {"kind": ANY}


def test_bounds_that_differ_between_series_are_not_claimed() -> None:
    text = (
        "# TYPE x histogram\n"
        'x_bucket{a="1",le="1"} 0\nx_bucket{a="1",le="+Inf"} 0\n'
        'x_bucket{a="2",le="2"} 0\nx_bucket{a="2",le="+Inf"} 0\n'
    )

    assert families(text)["x"].buckets is None
    assert families(text.replace('le="2"', 'le="1"'))["x"].buckets == (1.0,)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("x_seconds", "seconds"),
        ("x_seconds_total", "seconds"),
        ("x_bytes", "bytes"),
        ("x_celsius", "celsius"),
        ("x_boot_time_seconds", "unix_seconds"),
        ("node_time_seconds", "unix_seconds"),
        ("x_speed_bytes", None),
        ("predicted_tokens_seconds", None),
        ("seconds", None),
        ("x_size", None),
    ],
)
def test_units_are_those_that_a_name_ends_in(name: str, unit: str | None) -> None:
    assert families(f"# TYPE {name} gauge\n{name} 1\n")[name].unit == unit


def test_a_family_of_two_types_is_of_unknown_type() -> None:
    text = "# TYPE x counter\nx 1\n# TYPE y gauge\ny 1\n# TYPE x gauge\nx 2\n"

    assert (families(text)["x"].type, families(text)["y"].type) == ("unknown", "gauge")


def test_series_that_are_out_of_order_still_find_their_family() -> None:
    text = '# TYPE x histogram\nx_sum 1\ny 1\nx_bucket{le="+Inf"} 1\nx_count 1\n'

    assert [(name, family.type) for name, family in families(text).items()] == [
        ("x", "histogram"),
        ("y", "unknown"),
    ]


def test_names_that_need_quotes_are_left_out_and_mentioned() -> None:
    shop = imported('{"my.metric"} 1\nup{"my.label"="x",job="y"} 2\n')

    (up,) = shop.families
    assert (up.labels, up.more_labels) == ({"job": ANY}, True)
    assert shop.notes == ("Left out, for their names need quotes: my.metric",)


def test_claims_of_the_person_are_kept() -> None:
    claims = Claims("shop", "example/shop", "v9", ("http_",), complete=True)

    shop = imported(PROMETHEUS, claims)

    assert (shop.exporter, shop.version, shop.as_of) == ("example/shop", "v9", "v9")
    assert (shop.exhaustive, shop.complete) == (("http_",), True)
    assert imported("up 1\n").version == "unknown"


@pytest.mark.parametrize("text", [PROMETHEUS, OPENMETRICS])
def test_what_is_imported_is_a_catalog_file(text: str) -> None:
    shop = imported(text)

    written = render(in_words_of_the_format(shop))

    assert catalog_from_text(written, Path("shop.yaml")) == shop


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html>\n<body>no</body>\n", "page:1: no valid exposition at `<html>`"),
        ("up 1\nhello world\n", "page:2: no valid exposition at `hello world`"),
        ('up 1\n\nx{a="b} 2\n', 'page:3: no valid exposition at `x{a="b} 2`'),
        ('{"status":"success"}', "page:1: no valid exposition at"),
        ("a-b 1\n", "page:1: no valid exposition at `a-b 1`"),
        ("up\n", "page:1: no valid exposition at `up`"),
        ("# TYPE up\nup 1\n", "page:1: no valid exposition at `# TYPE up`"),
        ("# TYPE up timer\nup 1\n", "page:2: no valid exposition at"),
        ("\x00\x01\x02", "page:1: no valid exposition at"),
        (f"up {'x' * 500}\n", f"page:1: no valid exposition at `up {'x' * 76}…`"),
        ("", "page: there is no metric on this page"),
        ("# nothing here\n", "page: there is no metric on this page"),
        ("# TYPE x gauge\nx 1\nx 2\n# EOF\nx 3\n# EOF\n", "page:5: no valid exposition at"),
    ],
)
def test_what_is_no_page_is_refused_at_its_line(text: str, says: str) -> None:
    with pytest.raises(ExpositionError) as caught:
        imported(text)

    assert says in str(caught.value)
