"""The schemas are sound, and keep up with what they describe."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from grafana_foundation_sdk.models import dashboard as sdk
from jsonschema import Draft202012Validator

from frontierkit.diagnostics import Count, Diagnostic, Finding, Related, Report, Severity
from frontierkit.model.location import Location, Origin
from frontierkit.model.project import NotJudged
from frontierkit.output import OutputFile, OutputTree
from frontierkit.output.manifest import manifest
from frontierkit.reporting.json import json as json_report
from frontierkit.text import Span
from frontierkit.verify.schemas import schema, violations

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("model", "definition"),
    [
        (sdk.Dashboard, None),
        (sdk.Panel, "panel"),
        (sdk.RowPanel, "row"),
        (sdk.GridPos, "grid"),
        (sdk.FieldConfig, "field"),
        (sdk.VariableModel, "variable"),
        (sdk.VariableOption, "option"),
        (sdk.AnnotationQuery, "annotation"),
        (sdk.DashboardLink, "link"),
        (sdk.DataTransformerConfig, "transformation"),
    ],
)
def test_the_dashboard_schema_knows_all_that_a_builder_can_write(
    model: type, definition: str | None
) -> None:
    whole = schema("dashboard")
    known = whole["$defs"][definition] if definition else whole

    source = inspect.getsource(model.to_json)  # type: ignore[attr-defined]
    written = set(re.findall(r'"(\w+)": self|payload\["(\w+)"\]', source))

    assert {name for names in written for name in names if name} <= known["properties"].keys()


def test_a_manifest_is_as_its_schema_says() -> None:
    tree = OutputTree([OutputFile(PurePosixPath("a.yml"), "x", "sources/a.py:1")])

    assert list(violations("manifest", json.loads(manifest(tree, None).text))) == []


def report() -> dict[str, Any]:
    at = Location(Origin("a.py", 3), ("dashboard x",), "sum(up)", Span(0, 3))
    bare = Location(Origin("b.py", 1))
    finding = Finding("message", at, "help", (Related("lost here", at), Related("", bare)))
    diagnostics = (
        Diagnostic("label/lost", Severity.ERROR, finding),
        Diagnostic("label/lost", Severity.INFO, Finding("message", bare)),
    )
    made = Report(diagnostics, (Count("query", 2),), (NotJudged("panel", 1, "Loki"),), ("all",))
    whole: dict[str, Any] = json.loads(json_report(made))
    return whole


def test_a_report_is_as_its_schema_says() -> None:
    assert list(violations("report", report())) == []


def test_a_report_that_is_not_is_told() -> None:
    assert list(violations("report", {**report(), "format": "other"})) == [
        "`$.format`: 'frontierkit.report/v1' was expected"
    ]
