"""Small worlds and projects for tests of the analysis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.series import Series
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family, FamilyType
from frontierkit.catalog.labels import LabelSpec
from frontierkit.catalog.world import World
from frontierkit.model.dashboard import Dashboard, Variable
from frontierkit.model.location import Origin, Passage
from frontierkit.model.project import Project
from frontierkit.model.query import Query, Role
from frontierkit.model.rules import Rule, RuleGroup
from frontierkit.promql import FLAGS, Dialect

EVERYTHING = Dialect(features=FLAGS)
"""Today's PromQL with all that is experimental."""
Values = tuple[str, ...] | str | None
"""A closed list of values, a regex, or any value."""


def family(
    name: str,
    type: FamilyType = "gauge",
    unit: str | None = None,
    labels: Mapping[str, Values] | None = None,
    buckets: tuple[float, ...] | None = None,
    quantiles: tuple[float, ...] | None = None,
) -> Family:
    """Return a family; its labels are closed unless None."""
    specs = None if labels is None else {label: _spec(allowed) for label, allowed in labels.items()}
    return Family(name, type, unit, specs, buckets=buckets, quantiles=quantiles)


def world(*families: Family, target: Mapping[str, Values] | None = None) -> World:
    """Return a world of one exporter, whose targets have `job` and `instance` unless told."""
    usual: Mapping[str, Values] = {"job": ("a", "b"), "instance": "[a-z]+:[0-9]+"}
    chosen = usual if target is None else target
    catalog = ExporterCatalog(
        name="test",
        exporter="test",
        version="1",
        source="a test",
        history=families,
        as_of="1",
        target_labels=MappingProxyType({name: _spec(values) for name, values in chosen.items()}),
    )
    return World.of_catalogs((catalog,))


def query(text: str, owner: object = None, role: Role = Role.PANEL) -> Query:
    return Query(Passage(text, Origin("test.yaml", 1)), role, owner)


def facts(world: World, project: Project | None = None) -> Facts:
    return Facts.of(project or Project(), world, EVERYTHING)


def series(text: str, world: World) -> Series:
    """Return what an expression is in a world; it must be one that Prometheus takes."""
    known = facts(world)
    asked = query(text)
    problems = known.syntax(asked).problems
    assert not problems, problems
    return known.series(asked)


def rules(recorded: Iterable[tuple[str, str]], labels: Mapping[str, str] | None = None) -> Project:
    """Return a project of recording rules: names and expressions."""
    group = RuleGroup(
        name=passage("group"),
        path="rules.yaml",
        interval_s=None,
        query_offset_s=None,
        limit=None,
        labels={},
        place=Origin("rules.yaml", 1),
    )
    made = [
        Rule(
            name=passage(name),
            alerting=False,
            query=query(text, role=Role.RECORD),
            labels={label: passage(value) for label, value in (labels or {}).items()},
            annotations={},
            for_s=None,
            keep_firing_for_s=None,
            group=group,
            index=index,
            place=Origin("rules.yaml", index + 2),
        )
        for index, (name, text) in enumerate(recorded)
    ]
    group.rules = tuple(made)
    return Project(rule_groups=(group,))


def dashboard(*variables: Variable) -> Dashboard:
    return Dashboard(
        uid=None,
        title=passage("test"),
        panels=(),
        variables=variables,
        annotations=(),
        links=(),
        inputs=(),
        tags=(),
        schema_version=None,
        refresh=None,
        time_from=None,
        folder=None,
        place=Origin("dashboard.json", 1),
    )


def variable(
    name: str,
    kind: str = "custom",
    values: tuple[str, ...] = (),
    definition: str | None = None,
    label: str | None = None,
    multi: bool = False,
    include_all: bool = False,
    all_value: str | None = None,
) -> Variable:
    return Variable(
        name=passage(name),
        kind=kind,
        definition=None if definition is None else passage(definition),
        function="label_values" if label is not None else None,
        query=None if definition is None else query(definition, role=Role.VARIABLE),
        label=None if label is None else passage(label),
        regex=None,
        multi=multi,
        include_all=include_all,
        all_value=None if all_value is None else passage(all_value),
        values=values,
        current=(),
        datasource=None,
        refresh=None,
        sort=None,
        hide=0,
        place=Origin("dashboard.json", 1),
    )


def passage(text: str) -> Passage:
    return Passage(text, Origin("test.yaml", 1))


def _spec(values: Values) -> LabelSpec:
    if isinstance(values, str):
        return LabelSpec(regex=values)
    return LabelSpec(values=values)
