"""The files of a small project that is green from its first minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword

from frontierkit.pipeline.surroundings import Service, Surroundings

SETTINGS = """\
# Settings of frontierkit; docs/settings.md lists them all.
engines = [{engines}]

# What runs, so that nothing is used that it does not know yet:
# versions = {{prometheus = "3.5", alertmanager = "0.28", grafana = "12.1"}}
"""

SCRAPING = '''\
"""What Prometheus scrapes. Every public name that is assigned here is a declaration."""

from frontierkit.authoring import {imports}

server = prometheus(scrape_interval="15s", evaluation_interval="15s")

{declarations}
'''

ALERTS = '''\
"""Alerts, and a test of each: one scenario in which it fires, one in which it is quiet."""

from frontierkit.authoring import alert, alert_test, fires, quiet, rule_group, series

targets = rule_group(
    "targets",
    alert(
        "TargetDown",
        "up == 0",
        for_="5m",
        severity="critical",
        summary="{{ $labels.instance }} of {{ $labels.job }} does not answer",
        description="Prometheus could not scrape it for five minutes.",
    ),
)

a_target_stays_away = alert_test(
    "a target stays away",
    given=[series('up{job="%(job)s", instance="%(address)s"}', "1x5 0x20")],
    expect=[
        quiet("TargetDown", at="8m"),
        fires("TargetDown", {"job": "%(job)s", "instance": "%(address)s"}, at="15m"),
    ],
)

a_target_comes_back = alert_test(
    "a target comes back in time",
    given=[series('up{job="%(job)s", instance="%(address)s"}', "0x3 1x20")],
    expect=[quiet("TargetDown", at="15m")],
)
'''

OVERVIEW = '''\
"""A first dashboard: which targets answer, and how long that takes."""

from frontierkit.authoring import dashboard, stat, timeseries

overview = dashboard(
    "Overview",
    stat("Targets that answer", "sum(up)"),
    stat("Targets that do not", "count(up == 0) or vector(0)"),
    timeseries("Time that a scrape takes", "max by (job) (scrape_duration_seconds)", unit="s"),
    timeseries("Samples of a scrape", "sum by (job) (scrape_samples_scraped)"),
)
'''

IGNORED = """\
# What `frontierkit build` writes is made from sources/ and stays out of the repository.
*
!.gitignore
"""


def new_project(found: Surroundings) -> dict[str, str]:
    """Return the files of a project, by path, for what was found."""
    services = found.services or (
        Service("job", "prometheus", "prometheus", ("localhost:9090",)),
        Service("job", "node", "node_exporter_linux", ("localhost:9100",)),
    )
    engines = ", ".join(f'"{s.exporter}"' for s in services if s.kind == "engine")
    return {
        "frontierkit.toml": SETTINGS.format(engines=engines),
        "sources/scraping.py": SCRAPING.format(
            imports=_imports(services), declarations="\n".join(_declarations(services))
        ),
        "sources/alerts.py": ALERTS % _tried(services),
        "sources/overview.py": OVERVIEW,
        "build/.gitignore": IGNORED,
    }


def _tried(services: tuple[Service, ...]) -> dict[str, str]:
    """Return the job and the address that the tests of the first alert are about."""
    jobs = [service for service in services if service.kind == "job" and service.addresses]
    chosen = jobs[0] if jobs else services[0]
    # An engine's job is called after its kind, whatever the service is called.
    name = chosen.exporter if chosen.kind == "engine" and chosen.exporter else chosen.name
    return {"job": _plain(name), "address": _plain(chosen.addresses[0])}


def _imports(services: tuple[Service, ...]) -> str:
    kinds = {"engine": "engines", "job": "scrape_job"}
    return ", ".join(sorted({"prometheus", *(kinds[service.kind] for service in services)}))


def _declarations(services: tuple[Service, ...]) -> Iterator[str]:
    taken = {"server", "engines", "prometheus", "scrape_job"}
    for service in services:
        name = _identifier(service.name, taken)
        addresses = ", ".join(f'"{address}"' for address in map(_plain, service.addresses))
        if service.kind == "engine":
            yield f"{name} = engines.{service.exporter}.at({addresses})"
        elif service.exporter is None:
            yield f"# No catalog says what `{_plain(service.name)}` exposes: it is not judged."
            yield f'{name} = scrape_job("{_plain(service.name)}", {addresses})'
        else:
            exporter = f'exporter="{service.exporter}"'
            yield f'{name} = scrape_job("{_plain(service.name)}", {addresses}, {exporter})'


def _identifier(name: str, taken: set[str]) -> str:
    """Return a name for a declaration that no other has."""
    base = re.sub(r"\W+", "_", name.lower(), flags=re.ASCII).strip("_") or "job"
    base = f"job_{base}" if base[0].isdigit() or iskeyword(base) else base
    chosen = base
    while chosen in taken:
        chosen = f"{chosen}_job"
    taken.add(chosen)
    return chosen


def _plain(text: str) -> str:
    """Return a text that can stand between quotes in Python."""
    return re.sub(r'[\\"\x00-\x1f]', "", text)
