"""What Prometheus scrapes beside the engines, how often, and where alerts go.

All of it is optional: the targets of a job stand beside the release, and only while what it scrapes
runs. So one release serves a stack in containers and one without, with and without GPU exporters,
and what does not run is not down.
"""

from frontierkit.authoring import Target, prometheus, relabel, scrape_job, target

prometheus_itself = scrape_job(
    "prometheus", "prometheus:9090", exporter="prometheus", optional=True
)
alertmanager = scrape_job(
    "alertmanager", "alertmanager:9093", exporter="alertmanager", optional=True
)
grafana = scrape_job("grafana", "grafana:3000", exporter="grafana", optional=True)
node = scrape_job(
    "node",
    "node-exporter:9100",
    exporter="node_exporter_linux",
    labels={"service": "system"},
    optional=True,
)

# 15 s and 10 s are those of the seeds, and fit each other: Prometheus refuses a timeout that is
# longer than the interval.
server = prometheus(
    scrape_interval="15s",
    scrape_timeout="10s",
    evaluation_interval="15s",
    external_labels={"monitor": "frontier-llm", "environment": "production"},
    alertmanagers=alertmanager,
)

# The seed labels this job `gpu: nvidia`. The exporter has a label `gpu`, the number of the GPU,
# which would become `exported_gpu`: not kept.
dcgm = scrape_job(
    "dcgm",
    "dcgm-exporter:9400",
    exporter="dcgm_exporter",
    labels={"service": "gpu"},
    optional=True,
)
nvidia_gpu = scrape_job(
    "nvidia_gpu",
    "nvidia-gpu-exporter:9835",
    exporter="nvidia_gpu_exporter",
    labels={"service": "gpu"},
    optional=True,
)
process = scrape_job(
    "process",
    "process-exporter:9256",
    exporter="process_exporter",
    labels={"service": "process"},
    optional=True,
)
redis = scrape_job(
    "redis",
    "redis-exporter:9121",
    exporter="redis_exporter",
    labels={"service": "cache"},
    optional=True,
)
blackbox_itself = scrape_job(
    "blackbox_exporter",
    "blackbox-exporter:9115",
    exporter="blackbox_exporter",
    labels={"service": "probes"},
    optional=True,
)


# Blackbox is asked to ask others: the address becomes a parameter, and `instance` what is probed.
_BY_BLACKBOX = [
    relabel(source="__address__", target="__param_target"),
    relabel(source="__param_target", target="instance"),
    relabel(target="__address__", replacement="blackbox-exporter:9115"),
]


def _probe(engine: str, probe: str, url: str) -> Target:
    """Return a health route of an engine; it is asked only while that engine is active."""
    labels = {"engine": engine, "engine_type": "inference", "probe": probe}
    return target(url, labels=labels)


# The seed probed localhost, which inside of a container is the container, and `/ready`, which
# mistral.rs has not. Alive: it answers. Ready: it has a model to answer with. llama.cpp says both
# by one route, which is 503 while it loads; mistral.rs listens only once its model is loaded.
probes = scrape_job(
    "blackbox",
    _probe("ollama", "liveness", "http://ollama-metrics:8080/api/version"),
    _probe("ollama", "readiness", "http://ollama-metrics:8080/api/tags"),
    _probe("mistralrs", "liveness", "http://mistralrs:1234/health"),
    _probe("mistral_proxy", "liveness", "http://mistral-ollama-proxy:11434/api/version"),
    _probe("vllm", "liveness", "http://vllm:8000/health"),
    _probe("vllm", "readiness", "http://vllm:8000/v1/models"),
    _probe("llamacpp", "readiness", "http://llamacpp:8080/health"),
    exporter="blackbox_exporter",
    path="/probe",
    params={"module": "http_2xx"},
    relabel=_BY_BLACKBOX,
    optional="blackbox-exporter",
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
    relabel=[*_BY_BLACKBOX, relabel(target="service", replacement="mcp")],
)
