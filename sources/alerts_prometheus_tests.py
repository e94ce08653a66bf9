"""Each alert on Prometheus fires in one scenario and is quiet in another.

The watchdog fires in each: it is there to.
"""

from frontierkit.authoring import alert_test, fires, quiet, series

_SELF = 'job="prometheus", instance="localhost:9090"'
_INSTANCE = {"instance": "localhost:9090"}
_LABELS = {"job": "prometheus", "instance": "localhost:9090"}

the_watchdog_fires = alert_test(
    "nothing is wrong",
    given=[
        series(f"prometheus_config_last_reload_successful{{{_SELF}}}", "1x20"),
    ],
    expect=[
        fires("Watchdog", at="1m"),
        fires("Watchdog", at="15m"),
        quiet("PrometheusBadConfig", at="15m"),
    ],
)
a_configuration_is_refused = alert_test(
    "a configuration is refused, and then mended",
    given=[
        series(f"prometheus_config_last_reload_successful{{{_SELF}}}", "1x5 0x15 1x10"),
    ],
    expect=[
        quiet("PrometheusBadConfig", at="8m"),
        fires("PrometheusBadConfig", _LABELS, at="15m"),
        quiet("PrometheusBadConfig", at="25m"),
    ],
)
target_files_are_broken = alert_test(
    "files of targets cannot be read for a while",
    given=[
        series(f"prometheus_sd_file_read_errors_total{{{_SELF}}}", "0x5 0+1x25 25x30"),
        series(f'prometheus_target_sync_failed_total{{{_SELF}, scrape_job="vllm"}}', "0x60"),
        series(f"prometheus_target_scrape_pool_reloads_failed_total{{{_SELF}}}", "0x60"),
    ],
    expect=[
        quiet("PrometheusTargetsBroken", at="5m"),
        fires("PrometheusTargetsBroken", _INSTANCE, at="25m"),
        quiet("PrometheusTargetsBroken", at="55m"),
    ],
)
rules_fail = alert_test(
    "rules fail for a while, and take too long",
    given=[
        series(
            f'prometheus_rule_evaluation_failures_total{{{_SELF}, rule_group="rules/a.yml;a"}}',
            "0x5 0+4x20 80x50",
        ),
        series(
            f'prometheus_rule_group_iterations_missed_total{{{_SELF}, rule_group="rules/a.yml;a"}}',
            "0x5 0+4x25 100x50",
        ),
    ],
    expect=[
        quiet("PrometheusRuleFailures", at="5m"),
        fires("PrometheusRuleFailures", {**_LABELS, "rule_group": "rules/a.yml;a"}, at="20m"),
        quiet("PrometheusRuleFailures", at="45m"),
        quiet("PrometheusMissesEvaluations", at="15m"),
        fires("PrometheusMissesEvaluations", {**_LABELS, "rule_group": "rules/a.yml;a"}, at="26m"),
        quiet("PrometheusMissesEvaluations", at="70m"),
    ],
)
no_alertmanager_is_known = alert_test(
    "the Alertmanager goes away",
    given=[
        series(f"prometheus_notifications_alertmanagers_discovered{{{_SELF}}}", "1x5 0x15"),
    ],
    expect=[
        quiet("PrometheusWithoutAlertmanager", at="8m"),
        fires("PrometheusWithoutAlertmanager", _LABELS, at="15m"),
    ],
)
alerts_cannot_be_sent = alert_test(
    "a tenth of what is sent to Alertmanager is lost",
    given=[
        series(
            f'prometheus_notifications_errors_total{{{_SELF}, alertmanager="http://alertmanager:9093"}}',
            "0+1x40",
        ),
        series(
            f'prometheus_notifications_sent_total{{{_SELF}, alertmanager="http://alertmanager:9093"}}',
            "0+10x40",
        ),
    ],
    expect=[
        quiet("PrometheusCannotSendAlerts", at="14m"),
        fires(
            "PrometheusCannotSendAlerts",
            {**_LABELS, "alertmanager": "http://alertmanager:9093"},
            at="25m",
        ),
    ],
)
alerts_are_sent = alert_test(
    "nothing of what is sent to Alertmanager is lost",
    given=[
        series(
            f'prometheus_notifications_errors_total{{{_SELF}, alertmanager="http://alertmanager:9093"}}',
            "0x40",
        ),
        series(
            f'prometheus_notifications_sent_total{{{_SELF}, alertmanager="http://alertmanager:9093"}}',
            "0+10x40",
        ),
    ],
    expect=[
        quiet("PrometheusCannotSendAlerts", at="35m"),
    ],
)
_OTHERS = (
    "reloads_failures",
    "wal_truncations_failed",
    "checkpoint_creations_failed",
    "wal_corruptions",
)
the_storage_fails = alert_test(
    "a block cannot be written",
    given=[
        series(f"prometheus_tsdb_compactions_failed_total{{{_SELF}}}", "0x5 1x15"),
        *(series(f"prometheus_tsdb_{each}_total{{{_SELF}}}", "0x20") for each in _OTHERS),
    ],
    expect=[
        quiet("PrometheusStorageFails", at="4m"),
        fires("PrometheusStorageFails", _LABELS, at="15m"),
    ],
)
metrics_are_deleted_early = alert_test(
    "blocks are deleted for their size",
    given=[series(f"prometheus_tsdb_size_retentions_total{{{_SELF}}}", "0x5 1x15")],
    expect=[
        quiet("PrometheusForgetsEarly", at="4m"),
        fires("PrometheusForgetsEarly", _LABELS, at="15m"),
    ],
)
a_target_exposes_too_much = alert_test(
    "scrapes are larger than is let in for a while",
    given=[
        series(
            f"prometheus_target_scrapes_exceeded_sample_limit_total{{{_SELF}}}", "0x5 0+4x25 100x30"
        ),
        series(f"prometheus_target_scrapes_exceeded_body_size_limit_total{{{_SELF}}}", "0x60"),
        series(f"prometheus_target_scrape_pool_exceeded_label_limits_total{{{_SELF}}}", "0x60"),
    ],
    expect=[
        quiet("ScrapeTooLarge", at="5m"),
        fires("ScrapeTooLarge", _LABELS, at="25m"),
        quiet("ScrapeTooLarge", at="55m"),
    ],
)
scrapes_have_gaps = alert_test(
    "every third scrape of node exporter fails, of Grafana none",
    given=[
        series('up{job="node", instance="node-exporter:9100"}', "1 1 0 " * 14 + "1x30"),
        series('up{job="grafana", instance="grafana:3000"}', "1x72"),
    ],
    expect=[
        quiet("ScrapeGaps", at="2m"),
        fires("ScrapeGaps", {"job": "node", "instance": "node-exporter:9100"}, at="54m"),
    ],
)
