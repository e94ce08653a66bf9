"""Which `__meta_…` labels each service discovery provides, as its documentation lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from frontierkit.catalog.scraped_targets import FINDING_META_ONLY
from frontierkit.model.scrape import ScrapeJob

META = "__meta_"
ANNOTATED = "(annotation|annotationpresent|label|labelpresent)_.+"

_NODE = rf"node_(name|provider_id|address_.+|{ANNOTATED})"
_SERVICE = (
    rf"service_({ANNOTATED}|cluster_ip|loadbalancer_ip|external_name|name|port_name|port_number"
    r"|port_protocol|type)"
)
_POD = (
    rf"pod_({ANNOTATED}|name|ip|ready|phase|node_name|host_ip|uid|controller_kind|controller_name"
    r"|container_(init|name|id|image|port_name|port_number|port_protocol)"
    r"|(deployment|cronjob|job)_name)"
)
_ENDPOINTS = (
    rf"endpoints_({ANNOTATED}|name)"
    r"|endpoint_(hostname|node_name|ready|port_name|port_protocol|address_target_(kind|name))"
)
_INGRESS = rf"ingress_({ANNOTATED}|name|class_name|scheme|host|path)"
_NAMESPACE = rf"namespace|namespace_{ANNOTATED}"
# Nodes and namespaces can be attached to what runs on them.
KUBERNETES: Mapping[str, str] = MappingProxyType(
    {
        "node": rf"{_NODE}",
        "service": rf"{_NAMESPACE}|{_SERVICE}",
        "pod": rf"{_NAMESPACE}|{_POD}|{_NODE}",
        "endpoints": rf"{_NAMESPACE}|{_ENDPOINTS}|{_SERVICE}|{_POD}|{_NODE}",
        "endpointslice": rf"{_NAMESPACE}|endpointslice_.+|{_SERVICE}|{_POD}|{_NODE}",
        "ingress": rf"{_NAMESPACE}|{_INGRESS}",
    }
)
"""Regexes of what follows `__meta_kubernetes_`, by the role that is looked for."""

OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "dns": r"name|srv_record_target|srv_record_port|mx_record_target|ns_record_target",
        "docker": (
            r"container_(id|name|network_mode|label_.+)"
            r"|network_(id|name|ingress|internal|label_.+|scope|ip)"
            r"|port_(private|public|public_ip)"
        ),
    }
)
"""The same for other discoveries whose lists are short."""


def never_provided(label: str, job: ScrapeJob) -> bool:
    """Return whether it is sure that no target of a job is found with this label.

    Discovery through files or HTTP can attach any label.
    """
    if not label.startswith(META) or not FINDING_META_ONLY.issuperset(job.discovery):
        return False
    if job.beside or any(label in group.labels for group in job.static):
        return False
    return not any(_provides(kind, label.removeprefix(META), job) for kind in job.discovery)


def _provides(kind: str, label: str, job: ScrapeJob) -> bool:
    if kind == "kuma":
        return True
    found, _, rest = label.partition("_")
    if found != kind:
        return False
    if kind == "kubernetes":
        regexes: Iterable[str] = (KUBERNETES.get(role, ".+") for role in _roles(job))
    else:
        regexes = (OTHERS.get(kind, ".+"),)
    return any(re.fullmatch(regex, rest, re.ASCII) for regex in regexes)


def _roles(job: ScrapeJob) -> list[str]:
    """Return the roles that a job looks for in Kubernetes; an unknown one provides anything."""
    configs = job.options.get("kubernetes_sd_configs")
    if not isinstance(configs, list | tuple) or not configs:
        return [""]
    return [str(c.get("role", "")) if isinstance(c, Mapping) else "" for c in configs]
