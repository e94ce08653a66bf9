"""The monitoring, watched by itself: is anything told, is anything scraped, is anything kept."""

from _links import to_all

from frontierkit.authoring import bargauge, dashboard, query, row, stat, table, timeseries

_WRONG = {None: "green", 1: "red"}
_RIGHT = {None: "red", 1: "green"}

told = row(
    "Is anybody told?",
    stat(
        "Watchdog",
        query('count(ALERTS{alertname="Watchdog", alertstate="firing"}) or vector(0)'),
        description="It always fires, and whoever receives it notices when it stops. `frontierkit "
        "stack status` tells whether it was delivered.",
        thresholds=_RIGHT,
        mappings={0: "silent", 1: "fires"},
    ),
    stat(
        "Alertmanagers that Prometheus knows",
        query("prometheus_notifications_alertmanagers_discovered"),
        description="`PrometheusWithoutAlertmanager` fires at 0, and then nobody is told.",
        unit="short",
        thresholds=_RIGHT,
    ),
    stat(
        "Configurations",
        query("prometheus_config_last_reload_successful", "Prometheus"),
        query("alertmanager_config_last_reload_successful", "Alertmanager"),
        description="Whether the last one could be loaded. `PrometheusBadConfig` and "
        "`AlertmanagerBadConfig` page.",
        thresholds=_RIGHT,
        mappings={0: "refused", 1: "loaded"},
    ),
    stat(
        "Age of the configuration",
        query(
            "time() - prometheus_config_last_reload_success_timestamp_seconds",
            "Prometheus",
        ),
        query(
            "time() - alertmanager_config_last_reload_success_timestamp_seconds",
            "Alertmanager",
        ),
        description="Since it was loaded. Which build it is, nothing exposes: `frontierkit stack "
        "status` compares.",
        unit="s",
    ),
    timeseries(
        "Alerts by severity",
        query('count by (severity) (ALERTS{alertstate="firing"})', "{{severity}}"),
        description="`none` is the watchdog.",
        unit="short",
        min=0,
        width=8,
    ),
    timeseries(
        "Notifications that fail",
        query(
            "sum by (integration, receiver_name) "
            "(rate(alertmanager_notifications_failed_total[$__rate_interval]))",
            "{{receiver_name}} {{integration}}",
        ),
        description="`AlertmanagerCannotNotify` pages above a twentieth.",
        unit="suffix: per second",
        min=0,
        width=8,
    ),
    timeseries(
        "Alerts that do not reach Alertmanager",
        query("rate(prometheus_notifications_errors_total[$__rate_interval])", "lost"),
        query("rate(prometheus_notifications_dropped_total[$__rate_interval])", "dropped"),
        description="`PrometheusCannotSendAlerts` warns above a hundredth.",
        unit="suffix: per second",
        min=0,
        width=8,
    ),
)

scraped = row(
    "Is everything scraped?",
    table(
        "Targets that are down",
        query("up == 0", instant=True, format="table"),
        description="Empty is good. What is not active has no target.",
        unit="short",
        width=12,
    ),
    bargauge(
        "How long scrapes take",
        query("topk(5, scrape_duration_seconds)", "{{job}} {{instance}}", instant=True),
        description="The longest five. Beyond the timeout there is nothing: `ScrapeGaps` warns.",
        unit="s",
        min=0,
    ),
    bargauge(
        "How much is exposed",
        query("topk(5, scrape_samples_scraped)", "{{job}} {{instance}}", instant=True),
        description="Samples of a scrape, the largest five. Engines are let in up to 50 000: "
        "`ScrapeTooLarge` warns.",
        unit="short",
        min=0,
        width=8,
    ),
    timeseries(
        "Probes",
        query("probe_duration_seconds", "{{instance}}"),
        description="How long health routes take, where the profile `blackbox` is on.",
        unit="s",
        min=0,
        width=8,
    ),
    timeseries(
        "Rules that fail or come late",
        query(
            "sum by (rule_group) (rate(prometheus_rule_evaluation_failures_total"
            "[$__rate_interval]))",
            "fails: {{rule_group}}",
        ),
        query(
            "sum by (rule_group) (rate(prometheus_rule_group_iterations_missed_total"
            "[$__rate_interval]))",
            "late: {{rule_group}}",
        ),
        description="`PrometheusRuleFailures` pages, `PrometheusMissesEvaluations` warns.",
        unit="suffix: per second",
        min=0,
        width=8,
    ),
)

kept = row(
    "Is everything kept?",
    stat(
        "Age of the last backup",
        query('time() - node_textfile_mtime_seconds{file=~".*backup[.]prom"}', "backup"),
        description="Empty if there has never been one. `BackupOld` warns after a week.",
        unit="s",
        thresholds={None: "green", 7 * 86400: "red"},
    ),
    stat(
        "How far metrics go back",
        query("time() - prometheus_tsdb_lowest_timestamp_seconds", "metrics"),
        description="`PrometheusForgetsEarly` tells of a limit of size that is reached before "
        "that of time.",
        unit="s",
    ),
    stat(
        "Storage that fails",
        query(
            "increase(prometheus_tsdb_compactions_failed_total[3h])\n"
            "+ increase(prometheus_tsdb_reloads_failures_total[3h])\n"
            "+ increase(prometheus_tsdb_wal_corruptions_total[3h])",
            "in three hours",
        ),
        description="Blocks that could not be written, or read again. `PrometheusStorageFails`.",
        unit="short",
        decimals=0,
        thresholds=_WRONG,
    ),
    stat(
        "Series",
        query("prometheus_tsdb_head_series", "in memory"),
        description="What Prometheus holds in memory; each takes some kilobytes.",
        unit="short",
    ),
    timeseries(
        "Metrics on disk",
        query("prometheus_tsdb_storage_blocks_bytes", "blocks"),
        query("prometheus_tsdb_retention_limit_bytes > 0", "limit"),
        description="At the limit, the oldest are deleted.",
        unit="bytes",
        min=0,
        width=8,
    ),
    timeseries(
        "Logs",
        query("sum(rate(loki_distributor_lines_received_total[$__rate_interval]))", "received"),
        query(
            "sum by (reason) (rate(loki_discarded_samples_total[$__rate_interval]))",
            "dropped: {{reason}}",
        ),
        description="Lines, where the profile `logs-loki` is on. `LokiDropsLogs` warns.",
        unit="suffix: lines/s",
        min=0,
        width=8,
    ),
    timeseries(
        "Errors of Grafana and Loki",
        query(
            "sum(rate(grafana_http_request_duration_seconds_count"
            '{status_code=~"5.."}[$__rate_interval]))',
            "Grafana",
        ),
        query(
            'sum(rate(loki_request_duration_seconds_count{status_code=~"5.."}[$__rate_interval]))',
            "Loki",
        ),
        description="Answers that are errors of their own. `GrafanaFails` and `LokiFails` warn.",
        unit="reqps",
        min=0,
        width=8,
    ),
)

monitoring = dashboard(
    "Monitoring",
    told,
    scraped,
    kept,
    uid="monitoring",
    folder="LLM",
    tags=["llm", "meta"],
    links=to_all(),
    time="3h",
    description="Whether what should tell of the engines works itself.",
)
