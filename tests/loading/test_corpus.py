"""Real configurations are read without a crash, and nothing in them is overlooked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from frontierkit.diagnostics import Severity
from frontierkit.loading.files import load_files

SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", Path(__file__).parents[3] / "shared"))
CASES = sorted((SHARED / "corpus").glob("*/*/case.json"))

# Counted without what is embedded, or with what is not PromQL as it stands.
COUNTED_OTHERWISE = {
    "rhods-328-instance-lost": 139,
    "starkware-14114-and-without-on": 74,
    "flux-cluster-null-datasource": 11,
    "flux-control-plane-legend-label": 24,
}


@pytest.mark.skipif(not CASES, reason=f"there is no corpus in {SHARED}; set FRONTIERKIT_SHARED")
def test_the_corpus_is_there() -> None:
    assert len(CASES) >= 70


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_every_expression_is_found(case: Path) -> None:
    described = json.loads(case.read_text(encoding="utf-8"))
    files = sorted(str(path) for path in (case.parent / "files").rglob("*") if path.is_file())

    loaded = load_files(files)

    found = sum(loaded.judged.get(name, 0) for name in ("dashboard query", "rule", "alert query"))
    assert found == COUNTED_OTHERWISE.get(described["id"], described["expressions"])
    assert [f.finding.message for f in loaded.findings if f.severity > Severity.INFO] == []
    for dashboard in loaded.project.dashboards:
        for query in dashboard.queries[:3]:
            assert query.at().position.line > 0
