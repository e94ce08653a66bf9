"""Reads twins: a defect and its look-alike, which differ in one bucket, unit, label or operator.

A side is the expression of an alert, or a table:

    expr:      the expression
    records:   names and expressions of rules that come before it
    summary:   an annotation of the alert
    unit:      makes a panel of it, shown in this unit
    panel:     further settings of the panel
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
KINDS = ("ranges", "units", "types", "joins", "emptiness")
PROMETHEUS = {"type": "prometheus", "uid": "prometheus"}


@dataclass(frozen=True, slots=True)
class Side:
    """A defect, or what looks like it."""

    stem: str
    data: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The file that the side is written to."""
        return f"{self.stem}.{'json' if self.is_panel else 'yml'}"

    @property
    def is_panel(self) -> bool:
        return "unit" in self.data or "panel" in self.data

    @property
    def rules(self) -> list[dict[str, Any]]:
        """The recording rules and the alert, which is called like the file."""
        records = self.data.get("records", {}).items()
        alert: dict[str, Any] = {"alert": self.stem, "expr": self.data["expr"]}
        if "summary" in self.data:
            alert["annotations"] = {"summary": self.data["summary"]}
        return [*({"record": name, "expr": expr} for name, expr in records), alert]

    @property
    def text(self) -> str:
        """What the file holds."""
        if not self.is_panel:
            group = {"name": self.stem, "rules": self.rules}
            return yaml.safe_dump({"groups": [group]}, width=10_000, sort_keys=False)
        target = {"refId": "A", "datasource": PROMETHEUS, "expr": self.data["expr"]}
        panel = {
            "id": 1,
            "type": "timeseries",
            "title": "panel",
            "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8},
            "datasource": PROMETHEUS,
            "targets": [target],
            "fieldConfig": {"defaults": {"unit": self.data.get("unit", "none")}},
            **self.data.get("panel", {}),
        }
        board = {"uid": self.stem, "title": self.stem, "schemaVersion": 39, "panels": [panel]}
        return json.dumps(board, indent=1)


@dataclass(frozen=True, slots=True)
class Twin:
    """A defect that one check finds, and a look-alike of which nothing is to be said."""

    name: str
    check: str
    given: str
    defect: Side
    alike: Side


@dataclass(frozen=True, slots=True)
class Twins:
    """All twins of one kind; `inputs` are series in promtool's notation, by name."""

    kind: str
    twins: tuple[Twin, ...]
    inputs: Mapping[str, Mapping[str, str]]

    def sides(self) -> Iterator[Side]:
        """Yield every defect and every look-alike."""
        for twin in self.twins:
            yield from (twin.defect, twin.alike)


def read(kind: str) -> Twins:
    """Return the twins of one kind."""
    data = yaml.safe_load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"))
    twins = tuple(_twin(kind, n, entry, data["check"]) for n, entry in enumerate(data["twins"], 1))
    return Twins(kind, twins, data.get("inputs", {}))


def _twin(kind: str, number: int, entry: Mapping[str, Any], check: str) -> Twin:
    stem = f"{kind}{number}"
    return Twin(
        entry["name"],
        entry.get("check", check),
        entry.get("given", ""),
        Side(f"{stem}defect", _data(entry["defect"])),
        Side(f"{stem}alike", _data(entry["alike"])),
    )


def _data(side: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return {"expr": side} if isinstance(side, str) else side
