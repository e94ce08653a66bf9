"""Scrape jobs for tests: from YAML as people write it, and from chance."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from textwrap import dedent
from typing import Any

from frontierkit.labels import Label, Labels, Presence, Values
from frontierkit.loading.files import load_files
from frontierkit.model.location import Origin
from frontierkit.model.scrape import Relabel, ScrapeJob

NAMES = ("a", "b", "c", "ab", "__tmp_x", "gone")
VALUES = ("x", "y", "xy", "X", "7", "42", "x;y")
REGEXES = ("(.*)", "(.+)", "x", "x|y", "(x)(y?)", "([a-z]+);(.*)", "(?i)x.*", "[0-9]+", "|x", ".*y")
REPLACEMENTS = ("$1", "${1}-$2", "k", "", "$2", "$$1", "pre_${1}", "${9}", "$1x")
NAME_REGEXES = ("a", "a|b", "(a)(.*)", "__tmp_(.+)", "[bc]", "(.+)b")


def jobs(folder: Path, text: str) -> tuple[ScrapeJob, ...]:
    """Return the scrape jobs of a `prometheus.yml`."""
    file = folder / "prometheus.yml"
    file.write_text(dedent(text), encoding="utf-8")
    loaded = load_files([str(file)])
    assert not loaded.findings, loaded.findings
    return loaded.project.jobs


def step(action: str = "replace", **given: Any) -> Relabel:
    """Return one step, with the defaults of Prometheus."""
    defaults = {
        "source_labels": (),
        "separator": ";",
        "regex": "(.*)",
        "target_label": "",
        "replacement": "$1",
        "modulus": 0,
        "place": Origin("prometheus.yml", 1),
    }
    return Relabel(action=action, **{**defaults, **given})


def written(relabel: Relabel) -> dict[str, Any]:
    """Return a step as a configuration file says it."""
    keys = {
        "replace": ("source_labels", "separator", "regex", "target_label", "replacement"),
        "keep": ("source_labels", "separator", "regex"),
        "drop": ("source_labels", "separator", "regex"),
        "keepequal": ("source_labels", "target_label"),
        "dropequal": ("source_labels", "target_label"),
        "hashmod": ("source_labels", "separator", "target_label", "modulus"),
        "lowercase": ("source_labels", "separator", "target_label"),
        "uppercase": ("source_labels", "separator", "target_label"),
        "labelmap": ("regex", "replacement"),
        "labeldrop": ("regex",),
        "labelkeep": ("regex",),
    }[relabel.action]
    return {"action": relabel.action, **{key: getattr(relabel, key) for key in keys}}


def any_step(random: Random) -> Relabel:
    """Return a step that Prometheus accepts and that leaves the address and the job alone."""
    sources = tuple(random.sample(NAMES, random.choice((1, 1, 1, 2, 2, 3))))
    target = random.choice(NAMES)
    action = random.choice(
        ("replace",) * 6
        + ("keep", "drop", "keepequal", "dropequal", "hashmod", "lowercase", "uppercase")
        + ("labelmap", "labeldrop", "labelkeep")
    )
    if action == "replace" and random.random() < 0.2:
        return step(
            source_labels=sources,
            regex="([a-z]+).*",
            target_label="t_$1",
            replacement=random.choice(("k", "v$1")),
        )
    if action in ("replace", "keep", "drop"):
        regex = random.choice(REGEXES)
        if action == "keep":
            regex = f"{regex}|.*[a-z7].*"
        return step(
            action,
            source_labels=sources,
            separator=random.choice((";", ";", "", "-")),
            regex=regex,
            target_label=target if action == "replace" else "",
            replacement=random.choice(REPLACEMENTS) if action == "replace" else "$1",
        )
    if action in ("keepequal", "dropequal", "hashmod", "lowercase", "uppercase"):
        modulus = random.choice((1, 3, 1000)) if action == "hashmod" else 0
        return step(action, source_labels=sources, target_label=target, modulus=modulus)
    regex = random.choice(NAME_REGEXES)
    if action == "labelkeep":
        regex = f"{regex}|__.*|job|instance"
    return step(action, regex=regex, replacement="m_a" if action == "labelmap" else "$1")


def any_labels(random: Random) -> dict[str, str]:
    """Return labels of a target, some of them absent."""
    return {name: random.choice(VALUES) for name in NAMES if random.random() < 0.7}


def configuration(chains: list[list[Relabel]], targets: list[list[dict[str, str]]]) -> str:
    """Return a `prometheus.yml` with a job for each chain of steps."""
    scrapes = [
        {
            "job_name": f"j{number}",
            "static_configs": [
                {"targets": [f"127.0.0.1:{port}"], "labels": labels}
                for port, labels in enumerate(found, start=1)
            ],
            "relabel_configs": [written(each) for each in chain],
        }
        for number, (chain, found) in enumerate(zip(chains, targets, strict=True))
    ]
    quiet = {"scrape_interval": "1d", "scrape_timeout": "1s"}
    return json.dumps({"global": quiet, "scrape_configs": scrapes}, indent=1)


def all_of(label_sets: list[dict[str, str]]) -> Labels:
    """Return all that is common knowledge of some label sets."""
    names = sorted({name for labels in label_sets for name in labels})
    named = {}
    for name in names:
        values = {labels.get(name, "") for labels in label_sets}
        presence = Presence.MAYBE if "" in values else Presence.ALWAYS
        named[name] = Label(presence, Values.of(*values))
    return Labels(named, Presence.NEVER)
