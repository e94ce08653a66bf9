"""Which alerts can silence which others, as far as their labels are known."""

from __future__ import annotations

from collections.abc import Iterable

from frontierkit.analysis.alert_labels import Alert
from frontierkit.analysis.labelsets import equal_never
from frontierkit.analysis.routing import admitted
from frontierkit.dataclass import dataclass
from frontierkit.labels import Labels
from frontierkit.model.alertmanager import AlertMatcher, InhibitRule
from frontierkit.model.location import Location
from frontierkit.text import listed

Conditions = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Idle:
    """An inhibition never applies: `why` in words, and the part of it that is to blame."""

    why: str
    at: Location


def idle(rule: InhibitRule, alerts: Iterable[Alert]) -> Idle | None:
    """Return why a rule silences none of the alerts, if that is sure."""
    alerts = tuple(alerts)
    sources = _taken(alerts, rule.source)
    targets = _taken(alerts, rule.target)
    if not sources:
        return Idle(f"no alert is taken by {spelled(rule.source)}", place(rule, rule.source))
    if not targets:
        return Idle(f"no alert is taken by {spelled(rule.target)}", place(rule, rule.target))
    for label in rule.equal:
        if all(_differ(s, t, label.text) for s in sources for t in targets):
            why = (
                f"no alert of {spelled(rule.source)} agrees on `{label}` with one of "
                f"{spelled(rule.target)}"
            )
            return Idle(why, label.at())
    return None


def conditions(matchers: Iterable[AlertMatcher]) -> Conditions:
    """Return matchers as a set that equals that of the same ones in another order."""
    return frozenset((m.label, m.operator, m.value) for m in matchers)


def spelled(matchers: Iterable[AlertMatcher]) -> str:
    """Return matchers as a sentence names them."""
    return listed(f'{m.label}{m.operator}"{m.value}"' for m in matchers) or "every alert"


def place(rule: InhibitRule, matchers: tuple[AlertMatcher, ...]) -> Location:
    """Return where matchers of a rule stand, or where the rule does."""
    return matchers[0].at.at() if matchers else Location(rule.place)


def _taken(alerts: tuple[Alert, ...], matchers: tuple[AlertMatcher, ...]) -> list[Labels]:
    found = (admitted(alert.labels, matchers) for alert in alerts)
    return [labels for labels in found if labels is not None]


def _differ(source: Labels, target: Labels, label: str) -> bool:
    return equal_never(source.get(label), target.get(label))
