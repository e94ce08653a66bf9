"""Runs checks over small cases, as YAML gives them, and draws what they point at.

A file of cases:

    catalog:                      # families by name, in the format of catalogs
      up_total: {type: counter, labels: {job: null}}
    world: {complete: false}      # what else the catalog says
    cases:
      - name: what happens
        expr: rate(up_totl[5m])   # or panel:, dashboard:, rules:, scrape:, files:, sources:
        expect: |                 # or `clean`
          rate(up_totl[5m])
               ^^^^^^^
        says: [up_total]          # what the messages have in them

`beside` lists checks that run too, and whose findings are not drawn; `before` is what the files
held when the baseline was written.

`panel` and `dashboard` are Grafana's structure; `rules` a list of rules or of groups; `scrape` a
list of scrape jobs; `files` maps paths to texts, `sources` is Python, and their places are drawn
with path and line; `directory`: the folder is judged, rather than each file by its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from frontierkit.diagnostics import Diagnostic, Related, Severity
from frontierkit.loading.files import load_files
from frontierkit.model.location import Location
from frontierkit.pipeline.baseline import lint_against, write_baseline
from frontierkit.pipeline.fix import Subject
from frontierkit.pipeline.lint import lint_files, lint_sources
from frontierkit.reporting.excerpt import excerpt
from frontierkit.settings.read import ProjectSettings
from frontierkit.settings.validate import ADAPTER

WIDE = 10_000
PROMETHEUS = {"type": "prometheus", "uid": "prometheus"}
SUBJECTS = ("expr", "panel", "panels", "dashboard", "rules", "scrape", "files", "sources")


def diagnostics(
    name: str, case: Mapping[str, Any], file: Mapping[str, Any], folder: Path
) -> tuple[Diagnostic, ...]:
    """Return what the check called `name` finds in a case that is written to `folder`."""
    before = [_written(folder, path, text) for path, text in case.get("before", {}).items()]
    catalog = _written(folder, "catalogs/exporter.json", _catalog(file, case))
    chosen = {
        **file.get("settings", {}),
        **case.get("settings", {}),
        "select": (name, *case.get("beside", ())),
    }
    project = ProjectSettings(ADAPTER.validate_python(chosen), str(folder))
    if before:
        write_baseline("baseline.json", _subject(before, project, catalog))
    paths = [_written(folder, path, text) for path, text in _files(case).items()]
    paths = ["."] if case.get("directory") else paths
    if before:
        report = lint_against("baseline.json", _subject(paths, project, catalog))
    elif "sources" in case:
        _written(folder, "sources/stack.py", case["sources"])
        report = lint_sources(project, (catalog,))
    else:
        report = lint_files(paths, project, (catalog,))
    return tuple(d for d in report.diagnostics if d.check == name)


def _subject(paths: list[str], project: ProjectSettings, catalog: str) -> Subject:
    return Subject(lambda: load_files(paths), project, (catalog,), Path())


def drawn(found: tuple[Diagnostic, ...], case: Mapping[str, Any]) -> str:
    """Return every place of every diagnostic, with carets."""
    with_places = "files" in case or "sources" in case
    return "\n".join(line for d in found for line in _drawn(d, with_places)) or "clean"


def words(found: tuple[Diagnostic, ...]) -> str:
    """Return all that is said."""
    return "\n".join(
        part
        for diagnostic in found
        for part in (
            diagnostic.finding.message,
            diagnostic.finding.help,
            *(related.message for related in diagnostic.finding.related),
        )
    )


def page_case(example: str) -> dict[str, Any]:
    """Return an example of a check's page as a case: an expression, rules, jobs, a panel."""
    try:
        data = yaml.safe_load(example)
    except yaml.YAMLError:
        return {"expr": example}
    if isinstance(data, list):
        return {"scrape" if "job_name" in data[0] else "rules": data}
    if isinstance(data, dict):
        key = next((key for key in SUBJECTS if key in data and key != "expr"), None)
        if key:
            return data
        if "groups" in data:
            return {"files": {"rules.yml": example}}
        if "alert" in data or "record" in data:
            return {"rules": [data]}
        return {"dashboard" if "panels" in data or "templating" in data else "panel": data}
    return {"expr": example}


def _catalog(file: Mapping[str, Any], case: Mapping[str, Any]) -> str:
    """Return the catalog of a file of cases, with what a case adds to it."""
    families = {**file.get("catalog", {}), **case.get("catalog", {})}
    head = {
        "exporter": "test/exporter",
        "version": "1.0",
        "source": "a case",
        "exhaustive": sorted({name.partition("_")[0] for name in families}),
        "target_labels": {"job": None, "instance": None},
        **file.get("world", {}),
        **case.get("world", {}),
    }
    return json.dumps({**head, "families": [{"name": n, **f} for n, f in families.items()]})


def _files(case: Mapping[str, Any]) -> dict[str, str]:
    files: dict[str, str] = {}
    if "expr" in case:
        files["dashboard.json"] = _dashboard({"panels": [_panel({"expr": case["expr"]})]})
    panels = [*([case["panel"]] if "panel" in case else []), *case.get("panels", [])]
    if panels:
        files["dashboard.json"] = _dashboard({"panels": [_panel(panel) for panel in panels]})
    if "dashboard" in case:
        board = case["dashboard"]
        inner = {"panels": [_panel(panel) for panel in board.get("panels", [])]}
        files["dashboard.json"] = _dashboard({**board, **inner})
    if "rules" in case:
        files["rules.yml"] = yaml.safe_dump({"groups": _groups(case["rules"])}, width=WIDE)
    if "scrape" in case:
        files["prometheus.yml"] = yaml.safe_dump({"scrape_configs": case["scrape"]}, width=WIDE)
    for path, text in case.get("files", {}).items():
        files[path] = text if isinstance(text, str) else json.dumps(text, indent=1)
    return files


def _dashboard(board: dict[str, Any]) -> str:
    head = {"uid": "case", "title": "case", "schemaVersion": 39}
    return json.dumps({**head, **board}, indent=1)


def _panel(panel: dict[str, Any]) -> dict[str, Any]:
    """Return a panel; `expr` and `legend` are short for its only target."""
    short = {"expr": "expr", "legend": "legendFormat"}
    target = {long: panel[key] for key, long in short.items() if key in panel}
    rest = {key: value for key, value in panel.items() if key not in short}
    base: dict[str, Any] = {"type": "timeseries", "title": "panel", "datasource": PROMETHEUS}
    if target:
        datasource = panel.get("datasource", PROMETHEUS)
        base["targets"] = [{"refId": "A", "datasource": datasource, **target}]
    return {**base, **rest}


def _groups(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rules if "rules" in rules[0] else [{"name": "group", "rules": rules}]


def _written(folder: Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return path


def _drawn(diagnostic: Diagnostic, with_place: bool) -> Iterator[str]:
    finding = diagnostic.finding
    if diagnostic.severity is Severity.INFO:
        yield "info:"
    for at in (finding.at, *map(_at, finding.related)):
        if with_place:
            yield f"{at.path}:{at.position.line}"
        if at.span is not None and at.text:
            shown = excerpt(at.text, at.span, WIDE)
            yield from (shown.line, shown.carets)


def _at(related: Related) -> Location:
    return related.at
