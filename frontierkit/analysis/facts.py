"""The analysed project: what every query is, refers to and can yield. Checks ask here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

from frontierkit.analysis import subjects
from frontierkit.analysis.dialects import in_metricsql
from frontierkit.analysis.missing_labels import MissingLabel, missing_labels
from frontierkit.analysis.records import (
    Record,
    cycles,
    in_order,
    needs,
    recorded,
    recording_rules,
    unknown_record,
)
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.analysis.series import UNKNOWN, Series
from frontierkit.analysis.stored import stored_series
from frontierkit.analysis.uses import LabelUse, label_uses
from frontierkit.analysis.variable_values import choices, variable_values
from frontierkit.analysis.walk import Walk, walk
from frontierkit.catalog.world import Existence, World
from frontierkit.labels import MatchOp, Presence, Values
from frontierkit.model.dashboard import Dashboard
from frontierkit.model.project import Project
from frontierkit.model.query import Query
from frontierkit.promql import DEFAULT, Dialect, Node, Syntax, parse

Subject = TypeVar("Subject")


class Alike(NamedTuple):
    """Queries of one text in places that make no difference, and `Syntax.words` of the text."""

    queries: tuple[Query, ...]
    words: frozenset[str]


class Facts:
    """All that follows from a project and the world it is judged against.

    Nothing is worked out before somebody asks, and nothing twice: an expression is examined once
    for each text, or once for each dashboard where it uses variables.
    """

    def __init__(self, project: Project, world: World, dialect: Dialect = DEFAULT) -> None:
        self.project = project
        self.dialect = dialect._replace(grafana=False)
        self._grafana_dialect = dialect._replace(grafana=True)
        self._rules = recording_rules(subjects.rules(project))
        self.world = world.with_records(self._rules) if self._rules else world
        self._of_grafana = frozenset(project.queries)
        self._subjects: dict[type, tuple[object, ...]] = {}
        self._stored: dict[str, tuple[Series, ...]] = {}
        self._syntaxes: dict[Query, Syntax] = {}
        self._walks: dict[tuple[str, bool, Dashboard | None], Walk] = {}
        self._walk_of: dict[Query, Walk] = {}
        self._uses: dict[Walk, tuple[LabelUse, ...]] = {}
        self._existence: dict[SelectorFact, Existence | None] = {}
        self._values: dict[tuple[Dashboard, str], Values | None] = {}
        self._choices: dict[tuple[Dashboard, str, MatchOp], frozenset[str] | None] = {}
        self._records: dict[str, Record] = {}
        self._worked_out: dict[tuple[object, Query], tuple[Any, ...]] = {}
        self._needs: dict[str, frozenset[str]] | None = None

    @classmethod
    def of(cls, project: Project, world: World, dialect: Dialect = DEFAULT) -> Facts:
        """Return the facts of a project, judged against a world and a release of Prometheus."""
        return cls(project, world, dialect)

    def has(self, kind: str) -> bool:
        """Return whether there is anything of the kind that is called so."""
        return any(known.__name__ == kind and bool(self.each(known)) for known in subjects.KINDS)

    def each(self, kind: type[Subject]) -> tuple[Subject, ...]:
        """Return all of one kind, in the order of declaration; of an unknown kind there is none."""
        found = self._subjects.get(kind)
        if found is None:
            collect = subjects.KINDS.get(kind)
            found = self._subjects[kind] = () if collect is None else tuple(collect(self.project))
        return cast("tuple[Subject, ...]", found)

    def syntax(self, query: Query) -> Syntax:
        """Return the query as Prometheus reads it; in a dashboard, with Grafana's variables."""
        found = self._syntaxes.get(query)
        if found is None:
            found = self._syntaxes[query] = parse(query.text, self._dialect(query))
        return found

    def series(self, query: Query, node: Node | None = None) -> Series:
        """Return what a query is, or one of its nodes; `UNKNOWN` where it could not be read."""
        wanted = self.syntax(query).expr if node is None else node
        return UNKNOWN if wanted is None else self._walk(query).of(wanted)

    def selectors(self, query: Query) -> tuple[SelectorFact, ...]:
        """Return what each selector of a query selects, in the order of the text."""
        return tuple(self._walk(query).selectors)

    def uses(self, query: Query) -> tuple[LabelUse, ...]:
        """Return every use of a label's name in a query, in the order of the text."""
        present = self._walk(query)
        found = self._uses.get(present)
        if found is None:
            found = self._uses[present] = label_uses(self.syntax(query), present)
        return found

    def once(self, work: Callable[[Query, Facts], Iterable[Any]], query: Query) -> tuple[Any, ...]:
        """Return what `work` finds about a query, worked out for the first who asks."""
        found = self._worked_out.get((work, query))
        if found is None:
            found = self._worked_out[work, query] = tuple(work(query, self))
        return found

    def existence(self, selector: SelectorFact) -> Existence | None:
        """Return the verdict on the name that a selector asks for; None if it asks for no one."""
        if selector not in self._existence:
            name = selector.name
            known = None if name is None else self.world.verdict(name, selector.conditions)
            self._existence[selector] = known
        return self._existence[selector]

    @cached_property
    def in_metricsql(self) -> frozenset[Dashboard | str]:
        """The dashboards, and the paths of the rule files, that use MetricsQL anywhere."""
        return frozenset(in_metricsql(self))

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Every name that a rule records, with what is recorded."""
        for name in self._record_needs():
            self._resolve(name)
        return self._records

    @cached_property
    def record_dependencies(self) -> Mapping[str, frozenset[str]]:
        """The recorded names that each recorded name is made of."""
        return self._record_needs()

    @cached_property
    def record_cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of recorded names that need each other, and names that need themselves."""
        return cycles(self._record_needs())

    def variable_values(self, dashboard: Dashboard, name: str) -> Values | None:
        """Return all values that a variable can have; None where it may have any."""
        key = (dashboard, name)
        if key not in self._values:
            self._values[key] = None  # a variable may ask for itself
            variable = dashboard.variable(name)
            if variable is not None:
                self._values[key] = variable_values(variable, self._label_values)
        return self._values[key]

    def choices(self, dashboard: Dashboard, text: str, op: MatchOp) -> frozenset[str] | None:
        """Return all that a matcher's value with variables can become; None: that is open."""
        key = (dashboard, text, op)
        if key not in self._choices:
            self._choices[key] = choices(
                dashboard, text, op, lambda name: self.variable_values(dashboard, name)
            )
        return self._choices[key]

    def sources(self, name: str) -> tuple[Series, ...]:
        """Return each stored series of this name: exposed, or recorded; none: nothing is known."""
        found = self._stored.get(name)
        if found is None:
            stored = tuple(stored_series(name, origin) for origin in self.world.series(name))
            found = self._stored[name] = (*stored, *self._recorded(name))
        return found

    def _recorded(self, name: str) -> tuple[Series, ...]:
        if name not in self._rules:
            return ()
        return self._resolve(name).sources

    def _record_needs(self) -> dict[str, frozenset[str]]:
        if self._needs is None:
            self._needs = {
                name: frozenset().union(*(needs(self.syntax(r.query), self._rules) for r in rules))
                for name, rules in self._rules.items()
            }
        return self._needs

    def _resolve(self, name: str) -> Record:
        """Work out what a name is recorded as, after all that it needs."""
        if name not in self._records:
            graph = self._record_needs()
            for group in in_order(graph, (name,), self._records):
                cyclic = len(group) > 1 or group[0] in graph[group[0]]
                for member in group:
                    self._records[member] = self._record(member, cyclic)
        return self._records[name]

    def _record(self, name: str, cyclic: bool) -> Record:
        rules = self._rules[name]
        sources = tuple(
            unknown_record(rule) if cyclic else recorded(rule, self.series(rule.query))
            for rule in rules
        )
        return Record(name, rules, sources, self._record_needs()[name], cyclic)

    def _label_values(self, query: Query, label: str) -> Values | None:
        """Return all values that a label of a query's result can have, if they are known."""
        found = self.series(query).label(label)
        return None if found.presence is Presence.NEVER else found.values

    def _dialect(self, query: Query) -> Dialect:
        return self._grafana_dialect if self._has_variables(query) else self.dialect

    def _has_variables(self, query: Query) -> bool:
        """Return whether Grafana replaces something in a query before Prometheus reads it."""
        if "$" not in query.text and "[[" not in query.text:
            return False
        return isinstance(query.owner, Dashboard) or query in self._of_grafana

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """All queries, those together that mean the same and are for the same."""
        found: dict[object, list[Query]] = {}
        for query in self.each(Query):
            key = (*self._meaning(query), query.role, type(query.owner))
            found.setdefault(key, []).append(query)
        return tuple(Alike(tuple(q), self.syntax(q[0]).words) for q in found.values())

    @cached_property
    def words(self) -> frozenset[str]:
        """The functions, aggregations and operators of all queries."""
        return frozenset().union(*(alike.words for alike in self.alike))

    @cached_property
    def missing_labels(self) -> tuple[MissingLabel, ...]:
        """Every use of a label that is never there, matchers aside."""
        return tuple(missing_labels(self))

    def _meaning(self, query: Query) -> tuple[str, bool, Dashboard | None]:
        """Return what the analysis of a query depends on."""
        has_variables = self._has_variables(query)
        owner = query.owner if has_variables else None
        return query.text, has_variables, owner if isinstance(owner, Dashboard) else None

    def _walk(self, query: Query) -> Walk:
        known = self._walk_of.get(query)
        if known is not None:
            return known
        key = _, has_variables, dashboard = self._meaning(query)
        found = self._walks.get(key)
        if found is None:
            place = Place(self, dashboard, has_variables)
            found = self._walks[key] = walk(self.syntax(query), place)
        self._walk_of[query] = found
        return found


class Place:
    """Where an expression stands: in a dashboard with its variables, or where there are none.

    `has_variables`: `$` begins a variable here; in a rule it is but a character.
    """

    __slots__ = ("facts", "dashboard", "has_variables")

    def __init__(self, facts: Facts, dashboard: Dashboard | None, has_variables: bool) -> None:
        self.facts = facts
        self.dashboard = dashboard
        self.has_variables = has_variables

    def sources(self, name: str) -> tuple[Series, ...]:
        """Return each stored series of this name."""
        return self.facts.sources(name)

    def choices(self, text: str, op: MatchOp) -> frozenset[str] | None:
        """Return all that a matcher's value with variables can become; None: that is open."""
        dashboard = self.dashboard
        if dashboard is None:
            return None
        return self.facts.choices(dashboard, text, op)
