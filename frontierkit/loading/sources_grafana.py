"""Completes a dashboard as the SDK leaves it: ids, places on the grid, datasources, variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from frontierkit.authoring.engine import Engine
from frontierkit.authoring.variables import engine_variable
from frontierkit.authoring.written import Text
from frontierkit.dataclass import dataclass
from frontierkit.loading.declarations import Declaration, Refused

Plain = dict[str, Any]

DATASOURCE = {"type": "prometheus", "uid": "${datasource}"}
WIDTH = 24
SCHEMA_VERSION = 41
"""That of Grafana 11.6, the oldest that is emitted for; newer ones raise it when they load it."""

_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_USES_ENGINE = re.compile(r"\$(?:engine\b|\{engine\b)|\[\[engine\b")


@dataclass(frozen=True, slots=True)
class Completion:
    """What a dashboard is completed with."""

    datasource_uid: str
    engines: tuple[Engine, ...]

    def complete(self, data: Plain, declaration: Declaration) -> Plain:
        """Return the dashboard ready for Grafana; `Refused` for what no default can mend."""
        data = {**data, "schemaVersion": SCHEMA_VERSION, "id": None}
        data.pop("version", None)
        data["uid"] = _uid(data.get("uid"), declaration)
        if not str(data.get("title") or "").strip():
            raise _refused(
                declaration,
                f"dashboard `{declaration.name}` has no title",
                'give it one: `dashboard("Title", …)`, or `Dashboard("Title")` of the SDK',
            )
        panels = [self._panel(panel, declaration) for panel in data.get("panels") or []]
        lay_out(panels)
        _number(panels, declaration)
        data["panels"] = panels
        data["templating"] = {"list": self._variables(data)}
        annotations = (data.get("annotations") or {}).get("list") or []
        data["annotations"] = {"list": [_with_datasource(a) for a in annotations]}
        return data

    def _panel(self, panel: Plain, declaration: Declaration) -> Plain:
        panel = dict(panel)
        if panel.get("type") == "row":
            panel["panels"] = [self._panel(p, declaration) for p in panel.get("panels") or []]
            panel.pop("id", None)
            return panel
        targets = [dict(target) for target in panel.get("targets") or []]
        for target in targets:
            if "expr" in target and not target["expr"].strip():
                raise _refused(
                    declaration,
                    f"a query of panel `{panel.get('title', '')}` has no expression",
                    "give it one: `query(…)`, or `.expr(…)` of the SDK",
                )
        return self._answered(panel, targets)

    def _answered(self, panel: Plain, targets: list[Plain]) -> Plain:
        """Return the panel with the queries that can be answered, and a word on the others."""
        there = [target for target in targets if not self._nobody(target)]
        notes = list(dict.fromkeys(note for target in targets for note in self._notes(target)))
        if targets and not there:
            return _instead_of(panel, notes)
        if notes:
            before = [panel["description"]] if panel.get("description") else []
            panel["description"] = _like(panel.get("title"), "\n\n".join([*before, *notes]))
        if there:
            panel["targets"] = _numbered(there)
            panel.setdefault("datasource", DATASOURCE)
        return panel

    def _nobody(self, target: Plain) -> bool:
        """Whether no engine can answer."""
        expr = target.get("expr")
        if not isinstance(expr, Text) or expr.signal is None:
            return False
        if expr.missing is not None:
            return True
        return bool(self.engines) and not any(e.exports(expr.signal) for e in self.engines)

    def _notes(self, target: Plain) -> Iterator[str]:
        """Yield what is to be said of the engines that cannot answer."""
        expr = target.get("expr")
        if not isinstance(expr, Text) or expr.signal is None:
            return
        if expr.missing is not None:
            yield _sentence(expr.missing)
        elif '{engine=~"$engine"}' in expr:
            for engine in self.engines:
                if not engine.exports(expr.signal):
                    yield _sentence(f"not exported by {engine.title}: {engine.reason(expr.signal)}")

    def _variables(self, data: Plain) -> list[Plain]:
        given = [_with_datasource(v) for v in (data.get("templating") or {}).get("list") or []]
        names = {str(variable.get("name")) for variable in given}
        added: list[Plain] = []
        if not any(variable.get("type") == "datasource" for variable in given):
            added.append(self._datasource_variable())
        if "engine" not in names and _uses_engine(data):
            engine = engine_variable().build().to_json()
            added.append(_with_datasource(_json(engine)))
        return [_complete_variable(variable) for variable in (*added, *given)]

    def _datasource_variable(self) -> Plain:
        current = {"selected": True, "text": "Prometheus", "value": self.datasource_uid}
        return {
            "name": "datasource",
            "label": "Datasource",
            "type": "datasource",
            "query": "prometheus",
            "current": current,
            "hide": 0,
            "includeAll": False,
            "multi": False,
            "refresh": 1,
            "regex": "",
            "skipUrlSync": False,
        }


def lay_out(panels: list[Plain]) -> None:
    """Give each panel a place on the grid, in reading order; keep the places that are possible."""
    placed = [panel.get("gridPos") or {} for panel in panels]
    if any(p.get("x") or p.get("y") for p in placed) and _possible(placed):
        return
    x = y = tallest = 0
    for panel in panels:
        wanted = panel.get("gridPos") or {}
        if panel.get("type") == "row":
            y, x, tallest = y + tallest, 0, 0
            panel["gridPos"] = {"x": 0, "y": y, "w": WIDTH, "h": 1}
            y += 1
            lay_out_below(panel.get("panels") or [], y)
            continue
        w, h = min(wanted.get("w") or 12, WIDTH), wanted.get("h") or 8
        if x + w > WIDTH:
            y, x, tallest = y + tallest, 0, 0
        panel["gridPos"] = {"x": x, "y": y, "w": w, "h": h}
        x, tallest = x + w, max(tallest, h)


def lay_out_below(panels: list[Plain], top: int) -> None:
    """Lay out the panels of a collapsed row, which starts above `top`."""
    for panel in panels:
        size = panel.get("gridPos") or {}
        panel["gridPos"] = {"w": size.get("w"), "h": size.get("h")}
    lay_out(panels)
    for panel in panels:
        panel["gridPos"]["y"] += top


def _possible(places: list[Plain]) -> bool:
    """Whether every place is on the grid and none lies on another."""
    taken: set[tuple[int, int]] = set()
    for place in places:
        x, y, w, h = (place.get(key) or 0 for key in "xywh")
        cells = {(column, row) for column in range(x, x + w) for row in range(y, y + h)}
        if not w or not h or x + w > WIDTH or cells & taken:
            return False
        taken |= cells
    return True


def _number(panels: list[Plain], declaration: Declaration) -> None:
    """Give each panel without an id the lowest that is free; refuse one that is given twice."""
    every = [p for panel in panels for p in (panel, *(panel.get("panels") or []))]
    given = [panel["id"] for panel in every if panel.get("id")]
    for twice in {number for number in given if given.count(number) > 1}:
        raise _refused(
            declaration,
            f"two panels of `{declaration.name}` have the id {twice}",
            "leave the ids out: each panel then gets one of its own",
        )
    free = iter(n for n in range(1, len(every) + len(given) + 1) if n not in given)
    for panel in every:
        if not panel.get("id"):
            panel["id"] = next(free)


def _numbered(targets: list[Plain]) -> list[Plain]:
    """Give each query without a refId the first letter that is free."""
    given = {target.get("refId") for target in targets}
    free = (name for name in _ref_ids() if name not in given)
    for target in targets:
        target.setdefault("refId", None)
        target["refId"] = target["refId"] or next(free)
        target.setdefault("datasource", DATASOURCE)
    return targets


def _ref_ids() -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    yield from letters
    for first in letters:
        for second in letters:
            yield first + second


def _uid(given: object, declaration: Declaration) -> str:
    if given:
        if not isinstance(given, str) or not _UID.fullmatch(given):
            raise _refused(
                declaration,
                f"`{given}` cannot be the uid of a dashboard",
                "at most 40 letters, digits, `-` and `_`",
            )
        return given
    slug = re.sub(r"[^a-z0-9]+", "-", declaration.name.lower()).strip("-")
    if len(slug) > 40:
        raise _refused(
            declaration,
            f"the name `{declaration.name}` is too long to be the uid of a dashboard",
            "give the dashboard a `uid` of at most 40 characters",
        )
    return slug


def _instead_of(panel: Plain, notes: list[str]) -> Plain:
    """Return a panel that says why there is nothing to see."""
    title = panel.get("title")
    return {
        "type": "text",
        "title": title,
        "gridPos": panel.get("gridPos"),
        "transparent": False,
        "options": {"mode": "markdown", "content": _like(title, "\n\n".join(notes))},
    }


def _with_datasource(part: Plain) -> Plain:
    """Return a variable or an annotation that asks the datasource which the reader chose."""
    if part.get("type") in (None, "query", "adhoc", "dashboard") or "expr" in part:
        return {"datasource": DATASOURCE, **part}
    return part


def _complete_variable(variable: Plain) -> Plain:
    if variable.get("type") == "query" and isinstance(variable.get("query"), str):
        # Grafana shows the definition, and asks the query.
        return {"definition": variable["query"], "hide": 0, "options": [], **variable}
    return {"hide": 0, **variable}


def _uses_engine(part: Any) -> bool:
    if isinstance(part, str):
        return _USES_ENGINE.search(part) is not None
    if isinstance(part, dict):
        return any(_uses_engine(item) for item in part.values())
    return isinstance(part, list) and any(_uses_engine(item) for item in part)


def _json(value: Any) -> Any:
    """Return plain data for an object of the SDK."""
    if hasattr(value, "to_json"):
        return _json(value.to_json())
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    # What the compiler adds is written nowhere: no text keeps a place.
    return str(value) if isinstance(value, Text) else value


def _like(example: object, text: str) -> str:
    """Return `text`, written where `example` was."""
    return Text.at(text, example.written) if isinstance(example, Text) else text


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _refused(declaration: Declaration, message: str, hint: str = "") -> Refused:
    return Refused(message, declaration.path, declaration.line, hint)
