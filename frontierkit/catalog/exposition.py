"""Reads a `/metrics` page, in the text format of Prometheus or in OpenMetrics, as a catalog."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, get_args

from frontierkit.catalog.draft import Draft
from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import SERIES_SUFFIXES, Family, FamilyType
from frontierkit.dataclass import dataclass
from frontierkit.errors import UsageError

if TYPE_CHECKING:
    from prometheus_client import Metric
    from prometheus_client.samples import Sample

TYPE_LINE = re.compile(r"^#[ \t]*TYPE[ \t]+(\S+)[ \t]+(\S+)[ \t\r]*$", re.M)
CLASSIC_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
BUILD_INFO = re.compile(r"(?!go_)[a-zA-Z0-9_:]*_build_info")
TYPES: dict[str, FamilyType] = {name: name for name in get_args(FamilyType)}
WITH_SUFFIXES = ("histogram", "summary")


class ExpositionError(UsageError):
    """A text is no exposition; the message names the line."""

    hint = "give the page that Prometheus scrapes, such as http://localhost:9100/metrics"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a page cannot say of its exporter, and the person who imports it may know.

    `version` None: what the exporter's own build information says. `record_values`: the values of
    labels that the page has become closed sets, which is right only where it shows all of them.
    """

    name: str
    exporter: str | None = None
    version: str | None = None
    exhaustive: tuple[str, ...] = ()
    complete: bool = False
    record_values: bool = False


def import_exposition(text: str, source: str, claims: Claims) -> ExporterCatalog:
    """Return the catalog of what a page exposes; `ExpositionError` if it is none.

    Types, names of labels, bounds and quantiles are those of the page, units those that it gives or
    that the names end in. Values of labels are left open, for one page does not show them all.
    """
    drafts = _drafts(_Page(text, source))
    classic = [draft for draft in drafts if CLASSIC_NAME.fullmatch(draft.name)]
    if not classic:
        raise ExpositionError(f"{source}: there is no metric on this page")
    others = sorted(draft.name for draft in drafts if not CLASSIC_NAME.fullmatch(draft.name))
    version = claims.version or _own_version(classic) or "unknown"
    families = (draft.family(claims.record_values) for draft in classic)
    return ExporterCatalog(
        name=claims.name,
        exporter=claims.exporter or claims.name,
        version=version,
        source=f"/metrics page: {source}",
        history=tuple(sorted(families, key=_name)),
        as_of=version,
        exhaustive=claims.exhaustive,
        complete=claims.complete,
        notes=(f"Left out, for their names need quotes: {', '.join(others)}",) if others else (),
    )


class _Exposed(NamedTuple):
    """A sample with the family that it belongs to."""

    family: str
    type: FamilyType
    sample: Sample


class _Lines:
    """The lines of a text, with the number of the last one that was read."""

    def __init__(self, text: str) -> None:
        self.lines = text.removesuffix("\n").split("\n")
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(self.lines, 1):
            self.number = number
            yield line + "\n"

    def last(self) -> str:
        """Return the start of the last line that was read."""
        line = self.lines[max(self.number, 1) - 1].strip()
        return line if len(line) <= 80 else f"{line[:79]}…"


@dataclass(frozen=True)
class _Page:
    """A page, and what its comments declare."""

    text: str
    source: str

    @cached_property
    def types(self) -> dict[str, FamilyType]:
        """The type of each family; unknown where the page gives two, or one that is none."""
        types: dict[str, FamilyType] = {}
        for name, kind in TYPE_LINE.findall(self.text):
            declared = TYPES.get(kind, "unknown")
            types[name] = declared if types.get(name, declared) == declared else "unknown"
        return types

    @cached_property
    def is_openmetrics(self) -> bool:
        """The page is in OpenMetrics.

        Some pages in the format of Prometheus end like it too, but declare counters with `_total`,
        which OpenMetrics forbids.
        """
        return self.text.rstrip().endswith("# EOF") and not any(
            kind == "counter" and name.endswith("_total") for name, kind in self.types.items()
        )

    def metrics(self) -> Iterator[Metric]:
        """Yield what prometheus-client makes of the page."""
        from prometheus_client.openmetrics.parser import text_fd_to_metric_families as openmetrics
        from prometheus_client.parser import text_fd_to_metric_families as prometheus

        lines = _Lines(self.text)
        try:
            yield from (openmetrics if self.is_openmetrics else prometheus)(lines)  # type: ignore[arg-type]
        except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
            place = f"{self.source}:{lines.number}"
            reason = f" ({error})" if str(error) else ""
            message = f"{place}: no valid exposition at `{lines.last()}`{reason}"
            raise ExpositionError(message) from None

    def exposed(self, metric: Metric) -> Iterator[_Exposed]:
        """Yield the samples of a parsed family, under the names that are on the page."""
        of = self._of_openmetrics if self.is_openmetrics else self._of_prometheus
        return (of(metric, sample) for sample in metric.samples)

    def _of_openmetrics(self, metric: Metric, sample: Sample) -> _Exposed:
        if sample.name.endswith("_created") and sample.name != metric.name:
            return _Exposed(sample.name, "gauge", sample)
        if metric.type in WITH_SUFFIXES:
            return _Exposed(metric.name, TYPES[metric.type], sample)
        return _Exposed(sample.name, TYPES.get(metric.type, "unknown"), sample)

    def _of_prometheus(self, metric: Metric, sample: Sample) -> _Exposed:
        # The parser calls each sample of a counter `x_total`, whether the page says `x` or that.
        plain = metric.type == "counter" and self.types.get(metric.name) == "counter"
        name = metric.name if plain else sample.name
        stems = (name.removesuffix(suffix) for suffix in SERIES_SUFFIXES)
        family = next((stem for stem in stems if self.types.get(stem) in WITH_SUFFIXES), name)
        family = name if name in self.types else family
        return _Exposed(family, self.types.get(family, "unknown"), sample)


def _drafts(page: _Page) -> list[Draft]:
    """Return what each family of the page shows of itself."""
    drafts: dict[str, Draft] = {}
    for metric in page.metrics():
        for name, kind, sample in page.exposed(metric):
            draft = drafts.setdefault(name, Draft(name, kind))
            draft.take(kind, metric.documentation, metric.unit, sample)
    if not page.is_openmetrics:
        silent = ((name, kind) for name, kind in page.types.items() if name not in drafts)
        drafts |= {name: Draft(name, kind) for name, kind in silent}
    return list(drafts.values())


def _own_version(drafts: Iterable[Draft]) -> str | None:
    """Return the version that the exporter gives of itself, if exactly one family does."""
    versions = {
        value
        for draft in drafts
        if BUILD_INFO.fullmatch(draft.name)
        for value in draft.values.get("version", ())
        if value
    }
    return versions.pop() if len(versions) == 1 else None


def _name(family: Family) -> str:
    return family.name
