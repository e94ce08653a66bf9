"""What is really exposed, held against the catalogs that everything was judged by."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.dataclass import dataclass
from frontierkit.stack.answer import Answer, bad, good, unknown
from frontierkit.stack.http import NoAnswer, get_json, post_json
from frontierkit.stack.running import Running
from frontierkit.text import listed, plural

_LISTED = 5


@dataclass(frozen=True, slots=True)
class JobCatalogs:
    """A scrape job, and the catalogs of what its targets expose, with what they include."""

    job: str
    catalogs: tuple[ExporterCatalog, ...]


def compare(running: Running, jobs: Iterable[JobCatalogs]) -> Iterator[Answer]:
    """Yield, for each job that is scraped, how what it exposes differs from its catalogs."""
    up = {target.job for target in running.prometheus.targets() if target.up}
    for each in jobs:
        if each.job in up:
            yield from compared(each, running.prometheus.exposed(each.job))


def compared(each: JobCatalogs, exposed: Mapping[str, set[str]]) -> Iterator[Answer]:
    """Yield how what the targets of a job expose differs from its catalogs."""
    if not exposed:
        advice = "Prometheus keeps it as long as a target is scraped: is it up?"
        yield unknown(each.job, "Prometheus has no metadata of it", advice)
        return
    families = [family for catalog in each.catalogs for family in catalog.families]
    seen = {family.name: _types(family, exposed) for family in families}
    wrong = [
        f"`{family.name}` is a {_listed_types(seen[family.name])}, in the catalog a {family.type}"
        for family in families
        if seen[family.name] and not _agrees(family, seen[family.name])
    ]
    for words in wrong[:_LISTED]:
        yield bad(each.job, words, _advice(each))
    names = {name for family in families for name in _names(family)}
    foreign = sorted(exposed.keys() - names)
    if foreign:
        yield unknown(each.job, f"not in the catalog: {_some(foreign)}", _advice(each))
    absent = sorted(f.name for f in families if not seen[f.name] and _always(f))
    if absent:
        advice = "it may come with the first request, or need an option that is off"
        yield unknown(each.job, f"in the catalog, and not exposed: {_some(absent)}", advice)
    if not wrong:
        count = sum(bool(types) for types in seen.values())
        yield good(each.job, f"{plural(count, 'family')} exposed as the catalog says")


def _listed_types(types: set[str]) -> str:
    """Return types as a sentence names them."""
    return " and a ".join(sorted(types))


def _names(family: Family) -> tuple[str, ...]:
    """Return what a family is called on a page; OpenMetrics leaves `_total` and `_info` out."""
    suffix = {"counter": "_total", "info": "_info"}.get(family.type, "")
    return (family.name, family.name.removesuffix(suffix))


def _types(family: Family, exposed: Mapping[str, set[str]]) -> set[str]:
    return {kind for name in _names(family) for kind in exposed.get(name, ())}


def _agrees(family: Family, types: set[str]) -> bool:
    said = {{"untyped": "unknown", "gaugehistogram": "histogram"}.get(t, t) for t in types}
    gauges = {"info": "gauge", "stateset": "gauge"}
    wanted = {family.type, gauges.get(family.type, family.type), "unknown"}
    return bool(said & wanted) or family.type == "unknown"


def _always(family: Family) -> bool:
    return family.default is not False and family.when is None and family.labels == {}


def _some(names: list[str]) -> str:
    more = len(names) - _LISTED
    return listed(names[:_LISTED]) + (f", and {more} more" if more > 0 else "")


def _advice(each: JobCatalogs) -> str:
    names = listed(catalog.name for catalog in each.catalogs[:1])
    return (
        f"does another version run than the settings say of {names}? `frontierkit catalog import` "
        "makes a catalog of what is there"
    )


def traffic(engine: str, address: str, requests: int = 3) -> Answer:
    """Send an engine a few short requests, as its clients would."""
    base = f"http://{address}"
    try:
        model = _model(base)
        began = time.monotonic()
        for _ in range(requests):
            _ask(base, model)
        took = (time.monotonic() - began) / requests
    except NoAnswer as error:
        advice = (
            f"does the engine answer there for you, and not for its own network alone? "
            f"`--traffic {engine}=host:port` says where"
        )
        return bad("traffic", f"{engine}: {error}", advice)
    return good("traffic", f"{engine}: {plural(requests, 'request')}, {took:.2g} s each")


def _model(base: str) -> str:
    """Return a model that the engine serves; the OpenAI route is one that all of ours have."""
    found = get_json(f"{base}/v1/models", timeout_s=10)
    models = [str(each.get("id")) for each in (found or {}).get("data") or ()]
    if not models:
        raise NoAnswer(f"{base}/v1/models lists no model: none is loaded")
    return models[0]


def _ask(base: str, model: str) -> None:
    message = {"role": "user", "content": "Say yes."}
    payload = {"model": model, "messages": [message], "max_tokens": 8}
    post_json(f"{base}/v1/chat/completions", payload, timeout_s=120)
