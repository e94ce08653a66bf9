"""Each alert on the stack fires in one scenario and is quiet in another."""

from frontierkit.authoring import (
    AlertTest,
    Engine,
    alert_test,
    engines,
    fires,
    for_engine,
    per_engine,
    quiet,
    series,
)

_NODE = 'job="node", instance="node-exporter:9100", service="system"'
_NODE_LABELS = {"instance": "node-exporter:9100", "job": "node", "service": "system"}
_ROUTE = 'job="blackbox", instance="http://vllm:8000/health", engine="vllm"'
_ROUTE_LABELS = {"instance": "http://vllm:8000/health", "job": "blackbox", "engine": "vllm"}


@per_engine
def missing_tests(engine: Engine) -> list[AlertTest]:
    active = f'engine="{engine.name}", expected_job="{engine.job}", instance="prometheus:9090"'
    expected = f'up{{job="frontierkit-expected", {active}}}'
    up, replica = (
        f'up{{job="{engine.job}", engine="{engine.name}", instance="{host}:8000"}}'
        for host in ("one", "two")
    )
    labels = {"engine": engine.name, "job": engine.job}
    return [
        alert_test(
            f"{engine.name} is active and goes down",
            given=[series(expected, "1x30"), series(up, "1x5 0x25")],
            expect=[
                quiet("EngineMissing", at="10m"),
                fires("EngineMissing", labels, at="12m"),
            ],
        ),
        alert_test(
            f"{engine.name} is active, and Prometheus knows nothing of it",
            given=[series(expected, "1x30")],
            expect=[fires("EngineMissing", labels, at="8m")],
        ),
        alert_test(
            f"one of two replicas of {engine.name} is up",
            given=[
                series(expected, "1x30"),
                series(up, "0x30"),
                series(replica, "1x30"),
            ],
            expect=[quiet("EngineMissing", at="25m")],
        ),
        alert_test(
            f"{engine.name} is down and not active",
            given=[series(up, "0x30")],
            expect=[quiet("EngineMissing", at="25m"), quiet("TargetDown", at="25m")],
        ),
    ]


a_target_goes_down = alert_test(
    "node exporter goes down",
    given=[series(f"up{{{_NODE}}}", "1x5 0x25")],
    expect=[quiet("TargetDown", at="10m"), fires("TargetDown", _NODE_LABELS, at="12m")],
)
a_target_is_up = alert_test(
    "node exporter is up, and blackbox is not there to probe",
    given=[
        series(f"up{{{_NODE}}}", "1x30"),
        series(f"up{{{_ROUTE}}}", "0x30"),
    ],
    expect=[quiet("TargetDown", at="25m")],
)

a_health_route_fails = alert_test(
    "the health route of an engine fails for a while",
    given=[series(f"probe_success{{{_ROUTE}}}", "1x5 0x10 1x10")],
    expect=[
        quiet("ProbeFailing", at="6m"),
        fires("ProbeFailing", _ROUTE_LABELS, at="10m"),
        quiet("ProbeFailing", at="20m"),
    ],
)

_SERVER = 'job="mcp-servers", instance="mcp-memory:9091", service="mcp"'
_SERVER_LABELS = {"instance": "mcp-memory:9091", "job": "mcp-servers", "service": "mcp"}

an_mcp_server_goes_down = alert_test(
    "an MCP server refuses connections for a while",
    given=[series(f"probe_success{{{_SERVER}}}", "1x5 0x5 1x10")],
    expect=[
        quiet("MCPServerDown", at="5m"),
        fires("MCPServerDown", _SERVER_LABELS, at="8m"),
        quiet("MCPServerDown", at="15m"),
    ],
)

_SMI = 'job="nvidia_gpu", instance="nvidia-gpu-exporter:9835", service="gpu", uuid="GPU-1"'
_SMI_LABELS = {
    "instance": "nvidia-gpu-exporter:9835",
    "job": "nvidia_gpu",
    "service": "gpu",
    "uuid": "GPU-1",
    "exporter": "nvidia-smi",
}
_DCGM = 'job="dcgm", instance="dcgm-exporter:9400", service="gpu", gpu="0"'
_DCGM_LABELS = {
    "instance": "dcgm-exporter:9400",
    "job": "dcgm",
    "service": "gpu",
    "gpu": "0",
    "exporter": "dcgm",
}

a_gpu_fills = alert_test(
    "a GPU of 24 GiB fills, says nvidia-smi",
    given=[
        series(f"nvidia_smi_memory_used_bytes{{{_SMI}}}", "20e9x5 24e9x15"),
        series(f"nvidia_smi_memory_total_bytes{{{_SMI}}}", "25e9x20"),
    ],
    expect=[
        quiet("HighGPUMemoryUsage", at="5m"),
        fires("HighGPUMemoryUsage", _SMI_LABELS, at="15m"),
    ],
)
a_gpu_fills_by_dcgm = alert_test(
    "a GPU of 24 GiB fills, says DCGM",
    given=[
        series(f"DCGM_FI_DEV_FB_USED{{{_DCGM}}}", "20000x5 23500x15"),
        series(f"DCGM_FI_DEV_FB_FREE{{{_DCGM}}}", "4000x5 500x15"),
        series(f"DCGM_FI_DEV_FB_RESERVED{{{_DCGM}}}", "576x20"),
    ],
    expect=[
        quiet("HighGPUMemoryUsage", at="5m"),
        fires("HighGPUMemoryUsage", _DCGM_LABELS, at="15m"),
    ],
)


@for_engine(engines.vllm)
def a_gpu_is_taken_at_the_start(vllm: Engine) -> AlertTest:
    return alert_test(
        "vLLM runs on a GPU that is full",
        given=[
            series(f'up{{job="{vllm.job}", engine="{vllm.name}", instance="vllm:8000"}}', "1x20"),
            series(f"nvidia_smi_memory_used_bytes{{{_SMI}}}", "24e9x20"),
            series(f"nvidia_smi_memory_total_bytes{{{_SMI}}}", "25e9x20"),
        ],
        expect=[quiet("HighGPUMemoryUsage", at="15m")],
    )


a_host_runs_out_of_memory = alert_test(
    "19 of 20 GB are in use",
    given=[
        series(f"node_memory_MemAvailable_bytes{{{_NODE}}}", "4e9x5 1e9x20"),
        series(f"node_memory_MemTotal_bytes{{{_NODE}}}", "20e9x25"),
    ],
    expect=[
        quiet("HostHighMemoryUsage", at="14m"),
        fires("HostHighMemoryUsage", _NODE_LABELS, at="20m"),
    ],
)
a_host_has_memory = alert_test(
    "17 of 20 GB are in use",
    given=[
        series(f"node_memory_MemAvailable_bytes{{{_NODE}}}", "3e9x25"),
        series(f"node_memory_MemTotal_bytes{{{_NODE}}}", "20e9x25"),
    ],
    expect=[quiet("HostHighMemoryUsage", at="20m")],
)
