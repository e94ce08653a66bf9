"""Which metrics the queries of a project select at all."""

from __future__ import annotations

from frontierkit.analysis.facts import Facts
from frontierkit.dataclass import dataclass
from frontierkit.model.query import Query
from frontierkit.model.rules import Rule
from frontierkit.promql.nodes import Matcher


@dataclass(frozen=True, slots=True)
class Selected:
    """The names that are selected, and the regexes by which others may be.

    `open`: some query may select anything.
    """

    names: frozenset[str]
    regexes: frozenset[str]
    open: bool

    def has(self, name: str) -> bool:
        """Return whether a name is selected, or may be."""
        from frontierkit.regex import fully_matches

        if self.open or name in self.names:
            return True
        return any(fully_matches(regex, name) is not False for regex in self.regexes)


def selected_names(facts: Facts) -> Selected:
    """Return what all queries select; a rule that reads its own record does not count."""
    names: set[str] = set()
    regexes: set[str] = set()
    unknown = False
    for query in facts.each(Query):
        owner = query.owner
        own = owner.name.text if isinstance(owner, Rule) and not owner.alerting else None
        if facts.syntax(query).expr is None:
            unknown = True
        for selector in facts.selectors(query):
            if selector.names is not None:
                names |= selector.names - {own}
                continue
            found = {
                m.value for m in selector.node.matchers if m.name == "__name__" and m.op == "=~"
            }
            regexes |= {value for value in found if value and "$" not in value}
            unknown |= not found or any(value and "$" in value for value in found)
    return Selected(frozenset(names), frozenset(regexes), unknown)


def _about_name(matcher: Matcher) -> bool:
    """Return whether a matcher is a regex, without variables, that a name has to match."""
    return matcher.name == "__name__" and matcher.op == "=~" and "$" not in (matcher.value or "$")
