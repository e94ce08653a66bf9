"""Objectives: what they refuse, what they are compiled to, and that their alerts can fire."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from frontierkit.authoring import SourceError, dashboard, engines, signals, slos
from frontierkit.authoring.engine import CONFIGURED
from frontierkit.authoring.slos.burn import Burn
from frontierkit.authoring.slos.share import buckets
from frontierkit.promql import parse

VLLM = engines.vllm.at("vllm:8000")


def rules_of(slo: slos.Slo, *configured: object) -> list[dict[str, object]]:
    token = CONFIGURED.set(configured)  # type: ignore[arg-type]
    try:
        groups = slo.groups()
    finally:
        CONFIGURED.reset(token)
    return [
        {
            ("alert" if rule.alerting else "record"): str(rule.name),
            "expr": str(rule.expr),
            "labels": {name: str(value) for name, value in rule.labels.items()},
            **({"for": f"{rule.for_s:g}s"} if rule.for_s else {}),
        }
        for group in groups
        for rule in group.rules
    ]


def test_a_burn_that_no_ratio_can_reach_is_refused() -> None:
    with pytest.raises(SourceError, match="144% errors with a target of 0.9, which never is"):
        slos.latency_slo("ttft", signals.ttft, within="1s", target=0.9)

    slow = (Burn(3, "1d", "2h", "warning"),)
    assert slos.latency_slo("ttft", signals.ttft, within="1s", target=0.9, burns=slow).alerts


def test_a_share_needs_the_whole_histogram() -> None:
    with pytest.raises(SourceError, match="needs the whole histogram of a latency, not `waiting`"):
        slos.latency_slo("queue", signals.waiting, within="1s", target=0.95)
    with pytest.raises(SourceError, match=r"not `ttft\.p95`"):
        slos.latency_slo("ttft", signals.ttft.p95, within="1s", target=0.95)


@pytest.mark.parametrize("target", [0, 1, 95, True, "0.95"])
def test_a_target_is_a_share(target: object) -> None:
    with pytest.raises(SourceError, match="is a share between 0 and 1"):
        slos.latency_slo("ttft", signals.ttft, within="1s", target=target)  # type: ignore[arg-type]


def test_thresholds_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(SourceError, match="critical at 1, not above 2"):
        slos.bound_slo("memory", signals.memory, at_most=2, critical=1, unit="bytes")
    with pytest.raises(SourceError, match="critical at 2, not below 1"):
        slos.floor_slo(
            "speed", signals.request_rate, at_least=1, critical=2, while_="up", unit="reqps"
        )


def test_a_bucket_is_asked_for_in_both_spellings() -> None:
    expr = buckets(VLLM, signals.ttft, "1h", 1.0)

    assert expr == (
        "sum without (le) (sum by (engine, model, le) "
        '(rate(vllm:time_to_first_token_seconds_bucket{job="vllm", le=~"1(\\\\.0)?"}[1h])))'
    )
    assert parse(expr).ok
    assert 'le=~"0\\\\.25"' in buckets(VLLM, signals.ttft, "1h", 0.25)
    assert 'le="+Inf"' in buckets(VLLM, signals.ttft, "1h", None)


def test_an_engine_that_exports_nothing_of_it_records_nothing() -> None:
    slo = slos.latency_slo("ttft", signals.ttft, within="1s", target=0.95)

    assert not rules_of(slo, engines.llamacpp.at("llama:8080"))
    assert not rules_of(slo)
    names = {str(rule.get("record")) for rule in rules_of(slo, VLLM, engines.llamacpp)}
    assert "slo:ttft:errors:ratio_rate3d" in names


def test_engines_can_have_bounds_of_their_own() -> None:
    slo = slos.latency_slo(
        "ttft", signals.ttft, within={"vllm": "250ms", "default": "1s"}, target=0.95
    )

    of_vllm = [str(rule["expr"]) for rule in rules_of(slo, VLLM) if "record" in rule]
    of_others = [str(r["expr"]) for r in rules_of(slo, engines.mistralrs) if "record" in r]

    assert all('le=~"0' in expr for expr in of_vllm if "1 - " in expr)
    assert all('le=~"1(' in expr for expr in of_others if "1 - " in expr)
    assert slo.target == "95 % within 250ms (vllm), 1s"


def test_nothing_is_compiled_where_no_configured_engine_tells_what_is_needed() -> None:
    floor = slos.floor_slo(
        "speed",
        signals.request_rate,
        at_least=2,
        critical=1,
        while_=signals.waiting,
        unit="reqps",
        runbook_url="https://example.org/{alert}.md",
    )

    # llama.cpp tells what waits, and not how many requests there are; Ollama the other way round.
    assert not rules_of(floor, engines.llamacpp, engines.ollama)
    assert panels_of(floor, engines.llamacpp, engines.ollama) == []
    assert [rule["alert"] for rule in rules_of(floor, engines.ollama, VLLM)] == [
        "SloSpeedMissed",
        "SloSpeedCritical",
    ]
    assert panels_of(floor, engines.ollama, VLLM) == ["Requests", "Requests now", "Requests"]
    assert [rule.annotations["runbook_url"] for rule in floor.alerts] == [
        "https://example.org/SloSpeedMissed.md",
        "https://example.org/SloSpeedCritical.md",
    ]


def test_promql_of_ones_own_needs_no_engine() -> None:
    bound = slos.bound_slo("disk", "disk_used", at_most=0.8, critical=0.9, unit="percentunit")

    assert [rule["alert"] for rule in rules_of(bound)] == ["SloDiskMissed", "SloDiskCritical"]
    assert panels_of(bound) == ["disk", "disk now", "disk"]
    assert (bound.target, bound.critical) == ("at most 80 %", "above 90 %")


def panels_of(slo: slos.Slo, *configured: object) -> list[str | None]:
    token = CONFIGURED.set(configured)  # type: ignore[arg-type]
    try:
        return [panel.title for panel in dashboard("All", slo.row()).build().panels or ()]
    finally:
        CONFIGURED.reset(token)


def test_the_table_says_what_nothing_exports() -> None:
    lost = slos.unmeasurable(
        "shutdown", title="Shutdown", target="2s", critical="5s", reason="gone", instrument="a log"
    )
    kept = slos.bound_slo("memory", signals.memory, at_most=2, critical=3, unit="bytes")

    lines = slos.slo_table([kept, lost]).splitlines()

    assert lines[2:] == [
        "| Memory | at most 2 bytes | above 3 bytes | llm:memory_bytes |",
        "| Shutdown | 2s | 5s | not measurable: gone; it would take a log |",
    ]


def scenario(good: str, total: str, at: str, alert: str, fires: bool) -> dict[str, object]:
    """Return a rule test: buckets rise with each step, and an alert fires or is quiet."""
    name = "vllm:time_to_first_token_seconds_bucket"
    labels = 'job="vllm", engine="vllm", model="m"'
    instance = {"engine": "vllm", "model": "m", "slo": "ttft"}
    expected = [{"exp_labels": instance | {"severity": severity_of(alert)}}] if fires else []
    return {
        "input_series": [
            {"series": f'{name}{{{labels}, le="1.0"}}', "values": good},
            {"series": f'{name}{{{labels}, le="+Inf"}}', "values": total},
        ],
        "alert_rule_test": [{"eval_time": at, "alertname": alert, "exp_alerts": expected}],
    }


def severity_of(alert: str) -> str:
    return "critical" if alert.endswith("Fast") else "warning"


FAST, QUIET, SLOW = "SloTtftBurnsFast", "SloTtftFailsWhileQuiet", "SloTtftBurnsSlowly"


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize(
    ("interval", "scenarios"),
    [
        (
            "1m",
            [
                scenario("0x120", "0+10x120", "110m", FAST, True),
                scenario("0+10x120", "0+10x120", "110m", FAST, False),
            ],
        ),
        (
            "15m",
            [
                # Four requests an hour, all too slow: too few for a page, and told all the same.
                scenario("0x60", "_x1 0+1x60", "14h", FAST, False),
                scenario("0x60", "_x1 0+1x60", "14h", QUIET, True),
                scenario("0+10x60", "0+10x60", "14h", QUIET, False),
                scenario("0+80x300", "0+100x300", "73h", SLOW, True),
                scenario("0+97x300", "0+100x300", "73h", SLOW, False),
            ],
        ),
    ],
)
def test_budgets_burn_in_the_real_promtool(
    tmp_path: Path, interval: str, scenarios: list[dict[str, object]]
) -> None:
    slo = slos.latency_slo("ttft", signals.ttft, within="1s", target=0.95, min_events=30)
    groups = [{"name": "slo", "interval": interval, "rules": rules_of(slo, VLLM)}]
    (tmp_path / "rules.yml").write_text(yaml.safe_dump({"groups": groups}))
    tests = [{"interval": interval, **one} for one in scenarios]
    file = tmp_path / "tests.yml"
    content = {"rule_files": ["rules.yml"], "evaluation_interval": interval, "tests": tests}
    file.write_text(yaml.safe_dump(content))

    done = subprocess.run(
        ["promtool", "test", "rules", str(file)], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
