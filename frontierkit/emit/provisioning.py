"""What Grafana is provisioned with: datasources with fixed uids, a provider for each folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from frontierkit.emit.dashboards import directory
from frontierkit.emit.durations import duration
from frontierkit.model.datasource import Datasource
from frontierkit.model.project import Project
from frontierkit.output import OutputFile, as_yaml

ROOT = PurePosixPath("grafana/provisioning")
DASHBOARDS = "/etc/frontierkit/current/grafana/dashboards"
"""Where Grafana finds `grafana/dashboards`: `build/` is mounted at /etc/frontierkit."""

Plain = dict[str, object]


def provisioning_files(project: Project) -> Iterator[OutputFile]:
    """Yield the files of Grafana's provisioning."""
    if project.datasources:
        entries = [_datasource(each, project) for each in project.datasources]
        payload = {"apiVersion": 1, "prune": True, "datasources": entries}
        origin = str(project.datasources[0].place)
        yield OutputFile(ROOT / "datasources" / "datasources.yml", as_yaml(payload), origin)
    if project.compiled:
        folders = sorted({compiled.folder for compiled in project.compiled})
        payload = {"apiVersion": 1, "providers": [_provider(folder) for folder in folders]}
        origin = project.compiled[0].origin
        yield OutputFile(ROOT / "dashboards" / "dashboards.yml", as_yaml(payload), origin)


def _datasource(datasource: Datasource, project: Project) -> Plain:
    plain: Plain = {"name": datasource.name.text, "type": datasource.kind}
    if datasource.uid is not None:
        plain["uid"] = datasource.uid.text
    plain |= {"access": "proxy", "url": datasource.url.text if datasource.url else ""}
    plain |= {"isDefault": datasource.is_default, "editable": False}
    if datasource.kind == "prometheus":
        options: Plain = {"httpMethod": "POST", "manageAlerts": False}
        # The lower end of `$__rate_interval`: a window must hold a few scrapes.
        for config in project.prometheus[:1]:
            options["timeInterval"] = duration(config.scrape_interval_s)
        plain["jsonData"] = options
    return plain


def _provider(folder: str) -> Plain:
    name = directory(folder)
    return {
        "name": name,
        "folder": folder,
        "type": "file",
        # What is edited in Grafana would be lost; a directory that is being replaced is not empty.
        "allowUiUpdates": False,
        "disableDeletion": True,
        "updateIntervalSeconds": 30,
        "options": {"path": f"{DASHBOARDS}/{name}"},
    }
