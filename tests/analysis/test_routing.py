"""Routing answers as amtool does, and is never surer than what is known of the labels."""

from __future__ import annotations

import itertools
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from frontierkit.analysis.routing import arrivals
from frontierkit.labels import Label, Labels, Presence, Values
from frontierkit.loading.alertmanager import lift_alertmanager
from frontierkit.loading.collected import Collected
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.yaml_tree import read_yaml
from frontierkit.model.alertmanager import Route

VALUES = {
    "severity": ("", "warning", "critical", "info"),
    "team": ("", "llm", "infra"),
    "engine": ("", "ollama", "vllm"),
}
MATCHERS = (
    'severity="critical"', 'severity=~"warning|critical"', 'severity!="info"', 'severity=""',
    'severity!~"crit.*"', 'team="llm"', 'team!=""', 'team=~".+"', 'engine=~"ol.*"',
    'engine!="vllm"',
)  # fmt: skip
TREES = 8

needs_amtool = pytest.mark.skipif(shutil.which("amtool") is None, reason="amtool is not installed")


@needs_amtool
@pytest.mark.parametrize("seed", range(TREES))
def test_amtool_agrees_where_every_label_is_known(seed: int, tmp_path: Path) -> None:
    text, root = tree(random.Random(seed))
    config = tmp_path / "alertmanager.yml"
    config.write_text(text)

    for given in random.Random(seed).sample(list(assignments()), 3):
        expected = asked(config, given)
        found = arrivals(root, exactly(given))

        assert sorted(expected) == sorted(arrival.step.receiver for arrival in found), text


@pytest.mark.parametrize("seed", range(TREES))
def test_what_is_reached_by_one_is_reached_by_all_that_it_may_be(seed: int) -> None:
    generator = random.Random(seed)
    _, root = tree(generator)
    open_label = generator.choice(sorted(VALUES))

    for given in assignments():
        exact = {id(arrival.step.route) for arrival in arrivals(root, exactly(given))}
        known = exactly({n: v for n, v in given.items() if n != open_label})
        loose = known.with_label(open_label, Label(Presence.MAYBE))
        possible = {id(arrival.step.route) for arrival in arrivals(root, loose)}

        assert exact <= possible


def test_a_route_after_one_that_takes_all_is_never_reached() -> None:
    text = """
        route:
          receiver: r
          routes:
            - {receiver: a, matchers: ['severity="critical"']}
            - {receiver: b, matchers: ['severity="critical"', 'team="llm"']}
            - {receiver: c}
            - {receiver: d, matchers: ['team="llm"']}
        receivers: [{name: r}, {name: a}, {name: b}, {name: c}, {name: d}]
    """

    reached = {arrival.step.receiver for arrival in arrivals(lifted(text), Labels())}

    assert reached == {"a", "c"}


def tree(generator: random.Random) -> tuple[str, Route]:
    """Return a tree of routes, as text and as model; each route has a receiver of its own."""
    names = (f"r{number}" for number in itertools.count())
    config: dict[str, Any] = {"route": node(generator, names, 2)}
    config["route"].pop("matchers", None)
    config["route"].pop("continue", None)
    used = list(receivers(config["route"]))
    config["receivers"] = [{"name": name} for name in used]
    text = yaml.safe_dump(config)
    return text, lifted(text)


def node(generator: random.Random, names: Iterator[str], depth: int) -> dict[str, Any]:
    matchers = generator.sample(MATCHERS, generator.choice((0, 1, 1, 1, 2)))
    made: dict[str, Any] = {"receiver": next(names), "matchers": matchers}
    made["continue"] = generator.random() < 0.4
    count = generator.randint(1, 4) if depth else 0
    made["routes"] = [node(generator, names, depth - 1) for _ in range(count)]
    return made


def receivers(route: dict[str, Any]) -> Iterator[str]:
    yield route["receiver"]
    for below in route["routes"]:
        yield from receivers(below)


def lifted(text: str) -> Route:
    document = read_yaml(SourceText("alertmanager.yml", text)).documents[0]
    collected = Collected()
    config = lift_alertmanager(document, collected)
    assert config is not None and config.route is not None
    assert collected.diagnostics == []
    return config.route


def assignments() -> Iterator[dict[str, str]]:
    for values in itertools.product(*VALUES.values()):
        yield dict(zip(VALUES, values, strict=True))


def exactly(given: dict[str, str]) -> Labels:
    """Return the labels of which everything is known."""
    named = {name: Label(Presence.ALWAYS, Values.of(v)) for name, v in given.items() if v}
    return Labels(MappingProxyType(named), Presence.NEVER)


def asked(config: Path, given: dict[str, str]) -> list[str]:
    labels = [f"{name}={value}" for name, value in given.items() if value]
    words = ["amtool", "config", "routes", "test", f"--config.file={config}", *labels]
    answer = subprocess.run(words, capture_output=True, text=True, check=True)
    return [name for name in answer.stdout.strip().split(",") if name]
