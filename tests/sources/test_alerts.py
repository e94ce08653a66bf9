"""Every alert of the seeds is there or cannot be; each fires in one test and not in another."""

from __future__ import annotations

from frontierkit.emit import emit
from frontierkit.model.rules import Rule
from frontierkit.pipeline.build import promtool_of
from frontierkit.pipeline.target import dialect
from frontierkit.verify import verify_rule_tests
from tests.sources.conftest import Sources, unmeasurable

SEEDS = {
    "MistralHighLatency",
    "MistralVeryHighLatency",
    "MistralHighErrorRate",
    "MistralDown",
    "MistralHighActiveRequests",
    "MistralSlowGeneration",
    "MistralNoRequests",
    "OllamaHighResponseTime",
    "OllamaQueueBacklog",
    "HighLatencyP95Critical",
    "HighLatencyP95Warning",
    "HighMemoryUsageCritical",
    "HighMemoryUsageWarning",
    "HighErrorRateCritical",
    "HighErrorRateWarning",
    "MCPServerDown",
    "CircuitBreakerOpen",
    "CircuitBreakerStateChange",
    "LowConnectionReuseRate",
    "HighToolCallLatency",
    "HighGPUMemoryUsage",
    "NewDeployment",
    "SlowStartup",
    "PotentialResourceLeak",
}


def test_every_alert_of_the_seeds_is_declared_or_cannot_be(sources: Sources) -> None:
    declared = {rule.name.text for rule in _alerts(sources)}
    listed = {each.name for each in unmeasurable() if each.kind == "alert"}

    assert declared & listed == set()
    assert SEEDS - declared == listed


def test_every_alert_fires_in_one_test_and_is_quiet_in_another(sources: Sources) -> None:
    fires = {e.alert.text for t in sources.project.rule_tests for e in t.alerts if e.instances}
    quiet = {e.alert.text for t in sources.project.rule_tests for e in t.alerts if not e.instances}

    declared = {rule.name.text for rule in _alerts(sources)}
    assert declared - fires == set()
    # The watchdog is never quiet.
    assert declared - quiet == {"Watchdog"}


def test_promtool_says_that_all_rule_tests_hold(sources: Sources) -> None:
    project, settings = sources.project, sources.settings

    verified = verify_rule_tests(
        emit(project), project.rule_tests, promtool_of(settings), dialect(settings)
    )

    assert [objection.finding.message for objection in verified.objections] == []


def test_every_alert_says_what_it_is_about(sources: Sources) -> None:
    for rule in _alerts(sources):
        assert {"summary", "description"} <= rule.annotations.keys(), rule.name.text
        severity = rule.labels["severity"].text
        known = ("none",) if rule.name.text == "Watchdog" else ("critical", "warning", "info")
        assert severity in known, rule.name.text


def test_alerts_of_one_name_differ_in_their_labels(sources: Sources) -> None:
    """Or `promtool check rules` calls them duplicates."""
    said = [
        (rule.name.text, *sorted((name, text.text) for name, text in rule.labels.items()))
        for rule in _alerts(sources)
    ]

    assert len(said) == len(set(said))


def _alerts(sources: Sources) -> list[Rule]:
    return [rule for group in sources.project.rule_groups for rule in group.rules if rule.alerting]
