"""Each alert on Alertmanager, Grafana and logs fires in one scenario and is quiet in another."""

from frontierkit.authoring import alert_test, fires, quiet, series

_ALERTMANAGER = 'job="alertmanager", instance="alertmanager:9093"'
_PAGER = f'{_ALERTMANAGER}, integration="webhook", receiver_name="pager"'
_GRAFANA = 'job="grafana", instance="grafana:3000", handler="/api/ds/query"'
_LOKI = 'job="loki", instance="loki:3100", service="logs"'

alertmanager_refuses_a_configuration = alert_test(
    "Alertmanager refuses a configuration, and then takes one",
    given=[
        series(f"alertmanager_config_last_reload_successful{{{_ALERTMANAGER}}}", "1x5 0x15 1x10")
    ],
    expect=[
        quiet("AlertmanagerBadConfig", at="8m"),
        fires(
            "AlertmanagerBadConfig",
            {"job": "alertmanager", "instance": "alertmanager:9093"},
            at="15m",
        ),
        quiet("AlertmanagerBadConfig", at="25m"),
    ],
)
the_pager_cannot_be_reached = alert_test(
    "every second notification to the pager fails for a while",
    given=[
        series(
            f'alertmanager_notifications_failed_total{{{_PAGER}, reason="other"}}', "0+1x20 20x40"
        ),
        series(f"alertmanager_notifications_total{{{_PAGER}}}", "0+2x60"),
    ],
    expect=[
        quiet("AlertmanagerCannotNotify", at="4m"),
        fires(
            "AlertmanagerCannotNotify",
            {"integration": "webhook", "receiver_name": "pager"},
            at="15m",
        ),
        quiet("AlertmanagerCannotNotify", at="50m"),
    ],
)
grafana_fails = alert_test(
    "a tenth of the answers of Grafana are errors for a while",
    given=[
        series(
            f'grafana_http_request_duration_seconds_count{{{_GRAFANA}, status_code="{code}"}}',
            values,
        )
        for code, values in (("500", "0+1x20 20x30"), ("200", "0+9x50"))
    ],
    expect=[
        quiet("GrafanaFails", at="8m"),
        fires("GrafanaFails", {"instance": "grafana:3000"}, at="18m"),
        quiet("GrafanaFails", at="40m"),
    ],
)
loki_fails = alert_test(
    "a tenth of the answers of Loki are errors for a while, and lines are dropped",
    given=[
        *(
            series(f'loki_request_duration_seconds_count{{{_LOKI}, status_code="{code}"}}', values)
            for code, values in (("500", "0+1x20 20x30"), ("204", "0+9x50"))
        ),
        series(
            f'loki_discarded_samples_total{{{_LOKI}, reason="rate_limited"}}', "0+60x20 1200x30"
        ),
    ],
    expect=[
        quiet("LokiFails", at="8m"),
        fires("LokiFails", {"instance": "loki:3100"}, at="18m"),
        quiet("LokiFails", at="40m"),
        quiet("LokiDropsLogs", at="8m"),
        fires("LokiDropsLogs", {"instance": "loki:3100", "reason": "rate_limited"}, at="18m"),
        quiet("LokiDropsLogs", at="40m"),
    ],
)
