"""The promtool that is installed agrees with the dialect of its version."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from frontierkit.promql import AGGREGATORS, FUNCTIONS, Dialect, parse
from frontierkit.promql.node import MATRIX, SCALAR, STRING, VECTOR

PROMTOOL = shutil.which("promtool")

SELECTORS = [
    "up",
    'up{job="a"}',
    'up{job=~"a|b", instance!=""}',
    "{job=~'.*'}",
    '{__name__=~"u.+"}',
    'up{job=~"(?i)a"}',
    'up{job=~"a**"}',
    'up{job=~"(?=a)"}',
    'up{job=~"\\\\pL\\\\z"}',
    '{"up"}',
    "up{",
    "anchored",
]
RANGES = ["[5m]", "[1h30m]", "[5m:1m]", "[1h:]", "[300]", "[0s]", "[5m1h]", "[5m + 1m]", "[ 5m ]"]
MODIFIERS = ["offset 5m", "offset -1h", "@ 1600000000", "@ end()", "@ 1m", "offset 300", "anchored"]
OPERATORS = ["+", "^", "atan2", "== bool", "and", "unless on (a)", "* on (a) group_left (b)", "</"]
LITERALS = ["1", "-1e3", "0x1F", "1_000", "10m", "Inf", "'text'", "017", "08"]
ARGUMENTS = {VECTOR: "up", SCALAR: "1", MATRIX: "up[5m]", STRING: "'a'"}


def test_promtool_and_its_dialect_agree(tmp_path: Path) -> None:
    texts = sample()
    dialect = Dialect(version())

    refused = refusals(texts, tmp_path / "rules.json")

    assert len(texts) > 500
    assert 100 < len(refused) < len(texts) - 100
    assert [text for text in texts if parse(text, dialect).ok == (text in refused)] == []


def sample() -> list[str]:
    """Expressions that use every function, aggregation, modifier and operator, well or badly."""
    found = [f"rate({name}{range_})" for name in SELECTORS for range_ in RANGES]
    found += [
        f"{name} {modifier}" for name in ("up", "up[5m]", "up[5m:]") for modifier in MODIFIERS
    ]
    found += [f"{a} {op} {b}" for a in ("up", "1") for op in OPERATORS for b in ("up", *LITERALS)]
    for name, signature in FUNCTIONS.items():
        arguments = [ARGUMENTS[each] for each in signature.args]
        found += [f"{name}({', '.join(arguments[:count])})" for count in range(len(arguments) + 1)]
        found += [f"{name}({', '.join([*arguments, *extra])})" for extra in (["up"], ["1", "1"])]
    for name, aggregator in AGGREGATORS.items():
        param = "" if aggregator.param is None else f"{ARGUMENTS[aggregator.param]}, "
        found += [f"{name} by (a) ({param}up)", f"{name}({param}up)", f"{name}(up)", name]
    return sorted(set(found))


def version() -> tuple[int, int]:
    if PROMTOOL is None:
        pytest.skip("promtool is not on PATH: install Prometheus")
    shown = subprocess.run([PROMTOOL, "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"version (\d+)\.(\d+)", shown.stdout + shown.stderr)
    assert found is not None
    return int(found[1]), int(found[2])


def refusals(texts: list[str], file: Path) -> set[str]:
    """The texts that promtool refuses as the expression of a recording rule."""
    rules = [{"record": f"r{number}", "expr": text} for number, text in enumerate(texts)]
    file.write_text(json.dumps({"groups": [{"name": "g", "rules": rules}]}), encoding="utf-8")
    assert PROMTOOL is not None
    command = [PROMTOOL, "check", "rules", "--lint=none", str(file)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    numbers = re.findall(r'"r(\d+)": could not parse expression', shown.stdout + shown.stderr)
    return {texts[int(number)] for number in numbers}
