"""How fast lint is, as ratios to what else is done with the same input, in one run.

    python -m tests.bench.speed [--gate] [--rounds N]

`--gate`: exit with 1 if a ratio is above what is promised. It takes a minute or two.
"""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.inputs import CATALOGS, dashboards, rule_file
from tests.bench.processes import Cost, environment, in_turns

LINT = (sys.executable, "-m", "frontierkit", "lint")
WORLD = tuple(word for name in CATALOGS for word in ("--catalog", name))
ONLY_JSON = """
import json, pathlib
kept = [json.loads(path.read_bytes()) for path in pathlib.Path("dashboards").iterdir()]
"""
NO_JSON = "import json, pathlib"
ONLY_CLICK = (sys.executable, "-c", "import click")


class Ratio(NamedTuple):
    """What took how long, beside what; `most` is what is promised, if anything is."""

    what: str
    ours: Cost
    beside: str
    theirs: float
    most: float | None = None

    @property
    def value(self) -> float:
        return self.ours.seconds / self.theirs

    @property
    def holds(self) -> bool:
        return self.most is None or self.value <= self.most

    def __str__(self) -> str:
        promise = "" if self.most is None else f"  (at most {self.most:g}: "
        promise += "" if self.most is None else f"{'holds' if self.holds else 'DOES NOT HOLD'})"
        return (
            f"{self.what:38} {self.ours.seconds:7.3f} s {self.ours.megabytes:5.0f} MB"
            f"  {self.value:5.2f} x {self.beside}{promise}"
        )


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m tests.bench.speed")
    parser.add_argument("--gate", action="store_true", help="fail where a promise does not hold")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything runs")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        broken = 0
        for ratio in measured(Path(folder), options.rounds):
            print(ratio, flush=True)
            broken += not ratio.holds
    return 1 if broken and options.gate else 0


def measured(folder: Path, rounds: int) -> Iterator[Ratio]:
    """Yield every ratio; each part makes its own input in `folder`."""
    (folder / ".git").mkdir()
    yield from _small(folder, rounds * 3)
    yield from _rules(folder, rounds)
    yield from _dashboards(folder, rounds)
    yield from _unchanged(folder, rounds)


def _small(folder: Path, rounds: int) -> Iterator[Ratio]:
    (folder / "small.yml").write_text(rule_file(20, 20), encoding="utf-8")
    (folder / "small.json").write_text(next(dashboards(1)), encoding="utf-8")
    commands = {
        "click": ONLY_CLICK,
        "20 rules": (*LINT, "small.yml"),
        "one dashboard": (*LINT, "small.json"),
    }
    costs = in_turns(commands, rounds, folder, environment(None))
    for name in ("20 rules", "one dashboard"):
        yield Ratio(name, costs[name], "import click", costs["click"].seconds, 3)


def _rules(folder: Path, rounds: int) -> Iterator[Ratio]:
    for distinct in (2000, 10_000):
        text = rule_file(10_000, distinct)
        (folder / "rules.yml").write_text(text, encoding="utf-8")
        commands = {"ours": (*LINT, *WORLD, "rules.yml"), **_others()}
        costs = in_turns(commands, rounds, folder, environment(None))
        what = f"10,000 rules, {distinct:,} expressions"
        for name in commands.keys() - {"ours"}:
            most = 1 if name == "promtool" else None
            yield Ratio(what, costs["ours"], name, costs[name].seconds, most)


def _others() -> dict[str, Sequence[str]]:
    """Return what else reads rules, and is here."""
    known = {
        "promtool": ("promtool", "check", "rules", "rules.yml"),
        "pint": ("pint", "--offline", "lint", "rules.yml"),
    }
    return {name: command for name, command in known.items() if shutil.which(name)}


def _dashboards(folder: Path, rounds: int) -> Iterator[Ratio]:
    (folder / "dashboards").mkdir()
    for number, text in enumerate(dashboards(500)):
        (folder / f"dashboards/{number}.json").write_text(text, encoding="utf-8")
    commands: Mapping[str, Sequence[str]] = {
        "json": (sys.executable, "-c", ONLY_JSON),
        "nothing": (sys.executable, "-c", NO_JSON),
        "read": (*LINT, *WORLD, "--select", "promql/syntax", "dashboards"),
        "judged": (*LINT, *WORLD, "dashboards"),
    }
    costs = in_turns(commands, rounds, folder, environment(None))
    alone = costs["json"].seconds - costs["nothing"].seconds
    yield Ratio("500 dashboards, before the analysis", costs["read"], "json.loads", alone, 6)
    yield Ratio("500 dashboards, with it", costs["judged"], "json.loads", alone, 15)


def _unchanged(folder: Path, rounds: int) -> Iterator[Ratio]:
    cache = folder / "cache"
    once = partial(in_turns, folder=folder, environment=environment(cache))
    subjects = {
        "20 rules": "small.yml",
        "10,000 rules": "rules.yml",
        "500 dashboards": "dashboards",
    }
    for name, path in subjects.items():
        command = (*LINT, *WORLD, path)
        once({name: command}, 2)
        costs = once({"click": ONLY_CLICK, name: command}, rounds * 3)
        yield Ratio(f"unchanged: {name}", costs[name], "import click", costs["click"].seconds, 1.5)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
