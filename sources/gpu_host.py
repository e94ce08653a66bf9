"""GPUs, by DCGM or nvidia-smi, and the machine, by node exporter and process-exporter."""

from _links import to_all

from frontierkit.authoring import dashboard, gauge, query, row, stat, timeseries

_GPU = "GPU {{gpu}}"
_UUID = "GPU {{uuid}}"
_HOST = "{{instance}}"
_DISKS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|erofs|fuse.*"'
_USAGE = {None: "green", 0.7: "yellow", 0.9: "red"}
_IDLE = 'avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))'
_AVAILABLE = "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"

faults = row(
    "Is anything broken?",
    stat(
        "Last error of a GPU (XID)",
        query("DCGM_FI_DEV_XID_ERRORS", _GPU),
        description="0: none. DCGM keeps the last one for ever. `GpuXidError` pages for an hour, "
        "but for what programs do wrong (13, 31, 43, 45).",
        unit="none",
        thresholds={None: "green", 1: "red"},
    ),
    stat(
        "Memory of GPUs that is lost",
        query("DCGM_FI_DEV_ROW_REMAP_FAILURE", _GPU),
        query("nvidia_smi_remapped_rows_failure", _UUID),
        description="Rows for which there is no spare one. `GpuMemoryFailing` pages.",
        mappings={0: "none", 1: "defective"},
        thresholds={None: "green", 1: "red"},
    ),
    stat(
        "Processes that the kernel killed",
        query("increase(node_vmstat_oom_kill[1h])", _HOST),
        description="In an hour, for want of memory. `HostOomKill` warns.",
        unit="short",
        decimals=0,
        thresholds={None: "green", 1: "red"},
    ),
    stat(
        "Least room on a disk",
        query(
            f"min by (instance) (node_filesystem_avail_bytes{{{_DISKS}}} "
            f"/ node_filesystem_size_bytes{{{_DISKS}}})",
            _HOST,
        ),
        description="The share that is free. `DiskAlmostFull` pages below 10%.",
        unit="percentunit",
        thresholds={None: "red", 0.1: "yellow", 0.2: "green"},
    ),
)

gpus = row(
    "GPU",
    timeseries(
        "Utilisation",
        query("DCGM_FI_DEV_GPU_UTIL / 100", _GPU),
        query("nvidia_smi_utilization_gpu_ratio", _UUID),
        description="The share of the time in which anything runs: it says busy, not how busy.",
        unit="percentunit",
        min=0,
        max=1,
        width=8,
    ),
    timeseries(
        "Tensor cores and memory",
        query("DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", f"tensor {_GPU}"),
        query("DCGM_FI_PROF_DRAM_ACTIVE", f"memory {_GPU}"),
        description="Reading prompts keeps the tensor cores busy, writing answers the memory. By "
        "DCGM, on cards for data centres.",
        unit="percentunit",
        min=0,
        max=1,
        width=8,
    ),
    timeseries(
        "Memory in use",
        query(
            "DCGM_FI_DEV_FB_USED\n"
            "/ (DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE + DCGM_FI_DEV_FB_RESERVED)",
            _GPU,
        ),
        query("nvidia_smi_memory_used_bytes / nvidia_smi_memory_total_bytes", _UUID),
        description="`HighGPUMemoryUsage` warns above 90%, except while vLLM runs, which takes as "
        "much when it starts.",
        unit="percentunit",
        min=0,
        max=1,
        thresholds=_USAGE,
        width=8,
    ),
    timeseries(
        "Temperature",
        query("DCGM_FI_DEV_GPU_TEMP", _GPU),
        query("nvidia_smi_temperature_gpu", _UUID),
        description="`GpuHot` warns above 85 °C, by DCGM.",
        unit="celsius",
        min=0,
        thresholds={None: "green", 85: "red"},
        width=8,
    ),
    timeseries(
        "Power",
        query("DCGM_FI_DEV_POWER_USAGE", _GPU),
        query("nvidia_smi_power_draw_watts", _UUID),
        description="What the board draws.",
        unit="watt",
        min=0,
        width=8,
    ),
    timeseries(
        "Slowed down",
        query("nvidia_smi_clocks_event_reasons_hw_slowdown", f"hardware {_UUID}"),
        query("nvidia_smi_clocks_event_reasons_sw_thermal_slowdown", f"heat {_UUID}"),
        description="By nvidia-smi. `GpuThrottled` warns after ten minutes.",
        unit="short",
        min=0,
        max=1,
        thresholds={None: "green", 1: "red"},
        width=8,
    ),
)

host = row(
    "Host",
    gauge(
        "Processor",
        query(f"1 - {_IDLE}", _HOST),
        description="The share of all cores that is busy.",
        unit="percentunit",
        min=0,
        max=1,
        thresholds=_USAGE,
        height=8,
    ),
    gauge(
        "Memory",
        query(f"1 - {_AVAILABLE}", _HOST),
        description="What is not available to programs. `HostHighMemoryUsage` warns above 90%.",
        unit="percentunit",
        min=0,
        max=1,
        thresholds=_USAGE,
        height=8,
    ),
    timeseries(
        "Processor and memory",
        query(f"1 - {_IDLE}", f"processor {_HOST}"),
        query(f"1 - {_AVAILABLE}", f"memory {_HOST}"),
        description="On a Mac, a node exporter in a container sees the virtual machine of Docker.",
        unit="percentunit",
        min=0,
        max=1,
    ),
    timeseries(
        "Waiting for",
        query("rate(node_pressure_cpu_waiting_seconds_total[$__rate_interval])", "processor"),
        query("rate(node_pressure_memory_waiting_seconds_total[$__rate_interval])", "memory"),
        query("rate(node_pressure_io_waiting_seconds_total[$__rate_interval])", "disk"),
        description="The share of the time in which something had to wait: what is short.",
        unit="percentunit",
        min=0,
        width=8,
    ),
    timeseries(
        "Free on disks",
        query(f"node_filesystem_avail_bytes{{{_DISKS}}}", "{{mountpoint}}"),
        description="Models, metrics and logs lie there. `DiskFillsUp` warns a day ahead.",
        unit="bytes",
        min=0,
        width=8,
    ),
    timeseries(
        "Read and written",
        query("rate(node_disk_read_bytes_total[$__rate_interval])", "read {{device}}"),
        query("rate(node_disk_written_bytes_total[$__rate_interval])", "written {{device}}"),
        description="Loading a model reads all of it.",
        unit="Bps",
        min=0,
        width=8,
    ),
)

_GROUP = "{{groupname}}"
processes = row(
    "Processes of engines",
    timeseries(
        "Processor by engine",
        query(
            "sum by (groupname) (rate(namedprocess_namegroup_cpu_seconds_total[$__rate_interval]))",
            _GROUP,
        ),
        description="Cores that are busy for it; by process-exporter, where its profile is on.",
        unit="suffix: cores",
        min=0,
        width=8,
    ),
    timeseries(
        "Memory by engine",
        query('namedprocess_namegroup_memory_bytes{memtype="resident"}', _GROUP),
        description="Of the processes, without the GPU.",
        unit="bytes",
        min=0,
        width=8,
    ),
    timeseries(
        "Started",
        query("changes(namedprocess_namegroup_oldest_start_time_seconds[30m])", _GROUP),
        description="How often within half an hour. `EngineRestarts` pages above 2.",
        unit="short",
        min=0,
        thresholds={None: "green", 3: "red"},
        width=8,
    ),
)

gpu_and_host = dashboard(
    "GPU and host",
    faults,
    gpus,
    host,
    processes,
    uid="gpu-host",
    folder="LLM",
    tags=["llm", "resources"],
    links=to_all(),
    time="3h",
    description="What the engines run on: what is broken, what is short.",
)
