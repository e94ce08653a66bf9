"""Each alert on what happens within hours and days; a value every quarter of an hour."""

from frontierkit.authoring import Series, alert_test, fires, quiet, series

_NODE = {"job": "node", "instance": "node-exporter:9100", "service": "system"}
_ROOT = {**_NODE, "device": "/dev/sda1", "mountpoint": "/", "fstype": "ext4"}
_MARK = {**_NODE, "file": "/etc/frontierkit/textfile/backup.prom"}


def _selector(labels: dict[str, str]) -> str:
    return "{" + ", ".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


def _disk(free: str) -> list[Series]:
    labels = _selector(_ROOT)
    return [
        series(f"node_filesystem_avail_bytes{labels}", free),
        series(f"node_filesystem_size_bytes{labels}", "100000000000x40"),
        series(f"node_filesystem_readonly{labels}", "0x40"),
    ]


a_disk_fills_up = alert_test(
    "a disk loses 2 GB an hour, and 35 are left",
    given=_disk("35000000000-500000000x40"),
    expect=[quiet("DiskFillsUp", at="30m"), fires("DiskFillsUp", _ROOT, at="5h")],
    interval="15m",
)
a_disk_fills_slowly = alert_test(
    "a disk loses 0.2 GB an hour, and 35 are left",
    given=_disk("35000000000-50000000x40"),
    expect=[quiet("DiskFillsUp", at="5h")],
    interval="15m",
)
a_backup_grows_old = alert_test(
    "for a week there is no other backup than the first, and then one",
    given=[series(f"node_textfile_mtime_seconds{_selector(_MARK)}", "0x680 612000x20")],
    expect=[
        quiet("BackupOld", at="168h"),
        fires("BackupOld", _MARK, at="170h"),
        quiet("BackupOld", at="173h"),
    ],
    interval="15m",
)
