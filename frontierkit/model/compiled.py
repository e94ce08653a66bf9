"""What was compiled from sources, with the payload that is written out."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.dataclass import dataclass
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.location import Place


@dataclass(frozen=True, slots=True, eq=False)
class CompiledDashboard:
    """A dashboard as it is judged, and as Grafana will load it.

    `folder` is the title of its folder in Grafana, empty for none; `origin` is `file:line`.
    """

    dashboard: Dashboard
    payload: Mapping[str, object]
    uid: str
    folder: str
    origin: str


@dataclass(frozen=True, slots=True, eq=False)
class CompiledConfig:
    """A configuration of another program: `content` is a text, or data that is written as YAML."""

    path: str
    content: str | Mapping[str, object]
    place: Place
