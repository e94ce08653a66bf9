"""Second opinions: what each objects to, where, and what it cannot judge."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from frontierkit.diagnostics import Diagnostic
from frontierkit.programs.find import Version
from frontierkit.programs.promtool import Promtool, find_promtool
from frontierkit.programs.run import ProgramFailed
from frontierkit.promql import Dialect
from frontierkit.verify import Verification, verify
from tests.verify.emitted import (
    DOWN,
    KNOWN,
    REQUESTS,
    dashboard,
    declared_test,
    prometheus,
    rule_tests,
    rules,
    tree,
)

needs_promtool = pytest.mark.skipif(not which("promtool"), reason="promtool is not installed")
OLD = Version(2, 42)


def said(verification: Verification) -> list[tuple[str, str, str]]:
    def place(diagnostic: Diagnostic) -> str:
        at = diagnostic.finding.at
        return f"{at.path}:{at.position.line}"

    return [(d.check, place(d), d.finding.message) for d in verification.objections]


@needs_promtool
def test_a_build_that_everyone_accepts() -> None:
    promtool = find_promtool()

    verification = verify(tree(), KNOWN, [declared_test()], promtool)

    assert verification == Verification((), (), str(promtool.version))


def test_without_promtool_nothing_is_said_to_be_verified() -> None:
    assert verify(tree(), KNOWN) == Verification((), (), None)


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        (
            {"dashboard": dashboard(uid="")},
            "sources/boards.py:7",
            "`$.uid`: '' does not match '^[A-Za-z0-9_-]{1,40}$'",
        ),
        (
            {"dashboard": dashboard(panels=[{"id": 1, "type": "row", "collapsed": False}])},
            "sources/boards.py:7",
            "`$.panels[0]`: 'panels' is a required property",
        ),
        (
            {"rules": rules(interval="5 minutes")},
            "sources/rules.py:3",
            "`$.groups[0].interval`: '5 minutes' does not match '^([0-9]+(ms|[smhdwy]))+$|^0$'",
        ),
        (
            {"prometheus": prometheus(scrape_intervall="5s")},
            "sources/rules.py:3",
            "`$.scrape_configs[0]`: 'scrape_intervall' does not match any of the regexes",
        ),
    ],
)
def test_schemas_object_at_the_declaring_line(
    changes: dict[str, Any], place: str, message: str
) -> None:
    [(check, where, words)] = said(verify(tree(**changes), KNOWN))

    assert (check, where) == ("verify/schema", place)
    assert f"breaks the schema `{next(iter(changes))}`: {message}" in words


def test_an_expression_that_got_lost_is_told() -> None:
    [(check, _, message)] = said(verify(tree(), [*KNOWN, "vector(1)"]))

    assert check == "verify/lost"
    assert message == "an expression that was declared is not in the output: `vector(1)`"


def test_an_expression_that_nobody_declared_is_told_where_it_is() -> None:
    assert said(verify(tree(), [DOWN, REQUESTS])) == [
        (
            "verify/lost",
            "sources/rules.py:3",
            f"the output has an expression that nobody declared: `{REQUESTS}`",
        )
    ]


@needs_promtool
def test_promtool_objects_to_one_file_and_the_other_is_still_judged() -> None:
    broken = {
        "groups": [{"name": "engines", "rules": [{"alert": "Down", "expr": "sum(up"}]}],
    }

    found = said(verify(tree(rules=broken), ["sum(up", REQUESTS], promtool=find_promtool()))

    [(check, place, message)] = found
    assert (check, place) == ("verify/promtool", "sources/rules.py:3")
    assert message.startswith("promtool refuses `prometheus/rules/engines.yml`: ")
    assert "unclosed left parenthesis" in message
    assert "/tmp" not in message


@needs_promtool
def test_a_configuration_that_prometheus_would_not_start_with() -> None:
    bad = prometheus(scrape_interval="10s", scrape_timeout="20s")

    [(check, _, message)] = said(verify(tree(prometheus=bad), KNOWN, promtool=find_promtool()))

    assert check == "verify/promtool"
    assert "scrape timeout greater than scrape interval" in message


@needs_promtool
def test_a_failing_rule_test_is_expected_against_got_at_its_line() -> None:
    late = rule_tests(at="1m")

    verification = verify(
        tree(rule_tests=late), KNOWN, [declared_test(at_s=60)], promtool=find_promtool()
    )

    assert said(verification) == [
        (
            "test/failed",
            "sources/rules.py:42",
            "`Down` at 1m, in test `an engine is down`, is quiet, and was expected to fire",
        )
    ]
    [diagnostic] = verification.objections
    assert [related.message for related in diagnostic.finding.related] == [
        'expected: {job="vllm", severity="critical"}'
    ]


@needs_promtool
@pytest.mark.parametrize(
    ("changes", "known", "whys"),
    [
        (
            {"rules": rules(query_offset="1m")},
            KNOWN,
            [
                "`query_offset` needs a later promtool, this is 2.42.0",
                "promtool does not load `prometheus/rules/engines.yml`",
            ],
        ),
        (
            {"prometheus": prometheus(fallback_scrape_protocol="PrometheusText0.0.4")},
            KNOWN,
            ["`fallback_scrape_protocol` needs a later promtool, this is 2.42.0"],
        ),
    ],
)
def test_what_promtool_is_too_old_for_is_skipped_and_said(
    changes: dict[str, Any], known: tuple[str, ...], whys: list[str]
) -> None:
    promtool = find_promtool()
    if promtool.version > OLD:
        pytest.skip("this promtool knows it")

    verification = verify(tree(**changes), known, promtool=promtool)

    assert verification.objections == ()
    assert [skipped.why for skipped in verification.skipped] == whys


@needs_promtool
def test_an_expression_that_promtool_is_too_old_for_is_skipped_and_said() -> None:
    newer = "sum(rate(up[5m * 2]))"
    group = {"name": "engines", "rules": [{"record": "a:b", "expr": newer}]}
    old = replace(find_promtool(), version=OLD)

    verification = verify(
        tree(rules={"groups": [group]}), [newer, REQUESTS], (), old, Dialect(version=(3, 14))
    )

    assert verification.objections == ()
    assert [skipped.why for skipped in verification.skipped] == [
        "arithmetic with durations needs promtool 3.4 or later, this is 2.42.0",
        "promtool does not load `prometheus/rules/engines.yml`",
    ]


def test_a_promtool_that_hangs_gives_no_verdict(tmp_path: Path) -> None:
    hanging = tmp_path / "promtool"
    hanging.write_text("#!/bin/sh\nsleep 60\n", encoding="utf-8")
    hanging.chmod(0o755)

    with pytest.raises(ProgramFailed, match="`promtool check rules` did not end within 0.5 s"):
        verify(tree(), KNOWN, promtool=Promtool(hanging, OLD, timeout_s=0.5))
