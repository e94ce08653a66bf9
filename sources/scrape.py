"""What Prometheus scrapes beside the engines, how often, and where alerts go."""

from collections.abc import Sequence

from frontierkit.authoring import Relabel, prometheus, relabel, scrape_job

# 15 s and 10 s are those of the seeds, and fit each other: Prometheus refuses a timeout that is
# longer than the interval.
server = prometheus(
    scrape_interval="15s",
    scrape_timeout="10s",
    evaluation_interval="15s",
    external_labels={"monitor": "frontier-llm", "environment": "production"},
    alertmanagers=["alertmanager:9093"],
)

prometheus_itself = scrape_job("prometheus", "localhost:9090", exporter="prometheus")
alertmanager = scrape_job("alertmanager", "alertmanager:9093", exporter="alertmanager")
grafana = scrape_job("grafana", "grafana:3000", exporter="grafana")
node = scrape_job(
    "node", "node-exporter:9100", exporter="node_exporter_linux", labels={"service": "system"}
)


# What follows is optional: a service that is not running has no name in the network, so it has no
# target either, and nothing is down. `instance` would be an address that changes; it is the name.


def _in_dns(service: str, port: int) -> dict[str, object]:
    """Return the discovery of a service that may be absent."""
    wanted = {"names": [service], "type": "A", "port": port, "refresh_interval": "15s"}
    return {"dns_sd_configs": [wanted]}


def _labels(instance: str, service: str) -> Sequence[Relabel]:
    """Return the steps that label what a discovery finds."""
    return [
        relabel(target="instance", replacement=instance),
        relabel(target="service", replacement=service),
    ]


# The seed labels this job `gpu: nvidia`. The exporter has a label `gpu`, the number of the GPU,
# which would become `exported_gpu`: not kept.
dcgm = scrape_job(
    "dcgm",
    exporter="dcgm_exporter",
    options=_in_dns("dcgm-exporter", 9400),
    relabel=_labels("dcgm-exporter:9400", "gpu"),
)
nvidia_gpu = scrape_job(
    "nvidia_gpu",
    exporter="nvidia_gpu_exporter",
    options=_in_dns("nvidia-gpu-exporter", 9835),
    relabel=_labels("nvidia-gpu-exporter:9835", "gpu"),
)
process = scrape_job(
    "process",
    exporter="process_exporter",
    options=_in_dns("process-exporter", 9256),
    relabel=_labels("process-exporter:9256", "process"),
)
redis = scrape_job(
    "redis",
    exporter="redis_exporter",
    options=_in_dns("redis-exporter", 9121),
    relabel=_labels("redis-exporter:9121", "cache"),
)
blackbox_itself = scrape_job(
    "blackbox_exporter",
    exporter="blackbox_exporter",
    options=_in_dns("blackbox-exporter", 9115),
    relabel=_labels("blackbox-exporter:9115", "probes"),
)


# Blackbox is asked to ask others: the address becomes a parameter, and `instance` what is probed.
_BY_BLACKBOX = [
    relabel(source="__param_target", target="instance"),
    relabel(target="__address__", replacement="blackbox-exporter:9115"),
]

# The engines that are active, each by the health route that its target names. The seed probed
# localhost, which inside of a container is the container, and `/ready`, which mistral.rs has not.
probes = scrape_job(
    "blackbox",
    exporter="blackbox_exporter",
    path="/probe",
    params={"module": "http_2xx"},
    options={"file_sd_configs": [{"files": ["../../targets/*.json"]}]},
    relabel=[
        relabel(
            source=["__address__", "__probe__"],
            separator="",
            target="__param_target",
            replacement="http://$1",
        ),
        *_BY_BLACKBOX,
    ],
)

# MCP servers expose no metrics, so what is left of the seed's job is whether they answer. Two of
# its five ports belong to others (9093 to Alertmanager); who has such servers writes their
# addresses into `build/targets/probes/mcp.json`.
mcp_servers = scrape_job(
    "mcp-servers",
    exporter="blackbox_exporter",
    path="/probe",
    interval="15s",
    params={"module": "tcp_connect"},
    options={"file_sd_configs": [{"files": ["../../targets/probes/mcp*.json"]}]},
    relabel=[
        relabel(source="__address__", target="__param_target"),
        *_BY_BLACKBOX,
        relabel(target="service", replacement="mcp"),
    ],
)
