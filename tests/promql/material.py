"""What Prometheus itself said of many expressions: shared material, not part of the repository."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("FRONTIERKIT_SHARED", CHECKOUT.parent / "shared"))
FACTS = SHARED / "facts/promql"

needs_material = pytest.mark.skipif(
    not FACTS.is_dir(),
    reason=f"Prometheus's verdicts are not at {FACTS}: set FRONTIERKIT_SHARED",
)


@cache
def lines(name: str) -> list[dict[str, Any]]:
    """The entries of `oracle.jsonl` or `mutants.jsonl`."""
    with open(FACTS / name, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
