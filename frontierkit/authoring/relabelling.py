"""Relabelling: what Prometheus does to labels on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from frontierkit.authoring.refuse import name_of, refuse
from frontierkit.authoring.written import Written, here
from frontierkit.dataclass import dataclass

RelabelAction = Literal[
    "replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep",
    "lowercase", "uppercase", "keepequal", "dropequal",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Relabel:
    """One step of relabelling, defaults filled in as Prometheus does."""

    action: str
    source_labels: tuple[str, ...]
    separator: str
    regex: str
    target_label: str
    replacement: str
    modulus: int
    written: Written


def relabel(
    action: RelabelAction = "replace",
    *,
    source: str | Sequence[str] = (),
    regex: str = "(.*)",
    target: str = "",
    replacement: str = "$1",
    separator: str = ";",
    modulus: int = 0,
) -> Relabel:
    """Change labels on the way in, as a step of `relabel_configs` does.

    The values of the labels `source`, joined by `separator`, are matched whole by `regex`; what
    then happens depends on `action`. The defaults are those of Prometheus.

    Raises: SourceError, for an action that Prometheus does not know, or one that lacks a target.

    Example:
        >>> relabel(source="model_name", target="model").action
        'replace'
    """
    if action not in get_args(RelabelAction):
        raise refuse(
            f"Prometheus has no relabelling action {action!r}",
            f"it has {', '.join(get_args(RelabelAction))}",
        )
    if action in ("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal"):
        name_of(target, f"the target of relabelling action `{action}`")
    sources = (source,) if isinstance(source, str) else tuple(source)
    for label in sources:
        name_of(label, "a source label")
    return Relabel(action, sources, separator, regex, target, replacement, modulus, here())
