"""What users write is checked by their mypy: right code passes, wrong code is found."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from mypy import api

RIGHT = """
    from frontierkit.authoring import (
        Engine, RuleGroup, alert, alert_test, dashboard, engines, fires, per_engine, promql, query,
        quiet, row, rule_group, scrape_job, series, signals, stat, target, timeseries,
    )

    vllm = engines.vllm.at("vllm:8000", interval="5s")
    node = scrape_job("node", target("node:9100", labels={"host": "box"}))
    BUSY = promql("1 - avg by (instance) (rate(node_cpu_seconds_total[5m]))")


    @per_engine
    def queues(engine: Engine) -> RuleGroup | None:
        if not engine.exports(signals.waiting):
            return None
        return rule_group(engine.name, alert("Full", f"{engine[signals.waiting]} > 10", for_="5m"))


    full = alert_test("full", given=[series("up", "1x9")], expect=[quiet("Full", at="5m")])
    board = dashboard(
        "Board",
        stat("Up", signals.up, thresholds={None: "red", 1: "green"}),
        row("Latency", timeseries("TTFT", query(signals.ttft.p95, "{{model}}")).fill_opacity(0)),
        timeseries("CPU", BUSY, unit="percentunit", max=1),
    )
"""

WRONG = """
    from frontierkit.authoring import alert, scrape_job, stat

    a = alert("A", "up", for_=5)
    j = scrape_job("j", "a:1", lables={"a": "b"})
    s = stat("S", "up", widht=3)
"""


def checked(tmp_path: Path, source: str) -> str:
    (tmp_path / "user.py").write_text(dedent(source), encoding="utf-8")
    arguments = ["--strict", "--cache-dir", str(tmp_path / "cache"), "--no-error-summary"]
    said, trouble, _ = api.run([*arguments, str(tmp_path / "user.py")])
    assert trouble == ""
    return said.replace(f"{tmp_path}/", "")


def test_what_is_right_passes_strictly(tmp_path: Path) -> None:
    assert checked(tmp_path, RIGHT) == ""


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    lines = [line for line in checked(tmp_path, WRONG).splitlines() if ": error:" in line]

    assert [line.partition(":")[2].partition(":")[0] for line in lines] == ["4", "5", "6"]
