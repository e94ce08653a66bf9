"""The labels of a series from the exporter to the storage: exported, scraped, relabelled."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family, Role
from frontierkit.catalog.labels import Labels as LabelSpecs
from frontierkit.catalog.labels import LabelSpec
from frontierkit.catalog.scraped_draft import ALWAYS, MAYBE, NEVER, Draft, over
from frontierkit.catalog.scraped_relabel import relabel_known
from frontierkit.dataclass import dataclass, replace
from frontierkit.labels import ANY_VALUE, Label, Labels, Reason, Values
from frontierkit.model.scrape import Relabel

NAME = "__name__"
EXPORTED = "exported_"
SET_BY_PROMETHEUS = frozenset({"job", "instance"})
UNKNOWN_TARGET = Labels(MappingProxyType({"instance": Label(MAYBE), "job": Label(MAYBE)}))
"""What scraping adds where nothing is known of it."""

# Names that people give to the labels of targets. Where the configuration is not known, an
# exported label of such a name may have been pushed aside by one of a target.
USUAL_TARGET_LABELS = """
    app application az availability_zone chain cluster cluster_name component container datacenter
    dc endpoint engine engine_type env environment gpu group host hostname instance job kind k8s_pod
    machine metrics_path model name namespace network nodename node organization owner platform pod
    product project prometheus region replica role server service service_name shard site source
    stack stage team tenant tier type vendor version workload zone
"""
CONTESTED = frozenset(USUAL_TARGET_LABELS.split())


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A series as `metric_relabel_configs` leave it; `sure`: they are sure not to drop it."""

    name: str
    labels: Labels
    sure: bool


def exported_labels(catalog: ExporterCatalog, family: Family, role: Role) -> Labels:
    """Return what is known of the labels of a series on the `/metrics` page."""
    version = catalog.as_of or catalog.version
    why = Reason(f"the catalog `{catalog.name}` ({version}) says so of `{family.name}`")
    specs: LabelSpecs = family.labels or {}
    named = {name: _label(spec, why) for name, spec in specs.items()}
    if role == "bucket":
        named["le"] = _bounds_label((*family.buckets, float("inf")) if family.buckets else None)
    if role == "quantile":
        named["quantile"] = _bounds_label(family.quantiles)
    more = family.more_labels if family.more_labels is not None else catalog.more_labels
    if family.labels is None or more is True:
        return Labels(MappingProxyType(named))
    if more:
        why = replace(why, text=f"{why.text}, unless `{more}` adds labels")
    return Labels(MappingProxyType(named), NEVER, why)


def declared_target(catalog: ExporterCatalog) -> Labels | None:
    """Return the target labels that a catalog itself tells of; None if it tells none.

    Those that Prometheus sets itself, where nobody else does, are on every series.
    """
    if catalog.target_labels is None:
        return None
    why = Reason(f"the catalog `{catalog.name}` says which labels scraping adds")
    named = {name: _label(spec, why) for name, spec in catalog.target_labels.items()}
    for name in SET_BY_PROMETHEUS & named.keys():
        named[name] = replace(named[name], presence=ALWAYS)
    return Labels(MappingProxyType(named), NEVER, why)


def completed(target: Labels, declared: Labels | None) -> Labels:
    """Return target labels with what a catalog tells wherever the scrape job leaves it open."""
    if declared is None:
        return target
    named = {**target.named}
    for name, label in declared.named.items():
        known = target.named.get(name)
        if known is None and not target.closed:
            named[name] = label
        elif known is not None and known.presence > NEVER and known.values == ANY_VALUE:
            named[name] = replace(known, values=label.values)
    why = target.why_others if target.closed else declared.why_others
    return Labels(MappingProxyType(named), NEVER, why)


def scraped(exported: Labels, target: Labels, *, honor: bool) -> Labels:
    """Return the labels of a scraped series.

    Of two labels of one name the one of the target stays, and the other becomes `exported_…`;
    with `honor_labels` the exported one stays.
    """
    named = _honoured(exported, target) if honor else _pushed_aside(exported, target)
    others = max(exported.others, target.others)
    why = None if others > NEVER else exported.why_others or target.why_others
    return Labels(MappingProxyType(named), others, why)


def relabelled(name: str, labels: Labels, steps: tuple[Relabel, ...]) -> tuple[Relabelled, ...]:
    """Return the series that `metric_relabel_configs` make of one; none if they drop it.

    `OpenName` if they give it names that are not all known.
    """
    if not steps:
        return (Relabelled(name, labels, True),)
    before = Draft(labels).having({NAME: Label(ALWAYS, Values.of(name))})
    after = relabel_known(before, steps)
    if after is None or after.get(NAME).presence is NEVER:
        return ()
    found = after.get(NAME)
    if found.values.finite is None:
        raise OpenName(name)
    named = {label: known for label, known in after.labels.named.items() if label != NAME}
    left = replace(after.labels, named=MappingProxyType(named))
    sure = after.sure and found.presence is ALWAYS and len(found.values.finite) == 1
    return tuple(Relabelled(new, left, sure) for new in sorted(found.values.finite))


class OpenName(Exception):
    """A series is given a name that depends on values not all known."""


def bound_texts(bound: float) -> frozenset[str]:
    """Return the ways in which exporters and Prometheus write the bound of a bucket.

    Prometheus 3 stores `1.0`; before, it kept what the exporter wrote: `1`, `1.0`, `1e+06`…
    """
    if bound == float("inf"):
        return frozenset({"+Inf"})
    exact = (f"{bound:.{digits}e}" for digits in range(18))
    mantissa, _, exponent = next(text for text in exact if float(text) == bound).partition("e")
    with_point = mantissa if "." in mantissa else f"{mantissa}.0"
    texts = {repr(bound), f"{mantissa}e{exponent}", f"{with_point}E{int(exponent)}"}
    if bound.is_integer():
        texts |= {str(int(bound)), f"{int(bound)}.0"}
    return frozenset(texts)


def _bounds_label(bounds: Iterable[float] | None) -> Label:
    if bounds is None:
        return Label(ALWAYS)
    texts = frozenset().union(*map(bound_texts, bounds))
    return Label(ALWAYS, Values(texts), Reason("the catalog lists the bounds"))


def _label(spec: LabelSpec, why: Reason) -> Label:
    presence = ALWAYS if spec.always else MAYBE
    if spec.values is not None:
        values = Values.of(*spec.values)
        return Label(NEVER if values.impossible else presence, values, why)
    patterns = frozenset() if spec.regex is None else frozenset({spec.regex})
    return Label(presence, Values(patterns=patterns), why)


def _honoured(exported: Labels, target: Labels) -> dict[str, Label]:
    named = {name: _contested(name, label, target) for name, label in exported.named.items()}
    for name, label in target.named.items():
        other = exported.named.get(name)
        if other is not None:
            # An exporter may say `instance=""`, and then the one of the target stays away.
            mixed = over(other, label)
            named[name] = mixed if other.presence is not MAYBE else replace(mixed, presence=MAYBE)
        else:
            named[name] = over(exported.get(name), label)
    return named


def _pushed_aside(exported: Labels, target: Labels) -> dict[str, Label]:
    named = {name: _contested(name, label, target) for name, label in exported.named.items()}
    collisions = []
    for name, label in target.named.items():
        other = exported.get(name)
        named[name] = over(label, other)
        if label.presence > NEVER and name in exported.named and other.presence > NEVER:
            both = label.presence is ALWAYS and other.presence is ALWAYS
            collisions.append((name, replace(other, presence=ALWAYS if both else MAYBE)))
    for name, label in sorted(collisions, key=lambda collision: len(collision[0])):
        _add_exported(named, name, label)
    return named


def _add_exported(named: dict[str, Label], name: str, label: Label) -> None:
    """Add a label that was pushed aside under the first `exported_…` name that is free."""
    name = EXPORTED + name
    while name in named and named[name].presence > NEVER:
        occupant = named[name]
        if occupant.presence is MAYBE:
            named[name] = over(occupant, label)
            label = replace(label, presence=MAYBE)
        name = EXPORTED + name
    named[name] = label


def _contested(name: str, label: Label, target: Labels) -> Label:
    """Return an exported label where a target may carry one of that name that nobody declared."""
    if target.closed or name not in CONTESTED or label.presence is NEVER:
        return label
    return Label(label.presence, ANY_VALUE, label.why)
