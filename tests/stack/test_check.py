"""What is exposed is held against the catalogs, name by name and type by type."""

from __future__ import annotations

import pytest

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.stack.answer import State
from frontierkit.stack.check import JobCatalogs, compared

FAMILIES = (
    Family("requests_total", "counter", labels={}),
    Family("running", "gauge", labels={}),
    Family("latency_seconds", "histogram", labels={}),
    Family("later", "gauge", labels={}, default=False),
    Family("build_info", "info", labels={}),
)
CATALOG = ExporterCatalog("mine", "me/mine", "1", "here", FAMILIES, "1")
AS_WRITTEN = {
    "requests_total": {"counter"},
    "running": {"gauge"},
    "latency_seconds": {"histogram"},
    "build_info": {"gauge"},
}


def told(exposed: dict[str, set[str]]) -> list[tuple[State, str]]:
    answers = compared(JobCatalogs("mine", (CATALOG,)), exposed)
    return [(answer.state, answer.found) for answer in answers]


@pytest.mark.parametrize(
    "exposed",
    [
        AS_WRITTEN,
        # OpenMetrics leaves the suffix out, and types may not be told at all.
        {**AS_WRITTEN, "requests": {"counter"}, "build": {"info"}},
        {**AS_WRITTEN, "running": {"unknown"}},
        {**AS_WRITTEN, "requests_total": {"counter", "gauge"}},
    ],
)
def test_what_is_as_the_catalog_says(exposed: dict[str, set[str]]) -> None:
    assert told(exposed) == [(State.GOOD, "4 families exposed as the catalog says")]


def test_another_type_is_wrong() -> None:
    assert told({**AS_WRITTEN, "running": {"counter"}}) == [
        (State.BAD, "`running` is a counter, in the catalog a gauge")
    ]


def test_what_came_and_what_is_not_there_are_told() -> None:
    exposed = {**AS_WRITTEN, "surprise": {"gauge"}}
    del exposed["running"]

    assert told(exposed) == [
        (State.UNKNOWN, "not in the catalog: `surprise`"),
        (State.UNKNOWN, "in the catalog, and not exposed: `running`"),
        (State.GOOD, "3 families exposed as the catalog says"),
    ]


def test_nothing_exposed_is_not_called_good() -> None:
    assert [state for state, _ in told({})] == [State.UNKNOWN]
