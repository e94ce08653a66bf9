"""Alerts on the stack around the engines: what should run and does not, GPUs, the host."""

from _runbooks import runbook

from frontierkit.authoring import (
    Engine,
    Rule,
    RuleGroup,
    alert,
    engine_missing,
    engines,
    for_engine,
    record,
    rule_group,
)

targets = rule_group(
    "targets",
    # Beside the seeds: an engine that is active, and down or unknown to Prometheus. What should be
    # there are targets tell that come and go with the engine.
    engine_missing(runbook_url=runbook("EngineMissing")),
    alert(
        "TargetDown",
        # Engines have `EngineMissing`; of what blackbox probes, `up` tells of blackbox only.
        'up{engine="", job!="mcp-servers"} == 0',
        for_="5m",
        severity="warning",
        labels={"component": "monitoring"},
        summary="{{ $labels.job }} does not answer",
        description="Prometheus cannot scrape {{ $labels.instance }}.",
        runbook_url=runbook("TargetDown"),
    ),
    alert(
        "ProbeFailing",
        'probe_success{job="blackbox"} == 0',
        for_="2m",
        severity="critical",
        labels={"component": "availability"},
        summary="{{ $labels.engine }} does not answer a health check",
        description="{{ $labels.instance }} does not answer with 2xx, and the engine is active.",
        runbook_url=runbook("ProbeFailing"),
    ),
    alert(
        "MCPServerDown",
        # Rebound from `up{job="mcp-servers"}`: MCP servers expose no metrics, so their `up` would
        # be 0 for ever. Blackbox connects to them instead.
        'probe_success{job="mcp-servers"} == 0',
        for_="1m",
        severity="critical",
        labels={"component": "mcp"},
        summary="MCP server {{ $labels.instance }} is down",
        description="It has not accepted a connection for more than a minute.",
        runbook_url=runbook("MCPServerDown"),
    ),
    interval="30s",
)


def _gpu_memory(exporter: str, used: str, of: str, gpu: str) -> Rule:
    # Repaired: the annotation named `$labels.gpu`, which nvidia_gpu_exporter has not; its label is
    # `uuid`, and `gpu` is that of DCGM.
    return alert(
        "HighGPUMemoryUsage",
        f"{used}\n/ ({of}) > 0.9\nunless on () gpu:preallocated",
        for_="5m",
        severity="warning",
        labels={"component": "gpu", "exporter": exporter},
        summary="GPU memory usage exceeds 90%",
        description=f"{{{{ $value | humanizePercentage }}}} of the memory of GPU {gpu} are used.",
        runbook_url=runbook("HighGPUMemoryUsage"),
    )


gpus = rule_group(
    "gpus",
    _gpu_memory(
        "nvidia-smi",
        "nvidia_smi_memory_used_bytes",
        "nvidia_smi_memory_total_bytes",
        "{{ $labels.uuid }}",
    ),
    _gpu_memory(
        "dcgm",
        "DCGM_FI_DEV_FB_USED",
        "DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE + DCGM_FI_DEV_FB_RESERVED",
        "{{ $labels.gpu }}",
    ),
    interval="30s",
)


@for_engine(engines.vllm)
def preallocation(vllm: Engine) -> RuleGroup:
    # vLLM takes nine tenths of the GPU when it starts: while it runs, a full GPU says nothing.
    taken = record("gpu:preallocated", f'max(up{{job="{vllm.job}"}} == 1)')
    return rule_group("gpus taken at the start", taken, interval="30s")


host = rule_group(
    "host",
    # The seeds' warning before resources are exhausted, at the red of their gauge.
    alert(
        "HostHighMemoryUsage",
        "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 0.9",
        for_="10m",
        severity="warning",
        labels={"component": "resource"},
        summary="{{ $labels.instance }} runs out of memory",
        description="{{ $value | humanizePercentage }} of its memory are in use.",
        runbook_url=runbook("HostHighMemoryUsage"),
    ),
    interval="30s",
)
