"""Compose files become the model in their short and their long forms."""

from __future__ import annotations

from frontierkit.loading.collected import Collected
from frontierkit.loading.compose import lift_compose
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.yaml_tree import read_yaml
from frontierkit.model.compose import ComposeFile

TEXT = """\
services:
  short:
    image: prom/prometheus:v3.1.0
    ports: ["9090", "8080:80", "127.0.0.1:${PORT:-9093}:9093/udp", "[::1]:1:2"]
    volumes: [./conf:/etc/prometheus:ro, data:/prometheus, /anonymous]
    environment: [A=1, "B=x=y", C]
    command: [--config.file=/etc/prometheus/prometheus.yml]
    healthcheck: {test: [CMD, wget, "http://localhost:9090/-/healthy"]}
    networks: [monitoring]
    depends_on: [long]
    profiles: [full]
    restart: unless-stopped
    mem_limit: 1g
  long:
    image: grafana/grafana
    ports: [{target: 3000, published: "3001", host_ip: 127.0.0.1}]
    volumes: [{type: bind, source: ./p, target: /etc/grafana, read_only: true}]
    environment: {GF_A: admin, GF_B: 1}
    command: run it
    networks: {monitoring: {}}
    depends_on: {short: {condition: service_healthy}}
networks: {monitoring: {}}
volumes: {data: }
"""


def lift(text: str) -> tuple[ComposeFile, Collected]:
    collected = Collected()
    file = lift_compose(read_yaml(SourceText("compose.yml", text)).documents[0], collected)
    assert file is not None
    return file, collected


def test_the_short_forms() -> None:
    file, collected = lift(TEXT)
    service = file.service("short")

    assert service is not None and collected.diagnostics == []
    assert [(p.host, p.published, p.target, p.protocol) for p in service.ports] == [
        (None, None, "9090", "tcp"),
        (None, "8080", "80", "tcp"),
        ("127.0.0.1", "${PORT:-9093}", "9093", "udp"),
        ("::1", "1", "2", "tcp"),
    ]
    assert [(m.source, m.target, m.read_only, m.is_path) for m in service.mounts] == [
        ("./conf", "/etc/prometheus", True, True),
        ("data", "/prometheus", False, False),
        (None, "/anonymous", False, False),
    ]
    assert {k: v.text for k, v in service.environment.items()} == {"A": "1", "B": "x=y", "C": ""}
    assert [word.text for word in service.healthcheck][:2] == ["CMD", "wget"]
    assert [name.text for name in service.depends_on] == ["long"]
    assert service.options["mem_limit"] == "1g"
    assert service.environment["B"].at().position == (6, 27)


def test_the_long_forms() -> None:
    file, _ = lift(TEXT)
    service = file.service("long")

    assert service is not None
    assert [(p.host, p.published, p.target) for p in service.ports] == [
        ("127.0.0.1", "3001", "3000")
    ]
    assert [(m.source, m.target, m.read_only) for m in service.mounts] == [
        ("./p", "/etc/grafana", True)
    ]
    assert {k: v.text for k, v in service.environment.items()} == {"GF_A": "admin", "GF_B": "1"}
    assert [word.text for word in service.command] == ["run it"]
    assert [n.text for n in (*service.networks, *service.depends_on)] == ["monitoring", "short"]
    assert (file.networks, file.volumes) == (("monitoring",), ("data",))


def test_what_has_the_wrong_shape_is_a_finding() -> None:
    _, collected = lift("services:\n  a: image\n  b: {ports: 80, volumes: {x: y}}\n")

    assert [d.finding.message for d in collected.diagnostics] == [
        "a service is a mapping, not `image`",
        "`ports` is a list, not `80`",
        "`volumes` is a list, not a mapping",
    ]
