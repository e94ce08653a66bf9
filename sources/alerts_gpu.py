"""Alerts on GPUs that fail or slow down: by DCGM, or by nvidia-smi, whichever exporter runs.

What needs a list of counters of one's own (`DCGM_FI_DEV_THERMAL_VIOLATION`) is not asked for.
"""

from _runbooks import runbook

from frontierkit.authoring import Rule, alert, promql, rule_group

# What a program did wrong, and not the GPU: an illegal access, a stop from outside.
_OF_PROGRAMS = (13, 31, 43, 45)
_GPU = {"dcgm": "{{ $labels.gpu }}", "nvidia-smi": "{{ $labels.uuid }}"}


def _xid(exporter: str, expr: str, what: str) -> Rule:
    return alert(
        "GpuXidError",
        expr,
        severity="critical",
        labels={"component": "gpu", "exporter": exporter},
        summary=f"GPU {_GPU[exporter]} reports an error",
        description=f"The driver reported XID {what} within the last hour.",
        runbook_url=runbook("GpuXidError"),
    )


def _remapping(exporter: str, expr: str) -> Rule:
    return alert(
        "GpuMemoryFailing",
        expr,
        for_="1m",
        severity="critical",
        labels={"component": "gpu", "exporter": exporter},
        summary=f"The memory of GPU {_GPU[exporter]} is defective",
        description="Rows of its memory could not be remapped: there are no spare ones left.",
        runbook_url=runbook("GpuMemoryFailing"),
    )


failures = rule_group(
    "gpu failures",
    # DCGM keeps the last error for ever; it is news for an hour.
    _xid(
        "dcgm",
        promql(
            f"DCGM_FI_DEV_XID_ERRORS > 0 {' '.join(f'!= {xid}' for xid in _OF_PROGRAMS)}\n"
            "and changes(DCGM_FI_DEV_XID_ERRORS[1h]) > 0"
        ),
        "{{ $value }}",
    ),
    _xid(
        "nvidia-smi",
        promql(
            "time() - nvidia_smi_xid_last_timestamp_seconds"
            f'{{xid!~"{"|".join(str(xid) for xid in _OF_PROGRAMS)}"}} < 3600'
        ),
        "{{ $labels.xid }}",
    ),
    _remapping("dcgm", promql("DCGM_FI_DEV_ROW_REMAP_FAILURE > 0")),
    _remapping("nvidia-smi", promql("nvidia_smi_remapped_rows_failure > 0")),
    interval="30s",
)
slow = rule_group(
    "gpu slowdowns",
    alert(
        "GpuThrottled",
        "nvidia_smi_clocks_event_reasons_hw_slowdown == 1\n"
        "or nvidia_smi_clocks_event_reasons_sw_thermal_slowdown == 1",
        for_="10m",
        severity="warning",
        labels={"component": "gpu", "exporter": "nvidia-smi"},
        summary="GPU {{ $labels.uuid }} slows itself down",
        description="It is too hot, or its power supply asks for less.",
        runbook_url=runbook("GpuThrottled"),
    ),
    alert(
        "GpuHot",
        "DCGM_FI_DEV_GPU_TEMP > 85",
        for_="10m",
        severity="warning",
        labels={"component": "gpu", "exporter": "dcgm"},
        summary="GPU {{ $labels.gpu }} is hot",
        description="It has {{ $value }} °C; from some 85 °C on most slow down.",
        runbook_url=runbook("GpuHot"),
    ),
    interval="30s",
)
