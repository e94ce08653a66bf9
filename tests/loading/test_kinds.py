"""A document is known by its content, whatever its file is called."""

from __future__ import annotations

import pytest

from frontierkit.loading.documents import read_documents
from frontierkit.loading.kinds import Kind
from frontierkit.loading.source_text import SourceText

KINDS = [
    ('{"title": "t", "panels": []}', Kind.DASHBOARD),
    ('{"__inputs": [], "rows": [], "title": "t"}', Kind.DASHBOARD),
    ('{"schemaVersion": 39, "templating": {"list": []}}', Kind.DASHBOARD),
    ("title: t\ntemplating: [{name: job}]\nrows: [{panels: []}]", Kind.OTHER),
    ('{"dashboard": {"title": "t", "panels": []}, "overwrite": true}', Kind.WRAPPED_DASHBOARD),
    ('{"elements": {}, "layout": {}}', Kind.DASHBOARD_V2),
    (
        '{"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "spec": {"elements": {}}}',
        Kind.DASHBOARD_V2,
    ),
    (
        "apiVersion: dashboard.grafana.app/v1beta1\nkind: Dashboard\nspec: {panels: []}",
        Kind.DASHBOARD_OBJECT,
    ),
    ('{"uid": "u", "model": {"type": "stat", "targets": []}}', Kind.LIBRARY_PANEL),
    ("apiVersion: 1\ndatasources: [{name: a}]", Kind.DATASOURCES),
    ("apiVersion: 1\nproviders: [{name: a}]", Kind.PROVIDERS),
    ("apiVersion: 1\ngroups: [{rules: [{title: a, condition: A}]}]", Kind.GRAFANA_ALERTS),
    ("groups:\n- name: a\n  rules: []", Kind.RULES),
    ('{"groups": [{"name": "a", "rules": []}]}', Kind.RULES),
    ("groups:", Kind.RULES),
    ("rule_files: [a.yml]\ntests: []", Kind.RULE_TESTS),
    ("global: {scrape_interval: 15s}", Kind.PROMETHEUS),
    ("rule_files: [a.yml]", Kind.PROMETHEUS),
    ("scrape_configs:", Kind.PROMETHEUS),
    ("route: {receiver: a}\nreceivers: [{name: a}]", Kind.ALERTMANAGER),
    ("services:\n  web: {image: nginx}", Kind.COMPOSE),
    ("receivers: {otlp: {}}\nservice: {pipelines: {}}", Kind.OTHER),
    (
        "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {groups: []}",
        Kind.RULE_OBJECT,
    ),
    ("apiVersion: v1\nkind: ConfigMap\ndata: {}", Kind.CONFIG_MAP),
    ("apiVersion: v1\nkind: List\nitems: []", Kind.KUBERNETES_LIST),
    ("apiVersion: v1\nkind: Service\nspec: {}", Kind.KUBERNETES),
    ("kind: PersesDashboard\nspec: {}", Kind.PERSES),
    ("name: CI\non: push\njobs: {}", Kind.OTHER),
    ("alerting: {alertmanagers: []}", Kind.PROMETHEUS),
    ("positions: {}\nclients: []\nscrape_configs: []", Kind.PROMTAIL),
    ("services:\n  App\\Mailer: {arguments: []}", Kind.OTHER),
    ("datasources: {a: b}", Kind.OTHER),
    ("route: /home\nalerting: true", Kind.OTHER),
    ("just a sentence", Kind.OTHER),
    ("[1, 2]", Kind.OTHER),
    ("null", Kind.EMPTY),
    ('{"name": "x", "dependencies": {}}', Kind.OTHER),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_content_tells_the_kind(text: str, kind: Kind) -> None:
    (document,) = read_documents(SourceText("some.file", text), "some.file").documents

    assert document.kind is kind
