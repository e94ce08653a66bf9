"""What is built for Grafana is what Grafana's own schema of dashboards describes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from frontierkit.verify.schemas import schema
from tests.offline import ROOT
from tests.pipeline.project import begin, frontierkit

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    file = SHARED / "grafana-schema/dashboard.jsonschema.json"
    if not file.is_file():
        pytest.skip(f"{file} is not there")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_grafanas_own_schema_accepts_the_dashboards(
    tmp_path: Path, published: dict[str, Any]
) -> None:
    project = begin(tmp_path / "project")

    done = frontierkit("build", "--no-promtool", cwd=project)

    assert done.returncode == 0, done.stderr
    dashboards = [*(project / "build/current/grafana/dashboards").rglob("*.json")]
    assert dashboards
    for path in dashboards:
        dashboard = json.loads(path.read_text(encoding="utf-8"))
        errors = Draft7Validator(published).iter_errors(dashboard)
        assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Panel", "panel"),
        ("RowPanel", "row"),
        ("FieldConfig", "field"),
        ("VariableModel", "variable"),
        ("AnnotationQuery", "annotation"),
    ],
)
def test_our_schema_knows_all_that_theirs_does(
    theirs: str, ours: str, published: dict[str, Any]
) -> None:
    known = published["definitions"][theirs]["properties"].keys()

    assert known <= schema("dashboard")["$defs"][ours]["properties"].keys()
