"""Each alert on the machine fires in one scenario and is quiet in another."""

from frontierkit.authoring import Series, alert_test, fires, quiet, series

_NODE = 'job="node", instance="node-exporter:9100", service="system"'
_LABELS = {"job": "node", "instance": "node-exporter:9100", "service": "system"}
_ROOT = {**_LABELS, "device": "/dev/sda1", "mountpoint": "/", "fstype": "ext4"}


def _disk(free: str, fstype: str = "ext4") -> list[Series]:
    labels = f'{{{_NODE}, device="/dev/sda1", mountpoint="/", fstype="{fstype}"}}'
    return [
        series(f"node_filesystem_avail_bytes{labels}", free),
        series(f"node_filesystem_size_bytes{labels}", "100e9x35"),
        series(f"node_filesystem_readonly{labels}", "0x35"),
    ]


a_disk_is_almost_full = alert_test(
    "15 of 100 GB are free, then 5",
    given=_disk("15e9x15 5e9x20"),
    expect=[quiet("DiskAlmostFull", at="14m"), fires("DiskAlmostFull", _ROOT, at="30m")],
)
an_image_is_always_full = alert_test(
    "an image that is mounted has nothing free",
    given=_disk("0x35", fstype="squashfs"),
    expect=[quiet("DiskAlmostFull", at="30m")],
)
the_kernel_kills = alert_test(
    "the kernel kills a process at ten minutes",
    given=[series(f"node_vmstat_oom_kill{{{_NODE}}}", "0x10 1x40")],
    expect=[
        quiet("HostOomKill", at="9m"),
        fires("HostOomKill", _LABELS, at="15m"),
        quiet("HostOomKill", at="40m"),
    ],
)
