"""Alerts on Prometheus by its own metrics: what it cannot load, evaluate, scrape, store or send.

If it ingests nothing at all, none of these fires, since it ingests them: then the watchdog stops.
"""

from _runbooks import runbook

from frontierkit.authoring import alert, rule_group

_OURS = {"component": "monitoring"}
_BY = "sum by (instance)"

watchdog = rule_group(
    "watchdog",
    alert(
        "Watchdog",
        "vector(1)",
        severity="none",
        labels=_OURS,
        summary="Alerts are on their way",
        description="It always fires. Whoever receives it notices when it stops.",
        runbook_url=runbook("Watchdog"),
    ),
    interval="30s",
)
configuration = rule_group(
    "prometheus configuration",
    alert(
        "PrometheusBadConfig",
        "prometheus_config_last_reload_successful == 0",
        for_="5m",
        severity="critical",
        labels=_OURS,
        summary="Prometheus runs on an old configuration",
        description="It could not load the one that it was told to.",
        runbook_url=runbook("PrometheusBadConfig"),
    ),
    # Targets of engines stand in files that come and go.
    alert(
        "PrometheusTargetsBroken",
        f"{_BY} (increase(prometheus_sd_file_read_errors_total[10m]))\n"
        f"+ {_BY} (increase(prometheus_target_sync_failed_total[10m]))\n"
        f"+ {_BY} (increase(prometheus_target_scrape_pool_reloads_failed_total[10m])) > 0",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="Prometheus cannot read its targets",
        description="It goes on with those that it knew before.",
        runbook_url=runbook("PrometheusTargetsBroken"),
    ),
    interval="30s",
)
rules = rule_group(
    "prometheus rules",
    alert(
        "PrometheusRuleFailures",
        "increase(prometheus_rule_evaluation_failures_total[15m]) > 0",
        for_="5m",
        severity="critical",
        labels=_OURS,
        summary="Rules fail in Prometheus",
        description="{{ $labels.rule_group }}: what it records is missing, and its alerts are "
        "silent.",
        runbook_url=runbook("PrometheusRuleFailures"),
    ),
    alert(
        "PrometheusMissesEvaluations",
        "increase(prometheus_rule_group_iterations_missed_total[30m]) > 0",
        for_="15m",
        severity="warning",
        labels=_OURS,
        summary="Prometheus is too slow for its rules",
        description="{{ $labels.rule_group }} takes longer than its interval.",
        runbook_url=runbook("PrometheusMissesEvaluations"),
    ),
    interval="30s",
)
sending = rule_group(
    "prometheus notifications",
    alert(
        "PrometheusWithoutAlertmanager",
        "prometheus_notifications_alertmanagers_discovered < 1",
        for_="5m",
        severity="critical",
        labels=_OURS,
        summary="Prometheus knows no Alertmanager",
        description="Nobody is told of alerts; only the missing watchdog tells of this one.",
        runbook_url=runbook("PrometheusWithoutAlertmanager"),
    ),
    alert(
        "PrometheusCannotSendAlerts",
        "rate(prometheus_notifications_errors_total[5m])\n"
        "/ (rate(prometheus_notifications_sent_total[5m]) > 0) > 0.01",
        for_="15m",
        severity="warning",
        labels=_OURS,
        summary="Prometheus cannot send alerts to Alertmanager",
        description="{{ $value | humanizePercentage }} of what {{ $labels.alertmanager }} is sent "
        "is lost.",
        runbook_url=runbook("PrometheusCannotSendAlerts"),
    ),
    interval="30s",
)
storage = rule_group(
    "prometheus storage",
    alert(
        "PrometheusStorageFails",
        "increase(prometheus_tsdb_compactions_failed_total[3h])\n"
        "+ increase(prometheus_tsdb_reloads_failures_total[3h])\n"
        "+ increase(prometheus_tsdb_wal_truncations_failed_total[3h])\n"
        "+ increase(prometheus_tsdb_checkpoint_creations_failed_total[3h])\n"
        "+ increase(prometheus_tsdb_wal_corruptions_total[3h]) > 0",
        severity="critical",
        labels=_OURS,
        summary="The storage of Prometheus fails",
        description="Blocks cannot be written, or read again.",
        runbook_url=runbook("PrometheusStorageFails"),
    ),
    alert(
        "PrometheusForgetsEarly",
        "increase(prometheus_tsdb_size_retentions_total[1d]) > 0",
        severity="info",
        labels=_OURS,
        summary="Metrics are deleted before their time",
        description="The limit of size is reached before that of time.",
        runbook_url=runbook("PrometheusForgetsEarly"),
    ),
    interval="1m",
)
scraping = rule_group(
    "prometheus scraping",
    alert(
        "ScrapeTooLarge",
        "increase(prometheus_target_scrapes_exceeded_sample_limit_total[10m])\n"
        "+ increase(prometheus_target_scrapes_exceeded_body_size_limit_total[10m])\n"
        "+ increase(prometheus_target_scrape_pool_exceeded_label_limits_total[10m]) > 0",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="A target exposes more than is let in",
        description="Nothing of such a scrape is kept, and the target counts as down.",
        runbook_url=runbook("ScrapeTooLarge"),
    ),
    alert(
        "ScrapeGaps",
        "avg_over_time(up[30m]) < 0.9\nand up == 1",
        for_="10m",
        severity="warning",
        labels=_OURS,
        summary="{{ $labels.job }} is scraped with gaps",
        description="{{ $value | humanizePercentage }} of the scrapes of {{ $labels.instance }} "
        "succeed.",
        runbook_url=runbook("ScrapeGaps"),
    ),
    interval="30s",
)
