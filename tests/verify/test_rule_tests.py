"""What promtool says of failing tests is read, whatever labels and annotations hold."""

from __future__ import annotations

from frontierkit.programs.run import Verdict
from frontierkit.verify.failures import Failure, read_failures
from frontierkit.verify.rule_tests import failures
from tests.verify.emitted import declared_test

SAID = """\
Unit Testing:  tests.yml
  FAILED:
    name: engine down, fires,
    alertname: Down, time: 1h1m30s,\x20
        exp:[
            0:
              Labels:{alertname="Down", job="a]"}
              Annotations:{summary="x"}
            ],\x20
        got:[
            0:
              Labels:{alertname="Down", job="a"}
              Annotations:{other="x", summary="a is \\"down\\",\\nreally"},
            1:
              Labels:{alertname="Down", job="b"}
              Annotations:{}
            ]
    expr: "up", time: 5m,
        exp: nil
        got: {__name__="up", job="a"} 1E+00
    name: second,
    alertname: Up, time: 500ms,\x20
        exp:[],\x20
        got:[]
"""


def test_failures_are_read() -> None:
    assert list(read_failures(SAID)) == [
        Failure(
            "engine down, fires",
            "Down",
            3690,
            ('{job="a]"} with summary="x"',),
            ('{job="a"} with other="x", summary="a is \\"down\\",\\nreally"', '{job="b"}'),
        ),
        Failure("second", "Up", 0.5, (), ()),
    ]


BY_SERIES = """\
    expr: "ALERTS{alertname=\\"Down\\", alertstate=\\"firing\\"} # its \\"ünd\\\\\", time: 1m30s,
        exp: nil
        got: {__name__="ALERTS", alertname="Down", alertstate="firing", job="a} 1E+00, b"} 1E+00, \
{"b.c"="d", __name__="ALERTS", alertname="Down", alertstate="firing"} 1E+00
"""


def test_failures_of_alerts_that_are_asked_for_as_series_are_read() -> None:
    assert list(read_failures(BY_SERIES)) == [
        Failure('its "ünd\\', "Down", 90, (), ('{job="a} 1E+00, b"}', '{"b.c"="d"}'))
    ]


def test_what_is_no_failed_expectation_is_told_as_it_is() -> None:
    verdict = Verdict(("promtool", "test", "rules", "a.yml"), 1, "FAILED:\n1:5: parse error: x\n")

    [diagnostic] = failures(verdict, [declared_test()])

    assert diagnostic.check == "verify/promtool"
    assert diagnostic.finding.message == (
        "promtool cannot run the rule tests: FAILED: 1:5: parse error: x"
    )
    assert diagnostic.finding.at.position.line == 40
