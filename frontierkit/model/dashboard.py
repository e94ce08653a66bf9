"""Dashboards: panels, variables, links, as any dashboard tool would know them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from frontierkit.dataclass import dataclass, field
from frontierkit.model.location import Passage, Place
from frontierkit.model.query import Query

_USE = re.compile(r'(?:\$|\$\{|\[\[|\bvar-|"repeat":\s*")$')


@dataclass(frozen=True, slots=True)
class DatasourceReference:
    """What a panel, target or variable says of its datasource.

    `uid` is the uid or the name it refers to (possibly a variable); `by_name` where the file used
    the old form, a plain name.
    """

    uid: Passage | None
    kind: str | None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a panel lies on the dashboard's grid of 24 columns."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class ThresholdStep:
    """From `value` on (None: from below everything) the panel shows `color`."""

    value: float | None
    color: str
    at: Passage


@dataclass(frozen=True, slots=True)
class Override:
    """Display settings for the fields that a matcher picks.

    `matcher` is `byName`, `byRegexp`, `byFrameRefID`, `byType`…, or `byAlias`, as the old graph
    panel picks a series by its legend, or by a regex between slashes; `option` its argument;
    `properties` maps a property's id (`unit`, `custom.axisPlacement`…) to its plain value.
    """

    matcher: str
    option: Passage | None
    properties: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class Transformation:
    """A step that reshapes the fields of a panel. `fields` are the field names it refers to."""

    kind: str
    fields: tuple[Passage, ...]
    options: Mapping[str, object]
    disabled: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a dashboard, panel or field: to a URL, a dashboard, or a tag."""

    title: str
    url: Passage | None
    tags: tuple[Passage, ...]
    kind: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """One query of a panel. `query` is None unless its language is PromQL.

    `expression` is what an expression of Grafana's computes from other queries: a formula with
    `$A`, or the name of one. `panel_id` is the panel whose results are shown again.
    """

    ref_id: str | None
    language: str
    query: Query | None
    legend: Passage | None
    datasource: DatasourceReference | None
    hidden: bool
    instant: bool | None
    range: bool | None
    format: str | None
    interval: Passage | None
    exemplar: bool
    place: Place
    trail: tuple[str, ...] = ()
    expression: Passage | None = None
    panel_id: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One panel, or a row. `texts` are all its other texts that use variables: `$` or `[[`.

    `nested`: it stands inside the row that holds it, rather than after it. `drawing` is what its
    kind adds to the settings of fields, as `drawStyle`; `interval` the least step of its queries.
    """

    id: int | None
    title: Passage | None
    kind: str
    grid: Grid | None
    datasource: DatasourceReference | None
    targets: tuple[Target, ...]
    unit: Passage | None
    minimum: float | None
    maximum: float | None
    decimals: float | None
    thresholds: tuple[ThresholdStep, ...]
    threshold_mode: str | None
    overrides: tuple[Override, ...]
    transformations: tuple[Transformation, ...]
    links: tuple[Link, ...]
    repeat: Passage | None
    description: Passage | None
    stacking: str | None
    mapped_values: tuple[Passage, ...]
    library_uid: str | None
    collapsed: bool
    row: Panel | None
    options: Mapping[str, object]
    texts: tuple[Passage, ...]
    place: Place
    trail: tuple[str, ...] = ()
    nested: bool = False
    interval: Passage | None = None
    color_mode: Passage | None = None
    display_name: str | None = None
    drawing: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """A dashboard variable.

    `kind` is `query`, `custom`, `constant`, `interval`, `datasource`, `textbox`, `adhoc`,
    `groupby` or `switch`. `definition` is what was written; `query` is the PromQL inside a
    `label_values(…)` or `query_result(…)`; `label` the label whose values it offers; `values`
    what a custom, constant or interval variable offers; `current` the saved choice.
    """

    name: Passage
    kind: str
    definition: Passage | None
    function: str | None
    query: Query | None
    label: Passage | None
    regex: Passage | None
    multi: bool
    include_all: bool
    all_value: Passage | None
    values: tuple[str, ...]
    current: tuple[str, ...]
    datasource: DatasourceReference | None
    refresh: int | None
    sort: int | None
    hide: int
    place: Place
    texts: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An annotation query of a dashboard."""

    name: str
    query: Query | None
    datasource: DatasourceReference | None
    texts: tuple[Passage, ...]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Dashboard:
    """A dashboard. `panels` holds every panel and row, nested ones too, in reading order.

    `source` is the whole text it was read from, for searching it.
    """

    uid: Passage | None
    title: Passage | None
    panels: tuple[Panel, ...]
    variables: tuple[Variable, ...]
    annotations: tuple[Annotation, ...]
    links: tuple[Link, ...]
    inputs: tuple[str, ...]
    tags: tuple[str, ...]
    schema_version: int | None
    refresh: Passage | None
    time_from: Passage | None
    folder: str | None
    place: Place
    trail: tuple[str, ...] = ()
    name: str = ""
    metricsql: bool = False
    queries: tuple[Query, ...] = field(default=())
    source: str = field(default="", repr=False)

    def variable(self, name: str) -> Variable | None:
        """Return the variable called `name`."""
        return next((v for v in self.variables if v.name.text == name), None)

    def mentions(self, name: str) -> bool:
        """Say whether the variable `name` is used anywhere, however odd the place."""
        # A plain text is found many times faster than a pattern with alternatives.
        for found in re.finditer(re.escape(name), self.source):
            before = self.source[max(found.start() - 16, 0) : found.start()]
            after = self.source[found.end() : found.end() + 1]
            if _USE.search(before) and not (after.isalnum() or after == "_"):
                return True
        return False
