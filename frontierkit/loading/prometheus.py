"""`prometheus.yml` → model."""

from __future__ import annotations

from frontierkit.loading.collected import Collected, Trail
from frontierkit.loading.node import MapNode, Node
from frontierkit.loading.prometheus_keys import ALERTING, GLOBAL, TOP, VMAGENT_GLOBAL
from frontierkit.loading.relabel import lift_relabel
from frontierkit.loading.schema import Schema
from frontierkit.loading.scrape_jobs import Defaults, is_vmagent, lift_jobs
from frontierkit.model.location import Passage
from frontierkit.model.scrape import PrometheusConfig

CHECK = "scrape/malformed"


def lift_prometheus(root: Node, collected: Collected, trail: Trail = ()) -> PrometheusConfig | None:
    """Lift a Prometheus configuration; defaults are filled in."""
    schema = Schema(CHECK, collected)
    top = schema.mapping(root, "a Prometheus configuration", trail)
    if top is None:
        return None
    settings = schema.mapping(top.get("global"), "`global`", trail)
    vmagent = is_vmagent(top)
    if not vmagent:
        schema.only(top, TOP, "a Prometheus configuration", trail)
    defaults = _defaults(schema, settings, trail, vmagent)
    alerting = schema.mapping(top.get("alerting"), "`alerting`", trail)
    return PrometheusConfig(
        scrape_interval_s=defaults.interval_s,
        scrape_timeout_s=defaults.timeout_s,
        evaluation_interval_s=_duration(schema, settings, "evaluation_interval", trail) or 60.0,
        external_labels=schema.texts(
            settings.get("external_labels") if settings else None, "external label", trail
        ),
        rule_files=schema.passages(top.get("rule_files"), "`rule_files`", trail),
        jobs=lift_jobs(schema, top, defaults, trail, vmagent=vmagent),
        alertmanagers=_alertmanagers(schema, alerting, trail),
        place=top,
        scrape_config_files=schema.passages(
            top.get("scrape_config_files"), "`scrape_config_files`", trail
        ),
        alert_relabel=lift_relabel(
            schema,
            alerting.get("alert_relabel_configs") if alerting else None,
            "alert_relabel_configs",
            trail,
        ),
        remote_write_relabel=tuple(
            step
            for remote in schema.mappings(
                top.get("remote_write"), "`remote_write`", "an entry of `remote_write`", trail
            )
            for step in lift_relabel(
                schema, remote.get("write_relabel_configs"), "write_relabel_configs", trail,
                vmagent=vmagent,
            )
        ),
        vmagent=vmagent,
    )  # fmt: skip


def _duration(schema: Schema, settings: MapNode | None, name: str, trail: Trail) -> float | None:
    return schema.seconds(settings.get(name), f"`{name}`", trail) if settings else None


def _defaults(schema: Schema, settings: MapNode | None, trail: Trail, vmagent: bool) -> Defaults:
    if settings is not None:
        known = GLOBAL | VMAGENT_GLOBAL if vmagent else GLOBAL
        schema.only(settings, known, "`global`", trail)
    interval = _duration(schema, settings, "scrape_interval", trail) or 60.0
    given = _duration(schema, settings, "scrape_timeout", trail)
    if given is not None and given > interval and settings is not None:
        schema.refuse(
            "the global scrape timeout is longer than the global scrape interval",
            settings.get("scrape_timeout") or settings,
            "a scrape must end before the next one starts",
            trail=trail,
        )
    return Defaults(interval, given if given is not None else min(10.0, interval))


def _alertmanagers(schema: Schema, alerting: MapNode | None, trail: Trail) -> tuple[Passage, ...]:
    if alerting is None:
        return ()
    schema.only(alerting, ALERTING, "`alerting`", trail)
    groups = schema.mappings(
        alerting.get("alertmanagers"), "`alertmanagers`", "an entry of `alertmanagers`", trail
    )
    return tuple(
        address
        for group in groups
        for static in schema.mappings(
            group.get("static_configs"), "`static_configs`", "an entry of `static_configs`", trail
        )
        for address in schema.passages(static.get("targets"), "`targets`", trail)
    )
