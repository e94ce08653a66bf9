"""`scrape_configs` → model, with what is effective filled in."""

from __future__ import annotations

from frontierkit.dataclass import dataclass
from frontierkit.loading.collected import Trail
from frontierkit.loading.node import MapNode, Node, plain
from frontierkit.loading.prometheus_keys import SCRAPE, STATIC, VMAGENT_RELABEL, VMAGENT_SCRAPE
from frontierkit.loading.relabel import lift_relabel
from frontierkit.loading.schema import Schema
from frontierkit.model.location import Passage
from frontierkit.model.scrape import ScrapeJob, TargetGroup

_LIFTED = frozenset(
    ("job_name", "params", "static_configs", "relabel_configs", "metric_relabel_configs")
)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What `global` gives every job, in seconds."""

    interval_s: float
    timeout_s: float


def is_vmagent(top: MapNode) -> bool:
    """Say whether the file uses what only vmagent knows."""
    for job in getattr(top.get("scrape_configs"), "items", ()):
        if not isinstance(job, MapNode):
            continue
        if job.entries.keys() & (VMAGENT_SCRAPE - SCRAPE):
            return True
        for field in ("relabel_configs", "metric_relabel_configs"):
            for step in getattr(job.get(field), "items", ()):
                if isinstance(step, MapNode) and step.entries.keys() & VMAGENT_RELABEL:
                    return True
    return False


def lift_jobs(
    schema: Schema, top: MapNode, defaults: Defaults, trail: Trail, *, vmagent: bool
) -> tuple[ScrapeJob, ...]:
    """Lift every scrape job."""
    jobs = schema.mappings(top.get("scrape_configs"), "`scrape_configs`", "a scrape job", trail)
    lifted = (_job(schema, node, defaults, trail, vmagent) for node in jobs)
    return tuple(job for job in lifted if job is not None)


def _job(
    schema: Schema, node: MapNode, defaults: Defaults, trail: Trail, vmagent: bool
) -> ScrapeJob | None:
    name = schema.passage(node.get("job_name"), "`job_name`", trail)
    if name is None or not name.text:
        schema.refuse("a scrape job has no name", node, "give it a `job_name`", trail=trail)
        return None
    trail = (*trail, f"job {name.text}")
    schema.only(node, SCRAPE | VMAGENT_SCRAPE if vmagent else SCRAPE, "a scrape job", trail)
    interval, timeout = _times(schema, node, defaults, trail)

    def text(key: str, default: str) -> str:
        value = schema.passage(node.get(key), f"`{key}`", trail)
        return value.text if value is not None and value.text else default

    return ScrapeJob(
        name=Passage(name.text, name.place, trail),
        interval_s=interval,
        timeout_s=timeout,
        metrics_path=text("metrics_path", "/metrics"),
        scheme=text("scheme", "http"),
        honor_labels=bool(schema.boolean(node.get("honor_labels"), "`honor_labels`", trail)),
        params=_params(schema, node, trail),
        static=_static(schema, node, trail),
        discovery=tuple(
            key.removesuffix("_sd_configs") for key in node.entries if key.endswith("_sd_configs")
        ),
        relabel=lift_relabel(
            schema, node.get("relabel_configs"), "relabel_configs", trail, vmagent=vmagent
        ),
        metric_relabel=lift_relabel(
            schema,
            node.get("metric_relabel_configs"),
            "metric_relabel_configs",
            trail,
            vmagent=vmagent,
        ),
        exporters=None,
        options={key: plain(value) for key, value in node.values() if key not in _LIFTED},
        place=node,
        trail=trail,
    )


def _times(schema: Schema, node: MapNode, defaults: Defaults, trail: Trail) -> tuple[float, float]:
    """Return the effective scrape interval and timeout, as Prometheus works them out."""
    interval = schema.seconds(node.get("scrape_interval"), "`scrape_interval`", trail)
    interval = interval or defaults.interval_s
    timeout = schema.seconds(node.get("scrape_timeout"), "`scrape_timeout`", trail)
    if timeout and timeout > interval:
        schema.refuse(
            f"the scrape timeout is longer than the scrape interval of {interval:g} s",
            node.get("scrape_timeout") or node,
            "a scrape must end before the next one starts",
            trail=trail,
        )
    return interval, timeout or min(defaults.timeout_s, interval)


def _params(schema: Schema, node: MapNode, trail: Trail) -> dict[str, tuple[str, ...]]:
    table = schema.mapping(node.get("params"), "`params`", trail)
    if table is None:
        return {}
    return {
        name: tuple(p.text for p in schema.passages(value, f"the parameter `{name}`", trail))
        for name, value in table.values()
    }


def _static(schema: Schema, node: MapNode, trail: Trail) -> tuple[TargetGroup, ...]:
    groups = schema.mappings(
        node.get("static_configs"), "`static_configs`", "an entry of `static_configs`", trail
    )
    rewritten = _rewrites_addresses(node)
    return tuple(_group(schema, group, trail, rewritten) for group in groups)


def _rewrites_addresses(node: MapNode) -> bool:
    """Say whether relabelling may make an address of anything, as for the blackbox exporter."""
    return any(
        isinstance(step, MapNode)
        and (
            getattr(step.get("target_label"), "text", "") == "__address__"
            or getattr(step.get("action"), "text", "replace") in ("labelmap", "keep", "drop")
        )
        for step in getattr(node.get("relabel_configs"), "items", ())
    )


def _group(schema: Schema, node: MapNode, trail: Trail, rewritten: bool) -> TargetGroup:
    schema.only(node, STATIC, "an entry of `static_configs`", trail)
    addresses = schema.passages(node.get("targets"), "`targets`", trail)
    for address in addresses:
        if "/" in address.text and not rewritten:
            _not_an_address(schema, address, trail)
    return TargetGroup(addresses, schema.texts(node.get("labels"), "label", trail), node)


def _not_an_address(schema: Schema, address: Passage, trail: Trail) -> None:
    place = address.place
    assert isinstance(place, Node)
    schema.refuse(
        f"`{address.text}` is no address: it has a scheme or a path",
        place,
        "write host:port, and set `scheme` and `metrics_path` of the job",
        trail=trail,
    )
