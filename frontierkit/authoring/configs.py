"""Configurations of the programs beside Prometheus and Grafana: probes, processes, or any other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from frontierkit.authoring.refuse import name_of, positive_seconds, refuse
from frontierkit.authoring.written import Written, here
from frontierkit.dataclass import dataclass

_PATH = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)+")
_TAKEN = ("prometheus", "grafana", "alertmanager", "targets")


@dataclass(frozen=True, slots=True, eq=False)
class ConfigFile:
    """A file of a release: `content` is a text, or data that is written as YAML."""

    path: str
    content: str | Mapping[str, object]
    written: Written


def config_file(path: str, content: str | Mapping[str, object]) -> ConfigFile:
    """Put a file into the release, at a path such as `loki/loki.yml`: a text, or data as YAML.

    Raises: SourceError, for a path that leads out of the release or belongs to Prometheus,
    Grafana or Alertmanager, which have declarations of their own.

    Example:
        >>> config_file("statsd/mapping.yml", {"mappings": []}).path
        'statsd/mapping.yml'
    """
    text = name_of(path, "the path of a configuration")
    folder = text.partition("/")[0]
    if not _PATH.fullmatch(text) or any(part in (".", "..") for part in text.split("/")):
        raise refuse(
            f"`{text}` cannot be a path in the release", "a folder and a file, as `loki/loki.yml`"
        )
    if folder in _TAKEN:
        raise refuse(f"`{folder}/` holds what is declared otherwise", "choose another folder")
    if not isinstance(content, str | Mapping):
        raise refuse(f"`{text}` is a text or a dictionary, not {content!r}")
    return ConfigFile(text, content, here())


def blackbox(
    *, timeout: str = "5s", modules: Mapping[str, Mapping[str, object]] | None = None
) -> ConfigFile:
    """Declare what the blackbox exporter can probe: `http_2xx`, `tcp_connect`, `icmp`, and more.

    `timeout` is a duration; `modules` are further ones, in the exporter's own words.

    Raises: SourceError, for what is no duration.

    Example:
        >>> sorted(blackbox().content["modules"])
        ['http_2xx', 'icmp', 'tcp_connect']
    """
    positive_seconds(timeout, "the timeout of probes")
    http = {"method": "GET", "preferred_ip_protocol": "ip4", "follow_redirects": True}
    known: dict[str, object] = {
        "http_2xx": {"prober": "http", "timeout": timeout, "http": http},
        "tcp_connect": {
            "prober": "tcp",
            "timeout": timeout,
            "tcp": {"preferred_ip_protocol": "ip4"},
        },
        "icmp": {
            "prober": "icmp",
            "timeout": timeout,
            "icmp": {"preferred_ip_protocol": "ip4"},
        },
    }
    return config_file("blackbox/blackbox.yml", {"modules": {**known, **(modules or {})}})


def processes(groups: Mapping[str, Sequence[str]]) -> ConfigFile:
    """Declare which processes the process exporter groups under a name, by their programs' names.

    Raises: SourceError, without a group.

    Example:
        >>> processes({"ollama": ["ollama"]}).content["process_names"]
        [{'name': 'ollama', 'comm': ['ollama']}]
    """
    if not groups:
        raise refuse("no group of processes is named", 'as `processes({"ollama": ["ollama"]})`')
    names = [
        {"name": name_of(name, "a group of processes"), "comm": list(programs)}
        for name, programs in groups.items()
    ]
    return config_file("process-exporter/config.yml", {"process_names": names})
