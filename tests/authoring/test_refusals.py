"""Bad arguments are refused where they are given, with a sentence that says what to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from frontierkit.authoring import (
    SourceError,
    alert,
    alert_test,
    custom_variable,
    dashboard,
    engine,
    engines,
    fires,
    prometheus,
    promql,
    query,
    record,
    relabel,
    row,
    rule_group,
    scrape_job,
    series,
    signals,
    stat,
    target,
    timeseries,
)

wrong: Any = None

CASES: list[tuple[Callable[[], object], str]] = [
    (lambda: promql(""), "PromQL is empty here"),
    (lambda: promql(wrong), "PromQL is a string, not None"),
    (lambda: alert("", "up"), "the name of an alert is empty"),
    (lambda: alert("A", "up", for_="soon"), "`for_` of `A` is a duration, not `soon`"),
    (
        lambda: alert("A", "up", labels={"level": 1}),  # type: ignore[dict-item]
        "the labels of `A`: the value of `level` is a string, not 1",
    ),
    (
        lambda: alert("A", "up", labels={"a-b": "x"}),
        "the labels of `A`: 'a-b' cannot name a label",
    ),
    (lambda: alert("A", "up", ignore="x"), "`ignore` of `A` is no mapping, but 'x'"),  # type: ignore[arg-type]
    (
        lambda: query("up", ignore={"alert/dead": " "}),
        "`ignore` of a query has no reason for 'alert/dead'",
    ),
    (lambda: record("a-b", "up"), "the name of a recording rule `a-b` cannot name a metric"),
    (lambda: rule_group("g"), "rule group `g` has no rules"),
    (lambda: rule_group("g", "up"), "rule group `g` holds 'up', which is no rule"),  # type: ignore[arg-type]
    (lambda: target(), "a target has no address"),
    (lambda: scrape_job("j", "http://a:1/metrics"), "`http://a:1/metrics` is no address"),
    (lambda: scrape_job("j", "localhost"), "`localhost` is no address: it has no port"),
    (lambda: engines.vllm.at("vllm"), "`vllm` is no address: it has no port"),
    (
        lambda: scrape_job("j", "a:1", interval="5s", timeout="10s"),
        "the timeout of scrape job `j`, 10s, is longer than its interval, 5s",
    ),
    (
        lambda: prometheus(scrape_interval="5s"),
        "the scrape timeout, 10s, is longer than the scrape interval, 5s",
    ),
    (
        lambda: relabel("rename"),  # type: ignore[arg-type]
        "Prometheus has no relabelling action 'rename'",
    ),
    (lambda: relabel(source="a"), "the target of relabelling action `replace` is empty"),
    (lambda: timeseries(""), "the title of a panel is empty"),
    (
        lambda: timeseries("T", width=25),
        "the width of panel `T` is a whole number up to 24, not 25",
    ),
    (lambda: timeseries("T", 7), "panel `T` holds 7, which is no query"),  # type: ignore[arg-type]
    (
        lambda: stat("T", thresholds={1: "red"}),  # type: ignore[arg-type]
        "thresholds have no colour below the first value",
    ),
    (
        lambda: query(signals.ttft),
        "signal `ttft` is a histogram: say which percentile, as `ttft.p95`",
    ),
    (
        lambda: stat("T", mappings={"0": "down"}),  # type: ignore[dict-item]
        "the mapped value of panel `T` is a number, not '0'",
    ),
    (lambda: dashboard("D", "up"), "`D` holds 'up', which is no panel"),  # type: ignore[arg-type]
    (lambda: row("R", row("S")), "row `R` holds a row"),
    (lambda: custom_variable("v", []), "variable `v` offers nothing"),
    (lambda: series("", "1"), "PromQL is empty here"),
    (lambda: fires("A", at="now"), "the time at which `A` fires is a duration, not `now`"),
    (lambda: alert_test("t", given=[], expect=[]), "test `t` expects nothing"),
    (
        lambda: engine("Tabby", exporter="t", bindings={}, otherwise="none"),
        "'Tabby' cannot name an engine",
    ),
    (
        lambda: engine("t", exporter="t", bindings={signals.ttft.p95: "x"}, otherwise="none"),
        "engine `t` binds the percentile `ttft.p95`",
    ),
    (
        lambda: engine(
            "t",
            exporter="t",
            bindings={signals.waiting: "x"},
            not_exported={signals.waiting: "none"},
            otherwise="none",
        ),
        "engine `t` binds `waiting` and calls it not exported",
    ),
    (
        lambda: engines.llamacpp[signals.ttft.p95],
        (
            "engine `llamacpp` does not export `ttft.p95`: llama-server has no histograms, and no "
            "metrics of load time, memory or GPU"
        ),
    ),
]


@pytest.mark.parametrize(("make", "message"), CASES, ids=[message for _, message in CASES])
def test_refused(make: Callable[[], object], message: str) -> None:
    with pytest.raises(SourceError) as caught:
        make()

    assert str(caught.value) == message


def test_an_engine_says_something_of_every_signal() -> None:
    bound = {signal: "x" for signal in signals.ALL if signal not in (signals.ttft, signals.memory)}

    with pytest.raises(SourceError, match="engine `t` says nothing of `ttft`, `memory`"):
        engine("t", exporter="t", bindings=bound)


def test_what_relabelling_makes_an_address_of_need_be_none() -> None:
    probe = scrape_job(
        "probe",
        "https://example.com/health",
        path="/probe",
        relabel=[
            relabel(source="__address__", target="__param_target"),
            relabel(target="__address__", replacement="blackbox:9115"),
        ],
    )

    assert probe.targets[0].addresses == ("https://example.com/health",)
