"""Which labels a rule adds so that what every engine tells carries `engine` and `model`."""

from __future__ import annotations

import re

from frontierkit.authoring.engine import Engine
from frontierkit.authoring.written import Text, Written

_BY = re.compile(r"\bby\s*\(([^)]*)\)")


def comparing_labels(engine: Engine, expr: str, written: Written) -> dict[str, Text]:
    """Return the labels to add to what `expr` yields: `model` only where it has none."""
    grouped = _BY.search(expr)
    by_model = grouped is not None and "model" in re.split(r"[\s,]+", grouped[1])
    labels = {"engine": engine.name} if by_model else {"engine": engine.name, "model": engine.model}
    return {name: Text.at(value, written) for name, value in labels.items()}
