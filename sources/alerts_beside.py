"""Alerts on what tells people: Alertmanager, Grafana, logs; and on the age of the last backup.

That one of them is down altogether, `TargetDown` tells, of Alloy and Elasticsearch as well.
"""

from _runbooks import runbook

from frontierkit.authoring import alert, rule_group

_OURS = {"component": "monitoring"}
_BY_RECEIVER = "sum by (integration, receiver_name)"
_ANSWERS = "grafana_http_request_duration_seconds_count"

notifications = rule_group(
    "alertmanager",
    alert(
        "AlertmanagerBadConfig",
        "alertmanager_config_last_reload_successful == 0",
        for_="5m",
        severity="critical",
        labels=_OURS,
        summary="Alertmanager runs on an old configuration",
        description="It could not load the one that it was told to.",
        runbook_url=runbook("AlertmanagerBadConfig"),
    ),
    alert(
        "AlertmanagerCannotNotify",
        f"{_BY_RECEIVER} (rate(alertmanager_notifications_failed_total[15m]))\n"
        f"/ ({_BY_RECEIVER} (rate(alertmanager_notifications_total[15m])) > 0) > 0.05",
        for_="5m",
        severity="critical",
        labels=_OURS,
        summary="Alertmanager cannot notify by {{ $labels.integration }}",
        description="{{ $value | humanizePercentage }} of the notifications fail.",
        runbook_url=runbook("AlertmanagerCannotNotify"),
    ),
    interval="30s",
)
dashboards = rule_group(
    "grafana",
    alert(
        "GrafanaFails",
        f'sum by (instance) (rate({_ANSWERS}{{status_code=~"5.."}}[5m]))\n'
        f"/ (sum by (instance) (rate({_ANSWERS}[5m])) > 0) > 0.05",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="Grafana answers with errors",
        description="{{ $value | humanizePercentage }} of its answers are errors of its own.",
        runbook_url=runbook("GrafanaFails"),
    ),
    interval="30s",
)
logs = rule_group(
    "logs",
    alert(
        "LokiFails",
        'sum by (instance) (rate(loki_request_duration_seconds_count{status_code=~"5.."}[5m]))\n'
        "/ (sum by (instance) (rate(loki_request_duration_seconds_count[5m])) > 0) > 0.05",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="Loki answers with errors",
        description="{{ $value | humanizePercentage }} of its answers are errors: logs may be "
        "missing.",
        runbook_url=runbook("LokiFails"),
    ),
    alert(
        "LokiDropsLogs",
        "sum by (instance, reason) (rate(loki_discarded_samples_total[5m])) > 0",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="Loki drops lines of logs",
        description="{{ $value | humanize }} lines a second: {{ $labels.reason }}.",
        runbook_url=runbook("LokiDropsLogs"),
    ),
    interval="30s",
)
backups = rule_group(
    "backups",
    # `frontierkit stack backup` leaves a file whose age node exporter tells.
    alert(
        "BackupOld",
        'time() - node_textfile_mtime_seconds{file=~".*backup[.]prom"} > 7 * 86400',
        for_="1h",
        severity="warning",
        labels=_OURS,
        summary="The last backup is a week old",
        description="It was made {{ $value | humanizeDuration }} ago.",
        runbook_url=runbook("BackupOld"),
    ),
    interval="5m",
)
