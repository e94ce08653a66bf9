"""Which language a datasource speaks, as far as a dashboard lets one know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from frontierkit.model.dashboard import DatasourceReference

PROMQL = "promql"
METRICSQL_TYPES = frozenset(("victoriametrics-datasource", "victoriametrics-metrics-datasource"))
_LANGUAGES = MappingProxyType(
    {
        "prometheus": PROMQL,
        "grafana-amazonprometheus-datasource": PROMQL,
        "grafana-azureprometheus-datasource": PROMQL,
        **dict.fromkeys(METRICSQL_TYPES, PROMQL),
        "loki": "logql",
        "victoriametrics-logs-datasource": "logsql",
        "tempo": "traceql",
        "__expr__": "expression",
    }
)
_VARIABLE = re.compile(r"\$\{?(\w+)(?::\w+)?\}?|\[\[(\w+)(?::\w+)?\]\]")
# What a log query has somewhere; it saves most expressions the closer look.
_PERHAPS_LOGQL = re.compile(r"\}\s*(?:\||!)|\bbytes_(?:rate|over_time)\b")


def kind_of_datasource(
    reference: DatasourceReference | None, kinds: Mapping[str, str]
) -> str | None:
    """Return the type of the datasource referred to, None if it cannot be known."""
    if reference is None:
        return kinds.get("")
    if reference.kind is not None and reference.kind not in ("datasource", "mixed"):
        found = _VARIABLE.fullmatch(reference.kind)
        return reference.kind if found is None else None
    name = reference.uid.text if reference.uid is not None else ""
    found = _VARIABLE.fullmatch(name)
    if found is not None:
        return kinds.get(f"${found[1] or found[2]}")
    if name.lower() in ("loki", "prometheus", "tempo", "influxdb", "elasticsearch", "graphite"):
        return kinds.get(name, name.lower())
    return kinds.get(name)


def is_internal(reference: DatasourceReference | None) -> bool:
    """Say whether the reference is to Grafana itself: another panel, or its own data."""
    if reference is None or reference.uid is None:
        return reference is not None and reference.kind in ("datasource", "grafana")
    name = reference.uid.text
    return name in ("-- Dashboard --", "-- Grafana --", "grafana") or reference.kind == "grafana"


def is_mixed(reference: DatasourceReference | None) -> bool:
    """Say whether each target of the panel names its own datasource."""
    uid = reference.uid.text if reference is not None and reference.uid is not None else ""
    return uid == "-- Mixed --"


def language_of(kind: str | None, expr: object) -> str | None:
    """Return the query language of a target, None if it has no query at all."""
    if kind is not None:
        return _LANGUAGES.get(kind, kind)
    if isinstance(expr, str):
        return "logql" if _is_logql(expr) else PROMQL
    return None


def _is_logql(expr: str) -> bool:
    if not _PERHAPS_LOGQL.search(expr):
        return False
    from frontierkit.promql.foreign import foreign

    return foreign(expr) == "LogQL"


def product(language: str) -> str:
    """Return what people call the language's datasource."""
    known = {
        "logql": "Loki",
        "logsql": "VictoriaLogs",
        "traceql": "Tempo",
        "expression": "Grafana expression",
    }
    return known.get(language, language)
