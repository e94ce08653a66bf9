"""The proof that what runs is what was built: asked of the servers themselves, never assumed.

An answer of 200 to a reload proves nothing: a mount that still shows the old release is reloaded
successfully. So configuration and rules are fetched back and held against the live release.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from frontierkit.stack.active import active
from frontierkit.stack.answer import Answer, State, bad, good, unknown
from frontierkit.stack.drift import config_drift, rule_drift
from frontierkit.stack.http import NoAnswer
from frontierkit.stack.live import LiveGrafana, Target
from frontierkit.stack.released import Released, released
from frontierkit.stack.running import Running
from frontierkit.stack.strain import evaluation, memory
from frontierkit.text import listed, plural

WATCHDOG = "Watchdog"
"""The alert that always fires, so that its absence tells of a broken path."""
_LISTED = 3


def prove(running: Running) -> Iterator[Answer]:
    """Yield what every server of the stack says of itself, held against the live release."""
    release = released(running.build)
    yield good("release", f"{release.name}, {running.where}")
    yield from _asked("Prometheus", lambda: _prometheus(running))
    if not running.prometheus.ready():
        return
    yield from _asked("configuration", lambda: _configuration(running, release))
    yield from _asked("rules", lambda: _rules(running, release))
    yield from _asked("evaluation", lambda: evaluation(running))
    yield from _asked("memory", lambda: memory(running))
    yield from _asked("targets", lambda: targets(running))
    yield from _asked("engines", lambda: _engines(running, release))
    yield from _asked("Alertmanager", lambda: _alertmanager(running))
    yield from _asked("watchdog", lambda: _watchdog(running))
    yield from _asked("dashboards", lambda: _dashboards(running, release))


def settled(running: Running, patience_s: float) -> list[Answer]:
    """Return the proof once nothing is bad in it, or as it is after `patience_s`.

    What has just been started is not scraped yet, and its alerts are still on their way.
    """
    until = time.monotonic() + patience_s
    while True:
        answers = list(prove(running))
        if time.monotonic() > until or all(each.state is not State.BAD for each in answers):
            return answers
        time.sleep(0.5)


def same_release(running: Running) -> Iterator[str]:
    """Yield how the configurations and rules that run differ from those of the live release."""
    release = released(running.build)
    prometheus, file = running.prometheus, release.folder / "prometheus/prometheus.yml"
    config_file = prometheus.config_file()
    yield from config_drift(file.read_text(encoding="utf-8"), prometheus.config(), config_file)
    yield from rule_drift(release.folder / "prometheus/rules", prometheus.rule_groups())
    if running.alertmanager and running.alertmanager_config:
        built = running.alertmanager_config.read_text(encoding="utf-8")
        yield from config_drift(built, running.alertmanager.config())


def targets(running: Running) -> Iterator[Answer]:
    """Yield whether everything that is scraped answers."""
    found = running.prometheus.targets()
    down = [target for target in found if not target.up]
    if not found:
        advice = "`frontierkit stack up` writes the targets of what it starts"
        yield bad("targets", "none: Prometheus scrapes nothing", advice)
    elif not down:
        yield good("targets", f"{plural(len(found), 'target')}, all up")
    for target in down:
        yield bad("targets", f"{target.job}: {target.url} is down{_because(target)}", _ADVICE)


_ADVICE = (
    "is it running, does it listen on that address, and can Prometheus reach it? "
    "docs/troubleshooting.md, *Metrics do not appear*"
)


def _because(target: Target) -> str:
    return f": {target.error}" if target.error else " or not scraped yet"


def _asked(topic: str, question: Callable[[], Iterator[Answer]]) -> Iterator[Answer]:
    """Yield the answers to a question, or that nobody answered it."""
    try:
        yield from question()
    except NoAnswer as error:
        yield bad(topic, str(error), error.hint)


def _prometheus(running: Running) -> Iterator[Answer]:
    prometheus = running.prometheus
    if prometheus.ready():
        yield good("Prometheus", f"{prometheus.version()} at {prometheus.url}")
    else:
        advice = "its log says why: docs/troubleshooting.md, *Prometheus does not start*"
        yield bad("Prometheus", f"{prometheus.url} is not ready", advice)


def _configuration(running: Running, release: Released) -> Iterator[Answer]:
    differences = list(same_release(running))
    if not differences:
        yield good("configuration", "what runs is what was built")
    else:
        advice = "`frontierkit stack reload` loads what was built, and sees that it did"
        yield bad("configuration", _some(differences), advice)


def _rules(running: Running, release: Released) -> Iterator[Answer]:
    rules = [rule for group in running.prometheus.rule_groups() for rule in group["rules"]]
    sick = [rule for rule in rules if rule.get("health") == "err"]
    for rule in sick[:_LISTED]:
        words = " ".join(str(rule.get("lastError", "")).split())
        yield bad("rules", f"`{rule['name']}` fails: {words}", "`frontierkit lint` may say why")
    if not sick:
        alerts = sum(rule["type"] == "alerting" for rule in rules)
        yield good("rules", f"{plural(len(rules), 'rule')} loaded, {alerts} of them alerts")


def _engines(running: Running, release: Released) -> Iterator[Answer]:
    chosen = active(running.build).engines
    if not chosen:
        advice = "`frontierkit stack use ENGINE…` says which run"
        yield unknown("engines", "none is active: none is scraped, and none is missed", advice)
        return
    up = {target.job for target in running.prometheus.targets() if target.up}
    missing = [name for name in chosen if release.engines[name] not in up]
    if missing:
        advice = f"start it, or `frontierkit stack use` without {listed(missing)}"
        yield bad("engines", f"active and not answering: {listed(missing)}", advice)
    else:
        yield good("engines", f"active: {', '.join(chosen)}")


def _alertmanager(running: Running) -> Iterator[Answer]:
    alertmanager = running.alertmanager
    if alertmanager is None:
        advice = "declare where alerts go, and build; then `frontierkit stack up`"
        yield unknown("Alertmanager", "not part of this stack: alerts reach nobody", advice)
        return
    if not alertmanager.ready():
        yield bad("Alertmanager", f"{alertmanager.url} is not ready", "its log says why")
        return
    if not running.prometheus.alertmanagers():
        advice = "name it in `prometheus(alertmanagers=…)`, and build"
        yield bad("Alertmanager", "Prometheus sends alerts to none", advice)
        return
    yield good("Alertmanager", f"at {alertmanager.url}, and Prometheus knows it")


def _watchdog(running: Running) -> Iterator[Answer]:
    rules = [rule for group in running.prometheus.rule_groups() for rule in group["rules"]]
    if not any(rule["name"] == WATCHDOG for rule in rules):
        advice = (
            f"declare `{WATCHDOG}`, an alert on `vector(1)`, and send it to a dead man's switch"
        )
        yield unknown("watchdog", "no alert watches over the path of alerts", advice)
    elif running.alertmanager is None:
        yield unknown("watchdog", "fires, and there is no Alertmanager to deliver it to")
    elif running.alertmanager.has_alert(WATCHDOG):
        yield good("watchdog", "fires and has reached Alertmanager")
    else:
        advice = "within a minute of the start that is no cause for alarm; later it is"
        yield bad("watchdog", "has not reached Alertmanager", advice)


def _dashboards(running: Running, release: Released) -> Iterator[Answer]:
    built = {_uid(path) for path in (release.folder / "grafana/dashboards").rglob("*.json")}
    if running.grafana is None:
        yield unknown("dashboards", f"{len(built)} built; Grafana is not part of this stack")
    elif not running.grafana.ready():
        yield bad("dashboards", f"{running.grafana.url} is not ready", "its log says why")
    else:
        yield _missing_dashboards(running.grafana, built)


def _missing_dashboards(grafana: LiveGrafana, built: set[str]) -> Answer:
    missing = sorted(built - set(grafana.dashboards()))
    if not missing:
        return good("dashboards", f"{len(built)} built, all in Grafana, {grafana.url}")
    advice = "Grafana looks every 30 s; docs/troubleshooting.md, *A dashboard does not load*"
    return bad("dashboards", f"not in Grafana: {listed(missing[:_LISTED])}", advice)


def _uid(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["uid"])


def _some(differences: list[str]) -> str:
    more = len(differences) - _LISTED
    return "; ".join(differences[:_LISTED]) + (f"; and {more} more" if more > 0 else "")
