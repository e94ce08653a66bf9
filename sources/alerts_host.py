"""Alerts on the machine: disks that hold models, metrics and logs, and memory that ran out."""

from _runbooks import runbook

from frontierkit.authoring import alert, rule_group

_DISKS = 'fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|erofs|fuse.*"'
_AVAILABLE = f"node_filesystem_avail_bytes{{{_DISKS}}}"
_SHARE = f"{_AVAILABLE} / (node_filesystem_size_bytes{{{_DISKS}}} > 0)"
_WRITABLE = f"node_filesystem_readonly{{{_DISKS}}} == 0"

disks = rule_group(
    "disks",
    # Volumes of containers lie on one of the disks of the host, models and metrics alike.
    alert(
        "DiskAlmostFull",
        f"{_SHARE} < 0.1\nand {_WRITABLE}",
        for_="10m",
        severity="critical",
        labels={"component": "resource"},
        summary="{{ $labels.mountpoint }} is almost full",
        description="{{ $value | humanizePercentage }} of it are free.",
        runbook_url=runbook("DiskAlmostFull"),
    ),
    alert(
        "DiskFillsUp",
        f"predict_linear({_AVAILABLE}[6h], 86400) < 0\nand {_SHARE} < 0.4\nand {_WRITABLE}",
        for_="1h",
        severity="warning",
        labels={"component": "resource"},
        summary="{{ $labels.mountpoint }} fills up within a day",
        description="So it does if it goes on as in the last six hours.",
        runbook_url=runbook("DiskFillsUp"),
    ),
    interval="1m",
)
memory = rule_group(
    "memory",
    alert(
        "HostOomKill",
        "increase(node_vmstat_oom_kill[15m]) > 0",
        severity="warning",
        labels={"component": "resource"},
        summary="The kernel has killed a process",
        description="{{ $labels.instance }} had no memory left.",
        runbook_url=runbook("HostOomKill"),
    ),
    interval="30s",
)
