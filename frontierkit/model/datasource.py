"""Datasources, as provisioning names them."""

from __future__ import annotations

from frontierkit.dataclass import dataclass
from frontierkit.model.location import Passage, Place


@dataclass(frozen=True, slots=True, eq=False)
class Datasource:
    """A provisioned datasource. `references` are the uids of other datasources that it names.

    `access` is `proxy` where Grafana itself asks it, `direct` where the browser does.
    """

    name: Passage
    uid: Passage | None
    kind: str
    url: Passage | None
    is_default: bool
    references: tuple[Passage, ...]
    place: Place
    access: str = "proxy"
