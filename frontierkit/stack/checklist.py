"""The checklist for production, answered line by line by what runs, never by what should."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from frontierkit.dataclass import replace
from frontierkit.stack.active import active
from frontierkit.stack.answer import Answer, State, bad, good, unknown
from frontierkit.stack.backup import last_backup
from frontierkit.stack.http import NoAnswer, get
from frontierkit.stack.proof import WATCHDOG, prove
from frontierkit.stack.released import Released, released
from frontierkit.stack.running import Running
from frontierkit.text import listed, plural

LOGGING = ("loki", "elasticsearch")
_OLDEST_BACKUP_S = 7 * 86_400


def checklist(running: Running, rotation: Answer) -> Iterator[Answer]:
    """Yield an answer for each line. `rotation` is known only to who has started the services."""
    release = released(running.build)
    found = {answer.topic: answer for answer in prove(running)}
    lines: tuple[tuple[str, Callable[[], Answer]], ...] = (
        (
            "Prometheus deployed and scraping metrics",
            lambda: _worst(found, "Prometheus", "targets"),
        ),
        ("Grafana dashboards imported and working", lambda: _worst(found, "dashboards")),
        ("Alertmanager configured with notification channels", lambda: _channels(running, found)),
        ("Logging backend deployed (ELK or Loki)", lambda: _logging(running)),
        ("Log rotation configured", lambda: rotation),
        ("Health check endpoints working", lambda: _probes(running)),
        ("Metrics endpoint exposed", lambda: _worst(found, "engines")),
        ("Alert rules deployed and tested", lambda: _rules(release, found)),
        ("Dashboard permissions configured", lambda: _permissions(running)),
        ("Backup strategy for metrics/logs", lambda: _backup(running)),
        ("Monitoring the monitoring (meta-monitoring)", lambda: _meta(running, found)),
    )
    for line, question in lines:
        try:
            answer = question()
        except NoAnswer as error:
            answer = bad("", str(error), error.hint)
        yield replace(answer, topic=line)


def _worst(found: dict[str, Answer], *topics: str) -> Answer:
    """Return the answer that is not good, if there is one, else the last."""
    known = [found[topic] for topic in topics if topic in found]
    if not known:
        return bad("", "Prometheus does not answer", "`frontierkit stack up` starts it")
    return next((each for each in known if each.state is not State.GOOD), known[-1])


def _channels(running: Running, found: dict[str, Answer]) -> Answer:
    if running.alertmanager is None or found["Alertmanager"].state is State.BAD:
        return found["Alertmanager"]
    import yaml

    config: dict[str, Any] = yaml.safe_load(running.alertmanager.config())
    channels = [
        f"{receiver['name']} ({key.removesuffix('_configs')})"
        for receiver in config.get("receivers", ())
        for key in receiver
        if key.endswith("_configs") and receiver[key]
    ]
    if channels:
        return good("", f"{plural(len(channels), 'channel')}: {', '.join(channels)}")
    return bad("", "no receiver tells anybody", "declare a receiver with a channel, and build")


def _logging(running: Running) -> Answer:
    there = [name for name in LOGGING if name in active(running.build).services]
    if there:
        return good("", f"{listed(there)} runs")
    advice = "`frontierkit stack up --profile logs-loki` (or `logs-elastic`)"
    return unknown("", "neither Loki nor Elasticsearch is part of this stack", advice)


def _probes(running: Running) -> Answer:
    prometheus = running.prometheus
    count = prometheus.value("count(probe_success)")
    if not count:
        advice = "`frontierkit stack up --profile blackbox` asks the health routes of engines"
        return unknown("", "nothing is probed", advice)
    failing = prometheus.value("count(probe_success == 0)") or 0
    if failing:
        return bad("", f"{failing:g} of {count:g} probes fail", "`probe_success == 0` says which")
    return good("", f"{plural(int(count), 'probe')}, all successful")


def _rules(release: Released, found: dict[str, Answer]) -> Answer:
    answer = _worst(found, "configuration", "rules")
    if answer.state is not State.GOOD:
        return answer
    tests = list((release.folder / "prometheus/tests").glob("*.yml"))
    manifest = json.loads((release.folder / "manifest.json").read_text(encoding="utf-8"))
    judge = manifest["verified"]["promtool"]
    if not tests:
        return unknown("", f"{answer.found}; none is tested", "declare `alert_test(…)`")
    if not judge:
        advice = "build without `--no-promtool`"
        return bad("", f"{answer.found}; the release was built without running its tests", advice)
    return good("", f"{answer.found}; the tests passed, says promtool {judge}")


def _permissions(running: Running) -> Answer:
    if running.grafana is None:
        return unknown("", "Grafana is not part of this stack")
    try:
        get(f"{running.grafana.url}/api/search")
    except NoAnswer as error:
        if " 401 " in str(error):
            return good("", "nobody sees a dashboard without signing in, and nobody edits one")
        raise
    return bad("", "everybody sees the dashboards", "set `GF_AUTH_ANONYMOUS_ENABLED` to false")


def _backup(running: Running) -> Answer:
    at = last_backup(running.build)
    advice = "`frontierkit stack backup FOLDER`, once a day; docs/stack.md, *Backup*"
    if at is None:
        return bad("", "none has been made", advice)
    age = time.time() - at
    words = f"the last one is {age / 86_400:.1f} days old"
    return bad("", words, advice) if age > _OLDEST_BACKUP_S else good("", words)


def _meta(running: Running, found: dict[str, Answer]) -> Answer:
    jobs = {target.job for target in running.prometheus.targets() if target.up}
    if "prometheus" not in jobs:
        advice = "declare a scrape job of Prometheus itself"
        return bad("", "Prometheus does not watch itself", advice)
    watched = found.get("watchdog", unknown("", f"`{WATCHDOG}` is not known"))
    return watched if watched.state is not State.GOOD else good("", f"itself, and {watched.found}")
