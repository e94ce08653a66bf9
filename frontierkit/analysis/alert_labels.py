"""The labels with which alerts arrive at Alertmanager, as far as they are known."""

from __future__ import annotations

from fnmatch import fnmatchcase

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.labelsets import NO_LABELS, join, labels_of
from frontierkit.analysis.series import SCALAR
from frontierkit.catalog.scraped_draft import Draft
from frontierkit.catalog.scraped_relabel import relabel_known
from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Presence, Reason, Values
from frontierkit.model.location import Passage
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule
from frontierkit.model.scrape import PrometheusConfig

ALERTNAME = "alertname"


@dataclass(frozen=True, slots=True, eq=False)
class Alert:
    """An alerting rule and the labels of what it sends; a Prometheus may drop it on the way."""

    rule: Rule
    labels: Labels

    @property
    def name(self) -> str:
        return self.rule.name.text

    def static(self, label: str) -> Passage | None:
        """Return the value that the rule or its group gives a label, if it is no template."""
        found = self.rule.labels.get(label) or self.rule.group.labels.get(label)
        return None if found is None or "{{" in found.text else found


def alerts(facts: Facts) -> tuple[Alert, ...]:
    """Return every alert that reaches Alertmanager, in the order of declaration."""
    found = []
    for rule in facts.each(Rule):
        if rule.alerting and rule.name.text:
            labels = _sent(_fired(rule, facts), facts.project)
            if labels is not None:
                found.append(Alert(rule, labels))
    return tuple(found)


def all_alerts_known(project: Project) -> bool:
    """Return whether the rules at hand are all that one Alertmanager hears of.

    They are if each pattern of `rule_files` of each Prometheus means a file at hand, and Grafana
    evaluates no alert of its own.
    """
    if len(project.alertmanagers) != 1 or not project.prometheus or project.queries:
        return False
    return all(_rules_known(config, project) for config in project.prometheus)


def _rules_known(config: PrometheusConfig, project: Project) -> bool:
    if config.place.path.endswith(".py"):
        return True
    if config.vmagent or not config.rule_files:
        return False
    paths = {group.path for group in project.rule_groups}
    meant = [{path for path in paths if _same_name(p.text, path)} for p in config.rule_files]
    # Folders are mounted anywhere, so that only names are compared, and one file does not stand
    # for two patterns.
    return all(meant) and len(set().union(*meant)) >= len(meant)


def _same_name(pattern: str, path: str) -> bool:
    return fnmatchcase(path.rpartition("/")[2], pattern.rpartition("/")[2])


def _fired(rule: Rule, facts: Facts) -> Labels:
    """Return the labels of the alerts of a rule, as Prometheus makes them."""
    series = facts.series(rule.query)
    labels = NO_LABELS if series.kind == SCALAR else series.labels
    named = dict(labels.named)
    for name, text in {**rule.group.labels, **rule.labels}.items():
        named[name] = _given(name, text)
    why = Reason("the alert's name", passage=rule.name)
    named[ALERTNAME] = Label(Presence.ALWAYS, Values.of(rule.name.text), why)
    return labels_of(named, labels.others, labels.why_others)


def _given(name: str, text: Passage) -> Label:
    why = Reason(f"the rule sets `{name}`", passage=text)
    if "{{" in text.text:
        return Label(Presence.MAYBE, ANY_VALUE, why)
    if not text.text:
        return Label(Presence.NEVER, ANY_VALUE, why)
    return Label(Presence.ALWAYS, Values.of(text.text), why)


def _sent(labels: Labels, project: Project) -> Labels | None:
    """Return the labels as Alertmanager sees them; None if no Prometheus lets the alert through.

    Without a configuration, it may add any label that the alert has not.
    """
    if not project.prometheus:
        return _opened(labels)
    found = [_through(labels, config) for config in project.prometheus]
    passed = [each for each in found if each is not None]
    if not passed:
        return None
    result = passed[0]
    for other in passed[1:]:
        result = join(result, other)
    return result


def _opened(labels: Labels) -> Labels:
    named = {
        name: label if label.presence is Presence.ALWAYS else Label(Presence.MAYBE)
        for name, label in labels.named.items()
    }
    return labels_of(named)


def _through(labels: Labels, config: PrometheusConfig) -> Labels | None:
    """Return the labels with external ones added where there are none, then relabelled."""
    if config.vmagent:
        return _opened(labels)
    named = dict(labels.named)
    for name, text in config.external_labels.items():
        named[name] = _filled(labels.get(name), text)
    draft = relabel_known(Draft(replace(labels, named=named)), config.alert_relabel)
    return None if draft is None else draft.labels


def _filled(label: Label, text: Passage) -> Label:
    """Return a label that an external one fills in where it is absent."""
    why = Reason("an external label of Prometheus", passage=text)
    if label.presence is Presence.ALWAYS or not text.text:
        return label
    if "$" in text.text:
        return Label(Presence.MAYBE, ANY_VALUE, why)
    outer = Values.of(text.text)
    values = outer if label.presence is Presence.NEVER else outer.union(label.values)
    return Label(Presence.ALWAYS, values, why)
