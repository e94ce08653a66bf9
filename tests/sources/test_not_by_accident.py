"""`lint` is clean on the sources because it looks: what is taken out of a catalog is missed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from frontierkit.analysis.facts import Facts
from frontierkit.catalog.bundled import load_bundled
from frontierkit.catalog.world import World
from frontierkit.checks.run import run_checks
from frontierkit.checks.selection import select_checks
from frontierkit.diagnostics import Severity
from frontierkit.model.query import Query
from tests.sources.catalogs import Place, uses_of_catalogs
from tests.sources.conftest import Sources

MISSED_BY = (
    "metric/unknown",
    "metric/removed",
    "label/unknown",
    "label/unknown_value",
    "label/lost",
)


def test_what_is_taken_out_of_a_catalog_is_missed_in_every_line(sources: Sources) -> None:
    unmissed = {}
    for taken, by_query in uses_of_catalogs(sources.facts()).items():
        world = sources.world(taken.out_of(load_bundled(taken.catalog)))
        found = _errors(sources, world, by_query)
        left = [f"{q.text} {sorted(at)}" for q, at in by_query.items() if not at & found]
        if left:
            unmissed[str(taken)] = left

    assert unmissed == {}


def test_metrics_labels_and_values_of_every_exporter_in_use_are_taken_out(
    sources: Sources,
) -> None:
    taken = uses_of_catalogs(sources.facts())

    named = {name for job in sources.project.jobs for name in job.exporters or ()}
    # Nothing is asked of these but whether they are up.
    only_up = {"alertmanager", "grafana", "prometheus", "redis_exporter"}
    assert named - {t.catalog for t in taken} <= only_up
    for metric in ("probe_success", "DCGM_FI_DEV_FB_USED", "vllm:kv_cache_usage_perc"):
        assert metric in {t.metric for t in taken}
    assert {"model", "model_name", "path", "gpu", "uuid"} <= {t.label for t in taken}
    places = {at for by_query in taken.values() for lines in by_query.values() for at in lines}
    assert {path.split("/")[0] for path, _ in places} == {"sources"}
    assert {("idle",), ("error",), ("resident",), ("10",)} <= {t.values for t in taken}


def _errors(sources: Sources, world: World, asking: Collection[Query]) -> frozenset[Place]:
    """Return the lines in which `lint` finds that something does not exist.

    Only the dashboards and groups that hold the queries are judged again.
    """
    whole = sources.project
    boards = (d for d in whole.dashboards if any(q in asking for q in d.queries))
    groups = (g for g in whole.rule_groups if any(r.query in asking for r in g.rules))
    part = replace(whole, dashboards=tuple(boards), rule_groups=tuple(groups))
    selection = replace(select_checks(sources.settings.settings), checks=MISSED_BY)
    return frozenset(
        (diagnostic.finding.at.path, diagnostic.finding.at.position.line)
        for diagnostic in run_checks(selection, Facts.of(part, world))
        if diagnostic.severity is Severity.ERROR
    )
