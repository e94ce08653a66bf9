"""Each alert on GPUs fires in one scenario and is quiet in another."""

from frontierkit.authoring import alert_test, fires, quiet, series

_DCGM = 'job="dcgm", instance="dcgm-exporter:9400", service="gpu", gpu="0"'
_DCGM_LABELS = {
    "job": "dcgm",
    "instance": "dcgm-exporter:9400",
    "service": "gpu",
    "gpu": "0",
    "exporter": "dcgm",
}
_SMI = 'job="nvidia_gpu", instance="nvidia-gpu-exporter:9835", service="gpu", uuid="GPU-1"'
_SMI_LABELS = {
    "job": "nvidia_gpu",
    "instance": "nvidia-gpu-exporter:9835",
    "service": "gpu",
    "uuid": "GPU-1",
    "exporter": "nvidia-smi",
}

the_driver_reports_an_error = alert_test(
    "DCGM tells of XID 79, which it keeps telling of",
    given=[series(f"DCGM_FI_DEV_XID_ERRORS{{{_DCGM}}}", "0x10 79x90")],
    expect=[
        quiet("GpuXidError", at="9m"),
        fires("GpuXidError", _DCGM_LABELS, at="20m"),
        quiet("GpuXidError", at="90m"),
    ],
)
a_program_made_an_error = alert_test(
    "DCGM tells of XID 31, which is the fault of a program",
    given=[series(f"DCGM_FI_DEV_XID_ERRORS{{{_DCGM}}}", "0x10 31x20")],
    expect=[quiet("GpuXidError", at="20m")],
)
nvidia_smi_reports_errors = alert_test(
    "nvidia-smi tells of XID 79 at 10 minutes, and of XID 13",
    given=[
        series(f'nvidia_smi_xid_last_timestamp_seconds{{{_SMI}, xid="79"}}', "_x10 600x90"),
        series(f'nvidia_smi_xid_last_timestamp_seconds{{{_SMI}, xid="13"}}', "_x10 600x90"),
    ],
    expect=[
        fires("GpuXidError", {**_SMI_LABELS, "xid": "79"}, at="20m"),
        quiet("GpuXidError", at="80m"),
    ],
)
memory_cannot_be_remapped = alert_test(
    "the memory of a GPU has no spare rows left",
    given=[
        series(f"DCGM_FI_DEV_ROW_REMAP_FAILURE{{{_DCGM}}}", "0x10 1x10"),
        series(f"nvidia_smi_remapped_rows_failure{{{_SMI}}}", "0x20"),
    ],
    expect=[
        quiet("GpuMemoryFailing", at="9m"),
        fires("GpuMemoryFailing", _DCGM_LABELS, at="15m"),
    ],
)
memory_cannot_be_remapped_by_nvidia_smi = alert_test(
    "the memory of a GPU has no spare rows left, says nvidia-smi",
    given=[series(f"nvidia_smi_remapped_rows_failure{{{_SMI}}}", "1x20")],
    expect=[fires("GpuMemoryFailing", _SMI_LABELS, at="15m")],
)
a_gpu_slows_down = alert_test(
    "a GPU is too hot for a while",
    given=[
        series(f"nvidia_smi_clocks_event_reasons_hw_slowdown{{{_SMI}}}", "0x40"),
        series(f"nvidia_smi_clocks_event_reasons_sw_thermal_slowdown{{{_SMI}}}", "0x5 1x20 0x15"),
    ],
    expect=[
        quiet("GpuThrottled", at="12m"),
        fires("GpuThrottled", _SMI_LABELS, at="20m"),
        quiet("GpuThrottled", at="35m"),
    ],
)
a_gpu_is_hot = alert_test(
    "a GPU has 80 °C, then 90",
    given=[series(f"DCGM_FI_DEV_GPU_TEMP{{{_DCGM}}}", "80x15 90x20")],
    expect=[quiet("GpuHot", at="14m"), fires("GpuHot", _DCGM_LABELS, at="30m")],
)
