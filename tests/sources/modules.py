"""Sources as modules: for what they hold beside declarations."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from unittest.mock import patch

from tests.offline import ROOT


def source(name: str) -> ModuleType:
    """Return a file of `sources/` as a module, which imports its neighbours by their names."""
    with patch.object(sys, "path", [str(ROOT / "sources"), *sys.path]):
        return importlib.import_module(name)


_HEAD = """\
# Objectives

What this stack promises, what pages somebody, and what nothing can measure. It is declared in
`sources/objectives.py`, of which rules, alerts, the dashboard *Objectives and error budgets* and
this page are made (`make generated`).

"""
_TAIL = """
A latency is promised at a bound that is a bucket of the histogram of each engine: shares are
counted, not interpolated. Of a share that may fail there is a budget, for 28 days: an alert pages
where it burns 14.4 times too fast over an hour and the last five minutes, or 6 times over six hours
and the last half hour; it becomes a ticket at 3 times over a day, and at 1 over three. With fewer
than 20 requests in the longer window these wait, and `…FailsWhileQuiet` tells of failures instead.
A gauge and a floor have no budget: they are compared with both thresholds.
"""


def objectives_page() -> str:
    """Return docs/objectives.md."""
    return f"{_HEAD}{source('objectives').TABLE}{_TAIL}"
