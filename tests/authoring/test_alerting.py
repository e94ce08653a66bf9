"""Alerting: what a declared Alertmanager refuses, and what it is compiled to."""

from __future__ import annotations

import pytest

from frontierkit.authoring import (
    SourceError,
    alertmanager,
    email,
    inhibit,
    ntfy,
    reaches,
    receiver,
    route,
    slack,
    telegram,
    webhook,
)

CHAT = receiver("chat", slack("#llm"))
PAGER = receiver("pager")


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.slack.com/services/T0/B0/xyz",
        "https://user:password@example.org/alerts",
        "https://example.org/alerts?token=abc",
        "https://discord.com/api/webhooks/1/abc",
    ],
)
def test_a_url_that_holds_a_secret_is_refused(url: str) -> None:
    with pytest.raises(SourceError, match="holds a secret") as caught:
        webhook(url)
    assert "url_secret" in caught.value.hint


def test_secrets_are_names_of_files() -> None:
    assert webhook(url_secret="hook").fields["url_file"] == "/run/secrets/hook"
    assert telegram(1).since == "0.26"
    with pytest.raises(SourceError, match="cannot name a secret file"):
        slack("#llm", url_secret="https://hooks.slack.com/services/x")
    with pytest.raises(SourceError, match="cannot name a secret file"):
        slack("#llm", url_secret="../etc/passwd")


def test_ways_to_notify_say_what_they_need() -> None:
    with pytest.raises(SourceError, match="`url` or a `url_secret`"):
        webhook()
    with pytest.raises(SourceError, match="is no URL"):
        webhook("alerts:5001")
    with pytest.raises(SourceError, match="mail goes to somebody"):
        email([], sender="a@example.org", smarthost="mail:25")
    with pytest.raises(SourceError, match="whole number"):
        telegram("@llm")  # type: ignore[arg-type]
    assert ntfy(url_secret="topic").fields["url_file"] == "/run/secrets/topic"


def test_routes_and_inhibitions_refuse_what_they_are_not() -> None:
    with pytest.raises(SourceError, match="leads to a receiver"):
        route("chat")  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="below the route to `chat`"):
        route(CHAT, PAGER)  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="both alerts agree on"):
        inhibit(source={"severity": "critical"}, target={"severity": "warning"}, equal=[])
    with pytest.raises(SourceError, match="is a duration"):
        alertmanager(CHAT, group_wait="soon")
    with pytest.raises(SourceError, match="reaches somebody"):
        reaches({"severity": "critical"})


def test_conditions_have_operators() -> None:
    when = {"team": "a", "severity": "=~info|none", "engine": "!=vllm", "job": "!~node.*"}

    found = route(PAGER, when=when).matchers

    assert [(m.label, m.operator, str(m.value)) for m in found] == [
        ("team", "=", "a"),
        ("severity", "=~", "info|none"),
        ("engine", "!=", "vllm"),
        ("job", "!~", "node.*"),
    ]


def test_the_defaults_are_those_of_the_seeds() -> None:
    top = alertmanager(CHAT).route

    assert top.group_by == ("alertname", "severity")
    assert (top.group_wait_s, top.group_interval_s, top.repeat_interval_s) == (10, 10, 3600)
