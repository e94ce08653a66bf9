"""Plain data, as the sources declared it → model, every text with its place in Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frontierkit.loading.sources_places import PythonFiles, WrittenPlace
from frontierkit.model.datasource import Datasource
from frontierkit.model.engine import Binding, Engine, Signal
from frontierkit.model.location import Passage
from frontierkit.model.query import Query, Role
from frontierkit.model.rules import ExpectedAlert, InputSeries, Rule, RuleGroup, RuleTest
from frontierkit.model.scrape import PrometheusConfig, Relabel, ScrapeJob, TargetGroup

Plain = Mapping[str, Any]
Trail = tuple[str, ...]

SCRAPE_INTERVAL_S = 15.0
SCRAPE_TIMEOUT_S = 10.0
RULE_FILES = ("rules/*.yml",)
"""Relative to `prometheus.yml`."""
BESIDE = "../.."
"""From `prometheus.yml` to what stands beside the releases."""


class SourceLift:
    """Makes the model of what sources declared."""

    def __init__(self, files: PythonFiles) -> None:
        self.files = files

    def group(self, data: Plain) -> RuleGroup:
        """Return a rule group."""
        trail: Trail = (f"group {data['name']['text']}",)
        group = RuleGroup(
            name=self.passage(data["name"], trail),
            path=data["path"],
            interval_s=data["interval_s"],
            query_offset_s=data["query_offset_s"],
            limit=data["limit"],
            labels=self.passages(data["labels"], "label", trail),
            place=self.place(data["written"]),
            trail=trail,
        )
        group.rules = tuple(
            self._rule(rule, group, index) for index, rule in enumerate(data["rules"])
        )
        return group

    def _rule(self, data: Plain, group: RuleGroup, index: int) -> Rule:
        role = Role.ALERT if data["alerting"] else Role.RECORD
        trail = (*group.trail, f"{role} {data['name']['text']}")
        query = Query(self.passage(data["expr"], trail), role)
        rule = Rule(
            name=self.passage(data["name"], trail),
            alerting=data["alerting"],
            query=query,
            labels=self.passages(data["labels"], "label", trail),
            annotations=self.passages(data["annotations"], "annotation", trail),
            for_s=data["for_s"],
            keep_firing_for_s=data["keep_firing_for_s"],
            group=group,
            index=index,
            place=self.place(data["written"]),
            trail=trail,
        )
        query.belongs_to(rule)
        return rule

    def prometheus(
        self, servers: list[Any], jobs: tuple[ScrapeJob, ...], place: WrittenPlace
    ) -> PrometheusConfig:
        """Return the configuration of Prometheus: what is declared of it, and its jobs."""
        declared = servers[0] if servers else None
        where = self.place(declared["written"]) if declared else place
        return PrometheusConfig(
            scrape_interval_s=declared["scrape_interval_s"] if declared else SCRAPE_INTERVAL_S,
            scrape_timeout_s=declared["scrape_timeout_s"] if declared else SCRAPE_TIMEOUT_S,
            evaluation_interval_s=declared["evaluation_interval_s"] if declared else 15.0,
            external_labels=self.passages(
                declared["external_labels"] if declared else {}, "external label", ()
            ),
            rule_files=tuple(Passage(path, where) for path in RULE_FILES),
            jobs=jobs,
            alertmanagers=tuple(
                self.passage(address) for address in (declared or {}).get("alertmanagers", ())
            ),
            place=where,
            alertmanager_file=(declared or {}).get("alertmanager_file"),
        )

    def job(self, data: Plain, servers: list[Any]) -> ScrapeJob:
        """Return a scrape job, what is effective filled in."""
        trail: Trail = (f"job {data['name']['text']}",)
        interval, timeout = _times(data, servers[0] if servers else {})
        groups = tuple(self.targets(group, trail) for group in data["targets"])
        target_file = data.get("target_file")
        options: dict[str, object] = dict(data["options"])
        if target_file:
            options["file_sd_configs"] = [file_discovery(target_file)]
        exporters = data["exporters"]
        return ScrapeJob(
            name=self.passage(data["name"], trail),
            interval_s=interval,
            timeout_s=timeout,
            metrics_path=data["metrics_path"],
            scheme=data["scheme"],
            honor_labels=data["honor_labels"],
            params={key: tuple(values) for key, values in data["params"].items()},
            static=() if target_file else groups,
            discovery=tuple(
                key.removesuffix("_sd_configs") for key in options if key.endswith("_sd_configs")
            ),
            relabel=tuple(self.relabel(step, trail) for step in data["relabel"]),
            metric_relabel=tuple(self.relabel(step, trail) for step in data["metric_relabel"]),
            exporters=None if exporters is None else tuple(e["name"] for e in exporters),
            options=options,
            place=self.place(data["written"]),
            trail=trail,
            discovered=_discovered(groups) if target_file else None,
            versions={e["name"]: e["version"] for e in exporters or () if e["version"]},
            target_file=target_file,
            beside=groups if target_file else (),
        )

    def targets(self, data: Plain, trail: Trail = ()) -> TargetGroup:
        """Return addresses that share labels."""
        return TargetGroup(
            tuple(self.passage(address, trail) for address in data["addresses"]),
            self.passages(data["labels"], "label", trail),
            self.place(data["written"]),
        )

    def relabel(self, data: Plain, trail: Trail) -> Relabel:
        """Return a step of relabelling."""
        place = self.place(data["written"])
        sources = tuple(data["source_labels"])
        return Relabel(
            action=data["action"],
            source_labels=sources,
            separator=data["separator"],
            regex=data["regex"],
            target_label=data["target_label"],
            replacement=data["replacement"],
            modulus=data["modulus"],
            place=place,
            source_passages=tuple(Passage(label, place, trail) for label in sources),
            given=frozenset(),
        )

    def datasource(self, data: Plain, default_uid: str) -> Datasource:
        """Return a datasource; a Prometheus without a uid has the one of the settings."""
        trail: Trail = (f"datasource {data['name']['text']}",)
        place = self.place(data["written"])
        uid = Passage(default_uid, place, trail) if data["kind"] == "prometheus" else None
        return Datasource(
            name=self.passage(data["name"], trail),
            uid=self.passage(data["uid"], trail) if data["uid"] else uid,
            kind=data["kind"],
            url=self.passage(data["url"], trail),
            is_default=data["is_default"],
            references=(),
            place=place,
        )

    def test(self, data: Plain) -> RuleTest:
        """Return a rule test."""
        trail: Trail = (f"test {data['name']}",)
        return RuleTest(
            name=data["name"],
            interval_s=data["interval_s"],
            inputs=tuple(
                InputSeries(self.passage(series["selector"], trail), series["values"])
                for series in data["given"]
            ),
            alerts=tuple(
                ExpectedAlert(
                    alert=self.passage(expected["alert"], trail),
                    at_s=expected["at_s"],
                    instances=tuple(
                        (dict(labels), dict(expected["annotations"] or {}))
                        for labels in expected["instances"]
                    ),
                    place=self.place(expected["written"]),
                )
                for expected in data["expect"]
            ),
            place=self.place(data["written"]),
            trail=trail,
            external_labels=dict(data["external_labels"]),
        )

    def engine(self, data: Plain, signals: Mapping[str, Signal]) -> Engine:
        """Return an engine; `signals` are all that there are, by name."""
        trail: Trail = (f"engine {data['name']}",)
        place = self.place(data["at"])
        engine = Engine(
            name=data["name"],
            title=data["title"],
            job=data["job"],
            exporter=data["exporter"],
            version=data["version"],
            bindings={
                name: self._binding(binding, signals[name], trail)
                for name, binding in data["bindings"].items()
            },
            targets=tuple(self.targets(group, trail) for group in data["targets"]),
            place=place,
        )
        for binding in engine.bindings.values():
            if binding.query is not None:
                binding.query.belongs_to(engine)
        return engine

    def _binding(self, data: Plain, signal: Signal, trail: Trail) -> Binding:
        text = data["query"]
        place = self.place(data["at"], text or "")
        query = None
        if text is not None:
            passage = Passage(text, place, (*trail, f"signal {signal.name}"))
            query = Query(passage, Role.RECORD)
        return Binding(signal, query, data["reason"], place)

    def passage(self, data: Plain, trail: Trail = ()) -> Passage:
        """Return a text with its place."""
        return Passage(data["text"], self.place(data["at"], data["text"]), trail)

    def passages(self, data: Plain, what: str, trail: Trail) -> dict[str, Passage]:
        """Return texts by name, such as labels."""
        return {name: self.passage(text, (*trail, f"{what} {name}")) for name, text in data.items()}

    def place(self, at: list[Any], text: str = "") -> WrittenPlace:
        """Return the place of a text, or of a call."""
        return WrittenPlace(self.files, at, text)


def file_discovery(path: str) -> dict[str, object]:
    """Return the discovery of targets in a file beside the releases.

    Prometheus sees a change at once where the system tells it, and where not, as through the
    mounts of some machines, when it looks again.
    """
    return {"files": [f"{BESIDE}/{path}"], "refresh_interval": "30s"}


def _times(job: Plain, server: Plain) -> tuple[float, float]:
    """Return the interval and the timeout of a job: its own, or what holds for all."""
    interval = job["interval_s"] or server.get("scrape_interval_s", SCRAPE_INTERVAL_S)
    timeout = job["timeout_s"] or server.get("scrape_timeout_s", SCRAPE_TIMEOUT_S)
    return interval, timeout if job["timeout_s"] else min(timeout, interval)


def _discovered(groups: tuple[TargetGroup, ...]) -> dict[str, tuple[str, ...] | None]:
    """Return the labels that the targets of a job carry, with all their values."""
    names = sorted({name for group in groups for name in group.labels})
    return {
        name: tuple(sorted({group.labels[name].text for group in groups if name in group.labels}))
        for name in names
    }
