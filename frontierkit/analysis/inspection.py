"""What is known of one expression, with every reason: the answer to "what is this?"."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.selectors import SelectorFact
from frontierkit.analysis.series import STRING, Series
from frontierkit.dataclass import dataclass
from frontierkit.labels import Presence, Reason
from frontierkit.model.query import Query
from frontierkit.promql.syntax import SyntaxProblem
from frontierkit.text import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is claimed, such as the `range`, or `label job`, and why."""

    about: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Inspection:
    """What an expression is, or the problem for which Prometheus refuses it.

    `unknown` says what nobody can tell of the metrics that it asks for.
    """

    expr: str
    series: Series
    problem: SyntaxProblem | None = None
    unknown: tuple[Claim, ...] = ()

    @property
    def empty(self) -> Presence:
        """Whether there is no result; a text always is one."""
        return Presence.NEVER if self.series.kind == STRING else self.series.empty

    def claims(self) -> Iterator[Claim]:
        """Yield every claim that has a reason, in the order in which they are told."""
        series = self.series
        for about, reason in (
            ("type", series.why_type),
            ("unit", series.why_unit if series.unit is not None else None),
            ("range", series.why_range),
            ("empty", series.why_empty if self.empty is Presence.ALWAYS else None),
            *((f"label {name}", series.labels.get(name).why) for name in sorted(self._named())),
            ("other labels", series.labels.why_others if series.labels.closed else None),
        ):
            if reason is not None:
                yield Claim(about, reason)
        yield from self.unknown

    def _named(self) -> Iterator[str]:
        yield from self.series.labels.named


def inspect(query: Query, facts: Facts) -> Inspection:
    """Return what a query is."""
    problems = facts.syntax(query).problems
    if problems:
        return Inspection(query.text, facts.series(query), problems[0])
    unknown = (_unknown(selector, facts) for selector in facts.selectors(query))
    claims = tuple(dict.fromkeys(claim for claim in unknown if claim is not None))
    return Inspection(query.text, facts.series(query), None, claims)


def _unknown(selector: SelectorFact, facts: Facts) -> Claim | None:
    """Return what is not known of the name that a selector asks for."""
    existence = facts.existence(selector)
    if existence is None or existence.state == "known":
        return None
    node = selector.node
    if existence.state == "absent":
        meant = f"; did you mean `{existence.nearest}`?" if existence.nearest else ""
        text = f"no exporter exposes `{selector.name}`: {existence.why}{meant}"
    else:
        text = f"nothing is known of `{selector.name}`: {existence.why}"
    return Claim("metric", Reason(text, Span(node.start, max(node.end, node.start + 1))))
