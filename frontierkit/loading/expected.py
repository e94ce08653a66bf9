"""Which engines are expected to answer: told to Prometheus by targets, not by rules.

The targets of the job `frontierkit-expected` are Prometheus itself, once for each engine that is
active, and say which that is. So what is expected changes as targets do: without a reload.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.authoring.engine import Engine
from frontierkit.authoring.engine_alerts import EXPECTED
from frontierkit.authoring.relabelling import Relabel
from frontierkit.authoring.rules import Rule, RuleGroup
from frontierkit.authoring.scraping import Exporter, ScrapeJob, Target
from frontierkit.authoring.written import Text

EXPECTED_JOB = "frontierkit-expected"
EXPECTED_FILE = "targets/expected.json"
PROMETHEUS = "prometheus:9090"
_EXPR = (
    f'group by (engine, job) (label_replace(up{{job="{EXPECTED_JOB}"}}, '
    '"job", "$1", "expected_job", "(.+)"))'
)


def expected_jobs(engines: tuple[Engine, ...]) -> Iterator[ScrapeJob]:
    """Yield the job whose targets say which engines are active, if there are engines."""
    for first in engines[:1]:
        written = first.written
        drop = Relabel("drop", (), ";", "(.*)", "", "$1", 0, written)
        yield ScrapeJob(
            Text.at(EXPECTED_JOB, written),
            tuple(_target(engine) for engine in engines),
            (Exporter("prometheus", None, written),),
            None,
            None,
            "/metrics",
            "http",
            False,
            {},
            (),
            (drop,),
            {},
            written,
        )


def expected_groups(engines: tuple[Engine, ...]) -> Iterator[RuleGroup]:
    """Yield the rule that records what is expected, if there are engines."""
    for first in engines[:1]:
        written = first.written
        name, expr = Text.at(EXPECTED, written), Text.at(_EXPR, written)
        rule = Rule(name, False, expr, {}, {}, None, None, written)
        yield RuleGroup(
            Text.at("expected engines", written),
            (rule,),
            None,
            None,
            None,
            {},
            written,
            "prometheus/rules/engines_expected.yml",
        )


def _target(engine: Engine) -> Target:
    labels = {"engine": engine.name, "expected_job": engine.job}
    texts = {name: Text.at(value, engine.written) for name, value in labels.items()}
    return Target((Text.at(PROMETHEUS, engine.written),), texts, engine.written)
