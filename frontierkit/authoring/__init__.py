"""What files under `sources/` import. This is all of it.

A public name that a source assigns at its top level is a declaration: what is declared is
compiled, judged and built. The panel helpers return the builders of the Grafana Foundation SDK,
which stay usable directly.

    texts       promql
    panels      timeseries stat gauge bargauge table heatmap text
    in panels   query thresholds
    dashboards  dashboard row query_variable engine_variable model_variable custom_variable
    rules       rule_group record alert
    rule tests  alert_test series histogram_series fires quiet
    scraping    prometheus scrape_job target relabel exporter datasource
    engines     engine engines signals per_engine for_engine engine_missing
    objectives  slos
    alerting    alertmanager receiver route inhibit reaches
    notifying   webhook slack email pagerduty telegram ntfy
    beside      blackbox processes logs_to_loki logs_to_elastic config_file
"""

from frontierkit.authoring import engines, signals, slos
from frontierkit.authoring.alerting import (
    Alertmanager,
    Inhibition,
    Receiver,
    Route,
    alertmanager,
    inhibit,
    reaches,
    receiver,
    route,
)
from frontierkit.authoring.configs import ConfigFile, blackbox, config_file, processes
from frontierkit.authoring.dashboards import Dashboard, Item, Row, dashboard, row
from frontierkit.authoring.engine import Engine, PerEngine, engine, for_engine, per_engine
from frontierkit.authoring.engine_alerts import engine_missing
from frontierkit.authoring.logs import logs_to_elastic, logs_to_loki
from frontierkit.authoring.panel_options import PanelOptions, Query, thresholds
from frontierkit.authoring.panels import bargauge, gauge, heatmap, stat, table, text, timeseries
from frontierkit.authoring.queries import query
from frontierkit.authoring.receivers import (
    Notifier,
    email,
    ntfy,
    pagerduty,
    slack,
    telegram,
    webhook,
)
from frontierkit.authoring.refuse import SourceError
from frontierkit.authoring.relabelling import Relabel, relabel
from frontierkit.authoring.rule_tests import (
    AlertTest,
    Expectation,
    Series,
    alert_test,
    fires,
    histogram_series,
    quiet,
    series,
)
from frontierkit.authoring.rules import Rule, RuleGroup, alert, record, rule_group
from frontierkit.authoring.scraping import (
    Exporter,
    ScrapeJob,
    Target,
    exporter,
    scrape_job,
    target,
)
from frontierkit.authoring.server import Datasource, PrometheusServer, datasource, prometheus
from frontierkit.authoring.variables import (
    custom_variable,
    engine_variable,
    model_variable,
    query_variable,
)
from frontierkit.authoring.written import Text, promql
from frontierkit.model.engine import Signal

__all__ = [
    "AlertTest",
    "Alertmanager",
    "ConfigFile",
    "Dashboard",
    "Datasource",
    "Engine",
    "Expectation",
    "Exporter",
    "Inhibition",
    "Item",
    "Notifier",
    "PanelOptions",
    "PerEngine",
    "PrometheusServer",
    "Query",
    "Receiver",
    "Relabel",
    "Route",
    "Row",
    "Rule",
    "RuleGroup",
    "ScrapeJob",
    "Series",
    "Signal",
    "SourceError",
    "Target",
    "Text",
    "alert",
    "alert_test",
    "alertmanager",
    "bargauge",
    "blackbox",
    "config_file",
    "custom_variable",
    "dashboard",
    "datasource",
    "email",
    "engine",
    "engine_missing",
    "engine_variable",
    "engines",
    "exporter",
    "fires",
    "for_engine",
    "gauge",
    "heatmap",
    "histogram_series",
    "inhibit",
    "logs_to_elastic",
    "logs_to_loki",
    "model_variable",
    "ntfy",
    "pagerduty",
    "per_engine",
    "processes",
    "prometheus",
    "promql",
    "query",
    "query_variable",
    "quiet",
    "reaches",
    "receiver",
    "record",
    "relabel",
    "route",
    "row",
    "rule_group",
    "scrape_job",
    "series",
    "signals",
    "slack",
    "slos",
    "stat",
    "table",
    "target",
    "telegram",
    "text",
    "thresholds",
    "timeseries",
    "webhook",
]
