"""What Prometheus scrapes beside the engines, how often, and where alerts go.

An optional job is scraped while its service runs, where it runs: its targets stand beside the
release. So one release serves containers and a machine without them, and what is off is not down.
"""

from frontierkit.authoring import Target, prometheus, relabel, scrape_job, target

alertmanager = scrape_job(
    "alertmanager", "alertmanager:9093", exporter="alertmanager", optional=True
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

prometheus_itself = scrape_job(
    "prometheus", "prometheus:9090", exporter="prometheus", optional=True
)
grafana = scrape_job("grafana", "grafana:3000", exporter="grafana", optional=True)
node = scrape_job(
    "node",
    "node-exporter:9100",
    exporter="node_exporter_linux",
    labels={"service": "system"},
    optional=True,
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
loki = scrape_job("loki", "loki:3100", exporter="loki", labels={"service": "logs"}, optional=True)
# Of Alloy nothing is asked but whether it is up.
alloy = scrape_job("alloy", "alloy:12345", labels={"service": "logs"}, optional=True)
blackbox_itself = scrape_job(
    "blackbox_exporter", "blackbox-exporter:9115", exporter="blackbox_exporter", optional=True
)

# Blackbox is asked to ask others: the address becomes a parameter, and `instance` what is probed.
_BY_BLACKBOX = [
    relabel(source="__address__", target="__param_target"),
    relabel(source="__param_target", target="instance"),
    relabel(target="__address__", replacement="blackbox-exporter:9115"),
]


def _probe(engine: str, probe: str, url: str) -> Target:
    """Return a health route; it is asked while blackbox runs and that engine is active."""
    return target(url, labels={"engine": engine, "probe": probe})


# The seed probed localhost, which inside of a container is the container itself, and `/ready`,
# which mistral.rs has not. Alive: it answers; ready: it has models to answer with. llama.cpp says
# both by one route, which is 503 while it loads.
probes = scrape_job(
    "blackbox",
    _probe("ollama", "liveness", "http://ollama-metrics:8080/api/version"),
    _probe("ollama", "readiness", "http://ollama-metrics:8080/api/tags"),
    _probe("mistralrs", "liveness", "http://mistralrs:1234/health"),
    _probe("mistralrs", "readiness", "http://mistralrs:1234/v1/models"),
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

# MCP servers expose no metrics, so what is left of the seed's job is whether they answer. Each is
# a container of its own here: on the seed's localhost, 9093 was Alertmanager's port as well.
mcp_servers = scrape_job(
    "mcp-servers",
    "mcp-memory:9091",
    "mcp-filesystem:9092",
    "mcp-sequential-thinking:9093",
    "mcp-github:9094",
    "mcp-fetch:9095",
    exporter="blackbox_exporter",
    path="/probe",
    interval="15s",
    labels={"service": "mcp"},
    params={"module": "tcp_connect"},
    relabel=_BY_BLACKBOX,
    optional=True,
)
