"""promtool agrees: no defect of a range ever fires, and each look-alike does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from frontierkit.programs.promtool import Promtool, find_promtool
from frontierkit.programs.run import ProgramMissing
from tests.twins.twins import Twins, read

AT = "15m"


@pytest.fixture(scope="module")
def promtool() -> Promtool:
    try:
        return find_promtool()
    except ProgramMissing as missing:
        pytest.skip(str(missing))


def test_no_defect_fires_and_each_look_alike_does(promtool: Promtool, tmp_path: Path) -> None:
    twins = read("ranges")
    groups = [{"name": s.stem, "interval": "1m", "rules": s.rules} for s in twins.sides()]
    _write(tmp_path / "rules.yml", {"groups": groups})
    tests = [_test(twins, given) for given in twins.inputs]
    _write(
        tmp_path / "tests.yml",
        {"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": tests},
    )

    verdict = promtool.test_rules([Path("tests.yml")], tmp_path)

    assert verdict.accepted, verdict.output


def _test(twins: Twins, given: str) -> dict[str, Any]:
    """Return a test of promtool: these inputs make all their look-alikes fire, and no defect."""
    series = [{"series": s, "values": v} for s, v in twins.inputs[given].items()]
    expected = [{"labels": "{}", "value": 1}]
    return {
        "name": given,
        "interval": "1m",
        "input_series": series,
        "promql_expr_test": [
            {
                "expr": 'count by (alertname) (ALERTS{alertname=~".*defect"})',
                "eval_time": AT,
                "exp_samples": [],
            },
            *(
                {
                    "expr": f'sum(ALERTS{{alertname="{twin.alike.stem}"}}) > bool 0',
                    "eval_time": AT,
                    "exp_samples": expected,
                }
                for twin in twins.twins
                if twin.given == given
            ),
        ],
    }


def _write(file: Path, data: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(data, width=10_000, sort_keys=False), encoding="utf-8")
