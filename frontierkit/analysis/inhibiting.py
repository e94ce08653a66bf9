"""Which alerts can silence which others, as far as their labels are known."""

from __future__ import annotations

from collections.abc import Iterable

from frontierkit.analysis.alert_labels import Alert
from frontierkit.analysis.labelsets import equal_never
from frontierkit.analysis.routing import admitted
from frontierkit.dataclass import dataclass
from frontierkit.labels import Label, Labels, Presence
from frontierkit.model.alertmanager import AlertMatcher, InhibitRule
from frontierkit.model.location import Location
from frontierkit.text import listed

MOST_PAIRS = 100_000
"""From how many pairs of labels on it is left open whether they can be equal."""

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
        if _never_agree(sources, targets, label.text):
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


def _never_agree(sources: list[Labels], targets: list[Labels], label: str) -> bool:
    """Return whether no source and no target can have equal values of a label."""
    ours, theirs = ({_bare(each.get(label)) for each in side} for side in (sources, targets))
    if all(_listed(each) for each in ours | theirs):
        return not _values(ours) & _values(theirs)
    if len(ours) * len(theirs) > MOST_PAIRS:
        return False
    return all(equal_never(one, other) for one in ours for other in theirs)


def _bare(label: Label) -> Label:
    """Return what is known of a label without the reason, so that equal ones are one."""
    return Label(label.presence, label.values)


def _listed(label: Label) -> bool:
    return label.presence is Presence.ALWAYS and label.values.finite is not None


def _values(labels: Iterable[Label]) -> frozenset[str]:
    return frozenset(value for label in labels for value in label.values.finite or ())
