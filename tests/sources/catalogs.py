"""What `sources/` uses of the catalogs, and catalogs from which something of that is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.analysis.uses import LabelUse
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.stored import Stored
from frontierkit.model.dashboard import Target
from frontierkit.model.location import Location, Passage
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.model.scrape import ScrapeJob
from frontierkit.regex import fully_matches
from tests.offline import ROOT

OF_PROMETHEUS = "scrape"
"""The catalog of what Prometheus itself writes, as `up`: no exporter can take it away."""

_READ = re.compile(r"\{\{\s*(?:\$labels\.)?(\w+)")
_NAME = re.compile(r"\w+")

Place = tuple[str, int]


@dataclass(frozen=True, order=True)
class Taken:
    """A metric, a label of all metrics, or values of a label, that a catalog is to be without."""

    catalog: str
    metric: str = ""
    label: str = ""
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        what = [part for part in (self.metric, self.label, "|".join(self.values)) if part]
        return f"{self.catalog}: {' '.join(what)}"

    def out_of(self, catalog: ExporterCatalog) -> ExporterCatalog:
        """Return the catalog without it, in every release."""
        return replace(catalog, history=tuple(self._left(catalog.history)))

    def _left(self, families: tuple[Family, ...]) -> Iterator[Family]:
        for family in families:
            labels = family.labels or {}
            if self.metric:
                if family.name != self.metric:
                    yield family
            elif self.label == "le" and family.buckets:
                bounds = tuple(b for b in family.buckets if f"{b:g}" not in self.values)
                yield replace(family, buckets=bounds)
            elif self.label not in labels:
                yield family
            elif self.values:
                spec = labels[self.label]
                left = tuple(v for v in spec.values or () if v not in self.values)
                there = spec if spec.values is None else replace(spec, values=left)
                yield replace(family, labels={**labels, self.label: there})
            else:
                others = {name: spec for name, spec in labels.items() if name != self.label}
                yield replace(family, labels=others)


def uses_of_catalogs(facts: Facts) -> Mapping[Taken, Mapping[Query, frozenset[Place]]]:
    """Return everything that the sources use of catalogs: by which query, in which lines."""
    found: dict[Taken, dict[Query, set[Place]]] = {}
    read = _read_elsewhere(facts)
    for query in facts.each(Query):
        for selector in facts.selectors(query):
            for stored in _exposed(selector, facts):
                for taken, places in _uses(query, selector, stored, facts, read.get(query, [])):
                    found.setdefault(taken, {}).setdefault(query, set()).update(places)
    return {
        taken: {query: frozenset(places) for query, places in by_query.items()}
        for taken, by_query in sorted(found.items())
    }


def _uses(
    query: Query,
    selector: SelectorFact,
    stored: Stored,
    facts: Facts,
    read: list[tuple[str, Place]],
) -> Iterator[tuple[Taken, list[Place]]]:
    name = stored.exporter.name
    # Of what a catalog does not list in full, a metric that it lacks may be there all the same.
    if stored.exporter.vouches_for(stored.family.name):
        yield Taken(name, metric=stored.family.name), [_line(query.at(span_of(selector.node)))]
    labels = stored.family.labels or {}
    used = [(use.name, _line(query.at(use.span))) for use in _labels(query, selector, facts)]
    for label, place in (*used, *read):
        exported = _exported_as(label, stored)
        if exported in labels:
            yield Taken(name, label=exported), [place]
    for matcher in selector.node.matchers:
        place = _line(query.at(span_of(matcher)))
        spec = labels.get(matcher.name)
        values = (spec.values or ()) if spec else ()
        if matcher.name == "le":
            values = tuple(f"{bound:g}" for bound in stored.family.buckets or ())
        asked = tuple(v for v in values if _asks_for(matcher.op, matcher.value, v))
        if asked and len(asked) < len(values):
            yield Taken(name, label=matcher.name, values=asked), [place]


def _labels(query: Query, selector: SelectorFact, facts: Facts) -> Iterator[LabelUse]:
    """Yield the uses of labels that read what this selector yields.

    A matcher on a variable proves nothing: what is chosen may be nothing. The variable does. Nor
    does one that leaves values out: where there is no label, none has them.
    """
    inner = span_of(selector.node)
    chosen = {m.name for m in selector.node.matchers if "$" in (m.value or "") or m.op == "!~"}
    for use in facts.uses(query):
        outer = span_of(use.node)
        if use.purpose == "matcher":
            reads = use.node is selector.node and use.name not in chosen
        else:
            reads = outer.start <= inner.start and inner.end <= outer.end
        if reads:
            yield use


def _exposed(selector: SelectorFact, facts: Facts) -> Iterator[Stored]:
    """Yield the origins of what is selected, in catalogs of exporters."""
    jobs: tuple[ScrapeJob | None, ...] = facts.world.admitted_jobs(selector.conditions)
    for name in sorted(selector.names or ()):
        for stored in facts.world.series(name):
            if stored.job in jobs and stored.exporter.name != OF_PROMETHEUS:
                yield stored


def _exported_as(label: str, stored: Stored) -> str:
    """Return what an exporter calls a label, before scraping copies it."""
    for step in stored.job.metric_relabel if stored.job else ():
        if step.target_label == label and len(step.source_labels) == 1:
            return step.source_labels[0]
    # What scraping adds stays, and what the exporter calls so becomes `exported_…`.
    added = stored.job is not None and label not in (stored.family.labels or {})
    return "" if added or label in ("job", "instance", "engine") else label


def _read_elsewhere(facts: Facts) -> Mapping[Query, list[tuple[str, Place]]]:
    """Return the labels that legends, annotations and variables read of each query."""
    read: dict[Query, list[tuple[str, Place]]] = {}

    def reads(query: Query | None, passage: Passage | None, pattern: re.Pattern[str]) -> None:
        if query is not None and passage is not None:
            place = _line(passage.at())
            found = [(name, place) for name in pattern.findall(passage.text)]
            read.setdefault(query, []).extend(found)

    for target in facts.each(Target):
        reads(target.query, target.legend, _READ)
    for rule in facts.each(Rule):
        for text in rule.annotations.values():
            reads(rule.query, text, _READ)
    for dashboard in facts.project.dashboards:
        for variable in dashboard.variables:
            reads(variable.query, variable.label, _NAME)
    return read


def _asks_for(op: str | None, wanted: str | None, value: str) -> bool:
    if wanted is None:
        return False  # a variable stands for the matcher
    return wanted == value if op == "=" else op == "=~" and fully_matches(wanted, value) is True


def _line(location: Location) -> Place:
    # Places know the path as the user who runs lint from the root of the project does.
    return Path(location.path).as_posix().removeprefix(f"{ROOT}/"), location.position.line
