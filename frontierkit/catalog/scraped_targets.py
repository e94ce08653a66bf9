"""The labels that scraping a job adds to its series: those of its targets, after relabelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from frontierkit.catalog.relabel import relabel
from frontierkit.catalog.scraped_draft import ALWAYS, HIDDEN, MAYBE, NEVER, Draft, either, over
from frontierkit.catalog.scraped_relabel import relabel_known
from frontierkit.catalog.template import UnreadableStep
from frontierkit.dataclass import replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Reason, Values
from frontierkit.model.location import Passage
from frontierkit.model.scrape import ScrapeJob, TargetGroup

ADDRESS = "__address__"
DEFAULT_PORTS = {"http": "80", "": "80", "https": "443"}
# Kuma sets `instance` too, which is there anyway.
META_ONLY = """
    azure consul digitalocean dns docker dockerswarm ec2 eureka gce hetzner ionos kubernetes kuma
    lightsail linode marathon nerve nomad openstack ovhcloud puppetdb scaleway serverset stackit
    triton uyuni vultr
"""
FINDING_META_ONLY = frozenset(META_ONLY.split())
"""Discoveries whose targets carry an address and `__meta_…`: only relabelling keeps any of it."""


def target_labels(job: ScrapeJob) -> Labels | None:
    """Return what is known of the labels of a job's targets; None if none are left to scrape.

    Values are listed where the targets are. A discovery through files or HTTP can attach any
    label, `job` among them, unless the job says which (`discovered`).
    """
    found = [_static_labels(job), *(_found_by(kind, job) for kind in job.discovery)]
    sources = [labels for labels in found if labels is not None]
    return _any_of(sources) if sources else None


def static_targets(job: ScrapeJob) -> tuple[Mapping[str, str] | None, ...]:
    """Return the labels of each static target after relabelling; None for one that is dropped.

    `UnreadableStep` if Prometheus refuses a step.
    """
    return tuple(
        _relabelled(job, group, address.text) for group in job.static for address in group.addresses
    )


def given_labels(job: ScrapeJob) -> tuple[dict[str, str], ...]:
    """Return the labels of each static target before relabelling."""
    return tuple(
        _given(job, group, address.text) for group in job.static for address in group.addresses
    )


def _given(job: ScrapeJob, group: TargetGroup, address: str) -> dict[str, str]:
    given = {name: value.text for name, value in group.labels.items() if value.text}
    return {**_defaults(job), ADDRESS: address, **given, **_params(job)}


def _relabelled(job: ScrapeJob, group: TargetGroup, address: str) -> dict[str, str] | None:
    """Return the labels of one target, `__address__` and the like among them."""
    after = relabel(_given(job, group, address), job.relabel)
    if after is None or "/" in after.get(ADDRESS, "/"):
        return None
    after.setdefault("instance", after[ADDRESS])
    return after


def _defaults(job: ScrapeJob) -> dict[str, str]:
    """Return the labels that a target has unless it was given others."""
    return {
        "job": job.name.text,
        "__metrics_path__": job.metrics_path,
        "__scheme__": job.scheme,
        "__scrape_interval__": _duration(job.interval_s),
        "__scrape_timeout__": _duration(job.timeout_s),
    }


def _params(job: ScrapeJob) -> dict[str, str]:
    return {f"__param_{name}": values[0] for name, values in job.params.items() if values}


def _static_labels(job: ScrapeJob) -> Labels | None:
    try:
        targets = [target for target in static_targets(job) if target is not None]
    except UnreadableStep:
        return Labels()
    if not targets:
        return None
    names = {name for target in targets for name in target if not name.startswith(HIDDEN)}
    return _closed({name: _values_of(job, name, targets) for name in sorted(names)}, job)


def _values_of(job: ScrapeJob, name: str, targets: Iterable[Mapping[str, str]]) -> Label:
    """Return the values that a label has on some targets, and whether all have it."""
    values = {target.get(name, "") for target in targets}
    if name == "instance":
        values |= {ported for target in targets for ported in _with_port(target)}
    presence = MAYBE if "" in values else ALWAYS
    return Label(presence, Values.of(*values), _why(job))


def _with_port(target: Mapping[str, str]) -> Iterator[str]:
    """Yield what Prometheus 2 calls the instance: before 3.0 it added the default port."""
    address = target[ADDRESS]
    port = DEFAULT_PORTS.get(target.get("__scheme__", ""))
    bare = ":" not in address or address.endswith("]")
    if target["instance"] == address and bare and port:
        yield f"{address}:{port}"


def _found_by(kind: str, job: ScrapeJob) -> Labels | None:
    """Return what is known of targets that a service discovery finds."""
    why = _why(job)
    hidden = {name: Label(ALWAYS) for name in (*_defaults(job), ADDRESS) if name != "job"}
    known = {name: Label(ALWAYS, Values.of(value)) for name, value in _params(job).items()}
    name = Label(ALWAYS, Values.of(job.name.text), why)
    if kind in FINDING_META_ONLY:
        given = Labels(MappingProxyType({"job": name}), NEVER, why)
    elif job.discovered is None:
        given = Labels(MappingProxyType({"job": Label(ALWAYS, why=why)}))
    else:
        attached = {label: _attached(values, why) for label, values in job.discovered.items()}
        job_label = over(attached["job"], name) if "job" in attached else name
        given = Labels(MappingProxyType({**attached, "job": job_label}), NEVER, why)
    before = Draft(given, hidden=MAYBE).having({**hidden, **known})
    after = relabel_known(before, job.relabel)
    return None if after is None else _as_stored(after)


def _attached(values: tuple[str, ...] | None, why: Reason) -> Label:
    return Label(MAYBE, ANY_VALUE if values is None else Values.of(*values), why)


def _as_stored(draft: Draft) -> Labels | None:
    """Return the labels that a target keeps: `instance` is its address unless something set it."""
    address = draft.get(ADDRESS)
    if address.presence is NEVER:
        return None
    # Prometheus 2 adds a port where there is none, so the address itself tells no value.
    instance = over(draft.get("instance"), Label(ALWAYS))
    named = {
        name: label
        for name, label in draft.having({"instance": instance}).labels.named.items()
        if not name.startswith(HIDDEN)
    }
    return replace(draft.labels, named=MappingProxyType(named))


def _any_of(sources: list[Labels]) -> Labels:
    """Return what holds of a target from any of these sources."""
    if len(sources) == 1:
        return sources[0]
    names = sorted({name for labels in sources for name in labels.named})
    named = {name: either(labels.get(name) for labels in sources) for name in names}
    others = max(labels.others for labels in sources)
    why = sources[0].why_others if others is NEVER else None
    return Labels(MappingProxyType(named), others, why)


def _closed(named: Mapping[str, Label], job: ScrapeJob) -> Labels:
    return Labels(MappingProxyType(dict(named)), NEVER, _why(job))


def _why(job: ScrapeJob) -> Reason:
    passage = Passage(job.name.text, job.name.place, job.name.trail)
    return Reason(f"the scrape job `{job.name}` decides it", None, passage)


def _duration(seconds: float) -> str:
    """Return a duration as Prometheus writes it: `1m30s`, `15s`, `500ms`."""
    left = round(seconds * 1000)
    words = []
    for unit, size in (("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)):
        count, left = divmod(left, size)
        if count:
            words.append(f"{count}{unit}")
    return "".join(words) or "0s"
